/* Every statement of "What must always hold" (docs/decision.md) on random worlds.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "laws.h"

enum { CASES = 3000 };

static void show_words(const char *name, struct words list)
{
    printf(" %s=", name);
    for (size_t i = 0; i < list.count; i++)
        printf("%s%.*s", i > 0 ? "," : "", SPAN_ARGS(list.at[i]));
}

static void show_moment(const char *name, struct moment m)
{
    if (m.known)
        printf(" %s=%" PRId64, name, m.utc_s);
}

static void show_scope(const struct scope *scope)
{
    printf(" %.*s side %d", SPAN_ARGS(scope->region), (int)scope->side);
    show_words("techniques", scope->techniques);
    show_words("access", scope->access);
    show_words("intents", scope->intents);
    show_words("practitioners", scope->practitioners);
}

static void show_event(const struct event *e)
{
    printf("#   %.*s at %" PRId64 " %.*s by %.*s/%.*s", SPAN_ARGS(e->id), e->at_s,
           SPAN_ARGS(event_kind_word(e->kind)), SPAN_ARGS(e->by.role), SPAN_ARGS(e->by.id));
    printf(" %.*s %.*s", SPAN_ARGS(e->subject), SPAN_ARGS(e->value));
    if (e->kind == EVENT_GRANT || e->kind == EVENT_LIMIT || e->kind == EVENT_REVOKE ||
        e->kind == EVENT_MAYBE)
        show_scope(&e->scope);
    show_words("replaces", e->replaces);
    show_moment("from", e->from);
    show_moment("until", e->until);
    printf("%s\n", e->is_signed ? " signed" : "");
}

static void show_decision(const struct decision *d)
{
    printf("# %.*s ceiling %" PRId64 " reasons", SPAN_ARGS(verdict_word(d->verdict)), d->ceiling);
    for (size_t i = 0; i < d->reason_count; i++)
        printf(" %.*s%.*s", SPAN_ARGS(reason_word(&d->reasons[i])), SPAN_ARGS(d->reasons[i].id));
    show_words("missing", d->missing);
    show_words("basis", d->basis);
    printf("\n");
}

static void show_world(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision d = world_decide(&w);

    for (size_t i = 0; i < w.facts.region_count; i++)
        printf("# %.*s below %.*s%s%s\n", SPAN_ARGS(w.regions[i].id),
               SPAN_ARGS(w.regions[i].parent), w.regions[i].paired ? " paired" : "",
               w.regions[i].intimate ? " intimate" : "");
    printf("# act %.*s side %d %.*s %.*s pressure %" PRId64 " duration %" PRId64 " mode %d\n",
           SPAN_ARGS(w.act.region), (int)w.act.side, SPAN_ARGS(access_word(w.act.access)),
           SPAN_ARGS(intent_word(w.act.intent)), w.act.pressure, w.act.duration_s, (int)w.act.mode);
    printf("# now %" PRId64 "\n", w.now_s);
    for (size_t i = 0; i < w.facts.event_count; i++)
        show_event(&w.events[i]);
    show_decision(&d);
}

static int counts[3];

static bool count_verdicts(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    counts[world_decide(&w).verdict]++;
    return true;
}

/* A law that only ever sees refusals would prove nothing. */
static void test_worlds__reach_every_verdict(void)
{
    unsigned char bytes[TAPE_LONGEST];
    uint64_t state = tape_seed();

    for (int i = 0; i < CASES; i++)
        (void)tape_holds(count_verdicts, bytes, tape_fill(&state, bytes));
    printf("# deny %d, conditional %d, permit %d\n", counts[0], counts[1], counts[2]);
    for (int i = 0; i < 3; i++)
        CHECK(counts[i] > CASES / 50);
}

static void test_worlds__an_empty_tape_is_a_permit(void)
{
    struct world w;

    world_make(&(struct tape){.len = 0}, &w);
    CHECK_INT(world_decide(&w).verdict, VERDICT_PERMIT);
}

int main(void)
{
    printf("# HOLDFAST_SEED=%" PRIu64 "\n", tape_seed());
    RUN(test_worlds__an_empty_tape_is_a_permit);
    RUN(test_worlds__reach_every_verdict);
    for (size_t i = 0; i < LAW_COUNT; i++)
        tape_check(laws[i].name, laws[i].holds, show_world, CASES);
    return tap_end();
}
