/* usecase/consent.h - the client is asked, answers, and changes the answer; narrowing never waits.
 *
 * Nothing is chosen beforehand and silence is no. A no, a "talk first" and every narrowing is kept
 * at once, whatever else is missing on the page; a yes needs its technique, its pressure, the
 * statement and the name, the client's own device where it is sensitive, a whole checklist, no
 * open session, and a page that showed this very plan.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_CONSENT_H
#define HF_USECASE_CONSENT_H

#include "core/visit/agreed.h"
#include "usecase/passkey.h"
#include "usecase/plan.h"

/* One place of the proposal with everything that the plan asks for there. */
struct proposal_row {
    struct span region;
    uint8_t side, access, intent; /* enums of facts.h */
    struct words techniques;      /* asked for */
    struct words conditions;      /* under which it is proposed */
    uint8_t dots;                 /* the most pressure asked for, 1..5 */
    struct span reason;           /* the step's own words, or "" */
    bool needs_device;            /* intimate, internal or sensual: own device only */
    bool offers_skin;             /* clothing may stay on here */
    uint8_t answer;               /* enum choice_answer: as it stands now */
    uint8_t dots_said;            /* of the present yes; 0: none */
};

struct consent_file {
    struct plan_file plan; /* plan.facts are about the plan's practitioner */
    struct span practitioner_name;
    const struct proposal_row *rows;
    size_t n_rows;
    int64_t until_s;   /* when a yes of today ends */
    int64_t seen;      /* the last entry that this reading knows */
    bool in_session;   /* nothing can be widened now */
    bool is_resting;   /* after a stop: nothing can be widened yet */
    bool own_device;   /* how the client is present */
    bool all_no;       /* the client's standing no to the whole body */
    struct span never; /* what the client never wants, in own words, or "" */
};

/* HF_NOT_FOUND: nothing is proposed. */
HF_MUST_USE enum status view_consent(const struct practice *practice, struct arena *arena,
                                     struct keyring *reader, struct client_id client,
                                     struct consent_file *ret, struct fault *why);

/* One answer as typed: the row is named by region and side. */
struct consent_choice {
    struct span region;
    uint8_t side;
    uint8_t answer; /* enum choice_answer */
    uint8_t dots;   /* 0: none chosen */
    bool on_skin;   /* false: through clothing, where that is offered */
    struct words techniques;
};

/* A yes that the client's own passkey confirms proves more (3) than their own device (2). First
 * `is_wanted`: what narrows is kept, the yes waits, and the reply says what is to be confirmed.
 * Then the same answers with the passkey's `use`, whose challenge is confirm_challenge(). */
struct consent_confirm {
    bool is_wanted;
    const struct passkey_use *use; /* NULL: none; its challenge is not looked at */
    bool was_asked;                /* `nonce` was asked of this client, once, just now */
    uint8_t nonce[32];
};
void confirm_challenge(const uint8_t nonce[32], const uint8_t act[32], uint8_t ret[32]);

struct give_consent {
    struct hand hand; /* the client's own, or a delegate of it */
    struct client_id client;
    const struct consent_choice *choices;
    size_t count;
    struct checklist_answers answers; /* to what was told, point by point */
    struct span never;
    struct span name;     /* typed */
    bool says_it_oneself; /* the statement was ticked */
    bool is_unsigned;     /* the client has a PIN, and neither it nor a witness was given */
    int64_t seen;         /* of the page that was answered: plan, terms and every no up to it;
                             0: nothing was */
    int lang;             /* enum message_lang */
    struct span until;    /* the day of the end, as it was shown */
    struct consent_confirm confirm;
};

enum consent_row_fault {
    CONSENT_ROW_OK,
    CONSENT_ROW_NO_TECHNIQUE,
    CONSENT_ROW_NO_DOTS,
    CONSENT_ROW_NEEDS_DEVICE,
    CONSENT_ROW_IN_SESSION,
    CONSENT_ROW_RESTING,
};
/* KEEP IN ORDER: bits. */
enum consent_lack {
    CONSENT_NO_NAME = 1,
    CONSENT_NO_STATEMENT = 2,
    CONSENT_UNSEEN = 4,
    CONSENT_CHECKLIST = 8,
    CONSENT_UNSIGNED = 16,
    CONSENT_UNCONFIRMED = 32, /* by a passkey that was wanted */
};

struct give_consent_reply {
    struct consent_file file;           /* as it was before */
    const enum consent_row_fault *rows; /* for each row of the file */
    size_t n_wrong;
    struct checklist_state checklist; /* with the answers that were sent */
    unsigned lacks;                   /* with n_wrong == 0 and lacks == 0 everything was kept */
    size_t yes, ask, no, talk;
    struct span text;       /* what was kept, in the exact words; "" if it was so already */
    struct span to_confirm; /* every new yes in the words that are signed; "": none, or not asked */
    uint8_t act[32];        /* with `to_confirm` */
    int64_t seen;           /* as in give_consent, for the same page once more */
    int64_t when_s;
    char reference[RECEIPT_REFERENCE_TEXT]; /* "": nothing new was kept */
};
HF_MUST_USE enum status give_consent(const struct practice *practice, struct arena *arena,
                                     const struct give_consent *in, struct give_consent_reply *ret,
                                     struct fault *why);

/* Smaller, at once: by the client at any time and from any device, and by the practitioner. */
enum narrow_to { NARROW_ASK = 1, NARROW_NO, NARROW_ALL_NO };
struct narrow_consent {
    struct hand hand;
    struct client_id client;
    enum narrow_to to;
    struct span region; /* not for NARROW_ALL_NO */
    uint8_t side;
    int lang;
};
/* HF_INVALID: "region". */
HF_MUST_USE enum status narrow_consent(const struct practice *practice, struct arena *arena,
                                       const struct narrow_consent *in, struct fault *why);

/* The client takes the no to everything back; nothing is a yes by that. HF_CONFLICT: somebody else,
 * a shared device, or a session is open. */
struct reopen_consent {
    struct hand hand;
    struct client_id client;
    int lang;
};
HF_MUST_USE enum status reopen_consent(const struct practice *practice, struct arena *arena,
                                       const struct reopen_consent *in, struct fault *why);

/* What stands now, place by place; for the client's page. `arena` holds all of it. */
HF_MUST_USE enum status consent_agreed(const struct practice *practice,
                                       const struct client_file *file, struct arena *arena,
                                       struct agreed *ret, struct fault *why);

/* --- for this use case's own files ----------------------------------------------------------- */

HF_MUST_USE enum status consent_of(const struct practice *practice, const struct client_file *file,
                                   struct keyring *reader, struct arena *arena,
                                   struct consent_file *ret, struct fault *why);

/* The client's own limit that stands on exactly this place: `asks` those that ask each time, else
 * those that deny. NULL: none. */
const struct entry *consent_standing_limit(const struct client_file *file, struct span region,
                                           uint8_t side, bool asks);

#endif
