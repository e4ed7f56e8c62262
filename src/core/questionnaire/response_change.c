/* core/questionnaire/response_change.c - items and answers come and go; the JSON follows.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/response_tree.h"

#include <string.h>

/* --- JSON of our own ------------------------------------------------------------------------- */

static struct json *new_text(struct arena *arena, const char *name, struct span text)
{
    struct json *json = arena_new(arena, struct json);
    struct span copy = arena_copy(arena, text);

    if (json != NULL)
        *json = (struct json){.kind = JSON_TEXT, .name = span_of(name), .text = copy};
    return arena->spent ? NULL : json;
}

static struct json *new_object(struct arena *arena)
{
    struct json *json = arena_new(arena, struct json);

    if (json != NULL)
        json->kind = JSON_OBJECT;
    return json;
}

bool response_text_set(struct response *response, const char *name, struct span text)
{
    struct json *json = new_text(response->arena, name, text);

    if (json == NULL || !response_replace(response->arena, response->node, span_of(name), json))
        return false;
    response->status = json_text(json_member(response->node, "status"));
    response->questionnaire = json_text(json_member(response->node, "questionnaire"));
    response->authored = json_text(json_member(response->node, "authored"));
    return true;
}

bool response_status_set(struct response *response, struct span status)
{
    return response_text_set(response, "status", status);
}

/* --- items ----------------------------------------------------------------------------------- */

/* Behind all siblings whose question does not stand later in the form; those that the form does
 * not have stay where they are. */
static struct response_item **place_for(struct response_item **items, uint32_t question)
{
    struct response_item **at = items;

    for (struct response_item **i = items; *i != NULL; i = &(*i)->next)
        if ((*i)->question != QUESTION_NONE && (*i)->question <= question)
            at = &(*i)->next;
    return at;
}

static struct response_item *new_item(struct response *response, uint32_t question)
{
    struct arena *arena = response->arena;
    const struct question *q = &response->form->items[question];
    struct response_item *item = arena_new(arena, struct response_item);
    struct json *id = new_text(arena, "linkId", q->link_id), *text = NULL;

    if (item == NULL || id == NULL || (item->node = new_object(arena)) == NULL)
        return NULL;
    item->link_id = q->link_id;
    item->question = question;
    bool done = response_replace(arena, item->node, SPAN("linkId"), id);

    if (done && q->text.len > 0) {
        text = new_text(arena, "text", q->text);
        done = text != NULL && response_replace(arena, item->node, SPAN("text"), text);
    }
    return done ? item : NULL;
}

/* An answer without a value may hold items: they are answered though the question is not. */
static struct response_answer *first_answer(struct response *response, struct response_item *item)
{
    struct arena *arena = response->arena;

    if (item->answers != NULL)
        return item->answers;
    struct response_answer *answer = arena_new(arena, struct response_answer);

    if (answer == NULL || (answer->node = new_object(arena)) == NULL)
        return NULL;
    answer->item = item;
    item->answers = answer;
    if (!response_relink_answers(arena, item)) {
        item->answers = NULL;
        return NULL;
    }
    response->n_answers++;
    return answer;
}

static bool is_asked(const struct response *response, const struct response_item *item)
{
    return item != NULL && item->question != QUESTION_NONE &&
           question_is_asked(&response->form->items[item->question]);
}

struct response_item *response_item_add(struct response *response, struct response_item *parent,
                                        uint32_t question)
{
    struct response_answer *answer = NULL;

    if (response->n_items >= RESPONSE_MAX_ITEMS)
        return NULL;
    if (is_asked(response, parent) && (answer = first_answer(response, parent)) == NULL)
        return NULL;
    struct response_item *item = new_item(response, question);

    if (item == NULL)
        return NULL;
    struct response_item **link = place_for(response_items_of(response, parent, answer), question);

    item->parent = parent;
    item->answer = answer;
    item->next = *link;
    *link = item;
    if (!response_relink(response, parent, answer)) {
        *link = item->next;
        return NULL;
    }
    response->n_items++;
    response->reshaped = true;
    return item;
}

struct response_item *response_item_ensure(struct response *response, uint32_t question)
{
    uint32_t above = response->form->items[question].parent;
    struct response_item *parent = NULL, *item;

    if (above != QUESTION_NONE && (parent = response_item_ensure(response, above)) == NULL)
        return NULL;
    item = response_child(response, parent, question);
    return item != NULL ? item : response_item_add(response, parent, question);
}

static void count_off(struct response *response, const struct response_item *item);

static void count_items_off(struct response *response, const struct response_item *items)
{
    for (; items != NULL; items = items->next)
        count_off(response, items);
}

static void count_off(struct response *response, const struct response_item *item)
{
    response->n_items--;
    for (const struct response_answer *a = item->answers; a != NULL; a = a->next) {
        response->n_answers--;
        count_items_off(response, a->items);
    }
    count_items_off(response, item->items);
}

/* An answer that held nothing but items goes with the last of them. */
static void tidy(struct response *response, struct response_answer *answer)
{
    if (answer != NULL && answer->items == NULL && answer->node->count == 0)
        response_answer_remove(response, answer->item, answer->n);
}

void response_item_remove(struct response *response, struct response_item *item)
{
    struct response_item **link = response_items_of(response, item->parent, item->answer);

    while (*link != item)
        link = &(*link)->next;
    *link = item->next;
    if (!response_relink(response, item->parent, item->answer)) {
        *link = item;
        return;
    }
    count_off(response, item);
    response->reshaped = true;
    tidy(response, item->answer);
}

/* --- answers --------------------------------------------------------------------------------- */

static struct span member_name(struct arena *arena, enum value_type type)
{
    struct buf out;

    buf_init(&out, arena, 32);
    buf_lit(&out, "value");
    buf_put(&out, value_member_name(type));
    return buf_view(&out);
}

static struct response_answer *add_answer(struct response *response, struct response_item *item)
{
    struct response_answer *answer = arena_new(response->arena, struct response_answer);
    struct response_answer **link = &item->answers;

    if (answer == NULL || response->n_answers >= RESPONSE_MAX_ANSWERS ||
        (answer->node = new_object(response->arena)) == NULL)
        return NULL;
    while (*link != NULL)
        link = &(*link)->next;
    answer->item = item;
    *link = answer;
    if (!response_relink_answers(response->arena, item)) {
        *link = NULL;
        return NULL;
    }
    response->n_answers++;
    return answer;
}

bool response_answer_set(struct response *response, struct response_item *item, uint32_t n,
                         struct fhir_value value)
{
    struct arena *arena = response->arena;
    struct json *json = arena_new(arena, struct json);
    struct span name = member_name(arena, value.type);

    if (json == NULL || n > item->n_answers)
        return false;
    struct response_answer *answer =
        n < item->n_answers ? response_answer_at(item, n) : add_answer(response, item);

    if (answer == NULL)
        return false;
    *json = *value.json;
    json->name = name;
    json->next = NULL;
    struct span before = answer->value.json == NULL ? name : answer->value.json->name;

    if (!response_replace(arena, answer->node, before, json))
        return false;
    answer->value = (struct fhir_value){value.type, json};
    return true;
}

void response_answer_remove(struct response *response, struct response_item *item, uint32_t n)
{
    struct response_answer **link = &item->answers;

    while (*link != NULL && (*link)->n != n)
        link = &(*link)->next;
    struct response_answer *answer = *link;

    if (answer == NULL)
        return;
    *link = answer->next;
    if (!response_relink_answers(response->arena, item)) {
        *link = answer;
        return;
    }
    response->n_answers--;
    count_items_off(response, answer->items);
    response->reshaped = response->reshaped || answer->items != NULL;
}
