/* core/questionnaire/response_look.c - finds the way in a response.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/response.h"

struct response_item *response_first(const struct response *response)
{
    return response->items;
}

/* The first item below the answer or a later one of the same item; then what stands below the item
 * itself. */
static struct response_item *first_below(const struct response_answer *answers,
                                         const struct response_item *item)
{
    for (const struct response_answer *a = answers; a != NULL; a = a->next)
        if (a->items != NULL)
            return a->items;
    return item->items;
}

/* What follows when all of `item` and its later siblings are done. */
static struct response_item *after(const struct response_item *item)
{
    while (item != NULL) {
        struct response_item *up = item->parent, *next = NULL;

        if (item->next != NULL)
            return item->next;
        if (item->answer != NULL)
            next = first_below(item->answer->next, up);
        if (next != NULL)
            return next;
        item = up;
    }
    return NULL;
}

struct response_item *response_next(const struct response_item *item)
{
    struct response_item *below = first_below(item->answers, item);

    return below != NULL ? below : after(item);
}

struct response_item *response_find(const struct response *response, uint32_t question, uint32_t n)
{
    for (struct response_item *i = response_first(response); i != NULL; i = response_next(i))
        if (i->question == question && n-- == 0)
            return i;
    return NULL;
}

static struct response_item *find_in(struct response_item *items, uint32_t question)
{
    while (items != NULL && items->question != question)
        items = items->next;
    return items;
}

struct response_item *response_child(const struct response *response,
                                     const struct response_item *parent, uint32_t question)
{
    if (parent == NULL)
        return find_in(response->items, question);
    for (const struct response_answer *a = parent->answers; a != NULL; a = a->next) {
        struct response_item *found = find_in(a->items, question);

        if (found != NULL)
            return found;
    }
    return find_in(parent->items, question);
}

struct response_answer *response_answer_at(const struct response_item *item, uint32_t n)
{
    struct response_answer *a = item->answers;

    while (a != NULL && a->n != n)
        a = a->next;
    return a;
}

static void put_index(struct buf *out, uint32_t n)
{
    buf_byte(out, '[');
    buf_int(out, n);
    buf_byte(out, ']');
}

static void put_where(struct buf *out, const struct response_item *item)
{
    if (item->parent == NULL)
        buf_lit(out, "QuestionnaireResponse");
    else
        put_where(out, item->parent);
    if (item->answer != NULL) {
        buf_lit(out, ".answer");
        put_index(out, item->answer->n);
    }
    buf_lit(out, ".item");
    put_index(out, item->n);
}

struct span response_where(const struct response_item *item, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, REPORT_MAX_WHERE);
    if (item == NULL)
        buf_lit(&out, "QuestionnaireResponse");
    else
        put_where(&out, item);
    return arena_copy(arena, buf_view(&out));
}
