/* door/cli/doctor_practice.c - see doctor_practice.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/doctor_practice.h"

#include "door/web/backups.h"
#include "keep/vault/kit.h"
#include "knowledge/knowledge.h"
#include "usecase/packs.h"
#include "usecase/practice.h"

enum { DAY_S = 24 * 3600, US_PER_S = 1000000 };

static const char readme[] = "README.md", backups_page[] = "docs/backups.md";

/* --- what no client begins without ------------------------------------------------------------ */

static const struct {
    unsigned lack; /* enum practice_lack */
    const char *thing, *there, *mend;
} needs[] = {
    {LACK_EMERGENCY_LINE, "emergency line", "There is an emergency line.",
     "Say which line to ring: Setup, Help from outside."},
    {LACK_CONCERN_CONTACT, "concerns", "There is somebody outside for concerns.",
     "Name a person outside the practice: Setup, Help from outside."},
    {LACK_CREDENTIAL, "training", "Somebody's training stands today.",
     "Nobody's training stands today. State it: Credentials."},
    {LACK_PACKS, "rules taken", "The owner took the rules of this program.",
     "Rules of this program wait for the owner: Setup, Rules."},
};

static void say_needs(struct doctor_report *report, const struct doctor_practice *p)
{
    unsigned lacks = practice_file_lacks(p->file, p->now_s);

    if (!packs_are_taken(p->file, p->knowledge, p->arena))
        lacks |= LACK_PACKS;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        bool is_there = (lacks & needs[i].lack) == 0;

        doctor_say(report, is_there ? DOCTOR_OK : DOCTOR_MISSING, needs[i].thing, readme, "%s",
                   is_there ? needs[i].there : needs[i].mend);
    }
}

/* --- people ---------------------------------------------------------------------------------- */

static size_t count_role(const struct practice_file *file, uint8_t role)
{
    size_t n = 0;

    for (size_t i = 0; i < file->n_people; i++)
        n += !file->people[i].has_left && (file->people[i].roles & role) != 0;
    return n;
}

/* Who has this role and could not come back without a password. */
static size_t count_unsafe(const struct practice_file *file, uint8_t role)
{
    size_t n = 0;

    for (size_t i = 0; i < file->n_people; i++)
        n += !file->people[i].has_left && (file->people[i].roles & role) != 0 &&
             !file->people[i].has_recovery;
    return n;
}

static void say_owners(struct doctor_report *report, const struct practice_file *file)
{
    size_t owners = count_role(file, ROLE_OWNER), unsafe = count_unsafe(file, ROLE_OWNER);

    if (owners > 1)
        doctor_say(report, DOCTOR_OK, "owners", readme, "%zu people are owners.", owners);
    else if (owners > unsafe)
        doctor_say(report, DOCTOR_OK, "owners", readme,
                   "One owner, whose recovery code was typed back from paper.");
    else
        doctor_say(report, DOCTOR_MISSING, "owners", readme,
                   "If the one owner forgets the password, nobody can act as owner. Make a "
                   "recovery code: Account.");
}

static void say_ways_back(struct doctor_report *report, const struct practice_file *file)
{
    size_t unsafe = count_unsafe(file, UINT8_MAX & ~ROLE_CLIENT);

    if (unsafe == 0)
        doctor_say(report, DOCTOR_OK, "recovery codes", readme,
                   "Everybody of the practice has a recovery code.");
    else
        doctor_say(report, DOCTOR_MISSING, "recovery codes", readme,
                   "%zu of the practice have typed no recovery code back. Each makes one: Account.",
                   unsafe);
}

static void say_law(struct doctor_report *report, const struct practice_file *file)
{
    size_t unsaid = 0;

    for (size_t i = 0; i < file->n_people; i++)
        unsaid += !file->people[i].has_left && (file->people[i].roles & ROLE_PRACTITIONER) != 0 &&
                  practice_file_profession(file, file->people[i].id) == NULL;
    if (unsaid == 0)
        doctor_say(report, DOCTOR_OK, "profession", readme,
                   "Each practitioner has said the profession and the law of the place.");
    else
        doctor_say(report, DOCTOR_LOOK, "profession", readme,
                   "%zu have not said their profession: only general massage fits their plans. "
                   "Credentials.",
                   unsaid);
}

/* --- rules ----------------------------------------------------------------------------------- */

static void say_clinicians(struct doctor_report *report, const struct practice_file *file)
{
    size_t n = count_role(file, ROLE_CLINICIAN);

    if (n > 0)
        doctor_say(report, DOCTOR_OK, "clinicians", readme, "%zu can read what needs a clinician.",
                   n);
    else
        doctor_say(report, DOCTOR_LOOK, "clinicians", readme,
                   "No clinician is named, so what needs one stays closed. People.");
}

static void say_reviews(struct doctor_report *report, const struct doctor_practice *p)
{
    size_t all = p->knowledge->screening->n_rows + (size_t)p->knowledge->policy->n_house;
    size_t agreed = rules_agreed(p->file, p->knowledge, p->arena);

    if (agreed >= all)
        doctor_say(report, DOCTOR_OK, "rules read", readme,
                   "A clinician has agreed to each of %zu rules for the body.", all);
    else
        doctor_say(report, DOCTOR_LOOK, "rules read", readme,
                   "%zu of %zu rules for the body have no clinician's agreement here. They act "
                   "all the same: Rules.",
                   all - agreed, all);
}

/* --- the practice ---------------------------------------------------------------------------- */

static void say_state(struct doctor_report *report, const struct doctor_practice *p)
{
    if (p->is_narrow)
        doctor_say(report, DOCTOR_MISSING, "data", backups_page,
                   "This is an older copy: it takes only what narrows. Restore a newer backup, or "
                   "holdfast accept-older.");
    else
        doctor_say(report, DOCTOR_OK, "data", backups_page, "The data is the newest known.");
    if (p->file->founded->demo)
        doctor_say(report, DOCTOR_MISSING, "practice", readme,
                   "This is the demo with invented people. Found your own in a new folder.");
    else
        doctor_say(report, DOCTOR_OK, "practice", readme, "The practice is founded.");
}

void doctor_practice(struct doctor_report *report, const struct doctor_practice *p)
{
    if (p->file->founded == NULL) {
        doctor_say(report, DOCTOR_MISSING, "practice", readme,
                   "Nothing is founded here yet. Start the server and open its address.");
        return;
    }
    say_state(report, p);
    say_needs(report, p);
    say_owners(report, p->file);
    say_ways_back(report, p->file);
    say_law(report, p->file);
    say_clinicians(report, p->file);
    say_reviews(report, p);
}

/* --- backups --------------------------------------------------------------------------------- */

static void say_age(struct doctor_report *report, const struct manifest *newest, int64_t now_s)
{
    int64_t age_s = now_s - newest->utc_us / US_PER_S;

    if (age_s >= BACKUPS_FRESH_S)
        doctor_say(report, DOCTOR_MISSING, "newest backup", backups_page,
                   "Backup %llu is %lld days old. Make one: holdfast backup.",
                   (unsigned long long)newest->number, (long long)age_s / DAY_S);
    else
        doctor_say(report, DOCTOR_OK, "newest backup", backups_page,
                   "Backup %llu is younger than %d days.", (unsigned long long)newest->number,
                   BACKUPS_FRESH_S / DAY_S);
}

static void say_newest(struct doctor_report *report, const struct vault *vault, const char *folder,
                       int64_t now_s)
{
    struct manifest newest;
    struct fault why;

    fault_clear(&why);
    if (folder == NULL)
        doctor_say(report, DOCTOR_LOOK, "newest backup", backups_page,
                   "Say --backups FOLDER, and its age is looked at.");
    else if (backup_newest(vault, folder, &newest, &why) != HF_OK)
        doctor_say(report, DOCTOR_MISSING, "newest backup", backups_page, "It can't be read: %s.",
                   why.text);
    else
        say_age(report, &newest, now_s);
}

static const char *never_made(const struct kit_note *note)
{
    return note->has_key ? "None was ever made here: holdfast backup --to FOLDER."
                         : "There is no backup key yet: holdfast backup --new-key.";
}

static void say_drill(struct doctor_report *report, const struct vault *vault, int64_t now_s)
{
    struct kit_drill drill;
    struct fault why;

    fault_clear(&why);
    if (kit_drill_read(vault, &drill, &why) != HF_OK) {
        doctor_say(report, DOCTOR_LOOK, "restore drill", backups_page, "It is not known: %s.",
                   why.text);
        return;
    }
    long long days = (now_s - drill.done_us / US_PER_S) / DAY_S;

    if (drill.done_us == 0)
        doctor_say(report, DOCTOR_MISSING, "restore drill", backups_page,
                   "No backup was ever tried from here: holdfast restore --check --from FOLDER "
                   "--data DIR.");
    else if (days < 0 || days >= BACKUPS_TRIED_S / DAY_S)
        doctor_say(report, DOCTOR_MISSING, "restore drill", backups_page,
                   "The last was %lld days ago. Do it each month: holdfast restore --check.", days);
    else
        doctor_say(report, DOCTOR_OK, "restore drill", backups_page,
                   "Backup %llu was tried %lld days ago, and every row held.",
                   (unsigned long long)drill.number, days);
}

void doctor_backups(struct doctor_report *report, const struct vault *vault, const char *folder,
                    int64_t now_s)
{
    struct kit_note note;
    struct fault why;

    fault_clear(&why);
    if (kit_note_read(vault, &note, &why) != HF_OK) {
        doctor_say(report, DOCTOR_MISSING, "newest backup", backups_page, "It is not known: %s.",
                   why.text);
        return;
    }
    if (note.number == 0) {
        doctor_say(report, DOCTOR_MISSING, "newest backup", backups_page, "%s", never_made(&note));
        return;
    }
    say_newest(report, vault, folder, now_s);
    say_drill(report, vault, now_s);
}
