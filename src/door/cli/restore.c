/* door/cli/restore.c - `holdfast restore`: from a backup to a practice that holds, and the drill.
 *
 * The backup key, and the pepper where there is no secrets folder, are read from stdin, a line
 * each; on a terminal they are asked for and not shown. --check restores into a folder of its own,
 * proves every row, says how long it took and removes it again. --look needs no key.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/place.h"
#include "door/cli/typed.h"
#include "door/cli/process.h"
#include "keep/backup/backup.h"
#include "keep/vault/kit.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 256 };

struct restorer {
    struct place place;
    const char *from;
    int64_t number;
    bool check, look, accept_older, said_older;
    char drill[40], drill_data[60], drill_secrets[60], drill_db[80]; /* of a check */
    char key_line[LINE], pepper[LINE];
    struct offline_key *key;
    struct arena arena;
    struct manifest manifest;
};

static bool take_flag(struct restorer *r, const char *name)
{
    const struct {
        const char *name;
        bool *at;
    } flags[] = {
        {"--check", &r->check}, {"--look", &r->look}, {"--accept-older", &r->accept_older}};

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strcmp(name, flags[i].name) == 0) {
            *flags[i].at = true;
            return true;
        }
    return false;
}

static bool take_option(struct restorer *r, const char *name, const char *value)
{
    if (strcmp(name, "--number") == 0)
        return span_to_int64(span_of(value), &r->number) && r->number > 0;
    const char **at = strcmp(name, "--data") == 0      ? &r->place.data
                      : strcmp(name, "--secrets") == 0 ? &r->place.secrets
                      : strcmp(name, "--from") == 0    ? &r->from
                                                       : NULL;

    if (at != NULL)
        *at = value;
    return at != NULL;
}

static bool take_arguments(struct restorer *r, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (take_flag(r, argv[i]))
            continue;
        if (i + 1 == argc || !take_option(r, argv[i], argv[i + 1]))
            return false;
        i++;
    }
    return r->from != NULL && (r->place.data != NULL || r->check || r->look);
}

/* --- what is typed --------------------------------------------------------------------------- */

static enum status ask_key(struct restorer *r, struct fault *why)
{
    enum status st = typed_ask("backup key", r->key_line, sizeof r->key_line, why);

    return st == HF_OK ? offline_key_read(span_of(r->key_line), &r->key, why) : st;
}

/* --- where to -------------------------------------------------------------------------------- */

/* A drill on the machine itself takes the pepper from the practice's own secrets folder. */
static enum status borrow_pepper(struct restorer *r, struct fault *why)
{
    struct vault *vault = NULL;
    struct vault_config config = {r->place.secrets, r->place.data, VAULT_COST_DEFAULT,
                                  VAULT_COST_FLOOR, &world_system};
    enum status st = vault_open(&config, &vault, why);

    if (st == HF_OK)
        vault_pepper_text(vault, r->pepper);
    vault_free(vault);
    return st;
}

static enum status make_drill(struct restorer *r, struct fault *why)
{
    memcpy(r->drill, "/tmp/holdfast-drill-XXXXXX", sizeof "/tmp/holdfast-drill-XXXXXX");
    if (mkdtemp(r->drill) == NULL) {
        r->drill[0] = '\0';
        return fault_set(why, HF_FAILED, "no folder for the drill can be made");
    }
    snprintf(r->drill_data, sizeof r->drill_data, "%s/data", r->drill);
    snprintf(r->drill_secrets, sizeof r->drill_secrets, "%s/secrets", r->drill);
    snprintf(r->drill_db, sizeof r->drill_db, "%s/practice.db", r->drill_data);
    return mkdir(r->drill_data, 0700) == 0
               ? HF_OK
               : fault_set(why, HF_FAILED, "no folder for the drill can be made");
}

static void remove_file(const char *folder, const char *name)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path)
        (void)unlink(path); /* what is not there needs no removing */
}

static void remove_drill(const struct restorer *r)
{
    static const char *const rows[] = {"practice.db", "practice.db-wal", "practice.db-shm"};
    static const char *const secrets[] = {"service.key", "practice", "anchor", "backup",
                                          "erased",      "ways",     "ends"};

    if (r->drill[0] == '\0')
        return;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        remove_file(r->drill_data, rows[i]);
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        remove_file(r->drill_secrets, secrets[i]);
    (void)rmdir(r->drill_data);    /* nothing else was put there */
    (void)rmdir(r->drill_secrets); /* nothing else was put there */
    if (rmdir(r->drill) != 0)
        fprintf(stderr, "the drill's folder stays behind: %s\n", r->drill);
}

static enum status prepare(struct restorer *r, struct fault *why)
{
    enum status st = r->place.data != NULL ? place_find(&r->place, why) : HF_OK;

    if (st == HF_OK)
        st = ask_key(r, why);
    if (st == HF_OK && r->check)
        st = make_drill(r, why);
    if (st != HF_OK)
        return st;
    if (r->check && r->place.data != NULL)
        return borrow_pepper(r, why);
    if (!r->check && mkdir(r->place.data, 0700) != 0 && errno != EEXIST)
        return fault_set(why, HF_INVALID, "the data folder %s can't be made", r->place.data);
    if (!r->check && access(r->place.secrets, F_OK) == 0)
        return HF_OK;
    return typed_ask("pepper", r->pepper, sizeof r->pepper, why);
}

/* --- the command ----------------------------------------------------------------------------- */

static void show_progress(void *arg, uint64_t done, uint64_t all)
{
    (void)arg; /* a terminal shows it, nobody else */
    if (isatty(STDERR_FILENO) == 1)
        fprintf(stderr, "checked %3d %%\r", (int)(all == 0 ? 100 : done * 100 / all));
}

static enum status restore(struct restorer *r, struct fault *why)
{
    struct vault_config into = {r->check ? r->drill_secrets : r->place.secrets,
                                r->check ? r->drill_data : r->place.data, VAULT_COST_DEFAULT,
                                VAULT_COST_FLOOR, &world_system};
    struct backup_restore in = {.folder = r->from,
                                .number = (uint64_t)r->number,
                                .key = r->key,
                                .pepper = span_trim(span_of(r->pepper)),
                                .into = &into,
                                .db = r->check ? r->drill_db : r->place.db,
                                .accept_older = r->accept_older,
                                .progress = show_progress,
                                .ret_said_older = &r->said_older};

    return backup_restore(&in, &r->arena, &r->manifest, why);
}

static void say(const struct restorer *r, double seconds)
{
    const struct manifest *m = &r->manifest;
    time_t when = (time_t)(m->utc_us / 1000000);
    struct tm utc;
    char text[32];

    gmtime_r(&when, &utc);
    strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &utc);
    printf("backup %" PRIu64 " of %s: %" PRIu64 " entries, %" PRIu64 " rows\n", m->number, text,
           m->size, m->part[PART_DATA].rows + m->part[PART_KEYS].rows);
    if (r->look)
        printf("as it was written: the files are whole, and the signature is right. Whether it\n"
               "opens, only --check can tell.\n");
    else if (r->check)
        printf("the drill restored it and every row holds; %.1f s. It is removed again.\n",
               seconds);
    else
        printf("restored, every row holds; %.1f s. Everybody has to sign in again.\n", seconds);
    if (r->said_older && !r->check)
        printf("What was said after this backup is missing, and nobody knows what it was. Each "
               "record\n"
               "says so: every yes has to be given again, and answers are reviewed anew. Look "
               "through\n"
               "people, sharing, credentials and house rules: an end or a change may be missing, "
               "too.\n");
}

/* So that doctor and the owner's page can say when it last was so. Without the practice's own
 * folders there is nowhere to write it. */
static enum status note_drill(const struct restorer *r, struct fault *why)
{
    struct vault_config config = {r->place.secrets, r->place.data, VAULT_COST_DEFAULT,
                                  VAULT_COST_FLOOR, &world_system};
    struct kit_drill drill = {world_now_us(&world_system), r->manifest.number, r->manifest.utc_us};
    struct vault *vault = NULL;
    enum status st = r->place.data == NULL ? HF_OK : vault_open(&config, &vault, why);

    if (st == HF_OK && vault != NULL)
        st = kit_drill_write(vault, &drill, why);
    vault_free(vault);
    return st;
}

static enum status do_it(struct restorer *r, struct fault *why)
{
    if (r->look)
        return backup_look(r->from, (uint64_t)r->number, &r->arena, &r->manifest, why);
    enum status st = prepare(r, why);

    if (st == HF_OK)
        st = restore(r, why);
    return st == HF_OK ? note_drill(r, why) : st;
}

static double seconds_since(const struct timespec *from)
{
    struct timespec to;

    clock_gettime(CLOCK_MONOTONIC, &to);
    return (double)(to.tv_sec - from->tv_sec) + (double)(to.tv_nsec - from->tv_nsec) / 1e9;
}

static int restore_run(int argc, char **argv)
{
    struct restorer r = {.number = 0};
    struct timespec from;
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&r, argc, argv))
        return cli_misused(&restore_command, "needs --from, and --data or --check or --look");
    enum status st = process_harden(&why);
    void *block = malloc(BACKUP_MEMORY);

    if (st == HF_OK && block == NULL)
        st = fault_set(&why, HF_FAILED, "not enough memory");
    arena_init(&r.arena, block, block == NULL ? 0 : BACKUP_MEMORY);
    clock_gettime(CLOCK_MONOTONIC, &from);
    if (st == HF_OK)
        st = do_it(&r, &why);
    if (st == HF_OK)
        say(&r, seconds_since(&from));
    remove_drill(&r);
    offline_key_free(r.key);
    vault_wipe(r.key_line, sizeof r.key_line);
    vault_wipe(r.pepper, sizeof r.pepper);
    free(block);
    return st == HF_OK ? CLI_OK : cli_failed(&restore_command, &why);
}

const struct command restore_command = {
    "restore",
    "--from FOLDER (--data DIR [--secrets DIR] | --check [--data DIR] | --look) [--number N] "
    "[--accept-older]",
    "Restore a backup, or prove that it can be restored", restore_run};
