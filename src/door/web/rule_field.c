/* door/web/rule_field.c - one field of the checklist of consent as the page of a rule.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/rules.h"

enum { LINES_MOST = 16 };

static struct span filled(struct arena *arena, enum message_id id, const char *name,
                          struct span text)
{
    const struct message_arg arg = message_arg_text(span_of(name), text);

    return message_fill(arena, id, MESSAGE_EN, &arg, 1);
}

static struct words_view *lines_new(struct arena *arena)
{
    return arena_array(arena, struct words_view, LINES_MOST);
}

static void fill_asks(struct arena *arena, const struct checklist *list,
                      const struct checklist_field *field, struct rule_view *view)
{
    struct words_view *at = lines_new(arena);

    for (uint32_t i = 0; at != NULL && i < field->n_asks && i < LINES_MOST; i++) {
        const struct checklist_ask *ask = &list->asks[field->first_ask + i];

        at[view->n_asks++].text =
            filled(arena, ask->who == ASK_CLIENT ? MSG_rule_asked_client : MSG_rule_asked_staff,
                   "text", ask->text);
    }
    view->asks = at;
}

static void fill_sources(struct arena *arena, const struct checklist *list,
                         const struct checklist_field *field, struct rule_view *view)
{
    struct words_view *at = lines_new(arena);

    for (uint32_t i = 0; at != NULL && i < list->sources.count && view->n_sources < LINES_MOST; i++)
        if (words_have(field->sources, list->sources.at[i].id))
            at[view->n_sources++].text = list->sources.at[i].citation;
    view->sources = at;
}

static void fill_does(struct arena *arena, const struct checklist_field *field,
                      struct rule_view *view)
{
    struct words_view *at = lines_new(arena);

    if (at == NULL)
        return;
    at[view->n_does++].text = web_words(field->is_hard ? "rule.field_hard" : "rule.field_soft");
    at[view->n_does++].text = filled(arena, MSG_rule_field_told, "by", field->by);
    view->does = at;
}

bool rule_field_fill(struct arena *arena, const struct knowledge *know, struct span id,
                     struct rule_view *view)
{
    const struct checklist_field *field = checklist_find(know->checklist, id);

    if (field == NULL)
        return false;
    view->title = field->field;
    view->kept = field->kept;
    view->review =
        span_is(field->review, "unreviewed") ? web_words("rule.unreviewed") : field->review;
    fill_does(arena, field, view);
    fill_asks(arena, know->checklist, field, view);
    fill_sources(arena, know->checklist, field, view);
    return true;
}
