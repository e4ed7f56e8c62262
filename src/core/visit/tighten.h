/* core/visit/tighten.h - the screening rules as a practice made them stricter for itself.
 *
 * By construction never looser: each wait is the longer one, each ceiling the lower one, a no stays
 * a no, and what can be cleared is what the pack lets be cleared.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_TIGHTEN_H
#define HF_CORE_VISIT_TIGHTEN_H

#include "core/model/pack.h"
#include "core/visit/entry.h"

/* `shipped` itself where nothing is tightened; else a copy in the arena. NULL: the arena is spent.
 */
const struct screening *tighten(const struct screening *shipped, struct entry_list practice,
                                struct arena *arena);

/* What an owner said last of that row, while it is in force; or NULL. */
const struct rule_tightened_content *tightened_by(struct entry_list practice, struct span row);

/* Would it change anything of this row? Nothing that it says is looser than the row. */
bool tightens(const struct screening *shipped, const struct pack_row *row,
              const struct rule_tightened_content *said);

#endif
