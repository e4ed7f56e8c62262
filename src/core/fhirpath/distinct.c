/* core/fhirpath/distinct.c - each item once: small lists by looking, large ones by hash.
 *
 * Equal values have equal hashes; values of kinds whose equality is not textual (1.0 and 1, 1 'kg'
 * and 1000 'g', dates with offsets) all share one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

enum { SMALL = 16 };

static uint64_t hash_text(struct span text, uint64_t h)
{
    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.at[i]) * 0x100000001b3U;
    return h;
}

/* Of the texts right below, in any order, by their ends; what lies deeper only by how much. */
static uint64_t hash_tree(const struct json *node)
{
    uint64_t h = 1;

    if (node == NULL)
        return h;
    for (const struct json *c = node->child; c != NULL; c = c->next) {
        struct span text = json_text(c); /* numbers are equal by value, not by text */

        h += (text.len + 1) * 31 + c->count;
        if (text.len > 0)
            h += hash_text(span_skip(text, text.len > 8 ? text.len - 8 : 0), c->name.len);
    }
    return h * 0x9e3779b97f4a7c15U;
}

static uint64_t hash_value(const struct machine *m, const struct fhirpath_value *value)
{
    if (value->kind == FHIRPATH_STRING)
        return hash_text(value->string, 0xcbf29ce484222325U);
    if (value->kind != FHIRPATH_NODE || value->type == 0)
        return 2;
    return r4_type_is((struct r4_type){value->type}, m->program->quantity) ? 2
                                                                           : hash_tree(value->node);
}

static uint32_t slot_of(const struct distinct *d, const struct fhirpath_value *value)
{
    uint64_t hash = hash_value(d->list.m, value);

    return (uint32_t)(hash ^ hash >> 29) & d->mask;
}

/* A table with room for twice as many as there are; what is there already is different. */
static enum status spread(struct distinct *d)
{
    uint32_t size = d->mask == 0 ? 4 * SMALL : (d->mask + 1) * 4;
    uint32_t *slots = arena_array(d->list.m->arena, uint32_t, size);

    if (slots == NULL)
        return machine_spent(d->list.m);
    d->slots = slots;
    d->mask = size - 1;
    for (uint32_t i = 0; i < d->list.count; i++) {
        uint32_t slot = slot_of(d, &d->list.at[i]);

        while (slots[slot] != 0)
            slot = (slot + 1) & d->mask;
        slots[slot] = i + 1;
    }
    return HF_OK;
}

static enum status add_small(struct distinct *d, const struct fhirpath_value *value)
{
    struct fhirpath_list list = {d->list.at, d->list.count};
    bool found;
    enum status st = equal_is_in(d->list.m, d->op, value, list, &found);

    if (st == HF_OK && !found)
        growing_add(&d->list, *value);
    return st;
}

static enum status add_hashed(struct distinct *d, const struct fhirpath_value *value)
{
    uint32_t slot = slot_of(d, value);
    enum equal equal = EQUAL_NO;

    for (; d->slots[slot] != 0; slot = (slot + 1) & d->mask) {
        enum status st = machine_charge(d->list.m, d->op, 1);

        if (st == HF_OK)
            st = equal_values(d->list.m, d->op, value, &d->list.at[d->slots[slot] - 1], &equal);
        if (st != HF_OK || equal == EQUAL_YES)
            return st;
    }
    growing_add(&d->list, *value);
    d->slots[slot] = d->list.count;
    return HF_OK;
}

enum status distinct_add(struct distinct *d, const struct fhirpath_value *value)
{
    enum status st = HF_OK;

    if (d->list.count < SMALL && d->slots == NULL)
        return add_small(d, value);
    if (d->slots == NULL || d->list.count * 2 > d->mask)
        st = spread(d);
    if (st == HF_OK)
        st = add_hashed(d, value);
    return st == HF_OK && d->list.spent ? machine_spent(d->list.m) : st;
}

enum status equal_distinct(struct machine *m, const struct op *op, struct fhirpath_list list,
                           struct fhirpath_list *ret)
{
    struct distinct d = {.list = {.m = m}, .op = op};
    enum status st = HF_OK;

    if (list.count < 2) {
        *ret = list;
        return HF_OK;
    }
    growing_reserve(&d.list, list.count);
    for (uint32_t i = 0; st == HF_OK && i < list.count; i++)
        st = distinct_add(&d, &list.at[i]);
    return st != HF_OK ? st : growing_done(&d.list, ret);
}
