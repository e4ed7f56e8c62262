/* test/unit/usecase/told.h - the checklist of consent answered so that a plan may go on: nobody
 * else in the room, no teaching, no chaperone wanted, everything told.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_USECASE_TOLD_H
#define HF_TEST_UNIT_USECASE_TOLD_H

#include "room_house.h"

#include "usecase/plan.h"

enum { TOLD_MOST = CHECKLIST_MAX_ASKS + CHECKLIST_MAX_NAMES };

/* Who is there for the client; "": no chaperone is wanted. */
static struct span told_chaperone;

/* What stands for an answer here; "" for what is not asked of `who`, or may stay blank. */
static struct span told_answer(const struct checklist_item *item, enum ask_who who)
{
    if (item->ask->who == who && span_is(item->id, "CO15.who"))
        return told_chaperone;
    if (item->ask->who != who || !item->is_required)
        return SPAN("");
    if (span_is(item->id, "CO15.offer"))
        return told_chaperone.len > 0 ? SPAN("accepted") : SPAN("declined");
    for (uint32_t i = 0; i < item->ask->n_options; i++)
        if (item->ask->options[i].counts)
            return item->ask->options[i].id;
    return item->ask->kind == ASK_TICK ? SPAN("yes") : SPAN("As it was said aloud.");
}

static inline struct plan_file told_plan(void)
{
    struct plan_file plan;

    fault_clear(&h.why);
    need(view_plan(&h.practice, &h.arena, h.ana, h.client, &plan, &h.why), "view plan");
    return plan;
}

static struct checklist_answers told_answers(const struct checklist_state *state, enum ask_who who)
{
    struct checklist_answer *at = arena_array(&h.arena, struct checklist_answer, TOLD_MOST);
    struct checklist_answers answers = {at, 0};

    for (size_t i = 0; i < state->count; i++)
        if (told_answer(&state->items[i], who).len > 0)
            at[answers.count++] =
                (struct checklist_answer){state->items[i].id, told_answer(&state->items[i], who)};
    return answers;
}

/* The practitioner's part. */
static inline void told_terms(void)
{
    struct plan_file plan = told_plan();
    struct say_terms in = {.hand = hand_of(h.ana, 1),
                           .client = h.client,
                           .answers = told_answers(&plan.checklist, ASK_PRACTITIONER)};

    need(say_terms(&h.practice, &h.arena, &in, &plan, &h.why), "say terms");
}

/* The client's part, written down as give_consent does; for a plan that is not proposed here. */
static inline void told_client(void)
{
    struct plan_file plan = told_plan();
    struct field_said *fields = arena_array(&h.arena, struct field_said, TOLD_MOST);
    struct checklist_answered_content said = {.plan = plan.plan.id,
                                              .version = SPAN("1"),
                                              .fields = {fields, 0},
                                              .given = {.how = GIVEN_OWN_DEVICE},
                                              .language = SPAN("en")};

    for (size_t i = 0; i < plan.checklist.count; i++) {
        const struct checklist_item *item = &plan.checklist.items[i];

        if (told_answer(item, ASK_CLIENT).len > 0)
            fields[said.fields.count++] =
                (struct field_said){item->id, told_answer(item, ASK_CLIENT), item->words};
    }
    house_write(h.robin, ACTION_CHECKLIST_ANSWERED, plan.plan.id, &said);
}

#endif
