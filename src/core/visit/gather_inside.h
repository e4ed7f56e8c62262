/* core/visit/gather_inside.h - the parts of facts_gather; for gather*.c alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_GATHER_INSIDE_H
#define HF_CORE_VISIT_GATHER_INSIDE_H

#include "base/buf.h"
#include "core/visit/gather.h"

/* Bytes to words of the decision. A list with a word that is none becomes empty, a region that is
 * none becomes "": a grant then covers nothing (S4), a restriction matches everything (S5). */
struct scope gather_scope(const struct scope_said *said);
struct words gather_words(struct words list);

HF_MUST_USE enum status gather_policy(const struct gathering *in, struct arena *arena,
                                      struct policy *ret, struct fault *why);
HF_MUST_USE enum status gather_practitioners(const struct gathering *in, struct arena *arena,
                                             struct facts *ret, struct fault *why);
HF_MUST_USE enum status gather_events(const struct gathering *in, struct arena *arena,
                                      struct facts *ret, struct fault *why);
/* Adds a deny for each place where this practitioner's profession has no right to work. */
HF_MUST_USE enum status gather_law(const struct gathering *in, struct arena *arena,
                                   struct policy *policy, struct fault *why);
struct moment gather_adult_at(const struct gathering *in);
bool gather_knows_the_adopted(const struct gathering *in);
/* Are policy, own rules, what was taken back and whose profession all there to be read? */
bool gather_reads_the_house(const struct gathering *in);

#endif
