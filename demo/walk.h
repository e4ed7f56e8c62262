/* demo/walk.h - one client's way from the first word to an agreed plan, act by act, each through
 * its use case; every act moves the clock by about as long as it takes.
 *
 * What a client said is data (struct client_said); what is refused comes back as HF_CONFLICT with
 * the step in place->why.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DEMO_WALK_H
#define HF_DEMO_WALK_H

#include "place.h"
#include "usecase/intake.h"

struct client_said {
    const char *name, *pronoun, *born, *document;
    const char *mail, *words;            /* where and in which neutral words they may be reached */
    const char *login, *password;        /* NULL: none of their own */
    const struct intake_answer *answers; /* what is not "no" */
    size_t n_answers;
    const char *sentence; /* the practitioner's own, at the review */
    bool refer_on;
};

struct visitor {
    const struct client_said *said;
    struct client_id id;
    struct keyring *practitioner; /* borrowed */
    struct keyring *own;          /* the client's, on an own device; closed by walk_end */
};

/* Name, safe channel, a one-time link that the client opens at home. walk_end is due afterwards. */
HF_MUST_USE enum status walk_begin(struct place *place, struct keyring *practitioner,
                                   const struct client_said *said, struct visitor *visitor);
void walk_end(struct visitor *visitor);

/* Both halves of it. For walk_add, `visitor` has `said` and `practitioner`. */
HF_MUST_USE enum status walk_add(struct place *place, struct visitor *visitor);
HF_MUST_USE enum status walk_let_in(struct place *place, struct visitor *visitor);

/* The whole questionnaire, a part of it at a time, "no" where nothing else is said, and given.
 * HF_CONFLICT: the date of birth says minor; nothing was kept. */
HF_MUST_USE enum status walk_intake(struct place *place, struct visitor *visitor);

/* Both halves of it: drafts, and giving them. */
HF_MUST_USE enum status walk_draft(struct place *place, struct visitor *visitor);
HF_MUST_USE enum status walk_give(struct place *place, struct visitor *visitor);

/* A document is seen, the findings are reviewed. */
HF_MUST_USE enum status walk_review(struct place *place, struct visitor *visitor);

/* A way of working is drafted as a plan and the client is asked about it. */
HF_MUST_USE enum status walk_propose(struct place *place, struct visitor *visitor,
                                     const char *pack);
/* Yes to every place but `no_to` ("" for none), signed on the client's own device. */
HF_MUST_USE enum status walk_consent(struct place *place, struct visitor *visitor,
                                     const char *no_to);
/* Steps that are denied leave the plan; what remains is agreed to by the client. HF_CONFLICT: it is
 * not, and the refusal is on record. */
HF_MUST_USE enum status walk_agree(struct place *place, struct visitor *visitor);

#endif
