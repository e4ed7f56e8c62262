/* door/cli/verify.c - `holdfast verify`: is everything there, and is it what was written?
 *
 * One line for each finding on stdout: table, number, what is wrong. Opens no content. Leaves with
 * 0 when nothing was found, 1 when something was or when it could not be walked to its end, 2 when
 * the command line or the folders are wrong.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "keep/ledger/ledger.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { VERIFY_MEMORY = 64 << 20, PROGRESS_AFTER_S = 2 };

struct verifier {
    const char *data, *secrets;
    char db[PATH_MAX];
    char beside[PATH_MAX]; /* the secrets folder when none is named */
    struct vault *vault;
    struct store *store;
    struct ledger *ledger;
    struct arena arena;
    time_t begun;
};

static void show_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    (void)arg; /* nothing to remember: the report counts */
    if (seq == 0)
        printf("%s: %s\n", table, text);
    else
        printf("%s %" PRIu64 ": %s\n", table, seq, text);
}

static void show_progress(void *arg, uint64_t done, uint64_t all)
{
    const struct verifier *v = arg;

    if (time(NULL) - v->begun >= PROGRESS_AFTER_S)
        fprintf(stderr, "\r%" PRIu64 " of %" PRIu64 " entries", done, all);
}

static bool take_arguments(struct verifier *v, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--secrets") == 0 && i + 1 < argc)
            v->secrets = argv[++i];
        else if (strcmp(argv[i], "--data") == 0 && i + 1 < argc && v->data == NULL)
            v->data = argv[++i];
        else if (argv[i][0] != '-' && v->data == NULL)
            v->data = argv[i];
        else
            return false;
    }
    return v->data != NULL;
}

/* DATA-secrets, beside the data folder; a slash at its end means nothing. */
static enum status find_folders(struct verifier *v, struct fault *why)
{
    size_t len = strlen(v->data);

    while (len > 1 && v->data[len - 1] == '/')
        len--;
    int n = snprintf(v->beside, sizeof v->beside, "%.*s-secrets", (int)len, v->data);
    int m = snprintf(v->db, sizeof v->db, "%.*s/practice.db", (int)len, v->data);

    if (n >= (int)sizeof v->beside || m >= (int)sizeof v->db)
        return fault_set(why, HF_INVALID, "the data folder's path is too long");
    if (v->secrets == NULL)
        v->secrets = v->beside;
    if (access(v->db, R_OK | W_OK) != 0)
        return fault_set(why, HF_INVALID, "there is no practice.db in %s that can be opened",
                         v->data);
    return HF_OK;
}

static enum status open_all(struct verifier *v, struct fault *why)
{
    void *block = malloc(VERIFY_MEMORY);

    if (block == NULL)
        return fault_set(why, HF_FAILED, "not enough memory");
    arena_init(&v->arena, block, VERIFY_MEMORY);
    enum status st = find_folders(v, why);

    if (st != HF_OK)
        return st;
    struct vault_config config = {v->secrets, v->data, VAULT_COST_DEFAULT, VAULT_COST_FLOOR,
                                  &world_system};

    st = vault_open(&config, &v->vault, why);
    if (st == HF_NOT_FOUND) /* for a command, a folder that is not there is a wrong argument */
        return HF_INVALID;
    if (st == HF_OK)
        st = store_open(&store_sqlite, v->db, &v->store, why);
    return st == HF_OK ? ledger_new(v->vault, &v->ledger, why) : st;
}

static void close_all(struct verifier *v)
{
    ledger_free(v->ledger);
    store_free(v->store);
    vault_free(v->vault);
    free(v->arena.block);
}

static int conclude(const struct verifier *v, const struct ledger_report *report)
{
    if (time(NULL) - v->begun >= PROGRESS_AFTER_S)
        fputc('\n', stderr);
    printf("%" PRIu64 " entries, %" PRIu64 " rows, %" PRIu64 " findings\n", report->entries,
           report->rows, report->findings);
    return report->findings == 0 ? CLI_OK : CLI_FAILED;
}

static int verify_run(int argc, char **argv)
{
    struct verifier v = {.begun = time(NULL)};
    struct ledger_report report = {.finding = show_finding, .progress = show_progress, .arg = &v};
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&v, argc, argv))
        return cli_misused(&verify_command, "needs the data folder");
    enum status st = open_all(&v, &why);

    if (st == HF_OK)
        st = ledger_verify(v.ledger, v.store, &v.arena, &report, &why);
    int code = st == HF_OK ? conclude(&v, &report) : cli_failed(&verify_command, &why);

    close_all(&v);
    return st == HF_INVALID ? CLI_INVALID : code;
}

const struct command verify_command = {"verify", "[--data] DATA [--secrets DIR]",
                                       "Check every entry and every row of a practice", verify_run};
