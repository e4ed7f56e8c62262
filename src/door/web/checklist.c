/* door/web/checklist.c - see checklist.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/checklist.h"

#include "core/render/message.h"

enum { NAME_MOST = FACTS_WORD_MAX + 8 };

/* KEEP IN ORDER: enum ask_kind. */
static const enum ask_shape shapes[] = {ASK_SHAPE_LINE, ASK_SHAPE_TICK, ASK_SHAPE_CHOICE,
                                        ASK_SHAPE_LINE, ASK_SHAPE_LINES};

/* --- out ------------------------------------------------------------------------------------- */

static void fill_options(const struct http_request *request, const struct checklist_state *state,
                         const struct checklist_item *item, struct told_view *view)
{
    struct choice_view *at = arena_array(request->arena, struct choice_view, item->ask->n_options);

    for (uint32_t i = 0; at != NULL && i < item->ask->n_options; i++) {
        const struct ask_option *option = &item->ask->options[i];
        const struct checklist_item *leans = checklist_item_find(state, option->only.ask);

        if (option->only.ask.len > 0 &&
            (leans == NULL || !span_equal(leans->value, option->only.is)))
            continue;
        at[view->n_options++] = (struct choice_view){.value = option->id,
                                                     .label = option->name,
                                                     .chosen = span_equal(option->id, item->value)};
    }
    view->options = at;
}

static void fill_told(const struct http_request *request, const struct checklist_item *item,
                      struct told_view *view)
{
    struct words_view *at = arena_array(request->arena, struct words_view, item->told.count);

    for (size_t i = 0; at != NULL && i < item->told.count; i++)
        at[view->n_told++].text = item->told.at[i];
    view->told = at;
}

static struct span error_of(const struct checklist_item *item)
{
    if (item->is_met || !item->is_required)
        return SPAN("");
    return web_words(item->value.len > 0 ? "checklist.stands" : "checklist.missing");
}

static struct told_view ask_of(const struct http_request *request,
                               const struct checklist_state *state,
                               const struct checklist_item *item, bool tell)
{
    struct told_view view = {.shape = shapes[item->ask->kind],
                             .key = item->id,
                             .text = item->ask->text,
                             .hint = item->ask->hint,
                             .name = item->name,
                             .value = item->value,
                             .ticked = span_is(item->value, "yes"),
                             .rule = item->field->id};

    if (tell)
        view.error = error_of(item);
    fill_told(request, item, &view);
    fill_options(request, state, item, &view);
    return view;
}

struct checklist_asks checklist_asks_of(const struct http_request *request,
                                        const struct checklist_state *state, enum ask_who who,
                                        bool tell)
{
    struct told_view *at = arena_array(request->arena, struct told_view, state->count);
    struct checklist_asks asks = {at, 0};

    for (size_t i = 0; at != NULL && i < state->count; i++)
        if (state->items[i].ask->who == who)
            at[asks.n++] = ask_of(request, state, &state->items[i], tell);
    return asks;
}

static bool has_rule(const struct lack_view *at, size_t n, struct span rule)
{
    for (size_t i = 0; i < n; i++)
        if (span_equal(at[i].rule, rule))
            return true;
    return false;
}

struct checklist_lacks checklist_lacks_of(const struct http_request *request,
                                          const struct checklist_state *state, enum ask_who who)
{
    struct lack_view *at = arena_array(request->arena, struct lack_view, state->count);
    struct checklist_lacks lacks = {at, 0};

    for (size_t i = 0; at != NULL && i < state->count; i++) {
        const struct checklist_item *item = &state->items[i];

        if (item->ask->who == who && item->is_required && !item->is_met &&
            !has_rule(at, lacks.n, item->field->id))
            at[lacks.n++] = (struct lack_view){item->field->field, item->field->id};
    }
    return lacks;
}

/* --- in -------------------------------------------------------------------------------------- */

static struct span sent(const struct http_request *request, struct span id)
{
    struct buf name;

    buf_init(&name, request->arena, NAME_MOST);
    buf_lit(&name, "q.");
    buf_put(&name, id);
    for (size_t i = 0; !name.failed && i < request->form.count; i++)
        if (span_equal(request->form.at[i].name, buf_view(&name)))
            return span_trim(request->form.at[i].value);
    return SPAN("");
}

struct checklist_answers checklist_sent(const struct http_request *request,
                                        const struct checklist_state *state)
{
    struct checklist_answer *at =
        arena_array(request->arena, struct checklist_answer, state->count);
    struct checklist_answers answers = {at, 0};

    if (!span_is(web_value(request, "told"), "1"))
        return (struct checklist_answers){NULL, 0}; /* the page had no such questions */
    for (size_t i = 0; at != NULL && i < state->count; i++) {
        const struct checklist_item *item = &state->items[i];
        struct span value = sent(request, item->id);

        if (item->ask->who != ASK_CLIENT)
            continue;
        if (value.len == 0 && item->ask->kind == ASK_TICK && item->is_met)
            value = SPAN("no");
        if (value.len > 0)
            at[answers.count++] = (struct checklist_answer){item->id, value};
    }
    return answers;
}

struct checklist_answers checklist_terms_sent(const struct http_request *request,
                                              const struct checklist *pack)
{
    struct checklist_answer *at =
        arena_array(request->arena, struct checklist_answer, pack->n_asks);
    struct checklist_answers answers = {at, 0};

    for (uint32_t i = 0; at != NULL && i < pack->n_asks; i++)
        if (pack->asks[i].who == ASK_PRACTITIONER)
            at[answers.count++] =
                (struct checklist_answer){pack->asks[i].id, sent(request, pack->asks[i].id)};
    return answers;
}
