/* usecase/close.h - after a session: the note, what was done all the same, the record, incidents.
 *
 * Permission is not fact: what was done can always be recorded, with the decision of that moment
 * beside it. What is signed stays; later changes are dated corrections.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_CLOSE_H
#define HF_USECASE_CLOSE_H

#include "core/visit/told.h"
#include "usecase/session_file.h"

/* A session as it is kept, with the SOAP view that was generated from it. */
struct session_record {
    struct session_file session;
    struct soap soap;
    const struct session_closed_content *closed; /* NULL: not signed yet */
    const struct ledger_entry *closed_entry;
    const struct client_closed_content *client_closed; /* NULL: not answered */
    const struct act_refused_content *const *refused;  /* steps that were refused in it */
    size_t n_refused;
};

/* For whoever can read the client's care: the practitioner, or the client. */
HF_MUST_USE enum status view_session_record(const struct practice *practice, struct arena *arena,
                                            struct keyring *reader, struct session_id session,
                                            struct session_record *ret, struct fault *why);

/* The practitioner's note and answer, signed with her own key; ends the session if it has not
 * ended, and every room pass. HF_INVALID names the field: "different" unanswered, or "yes" without
 * words. HF_CONFLICT: it is signed already. */
struct close_session {
    struct hand hand;
    struct session_id session;
    struct span assessment, plan, private_note;
    uint8_t different; /* enum honest */
    struct span different_words;
    const struct step_said *done; /* done though it was not agreed; NULL: nothing */
};
HF_MUST_USE enum status close_session(const struct practice *practice, struct arena *arena,
                                      const struct close_session *in, struct session_record *ret,
                                      struct fault *why);

/* A dated correction beside the signed note. HF_INVALID: no words. HF_CONFLICT: nothing is signed.
 */
struct correct_record {
    struct hand hand;
    struct session_id session;
    struct span words;
};
HF_MUST_USE enum status correct_record(const struct practice *practice, struct arena *arena,
                                       const struct correct_record *in, struct session_record *ret,
                                       struct fault *why);

/* One thing that went wrong, of a client whose care the reader can open. */
struct incident {
    struct client_id client;
    struct span client_name;
    struct session_id session;
    struct span who; /* who noted it; empty: the program */
    int64_t at_s;
    const struct incident_noted_content *noted;    /* one of the two */
    const struct done_though_denied_content *done; /* is not NULL */
};
struct incident_list {
    const struct incident *at; /* the newest of each client first */
    size_t count;
};
HF_MUST_USE enum status view_incidents(const struct practice *practice, struct arena *arena,
                                       struct keyring *reader, struct incident_list *ret,
                                       struct fault *why);

#endif
