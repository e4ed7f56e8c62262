/* keep/vault/pass_end.c - passes of somebody: locked, listed, ended.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/pass_inside.h"

#include <sodium.h>
#include <string.h>

/* --- lock and list --------------------------------------------------------------------------- */

enum status pass_lock(struct vault *vault, struct tx *tx, struct span text, struct fault *why)
{
    struct pass_token token;
    struct pass pass;

    if (!pass_token_read(text, &token))
        return HF_NOT_FOUND;
    enum status st = pass_find(vault, tx, &token, &pass, why);

    sodium_memzero(&token, sizeof token);
    if (st != HF_OK)
        return st;
    if (pass.lock == PASS_ENDS || pass.kind != PASS_SESSION)
        return HF_NOT_FOUND;
    pass.lock = PASS_IS_LOCKED;
    return pass_replace(vault, tx, &pass, why);
}

static enum status take_line(struct vault *vault, struct rows *rows, int64_t now_us,
                             struct pass_line *lines, size_t *n, struct fault *why)
{
    struct pass pass = {.tries = 0};

    if (!pass_take(rows, &pass))
        return fault_set(why, HF_FAILED, "a pass has a wrong shape");
    if (pass_is_live(vault, &pass, PASS_SESSION | PASS_LOCKED, now_us))
        lines[(*n)++] = (struct pass_line){pass_state_of(vault, &pass, now_us), pass.seen_us};
    return HF_OK;
}

enum status pass_list(struct vault *vault, struct tx *tx, struct person_id person,
                      struct pass_line ret[PASS_LINES_MOST], size_t *ret_n, struct fault *why)
{
    int64_t now_us = world_now_us(vault->world);
    struct rows rows;
    size_t n = 0;
    enum status st = row_open(
        tx, TABLE_PASS, "practice = $1 AND person = $2 AND kind = $3 ORDER BY since_us DESC, name",
        VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16),
               value_int(PASS_SESSION)),
        &rows, why);

    if (st != HF_OK)
        return st;
    while (n < PASS_LINES_MOST && (st = row_next(vault, TABLE_PASS, &rows, why)) == HF_OK)
        if ((st = take_line(vault, &rows, now_us, ret, &n, why)) != HF_OK)
            break;
    rows_close(&rows);
    if (st != HF_OK && st != HF_NOT_FOUND)
        return st;
    *ret_n = n;
    return HF_OK;
}

enum status pass_stands(struct vault *vault, struct tx *tx, struct span text, struct fault *why)
{
    struct pass_token token;
    struct pass pass;

    if (!pass_token_read(text, &token))
        return HF_NOT_FOUND;
    enum status st = pass_find(vault, tx, &token, &pass, why);

    sodium_memzero(&token, sizeof token);
    return st;
}

/* --- end ------------------------------------------------------------------------------------- */

enum status pass_end(struct vault *vault, struct tx *tx, struct span text, struct fault *why)
{
    struct pass_token token;
    uint8_t name[32];

    if (!pass_token_read(text, &token))
        return HF_OK;
    pass_row_name(&token, name);
    sodium_memzero(&token, sizeof token);
    return pass_remove(vault, tx, name, why);
}

enum status pass_end_person(struct vault *vault, struct tx *tx, struct person_id person,
                            uint32_t keygen, struct fault *why)
{
    return row_remove(vault, tx, TABLE_PASS,
                      "practice = $1 AND person = $2 AND ($3 = 0 OR keygen = $3)",
                      VALUES(value_raw(vault->practice.id.bytes, 16),
                             value_raw(person.id.bytes, 16), value_int(keygen)),
                      why);
}

enum status pass_end_named(struct vault *vault, struct tx *tx, struct person_id person,
                           struct id128 name, struct fault *why)
{
    return row_remove(vault, tx, TABLE_PASS,
                      "practice = $1 AND person = $2 AND kind = $3 AND substr(name, 1, 16) = $4",
                      VALUES(value_raw(vault->practice.id.bytes, 16),
                             value_raw(person.id.bytes, 16), value_int(PASS_SESSION),
                             value_raw(name.bytes, 16)),
                      why);
}

enum status pass_end_others(struct vault *vault, struct tx *tx, struct person_id person,
                            struct id128 name, struct fault *why)
{
    return row_remove(
        vault, tx, TABLE_PASS,
        "practice = $1 AND person = $2 AND kind IN ($3, $4) AND substr(name, 1, 16) <> $5",
        VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16),
               value_int(PASS_SESSION), value_int(PASS_LINK), value_raw(name.bytes, 16)),
        why);
}

enum status pass_end_all_but(struct vault *vault, struct tx *tx, struct person_id person,
                             struct span text, struct fault *why)
{
    struct pass_token token;
    struct id128 name = {{0}};
    uint8_t row[32];

    if (pass_token_read(text, &token)) {
        pass_row_name(&token, row);
        memcpy(name.bytes, row, sizeof name.bytes);
        sodium_memzero(&token, sizeof token);
    }
    return pass_end_others(vault, tx, person, name, why);
}
