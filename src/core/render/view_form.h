/* core/render/view_form.h - a whole form as a page of native controls; filled by door/form.
 *
 * Field names carry the number of the item in the draft that stands in the page: "a.12" answers of
 * item 12, "u.12" their units, "w.12" words of one's own beside a choice.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_FORM_H
#define HF_CORE_RENDER_VIEW_FORM_H

#include "core/render/view.h"

enum entry_kind {
    ENTRY_GROUP,  /* holds entries; a fieldset with its legend */
    ENTRY_WORDS,  /* says something, asks nothing */
    ENTRY_LINE,   /* one line: text, number, date, time, address */
    ENTRY_LONG,   /* several lines */
    ENTRY_CHOICE, /* one of */
    ENTRY_MANY,   /* any of */
    ENTRY_LIST,   /* one of many: a list to open */
    ENTRY_SHOWN,  /* computed or fixed: to read only */
    ENTRY_CANNOT, /* not to be answered on a page: a file, a reference */
};

/* One answer of a line. */
struct line_view {
    struct span id;    /* of the control */
    struct span value; /* as it was typed */
    struct span error;
    struct span drop; /* value of the button that takes it away, or "" */
    const struct choice_view *units;
    size_t n_units;
};

struct entry_view {
    enum entry_kind kind;
    struct span id;   /* number of the item: "12" */
    struct span type; /* of a line: "text", "date", "time", "datetime-local", "url" */
    struct span fill; /* of a line: inputmode "text", "numeric", "decimal", "url" */
    struct span label, hint, error;
    bool required;
    const struct line_view *lines; /* of lines and long texts; one at least */
    size_t n_lines;
    struct span unit; /* the one unit, shown behind the number, or "" */
    const struct choice_view *choices;
    size_t n_choices;
    bool scale;     /* numbers alone: they stand beside each other */
    bool own_words; /* a field for words of one's own */
    struct span words;
    struct span shown;                /* of ENTRY_SHOWN */
    struct span more;                 /* value of the button for one more answer or group, or "" */
    struct span more_name;            /* what there would be one more of */
    struct span drop;                 /* value of the button that takes this group away, or "" */
    const struct entry_view *entries; /* of a group, and below an answered question */
    size_t n_entries;
};

struct note_view {
    struct span where, text;
};

struct form_view {
    struct page_view page;
    struct span title;
    struct span draft; /* the response as JSON, carried by the page itself */
    const struct entry_view *entries;
    size_t n_entries;
    const struct note_view *findings; /* of the form, or of what was sent */
    size_t n_findings;
    bool wrong; /* what was sent does not fit yet */
};

struct form_done_view {
    struct page_view page;
    struct span title, response;    /* the JSON that was made */
    const struct note_view *scores; /* where: of what; text: the sum, or what is missing */
    size_t n_scores;
};

#endif
