/* core/fhirpath/line.h - one expression in, its result out, as `holdfast fhirpath` speaks (JSON
 * Lines).
 *
 * In: {"id"?, "resource"?, "expression", "vars"?: {name: value}, "strict"?: boolean}.
 * Out: {"id"?, "result": [{"type", "value"} ...]}, a primitive's value being its exact text, or
 * {"id"?, "error": {"phase": "syntax|semantic|execution|budget", "at", "text"}}; `at` is the offset
 * in the expression, or in the line where that can't be read, or null.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_LINE_H
#define HF_CORE_FHIRPATH_LINE_H

#include "base/buf.h"

/* A stranger's line beyond it is refused. */
enum { FHIRPATH_LINE_MAX = 4 << 20 };

/* The time that expressions see. */
struct fhirpath_now {
    int64_t utc_us;
    int16_t offset_minutes;
};

/* Writes the answer to `line` without a newline. HF_OK for a result, HF_INVALID for an error line,
 * HF_FAILED when `out` was too small: then it may hold half a line. Scratch stays in `arena`. */
HF_MUST_USE enum status fhirpath_line(struct span line, struct fhirpath_now now,
                                      struct arena *arena, struct buf *out);

#endif
