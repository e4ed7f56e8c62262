/* Instruments at work: taken in, switched on with a reader, answered, and led to safety.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"
#include "instrument.h"

#include "core/decide/decide.h"
#include "usecase/measures.h"
#include "usecase/readers.h"
#include "usecase/screening.h"

static struct keyring *owner, *own_device;
static struct client_id client;
static char form[40000], answers[8000];

static void again(void)
{
    fault_clear(&hx.why);
    arena_rewind(&hx.arena, 0);
}

static const struct measure *phq(void)
{
    return measures_find(hx.knowledge.measures, SPAN("phq-9"));
}

static struct client_file file_of(struct keyring *reader)
{
    struct client_file file = {.client = client};

    again();
    CHECK_INT(view_client(&hx.practice, &hx.arena, reader, client, &file, &hx.why), HF_OK);
    return file;
}

static size_t count_of(const struct client_file *file, uint16_t action)
{
    size_t n = 0;

    for (size_t i = 0; i < file->chain.count; i++)
        n += file->chain.at[i].entry->action == action;
    return n;
}

static bool stands(const struct client_file *file, const char *finding)
{
    for (size_t i = 0; i < file->chain.count; i++) {
        const struct finding_set_content *said = file->chain.at[i].content;

        if (file->chain.at[i].entry->action == ACTION_FINDING_SET && said != NULL &&
            span_is(said->finding, finding))
            return said->state == STATE_ON;
    }
    return false;
}

/* --- the practice ---------------------------------------------------------------------------- */

static enum status add(struct span json, const char *measure, struct add_instrument_reply *ret)
{
    struct add_instrument in = {house_hand(owner), json, span_of(measure)};

    fault_clear(&hx.why);
    return add_instrument(&hx.practice, &hx.arena, &in, ret, &hx.why);
}

static struct switch_measure to_switch(void)
{
    return (struct switch_measure){.hand = house_hand(owner),
                                   .measure = SPAN("phq-9"),
                                   .on = true,
                                   .each_own = true,
                                   .hours = SPAN("on working days before ten"),
                                   .crisis = SPAN("0800 1110111")};
}

static enum status turn(struct switch_measure in)
{
    fault_clear(&hx.why);
    return switch_measure(&hx.practice, &hx.arena, &in, &hx.why);
}

static bool lacks(struct switch_measure in, const char *field)
{
    return turn(in) == HF_INVALID && strcmp(hx.why.text, field) == 0;
}

static void test_what_is_no_instrument_is_refused_with_reasons(void)
{
    struct add_instrument_reply reply;
    struct span json;

    again();
    CHECK_INT(add(SPAN("{\"resourceType\":\"Patient\"}"), "", &reply), HF_OK);
    CHECK(!reply.is_added && reply.n_reasons > 0);
    CHECK_INT(add(SPAN("no json"), "phq-9", &reply), HF_OK);
    CHECK(!reply.is_added && reply.n_reasons > 0);
    json = instrument_form(phq(), "1", form, sizeof form);
    CHECK_INT(add(json, "gad-7", &reply), HF_OK);
    CHECK(!reply.is_added && reply.n_reasons > 0 && reply.reasons[0].text.len > 0);
    CHECK_INT(add(json, "check-in", &reply), HF_OK);
    CHECK(!reply.is_added);
}

static void test_nothing_is_switched_on_without_text_reader_and_hours(void)
{
    struct switch_measure in = to_switch();
    struct add_instrument_reply reply;

    again();
    CHECK(lacks(in, "text"));
    CHECK_INT(add(instrument_form(phq(), "1", form, sizeof form), "", &reply), HF_OK);
    CHECK(reply.is_added && reply.measure == phq() && reply.is_proven);
    in.each_own = false;
    CHECK(lacks(in, "reader"));
    in = to_switch();
    in.hours = SPAN("  ");
    CHECK(lacks(in, "hours"));
    in = to_switch();
    in.crisis = SPAN("");
    CHECK(lacks(in, "crisis"));
    in = to_switch();
    in.stand_in = (struct person_id){client.id};
    CHECK(lacks(in, "stand_in"));
    in = to_switch();
    in.measure = SPAN("check-in");
    CHECK(lacks(in, "measure"));
}

static struct measure_state state(void)
{
    struct practice_file file;

    again();
    CHECK_INT(view_practice(&hx.practice, &hx.arena, &file, &hx.why), HF_OK);
    return measure_state_of(&hx.practice, &file, phq());
}

static void test_on_and_off_with_the_text_of_that_moment(void)
{
    struct add_instrument_reply reply;
    struct switch_measure off = to_switch();

    CHECK(!state().is_on);
    CHECK_INT(turn(to_switch()), HF_OK);
    CHECK(state().is_on);
    CHECK_INT(add(instrument_form(phq(), "2", form, sizeof form), "", &reply), HF_OK);
    CHECK_TEXT(state().text->version, "1");
    CHECK_INT(turn(to_switch()), HF_OK);
    CHECK_TEXT(state().text->version, "2");
    off.on = false;
    CHECK_INT(turn(off), HF_OK);
    CHECK(!state().is_on);
    CHECK_INT(turn(to_switch()), HF_OK);
}

static void test_only_the_owner_signs(void)
{
    struct keyring *colleague = house_colleague(owner, "Ben", ROLE_PRACTITIONER);
    struct switch_measure in = to_switch();

    in.hand = house_hand(colleague);
    in.on = false;
    CHECK(turn(in) != HF_OK && state().is_on);
    keyring_close(colleague);
}

/* --- the client ------------------------------------------------------------------------------ */

static enum status answer(struct keyring *by, const char *measure, struct span response,
                          struct answer_measure_reply *ret)
{
    struct answer_measure in = {house_hand(by), client, span_of(measure), response};

    fault_clear(&hx.why);
    return answer_measure(&hx.practice, &hx.arena, &in, ret, &hx.why);
}

static struct span phq_answers(int ninth)
{
    const int values[] = {1, 1, 0, 0, 2, 0, 0, 0, ninth, -1};

    return instrument_response(phq(), "2", values, answers, sizeof answers);
}

static void test_a_practitioner_can_not_answer_for_a_client(void)
{
    struct answer_measure_reply reply;

    again();
    CHECK_INT(answer(owner, "phq-9", phq_answers(0), &reply), HF_CONFLICT);
}

static void test_answers_that_do_not_fit_are_refused(void)
{
    struct answer_measure_reply reply;

    again();
    CHECK_INT(answer(own_device, "phq-9", phq_answers(7), &reply), HF_INVALID);
    CHECK_INT(answer(own_device, "gad-7", phq_answers(0), &reply), HF_NOT_FOUND);
    const int none[] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

    CHECK_INT(answer(own_device, "phq-9",
                     instrument_response(phq(), "2", none, answers, sizeof answers), &reply),
              HF_OK);
    CHECK(reply.is_empty);
    struct client_file file = file_of(owner);

    CHECK_INT(count_of(&file, ACTION_MEASURE_ANSWERED), 0);
}

static void test_a_nought_at_question_9_sets_nothing_and_clears_nothing(void)
{
    struct answer_measure_reply reply;

    again();
    CHECK_INT(answer(own_device, "phq-9", phq_answers(0), &reply), HF_OK);
    CHECK(!reply.is_alarm);
    struct client_file file = file_of(owner);

    CHECK_INT(count_of(&file, ACTION_MEASURE_ANSWERED), 1);
    CHECK(!stands(&file, "RF19") && measure_open_alarms(&file) == 0);
}

static void test_question_9_leads_to_safety_and_holds(void)
{
    struct answer_measure_reply reply;
    struct answer_measure in = {house_hand(own_device), client, SPAN("phq-9"), phq_answers(1)};

    again();
    in.hand.keyring = own_device;
    CHECK_INT(answer_measure(&hx.practice, &hx.arena, &in, &reply, &hx.why), HF_OK);
    CHECK(reply.is_alarm && reply.item == 9);
    CHECK_INT(answer_measure(&hx.practice, &hx.arena, &in, &reply, &hx.why), HF_OK);
    CHECK(reply.is_alarm);
    struct client_file file = file_of(owner);

    CHECK_INT(count_of(&file, ACTION_MEASURE_ANSWERED), 2);
    CHECK_INT(count_of(&file, ACTION_ALARM_RAISED), 1);
    CHECK(stands(&file, "RF19") && stands(&file, "CI92"));
    CHECK_INT(measure_open_alarms(&file), 1);
}

/* The finding reaches the one function that permits. */
static void test_decide_denies_because_of_it(void)
{
    struct client_file file = file_of(owner);
    struct client_facts facts;
    bool denies = false;

    CHECK_INT(client_facts_of(&hx.practice, &file, hx.owner, &hx.arena, &facts, &hx.why), HF_OK);
    for (size_t i = 0; i < facts.facts.event_count; i++)
        denies |= facts.facts.events[i].kind == EVENT_FINDING &&
                  span_is(facts.facts.events[i].subject, "RF19") &&
                  span_is(facts.facts.events[i].value, "on");
    CHECK(denies);
    bool holds = false;

    for (size_t i = 0; i < facts.facts.rule_count; i++)
        holds |= span_is(facts.facts.rules[i].finding, "RF19") && facts.facts.rules[i].effect.deny;
    CHECK(holds);
}

static void test_a_later_nought_ends_nothing(void)
{
    struct answer_measure_reply reply;

    again();
    CHECK_INT(answer(own_device, "phq-9", phq_answers(0), &reply), HF_OK);
    struct client_file file = file_of(owner);

    CHECK(stands(&file, "RF19"));
    CHECK_INT(measure_open_alarms(&file), 1);
}

static void test_somebody_says_that_they_saw_it(void)
{
    struct client_file file = file_of(owner);
    const struct measure_answer *at;
    size_t n = 0;

    CHECK_INT(measure_history(&file, phq(), &hx.arena, &at, &n, &hx.why), HF_OK);
    CHECK_INT(n, 3);
    CHECK(at[1].raised != NULL && at[1].seen == NULL && at[1].raised->item == 9);
    CHECK_INT(fraction_hundredths(at[1].result.of[0].value), 500);
    struct see_alarm in = {house_hand(owner), client, at[1].id, SPAN(" ")};

    CHECK_INT(see_alarm(&hx.practice, &hx.arena, &in, &hx.why), HF_INVALID);
    fault_clear(&hx.why);
    in.words = SPAN("Rang at once; a friend is with them.");
    CHECK_INT(see_alarm(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    file = file_of(own_device);
    CHECK_INT(measure_open_alarms(&file), 0);
    CHECK(stands(&file, "RF19"));
}

static struct span phq_sum(int first)
{
    const int values[] = {first, 1, 0, 0, 2, first, 0, 0, 0, -1};

    return instrument_response(phq(), "2", values, answers, sizeof answers);
}

/* 3, then 7: four points do not hold; 3, then 8: five do. */
static void test_a_rise_of_five_calls_the_reader(void)
{
    struct answer_measure_reply reply;

    again();
    CHECK_INT(answer(own_device, "phq-9", phq_sum(0), &reply), HF_OK);
    CHECK_INT(answer(own_device, "phq-9", phq_sum(2), &reply), HF_OK);
    struct client_file file = file_of(owner);

    CHECK_INT(measure_open_alarms(&file), 0);
    CHECK_INT(answer(own_device, "phq-9", phq_sum(0), &reply), HF_OK);
    const int high[] = {2, 2, 2, 2, 0, 0, 0, 0, 0, -1};

    CHECK_INT(answer(own_device, "phq-9",
                     instrument_response(phq(), "2", high, answers, sizeof answers), &reply),
              HF_OK);
    CHECK(!reply.is_alarm);
    file = file_of(owner);
    CHECK_INT(measure_open_alarms(&file), 1);
    const struct measure_answer *at;
    size_t n = 0;

    CHECK_INT(measure_history(&file, phq(), &hx.arena, &at, &n, &hx.why), HF_OK);
    CHECK(at[n - 1].raised != NULL && at[n - 1].raised->item == 0);
    struct see_alarm in = {house_hand(owner), client, at[n - 1].id, SPAN("Rang.")};

    CHECK_INT(see_alarm(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
}

/* --- who is told ----------------------------------------------------------------------------- */

static size_t alarms_on_today(struct keyring *reader)
{
    struct client_lines lines = {.count = 0};

    again();
    CHECK_INT(list_clients(&hx.practice, &hx.arena, reader, SPAN(""), &lines, &hx.why), HF_OK);
    return lines.count == 1 ? lines.at[0].alarms : 99;
}

static void answer_worse(int ninth)
{
    const int low[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, -1}, high[] = {3, 3, 3, 3, 0, 0, 0, 0, ninth, -1};
    struct answer_measure_reply reply;

    again();
    CHECK_INT(answer(own_device, "phq-9",
                     instrument_response(phq(), "2", low, answers, sizeof answers), &reply),
              HF_OK);
    CHECK_INT(answer(own_device, "phq-9",
                     instrument_response(phq(), "2", high, answers, sizeof answers), &reply),
              HF_OK);
}

static void see_all(void)
{
    const struct measure_answer *at = NULL;
    size_t n = 0;
    struct client_file file = file_of(owner);

    CHECK_INT(measure_history(&file, phq(), &hx.arena, &at, &n, &hx.why), HF_OK);
    for (size_t i = 0; i < n; i++) {
        struct see_alarm in = {house_hand(owner), client, at[i].id, SPAN("Rang.")};

        if (at[i].raised != NULL && at[i].seen == NULL)
            CHECK_INT(see_alarm(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    }
}

/* The reader is each client's own practitioner here; the doctor was let in by the client. */
static void test_a_rise_is_told_to_its_reader_and_to_others_after_a_day(void)
{
    struct keyring *doctor = house_colleague(owner, "Dr. E", ROLE_CLINICIAN);
    struct let_read let = {house_hand(own_device), keyring_who(doctor)->person};

    again();
    CHECK_INT(let_read(&hx.practice, &hx.arena, &let, &hx.why), HF_OK);
    answer_worse(0);
    CHECK_INT(alarms_on_today(owner), 1);
    CHECK_INT(alarms_on_today(doctor), 0);
    house_clock_us += (int64_t)(ALARM_ALONE_HOURS * 3600 - 60) * 1000000;
    CHECK_INT(alarms_on_today(doctor), 0);
    house_clock_us += INT64_C(61) * 1000000;
    CHECK_INT(alarms_on_today(doctor), 1);
    see_all();
    CHECK_INT(alarms_on_today(doctor), 0);
    keyring_close(doctor);
}

static void test_an_answer_of_danger_is_told_to_everybody_at_once(void)
{
    struct keyring *doctor = house_colleague(owner, "Dr. F", ROLE_CLINICIAN);
    struct let_read let = {house_hand(own_device), keyring_who(doctor)->person};

    again();
    CHECK_INT(let_read(&hx.practice, &hx.arena, &let, &hx.why), HF_OK);
    answer_worse(1);
    CHECK_INT(alarms_on_today(owner), 1);
    CHECK_INT(alarms_on_today(doctor), 1);
    see_all();
    keyring_close(doctor);
}

/* Until it is seen itself, whatever was raised and seen after it. */
static void test_an_earlier_alarm_is_not_hidden_by_a_later_one_that_was_seen(void)
{
    const struct measure_answer *at = NULL;
    size_t n = 0;

    answer_worse(1);
    answer_worse(0);
    CHECK_INT(alarms_on_today(owner), 2);
    struct client_file file = file_of(owner);

    CHECK_INT(measure_history(&file, phq(), &hx.arena, &at, &n, &hx.why), HF_OK);
    struct see_alarm in = {house_hand(owner), client, at[n - 1].id, SPAN("Rang.")};

    CHECK_INT(see_alarm(&hx.practice, &hx.arena, &in, &hx.why), HF_OK);
    CHECK_INT(alarms_on_today(owner), 1);
    see_all();
    CHECK_INT(alarms_on_today(owner), 0);
}

/* --- a rise denies --------------------------------------------------------------------------- */

static bool is_held(struct keyring *reader)
{
    struct screening_file file = {.n_standing = 0};

    again();
    CHECK_INT(view_screening(&hx.practice, &hx.arena, reader, client, &file, &hx.why), HF_OK);
    for (size_t i = 0; i < file.n_standing; i++)
        if (span_is(file.standing[i].finding, "RISE.phq-9"))
            return true;
    return false;
}

static bool is_intimate_barred(void)
{
    struct client_file file = file_of(owner);
    struct client_facts facts;
    struct decision d;
    const struct act act = {.practitioner = entry_id_word(hx.owner.id, &hx.arena),
                            .region = SPAN("buttock_upper"),
                            .technique = SPAN("still_hold"),
                            .side = SIDE_BOTH,
                            .access = ACCESS_EXTERNAL,
                            .intent = INTENT_THERAPEUTIC,
                            .mode = MODE_PLAN,
                            .pressure = 1,
                            .duration_s = 60};

    CHECK_INT(client_facts_of(&hx.practice, &file, hx.owner, &hx.arena, &facts, &hx.why), HF_OK);
    decide(&facts.facts, &act, facts.now_s, workspace_new(&facts.facts, &hx.arena), &d);
    for (size_t i = 0; i < d.reason_count; i++)
        if (d.reasons[i].code == REASON_CONTRA && span_starts(d.reasons[i].id, SPAN("RISE.phq-9/")))
            return true;
    return false;
}

/* Nothing was set by anybody: the answers say it themselves. Saying that one saw it ends nothing.
 */
static void test_a_rise_denies_what_is_intimate(void)
{
    struct client_file file = file_of(owner);

    CHECK(!stands(&file, "RISE.phq-9"));
    CHECK(is_held(owner) && is_intimate_barred());
}

static void test_a_better_answer_does_not_end_a_rise(void)
{
    struct answer_measure_reply reply;

    again();
    CHECK_INT(answer(own_device, "phq-9", phq_sum(0), &reply), HF_OK);
    CHECK(is_held(owner) && is_intimate_barred());
}

static enum status end_rise(struct keyring *by)
{
    struct end_finding in = {.hand = house_hand(by),
                             .client = client,
                             .finding = SPAN("RISE.phq-9"),
                             .document = SPAN("Talk on the phone"),
                             .reason = SPAN("Grief; has help; wants to go on slowly")};

    again();
    return end_finding(&hx.practice, &hx.arena, &in, &hx.why);
}

static void test_only_a_clinician_who_was_let_in_ends_a_rise(void)
{
    struct keyring *doctor = house_colleague(owner, "Dr. D", ROLE_CLINICIAN);
    struct let_read let = {house_hand(own_device), keyring_who(doctor)->person};

    CHECK_INT(end_rise(owner), HF_INVALID);
    CHECK(end_rise(doctor) != HF_OK && is_held(owner));
    again();
    CHECK_INT(let_read(&hx.practice, &hx.arena, &let, &hx.why), HF_OK);
    CHECK_INT(end_rise(doctor), HF_OK);
    CHECK(!is_held(owner) && !is_held(doctor) && !is_intimate_barred());
    keyring_close(doctor);
}

/* --- a positive PTSD screen ------------------------------------------------------------------ */

static const struct measure *ptsd(void)
{
    return measures_find(hx.knowledge.measures, SPAN("pc-ptsd-5"));
}

static struct span ptsd_answers(int third)
{
    const int values[] = {1, 1, 0, 1, third, 0};

    return instrument_response(ptsd(), "1", values, answers, sizeof answers);
}

static void test_three_of_five_after_trauma_adapt_the_work_and_bar_the_inside_for_a_day(void)
{
    struct switch_measure on = to_switch();
    struct add_instrument_reply added;
    struct answer_measure_reply reply;

    again();
    on.measure = SPAN("pc-ptsd-5");
    CHECK_INT(add(instrument_form(ptsd(), "1", form, sizeof form), "", &added), HF_OK);
    CHECK(added.is_added && added.measure == ptsd());
    CHECK_INT(turn(on), HF_OK);
    CHECK_INT(answer(own_device, "pc-ptsd-5", ptsd_answers(0), &reply), HF_OK);
    struct client_file file = file_of(owner);

    CHECK(!stands(&file, "CI96") && !stands(&file, "CI96.first"));
    CHECK_INT(answer(own_device, "pc-ptsd-5", ptsd_answers(1), &reply), HF_OK);
    CHECK(!reply.is_alarm);
    file = file_of(owner);
    CHECK(stands(&file, "CI96") && stands(&file, "CI96.first"));
}

/* Never refused for being a survivor: the cap stays until a clinician ends it, the bar ends. */
static void test_the_bar_of_a_positive_screen_ends_by_itself(void)
{
    struct client_file file = file_of(owner);
    const struct finding_set_content *cap = NULL, *bar = NULL;

    for (size_t i = 0; i < file.chain.count; i++) {
        const struct finding_set_content *said = file.chain.at[i].content;

        if (file.chain.at[i].entry->action != ACTION_FINDING_SET || said == NULL)
            continue;
        cap = span_is(said->finding, "CI96") ? said : cap;
        bar = span_is(said->finding, "CI96.first") ? said : bar;
    }
    CHECK(cap != NULL && !cap->until.known && span_is(cap->source, "PC-PTSD-5"));
    CHECK(bar != NULL && bar->until.known &&
          bar->until.utc_s == practice_now_s(&hx.practice) + 86400);
}

static void test_own_words_are_always_asked(void)
{
    struct client_file file = file_of(own_device);
    struct asked asked;

    CHECK_INT(measure_asked(&hx.practice, &file, SPAN("check-in"), &hx.arena, &asked, &hx.why),
              HF_OK);
    CHECK(id_equal(asked.reader.id, hx.owner.id));
    CHECK(id_is_zero(asked.text));
    CHECK_TEXT(asked.url, "urn:holdfast:questionnaire:check-in");
}

static void test_bleeding_afterwards_is_a_red_flag(void)
{
    struct answer_measure_reply reply;
    const struct span said =
        SPAN("{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":"
             "\"urn:holdfast:questionnaire:after-day|1.0.0\",\"status\":\"completed\",\"item\":["
             "{\"linkId\":\"bleeding\",\"answer\":[{\"valueBoolean\":true}]}]}");

    again();
    CHECK_INT(answer(own_device, "after-day", said, &reply), HF_OK);
    CHECK(reply.is_alarm && reply.item == 2);
    struct client_file file = file_of(owner);

    CHECK(stands(&file, "RF16"));
}

/* The one answer to a question of our own, as its form asks it. */
static struct span said_of(const char *measure, const char *question, int value)
{
    static char room[300];
    int len = snprintf(room, sizeof room,
                       "{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":"
                       "\"urn:holdfast:questionnaire:%s|1.0.0\",\"status\":\"completed\","
                       "\"item\":[{\"linkId\":\"%s\",\"answer\":[{\"valueInteger\":%d}]}]}",
                       measure, question, value);

    return span_at(room, (size_t)len);
}

/* Both sides of the edge; `holds`: intimate work waits for somebody who looks. */
static void check_distress(const char *measure, const char *question, bool holds)
{
    struct answer_measure_reply reply;

    again();
    CHECK_INT(answer(own_device, measure, said_of(measure, question, 7), &reply), HF_OK);
    CHECK(!reply.is_alarm);
    size_t before = alarms_on_today(owner);

    CHECK_INT(answer(own_device, measure, said_of(measure, question, 8), &reply), HF_OK);
    CHECK(reply.is_alarm);
    CHECK_INT(alarms_on_today(owner), before + 1);
    struct client_file file = file_of(owner);
    const struct finding_set_content *last = file_chain_last(file.chain, ACTION_FINDING_SET, NULL);

    CHECK(!holds || span_is(last->finding, "DISTRESS"));
    CHECK(!holds || stands(&file, "DISTRESS"));
}

static void test_very_high_distress_is_told_at_once_and_holds(void)
{
    check_distress("check-in", "mood", false);
    struct client_file file = file_of(owner);

    CHECK(!stands(&file, "DISTRESS"));
    check_distress("after-day", "distress", true);
    check_distress("after-week", "distress", true);
    check_distress("check-in", "unsafe", true);
}

/* A reader who may not open the record is no reader: it is not asked then. */
static void test_a_reader_without_access_means_it_is_not_asked(void)
{
    struct keyring *clinician = house_colleague(owner, "Dr. C", ROLE_CLINICIAN);
    struct switch_measure in = to_switch();
    struct client_file file;

    in.each_own = false;
    in.reader = keyring_who(clinician)->person;
    CHECK_INT(turn(in), HF_OK);
    file = file_of(own_device);
    CHECK(!measure_is_asked(&hx.practice, &file, phq()));
    struct let_read let = {house_hand(own_device), keyring_who(clinician)->person};

    CHECK_INT(let_read(&hx.practice, &hx.arena, &let, &hx.why), HF_OK);
    file = file_of(own_device);
    CHECK(measure_is_asked(&hx.practice, &file, phq()));
    keyring_close(clinician);
}

int main(void)
{
    house_make();
    house_found();
    owner = house_keyring(hx.owner_pass);
    house_ready(owner);
    client = house_client(owner, "Robin");
    own_device = house_client_keyring(owner, client);
    RUN(test_what_is_no_instrument_is_refused_with_reasons);
    RUN(test_nothing_is_switched_on_without_text_reader_and_hours);
    RUN(test_on_and_off_with_the_text_of_that_moment);
    RUN(test_only_the_owner_signs);
    RUN(test_a_practitioner_can_not_answer_for_a_client);
    RUN(test_answers_that_do_not_fit_are_refused);
    RUN(test_a_nought_at_question_9_sets_nothing_and_clears_nothing);
    RUN(test_question_9_leads_to_safety_and_holds);
    RUN(test_decide_denies_because_of_it);
    RUN(test_a_later_nought_ends_nothing);
    RUN(test_somebody_says_that_they_saw_it);
    RUN(test_a_rise_of_five_calls_the_reader);
    RUN(test_a_rise_is_told_to_its_reader_and_to_others_after_a_day);
    RUN(test_an_answer_of_danger_is_told_to_everybody_at_once);
    RUN(test_an_earlier_alarm_is_not_hidden_by_a_later_one_that_was_seen);
    RUN(test_a_rise_denies_what_is_intimate);
    RUN(test_a_better_answer_does_not_end_a_rise);
    RUN(test_only_a_clinician_who_was_let_in_ends_a_rise);
    RUN(test_three_of_five_after_trauma_adapt_the_work_and_bar_the_inside_for_a_day);
    RUN(test_the_bar_of_a_positive_screen_ends_by_itself);
    RUN(test_own_words_are_always_asked);
    RUN(test_bleeding_afterwards_is_a_red_flag);
    RUN(test_very_high_distress_is_told_at_once_and_holds);
    RUN(test_a_reader_without_access_means_it_is_not_asked);
    keyring_close(own_device);
    keyring_close(owner);
    house_end();
    return tap_end();
}
