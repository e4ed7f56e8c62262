/* door/cli/doctor_machine.h - what the machine does with what lies on it: disks, swap, dumps,
 * clock.
 *
 * Reads a few lines of /sys and /proc below `root` ("" for this machine), and writes nothing. What
 * can't be told is said so, and never taken for good.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_DOCTOR_MACHINE_H
#define HF_DOOR_CLI_DOCTOR_MACHINE_H

#include "door/cli/doctor_report.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The worse ones first: of several disks below one, the worst counts. */
enum disk { DISK_PLAIN, DISK_UNKNOWN, DISK_ENCRYPTED, DISK_MEMORY };

/* Where bytes of this device come to lie, down through partitions, RAID and LVM. Network, overlay,
 * virtual and nested ones are DISK_UNKNOWN. */
enum disk doctor_disk_of(const char *root, dev_t device);

/* The line "disk" for the device of a folder. */
void doctor_disk(struct doctor_report *report, const char *thing, enum disk disk);
void doctor_swap(struct doctor_report *report, const char *root);
void doctor_dumps(struct doctor_report *report, const char *root);

/* Times in microseconds since 1970 UTC; `newest_us` of the last entry, 0: there is none. */
void doctor_clock(struct doctor_report *report, int64_t now_us, int64_t newest_us, bool is_set);
/* Does somebody set this machine's clock by others? */
bool doctor_clock_is_set(void);

#endif
