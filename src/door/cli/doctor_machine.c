/* door/cli/doctor_machine.c - see doctor_machine.h.
 *
 * Linux, Documentation/ABI/testing/sysfs-block and sysfs-block-dm: `slaves` are the devices below
 * one, `dm/uuid` begins with the name of who made it ("CRYPT-LUKS2-...").
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/doctor_machine.h"

#include "door/cli/doctor_text.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/timex.h>
#include <unistd.h>

enum { DEPTH_MOST = 12, BELOW_MOST = 64, WORD = 256, US_PER_S = 1000000 };

static const char serving_page[] = "docs/serving.md";

/* --- disks ----------------------------------------------------------------------------------- */

/* Checksums and halves of other targets are named CRYPT- as well and hide nothing. */
static bool is_crypt(const char *path)
{
    char uuid[WORD];

    if (!doctor_text_line(uuid, sizeof uuid, "%s/dm/uuid", path) ||
        !doctor_text_begins(uuid, "CRYPT-"))
        return false;
    return !doctor_text_begins(uuid, "CRYPT-VERITY") &&
           !doctor_text_begins(uuid, "CRYPT-INTEGRITY") &&
           !doctor_text_begins(uuid, "CRYPT-SUBDEV");
}

static bool begins_with_one(const char *text, const char *const *names)
{
    while (*names != NULL && !doctor_text_begins(text, *names))
        names++;
    return *names != NULL;
}

/* A disk that another machine pretends: whether that one encrypts can't be seen from inside. */
static bool is_virtual(const char *path)
{
    static const char *const vendors[] = {"QEMU",   "VMware", "Msft", "VBOX",
                                          "Google", "Amazon", "Xen",  NULL};
    char vendor[WORD];

    return doctor_text_line(vendor, sizeof vendor, "%s/device/vendor", path) &&
           begins_with_one(vendor, vendors);
}

/* The lowest device. A drive that encrypts by itself counts as plain: nobody here holds its key. */
static enum disk kind_of_lowest(const char *path)
{
    static const char *const drives[] = {"sd", "hd", "nvme", "mmcblk", NULL};
    static const char *const memory[] = {"zram", "ram", NULL};
    char name[WORD];

    if (!doctor_text_value(name, sizeof name, "DEVNAME", "%s/uevent", path))
        return DISK_UNKNOWN;
    if (begins_with_one(name, memory))
        return DISK_MEMORY;
    return begins_with_one(name, drives) && !is_virtual(path) ? DISK_PLAIN : DISK_UNKNOWN;
}

static enum disk walk(const char *path, int depth);

static enum disk walk_one(const char *path, const char *name, int depth)
{
    char below[PATH_MAX];

    return doctor_text_join(below, "%s/%s", path, name) ? walk(below, depth + 1) : DISK_UNKNOWN;
}

/* All that lie below; true if there is one. */
static bool walk_below(const char *path, int depth, enum disk *ret)
{
    char slaves[PATH_MAX];
    DIR *dir = doctor_text_join(slaves, "%s/slaves", path) ? opendir(slaves) : NULL;
    int n = 0;

    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        enum disk one = n == BELOW_MOST ? DISK_UNKNOWN : walk_one(slaves, e->d_name, depth);

        *ret = n == 0 || one < *ret ? one : *ret;
        if (n++ == BELOW_MOST)
            break;
    }
    if (dir != NULL)
        closedir(dir);
    return n > 0;
}

static enum disk walk(const char *path, int depth)
{
    enum disk below = DISK_UNKNOWN;

    if (depth == DEPTH_MOST)
        return DISK_UNKNOWN;
    if (is_crypt(path))
        return DISK_ENCRYPTED;
    if (doctor_text_is_there("%s/partition", path)) /* the links of /sys lead to the whole disk */
        return walk_one(path, "..", depth);
    return walk_below(path, depth, &below) ? below : kind_of_lowest(path);
}

enum disk doctor_disk_of(const char *root, dev_t device)
{
    char path[PATH_MAX];

    if (!doctor_text_join(path, "%s/sys/dev/block/%u:%u", root, major(device), minor(device)))
        return DISK_UNKNOWN;
    return walk(path, 0);
}

void doctor_disk(struct doctor_report *report, const char *thing, enum disk disk)
{
    static const struct {
        enum doctor_state state;
        const char *says;
    } lines[] = {
        [DISK_PLAIN] = {DOCTOR_MISSING, "This disk is not encrypted by this machine. Whoever takes "
                                        "it sees sizes and times. Put the folder on a LUKS disk."},
        [DISK_UNKNOWN] = {DOCTOR_LOOK, "Can't tell from here whether this disk is encrypted. See "
                                       "to it where the disk is made."},
        [DISK_ENCRYPTED] = {DOCTOR_OK, "This disk is encrypted."},
        [DISK_MEMORY] = {DOCTOR_MISSING, "This folder lies in memory: it is gone when the machine "
                                         "goes off. Put it on a disk."},
    };

    doctor_say(report, lines[disk].state, thing, serving_page, "%s", lines[disk].says);
}

/* --- swap ------------------------------------------------------------------------------------ */

/* Compressed memory, unless it may write what is cold to a disk. */
static enum disk kind_of_zram(const char *path)
{
    char backing[WORD];

    return doctor_text_line(backing, sizeof backing, "%s/backing_dev", path) &&
                   strcmp(backing, "none") != 0
               ? DISK_UNKNOWN
               : DISK_MEMORY;
}

static enum disk kind_of_device(const char *root, const char *name)
{
    const char *base = strrchr(name, '/');
    char path[PATH_MAX], whole[PATH_MAX];

    if (base == NULL || !doctor_text_join(path, "%s/sys/class/block%s", root, base) ||
        realpath(path, whole) == NULL)
        return DISK_UNKNOWN;
    return doctor_text_begins(base, "/zram") ? kind_of_zram(whole) : walk(whole, 0);
}

static enum disk kind_of_file(const char *root, const char *name)
{
    char path[PATH_MAX];
    struct stat about;

    if (!doctor_text_join(path, "%s%s", root, name) || stat(path, &about) != 0)
        return DISK_UNKNOWN;
    return doctor_disk_of(root, about.st_dev);
}

/* Copies the next word of the line; false: there is none, or it is too long. */
static bool next_word(const char **line, char ret[WORD])
{
    const char *from = *line + strspn(*line, " \t");
    size_t len = strcspn(from, " \t\n");

    if (len == 0 || len >= WORD)
        return false;
    memcpy(ret, from, len);
    ret[len] = '\0';
    *line = from + len;
    return true;
}

/* One line of /proc/swaps: name, type, sizes. Blanks in a name are written \040: such a file is
 * not found, and so not known. */
static enum disk kind_of_swap(const char *root, const char *line)
{
    char name[WORD], type[WORD];

    if (!next_word(&line, name) || !next_word(&line, type))
        return DISK_UNKNOWN;
    return strcmp(type, "file") == 0 ? kind_of_file(root, name) : kind_of_device(root, name);
}

static enum disk kind_of_swaps(FILE *swaps, const char *root, int *ret_n)
{
    enum disk worst = DISK_MEMORY;
    char line[2 * WORD];

    for (int i = 0; i <= BELOW_MOST && fgets(line, sizeof line, swaps) != NULL; i++) {
        if (i == 0) /* the head line */
            continue;
        enum disk one = kind_of_swap(root, line);

        worst = one < worst ? one : worst;
        *ret_n = i;
    }
    return worst;
}

static void say_swap(struct doctor_report *report, enum disk worst)
{
    static const struct {
        enum doctor_state state;
        const char *says;
    } lines[] = {
        [DISK_PLAIN] = {DOCTOR_MISSING, "This machine swaps to a disk that is not encrypted: what "
                                        "a page shows may stay there. Encrypt it, or swapoff -a."},
        [DISK_UNKNOWN] = {DOCTOR_LOOK, "This machine swaps, and it can't be told whether that is "
                                       "encrypted. See `swapon --show`."},
        [DISK_ENCRYPTED] = {DOCTOR_OK, "This machine swaps to an encrypted disk."},
        [DISK_MEMORY] = {DOCTOR_OK, "This machine swaps into memory alone."},
    };

    doctor_say(report, lines[worst].state, "swap", serving_page, "%s", lines[worst].says);
}

void doctor_swap(struct doctor_report *report, const char *root)
{
    char path[PATH_MAX];
    FILE *swaps = doctor_text_join(path, "%s/proc/swaps", root) ? fopen(path, "re") : NULL;
    int n = 0;

    if (swaps == NULL) {
        say_swap(report, DISK_UNKNOWN);
        return;
    }
    enum disk worst = kind_of_swaps(swaps, root, &n);

    (void)fclose(swaps); /* read only: nothing can be lost */
    if (n == 0)
        doctor_say(report, DOCTOR_OK, "swap", serving_page, "This machine does not swap.");
    else
        say_swap(report, worst);
}

/* --- dumps ----------------------------------------------------------------------------------- */

void doctor_dumps(struct doctor_report *report, const char *root)
{
    char pattern[WORD];

    if (!doctor_text_line(pattern, sizeof pattern, "%s/proc/sys/kernel/core_pattern", root))
        doctor_say(report, DOCTOR_LOOK, "dumps", serving_page,
                   "The program forbids dumps of itself. Of others it can't be told here.");
    else if (pattern[0] == '|')
        doctor_say(report, DOCTOR_LOOK, "dumps", serving_page,
                   "The program forbids dumps of itself. A browser here that crashes leaves one "
                   "with %s: see how long that keeps them.",
                   pattern + 1);
    else
        doctor_say(report, DOCTOR_OK, "dumps", serving_page,
                   "The program forbids dumps of itself, and no collector takes those of others.");
}

/* --- the clock ------------------------------------------------------------------------------- */

bool doctor_clock_is_set(void)
{
    struct timex about = {.modes = 0};

    return adjtimex(&about) >= 0 && (about.status & STA_UNSYNC) == 0;
}

void doctor_clock(struct doctor_report *report, int64_t now_us, int64_t newest_us, bool is_set)
{
    if (now_us < newest_us)
        doctor_say(report, DOCTOR_MISSING, "clock", serving_page,
                   "The clock stands %lld s before the newest entry. Set it; entries keep their "
                   "order meanwhile.",
                   (long long)(newest_us - now_us) / US_PER_S + 1);
    else if (!is_set)
        doctor_say(report, DOCTOR_LOOK, "clock", serving_page,
                   "Nothing sets this clock by others. Switch time synchronisation on "
                   "(timedatectl set-ntp true).");
    else
        doctor_say(report, DOCTOR_OK, "clock", serving_page, "The clock is set by others.");
}
