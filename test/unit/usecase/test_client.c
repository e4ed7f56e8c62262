/* A client's file from outside: adding, listing, the link, the tablet.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"

#include "usecase/readers.h"
#include "usecase/share.h"

#include "usecase/client_stage.h"
#include "usecase/view_me.h"

static struct keyring *ana, *ben;
static struct client_id robin;

static void again(void)
{
    fault_clear(&hx.why);
    arena_rewind(&hx.arena, 0);
}

static enum status see(struct keyring *reader, struct client_id client, struct client_file *ret)
{
    again();
    return view_client(&hx.practice, &hx.arena, reader, client, ret, &hx.why);
}

static size_t count(const struct client_file *file, uint16_t action)
{
    size_t n = 0;

    for (size_t i = 0; i < file->chain.count; i++)
        n += file->chain.at[i].entry->action == action;
    return n;
}

/* --- adding ---------------------------------------------------------------------------------- */

static void test_add_client__refuses_before_the_practice_is_ready(void)
{
    struct add_client in = house_client_form(ana, "Robin");
    struct client_id client;

    again();
    CHECK_INT(add_client(&hx.practice, &hx.arena, &in, &client, &hx.why), HF_CONFLICT);
}

static void test_add_client__sent_twice_adds_one(void)
{
    struct add_client in = house_client_form(ana, "Robin");
    struct client_id second;
    struct client_file file;

    again();
    CHECK_INT(add_client(&hx.practice, &hx.arena, &in, &robin, &hx.why), HF_OK);
    CHECK_INT(add_client(&hx.practice, &hx.arena, &in, &second, &hx.why), HF_OK);
    CHECK(id_equal(robin.id, second.id));
    CHECK_INT(see(ana, robin, &file), HF_OK);
    CHECK_INT(count(&file, ACTION_CLIENT_ADDED), 1);
    CHECK_TEXT(client_file_name(&file), "Robin");
    CHECK_TEXT(file.contact->address, "robin@example.org");
    CHECK_INT(client_stage(&file).stage, STAGE_NEW);
}

static void test_add_client__refuses_somebody_without_a_name(void)
{
    struct add_client in = house_client_form(ana, "");
    struct client_id client;

    again();
    CHECK_INT(add_client(&hx.practice, &hx.arena, &in, &client, &hx.why), HF_INVALID);
}

/* --- seeing ---------------------------------------------------------------------------------- */

static void test_view_client__is_not_found_for_a_colleague(void)
{
    struct client_file file;

    CHECK_INT(see(ben, robin, &file), HF_NOT_FOUND);
}

static void test_view_client__is_not_found_for_an_id_that_never_was(void)
{
    struct client_file file;

    CHECK_INT(see(ana, (struct client_id){house_request().id}, &file), HF_NOT_FOUND);
}

static void test_view_client__notes_the_reader_once_in_an_hour(void)
{
    struct client_file file;

    CHECK_INT(see(ana, robin, &file), HF_OK);
    CHECK_INT(see(ana, robin, &file), HF_OK);
    CHECK_INT(count(&file, ACTION_RECORD_READ), 1);
}

static void test_list_clients__finds_names_and_notes_no_reading(void)
{
    struct client_lines list;
    struct client_file before, after;

    CHECK_INT(see(ana, robin, &before), HF_OK);
    size_t read = count(&before, ACTION_RECORD_READ);

    house_clock_us += 120 * house_minute_us;
    again();
    CHECK_INT(list_clients(&hx.practice, &hx.arena, ana, SPAN("rOB"), &list, &hx.why), HF_OK);
    CHECK_INT(list.count, 1);
    CHECK_TEXT(list.at[0].name, "Robin");
    CHECK_INT(list.at[0].stage.stage, STAGE_NEW);
    CHECK_INT(see(ana, robin, &after), HF_OK);
    CHECK_INT(see(ana, robin, &after), HF_OK);
    CHECK_INT(count(&after, ACTION_RECORD_READ), read + 1); /* of these two, not of the list */
}

static void test_list_clients__is_empty_for_a_colleague(void)
{
    struct client_lines list;

    again();
    CHECK_INT(list_clients(&hx.practice, &hx.arena, ben, SPAN(""), &list, &hx.why), HF_OK);
    CHECK_INT(list.count, 0);
}

/* --- the link -------------------------------------------------------------------------------- */

static void test_make_link__opens_the_clients_own_record(void)
{
    struct client_file file;
    struct keyring *client;

    again();
    client = house_client_keyring(ana, robin);
    CHECK(client != NULL);
    CHECK_INT(see(client, robin, &file), HF_OK);
    CHECK_TEXT(client_file_name(&file), "Robin");
    CHECK_INT(keyring_who(client)->roles, ROLE_CLIENT);
    keyring_close(client);
}

static void test_make_link__ends_the_older_one(void)
{
    struct make_link first = {house_hand(ana), robin}, second = {house_hand(ana), robin};
    struct link older, newer;
    struct sign_in_reply done;

    again();
    CHECK_INT(make_link(&hx.practice, &hx.arena, &first, &older, &hx.why), HF_OK);
    CHECK_INT(make_link(&hx.practice, &hx.arena, &second, &newer, &hx.why), HF_OK);
    struct client_file file;

    CHECK_INT(see(ana, robin, &file), HF_OK);
    CHECK_INT(client_stage(&file).stage, STAGE_INVITED);
    CHECK_INT(house_enter(&older, older.word, &done), HF_NOT_FOUND);
    CHECK_INT(house_enter(&newer, newer.word, &done), HF_OK);
}

/* A phone that was lost: whoever knows the old password has nothing by it after a new link. */
static void test_make_link__ends_the_password_of_the_older_one(void)
{
    struct keyring *client = house_client_keyring(ana, robin);
    struct set_login own = {.keyring = client,
                            .login = SPAN("robin"),
                            .password = SPAN("nine old green bottles"),
                            .practice_name = SPAN("Linden"),
                            .wants_recovery = false};
    struct sign_in in = {.login = SPAN("robin"), .password = SPAN("nine old green bottles")};
    struct set_login_reply set;
    struct sign_in_reply done;

    again();
    CHECK_INT(set_login(&hx.practice, &hx.arena, &own, &set, &hx.why), HF_OK);
    CHECK_INT(sign_in(&hx.practice, &in, &done, &hx.why), HF_OK);
    keyring_close(client);
    client = house_client_keyring(ana, robin);
    CHECK_INT(sign_in(&hx.practice, &in, &done, &hx.why), HF_NOT_FOUND);
    own.keyring = client;
    CHECK_INT(set_login(&hx.practice, &hx.arena, &own, &set, &hx.why), HF_OK);
    CHECK_INT(sign_in(&hx.practice, &in, &done, &hx.why), HF_OK);
    keyring_close(client);
}

static void test_make_link__sent_twice_makes_one(void)
{
    struct make_link in = {house_hand(ana), robin};
    struct link link, second;
    struct sign_in_reply done;

    again();
    CHECK_INT(make_link(&hx.practice, &hx.arena, &in, &link, &hx.why), HF_OK);
    CHECK_INT(make_link(&hx.practice, &hx.arena, &in, &second, &hx.why), HF_CONFLICT);
    CHECK_INT(house_enter(&link, link.word, &done), HF_OK);
}

static void test_make_link__refuses_a_colleague(void)
{
    struct make_link in = {house_hand(ben), robin};
    struct link link;

    again();
    CHECK_INT(make_link(&hx.practice, &hx.arena, &in, &link, &hx.why), HF_NOT_FOUND);
}

static void test_view_me__shows_who_looked(void)
{
    struct keyring *client;
    struct me_file me;

    again();
    client = house_client_keyring(ana, robin);
    CHECK_INT(view_me(&hx.practice, &hx.arena, client, &me, &hx.why), HF_OK);
    CHECK(count(&me.client, ACTION_RECORD_READ) > 0);
    CHECK_INT(me.n_receipts, 0);
    CHECK_INT(view_me(&hx.practice, &hx.arena, ana, &me, &hx.why), HF_NOT_FOUND);
    keyring_close(client);
}

/* --- the tablet ------------------------------------------------------------------------------ */

static char desk_pass[PASS_TEXT];

static void sign_in_at_the_tablet(void)
{
    struct sign_in in = {.login = SPAN("ana"), .password = SPAN("seven quiet linden trees")};
    struct sign_in_reply done;

    again();
    CHECK_INT(sign_in(&hx.practice, &in, &done, &hx.why), HF_OK);
    memcpy(desk_pass, done.pass, sizeof desk_pass);
}

static void test_hand_over__ends_her_pass_and_acts_for_the_client_with_proof_1(void)
{
    struct hand_over in = {house_hand(ana), robin, SPAN("")};
    struct sign_in_reply done;
    struct client_file file;

    sign_in_at_the_tablet();
    in.old_pass = span_of(desk_pass);
    CHECK_INT(hand_over(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_OK);
    CHECK(house_keyring(desk_pass) == NULL);
    struct keyring *tablet = house_keyring(done.pass);

    CHECK(tablet != NULL);
    CHECK(id_equal(keyring_who(tablet)->person.id, robin.id));
    CHECK_INT(keyring_who(tablet)->proof, PROOF_SHARED_DEVICE);
    CHECK_INT(see(tablet, robin, &file), HF_OK);
    CHECK_TEXT(client_file_name(&file), "Robin");
    keyring_close(tablet);
}

static void test_hand_over__refuses_a_colleague_and_keeps_the_pass(void)
{
    struct hand_over in = {house_hand(ben), robin, SPAN("")};
    struct sign_in_reply done;

    sign_in_at_the_tablet();
    in.old_pass = span_of(desk_pass);
    CHECK_INT(hand_over(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_NOT_FOUND);
    struct keyring *still = house_keyring(desk_pass);

    CHECK(still != NULL);
    keyring_close(still);
}

static void test_take_back__leaves_nothing_open(void)
{
    struct hand_over in = {house_hand(ana), robin, SPAN("")};
    struct sign_in_reply done;

    sign_in_at_the_tablet();
    in.old_pass = span_of(desk_pass);
    CHECK_INT(hand_over(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_OK);
    struct keyring *tablet = house_keyring(done.pass);
    struct take_back back = {house_hand(tablet), span_of(done.pass)};

    CHECK_INT(take_back(&hx.practice, &hx.arena, &back, &hx.why), HF_OK);
    CHECK(house_keyring(done.pass) == NULL);
    keyring_close(tablet);
}

static void test_take_back__refuses_a_desk(void)
{
    struct take_back back = {house_hand(ana), SPAN("")};

    again();
    CHECK_INT(take_back(&hx.practice, &hx.arena, &back, &hx.why), HF_INVALID);
}

/* --- editing --------------------------------------------------------------------------------- */

static size_t written(uint16_t action)
{
    struct client_file file = {0};
    size_t n = 0;

    CHECK_INT(see(ana, robin, &file), HF_OK);
    for (size_t i = 0; i < file.chain.count; i++)
        n += file.chain.at[i].entry->action == action;
    return n;
}

static struct edit_client edit_form(struct keyring *keyring, const char *name)
{
    return (struct edit_client){.hand = house_hand(keyring),
                                .client = robin,
                                .name = span_of(name),
                                .pronoun = SPAN("they"),
                                .contact = {.channel = 1,
                                            .address = SPAN("robin@example.org"),
                                            .neutral_words = SPAN("appointment")}};
}

static void test_edit_client__writes_only_what_is_another_and_keeps_what_was(void)
{
    struct edit_client in = edit_form(ana, "Robin B.");
    size_t names = written(ACTION_IDENTITY_SET), contacts = written(ACTION_CONTACT_SET);
    struct client_file file;

    again();
    CHECK_INT(edit_client(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(edit_client(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(written(ACTION_IDENTITY_SET), names + 1);
    CHECK_INT(written(ACTION_CONTACT_SET), contacts);
    CHECK_INT(see(ana, robin, &file), HF_OK);
    CHECK_TEXT(client_file_name(&file), "Robin B.");
    in = edit_form(ana, "Robin");
    in.contact.address = SPAN("030 77");
    again();
    CHECK_INT(edit_client(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(written(ACTION_CONTACT_SET), contacts + 1);
    CHECK_INT(written(ACTION_IDENTITY_SET), names + 2);
}

static void test_edit_client__refuses_a_colleague_and_no_name(void)
{
    struct edit_client in = edit_form(ben, "Robin B.");

    again();
    CHECK_INT(edit_client(&hx.practice, &hx.arena, &in, &hx.why), HF_NOT_FOUND);
    in = edit_form(ana, "");
    again();
    CHECK_INT(edit_client(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
}

/* --- who else reads -------------------------------------------------------------------------- */

static struct keyring *own; /* Robin's, on an own device */

static void open_own(void)
{
    struct make_link make = {house_hand(ana), robin};
    struct link link;
    struct sign_in_reply done;

    again();
    CHECK_INT(make_link(&hx.practice, &hx.arena, &make, &link, &hx.why), HF_OK);
    CHECK_INT(house_enter(&link, link.word, &done), HF_OK);
    own = house_keyring(done.pass);
}

static struct let_read reader_form(struct keyring *client, struct keyring *reader)
{
    return (struct let_read){house_hand(client), keyring_who(reader)->person};
}

/* What a keyring has opened it keeps; a request has one of its own. */
static enum status see_anew(const char *pass, struct client_file *ret)
{
    struct keyring *keyring = house_keyring(pass);
    enum status st = see(keyring, robin, ret);

    keyring_close(keyring);
    return st;
}

static void test_let_read__opens_the_record_to_a_clinician_and_closes_it(void)
{
    struct add_person add = {house_hand(ana), SPAN("Cleo"), ROLE_CLINICIAN};
    struct add_person_reply added;
    struct sign_in_reply done;
    struct client_file file;

    again();
    CHECK_INT(add_person(&hx.practice, &hx.arena, &add, &added, &hx.why), HF_OK);
    CHECK_INT(house_enter(&added.link, added.link.word, &done), HF_OK);
    struct keyring *cleo = house_keyring(done.pass);

    open_own();
    again();
    CHECK_INT(see_anew(done.pass, &file), HF_NOT_FOUND);
    struct let_read in = reader_form(own, cleo);

    CHECK_INT(let_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(let_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(see_anew(done.pass, &file), HF_OK);
    CHECK(file.contact == NULL);
    CHECK(readers_has(&file, keyring_who(cleo)->person, practice_now_s(&hx.practice), NULL));
    in = reader_form(own, cleo);
    CHECK_INT(end_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    again();
    CHECK_INT(see_anew(done.pass, &file), HF_NOT_FOUND);
    keyring_close(cleo);
}

static size_t open_notes(const struct client_file *file)
{
    size_t n = 0;

    for (size_t i = 0; i < file->chain.count; i++)
        n += file->chain.at[i].content != NULL;
    return n;
}

/* One thing more in the client's care, by the practitioner. */
static void say_something_new(void)
{
    struct make_link link = {house_hand(ana), robin};
    struct link made;

    again();
    CHECK_INT(make_link(&hx.practice, &hx.arena, &link, &made, &hx.why), HF_OK);
}

static void test_let_read__goes_on_after_a_new_link_and_reads_nothing_new_after_its_end(void)
{
    struct keyring *cleo = house_colleague(ana, "Cleo", ROLE_CLINICIAN);
    struct let_read in = reader_form(own, cleo);
    struct client_file file, mine;

    again();
    CHECK_INT(let_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    keyring_close(own);
    own = house_client_keyring(ana, robin); /* a new phone: newer keys of the client's own */
    say_something_new();
    CHECK_INT(see(cleo, robin, &file), HF_OK);
    size_t before = open_notes(&file);

    say_something_new();
    CHECK_INT(see(cleo, robin, &file), HF_OK);
    CHECK(open_notes(&file) > before);
    keyring_close(own);
    own = house_client_keyring(ana, robin);
    in = reader_form(own, cleo);
    CHECK_INT(end_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    say_something_new();
    CHECK_INT(see(cleo, robin, &file), HF_NOT_FOUND); /* with the older keys still in memory */
    keyring_close(own);
    own = house_client_keyring(ana, robin);
    CHECK_INT(see(own, robin, &mine), HF_OK);
    CHECK_INT(see(ana, robin, &file), HF_OK);
    CHECK_INT(count(&file, ACTION_EPOCH_RETIRED), 2); /* of the access before, and of this one */
    keyring_close(cleo);
}

static void test_let_read__is_over_after_its_days(void)
{
    struct keyring *cleo = house_colleague(ana, "Cleo", ROLE_CLINICIAN);
    struct let_read in = reader_form(own, cleo);
    struct client_file file;

    again();
    CHECK_INT(let_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    house_clock_us += READER_DAYS * 24 * 60 * house_minute_us;
    CHECK_INT(see(cleo, robin, &file), HF_NOT_FOUND);
    keyring_close(cleo);
}

static void test_let_read__refuses_who_is_no_clinician(void)
{
    struct let_read in = reader_form(own, ben);

    again();
    CHECK_INT(let_read(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
}

/* Who cares for a client reads by that, and a page for others says nothing of it. */
static void test_let_read__is_not_about_the_clients_own_practitioner(void)
{
    struct keyring *dee = house_colleague(ana, "Dee", ROLE_PRACTITIONER | ROLE_CLINICIAN);
    struct add_client add = house_client_form(dee, "Kim");
    struct make_link make = {.hand = house_hand(dee)};
    struct client_file file;
    struct link link;
    struct sign_in_reply done;

    again();
    CHECK_INT(add_client(&hx.practice, &hx.arena, &add, &make.client, &hx.why), HF_OK);
    CHECK_INT(make_link(&hx.practice, &hx.arena, &make, &link, &hx.why), HF_OK);
    CHECK_INT(house_enter(&link, link.word, &done), HF_OK);
    struct keyring *kim = house_keyring(done.pass);
    struct let_read in = reader_form(kim, dee);

    CHECK_INT(see(kim, make.client, &file), HF_OK);
    CHECK(!readers_may(&file, keyring_who(dee)->person));
    CHECK(!readers_has(&file, keyring_who(dee)->person, practice_now_s(&hx.practice), NULL));
    CHECK_INT(let_read(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    again();
    CHECK_INT(end_read(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    CHECK_INT(see(dee, make.client, &file), HF_OK);
    keyring_close(kim);
    keyring_close(dee);
}

/* --- a colleague reads ----------------------------------------------------------------------- */

static struct ask_reading ask_form(struct keyring *by, struct keyring *reader)
{
    return (struct ask_reading){.hand = house_hand(by),
                                .client = robin,
                                .reader = keyring_who(reader)->person,
                                .why = READING_COVER,
                                .days = 14,
                                .words = SPAN("I am away for two weeks.")};
}

static struct shared first_shared(struct keyring *reader)
{
    static struct client_file file;

    CHECK_INT(see(reader, robin, &file), HF_OK);
    struct shared_list list = share_list(&file, practice_now_s(&hx.practice), &hx.arena);

    CHECK(list.n > 0);
    return list.n > 0 ? list.at[0] : (struct shared){.state = SHARED_NO};
}

static enum status answer(struct keyring *who, struct id128 asked, bool yes)
{
    struct answer_reading in = {house_hand(who), asked, yes};

    again();
    return answer_reading(&hx.practice, &hx.arena, &in, &hx.why);
}

static void test_ask_reading__opens_nothing_before_the_clients_yes(void)
{
    struct keyring *eve = house_colleague(ana, "Eve", ROLE_PRACTITIONER);
    struct ask_reading in = ask_form(ana, eve);
    struct client_file file;

    again();
    CHECK_INT(ask_reading(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(ask_reading(&hx.practice, &hx.arena, &in, &hx.why), HF_OK); /* sent twice */
    CHECK_INT(see(eve, robin, &file), HF_NOT_FOUND);
    struct shared shared = first_shared(own);

    CHECK_INT(shared.state, SHARED_WAITS);
    CHECK(answer(ana, shared.asked, true) != HF_OK); /* nobody else's yes */
    CHECK_INT(see(eve, robin, &file), HF_NOT_FOUND);
    CHECK_INT(answer(own, shared.asked, false), HF_OK);
    CHECK_INT(first_shared(own).state, SHARED_NO);
    CHECK_INT(answer(own, shared.asked, true), HF_NOT_FOUND);
    CHECK_INT(see(eve, robin, &file), HF_NOT_FOUND);
    keyring_close(eve);
}

static void test_answer_reading__opens_name_and_care_until_that_day(void)
{
    struct keyring *fay = house_colleague(ana, "Fay", ROLE_PRACTITIONER);
    struct ask_reading in = ask_form(ana, fay);
    struct client_file file;

    again();
    CHECK_INT(ask_reading(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(answer(own, first_shared(own).asked, true), HF_OK);
    CHECK_INT(first_shared(own).state, SHARED_READS);
    CHECK_INT(see(fay, robin, &file), HF_OK);
    CHECK(file.contact == NULL);
    house_clock_us += 15 * 24 * 60 * house_minute_us;
    say_something_new();
    keyring_close(own);
    own = house_client_keyring(ana, robin);
    CHECK_INT(first_shared(own).state, SHARED_OVER);
    CHECK_INT(see(fay, robin, &file), HF_NOT_FOUND); /* with the older keys still in memory */
    keyring_close(fay);
}

static void test_end_reading__ends_at_once_for_each_of_the_three(void)
{
    struct keyring *gil = house_colleague(ana, "Gil", ROLE_PRACTITIONER | ROLE_CLINICIAN);
    struct keyring *const enders[] = {own, ana, gil};
    struct client_file file;

    for (size_t i = 0; i < sizeof enders / sizeof *enders; i++) {
        struct ask_reading in = ask_form(ana, gil);
        struct end_reading end = {house_hand(enders[i]), robin, {{0}}};

        in.contact = i == 0; /* which the program itself holds as well */
        again();
        CHECK_INT(ask_reading(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
        CHECK_INT(answer(own, first_shared(own).asked, true), HF_OK);
        CHECK_INT(see(gil, robin, &file), HF_OK);
        end.asked = first_shared(own).asked;
        again();
        CHECK_INT(end_reading(&hx.practice, &hx.arena, &end, &hx.why), HF_OK);
        CHECK_INT(first_shared(own).state, SHARED_ENDED);
    }
    say_something_new();
    keyring_close(own);
    own = house_client_keyring(ana, robin);
    CHECK_INT(see(gil, robin, &file), HF_NOT_FOUND);
    CHECK_INT(see(ana, robin, &file), HF_OK);
    CHECK(file.contact != NULL);
    keyring_close(gil);
    struct ledger_report report = {0};

    again();
    CHECK_INT(ledger_verify(hx.practice.ledger, hx.practice.store, &hx.arena, &report, &hx.why),
              HF_OK);
    CHECK_INT(report.findings, 0);
}

static void test_ask_reading__refuses_who_does_not_care_and_what_has_no_end(void)
{
    struct keyring *ida = house_colleague(ana, "Ida", ROLE_PRACTITIONER);
    struct ask_reading in = ask_form(ida, ben);

    again();
    CHECK_INT(ask_reading(&hx.practice, &hx.arena, &in, &hx.why), HF_NOT_FOUND);
    in = ask_form(ana, ida);
    in.days = SHARE_DAYS_MOST + 1;
    again();
    CHECK_INT(ask_reading(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    in = ask_form(ana, ana);
    again();
    CHECK_INT(ask_reading(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    keyring_close(ida);
}

/* --- receipts -------------------------------------------------------------------------------- */

static void test_choose_receipts__hides_them_until_they_are_wanted(void)
{
    struct choose_receipts in = {house_hand(own), false};
    struct client_file file;

    again();
    CHECK_INT(choose_receipts(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(choose_receipts(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(see(own, robin, &file), HF_OK);
    CHECK(receipts_are_hidden(&file));
    CHECK_INT(written(ACTION_RECEIPT_CHOICE), 1);
    in = (struct choose_receipts){house_hand(own), true};
    keyring_set_proof(own, PROOF_SHARED_DEVICE);
    CHECK_INT(choose_receipts(&hx.practice, &hx.arena, &in, &hx.why), HF_CONFLICT);
    keyring_set_proof(own, PROOF_OWN_DEVICE);
    again();
    CHECK_INT(choose_receipts(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(see(own, robin, &file), HF_OK);
    CHECK(!receipts_are_hidden(&file));
}

static void test_choose_receipts__is_nobody_elses_choice(void)
{
    struct choose_receipts in = {house_hand(ana), false};

    again();
    CHECK(choose_receipts(&hx.practice, &hx.arena, &in, &hx.why) != HF_OK);
}

int main(void)
{
    house_make();
    house_found();
    ana = house_keyring(hx.owner_pass);
    RUN(test_add_client__refuses_before_the_practice_is_ready);
    house_ready(ana);
    ben = house_colleague(ana, "Ben T.", ROLE_PRACTITIONER);
    RUN(test_add_client__sent_twice_adds_one);
    RUN(test_add_client__refuses_somebody_without_a_name);
    RUN(test_view_client__is_not_found_for_a_colleague);
    RUN(test_view_client__is_not_found_for_an_id_that_never_was);
    RUN(test_view_client__notes_the_reader_once_in_an_hour);
    RUN(test_list_clients__finds_names_and_notes_no_reading);
    RUN(test_list_clients__is_empty_for_a_colleague);
    RUN(test_make_link__opens_the_clients_own_record);
    RUN(test_make_link__ends_the_older_one);
    RUN(test_make_link__ends_the_password_of_the_older_one);
    RUN(test_make_link__sent_twice_makes_one);
    RUN(test_make_link__refuses_a_colleague);
    RUN(test_view_me__shows_who_looked);
    RUN(test_hand_over__ends_her_pass_and_acts_for_the_client_with_proof_1);
    RUN(test_hand_over__refuses_a_colleague_and_keeps_the_pass);
    RUN(test_take_back__leaves_nothing_open);
    RUN(test_take_back__refuses_a_desk);
    RUN(test_edit_client__writes_only_what_is_another_and_keeps_what_was);
    RUN(test_edit_client__refuses_a_colleague_and_no_name);
    RUN(test_let_read__opens_the_record_to_a_clinician_and_closes_it);
    RUN(test_let_read__goes_on_after_a_new_link_and_reads_nothing_new_after_its_end);
    RUN(test_let_read__is_over_after_its_days);
    RUN(test_let_read__refuses_who_is_no_clinician);
    RUN(test_let_read__is_not_about_the_clients_own_practitioner);
    RUN(test_ask_reading__opens_nothing_before_the_clients_yes);
    RUN(test_answer_reading__opens_name_and_care_until_that_day);
    RUN(test_end_reading__ends_at_once_for_each_of_the_three);
    RUN(test_ask_reading__refuses_who_does_not_care_and_what_has_no_end);
    RUN(test_choose_receipts__hides_them_until_they_are_wanted);
    RUN(test_choose_receipts__is_nobody_elses_choice);
    keyring_close(own);
    keyring_close(ana);
    keyring_close(ben);
    house_end();
    return tap_end();
}
