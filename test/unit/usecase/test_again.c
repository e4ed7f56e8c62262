/* test/unit/usecase/test_again.c - a page of the day comes back out of the browser's memory, with
 * the request id that was used, and is sent with other words: nothing that narrows is lost.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

static size_t count_of(uint16_t action)
{
    size_t n = 0;

    for (size_t i = 0; i < v.reply.now.known.file.chain.count; i++)
        n += v.reply.now.known.file.chain.at[i].entry->action == action;
    return n;
}

static enum today said_to(size_t i)
{
    const enum today *said;

    need(today_said(&v.reply.now, &h.arena, &said, &h.why), "said");
    return said[i];
}

static void test_words(void)
{
    struct say_words in = {.request = ask_as(v.half), .words = SPAN("It is cold.")};

    need(say_words(&h.practice, &h.arena, &in, &v.reply, &h.why), "words");
    in.words = SPAN("It hurts.");
    need(say_words(&h.practice, &h.arena, &in, &v.reply, &h.why), "other words");
    tap_case("other words from the same page are other words", count_of(ACTION_FEELING_SAID) == 2);
    need(say_words(&h.practice, &h.arena, &in, &v.reply, &h.why), "the same words");
    tap_case("the same words from it count once", count_of(ACTION_FEELING_SAID) == 2);
}

/* The page of the first pause, after the Good that answered it. */
static void test_pause(void)
{
    struct send_signal in = {
        .request = ask_as(v.half), .button = BUTTON_PAUSE, .how = GIVEN_SHARED_DEVICE};

    need(press_as(v.half, BUTTON_GOOD), "good");
    need(send_signal(&h.practice, &h.arena, &in, &v.reply, &h.why), "pause");
    need(send_signal(&h.practice, &h.arena, &in, &v.reply, &h.why), "the same tap again");
    tap_case("a pause that is sent twice counts once", count_of(ACTION_SIGNAL) == 2);
    need(press_as(v.half, BUTTON_GOOD), "good");
    need(send_signal(&h.practice, &h.arena, &in, &v.reply, &h.why), "pause from the old page");
    tap_case("a pause from the page of an earlier pause is a pause",
             v.reply.now.room.state == ROOM_PAUSED);
    need(press_as(v.half, BUTTON_GOOD), "good");
}

static enum status say_of(struct attest *in, uint8_t state)
{
    in->state = state;
    fault_clear(&h.why);
    return attest(&h.practice, &h.arena, in, &v.reply, &h.why);
}

static void test_condition_off(void)
{
    struct attest in = {ask_as(v.desk), SPAN("gloves"), STATE_ON, GIVEN_SHARED_DEVICE};
    struct attest anew;

    need(say_of(&in, STATE_ON), "on");
    need(say_of(&in, STATE_OFF), "off");
    anew = in;
    anew.request = ask_as(v.desk);
    need(say_of(&anew, STATE_ON), "on again");
    need(say_of(&in, STATE_OFF), "off from the old page");
    tap_case("what is not so any more, from an old page, is not so",
             !words_have(v.reply.now.room.attested, SPAN("gloves")));
}

static void test_client_closes(void)
{
    struct client_closes in = {.request = ask_as(v.half), .different = HONEST_NO};

    need(client_closes(&h.practice, &h.arena, &in, &v.reply, &h.why), "nothing different");
    in.different = HONEST_YES;
    in.different_words = SPAN("It was not my back alone.");
    need(client_closes(&h.practice, &h.arena, &in, &v.reply, &h.why), "something different");
    need(client_closes(&h.practice, &h.arena, &in, &v.reply, &h.why), "sent again");
    tap_case("that something was different after all is kept, and an incident",
             count_of(ACTION_CLIENT_CLOSED) == 2 && count_of(ACTION_INCIDENT_NOTED) == 1);
    in.different = HONEST_NO;
    need(client_closes(&h.practice, &h.arena, &in, &v.reply, &h.why), "nothing different");
    tap_case("and stays", count_of(ACTION_CLIENT_CLOSED) == 2);
}

static void test_today(void)
{
    enum today answers[] = {TODAY_YES, TODAY_YES};
    struct say_today in = {.request = ask_as(v.half), .answers = answers, .n_answers = 2};

    need(say_today(&h.practice, &h.arena, &in, &v.reply, &h.why), "today");
    tap_case("both steps are a yes", said_to(0) == TODAY_YES && said_to(1) == TODAY_YES);
    answers[1] = TODAY_TALK;
    need(say_today(&h.practice, &h.arena, &in, &v.reply, &h.why), "today, otherwise");
    tap_case("less than that from the same page counts, too", said_to(1) == TODAY_TALK);
    answers[1] = TODAY_NO;
    need(say_today(&h.practice, &h.arena, &in, &v.reply, &h.why), "today, unseen");
    tap_case("a no beside a yes that has not seen everything is a no",
             v.reply.answer == ROOM_REFUSED && said_to(1) == TODAY_NO);
    tap_case("and the yes beside it is asked again", count_of(ACTION_TODAY_SAID) == 5);
    need(say_today(&h.practice, &h.arena, &in, &v.reply, &h.why), "the same form again");
    tap_case("however often the form comes", v.reply.answer == ROOM_REFUSED &&
                                                 count_of(ACTION_TODAY_SAID) == 5 &&
                                                 count_of(ACTION_LIMIT) == 1);
}

static void test_ask_unseen(void)
{
    enum today answers[] = {TODAY_ASK, TODAY_YES};
    struct say_today in = {.request = ask_as(v.half), .answers = answers, .n_answers = 2};

    in.request.seen = 0;
    need(say_today(&h.practice, &h.arena, &in, &v.reply, &h.why), "today, unseen");
    tap_case("ask first is less than a yes, and counts as well",
             v.reply.answer == ROOM_REFUSED && said_to(0) == TODAY_ASK && said_to(1) == TODAY_NO);
}

static void test_something_new(void)
{
    struct say_ready in = {.request = ask_as(v.half)};

    need(say_ready(&h.practice, &h.arena, &in, &v.reply, &h.why), "ready");
    in.something_new = true;
    in.words = SPAN("My leg is swollen.");
    need(say_ready(&h.practice, &h.arena, &in, &v.reply, &h.why), "something new");
    tap_case("something new from the page that was ready before ends the session",
             v.reply.now.room.state == ROOM_ENDED && count_of(ACTION_OBSERVATION) == 1);
}

/* The desk has the plan open in another tab, too. */
static void test_plan_changed(void)
{
    struct step_said steps[] = {stroke_of("low_back"), stroke_of("abdomen")};
    struct plan_drafted_content plan = {.title = SPAN("Another"),
                                        .practitioner = keyring_who(h.ana)->person.id,
                                        .intent = INTENT_THERAPEUTIC,
                                        .steps = {steps, 2}};

    house_write(h.ana, ACTION_PLAN_DRAFTED, v.plan, &plan);
    need(look(), "look");
    tap_case("a session goes by the plan that it began with",
             v.reply.now.plan != NULL && span_is(v.reply.now.plan->steps.at[1].region, "mid_back"));
}

int main(void)
{
    house_make();
    visit_begin();
    need(look(), "look");
    test_plan_changed();
    test_words();
    test_pause();
    test_condition_off();
    test_today();
    test_ask_unseen();
    test_something_new();
    test_client_closes();
    visit_end();
    house_end();
    return tap_end();
}
