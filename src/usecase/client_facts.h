/* usecase/client_facts.h - a client's file as facts: what decide() is asked with.
 *
 * The one way from verified entries to struct facts. What the program carries is named here by the
 * hashes of its bytes; the fold compares them with what the owner adopted, and other bytes deny.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_CLIENT_FACTS_H
#define HF_USECASE_CLIENT_FACTS_H

#include "core/visit/gather.h"
#include "usecase/client_file.h"

struct client_facts {
    struct client_file file;
    struct gathering gathering;
    struct facts facts;       /* checked */
    struct span practitioner; /* of the act, as the facts spell it */
    int64_t now_s;            /* one "now" for the whole use case: gather_now_s */
};

/* Facts about acts of `practitioner` (zero: nobody yet). Lives in `arena`, as does the file that is
 * handed in. HF_INVALID, HF_FAILED: no facts can be made of these records; the caller denies. */
HF_MUST_USE enum status client_facts_of(const struct practice *practice,
                                        const struct client_file *file,
                                        struct person_id practitioner, struct arena *arena,
                                        struct client_facts *ret, struct fault *why);

/* client_file_load, then client_facts_of. HF_NOT_FOUND as client_file_load. */
HF_MUST_USE enum status client_facts_load(struct ledger_tx *ltx, const struct practice *practice,
                                          struct keyring *reader, struct client_id client,
                                          struct person_id practitioner, struct client_facts *ret,
                                          struct fault *why);

/* S7 ignores a beginning within the cooldown after a stop, and S8 a widening; an unanswered red or
 * a doubt about capacity would become that stop. */
HF_MUST_USE enum status client_facts_rest(const struct client_facts *known, struct arena *arena,
                                          bool *ret, struct fault *why);

/* The first entry that this request has written, or NULL: a request that comes again is answered
 * with what it did the first time. Only for use cases that write under request_nth(request, 0). */
const struct ledger_entry *client_file_written(const struct client_file *file,
                                               struct request_id request);

/* A session of this client is open: nothing intimate, internal or sensual is added now (T5, S8). */
bool client_file_in_session(const struct client_file *file);

/* Encodes and appends as the hand's n-th entry; an object of zero becomes the entry's request id,
 * which is the same when the request comes again. `ret` may be NULL. */
HF_MUST_USE enum status client_append(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                                      struct client_id client, const struct to_record *record,
                                      uint64_t version, struct ledger_entry *ret,
                                      struct fault *why);

#endif
