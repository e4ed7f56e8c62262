/* core/screen/response.c - answers as a QuestionnaireResponse in which silence is spelled out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/screen/screen_inside.h"

#include <string.h>

enum { RESPONSE_MOST = 512 * 1024 };

struct writing {
    const struct form_answers *answers;
    const enum form_state *states;
    bool *stands; /* of each item: it is in the response, or something in its group is */
    struct json_writer json;
};

bool screen_is_settled(const struct form_answers *answers, const enum form_state *states,
                       uint32_t item)
{
    const struct form_item *question = &answers->form->items[item];

    if (states[item] != FORM_ANSWERED || question->kind != FORM_CHOICE)
        return states[item] == FORM_ANSWERED;
    const struct form_option *option = form_option_find(question, answers->of[item].text);
    return option != NULL && !option->careful;
}

/* --- which items ----------------------------------------------------------------------------- */

/* Groups stand before what they hold, so backwards every group learns of it in time. */
static void mark_standing(struct writing *w)
{
    const struct form *form = w->answers->form;

    for (uint32_t i = form->n_items; i-- > 0;) {
        enum form_kind kind = form->items[i].kind;

        if (kind == FORM_CHOICE || kind == FORM_DATE)
            w->stands[i] = w->states[i] != FORM_NOT_ASKED;
        if (w->stands[i] && form->items[i].parent != FORM_NONE)
            w->stands[form->items[i].parent] = true;
    }
}

/* --- writing --------------------------------------------------------------------------------- */

static void put_member(struct json_writer *json, struct span name, struct span text)
{
    json_name(json, name);
    json_put_text(json, text);
}

static void put_coding(struct json_writer *json, struct span system, struct span code)
{
    json_begin_object(json);
    json_name(json, SPAN("valueCoding"));
    json_begin_object(json);
    if (system.len > 0)
        put_member(json, SPAN("system"), system);
    put_member(json, SPAN("code"), code);
    json_end_object(json);
    json_end_object(json);
}

static void put_date(struct json_writer *json, struct date date)
{
    char text[10];

    date_write(date, text);
    json_begin_object(json);
    put_member(json, SPAN("valueDate"), span_at(text, sizeof text));
    json_end_object(json);
}

static void put_answers(struct writing *w, uint32_t item)
{
    const struct form_answer *answer = &w->answers->of[item];

    json_name(&w->json, SPAN("answer"));
    json_begin_list(&w->json);
    if (w->states[item] == FORM_ANSWERED && w->answers->form->items[item].kind == FORM_DATE)
        put_date(&w->json, answer->date);
    else if (w->states[item] == FORM_ANSWERED)
        put_coding(&w->json, SPAN(""), answer->text);
    if (!screen_is_settled(w->answers, w->states, item))
        put_coding(&w->json, SPAN("http://terminology.hl7.org/CodeSystem/data-absent-reason"),
                   SPAN(PACK_UNKNOWN));
    json_end_list(&w->json);
}

static void put_items(struct writing *w, uint32_t first, uint32_t depth);

static void put_item(struct writing *w, uint32_t item)
{
    const struct form_item *is = &w->answers->form->items[item];

    json_begin_object(&w->json);
    put_member(&w->json, SPAN("linkId"), is->link_id);
    if (is->kind == FORM_GROUP)
        put_items(w, item + 1, is->depth + 1);
    else
        put_answers(w, item);
    json_end_object(&w->json);
}

/* The items of one group. As deep as a form may be. */
static void put_items(struct writing *w, uint32_t first, uint32_t depth)
{
    const struct form *form = w->answers->form;

    json_name(&w->json, SPAN("item"));
    json_begin_list(&w->json);
    for (uint32_t i = first; i < form->n_items && form->items[i].depth >= depth; i++)
        if (w->stands[i] && form->items[i].depth == depth)
            put_item(w, i);
    json_end_list(&w->json);
}

static void put_response(struct writing *w)
{
    json_begin_object(&w->json);
    put_member(&w->json, SPAN("resourceType"), SPAN("QuestionnaireResponse"));
    put_member(&w->json, SPAN("questionnaire"), w->answers->form->url);
    put_member(&w->json, SPAN("status"), SPAN("completed"));
    put_items(w, 0, 0);
    json_end_object(&w->json);
}

enum status screen_read(const struct form_answers *answers, const enum form_state *states,
                        int64_t now_s, struct arena *arena, struct screen_reading *ret,
                        struct fault *why)
{
    struct writing w = {.answers = answers, .states = states};
    struct buf out;
    struct span text;

    w.stands = arena_array(arena, bool, answers->form->n_items);
    if (w.stands == NULL || states == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    mark_standing(&w);
    buf_init(&out, arena, RESPONSE_MOST);
    json_writer_init(&w.json, &out);
    put_response(&w);
    enum status st = buf_done(&out, &text, why);
    if (st == HF_OK)
        st = json_parse(text, &json_limits_default, arena, &ret->response, why);
    if (st != HF_OK)
        return st;
    ret->now_s = now_s;
    ret->index = fhirpath_index_new(ret->response, arena);
    return ret->index != NULL ? HF_OK : fault_set(why, HF_FAILED, "request memory is spent");
}

enum status screen_read_alone(const struct form_answers *answers, uint32_t item,
                              enum form_state state, int64_t now_s, struct arena *arena,
                              struct screen_reading *ret, struct fault *why)
{
    enum form_state *states = arena_array(arena, enum form_state, answers->form->n_items);

    if (states != NULL && item != FORM_NONE)
        states[item] = state;
    return screen_read(answers, states, now_s, arena, ret, why);
}

/* --- asking ---------------------------------------------------------------------------------- */

enum status screen_ask(const struct pack_row *row, const struct screen_reading *reading,
                       struct arena *arena, enum fhirpath_truth *ret, struct fault *why)
{
    struct fhirpath_world world = {.context = fhirpath_of_node(reading->response, SPAN("")),
                                   .resource = reading->response,
                                   .index = reading->index,
                                   .now_us = reading->now_s * 1000000};
    size_t mark = arena_mark(arena);
    struct fhirpath_list list;
    struct fault inner;

    fault_clear(&inner);
    enum status st = fhirpath_evaluate(row->program, &world, arena, &list, &inner);
    if (st == HF_OK)
        st = fhirpath_truth(list, ret, &inner);
    arena_rewind(arena, mark);
    if (st == HF_FAILED)
        return fault_set(why, st, "%s", inner.text);
    if (st != HF_OK)
        *ret = FHIRPATH_EMPTY;
    return HF_OK;
}
