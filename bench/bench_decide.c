/* bench/bench_decide.c - how long one decision takes: 1, 8 and 16 cells, one client, all warm.
 *
 * Prints the machine and medians of many rounds. Not a test: nothing fails by being slow.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/decide.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PARTS = 16, EVENTS = 40, ROUNDS = 301, DECISIONS = 2000, NAME = 8 };

static alignas(max_align_t) unsigned char block[1 << 20];
static char part_names[PARTS][NAME], event_names[EVENTS][NAME];

static const struct span any_word[] = {SPAN_INIT("*")};
static const struct span external[] = {SPAN_INIT("external")};
static const struct span therapeutic[] = {SPAN_INIT("therapeutic")};

/* A body of 16 single parts; the first eight lie below "half". */
static struct region regions[PARTS + 2];
static struct event events[EVENTS];
static struct credential credential;
static struct practitioner practitioner = {SPAN_INIT("p1"), &credential, 1};

static struct scope scope_of(struct span region)
{
    return (struct scope){.region = region,
                          .side = SIDE_BOTH,
                          .techniques = {any_word, 1},
                          .access = {external, 1},
                          .intents = {therapeutic, 1},
                          .practitioners = {any_word, 1}};
}

static void make_regions(void)
{
    regions[0] = (struct region){.id = SPAN("body")};
    regions[1] = (struct region){.id = SPAN("half"), .parent = SPAN("body")};
    for (size_t i = 0; i < PARTS; i++) {
        (void)snprintf(part_names[i], NAME, "r%zu", i);
        regions[i + 2] = (struct region){.id = span_of(part_names[i]),
                                         .parent = i < PARTS / 2 ? SPAN("half") : SPAN("body")};
    }
}

/* A year of visits: limits and grants of single parts, then today's session. */
static void make_event(size_t i)
{
    struct event *e = &events[i];

    (void)snprintf(event_names[i], NAME, "e%02zu", i);
    *e = (struct event){.id = span_of(event_names[i]),
                        .at_s = (int64_t)i,
                        .kind = i % 2 == 0 ? EVENT_GRANT : EVENT_LIMIT,
                        .by = {SPAN("client"), SPAN("c1")},
                        .is_signed = true,
                        .scope = scope_of(span_of(part_names[i % PARTS]))};
    e->effect = (struct effect){.has_max_pressure = true, .max_pressure = 6};
}

static void set_event(size_t i, enum event_kind kind, const char *role, const char *value)
{
    events[i].kind = kind;
    events[i].by.role = span_of(role);
    events[i].value = span_of(value);
}

static void make_events(void)
{
    for (size_t i = 0; i < EVENTS; i++)
        make_event(i);
    events[EVENTS - 5].kind = EVENT_GRANT;
    events[EVENTS - 5].scope = scope_of(SPAN("body"));
    set_event(EVENTS - 4, EVENT_SCREENING, "practitioner", "");
    set_event(EVENTS - 3, EVENT_SESSION_START, "practitioner", "");
    set_event(EVENTS - 2, EVENT_CAPACITY, "practitioner", "ok");
    set_event(EVENTS - 1, EVENT_SIGNAL, "client", "green");
}

static struct facts make_facts(void)
{
    make_regions();
    make_events();
    credential = (struct credential){.id = SPAN("k1"), .scope = scope_of(SPAN("body"))};
    return (struct facts){
        .regions = regions,
        .region_count = PARTS + 2,
        .client = SPAN("c1"),
        .adult_at = {true, 0},
        .practitioners = &practitioner,
        .practitioner_count = 1,
        .policy = {.checkin_s = 1200, .checkin_sensitive_s = 300, .screening_max_age_s = 9999},
        .events = events,
        .event_count = EVENTS,
    };
}

static int64_t clock_ns(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t); /* always there on Linux */
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void measure(const struct facts *facts, const char *cells, struct span region,
                    struct workspace *workspace)
{
    const struct act act = {.practitioner = SPAN("p1"),
                            .region = region,
                            .technique = SPAN("effleurage"),
                            .side = SIDE_BOTH,
                            .access = ACCESS_EXTERNAL,
                            .intent = INTENT_THERAPEUTIC,
                            .mode = MODE_LIVE,
                            .pressure = 3,
                            .duration_s = 60};
    int64_t rounds[ROUNDS];
    struct decision d = {.ceiling = 0};

    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t from = clock_ns();

        for (size_t k = 0; k < DECISIONS; k++)
            decide(facts, &act, EVENTS + (int64_t)(k & 1), workspace, &d);
        rounds[i] = (clock_ns() - from) / DECISIONS;
    }
    qsort(rounds, ROUNDS, sizeof rounds[0], compare);
    printf("%3s cells  %6ld ns median  %6ld ns fastest round  (%.*s, %zu events)\n", cells,
           (long)rounds[ROUNDS / 2], (long)rounds[0], SPAN_ARGS(verdict_word(d.verdict)),
           facts->event_count);
}

static void print_machine(void)
{
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");

    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "model name", strlen("model name")) != 0)
            continue;
        printf("machine %s", strchr(line, ':') + 2);
        break;
    }
    if (file != NULL)
        fclose(file);
}

int main(void)
{
    struct facts facts = make_facts();
    struct arena arena;
    struct fault why;

    fault_clear(&why);
    arena_init(&arena, block, sizeof block);
    if (facts_check(&facts, &arena, &why) != HF_OK) {
        fprintf(stderr, "bench_decide: %s\n", why.text);
        return 1;
    }
    struct workspace *workspace = workspace_new(&facts, &arena);

    if (workspace == NULL)
        return 1;
    print_machine();
    measure(&facts, "1", SPAN("r0"), workspace);
    measure(&facts, "8", SPAN("half"), workspace);
    measure(&facts, "16", SPAN("body"), workspace);
    printf("memory of one decision: %zu bytes\n", arena.used);
    return 0;
}
