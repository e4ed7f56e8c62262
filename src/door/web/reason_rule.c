/* door/web/reason_rule.c - which rule a reason comes from, and what that rule says.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/reason_rule.h"

enum { PATH_MOST = 2 * FACTS_WORD_MAX + 32 };

/* --- looking it up --------------------------------------------------------------------------- */

struct behind {
    const struct pack_row *row;
    const struct house_rule *house;
    const struct law_row *law;
    const struct checklist_field *field;
    struct span code, id;
};

static const struct house_rule *house_find(const struct house_policy *policy, struct span id)
{
    for (uint32_t i = 0; i < policy->n_house; i++)
        if (span_equal(policy->house[i].rule.id, id))
            return &policy->house[i];
    return NULL;
}

/* "CI12.arms/2" is of the row CI12, "law.SP05/vagina/t" of the row SP05. */
static struct behind find_behind(const struct knowledge *know, struct span reason)
{
    struct span id = reason, code = span_cut(&id, ':'), rest = id, finding = span_cut(&rest, '/');
    struct behind b = {.code = code, .id = id};

    if (id.len == 0)
        return b;
    b.house = house_find(know->policy, id);
    if (span_starts(id, SPAN("law.")))
        b.law = law_find(know->law, span_skip(finding, 4));
    else if (span_is(code, "CHECKLIST"))
        b.field = checklist_find(know->checklist, id);
    else if (b.house == NULL)
        b.row = screening_row_of(know->screening, finding);
    return b;
}

struct span reason_rule(const struct knowledge *know, struct span reason)
{
    struct behind b = find_behind(know, reason);

    if (b.row != NULL)
        return b.row->id;
    if (b.law != NULL)
        return b.law->id;
    if (b.field != NULL)
        return b.field->id;
    if (span_is(b.id, "rules_missing")) /* GATHER_RULES_MISSING of core/visit/gather.h */
        return SPAN("PACKS_WAITING");
    if (span_is(b.id, "older_copy")) /* GATHER_OLDER_COPY */
        return SPAN("OLDER_COPY");
    return b.house != NULL || span_starts(b.id, SPAN("own.")) ? b.id : b.code;
}

struct refusal_view reason_told(const struct door *door, struct arena *arena, struct span reason,
                                const struct reason_context *context)
{
    struct behind b = find_behind(door->practice.knowledge, reason);
    struct reason_context named = *context;

    if (b.row != NULL)
        named.what = b.row->practitioner;
    else if (b.law != NULL)
        named.what = b.law->says;
    else if (b.field != NULL)
        named.what = b.field->field;
    else if (b.house != NULL)
        named.what = b.house->why;
    else if (span_starts(b.id, SPAN("own.")))
        named.what = web_words("rule.own");
    struct refusal_view view =
        refusal_words(arena, MESSAGE_EN, b.law != NULL ? SPAN("LAW") : reason, &named);

    view.code = reason;
    view.rule = reason_rule(door->practice.knowledge, reason);
    return view;
}

/* --- where it is read ------------------------------------------------------------------------ */

struct span reason_address(struct arena *arena, struct span rule, const struct client_id *client)
{
    struct buf out;

    if (rule.len == 0)
        return SPAN("");
    buf_init(&out, arena, PATH_MOST);
    if (client != NULL) {
        buf_lit(&out, "/c/");
        buf_put(&out, web_id(arena, client->id));
    }
    buf_lit(&out, "/rules/");
    buf_put(&out, rule);
    return buf_view(&out);
}

const struct client_id *reason_plan_of(const struct http_request *request,
                                       const struct client_id *client)
{
    return (web_subject(request)->who.roles & ROLE_PRACTITIONER) != 0 ? client : NULL;
}
