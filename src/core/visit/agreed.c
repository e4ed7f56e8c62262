/* core/visit/agreed.c - the last word on every cell.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/agreed.h"

#include "core/decide/cells.h"

struct looking {
    const struct facts *facts;
    int64_t now_s;
    struct workspace *space;
    struct act act; /* of the cell at hand */
    struct question question;
    struct cell cell;
};

/* --- one cell -------------------------------------------------------------------------------- */

static bool is_whole(const struct scope *scope)
{
    bool techniques = scope->techniques.count == 0 || words_have(scope->techniques, SPAN("*"));
    bool intents = scope->intents.count == 0 || words_have(scope->intents, SPAN("*"));
    bool people = scope->practitioners.count == 0 || words_have(scope->practitioners, SPAN("*"));

    return techniques && intents && people;
}

static bool forbids(const struct looking *l, const struct event *e)
{
    return is_whole(&e->scope) && scope_matches(&l->question, &e->scope, l->cell);
}

static bool was_lifted(const struct facts *facts, const struct event *limit)
{
    for (const struct event *e = limit + 1; e < facts->events + facts->event_count; e++)
        if (e->kind == EVENT_LIFT && span_equal(e->subject, limit->id) &&
            span_equal(e->by.role, limit->by.role) && span_equal(e->by.id, limit->by.id))
            return true;
    return false;
}

static bool is_no(const struct looking *l, const struct event *e)
{
    return e->kind == EVENT_LIMIT && e->effect.deny &&
           (!e->from.known || e->from.utc_s <= l->now_s) &&
           (!e->until.known || l->now_s < e->until.utc_s) && forbids(l, e) &&
           !was_lifted(l->facts, e);
}

/* S4 without asking who and how: a yes to some technique is a yes to be shown. */
static bool allows(const struct looking *l, const struct event *e)
{
    const struct region *leaf = &l->facts->regions[l->cell.leaf];
    const struct scope *scope = &e->scope;
    bool internal = l->act.access == ACCESS_INTERNAL;

    if (e->kind != EVENT_GRANT || scope->place == FACTS_NO_PLACE || scope->techniques.count == 0 ||
        scope->practitioners.count == 0 || scope->intents.count == 0)
        return false;
    if (leaf->is_intimate && !l->facts->regions[scope->place].is_intimate)
        return false;
    return words_have(scope->access, access_word(l->act.access)) &&
           (!internal || scope->place == l->cell.leaf) &&
           cell_is_in_narrow(l->facts, scope->place, scope->side, l->cell);
}

/* decide() is asked whether this yes still stands: is it among the grants that carry the act? */
static bool still_stands(const struct looking *l, const struct event *e)
{
    struct act act = l->act;
    struct decision d;

    act.technique =
        words_have(e->scope.techniques, SPAN("*")) ? SPAN("any") : e->scope.techniques.at[0];
    act.practitioner =
        words_have(e->scope.practitioners, SPAN("*")) ? SPAN("any") : e->scope.practitioners.at[0];
    act.intent = intent_of(e->scope.intents.at[0]);
    decide(l->facts, &act, l->now_s, l->space, &d);
    return words_have(d.basis, e->id) || decision_has(&d, REASON_REFLECTION);
}

static struct agreed_row row_of(const struct event *e, uint8_t answer)
{
    return (struct agreed_row){.answer = answer,
                               .by_role = e->by.role,
                               .event = e->id,
                               .since_s = e->at_s,
                               .until = e->until,
                               .ceiling = e->effect.has_max_pressure ? e->effect.max_pressure : 0,
                               .practitioners = e->scope.practitioners};
}

static uint8_t yes_or_ask(const struct event *e)
{
    return words_have(e->effect.conditions, SPAN("client:asked")) ? CHOICE_ASK : CHOICE_YES;
}

static struct agreed_row last_word(const struct looking *l)
{
    struct agreed_row row = {.answer = CHOICE_NONE};

    for (size_t i = 0; i < l->facts->event_count; i++) {
        const struct event *e = &l->facts->events[i];

        if (e->at_s > l->now_s)
            continue;
        if (is_no(l, e))
            return row_of(e, CHOICE_NO);
        if (e->kind == EVENT_MAYBE && forbids(l, e))
            row = row_of(e, CHOICE_TALK);
        else if (e->kind == EVENT_REVOKE && forbids(l, e))
            row = (struct agreed_row){.answer = CHOICE_NONE};
        else if (allows(l, e) && still_stands(l, e))
            row = row_of(e, yes_or_ask(e));
    }
    return row;
}

/* --- all cells ------------------------------------------------------------------------------- */

static struct agreed_row look_at(struct looking *l, int32_t leaf, enum cell_side side,
                                 enum access access)
{
    static const enum side sides[] = {SIDE_BOTH, SIDE_LEFT, SIDE_RIGHT};

    l->cell = (struct cell){leaf, side};
    l->act = (struct act){.region = l->facts->regions[leaf].id,
                          .side = sides[side],
                          .access = access,
                          .mode = MODE_PLAN};
    l->question = (struct question){l->facts, &l->act, l->now_s, leaf};
    struct agreed_row row = last_word(l);

    row.region = l->act.region;
    row.side = sides[side];
    row.access = access;
    return row;
}

static void keep(struct agreed *agreed, struct agreed_row *rows, struct agreed_row row)
{
    size_t *const counts[] = {NULL, &agreed->yes, &agreed->ask, &agreed->no, &agreed->talk};

    if (row.answer == CHOICE_NONE)
        return;
    ++*counts[row.answer];
    rows[agreed->count++] = row;
}

static void look_at_leaf(struct looking *l, int32_t leaf, enum access access, struct agreed *agreed,
                         struct agreed_row *rows)
{
    if (!l->facts->regions[leaf].paired) {
        keep(agreed, rows, look_at(l, leaf, CELL_MIDLINE, access));
        return;
    }
    struct agreed_row left = look_at(l, leaf, CELL_LEFT, access);
    struct agreed_row right = look_at(l, leaf, CELL_RIGHT, access);

    if (left.answer == right.answer && span_equal(left.event, right.event)) {
        left.side = SIDE_BOTH;
        keep(agreed, rows, left);
        return;
    }
    keep(agreed, rows, left);
    keep(agreed, rows, right);
}

enum status agreed_find(const struct facts *facts, const struct atlas *atlas, int64_t now_s,
                        struct arena *arena, struct agreed *ret, struct fault *why)
{
    struct looking l = {.facts = facts, .now_s = now_s, .space = workspace_new(facts, arena)};
    struct agreed_row *rows = arena_array(arena, struct agreed_row, 4 * facts->region_count);
    struct agreed agreed = {.rows = rows};

    if (l.space == NULL || rows == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < facts->region_count && i < atlas->n_regions; i++) {
        if (!facts->regions[i].is_leaf)
            continue;
        if (atlas->regions[i].external)
            look_at_leaf(&l, (int32_t)i, ACCESS_EXTERNAL, &agreed, rows);
        if (atlas->regions[i].internal)
            look_at_leaf(&l, (int32_t)i, ACCESS_INTERNAL, &agreed, rows);
    }
    *ret = agreed;
    return HF_OK;
}
