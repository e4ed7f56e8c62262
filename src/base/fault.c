/* base/fault.c - a tiny formatter, so that nothing below the tideline needs stdio.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

struct text {
    char *at;
    size_t len, room;
};

static void put(struct text *t, const char *bytes, size_t len)
{
    size_t free = t->room - t->len;
    size_t n = len < free ? len : free;

    memcpy(t->at + t->len, bytes, n);
    t->len += n;
}

static void put_unsigned(struct text *t, unsigned long long n)
{
    char digits[24];
    size_t i = sizeof digits;

    do {
        digits[--i] = (char)('0' + n % 10);
        n /= 10;
    } while (n != 0);
    put(t, digits + i, sizeof digits - i);
}

static void put_signed(struct text *t, long long n)
{
    if (n < 0)
        put(t, "-", 1);
    put_unsigned(t, n < 0 ? 0ULL - (unsigned long long)n : (unsigned long long)n);
}

static size_t bounded_len(const char *s, size_t max)
{
    const char *end = memchr(s, '\0', max);

    return end == NULL ? max : (size_t)(end - s);
}

/* One directive after the '%'; returns where the format goes on. */
static const char *put_directive(struct text *t, const char *f, va_list *args)
{
    size_t precision = HF_FAULT_TEXT;

    if (f[0] == '.' && f[1] == '*') {
        int n = va_arg(*args, int);

        precision = n < 0 ? 0 : (size_t)n;
        f += 2;
    }
    if (f[0] == 's') {
        const char *s = va_arg(*args, const char *);

        put(t, s, bounded_len(s, precision));
    } else if (f[0] == 'd') {
        put_signed(t, va_arg(*args, int));
    } else if (f[0] == 'l' && f[1] == 'd') {
        put_signed(t, va_arg(*args, long));
        f++;
    } else if (f[0] == 'z' && f[1] == 'u') {
        put_unsigned(t, va_arg(*args, size_t));
        f++;
    } else {
        put(t, f, 1);
    }
    return f[0] == '\0' ? f : f + 1;
}

static void write_text(struct fault *why, const char *format, va_list *args)
{
    struct text t = {.at = why->text, .room = sizeof why->text - 1};

    while (*format != '\0') {
        if (*format == '%')
            format = put_directive(&t, format + 1, args);
        else
            put(&t, format++, 1);
    }
    why->text[t.len] = '\0';
}

static enum status write_fault(struct fault *why, enum status status, long at, const char *format,
                               va_list *args)
{
    if (why != NULL && why->status == HF_OK) {
        why->status = status;
        why->at = at;
        write_text(why, format, args);
    }
    return status;
}

void fault_clear(struct fault *why)
{
    *why = (struct fault){.status = HF_OK, .at = HF_NOWHERE};
}

enum status fault_set(struct fault *why, enum status status, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_fault(why, status, HF_NOWHERE, format, &args);
    va_end(args);
    return status;
}

enum status fault_set_list(struct fault *why, enum status status, const char *format, va_list *args)
{
    return write_fault(why, status, HF_NOWHERE, format, args);
}

enum status fault_at(struct fault *why, enum status status, size_t at, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_fault(why, status, at > LONG_MAX ? LONG_MAX : (long)at, format, &args);
    va_end(args);
    return status;
}
