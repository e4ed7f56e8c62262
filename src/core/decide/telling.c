/* core/decide/telling.c - the folded form's masks spelled out as decide() would.
 *
 * No list can run over: workspace_new made room for every reason of every source.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/folding.h"

#include "core/decide/workspace.h"

/* One question, its masks, and where the lists go. */
struct telling {
    const struct folded *f;
    const struct asked *asked;
    const struct folded_answer *answer;
    struct workspace *w;
};

/* --- what a slot stands for ------------------------------------------------------------------ */

static const struct event *grant_at(const struct folded *f, size_t slot)
{
    return &f->facts->events[f->grants[slot].event];
}

static struct span restriction_id(const struct folded *f, size_t slot)
{
    size_t index = f->restrictions[slot].index;

    return (f->is_rule & mask_bit(slot)) != 0 ? f->facts->rules[index].id
                                              : f->facts->events[index].id;
}

static struct span key_id(const struct asked *asked, size_t slot)
{
    return asked->keyring->practitioner->credentials[slot].id;
}

/* --- reasons --------------------------------------------------------------------------------- */

static void tell(struct telling *t, enum reason_code code, struct span id)
{
    workspace_add_reasons(t->w, UINT64_C(1) << code, id);
}

static void tell_grants(struct telling *t, enum reason_code code, uint64_t grants)
{
    for (uint64_t rest = grants; rest != 0; rest &= rest - 1)
        tell(t, code, grant_at(t->f, mask_lowest(rest))->id);
}

static void tell_narrowings(struct telling *t)
{
    for (uint64_t rest = t->answer->narrowings; rest != 0; rest &= rest - 1) {
        size_t event = t->f->narrowings[mask_lowest(rest)].event;
        const struct event *e = &t->f->facts->events[event];

        tell(t, e->kind == EVENT_REVOKE ? REASON_REVOKED : REASON_MAYBE, e->id);
    }
}

static void tell_denying(struct telling *t)
{
    const struct folded *f = t->f;
    const struct ground *g = f->ground;

    for (uint64_t rest = t->answer->restrictions & f->restriction_effects.denying; rest != 0;
         rest &= rest - 1) {
        size_t slot = mask_lowest(rest);

        tell(t, (f->is_rule & mask_bit(slot)) != 0 ? REASON_CONTRA : REASON_LIMIT,
             restriction_id(f, slot));
    }
    for (uint64_t rest = t->answer->house & g->house_effects.denying; rest != 0; rest &= rest - 1)
        tell(t, REASON_HOUSE, g->facts->policy.house[mask_lowest(rest)].id);
}

static void tell_keys(struct telling *t, enum reason_code code, uint64_t keys)
{
    for (uint64_t rest = keys; rest != 0; rest &= rest - 1)
        tell(t, code, key_id(t->asked, mask_lowest(rest)));
}

/* Each source of the ceiling that lies below the act's pressure (S12). */
static void tell_pressure(struct telling *t)
{
    const struct folded *f = t->f;
    const struct ground *g = f->ground;
    int64_t pressure = t->asked->act->pressure;

    tell_grants(t, REASON_PRESSURE, t->answer->binding & f->grant_effects.below[pressure]);
    for (uint64_t rest = t->answer->restrictions & f->restriction_effects.below[pressure];
         rest != 0; rest &= rest - 1)
        tell(t, REASON_PRESSURE, restriction_id(f, mask_lowest(rest)));
    for (uint64_t rest = t->answer->house & g->house_effects.below[pressure]; rest != 0;
         rest &= rest - 1)
        tell(t, REASON_PRESSURE, g->facts->policy.house[mask_lowest(rest)].id);
    if (t->asked->act->mode == MODE_LIVE && f->fold.live.signal == SIGNAL_YELLOW &&
        f->facts->policy.yellow_pressure < pressure)
        tell(t, REASON_PRESSURE, SPAN("yellow"));
}

static void tell_unknown_events(struct telling *t)
{
    for (size_t i = 0; t->f->has_unknown_event && i < t->f->facts->event_count; i++) {
        if (t->f->facts->events[i].kind == EVENT_UNKNOWN && t->f->fold.events[i].exists)
            tell(t, REASON_UNKNOWN_EVENT, t->f->facts->events[i].id);
    }
}

static void tell_unknown_findings(struct telling *t, int64_t now_s)
{
    const struct fold *fold = &t->f->fold;

    for (size_t i = 0; t->f->has_unknown_finding && i < fold->finding_count; i++) {
        if (finding_is_active(&fold->findings[i], now_s) &&
            !finding_is_named(t->f->facts, fold->findings[i].finding))
            tell(t, REASON_UNKNOWN_FINDING, fold->findings[i].finding);
    }
}

static void tell_reasons(struct telling *t, int64_t now_s)
{
    const struct folded_answer *a = t->answer;
    uint64_t with_ids = UINT64_C(1) << REASON_UNKNOWN_EVENT |
                        UINT64_C(1) << REASON_UNKNOWN_FINDING | UINT64_C(1) << REASON_PRESSURE;

    workspace_add_reasons(t->w, a->reasons & ~with_ids, SPAN(""));
    tell_grants(t, REASON_VOID, a->void_grants);
    tell_grants(t, REASON_REPLACED, a->replaced);
    tell_narrowings(t);
    tell_grants(t, REASON_PREDATES, a->predating);
    tell_grants(t, REASON_NOT_YET, a->not_yet);
    tell_grants(t, REASON_EXPIRED, a->expired);
    tell_grants(t, REASON_REFLECTION, a->reflecting);
    tell_denying(t);
    tell_keys(t, REASON_CRED_REVOKED, a->keys_revoked);
    tell_keys(t, REASON_CRED_NOT_YET, a->keys_not_yet);
    tell_keys(t, REASON_CRED_EXPIRED, a->keys_expired);
    tell_pressure(t);
    tell_unknown_events(t);
    tell_unknown_findings(t, now_s);
}

/* --- conditions and basis -------------------------------------------------------------------- */

static size_t put_words(struct span *words, size_t count, const struct vocabulary *v, uint64_t mask)
{
    for (uint64_t rest = mask; rest != 0; rest &= rest - 1)
        words[count++] = v->words[mask_lowest(rest)];
    return count;
}

static void put_plan_conditions(struct workspace *w)
{
    for (size_t i = 0; i < plan_conditions.count; i++) {
        w->conditions[w->condition_count++] = plan_conditions.at[i];
        w->missing[w->missing_count++] = plan_conditions.at[i];
    }
}

static void put_conditions(struct telling *t)
{
    const struct folded_answer *a = t->answer;
    const struct vocabulary *own = &t->f->conditions, *house = &t->f->ground->conditions;
    struct workspace *w = t->w;

    w->condition_count = put_words(w->conditions, 0, own, a->conditions);
    w->condition_count = put_words(w->conditions, w->condition_count, house, a->house_conditions);
    w->missing_count = put_words(w->missing, 0, own, a->missing);
    w->missing_count = put_words(w->missing, w->missing_count, house, a->house_missing);
    if (t->asked->act->mode == MODE_PLAN)
        put_plan_conditions(w);
}

static void put_basis(struct telling *t)
{
    struct workspace *w = t->w;

    for (uint64_t rest = t->answer->live; rest != 0; rest &= rest - 1)
        w->basis[w->basis_count++] = grant_at(t->f, mask_lowest(rest))->id;
    for (uint64_t rest = t->answer->keys_valid; rest != 0; rest &= rest - 1)
        w->basis[w->basis_count++] = key_id(t->asked, mask_lowest(rest));
}

void folded_decide(const struct folded *folded, const struct facts *facts, const struct act *act,
                   int64_t now_s, struct workspace *w, struct decision *ret)
{
    struct folded_answer answer;
    struct asked asked;

    if (folded == NULL || folded->facts != facts || !act_is_whole(act)) {
        decide(facts, act, now_s, w, ret);
        return;
    }
    ground_ask(folded->ground, act, &asked);
    if (!folded_judge(folded, &asked, now_s, &answer)) {
        decide(facts, act, now_s, w, ret);
        return;
    }
    struct telling t = {folded, &asked, &answer, w};

    workspace_begin(w);
    tell_reasons(&t, now_s);
    put_conditions(&t);
    put_basis(&t);
    *ret = (struct decision){.verdict = answer.verdict, .ceiling = answer.ceiling};
    workspace_settle(w, ret);
}
