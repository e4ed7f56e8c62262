/* usecase/client_file.h - everything that is known about one client, for the time of one use case.
 *
 * Practice chain and client chain, verified by the ledger, decoded, with the facts that decide()
 * asks for. Whoever holds no key to the client's care finds nothing here: HF_NOT_FOUND, the same as
 * for an id that never was.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_CLIENT_FILE_H
#define HF_USECASE_CLIENT_FILE_H

#include "usecase/practice_file.h"

struct client_file {
    struct practice_file practice;
    struct client_id client;
    struct file_chain chain;
    const struct client_added_content *added;    /* the same for all three: */
    const struct identity_set_content *identity; /* the last; NULL: not readable, or not said */
    const struct contact_set_content *contact;   /* the same */
    struct person_id practitioner; /* who cares for the client now; zero: not readable */
};

/* As client_file_load, beside a practice that is loaded already, opening these compartments alone
 * (ledger_load_part). */
HF_MUST_USE enum status client_file_beside(struct ledger_tx *ltx,
                                           const struct practice_file *practice,
                                           struct keyring *reader, struct client_id client,
                                           unsigned compartments, struct client_file *ret,
                                           struct fault *why);

/* For a list: names and how far it has come (client_stage), from ledger_glance. Nothing may be
 * decided by it. */
HF_MUST_USE enum status client_file_glance(struct ledger_tx *ltx,
                                           const struct practice_file *practice,
                                           struct keyring *reader, struct client_id client,
                                           struct client_file *ret, struct fault *why);

/* Writes the "somebody looked" entry as ledger_load does. Lives in ltx->arena. */
HF_MUST_USE enum status client_file_load(struct ledger_tx *ltx, const struct practice *practice,
                                         struct keyring *reader, struct client_id client,
                                         struct client_file *ret, struct fault *why);

/* Adds what this transaction has written to the client's chain since; the practice's own stays as
 * it was loaded. */
HF_MUST_USE enum status client_file_renew(struct ledger_tx *ltx, struct keyring *reader,
                                          struct client_file *file, struct fault *why);

/* The last content of an action in the chain, NULL when there is none; *ret_entry (may be NULL) is
 * its entry. */
const void *file_chain_last(struct file_chain chain, uint16_t action,
                            const struct ledger_entry **ret_entry);

/* The name to use, or the empty span. */
struct span client_file_name(const struct client_file *file);

/* The name of whoever is meant in this client's file: a person of the practice, the client, or the
 * empty span for the program itself. */
struct span client_file_who(const struct client_file *file, struct person_id person);

#endif
