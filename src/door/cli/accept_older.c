/* door/cli/accept_older.c - `holdfast accept-older`: going on from an older copy, by an owner's
 * word.
 *
 * Without --login it only says what is missing. With it the owner's password is asked for, a signed
 * entry goes into every record, and every yes of before has to be given again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/opened.h"
#include "door/cli/typed.h"
#include "keep/ledger/older.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PASSWORD_MOST = SLOT_PASSWORD_MOST + 2 };

struct accept {
    struct opened opened;
    const char *login; /* NULL: only look */
    struct keyring *keyring;
    char password[PASSWORD_MOST];
};

static bool take_arguments(struct accept *a, int argc, char **argv)
{
    for (int i = 1; i < argc; i += 2) {
        const char **at = strcmp(argv[i], "--data") == 0      ? &a->opened.place.data
                          : strcmp(argv[i], "--secrets") == 0 ? &a->opened.place.secrets
                          : strcmp(argv[i], "--login") == 0   ? &a->login
                                                              : NULL;

        if (at == NULL || i + 1 == argc)
            return false;
        *at = argv[i + 1];
    }
    return a->opened.place.data != NULL;
}

static enum status open_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct accept *a = arg;

    return keyring_open_password(a->opened.vault, tx, span_of(a->login), span_of(a->password),
                                 &a->keyring, why);
}

static enum status sign_in_here(struct accept *a, struct fault *why)
{
    enum status st = typed_ask("Password", a->password, sizeof a->password, why);

    if (st != HF_OK)
        return st;
    a->password[strcspn(a->password, "\n")] = '\0';
    st = store_transact(a->opened.store, STORE_READ, open_inside, a, why);
    vault_wipe(a->password, sizeof a->password);
    return st == HF_NOT_FOUND ? fault_set(why, HF_INVALID, "name and password do not fit") : st;
}

static void say_missing(const struct ledger_older *older)
{
    uint64_t missing = older->confirmed > older->kept ? older->confirmed - older->kept : 0;

    printf("%" PRIu64 " entries are here; at least %" PRIu64 " that were confirmed are missing.\n",
           older->kept, missing);
    if (older->lost > 0)
        printf("%zu clients who were added since are missing altogether.\n", older->lost);
}

static enum status look(struct accept *a, struct fault *why)
{
    struct ledger_older older;
    enum status st =
        ledger_look_older(a->opened.ledger, a->opened.store, &a->opened.arena, &older, why);

    if (st != HF_OK)
        return st;
    say_missing(&older);
    printf("A newer backup brings back more: holdfast restore. If there is none, stop the server\n"
           "and say --login NAME, an owner's. Then, in %zu records, every yes has to be given\n"
           "again, whatever was erased is erased again, and every sign-in ends. A password that\n"
           "was changed since is the old one again, and who had left or was let out is back.\n",
           older.clients);
    return HF_OK;
}

static enum status accept(struct accept *a, struct fault *why)
{
    struct ledger_older older;
    enum status st = sign_in_here(a, why);

    if (st == HF_OK)
        st = ledger_accept_older(a->opened.ledger, a->opened.store, &a->opened.arena, a->keyring,
                                 &older, why);
    if (st != HF_OK)
        return st;
    say_missing(&older);
    printf("taken. It is said in %zu records, and every yes has to be given again. Start the\n"
           "server, look through people, sharing, credentials and house rules, change passwords,\n"
           "and make a backup.\n",
           older.clients);
    return HF_OK;
}

static int accept_older_run(int argc, char **argv)
{
    static struct accept a;
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&a, argc, argv))
        return cli_misused(&accept_older_command, "needs --data");
    enum status st = opened_open(&a.opened, &why);

    if (st == HF_OK)
        st = ledger_start(a.opened.ledger, a.opened.store, &why);
    if (st == HF_OK)
        st = a.login == NULL ? look(&a, &why) : accept(&a, &why);
    keyring_close(a.keyring);
    opened_close(&a.opened);
    return st == HF_OK ? CLI_OK : cli_failed(&accept_older_command, &why);
}

const struct command accept_older_command = {
    "accept-older", "--data DIR [--secrets DIR] [--login NAME]",
    "Say what is missing in an older copy, or go on from it by an owner's word", accept_older_run};
