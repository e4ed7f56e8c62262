/* keep/ledger/history.h - all signed statements about one client's keys, and which of them count;
 * inside this room.
 *
 * Anybody can make a sealed box, and every member of staff can sign an entry. So an epoch counts
 * only if it was opened by somebody who held the compartment then (or began it), and a grant only
 * if it was given by somebody who held those keys and might pass them on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_HISTORY_H
#define HF_KEEP_LEDGER_HISTORY_H

#include "keep/ledger/ledger_inside.h"

struct opened {
    uint64_t seq;
    int64_t utc_us;
    struct client_id client;
    struct person_id opener;
    uint32_t keygen; /* of the opener's keys */
    uint8_t roles;   /* the opener's, as certified */
    unsigned counts; /* compartments, bits: those that the opener might renew */
    uint32_t epoch;
    size_t n;
    const struct epoch_key *keys;
};
/* The statement's fields, as far as they are asked for; no longer than its rows. */
struct granted {
    uint64_t seq, ended_seq; /* ended_seq 0: not ended */
    int64_t utc_us;
    uint64_t counts; /* rows, bits: those that the granter might give */
    struct client_id client;
    struct person_id granter, recipient;
    uint32_t granter_keygen, recipient_keygen;
    struct key_id recipient_key;
    uint8_t purpose;
    int64_t from_us, until_us;
    uint8_t wraps_hash[32];
    size_t n;
    const struct grant_row *rows;
};
struct turned {
    uint64_t seq;
    int64_t utc_us;
    struct person_id actor;
    uint32_t keygen;
    struct turn_statement statement;
};
struct ended {
    uint64_t seq;
    struct person_id person;
};
/* By seq. Whoever has counted nothing yet stands with counts 0. */
struct key_history {
    struct opened *epochs;
    struct granted *grants;
    struct turned *turns;
    struct ended *ends;
    size_t n_epochs, n_grants, n_turns, n_ends;
};

/* Everything, each entry checked, and judged; in the arena. */
HF_MUST_USE enum status history_load(struct ledger_tx *ltx, struct client_id client,
                                     struct key_history *ret, struct fault *why);

/* Only what stands before entry `before`. */
HF_MUST_USE enum status history_load_before(struct ledger_tx *ltx, struct client_id client,
                                            uint64_t before, struct key_history *ret,
                                            struct fault *why);
/* Keeps for the transaction who worked with this client (vouch.c); `history` is all of it. */
void readings_keep(struct ledger_own *own, struct client_id client,
                   const struct key_history *history);

/* Fills `counts` and `ended_seq` of what was read, in the order of the ledger. */
void history_judge(struct key_history *history);

/* The life of one key. */
enum epoch_state { EPOCH_NONE, EPOCH_OPEN, EPOCH_CLOSING, EPOCH_REWRAPPED, EPOCH_RETIRED };
enum epoch_state history_state(const struct key_history *history, uint8_t compartment,
                               uint32_t epoch);
/* The newest epoch of a compartment that counts; 0: none. */
uint32_t history_newest(const struct key_history *history, uint8_t compartment);
/* Its key, or NULL. */
const struct epoch_key *history_key(const struct key_history *history, uint8_t compartment,
                                    uint32_t epoch);
/* Does the grant stand at this moment: not ended, begun, not over? */
bool grant_stands(const struct granted *grant, int64_t now_us);
/* Has the grant a row of this key that counts? */
bool grant_gives(const struct granted *grant, uint8_t compartment, uint32_t epoch);
/* May this person renew the compartment's keys now: were they given to these keys of hers, for care
 * or as her own? */
bool history_may_renew(const struct key_history *history, const struct keyring_who *who,
                       uint8_t compartment, int64_t now_us);
/* Would it count if this person said now what becomes of the keys before epoch `next`? */
bool history_may_say(const struct key_history *history, const struct keyring_who *who,
                     uint8_t compartment, uint32_t next, int64_t now_us);
/* May this person give this key to somebody now? Who may read no more gives nothing, whatever she
 * has kept in memory. */
bool history_may_give(const struct key_history *history, const struct keyring_who *granter,
                      const struct epoch_key *key, int64_t now_us);
/* Compartments (bits) whose newest keys lie with somebody who may read no more. */
unsigned history_due(const struct key_history *history, int64_t now_us);

struct wrap_row {
    uint8_t bytes[WRAP_BYTES];
};

/* --- grant.c, for turn.c --------------------------------------------------------------------- */

/* New epochs of these compartments under `epoch`, and the author's own grant of them alone. */
HF_MUST_USE enum status epochs_open(struct ledger_tx *ltx, struct keyring *author,
                                    struct client_id client, unsigned compartments, uint32_t epoch,
                                    struct request_id request, struct fault *why);
/* The same grant as before, of the keys of one epoch alone. */
HF_MUST_USE enum status grant_carry(struct ledger_tx *ltx, struct keyring *author,
                                    const struct granted *as, uint32_t epoch, unsigned compartments,
                                    struct fault *why);

#endif
