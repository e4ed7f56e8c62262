/* The process forbids dumps, wipes what is freed, and waits for its end.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/process.h"

#include "tap.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void test_process_harden__forbids_dumps(void)
{
    struct rlimit limit = {1, 1};

    CHECK_INT(process_harden(NULL), HF_OK);
    CHECK_INT(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
    CHECK_INT(getrlimit(RLIMIT_CORE, &limit), 0);
    CHECK_INT(limit.rlim_max, 0);
}

static void test_process_harden__new_files_are_for_this_user_only(void)
{
    char folder[] = "/tmp/process-XXXXXX";
    struct stat about;

    CHECK_INT(process_harden(NULL), HF_OK);
    CHECK(mkdtemp(folder) != NULL);
    int parent = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = openat(parent, "file", O_CREAT | O_WRONLY | O_CLOEXEC, 0666);

    CHECK_INT(fstat(fd, &about), 0);
    CHECK_INT(about.st_mode & 0777, 0600);
    unlinkat(parent, "file", 0);
    close(fd);
    close(parent);
    rmdir(folder);
}

static bool has_swap(const char *text)
{
    char path[] = "/tmp/process-swaps-XXXXXX";
    int fd = mkstemp(path);
    bool written = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    bool has = process_has_swap(path);

    close(fd);
    unlink(path);
    return written && has;
}

static void test_process_has_swap__reads_what_the_system_says(void)
{
    CHECK(!has_swap("Filename\tType\tSize\tUsed\tPriority\n"));
    CHECK(has_swap("Filename\tType\tSize\tUsed\tPriority\n/dev/sda2 partition 1 0 -2\n"));
    CHECK(!has_swap(""));
    CHECK(!process_has_swap("/nonexistent/swaps"));
}

static void test_process_wait__answers_with_the_signal(void)
{
    process_hold_signals();
    kill(getpid(), SIGTERM);
    CHECK_INT(process_wait(), SIGTERM);
    kill(getpid(), SIGINT);
    CHECK_INT(process_wait(), SIGINT);
}

int main(void)
{
    RUN(test_process_harden__forbids_dumps);
    RUN(test_process_harden__new_files_are_for_this_user_only);
    RUN(test_process_has_swap__reads_what_the_system_says);
    RUN(test_process_wait__answers_with_the_signal);
    return tap_end();
}
