/* An official text beside the scoring: what fits, what is refused and by which words, and the
 * answers as numbers. Forms are made here without any sentence of an instrument; real ones are
 * used in place where HOLDFAST_QUESTIONNAIRES names their folder.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/slot.h"
#include "knowledge/knowledge.h"

#include "tap.h"

#include <stdarg.h>
#include <stdlib.h>

enum { ARENA_BYTES = 64 << 20, FORM_MOST = 64 << 10 };

static struct knowledge know;
static struct arena arena;
static struct report report;
static struct fault why;

/* With an end that C knows. */
static const char *chars(struct span words)
{
    char *at = arena_alloc(&arena, words.len + 1, 1);

    memcpy(at, words.at, words.len);
    at[words.len] = '\0';
    return at;
}

/* --- a form in the making -------------------------------------------------------------------- */

/* How it differs from the right one; items from 1, 0: nowhere. */
struct slip {
    const char *measure;
    uint32_t leave_out, add, swap, heavy, same, turned, unweighed, repeats, gated, words, yes_no;
    bool no_codes, total;
};

static char text[FORM_MOST];
static size_t text_len;

static void put(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void put(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int n = vsnprintf(text + text_len, sizeof text - text_len, format, args);
    va_end(args);
    text_len += n > 0 ? (size_t)n : 0;
}

static int64_t weight(const struct slip *slip, const struct measure_item *range, uint32_t item,
                      int64_t n)
{
    if (slip->heavy == item && n == range->most)
        return n + 1;
    if (slip->same == item && n == range->most)
        return n - 1;
    return slip->turned == item ? range->least + range->most - n : n;
}

static void put_options(const struct slip *slip, const struct measure_item *range, uint32_t item)
{
    put(",\"answerOption\":[");
    for (int64_t n = range->least; n <= range->most; n++) {
        put("%s{", n > range->least ? "," : "");
        if (slip->unweighed != item)
            put("\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/"
                "ordinalValue\",\"valueDecimal\":%lld}],",
                (long long)weight(slip, range, item, n));
        put("\"valueCoding\":{\"code\":\"c%lld\",\"display\":\"Answer %lld\"}}", (long long)n,
            (long long)n);
    }
    put("]");
}

static void put_item(const struct slip *slip, const struct measure *m, uint32_t item)
{
    uint32_t code = slip->swap != item ? item : slip->swap + 1 == item ? item : item + 1;

    if (slip->swap > 0 && item == slip->swap + 1)
        code = slip->swap;
    put("%s{\"linkId\":\"q%u\",\"text\":\"Question %u\"", item > 1 ? "," : "", item, item);
    if (m->codes != NULL && !slip->no_codes)
        put(",\"code\":[{\"system\":\"http://loinc.org\",\"code\":\"%.*s\"}]",
            SPAN_ARGS(m->codes[code - 1]));
    if (slip->repeats == item)
        put(",\"repeats\":true");
    if (slip->gated == item)
        put(",\"enableWhen\":[{\"question\":\"q1\",\"operator\":\"exists\","
            "\"answerBoolean\":true}]");
    put(",\"type\":\"%s\"", slip->yes_no == item  ? "boolean"
                            : slip->words == item ? "open-choice"
                                                  : "choice");
    if (slip->yes_no != item)
        put_options(slip, &m->items[item <= m->n_items ? item - 1 : 0], item);
    put("}");
}

static struct span form_of(const struct slip *slip)
{
    const struct measure *m = measures_find(know.measures, span_of(slip->measure));
    uint32_t n = m->n_items + (slip->add > 0);

    text_len = 0;
    put("{\"resourceType\":\"Questionnaire\",\"status\":\"active\",\"title\":\"T\",\"item\":[");
    for (uint32_t i = 1; i <= n; i++) {
        struct slip plain = *slip;

        if (i == slip->leave_out)
            continue;
        plain.no_codes |= i > m->n_items;
        put_item(&plain, m, i);
    }
    if (slip->total)
        put(",{\"linkId\":\"sum\",\"text\":\"Total\",\"type\":\"decimal\",\"required\":true}");
    put("]}");
    return span_at(text, text_len);
}

/* --- matching -------------------------------------------------------------------------------- */

static enum status match(struct span json, const struct measure *m, struct measure_match *ret)
{
    const struct questionnaire *form = NULL;

    report_init(&report, &arena);
    fault_clear(&why);
    enum status st = questionnaire_load(json, LOAD_LENIENT, NULL, &arena, &report, &form, &why);

    return st == HF_OK ? measure_match(m, form, &arena, &report, ret, &why) : st;
}

static bool says(const char *words)
{
    for (const struct issue *i = report.first; i != NULL; i = i->next)
        if (i->severity == ISSUE_ERROR && strstr(chars(i->text), words) != NULL)
            return true;
    for (const struct issue *i = report.first; i != NULL; i = i->next)
        printf("#   %.*s: %.*s\n", SPAN_ARGS(i->link_id), SPAN_ARGS(i->text));
    return false;
}

static const struct {
    const char *name;
    struct slip slip;
    const char *words;
} refusals[] = {
    {"a missing question is named", {.measure = "gad-7", .leave_out = 7}, "item 7 is missing"},
    {"a question too many is named", {.measure = "gad-7", .add = 1}, "this one is too many"},
    {"two questions that changed places are seen by their codes",
     {.measure = "phq-9", .swap = 8},
     "stands where item 8 stands"},
    {"the same for the later of the two", {.measure = "phq-9", .swap = 8}, "item 9 has 44260-8"},
    {"an answer beyond the range is named",
     {.measure = "phq-9", .heavy = 9},
     "item 9 goes from 0 to 3; its answer 4 counts 4"},
    {"two answers of one weight are named",
     {.measure = "phq-9", .same = 2},
     "item 2: its answers 3 and 4 count the same"},
    {"an item that is turned round already",
     {.measure = "pss-10", .turned = 4},
     "items 1 and 4: the same answer counts otherwise"},
    {"an item whose answers have no weight",
     {.measure = "phq-9", .unweighed = 3},
     "item 3: nothing says what its answer 1 counts"},
    {"an item with several answers", {.measure = "phq-9", .repeats = 1}, "more than one answer"},
    {"an item that is asked only sometimes",
     {.measure = "phq-9", .gated = 9},
     "item 9 is asked only sometimes"},
    {"an item that takes words of one's own",
     {.measure = "phq-9", .words = 5},
     "item 5 takes words"},
    {"the question of the safety path without its code",
     {.measure = "phq-9", .no_codes = true},
     "item 9 leads to the safety page, so it has to carry its code 44260-8"},
    {"yes or no where there are four answers",
     {.measure = "phq-9", .yes_no = 9},
     "item 9 goes from 0 to 3; here it is yes or no"},
};

static void test_refusals(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct measure_match got;
        const struct measure *m = measures_find(know.measures, span_of(refusals[i].slip.measure));
        enum status st = match(form_of(&refusals[i].slip), m, &got);

        tap_case(refusals[i].name, st == HF_INVALID && says(refusals[i].words));
    }
}

static void test_every_instrument_takes_a_form_of_its_own_shape(void)
{
    bool all = true;

    for (uint32_t i = 0; i < know.measures->count; i++) {
        struct slip slip = {.measure = chars(know.measures->at[i].id)};
        struct measure_match got;

        if (match(form_of(&slip), &know.measures->at[i], &got) == HF_OK &&
            got.is_proven == (know.measures->at[i].codes != NULL))
            continue;
        printf("# %s: %s\n", slip.measure, why.text);
        all = false;
    }
    tap_case("every instrument takes a form of its own shape", all);
}

static void test_no_other_instrument_takes_it(void)
{
    const struct slip slip = {.measure = "phq-9"};
    struct measure_match got;
    bool none = true;

    for (uint32_t i = 0; i < know.measures->count; i++)
        if (!span_is(know.measures->at[i].id, "phq-9"))
            none = none && match(form_of(&slip), &know.measures->at[i], &got) == HF_INVALID;
    tap_case("no other instrument takes the form of the PHQ-9", none);
}

static void test_without_codes_nothing_is_proven(void)
{
    const struct slip slip = {.measure = "gad-7", .no_codes = true};
    struct measure_match got;
    enum status st = match(form_of(&slip), measures_find(know.measures, SPAN("gad-7")), &got);

    tap_case("without codes a form may fit, and says that its order is not proven",
             st == HF_OK && !got.is_proven);
}

static void test_a_total_is_not_asked(void)
{
    const struct slip slip = {.measure = "gad-7", .total = true};
    struct measure_match got;
    enum status st = match(form_of(&slip), measures_find(know.measures, SPAN("gad-7")), &got);
    uint32_t at = st == HF_OK ? questionnaire_find(got.form, SPAN("sum")) : QUESTION_NONE;

    tap_case("a total that somebody would have to type is not asked",
             at != QUESTION_NONE && got.form->items[at].hidden && !got.form->items[at].required &&
                 !got.form->items[0].hidden);
}

/* --- answers --------------------------------------------------------------------------------- */

static void give(struct response *response, const char *link, const char *raw)
{
    uint32_t at = questionnaire_find(response->form, span_of(link));
    struct response_item *item = response_item_ensure(response, at);
    struct fhir_value value;

    CHECK_INT(question_read_value(&response->form->items[at], span_of(raw), &arena, &value, &why),
              HF_OK);
    CHECK(item != NULL && response_answer_set(response, item, 0, value));
}

static void test_answers_become_numbers(void)
{
    const struct slip slip = {.measure = "phq-9"};
    struct measure_match got;
    int64_t answers[MEASURE_MAX_ITEMS];
    struct measure_result result;

    CHECK_INT(match(form_of(&slip), measures_find(know.measures, SPAN("phq-9")), &got), HF_OK);
    struct response *response = response_new(got.form, &arena);

    give(response, "q1", "c2");
    give(response, "q9", "c1");
    measure_answers(&got, response, answers);
    tap_case("an answer counts what its form says, silence is missing",
             answers[0] == 2 && answers[1] == MEASURE_MISSING && answers[8] == 1);
    tap_case("question 9 alone leads to the safety path, whatever else is blank",
             measure_score(got.measure, answers, &result, &why) == HF_OK && result.alarm &&
                 result.alarm_item == 9 && !result.of[0].given);
}

/* --- real ones ------------------------------------------------------------------------------- */

static const struct {
    const char *file, *measure;
    bool proven;
} real[] = {
    {"q/uwcirg/PHQ-9-quick-depression-assessment-panel-_Reported.PHQ_.R4.json", "phq-9", true},
    {"q/lforms/phq9-with-the-weight-function.json", "phq-9", true},
    {"q/uwcirg/GAD-7.fixed-comma.json", "gad-7", true},
    {"q/uwcirg/CIRG-PHQ-4.json", "phq-4", true},
    {"q/uwcirg/CIRG-PC-PTSD-5.json", "pc-ptsd-5", true},
    {"q/uwcirg/CIRG-PEG.json", NULL, false},
    {"q/smartforms/CVD_Check.json", NULL, false},
};

static bool try_real(const char *folder, size_t at)
{
    static char bytes[1 << 20];
    const struct questionnaire *form = NULL;
    struct measure_match got;
    char path[600];

    (void)snprintf(path, sizeof path, "%s/%s", folder, real[at].file);
    FILE *file = fopen(path, "rb");
    size_t len = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);

    if (file != NULL)
        fclose(file);
    report_init(&report, &arena);
    fault_clear(&why);
    if (questionnaire_load(span_at(bytes, len), LOAD_LENIENT, NULL, &arena, &report, &form, &why) !=
        HF_OK)
        return false;
    const struct measure *m = measure_recognise(know.measures, form, &arena);

    if (m == NULL || real[at].measure == NULL)
        return m == NULL && real[at].measure == NULL;
    bool fits = measure_match(m, form, &arena, &report, &got, &why) == HF_OK;

    if (!fits)
        (void)says("nothing"); /* prints what was found */
    return fits && span_is(m->id, real[at].measure) && got.is_proven == real[at].proven;
}

static void test_real_forms(void)
{
    const char *folder = getenv("HOLDFAST_QUESTIONNAIRES");

    if (folder == NULL) {
        puts("# HOLDFAST_QUESTIONNAIRES names no folder: real instruments were not tried");
        return;
    }
    for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
        char name[200];

        (void)snprintf(name, sizeof name, "%s is %s", strrchr(real[i].file, '/') + 1,
                       real[i].measure == NULL ? "none that is known" : real[i].measure);
        tap_case(name, try_real(folder, i));
    }
}

int main(void)
{
    void *block = malloc(ARENA_BYTES);

    arena_init(&arena, block, ARENA_BYTES);
    fault_clear(&why);
    if (block == NULL || knowledge_load(&arena, &know, &why) != HF_OK) {
        printf("Bail out! %s\n", why.text);
        free(block);
        return 1;
    }
    test_refusals();
    test_every_instrument_takes_a_form_of_its_own_shape();
    test_no_other_instrument_takes_it();
    test_without_codes_nothing_is_proven();
    test_a_total_is_not_asked();
    test_answers_become_numbers();
    test_real_forms();
    free(block);
    return tap_end();
}
