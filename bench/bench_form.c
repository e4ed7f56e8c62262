/* bench/bench_form.c - a form of 400 calculated answers after one answer: only what depends on it
 * is computed again. Three shapes: each reads another answer; all read the one; each reads the one
 * before it. And loading, checking and scoring the same form.
 *
 * Prints medians of many rounds, in time of the processor, so that others on the machine do not
 * count. Not a test: nothing fails by being slow.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/calculate.h"
#include "core/questionnaire/validate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ITEMS = 400, ROUNDS = 301, FORM_BYTES = 1 << 20, ARENA_BYTES = 512 << 20 };

enum shape { SHAPE_EACH, SHAPE_ALL, SHAPE_CHAIN };

static const char *const shape_names[] = {"each reads one of 400 answers",
                                          "all read the one answer", "each reads the one before"};
static char form_json[FORM_BYTES];
static struct arena arena;
static struct fault why;

static int64_t clock_ns(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* always there on Linux */
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void fail(const char *what)
{
    printf("%s: %s\n", what, why.text);
    exit(1);
}

/* --- the form -------------------------------------------------------------------------------- */

static size_t put_source(char *at, size_t room, enum shape shape, int i)
{
    if (shape == SHAPE_EACH)
        return (size_t)snprintf(at, room, "a%d", i);
    if (shape == SHAPE_CHAIN && i > 0)
        return (size_t)snprintf(at, room, "c%d", i - 1);
    return (size_t)snprintf(at, room, "a0");
}

static size_t put_item(char *at, size_t room, enum shape shape, int i)
{
    char source[16];

    (void)put_source(source, sizeof source, shape, i);
    return (size_t)snprintf(
        at, room,
        ",{\"linkId\":\"c%d\",\"type\":\"decimal\",\"readOnly\":true,\"extension\":[{\"url\":"
        "\"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
        "calculatedExpression\",\"valueExpression\":{\"language\":\"text/fhirpath\",\"expression\":"
        "\"%%resource.item.where(linkId='%s').answer.value + 1\"}}]}",
        i, source);
}

static struct span make_form(enum shape shape)
{
    size_t n = (size_t)snprintf(form_json, sizeof form_json,
                                "{\"resourceType\":\"Questionnaire\",\"url\":\"urn:f\",\"version\":"
                                "\"1\",\"status\":\"active\",\"item\":["
                                "{\"linkId\":\"a0\",\"type\":\"decimal\"}");

    for (int i = 1; i < ITEMS && shape == SHAPE_EACH; i++)
        n += (size_t)snprintf(form_json + n, sizeof form_json - n,
                              ",{\"linkId\":\"a%d\",\"type\":\"decimal\"}", i);
    for (int i = 0; i < ITEMS; i++)
        n += put_item(form_json + n, sizeof form_json - n, shape, i);
    n += (size_t)snprintf(form_json + n, sizeof form_json - n, "]}");
    return span_at(form_json, n);
}

/* --- measuring ------------------------------------------------------------------------------- */

struct bench {
    const struct questionnaire *form;
    struct response *response;
    struct calculation *calculation;
    struct report report;
};

static void give(struct bench *b, const char *link_id, int n)
{
    struct response_item *item =
        response_item_ensure(b->response, questionnaire_find(b->form, span_of(link_id)));
    char raw[16];
    struct fhir_value value;

    (void)snprintf(raw, sizeof raw, "%d", n);
    if (item == NULL ||
        question_read_value(&b->form->items[item->question], span_of(raw), &arena, &value, &why) !=
            HF_OK ||
        !response_answer_set(b->response, item, 0, value))
        fail("answer");
}

static void print(const char *what, int64_t *ns, uint32_t evaluated)
{
    qsort(ns, ROUNDS, sizeof ns[0], compare);
    printf("  %-34s %9.1f us median %9.1f us best  (%u computed)\n", what,
           (double)ns[ROUNDS / 2] / 1000, (double)ns[0] / 1000, evaluated);
}

static void start(struct bench *b, struct span json)
{
    static const struct calculation_world world = {.now_us = 0};
    char name[16];

    report_init(&b->report, &arena);
    if (questionnaire_load(json, LOAD_STRICT, NULL, &arena, &b->report, &b->form, &why) != HF_OK)
        fail("load");
    b->response = response_new(b->form, &arena);
    b->calculation = calculation_new(b->response, &world, &arena);
    for (int i = 0; i < ITEMS; i++) {
        (void)snprintf(name, sizeof name, "a%d", i);
        if (questionnaire_find(b->form, span_of(name)) != QUESTION_NONE)
            give(b, name, i);
    }
    if (calculation_run(b->calculation, &b->report, &why) != HF_OK || b->report.count > 0)
        fail("run");
}

static void measure_changed(struct bench *b)
{
    uint32_t a = questionnaire_find(b->form, SPAN("a0")), evaluated = 0;
    int64_t ns[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        give(b, "a0", 1000 + i);
        int64_t from = clock_ns();

        if (calculation_changed(b->calculation, a, &b->report, &evaluated, &why) != HF_OK)
            fail("changed");
        ns[i] = clock_ns() - from;
    }
    print("one answer changed", ns, evaluated);
}

static void measure_load(struct span json)
{
    int64_t ns[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        const struct questionnaire *form = NULL;
        size_t mark = arena_mark(&arena);
        struct report report;
        int64_t from = clock_ns();

        report_init(&report, &arena);
        if (questionnaire_load(json, LOAD_STRICT, NULL, &arena, &report, &form, &why) != HF_OK)
            fail("load");
        ns[i] = clock_ns() - from;
        arena_rewind(&arena, mark);
    }
    print("loaded strictly", ns, 0);
}

static void measure_check(struct bench *b)
{
    int64_t ns[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        size_t mark = arena_mark(&arena);
        struct report report;
        int64_t from = clock_ns();

        report_init(&report, &arena);
        if (response_validate(b->response, b->calculation, &arena, &report, &why) != HF_OK)
            fail("check");
        ns[i] = clock_ns() - from;
        arena_rewind(&arena, mark);
    }
    print("the response checked", ns, 0);
}

static void measure(enum shape shape)
{
    struct span json = make_form(shape);
    struct bench b = {.form = NULL};

    fault_clear(&why);
    arena.used = 0;
    start(&b, json);
    printf("%s: %u items, %u calculated\n", shape_names[shape], b.form->n_items, b.form->n_order);
    measure_changed(&b);
    measure_check(&b);
    measure_load(json);
}

int main(void)
{
    void *block = malloc(ARENA_BYTES);

    if (block == NULL)
        return 1;
    arena_init(&arena, block, ARENA_BYTES);
    measure(SHAPE_EACH);
    measure(SHAPE_ALL);
    measure(SHAPE_CHAIN);
    free(block);
    return 0;
}
