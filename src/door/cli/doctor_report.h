/* door/cli/doctor_report.h - what `holdfast doctor` found: one line for each thing it looked at.
 *
 * Nothing in a line comes from a client's record.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_DOCTOR_REPORT_H
#define HF_DOOR_CLI_DOCTOR_REPORT_H

#include <stddef.h>
#include <stdio.h>

enum { DOCTOR_LINES = 40, DOCTOR_TEXT = 400 };

/* LOOK: it can't be told from here, or it would be better otherwise. */
enum doctor_state { DOCTOR_OK, DOCTOR_LOOK, DOCTOR_MISSING, DOCTOR_STATES };

struct doctor_line {
    enum doctor_state state;
    const char *thing, *read; /* read: the page of docs/ that says more */
    char says[DOCTOR_TEXT];
};

/* Zeroed by the caller. */
struct doctor_report {
    struct doctor_line lines[DOCTOR_LINES];
    size_t n;
};

/* Adds a line; `thing` and `read` are literals. What is too long is cut, and what would steer a
 * terminal is shown as '?'. */
void doctor_say(struct doctor_report *report, enum doctor_state state, const char *thing,
                const char *read, const char *format, ...) __attribute__((format(printf, 5, 6)));

/* How many lines have this state. */
size_t doctor_count(const struct doctor_report *report, enum doctor_state state);

/* NULL: nothing was said of it. */
const struct doctor_line *doctor_line_of(const struct doctor_report *report, const char *thing);

void doctor_print(const struct doctor_report *report, FILE *out);

#endif
