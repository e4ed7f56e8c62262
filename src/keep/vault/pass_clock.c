/* keep/vault/pass_clock.c - what time does to passes, written down: a lock that time has shut stays
 * shut wherever the clock goes afterwards.
 *
 * The furthest time that was seen is kept for the life of the process. A clock behind it says
 * nothing about how long a screen was left alone, so every session is taken for idle.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/pass_inside.h"

enum { BACK_US = 5000000 }; /* less is a clock that was set right */

bool pass_clock_is_back(struct vault *vault, int64_t now_us, int64_t than_us)
{
    int64_t seen_us = atomic_load(&vault->furthest_us);

    while (now_us > seen_us &&
           !atomic_compare_exchange_weak(&vault->furthest_us, &seen_us, now_us)) {
        /* somebody else looked at the same time */
    }
    return now_us < than_us - BACK_US || now_us < seen_us - BACK_US;
}

static enum status lock_one(struct vault *vault, struct tx *tx, const char *where,
                            const struct value *values, int n, struct fault *why)
{
    struct pass pass = {.tries = 0};
    struct rows rows;
    enum status st = row_find(vault, tx, TABLE_PASS, where, values, n, &rows, why);

    if (st != HF_OK)
        return st;
    bool whole = pass_take(&rows, &pass);

    rows_close(&rows);
    if (!whole)
        return fault_set(why, HF_FAILED, "a pass has a wrong shape");
    pass.lock = PASS_IS_LOCKED;
    return pass_replace(vault, tx, &pass, why);
}

/* $2 now, $3 now and BACK_US, $4 PASS_LOCKS or PASS_ENDS. */
#define IDLE                                                                                       \
    "practice = $1 AND lock = $4 AND idle_us > 0 AND (seen_us + idle_us <= $2 OR seen_us > $3)"

static enum status lock_idle(struct vault *vault, struct tx *tx, const struct value *values, int n,
                             struct fault *why)
{
    enum status st = HF_OK;

    while (st == HF_OK)
        st = lock_one(vault, tx, IDLE, values, n, why);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* As if every session had been left alone for ever, where the clock is behind what was seen. */
static enum status shut_idle(struct vault *vault, struct tx *tx, int64_t now_us, bool all,
                             struct fault *why)
{
    int64_t idle_by_us = all ? INT64_MAX : now_us, seen_by_us = now_us + BACK_US;
    struct value values[] = {value_raw(vault->practice.id.bytes, 16), value_int(idle_by_us),
                             value_int(seen_by_us), value_int(PASS_LOCKS)};
    enum { N = sizeof values / sizeof *values };
    enum status st = lock_idle(vault, tx, values, N, why);

    values[N - 1] = value_int(PASS_ENDS);
    return st == HF_OK ? row_remove(vault, tx, TABLE_PASS, IDLE, values, N, why) : st;
}

enum status pass_clock_settle(struct vault *vault, struct tx *tx, struct fault *why)
{
    int64_t now_us = world_now_us(vault->world);
    bool back = pass_clock_is_back(vault, now_us, now_us);
    enum status st = back ? shut_idle(vault, tx, now_us, true, why) : HF_OK;

    if (st == HF_OK && back) /* from here on the clock counts as it is */
        atomic_store(&vault->furthest_us, now_us);
    return st;
}

enum status pass_sweep(struct vault *vault, struct tx *tx, struct fault *why)
{
    int64_t now_us = world_now_us(vault->world);
    enum status st =
        row_remove(vault, tx, TABLE_PASS, "practice = $1 AND until_us <= $2",
                   VALUES(value_raw(vault->practice.id.bytes, 16), value_int(now_us)), why);

    if (st == HF_OK)
        st = shut_idle(vault, tx, now_us, false, why);
    return st == HF_OK ? pass_clock_settle(vault, tx, why) : st;
}
