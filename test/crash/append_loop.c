/* Appends for ever and says what was acknowledged, until somebody kills it; see kill_loop.py.
 *
 *     append_loop FOLDER run FIRST     one act for each number from FIRST; prints "number seq"
 *     append_loop FOLDER check         reads such lines: the same act again must be the same entry
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger.h"

#include <inttypes.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MEMORY = 32 << 20, PATH = 600 };

struct loop {
    char data[PATH], secrets[PATH], db[PATH + 20], token_path[PATH + 20];
    struct vault *vault;
    struct store *store;
    struct ledger *ledger;
    struct arena arena;
    struct keyring *owner;
    char token[PASS_TEXT];
    uint64_t number;
    bool is_check;
    struct ledger_entry entry;
    struct fault why;
};

_Noreturn static void die(const struct loop *l, const char *what)
{
    fprintf(stderr, "append_loop: %s: %s\n", what, l->why.text);
    exit(1);
}

static enum status act(struct loop *l, ledger_work *work)
{
    fault_clear(&l->why);
    return ledger_transact(l->ledger, l->store, &l->arena, work, l, &l->why);
}

/* The token stays in the folder so that the next life can sign; a test, not an example. */
static enum status found(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct loop *l = arg;
    struct person_id person = {world_id(&world_system)};
    struct pass_spec spec = {
        .kind = PASS_SESSION, .until_us = INT64_MAX, .proof = PROOF_OWN_DEVICE};
    enum status st =
        user_make(l->vault, ltx->tx, person, 1, ROLE_OWNER | ROLE_PRACTITIONER, &l->owner, why);

    if (st == HF_OK)
        st = ledger_found(ltx, l->owner, why);
    return st == HF_OK ? pass_issue(l->vault, ltx->tx, l->owner, &spec, l->token, why) : st;
}

static enum status come_back(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct loop *l = arg;

    return keyring_open_pass(l->vault, ltx->tx, span_of(l->token), SPAN(""), PASS_SESSION,
                             &l->owner, why);
}

/* Newer keys for everything that was written; what one transaction leaves, the next acts carry on.
 */
static enum status renew(struct ledger_tx *ltx, struct loop *l, struct fault *why)
{
    struct client_id practice = {{{0}}};
    enum status st =
        ledger_renew_keys(ltx, l->owner, practice, COMPARTMENT_BIT(COMPARTMENT_PRACTICE), why);

    return st == HF_BUSY ? HF_OK : st; /* the last renewal is under way still */
}

static enum status append(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct loop *l = arg;
    struct ledger_write write = {.action = ACTION_POLICY_SET,
                                 .request = {{"request"}},
                                 .content = span_at(&l->number, sizeof l->number),
                                 .direction = DIRECTION_NEUTRAL};

    memcpy(write.request.id.bytes + 8, &l->number, sizeof l->number);
    enum status st = ledger_append(ltx, l->owner, &write, &l->entry, why);

    /* Every fourth act moves the anchor too, so that its file is under way at some kills. */
    if (st == HF_OK && l->number % 4 == 0)
        st = ledger_checkpoint(ltx, true, why);
    return st == HF_OK && l->number % 64 == 0 && !l->is_check ? renew(ltx, l, why) : st;
}

static void name_paths(struct loop *l, const char *folder)
{
    snprintf(l->data, sizeof l->data, "%s/data", folder);
    snprintf(l->secrets, sizeof l->secrets, "%s/data-secrets", folder);
    snprintf(l->db, sizeof l->db, "%s/practice.db", l->data);
    snprintf(l->token_path, sizeof l->token_path, "%s/token", folder);
}

static void make_new(struct loop *l, const struct vault_config *config)
{
    mkdir(l->data, 0700);
    if (vault_found(config, &l->vault, &l->why) != HF_OK ||
        store_open(&store_sqlite, l->db, &l->store, &l->why) != HF_OK ||
        ledger_new(l->vault, &l->ledger, &l->why) != HF_OK || act(l, found) != HF_OK)
        die(l, "can't found");
    FILE *file = fopen(l->token_path, "w");

    if (file == NULL || fputs(l->token, file) < 0 || fclose(file) != 0)
        die(l, "can't keep the token");
}

static void open_again(struct loop *l, const struct vault_config *config, FILE *token)
{
    bool read = fgets(l->token, sizeof l->token, token) != NULL;

    fclose(token);
    if (!read || vault_open(config, &l->vault, &l->why) != HF_OK ||
        store_open(&store_sqlite, l->db, &l->store, &l->why) != HF_OK ||
        ledger_new(l->vault, &l->ledger, &l->why) != HF_OK ||
        ledger_start(l->ledger, l->store, &l->why) != HF_OK || act(l, come_back) != HF_OK)
        die(l, "can't come back");
    if (ledger_is_narrow_only(l->ledger))
        die(l, "the data base is older than its anchor");
}

static void run(struct loop *l)
{
    for (;; l->number++) {
        if (act(l, append) != HF_OK)
            die(l, "an act was not kept");
        printf("%" PRIu64 " %" PRIu64 "\n", l->number, l->entry.seq);
        fflush(stdout);
    }
}

static bool read_line(uint64_t *ret_number, uint64_t *ret_seq)
{
    char text[64];
    int64_t number, seq;

    if (fgets(text, sizeof text, stdin) == NULL)
        return false;
    struct span rest = span_trim(span_of(text));
    struct span first = span_cut(&rest, ' ');

    if (!span_to_int64(first, &number) || !span_to_int64(rest, &seq))
        return false;
    *ret_number = (uint64_t)number;
    *ret_seq = (uint64_t)seq;
    return true;
}

static int check(struct loop *l)
{
    uint64_t seq;
    int lost = 0, read = 0;

    for (; read_line(&l->number, &seq); read++) {
        if (act(l, append) != HF_OK)
            die(l, "an act can't be repeated");
        lost += l->entry.seq != seq;
    }
    printf("%d acts, %d lost\n", read, lost);
    return lost == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    static struct loop l;
    struct vault_config config = {l.secrets, l.data, VAULT_COST_DEFAULT, VAULT_COST_FLOOR,
                                  &world_system};

    if (argc < 3)
        return 2;
    name_paths(&l, argv[1]);
    arena_init(&l.arena, malloc(MEMORY), MEMORY);
    FILE *token = fopen(l.token_path, "r");

    if (token == NULL)
        make_new(&l, &config);
    else
        open_again(&l, &config, token);
    l.is_check = strcmp(argv[2], "check") == 0;
    if (l.is_check)
        return check(&l);
    l.number = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    if (strcmp(argv[2], "run") == 0 && l.number > 0)
        run(&l);
    return 0;
}
