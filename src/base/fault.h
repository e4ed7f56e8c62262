/* base/fault.h - where and why something failed, for operators; the first fault wins.
 *
 * `text` never holds a client's data: it may be logged. What a person reads is chosen in door/
 * from the status and the reason, in their language.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_FAULT_H
#define HF_BASE_FAULT_H

#include "base/status.h"

#include <stdarg.h>
#include <stddef.h>

enum { HF_FAULT_TEXT = 200, HF_NOWHERE = -1 };

struct fault {
    enum status status;
    long at; /* offset in the input, or HF_NOWHERE */
    char text[HF_FAULT_TEXT];
};

void fault_clear(struct fault *why);

/* Writes the fault unless one stands already (or `why` is NULL); returns `status`.
 * `format` knows %s (NUL-terminated), %.*s, %d, %ld, %zu, %% and no others: no libc printf
 * below the tideline. Longer texts are cut. */
enum status fault_set(struct fault *why, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, for a function that takes such arguments itself. */
enum status fault_set_list(struct fault *why, enum status status, const char *format, va_list *args)
    __attribute__((format(printf, 3, 0)));

/* The same, with the byte offset in the input. */
enum status fault_at(struct fault *why, enum status status, size_t at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
