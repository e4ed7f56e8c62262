/* core/questionnaire/response.c - a response as a tree of our own over the JSON that it came as.
 *
 * The objects of items and answers are owned and never move, so that indexes and expressions may
 * hold them; their members are replaced as a whole.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/response.h"

#include "core/questionnaire/response_tree.h"

/* --- owned JSON ------------------------------------------------------------------------------ */

/* The object with its members copied, one left out and one added; those keep their places. */
bool response_replace(struct arena *arena, struct json *object, struct span name,
                      struct json *member)
{
    struct json *members = arena_array(arena, struct json, object->count);
    const struct json *first = NULL, **link = &first;
    uint32_t n = 0, count = 0;

    if (members == NULL)
        return false;
    for (const struct json *c = object->child; c != NULL; c = c->next) {
        bool same = span_equal(c->name, name);
        struct json *copy = same ? member : &members[n++];

        if (copy == NULL)
            continue;
        if (!same)
            *copy = *c;
        *link = copy;
        link = &copy->next;
        count++;
        if (same)
            member = NULL;
    }
    *link = member;
    if (member != NULL)
        member->next = NULL;
    object->child = first;
    object->count = count + (member != NULL);
    return true;
}

static struct json *own(struct arena *arena, const struct json *json)
{
    struct json *copy = arena_new(arena, struct json);

    if (copy != NULL) {
        *copy = *json;
        copy->next = NULL;
        copy->name = SPAN("");
    }
    return copy;
}

static struct json *new_list(struct arena *arena, struct span name)
{
    struct json *list = arena_new(arena, struct json);

    if (list != NULL)
        *list = (struct json){.kind = JSON_LIST, .name = name};
    return list;
}

/* Writes the list of items of its owner anew: order, count, and whether it is there at all. */
static bool relink_items(struct arena *arena, struct json *owner, struct response_item *items)
{
    struct json *list = items == NULL ? NULL : new_list(arena, SPAN("item"));
    uint32_t n = 0;

    for (struct response_item *i = items; i != NULL && list != NULL; i = i->next) {
        i->n = n++;
        i->node->next = i->next == NULL ? NULL : i->next->node;
    }
    if (list != NULL) {
        list->child = items->node;
        list->count = n;
    }
    return (items == NULL || list != NULL) && response_replace(arena, owner, SPAN("item"), list);
}

bool response_relink_answers(struct arena *arena, struct response_item *item)
{
    struct json *list = item->answers == NULL ? NULL : new_list(arena, SPAN("answer"));
    uint32_t n = 0;

    for (struct response_answer *a = item->answers; a != NULL && list != NULL; a = a->next) {
        a->n = n++;
        a->node->next = a->next == NULL ? NULL : a->next->node;
    }
    if (list != NULL) {
        list->child = item->answers->node;
        list->count = n;
    }
    item->n_answers = n;
    return (item->answers == NULL || list != NULL) &&
           response_replace(arena, item->node, SPAN("answer"), list);
}

struct response_item **response_items_of(struct response *response, struct response_item *parent,
                                         struct response_answer *answer)
{
    if (answer != NULL)
        return &answer->items;
    return parent != NULL ? &parent->items : &response->items;
}

bool response_relink(struct response *response, struct response_item *parent,
                     struct response_answer *answer)
{
    struct json *owner =
        answer != NULL ? answer->node : (parent != NULL ? parent->node : response->node);

    return relink_items(response->arena, owner, *response_items_of(response, parent, answer));
}

/* --- reading --------------------------------------------------------------------------------- */

struct response_read {
    struct response *response;
    struct fault *why;
};

static enum status spent(const struct response_read *in)
{
    return fault_set(in->why, HF_FAILED, "request memory is spent");
}

static enum status read_items(const struct response_read *in, const struct json *list,
                              struct response_item *parent, struct response_answer *answer);

static enum status refuse_shape(const struct response_read *in, const struct json *json,
                                const char *text)
{
    return fault_at(in->why, HF_INVALID, json->at, "%s", text);
}

static enum status read_answer(const struct response_read *in, const struct json *json,
                               struct response_item *item, struct response_answer **ret)
{
    struct arena *arena = in->response->arena;
    struct response_answer *answer = arena_new(arena, struct response_answer);

    if (!json_is(json, JSON_OBJECT))
        return refuse_shape(in, json, "an answer must be an object");
    if (answer == NULL || (answer->node = own(arena, json)) == NULL)
        return spent(in);
    answer->item = item;
    answer->value = value_find(json, "value");
    in->response->n_answers++;
    *ret = answer;
    return read_items(in, json_member(json, "item"), item, answer);
}

static enum status read_answers(const struct response_read *in, const struct json *list,
                                struct response_item *item)
{
    struct response_answer **link = &item->answers;
    enum status st = HF_OK;

    if (list == NULL)
        return HF_OK;
    if (list->kind != JSON_LIST)
        return refuse_shape(in, list, "answer must be a list");
    for (const struct json *c = list->child; c != NULL && st == HF_OK; c = c->next) {
        st = read_answer(in, c, item, link);
        if (st == HF_OK)
            link = &(*link)->next;
    }
    if (st == HF_OK && !response_relink_answers(in->response->arena, item))
        return spent(in);
    return st;
}

static enum status read_item(const struct response_read *in, const struct json *json,
                             struct response_item *parent, struct response_answer *answer,
                             struct response_item **ret)
{
    struct arena *arena = in->response->arena;
    struct response_item *item = arena_new(arena, struct response_item);

    if (!json_is(json, JSON_OBJECT))
        return refuse_shape(in, json, "an item must be an object");
    if (item == NULL || (item->node = own(arena, json)) == NULL)
        return spent(in);
    item->link_id = json_text(json_member(json, "linkId"));
    item->question = questionnaire_find(in->response->form, item->link_id);
    item->parent = parent;
    item->answer = answer;
    in->response->n_items++;
    *ret = item;
    enum status st = read_answers(in, json_member(json, "answer"), item);

    return st == HF_OK ? read_items(in, json_member(json, "item"), item, NULL) : st;
}

static enum status read_items(const struct response_read *in, const struct json *list,
                              struct response_item *parent, struct response_answer *answer)
{
    struct response_item **link = response_items_of(in->response, parent, answer);
    enum status st = HF_OK;

    if (list == NULL)
        return HF_OK;
    if (list->kind != JSON_LIST)
        return refuse_shape(in, list, "item must be a list");
    for (const struct json *c = list->child; c != NULL && st == HF_OK; c = c->next) {
        st = read_item(in, c, parent, answer, link);
        if (st == HF_OK)
            link = &(*link)->next;
    }
    if (st == HF_OK && !response_relink(in->response, parent, answer))
        return spent(in);
    return st;
}

static void read_head(struct response *response)
{
    const struct json *node = response->node;

    response->status = json_text(json_member(node, "status"));
    response->questionnaire = json_text(json_member(node, "questionnaire"));
    response->authored = json_text(json_member(node, "authored"));
}

enum status response_read_tree(const struct json *tree, const struct questionnaire *form,
                               struct arena *arena, struct response **ret, struct fault *why)
{
    struct response *response = arena_new(arena, struct response);
    const struct response_read in = {response, why};

    if (!span_is(json_text(json_member(tree, "resourceType")), "QuestionnaireResponse"))
        return fault_set(why, HF_INVALID, "this is no QuestionnaireResponse");
    if (response == NULL || (response->node = own(arena, tree)) == NULL)
        return spent(&in);
    response->form = form;
    response->arena = arena;
    response->reshaped = true;
    read_head(response);
    enum status st = read_items(&in, json_member(tree, "item"), NULL, NULL);

    if (st == HF_OK)
        *ret = response;
    return st;
}

enum status response_read(struct span json, const struct questionnaire *form, struct arena *arena,
                          struct response **ret, struct fault *why)
{
    const struct json *tree = NULL;
    enum status st = json_parse(json, &questionnaire_limits, arena, &tree, why);

    return st == HF_OK ? response_read_tree(tree, form, arena, ret, why) : st;
}

struct response *response_new(const struct questionnaire *form, struct arena *arena)
{
    static const struct json node = {.kind = JSON_OBJECT};
    struct response *response = arena_new(arena, struct response);

    if (response == NULL || (response->node = own(arena, &node)) == NULL)
        return NULL;
    response->form = form;
    response->arena = arena;
    response->reshaped = true;
    struct span canonical = questionnaire_canonical(form, arena);
    bool done = response_text_set(response, "resourceType", SPAN("QuestionnaireResponse"));

    if (canonical.len > 0)
        done = done && response_text_set(response, "questionnaire", canonical);
    done = done && response_status_set(response, SPAN("in-progress"));
    return done ? response : NULL;
}

enum status response_write(const struct response *response, struct arena *arena, struct span *ret,
                           struct fault *why)
{
    struct json_writer w;
    struct buf out;

    buf_init(&out, arena, RESPONSE_MAX_BYTES);
    json_writer_init(&w, &out);
    json_put_tree(&w, response->node);
    return buf_done(&out, ret, why);
}
