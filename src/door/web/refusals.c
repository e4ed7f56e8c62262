/* door/web/refusals.c - looks up where each reason comes from, and says it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/refusals.h"

#include "core/render/message.h"
#include "core/visit/told.h"
#include "door/web/reason_rule.h"

static struct reason_context context_of(const struct client_facts *facts, struct span where)
{
    struct person_id who = {facts->gathering.practitioner};

    return (struct reason_context){.where = where,
                                   .client = client_file_name(&facts->file),
                                   .practitioner = client_file_who(&facts->file, who)};
}

/* The later of the two: nobody is sent here too early. */
static int64_t longest_wait(const struct policy *policy)
{
    return policy->reflect_internal_s > policy->reflect_sensual_s ? policy->reflect_internal_s
                                                                  : policy->reflect_sensual_s;
}

/* When it began, or when it ends: "" where nobody knows. */
static struct span day_of(struct arena *arena, const struct client_facts *facts,
                          const struct reason *reason, const struct reason_source *source)
{
    if (source->kind == SOURCE_RULE || source->kind == SOURCE_FINDING)
        return source->until.known ? web_date(arena, source->until.utc_s) : SPAN("");
    if (source->kind == SOURCE_HOUSE || source->when_s <= 0)
        return SPAN("");
    return reason->code == REASON_REFLECTION
               ? web_when(arena, source->when_s + longest_wait(&facts->facts.policy))
               : web_date(arena, source->when_s);
}

/* Nobody took it back: nobody knows whether somebody did. */
static bool is_by_older(const struct client_facts *facts, const struct reason_source *source)
{
    for (size_t i = 0; source->seq > 0 && i < facts->file.chain.count; i++)
        if ((int64_t)facts->file.chain.at[i].entry->seq == source->seq)
            return facts->file.chain.at[i].entry->action == ACTION_OLDER_TAKEN;
    return false;
}

static void tell_older(struct arena *arena, const struct reason_context *context,
                       struct refusal_view *view)
{
    const struct message_arg client = message_arg_text(SPAN("client"), context->client);

    view->why = message_fill(arena, MSG_reason_OLDER_why, MESSAGE_EN, NULL, 0);
    view->change = message_fill(arena, MSG_reason_OLDER_change, MESSAGE_EN, &client, 1);
}

static struct refusal_view one(const struct door *door, struct arena *arena,
                               const struct client_facts *facts, const struct reason *reason,
                               struct span where)
{
    struct client_id client = facts->file.client;
    struct reason_context context = context_of(facts, where);
    struct reason_source source = {.code = reason_word(reason)};
    struct fault why;

    fault_clear(&why);
    /* Without a source the reason is still said, only without day and name. */
    if (reason_find_source(&facts->facts, reason, facts->now_s, arena, &source, &why) != HF_OK)
        return refusal_words(arena, MESSAGE_EN, reason_word(reason), &context);
    context.when = day_of(arena, facts, reason, &source);
    struct refusal_view view = reason_told(door, arena, source.code, &context);

    view.read = reason_address(arena, view.rule, &client);
    if (is_by_older(facts, &source))
        tell_older(arena, &context, &view);
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

struct refusal_view refusals_word(const struct door *door, struct arena *arena,
                                  const struct client_facts *facts, const char *code,
                                  struct span where)
{
    struct client_id client = facts->file.client;
    struct reason_context context = context_of(facts, where);
    struct refusal_view view = reason_told(door, arena, span_of(code), &context);

    view.read = reason_address(arena, view.rule, &client);
    return view;
}
