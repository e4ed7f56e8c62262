/* keep/ledger/clients.c - asks the wraps, which name a key and a client.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/clients.h"

#include "keep/ledger/ledger_inside.h"

#define QUESTION "FROM key_wrap WHERE practice = $1 AND recipient = $2 AND client <> $3"

static enum status ask(struct ledger_tx *ltx, const char *sql, const struct keyring_who *reader,
                       struct rows *ret, struct fault *why)
{
    static const uint8_t practice_chain[16];
    struct key_id key = key_id_of(reader->box_pub);

    return rows_open(ltx->tx, sql,
                     VALUES(PRACTICE(ltx), value_raw(key.bytes, 16),
                            value_raw(practice_chain, sizeof practice_chain)),
                     ret, why);
}

static enum status count(struct ledger_tx *ltx, const struct keyring_who *reader, size_t *ret,
                         struct fault *why)
{
    struct rows rows;
    enum status st = ask(ltx, "SELECT count(DISTINCT client) " QUESTION, reader, &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        *ret = (size_t)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

enum status ledger_clients_of(struct ledger_tx *ltx, const struct keyring_who *reader,
                              struct ledger_clients *ret, struct fault *why)
{
    struct rows rows;
    size_t room = 0, n = 0;
    enum status st = count(ltx, reader, &room, why);

    if (st != HF_OK)
        return st;
    struct client_id *at = arena_array(ltx->arena, struct client_id, room);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    st = ask(ltx, "SELECT DISTINCT client " QUESTION, reader, &rows, why);
    if (st != HF_OK)
        return st;
    while (n < room && (st = rows_next(&rows, why)) == HF_OK)
        n += rows_copy(&rows, 0, at[n].id.bytes, sizeof at[n].id.bytes);
    rows_close(&rows);
    *ret = (struct ledger_clients){at, n};
    return st == HF_NOT_FOUND ? HF_OK : st;
}

enum status ledger_clients(struct ledger_tx *ltx, const struct keyring *reader,
                           struct ledger_clients *ret, struct fault *why)
{
    return ledger_clients_of(ltx, keyring_who(reader), ret, why);
}

/* client_seq 1 stands once in each chain. */
#define EVER "FROM ledger_entry WHERE practice = $1 AND client_seq = 1 AND client <> $2"

static enum status ask_ever(struct ledger_tx *ltx, const char *sql, struct rows *ret,
                            struct fault *why)
{
    static const uint8_t practice_chain[16];

    return rows_open(ltx->tx, sql, VALUES(PRACTICE(ltx), value_raw(practice_chain, 16)), ret, why);
}

enum status ledger_clients_ever(struct ledger_tx *ltx, struct ledger_clients *ret,
                                struct fault *why)
{
    struct rows rows;
    size_t n = 0, room = 0;
    enum status st = ask_ever(ltx, "SELECT count(*) " EVER, &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    room = st == HF_OK ? (size_t)rows_int(&rows, 0) : 0;
    rows_close(&rows);
    struct client_id *at = arena_array(ltx->arena, struct client_id, room);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (st == HF_OK)
        st = ask_ever(ltx, "SELECT client " EVER " ORDER BY client", &rows, why);
    if (st != HF_OK)
        return st;
    while (n < room && (st = rows_next(&rows, why)) == HF_OK)
        n += rows_copy(&rows, 0, at[n].id.bytes, sizeof at[n].id.bytes);
    rows_close(&rows);
    *ret = (struct ledger_clients){at, n};
    return st == HF_NOT_FOUND ? HF_OK : st;
}

enum status ledger_client_of(struct ledger_tx *ltx, struct request_id request,
                             struct client_id *ret, struct fault *why)
{
    struct ledger_entry entry;
    enum status st = request_find(ltx, request, &entry, why);

    if (st == HF_OK)
        *ret = entry.client;
    return st;
}
