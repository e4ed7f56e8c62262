/* door/cli/process.h - the process around a server: leaves no memory behind, ends when it is told
 * to.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_PROCESS_H
#define HF_DOOR_CLI_PROCESS_H

#include "base/fault.h"

/* Before any secret is read and any thread started: no core dump and no tracer
 * (RLIMIT_CORE 0, PR_SET_DUMPABLE 0, so /proc/self/mem is root's alone), freed memory is
 * overwritten (M_PERTURB), new files are for this user only. HF_FAILED when the system refuses. */
HF_MUST_USE enum status process_harden(struct fault *why);

/* Holds SIGTERM, SIGINT and SIGHUP back from every thread started after this, and makes a closed
 * pipe an error instead of an end. */
void process_hold_signals(void);

/* Waits for one of the signals held back; returns its number. */
int process_wait(void);

#endif
