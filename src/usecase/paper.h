/* usecase/paper.h - what was on paper, entered afterwards: a session that was held without the
 * program, and a consent that was given before it.
 *
 * Nothing of it widens. What narrows (a stop, a no, the intent) counts from when it is entered.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PAPER_H
#define HF_USECASE_PAPER_H

#include "usecase/plan.h"

enum { PAPER_DAYS_MOST = 366 };
enum paper_stop { PAPER_STOP_UNSAID, PAPER_STOP_NO, PAPER_STOP_YES };

/* `done` and `no` have one for each step of the present plan; the rest count as false. HF_INVALID
 * names the field: "day" (none, later than today, or over a year ago), "stopped",
 * "client_different", "different" (not said), "different_words" (something was, and no words).
 * HF_CONFLICT: a session of this client is open here. */
struct enter_session {
    struct hand hand;
    struct client_id client;
    struct span day; /* "2026-11-23" */
    struct span began, ended, present;
    const bool *done; /* it was done */
    const bool *no;   /* the client said no, or less, there */
    size_t n_steps;
    uint8_t stopped;                          /* enum paper_stop */
    size_t stopped_at;                        /* the step it was at, from 1; 0: not known */
    uint8_t client_different, desk_different; /* enum honest */
    struct span different_words, words, kept;
};
HF_MUST_USE enum status enter_session(const struct practice *practice, struct arena *arena,
                                      const struct enter_session *in, struct fault *why);

/* HF_INVALID: "consent_day" as above, "consent_words". */
struct enter_consent {
    struct hand hand;
    struct client_id client;
    struct span day, words, kept;
};
HF_MUST_USE enum status enter_consent(const struct practice *practice, struct arena *arena,
                                      const struct enter_consent *in, struct fault *why);

/* The last consent on paper, if the client has said yes to nothing here since; else NULL. */
const struct paper_consent_content *paper_consent_waits(const struct client_file *file);

#endif
