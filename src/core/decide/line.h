/* core/decide/line.h - one question in, one answer out, as `holdfast decide` speaks (JSON Lines).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_LINE_H
#define HF_CORE_DECIDE_LINE_H

#include "base/buf.h"
#include "core/decide/decide.h"

struct json_writer;

/* Larger than any honest question; a stranger's line beyond it is refused. */
enum { DECIDE_LINE_MAX = 4 << 20 };

/* Both answer alike; that is what asking both is for. */
enum decide_form { DECIDE_PLAIN, DECIDE_FOLDED };

/* Writes the answer to `line` without a newline: a decision, or {"id"?,"error":"what, where"}.
 * HF_OK for a decision, HF_INVALID for an error line (nothing was decided), HF_FAILED when the
 * memory was too small: then `out` may hold half a line. Scratch stays in `arena`. */
HF_MUST_USE enum status decide_line(struct span line, const struct named_worlds *named,
                                    enum decide_form form, struct arena *arena, struct buf *out);

/* The error line itself, for a line that was never read; `id` is JSON as given, or empty. */
void decide_line_error(struct buf *out, struct span id, const struct fault *why);

/* The members of a decision, into an object that the caller has begun. */
void decision_write(struct json_writer *w, const struct decision *decision);

#endif
