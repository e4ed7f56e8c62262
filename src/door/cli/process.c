/* door/cli/process.c - what the system lets a process say about itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/process.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* Any value but 0: each freed block is filled with it. */
enum { FREED_BYTE = 0x5a };

enum status process_harden(struct fault *why)
{
    const struct rlimit none = {0, 0};

    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return fault_set(why, HF_FAILED, "the system does not let this process forbid core dumps");
    mallopt(M_PERTURB, FREED_BYTE);
    umask(S_IRWXG | S_IRWXO);
    return HF_OK;
}

bool process_has_swap(const char *swaps)
{
    FILE *file = fopen(swaps, "re");
    int lines = 0, c;

    if (file == NULL)
        return false;
    while ((c = fgetc(file)) != EOF)
        lines += c == '\n';
    fclose(file);
    return lines > 1;
}

static sigset_t ending_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    return set;
}

void process_hold_signals(void)
{
    sigset_t set = ending_signals();

    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int process_wait(void)
{
    sigset_t set = ending_signals();
    int got = 0;

    while (sigwait(&set, &got) != 0) {
        /* interrupted by a debugger: wait on */
    }
    return got;
}
