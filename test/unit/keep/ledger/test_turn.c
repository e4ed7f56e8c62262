/* The life of a client's keys: who left reads nothing new, who stays reads on, nothing is planted,
 * and whatever stops it half way, the next one goes on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "someone.h"

#include "keep/ledger/statement.h"

enum { CARE_BIT = COMPARTMENT_BIT(COMPARTMENT_CARE), MANY = 520 };

static const int64_t day_us = INT64_C(86400) * 1000000;

/* --- people ---------------------------------------------------------------------------------- */

static enum status do_end(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct giving *in = arg;

    return ledger_end_grant(ltx, in->author, fx.client, in->grant.recipient, fresh_request(), why);
}

static enum status end(struct keyring *author, const struct someone *of)
{
    struct giving in = {author, {.recipient = of->person}};

    return act(do_end, &in);
}

/* --- looking --------------------------------------------------------------------------------- */

struct loading {
    struct keyring *reader;
    struct ledger_list list;
};

static enum status do_load(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct loading *in = arg;

    return ledger_load(ltx, in->reader, fx.client, &in->list, why);
}

static struct ledger_list load_as(struct keyring *reader)
{
    struct loading in = {reader, {0}};

    CHECK(act(do_load, &in) == HF_OK);
    return in.list;
}

/* How many care records that the reader can open say this. */
static size_t count_saying(struct keyring *reader, const char *content)
{
    size_t mark = arena_mark(&fx.arena);
    struct ledger_list list = load_as(reader);
    size_t n = 0;

    for (size_t i = 0; i < list.n; i++)
        n += list.items[i].compartment == COMPARTMENT_CARE && list.items[i].is_open &&
             span_is(list.items[i].content, content);
    arena_rewind(&fx.arena, mark);
    return n;
}

static size_t count_acts(uint16_t action)
{
    size_t mark = arena_mark(&fx.arena);
    struct ledger_list list = load_as(fx.owner);
    size_t n = 0;

    for (size_t i = 0; i < list.n; i++)
        n += list.items[i].entry.action == action;
    arena_rewind(&fx.arena, mark);
    return n;
}

static void expect_green(void)
{
    struct findings f;
    int n = verify_now(&f);

    CHECK_INT(n, 0);
    if (n != 0)
        printf("# %s %s\n", f.first, fx.why.text);
}

struct counting {
    const char *sql;
    int64_t n;
};

static enum status do_count(struct tx *tx, void *arg, struct fault *why)
{
    struct counting *in = arg;
    struct rows rows;
    enum status st = rows_open(tx, in->sql, NULL, 0, &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    in->n = st == HF_OK ? rows_int(&rows, 0) : -1;
    rows_close(&rows);
    return st;
}

static int64_t count_rows(const char *sql)
{
    struct counting in = {sql, -1};

    CHECK(store_transact(fx.store, STORE_READ, do_count, &in, &fx.why) == HF_OK);
    return in.n;
}

/* --- who left -------------------------------------------------------------------------------- */

static void test_keys__who_left_reads_nothing_new_though_she_kept_the_old_keys(void)
{
    struct someone other = someone_new(ROLE_CLINICIAN);

    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "while she may") == HF_OK);
    CHECK(give(fx.owner, other.person, GRANT_COVER, 0) == HF_OK);
    CHECK_INT(count_saying(other.keyring, "while she may"), 1);
    CHECK(end(fx.owner, &other) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "after she left") == HF_OK);
    CHECK_INT(count_saying(other.keyring, "after she left"), 0);
    CHECK_INT(count_saying(fx.owner, "after she left"), 1);
    CHECK_INT(count_saying(fx.owner, "while she may"), 1);
    CHECK_INT(count_acts(ACTION_EPOCH_CLOSING), 1);
    CHECK_INT(count_acts(ACTION_EPOCH_REWRAPPED), 1);
    CHECK_INT(count_acts(ACTION_EPOCH_RETIRED), 1);
    keyring_close(other.keyring);
    expect_green();
}

static void test_keys__of_an_earlier_epoch_open_nothing_that_is_stored(void)
{
    struct someone other = someone_new(ROLE_CLINICIAN);

    CHECK(give(fx.owner, other.person, GRANT_COVER, 0) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "read once") == HF_OK);
    CHECK_INT(count_saying(other.keyring, "read once"), 1);
    CHECK(end(fx.owner, &other) == HF_OK);
    /* Her keyring still holds the older key: no wrap under it is left. */
    CHECK_INT(count_open(other.keyring), 0);
    keyring_close(other.keyring);
    expect_green();
}

static void test_keys__an_access_that_is_over_is_renewed_before_the_next_record(void)
{
    struct someone other = someone_new(ROLE_CLINICIAN), stays = someone_new(ROLE_CLINICIAN);

    CHECK(give(fx.owner, other.person, GRANT_COVER, test_now_us + day_us) == HF_OK);
    CHECK(give(fx.owner, stays.person, GRANT_COVER, test_now_us + 3 * day_us) == HF_OK);
    CHECK_INT((int)(count_open(other.keyring) > 0), 1);
    test_now_us += 2 * day_us;
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "after its end") == HF_OK);
    CHECK_INT(count_saying(other.keyring, "after its end"), 0);
    CHECK_INT(count_saying(stays.keyring, "after its end"), 1); /* on the same terms */
    test_now_us += 2 * day_us;
    keyring_close(stays.keyring);
    stays.keyring = NULL;
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "after both") == HF_OK);
    keyring_close(other.keyring);
    expect_green();
}

static void test_ledger_tend__deletes_the_wraps_of_an_access_that_is_over(void)
{
    struct someone other = someone_new(ROLE_CLINICIAN);

    CHECK(give(fx.owner, other.person, GRANT_COVER, test_now_us + day_us) == HF_OK);
    int64_t before = count_rows("SELECT count(*) FROM key_wrap");

    CHECK(ledger_tend(fx.ledger, fx.store, &fx.arena, &fx.why) == HF_OK);
    CHECK_INT(count_rows("SELECT count(*) FROM key_wrap"), before);
    test_now_us += 2 * day_us;
    CHECK(ledger_tend(fx.ledger, fx.store, &fx.arena, &fx.why) == HF_OK);
    CHECK_INT(count_rows("SELECT count(*) FROM key_wrap"), before - 1);
    CHECK_INT(count_open(other.keyring), 0);
    keyring_close(other.keyring);
    expect_green();
}

/* --- deposits -------------------------------------------------------------------------------- */

struct passing {
    struct keyring *delegate;
};

static enum status pass_tablet(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct passing *in = arg;
    struct delegate_scope scope = {.person = {fx.client.id},
                                   .roles = ROLE_CLIENT,
                                   .client = fx.client,
                                   .purpose = DELEGATE_HANDOVER,
                                   .most_proof = PROOF_SHARED_DEVICE,
                                   .until_us = test_now_us + day_us};
    enum status st = delegate_make(fx.vault, &scope, &in->delegate, why);

    return st == HF_OK ? ledger_certify_delegate(ltx, fx.owner, in->delegate, CARE_BIT,
                                                 fresh_request(), why)
                       : st;
}

static void test_keys__what_a_tablet_deposited_comes_along(void)
{
    struct passing in = {NULL};
    struct someone other = someone_new(ROLE_CLINICIAN);

    CHECK(act(pass_tablet, &in) == HF_OK);
    CHECK(give(fx.owner, other.person, GRANT_COVER, 0) == HF_OK);
    CHECK(write_as(in.delegate, ACTION_GRANT, "from the tablet") == HF_OK);
    CHECK_INT(count_rows("SELECT count(*) FROM record_wrap WHERE way = 2"), 1);
    CHECK(end(fx.owner, &other) == HF_OK);
    CHECK_INT(count_rows("SELECT count(*) FROM record_wrap WHERE way = 2"), 0);
    CHECK_INT(count_saying(fx.owner, "from the tablet"), 1);
    CHECK_INT(count_saying(in.delegate, "from the tablet"), 1); /* by its own wrap */
    CHECK(write_as(in.delegate, ACTION_GRANT, "and after") == HF_OK);
    CHECK_INT(count_saying(fx.owner, "and after"), 1);
    keyring_close(in.delegate);
    keyring_close(other.keyring);
    expect_green();
}

/* --- planting -------------------------------------------------------------------------------- */

struct renewing {
    struct keyring *author;
    enum status st;
};

static enum status do_open_care(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct renewing *in = arg;

    return ledger_open_epochs(ltx, in->author, fx.client, CARE_BIT, fresh_request(), why);
}

static enum status do_renew(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct renewing *in = arg;

    return ledger_renew_keys(ltx, in->author, fx.client, CARE_BIT, why);
}

static void test_keys__nobody_opens_or_renews_what_she_does_not_hold(void)
{
    struct someone stranger = someone_new(ROLE_PRACTITIONER),
                   reader = someone_new(ROLE_PRACTITIONER);
    struct renewing by_stranger = {stranger.keyring, HF_OK}, by_reader = {reader.keyring, HF_OK};

    CHECK(give(fx.owner, reader.person, GRANT_COVER, 0) == HF_OK);
    CHECK(act(do_open_care, &by_stranger) == HF_INVALID);
    CHECK(act(do_renew, &by_stranger) == HF_INVALID);
    CHECK(act(do_open_care, &by_reader) == HF_INVALID); /* who reads for a while renews nothing */
    CHECK(act(do_renew, &by_reader) == HF_INVALID);
    CHECK(give(reader.keyring, stranger.person, GRANT_COVER, 0) ==
          HF_INVALID); /* nor gives it on */
    CHECK(end(fx.owner, &reader) == HF_OK);
    keyring_close(stranger.keyring);
    keyring_close(reader.keyring);
    expect_green();
}

/* A statement that is signed and stands in the chain, by somebody who had no right to it. */
struct planting {
    struct keyring *author;
    uint32_t epoch;
};

static enum status plant_epoch(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct planting *in = arg;
    struct epoch_statement planted = {.practice = vault_practice(fx.vault),
                                      .client = fx.client,
                                      .epoch = in->epoch,
                                      .n = 1,
                                      .keys = {{.compartment = COMPARTMENT_CARE}}};
    uint8_t bytes[STATEMENT_MOST];

    memcpy(planted.keys[0].box_pub, keyring_who(in->author)->box_pub, 32);
    size_t len = epoch_write(&planted, bytes);
    struct ledger_write write = {.client = fx.client,
                                 .action = ACTION_EPOCH_OPENED,
                                 .object = fx.client.id,
                                 .object_version = in->epoch,
                                 .request = fresh_request(),
                                 .content = span_at(bytes, len)};

    return ledger_append(ltx, in->author, &write, NULL, why);
}

static void test_keys__a_planted_epoch_seals_nothing_and_is_named(void)
{
    struct someone planter = someone_new(ROLE_PRACTITIONER);
    struct planting in = {planter.keyring, 4000};
    struct passing tablet = {NULL};
    struct findings f;

    CHECK(act(pass_tablet, &tablet) == HF_OK);
    CHECK(act(plant_epoch, &in) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "beside a planted key") == HF_OK);
    CHECK(write_as(tablet.delegate, ACTION_GRANT, "deposited beside it") == HF_OK);
    CHECK_INT(count_rows("SELECT count(*) FROM record WHERE epoch = 4000"), 0);
    CHECK_INT(count_saying(fx.owner, "deposited beside it"), 1);
    CHECK_INT(verify_now(&f), 1);
    CHECK(strstr(f.first, "may not open it") != NULL);
    keyring_close(planter.keyring);
    keyring_close(tablet.delegate);
}

static void test_keys__who_may_read_no_more_lets_nobody_in(void)
{
    struct someone other = someone_new(ROLE_PRACTITIONER), third = someone_new(ROLE_CLINICIAN);

    CHECK(give(fx.owner, other.person, GRANT_CARE, 0) == HF_OK);
    CHECK((int)(count_open(other.keyring) > 0) == 1);
    CHECK(end(fx.owner, &other) == HF_OK);
    CHECK(give(other.keyring, third.person, GRANT_COVER, 0) == HF_INVALID);
    keyring_close(other.keyring);
    keyring_close(third.keyring);
}

/* --- half way -------------------------------------------------------------------------------- */

static void write_many(int n)
{
    size_t mark = arena_mark(&fx.arena);

    for (int i = 0; i < n; i++) {
        CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "one of many") == HF_OK);
        arena_rewind(&fx.arena, mark);
    }
}

static enum status settle(void)
{
    fault_clear(&fx.why);
    return ledger_settle_keys(fx.ledger, fx.store, &fx.arena, fx.owner, fx.client, &fx.why);
}

static void test_keys__many_records_come_along_in_several_transactions(void)
{
    struct renewing in = {fx.owner, HF_OK};
    size_t retired = count_acts(ACTION_EPOCH_RETIRED);

    write_many(MANY);
    size_t readable = count_open(fx.owner);

    CHECK(act(do_renew, &in) == HF_OK);
    CHECK_INT(count_acts(ACTION_EPOCH_RETIRED), retired); /* not all came along yet */
    CHECK(act(do_renew, &in) == HF_BUSY);
    CHECK_INT(count_open(fx.owner), readable);
    CHECK(settle() == HF_OK);
    CHECK_INT(count_acts(ACTION_EPOCH_RETIRED), retired + 1);
    CHECK_INT(count_open(fx.owner), readable);
}

/* Who reads for a while holds the keys, and may not say that all came along: what she says counts
 * for nothing, so that the wraps that would go with it have to stay. */
static void test_keys__who_reads_for_a_while_leaves_the_turn_to_who_may_say_so(void)
{
    struct someone cover = someone_new(ROLE_PRACTITIONER);
    struct renewing in = {fx.owner, HF_OK};
    size_t retired = count_acts(ACTION_EPOCH_RETIRED);

    CHECK(give(fx.owner, cover.person, GRANT_COVER, 0) == HF_OK);
    write_many(MANY);
    size_t readable = count_open(fx.owner);

    CHECK(act(do_renew, &in) == HF_OK);
    for (int i = 0; i < 4; i++)
        CHECK(write_as(cover.keyring, ACTION_PLAN_DRAFTED, "meanwhile") == HF_OK);
    CHECK_INT(count_acts(ACTION_EPOCH_RETIRED), retired);
    CHECK_INT(count_open(fx.owner), readable + 4);
    CHECK_INT(count_open(cover.keyring), readable + 4);
    expect_green();
    CHECK(settle() == HF_OK);
    CHECK_INT(count_acts(ACTION_EPOCH_RETIRED), retired + 1);
    CHECK_INT(count_open(fx.owner), readable + 4);
    keyring_close(cover.keyring);
    expect_green();
}

static void reopen(void)
{
    faulty_arm(FAULTY_CALL, 0);
    store_free(fx.store);
    ledger_free(fx.ledger);
    CHECK(store_open(&store_faulty, fx.db, &fx.store, &fx.why) == HF_OK);
    CHECK(ledger_new(fx.vault, &fx.ledger, &fx.why) == HF_OK);
    CHECK(ledger_start(fx.ledger, fx.store, &fx.why) == HF_OK);
}

/* From wherever it stopped, nothing is lost, and the next call ends it. */
static void test_keys__whatever_call_fails_the_next_one_goes_on(void)
{
    struct renewing in = {fx.owner, HF_OK};
    size_t readable = count_open(fx.owner);

    for (int nth = 40, stops = 0; stops < 9; nth = nth * 2 + 3, stops++) {
        faulty_arm(FAULTY_CALL, nth);
        enum status st = act(do_renew, &in);

        st = st == HF_OK ? settle() : st;
        bool fired = faulty_fired();

        CHECK(st == (fired ? HF_FAILED : HF_OK));
        reopen();
        CHECK_INT(count_open(fx.owner), readable);
        CHECK(settle() == HF_OK);
        CHECK_INT(count_open(fx.owner), readable);
    }
    CHECK_INT(count_rows("SELECT count(DISTINCT w.key_id) FROM record_wrap w JOIN record r ON "
                         "r.seq = w.seq WHERE w.way < 3 AND r.compartment = 4"),
              1);
}

int main(void)
{
    fixture_make(&store_faulty);
    RUN(test_keys__who_left_reads_nothing_new_though_she_kept_the_old_keys);
    RUN(test_keys__of_an_earlier_epoch_open_nothing_that_is_stored);
    RUN(test_keys__an_access_that_is_over_is_renewed_before_the_next_record);
    RUN(test_ledger_tend__deletes_the_wraps_of_an_access_that_is_over);
    RUN(test_keys__what_a_tablet_deposited_comes_along);
    RUN(test_keys__nobody_opens_or_renews_what_she_does_not_hold);
    RUN(test_keys__who_may_read_no_more_lets_nobody_in);
    RUN(test_keys__many_records_come_along_in_several_transactions);
    RUN(test_keys__who_reads_for_a_while_leaves_the_turn_to_who_may_say_so);
    RUN(test_keys__whatever_call_fails_the_next_one_goes_on);
    expect_green();
    RUN(test_keys__a_planted_epoch_seals_nothing_and_is_named); /* leaves a finding behind */
    fixture_end();
    return tap_end();
}
