/* usecase/give_choices.c - choices of the page as core/visit takes them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/give.h"

#include "base/buf.h"
#include "core/visit/told.h"
#include "knowledge/knowledge.h"

enum { TEXT_MOST = 8000 };

static struct words chosen_techniques(const struct proposal_row *row,
                                      const struct consent_choice *choice, struct arena *arena)
{
    struct span *at = arena_array(arena, struct span, row->techniques.count);
    size_t n = 0;

    if (row->techniques.count == 1)
        return row->techniques;
    for (size_t i = 0; at != NULL && i < row->techniques.count; i++)
        if (words_have(choice->techniques, row->techniques.at[i]))
            at[n++] = row->techniques.at[i];
    return (struct words){at, n};
}

static struct words chosen_conditions(const struct proposal_row *row,
                                      const struct consent_choice *choice, struct arena *arena)
{
    struct span *at = arena_array(arena, struct span, row->conditions.count + 1);
    size_t n = 0;

    if (at == NULL)
        return (struct words){NULL, 0};
    for (size_t i = 0; i < row->conditions.count; i++)
        if (!(choice->answer == CHOICE_ASK && span_is(row->conditions.at[i], "client:asked")))
            at[n++] = row->conditions.at[i]; /* choice_record adds it to "ask" by itself */
    if (row->offers_skin && !choice->on_skin &&
        !words_have(row->conditions, SPAN("through_clothing")))
        at[n++] = SPAN("through_clothing");
    return (struct words){at, n};
}

static struct span names_of(struct lexicon_list list, struct words ids, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    for (size_t i = 0; i < ids.count; i++) {
        const struct lexicon_word *word = lexicon_find(list, ids.at[i]);

        buf_put(&out, i > 0 ? SPAN(", ") : SPAN(""));
        buf_put(&out, word == NULL ? ids.at[i] : word->name);
    }
    return buf_view(&out);
}

static struct choice choice_from(const struct give_work *work, const struct proposal_row *row,
                                 const struct consent_choice *said, struct arena *arena)
{
    const struct knowledge *know = work->practice->knowledge;
    struct choice choice = {.region = row->region,
                            .side = row->side,
                            .access = row->access,
                            .intent = row->intent,
                            .answer = said->answer,
                            .dots = said->dots,
                            .techniques = chosen_techniques(row, said, arena),
                            .conditions = chosen_conditions(row, said, arena),
                            .reason = row->reason};

    choice.where = told_place(know->atlas, row->region, row->side, work->in->lang, arena);
    choice.how = names_of(know->lexicon->techniques, choice.techniques, arena);
    choice.only_if = names_of(know->lexicon->conditions, choice.conditions, arena);
    return choice;
}

/* With anything wrong, only what narrows is kept; the rest is asked again. A row without an answer
 * on the page says nothing: an earlier yes of it becomes undecided, and so no. */
size_t give_collect(const struct give_work *work, struct choice *choices, struct arena *arena)
{
    const struct consent_file *file = &work->ret->file;
    bool is_whole = work->ret->n_wrong == 0 && work->ret->lacks == 0;
    size_t n = 0;

    for (size_t i = 0; i < file->n_rows; i++) {
        const struct consent_choice *said = give_choice_of(work->in, &file->rows[i]);

        if (said != NULL && (is_whole || !give_is_yes(said->answer)))
            choices[n++] = choice_from(work, &file->rows[i], said, arena);
    }
    return n;
}
