/* core/visit/blunt.h - text without what tells who it is about, as far as a program can.
 *
 * Names that are known, whatever has an @, and every run of digits that could be a day, a year or a
 * number to ring. What else tells a person, somebody has to take out by hand.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_BLUNT_H
#define HF_CORE_VISIT_BLUNT_H

#include "base/arena.h"
#include "base/fault.h"

enum { BLUNT_NAMES_MOST = 16, BLUNT_TEXT_MOST = 64 * 1024 };

/* Words that are left out, by the words of these names (two letters at least, ASCII letters in
 * whatever case). HF_FAILED: memory is spent. Lives in `arena`. */
HF_MUST_USE enum status blunt_text(struct span text, const struct span *names, size_t n_names,
                                   struct arena *arena, struct span *ret, struct fault *why);

/* Would blunt_text change nothing? */
bool blunt_is_clean(struct span text, const struct span *names, size_t n_names);

#endif
