/* core/model/facts.c - the words of facts, and what an act must have to be judged.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/facts.h"

#include <string.h>

/* Each table is indexed by its enum; index 0 is the unknown word. */
static const struct span event_kinds[] = {
    [EVENT_UNKNOWN] = SPAN_INIT(""),
    [EVENT_GRANT] = SPAN_INIT("grant"),
    [EVENT_LIMIT] = SPAN_INIT("limit"),
    [EVENT_LIFT] = SPAN_INIT("lift"),
    [EVENT_REVOKE] = SPAN_INIT("revoke"),
    [EVENT_MAYBE] = SPAN_INIT("maybe"),
    [EVENT_SIGNAL] = SPAN_INIT("signal"),
    [EVENT_CAPACITY] = SPAN_INIT("capacity"),
    [EVENT_ATTEST] = SPAN_INIT("attest"),
    [EVENT_FINDING] = SPAN_INIT("finding"),
    [EVENT_CLEARANCE] = SPAN_INIT("clearance"),
    [EVENT_SCREENING] = SPAN_INIT("screening"),
    [EVENT_REHEARSAL] = SPAN_INIT("rehearsal"),
    [EVENT_SESSION_START] = SPAN_INIT("session_start"),
    [EVENT_SESSION_END] = SPAN_INIT("session_end"),
};
static const struct span sides[] = {SPAN_INIT(""), SPAN_INIT("L"), SPAN_INIT("R"), SPAN_INIT("B")};
static const struct span accesses[] = {SPAN_INIT(""), SPAN_INIT("external"), SPAN_INIT("internal")};
static const struct span intents[] = {SPAN_INIT(""), SPAN_INIT("therapeutic"),
                                      SPAN_INIT("sensual")};
static const struct span modes[] = {SPAN_INIT(""), SPAN_INIT("live"), SPAN_INIT("plan")};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static size_t index_of(const struct span *table, size_t count, struct span word)
{
    for (size_t i = 1; i < count; i++) {
        if (span_equal(table[i], word))
            return i;
    }
    return 0;
}

enum event_kind event_kind_of(struct span word)
{
    return (enum event_kind)index_of(event_kinds, COUNT(event_kinds), word);
}

struct span event_kind_word(enum event_kind kind)
{
    return event_kinds[kind];
}

enum side side_of(struct span word)
{
    return (enum side)index_of(sides, COUNT(sides), word);
}

enum access access_of(struct span word)
{
    return (enum access)index_of(accesses, COUNT(accesses), word);
}

enum intent intent_of(struct span word)
{
    return (enum intent)index_of(intents, COUNT(intents), word);
}

enum mode mode_of(struct span word)
{
    return (enum mode)index_of(modes, COUNT(modes), word);
}

struct span access_word(enum access access)
{
    return accesses[access];
}

struct span intent_word(enum intent intent)
{
    return intents[intent];
}

bool words_have(struct words list, struct span word)
{
    for (size_t i = 0; i < list.count; i++) {
        if (span_equal(list.at[i], word))
            return true;
    }
    return false;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("_.:/-", c) != NULL);
}

bool fact_is_word(struct span word)
{
    if (word.len == 0 || word.len > FACTS_WORD_MAX)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if (!is_word_byte(word.at[i]))
            return false;
    }
    return true;
}

static bool is_named(struct span name)
{
    return name.len > 0 && !span_is(name, "*");
}

bool act_is_whole(const struct act *act)
{
    return is_named(act->practitioner) && act->region.len > 0 && is_named(act->technique) &&
           act->side != SIDE_UNKNOWN && act->access != ACCESS_UNKNOWN &&
           act->intent != INTENT_UNKNOWN && act->mode != MODE_UNKNOWN && act->pressure >= 0 &&
           act->pressure <= 10 && act->duration_s >= 0;
}

int32_t facts_place_of(const struct facts *facts, struct span region)
{
    for (size_t i = 0; i < facts->region_count; i++) {
        if (span_equal(facts->regions[i].id, region))
            return (int32_t)i;
    }
    return FACTS_NO_PLACE;
}
