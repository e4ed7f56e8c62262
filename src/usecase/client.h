/* usecase/client.h - a client's file from outside: adding, listing, opening, the link, the tablet.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_CLIENT_H
#define HF_USECASE_CLIENT_H

#include "usecase/client_stage.h"
#include "usecase/sign.h"

/* A name to use and a safe channel: no more is needed. HF_INVALID: no name. HF_CONFLICT: the
 * practice lacks what it needs before a client can begin (practice_file_lacks). */
struct add_client {
    struct hand hand;
    struct span name, pronoun, language;
    struct contact_set_content contact;
};
HF_MUST_USE enum status add_client(const struct practice *practice, struct arena *arena,
                                   const struct add_client *in, struct client_id *ret,
                                   struct fault *why);

/* Another name, pronoun or safe channel; what is the same is not written. Whoever holds the
 * client's keys may. HF_INVALID: no name. */
struct edit_client {
    struct hand hand;
    struct client_id client;
    struct span name, pronoun;
    struct contact_set_content contact; /* channel, address, neutral words; the rest stays */
};
HF_MUST_USE enum status edit_client(const struct practice *practice, struct arena *arena,
                                    const struct edit_client *in, struct fault *why);

/* Everything about one client; HF_NOT_FOUND for whoever has nothing to do with them. */
HF_MUST_USE enum status view_client(const struct practice *practice, struct arena *arena,
                                    struct keyring *reader, struct client_id client,
                                    struct client_file *ret, struct fault *why);

/* One client in a list. */
struct client_line {
    struct client_id client;
    struct span name, pronoun;
    size_t alarms;             /* open ones that this reader is told of (measure_alarms_for) */
    struct client_stage stage; /* without what only an opened record tells: STAGE_REVIEWED */
    struct span after;   /* how it was after a session waits for an answer: id; "": nothing waits */
    int64_t after_due_s; /* since when */
    int64_t asked_due_s; /* something asked of the record waits for an answer; 0: nothing */
};
struct client_lines {
    const struct client_line *at;
    size_t count;
};

/* All clients whom the reader has to do with, by name; only names and alarms that nobody has seen
 * are opened, which is not noted as reading. Memory grows by the lines alone, whatever the length
 * of the chains. `query`: only names that hold it, whatever the case of ASCII letters; empty: all.
 */
HF_MUST_USE enum status list_clients(const struct practice *practice, struct arena *arena,
                                     struct keyring *reader, struct span query,
                                     struct client_lines *ret, struct fault *why);

/* The whole files of all of them: noted as reading, and as large as they are. */
struct client_list {
    const struct client_file *at;
    size_t count;
};
HF_MUST_USE enum status open_clients(const struct practice *practice, struct arena *arena,
                                     struct keyring *reader, struct client_list *ret,
                                     struct fault *why);

/* A one-time link for the client's own device. Makes the client's keys (a new generation each
 * time; earlier ones, their passes, links and password end) and grants them the client's own
 * record. HF_CONFLICT: a session is open, whose passes would end with the others; or this form has
 * made its link already, which is shown once. */
struct make_link {
    struct hand hand;
    struct client_id client;
};
HF_MUST_USE enum status make_link(const struct practice *practice, struct arena *arena,
                                  const struct make_link *in, struct link *ret, struct fault *why);

/* The tablet changes hands: the practitioner's pass on it ends, and a pass begins that acts for
 * the client with proof 1 and opens nothing else. */
enum { HANDOVER_HOURS = 2 };
struct hand_over {
    struct hand hand;
    struct client_id client;
    struct span old_pass; /* of the practitioner on this device */
};
HF_MUST_USE enum status hand_over(const struct practice *practice, struct arena *arena,
                                  const struct hand_over *in, struct sign_in_reply *ret,
                                  struct fault *why);

/* The client gives the tablet back: the delegate's key and pass end. Nobody is signed in then. */
struct take_back {
    struct hand hand; /* the handed-over tablet's */
    struct span pass;
};
HF_MUST_USE enum status take_back(const struct practice *practice, struct arena *arena,
                                  const struct take_back *in, struct fault *why);

/* The staff's pass that a handed-over tablet had is never given back: they sign in again. */

#endif
