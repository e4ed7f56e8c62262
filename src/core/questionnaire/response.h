/* core/questionnaire/response.h - what was answered: a FHIR R4 QuestionnaireResponse as a tree that
 * can be changed and written again.
 *
 * Nothing is lost: members that mean nothing here, ids, extensions, items that the form does not
 * have and numbers as they were written all come out again. Written JSON is without spaces; what
 * was written so comes out byte for byte.
 *
 * A draft is `in-progress` and names its form as url|version.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_RESPONSE_H
#define HF_CORE_QUESTIONNAIRE_RESPONSE_H

#include "core/questionnaire/questionnaire.h"

enum {
    RESPONSE_MAX_ITEMS = 20000,
    RESPONSE_MAX_ANSWERS = 20000,
    RESPONSE_MAX_BYTES = 1 << 20, /* of what is written */
};

struct response_answer {
    struct json *node;           /* its object, owned: {"valueX":..,"item":[..]} */
    struct fhir_value value;     /* VALUE_NONE: none, or of a type that no question has */
    struct response_item *item;  /* whose answer it is */
    struct response_item *items; /* below it, in order */
    struct response_answer *next;
    uint32_t n; /* 0-based among the answers of its item */
};

struct response_item {
    struct json *node;   /* its object, owned: the same address for the response's whole life */
    struct span link_id; /* "" when it has none */
    uint32_t question;   /* QUESTION_NONE: the form has no such linkId */
    struct response_item *parent;    /* the item that holds it, by itself or by an answer */
    struct response_answer *answer;  /* the answer that holds it, or NULL */
    struct response_answer *answers; /* in order */
    uint32_t n_answers;
    struct response_item *items; /* directly below it (a group's), in order */
    struct response_item *next;  /* sibling */
    uint32_t at, end;            /* of enabled.h: in document order; behind all below it */
    uint32_t n;                  /* 0-based among its siblings of any linkId */
};

struct response {
    const struct questionnaire *form;
    struct arena *arena;
    struct json *node;
    struct span status, questionnaire, authored;
    struct response_item *items; /* at the top, in order */
    uint32_t n_items, n_answers; /* in all */
    bool reshaped;               /* an item came or went since calculate.h made its index */
};

/* Nothing answered: {"resourceType","questionnaire","status":"in-progress"}. NULL when the arena
 * is spent. */
struct response *response_new(const struct questionnaire *form, struct arena *arena);

/* Reads one. Only what can't be held as a tree is a fault (no JSON, another resource, an item that
 * is no object); everything else is for response_validate. Grows in `arena` for its life. */
HF_MUST_USE enum status response_read(struct span json, const struct questionnaire *form,
                                      struct arena *arena, struct response **ret,
                                      struct fault *why);
HF_MUST_USE enum status response_read_tree(const struct json *tree,
                                           const struct questionnaire *form, struct arena *arena,
                                           struct response **ret, struct fault *why);

HF_MUST_USE enum status response_write(const struct response *response, struct arena *arena,
                                       struct span *ret, struct fault *why);

/* --- looking ---------------------------------------------------------------------------------- */

/* In document order: the first item; the one behind `item`, below it first; NULL at the end. */
struct response_item *response_first(const struct response *response);
struct response_item *response_next(const struct response_item *item);

/* The n-th item of the question in document order, wherever it stands; NULL when there is none. */
struct response_item *response_find(const struct response *response, uint32_t question, uint32_t n);

/* The first item of the question directly below `parent` (NULL: at the top), below any of its
 * answers if it is a question; NULL when there is none. */
struct response_item *response_child(const struct response *response,
                                     const struct response_item *parent, uint32_t question);

/* The answer at n, or NULL. */
struct response_answer *response_answer_at(const struct response_item *item, uint32_t n);

/* "QuestionnaireResponse.item[0].answer[1].item[0]"; cut as place_write cuts. */
struct span response_where(const struct response_item *item, struct arena *arena);

/* --- changing (NULL or false: the arena is spent, or a limit is reached; nothing changed) ------
 */

/* A new item of the question below `parent`, behind its earlier siblings of the same question and
 * in the order of the form. Below a question it stands under its first answer. */
struct response_item *response_item_add(struct response *response, struct response_item *parent,
                                        uint32_t question);

/* The item of the question, and of each group above it, made where missing: for forms without
 * repeating groups, where each question has one place. */
struct response_item *response_item_ensure(struct response *response, uint32_t question);

void response_item_remove(struct response *response, struct response_item *item);

/* Sets answer n (n == n_answers adds one). Items below the answer stay. The value is not checked:
 * response_validate says whether it fits. */
bool response_answer_set(struct response *response, struct response_item *item, uint32_t n,
                         struct fhir_value value);

/* Takes the answer and what is below it away; later answers move up. */
void response_answer_remove(struct response *response, struct response_item *item, uint32_t n);

/* "in-progress", "completed", "amended": writes the member. */
bool response_status_set(struct response *response, struct span status);

/* Sets a text member at the top ("authored"). */
bool response_text_set(struct response *response, const char *name, struct span text);

/* --- values as a page sends them -------------------------------------------------------------- */

/* One answer from text: "true"; "5"; "0.10"; "2026-11-23"; "10:00"; a code, or "system|code", of
 * an option; words for string, text and open-choice; "12.5 kg" or "12.5" for a quantity.
 * HF_NOT_FOUND: nothing but blanks, so no answer; HF_INVALID: not of that type. Attachments can't
 * be given so. */
HF_MUST_USE enum status question_read_value(const struct question *question, struct span raw,
                                            struct arena *arena, struct fhir_value *ret,
                                            struct fault *why);

/* The value as text for a person: the display of a coding, "yes", "12.5 kg". */
struct span question_show_value(const struct question *question, struct fhir_value value,
                                struct arena *arena);

#endif
