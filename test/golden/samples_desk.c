/* test/golden/samples_desk.c - set-up, sign-in and the practitioner's desk.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "samples.h"

#include "core/render/map.h"
#include "core/render/pages.h"
#include "core/render/reasons.h"

static struct page_view sample_page(enum page_kind kind)
{
    return (struct page_view){
        .kind = kind,
        .lang = SPAN("en"),
        .practice = SPAN("Linden Rooms"),
        .emergency = SPAN("112"),
        .keys = {SPAN("t0ken"), SPAN("01arz3ndektsv4rrffq69g5fav")},
    };
}

struct page_view sample_public(void)
{
    return sample_page(PAGE_PUBLIC);
}

struct page_view sample_client(void)
{
    struct page_view page = sample_page(PAGE_CLIENT);

    page.who = SPAN("Robin");
    return page;
}

struct page_view sample_practice(const char *here)
{
    struct page_view page = sample_page(PAGE_PRACTICE);

    page.who = SPAN("Ana K.");
    page.here = span_of(here);
    return page;
}

struct page_view sample_room(void)
{
    struct page_view page = sample_page(PAGE_ROOM);

    page.theme = SPAN("room");
    page.refresh_s = 15;
    return page;
}

static const struct client_head_view robin = {S("6c0rxa"), S("Robin"), S("they")};

static void setup_token(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_setup_token(w, &(struct setup_token_view){
                            .page = sample_public(),
                            .token = {SPAN("abcd"), SPAN("That is not the token.")},
                        });
}

static const struct choice_view countries[] = {{S("DE"), S("Germany"), S(""), false},
                                               {S("ES"), S("Spain"), S(""), true}};

static void setup_practice(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_setup_practice(w, &(struct setup_practice_view){
                               .page = sample_public(),
                               .practice = {SPAN("Linden Rooms"), SPAN("")},
                               .profile = {SPAN(""), SPAN("Please choose one.")},
                               .countries = countries,
                               .n_countries = 2,
                           });
}

static void setup_owner(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_setup_owner(w, &(struct setup_owner_view){.page = sample_public()});
}

static const struct recovery_group_view groups[] = {{1, S("7KQ4")}, {2, S("X0PM")}, {3, S("29TA")},
                                                    {4, S("HH3E")}, {5, S("WZ81")}, {6, S("5DRN")},
                                                    {7, S("CV6J")}, {8, S("0GY2")}};

static void setup_recovery(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_setup_recovery(w, &(struct setup_recovery_view){.page = sample_public(),
                                                         .groups = groups,
                                                         .n_groups = 8,
                                                         .first = 3,
                                                         .second = 7,
                                                         .pepper = SPAN("K3M9 22QF 7ZTX 0A4D")});
}

static void setup_safety(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_setup_safety(w, &(struct setup_safety_view){.page = sample_public()});
}

static const struct credential_view credentials[] = {
    {.id = S("c1"),
     .what = S("Massage therapist"),
     .scope = S("Whole body, outside, therapeutic"),
     .evidence = S("Certificate 4711, Example School"),
     .until = S("31 December 2028")}};
static const struct choice_view scopes[] = {
    {S("external"), S("Whole body, outside"), S("No intimate places"), true},
    {S("pelvic"), S("Pelvis, outside"), S("Buttocks, groin, perineum"), false},
    {S("internal"), S("Inside the body"), S("Needs a second person’s word"), false}};

static void setup_credentials(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_setup_credentials(w, &(struct setup_credentials_view){.page = sample_practice("setup"),
                                                               .credentials = credentials,
                                                               .n_credentials = 1,
                                                               .scopes = scopes,
                                                               .n_scopes = 3,
                                                               .action = SPAN("/setup/credentials"),
                                                               .setting_up = true});
}

static const struct setup_check_item_view items[] = {
    {true, true, S("Your own account"), {S(""), S("")}},
    {true, true, S("A recovery code on paper"), {S(""), S("")}},
    {false, true, S("An emergency line"), {S("/setup/safety"), S("Mend this")}},
    {false,
     false,
     S("Somebody who certifies your credentials"),
     {S("/credentials"), S("Mend this")}}};

static void setup_check(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_setup_check(w, &(struct setup_check_view){
                            .page = sample_practice("setup"), .items = items, .n_items = 4});
}

static void signin(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_signin(w, &(struct signin_view){.page = sample_public(),
                                         .login = {SPAN("ana"), SPAN("")},
                                         .failed = true,
                                         .wait_s = 4,
                                         .next = SPAN("/today")});
}

static void recover(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_recover(w, &(struct recover_view){.page = sample_public()});
}

static void signed_out(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_signed_out(w, &(struct signed_out_view){.page = sample_public(), .handed_over = true});
}

static const struct visit_view open_visits[] = {{{S("6c0rxa"), S("Robin"), S("they")},
                                                 S("s9"),
                                                 S("13 Nov"),
                                                 0,
                                                 STAGE_CLOSE,
                                                 S("The note of 13 November is not signed."),
                                                 false}};
static const struct visit_view visits[] = {
    {{S("1aa"), S("Kim"), S("")}, S("s1"), S("10:00"), 60, STAGE_READY, S(""), false},
    {{S("2bb"), S("Noor"), S("she")},
     S(""),
     S("12:30"),
     30,
     STAGE_REVIEW,
     S("A blood thinner is named."),
     false},
    {{S("6c0rxa"), S("Robin"), S("they")}, S("s3"), S("14:00"), 60, STAGE_CONSENT, S(""), false},
    {{S("4dd"), S("Maximiliane-Charlotte"), S("she")},
     S(""),
     S("17:15"),
     90,
     STAGE_NEW,
     S(""),
     false}};

static const struct link_view after_session[] = {
    {S("/c/6c0rxa/answers"), S("Robin: “The days after” waits for an answer since 19 November")}};

static void today(struct html *w, const struct kit *kit)
{
    (void)kit;
    struct today_view v = {.page = sample_practice("today"),
                           .date = SPAN("Thursday, 20 November"),
                           .open = open_visits,
                           .n_open = 1,
                           .visits = visits,
                           .n_visits = 4,
                           .missing = items + 3,
                           .n_missing = 1,
                           .after = after_session,
                           .n_after = 1};

    v.page.demo = true;
    v.asks_ready = true;
    page_today(w, &v);
}

static const struct brake_line_view brake_lines[] = {
    {S("23 Nov, 14:02: Ben was asked for a reason after 30 clients in ten minutes.")}};

static void brake(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_brake(w, &(struct brake_view){.page = sample_practice("clients"),
                                       .is_braked = true,
                                       .next = SPAN("/clients"),
                                       .lines = brake_lines,
                                       .n_lines = 1});
}

static void receipt_found(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_receipt_found(
        w, &(struct receipt_found_view){.page = sample_practice(""),
                                        .number = {.value = SPAN("4f2k-99qz-m1c8-v0t5-r3xw")},
                                        .found = true,
                                        .seq = 812,
                                        .when = SPAN("20 November 2026, 14:12"),
                                        .what = SPAN("A yes."),
                                        .presence = SPAN("By the program itself."),
                                        .client = SPAN("6c0rxa")});
}

static void clients(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_clients(w, &(struct clients_view){
                        .page = sample_practice("clients"), .clients = visits, .n_clients = 4});
}

static void client_new(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_client_new(w, &(struct client_new_view){.page = sample_practice("clients"),
                                                 .name = {SPAN(""), SPAN("Please fill this in.")}});
}

static const struct words_view conditions[] = {{S("The face must stay uncovered")},
                                               {S("Ask before the left hip")}};
static const struct link_view open_links[] = {{S("/s/s9/close"), S("Note of 13 November")}};
static const struct map_mark marks[] = {
    {S("low_back"), SIDE_BOTH, ANSWER_YES, S(""), S("Lower back")},
    {S("hip_side"), SIDE_LEFT, ANSWER_ASK, S(""), S("Hip, left")},
    {S("buttock"), SIDE_BOTH, ANSWER_TALK, S(""), S("Buttocks")},
    {S("genitals"), SIDE_BOTH, ANSWER_NO, S(""), S("Genitals")}};

static void client(struct html *w, const struct kit *kit)
{
    struct map_view map = {kit->atlas, LIST(marks)};

    page_client(w, &(struct client_view){
                       .page = sample_practice("clients"),
                       .client = robin,
                       .goal = SPAN("Sit through a film without bracing."),
                       .next = SPAN("Thu 14:00 · 60 min"),
                       .stage = STAGE_PLAN,
                       .light = LIGHT_AMBER,
                       .conditions = conditions,
                       .n_conditions = 2,
                       .consent = {14, 5, 9, 1, 52},
                       .consent_when = SPAN("3 days ago"),
                       .last_when = SPAN("13 Nov"),
                       .last_minutes = 50,
                       .last_pauses = 1,
                       .last_note = SPAN("Shorter holds, side-lying worked."),
                       .open = open_links,
                       .n_open = 1,
                       .sessions = open_links,
                       .n_sessions = 1,
                       .map = map_markup(kit->arena, w->lang, kit->body, &map),
                   });
}

static void client_link(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_client_link(w, &(struct client_link_view){
                            .page = sample_practice("clients"),
                            .client = robin,
                            .url = SPAN("http://127.0.0.1:7433/l/7h2kq9z4m1c8v0t5r3xw6y2b4n"),
                            .word = SPAN("harbour"),
                            .until = SPAN("Friday 14:00")});
}

static void handover(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_handover(w, &(struct handover_view){.page = sample_practice("clients"),
                                             .client = robin,
                                             .purpose = SPAN("intake")});
}

static const struct finding_view findings[] = {
    {S("B03"), S("Blood clot in the leg, three weeks ago"), S("Yes, to question 11"),
     S("No pressure on the legs, the belly or the pelvis."), S("Until a doctor has said yes."),
     S("rule B03, standard text on deep vein thrombosis"), S("/rules/B03"), S(""), LIGHT_RED, true,
     false},
    {S("B07"), S("Blood thinner"), S("Yes, to question 14"), S("Light pressure only."), S(""),
     S("rule B07"), S("/rules/B07"), S(""), LIGHT_AMBER, false, true}};

static void review(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_review(w, &(struct review_view){.page = sample_practice("clients"),
                                         .client = robin,
                                         .pack = SPAN("1.0.0"),
                                         .light = LIGHT_AMBER,
                                         .findings = findings,
                                         .n_findings = 2,
                                         .n_red = 1,
                                         .n_amber = 1,
                                         .n_clear = 31,
                                         .may_plan = true});
}

static const struct words_view ask_first[] = {{S("Ask before this step")}};

static const struct lack_view lacks[] = {
    {SPAN_INIT("How long, how many sessions, what it costs"), SPAN_INIT("CO08")}};
static const struct told_view asks[] = {
    {.shape = ASK_SHAPE_LINE,
     .key = SPAN_INIT("CO08.cost"),
     .text = SPAN_INIT("What does it cost, and how is it paid?"),
     .hint = SPAN_INIT("Also what a session costs that ends early."),
     .error = SPAN_INIT("This is still missing."),
     .rule = SPAN_INIT("CO08")},
    {.shape = ASK_SHAPE_LINES,
     .key = SPAN_INIT("CO03.names"),
     .text = SPAN_INIT("Who is it, and what for?"),
     .value = SPAN_INIT("Nora Lind, chaperone"),
     .rule = SPAN_INIT("CO03")},
    {.shape = ASK_SHAPE_TICK,
     .key = SPAN_INIT("CO27.own"),
     .text = SPAN_INIT("I am nothing else to this client."),
     .ticked = true,
     .rule = SPAN_INIT("CO27")}};

static void terms(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_terms(w, &(struct terms_view){.page = sample_practice("clients"),
                                       .client = robin,
                                       .asks = asks,
                                       .n_asks = 3,
                                       .n_missing = 1,
                                       .proposed = true});
}

static void plan(struct html *w, const struct kit *kit)
{
    struct reason_context tailbone = {
        .where = SPAN("Tailbone"), .client = SPAN("Robin"), .when = SPAN("20 November")};
    struct refusal_view no = refusal_words(kit->arena, w->lang, SPAN("LIMIT:e12"), &tailbone);
    const struct plan_step_view steps[] = {{.number = 1,
                                            .where = SPAN("Lower back"),
                                            .how = SPAN("slow pressure"),
                                            .minutes = 15,
                                            .pressure = 3,
                                            .ceiling = 3,
                                            .light = LIGHT_GREEN},
                                           {.number = 2,
                                            .where = SPAN("Hip, left"),
                                            .how = SPAN("slow pressure"),
                                            .minutes = 10,
                                            .pressure = 4,
                                            .ceiling = 2,
                                            .light = LIGHT_AMBER,
                                            .may_lower = true,
                                            .conditions = ask_first,
                                            .n_conditions = 1},
                                           {.number = 3,
                                            .where = SPAN("Tailbone"),
                                            .how = SPAN("still hand"),
                                            .minutes = 8,
                                            .pressure = 1,
                                            .ceiling = 1,
                                            .light = LIGHT_RED,
                                            .refusals = &no,
                                            .n_refusals = 1}};

    page_plan(w, &(struct plan_view){.page = sample_practice("clients"),
                                     .desk_lacks = lacks,
                                     .n_desk_lacks = 1,
                                     .client = robin,
                                     .when = SPAN("Thu 14:00"),
                                     .minutes = 60,
                                     .planned_minutes = 33,
                                     .steps = steps,
                                     .n_steps = 3,
                                     .n_change = 2,
                                     .step_minutes = {SPAN("10"), SPAN("")},
                                     .regions = scopes,
                                     .n_regions = 3,
                                     .techniques = countries,
                                     .n_techniques = 2,
                                     .proposed = true});
}

static void incidents(struct html *w, const struct kit *kit)
{
    struct reason_context hip = {.where = SPAN("Hip, left"), .client = SPAN("Robin")};
    struct refusal_view no = refusal_words(kit->arena, w->lang, SPAN("NO_GRANT"), &hip);
    const struct incident_view incident = {SPAN("i1"),
                                           SPAN("13 November, 14:41"),
                                           SPAN("Hip, left: done though not agreed"),
                                           SPAN("Ana K."),
                                           &no,
                                           1,
                                           SPAN(""),
                                           false};

    page_incidents(w, &(struct incidents_view){.page = sample_practice("incidents"),
                                               .incidents = &incident,
                                               .n_incidents = 1});
}

static void refused(struct html *w, const struct kit *kit)
{
    struct reason_context c = {
        .where = SPAN("Tailbone"), .client = SPAN("Robin"), .practitioner = SPAN("Ana")};
    const struct refusal_view no[] = {refusal_words(kit->arena, w->lang, SPAN("REVOKED:e9"), &c),
                                      refusal_words(kit->arena, w->lang, SPAN("OUT_OF_SCOPE"), &c)};

    page_refused(
        w, &(struct refused_view){.page = sample_practice(""),
                                  .refusals = no,
                                  .n_refusals = 2,
                                  .back = {SPAN("/c/6c0rxa/plan"), SPAN("Back to the plan")}});
}

static void error(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_error(w,
               &(struct error_view){.page = sample_public(), .code = 500, .number = SPAN("4711")});
}

const struct sample samples_desk[] = {{"setup-token", setup_token},
                                      {"setup-practice", setup_practice},
                                      {"setup-owner", setup_owner},
                                      {"setup-recovery", setup_recovery},
                                      {"setup-safety", setup_safety},
                                      {"setup-credentials", setup_credentials},
                                      {"setup-check", setup_check},
                                      {"brake", brake},
                                      {"receipt-found", receipt_found},
                                      {"signin", signin},
                                      {"recover", recover},
                                      {"signed-out", signed_out},
                                      {"today", today},
                                      {"clients", clients},
                                      {"client-new", client_new},
                                      {"client", client},
                                      {"client-link", client_link},
                                      {"handover", handover},
                                      {"review", review},
                                      {"plan", plan},
                                      {"terms", terms},
                                      {"incidents", incidents},
                                      {"refused", refused},
                                      {"error", error},
                                      {NULL, NULL}};
