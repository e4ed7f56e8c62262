/* core/model/condition_pack.c - the condition of a row: FHIRPath, and the questions that it names.
 *
 * The questions and answers are read from the words of the expression: what follows "linkId = " is
 * a question, every other word an answer to the question before it. core/screen proves that the
 * expression acts as these say.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"
#include "core/model/pack_inside.h"

#include <string.h>

enum { MAX_ASKS = 8, MAX_ANSWERS = 20 };

struct reading {
    struct packing *p;
    struct pack_ask *asks;
    struct span *answers[MAX_ASKS];
    uint32_t n_asks, at; /* at: the question that the next answers belong to */
};

static void add_ask(struct reading *r, struct span question)
{
    packing_require(r->p, r->n_asks < MAX_ASKS, "its condition names more than 8 questions");
    if (r->p->pick.status != HF_OK)
        return;
    r->at = r->n_asks++;
    r->answers[r->at] = pick_alloc(&r->p->pick, MAX_ANSWERS, sizeof **r->answers);
    r->asks[r->at] = (struct pack_ask){.question = question, .answers = {r->answers[r->at], 0}};
}

static void take_question(struct reading *r, struct span question)
{
    for (uint32_t i = 0; i < r->n_asks; i++) {
        if (!span_equal(r->asks[i].question, question))
            continue;
        r->at = i;
        return;
    }
    add_ask(r, question);
}

static void take_answer(struct reading *r, struct span code)
{
    packing_require(r->p, r->n_asks > 0, "its condition has an answer before any question");
    if (r->p->pick.status != HF_OK || span_is(code, PACK_UNKNOWN))
        return;
    struct words *answers = &r->asks[r->at].answers;
    packing_require(r->p, answers->count < MAX_ANSWERS, "its condition names too many answers");
    if (r->p->pick.status == HF_OK)
        r->answers[r->at][answers->count++] = code;
}

static bool ends_with(struct span text, struct span end)
{
    return text.len >= end.len && span_equal(span_skip(text, text.len - end.len), end);
}

/* No escapes, no comments, no names in quotes: every ' begins or ends a word. */
static void read_words(struct reading *r, struct span rest)
{
    for (size_t i = 0; i < rest.len; i++)
        packing_require(r->p, strchr("\\`\"/", rest.at[i]) == NULL,
                        "its condition has an escape, a comment or a name in quotes");
    while (rest.len > 0 && r->p->pick.status == HF_OK) {
        struct span before = span_cut(&rest, '\'');
        struct span word = span_cut(&rest, '\'');

        if (ends_with(before, SPAN("linkId = ")))
            take_question(r, word);
        else if (word.len > 0)
            take_answer(r, word);
    }
    packing_require(r->p, r->n_asks > 0, "its condition names no question");
}

static void compile(struct packing *p, struct pack_row *row)
{
    const struct fhirpath_options options = {.strict = true,
                                             .context_type = SPAN("QuestionnaireResponse"),
                                             .resource_type = SPAN("QuestionnaireResponse")};
    struct fault why;

    if (p->pick.status != HF_OK)
        return;
    fault_clear(&why);
    enum status st = fhirpath_compile(row->condition, &options, p->pick.arena, &row->program, &why);
    if (st != HF_OK)
        p->pick.status = fault_set(p->pick.why, st, "%.*s: its condition, at %ld: %s",
                                   SPAN_ARGS(row->id), why.at, why.text);
}

static struct span load_expression(struct packing *p, const struct json *json)
{
    static const char *const members[] = {"kind", "expression", NULL};
    static const char *const inner[] = {"language", "expression", NULL};
    const struct json *list = pick_list(&p->pick, json, "condition");

    packing_require(p, list != NULL && list->count == 1, "has one condition");
    if (p->pick.status != HF_OK)
        return SPAN("");
    pick_only(&p->pick, list->child, members);
    const struct json *expression = pick_object(&p->pick, list->child, "expression");
    pick_only(&p->pick, expression, inner);
    packing_require(p,
                    span_is(pick_text(&p->pick, list->child, "kind"), "applicability") &&
                        span_is(pick_text(&p->pick, expression, "language"), "text/fhirpath"),
                    "its condition is of applicability, in text/fhirpath");
    return pick_text(&p->pick, expression, "expression");
}

void packing_condition(struct packing *p, const struct json *json, struct pack_row *row)
{
    struct reading r = {.p = p, .asks = pick_alloc(&p->pick, MAX_ASKS, sizeof *r.asks)};

    row->condition = load_expression(p, json);
    if (p->pick.status != HF_OK)
        return;
    compile(p, row);
    read_words(&r, row->condition);
    row->asks = r.asks;
    row->n_asks = r.n_asks;
}
