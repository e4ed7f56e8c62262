/* test/unit/usecase/test_tighten.c - rules that came with the program, made stricter for one
 * practice: longer, lower, never; on both sides of each edge, and never looser.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "base/date.h"
#include "core/screen/screen.h"
#include "core/visit/tighten.h"
#include "usecase/practice.h"

/* --- the pure part ---------------------------------------------------------------------------- */

static struct entry said_entry;
static struct rule_tightened_content content;

static const struct screening *shipped(void)
{
    return h.knowledge.screening;
}

/* The rules as they are once an owner has said `content`. */
static const struct screening *tightened(void)
{
    said_entry = (struct entry){.seq = 1,
                                .roles = ROLE_OWNER,
                                .proof = PROOF_OWN_DEVICE,
                                .action = ACTION_RULE_TIGHTENED,
                                .content = &content};
    return tighten(shipped(), (struct entry_list){&said_entry, 1, NULL}, &h.arena);
}

static void say(const char *row, uint32_t days, int dots)
{
    content = (struct rule_tightened_content){.rule = span_of(row),
                                              .state = STATE_ON,
                                              .days = days,
                                              .deny = dots == 0,
                                              .has_max_pressure = dots > 0,
                                              .max_pressure = (uint8_t)(dots > 0 ? 2 * dots : 0),
                                              .reason = SPAN("Because.")};
}

static int64_t days_of(const struct screening *rules, const char *row)
{
    return screening_find(rules, span_of(row))->wait.seconds / HF_SECONDS_PER_DAY;
}

static bool is_looser(const struct effect *was, const struct effect *is)
{
    return (was->deny && !is->deny) || (was->has_max_pressure && !is->has_max_pressure) ||
           (was->has_max_pressure && is->max_pressure > was->max_pressure) ||
           was->conditions.count != is->conditions.count;
}

static bool is_row_looser(const struct pack_row *was, const struct pack_row *is)
{
    return is_looser(&was->effect, &is->effect) || is->wait.given != was->wait.given ||
           is->wait.seconds < was->wait.seconds || is->wait.years != was->wait.years ||
           is->applies < was->applies || is->clearable != was->clearable ||
           is->reconsent != was->reconsent || is->program != was->program;
}

/* How many rows and rules differ from those that came; -1: one of them is looser. */
static int changed_rows(const struct screening *now)
{
    int n = 0;

    for (uint32_t i = 0; i < now->n_rows; i++) {
        if (is_row_looser(&shipped()->rows[i], &now->rows[i]))
            return -1;
        n += memcmp(&shipped()->rows[i], &now->rows[i], sizeof now->rows[i]) != 0;
    }
    for (uint32_t i = 0; i < now->n_rules; i++)
        if (is_looser(&shipped()->rules[i].effect, &now->rules[i].effect) ||
            now->rules[i].clearable != shipped()->rules[i].clearable)
            return -1;
    return n;
}

static void test_never_looser(void)
{
    static const uint32_t days[] = {0, 43, 4000};
    bool holds = true, says_so = true;

    for (uint32_t i = 0; i < shipped()->n_rows; i++)
        for (size_t d = 0; d < sizeof days / sizeof *days; d++)
            for (int dots = -1; dots <= 5; dots++) {
                size_t mark = arena_mark(&h.arena);
                const struct pack_row *row = &shipped()->rows[i];

                say("", days[d], dots);
                content.rule = row->id;
                int changed = changed_rows(tightened());

                holds &= changed == 0 || changed == 1;
                says_so &= tightens(shipped(), row, &content) || changed == 0 || row->effect.deny;
                arena_rewind(&h.arena, mark);
            }
    tap_case("whatever is said of any row, no row gets looser and no other row changes", holds);
    tap_case("and what changes a row is told to be stricter", says_so);
}

static void test_wait(void)
{
    say("CI45", 42, -1);
    tap_case("a wait of the same days is nothing new",
             !tightens(shipped(), screening_find(shipped(), SPAN("CI45")), &content));
    content.days = 43;
    tap_case("a wait of one more day is stricter",
             tightens(shipped(), screening_find(shipped(), SPAN("CI45")), &content) &&
                 days_of(tightened(), "CI45") == 43);
    content.days = 41;
    tap_case("a wait of one day less leaves the wait as it came",
             days_of(tightened(), "CI45") == 42);
    say("CI89", 36500, -1);
    tap_case("an age is not made of days",
             screening_find(tightened(), SPAN("CI89"))->wait.seconds ==
                 screening_find(shipped(), SPAN("CI89"))->wait.seconds);
}

/* --- through the answers ---------------------------------------------------------------------- */

enum { TODAY = 20000 };

static void answer(struct form_answers *answers, const char *link_id, const char *raw)
{
    struct fault why = {0};

    need(form_answer_read(answers, span_of(link_id), span_of(raw), &h.arena, &why), link_id);
}

/* A pelvic operation so many days before today, the day given or not; how many days from now the
 * finding still holds: 0 it is over, -1 without an end. */
static int64_t held_for(int64_t days_ago, bool has_date)
{
    struct form_answers *answers = form_answers_new(&h.arena, h.knowledge.intake);
    struct screen_result result;
    struct fault why = {0};
    char day[11] = "";

    date_write(date_from_days(TODAY - days_ago), day);
    answer(answers, "op_any", "yes");
    answer(answers, "op_pelvic", "yes");
    if (has_date)
        answer(answers, "op_pelvic_date", day);
    need(screen(tightened(), h.knowledge.atlas, answers, TODAY * HF_SECONDS_PER_DAY, &h.arena,
                &result, &why),
         "screen");
    for (uint32_t i = 0; i < result.n_findings; i++)
        if (span_is(result.findings[i].id, "CI45"))
            return result.findings[i].until.known
                       ? result.findings[i].until.utc_s / HF_SECONDS_PER_DAY - TODAY
                       : -1;
    return 0;
}

static void test_days(void)
{
    say("CI45", 0, -1);
    tap_case("as it came, the forty-second day after the operation is waited",
             held_for(42, true) == 1);
    tap_case("and after it nothing more", held_for(43, true) == 0);
    say("CI45", 90, -1);
    tap_case("ninety days for this practice: the ninetieth is waited", held_for(90, true) == 1);
    tap_case("and the day after nothing more", held_for(91, true) == 0);
    tap_case("a day that nobody knows is never over", held_for(400, false) == -1);
}

static void test_words_that_do_not_count(void)
{
    say("CI42", 0, 0);
    tap_case("an owner's word counts", screening_find(tightened(), SPAN("CI42"))->effect.deny);
    said_entry.roles = ROLE_PRACTITIONER;
    tap_case(
        "nobody else's does",
        !screening_find(tighten(shipped(), (struct entry_list){&said_entry, 1, NULL}, &h.arena),
                        SPAN("CI42"))
             ->effect.deny);
    content.state = STATE_OFF;
    tap_case("nor does what was taken back", changed_rows(tightened()) == 0);
    tap_case("without any word the rules are those that came",
             tighten(shipped(), (struct entry_list){NULL, 0, NULL}, &h.arena) == shipped());
}

/* --- in a practice ---------------------------------------------------------------------------- */

static const struct decision *step_one(void)
{
    return told_plan().checks[0].decision;
}

static bool has(enum reason_code code, const char *id)
{
    const struct decision *d = step_one();

    for (size_t i = 0; i < d->reason_count; i++)
        if (d->reasons[i].code == code &&
            (id[0] == '\0' || span_starts(d->reasons[i].id, span_of(id))))
            return true;
    return false;
}

static enum status ask(const char *rule, uint32_t days, int dots)
{
    struct tighten_rule in = {.hand = hand_of(h.ana, 1),
                              .rule = span_of(rule),
                              .days = days,
                              .has_limit = dots >= 0,
                              .dots = dots > 0 ? (unsigned)dots : 0,
                              .reason = SPAN("We wait longer here.")};

    fault_clear(&h.why);
    return tighten_rule(&h.practice, &h.arena, &in, &h.why);
}

static bool is_refused_at(enum status st, const char *field)
{
    return st == HF_INVALID && span_is(span_of(h.why.text), field);
}

static void review_again(void)
{
    struct screening_reviewed_content reviewed = {.sentence = SPAN("Looked at again.")};

    house_write(h.ana, ACTION_SCREENING_REVIEWED, h.client.id, &reviewed);
}

static void test_in_practice(void)
{
    struct finding_set_content limb = {
        .finding = SPAN("CI42"), .state = STATE_ON, .source = SPAN("CI42"), .from_answers = true};

    house_write(h.ana, ACTION_FINDING_SET, h.client.id, &limb);
    tap_case("the rule as it came lets the step stand at its ceiling",
             !has(REASON_CONTRA, "") && !has(REASON_PRESSURE, "") && step_one()->ceiling == 4);
    need(ask("CI42", 0, 1), "tighten");
    tap_case("a review from before it counts no more", has(REASON_SCREENING_MISSING, ""));
    review_again();
    tap_case("looked at again, the lower ceiling holds", !has(REASON_SCREENING_MISSING, "") &&
                                                             has(REASON_PRESSURE, "CI42") &&
                                                             step_one()->ceiling == 2);
    need(ask("CI42", 0, 0), "tighten");
    review_again();
    tap_case("a later word makes it a no", has(REASON_CONTRA, "CI42"));
    struct tighten_rule lift = {
        .hand = hand_of(h.ana, 1), .rule = SPAN("CI42"), .lift = true, .reason = SPAN("")};

    need(tighten_rule(&h.practice, &h.arena, &lift, &h.why), "lift");
    tap_case("taking it back is other rules as well", has(REASON_SCREENING_MISSING, ""));
    review_again();
    tap_case("and then it is as it came", !has(REASON_CONTRA, "") && step_one()->ceiling == 4);
}

static void test_refusals(void)
{
    tap_case("a rule that does not exist", is_refused_at(ask("CI999", 0, 0), "rule"));
    tap_case("a higher ceiling is refused", is_refused_at(ask("CI42", 0, 3), "looser"));
    tap_case("the same ceiling is refused", is_refused_at(ask("CI42", 0, 2), "looser"));
    tap_case("a shorter wait is refused", is_refused_at(ask("CI45", 41, -1), "looser"));
    tap_case("the same wait is refused", is_refused_at(ask("CI45", 42, -1), "looser"));
    tap_case("a ceiling instead of a no is refused", is_refused_at(ask("CI45", 0, 1), "looser"));
    tap_case("nothing at all is refused", is_refused_at(ask("CI42", 0, -1), "looser"));
    tap_case("more than a hundred years is refused", is_refused_at(ask("CI45", 36501, -1), "days"));
    tap_case("a longer wait is taken", ask("CI45", 43, -1) == HF_OK);
}

int main(void)
{
    house_make();
    visit_prepare();
    test_wait();
    test_days();
    test_words_that_do_not_count();
    test_never_looser();
    test_in_practice();
    test_refusals();
    visit_end();
    house_end();
    return tap_end();
}
