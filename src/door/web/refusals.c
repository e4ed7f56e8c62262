/* door/web/refusals.c - looks up where each reason comes from, and says it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/refusals.h"

#include "core/visit/told.h"
#include "knowledge/knowledge.h"

static struct reason_context context_of(const struct client_facts *facts, struct span where)
{
    struct person_id who = {facts->gathering.practitioner};

    return (struct reason_context){.where = where,
                                   .client = client_file_name(&facts->file),
                                   .practitioner = client_file_who(&facts->file, who)};
}

/* A finding by the words of its row, whose id it has up to the place: "CI12.arms". */
static struct span finding_words(const struct door *door, struct span finding)
{
    const struct screening *rules = door->practice.knowledge->screening;
    const struct pack_row *row = screening_find(rules, finding);
    struct span rest = finding;

    if (row == NULL)
        row = screening_find(rules, span_cut(&rest, '.'));
    return row == NULL ? finding : row->practitioner;
}

/* The later of the two: nobody is sent here too early. */
static int64_t longest_wait(const struct policy *policy)
{
    return policy->reflect_internal_s > policy->reflect_sensual_s ? policy->reflect_internal_s
                                                                  : policy->reflect_sensual_s;
}

static struct refusal_view one(const struct door *door, struct arena *arena,
                               const struct client_facts *facts, const struct reason *reason,
                               struct span where)
{
    struct reason_context context = context_of(facts, where);
    struct reason_source source = {.code = reason_word(reason)};
    struct fault why;

    fault_clear(&why);
    /* Without a source the reason is still said, only without day and name. */
    if (reason_find_source(&facts->facts, reason, facts->now_s, arena, &source, &why) != HF_OK)
        return refusal_words(arena, MESSAGE_EN, reason_word(reason), &context);
    if (source.kind == SOURCE_RULE || source.kind == SOURCE_FINDING) {
        context.what = finding_words(door, source.what);
        if (source.until.known)
            context.when = web_date(arena, source.until.utc_s);
    } else if (source.kind == SOURCE_HOUSE)
        context.what = source.what;
    else if (reason->code == REASON_REFLECTION)
        context.when = web_when(arena, source.when_s + longest_wait(&facts->facts.policy));
    else if (source.when_s > 0)
        context.when = web_date(arena, source.when_s);
    return refusal_words(arena, MESSAGE_EN, source.code, &context);
}

struct refusals refusals_of(const struct door *door, struct arena *arena,
                            const struct client_facts *facts, const struct decision *decision,
                            struct span where)
{
    struct refusal_view *at = arena_array(arena, struct refusal_view, decision->reason_count);
    size_t n = 0;

    for (size_t i = 0; at != NULL && i < decision->reason_count; i++)
        at[n++] = one(door, arena, facts, &decision->reasons[i], where);
    return (struct refusals){at, n};
}

struct refusal_view refusals_word(struct arena *arena, const struct client_facts *facts,
                                  const char *code, struct span where)
{
    struct reason_context context = context_of(facts, where);

    return refusal_words(arena, MESSAGE_EN, span_of(code), &context);
}
