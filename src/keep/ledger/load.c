/* keep/ledger/load.c - the one read path, and the note that somebody has read.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/walk.h"

#include <string.h>

static const int64_t hour_us = 3600 * INT64_C(1000000);

/* --- who looked ------------------------------------------------------------------------------ */

/* One name for a person, a client and an hour: the second time it is the same request. */
static struct request_id read_request(struct client_id client, struct person_id person,
                                      int64_t hour, bool in_passing)
{
    uint8_t message[5 + 16 + 16 + 8] = "read", hash[32];
    struct request_id request;

    if (in_passing)
        memcpy(message, "list", 4);
    memcpy(message + 5, client.id.bytes, 16);
    memcpy(message + 21, person.id.bytes, 16);
    for (int i = 0; i < 8; i++)
        message[37 + i] = (uint8_t)((uint64_t)hour >> (8 * i));
    vault_sha256(span_at(message, sizeof message), hash);
    memcpy(request.id.bytes, hash, 16);
    return request;
}

static enum status note_read(struct walk *walk, struct fault *why)
{
    const struct keyring_who *who = keyring_who(walk->reader);
    struct about about = {STATEMENT_READ, 0, walk->ltx->ledger->practice, who->person};
    int64_t hour = world_now_us(vault_world(walk->ltx->ledger->vault)) / hour_us;
    bool in_passing = walk->ltx->in_passing;
    struct request_id request = read_request(walk->client, who->person, hour, in_passing);
    struct ledger_entry known;
    uint8_t bytes[ABOUT_BYTES];
    enum status st = request_find(walk->ltx, request, &known, why);

    if (st != HF_NOT_FOUND)
        return st;
    if (walk->ltx->tx->mode == STORE_READ)
        return fault_set(why, HF_CONFLICT,
                         "a reading that must be noted, where nothing is written");
    st = brake_check(walk->ltx, walk->reader, walk->client, why);
    if (st != HF_OK)
        return st;
    about_write(&about, bytes);
    return statement_append(walk->ltx, walk->reader, walk->client, ACTION_RECORD_READ,
                            who->person.id, in_passing ? LEDGER_READ_IN_PASSING : LEDGER_READ,
                            request, span_at(bytes, sizeof bytes), NULL, why);
}

/* The practice's own chain tells nothing about a client. */
static bool is_noted(const struct walk *walk)
{
    const struct keyring_who *who = keyring_who(walk->reader);

    return walk->looked && who->kind == KEYRING_USER && !id_is_zero(walk->client.id) &&
           !id_equal(who->person.id, walk->client.id);
}

/* An older data base takes no new entry; nobody reads more for that. */
static enum status note_or_count(struct walk *walk, struct fault *why)
{
    return ledger_is_narrow_only(walk->ltx->ledger)
               ? brake_check_unwritten(walk->ltx, walk->reader, walk->client, why)
               : note_read(walk, why);
}

static enum status load(struct walk *walk, struct ledger_list *ret, struct fault *why)
{
    struct ledger_list list = {0};
    enum status st = chain_begin(walk, why);

    if (st == HF_OK)
        st = chain_walk(walk, &list, why);
    if (st == HF_OK && is_noted(walk))
        st = note_or_count(walk, why);
    if (st == HF_OK)
        *ret = list;
    return st;
}

enum status ledger_load_part(struct ledger_tx *ltx, struct keyring *reader, struct client_id client,
                             unsigned compartments, struct ledger_list *ret, struct fault *why)
{
    struct walk walk = {.ltx = ltx, .reader = reader, .client = client, .opens = compartments};

    return load(&walk, ret, why);
}

enum status ledger_load_after(struct ledger_tx *ltx, struct keyring *reader,
                              struct client_id client, unsigned compartments,
                              const struct ledger_entry *last, struct ledger_list *ret,
                              struct fault *why)
{
    struct walk walk = {.ltx = ltx,
                        .reader = reader,
                        .client = client,
                        .opens = compartments,
                        .client_seq = last->client_seq};

    memcpy(walk.hash, last->hash, sizeof walk.hash);
    return load(&walk, ret, why);
}

enum status ledger_load(struct ledger_tx *ltx, struct keyring *reader, struct client_id client,
                        struct ledger_list *ret, struct fault *why)
{
    return ledger_load_part(ltx, reader, client, ~0U, ret, why);
}
