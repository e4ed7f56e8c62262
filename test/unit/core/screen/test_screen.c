/* Replays test/cases/screen: what a client answers, and what must be on.
 *
 * Every case begins with a healthy adult who has every organ and answered everything. Lines:
 *     case NAME
 *     now DATE                 noon UTC of that day; otherwise 2026-11-23
 *     QUESTION = ANSWER        the questions before it are answered so that it is asked
 *     QUESTION =               nobody answered it
 *     silent                   nothing at all was answered
 *     on FINDING until DATE    over at the end of that day in UTC
 *     on FINDING open          no end
 *     on FINDING               until when does not matter here
 *     off FINDING
 *     nothing else             no finding but those that were named
 *     task read|talk QUESTION
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include "somebody.h"

struct running {
    char name[200];
    struct form_answers *answers;
    int64_t now_s;
    struct screen_result result;
    bool screened, passed, open;
    size_t expected;
};

static void wrong(struct running *r, const char *what, struct span which)
{
    printf("# %s: %s: %.*s\n", r->name, what, SPAN_ARGS(which));
    r->passed = false;
}

static void set_answer(struct running *r, struct span question, struct span answer)
{
    if (!somebody_says(r->answers, question, answer))
        wrong(r, "no such question or answer", question);
}

/* --- expectations ---------------------------------------------------------------------------- */

static const struct screen_result *screened(struct running *r)
{
    struct fault why = {0};

    if (!r->screened &&
        screen(know.screening, know.atlas, r->answers, r->now_s, &arena, &r->result, &why) != HF_OK)
        wrong(r, why.text, SPAN("screen"));
    r->screened = true;
    return &r->result;
}

static const struct screen_finding *find(struct running *r, struct span id)
{
    const struct screen_result *result = screened(r);

    for (uint32_t i = 0; i < result->n_findings; i++)
        if (span_equal(result->findings[i].id, id))
            return &result->findings[i];
    return NULL;
}

static void expect_until(struct running *r, const struct screen_finding *f, struct span when)
{
    struct date day;

    if (when.len == 0)
        return;
    if (span_is(when, "open")) {
        if (f->until.known)
            wrong(r, "has an end", f->id);
        return;
    }
    (void)span_cut(&when, ' '); /* the word "until" */
    if (!date_parse(when, &day) || f->until.utc_s != (date_to_days(day) + 1) * HF_SECONDS_PER_DAY ||
        !f->until.known)
        wrong(r, "ends at another time", f->id);
}

static void expect_on(struct running *r, struct span rest)
{
    struct span id = span_cut(&rest, ' ');
    const struct screen_finding *finding = find(r, id);

    r->expected++;
    if (finding == NULL) {
        wrong(r, "should be on", id);
        return;
    }
    if (finding->rules.count == 0)
        wrong(r, "switches on no rule", id);
    expect_until(r, finding, rest);
}

static void expect_task(struct running *r, struct span rest)
{
    struct span kind = span_cut(&rest, ' ');
    enum screen_task_kind wanted = span_is(kind, "talk") ? TASK_TALK : TASK_READ;
    const struct screen_result *result = screened(r);

    for (uint32_t i = 0; i < result->n_tasks; i++)
        if (result->tasks[i].kind == wanted &&
            span_equal(know.intake->items[result->tasks[i].item].link_id, rest))
            return;
    wrong(r, "should be a task", rest);
}

static void expect_nothing_else(struct running *r)
{
    const struct screen_result *result = screened(r);

    if (result->n_findings == r->expected)
        return;
    for (uint32_t i = 0; i < result->n_findings; i++)
        wrong(r, "something else is on too, among", result->findings[i].id);
}

static void end_case(struct running *r)
{
    if (r->open)
        tap_case(r->name, r->passed);
    r->open = false;
}

static void begin_case(struct running *r, struct span name)
{
    end_case(r);
    arena_init(&arena, case_block, sizeof case_block);
    *r = (struct running){.passed = true, .open = true, .now_s = TODAY * INT64_C(86400) + NOON};
    snprintf(r->name, sizeof r->name, "%.*s", SPAN_ARGS(name));
    r->answers = somebody_healthy();
}

static void set_now(struct running *r, struct span text)
{
    struct date day;

    if (date_parse(text, &day))
        r->now_s = date_to_days(day) * HF_SECONDS_PER_DAY + NOON;
    else
        wrong(r, "no date", text);
}

static void run_line(struct running *r, struct span line)
{
    struct span rest = line, word = span_cut(&rest, ' ');

    if (span_is(word, "case"))
        begin_case(r, rest);
    else if (span_is(word, "now"))
        set_now(r, rest);
    else if (span_is(word, "silent"))
        r->answers = form_answers_new(&arena, know.intake);
    else if (span_is(word, "on"))
        expect_on(r, rest);
    else if (span_is(word, "off") && find(r, rest) != NULL)
        wrong(r, "should be off", rest);
    else if (span_is(word, "task"))
        expect_task(r, rest);
    else if (span_is(line, "nothing else"))
        expect_nothing_else(r);
    else if (span_is(span_cut(&rest, ' '), "=") || span_is(rest, "="))
        set_answer(r, word, span_trim(rest));
    else if (!span_is(word, "off"))
        wrong(r, "a line that says nothing", line);
}

static void run_file(const char *path)
{
    static char bytes[1 << 20];
    struct running running = {0};
    FILE *in = fopen(path, "rb");

    tap_case(path, in != NULL);
    if (in == NULL)
        return;
    struct span rest = span_at(bytes, fread(bytes, 1, sizeof bytes, in));
    fclose(in);
    while (rest.len > 0) {
        struct span line = span_trim(span_cut(&rest, '\n'));

        if (line.len > 0 && line.at[0] != '#')
            run_line(&running, line);
    }
    end_case(&running);
}

/* --- what no case file can say --------------------------------------------------------------- */

static void test_screen__survives_every_lack_of_memory(void)
{
    struct running r = {.passed = true};
    struct screen_result result = {.n_findings = 12345};
    enum status st = HF_FAILED;

    arena_init(&arena, case_block, sizeof case_block);
    r.answers = somebody_healthy();
    size_t mark = arena_mark(&arena);
    for (size_t budget = mark; st != HF_OK && budget < sizeof case_block; budget += 256) {
        struct fault why = {0};

        arena.size = budget;
        arena.spent = false;
        arena_rewind(&arena, mark);
        st = screen(know.screening, know.atlas, r.answers, 0, &arena, &result, &why);
        CHECK(st == HF_OK || (st == HF_FAILED && result.n_findings == 12345));
    }
    CHECK_INT(st, HF_OK);
}

static void test_screen__a_red_flag_holds_the_whole_body(void)
{
    struct running r = {.passed = true, .now_s = TODAY * INT64_C(86400)};

    arena_init(&arena, case_block, sizeof case_block);
    r.answers = somebody_healthy();
    CHECK(!screened(&r)->holds_body);
    r.screened = false;
    set_answer(&r, SPAN("rf_leg"), SPAN("yes"));
    CHECK(screened(&r)->holds_body);
}

static void test_screen__every_red_flag_denies_the_whole_body(void)
{
    for (uint32_t i = 0; i < know.screening->n_rules; i++) {
        const struct rule *rule = &know.screening->rules[i];

        if (!span_starts(rule->finding, SPAN("RF")))
            continue;
        CHECK(span_is(rule->scope.region, "body") && rule->effect.deny);
        CHECK(rule->scope.side == SIDE_BOTH && rule->scope.access.count == 0);
        CHECK(!rule->clearable);
    }
}

static void test_screen__an_organ_counts_only_when_it_is_a_yes(void)
{
    static const char *const answers[] = {"yes", "no", "unsure", "skip", "talk", ""};
    uint32_t organ = atlas_organ_find(know.atlas, SPAN("prostate"));
    uint32_t prostate = atlas_find(know.atlas, SPAN("prostate"));

    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct running r = {.passed = true, .now_s = TODAY * INT64_C(86400)};

        arena_init(&arena, case_block, sizeof case_block);
        r.answers = somebody_healthy();
        (void)put(r.answers, SPAN("organ_prostate"), span_of(answers[i]));
        const enum organ_answer *organs = screened(&r)->organs;
        CHECK_INT(atlas_is_offered(know.atlas, organs, prostate), i == 0);
        CHECK_INT(organs[organ], i == 5 ? ORGAN_SILENT : (int)(ORGAN_YES + (int)i));
    }
}

static void test_screen__a_region_needs_the_organs_above_it_too(void)
{
    struct running r = {.passed = true, .now_s = TODAY * INT64_C(86400)};

    arena_init(&arena, case_block, sizeof case_block);
    r.answers = somebody_healthy();
    (void)put(r.answers, SPAN("organ_anus"), SPAN("no"));
    CHECK(!atlas_is_offered(know.atlas, screened(&r)->organs,
                            atlas_find(know.atlas, SPAN("prostate"))));
}

static void test_screen__an_adult_is_one_on_the_eighteenth_birthday(void)
{
    CHECK_INT(screen_adult_at((struct date){2008, 11, 23}), TODAY * INT64_C(86400));
    CHECK_INT(screen_adult_at((struct date){2008, 2, 29}),
              date_to_days((struct date){2026, 3, 1}) * 86400);
}

static void test_screen__rules_that_ask_the_unknown_do_not_fit(void)
{
    struct form other = *know.intake;
    struct fault why = {0};

    other.n_items = 0;
    CHECK_INT(screen_fits(know.screening, know.atlas, &other, &arena, &why), HF_INVALID);
    CHECK(strstr(why.text, "RF01") != NULL);
}

/* The first rule with another condition, asked of somebody healthy. */
static const struct screen_finding *found_by(const char *condition)
{
    static struct pack_row row;
    static struct screen_result result;
    struct screening rules = *know.screening;
    struct fault why = {0};

    arena_init(&arena, case_block, sizeof case_block);
    row = know.screening->rows[0];
    CHECK_INT(fhirpath_compile(span_of(condition), &(struct fhirpath_options){0}, &arena,
                               &row.program, &why),
              HF_OK);
    rules.rows = &row;
    rules.n_rows = 1;
    CHECK_INT(screen(&rules, know.atlas, somebody_healthy(), TODAY * INT64_C(86400), &arena,
                     &result, &why),
              HF_OK);
    return result.n_findings == 1 ? &result.findings[0] : NULL;
}

static void test_screen__a_condition_that_says_nothing_is_on(void)
{
    CHECK(found_by("false") == NULL);
    CHECK(found_by("{}") != NULL);
    CHECK(found_by("%resource.item.where(linkId = 'nowhere').answer.value") != NULL);
}

static void test_screen__a_condition_that_cannot_be_evaluated_is_on(void)
{
    CHECK(found_by("%resource.repeat(item).linkId.single() = 'rf_saddle'") != NULL);
    CHECK(found_by("%resource.repeat(item).linkId") != NULL);
}

static void test_screen__conditions_see_no_free_text(void)
{
    CHECK(found_by("%resource.repeat(item).answer.value.ofType(string).exists()") == NULL);
    CHECK(found_by("%resource.repeat(item).where(linkId = 'name_to_use').exists()") == NULL);
}

int main(int argc, char **argv)
{
    if (!load_packs())
        return 1;
    RUN(test_screen__survives_every_lack_of_memory);
    RUN(test_screen__a_red_flag_holds_the_whole_body);
    RUN(test_screen__every_red_flag_denies_the_whole_body);
    RUN(test_screen__an_organ_counts_only_when_it_is_a_yes);
    RUN(test_screen__a_region_needs_the_organs_above_it_too);
    RUN(test_screen__an_adult_is_one_on_the_eighteenth_birthday);
    RUN(test_screen__rules_that_ask_the_unknown_do_not_fit);
    RUN(test_screen__a_condition_that_says_nothing_is_on);
    RUN(test_screen__a_condition_that_cannot_be_evaluated_is_on);
    RUN(test_screen__conditions_see_no_free_text);
    for (int i = 1; i < argc; i++)
        run_file(argv[i]);
    return tap_end();
}
