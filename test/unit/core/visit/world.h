/* test/unit/core/visit/world.h - a small hand-made practice: nine regions, three rules, one client.
 *
 * Not clinical advice: the words are invented.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_CORE_VISIT_WORLD_H
#define HF_TEST_UNIT_CORE_VISIT_WORLD_H

#include "tap.h"

#include "base/buf.h"
#include "core/decide/decide.h"
#include "core/visit/asked.h"
#include "core/visit/gather.h"

#include <stdalign.h>

enum { MOST = 128, DAY = 86400, NOON = 1800000000 };

static const struct id128 CLIENT = {{1}}, ANA = {{2}}, OWNER = {{3}}, DOCTOR = {{4}}, CHAP = {{5}};
static const struct id128 SESSION = {{6}}, PLAN = {{7}}, GRANT_1 = {{8}}, GRANT_2 = {{9}};
static const struct id128 LIMIT_1 = {{10}}, CRED_1 = {{11}}, CRED_2 = {{12}}, NEVER_1 = {{13}};
static const struct id128 NOBODY = {{0}}, SERVICE = {{14}}, OTHER_SESSION = {{15}};

#define REGION(id_, parent_, ...)                                                                  \
    {                                                                                              \
        .id = SPAN_INIT(id_), .parent = (parent_), __VA_ARGS__                                     \
    }

static const struct atlas_region world_regions[] = {
    REGION("body", ATLAS_NONE, .external = true, .internal = true),
    REGION("back", 0, .external = true),
    REGION("low_back", 1, .paired = true, .is_leaf = true, .external = true),
    REGION("spine", 1, .is_leaf = true, .external = true),
    REGION("pelvis", 0, .external = true, .internal = true),
    REGION("anus", 4, .intimate = true, .external = true, .internal = true),
    REGION("anus_other", 5, .intimate = true, .is_leaf = true, .external = true),
    REGION("anal_canal", 5, .intimate = true, .is_leaf = true, .internal = true),
    REGION("stoma", 4, .is_leaf = true, .never = true, .external = true),
};

static const struct atlas world_atlas = {.regions = world_regions,
                                         .n_regions = sizeof world_regions / sizeof *world_regions};

static struct rule world_rules[] = {
    {.id = SPAN_INIT("fever"),
     .finding = SPAN_INIT("fever"),
     .reconsent = true,
     .scope = {.region = SPAN_INIT("body"), .side = SIDE_BOTH},
     .effect = {.deny = true}},
    {.id = SPAN_INIT("thinner"),
     .finding = SPAN_INIT("thinner"),
     .clearable = true,
     .scope = {.region = SPAN_INIT("body"), .side = SIDE_BOTH},
     .effect = {.has_max_pressure = true, .max_pressure = 3}},
    {.id = SPAN_INIT("surgery"),
     .finding = SPAN_INIT("surgery"),
     .clearable = true,
     .scope = {.region = SPAN_INIT("pelvis"), .side = SIDE_BOTH},
     .effect = {.deny = true}},
};

static const struct screening world_screening = {
    .rules = world_rules, .n_rules = sizeof world_rules / sizeof *world_rules};

static const struct policy_value world_values[] = {
    {.id = SPAN_INIT("reflect_internal_s"), .shipped = DAY, .floor = DAY, .floor_is_least = true},
    {.id = SPAN_INIT("reflect_sensual_s"), .shipped = DAY, .floor = DAY, .floor_is_least = true},
    {.id = SPAN_INIT("stop_cooldown_s"), .shipped = 72000, .floor = 43200, .floor_is_least = true},
    {.id = SPAN_INIT("checkin_s"), .shipped = 1200, .floor = 1800, .floor_is_least = false},
    {.id = SPAN_INIT("checkin_sensitive_s"), .shipped = 300, .floor = 480, .floor_is_least = false},
    {.id = SPAN_INIT("checkin_first_internal_s"),
     .shipped = 180,
     .floor = 480,
     .floor_is_least = false},
    {.id = SPAN_INIT("yellow_pressure"), .shipped = 3, .floor = 4, .floor_is_least = false},
    {.id = SPAN_INIT("screening_max_age_s"),
     .shipped = 30 * DAY,
     .floor = 90 * DAY,
     .floor_is_least = false},
};

static struct span world_sensual[] = {SPAN_INIT("sensual")};
static const struct house_rule world_house[] = {
    {.rule = {.id = SPAN_INIT("never.stoma"),
              .scope = {.region = SPAN_INIT("stoma"), .side = SIDE_BOTH},
              .effect = {.deny = true}},
     .when = HOUSE_ALWAYS},
    {.rule = {.id = SPAN_INIT("therapeutic_to_sensual"),
              .scope = {.region = SPAN_INIT("body"),
                        .side = SIDE_BOTH,
                        .intents = {world_sensual, 1}},
              .effect = {.deny = true}},
     .when = HOUSE_AFTER_THERAPEUTIC},
    {.rule = {.id = SPAN_INIT("clinical_profile"),
              .scope = {.region = SPAN_INIT("body"),
                        .side = SIDE_BOTH,
                        .intents = {world_sensual, 1}},
              .effect = {.deny = true}},
     .when = HOUSE_CLINICAL},
};
static struct span world_clinician[] = {SPAN_INIT("clinician")};
static const struct house_policy world_policy = {
    .values = world_values,
    .n_values = sizeof world_values / sizeof *world_values,
    .clearance_by = {world_clinician, 1},
    .house = world_house,
    .n_house = sizeof world_house / sizeof *world_house};

static const struct pack_said world_packs[] = {
    {SPAN_INIT("urn:rules"), SPAN_INIT("1"), SPAN_INIT("rules-hash")}};
static const struct carried_packs world_knowledge = {.atlas = &world_atlas,
                                                     .screening = &world_screening,
                                                     .policy = &world_policy,
                                                     .atlas_hash = SPAN_INIT("atlas-hash"),
                                                     .packs = {world_packs, 1}};

/* --- words ----------------------------------------------------------------------------------- */

static struct span star_[] = {SPAN_INIT("*")};
static struct span external_[] = {SPAN_INIT("external")};
static struct span internal_[] = {SPAN_INIT("internal")};
static struct span either_[] = {SPAN_INIT("external"), SPAN_INIT("internal")};
static struct span therapeutic_[] = {SPAN_INIT("therapeutic")};
static struct span intents_[] = {SPAN_INIT("therapeutic"), SPAN_INIT("sensual")};
static struct span hands_[] = {SPAN_INIT("still_hold"), SPAN_INIT("press")};
static const struct words STAR = {star_, 1}, EXTERNAL = {external_, 1}, INTERNAL = {internal_, 1},
                          EITHER = {either_, 2}, THERAPEUTIC = {therapeutic_, 1},
                          INTENTS = {intents_, 2}, HANDS = {hands_, 2};

/* --- the world ------------------------------------------------------------------------------- */

#ifndef WORLD_ENTRIES
#define WORLD_ENTRIES MOST
#endif

struct world {
    struct entry practice[MOST], entries[WORLD_ENTRIES];
    size_t n_practice, n_entries;
    int64_t seq, now_s;
    struct arena arena;
};

static struct world w;
#ifndef WORLD_BYTES
#define WORLD_BYTES (4 << 20)
#endif
static alignas(max_align_t) unsigned char world_block[WORLD_BYTES];

/* Contents must live as long as the test: a copy in the arena. */
#define KEEP(type, ...)                                                                            \
    memcpy(arena_alloc(&w.arena, 1, sizeof(struct type)), &(struct type){__VA_ARGS__},             \
           sizeof(struct type))

static inline struct entry *put_entry(bool practice, struct id128 actor, uint8_t roles,
                                      uint8_t proof, uint16_t action, struct id128 object,
                                      const void *content)
{
    struct entry *e = practice ? &w.practice[w.n_practice++] : &w.entries[w.n_entries++];

    *e = (struct entry){.seq = ++w.seq,
                        .utc_us = w.now_s * 1000000,
                        .actor = actor,
                        .roles = roles,
                        .proof = proof,
                        .action = action,
                        .object = object,
                        .object_version = 1,
                        .content = content};
    return e;
}

static inline struct entry *house(uint16_t action, struct id128 object, const void *content)
{
    return put_entry(true, OWNER, ROLE_OWNER | ROLE_PRACTITIONER, PROOF_OWN_DEVICE, action, object,
                     content);
}

static inline struct entry *by_client(uint8_t proof, uint16_t action, struct id128 object,
                                      const void *content)
{
    return put_entry(false, CLIENT, ROLE_CLIENT, proof, action, object, content);
}

static inline struct entry *by_ana(uint16_t action, struct id128 object, const void *content)
{
    return put_entry(false, ANA, ROLE_PRACTITIONER, PROOF_OWN_DEVICE, action, object, content);
}

static inline struct words ana_alone(void)
{
    struct span *one = arena_new(&w.arena, struct span);

    *one = entry_id_word(ANA, &w.arena);
    return (struct words){one, 1};
}

static inline struct scope_said scope_for_ana(const char *region, uint8_t side, struct words access,
                                              struct words intents)
{
    return (struct scope_said){.region = span_of(region),
                               .side = side,
                               .techniques = HANDS,
                               .access = access,
                               .intents = intents,
                               .practitioners = ana_alone()};
}

static inline void credential(struct id128 object, const char *region, struct words access,
                              struct words intents)
{
    struct scope_said *scopes = arena_array(&w.arena, struct scope_said, 2);
    bool whole = strcmp(region, "body") == 0;

    scopes[0] = (struct scope_said){.region = span_of(region),
                                    .side = SIDE_BOTH,
                                    .techniques = HANDS,
                                    .access = access,
                                    .intents = intents};
    scopes[1] = scopes[0];
    scopes[1].region = SPAN("anus"); /* intimate: named, or not covered */
    put_entry(
        true, ANA, ROLE_PRACTITIONER, PROOF_OWN_DEVICE, ACTION_CREDENTIAL_STATED, object,
        KEEP(credential_stated_content, .practitioner = ANA, .scopes = {scopes, whole ? 2 : 1}));
}

static inline void certify(struct id128 credential_id)
{
    house(ACTION_CREDENTIAL_CERTIFIED, credential_id,
          KEEP(credential_certified_content, .credential = credential_id));
}

/* A bodywork practice with adopted knowledge; Ana may touch the back and, certified, the anus and
 * its canal; an adult client, screened; a day before "now". */
static inline void world_begin(void)
{
    memset(&w, 0, sizeof w);
    arena_init(&w.arena, world_block, sizeof world_block);
    w.now_s = NOON - 2 * DAY;
    house(ACTION_PRACTICE_FOUNDED, NOBODY,
          KEEP(practice_founded_content, .profile = PROFILE_BODYWORK));
    house(ACTION_PACKS_ADOPTED, NOBODY,
          KEEP(packs_adopted_content, .atlas_hash = SPAN("atlas-hash"), .packs = {world_packs, 1}));
    credential(CRED_1, "body", EXTERNAL, INTENTS);
    credential(CRED_2, "anal_canal", EITHER, INTENTS);
    certify(CRED_1);
    certify(CRED_2);
    by_ana(
        ACTION_IDENTITY_SET, NOBODY,
        KEEP(identity_set_content, .born = SPAN("1990-05-17"), .age_evidence = AGE_DOCUMENT_SEEN));
    by_ana(ACTION_SCREENING_REVIEWED, NOBODY, KEEP(screening_reviewed_content, .refer_on = false));
}

static inline struct entry *grant(struct id128 object, const char *region, uint8_t side,
                                  uint8_t proof)
{
    return by_client(proof, ACTION_GRANT, object,
                     KEEP(grant_content,
                          .scope = scope_for_ana(region, side, EXTERNAL, THERAPEUTIC),
                          .max_pressure = 6));
}

static inline void start_session(void)
{
    by_ana(ACTION_SESSION_STARTED, SESSION,
           KEEP(session_started_content, .practitioner = ANA, .intent = INTENT_THERAPEUTIC));
    by_ana(ACTION_CAPACITY, SESSION, KEEP(capacity_content, .value = JUDGED_OK));
}

static inline struct entry *signal_as(struct id128 actor, uint8_t roles, uint8_t value,
                                      int64_t seen)
{
    uint8_t proof = roles == ROLE_SERVICE ? PROOF_MACHINE : PROOF_SHARED_DEVICE;

    return put_entry(false, actor, roles, proof, ACTION_SIGNAL, SESSION,
                     KEEP(signal_content, .value = value, .cause = CAUSE_BUTTON,
                          .given = {.how = GIVEN_SHARED_DEVICE, .seen = seen}));
}

static inline struct entry *green(void)
{
    return signal_as(CLIENT, ROLE_CLIENT, SAID_GREEN, w.seq);
}

/* --- asking ---------------------------------------------------------------------------------- */

static inline struct gathering gathering_now(void)
{
    return (struct gathering){.client = CLIENT,
                              .practitioner = ANA,
                              .practice = {.at = w.practice, .count = w.n_practice},
                              .entries = {.at = w.entries, .count = w.n_entries},
                              .knowledge = &world_knowledge};
}

static inline struct facts facts_now(void)
{
    struct gathering in = gathering_now();
    struct facts facts = {.region_count = 0};
    struct fault why;

    fault_clear(&why);
    if (facts_gather(&in, &w.arena, &facts, &why) != HF_OK)
        tap_note(__FILE__, __LINE__, why.text);
    return facts;
}

static inline struct act act_on(const char *region, enum side side)
{
    return (struct act){.practitioner = entry_id_word(ANA, &w.arena),
                        .region = span_of(region),
                        .technique = SPAN("press"),
                        .side = side,
                        .access = ACCESS_EXTERNAL,
                        .intent = INTENT_THERAPEUTIC,
                        .mode = MODE_PLAN,
                        .pressure = 4,
                        .duration_s = 60};
}

/* The reasons as one text: "LIMIT:e9 NO_GRANT", or "permit", "conditional". */
static inline struct span answer_to(struct act act)
{
    struct facts facts = facts_now();
    struct workspace *space = workspace_new(&facts, &w.arena);
    struct step_said step = {
        .region = act.region, .side = (uint8_t)act.side, .access = (uint8_t)act.access};
    struct asked_facts asked;
    struct decision d;
    struct fault why;
    struct buf out;

    fault_clear(&why);
    if (asked_begin(&facts, &w.arena, &asked, &why) != HF_OK)
        tap_note(__FILE__, __LINE__, why.text);
    decide(asked_for(&asked, &step, &w.arena), &act, NOON, space, &d);
    buf_init(&out, &w.arena, 4096);
    for (size_t i = 0; i < d.reason_count; i++) {
        if (i > 0)
            buf_byte(&out, ' ');
        buf_put(&out, reason_word(&d.reasons[i]));
        buf_put(&out, d.reasons[i].id);
    }
    if (d.reason_count == 0)
        buf_put(&out, verdict_word(d.verdict));
    return buf_view(&out);
}

static inline struct span plan_answer(const char *region, enum side side)
{
    return answer_to(act_on(region, side));
}

static inline struct span live_answer(const char *region, enum side side)
{
    struct act act = act_on(region, side);

    act.mode = MODE_LIVE;
    return answer_to(act);
}

#endif
