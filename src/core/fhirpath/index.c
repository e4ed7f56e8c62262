/* core/fhirpath/index.c - where each linkId of a form or of its answers is, found once.
 *
 * Items are kept in the order of a walk level by level, the order of descendants() and repeat().
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

struct entry {
    struct span link_id;
    struct fhirpath_value value;
    bool in_answer; /* repeat(item) does not come here, descendants() does */
    uint32_t next;  /* of the same slot: index + 1 */
};

struct fhirpath_index {
    const struct json *root;
    struct entry *entries;
    uint32_t count, mask;
    uint32_t top;           /* of the entries: directly below the root */
    uint32_t *first, *last; /* by hash: index + 1 */
};

static uint32_t hash(struct span text)
{
    uint32_t h = 2166136261U;

    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.at[i]) * 16777619U;
    return h ^ h >> 15;
}

static uint32_t count_items(const struct json *node)
{
    uint32_t count = json_member(node, "linkId") != NULL;

    for (const struct json *c = json_first(json_member(node, "item")); c != NULL; c = c->next)
        count += count_items(c);
    for (const struct json *a = json_first(json_member(node, "answer")); a != NULL; a = a->next)
        count += count_items(a);
    return count;
}

static void add_items(struct fhirpath_index *index, const struct json *holder,
                      const struct content_type *type, bool in_answer)
{
    const struct json *list = json_member(holder, "item");

    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        if (json_member(c, "linkId") == NULL)
            continue;
        struct entry *entry = &index->entries[index->count++];

        *entry = (struct entry){.link_id = json_text(json_member(c, "linkId")),
                                .value = plan_value(type, c, NULL),
                                .in_answer = in_answer};
    }
}

/* An item's own items first, then those of its answers: one level below it, and two. */
static void add_below(struct fhirpath_index *index, const struct entry *entry,
                      const struct content_type *type)
{
    const struct json *answers = json_member(entry->value.node, "answer");

    add_items(index, entry->value.node, type, entry->in_answer);
    for (const struct json *a = json_first(answers); a != NULL; a = a->next)
        add_items(index, a, type, true);
}

static void hang(struct fhirpath_index *index, uint32_t i)
{
    uint32_t slot = hash(index->entries[i].link_id) & index->mask;

    if (index->first[slot] == 0)
        index->first[slot] = i + 1;
    else
        index->entries[index->last[slot] - 1].next = i + 1;
    index->last[slot] = i + 1;
}

static bool make_room(struct fhirpath_index *index, uint32_t count, struct arena *arena)
{
    uint32_t size = 16;

    while (size < count * 2)
        size *= 2;
    index->mask = size - 1;
    index->entries = arena_array(arena, struct entry, count + 1);
    index->first = arena_array(arena, uint32_t, size);
    index->last = arena_array(arena, uint32_t, size);
    return !arena->spent;
}

const struct fhirpath_index *fhirpath_index_new(const struct json *resource, struct arena *arena)
{
    struct fhirpath_index *index = arena_new(arena, struct fhirpath_index);
    bool form = span_is(json_text(json_member(resource, "resourceType")), "Questionnaire");
    struct content_type type = plan_content(
        r4_type_find(form ? SPAN("Questionnaire.item") : SPAN("QuestionnaireResponse.item")));

    if (index == NULL || !make_room(index, count_items(resource), arena))
        return NULL;
    index->root = resource;
    add_items(index, resource, &type, false);
    index->top = index->count;
    for (uint32_t i = 0; i < index->count; i++)
        add_below(index, &index->entries[i], &type);
    for (uint32_t i = 0; i < index->count; i++)
        hang(index, i);
    return index;
}

/* Only a single test of linkId, from the resource that the index is of. */
static bool is_told(const struct fhirpath_index *index, const struct fhirpath_value *from,
                    const struct where *where)
{
    return index != NULL && from->node == index->root && where->count == 1 &&
           span_is(where->tests[0].member->name, "linkId");
}

/* The first entries are those of the top. */
static bool is_reached(const struct fhirpath_index *index, uint32_t entry, enum reach reach)
{
    if (reach == REACH_ITEM)
        return entry < index->top;
    return reach == REACH_DESCENDANTS || !index->entries[entry].in_answer;
}

bool index_find(struct machine *m, const struct fhirpath_value *from, const struct where *where,
                enum reach reach, struct growing_list *out)
{
    const struct fhirpath_index *index = m->world->index;
    struct span link_id = where->tests[0].text;

    if (!is_told(index, from, where))
        return false;
    for (uint32_t i = index->first[hash(link_id) & index->mask]; i != 0;) {
        const struct entry *entry = &index->entries[i - 1];

        if (span_equal(entry->link_id, link_id) && is_reached(index, i - 1, reach))
            growing_add(out, entry->value);
        i = entry->next;
    }
    return true;
}
