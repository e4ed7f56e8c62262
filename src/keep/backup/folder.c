/* keep/backup/folder.c - names, and the order in which files appear and go.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const endings[FOLDER_FILES] = {"data", "keys", "manifest"};

enum status folder_path(const char *folder, uint64_t number, enum folder_file file, bool part,
                        char ret[PATH_MAX], struct fault *why)
{
    int n = snprintf(ret, PATH_MAX, "%s/holdfast-%08" PRIu64 ".%s%s", folder, number, endings[file],
                     part ? ".part" : "");

    return n > 0 && n < PATH_MAX
               ? HF_OK
               : fault_set(why, HF_INVALID, "the backup folder's path is too long");
}

/* The number of a finished manifest, else 0. */
static uint64_t number_of(const char *name)
{
    struct span rest = span_of(name), begin = SPAN("holdfast-"), end = SPAN(".manifest");
    int64_t n = 0;

    if (!span_starts(rest, begin) || rest.len <= begin.len + end.len)
        return 0;
    struct span digits = span_head(span_skip(rest, begin.len), rest.len - begin.len - end.len);

    if (!span_equal(span_skip(rest, begin.len + digits.len), end) || digits.len < 8)
        return 0;
    return span_to_int64(digits, &n) && n > 0 ? (uint64_t)n : 0;
}

/* Calls for every number in the folder; false when there is no such folder. */
typedef void each_number(uint64_t number, void *arg);
static bool walk(const char *folder, each_number *each, void *arg)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    if (dir == NULL)
        return false;
    while ((entry = readdir(dir)) != NULL)
        if (number_of(entry->d_name) != 0)
            each(number_of(entry->d_name), arg);
    closedir(dir);
    return true;
}

static void take_highest(uint64_t number, void *arg)
{
    uint64_t *highest = arg;

    *highest = number > *highest ? number : *highest;
}

enum status folder_newest(const char *folder, uint64_t *ret, struct fault *why)
{
    uint64_t highest = 0;

    if (!walk(folder, take_highest, &highest))
        return fault_set(why, HF_NOT_FOUND, "there is no backup folder %s", folder);
    *ret = highest;
    return HF_OK;
}

enum status folder_manifest(const char *folder, uint64_t number, struct manifest *ret,
                            struct fault *why)
{
    char path[PATH_MAX];
    uint8_t bytes[MANIFEST_BYTES + 1];
    struct manifest manifest;
    enum status st = folder_path(folder, number, FILE_MANIFEST, false, path, why);

    if (st != HF_OK)
        return st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0)
        return fault_set(why, HF_NOT_FOUND, "there is no backup %ld", (long)number);
    ssize_t len = read(fd, bytes, sizeof bytes);

    close(fd);
    if (len != MANIFEST_BYTES)
        return fault_set(why, HF_INVALID, "manifest %ld has not the right length", (long)number);
    st = manifest_parse(bytes, &manifest, why);
    if (st == HF_OK && manifest.number != number)
        return fault_set(why, HF_INVALID, "manifest %ld says that it is number %ld", (long)number,
                         (long)manifest.number);
    if (st == HF_OK)
        *ret = manifest;
    return st;
}

enum status folder_put_manifest(const char *folder, uint64_t number,
                                const uint8_t bytes[MANIFEST_BYTES], struct fault *why)
{
    char path[PATH_MAX];
    enum status st = folder_path(folder, number, FILE_MANIFEST, true, path, why);

    if (st != HF_OK)
        return st;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool done = fd >= 0 && write(fd, bytes, MANIFEST_BYTES) == MANIFEST_BYTES && fsync(fd) == 0;

    if (fd >= 0 && close(fd) != 0)
        done = false;
    return done ? HF_OK : fault_set(why, HF_FAILED, "the backup's manifest can't be written");
}

static bool sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return done;
}

/* --- what was erased ------------------------------------------------------------------------- */

enum { ERASED_MOST = 160 << 20 };
static const char erased_name[] = "holdfast-erased";

static bool write_whole(int fd, struct span bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.at, bytes.len);

        if (n <= 0)
            return false;
        bytes = span_skip(bytes, (size_t)n);
    }
    return fsync(fd) == 0;
}

enum status folder_put_erased(const char *folder, struct span bytes, struct fault *why)
{
    char path[PATH_MAX], part[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/%s", folder, erased_name) >= PATH_MAX ||
        snprintf(part, sizeof part, "%s/%s.part", folder, erased_name) >= PATH_MAX)
        return fault_set(why, HF_INVALID, "the backup folder's path is too long");
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool done = fd >= 0 && write_whole(fd, bytes);

    if (fd >= 0 && close(fd) != 0)
        done = false;
    return done && rename(part, path) == 0 && sync_folder(folder)
               ? HF_OK
               : fault_set(why, HF_FAILED, "the list of what was erased can't be written");
}

static enum status read_whole(int fd, struct arena *arena, struct span *ret, struct fault *why)
{
    struct stat info;
    size_t len = fstat(fd, &info) == 0 && info.st_size >= 0 ? (size_t)info.st_size : SIZE_MAX;
    char *bytes = len <= ERASED_MOST ? arena_alloc(arena, len, 1) : NULL;

    if (bytes == NULL)
        return fault_set(why, HF_FAILED, "the list of what was erased is too long");
    if (read(fd, bytes, len) != (ssize_t)len)
        return fault_set(why, HF_FAILED, "the list of what was erased can't be read");
    *ret = span_at(bytes, len);
    return HF_OK;
}

enum status folder_get_erased(const char *folder, struct arena *arena, struct span *ret,
                              struct fault *why)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/%s", folder, erased_name) >= PATH_MAX)
        return fault_set(why, HF_INVALID, "the backup folder's path is too long");
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0)
        return fault_set(why, HF_NOT_FOUND, "the folder has no list of what was erased");
    enum status st = read_whole(fd, arena, ret, why);

    close(fd);
    return st;
}

/* link and unlink instead of rename: a finished backup is never written over. */
static enum status finish(const char *folder, uint64_t number, enum folder_file file,
                          struct fault *why)
{
    char from[PATH_MAX], to[PATH_MAX];
    enum status st = folder_path(folder, number, file, true, from, why);

    if (st == HF_OK)
        st = folder_path(folder, number, file, false, to, why);
    if (st != HF_OK)
        return st;
    if (link(from, to) == 0 && unlink(from) == 0)
        return HF_OK;
    return errno == EEXIST
               ? fault_set(why, HF_CONFLICT, "there is a backup %ld already", (long)number)
               : fault_set(why, HF_FAILED, "the backup can't be finished");
}

enum status folder_commit(const char *folder, uint64_t number, struct fault *why)
{
    enum status st = HF_OK;

    for (enum folder_file file = FILE_DATA; st == HF_OK && file < FOLDER_FILES; file++)
        st = finish(folder, number, file, why);
    if (st == HF_OK && !sync_folder(folder))
        return fault_set(why, HF_FAILED, "the backup did not reach the disk");
    return st;
}

static void remove_files(const char *folder, uint64_t number, bool part)
{
    char path[PATH_MAX];
    struct fault quiet = {.status = HF_OK};

    for (int file = FOLDER_FILES - 1; file >= 0; file--)
        if (folder_path(folder, number, (enum folder_file)file, part, path, &quiet) == HF_OK)
            (void)unlink(path); /* what is not there needs no removing */
}

void folder_sweep(const char *folder, uint64_t number)
{
    remove_files(folder, number, true);
}

struct removing {
    const char *folder;
    uint64_t below, removed;
};

static void remove_old(uint64_t number, void *arg)
{
    struct removing *removing = arg;

    if (number >= removing->below)
        return;
    remove_files(removing->folder, number, false);
    removing->removed++;
}

uint64_t folder_remove_below(const char *folder, uint64_t below)
{
    struct removing removing = {folder, below, 0};

    (void)walk(folder, remove_old, &removing); /* the folder was just written to */
    return removing.removed;
}

static void remove_shorter(uint64_t number, void *arg)
{
    struct removing *removing = arg;
    struct fault quiet = {.status = HF_OK};
    struct manifest manifest;

    if (folder_manifest(removing->folder, number, &manifest, &quiet) != HF_OK ||
        manifest.size >= removing->below)
        return;
    remove_files(removing->folder, number, false);
    removing->removed++;
}

uint64_t folder_remove_shorter(const char *folder, uint64_t size)
{
    struct removing removing = {folder, size, 0};

    (void)walk(folder, remove_shorter, &removing); /* the folder was just written to */
    return removing.removed;
}
