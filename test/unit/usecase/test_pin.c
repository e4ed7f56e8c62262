/* test/unit/usecase/test_pin.c - a client's PIN: what it signs, what it never does, and its five
 * tries.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "told.h"

#include "usecase/consent.h"
#include "usecase/pin.h"
#include "usecase/view_me.h"

#define RIGHT_PIN SPAN("402917")
#define WRONG_PIN SPAN("402918")

static struct keyring *tablet;
static struct try_pin_reply tried;

static enum status set(struct keyring *keyring, struct span pin)
{
    struct set_pin in = {hand_of(keyring, 3), pin};

    fault_clear(&h.why);
    return set_pin(&h.practice, &h.arena, &in, &h.why);
}

static bool opens(struct span pin)
{
    struct try_pin in = {hand_of(tablet, 2), pin};

    fault_clear(&h.why);
    need(try_pin(&h.practice, &h.arena, &in, &tried, &h.why), "try");
    bool did = tried.signer != NULL;

    keyring_close(tried.signer);
    return did;
}

static struct pin_state look(void)
{
    struct pin_state state;

    need(look_at_pin(&h.practice, h.robin, &state, &h.why), "look");
    return state;
}

static void hand_the_tablet_over(void)
{
    struct hand_over in = {.hand = hand_of(h.ana, 1), .client = h.client, .old_pass = SPAN("")};
    struct sign_in_reply passed;

    need(hand_over(&h.practice, &h.arena, &in, &passed, &h.why), "hand over");
    tablet = open_pass(passed.pass);
}

static void test_pin__is_six_digits_that_are_not_easy(void)
{
    static const struct {
        const char *pin;
        enum pin_flaw flaw;
    } rows[] = {
        {"402917", PIN_FITS},      {"40291", PIN_SHORT},          {"", PIN_SHORT},
        {"4029a7", PIN_NO_DIGITS}, {"402917402917402", PIN_LONG}, {"111111", PIN_EASY},
        {"121212", PIN_EASY},      {"123456", PIN_EASY},          {"987654", PIN_EASY},
        {"890123", PIN_EASY},      {"246802", PIN_EASY},          {"407407", PIN_EASY},
        {"112233", PIN_FITS},      {"402917402917", PIN_EASY},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_INT(pin_flaw(span_of(rows[i].pin)), rows[i].flaw);
    CHECK_INT(set(h.robin, SPAN("123456")), HF_INVALID);
    CHECK(!look().is_there);
}

static void test_pin__is_set_by_the_clients_own_keys_alone(void)
{
    CHECK_INT(set(tablet, RIGHT_PIN), HF_INVALID);
    CHECK_INT(set(h.ana, RIGHT_PIN), HF_INVALID);
    CHECK(!look().is_there);
    CHECK_INT(set(h.robin, RIGHT_PIN), HF_OK);
    CHECK(look().is_there);
}

static void test_pin__of_another_opens_nothing_and_leaves_the_count(void)
{
    CHECK(opens(RIGHT_PIN));
    CHECK(!opens(WRONG_PIN));
    CHECK_INT(tried.state.tries, 1);
    CHECK(opens(RIGHT_PIN));
    CHECK_INT(look().tries, 0);
}

/* --- what it signs --------------------------------------------------------------------------- */

struct load_work {
    struct keyring *reader;
    bool opened;
};

static enum status load_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct load_work *work = arg;
    struct ledger_list list;
    enum status st = ledger_load(ltx, work->reader, h.client, &list, why);

    for (size_t i = 0; st == HF_OK && i < list.n; i++)
        work->opened |= list.items[i].is_open && list.items[i].compartment != COMPARTMENT_OPEN;
    return st;
}

static void test_pin__reads_nothing(void)
{
    struct try_pin in = {hand_of(tablet, 2), RIGHT_PIN};
    struct load_work work = {.opened = false};

    need(try_pin(&h.practice, &h.arena, &in, &tried, &h.why), "try");
    work.reader = tried.signer;
    need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, load_inside, &work, &h.why),
         "load");
    CHECK(!work.opened);
    keyring_close(tried.signer);
}

static void narrow_by(struct keyring *signer, const char *region)
{
    struct narrow_consent in = {.hand = hand_of(tablet, 2),
                                .client = h.client,
                                .to = NARROW_NO,
                                .region = span_of(region),
                                .side = SIDE_BOTH};

    in.hand.signer = signer;
    fault_clear(&h.why);
    need(narrow_consent(&h.practice, &h.arena, &in, &h.why), "narrow");
}

static void test_pin__signs_with_the_clients_word_and_a_witness_without(void)
{
    struct try_pin in = {hand_of(tablet, 2), RIGHT_PIN};
    struct me_file me;

    need(try_pin(&h.practice, &h.arena, &in, &tried, &h.why), "try");
    narrow_by(tried.signer, "low_back");
    keyring_close(tried.signer);
    need(view_me(&h.practice, &h.arena, h.robin, &me, &h.why), "me");
    CHECK_INT(me.receipts[0].presence, PRESENCE_PIN);
    narrow_by(NULL, "mid_back");
    need(view_me(&h.practice, &h.arena, h.robin, &me, &h.why), "me");
    CHECK_INT(me.receipts[0].presence, PRESENCE_WITNESSED);
    CHECK_SPAN(me.receipts[0].witness, SPAN("Ana"));
}

struct claim_work {
    struct keyring *signer;
    uint16_t action;
};

static enum status claim_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct claim_work *work = arg;
    struct feeling_said_content said = {.words = SPAN("well")};
    struct to_record what = {work->action, h.client.id, &said};
    struct hand hand = hand_of(work->signer, 3);

    return client_append(ltx, &hand, 0, h.client, &what, 1, NULL, why);
}

static void test_pin__never_claims_more_than_a_shared_device(void)
{
    struct try_pin in = {hand_of(tablet, 2), RIGHT_PIN};

    need(try_pin(&h.practice, &h.arena, &in, &tried, &h.why), "try");
    struct claim_work work = {tried.signer, ACTION_FEELING_SAID};

    keyring_set_proof(tried.signer, PROOF_PASSKEY);
    CHECK_INT(
        ledger_transact(h.practice.ledger, h.practice.store, &h.arena, claim_inside, &work, &h.why),
        HF_INVALID);
    keyring_close(tried.signer);
}

/* --- five tries ------------------------------------------------------------------------------ */

struct row {
    uint8_t frame[400], mac[32];
    size_t frame_len;
};

static enum status read_row(struct tx *tx, void *arg, struct fault *why)
{
    struct row *row = arg;
    struct rows rows;
    enum status st = rows_open(tx, "SELECT frame, mac FROM slot WHERE kind = $1",
                               VALUES(value_int(4)), &rows, why);

    if (st == HF_OK)
        st = rows_next(&rows, why);
    row->frame_len = rows_bytes(&rows, 0).len;
    memcpy(row->frame, rows_bytes(&rows, 0).at, row->frame_len);
    memcpy(row->mac, rows_bytes(&rows, 1).at, sizeof row->mac);
    rows_close(&rows);
    return st;
}

static enum status put_row(struct tx *tx, void *arg, struct fault *why)
{
    const struct row *row = arg;

    return store_run(
        tx, "UPDATE slot SET frame = $1, mac = $2 WHERE kind = $3",
        VALUES(value_raw(row->frame, row->frame_len), value_raw(row->mac, 32), value_int(4)), why);
}

static void store(enum store_mode mode, store_work *work, struct row *row)
{
    need(store_transact(h.practice.store, mode, work, row, &h.why), "row");
}

static void test_pin__count_that_was_put_back_is_found_and_opens_nothing(void)
{
    struct row before, after;

    keyring_close(tablet);
    hand_the_tablet_over(); /* the clock went a year on */
    CHECK_INT(set(h.robin, RIGHT_PIN), HF_OK);
    store(STORE_READ, read_row, &before);
    CHECK(!opens(WRONG_PIN));
    store(STORE_READ, read_row, &after);
    CHECK_INT(after.frame[0], 1);
    store(STORE_WRITE, put_row, &before);
    CHECK(!opens(RIGHT_PIN));
    CHECK(!look().is_there);
    CHECK(vault_is_older(h.practice.vault));
}

static size_t ends_of(uint32_t keygen)
{
    struct client_file file;
    size_t n = 0;

    need(view_client(&h.practice, &h.arena, h.robin, h.client, &file, &h.why), "file");
    for (size_t i = 0; i < file.chain.count; i++)
        n += file.chain.at[i].entry->action == ACTION_DELEGATE_ENDED &&
             file.chain.at[i].entry->object_version == keygen;
    return n;
}

static void test_pin__five_wrong_tries_end_it_and_say_so(void)
{
    uint32_t keygen = look().keygen;

    for (int i = 1; i < PIN_TRIES; i++) {
        CHECK(!opens(WRONG_PIN));
        CHECK_INT(tried.state.tries, i);
    }
    CHECK(look().is_there);
    CHECK_INT(ends_of(keygen), 0);
    CHECK(!opens(WRONG_PIN));
    CHECK(!tried.state.is_there);
    CHECK(!look().is_there);
    CHECK_INT(ends_of(keygen), 1);
    CHECK(!opens(RIGHT_PIN));
    narrow_by(NULL, "calf"); /* the other way remains */
}

static void test_pin__is_set_anew_and_over_after_a_year(void)
{
    CHECK_INT(set(h.robin, RIGHT_PIN), HF_OK);
    CHECK(opens(RIGHT_PIN));
    CHECK_INT(set(h.robin, SPAN("730586")), HF_OK);
    CHECK(!opens(RIGHT_PIN));
    CHECK(opens(SPAN("730586")));
    struct hand hand = hand_of(h.robin, 3);

    CHECK_INT(end_pin(&h.practice, &h.arena, &hand, &h.why), HF_OK);
    CHECK(!opens(SPAN("730586")));
    CHECK_INT(set(h.robin, RIGHT_PIN), HF_OK);
    later_s((int64_t)PIN_DAYS * DAY_S);
    CHECK(!look().is_there);
}

int main(void)
{
    house_make();
    hand_the_tablet_over();
    RUN(test_pin__is_six_digits_that_are_not_easy);
    RUN(test_pin__is_set_by_the_clients_own_keys_alone);
    RUN(test_pin__of_another_opens_nothing_and_leaves_the_count);
    RUN(test_pin__reads_nothing);
    RUN(test_pin__signs_with_the_clients_word_and_a_witness_without);
    RUN(test_pin__never_claims_more_than_a_shared_device);
    RUN(test_pin__five_wrong_tries_end_it_and_say_so);
    RUN(test_pin__is_set_anew_and_over_after_a_year);
    RUN(test_pin__count_that_was_put_back_is_found_and_opens_nothing);
    keyring_close(tablet);
    house_end();
    return tap_end();
}
