/* test/unit/usecase/visit.h - a plan of two steps on the back, agreed; and its session begun.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_USECASE_VISIT_H
#define HF_TEST_UNIT_USECASE_VISIT_H

#include "told.h"

#include "usecase/room.h"

struct visit {
    uint8_t mode; /* 0: step by step */
    struct id128 plan;
    struct session_id session;
    struct keyring *desk, *half; /* room passes */
    struct room_reply reply;
};

static struct visit v;

static struct id128 new_id(void)
{
    return world_id(&house_world);
}

static struct scope_said yes_to(const char *region)
{
    return (struct scope_said){.region = span_of(region),
                               .side = SIDE_BOTH,
                               .techniques = stars,
                               .access = external_only,
                               .intents = therapeutic_only,
                               .practitioners = stars};
}

static void agree_to(const char *region)
{
    struct grant_content said = {
        .scope = yes_to(region), .max_pressure = 6, .given = {.how = GIVEN_OWN_DEVICE}};

    house_write(h.robin, ACTION_GRANT, new_id(), &said);
}

static void be_adult(void)
{
    struct identity_set_content said = {
        .name = SPAN("Robin"),
        .born = SPAN("1990-01-01"),
        .adult_at = {true, 1200000000},
        .age_evidence = AGE_DOCUMENT_SEEN,
    };
    struct screening_reviewed_content reviewed = {.sentence = SPAN("Nothing stands against it.")};

    house_write(h.ana, ACTION_IDENTITY_SET, h.client.id, &said);
    house_write(h.ana, ACTION_SCREENING_REVIEWED, h.client.id, &reviewed);
}

static struct step_said stroke_of(const char *region)
{
    return (struct step_said){.region = span_of(region),
                              .technique = SPAN("stroke"),
                              .side = SIDE_BOTH,
                              .access = ACCESS_EXTERNAL,
                              .intent = INTENT_THERAPEUTIC,
                              .pressure = 4,
                              .duration_s = 600};
}

/* The plan, drafted and agreed to by the client. */
static void agree_plan_of(const char *first, const char *second)
{
    struct step_said steps[] = {stroke_of(first), stroke_of(second)};
    struct plan_drafted_content plan = {.title = SPAN("Back"),
                                        .practitioner = keyring_who(h.ana)->person.id,
                                        .intent = INTENT_THERAPEUTIC,
                                        .steps = {steps, 2}};
    struct plan_agreed_content agreed = {.version = 1, .given = {.how = GIVEN_OWN_DEVICE}};

    v.plan = new_id();
    agreed.plan = v.plan;
    house_write(h.ana, ACTION_PLAN_DRAFTED, v.plan, &plan);
    told_terms();
    told_client();
    house_write(h.robin, ACTION_PLAN_AGREED, v.plan, &agreed);
}

/* The practitioner answers that she is ready to work: `last` to the last question, else yes. */
static enum status say_ready_to_work(struct keyring *who, struct span last)
{
    const struct form *form = h.practice.knowledge->readiness;
    struct form_answers *answers = form_answers_new(&h.arena, form);
    struct say_readiness in = {.hand = hand_of(who, 1), .answers = answers};
    struct readiness_known known;
    uint32_t at = FORM_NONE;

    for (uint32_t i = 0; answers != NULL && i < form->n_items; i++)
        if (form->items[i].kind == FORM_CHOICE) {
            answers->of[i] = (struct form_answer){.given = true, .text = SPAN("yes")};
            at = i;
        }
    if (at == FORM_NONE)
        return HF_FAILED;
    answers->of[at] = (struct form_answer){.given = last.len > 0, .text = last};
    fault_clear(&h.why);
    return say_readiness(&h.practice, &h.arena, &in, &known, &h.why);
}

static enum status start(bool client_device, struct start_session_reply *ret)
{
    struct start_session in = {.hand = hand_of(h.ana, 1),
                               .client = h.client,
                               .mode = v.mode == 0 ? SESSION_STEPS : v.mode,
                               .client_device = client_device};

    need(say_ready_to_work(h.ana, SPAN("yes")), "ready to work");
    fault_clear(&h.why);
    return start_session(&h.practice, &h.arena, &in, ret, &h.why);
}

static inline void enter(const struct start_session_reply *begun)
{
    v.session = begun->session;
    keyring_close(v.desk);
    keyring_close(v.half);
    v.desk = open_pass(begun->passes.desk);
    v.half = open_pass(begun->passes.client);
}

static void visit_prepare(void)
{
    be_adult();
    agree_to("back");
    agree_plan_of("low_back", "mid_back");
}

static inline void visit_begin(void)
{
    struct start_session_reply begun;

    visit_prepare();
    need(start(false, &begun), "start");
    if (begun.check.answer != START_MAY) {
        printf("Bail out! the session did not begin: %d\n", (int)begun.check.answer);
        exit(1);
    }
    enter(&begun);
}

static inline void visit_end(void)
{
    keyring_close(v.desk);
    keyring_close(v.half);
    v = (struct visit){0};
}

/* A request by one of the two halves, whose screen shows the room as it was answered last. */
static struct room_request ask_as(struct keyring *keyring)
{
    return (struct room_request){
        .hand = hand_of(keyring, 2), .session = v.session, .seen = v.reply.now.room.seen};
}

static inline enum status look(void)
{
    struct room_request in = ask_as(v.desk);

    fault_clear(&h.why);
    return look_at_room(&h.practice, &h.arena, &in, &v.reply, &h.why);
}

static inline enum status press_as(struct keyring *keyring, enum room_button button)
{
    struct send_signal in = {
        .request = ask_as(keyring), .button = button, .how = GIVEN_SHARED_DEVICE};

    fault_clear(&h.why);
    return send_signal(&h.practice, &h.arena, &in, &v.reply, &h.why);
}

static inline enum status judge_capacity(uint8_t value)
{
    struct say_capacity in = {ask_as(v.desk), value};

    fault_clear(&h.why);
    return say_capacity(&h.practice, &h.arena, &in, &v.reply, &h.why);
}

static inline enum status step_to(uint32_t number)
{
    struct begin_step in = {.request = ask_as(v.desk), .number = number};

    fault_clear(&h.why);
    return begin_step(&h.practice, &h.arena, &in, &v.reply, &h.why);
}

/* The client says the same to both steps of the plan. */
static inline enum status answer_today(uint8_t answer)
{
    enum today answers[] = {answer, answer};
    struct say_today in = {.request = ask_as(v.half), .answers = answers, .n_answers = 2};

    fault_clear(&h.why);
    return say_today(&h.practice, &h.arena, &in, &v.reply, &h.why);
}

/* The client presses the stop, dressed, and sees it work. */
static inline void rehearse(void)
{
    struct room_request in = ask_as(v.half);

    fault_clear(&h.why);
    need(rehearse_stop(&h.practice, &h.arena, &in, &v.reply, &h.why), "rehearse");
}

/* Looked at, the stop tried, capable, a yes to all of today unless something was said already, and
 * a first Good. */
static inline void get_going(void)
{
    need(look(), "look");
    rehearse();
    if (entry_find_last(v.reply.now.known.gathering.entries, ACTION_TODAY_SAID, v.session.id) ==
        NULL)
        need(answer_today(TODAY_YES), "today");
    need(judge_capacity(JUDGED_OK), "capacity");
    need(press_as(v.half, BUTTON_GOOD), "good");
}

#endif
