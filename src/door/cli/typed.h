/* door/cli/typed.h - a secret that somebody types, unseen, or that comes by a pipe.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_TYPED_H
#define HF_DOOR_CLI_TYPED_H

#include "base/fault.h"

#include <stddef.h>

/* One line of standard input with its newline, as fgets. On a terminal it asks for `what` and does
 * not show what is typed. HF_INVALID: there is no line. */
HF_MUST_USE enum status typed_ask(const char *what, char *ret, size_t size, struct fault *why);

#endif
