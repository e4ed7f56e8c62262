/* bench/bench_decide.c - how long one decision takes, in the plain form and in the folded one, on
 * the facts of bench/facts.json: one client with 40 events, and 10,000 of them made from it.
 *
 * Prints the machine and medians of many rounds. Not a test: nothing fails by being slow.
 * usage: bench_decide FACTS.json
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/decide.h"
#include "core/decide/fold.h"
#include "core/decide/folded.h"
#include "core/decide/ground.h"
#include "core/format/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ROUNDS = 301,
    DECISIONS = 1000,
    CLIENTS = 10000,
    TOUCHES = 200000,
    PLAN_STEPS = 100,
    SPARE = 4
};

static const struct json_limits limits = {1 << 20, 32, 100000};

/* The world as the file has it, and what is made from it. */
struct bench {
    struct arena arena;
    struct facts facts;
    const struct json *acts;
    int64_t now_s;
    const struct ground *ground;
    struct workspace *space;
    volatile uint64_t sink; /* so that nothing measured can be left out */
};

/* --- measuring ------------------------------------------------------------------------------- */

static int64_t clock_ns(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t); /* always there on Linux */
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

typedef void work_fn(struct bench *b, const void *arg, int times);

/* The median of ROUNDS rounds, in nanoseconds for each time. */
static double median_ns(struct bench *b, work_fn *work, const void *arg, int times)
{
    static double rounds[ROUNDS];

    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t from = clock_ns();

        work(b, arg, times);
        rounds[i] = (double)(clock_ns() - from) / times;
    }
    qsort(rounds, ROUNDS, sizeof rounds[0], compare);
    return rounds[ROUNDS / 2];
}

static void print(const char *what, double plain_ns, double folded_ns)
{
    printf("%-38s %10.0f ns %10.1f ns %7.0f x\n", what, plain_ns, folded_ns, plain_ns / folded_ns);
}

static void print_one(const char *what, double ns)
{
    printf("%-38s %13s %10.1f ns\n", what, "", ns);
}

/* --- one client, warm ------------------------------------------------------------------------ */

struct asking {
    struct folded *folded;
    const struct act *act;
    const struct asked *asked;
    int64_t now_s;
};

static void work_plain(struct bench *b, const void *arg, int times)
{
    const struct asking *q = arg;
    struct decision d = {.ceiling = 0};

    for (int i = 0; i < times; i++) {
        decide(&b->facts, q->act, q->now_s + (i & 1), b->space, &d);
        b->sink += d.reason_count;
    }
}

static void work_judge(struct bench *b, const void *arg, int times)
{
    const struct asking *q = arg;
    struct folded_answer answer;

    for (int i = 0; i < times; i++)
        b->sink += folded_judge(q->folded, q->asked, q->now_s + (i & 1), &answer) + answer.reasons +
                   answer.live;
}

/* With region, technique and practitioner looked up each time, and the answer spelled out. */
static void work_spell(struct bench *b, const void *arg, int times)
{
    const struct asking *q = arg;
    struct decision d = {.ceiling = 0};

    for (int i = 0; i < times; i++) {
        folded_decide(q->folded, &b->facts, q->act, q->now_s + (i & 1), b->space, &d);
        b->sink += d.reason_count;
    }
}

static void measure_act(struct bench *b, struct folded *folded, const char *cells)
{
    struct act act = act_read(json_member(b->acts, cells));
    struct asked asked;
    char what[64];

    ground_ask(b->ground, &act, &asked);
    const struct asking q = {folded, &act, &asked, b->now_s};
    double plain = median_ns(b, work_plain, &q, DECISIONS / 10);

    (void)snprintf(what, sizeof what, "%s cell(s), all reason masks", cells);
    print(what, plain, median_ns(b, work_judge, &q, DECISIONS));
    (void)snprintf(what, sizeof what, "%s cell(s), looked up and spelled out", cells);
    print(what, plain, median_ns(b, work_spell, &q, DECISIONS));
}

/* --- folding and appending ------------------------------------------------------------------- */

static void work_fold(struct bench *b, const void *arg, int times)
{
    for (int i = 0; i < times; i++) {
        size_t mark = arena_mark(&b->arena);
        struct folded *folded = NULL;

        (void)arg;
        b->sink += folded_new(b->ground, &b->facts, SPARE, b->now_s, &b->arena, &folded, NULL);
        arena_rewind(&b->arena, mark);
    }
}

static void work_plain_fold(struct bench *b, const void *arg, int times)
{
    struct fold *fold = (struct fold *)(uintptr_t)arg;

    for (int i = 0; i < times; i++) {
        fold_all(fold, &b->facts, b->now_s);
        b->sink += fold->finding_count;
    }
}

/* The log without its last event, and the time from appending that event to its first answer. */
static double append_ns(struct bench *b, const struct event *last, const struct asked *asked)
{
    static double times[ROUNDS];
    size_t count = b->facts.event_count;

    b->facts.events[count] = *last;
    for (size_t i = 0; i < ROUNDS; i++) {
        size_t mark = arena_mark(&b->arena);
        struct folded_answer answer = {.reasons = 0};
        struct folded *folded = NULL;
        enum status st =
            folded_new(b->ground, &b->facts, SPARE, b->now_s, &b->arena, &folded, NULL);

        if (st != HF_OK)
            return 0;
        b->facts.event_count = count + 1;
        int64_t from = clock_ns();

        folded_advance(folded, last->at_s);
        bool right = folded_judge(folded, asked, last->at_s, &answer);

        times[i] = (double)(clock_ns() - from);
        b->facts.event_count = count;
        b->sink += right + answer.reasons;
        arena_rewind(&b->arena, mark);
    }
    qsort(times, ROUNDS, sizeof times[0], compare);
    return times[ROUNDS / 2];
}

static struct event late_event(const struct bench *b, enum event_kind kind)
{
    struct event e = b->facts.events[1]; /* a grant: its scope serves */

    e.id = SPAN("late");
    e.at_s = b->now_s + 1;
    e.kind = kind;
    if (kind == EVENT_SIGNAL)
        e.value = SPAN("red");
    if (kind == EVENT_FINDING)
        e.subject = b->facts.rules[2].finding, e.value = SPAN("on");
    return e;
}

static void measure_append(struct bench *b)
{
    static const struct {
        enum event_kind kind;
        const char *what;
    } rows[] = {{EVENT_REVOKE, "from a revoke to the decision"},
                {EVENT_GRANT, "from a grant to the decision"},
                {EVENT_LIMIT, "from a limit to the decision"},
                {EVENT_FINDING, "from a finding to the decision"},
                {EVENT_SIGNAL, "from a red to the decision"}};
    struct act act = act_read(json_member(b->acts, "1"));
    struct asked asked;

    ground_ask(b->ground, &act, &asked);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct event e = late_event(b, rows[i].kind);

        print_one(rows[i].what, append_ns(b, &e, &asked));
    }
}

/* --- 10,000 clients at random ---------------------------------------------------------------- */

struct crowd {
    struct facts *facts;
    struct folded **folded;
    size_t bytes; /* of all folded forms */
};

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* The same client with other places, ceilings and times. */
static void vary(const struct bench *b, struct facts *facts, struct event *events, uint64_t *state)
{
    *facts = b->facts;
    facts->events = events;
    for (size_t i = 0; i < facts->event_count; i++) {
        events[i] = b->facts.events[i];
        events[i].at_s -= (int64_t)(next_random(state) % 50);
        if (events[i].scope.place > 0 && next_random(state) % 4 == 0)
            events[i].scope.place = (int32_t)(next_random(state) % facts->region_count);
        if (events[i].effect.has_max_pressure)
            events[i].effect.max_pressure = 3 + (int64_t)(next_random(state) % 8);
    }
}

/* Each client's folded form in memory of its own size, as a server would keep it. */
static bool fold_crowd(struct bench *b, struct crowd *crowd)
{
    uint64_t state = 42;

    for (size_t i = 0; i < CLIENTS; i++) {
        struct event *events = calloc(b->facts.event_count, sizeof *events);
        size_t mark = arena_mark(&b->arena); /* clients stay until the program ends */

        if (events == NULL)
            return false;
        vary(b, &crowd->facts[i], events, &state);
        enum status st = folded_new(b->ground, &crowd->facts[i], 0, b->now_s, &b->arena,
                                    &crowd->folded[i], NULL);
        size_t bytes = b->arena.used - mark;
        struct arena own;

        arena_rewind(&b->arena, mark);
        void *block = malloc(bytes + 4096);

        if (st != HF_OK || block == NULL)
            return false;
        arena_init(&own, block, bytes + 4096);
        if (folded_new(b->ground, &crowd->facts[i], 0, b->now_s, &own, &crowd->folded[i], NULL) !=
            HF_OK)
            return false;
        crowd->bytes += own.used;
    }
    return true;
}

/* What looking at the clock twice costs by itself. */
static double clock_alone_ns(void)
{
    static double times[ROUNDS];

    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t from = clock_ns();

        times[i] = (double)(clock_ns() - from);
    }
    qsort(times, ROUNDS, sizeof times[0], compare);
    return times[ROUNDS / 2];
}

static void measure_crowd(struct bench *b)
{
    static double times[TOUCHES];
    static struct facts facts[CLIENTS];
    static struct folded *folded[CLIENTS];
    struct crowd crowd = {facts, folded, 0};
    struct act act = act_read(json_member(b->acts, "1"));
    uint64_t state = 7;
    struct asked asked;
    size_t right = 0;

    if (!fold_crowd(b, &crowd))
        return;
    ground_ask(b->ground, &act, &asked);
    for (size_t i = 0; i < TOUCHES; i++) {
        struct folded *one = folded[next_random(&state) % CLIENTS];
        struct folded_answer answer = {.reasons = 0};
        int64_t from = clock_ns();

        right += folded_judge(one, &asked, b->now_s, &answer);
        times[i] = (double)(clock_ns() - from);
        b->sink += answer.reasons;
    }
    qsort(times, TOUCHES, sizeof times[0], compare);
    printf(
        "10,000 clients at random, 1 cell: %.0f ns median, %.0f ns p99; of it the clock %.0f ns\n",
        times[TOUCHES / 2], times[TOUCHES / 100 * 99], clock_alone_ns());
    printf("of them by the masks: %.2f %%\n", 100.0 * (double)right / TOUCHES);
    printf("memory: %zu bytes for each client of %zu events\n", crowd.bytes / CLIENTS,
           b->facts.event_count);
}

/* --- the whole ------------------------------------------------------------------------------- */

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

static bool read_bench(struct bench *b, struct span text)
{
    static const struct named_worlds none = {NULL, 0};
    const struct json *root = NULL;
    struct fault why;

    fault_clear(&why);
    if (json_parse(text, &limits, &b->arena, &root, &why) != HF_OK ||
        facts_read(json_member(root, "facts"), &none, &b->arena, &b->facts, &why) != HF_OK ||
        ground_new(&b->facts, &b->arena, &b->ground, &why) != HF_OK || b->ground == NULL) {
        fprintf(stderr, "bench_decide: %s\n", why.text);
        return false;
    }
    b->acts = json_member(root, "acts");
    return json_int64(json_member(root, "now"), &b->now_s);
}

/* Room at the end of the log for what is appended. */
static bool make_room(struct bench *b)
{
    struct event *events = arena_array(&b->arena, struct event, b->facts.event_count + SPARE);

    if (events == NULL)
        return false;
    memcpy(events, b->facts.events, b->facts.event_count * sizeof *events);
    b->facts.events = events;
    b->space = workspace_new(&b->facts, &b->arena);
    return b->space != NULL;
}

static void measure(struct bench *b)
{
    struct folded *folded = NULL;
    struct fold fold;

    if (folded_new(b->ground, &b->facts, SPARE, b->now_s, &b->arena, &folded, NULL) != HF_OK ||
        fold_init(&fold, &b->facts, 0, &b->arena, NULL) != HF_OK)
        return;
    print_machine();
    printf("%-38s %13s %13s %9s\n", "one client, warm; medians", "plain form", "folded form",
           "ratio");
    measure_act(b, folded, "1");
    measure_act(b, folded, "8");
    measure_act(b, folded, "16");
    print("folding the whole log", median_ns(b, work_plain_fold, &fold, DECISIONS / 10),
          median_ns(b, work_fold, NULL, DECISIONS / 10));
    measure_append(b);
    measure_crowd(b);
}

int main(int argc, char **argv)
{
    static char text[1 << 20];
    struct bench b = {.sink = 0};
    void *block = malloc(32 << 20);
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;

    if (file == NULL || block == NULL) {
        fprintf(stderr, "usage: bench_decide FACTS.json\n");
        return 2;
    }
    size_t len = fread(text, 1, sizeof text, file);

    fclose(file);
    arena_init(&b.arena, block, 32 << 20);
    if (!read_bench(&b, span_at(text, len)) || !make_room(&b))
        return 1;
    measure(&b);
    return b.sink == 0;
}
