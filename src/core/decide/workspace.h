/* core/decide/workspace.h - what one decision writes down while it looks (private to the room).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_WORKSPACE_H
#define HF_CORE_DECIDE_WORKSPACE_H

#include "core/decide/cells.h"
#include "core/decide/decide.h"
#include "core/decide/fold.h"

enum { NO_INDEX = -1 };

/* Beside each event, rule, house rule and credential. */
struct mark {
    uint64_t reasons; /* a bit for each reason_code that names it */
    bool binds;       /* S9, S10: its ceiling and conditions count */
    bool is_basis;    /* S19: a grant live, a credential valid in some cell */
};

struct workspace {
    struct fold fold;
    struct mark *events, *rules, *house, *credentials;
    uint64_t reasons;     /* those without an id */
    int64_t *narrowed_by; /* beside each event, for one cell: S9's first later revoke or maybe */
    enum reason_code *causes; /* beside each grant, for one cell; REASON_COUNT: none */
    bool *covers;             /* beside each event, for one cell */
    struct reason *reason_list;
    struct span *conditions, *missing, *basis;
    size_t reason_count, condition_count, missing_count, basis_count;
    int64_t ceiling;
    bool is_sensitive; /* some cell of the footprint */
};

static inline void mark_reason(uint64_t *reasons, enum reason_code code)
{
    *reasons |= UINT64_C(1) << code;
}

/* S9: judges every grant for one cell. */
void grants_judge(const struct question *q, struct workspace *w, struct cell cell);

/* S10: marks what is in force for one cell. */
void restrictions_judge(const struct question *q, struct workspace *w, struct cell cell);

/* S10: a limit that holds now. */
bool limit_is_in_force(const struct question *q, const struct fold *fold, size_t index);

/* S10: a restriction that says nothing is read as a deny. */
bool effect_denies(const struct effect *effect);

/* S10, S11: the rule's finding if it is active and not cleared, or NULL. */
const struct finding_state *rule_find_active(const struct question *q, const struct fold *fold,
                                             const struct rule *rule);

/* S11: by some rule. */
bool finding_is_named(const struct facts *facts, struct span finding);

/* S14: judges every credential of `p` for one cell. */
void credentials_judge(const struct question *q, struct workspace *w, const struct practitioner *p,
                       struct cell cell);

/* A reason for each bit; the list has room for every one that could be. */
void workspace_add_reasons(struct workspace *w, uint64_t reasons, struct span id);
void workspace_add_conditions(struct workspace *w, struct words conditions);

/* S17: what a plan asks for besides. */
extern const struct words plan_conditions;

/* S19: sorts the lists and leaves one of each, as the lists of the decision. */
void workspace_settle(struct workspace *w, struct decision *ret);

/* Empties the lists. */
void workspace_begin(struct workspace *w);

/* S12, S13, S19: from marks to the lists of the decision. */
void workspace_answer(const struct question *q, struct workspace *w, const struct practitioner *p,
                      struct decision *ret);

#endif
