/* door/cli/packs_add.c - `holdfast packs add FILE`: checked, then signed by the owner.
 *
 * The password is read from stdin, as one line, and stands in no argument: a list of processes
 * shows those. The server may run meanwhile.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/packs_add.h"

#include "door/cli/cli.h"
#include "door/cli/opened.h"
#include "knowledge/knowledge.h"
#include "usecase/measures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LINE_MOST = 1024 };

struct adding {
    struct opened opened;
    struct practice practice;
    struct knowledge knowledge;
    struct arena packs; /* the knowledge's own memory */
    const char *file, *login, *measure;
    struct keyring *keyring;
    char password[LINE_MOST];
};

/* --- the command line ------------------------------------------------------------------------ */

static const char **option_of(struct adding *a, const char *name)
{
    const struct {
        const char *name;
        const char **at;
    } options[] = {{"--data", &a->opened.place.data},
                   {"--secrets", &a->opened.place.secrets},
                   {"--login", &a->login},
                   {"--measure", &a->measure}};

    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(name, options[i].name) == 0)
            return options[i].at;
    return NULL;
}

static bool take_arguments(struct adding *a, int argc, char **argv)
{
    for (int i = 2; i < argc; i++) {
        const char **option = option_of(a, argv[i]);

        if (option != NULL && i + 1 < argc)
            *option = argv[++i];
        else if (option == NULL && argv[i][0] != '-' && a->file == NULL)
            a->file = argv[i];
        else
            return false;
    }
    return a->file != NULL && a->login != NULL && a->opened.place.data != NULL;
}

/* --- what is read ---------------------------------------------------------------------------- */

static enum status read_file(struct adding *a, struct span *ret, struct fault *why)
{
    FILE *in = fopen(a->file, "rb");
    char *bytes = arena_alloc(&a->opened.arena, INSTRUMENT_MOST + 1, 1);
    size_t len = in == NULL || bytes == NULL ? 0 : fread(bytes, 1, INSTRUMENT_MOST + 1, in);

    if (in != NULL)
        fclose(in);
    if (bytes == NULL)
        return fault_set(why, HF_FAILED, "not enough memory");
    if (len == 0)
        return fault_set(why, HF_INVALID, "%s can't be read, or is empty", a->file);
    *ret = span_at(bytes, len);
    return HF_OK;
}

static enum status read_password(struct adding *a, struct fault *why)
{
    struct termios term, quiet;
    bool on_terminal = tcgetattr(STDIN_FILENO, &term) == 0;

    if (on_terminal) {
        fputs("Password: ", stderr);
        quiet = term;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &quiet); /* it is read all the same */
    }
    bool got = fgets(a->password, sizeof a->password, stdin) != NULL;

    if (on_terminal) {
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &term); /* as it was */
        fputs("\n", stderr);
    }
    a->password[strcspn(a->password, "\n")] = '\0';
    return got ? HF_OK : fault_set(why, HF_INVALID, "no password came on stdin");
}

/* --- the practice ---------------------------------------------------------------------------- */

static enum status sign_in_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct adding *a = arg;

    return keyring_open_password(a->opened.vault, tx, span_of(a->login), span_of(a->password),
                                 &a->keyring, why);
}

static enum status sign_in_as_owner(struct adding *a, struct fault *why)
{
    enum status st = store_transact(a->opened.store, STORE_READ, sign_in_inside, a, why);

    if (st == HF_NOT_FOUND) {
        fault_clear(why);
        return fault_set(why, HF_INVALID, "this name and this password do not fit");
    }
    if (st == HF_OK && (keyring_who(a->keyring)->roles & ROLE_OWNER) == 0)
        return fault_set(why, HF_INVALID, "only an owner adds the text of an instrument");
    return st;
}

static enum status open_practice(struct adding *a, struct fault *why)
{
    void *block = malloc(KNOWLEDGE_BYTES);

    if (block == NULL)
        return fault_set(why, HF_FAILED, "not enough memory");
    arena_init(&a->packs, block, KNOWLEDGE_BYTES);
    enum status st = knowledge_load(&a->packs, &a->knowledge, why);

    if (st == HF_OK)
        st = opened_open(&a->opened, why);
    a->practice =
        (struct practice){a->opened.store, a->opened.vault, a->opened.ledger, &a->knowledge};
    return st;
}

/* --- what is said ---------------------------------------------------------------------------- */

static void print_reasons(const struct add_instrument_reply *reply)
{
    for (size_t i = 0; i < reply->n_reasons; i++)
        printf("  %.*s: %.*s\n", SPAN_ARGS(reply->reasons[i].where),
               SPAN_ARGS(reply->reasons[i].text));
}

static void print_alarms(const struct add_instrument_reply *reply)
{
    for (uint32_t i = 0; i < reply->measure->n_alarms; i++)
        printf("  item %u leads to the safety page: %.*s\n", reply->measure->alarms[i].item,
               SPAN_ARGS(reply->alarm_texts[i]));
}

static int tell(const struct add_instrument_reply *reply)
{
    if (!reply->is_added) {
        printf("refused: this is not the instrument, or it can't be read\n");
        print_reasons(reply);
        return CLI_INVALID;
    }
    printf("added: %.*s, %u items%s\n", SPAN_ARGS(reply->measure->title), reply->n_items,
           reply->is_proven ? ", each known by its code"
                            : "; their order is not proven by codes: read it through");
    print_alarms(reply);
    printf("not asked yet: name who reads the answers, and when, at /measures/%.*s\n",
           SPAN_ARGS(reply->measure->id));
    return CLI_OK;
}

static enum status add(struct adding *a, struct add_instrument_reply *ret, struct fault *why)
{
    struct add_instrument in = {.measure = a->measure == NULL ? SPAN("") : span_of(a->measure)};
    enum status st = open_practice(a, why);

    if (st == HF_OK)
        st = read_file(a, &in.json, why);
    if (st == HF_OK)
        st = read_password(a, why);
    if (st == HF_OK)
        st = sign_in_as_owner(a, why);
    if (st != HF_OK)
        return st;
    in.hand = (struct hand){
        .keyring = a->keyring, .request = {world_id(vault_world(a->opened.vault))}, .device = 1};
    return add_instrument(&a->practice, &a->opened.arena, &in, ret, why);
}

int packs_add(int argc, char **argv)
{
    struct adding a = {.file = NULL};
    struct add_instrument_reply reply;
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&a, argc, argv))
        return cli_misused(&packs_command, "add needs a file, --data and --login");
    enum status st = add(&a, &reply, &why);
    int answer = st == HF_OK ? tell(&reply) : cli_failed(&packs_command, &why);

    vault_wipe(a.password, sizeof a.password);
    keyring_close(a.keyring);
    opened_close(&a.opened);
    free(a.packs.block);
    return answer;
}
