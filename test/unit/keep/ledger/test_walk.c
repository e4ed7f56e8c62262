/* A walk along a chain: which of the keys that lie beside a record opens it, whoever put them
 * there.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "practice.h"

enum { CARE_BIT = COMPARTMENT_BIT(COMPARTMENT_CARE) };

static const int64_t day_us = INT64_C(86400) * 1000000;

/* --- looking --------------------------------------------------------------------------------- */

struct loading {
    const char *content;
    size_t open;
};

static enum status do_load(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct loading *in = arg;
    struct ledger_list list = {0};
    enum status st = ledger_load(ltx, fx.owner, fx.client, &list, why);

    for (size_t i = 0; i < list.n; i++)
        in->open += list.items[i].is_open && span_is(list.items[i].content, in->content);
    return st;
}

/* One opened record says this. */
static bool reads(const char *content)
{
    struct loading in = {.content = content};

    CHECK(act(do_load, &in) == HF_OK);
    return in.open == 1;
}

static bool is_refused(void)
{
    struct loading in = {.content = ""};

    return act(do_load, &in) == HF_FAILED;
}

static enum status do_run(struct tx *tx, void *arg, struct fault *why)
{
    return store_run(tx, *(const char *const *)arg, NULL, 0, why);
}

static void run_sql(const char *sql)
{
    fault_clear(&fx.why);
    CHECK(store_transact(fx.store, STORE_WRITE, do_run, &sql, &fx.why) == HF_OK);
}

static void expect_green(void)
{
    struct findings f;

    CHECK_INT(verify_now(&f), 0);
}

/* --- a tablet, which only deposits ------------------------------------------------------------ */

static enum status pass_tablet(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct keyring **delegate = arg;
    struct delegate_scope scope = {.person = {fx.client.id},
                                   .roles = ROLE_CLIENT,
                                   .client = fx.client,
                                   .purpose = DELEGATE_HANDOVER,
                                   .most_proof = PROOF_SHARED_DEVICE,
                                   .until_us = test_now_us + day_us};
    enum status st = delegate_make(fx.vault, &scope, delegate, why);

    return st == HF_OK
               ? ledger_certify_delegate(ltx, fx.owner, *delegate, CARE_BIT, fresh_request(), why)
               : st;
}

/* Key ids are chance: a row that is put beside another comes first in some runs, last in others. */
static void write_both(void)
{
    struct keyring *tablet = NULL;

    CHECK(act(pass_tablet, &tablet) == HF_OK);
    CHECK(write_as(tablet, ACTION_GRANT, "left in the box") == HF_OK);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "beside it") == HF_OK);
    keyring_close(tablet);
    run_sql("CREATE TABLE aside AS SELECT * FROM record_wrap WHERE way < 3");
}

#define BESIDE "seq = (SELECT max(seq) FROM aside)"

static void plant(void)
{
    run_sql("INSERT INTO record_wrap SELECT practice, (SELECT max(seq) FROM aside), key_id, way, "
            "bytes, mac FROM aside WHERE way = 2");
}

static void test_walk__another_records_key_does_not_hinder(void)
{
    CHECK(reads("beside it"));
    plant();
    CHECK(reads("beside it"));
}

static void test_walk__another_records_key_alone_is_refused(void)
{
    run_sql("DELETE FROM record_wrap WHERE way = 1 AND " BESIDE);
    CHECK(is_refused());
}

static void test_walk__it_reads_on_once_its_own_is_back(void)
{
    run_sql("DELETE FROM record_wrap WHERE way < 3 AND " BESIDE);
    run_sql("INSERT INTO record_wrap SELECT * FROM aside WHERE " BESIDE);
    CHECK(reads("beside it"));
    expect_green();
}

static void test_walk__an_entry_under_another_number_is_refused(void)
{
    run_sql("UPDATE ledger_entry SET seq = seq + 1000 WHERE " BESIDE);
    CHECK(is_refused());
    run_sql("UPDATE ledger_entry SET seq = seq - 1000 WHERE seq > 1000");
    CHECK(reads("beside it"));
    expect_green();
}

/* --- statements, which this process has read before ------------------------------------------- */

/* 32: the keys of a client were opened. Each act reads it anew. */
#define OPENED "seq IN (SELECT seq FROM statement WHERE kind = 32)"

static bool takes_an_act(void)
{
    return write_as(fx.owner, ACTION_PLAN_DRAFTED, "and again") == HF_OK;
}

static void expect_refused_while(const char *change, const char *back)
{
    run_sql(change);
    CHECK(!takes_an_act());
    CHECK(is_refused());
    run_sql(back);
    CHECK(takes_an_act());
}

static void test_walk__a_statement_is_what_it_was_or_is_refused(void)
{
    CHECK(takes_an_act());
    run_sql("CREATE TABLE said AS SELECT * FROM statement WHERE " OPENED);
    run_sql("CREATE TABLE signed AS SELECT * FROM ledger_entry WHERE " OPENED);
    expect_refused_while("UPDATE statement SET blind = zeroblob(32) WHERE " OPENED,
                         "REPLACE INTO statement SELECT * FROM said");
    expect_refused_while(
        "UPDATE statement SET bytes = substr(bytes, 1, length(bytes) - 8) || zeroblob(8) WHERE "
        "kind = 32",
        "REPLACE INTO statement SELECT * FROM said");
    expect_refused_while(
        "UPDATE ledger_entry SET bytes = substr(bytes, 1, 272) || zeroblob(64) WHERE " OPENED,
        "REPLACE INTO ledger_entry SELECT * FROM signed");
    expect_green();
}

static void test_walk__a_record_beside_a_statement_hides_it_from_nobody(void)
{
    run_sql("INSERT INTO record SELECT practice, (SELECT min(seq) FROM said WHERE client <> "
            "zeroblob(16)), record, client, compartment, epoch, same, frame, mac FROM record "
            "WHERE " BESIDE);
    CHECK(is_refused());
    run_sql("DELETE FROM record WHERE " OPENED);
    expect_green();
}

int main(void)
{
    fixture_make(&store_sqlite);
    write_both();
    RUN(test_walk__another_records_key_does_not_hinder);
    RUN(test_walk__another_records_key_alone_is_refused);
    RUN(test_walk__it_reads_on_once_its_own_is_back);
    RUN(test_walk__an_entry_under_another_number_is_refused);
    RUN(test_walk__a_statement_is_what_it_was_or_is_refused);
    RUN(test_walk__a_record_beside_a_statement_hides_it_from_nobody);
    fixture_end();
    return tap_end();
}
