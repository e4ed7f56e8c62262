/* core/visit/asked.h - "ask me each time": the client's yes to one place, and to no other.
 *
 * Statement 2 of docs/decision.md, shell's half. A record says "client:asked/low_back/L", with
 * "/internal" behind it inside the body. decide() knows the condition "client:asked" alone, and
 * what is not bound to an act never meets it: whoever forgets to bind asks once too often.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_ASKED_H
#define HF_CORE_VISIT_ASKED_H

#include "base/arena.h"
#include "core/model/content.h"
#include "core/model/facts.h"

#define CONDITION_ASKED SPAN("client:asked")

/* The word for this step's place. "" when the arena is spent or the word would be too long for a
 * condition: then nobody can say it, and nothing begins. */
struct span asked_word(const struct step_said *step, struct arena *arena);

/* Is it such a word, with a place? */
bool asked_is_word(struct span condition);
/* The place of such a word: region, side and access of `ret` are set. False: it is none. */
bool asked_read(struct span condition, struct step_said *ret);

/* Facts that can be bound to one act after the other. */
struct asked_facts {
    struct facts bound;
    const struct facts *all;
    struct event *events; /* of `bound` */
};
/* HF_FAILED when the arena is spent. */
HF_MUST_USE enum status asked_begin(const struct facts *facts, struct arena *arena,
                                    struct asked_facts *ret, struct fault *why);
/* The facts for this act: a yes to its very place is "client:asked", every other yes stays what it
 * is. Valid until the next call. */
const struct facts *asked_for(struct asked_facts *asked, const struct step_said *step,
                              struct arena *arena);

#endif
