/* test/unit/usecase/test_free.c - a room without steps: what it lists, what it permits and refuses.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "usecase/room_free.h"

static size_t count_of(uint16_t action)
{
    size_t n = 0;

    for (size_t i = 0; i < v.reply.now.known.file.chain.count; i++)
        n += v.reply.now.known.file.chain.at[i].entry->action == action;
    return n;
}

static const struct room *room(void)
{
    return &v.reply.now.room;
}

static struct room_free listed(void)
{
    struct room_free free;

    fault_clear(&h.why);
    need(room_free_of(&h.practice, &v.reply.now, &h.arena, &free, &h.why), "list");
    return free;
}

static const struct room_free_row *row_of(const struct room_free *free, const char *region)
{
    for (size_t i = 0; i < free->count; i++)
        if (span_is(free->at[i].act.region, region) && span_is(free->at[i].act.technique, "stroke"))
            return &free->at[i];
    return NULL;
}

static enum status begin_at(const struct step_said *act)
{
    struct begin_step in = {.request = ask_as(v.desk), .act = act};

    fault_clear(&h.why);
    return begin_step(&h.practice, &h.arena, &in, &v.reply, &h.why);
}

static enum status go_to(const char *region)
{
    struct step_said act = stroke_of(region);

    act.pressure = 10; /* what the form says of it does not count */
    return begin_at(&act);
}

/* What is intimate names who and how. */
static void agree_by_name(const char *region)
{
    struct grant_content said = {
        .scope = yes_to(region), .max_pressure = 6, .given = {.how = GIVEN_OWN_DEVICE}};

    struct span ana = entry_id_word(keyring_who(h.ana)->person.id, &h.arena);

    said.scope.techniques = stroke_only;
    said.scope.practitioners = (struct words){&ana, 1};
    house_write(h.robin, ACTION_GRANT, new_id(), &said);
}

/* Training says what is intimate by its name, too. */
static void learn_buttock(void)
{
    struct scope_said scope = yes_to("buttock");
    struct state_credential in = {.hand = hand_of(h.ana, 1),
                                  .said = {.title = SPAN("Massage of the pelvis"),
                                           .awarded_by = SPAN("School"),
                                           .evidence = SPAN("certificate"),
                                           .scopes = {&scope, 1}}};
    struct id128 credential;

    scope.techniques = stroke_only;
    need(state_credential(&h.practice, &h.arena, &in, &credential, &h.why), "credential");
}

/* --- listing --------------------------------------------------------------------------------- */

static void test_list(void)
{
    struct room_free free = listed();
    const struct room_free_row *low = row_of(&free, "low_back"),
                               *upper = row_of(&free, "spine_upper");

    tap_case("what was agreed is listed with the ceiling that stands",
             low != NULL && low->act.pressure == 6);
    tap_case("what today's list named comes first and is not asked again",
             low != NULL && !low->ask_first && (size_t)(low - free.at) < free.n_today);
    tap_case("what stands beside it is listed after it, to be asked first",
             upper != NULL && upper->ask_first && (size_t)(upper - free.at) >= free.n_today);
    tap_case("what was not agreed is not in it", row_of(&free, "abdomen") == NULL);
    tap_case("being asked is among the conditions that the room shows",
             words_have(free.conditions, SPAN("client:asked/spine_upper/B")) &&
                 !words_have(free.conditions, SPAN("client:asked")) &&
                 !words_have(free.conditions, SPAN("live_green")));
}

/* --- beginning ------------------------------------------------------------------------------- */

static void test_in_todays_list(void)
{
    struct step_said act = stroke_of("low_back");
    struct begin_step in = {.request = ask_as(v.desk), .act = &act};

    need(begin_step(&h.practice, &h.arena, &in, &v.reply, &h.why), "low back");
    tap_case("what today's list named begins by one tap, under the plan's number",
             v.reply.answer == ROOM_TAKEN && room()->has_step && room()->step_number == 1);
    tap_case("as firm as stands, whatever was sent", room()->step.pressure == 6);
    need(begin_step(&h.practice, &h.arena, &in, &v.reply, &h.why), "low back again");
    tap_case("the same tap again begins nothing", count_of(ACTION_STEP_BEGUN) == 1);
}

static void test_beside_todays_list(void)
{
    need(go_to("spine_upper"), "upper spine");
    tap_case("what today's list did not name waits until it is asked",
             v.reply.answer == ROOM_REFUSED && words_have(v.reply.missing, SPAN("client:asked")) &&
                 count_of(ACTION_STEP_BEGUN) == 1);
    struct attest elsewhere = {ask_as(v.desk), SPAN("client:asked/mid_back/B"), STATE_ON,
                               GIVEN_ALOUD};

    need(attest(&h.practice, &h.arena, &elsewhere, &v.reply, &h.why), "asked elsewhere");
    need(go_to("spine_upper"), "upper spine");
    tap_case("a yes to another place is none to this one",
             v.reply.answer == ROOM_REFUSED && words_have(v.reply.missing, SPAN("client:asked")));
    struct attest asked = {ask_as(v.desk), SPAN("client:asked/spine_upper/B"), STATE_ON,
                           GIVEN_ALOUD};

    need(attest(&h.practice, &h.arena, &asked, &v.reply, &h.why), "asked");
    need(go_to("spine_upper"), "upper spine");
    tap_case("and begins once the client has said yes",
             v.reply.answer == ROOM_TAKEN && room()->step_number == 0 &&
                 span_is(room()->step.region, "spine_upper"));
    need(go_to("mid_back"), "on");
    need(go_to("spine_upper"), "back again");
    tap_case("for that one time alone", v.reply.answer == ROOM_REFUSED);
}

/* S4: what is intimate is named, or below something intimate that was named. */
static void test_intimate_is_named(void)
{
    struct today_said_content said = {
        .number = 1, .step = stroke_of("pelvis"), .answer = TODAY_YES, .language = SPAN("en")};

    house_write(v.half, ACTION_TODAY_SAID, v.session.id, &said);
    need(look(), "look");
    struct room_free free = listed();
    const struct room_free_row *sacrum = row_of(&free, "sacrum"),
                               *intimate = row_of(&free, "buttock_upper");

    tap_case("a yes of today to a wide place reaches what lies below it",
             sacrum != NULL && !sacrum->ask_first);
    tap_case("though nothing intimate, which is asked by its name",
             intimate != NULL && intimate->ask_first);
    said.step = stroke_of("buttock");
    house_write(v.half, ACTION_TODAY_SAID, v.session.id, &said);
    need(look(), "look");
    free = listed();
    intimate = row_of(&free, "buttock_upper");
    tap_case("and what was named reaches what is intimate below it",
             intimate != NULL && !intimate->ask_first);
}

static void test_not_agreed(void)
{
    size_t refused = count_of(ACTION_ACT_REFUSED);

    need(go_to("abdomen"), "abdomen");
    tap_case("what was not agreed is denied with its reasons, and the try is an entry",
             v.reply.answer == ROOM_REFUSED && v.reply.refusal != NULL &&
                 count_of(ACTION_ACT_REFUSED) == refused + 1);
    need(go_to("abdomen"), "abdomen");
    tap_case("once", count_of(ACTION_ACT_REFUSED) == refused + 1);
}

/* Each act is asked of decide() when it is begun: the list that was shown is no leave. */
static void test_asked_when_begun(void)
{
    struct step_said act = stroke_of("low_back");

    need(press_as(v.half, BUTTON_PAUSE), "pause");
    need(begin_at(&act), "in a pause");
    tap_case("nothing begins in a pause, whatever is listed", v.reply.answer == ROOM_REFUSED);
    struct room_free free = listed();

    tap_case("though what stands is listed still", row_of(&free, "low_back") != NULL);
    need(press_as(v.half, BUTTON_GOOD), "good");
    need(begin_at(&act), "low back");
    need(press_as(v.half, BUTTON_LESS), "less");
    free = listed();
    tap_case("less lowers the ceiling of the place in the list",
             row_of(&free, "low_back") != NULL && row_of(&free, "low_back")->act.pressure == 4);
}

static void test_with_steps(void)
{
    struct step_said act = stroke_of("low_back");
    struct room_request end = ask_as(v.desk);
    struct start_session_reply begun;

    need(end_session(&h.practice, &h.arena, &end, &v.reply, &h.why), "end");
    v.mode = SESSION_STEPS;
    need(start(false, &begun), "start");
    enter(&begun);
    get_going();
    tap_case("a session by steps has its steps alone", begin_at(&act) == HF_INVALID);
}

int main(void)
{
    struct start_session_reply begun;

    house_make();
    v.mode = SESSION_ENVELOPE;
    visit_prepare();
    learn_buttock();
    agree_to("sacrum");
    agree_by_name("buttock");
    need(start(false, &begun), "start");
    enter(&begun);
    get_going();
    test_list();
    test_in_todays_list();
    test_beside_todays_list();
    test_not_agreed();
    test_intimate_is_named();
    test_asked_when_begun();
    test_with_steps();
    visit_end();
    house_end();
    return tap_end();
}
