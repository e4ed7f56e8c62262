/* core/form/answers.h - what a client answered: one value, or none, for each question of a form.
 *
 * A missing answer is never a fault in a draft and never blocks: core/screen reads it the careful
 * way. Faults name the question, never what was answered.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FORM_ANSWERS_H
#define HF_CORE_FORM_ANSWERS_H

#include "base/buf.h"
#include "core/form/form.h"

struct form_answer {
    bool given;
    struct span text; /* string and text; the code of a choice */
    int64_t number;   /* integer */
    bool yes;         /* boolean */
    struct date date;
};

struct form_answers {
    const struct form *form;
    struct form_answer *of; /* as many as the form has items */
};

/* Whether a question counts. */
enum form_state {
    FORM_NOT_ASKED, /* a plain answer to another question makes it moot */
    FORM_MISSING,   /* asked and unanswered, or moot only because of a careful answer */
    FORM_ANSWERED,
};

/* Nothing answered; NULL when the arena is spent. */
struct form_answers *form_answers_new(struct arena *arena, const struct form *form);

/* Takes an answer as a page sends it: text; a code; "true" or "false"; a whole number;
 * "2026-11-23". Empty or blank takes the answer away. HF_NOT_FOUND: no such question; HF_INVALID:
 * it does not fit; the earlier answer then stands. Copies into `arena`. */
HF_MUST_USE enum status form_answer_read(struct form_answers *answers, struct span link_id,
                                         struct span raw, struct arena *arena, struct fault *why);

/* The text, or the code of a choice; "" when there is none. Takes any linkId. */
struct span form_answer_text(const struct form_answers *answers, const char *link_id);

/* Its date; false when there is none. */
bool form_answer_date(const struct form_answers *answers, const char *link_id, struct date *ret);

/* The answer as text for a person to read: the display of a choice, "yes", "42", "2026-11-23". */
struct span form_answer_show(const struct form_answers *answers, uint32_t item,
                             struct arena *arena);

/* The state of every item (a group is ANSWERED when it is shown). NULL when the arena is spent. */
const enum form_state *form_states(const struct form_answers *answers, struct arena *arena);

/* What still keeps the answers from being sent: the items that are required, asked and missing.
 * A draft needs no check. HF_OK with `*ret_count` 0 when complete. */
HF_MUST_USE enum status form_check(const struct form_answers *answers, struct arena *arena,
                                   const uint32_t **ret, uint32_t *ret_count, struct fault *why);

/* Bytes for sealing, at most FORM_MAX_ENCODED: 1 version byte; id and version of the form;
 * per answer: linkId, kind, value (lengths and numbers little-endian). */
HF_MUST_USE enum status form_answers_encode(const struct form_answers *answers, struct arena *arena,
                                            struct span *ret, struct fault *why);

/* Reads them back. Answers to questions that this form does not have, or has in another kind or
 * without that option, are counted in `*ret_dropped` and left out, which is careful: missing.
 * HF_CONFLICT when they belong to a form of another id. */
HF_MUST_USE enum status form_answers_decode(struct span bytes, const struct form *form,
                                            struct arena *arena, struct form_answers **ret,
                                            uint32_t *ret_dropped, struct fault *why);

#endif
