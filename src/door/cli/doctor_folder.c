/* door/cli/doctor_folder.c - see doctor_folder.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/doctor_folder.h"

#include "door/cli/doctor_machine.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { MIB = 1 << 20, ROOM_LEAST_MIB = 1024, TENTH = 10 };

static const char serving_page[] = "docs/serving.md", backups_page[] = "docs/backups.md";

/* --- who can enter --------------------------------------------------------------------------- */

/* False: there is no such folder. */
static bool look_at(struct doctor_report *report, const char *thing, const char *path,
                    struct stat *ret)
{
    if (stat(path, ret) != 0 || !S_ISDIR(ret->st_mode)) {
        doctor_say(report, DOCTOR_MISSING, thing, serving_page, "There is no folder %s.", path);
        return false;
    }
    if ((ret->st_mode & (S_IRWXG | S_IRWXO)) != 0)
        doctor_say(report, DOCTOR_MISSING, thing, serving_page,
                   "Others on this machine can enter it: chmod 700 %s", path);
    else
        doctor_say(report, DOCTOR_OK, thing, serving_page, "Only its owner can enter %s.", path);
    return true;
}

static void say_owner(struct doctor_report *report, const struct stat *data,
                      const struct stat *secrets)
{
    if (data->st_uid != secrets->st_uid)
        doctor_say(report, DOCTOR_MISSING, "owner", serving_page,
                   "Data and secrets belong to different users. Give both to the program's own "
                   "user (chown).");
    else if (data->st_uid != geteuid())
        doctor_say(report, DOCTOR_LOOK, "owner", serving_page,
                   "The practice belongs to user %u. Run this as that user.",
                   (unsigned)data->st_uid);
    else if (data->st_uid == 0)
        doctor_say(report, DOCTOR_LOOK, "owner", serving_page,
                   "The practice belongs to root. Give the program a user of its own.");
    else
        doctor_say(report, DOCTOR_OK, "owner", serving_page, "Data and secrets are this user's.");
}

/* --- where they lie -------------------------------------------------------------------------- */

/* Is it the folder itself, or below it? Where one can't be found, it is: nothing is known. */
static bool is_inside(const char *path, const char *folder)
{
    char inner[PATH_MAX], outer[PATH_MAX];

    if (realpath(path, inner) == NULL || realpath(folder, outer) == NULL)
        return true;
    size_t len = strcmp(outer, "/") == 0 ? 0 : strlen(outer);

    return strncmp(inner, outer, len) == 0 && (inner[len] == '/' || inner[len] == '\0');
}

static void say_apart(struct doctor_report *report, const struct doctor_folders *f)
{
    if (is_inside(f->secrets, f->data) || is_inside(f->data, f->secrets))
        doctor_say(report, DOCTOR_MISSING, "secrets apart", serving_page,
                   "Data and secrets lie inside one another. A copy of both opens the practice: "
                   "move one out.");
    else
        doctor_say(report, DOCTOR_OK, "secrets apart", serving_page,
                   "The secrets lie outside the data folder.");
}

static bool is_on(const struct stat *backups, const char *path)
{
    struct stat about;

    return stat(path, &about) != 0 || about.st_dev == backups->st_dev;
}

static void say_backups(struct doctor_report *report, const struct doctor_folders *f)
{
    struct stat backups;

    if (stat(f->backups, &backups) != 0 || !S_ISDIR(backups.st_mode))
        doctor_say(report, DOCTOR_MISSING, "backup folder", backups_page,
                   "There is no folder %s. Plug the disk in, or make the folder.", f->backups);
    else if (is_inside(f->backups, f->data) || is_inside(f->backups, f->secrets) ||
             is_inside(f->secrets, f->backups))
        doctor_say(report, DOCTOR_MISSING, "backup folder", backups_page,
                   "Backups and practice lie inside one another. Give them a folder elsewhere.");
    else if (is_on(&backups, f->data) || is_on(&backups, f->secrets))
        doctor_say(report, DOCTOR_LOOK, "backup folder", backups_page,
                   "The backups lie on the disk of the practice, and burn with it. Copy them to "
                   "another place.");
    else
        doctor_say(report, DOCTOR_OK, "backup folder", backups_page,
                   "The backups lie on another disk.");
}

/* --- disks ----------------------------------------------------------------------------------- */

static void say_disks(struct doctor_report *report, const char *root, const struct stat *data,
                      const struct stat *secrets)
{
    doctor_disk(report, "data disk", doctor_disk_of(root, data->st_dev));
    if (secrets->st_dev != data->st_dev)
        doctor_disk(report, "secrets disk", doctor_disk_of(root, secrets->st_dev));
}

void doctor_room(struct doctor_report *report, uint64_t free_bytes, uint64_t all_bytes)
{
    unsigned long long mib = free_bytes / MIB;

    if (mib < ROOM_LEAST_MIB)
        doctor_say(report, DOCTOR_MISSING, "free disk", serving_page,
                   "%llu MiB are free. A full disk takes no entry: make room.", mib);
    else if (free_bytes < all_bytes / TENTH)
        doctor_say(report, DOCTOR_LOOK, "free disk", serving_page,
                   "%llu MiB are free, less than a tenth of the disk. Make room soon.", mib);
    else
        doctor_say(report, DOCTOR_OK, "free disk", serving_page, "%llu MiB are free.", mib);
}

static void say_room(struct doctor_report *report, const char *path)
{
    struct statvfs about;

    if (statvfs(path, &about) != 0)
        doctor_say(report, DOCTOR_LOOK, "free disk", serving_page,
                   "Can't tell how much of the disk is free.");
    else
        doctor_room(report, (uint64_t)about.f_bavail * about.f_frsize,
                    (uint64_t)about.f_blocks * about.f_frsize);
}

void doctor_folders(struct doctor_report *report, const struct doctor_folders *f)
{
    struct stat data, secrets;
    bool has_data = look_at(report, "data folder", f->data, &data);
    bool has_secrets = look_at(report, "secrets folder", f->secrets, &secrets);

    if (has_data && has_secrets) {
        say_owner(report, &data, &secrets);
        say_apart(report, f);
        say_disks(report, f->root, &data, &secrets);
    }
    if (has_data)
        say_room(report, f->data);
    if (f->backups != NULL)
        say_backups(report, f);
}
