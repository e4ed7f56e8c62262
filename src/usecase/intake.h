/* usecase/intake.h - the client's answers: kept part by part, then given as a whole.
 *
 * A draft has no consequence. A wrong answer never costs a right one: what fits is kept, and the
 * rest is named question by question. A minor is refused before anything else is asked, and the
 * record says no more than that the age is in doubt.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_INTAKE_H
#define HF_USECASE_INTAKE_H

#include "core/form/answers.h"
#include "usecase/client_facts.h"

/* The questionnaire as it stands for one client. Arrays have one member for each item. */
struct intake {
    struct client_file file;
    const struct form *form;
    struct form_answers *answers;
    const bool *shown; /* asked now: nothing answered so far makes it moot */
    int64_t saved_s;   /* of the last draft, or of the answers; 0: nothing yet */
    bool is_begun;     /* something was kept */
    bool is_answered;  /* given, and nothing changed since */
    bool is_minor;     /* a date of birth was given that says so */
};

/* `reader`: the client's own keyring or a delegate of it, or a practitioner's. */
HF_MUST_USE enum status view_intake(const struct practice *practice, struct arena *arena,
                                    struct keyring *reader, struct client_id client,
                                    struct intake *ret, struct fault *why);

/* One answer as a page sends it (form_answer_read). */
struct intake_answer {
    struct span link_id, raw;
};

struct save_intake {
    struct hand hand;
    struct client_id client;
    const struct intake_answer *answers; /* names that are no question are left out */
    size_t count;
};
struct save_intake_reply {
    struct intake intake; /* with what was kept */
    const bool *wrong;    /* for each item: its answer did not fit; the earlier one stands */
    size_t n_wrong;
    size_t n_more; /* questions that are asked only since these answers */
};
/* Keeps a draft when something changed. `ret->intake.is_minor`: nothing of it was kept. */
HF_MUST_USE enum status save_intake(const struct practice *practice, struct arena *arena,
                                    const struct save_intake *in, struct save_intake_reply *ret,
                                    struct fault *why);

/* HF_CONFLICT: somebody else's hand. What is told aloud is entered on a handed-over tablet. */
struct answer_intake {
    struct hand hand; /* may be the one of the last part */
    struct client_id client;
};
struct answer_intake_reply {
    struct intake intake;
    const uint32_t *missing; /* items; not empty: nothing was given yet */
    uint32_t n_missing;
};
HF_MUST_USE enum status answer_intake(const struct practice *practice, struct arena *arena,
                                      const struct answer_intake *in,
                                      struct answer_intake_reply *ret, struct fault *why);

/* For other use cases: the questionnaire out of a file that is loaded. */
HF_MUST_USE enum status intake_of(const struct practice *practice, const struct client_file *file,
                                  struct arena *arena, struct intake *ret, struct fault *why);

/* The answers as given (never a draft). HF_NOT_FOUND: there are none. */
HF_MUST_USE enum status intake_given(const struct practice *practice,
                                     const struct client_file *file, struct arena *arena,
                                     struct form_answers **ret, const struct ledger_entry **entry,
                                     struct fault *why);

#endif
