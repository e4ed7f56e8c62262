/* door/cli/packs_diff.c - `holdfast packs diff DATA [NEWDIR]`: what newer packs would change for a
 * practice, before anybody takes them. It changes nothing.
 *
 * Without NEWDIR the newer ones are those that this program carries. Rules are told to anybody who
 * holds both folders; clients only to somebody who signs in, and only those whom their keys open.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"
#include "door/cli/opened.h"
#include "door/cli/packs_folder.h"
#include "door/cli/typed.h"
#include "keep/vault/keyring.h"
#include "usecase/packs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LINE = SLOT_PASSWORD_MOST + 2 };

struct differ_command {
    struct opened opened;
    const char *newer_path, *login;
    char password[MOST_LINE];
    struct keyring *keyring;
    void *block;
    struct arena arena; /* of both versions */
    struct knowledge own, newer;
    struct packs_change change;
};

/* --- what is printed ------------------------------------------------------------------------- */

static void print_rules(const struct differ *differ)
{
    for (size_t i = 0; i < differ->count; i++) {
        const struct differ_line *line = &differ->at[i];

        printf("%-8s  %-24.*s  %-14.*s  %.*s\n", differ_word(line->kind), SPAN_ARGS(line->file),
               SPAN_ARGS(line->id), SPAN_ARGS(line->words));
    }
    for (int kind = DIFFER_WORDS; kind < DIFFER_KINDS; kind++)
        if (differ->of[kind] > 0)
            printf("%zu %s\n", differ->of[kind], differ_word((enum differ_kind)kind));
}

static void print_found(const char *how, const struct packs_found *found, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("  %s %.*s: %.*s\n", found[i].is_open ? "to be asked" : how,
               SPAN_ARGS(found[i].finding), SPAN_ARGS(found[i].words));
}

static const char *side_word(uint8_t side)
{
    return side == SIDE_LEFT ? ", left" : side == SIDE_RIGHT ? ", right" : "";
}

static void print_hit(const struct packs_hit *hit)
{
    const char *now = hit->is_asked_again ? "asked again" : "denied";

    if (hit->step > 0)
        printf("  step %zu, %.*s%s: %s by %.*s\n", hit->step, SPAN_ARGS(hit->region),
               side_word(hit->side), now, SPAN_ARGS(hit->rule));
    else
        printf("  yes to %.*s%s: %s by %.*s\n", SPAN_ARGS(hit->region), side_word(hit->side), now,
               SPAN_ARGS(hit->rule));
}

static void print_client(const struct packs_client *client)
{
    printf("%.*s\n", SPAN_ARGS(client->name));
    if (client->is_unread)
        puts("  can't be judged by the newer rules: all of it would be denied");
    print_found("found", client->found, client->n_found);
    print_found("found no more", client->gone, client->n_gone);
    for (size_t i = 0; i < client->n_hits; i++)
        print_hit(&client->hits[i]);
}

static void print_change(const struct differ_command *d)
{
    const struct packs_change *change = &d->change;

    if (change->is_taken) {
        puts("these packs are in force");
        return;
    }
    if (!change->has_older) {
        puts("the packs in force are not kept in this practice, so what changes can't be told");
        return;
    }
    print_rules(&change->differ);
    if (change->ends_reviews)
        puts("every client's answers have to be looked at again before the next touch");
    if (d->keyring == NULL) {
        puts("no client was looked at: --login NAME looks at those whom your keys open");
        return;
    }
    for (size_t i = 0; i < change->n_clients; i++)
        print_client(&change->clients[i]);
    printf("%zu clients looked at, %zu concerned\n", change->n_looked_at, change->n_clients);
}

/* --- who asks -------------------------------------------------------------------------------- */

static enum status open_keys(struct tx *tx, void *arg, struct fault *why)
{
    struct differ_command *d = arg;
    struct span password = span_of(d->password);

    while (password.len > 0 && strchr("\r\n", password.at[password.len - 1]) != NULL)
        password.len--;
    return keyring_open_password(d->opened.vault, tx, span_of(d->login), password, &d->keyring,
                                 why);
}

static enum status sign_in(struct differ_command *d, struct fault *why)
{
    if (d->login == NULL)
        return HF_OK;
    enum status st = typed_ask("password", d->password, sizeof d->password, why);

    if (st == HF_OK)
        st = store_transact(d->opened.store, STORE_READ, open_keys, d, why);
    explicit_bzero(d->password, sizeof d->password);
    return st == HF_NOT_FOUND ? fault_set(why, HF_INVALID, "name or password is not right") : st;
}

/* --- the command ----------------------------------------------------------------------------- */

static bool take_arguments(struct differ_command *d, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--secrets") == 0 && i + 1 < argc)
            d->opened.place.secrets = argv[++i];
        else if (strcmp(argv[i], "--login") == 0 && i + 1 < argc)
            d->login = argv[++i];
        else if (argv[i][0] != '-' && d->opened.place.data == NULL)
            d->opened.place.data = argv[i];
        else if (argv[i][0] != '-' && d->newer_path == NULL)
            d->newer_path = argv[i];
        else
            return false;
    }
    return d->opened.place.data != NULL;
}

static enum status load_both(struct differ_command *d, struct fault *why)
{
    size_t size = (size_t)KNOWLEDGE_BYTES + PACKS_FOLDER_BYTES;

    d->block = malloc(size);
    if (d->block == NULL)
        return fault_set(why, HF_FAILED, "not enough memory");
    arena_init(&d->arena, d->block, size);
    enum status st = knowledge_load(&d->arena, &d->own, why);

    return st == HF_OK ? packs_folder_load(d->newer_path, &d->arena, &d->newer, why) : st;
}

static enum status look(struct differ_command *d, struct fault *why)
{
    struct practice practice = {d->opened.store, d->opened.vault, d->opened.ledger, &d->own};

    return view_packs(&practice, &d->opened.arena, d->keyring, &d->newer, &d->change, why);
}

int packs_diff_run(int argc, char **argv)
{
    static struct differ_command d;
    struct fault why;

    d = (struct differ_command){.login = NULL};
    fault_clear(&why);
    if (!take_arguments(&d, argc, argv))
        return cli_misused(&packs_command, "diff needs the data folder");
    enum status st = opened_open(&d.opened, &why);

    if (st == HF_OK)
        st = load_both(&d, &why);
    if (st == HF_OK)
        st = sign_in(&d, &why);
    if (st == HF_OK)
        st = look(&d, &why);
    if (st == HF_OK)
        print_change(&d);
    keyring_close(d.keyring);
    opened_close(&d.opened);
    free(d.block);
    return st == HF_OK ? CLI_OK : cli_failed(&packs_command, &why);
}
