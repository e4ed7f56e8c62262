/* test/golden/samples_session.c - the day of a session.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "samples.h"

#include "core/render/pages.h"
#include "core/render/reasons.h"

static const struct client_head_view robin = {S("6c0rxa"), S("Robin"), S("they")};

static const struct today_step_view steps[] = {
    {S("1"), S("Lower back"),
     S("1. Lower back, outside the body: slow pressure, 15 min. Pressure at most 3 of 5."), false,
     ANSWER_YES, S("")},
    {S("2"), S("Muscle ring"),
     S("2. Muscle ring, inside the body: still hand, 3 min. Pressure at most 1 of 5."), true,
     ANSWER_ASK, S("")}};

static const struct ready_question_view ready_questions[] = {
    {S("well"), S("Are you well and rested enough to give your full attention?"),
     S("An illness, a fever or a night without sleep is a reason to say no."), S("Yes"),
     S("No, not now"), S(""), true, false},
    {S("sober"), S("Are you sober?"), S(""), S("Yes"), S("No, not now"), S("Please choose one."),
     false, false}};

static void readiness(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_readiness(w, &(struct readiness_view){.page = sample_practice("today"),
                                               .client = SPAN("6c0rxa"),
                                               .questions = ready_questions,
                                               .n_questions = 2});
}

static void readiness_no(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_readiness(w, &(struct readiness_view){.page = sample_practice("today"),
                                               .is_not = true,
                                               .until = SPAN("24 Nov, 08:10")});
}

static void chaperone(struct html *w, const struct kit *kit)
{
    static const struct words_view names[] = {{S("Uta M., trained, from the practice")}};

    (void)kit;
    page_chaperone(w, &(struct chaperone_view){.may_companion = true,
                                               .page = sample_room(),
                                               .session = SPAN("s3"),
                                               .client_name = SPAN("Robin"),
                                               .names = names,
                                               .n_names = 1,
                                               .seen = 12});
}

static void today_yes(struct html *w, const struct kit *kit)
{
    struct today_step_view fresh[] = {steps[0], steps[1]};

    (void)kit;
    fresh[0].answer = fresh[1].answer = ANSWER_NONE;
    page_today_yes(w, &(struct today_yes_view){.page = sample_client(),
                                               .session = SPAN("s3"),
                                               .practitioner = SPAN("Ana"),
                                               .steps = fresh,
                                               .n_steps = 2,
                                               .has_inside = true,
                                               .stop_works = true});
}

static void today_readback(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_today_yes(w, &(struct today_yes_view){
                          .page = sample_client(),
                          .session = SPAN("s3"),
                          .practitioner = SPAN("Ana"),
                          .steps = steps,
                          .n_steps = 2,
                          .reading_back = true,
                          .error = SPAN("Something has changed. Please look once more.")});
}

static void rehearse(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_rehearse(w, &(struct rehearse_view){.page = sample_practice(""), .session = SPAN("s3")});
}

static void rehearse_done(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_rehearse(w, &(struct rehearse_view){
                         .page = sample_practice(""), .session = SPAN("s3"), .pressed = true});
}

static const struct live_step_view live_steps[] = {
    {1, S("Lower back"), S("slow pressure"), 15, true, false, false},
    {2, S("Hip, left"), S("slow pressure"), 10, false, false, true},
    {3, S("Rest"), S("no touch"), 10, false, false, false}};
static const struct live_condition_view live_conditions[] = {
    {S("gloves"), S("Gloves are on"), true, false, false, true, false},
    {S("draped"), S("Covered where no hand is"), false, false, false, true, false},
    {S("client:asked/low_back/L"), S("Asked just now about Lower back, left, and yes"), false, true,
     false, false, true},
    {S("chaperone"), S("With a chaperone in the room"), false, false, true, false, false}};

static struct live_view live_sample(enum live_side side)
{
    return (struct live_view){.page = sample_room(),
                              .session = SPAN("s3"),
                              .side = side,
                              .client_name = SPAN("Robin"),
                              .practitioner_name = SPAN("Ana"),
                              .state = LIVE_GOOD,
                              .seen = 17,
                              .elapsed_s = 1122,
                              .left_s = 240,
                              .checkin_due_s = 184,
                              .capacity_ok = true,
                              .where = SPAN("Lower back"),
                              .how = SPAN("slow pressure"),
                              .dots = 3,
                              .steps_mode = true,
                              .steps = live_steps,
                              .n_steps = 3,
                              .conditions = live_conditions,
                              .n_conditions = 4,
                              .n_all = 1,
                              .n_met = 1,
                              .n_unmet = 1,
                              .client_light = LIGHT_GREEN,
                              .desk_light = LIGHT_GREEN,
                              .client_ago_s = 20,
                              .tension_before = 7,
                              .tension_now = 5,
                              .client_device = true,
                              .step_key = SPAN("low_back.B")};
}

static void live(struct html *w, const struct kit *kit)
{
    struct live_view v = live_sample(LIVE_SIDE_BOTH);

    (void)kit;
    page_live(w, &v);
}

static const struct live_free_view live_today[] = {
    {S("low_back/B/external/slow"), S("Lower back"), S("slow pressure"), 3, false, true, false,
     false},
    {S("shoulder_blade/B/external/slow"), S("Shoulder blade"), S("slow pressure"), 2, false, false,
     true, false},
    {S("anal_canal_other/B/internal/still"), S("Muscle ring"), S("still hand"), 1, true, false,
     false, true}};
static const struct live_free_view live_more[] = {{S("hip_side/L/external/slow"), S("Hip, left"),
                                                   S("slow pressure"), 2, false, false, false,
                                                   true}};

static void live_free(struct html *w, const struct kit *kit)
{
    struct live_view v = live_sample(LIVE_SIDE_BOTH);

    (void)kit;
    v.steps_mode = false;
    v.left_s = -1;
    v.steps = NULL;
    v.n_steps = 0;
    v.today = live_today;
    v.n_today = 3;
    v.more = live_more;
    v.n_more = 1;
    page_live(w, &v);
}

static void live_client(struct html *w, const struct kit *kit)
{
    struct live_view v = live_sample(LIVE_SIDE_CLIENT);

    (void)kit;
    page_live(w, &v);
}

static void live_paused(struct html *w, const struct kit *kit)
{
    struct live_view v = live_sample(LIVE_SIDE_DESK);
    struct reason_context c = {
        .where = SPAN("Hip, left"), .client = SPAN("Robin"), .practitioner = SPAN("Ana")};
    struct refusal_view no = refusal_words(kit->arena, w->lang, SPAN("SIGNAL_RED"), &c);

    v.state = LIVE_PAUSED;
    v.inside = true;
    v.capacity_ok = false;
    v.n_all = 2;
    v.client_light = LIGHT_AMBER;
    v.client_device = false;
    v.checkin_due_s = 40;
    v.refusals = &no;
    v.n_refusals = 1;
    page_live(w, &v);
}

static void stopped(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_stopped(w, &(struct stopped_view){.page = sample_room(),
                                           .session = SPAN("s3"),
                                           .side = LIVE_SIDE_BOTH,
                                           .when = SPAN("18:44"),
                                           .client_name = SPAN("Robin")});
}

static void unreachable(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_unreachable(w, &(struct unreachable_view){.page = sample_room()});
}

static const struct choice_view feelings[] = {{S("relief"), S("relief"), S(""), false},
                                              {S("sadness"), S("sadness"), S(""), false},
                                              {S("calm"), S("calm"), S(""), false},
                                              {S("numb"), S("numb"), S(""), false},
                                              {S("nothing"), S("nothing"), S(""), false}};

static void after(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_after(w, &(struct after_view){.page = sample_client(),
                                       .session = SPAN("s3"),
                                       .practitioner = SPAN("Ana"),
                                       .feelings = feelings,
                                       .n_feelings = 5});
}

static const struct soap_line_view said[] = {{S("14:20"), S("“Can sit longer.”")},
                                             {S("14:41"), S("less, at the left hip")}};
static const struct soap_line_view seen[] = {{S("14:12"), S("Lower back: tension 7, then 5")},
                                             {S("14:41"), S("pause, by Robin, 2 minutes")}};

static void close(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_close(w, &(struct close_view){.page = sample_practice(""),
                                       .client = robin,
                                       .session = SPAN("s3"),
                                       .when = SPAN("20 November, 14:05"),
                                       .minutes = 50,
                                       .soap = {.s = said, .n_s = 2, .o = seen, .n_o = 2},
                                       .different = {SPAN(""), SPAN("Please choose one.")},
                                       .done = feelings,
                                       .n_done = 2});
}

static const struct record_step_view record_steps[] = {
    {S("Lower back"), S("slow pressure"), 15, 16, 7, 5, false},
    {S("Hip, left"), S("slow pressure"), 0, 4, -1, -1, true}};
static const struct record_event_view events[] = {
    {S("14:05"), S("Robin"), S("good"), S("on the client’s own device"), NULL, 0},
    {S("14:41"), S("Robin"), S("pause"), S("said aloud, heard by Ana"), NULL, 0},
    {S("14:55"), S("Ana"), S("ended the session"), S(""), NULL, 0}};

static void record(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_record(w, &(struct record_view){
                       .page = sample_practice(""),
                       .client = robin,
                       .session = SPAN("s3"),
                       .when = SPAN("20 November, 14:05"),
                       .minutes = 50,
                       .stopped = true,
                       .steps = record_steps,
                       .n_steps = 2,
                       .events = events,
                       .n_events = 3,
                       .soap = {said, seen, 2, 2, SPAN("Holds on the left are too long."),
                                SPAN("Shorter holds, lying on the side.")},
                       .desk_different = SPAN("Yes: touched the left hip without asking."),
                       .corrections = events,
                       .n_corrections = 1,
                       .signed_by = SPAN("Ana K."),
                       .signed_when = SPAN("20 November, 15:10"),
                       .fingerprint = SPAN("3f9a b277 10c4")});
}

static const struct paper_step_view paper_steps[] = {
    {1, S("Lower back"), S("slow pressure"), false, 15, 2,
     S("Covered, except where touch is agreed")},
    {2, S("Levator ani, left"), S("steady pressure on one point"), true, 4, 1, S("Gloves")}};
static const struct words_view paper_no[] = {{S("Neck")}, {S("Hip, right")}};
static const struct words_view paper_holds[] = {{S("Blood thinner, since 3 May 2026")}};

static void paper(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_paper(w, &(struct paper_view){.page = sample_practice(""),
                                       .client = robin,
                                       .practitioner = SPAN("Ana K."),
                                       .printed = SPAN("20 Nov, 13:40"),
                                       .intent = SPAN("Therapeutic"),
                                       .for_all = SPAN("Clear and well enough today"),
                                       .steps = paper_steps,
                                       .n_steps = 2,
                                       .denied = paper_no,
                                       .n_denied = 1,
                                       .no = paper_no,
                                       .n_no = 2,
                                       .ask = paper_no,
                                       .n_ask = 1,
                                       .talk = paper_no,
                                       .n_talk = 1,
                                       .never = SPAN("Nobody holds my wrists."),
                                       .hard_moment = SPAN("I go quiet."),
                                       .holds = paper_holds,
                                       .n_holds = 1,
                                       .chaperone = true});
}

static void paper_barred(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_paper(w, &(struct paper_view){.page = sample_practice(""),
                                       .client = robin,
                                       .printed = SPAN("20 Nov, 13:40"),
                                       .obstacle = SPAN("Nothing is agreed yet."),
                                       .all_no = true});
}

static const struct words_view paper_lines[] = {{S("Done: Lower back")}, {S("Stopped.")}};
static const struct paper_entry_view paper_entries[] = {
    {S("Session on paper of 20 November 2026, 14:05 to 15:00; entered by Ana K."), paper_lines, 2}};
static const struct paper_line_view paper_steps_said[] = {{1, S("Lower back"), true, false, false},
                                                          {2, S("Hip, left"), false, true, true}};

static void on_paper(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_on_paper(w, &(struct on_paper_view){.page = sample_practice(""),
                                             .client = robin,
                                             .entries = paper_entries,
                                             .n_entries = 1,
                                             .lines = paper_steps_said,
                                             .n_lines = 2,
                                             .day = {SPAN("2027-01-01"), SPAN("Please give it.")},
                                             .different = {.error = SPAN("Please choose one.")},
                                             .session_open = true,
                                             .consent_open = true});
}

static void on_paper_client(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_on_paper(w, &(struct on_paper_view){.page = sample_client(),
                                             .client = robin,
                                             .entries = paper_entries,
                                             .n_entries = 1,
                                             .for_client = true});
}

const struct sample samples_session[] = {{"readiness", readiness},
                                         {"readiness-no", readiness_no},
                                         {"chaperone", chaperone},
                                         {"today-yes", today_yes},
                                         {"today-readback", today_readback},
                                         {"rehearse", rehearse},
                                         {"rehearse-done", rehearse_done},
                                         {"live", live},
                                         {"live-client", live_client},
                                         {"live-free", live_free},
                                         {"live-paused", live_paused},
                                         {"stopped", stopped},
                                         {"unreachable", unreachable},
                                         {"after", after},
                                         {"close", close},
                                         {"record", record},
                                         {"paper", paper},
                                         {"paper-barred", paper_barred},
                                         {"on-paper", on_paper},
                                         {"on-paper-client", on_paper_client},
                                         {NULL, NULL}};
