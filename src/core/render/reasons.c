/* core/render/reasons.c - looks up "reason.CODE.part" and fills in who, where and when.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/reasons.h"

enum { LONGEST_ID = 96 };

/* The message "reason.CODE.part", or MSG_NONE. */
static enum message_id part_find(struct arena *arena, struct span code, const char *part)
{
    struct buf id;

    buf_init(&id, arena, LONGEST_ID);
    buf_lit(&id, "reason.");
    buf_put(&id, code);
    buf_byte(&id, '.');
    buf_put(&id, span_of(part));
    return id.failed ? MSG_NONE : message_find(buf_view(&id));
}

static struct span part_fill(struct arena *arena, int lang, enum message_id id,
                             const struct reason_context *c)
{
    const struct message_arg args[] = {
        message_arg("where", c->where),
        message_arg("client", c->client),
        message_arg("practitioner", c->practitioner),
        message_arg("what", c->what),
        message_arg("when", c->when),
    };

    if (id == MSG_NONE)
        return SPAN("");
    return message_fill(arena, id, lang, args, sizeof args / sizeof args[0]);
}

static struct span part_words(struct arena *arena, int lang, struct span code, const char *part,
                              const struct reason_context *context)
{
    return part_fill(arena, lang, part_find(arena, code, part), context);
}

/* "why_when" names the day, "why" does without it. */
static struct span why_words(struct arena *arena, int lang, struct span code,
                             const struct reason_context *context)
{
    enum message_id id = context->when.len > 0 ? part_find(arena, code, "why_when") : MSG_NONE;

    if (id == MSG_NONE)
        id = part_find(arena, code, "why");
    return part_fill(arena, lang, id, context);
}

struct refusal_view refusal_words(struct arena *arena, int lang, struct span code,
                                  const struct reason_context *context)
{
    struct span rest = code, name = span_cut(&rest, ':');
    struct reason_context named = *context;

    if (span_is(rest, "rules_missing")) /* GATHER_RULES_MISSING of core/visit/gather.h */
        name = SPAN("PACKS_WAITING");
    if (span_is(rest, "clock_behind")) /* GATHER_CLOCK_BEHIND */
        name = SPAN("CLOCK_BEHIND");
    if (span_is(rest, "older_copy")) /* GATHER_OLDER_COPY */
        name = SPAN("OLDER_COPY");
    if (span_is(rest, "house_unreadable")) /* GATHER_UNREADABLE */
        name = SPAN("RULES_MISSING");
    if (part_find(arena, name, "why") == MSG_NONE)
        name = SPAN("RULES_MISSING");
    if (named.where.len == 0)
        named.where = message_words(MSG_reason_this_step, lang);
    if (named.client.len == 0)
        named.client = message_words(MSG_reason_the_client, lang);
    if (named.practitioner.len == 0)
        named.practitioner = message_words(MSG_reason_the_practitioner, lang);
    if (named.what.len == 0)
        named.what = message_words(MSG_reason_something, lang);
    return (struct refusal_view){
        .code = code,
        .what = part_words(arena, lang, name, "what", &named),
        .why = why_words(arena, lang, name, &named),
        .change = part_words(arena, lang, name, "change", &named),
        .possible = part_words(arena, lang, name, "possible", &named),
        .whom = part_words(arena, lang, name, "whom", &named),
    };
}
