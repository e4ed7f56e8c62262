/* keep/vault/file.c - small files of the secrets folder, written whole or not at all.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool join(const char *folder, const char *name, const char *ending, char ret[PATH_MAX])
{
    int n = snprintf(ret, PATH_MAX, "%s/%s%s", folder, name, ending);

    return n > 0 && n < PATH_MAX;
}

/* One byte more is asked for than there may be: a longer file is a wrong one. */
static bool read_exactly(int fd, unsigned char *ret, size_t len)
{
    size_t got = 0;
    unsigned char extra;

    while (got < len) {
        ssize_t n = read(fd, ret + got, len - got);

        if (n <= 0)
            return false;
        got += (size_t)n;
    }
    return read(fd, &extra, 1) == 0;
}

enum status file_read(const char *folder, const char *name, void *ret, size_t len,
                      struct fault *why)
{
    char path[PATH_MAX];
    int fd = join(folder, name, "", path) ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;

    if (fd < 0 && errno == ENOENT)
        return fault_set(why, HF_NOT_FOUND, "the secrets folder has no file %s", name);
    if (fd < 0)
        return fault_set(why, HF_FAILED, "secrets file %s can't be read", name);
    bool whole = read_exactly(fd, ret, len);

    close(fd);
    if (!whole)
        return fault_set(why, HF_INVALID, "secrets file %s has not the right length", name);
    return HF_OK;
}

static enum status read_open(int fd, const char *name, size_t most, struct arena *arena,
                             struct span *ret, struct fault *why)
{
    struct stat info;
    size_t len = fstat(fd, &info) == 0 && info.st_size >= 0 ? (size_t)info.st_size : most + 1;
    unsigned char *bytes = len <= most ? arena_alloc(arena, len, 1) : NULL;

    if (bytes == NULL)
        return fault_set(why, HF_FAILED, "secrets file %s is too long", name);
    if (!read_exactly(fd, bytes, len))
        return fault_set(why, HF_FAILED, "secrets file %s can't be read", name);
    *ret = span_at(bytes, len);
    return HF_OK;
}

enum status file_read_all(const char *folder, const char *name, size_t most, struct arena *arena,
                          struct span *ret, struct fault *why)
{
    char path[PATH_MAX];
    int fd = join(folder, name, "", path) ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;

    if (fd < 0 && errno == ENOENT)
        return fault_set(why, HF_NOT_FOUND, "the secrets folder has no file %s", name);
    if (fd < 0)
        return fault_set(why, HF_FAILED, "secrets file %s can't be read", name);
    enum status st = read_open(fd, name, most, arena, ret, why);

    close(fd);
    return st;
}

static bool write_all(int fd, const unsigned char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);

        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return fsync(fd) == 0;
}

static bool sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return done;
}

enum status file_write(const char *folder, const char *name, const void *bytes, size_t len,
                       struct fault *why)
{
    char path[PATH_MAX], next[PATH_MAX];

    if (!join(folder, name, "", path) || !join(folder, name, ".new", next))
        return fault_set(why, HF_INVALID, "the secrets folder's path is too long");
    int fd = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool done = fd >= 0 && write_all(fd, bytes, len);

    if (fd >= 0)
        close(fd);
    if (!done || rename(next, path) != 0 || !sync_folder(folder))
        return fault_set(why, HF_FAILED, "secrets file %s can't be written", name);
    return HF_OK;
}

enum status file_remove(const char *folder, const char *name, struct fault *why)
{
    char path[PATH_MAX];
    bool gone = join(folder, name, "", path) && (unlink(path) == 0 || errno == ENOENT);

    return gone && sync_folder(folder)
               ? HF_OK
               : fault_set(why, HF_FAILED, "secrets file %s can't be removed", name);
}

static bool is_inside(const char *inner, const char *outer)
{
    size_t len = strlen(outer);

    return strncmp(inner, outer, len) == 0 && (inner[len] == '/' || inner[len] == '\0');
}

static bool are_apart(const char *path, const char *data_path)
{
    char real[PATH_MAX], data[PATH_MAX];

    return realpath(path, real) != NULL && realpath(data_path, data) != NULL &&
           !is_inside(real, data) && !is_inside(data, real);
}

enum status folder_check(const char *path, const char *data_path, struct fault *why)
{
    struct stat info;

    if (lstat(path, &info) != 0)
        return fault_set(why, HF_NOT_FOUND, "there is no secrets folder %s", path);
    if (!S_ISDIR(info.st_mode) || info.st_uid != geteuid() || (info.st_mode & 077) != 0)
        return fault_set(why, HF_INVALID,
                         "%s must be a folder of this user that nobody else can enter (0700)",
                         path);
    if (!are_apart(path, data_path))
        return fault_set(why, HF_INVALID, "the secrets folder must lie apart from the data folder");
    return HF_OK;
}
