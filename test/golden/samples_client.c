/* test/golden/samples_client.c - the client's own pages.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "samples.h"

#include "core/render/map.h"
#include "core/render/pages.h"
#include "core/render/view_learn.h"

static void link_enter(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_link_enter(w, &(struct link_enter_view){
                           .page = sample_public(), .token = SPAN("7h2kq9"), .failed = true});
}

static const struct words_view readers[] = {{S("Ana K., your practitioner")}};

static void intake_start(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_intake_start(w, &(struct intake_start_view){.page = sample_client(),
                                                     .parts = 6,
                                                     .minutes = 12,
                                                     .readers = readers,
                                                     .n_readers = 1});
}

static const struct choice_view yes_no[] = {{S("yes"), S("Yes"), S(""), false},
                                            {S("no"), S("No"), S(""), false},
                                            {S("unsure"), S("I don’t know"), S(""), false}};
static const struct choice_view quiet[] = {
    {S("skip"), S("I’d rather not say"), S(""), true},
    {S("talk"), S("I’d like to talk about this in person"), S(""), false}};

static void intake(struct html *w, const struct kit *kit)
{
    (void)kit;
    const struct item_view items[] = {
        {.link_id = SPAN("surgery"),
         .kind = ITEM_CHOICE,
         .label = SPAN("Have you had pelvic surgery in the last 12 months?"),
         .why = SPAN("Scars need time. We would wait."),
         .choices = yes_no,
         .n_choices = 3,
         .quiet = quiet,
         .n_quiet = 2,
         .limits = SPAN(
             "That’s fine. Because we don’t know this yet, deep belly work stays off for now.")},
        {.link_id = SPAN("when"),
         .kind = ITEM_DATE,
         .label = SPAN("When was it?"),
         .field = {SPAN(""), SPAN("Please write the date as year, month, day.")}},
        {.link_id = SPAN("helps"),
         .kind = ITEM_LONG,
         .label = SPAN("What helps you in a hard moment?"),
         .longest = 500,
         .quiet = quiet,
         .n_quiet = 2},
        {.link_id = SPAN("name"),
         .kind = ITEM_TEXT,
         .label = SPAN("What shall we call you?"),
         .field = {SPAN("Robin"), SPAN("")}}};

    page_intake(w, &(struct intake_view){
                       .page = sample_client(),
                       .part = 3,
                       .parts = 6,
                       .minutes = 2,
                       .title = SPAN("Your pelvis"),
                       .why = SPAN("We ask so that we don’t plan something unsafe for you."),
                       .readers = SPAN("Ana. No one else."),
                       .items = items,
                       .n_items = 4,
                       .n_errors = 1,
                       .saved = SPAN("14:32")});
}

static void intake_done(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_intake_done(w, &(struct intake_done_view){.page = sample_client(), .reader = SPAN("Ana")});
}

static const struct choice_view ways[] = {{S("hold"), S("still hand"), S(""), false},
                                          {S("slow"), S("slow pressure"), S(""), true}};
static const struct consent_row_view rows[] = {
    {.key = S("low_back.B"),
     .name = S("Lower back"),
     .how = S("Slow pressure and a still hand."),
     .why = S("easing pain"),
     .answer = ANSWER_YES,
     .techniques = ways,
     .n_techniques = 2,
     .dots = 3,
     .dots_proposed = 3,
     .offers_skin = true,
     .clothing = true},
    {.key = S("hip_side.L"),
     .name = S("Hip, left"),
     .how = S("Slow pressure, lying on the side."),
     .answer = ANSWER_NONE,
     .techniques = ways,
     .n_techniques = 2,
     .dots_proposed = 2,
     .offers_skin = true,
     .error = S("Please choose how much pressure is all right.")},
    {.key = S("buttock.B"),
     .name = S("Buttocks"),
     .how = S("A still hand, through a sheet."),
     .answer = ANSWER_TALK,
     .techniques = ways,
     .n_techniques = 2,
     .dots_proposed = 2}};
static const struct consent_row_view inside[] = {{.key = S("levator_ani_rectal.L"),
                                                  .name = S("Pelvic floor from inside, left"),
                                                  .how = S("One gloved finger, very slow."),
                                                  .own_device = true,
                                                  .techniques = ways,
                                                  .n_techniques = 2,
                                                  .dots_proposed = 1}};
static const struct map_mark marks[] = {
    {S("low_back"), SIDE_BOTH, ANSWER_YES, S("low_back.B"), S("Lower back")},
    {S("hip_side"), SIDE_LEFT, ANSWER_NONE, S("hip_side.L"), S("Hip, left")},
    {S("buttock"), SIDE_BOTH, ANSWER_TALK, S("buttock.B"), S("Buttocks")}};

static const struct words_view risks[] = {{SPAN_INIT(
    "Serious harm from massage is rarely reported, and mostly after forceful work on the "
    "spine. (limited evidence)")}};
static const struct choice_view understands[] = {
    {.value = SPAN_INIT("yes"), .label = SPAN_INIT("Yes, well enough to say no in it")},
    {.value = SPAN_INIT("no"), .label = SPAN_INIT("Not well enough")}};
static const struct told_view told[] = {
    {.shape = ASK_SHAPE_TICK,
     .key = SPAN_INIT("CO10.told"),
     .text = SPAN_INIT("I was told what can go wrong."),
     .told = risks,
     .n_told = 1,
     .rule = SPAN_INIT("CO10")},
    {.shape = ASK_SHAPE_CHOICE,
     .key = SPAN_INIT("CO19.understood"),
     .text = SPAN_INIT("Do you understand the language of these pages, and of our talk?"),
     .options = understands,
     .n_options = 2,
     .error = SPAN_INIT("This is still missing."),
     .rule = SPAN_INIT("CO19")}};

static void consent(struct html *w, const struct kit *kit)
{
    struct map_view map = {kit->atlas, LIST(marks)};

    page_consent(
        w, &(struct consent_view){
               .page = sample_client(),
               .practitioner = SPAN("Ana"),
               .rows = rows,
               .n_rows = 3,
               .inside = inside,
               .n_inside = 1,
               .on_own_device = true,
               .map = map_markup(kit->arena, w->lang, kit->body, &map),
               .told = told,
               .n_told = 2,
               .until = SPAN("18 February"),
               .agree_error = SPAN("Please tick this, or choose “no” for what you don’t want.")});
}

static void consent_shared(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_consent(w, &(struct consent_view){.page = sample_client(),
                                           .told = told,
                                           .n_told = 2,
                                           .practitioner = SPAN("Ana"),
                                           .rows = rows,
                                           .n_rows = 1,
                                           .inside = inside,
                                           .n_inside = 1,
                                           .inside_open = true});
}

static void consent_pin(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_consent(w,
                 &(struct consent_view){.page = sample_client(),
                                        .practitioner = SPAN("Ana"),
                                        .rows = rows,
                                        .n_rows = 1,
                                        .on_tablet = true,
                                        .has_pin = true,
                                        .pin_error = SPAN("That is not your PIN."),
                                        .witness = SPAN("Ana K."),
                                        .own_phone = SPAN("https://practice.example/me/consent")});
}

static void pin(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_pin(w, &(struct pin_view){.page = sample_client(),
                                   .is_there = true,
                                   .until = SPAN("23 November 2027"),
                                   .tries = 2,
                                   .differs = true});
}

static const struct receipt_view receipts[] = {
    {S("4f2k-99qz-m1c8-v0t5-r3xw"), S("20 November 2026, 14:12"), S("You said yes"),
     S("Lower back, left, from outside: yes. Slow pressure. Pressure at most 3 of 5."),
     S("On a shared tablet, with the client’s own PIN. It proves that somebody knew the PIN.")}};

static void receipt(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_receipt(w, &(struct receipt_page_view){.page = sample_client(),
                                                .receipt = receipts[0],
                                                .text = SPAN("consent given\nregion: low_back"),
                                                .proof = SPAN("aG9sZGZhc3QvcmVjZWlwdC92MQ==")});
}

static void consent_saved(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_consent_saved(w, &(struct consent_saved_view){.page = sample_client(),
                                                       .count = {1, 0, 0, 1},
                                                       .when = SPAN("now, 14:12"),
                                                       .reference = receipts[0].reference,
                                                       .hand_back = true});
}

static const struct link_view open_things[] = {{S("/me/intake"), S("Answer the questions")},
                                               {S("/me/consent"), S("Look at the proposal")}};
static const struct agreed_view agreed[] = {
    {S("low_back.B"), S("Lower back"), S("slow pressure, through clothing"), ANSWER_YES, 3,
     S("20 November"), S("18 February")},
    {S("hip_side.L"), S("Hip, left"), S("slow pressure"), ANSWER_ASK, 2, S("20 November"),
     S("18 February")},
    {S("buttock.B"), S("Buttocks"), S(""), ANSWER_TALK, 0, S(""), S("")}};
static const struct looked_view looked[] = {
    {S("13 November, 14:58"), S("Ana"), S("your session note"), S("session")}};
static const struct link_view sessions[] = {{S("/me/sessions/s9"), S("13 November, 50 minutes")}};

static void me(struct html *w, const struct kit *kit)
{
    struct map_view map = {kit->atlas, LIST(marks)};
    struct me_view v = {.page = sample_client(),
                        .name = SPAN("Robin"),
                        .next = SPAN("Thu 14:00"),
                        .open = open_things,
                        .n_open = 2,
                        .agreed = agreed,
                        .n_agreed = 3,
                        .map = map_markup(kit->arena, w->lang, kit->body, &map),
                        .sessions = sessions,
                        .n_sessions = 1,
                        .looked = looked,
                        .n_looked = 1,
                        .receipts = receipts,
                        .n_receipts = 1,
                        .concern_name = SPAN("Dr. M. Ruiz"),
                        .concern_contact = SPAN("+34 600 000 000")};

    v.page.notice = SPAN("Done. It applies from now, 16:10. Ana has been told.");
    page_me(w, &v);
}

static void help(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_help(w, &(struct help_view){.page = sample_public(),
                                     .concern_name = SPAN("Dr. M. Ruiz"),
                                     .concern_contact = SPAN("+34 600 000 000")});
}

static void learn(struct html *w, const struct kit *kit)
{
    static const struct learn_line_view lines[] = {
        {S("work"), S("What this work is"), S("A massage of the whole body.")},
        {S("risks"), S("What can go wrong"), S("Harm that has been reported.")}};

    (void)kit;
    page_learn(w, &(struct learn_view){.page = sample_public(),
                                       .lines = lines,
                                       .n_lines = 2,
                                       .review = SPAN("Not yet reviewed by a clinician")});
}

static void learn_page(struct html *w, const struct kit *kit)
{
    static const struct words_view sources[] = {{S("Yin P et al. 2014")}};
    static const struct learn_statement_view said[] = {
        {S("The risks are those of any massage."), S("Limited evidence"),
         S("The text of the named source was read."), sources, 1},
        {S("<b>Nothing</b> is \"released\"."), S("No evidence"), S("Uncertain."), NULL, 0}};

    (void)kit;
    page_learn_page(
        w, &(struct learn_page_view){.page = sample_public(),
                                     .title = SPAN("What can go wrong"),
                                     .lead = SPAN("Harm that has been reported."),
                                     .review = SPAN("Not yet reviewed by a clinician"),
                                     .drawing = SPAN("/assets/pelvic-section.svg"),
                                     .drawing_says = SPAN("The pelvis from the side."),
                                     .statements = said,
                                     .n_statements = 2,
                                     .before = {S("work"), S("What this work is"), S("")}});
}

static void privacy(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_privacy(w, &(struct privacy_view){.page = sample_public(),
                                           .concern_name = SPAN("Dr. M. Ruiz"),
                                           .concern_contact = SPAN("+34 600 000 000"),
                                           .readers = readers,
                                           .n_readers = 1});
}

/* Whatever a person types comes out as what it is: text. */
static void hostile(struct html *w, const struct kit *kit)
{
    static const struct agreed_view bad[] = {{S("\"><script>alert(1)</script>"),
                                              S("<img src=x onerror=alert(1)>"), S("'`&amp;"),
                                              ANSWER_YES, 2, S("\xff\xfe"), S("\x01")}};
    static const struct link_view bad_links[] = {{S("javascript:alert(1)"), S("</a><b>")},
                                                 {S("//evil.example/"), S("&lt;")},
                                                 {S("/\\evil.example"), S("x")}};

    (void)kit;
    page_me(w, &(struct me_view){.page = sample_client(),
                                 .name = SPAN("<b>Robin</b>"),
                                 .agreed = bad,
                                 .n_agreed = 1,
                                 .open = bad_links,
                                 .n_open = 3});
}

const struct sample samples_client[] = {{"link-enter", link_enter},
                                        {"intake-start", intake_start},
                                        {"intake", intake},
                                        {"intake-done", intake_done},
                                        {"consent", consent},
                                        {"consent-shared", consent_shared},
                                        {"consent-pin", consent_pin},
                                        {"consent-saved", consent_saved},
                                        {"pin", pin},
                                        {"receipt", receipt},
                                        {"me", me},
                                        {"help", help},
                                        {"learn", learn},
                                        {"learn_page", learn_page},
                                        {"privacy", privacy},
                                        {"hostile", hostile},
                                        {NULL, NULL}};
