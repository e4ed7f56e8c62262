/* door/form/form_fill.c - every question that is asked has an item, and afterwards none too many.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/form/form_inside.h"

/* An item to be made; made only after the whole look, since making one moves the numbers. */
struct missing {
    struct response_item *parent;
    uint32_t question;
    struct missing *next;
};

struct looking {
    struct form_page *page;
    struct missing *first, **end;
    bool spent;
};

static void note(struct looking *l, struct response_item *parent, uint32_t question)
{
    struct missing *missing = arena_new(l->page->arena, struct missing);

    l->spent |= missing == NULL;
    if (missing == NULL)
        return;
    *missing = (struct missing){parent, question, NULL};
    *l->end = missing;
    l->end = &missing->next;
}

/* Below a question there is something only when it is answered. */
static void look_below(struct looking *l, struct response_item *parent, uint32_t first,
                       uint32_t end)
{
    const struct questionnaire *form = l->page->response->form;

    for (uint32_t q = first; q < end; q = form->items[q].next)
        if (form->items[q].kind != QUESTION_DISPLAY &&
            enabled_question(&l->page->enabled, q, parent) &&
            response_child(l->page->response, parent, q) == NULL)
            note(l, parent, q);
}

static enum status look(struct form_page *page, struct looking *l, struct fault *why)
{
    const struct questionnaire *form = page->response->form;

    *l = (struct looking){.page = page, .end = &l->first};
    if (!enabled_init(&page->enabled, page->response, page->calculation, page->arena))
        return fault_set(why, HF_FAILED, "request memory is spent");
    look_below(l, NULL, 0, form->n_items);
    for (struct response_item *i = response_first(page->response); i != NULL; i = response_next(i))
        if (i->question != QUESTION_NONE &&
            (form->items[i->question].kind == QUESTION_GROUP || i->n_answers > 0))
            look_below(l, i, i->question + 1, form->items[i->question].next);
    return l->spent ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}

enum status form_page_fill(struct form_page *page, struct fault *why)
{
    struct looking l;
    enum status st = look(page, &l, why);

    while (st == HF_OK && l.first != NULL) {
        for (const struct missing *m = l.first; m != NULL; m = m->next)
            if (response_item_add(page->response, m->parent, m->question) == NULL)
                return fault_set(why, HF_INVALID, "the form has more places than a page takes");
        st = look(page, &l, why);
    }
    return st;
}

static bool is_empty(const struct response_item *item)
{
    return item->n_answers == 0 && item->items == NULL &&
           json_member(item->node, "extension") == NULL;
}

static bool prune_once(struct form_page *page)
{
    for (struct response_item *i = response_first(page->response); i != NULL; i = response_next(i))
        if (is_empty(i)) {
            uint32_t before = page->response->n_items;

            response_item_remove(page->response, i);
            return page->response->n_items < before;
        }
    return false;
}

void form_page_prune(struct form_page *page)
{
    while (prune_once(page)) {
        /* one more: what held only empty items is empty now */
    }
}
