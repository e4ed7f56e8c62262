/* test/unit/usecase/test_readers.c - who may read a client's record no more: no end is lost to a
 * page that was used, and none takes more than it says.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"

#include "usecase/hand_on.h"
#include "usecase/readers.h"
#include "usecase/share.h"

static struct keyring *ana, *own;
static struct client_id robin;

static void again(void)
{
    fault_clear(&hx.why);
    arena_rewind(&hx.arena, 0);
}

static enum status see(struct keyring *reader, struct client_file *ret)
{
    again();
    return view_client(&hx.practice, &hx.arena, reader, robin, ret, &hx.why);
}

static bool ledger_holds(void)
{
    struct ledger_report report = {0};

    again();
    return ledger_verify(hx.practice.ledger, hx.practice.store, &hx.arena, &report, &hx.why) ==
               HF_OK &&
           report.findings == 0;
}

/* Asked about a cover, and the client's yes; what was asked. */
static struct id128 let_cover(struct keyring *reader, struct hand answering)
{
    struct ask_reading in = {.hand = house_hand(ana),
                             .client = robin,
                             .reader = keyring_who(reader)->person,
                             .why = READING_COVER,
                             .days = 14,
                             .words = SPAN("I am away for two weeks.")};
    struct answer_reading yes = {answering, in.hand.request.id, true};

    again();
    CHECK_INT(ask_reading(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    again();
    CHECK_INT(answer_reading(&hx.practice, &hx.arena, &yes, &hx.why), HF_OK);
    return in.hand.request.id;
}

static enum shared_state state_of(struct id128 asked)
{
    static struct client_file file;

    CHECK_INT(see(own, &file), HF_OK);
    struct shared_list list = share_list(&file, practice_now_s(&hx.practice), &hx.arena);

    for (size_t i = 0; i < list.n; i++)
        if (id_equal(list.at[i].asked, asked))
            return list.at[i].state;
    return SHARED_NO;
}

static enum status end_it(struct hand hand, struct id128 asked)
{
    struct end_reading in = {hand, robin, asked};

    again();
    return end_reading(&hx.practice, &hx.arena, &in, &hx.why);
}

static void test_end_reading__ends_each_from_one_page(void)
{
    struct keyring *eve = house_colleague(ana, "Eve", ROLE_PRACTITIONER);
    struct keyring *fay = house_colleague(ana, "Fay", ROLE_PRACTITIONER);
    struct hand page = house_hand(own);
    struct client_file file;
    struct id128 first = let_cover(eve, house_hand(own)), second = let_cover(fay, house_hand(own));

    CHECK_INT(end_it(page, first), HF_OK);
    CHECK_INT(end_it(page, second), HF_OK);
    CHECK_INT(state_of(first), SHARED_ENDED);
    CHECK_INT(state_of(second), SHARED_ENDED);
    CHECK(see(fay, &file) != HF_OK || file.identity == NULL);
    keyring_close(eve);
    keyring_close(fay);
}

static void test_answer_reading__no_after_the_yes_ends_it(void)
{
    struct keyring *gil = house_colleague(ana, "Gil", ROLE_PRACTITIONER);
    struct hand page = house_hand(own);
    struct id128 asked = let_cover(gil, page);
    struct answer_reading no = {page, asked, false};

    again();
    CHECK_INT(answer_reading(&hx.practice, &hx.arena, &no, &hx.why), HF_OK);
    CHECK_INT(state_of(asked), SHARED_ENDED);
    keyring_close(gil);
}

static void test_end_read__ends_once_more_from_the_same_page(void)
{
    struct keyring *cleo = house_colleague(ana, "Cleo", ROLE_CLINICIAN);
    struct let_read in = {house_hand(own), keyring_who(cleo)->person}, page = in;
    struct client_file file;

    page.hand = house_hand(own);
    for (int i = 0; i < 2; i++) {
        in.hand = house_hand(own);
        again();
        CHECK_INT(let_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
        again();
        CHECK_INT(end_read(&hx.practice, &hx.arena, &page, &hx.why), HF_OK);
        CHECK_INT(see(own, &file), HF_OK);
        CHECK(!readers_has(&file, in.reader, practice_now_s(&hx.practice), NULL));
        CHECK(ledger_holds());
    }
    keyring_close(cleo);
}

static void test_end_read__ends_each_from_one_page(void)
{
    struct keyring *two[] = {house_colleague(ana, "Dee", ROLE_CLINICIAN),
                             house_colleague(ana, "Zoe", ROLE_CLINICIAN)};
    struct hand page = house_hand(own);
    struct client_file file;

    for (size_t i = 0; i < 2; i++) {
        struct let_read in = {house_hand(own), keyring_who(two[i])->person};

        again();
        CHECK_INT(let_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    }
    for (size_t i = 0; i < 2; i++) {
        struct let_read in = {page, keyring_who(two[i])->person};

        again();
        CHECK_INT(end_read(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
        CHECK_INT(see(own, &file), HF_OK);
        CHECK(!readers_has(&file, in.reader, practice_now_s(&hx.practice), NULL));
        keyring_close(two[i]);
    }
}

/* Last: Ana cares for Robin no more. */
static void test_end_reading__takes_nothing_from_who_cares_since(void)
{
    struct keyring *jon = house_colleague(ana, "Jon", ROLE_PRACTITIONER);
    struct id128 asked = let_cover(jon, house_hand(own));
    struct hand_on on = {.hand = house_hand(ana),
                         .client = robin,
                         .to = keyring_who(jon)->person,
                         .words = SPAN("I move away in May.")};
    struct client_file file;

    again();
    CHECK_INT(hand_on(&hx.practice, &hx.arena, &on, &hx.why), HF_OK);
    CHECK_INT(state_of(asked), SHARED_ENDED);
    CHECK_INT(end_it(house_hand(ana), asked), HF_OK);
    CHECK_INT(see(jon, &file), HF_OK);
    CHECK(file.contact != NULL);
    CHECK(ledger_holds());
    keyring_close(jon);
}

/* --- when whoever cared has left -------------------------------------------------------------- */

static void give_login(struct keyring *keys, const char *login)
{
    struct set_login in = {.keyring = keys,
                           .login = span_of(login),
                           .password = SPAN("green kettles hum at noon"),
                           .practice_name = SPAN("Linden")};
    struct set_login_reply done;

    again();
    CHECK_INT(set_login(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_OK);
}

static size_t alone_without(struct keyring *owner, struct keyring *who)
{
    struct leaving leaving = {.n_alone = 99};

    again();
    CHECK_INT(
        view_leaving(&hx.practice, &hx.arena, owner, keyring_who(who)->person, &leaving, &hx.why),
        HF_OK);
    return leaving.n_alone;
}

/* First of all, while nobody but Ana works here. */
static void test_person_left__counts_no_login_where_nobody_could_be_let_in(void)
{
    struct keyring *olga = house_colleague(ana, "Olga", ROLE_OWNER);

    CHECK_INT(alone_without(olga, ana), 1);
    give_login(own, "robin");
    CHECK_INT(alone_without(olga, ana), 1);
    keyring_close(house_colleague(ana, "Ivy", ROLE_PRACTITIONER));
    CHECK_INT(alone_without(olga, ana), 0);
    keyring_close(olga);
}

static enum status let(struct keyring *client, struct keyring *reader)
{
    struct let_read in = {house_hand(client), keyring_who(reader)->person};

    again();
    return let_read(&hx.practice, &hx.arena, &in, &hx.why);
}

static bool sees(struct keyring *reader, struct client_id client)
{
    struct client_file file;

    again();
    return view_client(&hx.practice, &hx.arena, reader, client, &file, &hx.why) == HF_OK &&
           file.identity != NULL;
}

/* As of then: a keyring at hand knows the keys that it was given. */
static struct keyring *come_in_again(void)
{
    struct sign_in in = {.login = SPAN("ana"), .password = SPAN("seven quiet linden trees")};
    struct sign_in_reply done;

    again();
    CHECK_INT(sign_in(&hx.practice, &in, &done, &hx.why), HF_OK);
    return house_keyring(done.pass);
}

static void test_let_read__lets_another_practitioner_in_once_whoever_cared_has_left(void)
{
    struct keyring *ben = house_colleague(ana, "Ben", ROLE_PRACTITIONER);
    struct keyring *kit = house_colleague(ana, "Kit", ROLE_CHAPERONE);
    struct client_id sam = house_client(ben, "Sam");
    struct keyring *own_keys = house_client_keyring(ben, sam);
    struct person_left left = {house_hand(ana), keyring_who(ben)->person, 0};

    give_login(own_keys, "sam");
    CHECK_INT(let(own_keys, ana), HF_INVALID); /* while Ben is here */
    again();
    CHECK_INT(person_left(&hx.practice, &hx.arena, &left, &hx.why), HF_OK);
    CHECK(!sees(ana, sam));
    CHECK_INT(let(own_keys, kit), HF_INVALID);
    CHECK_INT(let(own_keys, ben), HF_INVALID);
    CHECK_INT(let(own_keys, ana), HF_OK);
    CHECK(sees(ana, sam));
    house_clock_us += (READER_DAYS * INT64_C(24) * 60 + 1) * house_minute_us;
    struct keyring *later = come_in_again();

    CHECK(!sees(later, sam)); /* a time, as for everybody */
    CHECK(ledger_holds());
    keyring_close(later);
    keyring_close(own_keys);
    keyring_close(kit);
    keyring_close(ben);
}

int main(void)
{
    house_make();
    house_found();
    ana = house_keyring(hx.owner_pass);
    house_ready(ana);
    robin = house_client(ana, "Robin");
    own = house_client_keyring(ana, robin);
    RUN(test_person_left__counts_no_login_where_nobody_could_be_let_in);
    RUN(test_end_reading__ends_each_from_one_page);
    RUN(test_answer_reading__no_after_the_yes_ends_it);
    RUN(test_end_read__ends_once_more_from_the_same_page);
    RUN(test_end_read__ends_each_from_one_page);
    RUN(test_end_reading__takes_nothing_from_who_cares_since);
    RUN(test_let_read__lets_another_practitioner_in_once_whoever_cared_has_left);
    keyring_close(own);
    keyring_close(ana);
    house_end();
    return tap_end();
}
