/* door/cli/upkeep.h - one thread beside the server that does what time alone brings.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_UPKEEP_H
#define HF_DOOR_CLI_UPKEEP_H

#include "keep/ledger/ledger.h"

#include <pthread.h>

struct upkeep {
    struct ledger *ledger;
    struct store *store;           /* its own */
    void (*log)(const char *line); /* for operators; each trouble once, until it is over */
    void (*turn)(void *arg);       /* what else there is to do each time */
    void *arg;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_running, ends; /* under the lock */
    char told[HF_FAULT_TEXT];
};

/* Begins: ledger_tend now and every UPKEEP_S seconds. Fields above `thread` are the caller's. */
enum { UPKEEP_S = 20 };
HF_MUST_USE enum status upkeep_start(struct upkeep *upkeep, struct fault *why);
/* Waits for the thread; harmless where it never began. The store is still the caller's. */
void upkeep_stop(struct upkeep *upkeep);

#endif
