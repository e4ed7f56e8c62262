/* door/cli/doctor_text.h - single lines out of files of the system, with a limit on their bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_DOCTOR_TEXT_H
#define HF_DOOR_CLI_DOCTOR_TEXT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/* False: it does not fit, and nothing may be concluded from `ret`. */
bool doctor_text_join(char ret[PATH_MAX], const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The first line of the file of this name, without its end; false: none, or longer than `size`. */
bool doctor_text_line(char *ret, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What stands behind KEY= in one of the first lines of the file; false: it is not there. */
bool doctor_text_value(char *ret, size_t size, const char *key, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

bool doctor_text_is_there(const char *format, ...) __attribute__((format(printf, 1, 2)));
bool doctor_text_begins(const char *text, const char *with);

#endif
