/* keep/vault/row.c - row seals and tallies.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/row.h"

#include "keep/vault/vault_inside.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

const struct row_table row_tables[TABLES] = {
    [TABLE_HEAD] = {"ledger_head", "practice,size,tip,utc_us,frontier", 5},
    [TABLE_ENTRY] = {"ledger_entry", "practice,seq,client,client_seq,request,hash,bytes", 7},
    [TABLE_STATEMENT] = {"statement", "practice,seq,kind,person,keygen,client,blind,bytes", 8},
    [TABLE_RECORD] = {"record", "practice,seq,record,client,compartment,epoch,same,frame", 8},
    [TABLE_RECORD_WRAP] = {"record_wrap", "practice,seq,key_id,way,bytes", 5},
    [TABLE_CHECKPOINT] = {"checkpoint", "practice,size,bytes", 3},
    [TABLE_PERSON_KEY] = {"person_key", "practice,person,keygen,roles,sign_pub,box_pub,frame", 7},
    [TABLE_SLOT] = {"slot", "practice,kind,login,person,keygen,salt,passes,memory,verifier,frame",
                    10},
    [TABLE_PASS] = {"passes",
                    "practice,name,person,keygen,kind,roles,proof,client,session,purpose,"
                    "most_proof,idle_us,seen_us,until_us,key_until_us,tries,since_us,proved_us,"
                    "lock,device,frame",
                    21},
    [TABLE_KEY_WRAP] = {"key_wrap", "practice,client,recipient,epoch,compartment,grant_seq,bytes",
                        7},
    [TABLE_PACK] = {"pack", "practice,hash,name,bytes", 4},
    [TABLE_PASSKEY] = {"passkey",
                       "practice,name,person,keygen,id,algorithm,key,count,device,added_us,frame",
                       11},
};

/* --- macs ------------------------------------------------------------------------------------ */

static void mac_begin(const struct vault *vault, const char *table,
                      crypto_auth_hmacsha256_state *state)
{
    uint8_t len = (uint8_t)strlen(table);

    crypto_auth_hmacsha256_init(state, vault->keys->row_key, KEY_BYTES);
    crypto_auth_hmacsha256_update(state, &len, 1);
    crypto_auth_hmacsha256_update(state, (const unsigned char *)table, len);
}

static void number_bytes(uint64_t n, uint8_t ret[8])
{
    for (int i = 0; i < 8; i++)
        ret[i] = (uint8_t)(n >> (8 * i));
}

static void mac_value(crypto_auth_hmacsha256_state *state, struct value value)
{
    uint8_t head[9] = {(uint8_t)value.kind}, number[8];
    bool is_int = value.kind == VALUE_INT;

    number_bytes((uint64_t)value.number, number);
    number_bytes(is_int ? sizeof number : value.bytes.len, head + 1);
    crypto_auth_hmacsha256_update(state, head, sizeof head);
    if (is_int)
        crypto_auth_hmacsha256_update(state, number, sizeof number);
    else
        crypto_auth_hmacsha256_update(state, (const unsigned char *)value.bytes.at,
                                      value.bytes.len);
}

static void mac_values(const struct vault *vault, const char *table, const struct value *values,
                       int n, uint8_t ret[32])
{
    crypto_auth_hmacsha256_state state;

    mac_begin(vault, table, &state);
    for (int i = 0; i < n; i++)
        mac_value(&state, values[i]);
    crypto_auth_hmacsha256_final(&state, ret);
}

bool row_holds(const struct vault *vault, enum row_table_number table, const struct rows *rows)
{
    struct value values[ROW_COLUMNS_MOST];
    int n = row_tables[table].n;
    uint8_t mac[32], stored[32];

    for (int i = 0; i < n; i++)
        values[i] = rows_value(rows, i);
    mac_values(vault, row_tables[table].name, values, n, mac);
    return rows_copy(rows, n, stored, sizeof stored) && crypto_verify_32(mac, stored) == 0;
}

/* --- tallies --------------------------------------------------------------------------------- */

static void sum_add(uint8_t sum[32], const uint8_t mac[32])
{
    sodium_add(sum, mac, 32);
}

static void sum_take(uint8_t sum[32], const uint8_t mac[32])
{
    sodium_sub(sum, mac, 32);
}

static void tally_values(const struct vault *vault, const char *name, const struct row_sum *sum,
                         struct value ret[4])
{
    ret[0] = value_raw(vault->practice.id.bytes, 16);
    ret[1] = value_text(span_of(name));
    ret[2] = value_int((int64_t)sum->n);
    ret[3] = value_raw(sum->sum, 32);
}

static bool tally_take_row(const struct vault *vault, const char *name, const struct rows *rows,
                           struct tally *ret)
{
    struct value values[4];
    uint8_t mac[32], stored[32];

    ret->sum.n = (uint64_t)rows_int(rows, 0);
    if (!rows_copy(rows, 1, ret->sum.sum, 32) || !rows_copy(rows, 2, stored, 32))
        return false;
    tally_values(vault, name, &ret->sum, values);
    mac_values(vault, "tally", values, 4, mac);
    return crypto_verify_32(mac, stored) == 0;
}

enum status tally_read(const struct vault *vault, struct tx *tx, const char *name,
                       struct tally *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        tx, "SELECT n, sum, mac FROM tally WHERE practice = $1 AND name = $2",
        VALUES(value_raw(vault->practice.id.bytes, 16), value_text(span_of(name))), &rows, why);

    *ret = (struct tally){.holds = true};
    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    ret->there = st == HF_OK;
    if (ret->there)
        ret->holds = tally_take_row(vault, name, &rows, ret);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

enum status tally_write(const struct vault *vault, struct tx *tx, const char *name,
                        const struct tally *tally, struct fault *why)
{
    struct value values[5];
    uint8_t mac[32] = {0};

    tally_values(vault, name, &tally->sum, values);
    if (tally->holds)
        mac_values(vault, "tally", values, 4, mac);
    values[4] = value_raw(mac, sizeof mac);
    return store_run(tx,
                     "INSERT INTO tally VALUES ($1,$2,$3,$4,$5) ON CONFLICT (practice, name) "
                     "DO UPDATE SET n = excluded.n, sum = excluded.sum, mac = excluded.mac",
                     values, 5, why);
}

enum status row_tally_compare(const struct vault *vault, struct tx *tx, enum row_table_number table,
                              const struct row_sum *sum, struct fault *why)
{
    struct tally tally;
    enum status st = tally_read(vault, tx, row_tables[table].name, &tally, why);

    if (st != HF_OK)
        return st;
    return tally.holds && tally.sum.n == sum->n && memcmp(tally.sum.sum, sum->sum, 32) == 0
               ? HF_OK
               : HF_NOT_FOUND;
}

void row_sum_add(struct row_sum *sum, const struct rows *rows, enum row_table_number table)
{
    uint8_t mac[32] = {0};

    (void)rows_copy(rows, row_tables[table].n, mac,
                    sizeof mac); /* a short one shows in row_holds */
    sum_add(sum->sum, mac);
    sum->n++;
}

/* --- rows ------------------------------------------------------------------------------------ */

void row_insert_sql(enum row_table_number number, char ret[ROW_SQL_MOST])
{
    const struct row_table *table = &row_tables[number];
    int len = snprintf(ret, ROW_SQL_MOST, "INSERT INTO %s (%s,mac) VALUES ($1", table->name,
                       table->columns);

    for (int i = 2; i <= table->n + 1; i++)
        len += snprintf(ret + len, ROW_SQL_MOST - (size_t)len, ",$%d", i);
    snprintf(ret + len, ROW_SQL_MOST - (size_t)len, ")");
}

/* One row with its seal; the tally is the caller's. */
static enum status insert_row(const struct vault *vault, struct tx *tx,
                              enum row_table_number number, const char *sql,
                              const struct value *values, struct row_sum *sum, struct fault *why)
{
    const struct row_table *table = &row_tables[number];
    struct value all[ROW_COLUMNS_MOST + 1];
    uint8_t mac[32];

    memcpy(all, values, (size_t)table->n * sizeof *values);
    mac_values(vault, table->name, values, table->n, mac);
    all[table->n] = value_raw(mac, sizeof mac);
    sum_add(sum->sum, mac);
    sum->n++;
    return store_run(tx, sql, all, table->n + 1, why);
}

enum status row_add_all(struct vault *vault, struct tx *tx, enum row_table_number number,
                        const struct value *values, size_t rows, struct fault *why)
{
    const struct row_table *table = &row_tables[number];
    struct tally tally;
    char sql[ROW_SQL_MOST];
    enum status st = tally_read(vault, tx, table->name, &tally, why);

    row_insert_sql(number, sql);
    for (size_t i = 0; st == HF_OK && i < rows; i++)
        st = insert_row(vault, tx, number, sql, values + i * (size_t)table->n, &tally.sum, why);
    if (st == HF_OK)
        st = tally_write(vault, tx, table->name, &tally, why);
    return st == HF_OK && ways_guard(number) ? ways_count(vault, tx, why) : st;
}

enum status row_add(struct vault *vault, struct tx *tx, enum row_table_number number,
                    const struct value *values, int n, struct fault *why)
{
    assert(n == row_tables[number].n);
    return row_add_all(vault, tx, number, values, 1, why);
}

static enum status take_macs(struct rows *rows, struct row_sum *sum, uint64_t *ret,
                             struct fault *why)
{
    enum status st;
    uint8_t mac[32];

    *ret = 0;
    while ((st = rows_next(rows, why)) == HF_OK) {
        memset(mac, 0, sizeof mac);
        (void)rows_copy(rows, 0, mac, sizeof mac); /* a short one shows in the tally */
        sum_take(sum->sum, mac);
        sum->n--;
        ++*ret;
    }
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status take_from_tally(struct vault *vault, struct tx *tx, const char *name,
                                   struct rows *rows, uint64_t *ret, struct fault *why)
{
    struct tally tally;
    enum status st = tally_read(vault, tx, name, &tally, why);

    if (st == HF_OK)
        st = take_macs(rows, &tally.sum, ret, why);
    if (st == HF_OK && *ret > 0)
        st = tally_write(vault, tx, name, &tally, why);
    return st;
}

enum status row_remove(struct vault *vault, struct tx *tx, enum row_table_number number,
                       const char *where, const struct value *values, int n, struct fault *why)
{
    const char *name = row_tables[number].name;
    struct rows rows;
    uint64_t taken = 0;
    char sql[ROW_SQL_MOST];

    snprintf(sql, sizeof sql, "SELECT mac FROM %s WHERE %s", name, where);
    enum status st = rows_open(tx, sql, values, n, &rows, why);

    if (st != HF_OK)
        return st;
    st = take_from_tally(vault, tx, name, &rows, &taken, why);
    rows_close(&rows);
    if (st != HF_OK || taken == 0)
        return st;
    snprintf(sql, sizeof sql, "DELETE FROM %s WHERE %s", name, where);
    st = store_run(tx, sql, values, n, why);
    return st == HF_OK && ways_guard(number) ? ways_count(vault, tx, why) : st;
}

/* "INSERT ... ON CONFLICT (practice) DO UPDATE SET size=excluded.size,...,mac=excluded.mac" */
static void put_sql(enum row_table_number number, char ret[ROW_SQL_MOST])
{
    static const char first[] = "practice,";
    const char *at = row_tables[number].columns + sizeof first - 1;

    row_insert_sql(number, ret);
    size_t len = strlen(ret);

    len += (size_t)snprintf(ret + len, ROW_SQL_MOST - len,
                            " ON CONFLICT (practice) DO UPDATE SET mac=excluded.mac");
    while (*at != '\0') {
        int name = (int)strcspn(at, ",");

        len += (size_t)snprintf(ret + len, ROW_SQL_MOST - len, ",%.*s=excluded.%.*s", name, at,
                                name, at);
        at += name + (at[name] == ',');
    }
}

enum status row_put(struct vault *vault, struct tx *tx, enum row_table_number number,
                    const struct value *values, int n, struct fault *why)
{
    const char *name = row_tables[number].name;
    struct tally tally;
    struct rows rows;
    uint64_t taken = 0;
    char sql[ROW_SQL_MOST];

    assert(n == row_tables[number].n);
    snprintf(sql, sizeof sql, "SELECT mac FROM %s WHERE practice = $1", name);
    enum status st = tally_read(vault, tx, name, &tally, why);

    if (st == HF_OK)
        st = rows_open(tx, sql, values, 1, &rows, why);
    if (st != HF_OK)
        return st;
    st = take_macs(&rows, &tally.sum, &taken, why);
    rows_close(&rows);
    put_sql(number, sql);
    if (st == HF_OK)
        st = insert_row(vault, tx, number, sql, values, &tally.sum, why);
    return st == HF_OK ? tally_write(vault, tx, name, &tally, why) : st;
}

enum status row_open(struct tx *tx, enum row_table_number number, const char *where,
                     const struct value *values, int n, struct rows *ret, struct fault *why)
{
    char sql[ROW_SQL_MOST];

    snprintf(sql, sizeof sql, "SELECT %s,mac FROM %s WHERE %s", row_tables[number].columns,
             row_tables[number].name, where);
    return rows_open(tx, sql, values, n, ret, why);
}

enum status row_next(const struct vault *vault, enum row_table_number number, struct rows *rows,
                     struct fault *why)
{
    enum status st = rows_next(rows, why);

    if (st == HF_OK && !row_holds(vault, number, rows))
        return fault_set(why, HF_FAILED, "a row of table %s does not hold: run holdfast verify",
                         row_tables[number].name);
    return st;
}

enum status row_find(const struct vault *vault, struct tx *tx, enum row_table_number number,
                     const char *where, const struct value *values, int n, struct rows *ret,
                     struct fault *why)
{
    struct rows rows;
    enum status st = row_open(tx, number, where, values, n, &rows, why);

    if (st != HF_OK)
        return st;
    st = row_next(vault, number, &rows, why);
    if (st != HF_OK)
        rows_close(&rows);
    else
        *ret = rows;
    return st;
}

void row_same(const struct vault *vault, struct request_id request, struct span content,
              const uint8_t text_hash[32], uint8_t ret[16])
{
    static const char label[] = "holdfast/same/v1";
    crypto_auth_hmacsha256_state state;
    uint8_t mac[32];

    mac_begin(vault, label, &state);
    crypto_auth_hmacsha256_update(&state, request.id.bytes, 16);
    crypto_auth_hmacsha256_update(&state, text_hash, 32);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)content.at, content.len);
    crypto_auth_hmacsha256_final(&state, mac);
    memcpy(ret, mac, 16);
}
