/* core/fhirpath/equal.c - = and ~ and what is built on them (FHIRPath N1, 6.1).
 *
 * = has three answers: a date and a day of unknown hour are neither equal nor different.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"
#include "core/fhirpath/texts.h"

#include <string.h>

typedef bool equal_text_fn(struct span a, struct span b);

/* How strictly two trees are compared, and how much that may take. */
struct manner {
    equal_text_fn *text;
    bool alike; /* numbers to the coarser precision, lists in any order */
    uint32_t *steps;
};

static bool equal_trees(const struct manner *how, const struct json *a, const struct json *b);

static bool equal_numbers(const struct manner *how, const struct json *a, const struct json *b)
{
    struct decimal x, y;

    if (decimal_parse(a->text, &x, NULL) != HF_OK || decimal_parse(b->text, &y, NULL) != HF_OK)
        return span_equal(a->text, b->text);
    return how->alike ? decimal_is_like(x, y) : decimal_compare(x, y) == 0;
}

static const struct json *member_named(const struct json *object, struct span name)
{
    const struct json *c = object->child;

    while (c != NULL && !span_equal(c->name, name))
        c = c->next;
    return c;
}

static bool equal_objects(const struct manner *how, const struct json *a, const struct json *b)
{
    if (a->count != b->count)
        return false;
    for (const struct json *c = a->child; c != NULL; c = c->next) {
        const struct json *other = member_named(b, c->name);

        if (other == NULL || !equal_trees(how, c, other))
            return false;
    }
    return true;
}

static bool is_in_list(const struct manner *how, const struct json *item, const struct json *list)
{
    for (const struct json *c = list->child; c != NULL; c = c->next) {
        if (equal_trees(how, item, c))
            return true;
    }
    return false;
}

/* Alike: each has its like in the other, in any order. */
static bool alike_trees(const struct manner *how, const struct json *a, const struct json *b)
{
    for (const struct json *c = a->child; c != NULL; c = c->next) {
        if (!is_in_list(how, c, b))
            return false;
    }
    for (const struct json *c = b->child; c != NULL; c = c->next) {
        if (!is_in_list(how, c, a))
            return false;
    }
    return true;
}

static bool equal_children(const struct manner *how, const struct json *a, const struct json *b)
{
    if (a->count != b->count)
        return false;
    if (how->alike)
        return alike_trees(how, a, b);
    for (a = a->child, b = b->child; a != NULL; a = a->next, b = b->next) {
        if (!equal_trees(how, a, b))
            return false;
    }
    return true;
}

/* As deep as the trees are, which their reader has limited. Without steps left they are not equal;
 * then the caller refuses. */
static bool equal_trees(const struct manner *how, const struct json *a, const struct json *b)
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL || a->kind != b->kind || *how->steps == 0)
        return false;
    (*how->steps)--;
    if (a->kind == JSON_TEXT)
        return how->text(a->text, b->text);
    if (a->kind == JSON_NUMBER)
        return equal_numbers(how, a, b);
    if (a->kind == JSON_LIST)
        return equal_children(how, a, b);
    return a->kind != JSON_OBJECT || equal_objects(how, a, b);
}

static bool is_temporal(const struct fhirpath_value *v)
{
    return v->kind == FHIRPATH_DATE || v->kind == FHIRPATH_DATETIME || v->kind == FHIRPATH_TIME;
}

static enum equal equal_of_order(enum order order)
{
    if (order == ORDER_UNKNOWN)
        return EQUAL_UNKNOWN;
    return order == ORDER_EQUAL ? EQUAL_YES : EQUAL_NO;
}

static enum equal equal_of(bool yes)
{
    return yes ? EQUAL_YES : EQUAL_NO;
}

static enum equal equal_temporals(const struct fhirpath_value *a, const struct fhirpath_value *b)
{
    if ((a->kind == FHIRPATH_TIME) != (b->kind == FHIRPATH_TIME))
        return EQUAL_NO;
    return equal_of_order(temporal_compare(a->temporal, b->temporal));
}

static bool equal_nodes(struct machine *m, const struct fhirpath_value *a,
                        const struct fhirpath_value *b)
{
    const struct manner how = {span_equal, false, &m->steps};

    return equal_trees(&how, a->node, b->node) && equal_trees(&how, a->beside, b->beside);
}

static bool alike_nodes(struct machine *m, const struct fhirpath_value *a,
                        const struct fhirpath_value *b)
{
    const struct manner how = {texts_is_like, true, &m->steps};

    return equal_trees(&how, a->node, b->node);
}

/* Both forced. */
static enum equal equal_forced(struct machine *m, const struct fhirpath_value *a,
                               const struct fhirpath_value *b)
{
    struct decimal x, y;
    struct quantity p, q;

    if (a->kind == FHIRPATH_STRING && b->kind == FHIRPATH_STRING)
        return equal_of(span_equal(a->string, b->string));
    if (a->kind == FHIRPATH_BOOLEAN && b->kind == FHIRPATH_BOOLEAN)
        return equal_of(a->boolean == b->boolean);
    if (a->kind == FHIRPATH_INTEGER && b->kind == FHIRPATH_INTEGER)
        return equal_of(a->integer == b->integer);
    if (force_decimal(a, &x) && force_decimal(b, &y))
        return equal_of(decimal_compare(x, y) == 0);
    if (force_quantity(a, &p) && force_quantity(b, &q))
        return equal_of_order(quantity_compare(&p, &q));
    if (is_temporal(a) && is_temporal(b))
        return equal_temporals(a, b);
    if (a->kind == FHIRPATH_NODE && b->kind == FHIRPATH_NODE)
        return equal_of(equal_nodes(m, a, b));
    return equal_of(a->kind == FHIRPATH_TYPE && b->kind == FHIRPATH_TYPE &&
                    (a->type == 0) == (b->type == 0) && span_equal(a->string, b->string));
}

static enum status force_both(struct machine *m, const struct op *op, struct fhirpath_value *a,
                              struct fhirpath_value *b)
{
    enum status st = force(m, op, a);

    return st != HF_OK ? st : force(m, op, b);
}

/* A comparison that ran out of steps has no answer. */
static enum status check_steps(struct machine *m, const struct op *op)
{
    return m->steps > 0 ? HF_OK : machine_charge(m, op, 1);
}

enum status equal_values(struct machine *m, const struct op *op, const struct fhirpath_value *a,
                         const struct fhirpath_value *b, enum equal *ret)
{
    struct fhirpath_value x = *a, y = *b;
    enum status st = HF_OK;

    if (json_is(a->node, JSON_OBJECT) && json_is(b->node, JSON_OBJECT)) {
        *ret = equal_of(equal_nodes(m, a, b));
        if (*ret == EQUAL_YES || !force_is_quantity(m, a) || !force_is_quantity(m, b))
            return check_steps(m, op);
    }
    if (x.lazy || y.lazy || x.kind == FHIRPATH_NODE || y.kind == FHIRPATH_NODE)
        st = force_both(m, op, &x, &y);
    if (st == HF_OK)
        *ret = equal_forced(m, &x, &y);
    return st != HF_OK ? st : check_steps(m, op);
}

enum status equal_lists(struct machine *m, const struct op *op, struct fhirpath_list a,
                        struct fhirpath_list b, enum equal *ret)
{
    *ret = a.count == 0 || b.count == 0 ? EQUAL_UNKNOWN : equal_of(a.count == b.count);
    for (uint32_t i = 0; i < a.count && *ret == EQUAL_YES; i++) {
        enum status st = equal_values(m, op, &a.at[i], &b.at[i], ret);

        if (st != HF_OK)
            return st;
    }
    return HF_OK;
}

static bool alike_forced(struct machine *m, const struct fhirpath_value *a,
                         const struct fhirpath_value *b)
{
    struct decimal x, y;
    struct quantity p, q;

    if (a->kind == FHIRPATH_STRING && b->kind == FHIRPATH_STRING)
        return texts_is_like(a->string, b->string);
    if (force_decimal(a, &x) && force_decimal(b, &y))
        return decimal_is_like(x, y);
    if (force_quantity(a, &p) && force_quantity(b, &q))
        return quantity_is_like(&p, &q);
    if (is_temporal(a) && is_temporal(b))
        return (a->kind == FHIRPATH_TIME) == (b->kind == FHIRPATH_TIME) &&
               temporal_is_like(a->temporal, b->temporal);
    if (a->kind == FHIRPATH_NODE && b->kind == FHIRPATH_NODE)
        return alike_nodes(m, a, b);
    return equal_forced(m, a, b) == EQUAL_YES;
}

enum status alike_values(struct machine *m, const struct op *op, const struct fhirpath_value *a,
                         const struct fhirpath_value *b, bool *ret)
{
    struct fhirpath_value x = *a, y = *b;
    enum status st = force_both(m, op, &x, &y);

    if (st == HF_OK)
        *ret = alike_forced(m, &x, &y);
    return st != HF_OK ? st : check_steps(m, op);
}

/* Finds an item of `list` that is like `value` and not yet taken, and takes it. */
static enum status take_alike(struct machine *m, const struct op *op,
                              const struct fhirpath_value *value, struct fhirpath_list list,
                              bool *taken, bool *ret)
{
    *ret = false;
    for (uint32_t i = 0; i < list.count && !*ret; i++) {
        enum status st = taken[i] ? HF_OK : alike_values(m, op, value, &list.at[i], ret);

        if (st != HF_OK)
            return st;
        taken[i] = taken[i] || *ret;
    }
    return machine_charge(m, op, list.count);
}

enum status alike_lists(struct machine *m, const struct op *op, struct fhirpath_list a,
                        struct fhirpath_list b, bool *ret)
{
    bool *taken = arena_array(m->arena, bool, b.count);
    enum status st = taken == NULL ? machine_spent(m) : HF_OK;

    *ret = a.count == b.count;
    for (uint32_t i = 0; i < a.count && *ret && st == HF_OK; i++)
        st = take_alike(m, op, &a.at[i], b, taken, ret);
    return st;
}

enum status equal_is_in(struct machine *m, const struct op *op, const struct fhirpath_value *value,
                        struct fhirpath_list list, bool *ret)
{
    enum equal equal = EQUAL_NO;

    for (uint32_t i = 0; i < list.count && equal != EQUAL_YES; i++) {
        enum status st = equal_values(m, op, value, &list.at[i], &equal);

        if (st != HF_OK)
            return st;
    }
    *ret = equal == EQUAL_YES;
    return machine_charge(m, op, list.count);
}
