/* Real Questionnaires: each loads, or is refused with findings; each that loads takes an empty and
 * a full set of answers, checks them, and comes out of its bytes as it went in.
 *
 * HOLDFAST_QUESTIONNAIRES names the folder; nothing of it is part of the project.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* nftw */

#include "core/questionnaire/calculate.h"
#include "core/questionnaire/validate.h"

#include "tap.h"

#include <ftw.h>
#include <stdalign.h>
#include <stdlib.h>

enum { MAX_FILE = 1 << 20, ARENA_BYTES = 192 << 20, MAX_FILES = 500, MAX_PATH_TEXT = 512 };

static struct arena arena;
static struct fault why;
static char paths[MAX_FILES][MAX_PATH_TEXT];
static size_t n_paths;
static uint32_t strict, lenient, n_asked, n_given;

/* --- answers --------------------------------------------------------------------------------- */

static struct fhir_value of_json(const char *text, enum value_type type)
{
    const struct json *json = NULL;

    if (json_parse(span_of(text), &json_limits_default, &arena, &json, &why) != HF_OK)
        return (struct fhir_value){VALUE_NONE, NULL};
    return (struct fhir_value){type, json};
}

/* Nothing but the checker itself says whether a candidate fits. */
static bool fits(const struct questionnaire *form, const struct question *q,
                 struct fhir_value value)
{
    const struct response_answer answer = {.value = value};
    struct report report;

    report_init(&report, &arena);
    response_validate_answer(form, q, &answer, NULL, &report);
    return report.errors == 0;
}

static const struct {
    enum value_type type;
    const char *json;
} candidates[] = {
    {VALUE_BOOLEAN, "true"},
    {VALUE_INTEGER, "1"},
    {VALUE_INTEGER, "50"},
    {VALUE_INTEGER, "2000"},
    {VALUE_DECIMAL, "1"},
    {VALUE_DECIMAL, "1.5"},
    {VALUE_DECIMAL, "50"},
    {VALUE_DECIMAL, "150"},
    {VALUE_DATE, "\"2020-02-29\""},
    {VALUE_DATE, "\"1990-01\""},
    {VALUE_DATE_TIME, "\"2020-02-29T10:00:00Z\""},
    {VALUE_TIME, "\"10:00:00\""},
    {VALUE_STRING, "\"words\""},
    {VALUE_STRING, "\"12345\""},
    {VALUE_STRING, "\"(555) 123-4567\""},
    {VALUE_STRING, "\"2000\""},
    {VALUE_STRING, "\"a@example.org\""},
    {VALUE_STRING, "\"https://example.org/\""},
    {VALUE_URI, "\"https://example.org/x\""},
    {VALUE_CODING, "{\"system\":\"urn:x\",\"code\":\"x\"}"},
    {VALUE_REFERENCE, "{\"reference\":\"Patient/1\"}"},
    {VALUE_REFERENCE, "{\"reference\":\"Organization/1\"}"},
    {VALUE_ATTACHMENT, "{\"contentType\":\"application/pdf\",\"data\":\"YQ==\"}"},
    {VALUE_ATTACHMENT, "{\"contentType\":\"image/png\",\"data\":\"YQ==\"}"},
    {VALUE_QUANTITY, "{\"value\":1}"},
};

static bool from_text(const struct questionnaire *form, const struct question *q, const char *raw,
                      struct fhir_value *ret)
{
    fault_clear(&why);
    return question_read_value(q, span_of(raw), &arena, ret, &why) == HF_OK && fits(form, q, *ret);
}

static bool make_value(const struct questionnaire *form, const struct question *q,
                       struct fhir_value *ret)
{
    for (uint32_t i = 0; i < q->n_options; i++) {
        *ret = q->options[i].value;
        if (fits(form, q, *ret))
            return true;
    }
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        *ret = of_json(candidates[i].json, candidates[i].type);
        if (candidates[i].type == q->answers && fits(form, q, *ret))
            return true;
    }
    return from_text(form, q, "50", ret) || from_text(form, q, "1", ret);
}

static bool is_calculated(const struct questionnaire *form, uint32_t question)
{
    for (uint32_t i = 0; i < form->n_order; i++)
        if (form->expressions[form->order[i]].question == question)
            return true;
    return false;
}

static void give_answer(struct response *response, uint32_t question)
{
    const struct question *q = &response->form->items[question];
    struct response_item *item;
    struct fhir_value value;
    uint32_t n = 0;

    if (!make_value(response->form, q, &value) ||
        (item = response_item_ensure(response, question)) == NULL || item->n_answers > 0)
        return;
    do
        CHECK(response_answer_set(response, item, n++, value));
    while (n < q->min_occurs);
}

static void give_answers(struct response *response)
{
    for (uint32_t i = 0; i < response->form->n_items; i++)
        if (question_is_asked(&response->form->items[i]) && !is_calculated(response->form, i)) {
            give_answer(response, i);
            n_asked++;
        }
}

/* --- checks ---------------------------------------------------------------------------------- */

static void show(const struct report *report)
{
    for (const struct issue *i = report->first; i != NULL; i = i->next)
        if (i->severity == ISSUE_ERROR)
            printf("#   %.*s: %.*s\n", SPAN_ARGS(i->where), SPAN_ARGS(i->text));
}

static bool is_valid(struct response *response, struct calculation *calculation)
{
    struct report report;

    report_init(&report, &arena);
    enum status st = response_validate(response, calculation, &arena, &report, &why);

    show(&report);
    return st == HF_OK && report.errors == 0;
}

static bool comes_back(const struct response *response)
{
    struct response *again = NULL;
    struct span once = SPAN(""), twice = SPAN("");
    bool ok = response_write(response, &arena, &once, &why) == HF_OK &&
              response_read(once, response->form, &arena, &again, &why) == HF_OK &&
              response_write(again, &arena, &twice, &why) == HF_OK;

    return ok && span_equal(once, twice) && again->n_items == response->n_items &&
           again->n_answers == response->n_answers;
}

static bool takes_nothing(const struct questionnaire *form)
{
    struct response *response = response_new(form, &arena);

    return response != NULL && is_valid(response, NULL) && comes_back(response);
}

static bool takes_answers(const struct questionnaire *form)
{
    static const struct calculation_world world = {.now_us = 1795000000000000};
    struct response *response = response_new(form, &arena);
    struct calculation *calculation = calculation_new(response, &world, &arena);
    struct report report;
    uint32_t dropped = 0;

    report_init(&report, &arena);
    if (calculation_begin(calculation, &report, &why) != HF_OK)
        return false;
    give_answers(response);
    bool ok = enabled_drop(response, calculation, &arena, &dropped, &why) == HF_OK &&
              calculation_run(calculation, &report, &why) == HF_OK &&
              response_status_set(response, SPAN("completed"));

    n_given += response->n_answers;
    return ok && is_valid(response, calculation) && comes_back(response);
}

static void name_case(const char *path, const char *fact, bool passed)
{
    char name[MAX_PATH_TEXT + 100];
    const char *base = strrchr(path, '/');

    (void)snprintf(name, sizeof name, "%s %s", base == NULL ? path : base + 1, fact);
    tap_case(name, passed);
}

static bool is_explained(const struct report *report)
{
    bool all = report->errors > 0;

    for (const struct issue *i = report->first; i != NULL; i = i->next)
        all = all && i->text.len > 0 && i->where.len > 0;
    return all;
}

static void try_form(const char *path, struct span json)
{
    const struct questionnaire *form = NULL;
    struct report report;

    report_init(&report, &arena);
    fault_clear(&why);
    enum status st = questionnaire_load(json, LOAD_STRICT, NULL, &arena, &report, &form, &why);

    strict += st == HF_OK;
    name_case(path, "loads strictly, or says why not",
              st == HF_OK || (st == HF_INVALID && is_explained(&report)));
    report_init(&report, &arena);
    fault_clear(&why);
    st = questionnaire_load(json, LOAD_LENIENT, NULL, &arena, &report, &form, &why);
    lenient += st == HF_OK;
    if (st != HF_OK) {
        show(&report);
        name_case(path, "is refused for import, and says why",
                  st == HF_INVALID && is_explained(&report));
        return;
    }
    name_case(path, "takes no answers yet, and comes back", takes_nothing(form));
    name_case(path, "takes all answers, and comes back", takes_answers(form));
}

static void try_file(const char *path, void *block)
{
    static char bytes[MAX_FILE];
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        name_case(path, "can be read", false);
        return;
    }
    size_t len = fread(bytes, 1, sizeof bytes, file);

    fclose(file);
    arena_init(&arena, block, ARENA_BYTES);
    try_form(path, span_at(bytes, len));
}

/* --- the folder ------------------------------------------------------------------------------ */

static int add_path(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    size_t len = strlen(path);

    (void)st;
    (void)at;
    if (kind == FTW_F && len > 5 && len < MAX_PATH_TEXT && strcmp(path + len - 5, ".json") == 0 &&
        n_paths < MAX_FILES)
        memcpy(paths[n_paths++], path, len + 1);
    return 0;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(a, b);
}

int main(void)
{
    const char *folder = getenv("HOLDFAST_QUESTIONNAIRES");
    void *block = malloc(ARENA_BYTES);

    if (folder == NULL || block == NULL || nftw(folder, add_path, 8, FTW_PHYS) != 0) {
        puts("1..0 # SKIP HOLDFAST_QUESTIONNAIRES names no folder");
        free(block);
        return 0;
    }
    qsort(paths, n_paths, sizeof paths[0], compare_paths);
    for (size_t i = 0; i < n_paths; i++)
        try_file(paths[i], block);
    printf("# %zu forms: %u load strictly, %u for import; %u questions, %u answers kept\n", n_paths,
           strict, lenient, n_asked, n_given);
    tap_case("more than half of all questions were answered", n_given > n_asked / 2);
    free(block);
    return tap_end();
}
