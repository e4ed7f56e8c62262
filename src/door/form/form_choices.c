/* door/form/form_choices.c - the options of a question, and the words of one's own beside them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/form/form_inside.h"

#include "core/render/message.h"

enum { OPEN_FROM = 13 /* options: from here on a list to open */ };

static bool is_chosen(const struct response_item *item, struct fhir_value value)
{
    for (uint32_t i = 0; i < item->n_answers; i++)
        if (value_equal(response_answer_at(item, i)->value, value))
            return true;
    return false;
}

static void fill_yes_no(const struct form_page *page, const struct response_item *item,
                        struct entry_view *entry)
{
    struct choice_view *choices = arena_array(page->arena, struct choice_view, 2);
    const struct response_answer *answer = response_answer_at(item, 0);
    struct span is = answer != NULL ? fhir_value_text(answer->value) : SPAN("");

    if (choices == NULL)
        return;
    choices[0] = (struct choice_view){.value = SPAN("true"),
                                      .label = message_words(MSG_answer_yes, MESSAGE_EN),
                                      .chosen = span_is(is, "true")};
    choices[1] = (struct choice_view){.value = SPAN("false"),
                                      .label = message_words(MSG_answer_no, MESSAGE_EN),
                                      .chosen = span_is(is, "false")};
    entry->choices = choices;
    entry->n_choices = 2;
}

static void fill_options(const struct form_page *page, const struct question *q,
                         const struct response_item *item, struct entry_view *entry)
{
    struct choice_view *choices = arena_array(page->arena, struct choice_view, q->n_options);

    for (uint32_t i = 0; choices != NULL && i < q->n_options; i++) {
        struct fhir_value value = q->options[i].value;

        choices[i] = (struct choice_view){.value = answer_raw(value, page->arena),
                                          .label = question_show_value(q, value, page->arena),
                                          .chosen = is_chosen(item, value)};
    }
    entry->choices = choices;
    entry->n_choices = q->n_options;
}

/* Words of one's own: the answer that is none of the options. */
static void fill_own(const struct form_page *page, const struct question *q,
                     const struct response_item *item, struct entry_view *entry)
{
    entry->own_words = q->kind == QUESTION_OPEN_CHOICE || q->options_open;
    for (uint32_t i = 0; i < item->n_answers; i++) {
        struct fhir_value value = response_answer_at(item, i)->value;

        if (question_option_find(q->options, q->n_options, value) == NULL)
            entry->words = answer_raw(value, page->arena);
    }
    for (const struct form_typed *t = page->typed; t != NULL; t = t->next)
        if (t->item == item) {
            entry->words = entry->own_words ? t->text : entry->words;
            entry->error = t->error;
        }
}

static bool is_scale(const struct question *q)
{
    for (uint32_t i = 0; i < q->n_options; i++)
        if (q->options[i].value.type != VALUE_INTEGER)
            return false;
    return q->n_options > 0;
}

void form_fill_choice(const struct form_page *page, const struct response_item *item,
                      struct entry_view *entry)
{
    const struct question *q = &page->response->form->items[item->question];

    if (q->kind == QUESTION_BOOLEAN) {
        entry->kind = ENTRY_CHOICE;
        fill_yes_no(page, item, entry);
        return;
    }
    entry->kind = q->repeats ? ENTRY_MANY : q->n_options < OPEN_FROM ? ENTRY_CHOICE : ENTRY_LIST;
    entry->scale = is_scale(q);
    fill_options(page, q, item, entry);
    fill_own(page, q, item, entry);
}
