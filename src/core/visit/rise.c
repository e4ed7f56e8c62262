/* core/visit/rise.c - see rise.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/rise.h"

void rise_begin(struct rise *rise, const struct measures *measures, struct id128 client,
                struct id128 practitioner)
{
    *rise = (struct rise){.measures = measures, .client = client, .practitioner = practitioner};
    for (uint32_t i = 0; measures != NULL && i < measures->count; i++)
        for (uint32_t j = 0; j < measures->at[i].n_holds; j++)
            rise->at[rise->count++] =
                (struct rise_hold){.measure = &measures->at[i], .hold = &measures->at[i].holds[j]};
}

void rise_values(const struct measure *measure, struct span values, int64_t ret[MEASURE_MAX_ITEMS])
{
    for (uint32_t i = 0; i < measure->n_items; i++) {
        unsigned value = i < values.len ? (unsigned char)values.at[i] : VALUE_NOT_GIVEN;

        ret[i] = value == VALUE_NOT_GIVEN ? MEASURE_MISSING : (int64_t)value;
    }
}

/* --- one answer ------------------------------------------------------------------------------ */

static bool is_above(const struct rise_hold *h, struct span earlier, struct span values)
{
    int64_t before[MEASURE_MAX_ITEMS], after[MEASURE_MAX_ITEMS];

    rise_values(h->measure, earlier, before);
    rise_values(h->measure, values, after);
    return measure_may_rise(h->measure, h->hold, before, after);
}

static bool is_held(const struct rise_hold *h, struct span values)
{
    return (h->has_last && is_above(h, h->last, values)) ||
           (h->has_base && is_above(h, h->base, values));
}

static uint32_t all_holds(const struct rise *rise)
{
    return (uint32_t)((UINT64_C(1) << rise->count) - 1);
}

uint32_t rise_of(const struct rise *rise, const struct measure_answered_content *said)
{
    uint32_t held = 0;

    if (rise->measures == NULL || said == NULL ||
        measures_find(rise->measures, said->measure) == NULL)
        return all_holds(rise);
    for (uint32_t i = 0; i < rise->count; i++)
        if (span_equal(rise->at[i].measure->id, said->measure) &&
            is_held(&rise->at[i], said->values))
            held |= 1u << i;
    return held;
}

/* --- the chain ------------------------------------------------------------------------------- */

/* Narrowing is believed from anybody; what later answers are held against is the client's own. */
static uint32_t step_answer(struct rise *rise, const struct entry *e)
{
    const struct measure_answered_content *said = e->content;
    uint32_t held = rise_of(rise, said);

    if (said == NULL || !entry_is_by_client(e, rise->client) ||
        !action_may_sign(e->action, e->roles, e->proof))
        return held;
    for (uint32_t i = 0; i < rise->count; i++)
        if (span_equal(rise->at[i].measure->id, said->measure)) {
            rise->at[i].last = said->values;
            rise->at[i].has_last = true;
        }
    return held;
}

static void move_base(struct rise_hold *h)
{
    h->base = h->last;
    h->has_base = h->has_last;
}

static uint32_t step_session(struct rise *rise, const struct entry *e)
{
    (void)e;
    for (uint32_t i = 0; i < rise->count; i++)
        move_base(&rise->at[i]);
    return 0;
}

/* A look counts as ending a finding does: by a clinician who does not do the work. */
static uint32_t step_finding(struct rise *rise, const struct entry *e)
{
    const struct finding_set_content *said = e->content;

    if (said == NULL || said->state != STATE_OFF || (e->roles & ROLE_CLINICIAN) == 0 ||
        id_equal(e->actor, rise->practitioner) || entry_is_by_client(e, rise->client) ||
        !action_may_sign(e->action, e->roles, e->proof))
        return 0;
    for (uint32_t i = 0; i < rise->count; i++)
        if (words_have(rise->at[i].hold->findings, said->finding))
            move_base(&rise->at[i]);
    return 0;
}

uint32_t rise_step(struct rise *rise, const struct entry *entry)
{
    static const struct {
        uint16_t action;
        uint32_t (*step)(struct rise *rise, const struct entry *entry);
    } steps[] = {{ACTION_MEASURE_ANSWERED, step_answer},
                 {ACTION_SESSION_STARTED, step_session},
                 {ACTION_FINDING_SET, step_finding}};

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].action == entry->action)
            return steps[i].step(rise, entry);
    return 0;
}
