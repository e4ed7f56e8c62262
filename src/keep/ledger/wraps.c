/* keep/ledger/wraps.c - the keys of one record as they lie in their rows.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/walk.h"

struct record_place record_place_of(const struct ledger_entry *entry, const struct rows *rows,
                                    int column)
{
    struct record_place place = {
        .client = entry->client,
        .compartment = (uint8_t)rows_int(rows, column + 1),
        .epoch = (uint32_t)rows_int(rows, column + 2),
        .version = entry->object_version,
        .author = entry->actor,
    };

    /* Of a wrong length it stays zero, and the seal will not open. */
    (void)rows_copy(rows, column, place.record.id.bytes, 16);
    return place;
}

bool record_wrap_take(const struct rows *rows, int column, struct record_wrap *ret)
{
    struct span bytes = rows_bytes(rows, column + 2);

    ret->way = (uint8_t)rows_int(rows, column + 1);
    ret->len = bytes.len;
    return bytes.len <= sizeof ret->bytes && rows_copy(rows, column, ret->key_id.bytes, 16) &&
           rows_copy(rows, column + 2, ret->bytes, bytes.len);
}

enum status record_wraps(struct ledger_tx *ltx, const struct keyring *keyring, uint64_t seq,
                         struct record_wrap ret[WRAPS_READ], size_t *ret_n, struct fault *why)
{
    struct key_id mine = key_id_of(keyring_who(keyring)->box_pub);
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT key_id, way, bytes FROM record_wrap WHERE practice = $1 AND seq = $2 "
                  "AND (way < $3 OR key_id = $4) ORDER BY way",
                  VALUES(PRACTICE(ltx), value_int((int64_t)seq), value_int(KEY_WAY_DELEGATE),
                         value_raw(mine.bytes, 16)),
                  &rows, why);

    *ret_n = 0;
    if (st != HF_OK)
        return st;
    while (*ret_n < WRAPS_READ && (st = rows_next(&rows, why)) == HF_OK)
        *ret_n += record_wrap_take(&rows, 0, &ret[*ret_n]);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}
