/* core/visit/checklist.h - what this plan's record of consent has to hold, what it holds, and what
 * is missing.
 *
 * Nothing is taken from another plan. A client's answer counts for the words that it was given to:
 * a cost that changes, another name or another risk is asked again, less is not. An answer that
 * stands in the way ("I was not offered one") keeps its question open.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_CHECKLIST_H
#define HF_CORE_VISIT_CHECKLIST_H

#include "core/model/checklist.h"
#include "core/visit/entry.h"

struct checklist_question {
    const struct checklist *pack;
    const struct atlas *atlas;
    const struct modality *const *ways;
    size_t n_ways;
    struct entry_list entries; /* of the client's chain */
    struct id128 client, plan;
    const struct plan_drafted_content *said;
    int lang; /* enum message_lang */
};

/* A question that is asked of this plan. */
struct checklist_item {
    const struct checklist_ask *ask;
    const struct checklist_field *field;
    struct span id;    /* "CO08.cost"; "CO03.agree/2" for the second name */
    struct span name;  /* of whom it is asked, or "" */
    struct words told; /* what stands below the question, line by line */
    struct span words; /* all of it, exactly as it is recorded */
    struct span value; /* an option's id, "yes", own words; "": not answered for these words */
    bool is_required, is_met;
};

struct checklist_state {
    const struct checklist_item *items; /* the practitioner's and the client's, as in the pack */
    size_t count;
    size_t lacks_desk, lacks_client; /* required and not met */
};

struct checklist_answer {
    struct span id, value;
};

struct checklist_answers {
    const struct checklist_answer *at;
    size_t count;
};

/* `fresh`: answers of the client that are not recorded yet; they count before the recorded ones.
 * HF_FAILED when the arena is spent. */
HF_MUST_USE enum status checklist_of(const struct checklist_question *question,
                                     struct checklist_answers fresh, struct arena *arena,
                                     struct checklist_state *ret, struct fault *why);

/* NULL when nothing of that id is asked. */
const struct checklist_item *checklist_item_find(const struct checklist_state *state,
                                                 struct span id);

/* Would this answer let the plan go on? False for a word that is no option. */
bool checklist_counts(const struct checklist_item *item, struct span value);

/* Everybody whom the client agreed to by name, the chaperone included; for who is present. */
struct words checklist_present(const struct checklist_state *state, struct arena *arena);

/* "CHECKLIST:CO08" once for each field that is open: reasons of a refusal. */
struct words checklist_reasons(const struct checklist_state *state, struct arena *arena);

#endif
