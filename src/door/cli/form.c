/* door/cli/form.c - `holdfast form check`, `score` and `preview`.
 *
 * Files are told apart by their resourceType: a Questionnaire, a QuestionnaireResponse, ValueSets.
 * A form alone is loaded strictly; beside a response it is loaded as for import, and what had to be
 * left out of it is told with the rest.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/form_score.h"
#include "door/cli/preview.h"

#include "core/questionnaire/calculate.h"
#include "core/questionnaire/validate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_FILE = 1 << 20, MAX_FILES = 32, ARENA_BYTES = 256 << 20 };

/* KEEP IN ORDER: docs/forms.md, "On the command line". */
enum form_exit { FORM_VALID = 0, FORM_INVALID = 1, FORM_CANNOT = 2 };

struct form_run {
    struct arena arena;
    struct report report;
    struct fault why;
    const struct json *form, *response; /* NULL: none was named */
    struct json sets;                   /* a list of ValueSets */
    struct json *last_set;
    struct calculation_world world;
    uint16_t port; /* of a preview; 0: any free one */
};

/* --- files ---------------------------------------------------------------------------------------
 */

static enum status read_file(const char *path, struct arena *arena, struct span *ret,
                             struct fault *why)
{
    FILE *in = fopen(path, "rb");
    char *bytes = arena_alloc(arena, MAX_FILE + 1, 1);

    if (in == NULL)
        return fault_set(why, HF_INVALID, "%s can't be read", path);
    size_t len = bytes != NULL ? fread(bytes, 1, MAX_FILE + 1, in) : 0;
    bool failed = ferror(in) != 0;
    fclose(in);
    if (bytes == NULL)
        return fault_set(why, HF_FAILED, "no memory");
    if (failed || len > MAX_FILE)
        return fault_set(why, HF_INVALID, "%s can't be read, or is above 1 MiB", path);
    *ret = span_at(bytes, len);
    return HF_OK;
}

static enum status add_set(struct form_run *run, const struct json *tree)
{
    struct json *set = arena_new(&run->arena, struct json);

    if (set == NULL)
        return fault_set(&run->why, HF_FAILED, "no memory");
    *set = *tree;
    set->next = NULL;
    if (run->last_set == NULL)
        run->sets.child = set;
    else
        run->last_set->next = set;
    run->last_set = set;
    run->sets.count++;
    return HF_OK;
}

static enum status add_tree(struct form_run *run, const char *path, const struct json *tree)
{
    struct span type = json_text(json_member(tree, "resourceType"));

    if (span_is(type, "ValueSet"))
        return add_set(run, tree);
    const struct json **slot = span_is(type, "Questionnaire")           ? &run->form
                               : span_is(type, "QuestionnaireResponse") ? &run->response
                                                                        : NULL;

    if (slot == NULL)
        return fault_set(&run->why, HF_INVALID,
                         "%s is no Questionnaire, QuestionnaireResponse or ValueSet", path);
    if (*slot != NULL)
        return fault_set(&run->why, HF_INVALID, "%s is a second %.*s", path, SPAN_ARGS(type));
    *slot = tree;
    return HF_OK;
}

static enum status add_file(struct form_run *run, const char *path)
{
    const struct json *tree = NULL;
    struct span bytes = {NULL, 0};
    enum status st = read_file(path, &run->arena, &bytes, &run->why);

    if (st == HF_OK)
        st = json_parse(bytes, &questionnaire_limits, &run->arena, &tree, &run->why);
    return st == HF_OK ? add_tree(run, path, tree) : st;
}

/* --- what is held against what -------------------------------------------------------------------
 */

/* "#id": the form lies in the response, beside the value sets that it names. */
static enum status find_contained(struct form_run *run)
{
    struct span name = json_text(json_member(run->response, "questionnaire"));
    const struct json *list = json_member(run->response, "contained");
    enum status st = HF_OK;

    if (run->form != NULL || name.len < 2 || name.at[0] != '#')
        return HF_OK;
    for (const struct json *c = json_first(list); c != NULL && st == HF_OK; c = c->next) {
        struct span type = json_text(json_member(c, "resourceType"));

        if (span_is(type, "ValueSet"))
            st = add_set(run, c);
        else if (span_is(type, "Questionnaire") &&
                 span_equal(json_text(json_member(c, "id")), span_skip(name, 1)))
            run->form = c;
    }
    return st;
}

static int64_t now_us(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_REALTIME, &t); /* always there on Linux */
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static enum status load_form(struct form_run *run, enum load_mode mode,
                             const struct questionnaire **ret)
{
    return questionnaire_load_tree(run->form, mode, &run->sets, &run->arena, &run->report, ret,
                                   &run->why);
}

static enum status read_both(struct form_run *run, struct response **ret_response,
                             struct calculation **ret_calculation)
{
    const struct questionnaire *form = NULL;
    enum status st = load_form(run, LOAD_LENIENT, &form);

    if (st == HF_OK)
        st = response_read_tree(run->response, form, &run->arena, ret_response, &run->why);
    if (st != HF_OK)
        return st;
    *ret_calculation = calculation_new(*ret_response, &run->world, &run->arena);
    return *ret_calculation == NULL ? fault_set(&run->why, HF_FAILED, "no memory") : HF_OK;
}

/* --- check ---------------------------------------------------------------------------------------
 */

static int print_report(struct form_run *run)
{
    struct span outcome = SPAN("");

    if (report_write_outcome(&run->report, &run->arena, &outcome, &run->why) != HF_OK)
        return FORM_CANNOT;
    printf("%.*s\n", SPAN_ARGS(outcome));
    return run->report.errors > 0 ? FORM_INVALID : FORM_VALID;
}

/* Whoever reads the outcome alone must see that this is no "all is well". */
static int cannot(struct form_run *run)
{
    if (run->report.errors == 0)
        report_add(&run->report, ISSUE_ERROR, ISSUE_STRUCTURE, NULL, SPAN(""), "%s", run->why.text);
    (void)print_report(run); /* what was found so far; that it could not go on counts more */
    (void)cli_failed(&form_command, &run->why);
    return FORM_CANNOT;
}

static int check_form(struct form_run *run)
{
    const struct questionnaire *form = NULL;
    enum status st = load_form(run, LOAD_STRICT, &form);

    return st == HF_OK || (st == HF_INVALID && run->report.errors > 0) ? print_report(run)
                                                                       : cannot(run);
}

static int check_both(struct form_run *run)
{
    struct calculation *calculation = NULL;
    struct response *response = NULL;
    enum status st = read_both(run, &response, &calculation);

    if (st == HF_OK)
        st = response_validate(response, calculation, &run->arena, &run->report, &run->why);
    return st == HF_OK ? print_report(run) : cannot(run);
}

static int check(struct form_run *run)
{
    if (find_contained(run) != HF_OK)
        return cannot(run);
    if (run->response != NULL && run->form != NULL)
        return check_both(run);
    if (run->form != NULL)
        return check_form(run);
    if (run->response == NULL)
        return cli_misused(&form_command, "name a Questionnaire, a response, or both");
    response_validate_alone(run->response, &run->report);
    return print_report(run);
}

/* --- score ---------------------------------------------------------------------------------------
 */

static void print_problems(const struct report *report)
{
    for (const struct issue *i = report->first; i != NULL; i = i->next)
        if (i->severity != ISSUE_INFORMATION)
            fprintf(stderr, "holdfast form: %.*s: %.*s\n", SPAN_ARGS(i->where), SPAN_ARGS(i->text));
}

/* Sums of answers that do not fit the form would mean nothing: the response is checked first. */
static int score(struct form_run *run)
{
    struct calculation *calculation = NULL;
    struct response *response = NULL;
    struct span text = SPAN("");

    if (find_contained(run) != HF_OK)
        return cannot(run);
    if (run->form == NULL || run->response == NULL)
        return cli_misused(&form_command, "score needs a Questionnaire and a response");
    enum status st = read_both(run, &response, &calculation);

    if (st == HF_OK)
        st = response_validate(response, calculation, &run->arena, &run->report, &run->why);
    print_problems(&run->report);
    if (st == HF_OK && run->report.errors > 0)
        return FORM_INVALID;
    if (st == HF_OK)
        st = score_write(response, calculation, &run->report, &run->arena, &text, &run->why);
    if (st != HF_OK)
        return cannot(run);
    printf("%.*s\n", SPAN_ARGS(text));
    return FORM_VALID;
}

/* --- preview -------------------------------------------------------------------------------------
 */

static int preview(struct form_run *run)
{
    const struct questionnaire *form = NULL;

    if (run->form == NULL)
        return cli_misused(&form_command, "preview needs a Questionnaire");
    enum status st = load_form(run, LOAD_LENIENT, &form);

    print_problems(&run->report);
    if (st == HF_OK)
        st = preview_serve(form, &run->report, &run->sets, run->port, &run->why);
    if (st == HF_OK)
        return FORM_VALID;
    (void)cli_failed(&form_command, &run->why);
    return st == HF_INVALID ? FORM_INVALID : FORM_CANNOT;
}

/* --- the command ---------------------------------------------------------------------------------
 */

static const struct {
    const char *name;
    int (*run)(struct form_run *run);
} verbs[] = {{"check", check}, {"score", score}, {"preview", preview}};

enum { VERBS = sizeof verbs / sizeof *verbs };

static size_t verb_find(const char *name)
{
    size_t i = 0;

    while (i < VERBS && strcmp(verbs[i].name, name) != 0)
        i++;
    return i;
}

static bool take_port(struct form_run *run, const char *text)
{
    int64_t port = -1;

    if (!span_to_int64(span_of(text), &port) || port < 0 || port > 65535)
        return false;
    run->port = (uint16_t)port;
    return true;
}

static enum status take_arguments(struct form_run *run, int argc, char **argv)
{
    enum status st = HF_OK;

    for (int i = 2; i < argc && st == HF_OK; i++) {
        if (strcmp(argv[i], "--port") != 0)
            st = add_file(run, argv[i]);
        else if (++i == argc || !take_port(run, argv[i]))
            st = fault_set(&run->why, HF_INVALID, "--port takes a number up to 65535");
    }
    return st;
}

static int run_with(void *block, size_t verb, int argc, char **argv)
{
    struct form_run run = {.sets = {.kind = JSON_LIST}, .world = {.now_us = now_us()}};

    arena_init(&run.arena, block, ARENA_BYTES);
    report_init(&run.report, &run.arena);
    fault_clear(&run.why);
    run.world.value_sets = &run.sets;
    if (take_arguments(&run, argc, argv) != HF_OK)
        return cannot(&run);
    return verbs[verb].run(&run);
}

static int form_run(int argc, char **argv)
{
    size_t verb = argc >= 2 ? verb_find(argv[1]) : VERBS;

    if (verb == VERBS || argc < 3 || argc > 2 + MAX_FILES)
        return cli_misused(&form_command, "say check, score or preview, and the files");
    void *block = malloc(ARENA_BYTES);

    if (block == NULL) {
        fputs("holdfast form: no memory\n", stderr);
        return FORM_CANNOT;
    }
    int code = run_with(block, verb, argc, argv);

    free(block);
    return code;
}

const struct command form_command = {
    "form",
    "check FILE... | score QUESTIONNAIRE RESPONSE [VALUESET]... | preview QUESTIONNAIRE "
    "[VALUESET]... [--port N]",
    "Check a form or the answers to one (FHIR R4, as JSON), add up its scores, or try it",
    form_run};
