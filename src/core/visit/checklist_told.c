/* core/visit/checklist_told.c - reasons, minutes and claims of a plan, as the client is told them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/checklist_inside.h"

#include "core/render/message.h"
#include "core/visit/told.h"

enum { S_PER_MINUTE = 60, GRADE_ID_MOST = 64 };

struct telling {
    const struct checklist_question *q;
    struct arena *arena;
    struct span *at;
    size_t count;
};

static void tell(struct telling *t, struct span line)
{
    struct words so_far = {t->at, t->count};

    if (line.len > 0 && t->count < CHECKLIST_LINES_MOST && !words_have(so_far, line))
        t->at[t->count++] = line;
}

/* --- what kind of plan ------------------------------------------------------------------------ */

static bool is_sensitive(const struct checklist_question *q, const struct step_said *step)
{
    uint32_t region = atlas_find(q->atlas, step->region);

    return region == ATLAS_NONE || q->atlas->regions[region].intimate ||
           step->access != ACCESS_EXTERNAL || step->intent != INTENT_THERAPEUTIC;
}

static bool is_step_when(const struct checklist_question *q, const struct step_said *step,
                         enum ask_when when)
{
    switch (when) {
    case WHEN_INTIMATE:
        return is_sensitive(q, step);
    case WHEN_INTERNAL:
        return step->access != ACCESS_EXTERNAL;
    case WHEN_NO_REASON:
        return span_trim(step->reason).len == 0;
    case WHEN_ALWAYS:
    default:
        return true;
    }
}

bool checklist_is_when(const struct checklist_question *q, enum ask_when when)
{
    for (size_t i = 0; i < q->said->steps.count; i++)
        if (is_step_when(q, &q->said->steps.at[i], when))
            return true;
    return when == WHEN_ALWAYS;
}

/* --- steps ----------------------------------------------------------------------------------- */

static void tell_reasons(struct telling *t)
{
    for (size_t i = 0; i < t->q->said->steps.count; i++) {
        const struct step_said *step = &t->q->said->steps.at[i];
        const struct message_arg args[] = {
            message_arg("where",
                        told_place(t->q->atlas, step->region, step->side, t->q->lang, t->arena)),
            message_arg("why", span_trim(step->reason))};

        if (span_trim(step->reason).len > 0)
            tell(t, message_fill(t->arena, MSG_checklist_reason, t->q->lang, args, 2));
    }
}

/* Step by step, so that one that is left out changes nothing for the others. */
static void tell_minutes(struct telling *t)
{
    for (size_t i = 0; i < t->q->said->steps.count; i++) {
        const struct step_said *step = &t->q->said->steps.at[i];
        const struct message_arg args[] = {
            message_arg("where",
                        told_place(t->q->atlas, step->region, step->side, t->q->lang, t->arena)),
            message_arg("n", (int64_t)(step->duration_s / S_PER_MINUTE))};

        tell(t, message_fill(t->arena, MSG_checklist_minutes, t->q->lang, args, 2));
    }
}

/* --- claims ---------------------------------------------------------------------------------- */

static void tell_claim(struct telling *t, const struct pack_claim *claim, enum pack_about about)
{
    struct buf id;

    if (claim->about != about)
        return;
    buf_init(&id, t->arena, GRADE_ID_MOST);
    buf_lit(&id, "rules.way_grade.");
    buf_put(&id, claim->grade);
    const struct message_arg args[] = {
        message_arg("text", claim->text),
        message_arg("grade", message_words(message_find(buf_view(&id)), t->q->lang))};

    tell(t, about == ABOUT_EXPECT
                ? claim->text
                : message_fill(t->arena, MSG_rules_way_claim, t->q->lang, args, 2));
}

static bool has_step(const struct modality *way, const struct step_said *step)
{
    for (uint32_t i = 0; i < way->n_steps; i++)
        if (span_equal(way->steps[i].act.region, step->region) &&
            way->steps[i].act.intent == (enum intent)step->intent)
            return true;
    return false;
}

/* The way that the plan began from, and those that it is composed of. */
static bool is_named(const struct checklist_question *q, const struct modality *way)
{
    for (size_t i = 0; i < q->n_ways; i++)
        if (span_equal(q->ways[i]->head.title, q->said->title) &&
            (q->ways[i] == way || words_have(q->ways[i]->composes, way->head.id)))
            return true;
    return false;
}

/* Of a sensitive place every way that works there speaks; of another one only the named way. */
static bool speaks_of(const struct checklist_question *q, const struct modality *way)
{
    if (is_named(q, way))
        return true;
    for (size_t i = 0; i < q->said->steps.count; i++)
        if (is_sensitive(q, &q->said->steps.at[i]) && has_step(way, &q->said->steps.at[i]))
            return true;
    return false;
}

static void tell_claims(struct telling *t, enum pack_about about)
{
    const struct checklist_question *q = t->q;

    for (uint32_t i = 0; i < q->pack->n_lines; i++)
        if (checklist_is_when(q, q->pack->lines[i].when))
            tell_claim(t, &q->pack->lines[i].claim, about);
    for (size_t i = 0; i < q->n_ways; i++)
        for (uint32_t j = 0; speaks_of(q, q->ways[i]) && j < q->ways[i]->n_claims; j++)
            tell_claim(t, &q->ways[i]->claims[j], about);
}

/* --- all ------------------------------------------------------------------------------------- */

struct words checklist_told(const struct checklist_question *q, const struct checklist_ask *ask,
                            struct span (*value)(void *arg, struct span ask), void *arg,
                            struct arena *arena)
{
    struct telling t = {q, arena, arena_array(arena, struct span, CHECKLIST_LINES_MOST), 0};

    for (size_t i = 0; t.at != NULL && i < ask->tells.count; i++) {
        struct span what = ask->tells.at[i];

        if (span_is(what, "reasons"))
            tell_reasons(&t);
        else if (span_is(what, "minutes"))
            tell_minutes(&t);
        else if (span_is(what, "expect"))
            tell_claims(&t, ABOUT_EXPECT);
        else if (span_is(what, "risk"))
            tell_claims(&t, ABOUT_RISK);
        else if (span_is(what, "benefit"))
            tell_claims(&t, ABOUT_BENEFIT);
        else
            tell(&t, span_trim(value(arg, what)));
    }
    return (struct words){t.at, t.count};
}
