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
    const struct pack_row *row = screening_row_of(door->practice.knowledge->screening, finding);

    return row == NULL ? finding : row->practitioner;
}

static struct span finding_rule(const struct door *door, struct span finding)
{
    const struct pack_row *row = screening_row_of(door->practice.knowledge->screening, finding);

    return row == NULL ? SPAN("") : row->id;
}

/* "law.SP05/vagina/t" is of the row SP05. */
static const struct law_row *law_row_of(const struct door *door, struct span id)
{
    struct span rest = span_skip(id, 4); /* "law." */

    return span_starts(id, SPAN("law."))
               ? law_find(door->practice.knowledge->law, span_cut(&rest, '/'))
               : NULL;
}

static const struct house_rule *shipped_house_rule(const struct door *door, struct span id)
{
    const struct house_policy *policy = door->practice.knowledge->policy;

    for (uint32_t i = 0; i < policy->n_house; i++)
        if (span_equal(policy->house[i].rule.id, id))
            return &policy->house[i];
    return NULL;
}

/* What a deny of the house is about, and where to read of it. */
static struct span house_words(const struct door *door, struct span id, struct span *ret_code,
                               struct span *ret_rule)
{
    const struct law_row *law = law_row_of(door, id);
    const struct house_rule *shipped = shipped_house_rule(door, id);

    *ret_rule = law != NULL ? law->id : shipped != NULL ? id : SPAN("");
    if (law == NULL)
        return shipped == NULL ? id : shipped->why;
    *ret_code = SPAN("LAW");
    return law->says;
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
    struct span rule = SPAN("");
    struct fault why;

    fault_clear(&why);
    /* Without a source the reason is still said, only without day and name. */
    if (reason_find_source(&facts->facts, reason, facts->now_s, arena, &source, &why) != HF_OK)
        return refusal_words(arena, MESSAGE_EN, reason_word(reason), &context);
    if (source.kind == SOURCE_RULE || source.kind == SOURCE_FINDING) {
        context.what = finding_words(door, source.what);
        rule = finding_rule(door, source.what);
        if (source.until.known)
            context.when = web_date(arena, source.until.utc_s);
    } else if (source.kind == SOURCE_HOUSE)
        context.what = house_words(door, source.what, &source.code, &rule);
    else if (reason->code == REASON_REFLECTION)
        context.when = web_when(arena, source.when_s + longest_wait(&facts->facts.policy));
    else if (source.when_s > 0)
        context.when = web_date(arena, source.when_s);
    struct refusal_view view = refusal_words(arena, MESSAGE_EN, source.code, &context);

    view.rule = rule;
    return view;
}

static bool is_same(const struct refusal_view *a, const struct refusal_view *b)
{
    return span_equal(a->what, b->what) && span_equal(a->why, b->why) &&
           span_equal(a->change, b->change);
}

size_t refusals_add(struct refusal_view *told, size_t n, struct refusal_view next)
{
    for (size_t i = 0; i < n; i++)
        if (is_same(&told[i], &next))
            return n;
    told[n] = next;
    return n + 1;
}

/* The client has answered: then "not decided" would be untrue, and "propose it" would press. */
static bool is_answered(const struct decision *decision)
{
    for (size_t i = 0; i < decision->reason_count; i++) {
        enum reason_code code = decision->reasons[i].code;

        if (code == REASON_LIMIT || code == REASON_MAYBE || code == REASON_REVOKED)
            return true;
    }
    return false;
}

struct refusals refusals_of(const struct door *door, struct arena *arena,
                            const struct client_facts *facts, const struct decision *decision,
                            struct span where)
{
    struct refusal_view *at = arena_array(arena, struct refusal_view, decision->reason_count);
    size_t n = 0;

    for (size_t i = 0; at != NULL && i < decision->reason_count; i++) {
        if (decision->reasons[i].code == REASON_NO_GRANT && is_answered(decision))
            continue;
        n = refusals_add(at, n, one(door, arena, facts, &decision->reasons[i], where));
    }
    return (struct refusals){at, n};
}

struct refusal_view refusals_word(struct arena *arena, const struct client_facts *facts,
                                  const char *code, struct span where)
{
    struct reason_context context = context_of(facts, where);

    return refusal_words(arena, MESSAGE_EN, span_of(code), &context);
}
