/* A client's own passkey: kept on their own chain, and a yes that it confirms. The authenticator is
 * made of OpenSSL (maker.h); what a browser would refuse before us is sent all the same.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "told.h"

#include "maker.h"

#include "usecase/consent.h"
#include "usecase/plan.h"

static struct maker key, planted;
static struct consent_file asked;
static struct give_consent_reply kept;
static const uint8_t prf[32] = {7, 1, 3};

static struct passkey_use use_of(const struct maker *maker, struct made *made, uint32_t count)
{
    make_answer(made, maker, count);
    return (struct passkey_use){
        .ask = made->ask,
        .id = span_at(maker->id, sizeof maker->id),
        .answer = {span_of(made->client), span_bytes(&made->data), span_bytes(&made->signature)},
        .prf = span_at(prf, sizeof prf),
    };
}

/* --- keeping one ----------------------------------------------------------------------------- */

static enum status keep_it(const struct maker *maker)
{
    struct made first = made_ask(1), second = made_ask(2);
    struct keep_passkey in = {.hand = hand_of(h.robin, 3), .use = use_of(maker, &second, 1)};

    make_credential(&first, maker, MAKER_UP_UV);
    struct make_passkey make = {.keyring = h.robin,
                                .ask = first.ask,
                                .client_data = span_of(first.client),
                                .object = span_bytes(&first.object)};

    fault_clear(&h.why);
    need(make_passkey(&make, &h.arena, &in.draft, &h.why), "make");
    return keep_passkey(&h.practice, &h.arena, &in, &h.why);
}

static enum status choose_password(void)
{
    struct set_login in = {.keyring = h.robin,
                           .login = SPAN("robin at home"),
                           .password = SPAN("nine slow copper kettles"),
                           .practice_name = SPAN("Room")};
    struct set_login_reply done;

    fault_clear(&h.why);
    return set_login(&h.practice, &h.arena, &in, &done, &h.why);
}

struct tally {
    uint16_t action;
    uint8_t proof;
    size_t n; /* of that action and proof */
};

static enum status count_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct tally *tally = arg;
    struct ledger_list list;
    enum status st = ledger_load(ltx, h.robin, h.client, &list, why);

    for (size_t i = 0; st == HF_OK && i < list.n; i++)
        tally->n += list.items[i].entry.action == tally->action &&
                    list.items[i].entry.proof == tally->proof;
    return st;
}

static size_t count_of(uint16_t action, uint8_t proof)
{
    struct tally tally = {action, proof, 0};

    need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, count_inside, &tally,
                         &h.why),
         "count");
    return tally.n;
}

static void test_keep__needs_a_password_beside_it(void)
{
    CHECK_INT(keep_it(&key), HF_INVALID);
    CHECK_INT(count_of(ACTION_CLIENT_PASSKEY_KEPT, PROOF_OWN_DEVICE), 0);
}

static void test_keep__says_so_on_the_clients_own_chain(void)
{
    CHECK_INT(choose_password(), HF_OK);
    CHECK_INT(keep_it(&key), HF_OK);
    CHECK_INT(count_of(ACTION_CLIENT_PASSKEY_KEPT, PROOF_OWN_DEVICE), 1);
}

static enum status enter(const struct maker *maker, uint32_t count, struct sign_in_reply *ret)
{
    struct made made = made_ask(3);
    struct sign_in_passkey in = {.use = use_of(maker, &made, count)};
    bool needs_password = false;

    fault_clear(&h.why);
    return sign_in_passkey(&h.practice, &h.arena, &in, ret, &needs_password, &h.why);
}

static void test_enter__opens_the_clients_keys_and_proves_an_own_device(void)
{
    struct sign_in_reply done;

    CHECK_INT(enter(&key, 2, &done), HF_OK);
    struct keyring *opened = open_pass(done.pass);

    CHECK(opened != NULL && id_equal(keyring_who(opened)->person.id, h.client.id));
    CHECK_INT(keyring_who(opened)->proof, PROOF_OWN_DEVICE);
    keyring_close(opened);
}

static void test_enter__refuses_a_count_that_went_back(void)
{
    struct sign_in_reply done;

    CHECK_INT(enter(&key, 1, &done), HF_NOT_FOUND);
}

static enum status plant_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct made made = made_ask(1);
    struct passkey passkey;
    struct passkey_slot slot = {.id_len = 32};

    (void)arg;
    make_credential(&made, &planted, MAKER_UP_UV);
    if (passkey_read(&made.ask, span_of(made.client), span_bytes(&made.object), &h.arena, &passkey,
                     why) != HF_OK)
        return HF_FAILED;
    memcpy(slot.id, passkey.id, 32);
    memcpy(slot.key, passkey.key, passkey.key_len);
    slot.key_len = passkey.key_len;
    slot.algorithm = passkey.algorithm;
    return passkey_slot_add(h.practice.vault, tx, h.robin, &slot, span_at(prf, 32), why);
}

static void test_enter__refuses_a_row_that_no_entry_of_the_client_names(void)
{
    struct sign_in_reply done;

    need(store_transact(h.practice.store, STORE_WRITE, plant_inside, NULL, &h.why), "plant");
    CHECK_INT(enter(&planted, 1, &done), HF_NOT_FOUND);
}

static void test_register__lets_nobody_else_say_it(void)
{
    CHECK(!action_may_sign(ACTION_CLIENT_PASSKEY_KEPT, ROLE_PRACTITIONER | ROLE_OWNER,
                           PROOF_PASSKEY));
    CHECK(!action_may_sign(ACTION_CLIENT_PASSKEY_KEPT, ROLE_CLIENT, PROOF_SHARED_DEVICE));
    CHECK(!action_may_sign(ACTION_PASSKEY_KEPT, ROLE_CLIENT, PROOF_PASSKEY));
}

/* --- a yes ----------------------------------------------------------------------------------- */

static void be_adult(void)
{
    struct identity_set_content said = {.name = SPAN("Robin"),
                                        .born = SPAN("1990-01-01"),
                                        .adult_at = {true, 1200000000},
                                        .age_evidence = AGE_DOCUMENT_SEEN};
    struct screening_reviewed_content reviewed = {.sentence = SPAN("Nothing stands against it.")};

    house_write(h.ana, ACTION_IDENTITY_SET, h.client.id, &said);
    house_write(h.ana, ACTION_SCREENING_REVIEWED, h.client.id, &reviewed);
}

static void add_step(const char *region)
{
    struct draft_plan in = {.hand = hand_of(h.ana, 1),
                            .client = h.client,
                            .change = PLAN_ADD,
                            .step = {.region = span_of(region),
                                     .technique = SPAN("stroke"),
                                     .side = SIDE_BOTH,
                                     .intent = INTENT_THERAPEUTIC,
                                     .pressure = 6,
                                     .duration_s = 600}};
    struct plan_file plan;

    fault_clear(&h.why);
    need(draft_plan(&h.practice, &h.arena, &in, &plan, &h.why), "draft");
}

static void propose(void)
{
    struct propose_consent in = {hand_of(h.ana, 1), h.client};

    be_adult();
    add_step("mid_back");
    add_step("low_back");
    told_terms();
    need(propose_consent(&h.practice, &h.arena, &in, &h.why), "propose");
}

static struct consent_choice choices[2];

/* A page anew: a yes to the middle of the back, a no below it. */
static struct give_consent page(void)
{
    struct plan_file now = told_plan();

    need(view_consent(&h.practice, &h.arena, h.robin, h.client, &asked, &h.why), "ask");
    choices[0] = (struct consent_choice){
        .region = SPAN("mid_back"), .side = SIDE_BOTH, .answer = CHOICE_YES, .dots = 3};
    choices[1] =
        (struct consent_choice){.region = SPAN("low_back"), .side = SIDE_BOTH, .answer = CHOICE_NO};
    return (struct give_consent){.hand = hand_of(h.robin, 3),
                                 .client = h.client,
                                 .choices = choices,
                                 .count = 2,
                                 .answers = told_answers(&now.checklist, ASK_CLIENT),
                                 .name = SPAN("Robin"),
                                 .says_it_oneself = true,
                                 .seen = asked.seen};
}

static void give(const struct give_consent *in)
{
    fault_clear(&h.why);
    need(give_consent(&h.practice, &h.arena, in, &kept, &h.why), "consent");
}

/* The first step: `in` becomes the form of the second, `made` what the passkey is asked. */
static void ask_to_confirm(struct give_consent *in, struct made *made, uint8_t nonce)
{
    *in = page();
    in->confirm.is_wanted = true;
    give(in);
    in->seen = kept.seen;
    in->hand = hand_of(h.robin, 3);
    in->confirm = (struct consent_confirm){.was_asked = true};
    memset(in->confirm.nonce, nonce, sizeof in->confirm.nonce);
    *made = made_ask(0);
    confirm_challenge(in->confirm.nonce, kept.act, made->ask.challenge);
}

static void confirm(struct give_consent *in, const struct passkey_use *use)
{
    in->confirm.use = use;
    give(in);
}

static size_t yes_of(uint8_t proof)
{
    return count_of(ACTION_GRANT, proof);
}

static bool is_refused(void)
{
    return kept.lacks == CONSENT_UNCONFIRMED && yes_of(PROOF_PASSKEY) == 0 &&
           yes_of(PROOF_OWN_DEVICE) == 0;
}

static void test_confirm__keeps_the_no_at_once_and_the_yes_not_yet(void)
{
    struct give_consent in;
    struct made made;

    ask_to_confirm(&in, &made, 1);
    CHECK(is_refused());
    CHECK(kept.to_confirm.len > 0);
    CHECK_INT(count_of(ACTION_LIMIT, PROOF_OWN_DEVICE), 1);
    ask_to_confirm(&in, &made, 2);
    CHECK(is_refused());
}

static void test_confirm__refuses_what_nobody_asked_and_what_was_asked_before(void)
{
    struct give_consent in;
    struct made made;

    ask_to_confirm(&in, &made, 3);
    struct passkey_use use = use_of(&key, &made, 10);

    in.confirm.was_asked = false;
    confirm(&in, &use);
    CHECK(is_refused());
    in.confirm.was_asked = true;
    in.confirm.nonce[0] ^= 1; /* an answer of before, to a new question */
    in.hand = hand_of(h.robin, 3);
    confirm(&in, &use);
    CHECK(is_refused());
}

static void test_confirm__refuses_another_act(void)
{
    struct give_consent in;
    struct made made;

    for (int what = 0; what < 4; what++) {
        ask_to_confirm(&in, &made, 4);
        struct passkey_use use = use_of(&key, &made, 20 + (uint32_t)what);

        if (what == 0)
            choices[0].dots = 5;
        if (what == 1)
            in.name = SPAN("Somebody");
        if (what == 2)
            in.never = SPAN("my neck, ever");
        if (what == 3)
            choices[1] = (struct consent_choice){
                .region = SPAN("low_back"), .side = SIDE_BOTH, .answer = CHOICE_YES, .dots = 1};
        confirm(&in, &use);
        CHECK(is_refused());
    }
}

static void test_confirm__refuses_another_origin_and_an_answer_without_the_person(void)
{
    struct give_consent in;
    struct made made;

    ask_to_confirm(&in, &made, 5);
    struct passkey_use use = use_of(&key, &made, 30);

    make_client(&made, "webauthn.get", "https://practice.example.evil", "");
    make_signature(&made, &key);
    use.answer.client_data = span_of(made.client);
    use.answer.signature = span_bytes(&made.signature);
    confirm(&in, &use);
    CHECK(is_refused());
    make_data(&made, MAKER_SITE, 1, 31); /* touched, by nobody in particular */
    make_client(&made, "webauthn.get", MAKER_ORIGIN, "");
    make_signature(&made, &key);
    use = (struct passkey_use){
        .ask = made.ask,
        .id = span_at(key.id, sizeof key.id),
        .answer = {span_of(made.client), span_bytes(&made.data), span_bytes(&made.signature)}};
    confirm(&in, &use);
    CHECK(is_refused());
}

static void test_confirm__refuses_a_planted_row_and_a_count_that_went_back(void)
{
    struct give_consent in;
    struct made made;

    ask_to_confirm(&in, &made, 6);
    struct passkey_use use = use_of(&planted, &made, 40);

    confirm(&in, &use);
    CHECK(is_refused());
    use = use_of(&key, &made, 2);
    in.hand = hand_of(h.robin, 3);
    confirm(&in, &use);
    CHECK(is_refused());
}

/* The practitioner's own passkey is as good as anybody's, and says that it is hers. */
static void test_confirm__refuses_somebody_elses_passkey(void)
{
    struct maker hers = maker_new(MAKER_ES256);
    struct give_consent in;
    struct made made;
    struct keyring *robin = h.robin;

    hers.id[0] ^= 4;
    h.robin = h.ana;
    CHECK_INT(keep_it(&hers), HF_OK);
    h.robin = robin;
    ask_to_confirm(&in, &made, 7);
    struct passkey_use use = use_of(&hers, &made, 50);

    confirm(&in, &use);
    CHECK(is_refused());
    EVP_PKEY_free(hers.key);
}

static void test_confirm__keeps_the_yes_and_proves_it_of_that_alone(void)
{
    struct give_consent in;
    struct made made;

    ask_to_confirm(&in, &made, 8);
    struct passkey_use use = use_of(&key, &made, 60);

    choices[1].answer = CHOICE_TALK; /* narrower than what was asked about: no passkey's business */
    confirm(&in, &use);
    CHECK_INT(kept.lacks, 0);
    CHECK_INT(count_of(ACTION_MAYBE, PROOF_OWN_DEVICE), 1);
    CHECK_INT(count_of(ACTION_MAYBE, PROOF_PASSKEY), 0);
    CHECK_INT(yes_of(PROOF_PASSKEY), 1);
    CHECK_INT(yes_of(PROOF_OWN_DEVICE), 0);
    CHECK_INT(count_of(ACTION_CHECKLIST_ANSWERED, PROOF_PASSKEY), 1);
    CHECK(kept.reference[0] != '\0');
    CHECK_INT(keyring_who(h.robin)->proof, PROOF_OWN_DEVICE);
    in.confirm.was_asked = false; /* sent again, the answer having been lost */
    confirm(&in, &use);
    CHECK_INT(kept.lacks, 0);
    CHECK_INT(yes_of(PROOF_PASSKEY), 1);
}

static void test_confirm__leaves_the_way_without_a_passkey(void)
{
    struct give_consent in;
    struct made made;

    ask_to_confirm(&in, &made, 9);
    struct passkey_use use = use_of(&planted, &made, 70);

    choices[1].answer = CHOICE_TALK; /* kept, and the yes beside it is not */
    confirm(&in, &use);
    CHECK_INT(kept.lacks, CONSENT_UNCONFIRMED);
    CHECK_INT(yes_of(PROOF_OWN_DEVICE), 0);
    in.confirm = (struct consent_confirm){.is_wanted = false}; /* the same page, without it */
    in.seen = kept.seen;
    give(&in);
    CHECK_INT(kept.lacks, 0);
    CHECK_INT(yes_of(PROOF_OWN_DEVICE), 1);
}

static void test_end__signs_and_confirms_nothing_any_more(void)
{
    struct own_passkeys own = {.n = 0};
    struct sign_in_reply done;

    need(list_passkeys(&h.practice, h.robin, &own, &h.why), "list");
    CHECK_INT(own.n, 2);
    for (size_t i = 0; i < own.n; i++) {
        struct end_passkey in = {hand_of(h.robin, 3), passkey_fingerprint(&own.at[i])};

        CHECK_INT(end_passkey(&h.practice, &h.arena, &in, &h.why), HF_OK);
    }
    CHECK_INT(enter(&key, 99, &done), HF_NOT_FOUND);
}

int main(void)
{
    house_make();
    key = maker_new(MAKER_ES256);
    planted = maker_new(MAKER_ES256);
    planted.id[0] ^= 1;
    RUN(test_keep__needs_a_password_beside_it);
    RUN(test_keep__says_so_on_the_clients_own_chain);
    RUN(test_enter__opens_the_clients_keys_and_proves_an_own_device);
    RUN(test_enter__refuses_a_count_that_went_back);
    RUN(test_enter__refuses_a_row_that_no_entry_of_the_client_names);
    RUN(test_register__lets_nobody_else_say_it);
    propose();
    RUN(test_confirm__keeps_the_no_at_once_and_the_yes_not_yet);
    RUN(test_confirm__refuses_what_nobody_asked_and_what_was_asked_before);
    RUN(test_confirm__refuses_another_act);
    RUN(test_confirm__refuses_another_origin_and_an_answer_without_the_person);
    RUN(test_confirm__refuses_a_planted_row_and_a_count_that_went_back);
    RUN(test_confirm__refuses_somebody_elses_passkey);
    RUN(test_confirm__keeps_the_yes_and_proves_it_of_that_alone);
    RUN(test_confirm__leaves_the_way_without_a_passkey);
    RUN(test_end__signs_and_confirms_nothing_any_more);
    EVP_PKEY_free(key.key);
    EVP_PKEY_free(planted.key);
    house_end();
    return tap_end();
}
