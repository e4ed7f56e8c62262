/* keep/backup/aside.c - names of what is half done, and the step by which it is whole.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/aside.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool aside_name(const char *path, char ret[PATH_MAX])
{
    return snprintf(ret, PATH_MAX, "%s.restoring", path) < PATH_MAX;
}

static void remove_beside(const char *path, const char *ending)
{
    char full[PATH_MAX];

    if (snprintf(full, sizeof full, "%s%s", path, ending) < (int)sizeof full)
        (void)unlink(full); /* mostly it is not there */
}

void aside_remove_store(const char *db)
{
    static const char *const files[] = {"", "-wal", "-shm", "-journal"};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        remove_beside(db, files[i]);
}

void aside_remove_secrets(const char *secrets)
{
    static const char *const files[] = {"service.key", "practice", "anchor", "backup",
                                        "erased",      "ways",     "ends"};
    char folder[PATH_MAX + 1], half[24];

    if (snprintf(folder, sizeof folder, "%s/", secrets) >= PATH_MAX)
        return;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(half, sizeof half, "%s.new", files[i]);
        remove_beside(folder, files[i]);
        remove_beside(folder, half);
    }
    (void)rmdir(secrets); /* somebody else's file in it keeps it */
}

static bool sync_above(const char *path)
{
    char folder[PATH_MAX];

    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');

    if (slash == folder)
        slash++;
    if (slash != NULL)
        *slash = '\0';
    int fd = open(slash == NULL ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return done;
}

enum status aside_move(const char *from, const char *to, struct fault *why)
{
    return rename(from, to) == 0 && sync_above(to)
               ? HF_OK
               : fault_set(why, HF_FAILED, "%s can't be put in its place", to);
}
