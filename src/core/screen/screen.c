/* core/screen/screen.c - reads every rule against the answers, the careful way.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/screen/screen.h"

#include <string.h>

enum { ADULT_YEARS = 18, MAX_LINK = 80 };

/* KEEP IN ORDER: linkIds of the intake that are not named by a rule. */
static const char birth_date[] = "birth_date";
static const char organ_prefix[] = "organ_";

struct screening_run {
    const struct screening *rules;
    const struct atlas *atlas;
    const struct form_answers *answers;
    const enum form_state *states;
    int64_t now_s;
    struct arena *arena;
    struct screen_finding *findings;
    uint32_t n_findings;
};

/* What a condition says. */
enum judgement { JUDGED_NO, JUDGED_UNKNOWN, JUDGED_YES };

/* --- one condition --------------------------------------------------------------------------- */

int64_t screen_adult_at(struct date born)
{
    return date_to_days(date_add_years(born, ADULT_YEARS)) * HF_SECONDS_PER_DAY;
}

static int64_t old_enough_at(struct date born, int64_t years)
{
    return date_to_days(date_add_years(born, (int)years)) * HF_SECONDS_PER_DAY;
}

static bool is_careful(const struct form_answers *answers, uint32_t item)
{
    const struct form_option *option =
        form_option_find(&answers->form->items[item], answers->of[item].text);

    return option == NULL || option->careful;
}

static enum judgement judge_choice(const struct screening_run *run, const struct pack_ask *ask,
                                   uint32_t item)
{
    if (words_have(ask->answers, run->answers->of[item].text))
        return JUDGED_YES;
    return is_careful(run->answers, item) ? JUDGED_UNKNOWN : JUDGED_NO;
}

static enum judgement judge(const struct screening_run *run, const struct pack_ask *ask,
                            uint32_t *ret_item)
{
    uint32_t item = form_find(run->answers->form, ask->question);

    *ret_item = item;
    if (item == FORM_NONE || run->states[item] == FORM_MISSING)
        return JUDGED_UNKNOWN;
    if (run->states[item] == FORM_NOT_ASKED)
        return JUDGED_NO;
    if (ask->under_years == 0)
        return judge_choice(run, ask, item);
    return run->now_s < old_enough_at(run->answers->of[item].date, ask->under_years) ? JUDGED_YES
                                                                                     : JUDGED_NO;
}

/* The strongest of a row's conditions, and the question behind it. */
static enum judgement judge_row(const struct screening_run *run, const struct pack_row *row,
                                const struct pack_ask **ret_ask, uint32_t *ret_item)
{
    enum judgement strongest = JUDGED_NO;

    for (uint32_t i = 0; i < row->n_asks; i++) {
        uint32_t item;
        enum judgement judged = judge(run, &row->asks[i], &item);

        if (judged > strongest) {
            strongest = judged;
            *ret_ask = &row->asks[i];
            *ret_item = item;
        }
    }
    return strongest;
}

/* --- how long -------------------------------------------------------------------------------- */

/* A date names a day, not a moment: the wait is counted from the end of that day. */
static struct moment wait_from_date(const struct screening_run *run, const struct pack_wait *wait)
{
    uint32_t item = form_find(run->answers->form, wait->from);

    if (item == FORM_NONE || run->states[item] != FORM_ANSWERED)
        return (struct moment){.known = false};
    int64_t day = date_to_days(run->answers->of[item].date);
    return (struct moment){true, (day + 1) * HF_SECONDS_PER_DAY + wait->seconds};
}

static struct moment find_until(const struct screening_run *run, const struct pack_row *row,
                                const struct pack_ask *ask, uint32_t item)
{
    if (ask->under_years > 0)
        return (struct moment){true, old_enough_at(run->answers->of[item].date, ask->under_years)};
    if (!row->wait.given)
        return (struct moment){.known = false};
    if (row->wait.from.len == 0)
        return (struct moment){true, run->now_s + row->wait.seconds};
    return wait_from_date(run, &row->wait);
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

static bool add_finding(struct screening_run *run, const struct pack_row *row)
{
    const struct pack_ask *ask = NULL;
    struct screen_finding finding = {.row = row};
    enum judgement judged = judge_row(run, row, &ask, &finding.item);

    if (judged == JUDGED_NO)
        return true;
    finding.cause = judged == JUDGED_YES ? CAUSE_ANSWER : CAUSE_UNKNOWN;
    if (judged == JUDGED_YES)
        finding.until = find_until(run, row, ask, finding.item);
    if (finding.until.known && finding.until.utc_s <= run->now_s)
        return true;
    if (!fill_rules(run, row, find_site(run, row), &finding))
        return false;
    run->findings[run->n_findings++] = finding;
    return true;
}

/* --- organs and tasks ------------------------------------------------------------------------ */

static uint32_t find_organ_question(const struct form *form, struct span key)
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
    uint32_t item = find_organ_question(run->answers->form, key);

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

static bool is_task(const struct screening_run *run, uint32_t item, enum screen_task_kind *ret)
{
    enum form_kind kind = run->answers->form->items[item].kind;

    if (run->states[item] != FORM_ANSWERED)
        return false;
    *ret = kind == FORM_CHOICE ? TASK_TALK : TASK_READ;
    return kind == FORM_TEXT ||
           (kind == FORM_CHOICE && span_is(run->answers->of[item].text, FORM_TALK));
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

    if (!form_answer_date(answers, birth_date, &born))
        return (struct moment){.known = false};
    return (struct moment){true, screen_adult_at(born)};
}

static bool run_rows(struct screening_run *run, struct screen_result *result)
{
    run->findings = arena_array(run->arena, struct screen_finding, run->rules->n_rows);
    if (run->findings == NULL || run->states == NULL)
        return false;
    for (uint32_t i = 0; i < run->rules->n_rows; i++)
        if (!add_finding(run, &run->rules->rows[i]))
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
                                .arena = arena};

    if (!run_rows(&run, &result) || !list_tasks(&run, &result))
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

/* --- do the rules fit the form? -------------------------------------------------------------- */

static enum status misfit(struct fault *why, struct span row, const char *what)
{
    return fault_set(why, HF_INVALID, "%.*s: %s", SPAN_ARGS(row), what);
}

static bool is_kind(const struct form *form, struct span link_id, enum form_kind kind)
{
    uint32_t item = form_find(form, link_id);

    return item != FORM_NONE && form->items[item].kind == kind;
}

static bool ask_fits(const struct pack_ask *ask, const struct form *form)
{
    if (ask->under_years > 0)
        return is_kind(form, ask->question, FORM_DATE);
    if (!is_kind(form, ask->question, FORM_CHOICE))
        return false;
    const struct form_item *item = &form->items[form_find(form, ask->question)];
    for (size_t i = 0; i < ask->answers.count; i++) {
        const struct form_option *option = form_option_find(item, ask->answers.at[i]);

        if (option == NULL || option->careful)
            return false;
    }
    return true;
}

static bool sites_fit(const struct pack_row *row, const struct form *form)
{
    if (row->n_sites == 0)
        return true;
    if (!is_kind(form, row->site_question, FORM_CHOICE))
        return false;
    const struct form_item *item = &form->items[form_find(form, row->site_question)];
    for (uint32_t i = 0; i < row->n_sites; i++)
        if (form_option_find(item, row->sites[i].code) == NULL)
            return false;
    return true;
}

static enum status row_fits(const struct pack_row *row, const struct form *form, struct fault *why)
{
    for (uint32_t i = 0; i < row->n_asks; i++)
        if (!ask_fits(&row->asks[i], form))
            return misfit(why, row->id, "asks what the form does not, or counts a careful answer");
    if (row->wait.from.len > 0 && !is_kind(form, row->wait.from, FORM_DATE))
        return misfit(why, row->id, "waits from what is no date of the form");
    if (!sites_fit(row, form))
        return misfit(why, row->id, "names a place that the form does not offer");
    return HF_OK;
}

enum status screen_fits(const struct screening *rules, const struct atlas *atlas,
                        const struct form *form, struct fault *why)
{
    enum status st = HF_OK;

    for (uint32_t i = 0; i < rules->n_rows && st == HF_OK; i++)
        st = row_fits(&rules->rows[i], form, why);
    for (uint32_t i = 0; i < atlas->n_organs && st == HF_OK; i++)
        if (find_organ_question(form, atlas->organs[i].key) == FORM_NONE)
            st = misfit(why, atlas->organs[i].key, "the form does not ask for this organ");
    if (st == HF_OK && !is_kind(form, span_of(birth_date), FORM_DATE))
        st = misfit(why, span_of(birth_date), "the form does not ask for it");
    return st;
}
