/* What several of the tests of facts_gather say and ask.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_VISIT_GATHERED_H
#define HF_TEST_VISIT_GATHERED_H

#include "world.h"

static inline void ask_grant(void)
{
    struct span *asked = arena_new(&w.arena, struct span);

    *asked = SPAN("client:asked");
    by_client(PROOF_SHARED_DEVICE, ACTION_GRANT, GRANT_1,
              KEEP(grant_content,
                   .scope = scope_for_ana("low_back", SIDE_BOTH, EXTERNAL, THERAPEUTIC),
                   .max_pressure = 6, .conditions = {asked, 1}));
}

static inline struct entry *attest(struct id128 actor, uint8_t roles, const char *condition,
                                   uint8_t state, struct given_said given)
{
    return put_entry(
        false, actor, roles, PROOF_SHARED_DEVICE, ACTION_ATTEST, SESSION,
        KEEP(attest_content, .condition = span_of(condition), .state = state, .given = given));
}

static inline void live_with_asking(void)
{
    world_begin();
    ask_grant();
    w.now_s = NOON - 60;
    start_session();
    green();
}

static inline void asked(const char *condition)
{
    attest(CLIENT, ROLE_CLIENT, condition, STATE_ON, (struct given_said){.seen = w.seq});
}

static inline struct act anus(void)
{
    return act_on("anus_other", SIDE_BOTH);
}

static inline void internal_grant(uint8_t proof)
{
    by_client(proof, ACTION_GRANT, GRANT_1,
              KEEP(grant_content,
                   .scope = scope_for_ana("anal_canal", SIDE_BOTH, INTERNAL, THERAPEUTIC),
                   .max_pressure = 6));
}

static inline struct act inside(void)
{
    struct act act = act_on("anal_canal", SIDE_BOTH);

    act.access = ACCESS_INTERNAL;
    return act;
}

static inline void finding(struct id128 actor, uint8_t roles, const char *name, uint8_t state)
{
    put_entry(false, actor, roles, PROOF_OWN_DEVICE, ACTION_FINDING_SET, NOBODY,
              KEEP(finding_set_content, .finding = span_of(name), .state = state));
}

#endif
