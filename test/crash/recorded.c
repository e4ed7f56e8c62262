/* test/crash/recorded.c - linked beside a program, it writes down what the practice's files get:
 * every write, cut and sync of practice.db and its journal, and of the files in the secrets folder
 * that move with them, with each renaming, removal and sync of that folder; on stdout, between the
 * lines by which the program says what it has acknowledged. See crash_images.py.
 *
 *     '@'   'W' | 'T' | 'S' | 'R' | 'U'   file 1   offset 8   length 8   bytes
 *
 * R: the file's ".new" becomes the file. U: the file is removed.
 *
 * These are libc's names: the data base's library finds ours first.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#undef _FILE_OFFSET_BITS /* it would give two of these names one symbol */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { PATH = 700, HEAD = 19 };

/* KEEP IN ORDER: crash_images.py, FILES and FOLDER. The number of a file is its place. */
static const char *const files[] = {
    "/data/practice.db",      "/data/practice.db-wal",  "/data-secrets/anchor.new",
    "/data-secrets/ends.new", "/data-secrets/ways.new", "/data-secrets",
};
enum { FILES = sizeof files / sizeof *files };

ssize_t write(int fd, const void *bytes, size_t len);
ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at);
ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at);
int ftruncate(int fd, off_t len);
int ftruncate64(int fd, off_t len);
int fdatasync(int fd);
int fsync(int fd);
int rename(const char *from, const char *to);
int unlink(const char *path);

static int ends_with(const char *path, const char *ending)
{
    size_t len = strlen(path), want = strlen(ending);

    return len >= want && strcmp(path + len - want, ending) == 0;
}

/* -1: none of ours */
static int number_of(const char *path)
{
    for (int i = 0; i < FILES; i++)
        if (ends_with(path, files[i]))
            return i;
    return -1;
}

static int file_of(int fd)
{
    char link[40], path[PATH] = "";

    if (fd <= STDERR_FILENO)
        return -1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (readlink(link, path, sizeof path - 1) < 0)
        return -1;
    return number_of(path);
}

static void put(const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len > 0) {
        long n = syscall(SYS_write, STDOUT_FILENO, at, len);

        if (n <= 0)
            return;
        at += n;
        len -= (size_t)n;
    }
}

static void record_of(int file, char kind, uint64_t at, uint64_t len, const void *bytes)
{
    char head[HEAD] = {'@', kind};

    if (file < 0)
        return;
    head[2] = (char)file;
    memcpy(head + 3, &at, sizeof at);
    memcpy(head + 11, &len, sizeof len);
    put(head, sizeof head);
    if (bytes != NULL)
        put(bytes, len);
}

static void record(int fd, char kind, uint64_t at, uint64_t len, const void *bytes)
{
    record_of(file_of(fd), kind, at, len, bytes);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    long at = fd > STDERR_FILENO ? syscall(SYS_lseek, fd, 0L, SEEK_CUR) : 0;
    long n = syscall(SYS_write, fd, bytes, len);

    if (n > 0 && at >= 0)
        record(fd, 'W', (uint64_t)at, (uint64_t)n, bytes);
    return (ssize_t)n;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    long n = syscall(SYS_pwrite64, fd, bytes, len, at);

    if (n > 0)
        record(fd, 'W', (uint64_t)at, (uint64_t)n, bytes);
    return (ssize_t)n;
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at)
{
    return pwrite(fd, bytes, len, at);
}

int ftruncate(int fd, off_t len)
{
    int done = (int)syscall(SYS_ftruncate, fd, len);

    if (done == 0)
        record(fd, 'T', (uint64_t)len, 0, NULL);
    return done;
}

int ftruncate64(int fd, off_t len)
{
    return ftruncate(fd, len);
}

int fdatasync(int fd)
{
    int done = (int)syscall(SYS_fdatasync, fd);

    if (done == 0)
        record(fd, 'S', 0, 0, NULL);
    return done;
}

int fsync(int fd)
{
    int done = (int)syscall(SYS_fsync, fd);

    if (done == 0)
        record(fd, 'S', 0, 0, NULL);
    return done;
}

int rename(const char *from, const char *to)
{
    int done = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);

    if (done == 0)
        record_of(number_of(from), 'R', 0, 0, NULL);
    return done;
}

/* A file of ours goes by the name that it has once it is there. */
static int number_there(const char *path)
{
    char next[PATH + 8];

    snprintf(next, sizeof next, "%s.new", path);
    return number_of(next);
}

int unlink(const char *path)
{
    int done = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);

    if (done == 0)
        record_of(number_there(path), 'U', 0, 0, NULL);
    return done;
}
