/* keep/vault/ways.c - the ways in (passes, slots, passkeys, people's keys): are they the newest?
 *
 * They are not in the ledger, so an older state of them, whole with its tallies, would pass for the
 * present one: a password that was changed would open again. A number that only grows stands in the
 * data base, sealed together with the tallies of these tables, and the furthest one that was ever
 * committed in the secrets folder. A data base behind it is an older one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <sodium.h>
#include <string.h>

static const char file_ways[] = "ways";
static const char ways_label[] = "holdfast/ways/v1";

struct ways_file {
    char label[sizeof ways_label];
    uint8_t number[8];
};

/* KEEP IN ORDER: docs/formats.md, Row seals. */
static const enum row_table_number guarded[] = {TABLE_PERSON_KEY, TABLE_SLOT, TABLE_PASS,
                                                TABLE_PASSKEY};
enum { GUARDED = sizeof guarded / sizeof *guarded, GUARDED_FIRST = 3 };

bool ways_guard(enum row_table_number table)
{
    for (size_t i = 0; i < GUARDED; i++)
        if (guarded[i] == table)
            return true;
    return false;
}

/* --- the number in the secrets folder --------------------------------------------------------- */

enum status ways_load(struct vault *vault, struct fault *why)
{
    struct ways_file file;
    struct fault quiet = {.status = HF_OK};
    uint64_t number = 0;
    enum status st = file_read(vault->path, file_ways, &file, sizeof file, &quiet);

    if (st == HF_NOT_FOUND)
        return HF_OK;
    if (st != HF_OK || memcmp(file.label, ways_label, sizeof file.label) != 0)
        return fault_set(why, HF_INVALID, "the file \"ways\" in the secrets folder can't be read");
    for (int i = 7; i >= 0; i--)
        number = number << 8 | file.number[i];
    atomic_store(&vault->newest, number);
    return HF_OK;
}

static void save(struct vault *vault, uint64_t number)
{
    struct ways_file file;
    struct fault quiet = {.status = HF_OK};

    memcpy(file.label, ways_label, sizeof file.label);
    for (int i = 0; i < 8; i++)
        file.number[i] = (uint8_t)(number >> (8 * i));
    enum status st = file_write(vault->path, file_ways, &file, sizeof file, &quiet);

    (void)st; /* the next change brings it */
}

uint64_t vault_ways_set(struct vault *vault, uint64_t number)
{
    pthread_mutex_lock(&vault->lock);
    uint64_t before = atomic_exchange(&vault->newest, number);

    atomic_store(&vault->older, false);
    save(vault, number);
    pthread_mutex_unlock(&vault->lock);
    return before;
}

/* What was committed is the least from now on. */
static void committed(void *arg, uint64_t number)
{
    struct vault *vault = arg;

    pthread_mutex_lock(&vault->lock);
    if (number > atomic_load(&vault->newest)) {
        atomic_store(&vault->newest, number);
        if (!vault_is_older(vault))
            save(vault, number);
    }
    pthread_mutex_unlock(&vault->lock);
}

/* --- the number in the data base -------------------------------------------------------------- */

/* `ret_first`: as it was before passkeys were counted. */
static enum status hash_tallies(const struct vault *vault, struct tx *tx, uint8_t ret[32],
                                uint8_t ret_first[32], bool *ret_hold, struct fault *why)
{
    uint8_t all[GUARDED][40] = {{0}};
    enum status st = HF_OK;

    *ret_hold = true;
    for (size_t i = 0; st == HF_OK && i < GUARDED; i++) {
        struct tally tally;

        st = tally_read(vault, tx, row_tables[guarded[i]].name, &tally, why);
        if (st != HF_OK)
            return st;
        for (int k = 0; k < 8; k++)
            all[i][k] = (uint8_t)(tally.sum.n >> (8 * k));
        memcpy(all[i] + 8, tally.sum.sum, 32);
        *ret_hold = *ret_hold && tally.holds;
    }
    vault_sha256(span_at(all, sizeof all), ret);
    vault_sha256(span_at(all, GUARDED_FIRST * sizeof all[0]), ret_first);
    return st;
}

enum status ways_count(struct vault *vault, struct tx *tx, struct fault *why)
{
    struct tally now;
    uint8_t first[32];
    bool hold = false;
    enum status st = tally_read(vault, tx, WAYS_TALLY, &now, why);

    if (st != HF_OK)
        return st;
    now.sum.n++;
    st = hash_tallies(vault, tx, now.sum.sum, first, &hold, why);
    now.holds =
        now.holds && !vault_is_older(vault); /* nothing that we write makes it whole again */
    if (st == HF_OK)
        st = tally_write(vault, tx, WAYS_TALLY, &now, why);
    if (st != HF_OK)
        return st;
    tx->committed = committed;
    tx->committed_arg = vault;
    tx->committed_number = now.sum.n;
    return HF_OK;
}

/* Whoever held it for older holds it for the newest again. */
static void taken(void *arg, uint64_t number)
{
    (void)vault_ways_set(arg, number);
}

enum status vault_ways_take(struct vault *vault, struct tx *tx, struct fault *why)
{
    uint64_t newest = atomic_load(&vault->newest);
    struct tally now;
    uint8_t first[32];
    bool hold = false;
    enum status st = tally_read(vault, tx, WAYS_TALLY, &now, why);

    if (st == HF_OK)
        st = hash_tallies(vault, tx, now.sum.sum, first, &hold, why);
    if (st == HF_OK && !hold)
        return fault_set(why, HF_INVALID, "passes, passwords or people's keys were changed");
    now.sum.n = (now.sum.n > newest ? now.sum.n : newest) + 1;
    now.holds = true;
    if (st == HF_OK)
        st = tally_write(vault, tx, WAYS_TALLY, &now, why);
    if (st != HF_OK)
        return st;
    tx->committed = taken;
    tx->committed_arg = vault;
    tx->committed_number = now.sum.n;
    return HF_OK;
}

/* --- looking --------------------------------------------------------------------------------- */

/* Each row's seal is looked at where it is read; here only that they are those that were counted.
 */
static enum status rows_fit(const struct vault *vault, struct tx *tx, enum row_table_number table,
                            bool *ret, struct fault *why)
{
    struct row_sum sum = {0};
    struct rows rows;
    enum status st = row_open(tx, table, "practice = $1",
                              VALUES(value_raw(vault->practice.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    while ((st = rows_next(&rows, why)) == HF_OK)
        row_sum_add(&sum, &rows, table);
    rows_close(&rows);
    if (st == HF_NOT_FOUND)
        st = row_tally_compare(vault, tx, table, &sum, why);
    *ret = st == HF_OK;
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status number_fits(struct vault *vault, struct tx *tx, bool *ret, struct fault *why)
{
    uint64_t least = atomic_load(&vault->newest);
    uint8_t hash[32], first[32];
    bool hold = false;
    struct tally now;
    enum status st = tally_read(vault, tx, WAYS_TALLY, &now, why);

    if (st == HF_OK)
        st = hash_tallies(vault, tx, hash, first, &hold, why);
    if (st != HF_OK)
        return st;
    /* Who only reads may have begun before somebody else's commit. */
    if (now.sum.n < least && tx->mode == STORE_READ && !vault_is_older(vault))
        return fault_set(why, HF_BUSY, "somebody came in meanwhile");
    bool same = memcmp(hash, now.sum.sum, sizeof hash) == 0 ||
                memcmp(first, now.sum.sum, sizeof first) == 0; /* until the next change */

    *ret = hold && now.holds && now.sum.n >= least && (!now.there || same);
    return HF_OK;
}

enum status ways_look(struct vault *vault, struct tx *tx, enum row_table_number table, bool *ret,
                      struct fault *why)
{
    bool newest = false, rows = false;
    enum status st = number_fits(vault, tx, &newest, why);

    if (st == HF_OK)
        st = rows_fit(vault, tx, table, &rows, why);
    if (st != HF_OK)
        return st;
    if (!newest || !rows)
        atomic_store(&vault->older, true);
    *ret = rows;
    return HF_OK;
}

enum status row_ways_check(struct vault *vault, struct tx *tx, struct fault *why)
{
    bool fits = true, all = true;
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < GUARDED; i++) {
        st = ways_look(vault, tx, guarded[i], &fits, why);
        all = all && fits;
    }
    return st == HF_OK && (!all || vault_is_older(vault)) ? HF_NOT_FOUND : st;
}

bool vault_is_older(const struct vault *vault)
{
    return atomic_load(&vault->older);
}
