/* Coming in and going out: password, recovery code, link, login of one's own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"

static void again(void)
{
    fault_clear(&hx.why);
    arena_rewind(&hx.arena, 0);
}

/* Does this pass still open somebody? */
static bool opens(const char *pass)
{
    struct keyring *keyring = house_keyring(pass);

    keyring_close(keyring);
    return keyring != NULL;
}

static enum status enter(const char *login, const char *password, struct sign_in_reply *ret)
{
    struct sign_in in = {.login = span_of(login), .password = span_of(password)};

    again();
    return sign_in(&hx.practice, &in, ret, &hx.why);
}

static void test_sign_in__opens_the_owner(void)
{
    struct sign_in_reply done;

    CHECK_INT(enter(" ANA ", "seven quiet linden trees", &done), HF_OK);
    CHECK(id_equal(done.person.id, hx.owner.id));
    CHECK(opens(done.pass));
}

static void test_sign_in__says_the_same_for_unknown_name_and_wrong_password(void)
{
    struct sign_in_reply done;
    char first[HF_FAULT_TEXT];

    CHECK_INT(enter("ana", "seven quiet linden bees", &done), HF_NOT_FOUND);
    memcpy(first, hx.why.text, sizeof first);
    CHECK_INT(enter("nobody", "seven quiet linden trees", &done), HF_NOT_FOUND);
    CHECK_TEXT(span_of(first), hx.why.text);
}

static void test_sign_in__ends_the_pass_that_was_there(void)
{
    struct sign_in_reply first, second;
    struct sign_in in = {.login = SPAN("ana"), .password = SPAN("seven quiet linden trees")};

    CHECK_INT(enter("ana", "seven quiet linden trees", &first), HF_OK);
    in.old_pass = span_of(first.pass);
    CHECK_INT(sign_in(&hx.practice, &in, &second, &hx.why), HF_OK);
    CHECK(!opens(first.pass));
    CHECK(opens(second.pass));
}

static void test_sign_in__ends_after_ten_quiet_minutes(void)
{
    struct sign_in_reply done;

    CHECK_INT(enter("ana", "seven quiet linden trees", &done), HF_OK);
    house_clock_us += 9 * house_minute_us;
    CHECK(opens(done.pass));
    house_clock_us += 11 * house_minute_us;
    CHECK(!opens(done.pass));
}

static void test_sign_out__ends_the_pass_and_does_not_mind_twice(void)
{
    struct sign_in_reply done;

    CHECK_INT(enter("ana", "seven quiet linden trees", &done), HF_OK);
    CHECK_INT(sign_out(&hx.practice, span_of(done.pass), &hx.why), HF_OK);
    CHECK(!opens(done.pass));
    CHECK_INT(sign_out(&hx.practice, span_of(done.pass), &hx.why), HF_OK);
}

/* --- the recovery code ----------------------------------------------------------------------- */

static struct recover recover_form(const char *code)
{
    return (struct recover){.login = SPAN("ana"),
                            .code = span_of(code),
                            .new_password = SPAN("eight quiet linden trees"),
                            .practice_name = SPAN("Linden")};
}

static void test_recover__refuses_another_code(void)
{
    struct recover in = recover_form("0000-0000-0000-0000-0000-0000-0000-0000-0000");
    struct recover_reply done;

    again();
    CHECK_INT(recover(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_NOT_FOUND);
}

static void test_recover__refuses_a_weak_password_and_keeps_the_code(void)
{
    struct recover in = recover_form(hx.recovery);
    struct recover_reply done;

    again();
    in.new_password = SPAN("short");
    CHECK_INT(recover(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_INVALID);
}

static void test_recover__sets_a_password_and_ends_every_pass(void)
{
    struct recover in = recover_form(hx.recovery);
    struct recover_reply done;
    struct sign_in_reply before, after;

    CHECK_INT(enter("ana", "seven quiet linden trees", &before), HF_OK);
    CHECK_INT(recover(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_OK);
    CHECK(!opens(before.pass));
    CHECK(opens(done.signed_in.pass));
    CHECK_INT(enter("ana", "seven quiet linden trees", &after), HF_NOT_FOUND);
    CHECK_INT(enter("ana", "eight quiet linden trees", &after), HF_OK);
}

static void test_recover__takes_a_code_once(void)
{
    struct recover in = recover_form(hx.recovery);
    struct recover_reply done;

    again();
    CHECK_INT(recover(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_NOT_FOUND);
}

static void test_renew_recovery__asks_for_the_password_of_who_is_signed_in(void)
{
    struct keyring_who who = {.person = hx.owner};
    struct renew_recovery in = {&who, SPAN("ana"), SPAN("eight quiet linden bees")};
    char code[SLOT_RECOVERY_TEXT];

    again();
    CHECK_INT(renew_recovery(&hx.practice, &hx.arena, &in, code, &hx.why), HF_NOT_FOUND);
    in.password = SPAN("eight quiet linden trees");
    CHECK_INT(renew_recovery(&hx.practice, &hx.arena, &in, code, &hx.why), HF_OK);
    CHECK(slot_recovery_is_code(span_of(code)));
    who.person.id.bytes[0] ^= 1;
    CHECK_INT(renew_recovery(&hx.practice, &hx.arena, &in, code, &hx.why), HF_NOT_FOUND);
}

static bool owner_has_recovery(void)
{
    struct practice_file file = {0};

    again();
    CHECK_INT(view_practice(&hx.practice, &hx.arena, &file, &hx.why), HF_OK);
    return practice_file_person(&file, hx.owner)->has_recovery;
}

static void test_note_recovery__is_asked_for_until_the_code_is_typed_back(void)
{
    struct sign_in_reply done;

    CHECK_INT(enter("ana", "seven quiet linden trees", &done), HF_OK);
    struct keyring *owner = house_keyring(done.pass);
    struct note_recovery in = {house_hand(owner), span_of(hx.recovery)};

    CHECK(!owner_has_recovery());
    CHECK_INT(note_recovery(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(note_recovery(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK(owner_has_recovery());
    keyring_close(owner);
}

static void test_note_recovery__counts_no_longer_once_there_is_a_new_code(void)
{
    struct keyring_who who = {.person = hx.owner};
    struct renew_recovery in = {&who, SPAN("ana"), SPAN("seven quiet linden trees")};

    char older[SLOT_RECOVERY_TEXT];

    CHECK(owner_has_recovery());
    memcpy(older, hx.recovery, sizeof older);
    CHECK_INT(renew_recovery(&hx.practice, &hx.arena, &in, hx.recovery, &hx.why), HF_OK);
    CHECK(!owner_has_recovery());
    /* An older page, open still, shows a code that opens nothing any more. */
    struct sign_in_reply done;

    CHECK_INT(enter("ana", "seven quiet linden trees", &done), HF_OK);
    struct keyring *owner = house_keyring(done.pass);
    struct note_recovery stale = {house_hand(owner), span_of(older)};

    CHECK_INT(note_recovery(&hx.practice, &hx.arena, &stale, &hx.why), HF_NOT_FOUND);
    CHECK(!owner_has_recovery());
    keyring_close(owner);
}

/* --- links ----------------------------------------------------------------------------------- */

static struct link new_link(void)
{
    struct sign_in_reply done;
    struct add_person_reply added;

    CHECK_INT(enter("ana", "eight quiet linden trees", &done), HF_OK);
    struct keyring *owner = house_keyring(done.pass);
    struct add_person in = {house_hand(owner), SPAN("Ben T."), ROLE_PRACTITIONER};

    CHECK_INT(add_person(&hx.practice, &hx.arena, &in, &added, &hx.why), HF_OK);
    keyring_close(owner);
    return added.link;
}

static void test_open_link__works_once(void)
{
    struct link link = new_link();
    struct sign_in_reply done;

    CHECK_INT(house_enter(&link, link.word, &done), HF_OK);
    CHECK_INT(done.roles, ROLE_PRACTITIONER);
    CHECK_INT(house_enter(&link, link.word, &done), HF_NOT_FOUND);
}

static void test_open_link__is_gone_after_five_wrong_words(void)
{
    struct link link = new_link();
    struct sign_in_reply done;

    for (int i = 0; i < PASS_MOST_TRIES; i++)
        CHECK_INT(house_enter(&link, "wrong", &done), HF_NOT_FOUND);
    CHECK_INT(house_enter(&link, link.word, &done), HF_NOT_FOUND);
}

static void test_open_link__is_too_old_after_three_days(void)
{
    struct link link = new_link();
    struct sign_in_reply done;

    house_clock_us += (LINK_HOURS * 60 + 1) * house_minute_us;
    CHECK_INT(house_enter(&link, link.word, &done), HF_NOT_FOUND);
}

static void test_set_login__refuses_a_name_that_is_taken(void)
{
    struct link link = new_link();
    struct sign_in_reply done;
    struct set_login_reply set;

    CHECK_INT(house_enter(&link, link.word, &done), HF_OK);
    struct keyring *ben = house_keyring(done.pass);
    struct set_login in = {.keyring = ben,
                           .login = SPAN("ana"),
                           .password = SPAN("nine old green bottles"),
                           .practice_name = SPAN("Linden"),
                           .wants_recovery = true};

    CHECK_INT(set_login(&hx.practice, &hx.arena, &in, &set, &hx.why), HF_CONFLICT);
    in.login = SPAN("ben");
    CHECK_INT(set_login(&hx.practice, &hx.arena, &in, &set, &hx.why), HF_OK);
    CHECK(slot_recovery_is_code(span_of(set.recovery)));
    CHECK_INT(enter("ben", "nine old green bottles", &done), HF_OK);
    keyring_close(ben);
}

/* Whoever had got hold of the old password is out; whoever changed it goes on, by a new pass. */
static void test_set_login__ends_every_other_sign_in_and_link_of_the_person(void)
{
    struct sign_in_reply thief, mine, owner;
    struct set_login_reply set;

    CHECK_INT(enter("ana", "eight quiet linden trees", &owner), HF_OK);
    CHECK_INT(enter("ben", "nine old green bottles", &thief), HF_OK);
    CHECK_INT(enter("ben", "nine old green bottles", &mine), HF_OK);
    struct keyring *ben = house_keyring(mine.pass);
    struct set_login in = {.keyring = ben,
                           .pass = span_of(mine.pass),
                           .login = SPAN("ben"),
                           .password = SPAN("ten old green bottles"),
                           .practice_name = SPAN("Linden"),
                           .old_login = SPAN("ben"),
                           .old_password = SPAN("nine old green bottles")};

    CHECK_INT(set_login(&hx.practice, &hx.arena, &in, &set, &hx.why), HF_OK);
    CHECK(!opens(thief.pass));
    CHECK(!opens(mine.pass));
    CHECK(opens(set.signed_in.pass));
    CHECK(opens(owner.pass));
    keyring_close(ben);
}

static void test_set_login__refused_ends_nothing(void)
{
    struct sign_in_reply other, mine;
    struct set_login_reply set;

    CHECK_INT(enter("ben", "ten old green bottles", &other), HF_OK);
    CHECK_INT(enter("ben", "ten old green bottles", &mine), HF_OK);
    struct keyring *ben = house_keyring(mine.pass);
    struct set_login in = {.keyring = ben,
                           .pass = span_of(mine.pass),
                           .login = SPAN("ben"),
                           .password = SPAN("eleven old green bottles"),
                           .practice_name = SPAN("Linden"),
                           .old_login = SPAN("ben"),
                           .old_password = SPAN("nine old green bottles")};

    CHECK_INT(set_login(&hx.practice, &hx.arena, &in, &set, &hx.why), HF_NOT_FOUND);
    CHECK(opens(other.pass) && opens(mine.pass));
    keyring_close(ben);
}

int main(void)
{
    house_make();
    house_found();
    RUN(test_sign_in__opens_the_owner);
    RUN(test_sign_in__says_the_same_for_unknown_name_and_wrong_password);
    RUN(test_sign_in__ends_the_pass_that_was_there);
    RUN(test_sign_in__ends_after_ten_quiet_minutes);
    RUN(test_sign_out__ends_the_pass_and_does_not_mind_twice);
    RUN(test_note_recovery__is_asked_for_until_the_code_is_typed_back);
    RUN(test_note_recovery__counts_no_longer_once_there_is_a_new_code);
    RUN(test_recover__refuses_another_code);
    RUN(test_recover__refuses_a_weak_password_and_keeps_the_code);
    RUN(test_recover__sets_a_password_and_ends_every_pass);
    RUN(test_recover__takes_a_code_once);
    RUN(test_renew_recovery__asks_for_the_password_of_who_is_signed_in);
    RUN(test_open_link__works_once);
    RUN(test_open_link__is_gone_after_five_wrong_words);
    RUN(test_open_link__is_too_old_after_three_days);
    RUN(test_set_login__refuses_a_name_that_is_taken);
    RUN(test_set_login__ends_every_other_sign_in_and_link_of_the_person);
    RUN(test_set_login__refused_ends_nothing);
    house_end();
    return tap_end();
}
