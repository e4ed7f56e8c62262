/* core/fhirpath/pattern.h - regular expressions, bounded: a pattern that would run on is refused.
 *
 * PCRE2 with its memory in the caller's arena and limits on matching steps and depth. "." matches
 * every character, line ends too; case counts (FHIRPath 2.0 N1 5.6.10, "single line mode").
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_PATTERN_H
#define HF_CORE_FHIRPATH_PATTERN_H

#include "base/buf.h"

enum {
    PATTERN_BYTES = 4096,      /* of a pattern */
    PATTERN_SUBJECT = 1 << 20, /* of a subject */
    PATTERN_STEPS = 200000,    /* of matching, for one match */
    PATTERN_DEPTH = 2000,      /* of backtracking */
    PATTERN_HEAP = 4096,       /* KiB that one match may take */
};

/* Lives in the arena it was compiled in; read-only, so it may be used again and by many. */
struct pattern;

/* HF_INVALID with the offset in `text`; HF_FAILED when the arena is spent. `ignore_case`: "i". */
HF_MUST_USE enum status pattern_compile(struct span text, bool ignore_case, struct arena *arena,
                                        struct pattern **ret, struct fault *why);

/* Is there a match: somewhere, or (`whole`) of the whole subject? HF_INVALID: a limit was met,
 * there is no answer. Both texts are UTF-8. `scratch` is given back as it was. */
HF_MUST_USE enum status pattern_match(const struct pattern *pattern, struct span subject,
                                      bool whole, struct arena *scratch, bool *ret,
                                      struct fault *why);

/* Every match replaced: $1, ${1}, ${name} are groups (one that took no part is empty), $$ is a
 * dollar. HF_INVALID: no such group, a limit was met, or the result is beyond `out`'s ceiling. */
HF_MUST_USE enum status pattern_replace(const struct pattern *pattern, struct span subject,
                                        struct span with, struct buf *out, struct fault *why);

#endif
