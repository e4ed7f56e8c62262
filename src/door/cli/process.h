/* door/cli/process.h - the process around a server: leaves no memory behind, ends when it is told
 * to.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_PROCESS_H
#define HF_DOOR_CLI_PROCESS_H

#include "base/fault.h"

#include <stdbool.h>

/* Before any secret is read and any thread started: no core dump and no tracer
 * (RLIMIT_CORE 0, PR_SET_DUMPABLE 0, so /proc/self/mem is root's alone), freed memory is
 * overwritten (M_PERTURB), new files are for this user only. HF_FAILED when the system refuses. */
HF_MUST_USE enum status process_harden(struct fault *why);

/* Does this machine write memory to a disk? Keys are locked against it, pages of a request are not.
 * `swaps`: "/proc/swaps", a head line and one for each place; what can't be read has none. */
bool process_has_swap(const char *swaps);

/* Holds SIGTERM, SIGINT and SIGHUP back from every thread started after this, and makes a closed
 * pipe an error instead of an end. */
void process_hold_signals(void);

/* Waits for one of the signals held back; returns its number. */
int process_wait(void);

#endif
