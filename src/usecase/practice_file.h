/* usecase/practice_file.h - what the practice's own chain says, decoded: who is there, who may do
 * what, which line to ring.
 *
 * Read with the service's keys, since every worker needs it; it holds nothing about any client.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PRACTICE_FILE_H
#define HF_USECASE_PRACTICE_FILE_H

#include "core/visit/entry.h"
#include "usecase/usecase.h"

/* One entry with what it says. `content` is the struct of its action (core/model/content.h), or
 * NULL: a statement about keys, or sealed to this reader. */
struct file_entry {
    const struct ledger_entry *entry;
    const void *content;
};
struct file_chain {
    const struct file_entry *at;
    size_t count;
    struct entry_list entries; /* the same, as core/visit takes them */
};

struct practice_person {
    struct person_id id;
    struct span name;
    uint8_t roles; /* enum role, as last written; rights come from the certificate alone */
    bool has_left;
    bool has_recovery; /* she typed her recovery code back, and it is not void since */
};

struct practice_credential {
    struct id128 id;
    const struct credential_stated_content *said;
    struct person_id stated_by, certified_by; /* certified_by zero: stated by themselves */
    const struct credential_certified_content *certified;
    int64_t stated_s, certified_s, revoked_s; /* revoked_s 0: it stands */
};

struct practice_file {
    /* The last of each; NULL when there is none. `founded` NULL: there is no practice yet. */
    const struct practice_founded_content *founded;
    const struct safety_set_content *safety;
    const struct policy_set_content *policy;
    const struct packs_adopted_content *packs;
    const struct practice_person *people;
    size_t n_people;
    const struct practice_credential *credentials;
    size_t n_credentials;
    struct file_chain chain;
};

/* Loads one chain and decodes every content of these compartments (bits) that `reader` can open.
 * HF_FAILED: an entry does not
 * hold, or says what this version can't read. */
HF_MUST_USE enum status file_chain_load(struct ledger_tx *ltx, struct keyring *reader,
                                        struct client_id client, unsigned compartments,
                                        struct file_chain *ret, struct fault *why);

/* What a list needs of a chain (ledger_glance), decoded; nothing may be decided by it. */
HF_MUST_USE enum status file_chain_glance(struct ledger_tx *ltx, struct keyring *reader,
                                          struct client_id client, struct file_chain *ret,
                                          struct fault *why);

/* Adds what this transaction has written since `chain` was loaded (not an empty one). */
HF_MUST_USE enum status file_chain_renew(struct ledger_tx *ltx, struct keyring *reader,
                                         struct client_id client, unsigned compartments,
                                         struct file_chain *chain, struct fault *why);

/* An empty file, and HF_OK, when nothing is founded. Lives in ltx->arena. */
HF_MUST_USE enum status practice_file_load(struct ledger_tx *ltx, const struct practice *practice,
                                           struct practice_file *ret, struct fault *why);

/* NULL for somebody who is not of the practice. */
const struct practice_person *practice_file_person(const struct practice_file *file,
                                                   struct person_id person);
const struct practice_credential *practice_file_credential(const struct practice_file *file,
                                                           struct id128 credential);

/* Has this person a credential that stands now? What it covers is decide()'s question. */
bool practice_file_may_work(const struct practice_file *file, struct person_id person,
                            int64_t now_s);

/* Is everything there without which no client may begin? (product.md, "Before a practice goes
 * live"): emergency line, outside concern contact, a credential that stands, packs adopted.
 * Whether they are the ones of this program: packs_are_taken (usecase/packs.h). */
enum practice_lack {
    LACK_EMERGENCY_LINE = 1,
    LACK_CONCERN_CONTACT = 2,
    LACK_CREDENTIAL = 4,
    LACK_PACKS = 8,
};
unsigned practice_file_lacks(const struct practice_file *file, int64_t now_s);

#endif
