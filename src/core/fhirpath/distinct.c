/* core/fhirpath/distinct.c - each item once: small lists by looking, large ones by hash.
 *
 * Equal values have equal hashes; values of kinds whose equality is not textual (1.0 and 1, 1 'kg'
 * and 1000 'g', dates with offsets) all share one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

enum { SMALL = 16 };

struct seen {
    struct machine *m;
    const struct op *op;
    struct fhirpath_value *at; /* distinct so far */
    uint32_t count;
    uint32_t *slots; /* index + 1; NULL for a small list */
    uint32_t mask;
};

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

static bool seen_init(struct seen *seen, uint32_t count)
{
    seen->at = list_room(seen->m, count);
    if (count <= SMALL)
        return seen->at != NULL;
    uint32_t size = 64;

    while (size < count * 2)
        size *= 2;
    seen->mask = size - 1;
    seen->slots = arena_array(seen->m->arena, uint32_t, size);
    return seen->at != NULL && seen->slots != NULL;
}

static enum status add_small(struct seen *seen, const struct fhirpath_value *value)
{
    bool found;
    struct fhirpath_list list = {seen->at, seen->count};
    enum status st = equal_is_in(seen->m, seen->op, value, list, &found);

    if (st == HF_OK && !found)
        seen->at[seen->count++] = *value;
    return st;
}

static enum status add_hashed(struct seen *seen, const struct fhirpath_value *value)
{
    uint64_t hash = hash_value(seen->m, value);
    uint32_t slot = (uint32_t)(hash ^ hash >> 29) & seen->mask;
    enum equal equal = EQUAL_NO;

    for (; seen->slots[slot] != 0; slot = (slot + 1) & seen->mask) {
        enum status st = machine_charge(seen->m, seen->op, 1);

        if (st == HF_OK)
            st = equal_values(seen->m, seen->op, value, &seen->at[seen->slots[slot] - 1], &equal);
        if (st != HF_OK || equal == EQUAL_YES)
            return st;
    }
    seen->at[seen->count++] = *value;
    seen->slots[slot] = seen->count;
    return HF_OK;
}

enum status equal_distinct(struct machine *m, const struct op *op, struct fhirpath_list list,
                           struct fhirpath_list *ret)
{
    struct seen seen = {.m = m, .op = op};

    if (list.count < 2) {
        *ret = list;
        return HF_OK;
    }
    if (!seen_init(&seen, list.count))
        return machine_spent(m);
    for (uint32_t i = 0; i < list.count; i++) {
        enum status st =
            seen.slots == NULL ? add_small(&seen, &list.at[i]) : add_hashed(&seen, &list.at[i]);

        if (st != HF_OK)
            return st;
    }
    *ret = (struct fhirpath_list){seen.at, seen.count};
    return HF_OK;
}
