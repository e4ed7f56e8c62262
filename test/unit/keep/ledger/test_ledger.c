/* The ledger: what it keeps, what it refuses, what it survives.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "practice.h"

/* --- helpers --------------------------------------------------------------------------------- */

struct loading {
    struct keyring *reader;
    struct client_id client;
    struct ledger_list list;
};

static enum status do_load(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct loading *in = arg;

    return ledger_load(ltx, in->reader, in->client, &in->list, why);
}

static struct ledger_list load_as(struct keyring *reader)
{
    struct loading in = {reader, fx.client, {0}};

    CHECK(act(do_load, &in) == HF_OK);
    return in.list;
}

static void expect_green(void)
{
    struct findings f;
    int n = verify_now(&f);

    CHECK_INT(n, 0);
    if (n != 0)
        printf("# %s %s\n", f.first, fx.why.text);
}

/* The last item that is no reading. */
static const struct ledger_item *last_act(struct ledger_list list)
{
    for (size_t i = list.n; i > 0; i--)
        if (list.items[i - 1].entry.action != ACTION_RECORD_READ)
            return &list.items[i - 1];
    return NULL;
}

/* --- facts ----------------------------------------------------------------------------------- */

static void test_ledger_load__gives_back_what_was_written(void)
{
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "a plan") == HF_OK);
    const struct ledger_item *item = last_act(load_as(fx.owner));

    CHECK(item != NULL && item->is_open);
    CHECK_TEXT(item->content, "a plan");
    CHECK_INT(item->compartment, COMPARTMENT_CARE);
    expect_green();
}

static void test_ledger_append__same_request_answers_with_the_first_entry(void)
{
    struct simple_write in = {fx.owner, ACTION_PLAN_DRAFTED, fresh_request(), "once", {.seq = 0}};

    CHECK(act(do_write, &in) == HF_OK);
    uint64_t seq = in.entry.seq;

    in.entry.seq = 0;
    CHECK(act(do_write, &in) == HF_OK);
    CHECK_INT(in.entry.seq, seq);
    in.content = "another";
    CHECK(act(do_write, &in) == HF_CONFLICT);
}

static void test_ledger_append__clock_that_went_back_is_flagged_and_not_followed(void)
{
    struct simple_write in = {fx.owner, ACTION_PLAN_DRAFTED, fresh_request(), "now", {.seq = 0}};

    CHECK(act(do_write, &in) == HF_OK);
    int64_t utc_us = in.entry.utc_us;

    CHECK_INT(in.entry.clock_flag, 0);
    test_now_us -= 5000000;
    in.request = fresh_request();
    CHECK(act(do_write, &in) == HF_OK);
    CHECK_INT(in.entry.utc_us, utc_us);
    CHECK_INT(in.entry.clock_flag, 1);
    test_now_us += 5000000;
}

static void test_ledger_append__register_decides_who_may_sign(void)
{
    CHECK(write_as(fx.owner, ACTION_GRANT, "yes, says somebody else") == HF_INVALID);
    CHECK(write_as(fx.owner, 9999, "what is this") == HF_INVALID);
    keyring_set_proof(fx.owner, PROOF_MACHINE);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "without presence") == HF_INVALID);
    keyring_set_proof(fx.owner, PROOF_OWN_DEVICE);
    expect_green();
}

/* --- people ---------------------------------------------------------------------------------- */

struct colleague {
    struct person_id person;
    struct keyring *keyring;
    bool certified;
};

static enum status make_colleague(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct colleague *in = arg;

    in->person.id = world_id(&test_world);
    enum status st =
        user_make(fx.vault, ltx->tx, in->person, 1, ROLE_PRACTITIONER, &in->keyring, why);

    return st == HF_OK && in->certified
               ? ledger_certify_user(ltx, fx.owner, in->person, fresh_request(), why)
               : st;
}

struct sharing {
    struct person_id recipient;
    bool ends;
};

static enum status share_or_end(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct sharing *in = arg;
    struct ledger_grant grant = {.client = fx.client,
                                 .recipient = in->recipient,
                                 .compartments = COMPARTMENT_BIT(COMPARTMENT_CARE),
                                 .purpose = GRANT_COVER,
                                 .request = fresh_request()};

    return in->ends
               ? ledger_end_grant(ltx, fx.owner, fx.client, in->recipient, fresh_request(), why)
               : ledger_grant(ltx, fx.owner, &grant, why);
}

static void test_ledger__colleague_reads_only_what_was_granted_and_until_it_ends(void)
{
    struct colleague other = {.certified = true};

    CHECK(act(make_colleague, &other) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "for two") == HF_OK);
    CHECK(!last_act(load_as(other.keyring))->is_open);
    struct sharing sharing = {other.person, false};

    CHECK(act(share_or_end, &sharing) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_IDENTITY_SET, "a name") == HF_OK);
    CHECK(!last_act(load_as(other.keyring))->is_open); /* identity was not granted */
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "for two again") == HF_OK);
    CHECK_TEXT(last_act(load_as(other.keyring))->content, "for two again");
    expect_green();
    sharing.ends = true;
    CHECK(act(share_or_end, &sharing) == HF_OK);
    keyring_close(other.keyring);
    expect_green();
}

static void test_ledger_append__uncertified_key_signs_nothing(void)
{
    struct colleague stranger = {.certified = false};

    CHECK(act(make_colleague, &stranger) == HF_OK);
    CHECK(write_as(stranger.keyring, ACTION_PLAN_DRAFTED, "by nobody") == HF_INVALID);
    keyring_close(stranger.keyring);
}

static void test_ledger_load__reading_is_an_entry_once_an_hour(void)
{
    size_t reads = 0;

    test_now_us += INT64_C(3600) * 1000000;
    load_as(fx.owner);
    load_as(fx.owner);
    struct ledger_list list = load_as(fx.owner);

    for (size_t i = 0; i < list.n; i++)
        reads += list.items[i].entry.action == ACTION_RECORD_READ &&
                 list.items[i].entry.utc_us >= test_now_us;
    CHECK_INT(reads, 1);
}

/* --- the same again -------------------------------------------------------------------------- */

struct again {
    struct ledger_grant grant;
    struct person_id person;
    unsigned compartments;
    struct request_id request;
};

static enum status grant_again(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_grant(ltx, fx.owner, &((struct again *)arg)->grant, why);
}

static enum status open_again(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct again *in = arg;

    return ledger_open_epochs(ltx, fx.owner, fx.client, in->compartments, in->request, why);
}

static enum status certify_again(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct again *in = arg;

    return ledger_certify_user(ltx, fx.owner, in->person, in->request, why);
}

static void test_ledger__key_act_under_a_used_request_is_the_same_act_or_a_conflict(void)
{
    struct colleague one = {.certified = true}, two = {.certified = false};
    struct again in = {.compartments = COMPARTMENT_BIT(COMPARTMENT_MESSAGES),
                       .request = fresh_request()};

    CHECK(act(make_colleague, &one) == HF_OK && act(make_colleague, &two) == HF_OK);
    CHECK(act(open_again, &in) == HF_OK && act(open_again, &in) == HF_OK);
    in.compartments |= COMPARTMENT_BIT(COMPARTMENT_CARE);
    CHECK(act(open_again, &in) == HF_CONFLICT);
    in.person = one.person;
    CHECK(act(certify_again, &in) == HF_CONFLICT);
    in.grant = (struct ledger_grant){.client = fx.client,
                                     .recipient = one.person,
                                     .compartments = COMPARTMENT_BIT(COMPARTMENT_CARE),
                                     .purpose = GRANT_COVER,
                                     .request = fresh_request()};
    CHECK(act(grant_again, &in) == HF_OK && act(grant_again, &in) == HF_OK);
    in.grant.compartments |= COMPARTMENT_BIT(COMPARTMENT_NOTES);
    CHECK(act(grant_again, &in) == HF_CONFLICT);
    in.grant.compartments = COMPARTMENT_BIT(COMPARTMENT_CARE);
    in.grant.recipient = keyring_who(fx.owner)->person;
    CHECK(act(grant_again, &in) == HF_CONFLICT);
    in.person = two.person;
    in.request = fresh_request();
    CHECK(act(certify_again, &in) == HF_OK && act(certify_again, &in) == HF_OK);
    in.person = one.person;
    CHECK(act(certify_again, &in) == HF_CONFLICT);
    keyring_close(one.keyring);
    keyring_close(two.keyring);
    expect_green();
}

/* --- delegates ------------------------------------------------------------------------------- */

struct passing {
    struct delegate_scope scope;
    struct keyring *delegate;
    char token[PASS_TEXT];
};

static enum status hand_over(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct passing *in = arg;
    struct pass_spec spec = {
        .kind = PASS_HANDOVER, .until_us = in->scope.until_us, .proof = in->scope.most_proof};
    enum status st = delegate_make(fx.vault, &in->scope, &in->delegate, why);

    if (st == HF_OK)
        st = ledger_certify_delegate(ltx, fx.owner, in->delegate, COMPARTMENT_BIT(COMPARTMENT_CARE),
                                     fresh_request(), why);
    return st == HF_OK ? pass_issue(fx.vault, ltx->tx, in->delegate, &spec, in->token, why) : st;
}

static enum status open_token(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct passing *in = arg;

    return keyring_open_pass(fx.vault, ltx->tx, span_of(in->token), SPAN(""), PASS_HANDOVER,
                             &in->delegate, why);
}

static enum status end_delegate(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct keyring_who *who = keyring_who(((struct passing *)arg)->delegate);

    return ledger_end_delegate(ltx, fx.owner, fx.client, who->person, who->keygen, fresh_request(),
                               why);
}

static struct passing client_pass(enum delegate_purpose purpose)
{
    struct passing in = {
        .scope = {.person = {fx.client.id},
                  .roles = ROLE_CLIENT,
                  .client = fx.client,
                  .purpose = (uint8_t)purpose,
                  .most_proof = PROOF_SHARED_DEVICE,
                  .until_us = test_now_us + INT64_C(3600) * 1000000},
    };

    CHECK(act(hand_over, &in) == HF_OK);
    keyring_close(in.delegate);
    in.delegate = NULL;
    CHECK(act(open_token, &in) == HF_OK);
    return in;
}

static void test_delegate__reads_earlier_and_later_records_and_signs_for_the_client(void)
{
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "before") == HF_OK);
    struct passing in = client_pass(DELEGATE_HANDOVER);

    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "later") == HF_OK);
    CHECK_TEXT(last_act(load_as(in.delegate))->content, "later");
    CHECK(write_as(in.delegate, ACTION_GRANT, "the client says yes") == HF_OK);
    CHECK_TEXT(last_act(load_as(fx.owner))->content, "the client says yes");
    expect_green();
    keyring_close(in.delegate);
}

static void test_delegate__outside_its_scope_is_refused(void)
{
    struct passing in = client_pass(DELEGATE_ROOM);

    CHECK(write_as(in.delegate, ACTION_GRANT, "a room screen never widens") == HF_INVALID);
    CHECK(write_as(in.delegate, ACTION_PLAN_DRAFTED, "not a client's act") == HF_INVALID);
    CHECK(write_as(in.delegate, ACTION_SIGNAL, "stop") == HF_OK);
    keyring_set_proof(in.delegate, PROOF_PASSKEY);
    CHECK(write_as(in.delegate, ACTION_SIGNAL, "more proof than it has") == HF_INVALID);
    keyring_set_proof(in.delegate, PROOF_SHARED_DEVICE);
    struct client_id other = fx.client;

    fx.client.id = world_id(&test_world);
    CHECK(write_as(in.delegate, ACTION_SIGNAL, "another client") == HF_INVALID);
    fx.client = other;
    test_now_us += INT64_C(7200) * 1000000;
    CHECK(write_as(in.delegate, ACTION_SIGNAL, "too late") == HF_INVALID);
    keyring_close(in.delegate);
}

static void test_delegate__ended_signs_nothing_and_its_pass_is_gone(void)
{
    struct passing in = client_pass(DELEGATE_HANDOVER);

    CHECK(act(end_delegate, &in) == HF_OK);
    CHECK(write_as(in.delegate, ACTION_REVOKE, "after the end") == HF_INVALID);
    keyring_close(in.delegate);
    CHECK(act(open_token, &in) == HF_NOT_FOUND);
    expect_green();
}

static void test_delegate__each_that_lives_receives_and_no_more_are_made_than_can(void)
{
    struct passing first = client_pass(DELEGATE_HANDOVER), more = first;
    int made = 1;

    while (made < 100 && act(hand_over, &more) == HF_OK) {
        keyring_close(more.delegate);
        more.delegate = NULL;
        made++;
    }
    keyring_close(more.delegate == first.delegate ? NULL : more.delegate);
    CHECK(made > 40 && made < 100);
    CHECK(strstr(fx.why.text, "live passes") != NULL);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "for the oldest too") == HF_OK);
    CHECK_TEXT(last_act(load_as(first.delegate))->content, "for the oldest too");
    test_now_us += INT64_C(7200) * 1000000; /* all have ended by themselves */
    keyring_close(first.delegate);
    first = client_pass(DELEGATE_HANDOVER);
    keyring_close(first.delegate);
    expect_green();
}

/* --- tending --------------------------------------------------------------------------------- */

struct counting {
    const char *sql;
    int64_t n;
};

static enum status count_rows(struct tx *tx, void *arg, struct fault *why)
{
    struct counting *in = arg;
    struct rows rows;
    enum status st = rows_open(tx, in->sql, NULL, 0, &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    in->n = rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

static enum status tend(void)
{
    fault_clear(&fx.why);
    return ledger_tend(fx.ledger, fx.store, &fx.arena, &fx.why);
}

static int64_t count_of(const char *sql)
{
    struct counting in = {sql, -1};

    fault_clear(&fx.why);
    CHECK(store_transact(fx.store, STORE_READ, count_rows, &in, &fx.why) == HF_OK);
    return in.n;
}

static void test_ledger_tend__sweeps_what_has_ended_and_signs_a_checkpoint_each_hour(void)
{
    struct passing in = client_pass(DELEGATE_HANDOVER);

    keyring_close(in.delegate);
    CHECK(tend() == HF_OK);
    int64_t wraps = count_of("SELECT count(*) FROM record_wrap WHERE way = 3");
    int64_t marks = count_of("SELECT count(*) FROM checkpoint");

    CHECK(wraps > 0);
    CHECK(count_of("SELECT count(*) FROM passes") > 0);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "no consent act") == HF_OK);
    CHECK(tend() == HF_OK);
    CHECK_INT(count_of("SELECT count(*) FROM checkpoint"), marks);
    test_now_us += INT64_C(3600) * 1000000;
    CHECK(tend() == HF_OK && tend() == HF_OK);
    CHECK_INT(count_of("SELECT count(*) FROM checkpoint"), marks + 1);
    CHECK_INT(count_of("SELECT count(*) FROM passes"), 0);
    CHECK_INT(count_of("SELECT count(*) FROM record_wrap WHERE way = 3"), 0);
    expect_green();
}

/* --- receipts and the anchor ----------------------------------------------------------------- */

struct receiving {
    uint64_t seq;
    struct ledger_receipt receipt;
};

static enum status receive(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct receiving *in = arg;

    return ledger_receipt(ltx, in->seq, &in->receipt, why);
}

static void test_ledger_receipt__is_under_1_kb_for_every_entry(void)
{
    struct ledger_list list = load_as(fx.owner);
    struct receiving in;

    for (size_t i = 0; i < list.n; i += 3) {
        in.seq = list.items[i].entry.seq;
        CHECK(act(receive, &in) == HF_OK);
        CHECK(in.receipt.len < 1024 && strlen(in.receipt.reference) == 24);
    }
    in.seq = 100000;
    CHECK(act(receive, &in) == HF_NOT_FOUND);
}

static void test_ledger_start__older_data_base_takes_only_what_narrows(void)
{
    char command[600];

    snprintf(command, sizeof command, "cp %s %s.old 2>/dev/null", fx.db, fx.db);
    store_free(fx.store);
    CHECK(system(command) == 0);
    CHECK(store_open(&store_sqlite, fx.db, &fx.store, &fx.why) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "a consent act moves the anchor") == HF_OK);
    store_free(fx.store);
    snprintf(command, sizeof command, "rm -f %s-wal %s-shm; mv %s.old %s", fx.db, fx.db, fx.db,
             fx.db);
    CHECK(system(command) == 0);
    CHECK(store_open(&store_sqlite, fx.db, &fx.store, &fx.why) == HF_OK);
    CHECK(ledger_start(fx.ledger, fx.store, &fx.why) == HF_OK);
    CHECK(ledger_is_narrow_only(fx.ledger));
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "new") == HF_FAILED);
    CHECK(write_as(fx.owner, ACTION_REVOKE, "stop") == HF_OK);
    struct findings f;

    CHECK(verify_now(&f) > 0);
}

/* Each append has its memory taken back, and others write there. */
static enum status append_and_rewind(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct simple_write in = {fx.owner, ACTION_NOTE_WRITTEN, {{{0}}}, "word by word", {.seq = 0}};
    size_t mark = arena_mark(ltx->arena);
    enum status st = HF_OK;

    for (int i = 0; st == HF_OK && i < *(const int *)arg; i++) {
        in.request = fresh_request();
        st = do_write(ltx, &in, why);
        arena_rewind(ltx->arena, mark);
        memset(ltx->arena->block + mark, 0xa5, ltx->arena->peak - mark);
    }
    return st;
}

static enum status cut_last(struct tx *tx, void *arg, struct fault *why)
{
    (void)arg; /* the newest entry of this client */
    return store_run(tx,
                     "DELETE FROM ledger_entry WHERE client = $1 AND client_seq = (SELECT "
                     "max(client_seq) FROM ledger_entry WHERE client = $1)",
                     VALUES(value_raw(fx.client.id.bytes, 16)), &fx.why) == HF_OK
               ? HF_OK
               : fault_set(why, HF_FAILED, "not cut");
}

static enum status load_only(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_load(ltx, fx.owner, fx.client, arg, why);
}

static void test_ledger_append__an_arena_rewound_around_it_loses_neither_end_nor_commit(void)
{
    struct ledger_list list;
    int times = 5;

    CHECK_INT(act(append_and_rewind, &times), HF_OK);
    CHECK_INT(act(load_only, &list), HF_OK);
    CHECK_INT(store_transact(fx.store, STORE_WRITE, cut_last, NULL, &fx.why), HF_OK);
    CHECK_INT(act(load_only, &list), HF_FAILED); /* its end was known */
    CHECK(strstr(fx.why.text, "and was longer") != NULL);
}

int main(void)
{
    fixture_make(&store_sqlite);
    RUN(test_ledger_load__gives_back_what_was_written);
    RUN(test_ledger_append__same_request_answers_with_the_first_entry);
    RUN(test_ledger_append__clock_that_went_back_is_flagged_and_not_followed);
    RUN(test_ledger_append__register_decides_who_may_sign);
    RUN(test_ledger__colleague_reads_only_what_was_granted_and_until_it_ends);
    RUN(test_ledger_append__uncertified_key_signs_nothing);
    RUN(test_ledger_load__reading_is_an_entry_once_an_hour);
    RUN(test_delegate__reads_earlier_and_later_records_and_signs_for_the_client);
    RUN(test_delegate__outside_its_scope_is_refused);
    RUN(test_delegate__ended_signs_nothing_and_its_pass_is_gone);
    RUN(test_ledger__key_act_under_a_used_request_is_the_same_act_or_a_conflict);
    RUN(test_delegate__each_that_lives_receives_and_no_more_are_made_than_can);
    RUN(test_ledger_tend__sweeps_what_has_ended_and_signs_a_checkpoint_each_hour);
    RUN(test_ledger_receipt__is_under_1_kb_for_every_entry);
    RUN(test_ledger_start__older_data_base_takes_only_what_narrows);
    fixture_end();
    fixture_make(&store_sqlite);
    RUN(test_ledger_append__an_arena_rewound_around_it_loses_neither_end_nor_commit);
    fixture_end();
    return tap_end();
}
