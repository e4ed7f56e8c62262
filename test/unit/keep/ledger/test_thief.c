/* Somebody with a login also writes to the data base, or turns the clock back: what is read is
 * noted and braked all the same, and no access lives again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "someone.h"

#include "keep/ledger/ledger_inside.h"

static const int64_t minute_us = INT64_C(60) * 1000000, hour_us = INT64_C(3600) * 1000000;

/* --- clients --------------------------------------------------------------------------------- */

enum { CLIENTS = LEDGER_BRAKE_CLIENTS + 1 };
static struct client_id clients[CLIENTS];

static void make_clients(void)
{
    for (size_t i = 0; i < CLIENTS; i++) {
        fx.client.id = world_id(&test_world);
        clients[i] = fx.client;
        CHECK(act(do_open, fx.owner) == HF_OK);
        CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "what is kept") == HF_OK);
    }
}

static enum status do_load(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct ledger_list list;

    return ledger_load(ltx, arg, fx.client, &list, why);
}

static enum status look_at(struct client_id client, struct keyring *reader)
{
    size_t mark = arena_mark(&fx.arena);

    fx.client = client;
    enum status st = act(do_load, reader);

    arena_rewind(&fx.arena, mark);
    return st;
}

/* --- the thief's pen ------------------------------------------------------------------------- */

struct scribble {
    const char *sql;
    const struct value *values;
    int n;
};

static enum status do_scribble(struct tx *tx, void *arg, struct fault *why)
{
    const struct scribble *in = arg;

    return store_run(tx, in->sql, in->values, in->n, why);
}

static void scribble(const char *sql, const struct value *values, int n)
{
    struct scribble in = {sql, values, n};

    CHECK(store_transact(fx.store, STORE_WRITE, do_scribble, &in, &fx.why) == HF_OK);
}

struct counting {
    uint16_t action;
    int n;
};

static enum status do_count(struct tx *tx, void *arg, struct fault *why)
{
    struct counting *in = arg;
    uint8_t action[2] = {(uint8_t)in->action, (uint8_t)(in->action >> 8)};
    struct rows rows;
    enum status st =
        rows_open(tx,
                  "SELECT count(*) FROM ledger_entry WHERE substr(bytes, 166, 2) = $1 "
                  "AND client = $2",
                  VALUES(value_raw(action, 2), value_raw(fx.client.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    in->n = (int)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

static int count_acts(uint16_t action)
{
    struct counting in = {action, -1};

    CHECK(store_transact(fx.store, STORE_READ, do_count, &in, &fx.why) == HF_OK);
    return in.n;
}

/* --- reading --------------------------------------------------------------------------------- */

/* As load.c names the reading of a client in an hour. */
static struct request_id name_of_reading(struct client_id client)
{
    uint8_t message[5 + 16 + 16 + 8] = "read", hash[32];
    int64_t hour = test_now_us / hour_us;
    struct request_id request;

    memcpy(message + 5, client.id.bytes, 16);
    memcpy(message + 21, keyring_who(fx.owner)->person.id.bytes, 16);
    for (int i = 0; i < 8; i++)
        message[37 + i] = (uint8_t)((uint64_t)hour >> (8 * i));
    vault_sha256(span_at(message, sizeof message), hash);
    memcpy(request.id.bytes, hash, 16);
    return request;
}

static void test_ledger_load__a_row_that_says_it_was_noted_hides_no_reading(void)
{
    struct request_id request = name_of_reading(clients[0]);
    const struct value values[] = {value_raw(request.id.bytes, 16)};

    scribble("INSERT INTO ledger_entry (practice, seq, client, client_seq, request, hash, bytes, "
             "mac) SELECT practice, 1 << 40, randomblob(16), 1, $1, randomblob(32), "
             "substr(bytes, 1, 191) || $1 || substr(bytes, 208), mac FROM ledger_entry "
             "WHERE seq = 1",
             values, 1);
    enum status st = look_at(clients[0], fx.owner);

    scribble("DELETE FROM ledger_entry WHERE seq = 1 << 40", NULL, 0);
    CHECK(st == HF_FAILED || count_acts(ACTION_RECORD_READ) == 1);
    CHECK_INT(look_at(clients[0], fx.owner), HF_OK);
    CHECK_INT(count_acts(ACTION_RECORD_READ), 1);
}

static void read_thirty(void)
{
    test_now_us += 2 * hour_us;
    for (size_t i = 0; i < LEDGER_BRAKE_CLIENTS; i++)
        CHECK_INT(look_at(clients[i], fx.owner), HF_OK);
    CHECK_INT(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner), HF_CONFLICT);
}

static void test_brake__an_old_row_at_the_end_does_not_loosen_it(void)
{
    read_thirty();
    scribble("INSERT INTO ledger_entry (practice, seq, client, client_seq, request, hash, bytes, "
             "mac) SELECT practice, 1 << 40, randomblob(16), 1, randomblob(16), randomblob(32), "
             "bytes, mac FROM ledger_entry WHERE seq = 1",
             NULL, 0);
    CHECK(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner) != HF_OK);
    scribble("DELETE FROM ledger_entry WHERE seq = 1 << 40", NULL, 0);
    CHECK_INT(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner), HF_CONFLICT);
}

static void test_brake__an_old_entry_in_the_place_of_the_newest_does_not_loosen_it(void)
{
    read_thirty();
    scribble("CREATE TABLE aside AS SELECT * FROM ledger_entry WHERE seq = "
             "(SELECT max(seq) FROM ledger_entry)",
             NULL, 0);
    scribble("UPDATE ledger_entry SET bytes = (SELECT bytes FROM ledger_entry WHERE seq = 1) "
             "WHERE seq = (SELECT seq FROM aside)",
             NULL, 0);
    CHECK(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner) != HF_OK);
    scribble("UPDATE ledger_entry SET bytes = (SELECT bytes FROM aside) WHERE seq = (SELECT seq "
             "FROM aside)",
             NULL, 0);
    scribble("DROP TABLE aside", NULL, 0);
    CHECK_INT(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner), HF_CONFLICT);
}

static void test_brake__readings_that_were_taken_out_do_not_loosen_it(void)
{
    read_thirty();
    scribble("CREATE TABLE aside AS SELECT * FROM ledger_entry ORDER BY seq DESC LIMIT 12", NULL,
             0);
    scribble("DELETE FROM ledger_entry WHERE seq IN (SELECT seq FROM aside)", NULL, 0);
    CHECK(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner) != HF_OK);
    scribble("INSERT INTO ledger_entry SELECT * FROM aside", NULL, 0);
    scribble("DROP TABLE aside", NULL, 0);
    CHECK_INT(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner), HF_CONFLICT);
}

struct left {
    const struct keyring *reader;
    size_t n;
};

static enum status do_ask_left(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct left *in = arg;

    return ledger_reads_left(ltx, in->reader, &in->n, why);
}

static int reads_left(const struct keyring *reader)
{
    struct left in = {reader, 99};

    CHECK_INT(act(do_ask_left, &in), HF_OK);
    return (int)in.n;
}

/* Of an older copy no reading can be noted; it is counted all the same. */
static void test_brake__holds_while_nothing_can_be_noted(void)
{
    test_now_us += 2 * hour_us;
    atomic_store(&fx.ledger->narrow_only, true);
    int noted = count_acts(ACTION_RECORD_READ);

    for (size_t i = 0; i < LEDGER_BRAKE_CLIENTS; i++)
        CHECK_INT(look_at(clients[i], fx.owner), HF_OK);
    CHECK_INT(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner), HF_CONFLICT);
    test_now_us -= hour_us;
    CHECK_INT(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner), HF_CONFLICT);
    CHECK_INT(look_at(clients[0], fx.owner), HF_OK); /* again */
    CHECK_INT(reads_left(fx.owner), 0);
    test_now_us += hour_us + (LEDGER_BRAKE_MINUTES + 1) * minute_us;
    CHECK_INT(look_at(clients[LEDGER_BRAKE_CLIENTS], fx.owner), HF_OK);
    CHECK_INT(count_acts(ACTION_RECORD_READ), noted);
    atomic_store(&fx.ledger->narrow_only, false);
}

/* --- keys ------------------------------------------------------------------------------------ */

/* Nobody has tended to the wraps yet, and she has not opened any. */
static void test_keys__an_access_that_is_over_stays_over_when_the_clock_goes_back(void)
{
    struct someone other = someone_new(ROLE_CLINICIAN);

    fx.client = clients[1];
    CHECK_INT(give(fx.owner, other.person, GRANT_COVER, test_now_us + hour_us), HF_OK);
    test_now_us += 2 * hour_us;
    fx.client = clients[2]; /* somebody writes elsewhere: that time has come is known */
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "elsewhere") == HF_OK);
    fx.client = clients[1];
    test_now_us -= 90 * minute_us;
    CHECK_INT((int)count_open(other.keyring), 0);
    test_now_us += 90 * minute_us;
    keyring_close(other.keyring);
}

int main(void)
{
    fixture_make(&store_sqlite);
    make_clients();
    RUN(test_ledger_load__a_row_that_says_it_was_noted_hides_no_reading);
    RUN(test_brake__an_old_row_at_the_end_does_not_loosen_it);
    RUN(test_brake__an_old_entry_in_the_place_of_the_newest_does_not_loosen_it);
    RUN(test_brake__readings_that_were_taken_out_do_not_loosen_it);
    RUN(test_brake__holds_while_nothing_can_be_noted);
    RUN(test_keys__an_access_that_is_over_stays_over_when_the_clock_goes_back);
    fixture_end();
    return tap_end();
}
