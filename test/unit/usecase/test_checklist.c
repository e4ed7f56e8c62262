/* test/unit/usecase/test_checklist.c - the shipped checklist over a plan inside the body: every
 * hard question is needed, every answer that stands in the way does, and words that change are
 * asked again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/checklist.h"
#include "knowledge/knowledge.h"

#include "tap.h"

#include <stdalign.h>

enum { ITEMS = CHECKLIST_MAX_ASKS + CHECKLIST_MAX_NAMES, STEPS = 40 };

static const struct id128 CLIENT = {{1}}, ANA = {{2}}, PLAN = {{3}}, OTHER_PLAN = {{4}};

static alignas(max_align_t) unsigned char block[KNOWLEDGE_BYTES], scratch_block[8 << 20],
    said_block[1 << 20];
static struct knowledge know;
static struct arena scratch, said_arena;

static struct step_said steps[STEPS];
static struct plan_drafted_content plan;
static struct field_said desk_fields[ITEMS], client_fields[ITEMS];
static struct terms_said_content desk;
static struct checklist_answered_content client;
static struct entry entries[2];

/* --- a plan --------------------------------------------------------------------------------- */

static const struct modality *way(const char *id)
{
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        if (span_is(know.modalities[i]->head.id, id))
            return know.modalities[i];
    return NULL;
}

static void plan_from(const char *id)
{
    const struct modality *from = way(id);

    plan = (struct plan_drafted_content){.title = from->head.title,
                                         .practitioner = ANA,
                                         .intent = INTENT_THERAPEUTIC,
                                         .steps = {steps, from->n_steps}};
    for (uint32_t i = 0; i < from->n_steps; i++)
        steps[i] = (struct step_said){.region = from->steps[i].act.region,
                                      .technique = from->steps[i].act.technique,
                                      .side = (uint8_t)from->steps[i].act.side,
                                      .access = (uint8_t)from->steps[i].act.access,
                                      .intent = (uint8_t)from->steps[i].act.intent,
                                      .pressure = 2,
                                      .duration_s = 600,
                                      .reason = from->steps[i].words};
}

static struct checklist_state state_now(void)
{
    const struct checklist_question question = {.pack = know.checklist,
                                                .atlas = know.atlas,
                                                .ways = know.modalities,
                                                .n_ways = KNOWLEDGE_MODALITIES,
                                                .entries = {.at = entries, .count = 2},
                                                .client = CLIENT,
                                                .plan = PLAN,
                                                .said = &plan};
    struct checklist_state state = {.count = 0};
    struct fault why = {0};

    arena_init(&scratch, scratch_block, sizeof scratch_block);
    CHECK_INT(checklist_of(&question, (struct checklist_answers){NULL, 0}, &scratch, &state, &why),
              HF_OK);
    return state;
}

/* --- answers --------------------------------------------------------------------------------- */

static struct span answer_to(const struct checklist_item *item)
{
    for (uint32_t i = 0; i < item->ask->n_options; i++)
        if (item->ask->options[i].counts)
            return item->ask->options[i].id;
    return item->ask->kind == ASK_TICK ? SPAN("yes") : SPAN("Nora Lind");
}

static void nothing_said(void)
{
    arena_init(&said_arena, said_block, sizeof said_block);
    desk = (struct terms_said_content){.plan = PLAN, .fields = {desk_fields, 0}};
    client = (struct checklist_answered_content){.plan = PLAN, .fields = {client_fields, 0}};
    entries[0] = (struct entry){.seq = 1,
                                .actor = ANA,
                                .roles = ROLE_PRACTITIONER,
                                .action = ACTION_TERMS_SAID,
                                .object = PLAN,
                                .content = &desk};
    entries[1] = (struct entry){.seq = 2,
                                .actor = CLIENT,
                                .roles = ROLE_CLIENT,
                                .action = ACTION_CHECKLIST_ANSWERED,
                                .object = PLAN,
                                .content = &client};
}

static void answer(const struct checklist_item *item, struct span value)
{
    bool is_client = item->ask->who == ASK_CLIENT;
    struct field_said *fields = is_client ? client_fields : desk_fields;
    struct field_list *list = is_client ? &client.fields : &desk.fields;

    fields[list->count++] =
        (struct field_said){item->ask->id, value, arena_copy(&said_arena, item->words)};
}

static struct field_said *said_to(struct span ask)
{
    for (size_t i = 0; i < desk.fields.count; i++)
        if (span_equal(desk_fields[i].ask, ask))
            return &desk_fields[i];
    for (size_t i = 0; i < client.fields.count; i++)
        if (span_equal(client_fields[i].ask, ask))
            return &client_fields[i];
    return NULL;
}

/* The practitioner first: what the client reads leans on it. */
static void all_said(void)
{
    nothing_said();
    for (int who = ASK_PRACTITIONER; who <= ASK_CLIENT; who++) {
        struct checklist_state state = state_now();

        for (size_t i = 0; i < state.count; i++)
            if (state.items[i].ask->who == (enum ask_who)who)
                answer(&state.items[i], answer_to(&state.items[i]));
    }
}

static size_t lacks(void)
{
    struct checklist_state state = state_now();

    return state.lacks_desk + state.lacks_client;
}

/* --- facts ----------------------------------------------------------------------------------- */

static bool asks(const char *id)
{
    struct checklist_state state = state_now();

    return checklist_item_find(&state, span_of(id)) != NULL;
}

static void test_checklist__silence_is_open_everywhere(void)
{
    nothing_said();
    struct checklist_state state = state_now();

    for (size_t i = 0; i < state.count; i++)
        CHECK(!state.items[i].is_met);
    CHECK(state.lacks_desk > 8 && state.lacks_client > 10);
}

static void test_checklist__every_hard_question_is_needed(void)
{
    all_said();
    CHECK_INT(lacks(), 0);
    struct checklist_state state = state_now();
    size_t count = state.count;
    struct span ids[ITEMS];

    for (size_t i = 0; i < count; i++)
        ids[i] = state.items[i].is_required ? state.items[i].ask->id : SPAN("");
    for (size_t i = 0; i < count; i++) {
        struct field_said *said = said_to(ids[i]);

        if (said == NULL)
            continue;
        struct span was = said->value;

        said->value = SPAN("");
        CHECK(lacks() > 0);
        said->value = was;
    }
    CHECK_INT(lacks(), 0);
}

static void try_options(const struct checklist_ask *ask)
{
    struct field_said *said = said_to(ask->id);

    for (uint32_t i = 0; said != NULL && i < ask->n_options; i++) {
        struct span was = said->value;

        said->value = ask->options[i].id;
        CHECK(ask->options[i].counts || lacks() > 0);
        said->value = was;
    }
}

static void test_checklist__an_answer_that_stands_in_the_way_does(void)
{
    all_said();
    for (uint32_t i = 0; i < know.checklist->n_asks; i++)
        try_options(&know.checklist->asks[i]);
    CHECK_INT(lacks(), 0);
}

static void test_checklist__a_wanted_chaperone_has_a_name(void)
{
    all_said();
    said_to(SPAN("CO15.offer"))->value = SPAN("accepted");
    CHECK_INT(lacks(), 0);
    said_to(SPAN("CO15.who"))->value = SPAN("");
    CHECK(lacks() > 0);
}

static void test_checklist__asks_what_belongs_to_the_plan(void)
{
    plan_from("holdfast-full-body-massage");
    nothing_said();
    CHECK(!asks("CO06.inside") && !asks("CO15.offer") && !asks("CO04.words"));
    steps[0].reason = SPAN("");
    CHECK(asks("CO04.words"));
    plan_from("holdfast-prostate-massage");
    CHECK(asks("CO06.inside") && asks("CO15.offer") && !asks("CO29.agree") && !asks("CO03.names"));
}

static bool tells(const char *id, const char *words)
{
    struct checklist_state state = state_now();
    const struct checklist_item *item = checklist_item_find(&state, span_of(id));

    for (size_t i = 0; item != NULL && i < item->told.count; i++)
        if (span_starts(item->told.at[i], span_of(words)))
            return true;
    return false;
}

static void test_checklist__tells_the_risks_of_this_plan(void)
{
    nothing_said();
    CHECK(tells("CO10.told", "Known reactions to internal work"));
    CHECK(tells("CO10.told", "Pressure on the prostate raised the PSA value"));
    CHECK(tells("CO11.told", "Repeated prostate massage beside antibiotics"));
    CHECK(tells("CO09.told", "Arousal, tears or an erection can happen as a reflex"));
    plan_from("holdfast-grounding");
    CHECK(!tells("CO10.told", "Known reactions to internal work"));
    CHECK(tells("CO10.told", "Serious harm from massage is rarely reported"));
    plan_from("holdfast-prostate-massage");
}

static void test_checklist__words_that_change_are_asked_again(void)
{
    all_said();
    said_to(SPAN("CO08.cost"))->value = SPAN("More.");
    struct checklist_state state = state_now();

    CHECK_INT(state.lacks_client, 1);
    CHECK(!checklist_item_find(&state, SPAN("CO08.told"))->is_met);
}

static void test_checklist__less_is_not_asked_again(void)
{
    all_said();
    plan.steps.count -= 2;
    CHECK_INT(lacks(), 0);
    plan.steps.count += 2;
    steps[0].duration_s += 600;
    CHECK(lacks() > 0);
    plan_from("holdfast-prostate-massage");
}

static void test_checklist__what_was_said_of_another_plan_is_nothing(void)
{
    all_said();
    entries[0].object = OTHER_PLAN;
    entries[1].object = OTHER_PLAN;
    CHECK(lacks() > 20);
}

static void test_checklist__only_the_client_answers_for_the_client(void)
{
    all_said();
    entries[1].actor = ANA;
    entries[1].roles = ROLE_PRACTITIONER;
    CHECK(lacks() > 10);
}

static void test_checklist__an_answer_that_cannot_be_read_is_none(void)
{
    all_said();
    entries[1].content = NULL;
    CHECK(lacks() > 10);
    all_said();
    entries[0].content = NULL;
    CHECK(lacks() > 8);
}

static void test_checklist__reasons_name_each_open_field_once(void)
{
    all_said();
    said_to(SPAN("CO08.cost"))->value = SPAN("");
    struct checklist_state state = state_now();
    struct words reasons = checklist_reasons(&state, &scratch);

    CHECK_INT(reasons.count, 1);
    CHECK_TEXT(reasons.at[0], "CHECKLIST:CO08");
}

int main(void)
{
    struct fault why = {0};
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    CHECK_INT(knowledge_load(&arena, &know, &why), HF_OK);
    plan_from("holdfast-prostate-massage");
    RUN(test_checklist__silence_is_open_everywhere);
    RUN(test_checklist__every_hard_question_is_needed);
    RUN(test_checklist__an_answer_that_stands_in_the_way_does);
    RUN(test_checklist__a_wanted_chaperone_has_a_name);
    RUN(test_checklist__asks_what_belongs_to_the_plan);
    RUN(test_checklist__tells_the_risks_of_this_plan);
    RUN(test_checklist__words_that_change_are_asked_again);
    RUN(test_checklist__less_is_not_asked_again);
    RUN(test_checklist__what_was_said_of_another_plan_is_nothing);
    RUN(test_checklist__only_the_client_answers_for_the_client);
    RUN(test_checklist__an_answer_that_cannot_be_read_is_none);
    RUN(test_checklist__reasons_name_each_open_field_once);
    return tap_end();
}
