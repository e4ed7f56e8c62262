/* core/questionnaire/load_depend.c - what each expression reads, and the order in which the
 * calculated ones are computed. A circle is refused.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load.h"

#include "base/sort.h"
#include "core/fhirpath/fhirpath.h"
#include "core/questionnaire/reads.h"

#include <string.h>

enum { OWN_NAMES = 2 }; /* KEEP IN ORDER: names of load_expression.c */

static void add_ranges(struct reads *reads, const struct question_expression *from)
{
    reads->all = reads->all || from->reads_all;
    for (uint32_t i = 0; i < from->n_reads; i++) {
        if (reads->count == READS_MAX)
            reads->all = true;
        else
            reads->at[reads->count++] = from->reads[i];
    }
}

static int compare_ranges(const void *a, const void *b)
{
    const struct question_range *x = a, *y = b;

    return (x->first > y->first) - (x->first < y->first);
}

/* Sorted and apart: an expression may name one question a thousand times. */
static void merge(struct reads *reads)
{
    uint32_t n = 0;

    sort_items(reads->at, reads->count, sizeof reads->at[0], compare_ranges);
    for (uint32_t i = 0; i < reads->count; i++) {
        if (n == 0 || reads->at[i].first >= reads->at[n - 1].end)
            reads->at[n++] = reads->at[i];
        else if (reads->at[i].end > reads->at[n - 1].end)
            reads->at[n - 1].end = reads->at[i].end;
    }
    reads->count = n;
}

/* Its own question by name; that it stands somewhere in a group that is read says nothing. */
static bool names(const struct reads *reads, uint32_t question)
{
    for (uint32_t i = 0; i < reads->count; i++)
        if (reads->at[i].first == question)
            return true;
    return false;
}

static void find_reads(struct loading *l, struct question_expression *e, struct reads *reads)
{
    size_t mark = arena_mark(l->arena);

    reads_find(e->text, l->form, e->of_response ? QUESTION_NONE : e->question, l->arena, reads);
    if (!l->arena->spent)
        arena_rewind(l->arena, mark);
    for (uint32_t i = 0; i < e->n_scope; i++)
        if (fhirpath_reads(e->program, OWN_NAMES + l->form->n_launch + i))
            add_ranges(reads, &l->expressions[e->scope[i]]);
    e->reads_own = names(reads, e->question);
    merge(reads);
    struct question_range *ranges = load_array(l, struct question_range, reads->count);

    if (ranges == NULL)
        return;
    memcpy(ranges, reads->at, reads->count * sizeof ranges[0]);
    e->reads = ranges;
    e->n_reads = reads->count;
    e->reads_all = reads->all;
}

bool question_expression_reads(const struct question_expression *e, uint32_t question)
{
    uint32_t low = 0, high = e->n_reads;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (question < e->reads[middle].first)
            high = middle;
        else if (question >= e->reads[middle].end)
            low = middle + 1;
        else
            return true;
    }
    return e->reads_all;
}

/* --- order ----------------------------------------------------------------------------------- */

enum mark { MARK_NEW, MARK_OPEN, MARK_DONE };

struct ordering {
    struct loading *l;
    uint32_t *calculated; /* indexes of expressions */
    uint32_t n_calculated;
    uint8_t *marks; /* of `calculated` */
    uint32_t *order;
    uint32_t n_order;
    uint32_t *stack; /* of `calculated`, the way down; at most all of them */
    uint32_t *next;  /* of the stack: the next one to look at */
};

/* One that may read anything is no part of a circle that can be told: it comes last. */
static bool depends(const struct ordering *o, uint32_t on, uint32_t who)
{
    const struct question_expression *a = &o->l->expressions[o->calculated[who]];
    const struct question_expression *b = &o->l->expressions[o->calculated[on]];

    if (a->reads_all)
        return !b->reads_all && who != on;
    if (who == on)
        return a->reads_own;
    return question_expression_reads(a, b->question);
}

static void refuse_circle(const struct ordering *o, uint32_t who)
{
    const struct question_expression *e = &o->l->expressions[o->calculated[who]];
    const struct place place = {.name = e->where, .index = -1};

    report_add(o->l->report, ISSUE_ERROR, ISSUE_BUSINESS_RULE, &place,
               o->l->items[e->question].link_id,
               "calculatedExpression depends on its own result, by itself or through others.");
}

/* Depth first, without recursion: a form may chain as many as it has items. */
static void visit(struct ordering *o, uint32_t from)
{
    uint32_t depth = 0;

    o->stack[depth] = from;
    o->next[depth++] = 0;
    o->marks[from] = MARK_OPEN;
    while (depth > 0) {
        uint32_t who = o->stack[depth - 1], on = o->next[depth - 1]++;

        if (on == o->n_calculated) {
            o->marks[who] = MARK_DONE;
            o->order[o->n_order++] = o->calculated[who];
            depth--;
        } else if (depends(o, on, who) && o->marks[on] == MARK_OPEN) {
            refuse_circle(o, on);
            return;
        } else if (depends(o, on, who) && o->marks[on] == MARK_NEW) {
            o->marks[on] = MARK_OPEN;
            o->stack[depth] = on;
            o->next[depth++] = 0;
        }
    }
}

static void find_calculated(struct ordering *o)
{
    for (uint32_t i = 0; i < o->l->n_expressions; i++)
        if (o->l->expressions[i].use == EXPRESSION_CALCULATED &&
            o->l->expressions[i].program != NULL)
            o->calculated[o->n_calculated++] = i;
}

static bool has_room(struct ordering *o)
{
    uint32_t n = o->l->n_expressions;

    o->calculated = load_array(o->l, uint32_t, n);
    o->order = load_array(o->l, uint32_t, n);
    o->stack = load_array(o->l, uint32_t, n);
    o->next = load_array(o->l, uint32_t, n);
    o->marks = load_array(o->l, uint8_t, n);
    return !o->l->arena->spent;
}

static void find_order(struct loading *l)
{
    struct ordering o = {.l = l};
    uint32_t errors = l->report->errors;

    if (!has_room(&o))
        return;
    find_calculated(&o);
    for (uint32_t i = 0; i < o.n_calculated && l->report->errors == errors; i++)
        if (o.marks[i] == MARK_NEW)
            visit(&o, i);
    l->form->order = o.order;
    l->form->n_order = o.n_order;
}

void load_dependencies(struct loading *l)
{
    struct reads *reads = load_array(l, struct reads, 1);

    /* Variables see only variables before them, so one pass over them tells all. */
    for (uint32_t i = 0; reads != NULL && i < l->n_expressions; i++)
        if (l->expressions[i].program != NULL && l->expressions[i].use == EXPRESSION_VARIABLE)
            find_reads(l, &l->expressions[i], reads);
    for (uint32_t i = 0; reads != NULL && i < l->n_expressions; i++)
        if (l->expressions[i].program != NULL && l->expressions[i].use != EXPRESSION_VARIABLE)
            find_reads(l, &l->expressions[i], reads);
    if (reads != NULL)
        find_order(l);
}
