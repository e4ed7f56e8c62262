/* door/cli/verify.c - `holdfast verify`: is everything there, and is it what was written?
 *
 * One line for each finding on stdout: table, number, what is wrong. Opens no content. Leaves with
 * 0 when nothing was found, 1 when something was or when it could not be walked to its end, 2 when
 * the command line or the folders are wrong.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/opened.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { PROGRESS_AFTER_S = 2 };

struct verifier {
    struct opened opened;
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
            v->opened.place.secrets = argv[++i];
        else if (strcmp(argv[i], "--data") == 0 && i + 1 < argc && v->opened.place.data == NULL)
            v->opened.place.data = argv[++i];
        else if (argv[i][0] != '-' && v->opened.place.data == NULL)
            v->opened.place.data = argv[i];
        else
            return false;
    }
    return v->opened.place.data != NULL;
}

static int conclude(const struct verifier *v, const struct ledger_report *report)
{
    if (time(NULL) - v->begun >= PROGRESS_AFTER_S)
        fputc('\n', stderr);
    if (report->erased > 0)
        printf("%" PRIu64 " contents were erased, each named by a signed entry\n", report->erased);
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
    enum status st = opened_open(&v.opened, &why);

    if (st == HF_OK)
        st = ledger_verify(v.opened.ledger, v.opened.store, &v.opened.arena, &report, &why);
    int code = st == HF_OK ? conclude(&v, &report) : cli_failed(&verify_command, &why);

    opened_close(&v.opened);
    return st == HF_INVALID ? CLI_INVALID : code;
}

const struct command verify_command = {"verify", "[--data] DATA [--secrets DIR]",
                                       "Check every entry and every row of a practice", verify_run};
