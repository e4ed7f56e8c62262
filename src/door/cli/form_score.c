/* door/cli/form_score.c - what `holdfast form score` says, as JSON.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/form_score.h"

#include "core/questionnaire/score.h"

static void put_score(struct json_writer *w, const struct questionnaire *form,
                      const struct score *score)
{
    json_begin_object(w);
    if (score->question != QUESTION_NONE) {
        json_name(w, SPAN("linkId"));
        json_put_text(w, form->items[score->question].link_id);
    }
    if (score->sum.len > 0) {
        json_name(w, SPAN("sum"));
        json_put_raw(w, score->sum);
    }
    json_name(w, SPAN("complete"));
    json_put_bool(w, score->missing == 0 && score->unweighed == 0 && score->answered > 0);
    json_name(w, SPAN("answered"));
    json_put_int(w, score->answered);
    json_name(w, SPAN("missing"));
    json_put_int(w, score->missing);
    json_name(w, SPAN("unweighed"));
    json_put_int(w, score->unweighed);
    json_end_object(w);
}

/* What the form itself computes, under the linkId of its question. */
static void put_calculated(struct json_writer *w, const struct response *response)
{
    const struct questionnaire *form = response->form;

    json_begin_object(w);
    for (uint32_t i = 0; i < form->n_order; i++) {
        uint32_t question = form->expressions[form->order[i]].question;
        const struct response_item *item = response_find(response, question, 0);
        const struct response_answer *answer = item == NULL ? NULL : item->answers;

        json_name(w, form->items[question].link_id);
        if (answer == NULL || answer->value.json == NULL)
            json_put_null(w);
        else
            json_put_tree(w, answer->value.json);
    }
    json_end_object(w);
}

static enum status write_scores(const struct response *response, const struct score *scores,
                                uint32_t count, struct arena *arena, struct span *ret,
                                struct fault *why)
{
    struct json_writer w;
    struct buf out;

    buf_init(&out, arena, RESPONSE_MAX_BYTES);
    json_writer_init(&w, &out);
    json_begin_object(&w);
    json_name(&w, SPAN("scores"));
    json_begin_list(&w);
    for (uint32_t i = 0; i < count; i++)
        put_score(&w, response->form, &scores[i]);
    json_end_list(&w);
    json_name(&w, SPAN("calculated"));
    put_calculated(&w, response);
    json_end_object(&w);
    return buf_done(&out, ret, why);
}

enum status score_write(struct response *response, struct calculation *calculation,
                        struct report *report, struct arena *arena, struct span *ret,
                        struct fault *why)
{
    const struct score *scores = NULL;
    struct enabled enabled;
    uint32_t count = 0, dropped;
    enum status st = enabled_drop(response, calculation, arena, &dropped, why);

    if (st == HF_OK)
        st = calculation_run(calculation, report, why);
    if (st == HF_OK && !enabled_init(&enabled, response, calculation, arena))
        st = fault_set(why, HF_FAILED, "no memory");
    if (st == HF_OK)
        st = response_score(response, &enabled, arena, &scores, &count, why);
    return st == HF_OK ? write_scores(response, scores, count, arena, ret, why) : st;
}
