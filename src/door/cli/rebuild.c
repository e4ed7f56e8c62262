/* door/cli/rebuild.c - `holdfast rebuild`: makes again what the store derives from signed entries.
 *
 * For a head or an index that a failing disk has spoilt. What was signed is never mended: if the
 * ledger does not hold, each finding is told, nothing is changed, and the way back is a backup.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/opened.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool take_arguments(struct opened *o, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--data") == 0 && i + 1 < argc)
            o->place.data = argv[++i];
        else if (strcmp(argv[i], "--secrets") == 0 && i + 1 < argc)
            o->place.secrets = argv[++i];
        else
            return false;
    }
    return o->place.data != NULL;
}

static void show_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    (void)arg; /* the report counts */
    if (seq == 0)
        printf("%s: %s\n", table, text);
    else
        printf("%s %" PRIu64 ": %s\n", table, seq, text);
}

static int rebuild_run(int argc, char **argv)
{
    struct ledger_report report = {.finding = show_finding};
    struct opened o = {.ledger = NULL};
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&o, argc, argv))
        return cli_misused(&rebuild_command, "needs --data");
    enum status st = opened_open(&o, &why);

    if (st == HF_OK)
        st = ledger_rebuild(o.ledger, o.store, &o.arena, &report, &why);
    opened_close(&o);
    if (st != HF_OK)
        return cli_failed(&rebuild_command, &why);
    printf("%" PRIu64 " entries, %" PRIu64 " rows: made again, and all hold\n", report.entries,
           report.rows);
    return CLI_OK;
}

const struct command rebuild_command = {
    "rebuild", "--data DIR [--secrets DIR]",
    "Make again what is derived from signed entries, or change nothing if they do not hold",
    rebuild_run};
