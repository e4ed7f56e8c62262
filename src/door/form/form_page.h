/* door/form/form_page.h - a questionnaire as a page: answers into controls, and what was sent back
 * into answers. Knows no practice, no session and no store.
 *
 * The draft travels in the page, so nothing has to be kept between two requests; items are named by
 * their number in it. What does not fit stays in its field, word for word, beside its reason.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_FORM_FORM_PAGE_H
#define HF_DOOR_FORM_FORM_PAGE_H

#include "core/questionnaire/calculate.h"
#include "core/questionnaire/enabled.h"
#include "core/render/view_form.h"
#include "door/http/field.h"

/* Something typed that is no answer of its question. */
struct form_typed {
    const struct response_item *item;
    uint32_t n; /* among what was sent for the item */
    struct span text, error;
    const struct form_typed *next;
};

struct form_page {
    struct response *response;
    struct calculation *calculation;
    struct arena *arena;
    struct enabled enabled;           /* of the answers as they are */
    const struct form_typed *typed;   /* of form_page_read */
    const struct response_item *more; /* one empty line more here, or NULL */
    const struct report *report;      /* findings to be shown beside their questions, or NULL */
};

/* Makes an item for every question that is asked and has none yet, so that each has a number.
 * HF_FAILED when the arena is spent; HF_INVALID beyond the limits of a response. */
HF_MUST_USE enum status form_page_fill(struct form_page *page, struct fault *why);

/* Takes the fields "a.N", "u.N", "w.N" of items that may be answered; others are not looked at. The
 * response is the draft that the page carried. Leaves page->typed. */
HF_MUST_USE enum status form_page_read(struct form_page *page, struct http_fields fields,
                                       struct fault *why);

/* The buttons that change the shape: "add.PARENT.QUESTION", "cut.N", "more.N", "take.N.ANSWER".
 * Another word, or a number that fits nothing, changes nothing. */
HF_MUST_USE enum status form_page_press(struct form_page *page, struct span go, struct fault *why);

/* Takes items that hold nothing out again: before a response is checked or written. */
void form_page_prune(struct form_page *page);

/* The entries at the top, in the order of the form. HF_FAILED when the arena is spent. */
HF_MUST_USE enum status form_page_entries(const struct form_page *page,
                                          const struct entry_view **ret, size_t *ret_count,
                                          struct fault *why);

#endif
