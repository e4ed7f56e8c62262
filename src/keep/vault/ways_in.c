/* keep/vault/ways_in.c - see ways_in.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/ways_in.h"

#include "keep/vault/slot_inside.h"
#include "keep/vault/vault_inside.h"

/* One row for each kind: its number, and how many. */
typedef void take_kind(struct ways_in *ret, int64_t kind, size_t n);

static enum status count_kinds(struct tx *tx, const char *sql, const struct value *values, int n,
                               take_kind *take, struct ways_in *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(tx, sql, values, n, &rows, why);

    if (st != HF_OK)
        return st;
    while ((st = rows_next(&rows, why)) == HF_OK)
        take(ret, rows_int(&rows, 0), (size_t)rows_int(&rows, 1));
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static void take_pass(struct ways_in *ret, int64_t kind, size_t n)
{
    ret->sessions += kind == PASS_SESSION ? n : 0;
    ret->links += kind == PASS_LINK ? n : 0;
    ret->tablets += kind == PASS_HANDOVER ? n : 0;
    ret->rooms += kind == PASS_ROOM ? n : 0;
}

static void take_slot(struct ways_in *ret, int64_t kind, size_t n)
{
    ret->has_password |= kind == SLOT_PASSWORD && n > 0;
    ret->has_recovery |= kind == SLOT_RECOVERY && n > 0;
    ret->has_pin |= kind == SLOT_PIN && n > 0;
}

static void take_passkey(struct ways_in *ret, int64_t kind, size_t n)
{
    (void)kind; /* there is one */
    ret->passkeys += n;
}

enum status ways_in_count(struct vault *vault, struct tx *tx, struct person_id person,
                          struct ways_in *ret, struct fault *why)
{
    const struct value of[] = {value_raw(vault->practice.id.bytes, 16),
                               value_raw(person.id.bytes, 16),
                               value_int(world_now_us(vault->world)), value_int(PASS_ENDS)};
    struct ways_in ways = {.sessions = 0};
    enum status st = count_kinds(
        tx,
        "SELECT kind, count(*) FROM passes WHERE practice = $1 AND (person = $2 OR client = $2) "
        "AND until_us > $3 AND NOT (lock = $4 AND idle_us > 0 AND seen_us + idle_us <= $3) "
        "GROUP BY kind",
        of, 4, take_pass, &ways, why);

    if (st == HF_OK)
        st = count_kinds(
            tx, "SELECT kind, count(*) FROM slot WHERE practice = $1 AND person = $2 GROUP BY kind",
            of, 2, take_slot, &ways, why);
    if (st == HF_OK)
        st = count_kinds(tx, "SELECT 0, count(*) FROM passkey WHERE practice = $1 AND person = $2",
                         of, 2, take_passkey, &ways, why);
    if (st == HF_OK)
        *ret = ways;
    return st;
}
