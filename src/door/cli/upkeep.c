/* door/cli/upkeep.c - sweeps, hourly checkpoints, and the way back when nobody asks for anything.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/upkeep.h"

#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { UPKEEP_MEMORY = 256 << 10 };

/* --- telling --------------------------------------------------------------------------------- */

static void tell(struct upkeep *upkeep, const char *text)
{
    if (strcmp(upkeep->told, text) == 0)
        return;
    snprintf(upkeep->told, sizeof upkeep->told, "%s", text);
    upkeep->log(text[0] == '\0' ? "the data is written again" : text);
}

static void tend_once(struct upkeep *upkeep)
{
    alignas(max_align_t) unsigned char block[UPKEEP_MEMORY];
    struct arena arena;
    struct fault why;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    enum status st = ledger_tend(upkeep->ledger, upkeep->store, &arena, &why);

    vault_wipe(block, sizeof block);
    if (st != HF_BUSY) /* somebody writes; the next time will do */
        tell(upkeep, st == HF_OK ? "" : why.text);
}

/* --- waiting --------------------------------------------------------------------------------- */

/* True when it is to end. */
static bool wait_for_next(struct upkeep *upkeep)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += UPKEEP_S;
    pthread_mutex_lock(&upkeep->lock);
    while (!upkeep->ends && pthread_cond_timedwait(&upkeep->changed, &upkeep->lock, &until) == 0) {
        /* woken without an end: wait on */
    }
    bool ends = upkeep->ends;

    pthread_mutex_unlock(&upkeep->lock);
    return ends;
}

/* Only saves the next start time: nothing is lost without it. */
static void rest(struct upkeep *upkeep)
{
    struct fault quiet = {.status = HF_OK};

    enum status st = ledger_rest(upkeep->ledger, upkeep->store, &quiet);

    (void)st; /* see above */
}

static void *live(void *arg)
{
    struct upkeep *upkeep = arg;

    do {
        tend_once(upkeep);
        upkeep->turn(upkeep->arg);
    } while (!wait_for_next(upkeep));
    rest(upkeep);
    return NULL;
}

static bool make_clock(struct upkeep *upkeep)
{
    pthread_condattr_t attr;
    bool made = pthread_condattr_init(&attr) == 0 &&
                pthread_condattr_setclock(&attr, CLOCK_MONOTONIC) == 0 &&
                pthread_cond_init(&upkeep->changed, &attr) == 0;

    pthread_condattr_destroy(&attr);
    return made && pthread_mutex_init(&upkeep->lock, NULL) == 0;
}

enum status upkeep_start(struct upkeep *upkeep, struct fault *why)
{
    if (!make_clock(upkeep) || pthread_create(&upkeep->thread, NULL, live, upkeep) != 0)
        return fault_set(why, HF_FAILED, "the system has no thread for us");
    upkeep->is_running = true;
    return HF_OK;
}

void upkeep_stop(struct upkeep *upkeep)
{
    if (!upkeep->is_running)
        return;
    pthread_mutex_lock(&upkeep->lock);
    upkeep->ends = true;
    pthread_cond_signal(&upkeep->changed);
    pthread_mutex_unlock(&upkeep->lock);
    pthread_join(upkeep->thread, NULL);
    upkeep->is_running = false;
}
