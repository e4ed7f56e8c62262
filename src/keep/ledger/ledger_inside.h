/* keep/ledger/ledger_inside.h - what the files of this room share; nobody else includes it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_LEDGER_INSIDE_H
#define HF_KEEP_LEDGER_LEDGER_INSIDE_H

#include "keep/ledger/statement.h"
#include "keep/vault/row.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
    ENTRY_SIGNED = 272,
    FRONTIER_MOST = 48,
    CHECKPOINT_BYTES = 156,
    WRAPS_READ = 3,
    PRACTICE_KEYGEN = 1,
    EXPORT_HEAD = 83,
    PROOF_HEAD = 99,
};

/* Enough for every chain of a practice of years; 4 MiB, touched only as it fills. */
enum { KNOWN_SHELVES = 16384, KNOWN_ON_A_SHELF = 8 };
struct shelf {
    uint8_t digests[KNOWN_ON_A_SHELF][32]; /* the newest first */
};

/* glance.c: of so many clients the end of the chain and the entries that a list needs; 5 MiB,
 * touched only as it fills. */
enum { GLANCES = 1024, GLANCE_ENTRIES = 120 };
struct glance {
    struct client_id client;
    uint64_t client_seq; /* of the last entry that was checked, with its hash */
    uint8_t hash[32];
    size_t n; /* 0: an empty place */
    struct {
        uint64_t seq;
        uint8_t hash[32];
    } at[GLANCE_ENTRIES];
};

/* known.c: statements as they were read, with what was computed over them; 0.5 MiB, touched only as
 * it fills. Those about a client's keys are read for each act. */
enum { STATED_KEPT = 512, STATED_KEPT_MOST = 600 };
struct stated_kept {
    uint8_t entry[336], blind[32], hash[32];
    size_t len; /* 0: an empty place */
    uint8_t bytes[STATED_KEPT_MOST];
};

/* A reading that could not be noted, since nothing but what narrows is written. */
struct unwritten {
    struct person_id person;
    struct client_id client;
    int64_t at_us;
};
enum { UNWRITTEN_MOST = 1024 };

/* Where a ledger stood: number of entries, and the hash of the last. */
struct mark {
    uint64_t size;
    uint8_t tip[32];
};
struct waiting;

/* The last entry of one chain (ends.c). */
struct chain_end {
    struct client_id client;
    uint64_t seq, client_seq; /* seq 0: there is none */
    uint8_t hash[32];
    /* All signatures up to this client_seq were found good; 0: it is not known. The proof is a hash
     * over the last of those entries and the keys that signed them (walk.c). */
    uint64_t checked;
    uint8_t proof[32];
};
struct ends {
    struct chain_end *at;
    size_t n, room; /* a power of two */
};

struct ledger {
    struct vault *vault;
    struct practice_id practice;
    atomic_bool narrow_only;
    pthread_mutex_t known_lock;
    struct shelf known[KNOWN_SHELVES];          /* known.c */
    struct stated_kept stated[STATED_KEPT];     /* known.c, under known_lock too */
    struct glance glances[GLANCES];             /* glance.c, under known_lock too */
    struct unwritten unwritten[UNWRITTEN_MOST]; /* brake.c, under known_lock too */
    size_t n_unwritten;
    atomic_bool lost; /* comeback.c, as the next two */
    pthread_mutex_t done_lock;
    struct mark done;
    struct ends ends;          /* ends.c; under done_lock */
    atomic_bool unrested;      /* something of it is not in the secrets folder: rest.c */
    atomic_bool unwalked;      /* begun from there: not walked from its first entry yet */
    _Atomic uint64_t computed; /* signatures, in this process's life */
    atomic_uint n_waiting;     /* waiting.c, as the next two */
    pthread_mutex_t waiting_lock;
    struct waiting *waiting;  /* WAITING_MOST places */
    _Atomic uint64_t scoured; /* seq of the last erasure that is out of the files: scour.c */
};

/* Runs `work` as ledger_transact does, by store_transact or store_try, and takes note of what was
 * acknowledged. */
typedef enum status store_way(struct store *store, enum store_mode mode, store_work *work,
                              void *arg, struct fault *why);
HF_MUST_USE enum status transact_by(store_way *way, struct ledger_tx *ltx, struct store *store,
                                    ledger_work *work, void *arg, struct fault *why);
void mark_done(struct ledger *ledger, const struct mark *mark); /* only ever forward */

/* Learns where each chain ends: from where it rested, or else from its first entry, along every
 * entry. `ret_holds`: is it one ledger from there to its head, and that of the anchor? */
HF_MUST_USE enum status ends_learn(struct ledger_tx *ltx, bool *ret_holds, struct fault *why);
/* The walk from the first entry that a start left out; nothing if none did. HF_FAILED: it does not
 * hold; from now on narrow-only. */
HF_MUST_USE enum status ends_walk_whole(struct ledger *ledger, struct store *store,
                                        struct fault *why);
bool ends_set(struct ends *ends, const struct chain_end *end); /* false: no memory */
struct chain_end *ends_place(const struct ends *ends, struct client_id client); /* room > 0 */
/* All signatures of a chain were found good up to `client_seq`. */
void ends_checked(struct ledger *ledger, struct client_id client, uint64_t client_seq,
                  const uint8_t proof[32]);
/* An entry of this transaction; known from its acknowledgement on (ends_keep). */
HF_MUST_USE enum status ends_add(struct ledger_tx *ltx, const struct ledger_entry *entry,
                                 struct fault *why);
void ends_keep(struct ledger *ledger, const struct ledger_tx *ltx);
void ends_find(struct ledger *ledger, struct client_id client, struct chain_end *ret);
void ends_clear(struct ends *ends);

/* Is something of this client waiting for the disk? */
bool waits_for(struct ledger *ledger, struct client_id client);
HF_MUST_USE enum status waiting_new(struct ledger *ledger, struct fault *why);
void waiting_free(struct ledger *ledger);

/* Did this key sign the entry? `entry` is what entry_parse has read from `bytes`. Computed once for
 * each in a process's life. */
bool known_verify(struct ledger *ledger, const uint8_t sign_pub[32],
                  const struct ledger_entry *entry, const uint8_t bytes[LEDGER_ENTRY_BYTES]);

/* Were these very bytes found to be one signed statement before? Then `ret_hash` is the hash of its
 * entry. Another byte in any of them is another statement, and is computed anew. */
bool stated_is_known(struct ledger *ledger, uint64_t seq, struct span entry, struct span blind,
                     struct span bytes, uint8_t ret_hash[32]);
void stated_keep(struct ledger *ledger, const struct ledger_entry *of, struct span entry,
                 struct span blind, struct span bytes);

#define PRACTICE(ltx) value_raw((ltx)->ledger->practice.id.bytes, 16)

/* --- entries --------------------------------------------------------------------------------- */

void entry_write(const struct ledger_entry *entry, uint8_t ret[LEDGER_ENTRY_BYTES]);
/* False: it has another length or shape, and `ret` holds nothing. */
bool entry_parse(struct span bytes, struct ledger_entry *ret); /* fills `hash` too */
bool entry_read(struct span bytes, struct ledger_entry *ret);  /* without it */
void entry_hash(const uint8_t bytes[LEDGER_ENTRY_BYTES], uint8_t ret[32]);

/* --- tree (RFC 6962) ------------------------------------------------------------------------- */

/* The roots of the full subtrees of `size` leaves, largest first. */
struct frontier {
    uint64_t size;
    size_t n;
    uint8_t roots[FRONTIER_MOST][32];
};
void frontier_add(struct frontier *frontier, const uint8_t leaf[32]);
void frontier_root(const struct frontier *frontier, uint8_t ret[32]);
/* Path of leaf `index` among `n` leaves; returns its length, at most FRONTIER_MOST. */
size_t merkle_path(const uint8_t (*leaves)[32], size_t n, size_t index,
                   uint8_t ret[FRONTIER_MOST][32]);
bool merkle_path_leads(const uint8_t leaf[32], uint64_t index, uint64_t size,
                       const uint8_t (*path)[32], size_t n, const uint8_t root[32]);

/* --- head ------------------------------------------------------------------------------------ */

struct head {
    uint8_t tip[32];
    int64_t utc_us;
    struct frontier frontier; /* its size is the ledger's */
};
HF_MUST_USE enum status head_read(struct ledger_tx *ltx, struct head *ret, struct fault *why);
HF_MUST_USE enum status head_write(struct ledger_tx *ltx, const struct head *head,
                                   struct fault *why);
bool head_parse(const struct rows *rows, struct head *ret);
/* Reads the head if this transaction has not yet, for now_of. */
HF_MUST_USE enum status now_learn(struct ledger_tx *ltx, struct fault *why);
/* Now, and never before the newest entry: what is over stays over when the clock goes back. Where
 * the head was not read it is the clock alone. */
int64_t now_of(const struct ledger_tx *ltx);

/* --- checkpoints ----------------------------------------------------------------------------- */

struct checkpoint {
    struct practice_id practice;
    uint64_t size;
    uint8_t root[32];
    int64_t utc_us;
    uint32_t keygen;
    uint8_t signature[64];
};
void checkpoint_write(const struct checkpoint *checkpoint, uint8_t ret[CHECKPOINT_BYTES]);
bool checkpoint_parse(struct span bytes, struct checkpoint *ret);
/* The one that covers most; size 0: there is none. */
HF_MUST_USE enum status checkpoint_last(struct ledger_tx *ltx, struct checkpoint *ret,
                                        struct fault *why);
/* Writes one if it is due: `now`, or an hour since the last. */
HF_MUST_USE enum status checkpoint_if_due(struct ledger_tx *ltx, const struct head *head, bool now,
                                          struct fault *why);

/* --- receipts and exports -------------------------------------------------------------------- */

void receipt_write(const uint8_t leaf[32], uint64_t seq, const uint8_t checkpoint[CHECKPOINT_BYTES],
                   const uint8_t (*path)[32], size_t n, struct ledger_receipt *ret);
void export_head_write(struct practice_id practice, const uint8_t root[32], uint64_t entries,
                       uint64_t checkpoints, uint8_t ret[EXPORT_HEAD]);
void proof_head_write(struct practice_id practice, const uint8_t root[32], uint64_t entries,
                      uint64_t checkpoints, struct id128 whose, uint8_t ret[PROOF_HEAD]);

/* --- whom to believe ------------------------------------------------------------------------- */

struct directory_row {
    struct certificate certificate;
    struct person_id by;         /* who signed the entry that certifies it */
    uint64_t seq;                /* of that entry */
    uint64_t ended_seq;          /* 0: it stands */
    bool is_vouched;             /* vouch.c; false: it signs nothing but what narrows */
    struct directory_row *next;  /* in its bucket */
    struct directory_row *older; /* of all that this transaction has looked up */
};
enum { DIRECTORY_BUCKETS = 64 };
struct directory {
    struct directory_row *buckets[DIRECTORY_BUCKETS], *newest;
};
/* A certificate that leads to the pinned root; kept for the transaction. HF_INVALID: none. */
HF_MUST_USE enum status directory_get(struct ledger_tx *ltx, struct person_id person,
                                      uint32_t keygen, const struct directory_row **ret,
                                      struct fault *why);
/* Fills is_vouched of `row`, certified with `entry` by `issuer` (NULL: the root, by itself). A
 * client's keys are vouched for by the client, or by somebody who was given the client's keys for
 * care before, and whose access had not ended; before there are any keys, by whoever may certify.
 */
HF_MUST_USE enum status vouch_judge(struct ledger_tx *ltx, const struct directory_row *issuer,
                                    const struct ledger_entry *entry, struct directory_row *row,
                                    struct fault *why);
/* Does what this entry says count? Of keys that nobody vouched for only what narrows does. */
bool vouch_counts(const struct directory_row *author, const struct ledger_entry *entry);
/* The same of an entry that was checked, by its signer. */
HF_MUST_USE enum status vouch_ask(struct ledger_tx *ltx, const struct ledger_entry *entry,
                                  bool *ret, struct fault *why);
/* HF_INVALID: these keys are nobody's, or nobody vouched for them. */
HF_MUST_USE enum status vouch_want(struct ledger_tx *ltx, struct person_id person, uint32_t keygen,
                                   struct fault *why);

/* Something was certified or ended: what was found may have changed. Rows that somebody holds stay
 * until the transaction ends. */
void directory_forget(struct ledger_tx *ltx);
void directory_clear(struct directory *directory);

/* What a transaction keeps for itself, on the heap: a list in the caller's arena would lead into
 * other people's bytes, or around in a ring, once the caller rewinds it. */
struct ledger_own {
    struct directory directory;
    struct ends ends; /* of the chains that it made longer */
    /* This keyring holds what it may of this client, nothing is due there, and no statement came
     * since; a transaction sees no other writer. NULL: not known. */
    const struct keyring *tended_by;
    struct client_id tended;
    struct known_readings *readings; /* vouch.c */
    uint64_t reads_before;           /* history.c reads statements before this one; 0: none */
    struct keyring *braked;          /* brake.c: whom it stopped; NULL: nobody */
    int64_t last_us;                 /* time of the newest entry; 0: the head was not read yet */
    bool has_head;
    struct head head; /* as this transaction has read or written it; if has_head */
};
void own_clear(struct ledger_own *own);
void readings_clear(struct ledger_own *own); /* vouch.c */

/* May this person open one client more now? HF_CONFLICT: not without a word. */
HF_MUST_USE enum status brake_check(struct ledger_tx *ltx, struct keyring *reader,
                                    struct client_id client, struct fault *why);
/* The same where no reading is noted: counted in this process's life. */
HF_MUST_USE enum status brake_check_unwritten(struct ledger_tx *ltx, struct keyring *reader,
                                              struct client_id client, struct fault *why);
/* Notes that the brake stopped somebody, in a transaction of its own. */
void brake_note(struct ledger *ledger, struct store *store, struct arena *arena,
                struct keyring *reader);

/* Signed by a certified key that the register, its scope and its time allow? `entry` is what
 * entry_parse has read from `bytes`. HF_INVALID says what is wrong. */
HF_MUST_USE enum status entry_check(struct ledger_tx *ltx, const struct ledger_entry *entry,
                                    const uint8_t bytes[LEDGER_ENTRY_BYTES], struct fault *why);
/* The same of an entry whose signature by `*ret_sign_pub` is known to hold if `is_known`. */
HF_MUST_USE enum status entry_check_as(struct ledger_tx *ltx, const struct ledger_entry *entry,
                                       const uint8_t bytes[LEDGER_ENTRY_BYTES], bool is_known,
                                       const uint8_t **ret_sign_pub, struct fault *why);
/* The same rules before it is signed. */
HF_MUST_USE enum status entry_may(const struct directory_row *author,
                                  const struct ledger_entry *entry, struct fault *why);

/* The generation of keys that a statement is about; 0: none. */
uint32_t keygen_about(struct span content);

/* The statement of entry `seq` with its checked entry; bytes live in the arena. HF_NOT_FOUND: it
 * has none. HF_INVALID: it does not hold. */
struct stated {
    struct ledger_entry entry;
    struct span bytes;
};
HF_MUST_USE enum status stated_get(struct ledger_tx *ltx, uint64_t seq, struct stated *ret,
                                   struct fault *why);
/* The same before its entry is checked; `bytes` are the entry's. */
HF_MUST_USE enum status stated_read(struct ledger_tx *ltx, uint64_t seq,
                                    uint8_t bytes[LEDGER_ENTRY_BYTES], struct stated *ret,
                                    struct fault *why);
HF_MUST_USE enum status stated_commitment(const struct ledger_entry *entry, struct span blind,
                                          struct span bytes, struct fault *why);

/* Numbers of entries whose statement is of these kinds and of `client`, in order; in the arena. */
struct seq_list {
    uint64_t *at;
    size_t n;
};
HF_MUST_USE enum status seqs_take(struct ledger_tx *ltx, struct rows *rows, struct seq_list *ret,
                                  struct fault *why);
HF_MUST_USE enum status stated_list(struct ledger_tx *ltx, enum statement_kind first,
                                    enum statement_kind last, struct client_id client,
                                    struct seq_list *ret, struct fault *why);

/* --- clients' keys --------------------------------------------------------------------------- */

/* Admits every epoch of the client that counts, and opens those that a counting grant gives to this
 * keyring. */
HF_MUST_USE enum status keys_admit(struct ledger_tx *ltx, struct keyring *keyring,
                                   struct client_id client, struct fault *why);

/* The same, and then what is due: keys that somebody holds who may read no more are renewed before
 * anything is sealed, as far as `author` may, and what an earlier renewal left is carried on. */
HF_MUST_USE enum status keys_tend(struct ledger_tx *ltx, struct keyring *author,
                                  struct client_id client, struct fault *why);
/* keys_tend, unless this transaction knows that it would find what it found before. */
HF_MUST_USE enum status keys_tend_once(struct ledger_tx *ltx, struct keyring *author,
                                       struct client_id client, uint8_t compartment,
                                       struct fault *why);

/* Do all signed epochs and grants of a client that stand hold together, wraps included? */
HF_MUST_USE enum status keys_check(struct ledger_tx *ltx, struct client_id client,
                                   struct fault *why);

/* The delegates of a client that live now and may read `compartment`; in the arena. */
HF_MUST_USE enum status recipients_live(struct ledger_tx *ltx, struct client_id client,
                                        uint8_t compartment, int64_t now_us, uint8_t (**ret)[32],
                                        size_t *ret_n, struct fault *why);

/* --- writing --------------------------------------------------------------------------------- */

/* enum direction of this act. */
uint8_t direction_of(const struct action *action, const struct ledger_write *write);

/* Is there an entry with this request already? */
HF_MUST_USE enum status request_find(struct ledger_tx *ltx, struct request_id request,
                                     struct ledger_entry *ret, struct fault *why);
/* HF_NOT_FOUND: the request is new. HF_OK: this author did this before, about this; what exactly is
 * in `ret`, for the caller to compare. HF_CONFLICT: it was another act. */
HF_MUST_USE enum status statement_again(struct ledger_tx *ltx, const struct keyring *author,
                                        struct client_id client, uint16_t action,
                                        struct id128 object, struct request_id request,
                                        struct stated *ret, struct fault *why);
enum status request_conflict(struct fault *why); /* HF_CONFLICT, in words */
/* A statement as an entry of `client`'s chain. */
HF_MUST_USE enum status statement_append(struct ledger_tx *ltx, struct keyring *author,
                                         struct client_id client, uint16_t action,
                                         struct id128 object, uint64_t version,
                                         struct request_id request, struct span bytes,
                                         struct ledger_entry *ret, struct fault *why);

/* --- records --------------------------------------------------------------------------------- */

struct record_place record_place_of(const struct ledger_entry *entry, const struct rows *rows,
                                    int column); /* record, compartment, epoch from there on */
/* Those that this keyring could open: of the compartment, and of its own key. */
HF_MUST_USE enum status record_wraps(struct ledger_tx *ltx, const struct keyring *keyring,
                                     uint64_t seq, struct record_wrap ret[WRAPS_READ],
                                     size_t *ret_n, struct fault *why);
HF_MUST_USE enum status record_wrap_add(struct ledger_tx *ltx, uint64_t seq,
                                        const struct record_wrap *wrap, struct fault *why);

#endif
