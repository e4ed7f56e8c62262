/* core/screen/screen.c - reads every rule against the answers, the careful way.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/screen/screen_inside.h"

#include <string.h>

enum { ADULT_YEARS = 18, MAX_LINK = 80 };

static const char organ_prefix[] = "organ_";

/* What a row's condition says, and because of which question. */
struct judged {
    bool on;
    enum screen_cause cause;
    uint32_t item;
};

struct screening_run {
    const struct screening *rules;
    const struct atlas *atlas;
    const struct form_answers *answers;
    const enum form_state *states;
    int64_t now_s;
    struct arena *arena;
    struct judged *judged; /* one for each row */
    struct screen_finding *findings;
    uint32_t n_findings;
    struct fault *why;
};

/* --- one condition --------------------------------------------------------------------------- */

int64_t screen_adult_at(struct date born)
{
    return date_to_days(date_add_years(born, ADULT_YEARS)) * HF_SECONDS_PER_DAY;
}

static enum status judge_alone(struct screening_run *run, const struct pack_row *row, uint32_t item,
                               bool *ret_on)
{
    enum fhirpath_truth truth = FHIRPATH_FALSE;
    size_t mark = arena_mark(run->arena);
    struct screen_reading alone;
    enum status st = screen_read_alone(run->answers, item, run->states[item], run->now_s,
                                       run->arena, &alone, run->why);

    if (st == HF_OK)
        st = screen_ask(row, &alone, run->arena, &truth, run->why);
    arena_rewind(run->arena, mark);
    *ret_on = truth != FHIRPATH_FALSE;
    return st;
}

/* The first question whose answer says so, else the first that nothing settles. */
static enum status find_cause(struct screening_run *run, const struct pack_row *row,
                              struct judged *judged)
{
    enum status st = HF_OK;
    bool found = false;

    for (uint32_t i = 0; i < row->n_asks && st == HF_OK; i++) {
        uint32_t item = form_find(run->answers->form, row->asks[i].question);
        bool settled = screen_is_settled(run->answers, run->states, item);
        bool on = true;

        if (row->n_asks > 1)
            st = judge_alone(run, row, item, &on);
        if (!on || (found && (!settled || judged->cause == CAUSE_ANSWER)))
            continue;
        judged->item = item;
        judged->cause = settled ? CAUSE_ANSWER : CAUSE_UNKNOWN;
        found = true;
    }
    return st;
}

/* A condition that can't be evaluated, or says nothing, is on. */
static enum status judge(struct screening_run *run, const struct pack_row *row,
                         const struct screen_reading *reading, struct judged *judged)
{
    enum fhirpath_truth truth = FHIRPATH_EMPTY;
    enum status st = screen_ask(row, reading, run->arena, &truth, run->why);

    if (st != HF_OK || truth == FHIRPATH_FALSE)
        return st;
    *judged = (struct judged){.on = true,
                              .cause = CAUSE_UNKNOWN,
                              .item = form_find(run->answers->form, row->asks[0].question)};
    return find_cause(run, row, judged);
}

/* The response is needed no longer than this. */
static enum status judge_all(struct screening_run *run)
{
    run->judged = arena_array(run->arena, struct judged, run->rules->n_rows);
    size_t mark = arena_mark(run->arena);
    struct screen_reading reading;

    if (run->judged == NULL)
        return fault_set(run->why, HF_FAILED, "request memory is spent");
    enum status st =
        screen_read(run->answers, run->states, run->now_s, run->arena, &reading, run->why);
    for (uint32_t i = 0; i < run->rules->n_rows && st == HF_OK; i++)
        if (run->rules->rows[i].made_by.len == 0)
            st = judge(run, &run->rules->rows[i], &reading, &run->judged[i]);
    arena_rewind(run->arena, mark);
    return st;
}

/* --- how long -------------------------------------------------------------------------------- */

/* A date names a day, not a moment: days are counted from the end of that day, years up to the
 * beginning of a birthday. */
static struct moment wait_from_date(const struct screening_run *run, const struct pack_wait *wait)
{
    uint32_t item = form_find(run->answers->form, wait->from);

    if (item == FORM_NONE || run->states[item] != FORM_ANSWERED)
        return (struct moment){.known = false};
    struct date date = run->answers->of[item].date;
    int64_t day = wait->years > 0 ? date_to_days(date_add_years(date, (int)wait->years))
                                  : date_to_days(date) + 1;
    return (struct moment){true, day * HF_SECONDS_PER_DAY + wait->seconds};
}

static struct moment find_until(const struct screening_run *run, const struct pack_wait *wait)
{
    if (!wait->given)
        return (struct moment){.known = false};
    if (wait->from.len == 0)
        return (struct moment){true, run->now_s + wait->seconds};
    return wait_from_date(run, wait);
}

/* --- where ----------------------------------------------------------------------------------- */

/* The place that was named, or NULL: then the row's whole scope applies. */
static const struct pack_site *find_site(const struct screening_run *run,
                                         const struct pack_row *row)
{
    uint32_t item = form_find(run->answers->form, row->site_question);

    if (row->n_sites == 0 || item == FORM_NONE || run->states[item] != FORM_ANSWERED)
        return NULL;
    for (uint32_t i = 0; i < row->n_sites; i++)
        if (span_equal(row->sites[i].code, run->answers->of[item].text))
            return &row->sites[i];
    return NULL;
}

static bool is_finding_of(struct span finding, const struct pack_row *row,
                          const struct pack_site *site)
{
    if (site == NULL)
        return span_equal(finding, row->id);
    return finding.len == row->id.len + 1 + site->code.len && span_starts(finding, row->id) &&
           finding.at[row->id.len] == '.' &&
           span_equal(span_skip(finding, row->id.len + 1), site->code);
}

static bool denies_body(const struct screening_run *run, const struct rule *rule)
{
    return rule->effect.deny && span_equal(rule->scope.region, run->atlas->regions[0].id) &&
           rule->scope.access.count + rule->scope.techniques.count + rule->scope.intents.count == 0;
}

static size_t count_rules(const struct screening_run *run, const struct pack_row *row,
                          const struct pack_site *site)
{
    size_t n = 0;

    for (uint32_t i = 0; i < run->rules->n_rules; i++)
        n += is_finding_of(run->rules->rules[i].finding, row, site);
    return n;
}

static bool fill_rules(const struct screening_run *run, const struct pack_row *row,
                       const struct pack_site *site, struct screen_finding *finding)
{
    struct span *ids = arena_array(run->arena, struct span, count_rules(run, row, site));

    finding->rules.at = ids;
    for (uint32_t i = 0; ids != NULL && i < run->rules->n_rules; i++) {
        const struct rule *rule = &run->rules->rules[i];

        if (!is_finding_of(rule->finding, row, site))
            continue;
        finding->id = rule->finding;
        finding->whole_body |= denies_body(run, rule);
        ids[finding->rules.count++] = rule->id;
    }
    return ids != NULL;
}

/* --- all rows -------------------------------------------------------------------------------- */

static bool add_finding(struct screening_run *run, const struct pack_row *row,
                        const struct judged *judged)
{
    struct screen_finding finding = {.row = row, .cause = judged->cause, .item = judged->item};

    if (!judged->on)
        return true;
    if (judged->cause == CAUSE_ANSWER)
        finding.until = find_until(run, &row->wait);
    if (finding.until.known && finding.until.utc_s <= run->now_s)
        return true;
    if (!fill_rules(run, row, find_site(run, row), &finding))
        return false;
    run->findings[run->n_findings++] = finding;
    return true;
}

/* --- organs and tasks ------------------------------------------------------------------------ */

uint32_t screen_find_organ(const struct form *form, struct span key)
{
    char link[MAX_LINK];
    size_t prefix = sizeof organ_prefix - 1;

    if (prefix + key.len > sizeof link)
        return FORM_NONE;
    memcpy(link, organ_prefix, prefix);
    memcpy(link + prefix, key.at, key.len);
    return form_find(form, span_at(link, prefix + key.len));
}

static enum organ_answer organ_answer_of(struct span code)
{
    static const struct {
        const char *code;
        enum organ_answer answer;
    } words[] = {{"yes", ORGAN_YES},
                 {"no", ORGAN_NO},
                 {FORM_UNSURE, ORGAN_UNSURE},
                 {FORM_SKIP, ORGAN_SKIP},
                 {FORM_TALK, ORGAN_TALK}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (span_is(code, words[i].code))
            return words[i].answer;
    return ORGAN_SILENT;
}

/* An organ asked after another that is not there is not there either. */
static enum organ_answer read_organ(const struct screening_run *run, struct span key)
{
    uint32_t item = screen_find_organ(run->answers->form, key);

    if (item == FORM_NONE || run->states[item] == FORM_MISSING)
        return ORGAN_SILENT;
    if (run->states[item] == FORM_NOT_ASKED)
        return ORGAN_NO;
    return organ_answer_of(run->answers->of[item].text);
}

static const enum organ_answer *read_organs(const struct screening_run *run)
{
    enum organ_answer *organs = arena_array(run->arena, enum organ_answer, run->atlas->n_organs);

    for (uint32_t i = 0; organs != NULL && i < run->atlas->n_organs; i++)
        organs[i] = read_organ(run, run->atlas->organs[i].key);
    return organs;
}

/* Choices that no rule reads: a person does, unless the answer is a plain no.
 * KEEP IN ORDER: docs/forms.md, "The intake, question by question". */
static const char *const for_a_person[] = {"past_exams", "chaperone"};

static bool is_for_a_person(const struct screening_run *run, uint32_t item)
{
    bool listed = false;

    for (size_t i = 0; i < sizeof for_a_person / sizeof *for_a_person; i++)
        listed |= span_is(run->answers->form->items[item].link_id, for_a_person[i]);
    return listed && !span_is(run->answers->of[item].text, "no");
}

static bool is_task(const struct screening_run *run, uint32_t item, enum screen_task_kind *ret)
{
    enum form_kind kind = run->answers->form->items[item].kind;

    if (run->states[item] != FORM_ANSWERED)
        return false;
    bool talks = kind == FORM_CHOICE && span_is(run->answers->of[item].text, FORM_TALK);

    *ret = talks ? TASK_TALK : TASK_READ;
    return kind == FORM_TEXT || talks || is_for_a_person(run, item);
}

static bool list_tasks(const struct screening_run *run, struct screen_result *result)
{
    uint32_t n = run->answers->form->n_items;
    struct screen_task *tasks = arena_array(run->arena, struct screen_task, n);

    for (uint32_t i = 0; tasks != NULL && i < n; i++) {
        enum screen_task_kind kind;

        if (is_task(run, i, &kind))
            tasks[result->n_tasks++] = (struct screen_task){kind, i};
    }
    result->tasks = tasks;
    return tasks != NULL;
}

static struct moment read_adult_at(const struct form_answers *answers)
{
    struct date born;

    if (!form_answer_date(answers, SCREEN_BIRTH_DATE, &born))
        return (struct moment){.known = false};
    return (struct moment){true, screen_adult_at(born)};
}

static bool add_findings(struct screening_run *run, struct screen_result *result)
{
    run->findings = arena_array(run->arena, struct screen_finding, run->rules->n_rows);
    if (run->findings == NULL)
        return false;
    for (uint32_t i = 0; i < run->rules->n_rows; i++)
        if (!add_finding(run, &run->rules->rows[i], &run->judged[i]))
            return false;
    result->findings = run->findings;
    result->n_findings = run->n_findings;
    for (uint32_t i = 0; i < run->n_findings; i++)
        result->holds_body |= run->findings[i].whole_body;
    return true;
}

enum status screen(const struct screening *rules, const struct atlas *atlas,
                   const struct form_answers *answers, int64_t now_s, struct arena *arena,
                   struct screen_result *ret, struct fault *why)
{
    struct screen_result result = {.adult_at = read_adult_at(answers)};
    struct screening_run run = {.rules = rules,
                                .atlas = atlas,
                                .answers = answers,
                                .states = form_states(answers, arena),
                                .now_s = now_s,
                                .arena = arena,
                                .why = why};
    enum status st = judge_all(&run);

    if (st != HF_OK)
        return st;
    if (!add_findings(&run, &result) || !list_tasks(&run, &result))
        return fault_set(why, HF_FAILED, "request memory is spent");
    result.organs = read_organs(&run);
    if (result.organs == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret = result;
    return HF_OK;
}

struct span screen_word(enum pack_level level)
{
    if (level >= LEVEL_STOP)
        return SPAN("stop");
    return level == LEVEL_CLEAR ? SPAN("clear with a clinician first") : SPAN("adapt");
}
