/* door/cli/doctor_report.c - see doctor_report.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/doctor_report.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

enum { DELETE = 0x7f };

static const char *const words_of[DOCTOR_STATES] = {
    [DOCTOR_OK] = "ok",
    [DOCTOR_LOOK] = "look",
    [DOCTOR_MISSING] = "missing",
};

/* Names of devices and of files are other people's words. */
static void make_plain(char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == DELETE)
            *text = '?';
}

void doctor_say(struct doctor_report *report, enum doctor_state state, const char *thing,
                const char *read, const char *format, ...)
{
    assert(report->n < DOCTOR_LINES);
    struct doctor_line *line = &report->lines[report->n++];
    va_list values;

    *line = (struct doctor_line){.state = state, .thing = thing, .read = read};
    va_start(values, format);
    (void)vsnprintf(line->says, sizeof line->says, format, values); /* cut where it is too long */
    va_end(values);
    make_plain(line->says);
}

size_t doctor_count(const struct doctor_report *report, enum doctor_state state)
{
    size_t n = 0;

    for (size_t i = 0; i < report->n; i++)
        n += report->lines[i].state == state;
    return n;
}

const struct doctor_line *doctor_line_of(const struct doctor_report *report, const char *thing)
{
    for (size_t i = 0; i < report->n; i++)
        if (strcmp(report->lines[i].thing, thing) == 0)
            return &report->lines[i];
    return NULL;
}

static void print_line(const struct doctor_line *line, FILE *out)
{
    fprintf(out, "%-8s %-16s %s", words_of[line->state], line->thing, line->says);
    if (line->state == DOCTOR_OK)
        fputc('\n', out);
    else
        fprintf(out, " (%s)\n", line->read);
}

void doctor_print(const struct doctor_report *report, FILE *out)
{
    for (size_t i = 0; i < report->n; i++)
        print_line(&report->lines[i], out);
    fprintf(out, "%zu ok, %zu to look at, %zu missing\n", doctor_count(report, DOCTOR_OK),
            doctor_count(report, DOCTOR_LOOK), doctor_count(report, DOCTOR_MISSING));
}
