/* Two people on one client: what one takes back is gone for the other at once, and whoever has
 * nothing to do with a client finds nothing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scene.h"

#include "usecase/client.h"
#include "usecase/consent.h"
#include "usecase/screening.h"
#include "usecase/view_me.h"

/* --- narrowing elsewhere --------------------------------------------------------------------- */

static enum status narrow(enum narrow_to to, const char *region)
{
    struct narrow_consent in = {.hand = place_hand(&sc.place, sc.robin.own, 3),
                                .client = sc.robin.id,
                                .to = to,
                                .region = span_of(region),
                                .side = SIDE_BOTH};

    return narrow_consent(&sc.place.practice, &sc.place.arena, &in, &sc.place.why);
}

static enum status begin_step_at_the_desk(uint32_t number)
{
    struct meeting *m = &sc.meeting;
    struct begin_step in = {.request = {.hand = place_hand(&sc.place, m->desk, 2),
                                        .session = m->session,
                                        .seen = m->seen},
                            .number = number};

    return begin_step(&sc.place.practice, &sc.place.arena, &in, &m->reply, &sc.place.why);
}

static void test_no_on_the_phone_denies_on_the_tablet(void)
{
    need(narrow(NARROW_NO, "shoulder"), "a no");
    need(begin_step_at_the_desk(2), "a step");
    CHECK(sc.meeting.reply.answer == ROOM_REFUSED);
    sc.meeting.seen = sc.meeting.reply.now.room.seen;
    need(begin_step_at_the_desk(2), "a step");
    CHECK(sc.meeting.reply.answer == ROOM_REFUSED && sc.meeting.reply.refusal != NULL);
}

static void test_other_places_go_on(void)
{
    sc.meeting.seen = sc.meeting.reply.now.room.seen;
    CHECK_INT(meeting_step(&sc.meeting, 3), HF_OK);
}

static void test_late_good_after_a_pause_is_refused(void)
{
    struct meeting *m = &sc.meeting;
    int64_t before = m->seen;

    CHECK_INT(meeting_press(m, m->desk, BUTTON_PAUSE), HF_OK);
    m->seen = before; /* a screen that was slow */
    CHECK_INT(meeting_press(m, m->half, BUTTON_GOOD), HF_CONFLICT);
    CHECK(m->reply.answer == ROOM_REFUSED && m->reply.raise == RAISE_UNSEEN);
    CHECK(m->reply.now.room.state == ROOM_PAUSED);
}

static void test_good_that_has_seen_the_pause_counts(void)
{
    CHECK_INT(meeting_press(&sc.meeting, sc.meeting.half, BUTTON_GOOD), HF_OK);
    CHECK(sc.meeting.reply.now.room.state == ROOM_GOOD);
}

static void test_no_to_everything_denies_every_step(void)
{
    struct meeting *m = &sc.meeting;

    need(narrow(NARROW_ALL_NO, ""), "no to everything");
    for (uint32_t i = 1; i <= m->n_steps; i++) {
        need(begin_step_at_the_desk(i), "a step");
        CHECK(m->reply.answer == ROOM_REFUSED);
        m->seen = m->reply.now.room.seen;
    }
}

static void test_next_session_does_not_begin(void)
{
    struct start_check check;

    need(meeting_close(&sc.meeting), "the note");
    (void)place_hand(&sc.place, NULL, 0); /* empties arena and fault */
    need(check_start(&sc.place.practice, &sc.place.arena, sc.robin.practitioner, sc.robin.id,
                     &check, &sc.place.why),
         "a check");
    CHECK(check.answer != START_MAY);
}

/* --- strangers ------------------------------------------------------------------------------- */

static struct keyring *stranger; /* of whoever asks now */

#define ASKED(function, reply, ...)                                                                \
    function(&sc.place.practice, &sc.place.arena, &(__VA_ARGS__), &(reply), &sc.place.why)
#define ASKED_PLAIN(function, ...)                                                                 \
    function(&sc.place.practice, &sc.place.arena, &(__VA_ARGS__), &sc.place.why)
#define VIEWED(function, reply)                                                                    \
    function(&sc.place.practice, &sc.place.arena, stranger, sc.robin.id, &(reply), &sc.place.why)

static union {
    struct client_file client;
    struct link link;
    struct sign_in_reply signed_in;
    struct intake intake;
    struct save_intake_reply saved;
    struct answer_intake_reply answered;
    struct screening_file screening;
    struct review_screening_reply reviewed;
    struct plan_file plan;
    struct consent_file consent;
    struct give_consent_reply given;
    struct start_check check;
    struct start_session_reply started;
    struct room_passes passes;
    struct room_reply room;
    struct session_record record;
} reply;

static struct hand hand(void)
{
    return place_hand(&sc.place, stranger, 1);
}

static struct room_request request(void)
{
    return (struct room_request){.hand = hand(), .session = sc.meeting.session};
}

static enum status views_client(void)
{
    return VIEWED(view_client, reply.client);
}
static enum status makes_link(void)
{
    return ASKED(make_link, reply.link, (struct make_link){hand(), sc.robin.id});
}
static enum status hands_over(void)
{
    return ASKED(hand_over, reply.signed_in, (struct hand_over){hand(), sc.robin.id, SPAN("")});
}
static enum status views_intake(void)
{
    return VIEWED(view_intake, reply.intake);
}
static enum status saves_intake(void)
{
    static const struct intake_answer answer = SCENE_ANSWER("never", "No.");

    return ASKED(save_intake, reply.saved, (struct save_intake){hand(), sc.robin.id, &answer, 1});
}
static enum status answers_intake(void)
{
    return ASKED(answer_intake, reply.answered, (struct answer_intake){hand(), sc.robin.id});
}
static enum status views_screening(void)
{
    return VIEWED(view_screening, reply.screening);
}
static enum status reviews(void)
{
    return ASKED(review_screening, reply.reviewed,
                 (struct review_screening){
                     .hand = hand(), .client = sc.robin.id, .sentence = SPAN("Fine.")});
}
static enum status sees_age(void)
{
    return ASKED_PLAIN(see_age,
                       (struct see_age){hand(), sc.robin.id, SPAN("1990-05-17"), SPAN("passport")});
}
static struct span clearable_rule(void)
{
    const struct screening *screening = sc.place.knowledge.screening;
    uint32_t i = 0;

    while (i + 1 < screening->n_rules && !screening->rules[i].clearable)
        i++;
    return screening->rules[i].id;
}
static enum status clears(void)
{
    return ASKED_PLAIN(give_clearance,
                       (struct give_clearance){hand(),
                                               sc.robin.id,
                                               {.rule = clearable_rule(),
                                                .from = {true, INT64_C(1790000000)},
                                                .until = {true, INT64_C(1790000000) + 30 * DAY_S},
                                                .letter_by = SPAN("Dr. Haddad"),
                                                .letter_date = SPAN("2026-10-01"),
                                                .note = SPAN("Seen.")}});
}
static enum status views_plan(void)
{
    return VIEWED(view_plan, reply.plan);
}
static enum status drafts(void)
{
    return ASKED(draft_plan, reply.plan,
                 (struct draft_plan){.hand = hand(),
                                     .client = sc.robin.id,
                                     .change = PLAN_FROM_PACK,
                                     .pack = SPAN("holdfast-grounding")});
}
static enum status proposes(void)
{
    return ASKED_PLAIN(propose_consent, (struct propose_consent){hand(), sc.robin.id});
}
static enum status agrees(void)
{
    return ASKED(agree_plan, reply.plan, (struct agree_plan){hand(), sc.robin.id, 0});
}
static enum status views_consent(void)
{
    return VIEWED(view_consent, reply.consent);
}
static enum status consents(void)
{
    return ASKED(
        give_consent, reply.given,
        (struct give_consent){
            .hand = hand(), .client = sc.robin.id, .name = SPAN("Robin"), .says_it_oneself = true});
}
static enum status narrows(void)
{
    return ASKED_PLAIN(
        narrow_consent,
        (struct narrow_consent){.hand = hand(), .client = sc.robin.id, .to = NARROW_ALL_NO});
}
static enum status reopens(void)
{
    return ASKED_PLAIN(reopen_consent, (struct reopen_consent){hand(), sc.robin.id, 0});
}
static enum status checks_start(void)
{
    return VIEWED(check_start, reply.check);
}
static enum status starts(void)
{
    return ASKED(
        start_session, reply.started,
        (struct start_session){.hand = hand(), .client = sc.robin.id, .mode = SESSION_STEPS});
}
static enum status enters(void)
{
    return ASKED(enter_room, reply.passes,
                 (struct enter_room){hand(), sc.meeting.session, SPAN("")});
}
static enum status looks(void)
{
    struct room_request in = request();

    return ASKED(look_at_room, reply.room, in);
}
static enum status begins_step(void)
{
    return ASKED(begin_step, reply.room, ((struct begin_step){.request = request(), .number = 1}));
}
static enum status says_words(void)
{
    return ASKED(say_words, reply.room,
                 (struct say_words){.request = request(), .words = SPAN("Quiet.")});
}
static enum status ends(void)
{
    struct room_request in = request();

    return ASKED(end_session, reply.room, in);
}
static enum status views_record(void)
{
    return view_session_record(&sc.place.practice, &sc.place.arena, stranger, sc.meeting.session,
                               &reply.record, &sc.place.why);
}
static enum status closes(void)
{
    return ASKED(close_session, reply.record,
                 (struct close_session){
                     .hand = hand(), .session = sc.meeting.session, .different = HONEST_NO});
}
static enum status corrects(void)
{
    return ASKED(correct_record, reply.record,
                 (struct correct_record){hand(), sc.meeting.session, SPAN("Not so.")});
}

static const struct asked {
    const char *name;
    enum status (*ask)(void);
    bool is_clients_alone;
} asked[] = {
    {"view_client", views_client, false},
    {"make_link", makes_link, false},
    {"hand_over", hands_over, false},
    {"view_intake", views_intake, false},
    {"save_intake", saves_intake, false},
    {"answer_intake", answers_intake, true},
    {"view_screening", views_screening, false},
    {"review_screening", reviews, false},
    {"see_age", sees_age, false},
    {"give_clearance", clears, false},
    {"view_plan", views_plan, false},
    {"draft_plan", drafts, false},
    {"propose_consent", proposes, false},
    {"agree_plan", agrees, false},
    {"view_consent", views_consent, false},
    {"give_consent", consents, false},
    {"narrow_consent", narrows, false},
    {"reopen_consent", reopens, true},
    {"check_start", checks_start, false},
    {"start_session", starts, false},
    {"enter_room", enters, false},
    {"look_at_room", looks, false},
    {"begin_step", begins_step, false},
    {"say_words", says_words, false},
    {"end_session", ends, false},
    {"view_session_record", views_record, false},
    {"close_session", closes, false},
    {"correct_record", corrects, false},
};

/* The same answer as about somebody who never was, and never anything else than "there is none",
 * but for what is asked of the client's own hand before anybody is looked up. */
static bool finds_nothing(const struct asked *question)
{
    struct client_id robin = sc.robin.id;
    struct session_id session = sc.meeting.session;

    (void)hand(); /* empties arena and fault */
    enum status st = question->ask();

    sc.robin.id.id = world_id(&sc.place.world);
    sc.meeting.session.id = world_id(&sc.place.world);
    (void)hand();
    enum status of_nobody = question->ask();

    sc.robin.id = robin;
    sc.meeting.session = session;
    bool nothing =
        st == of_nobody && (st == HF_NOT_FOUND || (question->is_clients_alone && st != HF_OK));

    if (!nothing)
        printf("# status %d, of nobody %d: %s\n", (int)st, (int)of_nobody, sc.place.why.text);
    return nothing;
}

static void ask_as(const char *who, struct keyring *keyring)
{
    char name[120];
    int64_t rows = scene_rows();

    stranger = keyring;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        snprintf(name, sizeof name, "%s finds nothing: %s", who, asked[i].name);
        tap_case(name, finds_nothing(&asked[i]));
    }
    snprintf(name, sizeof name, "%s has written nothing", who);
    tap_case(name, scene_rows() == rows);
}

int main(void)
{
    struct visitor other;

    scene_make(&store_sqlite);
    scene_robin_is_asked();
    scene_robin_comes();
    need(walk_begin(&sc.place, sc.people.keyrings[STAFF_EXTERNAL], &scene_said, &other), "another");
    scene_session_begins();
    ask_as("a colleague", sc.people.keyrings[STAFF_EXTERNAL]);
    ask_as("a clinician", sc.people.keyrings[STAFF_CLINICIAN]);
    ask_as("another client", other.own);
    walk_end(&other);
    RUN(test_no_on_the_phone_denies_on_the_tablet);
    RUN(test_other_places_go_on);
    RUN(test_late_good_after_a_pause_is_refused);
    RUN(test_good_that_has_seen_the_pause_counts);
    RUN(test_no_to_everything_denies_every_step);
    RUN(test_next_session_does_not_begin);
    tap_case("the whole check finds nothing", scene_is_whole());
    scene_end();
    return tap_end();
}
