/* door/cli/backup.c - `holdfast backup`: a sealed copy that only the key on the owner's sheet
 * opens.
 *
 * May run beside `holdfast serve`. Leaves with 0 when the backup is on the disk.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/opened.h"
#include "door/cli/process.h"
#include "keep/backup/backup.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KEEP_MOST = 1000, HOURS_MOST = 24 * 31, SECONDS_OF_HOUR = 3600 };

struct backing {
    struct opened opened;
    const char *to;
    bool new_key;
    int64_t keep, hours;
    struct backup_done done;
};

static bool take_number(const char *text, int64_t most, int64_t *ret)
{
    return span_to_int64(span_of(text), ret) && *ret >= 1 && *ret <= most;
}

static bool take_option(struct backing *b, const char *name, const char *value)
{
    if (strcmp(name, "--keep") == 0)
        return take_number(value, KEEP_MOST, &b->keep);
    if (strcmp(name, "--every") == 0)
        return take_number(value, HOURS_MOST, &b->hours);
    const char **at = strcmp(name, "--data") == 0      ? &b->opened.place.data
                      : strcmp(name, "--secrets") == 0 ? &b->opened.place.secrets
                      : strcmp(name, "--to") == 0      ? &b->to
                                                       : NULL;

    if (at != NULL)
        *at = value;
    return at != NULL;
}

static bool take_arguments(struct backing *b, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--new-key") == 0)
            b->new_key = true;
        else if (i + 1 == argc || !take_option(b, argv[i], argv[i + 1]))
            return false;
        else
            i++;
    }
    return b->opened.place.data != NULL && b->new_key == (b->to == NULL);
}

/* --- the key --------------------------------------------------------------------------------- */

static enum status make_key(struct backing *b, struct fault *why)
{
    char text[OFFLINE_TEXT], pepper[VAULT_PEPPER_TEXT];
    enum status st = backup_make_key(b->opened.vault, text, why);

    if (st != HF_OK)
        return st;
    vault_pepper_text(b->opened.vault, pepper);
    printf("Write both on paper, twice, and keep the papers in two places. They are not stored\n"
           "anywhere with the backups: without them no backup can be opened, by nobody.\n\n"
           "  backup key  %s\n  pepper      %s\n\n"
           "Backups made before today open with the key of their own day.\n",
           text, pepper);
    vault_wipe(text, sizeof text);
    vault_wipe(pepper, sizeof pepper);
    return HF_OK;
}

/* --- the backup ------------------------------------------------------------------------------ */

static enum status write_one(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct backing *b = arg;

    return backup_write(ltx, b->opened.vault, b->to, (uint32_t)b->keep, &b->done, why);
}

static enum status back_up(struct backing *b, struct fault *why)
{
    struct timespec from, to;
    const struct manifest *m = &b->done.manifest;

    clock_gettime(CLOCK_MONOTONIC, &from);
    enum status st =
        ledger_read(b->opened.ledger, b->opened.store, &b->opened.arena, write_one, b, why);

    if (st == HF_NOT_FOUND)
        fprintf(stderr, "make a key first: holdfast backup --new-key --data %s\n",
                b->opened.place.data);
    if (st != HF_OK)
        return st;
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("backup %" PRIu64 ": %" PRIu64 " entries, %" PRIu64 " rows, %" PRIu64
           " bytes, %.1f s; %" PRIu64 " older removed, %" PRIu64
           " removed because they held what was erased\n",
           m->number, m->size, m->part[PART_DATA].rows + m->part[PART_KEYS].rows,
           m->part[PART_DATA].bytes + m->part[PART_KEYS].bytes,
           (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9,
           b->done.removed, b->done.removed_erased);
    fflush(stdout);
    return HF_OK;
}

/* Again and again until it is told to end; one that fails is told and tried again next time. */
static enum status back_up_always(struct backing *b, struct fault *why)
{
    struct timespec pause = {(time_t)(b->hours * SECONDS_OF_HOUR), 0};
    sigset_t ending;
    enum status st;

    process_hold_signals();
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGHUP);
    do {
        fault_clear(why);
        st = back_up(b, why);
        if (st != HF_OK)
            (void)cli_failed(&backup_command, why); /* the next one may succeed */
    } while (sigtimedwait(&ending, NULL, &pause) < 0);
    return st;
}

static int backup_run(int argc, char **argv)
{
    struct backing b = {.keep = BACKUP_KEEP};
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&b, argc, argv))
        return cli_misused(&backup_command, "needs --data, and either --to or --new-key");
    enum status st = process_harden(&why);

    if (st == HF_OK)
        st = opened_open(&b.opened, &why);
    if (st == HF_OK)
        st = b.new_key     ? make_key(&b, &why)
             : b.hours > 0 ? back_up_always(&b, &why)
                           : back_up(&b, &why);
    opened_close(&b.opened);
    return st == HF_OK ? CLI_OK : cli_failed(&backup_command, &why);
}

const struct command backup_command = {
    "backup", "--data DIR [--secrets DIR] (--new-key | --to FOLDER [--keep N] [--every HOURS])",
    "Write a sealed backup that only the owner's printed key opens", backup_run};
