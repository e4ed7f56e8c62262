/* Founding, its safety lines, its people and what they are trained for: one scenario, one refusal,
 * one replay each.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"

#include "usecase/hand_on.h"

static struct keyring *owner;

/* Fresh faults and a fresh arena for each fact. */
static void again(void)
{
    fault_clear(&hx.why);
    arena_rewind(&hx.arena, 0);
}

static struct practice_file house(void)
{
    struct practice_file file = {0};

    CHECK_INT(view_practice(&hx.practice, &hx.arena, &file, &hx.why), HF_OK);
    return file;
}

/* --- founding -------------------------------------------------------------------------------- */

static void test_found_practice__refuses_a_short_password(void)
{
    struct found_practice in = house_founding();
    struct found_practice_reply done;

    in.password = SPAN("too short");
    again();
    CHECK_INT(found_practice(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_INVALID);
    CHECK(house().founded == NULL);
}

static void test_found_practice__says_what_was_typed_and_who_owns_it(void)
{
    struct practice_file file;

    again();
    house_found();
    owner = house_keyring(hx.owner_pass);
    file = house();
    CHECK(owner != NULL);
    CHECK_TEXT(file.founded->name, "Linden");
    CHECK_INT(file.founded->profile, PROFILE_BODYWORK);
    CHECK_INT(file.n_people, 1);
    CHECK_TEXT(file.people[0].name, "Ana K.");
    CHECK(file.packs != NULL && file.packs->packs.count > 0);
}

static void test_found_practice__happens_once(void)
{
    struct found_practice in = house_founding();
    struct found_practice_reply done;

    again();
    CHECK(found_practice(&hx.practice, &hx.arena, &in, &done, &hx.why) != HF_OK);
    CHECK_INT(house().n_people, 1);
}

static void test_found_practice__lacks_lines_and_training_at_first(void)
{
    struct practice_file file;

    again();
    file = house();
    CHECK_INT(practice_file_lacks(&file, practice_now_s(&hx.practice)),
              LACK_EMERGENCY_LINE | LACK_CONCERN_CONTACT | LACK_CREDENTIAL);
}

/* --- safety lines ---------------------------------------------------------------------------- */

static struct set_safety safety_form(const char *concern_name)
{
    return (struct set_safety){house_hand(owner), SPAN("112"), span_of(concern_name),
                               SPAN("030 1")};
}

static void test_set_safety__refuses_a_contact_from_inside(void)
{
    struct set_safety in = safety_form("Ana K.");

    again();
    CHECK_INT(set_safety(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    CHECK_TEXT(span_of(hx.why.text), "concern_name");
    CHECK(house().safety == NULL);
}

static void test_set_safety__sent_twice_is_one_entry(void)
{
    struct set_safety in = safety_form("Uta M.");
    size_t entries;

    again();
    CHECK_INT(set_safety(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    entries = house().chain.count;
    CHECK_INT(set_safety(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(house().chain.count, entries);
    CHECK_TEXT(house().safety->emergency_line, "112");
}

/* --- people ---------------------------------------------------------------------------------- */

static struct keyring *ben;

static void test_add_person__refuses_somebody_who_does_not_own(void)
{
    struct add_person in = {house_hand(ben), SPAN("Cleo"), ROLE_PRACTITIONER};
    struct add_person_reply done;

    again();
    CHECK_INT(add_person(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_INVALID);
    CHECK_INT(house().n_people, 2);
}

static void test_add_person__signs_in_by_link_and_word(void)
{
    again();
    ben = house_colleague(owner, "Ben T.", ROLE_PRACTITIONER);
    CHECK(ben != NULL);
    CHECK_INT(keyring_who(ben)->roles, ROLE_PRACTITIONER);
    CHECK_INT(house().n_people, 2);
}

static void test_add_person__refuses_a_role_of_the_program(void)
{
    struct add_person in = {house_hand(owner), SPAN("Dora"), ROLE_SERVICE};
    struct add_person_reply done;

    again();
    CHECK_INT(add_person(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_INVALID);
}

static void test_add_person__sent_twice_is_one_person(void)
{
    struct add_person in = {house_hand(owner), SPAN("Ben T."), ROLE_PRACTITIONER};
    struct add_person_reply done;

    again();
    CHECK_INT(add_person(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_OK);
    CHECK_INT(add_person(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_CONFLICT);
    CHECK_INT(house().n_people, 3);
}

/* --- credentials ----------------------------------------------------------------------------- */

static struct id128 credential;

static void test_state_credential__sent_twice_states_one_thing(void)
{
    struct state_credential in;
    struct id128 second;

    again();
    in = house_credential(owner);
    CHECK_INT(state_credential(&hx.practice, &hx.arena, &in, &credential, &hx.why), HF_OK);
    CHECK_INT(state_credential(&hx.practice, &hx.arena, &in, &second, &hx.why), HF_OK);
    CHECK(id_equal(credential, second));
    CHECK_INT(house().n_credentials, 1);
    CHECK(id_is_zero(house().credentials[0].certified_by.id));
}

static void test_state_credential__refuses_one_without_scope(void)
{
    struct state_credential in;
    struct id128 id;

    again();
    in = house_credential(owner);
    in.said.scopes = (struct scope_list){0};
    CHECK_INT(state_credential(&hx.practice, &hx.arena, &in, &id, &hx.why), HF_INVALID);
    CHECK_TEXT(span_of(hx.why.text), "scope");
}

static void test_certify_credential__refuses_ones_own(void)
{
    struct certify_credential in = {house_hand(owner), credential, SPAN("I remember")};

    again();
    CHECK_INT(certify_credential(&hx.practice, &hx.arena, &in, &hx.why), HF_CONFLICT);
    CHECK(id_is_zero(house().credentials[0].certified_by.id));
}

static void test_certify_credential__names_who_has_seen_it(void)
{
    struct certify_credential in = {house_hand(ben), credential, SPAN("The paper")};
    size_t entries;

    again();
    CHECK_INT(certify_credential(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    entries = house().chain.count;
    CHECK_INT(certify_credential(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(house().chain.count, entries);
    CHECK(id_equal(house().credentials[0].certified_by.id, keyring_who(ben)->person.id));
}

static bool may_work(const struct keyring *who)
{
    struct practice_file file = house();

    return practice_file_may_work(&file, keyring_who(who)->person, practice_now_s(&hx.practice));
}

static void test_end_credential__leaves_the_practice_without(void)
{
    struct end_credential in = {house_hand(owner), credential, SPAN("It ran out")};
    struct practice_file file;

    again();
    CHECK(may_work(owner));
    CHECK(!may_work(ben));
    CHECK_INT(end_credential(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(end_credential(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK(!may_work(owner));
    file = house();
    CHECK(file.credentials[0].revoked_s != 0);
    CHECK_INT(practice_file_lacks(&file, practice_now_s(&hx.practice)), LACK_CREDENTIAL);
}

static void test_end_credential__refuses_one_that_never_was(void)
{
    struct end_credential in = {house_hand(owner), house_request().id, SPAN("")};

    again();
    CHECK_INT(end_credential(&hx.practice, &hx.arena, &in, &hx.why), HF_NOT_FOUND);
}

/* --- leaving --------------------------------------------------------------------------------- */

static struct keyring *dora;
static struct client_id kim;

static struct person_left left_form(struct keyring *owner_keys, struct keyring *who)
{
    return (struct person_left){.hand = house_hand(owner_keys), .person = keyring_who(who)->person};
}

static void test_person_left__refuses_who_does_not_own_and_oneself(void)
{
    struct person_left in = left_form(ben, owner);

    again();
    CHECK_INT(person_left(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    in = left_form(owner, owner);
    again();
    CHECK_INT(person_left(&hx.practice, &hx.arena, &in, &hx.why), HF_CONFLICT);
}

static void test_person_left__leaves_no_way_in_and_nothing_to_read(void)
{
    struct set_login_reply login_reply;
    struct sign_in_reply done;
    struct client_file file;

    dora = house_colleague(owner, "Dora", ROLE_PRACTITIONER);
    struct set_login login = {.keyring = dora,
                              .login = SPAN("dora"),
                              .password = SPAN("nine old green bottles"),
                              .wants_recovery = true};
    struct sign_in again_in = {.login = SPAN("dora"), .password = SPAN("nine old green bottles")};

    house_ready(owner);
    again();
    CHECK_INT(set_login(&hx.practice, &hx.arena, &login, &login_reply, &hx.why), HF_OK);
    CHECK_INT(sign_in(&hx.practice, &again_in, &done, &hx.why), HF_OK);
    kim = house_client(dora, "Kim");
    struct person_left in = left_form(owner, dora);

    in.n_alone = 1; /* nobody else reads Kim's record, and the owner says so */
    CHECK_INT(person_left(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(person_left(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK(house_keyring(done.pass) == NULL);
    again();
    CHECK_INT(sign_in(&hx.practice, &again_in, &done, &hx.why), HF_NOT_FOUND);
    again();
    CHECK(view_client(&hx.practice, &hx.arena, dora, kim, &file, &hx.why) != HF_OK);
}

static void test_person_left__refuses_to_leave_clients_without_anybody(void)
{
    struct keyring *gone = house_colleague(owner, "Gwen", ROLE_PRACTITIONER);
    struct leaving leaving;
    struct client_file file;
    struct client_id lou = house_client(gone, "Lou");
    struct person_left in = left_form(owner, gone);

    again();
    CHECK_INT(view_leaving(&hx.practice, &hx.arena, owner, in.person, &leaving, &hx.why), HF_OK);
    CHECK_INT(leaving.n_clients, 1);
    CHECK_INT(leaving.n_alone, 1);
    again();
    CHECK_INT(person_left(&hx.practice, &hx.arena, &in, &hx.why), HF_CONFLICT);
    again();
    CHECK_INT(view_client(&hx.practice, &hx.arena, gone, lou, &file, &hx.why), HF_OK);
    keyring_close(house_client_keyring(gone, lou)); /* a link is no login yet */
    again();
    CHECK_INT(person_left(&hx.practice, &hx.arena, &in, &hx.why), HF_CONFLICT);
    keyring_close(gone);
}

/* A client's own login is a way on where there is somebody to let in. */
static void test_person_left__counts_a_login_beside_another_practitioner(void)
{
    struct keyring *gone = house_colleague(owner, "Ida", ROLE_PRACTITIONER);
    struct keyring *kay = house_client_keyring(gone, house_client(gone, "Kay"));
    struct set_login own = {.keyring = kay,
                            .login = SPAN("kay"),
                            .password = SPAN("green kettles hum at noon"),
                            .practice_name = SPAN("Studio")};
    struct person_left in = left_form(owner, gone);
    struct set_login_reply done;
    struct leaving leaving;

    again();
    CHECK_INT(set_login(&hx.practice, &hx.arena, &own, &done, &hx.why), HF_OK);
    again();
    CHECK_INT(view_leaving(&hx.practice, &hx.arena, owner, in.person, &leaving, &hx.why), HF_OK);
    CHECK_INT(leaving.n_alone, 0);
    keyring_close(kay);
    keyring_close(gone);
}

static void test_person_left__lets_them_go_when_the_owner_says_how_many(void)
{
    struct keyring *gone = house_colleague(owner, "Hal", ROLE_PRACTITIONER);
    struct person_left in = left_form(owner, gone);

    (void)house_client(gone, "Max");
    (void)house_client(gone, "Mia");
    in.n_alone = 1; /* an older number */
    again();
    CHECK_INT(person_left(&hx.practice, &hx.arena, &in, &hx.why), HF_CONFLICT);
    in.n_alone = 2;
    again();
    CHECK_INT(person_left(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    keyring_close(gone);
}

/* --- handing on ------------------------------------------------------------------------------ */

static struct hand_on on_form(struct keyring *from, struct client_id client, struct keyring *to)
{
    return (struct hand_on){.hand = house_hand(from),
                            .client = client,
                            .to = keyring_who(to)->person,
                            .words = SPAN("I move away in May.")};
}

static void test_hand_on__colleague_reads_and_cares_and_the_client_is_told(void)
{
    struct keyring *from = house_colleague(owner, "Ida", ROLE_PRACTITIONER);
    struct keyring *to = house_colleague(owner, "Jon", ROLE_PRACTITIONER);
    struct client_id noa = house_client(from, "Noa");
    struct hand_on in = on_form(from, noa, to);
    struct client_file file;
    struct keyring *own = house_client_keyring(from, noa);

    again();
    CHECK_INT(hand_on(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    again();
    CHECK_INT(view_client(&hx.practice, &hx.arena, to, noa, &file, &hx.why), HF_OK);
    CHECK(id_equal(file.practitioner.id, keyring_who(to)->person.id));
    again();
    CHECK_INT(view_client(&hx.practice, &hx.arena, own, noa, &file, &hx.why), HF_OK);
    const struct client_handed_on_content *told =
        file_chain_last(file.chain, ACTION_CLIENT_HANDED_ON, NULL);

    CHECK(told != NULL);
    CHECK_TEXT(told->words, "I move away in May.");
    struct person_left left = left_form(owner, from);

    again();
    CHECK_INT(person_left(&hx.practice, &hx.arena, &left, &hx.why), HF_OK); /* nobody is alone */
    keyring_close(own);
    keyring_close(from);
    keyring_close(to);
}

static void test_hand_on__renews_the_keys_of_who_stopped_reading(void)
{
    struct keyring *from = house_colleague(owner, "Kay", ROLE_PRACTITIONER);
    struct keyring *to = house_colleague(owner, "Leo", ROLE_PRACTITIONER);
    struct client_id uma = house_client(from, "Uma");
    struct hand_on in = on_form(from, uma, to), back;
    struct make_link link = {house_hand(to), uma};
    struct link made;
    struct client_file file;

    again();
    CHECK_INT(hand_on(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(make_link(&hx.practice, &hx.arena, &link, &made, &hx.why), HF_OK);
    again();
    CHECK_INT(view_client(&hx.practice, &hx.arena, from, uma, &file, &hx.why), HF_NOT_FOUND);
    back = on_form(from, uma, owner);
    again();
    CHECK(hand_on(&hx.practice, &hx.arena, &back, &hx.why) != HF_OK);
    keyring_close(from);
    keyring_close(to);
}

static void test_hand_on__refuses_who_is_no_practitioner_and_what_is_not_hers(void)
{
    struct keyring *cleo = house_colleague(owner, "Cleo", ROLE_CLINICIAN);
    struct keyring *max = house_colleague(owner, "Moe", ROLE_PRACTITIONER);
    struct client_id vic = house_client(max, "Vic");
    struct hand_on in = on_form(max, vic, cleo);

    again();
    CHECK_INT(hand_on(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    in = on_form(owner, vic, owner);
    again();
    CHECK_INT(hand_on(&hx.practice, &hx.arena, &in, &hx.why), HF_NOT_FOUND);
    keyring_close(cleo);
    keyring_close(max);
}

/* --- key words ------------------------------------------------------------------------------- */

static void test_view_fingerprints__are_those_of_certified_keys_alone(void)
{
    struct person_id people[2] = {keyring_who(owner)->person, {house_request().id}};
    struct fingerprints words;
    char want[FINGERPRINT_TEXT];

    again();
    fingerprint_words(keyring_who(owner)->sign_pub, want);
    CHECK_INT(view_fingerprints(&hx.practice, &hx.arena, people, 2, &words, &hx.why), HF_OK);
    CHECK_TEXT(span_of(words.at[0]), want);
    CHECK_TEXT(span_of(words.at[1]), "");
}

static void test_person_left__signs_nothing_with_keys_that_were_open(void)
{
    struct state_credential in = house_credential(dora);
    struct id128 id;

    again();
    CHECK_INT(state_credential(&hx.practice, &hx.arena, &in, &id, &hx.why), HF_INVALID);
}

static void test_person_left__is_named_still_with_no_role(void)
{
    struct practice_file file;

    again();
    file = house();
    const struct practice_person *person = practice_file_person(&file, keyring_who(dora)->person);

    CHECK_TEXT(person->name, "Dora");
    CHECK(person->has_left);
    CHECK_INT(person->roles, 0);
    keyring_close(dora);
}

static void test_person_left__leaves_a_ledger_that_holds(void)
{
    struct ledger_report report = {0};

    again();
    CHECK_INT(ledger_verify(hx.practice.ledger, hx.practice.store, &hx.arena, &report, &hx.why),
              HF_OK);
    CHECK_INT(report.findings, 0);
}

/* --- training -------------------------------------------------------------------------------- */

static void test_training__comes_back_as_it_was_ticked(void)
{
    struct scope_list scopes;

    again();
    for (unsigned i = TRAINING_BODY; i < TRAINING_SENSUAL; i++) {
        CHECK_INT(training_scopes(&hx.knowledge, 1U << i, &hx.arena, &scopes, &hx.why), HF_OK);
        CHECK(scopes.count > 0);
        CHECK_INT(training_of(&hx.knowledge, scopes), 1U << i);
    }
}

static void test_training__never_covers_what_is_never_a_target(void)
{
    struct scope_list scopes;

    again();
    CHECK_INT(training_scopes(&hx.knowledge, ~0U, &hx.arena, &scopes, &hx.why), HF_OK);
    for (size_t i = 0; i < scopes.count; i++)
        CHECK(!hx.knowledge.atlas->regions[atlas_find(hx.knowledge.atlas, scopes.at[i].region)]
                   .never);
}

int main(void)
{
    house_make();
    RUN(test_found_practice__refuses_a_short_password);
    RUN(test_found_practice__says_what_was_typed_and_who_owns_it);
    RUN(test_found_practice__happens_once);
    RUN(test_found_practice__lacks_lines_and_training_at_first);
    RUN(test_set_safety__refuses_a_contact_from_inside);
    RUN(test_set_safety__sent_twice_is_one_entry);
    RUN(test_add_person__signs_in_by_link_and_word);
    RUN(test_add_person__refuses_somebody_who_does_not_own);
    RUN(test_add_person__refuses_a_role_of_the_program);
    RUN(test_add_person__sent_twice_is_one_person);
    RUN(test_state_credential__sent_twice_states_one_thing);
    RUN(test_state_credential__refuses_one_without_scope);
    RUN(test_certify_credential__refuses_ones_own);
    RUN(test_certify_credential__names_who_has_seen_it);
    RUN(test_end_credential__leaves_the_practice_without);
    RUN(test_end_credential__refuses_one_that_never_was);
    RUN(test_person_left__refuses_who_does_not_own_and_oneself);
    RUN(test_person_left__leaves_no_way_in_and_nothing_to_read);
    RUN(test_person_left__refuses_to_leave_clients_without_anybody);
    RUN(test_person_left__counts_a_login_beside_another_practitioner);
    RUN(test_person_left__lets_them_go_when_the_owner_says_how_many);
    RUN(test_hand_on__colleague_reads_and_cares_and_the_client_is_told);
    RUN(test_hand_on__renews_the_keys_of_who_stopped_reading);
    RUN(test_hand_on__refuses_who_is_no_practitioner_and_what_is_not_hers);
    RUN(test_view_fingerprints__are_those_of_certified_keys_alone);
    RUN(test_person_left__signs_nothing_with_keys_that_were_open);
    RUN(test_person_left__is_named_still_with_no_role);
    RUN(test_person_left__leaves_a_ledger_that_holds);
    RUN(test_training__comes_back_as_it_was_ticked);
    RUN(test_training__never_covers_what_is_never_a_target);
    keyring_close(owner);
    keyring_close(ben);
    house_end();
    return tap_end();
}
