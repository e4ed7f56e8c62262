/* Passkeys from the first step to the last: kept, used, refused, ended. The authenticator is made
 * of OpenSSL (maker.h); the PRF's answer is what a test says.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"
#include "maker.h"

#include "keep/vault/row.h"
#include "usecase/passkey.h"
#include "usecase/prove.h"

static const uint8_t prf[32] = {1, 2, 3}, other_prf[32] = {1, 2, 4};
static struct keyring *owner;
static struct maker key, key_of_ben, plain;

static void again(void)
{
    fault_clear(&hx.why);
    arena_rewind(&hx.arena, 0);
}

static struct passkey_use use_of(const struct maker *maker, struct made *made, uint32_t count,
                                 struct span answer_of_prf)
{
    make_answer(made, maker, count);
    return (struct passkey_use){
        .ask = made->ask,
        .id = span_at(maker->id, sizeof maker->id),
        .answer = {span_of(made->client), span_bytes(&made->data), span_bytes(&made->signature)},
        .prf = answer_of_prf,
    };
}

static enum status make_it(struct keyring *keyring, const struct maker *maker, struct span *draft)
{
    struct made made = made_ask(1);

    make_credential(&made, maker, MAKER_UP_UV);
    struct make_passkey in = {.keyring = keyring,
                              .ask = made.ask,
                              .client_data = span_of(made.client),
                              .object = span_bytes(&made.object)};

    return make_passkey(&in, &hx.arena, draft, &hx.why);
}

static enum status keep_it(struct keyring *keyring, const struct maker *maker, struct span answer)
{
    struct made made = made_ask(2);
    struct span draft;

    again();
    if (make_it(keyring, maker, &draft) != HF_OK)
        return HF_FAILED;
    struct keep_passkey in = {
        .hand = house_hand(keyring), .draft = draft, .use = use_of(maker, &made, 0, answer)};

    return keep_passkey(&hx.practice, &hx.arena, &in, &hx.why);
}

static enum status enter(const struct maker *maker, struct span answer, struct sign_in_reply *done,
                         bool *needs_password)
{
    struct made made = made_ask(3);
    struct sign_in_passkey in = {.use = use_of(maker, &made, 0, answer)};

    again();
    return sign_in_passkey(&hx.practice, &hx.arena, &in, done, needs_password, &hx.why);
}

/* --- facts ----------------------------------------------------------------------------------- */

static void test_enter__refuses_a_passkey_that_was_never_kept(void)
{
    struct sign_in_reply done;
    bool needs;

    CHECK_INT(enter(&key, span_at(prf, 32), &done, &needs), HF_NOT_FOUND);
}

static void test_keep__refuses_the_draft_of_somebody_else(void)
{
    struct keyring *ben = house_colleague(owner, "Ben T.", ROLE_PRACTITIONER);
    struct made made = made_ask(2);
    struct span draft;

    again();
    CHECK_INT(make_it(ben, &key, &draft), HF_OK);
    struct keep_passkey in = {
        .hand = house_hand(owner), .draft = draft, .use = use_of(&key, &made, 0, span_at(prf, 32))};

    CHECK_INT(keep_passkey(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    CHECK_INT(keep_it(ben, &key_of_ben, span_at(prf, 32)),
              HF_INVALID); /* it would be the only slot */
    keyring_close(ben);
}

static void test_keep__refuses_one_that_does_not_work_the_second_time(void)
{
    struct made made = made_ask(2);
    struct span draft;

    again();
    CHECK_INT(make_it(owner, &key, &draft), HF_OK);
    struct keep_passkey in = {.hand = house_hand(owner),
                              .draft = draft,
                              .use = use_of(&key_of_ben, &made, 0, span_at(prf, 32))};

    CHECK_INT(keep_passkey(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
}

static void test_enter__opens_the_keys_with_the_prf_and_says_passkey(void)
{
    struct sign_in_reply done;
    bool needs = true;

    CHECK_INT(keep_it(owner, &key, span_at(prf, 32)), HF_OK);
    CHECK_INT(enter(&key, span_at(prf, 32), &done, &needs), HF_OK);
    CHECK(!needs);
    CHECK(id_equal(done.person.id, hx.owner.id));
    struct keyring *opened = house_keyring(done.pass);

    CHECK(opened != NULL);
    CHECK_INT(keyring_who(opened)->proof, PROOF_PASSKEY);
    CHECK(has_proved(&hx.practice, opened));
    keyring_close(opened);
}

static void test_keep__keeps_one_once(void)
{
    CHECK_INT(keep_it(owner, &key, span_at(prf, 32)), HF_CONFLICT);
}

static void test_enter__opens_nothing_with_another_prf(void)
{
    struct sign_in_reply done;
    bool needs;

    CHECK_INT(enter(&key, span_at(other_prf, 32), &done, &needs), HF_NOT_FOUND);
    CHECK_INT(enter(&key, SPAN(""), &done, &needs), HF_NOT_FOUND);
}

static void test_enter__refuses_an_answer_signed_by_another_key_under_this_name(void)
{
    struct maker thief = maker_new(MAKER_ES256);
    struct sign_in_reply done;
    bool needs;

    CHECK_INT(enter(&thief, span_at(prf, 32), &done, &needs), HF_NOT_FOUND); /* the same id */
    EVP_PKEY_free(thief.key);
}

/* The row alone is nothing: whoever could plant one signs nobody in. */
static enum status plant(struct tx *tx, void *arg, struct fault *why)
{
    struct made made = made_ask(1);
    struct passkey passkey;
    struct passkey_slot slot = {.id_len = 32};

    (void)arg;
    make_credential(&made, &key_of_ben, MAKER_UP_UV);
    if (passkey_read(&made.ask, span_of(made.client), span_bytes(&made.object), &hx.arena, &passkey,
                     why) != HF_OK)
        return HF_FAILED;
    memcpy(slot.id, passkey.id, 32);
    memcpy(slot.key, passkey.key, passkey.key_len);
    slot.key_len = passkey.key_len;
    slot.algorithm = passkey.algorithm;
    return passkey_slot_add(hx.practice.vault, tx, owner, &slot, span_at(prf, 32), why);
}

static void test_enter__refuses_one_that_no_entry_certifies(void)
{
    struct sign_in_reply done;
    bool needs;

    again();
    CHECK_INT(store_transact(hx.practice.store, STORE_WRITE, plant, NULL, &hx.why), HF_OK);
    CHECK_INT(enter(&key_of_ben, span_at(prf, 32), &done, &needs), HF_NOT_FOUND);
}

static struct id128 named; /* what the passkey without PRF said */

static int proof_with(struct id128 passkey)
{
    struct sign_in in = {
        .login = SPAN("ana"), .password = SPAN("seven quiet linden trees"), .passkey = passkey};
    struct sign_in_reply done;

    again();
    if (sign_in(&hx.practice, &in, &done, &hx.why) != HF_OK)
        return -1;
    struct keyring *opened = house_keyring(done.pass);
    int proof = keyring_who(opened)->proof;

    keyring_close(opened);
    return proof;
}

static void test_enter__without_prf_wants_the_password_and_both_say_passkey(void)
{
    struct sign_in_reply done;
    bool needs = false;

    CHECK_INT(keep_it(owner, &plain, SPAN("")), HF_OK);
    CHECK_INT(enter(&plain, SPAN(""), &done, &needs), HF_OK);
    CHECK(needs);
    named = done.passkey;
    CHECK_INT(proof_with(named), PROOF_PASSKEY);
    named.bytes[0] ^= 1;
    CHECK_INT(proof_with(named), PROOF_OWN_DEVICE);
    named.bytes[0] ^= 1;
}

static void end_all(void)
{
    struct own_passkeys own = {.n = 0};

    again();
    CHECK_INT(list_passkeys(&hx.practice, owner, &own, &hx.why), HF_OK);
    CHECK_INT(own.n, 3);
    for (size_t i = 0; i < own.n; i++) {
        struct end_passkey in = {house_hand(owner), passkey_fingerprint(&own.at[i])};

        CHECK_INT(end_passkey(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    }
}

/* It was used, and ended before the password came. */
static void test_sign_in__does_not_say_passkey_for_one_that_was_ended_meanwhile(void)
{
    CHECK_INT(proof_with(named), PROOF_PASSKEY);
    end_all();
    CHECK_INT(proof_with(named), PROOF_OWN_DEVICE);
}

static void test_prove__takes_the_persons_own_passkey_alone(void)
{
    struct made made = made_ask(4), second = made_ask(5);
    struct keyring *ben = house_colleague(owner, "Ben T.", ROLE_PRACTITIONER);
    struct prove_passkey in = {.keyring = ben, .use = use_of(&plain, &made, 0, SPAN(""))};
    struct sign_in_reply done;

    again();
    CHECK_INT(prove_passkey(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_NOT_FOUND);
    keyring_close(ben);
    struct keyring *session = house_keyring(hx.owner_pass);

    in = (struct prove_passkey){.keyring = session,
                                .pass = span_of(hx.owner_pass),
                                .use = use_of(&plain, &second, 0, SPAN(""))};
    again();
    CHECK_INT(prove_passkey(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_OK);
    CHECK(house_keyring(hx.owner_pass) == NULL);
    memcpy(hx.owner_pass, done.pass, sizeof hx.owner_pass);
    keyring_close(session);
}

static void test_enter__refuses_one_that_was_ended(void)
{
    struct own_passkeys own = {.n = 0};
    struct sign_in_reply done;
    bool needs;

    again();
    CHECK_INT(enter(&key, span_at(prf, 32), &done, &needs), HF_NOT_FOUND);
    CHECK_INT(list_passkeys(&hx.practice, owner, &own, &hx.why), HF_OK);
    CHECK_INT(own.n, 0);
}

/* --- an older table put back -------------------------------------------------------------------
 */

static enum status run_all(struct tx *tx, void *arg, struct fault *why)
{
    enum status st = HF_OK;

    for (const char *const *sql = arg; st == HF_OK && *sql != NULL; sql++)
        st = store_run(tx, *sql, NULL, 0, why);
    return st;
}

static const char *copied[] = {"CREATE TABLE older AS SELECT * FROM passkey",
                               "CREATE TABLE older_tally AS SELECT * FROM tally", NULL};
static const char *put_back[] = {
    "DELETE FROM passkey", "INSERT INTO passkey SELECT * FROM older",
    "DELETE FROM tally WHERE name = 'passkey'",
    "INSERT INTO tally SELECT * FROM older_tally WHERE name = 'passkey'", NULL};

static enum status look(struct tx *tx, void *arg, struct fault *why)
{
    (void)arg;
    return row_ways_check(hx.practice.vault, tx, why);
}

/* Whole, with the seal of its rows and of its tally: it is seen that it is not the newest. */
static void test_ways__see_an_older_table_of_passkeys_put_back(void)
{
    struct maker mine = maker_new(MAKER_ES256);

    mine.id[0] ^= 8;
    again();
    CHECK_INT(store_transact(hx.practice.store, STORE_WRITE, run_all, copied, &hx.why), HF_OK);
    CHECK_INT(keep_it(owner, &mine, span_at(prf, 32)), HF_OK);
    CHECK_INT(store_transact(hx.practice.store, STORE_READ, look, NULL, &hx.why), HF_OK);
    CHECK_INT(store_transact(hx.practice.store, STORE_WRITE, run_all, put_back, &hx.why), HF_OK);
    CHECK_INT(store_transact(hx.practice.store, STORE_READ, look, NULL, &hx.why), HF_NOT_FOUND);
    CHECK(ledger_is_narrow_only(hx.practice.ledger));
    EVP_PKEY_free(mine.key);
}

int main(void)
{
    house_make();
    house_found();
    owner = house_keyring(hx.owner_pass);
    house_ready(owner);
    key = maker_new(MAKER_ES256);
    key_of_ben = maker_new(MAKER_ES256);
    key_of_ben.id[0] ^= 1;
    plain = maker_new(MAKER_EDDSA);
    plain.id[0] ^= 2;
    RUN(test_enter__refuses_a_passkey_that_was_never_kept);
    RUN(test_keep__refuses_the_draft_of_somebody_else);
    RUN(test_keep__refuses_one_that_does_not_work_the_second_time);
    RUN(test_enter__opens_the_keys_with_the_prf_and_says_passkey);
    RUN(test_keep__keeps_one_once);
    RUN(test_enter__opens_nothing_with_another_prf);
    RUN(test_enter__refuses_an_answer_signed_by_another_key_under_this_name);
    RUN(test_enter__refuses_one_that_no_entry_certifies);
    RUN(test_enter__without_prf_wants_the_password_and_both_say_passkey);
    RUN(test_prove__takes_the_persons_own_passkey_alone);
    RUN(test_sign_in__does_not_say_passkey_for_one_that_was_ended_meanwhile);
    RUN(test_enter__refuses_one_that_was_ended);
    RUN(test_ways__see_an_older_table_of_passkeys_put_back);
    EVP_PKEY_free(key.key);
    EVP_PKEY_free(key_of_ben.key);
    EVP_PKEY_free(plain.key);
    keyring_close(owner);
    house_end();
    return tap_end();
}
