/* core/model/checklist.h - what a record of consent has to hold: packs/consent.json.
 *
 * Fields CO01 to CO37. Where the program has no place of its own for a field, the pack asks for it:
 * questions to the practitioner before a plan is proposed, and to the client with the proposal. A
 * hard field that the program does not enforce is refused at load.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_CHECKLIST_H
#define HF_CORE_MODEL_CHECKLIST_H

#include "core/model/pack.h"

enum {
    CHECKLIST_MAX_FIELDS = 64,
    CHECKLIST_MAX_ASKS = 64, /* of all fields together */
    CHECKLIST_MAX_OPTIONS = 8,
    CHECKLIST_MAX_LINES = 64,
    CHECKLIST_MAX_NAMES = 8, /* people in one list of names */
};

enum ask_who { ASK_PRACTITIONER = 1, ASK_CLIENT };
enum ask_kind { ASK_TICK = 1, ASK_CHOICE, ASK_TEXT, ASK_NAMES };

/* To which plans a question belongs. */
enum ask_when {
    WHEN_ALWAYS = 1,
    WHEN_INTIMATE, /* a step is intimate, internal or sensual */
    WHEN_INTERNAL,
    WHEN_NO_REASON, /* a step has no reason of its own */
};

/* "If that was answered so"; without `ask` it always holds. */
struct ask_if {
    struct span ask, is;
};

struct ask_option {
    struct span id, name;
    bool counts;        /* false: what was chosen stands in the way */
    struct ask_if only; /* offered only then */
};

struct checklist_ask {
    struct span id; /* "CO08.cost" */
    enum ask_who who;
    enum ask_kind kind;
    enum ask_when when;
    struct ask_if only;        /* asked only then */
    struct ask_if required_if; /* if given: it may be left blank otherwise */
    struct span text, hint;
    struct span each;   /* asked once for each line of that list of names, or "" */
    struct words tells; /* what stands below it: reasons, minutes, expect, risk, benefit, or what
                           the practitioner answered to a question */
    const struct ask_option *options; /* of a choice */
    uint32_t n_options;
    uint32_t field; /* index */
};

struct checklist_field {
    struct span id, field;
    bool is_hard;
    struct span rule;           /* as the table of facts has it: "hard for V R P" */
    struct span kept, by;       /* where it is kept, what enforces it, in words */
    struct span enforced;       /* always, part, told, not_yet; a hard one always */
    uint32_t first_ask, n_asks; /* in the checklist's list */
    struct words sources;
    struct span review;
};

/* Said of every plan of its kind, beside what the ways of working say. */
struct checklist_line {
    struct pack_claim claim;
    enum ask_when when;
};

struct checklist {
    struct pack_head head;
    struct pack_sources sources;
    const struct checklist_field *fields;
    uint32_t n_fields;
    const struct checklist_ask *asks; /* in the order of the fields */
    uint32_t n_asks;
    const struct checklist_line *lines;
    uint32_t n_lines;
};

/* HF_INVALID names the row and what is wrong with it. */
HF_MUST_USE enum status checklist_load(struct span json, struct arena *arena,
                                       const struct checklist **ret, struct fault *why);

/* NULL when the checklist has none. */
const struct checklist_field *checklist_find(const struct checklist *list, struct span field);
const struct checklist_ask *checklist_ask_find(const struct checklist *list, struct span ask);
const struct ask_option *ask_option_find(const struct checklist_ask *ask, struct span option);

/* Is it an answer to this tick or choice at all, whether or not it counts? */
bool ask_option_is(const struct checklist_ask *ask, struct span value);

#endif
