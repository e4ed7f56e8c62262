/* core/form/form.h - the questionnaire that a client is asked: a form as core/questionnaire loads
 * it, held to the subset that the intake's pages and the screening know.
 *
 * Taken: group, display, string, text, choice with answerOption of valueCoding, boolean, integer,
 * date; enableWhen with "=" on a choice or boolean that stands earlier; enableBehavior any or all;
 * required; maxLength. Anything else is refused by name and place, never skipped.
 *
 * Two habits of our own, both plain FHIR: a `display` below a question is its help; a `display`
 * directly below a part (a group at the top) whose linkId ends in ".why", ".minutes" or ".reader"
 * tells why the part is asked, how long it takes and who reads it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FORM_FORM_H
#define HF_CORE_FORM_FORM_H

#include "base/arena.h"
#include "base/date.h"
#include "base/fault.h"

enum form_kind {
    FORM_GROUP,
    FORM_DISPLAY, /* says something, asks nothing */
    FORM_STRING,  /* one line */
    FORM_TEXT,    /* several lines */
    FORM_CHOICE,
    FORM_BOOLEAN,
    FORM_INTEGER,
    FORM_DATE,
};

#define FORM_NONE UINT32_MAX

enum {
    FORM_MAX_ITEMS = 500,
    FORM_MAX_DEPTH = 5, /* of groups in groups */
    FORM_MAX_OPTIONS = 20,
    FORM_MAX_GATES = 12,
    FORM_MAX_LINK_ID = 64,
    FORM_MAX_WORDS = 2000,   /* bytes of one text of the form */
    FORM_MAX_LENGTH = 4000,  /* characters of one answer */
    FORM_MAX_ENCODED = 65536 /* bytes of all answers */
};

/* The answers that settle nothing: each counts as the careful answer (see core/screen). */
#define FORM_UNSURE "unsure"
#define FORM_SKIP   "skip" /* "I'd rather not say" */
#define FORM_TALK   "talk" /* "I'd like to talk about this in person" */

struct form_option {
    struct span code, display;
    bool careful; /* the code is one of the three above */
    bool quiet;   /* skip or talk: shown apart from the plain answers */
};

/* Asked only if the question (an index, always of an earlier item) has this answer. */
struct form_gate {
    uint32_t question;
    struct span code; /* for a choice */
    bool yes;         /* for a boolean */
};

struct form_item {
    struct span link_id, text;
    struct span help; /* of the display below it, or "" */
    enum form_kind kind;
    uint32_t parent; /* index of the group, or FORM_NONE at the top */
    uint32_t depth;  /* 0 at the top */
    bool required;
    bool all_gates;      /* every gate must fit, else one is enough */
    uint32_t max_length; /* characters, for string and text */
    const struct form_option *options;
    uint32_t n_options;
    const struct form_gate *gates;
    uint32_t n_gates;
};

struct form {
    struct span id, url, version, date, title;
    const struct form_item *items; /* in the order of reading, groups before what they hold */
    uint32_t n_items;
};

/* Everything lives in the arena, or is borrowed from the JSON in it. HF_INVALID names the item or
 * the offset; HF_FAILED when the arena is spent. */
HF_MUST_USE enum status form_load(struct span json, struct arena *arena, const struct form **ret,
                                  struct fault *why);

/* Its index, or FORM_NONE. */
uint32_t form_find(const struct form *form, struct span link_id);

/* The option of that code, or NULL. */
const struct form_option *form_option_find(const struct form_item *item, struct span code);

/* One part: a group at the top with what it says about itself. */
struct form_part {
    struct span link_id, title, why, minutes, reader;
    int64_t about_minutes; /* the first number in `minutes`, or 0 */
    uint32_t first, end;   /* its items are [first, end), nested groups and displays included */
};

uint32_t form_parts(const struct form *form);

/* The n-th part; false when there is none and `*ret` is left alone. */
bool form_part(const struct form *form, uint32_t n, struct form_part *ret);

#endif
