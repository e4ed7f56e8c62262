/* test/golden/samples_measures.c - instruments: what is asked, answered, and where it leads.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "samples.h"

#include "core/render/chart.h"
#include "core/render/pages.h"
#include "core/render/view_measures.h"

static const struct measure_line_view lines[] = {
    {.id = S("phq-9"),
     .title = S("PHQ-9"),
     .about = S("Low mood over the last two weeks"),
     .licence = S("no charge"),
     .review = S("unreviewed"),
     .has_text = true,
     .on = true,
     .reader = S("Ana K."),
     .hours = S("on working days before ten")},
    {.id = S("ipss"),
     .title = S("IPSS"),
     .about = S("Trouble with urination"),
     .licence = S("kept to its holder"),
     .review = S("unreviewed")},
    {.id = S("check-in"),
     .title = S("How it has been"),
     .about = S("Pain, sleep, mood"),
     .licence = S("Our own words"),
     .review = S("unreviewed"),
     .ours = true,
     .on = true},
};

static void measures(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_measures(
        w, &(struct measures_view){.page = sample_practice("setup"), .measures = LIST(lines)});
}

static const struct words_view facts[] = {{S("9 questions")},
                                          {S("PHQ-9: from 5 on, the next band")}};
static const struct words_view sources[] = {{S("PFI1: a release of 2010")}};
static const struct choice_view readers[] = {
    {.value = S("own"), .label = S("each client’s own practitioner"), .chosen = true},
    {.value = S("6c0rxb"), .label = S("Ana K.")}};
static const struct choice_view stand_ins[] = {{.label = S("nobody"), .chosen = true}};
static const struct note_view reasons[] = {{S("q9"), S("item 9 goes from 0 to 3")}};

static void measure(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_measure(w, &(struct measure_view){
                        .page = sample_practice("setup"),
                        .m = lines[0],
                        .facts = LIST(facts),
                        .sources = LIST(sources),
                        .text = SPAN("urn:x|1, added on 23 November 2026"),
                        .owner = true,
                        .sent = SPAN("<b>no form</b>"),
                        .reasons = LIST(reasons),
                        .readers = LIST(readers),
                        .stand_ins = LIST(stand_ins),
                        .hours = {SPAN(""), SPAN("Please say when answers are read.")},
                        .crisis_wanted = true,
                    });
}

static const struct ask_view ask_rows[] = {
    {S("check-in"), S("How it has been"), S("Pain, sleep, mood"), S("20 Nov, 09:10")}};
static const struct words_view scores[] = {{S("Pain: 4")}, {S("Low mood: 2")}};
static const struct answered_view answered[] = {
    {S("How it has been"), S("20 Nov, 09:10"), LIST(scores)}};

static const struct held_view held[] = {
    {S("RISE.phq-9"), S("Your answers say that things have become harder."),
     S("PHQ-9: a rise of 5 points or more"), S("hold all intimate work"), S("20 Nov, 09:10")}};

static void asks(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_asks(w, &(struct asks_view){.page = sample_client(),
                                     .asks = LIST(ask_rows),
                                     .answered = LIST(answered),
                                     .held = LIST(held)});
}

static void safety(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_safety(w, &(struct safety_view){.page = sample_client(),
                                         .crisis = true,
                                         .held_whole = true,
                                         .told = true,
                                         .crisis_line = SPAN("0800 111 0 111"),
                                         .concern_name = SPAN("Uta M."),
                                         .concern_contact = SPAN("030 1"),
                                         .reader = SPAN("Ana K."),
                                         .hours = SPAN("on working days before ten")});
}

static const struct score_row_view rows[] = {
    {S("20 Nov, 09:10"), S("after a session"), S("12"), S("10 or more")},
    {S("6 Nov, 10:00"), S("before a first session"), S("7"), S("5 or more")}};
static const struct words_view changes[] = {{S("Since 6 Nov, 10:00: +5, in the worse direction.")}};
static const struct alarm_view alarms[] = {
    {S("6c0rxc"), S("PHQ-9"), S("20 Nov, 09:10"), 9, S("Ana K."), S("before ten"), S("")},
    {S("6c0rxd"), S("PHQ-9"), S("6 Nov, 10:00"), 0, S("Ana K."), S(""), S("Ana K.: rang.")}};

static const struct words_view after_lines[] = {{S("The days after: answered on 20 Nov.")}};

static void client_answers(struct html *w, const struct kit *kit)
{
    const struct chart_point points[] = {{0, 700}, {86400, 900}, {1209600, 1200}};
    const struct series_view series[] = {
        {.title = SPAN("PHQ-9"),
         .chart = chart_markup(kit->arena, points, 3, 0, 2700, SPAN("PHQ-9 <over> time")),
         .rows = LIST(rows),
         .changes = LIST(changes),
         .holds = true}};

    page_client_answers(
        w, &(struct client_answers_view){.page = sample_practice("clients"),
                                         .client = {SPAN("6c0rxa"), SPAN("Robin"), SPAN("they")},
                                         .alarms = LIST(alarms),
                                         .held = LIST(held),
                                         .after = LIST(after_lines),
                                         .is_clinician = true,
                                         .series = LIST(series)});
}

const struct sample samples_measures[] = {{"measures", measures},
                                          {"measure", measure},
                                          {"asks", asks},
                                          {"safety", safety},
                                          {"client-answers", client_answers},
                                          {NULL, NULL}};
