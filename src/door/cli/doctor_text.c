/* door/cli/doctor_text.c - see doctor_text.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/doctor_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 512, LINES_MOST = 64 };

__attribute__((format(printf, 2, 0))) static bool join(char ret[PATH_MAX], const char *format,
                                                       va_list values)
{
    int n = vsnprintf(ret, PATH_MAX, format, values);

    return n >= 0 && n < PATH_MAX;
}

bool doctor_text_join(char ret[PATH_MAX], const char *format, ...)
{
    va_list values;

    va_start(values, format);
    bool fits = join(ret, format, values);
    va_end(values);
    return fits;
}

/* A line of the file without its end; false: no more, or it is too long. */
static bool next_line(FILE *in, char *ret, size_t size)
{
    if (fgets(ret, (int)size, in) == NULL)
        return false;
    size_t len = strcspn(ret, "\n");
    bool whole = ret[len] == '\n' || len + 1 < size;

    ret[len] = '\0';
    return whole;
}

bool doctor_text_line(char *ret, size_t size, const char *format, ...)
{
    char path[PATH_MAX];
    va_list values;

    va_start(values, format);
    FILE *in = join(path, format, values) ? fopen(path, "re") : NULL;
    va_end(values);
    bool found = in != NULL && next_line(in, ret, size);

    if (in != NULL)
        (void)fclose(in); /* read only: nothing can be lost */
    return found;
}

static bool find_value(FILE *in, const char *key, char *ret, size_t size)
{
    size_t len = strlen(key);
    char line[LINE];

    for (int i = 0; i < LINES_MOST && next_line(in, line, sizeof line); i++)
        if (doctor_text_begins(line, key) && line[len] == '=')
            return snprintf(ret, size, "%s", line + len + 1) < (int)size;
    return false;
}

bool doctor_text_value(char *ret, size_t size, const char *key, const char *format, ...)
{
    char path[PATH_MAX];
    va_list values;

    va_start(values, format);
    FILE *in = join(path, format, values) ? fopen(path, "re") : NULL;
    va_end(values);
    bool found = in != NULL && find_value(in, key, ret, size);

    if (in != NULL)
        (void)fclose(in); /* read only: nothing can be lost */
    return found;
}

bool doctor_text_is_there(const char *format, ...)
{
    char path[PATH_MAX];
    va_list values;

    va_start(values, format);
    bool fits = join(path, format, values);
    va_end(values);
    return fits && access(path, F_OK) == 0;
}

bool doctor_text_begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}
