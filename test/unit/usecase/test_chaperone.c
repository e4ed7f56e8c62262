/* test/unit/usecase/test_chaperone.c - a client who wants a chaperone is touched only while one is
 * there, and only the chaperone says so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "usecase/chaperone.h"

#define UTAS_PASSWORD "nine old green bottles"

static struct keyring *staff[2];

/* Somebody of the practice, with a name and a password of their own. */
static struct keyring *person(const char *name, const char *login, uint8_t roles)
{
    struct add_person add = {hand_of(h.ana, 1), span_of(name), roles};
    struct add_person_reply added;
    struct sign_in_reply reply;
    struct set_login_reply set;

    need(add_person(&h.practice, &h.arena, &add, &added, &h.why), name);
    struct open_link open = {.token = span_of(added.link.token), .word = span_of(added.link.word)};

    need(open_link(&h.practice, &open, &reply, &h.why), "open link");
    struct keyring *keyring = open_pass(reply.pass);
    struct set_login own = {.keyring = keyring,
                            .login = span_of(login),
                            .password = SPAN(UTAS_PASSWORD),
                            .practice_name = SPAN("Quiet House"),
                            .wants_recovery = true};

    need(set_login(&h.practice, &h.arena, &own, &set, &h.why), "login");
    return keyring;
}

/* Agreed and learned by its name: what is intimate. */
static void agree_to_buttock(void)
{
    struct span ana = entry_id_word(keyring_who(h.ana)->person.id, &h.arena);
    struct scope_said scope = yes_to("buttock");
    struct state_credential learned = {.hand = hand_of(h.ana, 1),
                                       .said = {.title = SPAN("Massage of the pelvis"),
                                                .awarded_by = SPAN("School"),
                                                .evidence = SPAN("certificate"),
                                                .scopes = {&scope, 1}}};
    struct id128 credential;

    scope.techniques = stroke_only;
    need(state_credential(&h.practice, &h.arena, &learned, &credential, &h.why), "credential");
    struct grant_content yes = {
        .scope = scope, .max_pressure = 6, .given = {.how = GIVEN_OWN_DEVICE}};

    yes.scope.practitioners = (struct words){&ana, 1};
    house_write(h.robin, ACTION_GRANT, new_id(), &yes);
}

/* A plan with something intimate in it, and a client who wants Uta there. */
static void begin_with_chaperone(void)
{
    struct start_session_reply begun;

    told_chaperone = SPAN("Uta M., trained, from the practice\nKim");
    agree_to_buttock();
    agree_plan_of("low_back", "buttock");
    need(start(false, &begun), "start");
    tap_case("who wants a chaperone and has one named may begin", begun.check.answer == START_MAY);
    enter(&begun);
    get_going();
}

static enum room_answer step(uint32_t number)
{
    need(step_to(number), "step");
    return v.reply.answer;
}

static enum chaperone_answer confirm(const char *login, const char *password)
{
    enum chaperone_answer answer = CHAPERONE_OVER;
    struct confirm_chaperone in = {
        .request = ask_as(v.desk), .login = span_of(login), .password = span_of(password)};

    fault_clear(&h.why);
    need(confirm_chaperone(&h.practice, &h.arena, &in, &answer, &h.why), "confirm");
    need(look(), "look");
    return answer;
}

static bool is_there(void)
{
    return words_have(v.reply.now.room.attested, CONDITION_CHAPERONE);
}

static void test_nobody_there(void)
{
    tap_case("before the chaperone is there no step begins", step(1) == ROOM_REFUSED);
    tap_case("and the room says what is missing", words_have(v.reply.missing, CONDITION_CHAPERONE));
    struct attest in = {.request = ask_as(v.desk),
                        .condition = CONDITION_CHAPERONE,
                        .state = STATE_ON,
                        .how = GIVEN_SHARED_DEVICE};

    tap_case("the practitioner can't say it for them",
             attest(&h.practice, &h.arena, &in, &v.reply, &h.why) == HF_INVALID);
    need(look(), "look");
}

static void test_who(void)
{
    tap_case("a wrong password is nobody", confirm("uta", "wrong") == CHAPERONE_UNKNOWN);
    tap_case("who works on clients is no chaperone",
             confirm("ben", UTAS_PASSWORD) == CHAPERONE_IS_NONE);
    tap_case("a chaperone whom the client has not agreed to by name is refused",
             confirm("zoel", UTAS_PASSWORD) == CHAPERONE_NOT_AGREED);
    tap_case("none of them is there", !is_there() && step(1) == ROOM_REFUSED);
    need(look(), "look");
}

static void test_there(void)
{
    tap_case("the chaperone whom the client agreed to says it herself",
             confirm("uta", UTAS_PASSWORD) == CHAPERONE_THERE);
    tap_case("and is there", is_there());
    tap_case("then a step begins", step(1) == ROOM_TAKEN && v.reply.now.room.has_step);
}

static void test_leaves(void)
{
    struct attest gone = {.request = ask_as(v.half),
                          .condition = CONDITION_CHAPERONE,
                          .state = STATE_OFF,
                          .how = GIVEN_SHARED_DEVICE};

    need(attest(&h.practice, &h.arena, &gone, &v.reply, &h.why), "gone");
    tap_case("anybody may say that the chaperone has left: the session pauses",
             v.reply.now.room.state == ROOM_PAUSED);
    tap_case("and the step has ended", !v.reply.now.room.has_step);
    need(press_as(v.half, BUTTON_GOOD), "good");
    tap_case("a Good alone does not bring the step back",
             !v.reply.now.room.has_step && step(1) == ROOM_REFUSED);
    need(look(), "look");
    tap_case("back in the room she says so again",
             confirm("uta", UTAS_PASSWORD) == CHAPERONE_THERE && step(1) == ROOM_TAKEN);
}

static enum chaperone_answer bring(struct keyring *hand, const char *name, bool is_so)
{
    enum chaperone_answer answer = CHAPERONE_OVER;
    struct confirm_companion in = {.request = ask_as(hand), .name = span_of(name), .is_so = is_so};

    fault_clear(&h.why);
    if (confirm_companion(&h.practice, &h.arena, &in, &answer, &h.why) != HF_OK)
        return CHAPERONE_IS_NONE;
    need(look(), "look");
    return answer;
}

/* Uta has left; Kim, whom the client named too, has no account. */
static void test_companion(void)
{
    struct attest gone = {.request = ask_as(v.half),
                          .condition = CONDITION_CHAPERONE,
                          .state = STATE_OFF,
                          .how = GIVEN_SHARED_DEVICE};

    need(attest(&h.practice, &h.arena, &gone, &v.reply, &h.why), "gone");
    need(press_as(v.half, BUTTON_GOOD), "good");
    tap_case("the desk can't bring a companion", bring(v.desk, "Kim", true) == CHAPERONE_IS_NONE);
    tap_case("without the client's word nobody is there",
             bring(v.half, "Kim", false) == CHAPERONE_UNSAID);
    tap_case("whom the client did not name is refused",
             bring(v.half, "Alex", true) == CHAPERONE_NOT_AGREED);
    tap_case("who signs in here says it with an own key",
             bring(v.half, "Uta M.", true) == CHAPERONE_KNOWN);
    tap_case("none of them is there", !is_there() && step(1) == ROOM_REFUSED);
    need(look(), "look");
    tap_case("a companion whom the client named, by the client's word",
             bring(v.half, "Kim", true) == CHAPERONE_THERE && is_there());
    tap_case("then a step begins", step(1) == ROOM_TAKEN);
}

static void test_over(void)
{
    need(press_as(v.half, BUTTON_STOP), "stop");
    tap_case("after a stop nobody comes in any more",
             confirm("uta", UTAS_PASSWORD) == CHAPERONE_OVER);
}

int main(void)
{
    house_make();
    visit_prepare();
    struct keyring *uta = person("Uta M.", "uta", ROLE_CHAPERONE);

    staff[0] = person("Ben", "ben", ROLE_PRACTITIONER | ROLE_CHAPERONE);
    staff[1] = person("Zoel", "zoel", ROLE_CHAPERONE);
    begin_with_chaperone();
    test_nobody_there();
    test_who();
    test_there();
    test_leaves();
    test_companion();
    test_over();
    keyring_close(uta);
    keyring_close(staff[0]);
    keyring_close(staff[1]);
    visit_end();
    house_end();
    return tap_end();
}
