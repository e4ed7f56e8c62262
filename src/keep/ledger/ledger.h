/* keep/ledger/ledger.h - one log for the practice: sealed, signed, chained; only ever added to.
 *
 * Contents are bytes here. Who may sign them and in which compartment they lie is the register of
 * actions (core/model/action.h); what they mean is core/model/content. Layouts: docs/formats.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_LEDGER_H
#define HF_KEEP_LEDGER_LEDGER_H

#include "base/arena.h"
#include "core/model/action.h"
#include "keep/store/store.h"
#include "keep/vault/keyring.h"
#include "keep/vault/vault.h"

/* Content of the key acts (certificates, epochs, grants and their ends) is a public statement of
 * opaque ids and key ids, in compartment OPEN: not sealed, so that anybody can check it. */
#define COMPARTMENT_BIT(compartment) (1u << (compartment))
#define COMPARTMENTS_OF_CLIENT       0x1fcu /* contact .. billing */

struct ledger; /* one for the process; shared by threads */

HF_MUST_USE enum status ledger_new(struct vault *vault, struct ledger **ret, struct fault *why);
void ledger_free(struct ledger *ledger);

/* At every start: walks the ledger, from where it rested (ledger_rest) or whole, and compares it
 * with the anchor in the secrets folder. An
 * older, other or cut ledger is narrow-only from then on: stop, revoke and the like go on, nothing
 * else is accepted. So does one that was acknowledged and is not there any more while we run. */
HF_MUST_USE enum status ledger_start(struct ledger *ledger, struct store *store, struct fault *why);
bool ledger_is_narrow_only(const struct ledger *ledger);

/* Puts down in the secrets folder how far this ledger is known, if that has changed: the next start
 * goes on from there, and signatures that were found good are not computed again. The whole of it
 * is walked all the same, a little later, by ledger_tend. Any thread with a store of its own. */
HF_MUST_USE enum status ledger_rest(struct ledger *ledger, struct store *store, struct fault *why);
/* Signatures that were computed in this process's life. */
uint64_t ledger_computed(const struct ledger *ledger);

struct ledger_own;

/* A transaction on the ledger. `arena` is the caller's, who may rewind it at any time: what the
 * ledger itself keeps for the transaction does not lie there. A copy with another arena is the same
 * transaction. */
struct ledger_tx {
    struct ledger *ledger;
    struct tx *tx;
    struct arena *arena;
    struct ledger_own *own;
    struct vault_anchor anchor; /* to be written to the secrets folder after the commit */
    int64_t happened_us;        /* of an act that had to wait for the disk; 0: now */
    uint64_t size;              /* of the ledger after this transaction; 0: nothing was appended */
    uint8_t tip[32];            /* the hash of its last entry then */
    /* Set by work that loads clients for lines of a list, or for an act that narrows: noted as
     * LEDGER_READ_IN_PASSING, neither counted nor held up by the brake (brake.c). */
    bool in_passing;
    uint64_t floor; /* size that was acknowledged before this transaction began */
    uint8_t floor_tip[32];
};
typedef enum status ledger_work(struct ledger_tx *ltx, void *arg, struct fault *why);

/* store_transact(STORE_WRITE) and, after the commit, the anchor. `arena` is rewound before each
 * attempt to where it was; results live in it. A store that stopped writing is brought back first,
 * if all that was acknowledged is still there; then what waits (ledger_keep) is written. */
HF_MUST_USE enum status ledger_transact(struct ledger *ledger, struct store *store,
                                        struct arena *arena, ledger_work *work, void *arg,
                                        struct fault *why);

/* For work that only reads: it waits for no writer. What would have to be noted as reading
 * (ledger_load) fails with HF_CONFLICT: begin again with ledger_transact. */
HF_MUST_USE enum status ledger_read(struct ledger *ledger, struct store *store, struct arena *arena,
                                    ledger_work *work, void *arg, struct fault *why);

/* --- when the disk fails ---------------------------------------------------------------------- */

/* After a failed sync a store stops writing. This opens it anew, has everything written once more,
 * and walks the chain: if each entry holds up to the last one that was acknowledged in this
 * process's life, to the last checkpoint and to the anchor, it writes again. Otherwise it stays
 * stopped, and this ledger is narrow-only and lost until a new start. ledger_transact does it by
 * itself. HF_OK too for a store that never stopped. */
HF_MUST_USE enum status ledger_come_back(struct ledger *ledger, struct store *store,
                                         struct fault *why);
/* Acknowledged entries are not on the disk any more: an operator must be told. */
bool ledger_is_lost(const struct ledger *ledger);

struct ledger_write;
/* An act that narrows and that the disk does not take now: kept in memory, its keys and content
 * sealed, and written before anything else of this ledger as soon as it can be, with the time of
 * this call. It is not written down until then and does not survive the process; who pressed it
 * must be told so. Until then nothing that raises is accepted of its client. HF_INVALID: it does
 * not narrow. HF_BUSY: too many wait. The same request again is kept once. */
HF_MUST_USE enum status ledger_keep(struct ledger *ledger, const struct keyring *author,
                                    const struct ledger_write *write, struct fault *why);
/* Does an act about this object (a session) wait? Any thread, no store. */
bool ledger_waits(struct ledger *ledger, struct id128 object);
/* Tries to write what waits; once, without any delay. */
void ledger_write_waiting(struct ledger *ledger, struct store *store);

/* --- entries --------------------------------------------------------------------------------- */

enum { LEDGER_ENTRY_BYTES = 336, LEDGER_CONTENT_MOST = 1 << 20 };

struct ledger_entry {
    struct practice_id practice;
    uint32_t practice_keygen;
    uint64_t seq;            /* from 1, no gaps */
    struct client_id client; /* zero: the practice's chain */
    uint64_t client_seq;
    uint8_t prev[32], client_prev[32]; /* zero at the beginning */
    int64_t utc_us;
    uint8_t clock_flag; /* 1: the clock stood before the previous entry's time */
    struct person_id actor;
    uint32_t actor_keygen;
    uint8_t proof;
    uint16_t action;
    struct id128 object;
    uint64_t object_version;
    struct request_id request;
    uint8_t commitment[32], text_hash[32];
    uint8_t device;
    uint8_t signature[64];
    uint8_t hash[32];  /* RFC 6962 leaf hash of the bytes; not part of them */
    uint8_t blind[32]; /* of the commitment; zero unless the content was opened; no part either */
};

struct ledger_write {
    struct client_id client; /* zero: the practice's chain */
    uint16_t action;
    struct id128 object;
    uint64_t object_version;
    struct request_id
        request; /* from the device; the same again is answered with the first entry */
    struct span content;
    uint8_t
        text_hash[32]; /* SHA-256 of the text that the person saw; zero if none; it is blinded */
    uint8_t device;
    uint8_t
        direction; /* enum direction: what this content does where the register says BY_CONTENT */
};

/* Seals, signs, chains. `ret` may be NULL. The first entry comes back when the same request was
 * kept before. HF_CONFLICT: another content under that request id. HF_INVALID: the register does
 * not let this author sign it (scope, role, proof), or the action is unknown. HF_FAILED:
 * narrow-only, or broken. */
HF_MUST_USE enum status ledger_append(struct ledger_tx *ltx, struct keyring *author,
                                      const struct ledger_write *write, struct ledger_entry *ret,
                                      struct fault *why);

/* Are these the words that the person saw? Only where the entry's content was opened: from the log
 * alone nobody can try words out, and of an erased record nobody can at all. */
bool ledger_names_text(const struct ledger_entry *entry, struct span words);

struct ledger_item {
    struct ledger_entry entry;
    uint8_t compartment;
    uint8_t roles;            /* as certified for the key that signed */
    struct person_id lent_by; /* who certified it, if it is a short-lived one; else zero */
    bool is_open;             /* else the keyring holds no key to it, or it was erased */
    bool is_erased;           /* a signed erasure names it (erase.h) */
    bool is_void;             /* signed by keys that nobody vouched for: in no list */
    struct span content;      /* in the arena */
};
struct ledger_list {
    struct ledger_item *items; /* by client_seq */
    size_t n;
};

/* The whole chain of a client (zero: of the practice), each entry checked: chain, signature by a
 * certified key that the register allows, commitment; and that it reaches the end that was known
 * before. HF_FAILED names the entry that does not hold.
 * A person's first reading of a client in an hour is itself an entry, written here after the list
 * is complete (not for the client, the service or a delegate). */
HF_MUST_USE enum status ledger_load(struct ledger_tx *ltx, struct keyring *reader,
                                    struct client_id client, struct ledger_list *ret,
                                    struct fault *why);

/* The brake on mass reading: so many different clients in so many minutes may one person open. Of
 * one more ledger_load is HF_CONFLICT, keyring_is_braked, and an entry says so. Saying why (an
 * entry 190 of version LEDGER_EXPLAINED) lets as many follow. */
enum { LEDGER_BRAKE_CLIENTS = 30, LEDGER_BRAKE_MINUTES = 10 };
enum { LEDGER_BRAKED = 1, LEDGER_EXPLAINED = 2 };     /* the object's version in entries 190 */
enum { LEDGER_READ = 1, LEDGER_READ_IN_PASSING = 2 }; /* in entries 8 */
HF_MUST_USE enum status ledger_reads_left(struct ledger_tx *ltx, const struct keyring *reader,
                                          size_t *ret, struct fault *why);

/* The same, but opens these compartments (bits) alone; every entry is checked and listed all the
 * same. A list of names opens identity and contact, and that is not noted as reading. */
HF_MUST_USE enum status ledger_load_part(struct ledger_tx *ltx, struct keyring *reader,
                                         struct client_id client, unsigned compartments,
                                         struct ledger_list *ret, struct fault *why);

/* For a list of clients: every entry of identity and contact and every alarm that nobody has seen,
 * opened; what was asked of the record and not answered; of each other action the last entry alone.
 * The whole chain is checked when it is met for the first time in this process's life; later what
 * came since, and that these entries are still the same bytes. Nothing may be decided by it but
 * what a list shows: whoever acts loads the chain. Not noted as reading. */
HF_MUST_USE enum status ledger_glance(struct ledger_tx *ltx, struct keyring *reader,
                                      struct client_id client, struct ledger_list *ret,
                                      struct fault *why);

/* The rest of a chain whose entries up to `last` this very transaction has loaded with the same
 * reader: what was written since. HF_NOT_FOUND never; nothing since is an empty list. */
HF_MUST_USE enum status ledger_load_after(struct ledger_tx *ltx, struct keyring *reader,
                                          struct client_id client, unsigned compartments,
                                          const struct ledger_entry *last, struct ledger_list *ret,
                                          struct fault *why);

/* --- keys ------------------------------------------------------------------------------------ */

/* The first entries: the owner's certificate by itself (pinned as root in the secrets folder),
 * the service's, the practice compartment and its grants. Once. */
HF_MUST_USE enum status ledger_found(struct ledger_tx *ltx, struct keyring *owner,
                                     struct fault *why);
/* Certifies the keys that user_make made; only the owner may. A client's own key: also a
 * practitioner. */
HF_MUST_USE enum status ledger_certify_user(struct ledger_tx *ltx, struct keyring *author,
                                            struct person_id person, struct request_id request,
                                            struct fault *why);
/* Ends somebody's newest keys: from now on they sign and receive nothing, and no password, recovery
 * code or pass opens them. HF_NOT_FOUND: nobody has certified them. */
HF_MUST_USE enum status ledger_end_user(struct ledger_tx *ltx, struct keyring *author,
                                        struct person_id person, struct request_id request,
                                        struct fault *why);
/* Numbers and certifies the delegate, by its person or a practitioner, and wraps to it every
 * earlier record of the client in `compartments` (bits) that `author` can open; later ones follow
 * by themselves while it lives. A pair is new each time, so a repeated request is HF_CONFLICT.
 * HF_INVALID: so many live for this client already that it would be left without what is new. */
HF_MUST_USE enum status ledger_certify_delegate(struct ledger_tx *ltx, struct keyring *author,
                                                struct keyring *delegate, unsigned compartments,
                                                struct request_id request, struct fault *why);
/* Ends it: statement, wraps and passes. HF_NOT_FOUND: there is none. */
HF_MUST_USE enum status ledger_end_delegate(struct ledger_tx *ltx, struct keyring *author,
                                            struct client_id client, struct person_id person,
                                            uint32_t keygen, struct request_id request,
                                            struct fault *why);

/* New epochs of these compartments of a client, and their first grant: to `author`. */
HF_MUST_USE enum status ledger_open_epochs(struct ledger_tx *ltx, struct keyring *author,
                                           struct client_id client, unsigned compartments,
                                           struct request_id request, struct fault *why);

enum grant_purpose { GRANT_CARE = 1, GRANT_OWN = 2, GRANT_REMINDERS = 3, GRANT_COVER = 4 };

/* Wraps the keys that `author` holds of these compartments, all epochs, to the certified key of
 * `recipient` (the zero person: the service). until_us 0: no end. */
struct ledger_grant {
    struct client_id client;
    struct person_id recipient;
    unsigned compartments;
    uint8_t purpose; /* enum grant_purpose */
    int64_t from_us, until_us;
    struct request_id request;
};
HF_MUST_USE enum status ledger_grant(struct ledger_tx *ltx, struct keyring *author,
                                     const struct ledger_grant *grant, struct fault *why);
HF_MUST_USE enum status ledger_end_grant(struct ledger_tx *ltx, struct keyring *author,
                                         struct client_id client, struct person_id recipient,
                                         struct request_id request, struct fault *why);

/* An access that ends leaves keys that somebody still knows. They are renewed by themselves: at
 * once if whoever ends it holds them, else before the next record that somebody who holds them
 * writes. Newer keys are opened, everybody who may read goes on reading, records come along by
 * their keys alone, and the older keys end; each step is a signed entry (open, closing, rewrapped,
 * retired).
 *
 * This renews keys that nobody has lost: after a theft, say. HF_INVALID: the author does not hold
 * them all for care, or as the client. HF_BUSY: older ones are on their way already. */
HF_MUST_USE enum status ledger_renew_keys(struct ledger_tx *ltx, struct keyring *author,
                                          struct client_id client, unsigned compartments,
                                          struct fault *why);
/* What is due or under way is brought to its end, in as many transactions as it takes. Whatever
 * stops it, the next call, or the next record that is written, goes on from there. */
HF_MUST_USE enum status ledger_settle_keys(struct ledger *ledger, struct store *store,
                                           struct arena *arena, struct keyring *author,
                                           struct client_id client, struct fault *why);

/* How far the ledger goes: number of entries, and the root of its tree. */
HF_MUST_USE enum status ledger_where(struct ledger_tx *ltx, struct vault_anchor *ret,
                                     struct fault *why);

/* The time of the last entry; 0: there is none. */
HF_MUST_USE enum status ledger_newest_us(struct ledger_tx *ltx, int64_t *ret, struct fault *why);

/* --- checkpoints and receipts ---------------------------------------------------------------- */

/* Signs size and root if an hour has passed since the last one (or `now`). */
HF_MUST_USE enum status ledger_checkpoint(struct ledger_tx *ltx, bool now, struct fault *why);

/* What time alone brings; every few minutes, by one thread: passes that are over are swept, with
 * the wraps of delegates that nobody has ended; a checkpoint is signed if an hour has passed; a
 * stopped store is brought back, and what waits is written. What the start left out is walked: a
 * ledger that does not hold is HF_FAILED, and narrow-only from then on. Then it rests. */
HF_MUST_USE enum status ledger_tend(struct ledger *ledger, struct store *store, struct arena *arena,
                                    struct fault *why);

enum {
    RECEIPT_MOST = 1024,
    RECEIPT_REFERENCE_TEXT = 25, /* five groups of four, with NUL */
    RECEIPT_BASE64 = (RECEIPT_MOST + 2) / 3 * 4 + 1,
};
struct ledger_receipt {
    uint8_t bytes[RECEIPT_MOST];
    size_t len;
    char reference[RECEIPT_REFERENCE_TEXT]; /* the first 100 bits of the entry's hash */
};
/* Of an entry that a checkpoint covers; makes a checkpoint if none does. HF_NOT_FOUND: no such seq.
 */
HF_MUST_USE enum status ledger_receipt(struct ledger_tx *ltx, uint64_t seq,
                                       struct ledger_receipt *ret, struct fault *why);

/* The reference of the entry that has this hash. */
void ledger_reference(const uint8_t hash[32], char ret[RECEIPT_REFERENCE_TEXT]);

/* The entry of a receipt's number, as somebody typed it; its content stays sealed. HF_INVALID: not
 * 20 characters of one. HF_NOT_FOUND: of no entry here. Reads the whole ledger. */
HF_MUST_USE enum status ledger_find_reference(struct ledger_tx *ltx, struct span reference,
                                              struct ledger_item *ret, struct fault *why);

/* The receipt as text, for a QR code or a letter; ledger_receipt_check takes it as well. */
void ledger_receipt_base64(const struct ledger_receipt *receipt, char ret[RECEIPT_BASE64]);

/* --- the whole check ------------------------------------------------------------------------- */

struct ledger_report {
    uint64_t entries, rows, findings;
    uint64_t erased; /* entries whose content a signed erasure took */
    bool by_itself;  /* the secrets folder is not asked how far it went: for an older copy */
    void (*finding)(void *arg, const char *table, uint64_t seq, const char *text); /* seq 0: none */
    void (*progress)(void *arg, uint64_t done, uint64_t all);                      /* may be NULL */
    void *arg;
};
/* Walks every entry and every row without opening content. HF_OK: it was walked to its end, and
 * `findings` says what was found. */
HF_MUST_USE enum status ledger_verify(struct ledger *ledger, struct store *store,
                                      struct arena *arena, struct ledger_report *report,
                                      struct fault *why);

/* Throws away what the store derives from the signed bytes (the head, the columns by which entries
 * and statements are found) and makes it again, then verifies all in the same transaction.
 * HF_INVALID: there are findings, told as by ledger_verify, and nothing was changed. */
HF_MUST_USE enum status ledger_rebuild(struct ledger *ledger, struct store *store,
                                       struct arena *arena, struct ledger_report *report,
                                       struct fault *why);

#endif
