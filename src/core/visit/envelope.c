/* core/visit/envelope.c - grants spelled out leaf by leaf, each held against decide().
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/envelope.h"

#include "core/decide/folded.h"

struct finding_free {
    const struct facts *facts;
    const struct envelope_question *question;
    struct folded *folded;
    struct workspace *space;
    struct arena *arena;
    struct free_row *rows;
    size_t count;
    bool is_cut;
};

static bool is_known(const struct finding_free *f, const struct free_row *row)
{
    for (size_t i = 0; i < f->count; i++)
        if (span_equal(f->rows[i].region, row->region) && f->rows[i].side == row->side &&
            f->rows[i].access == row->access && span_equal(f->rows[i].technique, row->technique))
            return true;
    return false;
}

static struct words copy_words(struct words list, struct arena *arena)
{
    struct span *at = arena_array(arena, struct span, list.count);

    for (size_t i = 0; at != NULL && i < list.count; i++)
        at[i] = list.at[i];
    return (struct words){at, at == NULL ? 0 : list.count};
}

static bool keep(struct finding_free *f, struct free_row row, const struct decision *d)
{
    if (f->count == ENVELOPE_MOST) {
        f->is_cut = true;
        return true;
    }
    row.verdict = d->verdict;
    row.ceiling = d->ceiling;
    row.missing = copy_words(d->missing, f->arena);
    f->rows[f->count++] = row;
    return true;
}

/* True when it is not denied. Asked with the least pressure and no time: what it shows is free,
 * how firm and how long is asked again when a step begins. */
static bool try_row(struct finding_free *f, struct free_row row)
{
    const struct act act = {.practitioner = f->question->practitioner,
                            .region = row.region,
                            .technique = row.technique,
                            .side = row.side,
                            .access = row.access,
                            .intent = f->question->intent,
                            .mode = f->question->mode};
    struct decision d;

    if (is_known(f, &row))
        return true;
    folded_decide(f->folded, f->facts, &act, f->question->now_s, f->space, &d);
    return d.verdict != VERDICT_DENY && keep(f, row, &d);
}

/* Both sides as one row where both are free, else each for itself. */
static void try_sides(struct finding_free *f, struct free_row row, enum side side, bool paired)
{
    row.side = side;
    if (try_row(f, row) || side != SIDE_BOTH || !paired)
        return;
    row.side = SIDE_LEFT;
    (void)try_row(f, row); /* kept if it is free; if not there is nothing to show */
    row.side = SIDE_RIGHT;
    (void)try_row(f, row);
}

static void try_techniques(struct finding_free *f, const struct scope *scope, struct free_row row,
                           bool paired)
{
    struct words list =
        words_have(scope->techniques, SPAN("*")) ? f->question->techniques : scope->techniques;

    for (size_t i = 0; i < list.count; i++) {
        row.technique = list.at[i];
        try_sides(f, row, scope->side, paired);
    }
}

static bool is_below(const struct facts *facts, int32_t place, int32_t above)
{
    while (place != FACTS_NO_PLACE && place != above)
        place = facts->regions[place].parent_place;
    return place == above;
}

static void try_grant(struct finding_free *f, const struct scope *scope)
{
    if (scope->place == FACTS_NO_PLACE)
        return;
    if (words_have(scope->access, SPAN("internal"))) {
        const struct region *exact = &f->facts->regions[scope->place];

        try_techniques(f, scope, (struct free_row){.region = exact->id, .access = ACCESS_INTERNAL},
                       exact->paired || exact->holds_a_paired_leaf);
    }
    if (!words_have(scope->access, SPAN("external")))
        return;
    for (size_t i = 0; i < f->facts->region_count; i++) {
        const struct region *leaf = &f->facts->regions[i];

        if (leaf->is_leaf && is_below(f->facts, (int32_t)i, scope->place))
            try_techniques(f, scope,
                           (struct free_row){.region = leaf->id, .access = ACCESS_EXTERNAL},
                           leaf->paired);
    }
}

enum status envelope_find(const struct facts *facts, const struct envelope_question *question,
                          struct arena *arena, struct envelope *ret, struct fault *why)
{
    struct finding_free f = {.facts = facts, .question = question, .arena = arena};

    enum status st = folded_of(facts, question->now_s, arena, &f.folded, why);

    if (st != HF_OK)
        return st;
    f.space = workspace_new(facts, arena);
    f.rows = arena_array(arena, struct free_row, ENVELOPE_MOST);
    if (f.space == NULL || f.rows == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < facts->event_count; i++)
        if (facts->events[i].kind == EVENT_GRANT && facts->events[i].at_s <= question->now_s)
            try_grant(&f, &facts->events[i].scope);
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret = (struct envelope){f.rows, f.count, f.is_cut};
    return HF_OK;
}
