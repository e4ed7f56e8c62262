/* door/cli/doctor.c - `holdfast doctor`: what is missing before real clients come?
 *
 * One line for each thing on stdout: ok, look, or missing; what to do, and where to read. Opens no
 * client's record and writes no entry. Leaves with 0 when nothing is missing, 1 when something is,
 * 2 when the command line or the folders are wrong. Says only what can be told from here: that all
 * is well it never says.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/certificate.h"
#include "door/cli/doctor_folder.h"
#include "door/cli/doctor_machine.h"
#include "door/cli/doctor_practice.h"
#include "door/cli/opened.h"
#include "door/cli/process.h"
#include "knowledge/knowledge.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAY_S = 24 * 3600, US_PER_S = 1000000 };

static const char serving_page[] = "docs/serving.md", backups_page[] = "docs/backups.md";

struct doctor {
    struct opened opened;
    const char *backups, *certificate; /* NULL: nobody said */
    struct arena packs;                /* where the knowledge lives */
    struct knowledge knowledge;
    struct doctor_report report;
};

static bool take_arguments(struct doctor *d, int argc, char **argv)
{
    for (int i = 1; i < argc; i += 2) {
        const char **at = strcmp(argv[i], "--data") == 0      ? &d->opened.place.data
                          : strcmp(argv[i], "--secrets") == 0 ? &d->opened.place.secrets
                          : strcmp(argv[i], "--backups") == 0 ? &d->backups
                          : strcmp(argv[i], "--tls") == 0     ? &d->certificate
                                                              : NULL;

        if (at == NULL || i + 1 == argc)
            return false;
        *at = argv[i + 1];
    }
    return d->opened.place.data != NULL;
}

/* --- the practice ---------------------------------------------------------------------------- */

static int64_t now_us(void)
{
    return world_now_us(&world_system);
}

static enum status look_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct doctor *d = arg;
    struct practice practice = {d->opened.store, d->opened.vault, d->opened.ledger, &d->knowledge};
    struct practice_file file;
    int64_t newest_us = 0, now = now_us();
    enum status st = practice_file_load(ltx, &practice, &file, why);

    if (st == HF_OK)
        st = ledger_newest_us(ltx, &newest_us, why);
    if (st != HF_OK)
        return st;
    doctor_clock(&d->report, now, newest_us, doctor_clock_is_set());
    const struct doctor_practice about = {&file, &d->knowledge, ltx->arena,
                                          ledger_is_narrow_only(d->opened.ledger), now / US_PER_S};

    doctor_practice(&d->report, &about);
    doctor_backups(&d->report, d->opened.vault, d->backups, now / US_PER_S);
    return HF_OK;
}

static enum status open_practice(struct doctor *d, struct fault *why)
{
    void *block = malloc(KNOWLEDGE_BYTES);

    arena_init(&d->packs, block, block == NULL ? 0 : KNOWLEDGE_BYTES);
    enum status st = knowledge_load(&d->packs, &d->knowledge, why);

    if (st == HF_OK)
        st = opened_open(&d->opened, why);
    return st == HF_OK ? ledger_start(d->opened.ledger, d->opened.store, why) : st;
}

/* What can't be opened is a line like the others: the machine was looked at all the same. */
static void look_at_practice(struct doctor *d)
{
    size_t n = d->report.n;
    struct fault why;

    fault_clear(&why);
    enum status st = open_practice(d, &why);

    if (st == HF_OK)
        st = ledger_read(d->opened.ledger, d->opened.store, &d->opened.arena, look_inside, d, &why);
    if (st == HF_OK)
        return;
    d->report.n = n;
    doctor_say(&d->report, DOCTOR_MISSING, "practice", backups_page, "It can't be opened: %s.",
               why.text);
}

/* --- the certificate ------------------------------------------------------------------------- */

static void say_certificate(struct doctor_report *report, int64_t left_s)
{
    if (left_s < 0)
        doctor_say(report, DOCTOR_MISSING, "certificate", serving_page,
                   "Its time is over: browsers let nobody in. Renew it.");
    else if (left_s < (int64_t)CERTIFICATE_WARN_DAYS * DAY_S)
        doctor_say(report, DOCTOR_LOOK, "certificate", serving_page,
                   "It holds for %lld days more. Renew it.", (long long)left_s / DAY_S);
    else
        doctor_say(report, DOCTOR_OK, "certificate", serving_page, "It holds for %lld days more.",
                   (long long)left_s / DAY_S);
}

static void look_at_certificate(struct doctor *d)
{
    int64_t until_s;
    struct fault why;

    if (d->certificate == NULL)
        return;
    fault_clear(&why);
    if (certificate_until_s(d->certificate, &until_s, &why) == HF_OK)
        say_certificate(&d->report, until_s - now_us() / US_PER_S);
    else
        doctor_say(&d->report, DOCTOR_MISSING, "certificate", serving_page, "%s.", why.text);
}

/* --- the command ----------------------------------------------------------------------------- */

static void look(struct doctor *d)
{
    const struct doctor_folders folders = {d->opened.place.data, d->opened.place.secrets,
                                           d->backups, ""};

    doctor_say(&d->report, DOCTOR_OK, "program", "CHANGELOG.md", "Version " HOLDFAST_VERSION ".");
    doctor_folders(&d->report, &folders);
    doctor_swap(&d->report, "");
    doctor_dumps(&d->report, "");
    look_at_certificate(d);
    look_at_practice(d);
}

static enum status find_place(struct doctor *d, struct fault *why)
{
    struct place *place = &d->opened.place;
    enum status st = place_find(place, why);

    if (st == HF_OK && access(place->db, F_OK) != 0)
        return fault_set(why, HF_INVALID, "there is no practice.db in %s", place->data);
    return st;
}

static int report(struct doctor *d)
{
    look(d);
    doctor_print(&d->report, stdout);
    return doctor_count(&d->report, DOCTOR_MISSING) == 0 ? CLI_OK : CLI_FAILED;
}

static int doctor_run(int argc, char **argv)
{
    static struct doctor d; /* too large for a stack */
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&d, argc, argv))
        return cli_misused(&doctor_command, "needs --data, and each option its value");
    enum status st = process_harden(&why);

    if (st == HF_OK)
        st = find_place(&d, &why);
    int code = st == HF_OK ? report(&d) : cli_failed(&doctor_command, &why);

    opened_close(&d.opened);
    free(d.packs.block);
    return code;
}

const struct command doctor_command = {
    "doctor", "--data DIR [--secrets DIR] [--backups FOLDER] [--tls CERTIFICATE]",
    "Say what is missing before real clients come", doctor_run};
