/* fuzz/fuzz_visit.c - any chain of entries: facts or a fault, and every fold over them ends.
 *
 * Bytes: per entry one for the action (an index into the register; beyond it an unknown one), one
 * for who signs and how present, one for the object, two for the length, then the content. A
 * content that does not decode stays in the chain as unreadable. What must hold: a deny stays a
 * deny when a stop is added, and one that may not sign raises nothing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define WORLD_BYTES (64 << 20)
#include "../test/unit/core/visit/world.h"

#include "core/visit/agreed.h"
#include "core/visit/envelope.h"
#include "core/visit/room.h"
#include "core/visit/told.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 5 };

static const struct id128 *const actors[] = {&CLIENT, &ANA, &OWNER, &DOCTOR, &CHAP, &SERVICE};
static const uint8_t roles[] = {ROLE_CLIENT,    ROLE_PRACTITIONER, ROLE_OWNER | ROLE_PRACTITIONER,
                                ROLE_CLINICIAN, ROLE_CHAPERONE,    ROLE_SERVICE};
static const struct id128 *const objects[] = {&SESSION, &OTHER_SESSION, &PLAN,    &GRANT_1,
                                              &GRANT_2, &LIMIT_1,       &NEVER_1, &CRED_1};

static const void *decoded(uint16_t action, struct span bytes)
{
    const void *content = NULL;
    struct fault why;

    fault_clear(&why);
    return content_decode(action, bytes, &w.arena, &content, &why) == HF_OK ? content : NULL;
}

/* The next entry; what is left of the bytes. */
static struct span put_next(struct span bytes)
{
    const unsigned char *head = (const unsigned char *)bytes.at;
    uint16_t action = head[0] < action_count ? actions[head[0]].number : 9999;
    size_t who = (size_t)head[1] % 6, len = (size_t)(head[3] | head[4] << 8);
    bool practice = action < ACTION_CLIENT_ADDED;
    struct span content = span_head(span_skip(bytes, HEAD), len);

    w.now_s += head[2] >> 3;
    put_entry(practice, *actors[who], roles[who], head[1] >> 6, action, *objects[head[2] & 7],
              decoded(action, content));
    return span_skip(bytes, HEAD + content.len);
}

static enum verdict verdict_of(const struct facts *facts, enum mode mode)
{
    struct act act = act_on("low_back", SIDE_LEFT);
    struct decision d;

    act.mode = mode;
    decide(facts, &act, NOON, workspace_new(facts, &w.arena), &d);
    return d.verdict;
}

static bool fold_all(struct facts *facts)
{
    struct gathering in = gathering_now();
    struct envelope_question question = {.practitioner = entry_id_word(ANA, &w.arena),
                                         .intent = INTENT_THERAPEUTIC,
                                         .mode = MODE_LIVE,
                                         .techniques = HANDS,
                                         .now_s = NOON};
    struct soap_question asked = {
        .entries = in.entries, .client = CLIENT, .session = SESSION, .atlas = &world_atlas};
    struct agreed agreed;
    struct envelope envelope;
    struct room room;
    struct soap soap;
    struct to_record_list due;
    struct fault why;

    fault_clear(&why);
    return facts_gather(&in, &w.arena, facts, &why) == HF_OK &&
           agreed_find(facts, &world_atlas, NOON, &w.arena, &agreed, &why) == HF_OK &&
           envelope_find(facts, &question, &w.arena, &envelope, &why) == HF_OK &&
           soap_find(&asked, &w.arena, &soap, &why) == HF_OK &&
           room_fold(&in, facts, SESSION, NOON, &w.arena, &room, &why) == HF_OK &&
           room_due_record(&room, NOON, &w.arena, &due, &why) == HF_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = span_at(data, size);
    struct facts facts = {.region_count = 0}, after = {.region_count = 0};

    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    w.now_s = NOON - 3600;
    while (bytes.len >= HEAD && w.n_entries < MOST - 1 && w.n_practice < MOST)
        bytes = put_next(bytes);
    if (!fold_all(&facts))
        return 0;
    enum verdict plan = verdict_of(&facts, MODE_PLAN);

    w.now_s = NOON > w.now_s ? w.now_s : NOON;
    signal_as(SERVICE, ROLE_SERVICE, SAID_STOP, 0);
    bool ok = fold_all(&after);

    assert(ok && verdict_of(&after, MODE_LIVE) == VERDICT_DENY);
    assert(verdict_of(&after, MODE_PLAN) <= plan);
    return 0;
}
