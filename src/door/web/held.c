/* door/web/held.c - see held.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/held.h"

#include "core/render/message.h"
#include "core/visit/standing.h"
#include "door/web/score_words.h"

static const struct measure_hold *hold_of(const struct measure *measure, struct span row)
{
    for (uint32_t i = 0; i < measure->n_holds; i++)
        if (words_have(measure->holds[i].findings, row))
            return &measure->holds[i];
    return NULL;
}

struct span held_when(struct arena *arena, const struct knowledge *know, const struct pack_row *row)
{
    for (uint32_t i = 0; i < know->measures->count; i++) {
        const struct measure *m = &know->measures->at[i];
        const struct measure_hold *hold = hold_of(m, row->id);

        if (hold == NULL)
            continue;
        const struct message_arg args[] = {
            message_arg("measure", m->title),
            message_arg("n", score_number(arena, hold->rise_hundredths))};

        return message_fill(arena, MSG_rule_rise, MESSAGE_EN, args, 2);
    }
    return SPAN("");
}

static struct held_view view_of(const struct http_request *request, const struct pack_row *row,
                                const struct standing_finding *standing)
{
    return (struct held_view){.rule = row->id,
                              .client = row->client,
                              .staff = row->practitioner,
                              .act = row->act,
                              .since = web_when(request->arena, standing->since_s)};
}

enum status held_find(const struct http_request *request, const struct door *door,
                      const struct client_file *file, const struct held_view **ret,
                      size_t *ret_count, struct fault *why)
{
    const struct standing_finding *standing;
    struct client_facts facts;
    size_t count = 0, n = 0;
    enum status st =
        client_facts_of(&door->practice, file, file->practitioner, request->arena, &facts, why);

    if (st == HF_OK)
        st = standing_find(&facts.facts, facts.now_s, request->arena, &standing, &count, why);
    if (st != HF_OK)
        return st;
    struct held_view *at = arena_array(request->arena, struct held_view, count);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < count; i++) {
        const struct pack_row *row =
            screening_find(door->practice.knowledge->screening, standing[i].finding);

        if (row != NULL && row->made_by.len > 0)
            at[n++] = view_of(request, row, &standing[i]);
    }
    *ret = at;
    *ret_count = n;
    return HF_OK;
}
