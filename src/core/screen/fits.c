/* core/screen/fits.c - proves that rules, atlas and form belong together, and that no condition
 * can be cleared by silence.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/screen/screen_inside.h"

struct fitting {
    const struct form *form;
    struct form_answers *answers; /* nothing answered, but for the one at hand */
    struct screen_reading silent, moot;
    struct arena *arena;
    struct fault *why;
};

static enum status misfit(struct fault *why, struct span row, const char *what)
{
    return fault_set(why, HF_INVALID, "%.*s: %s", SPAN_ARGS(row), what);
}

/* --- what a row names ------------------------------------------------------------------------ */

static bool is_kind(const struct form *form, struct span link_id, enum form_kind kind)
{
    uint32_t item = form_find(form, link_id);

    return item != FORM_NONE && form->items[item].kind == kind;
}

static bool ask_fits(const struct pack_ask *ask, const struct form *form)
{
    if (is_kind(form, ask->question, FORM_DATE))
        return ask->answers.count == 0;
    if (!is_kind(form, ask->question, FORM_CHOICE))
        return false;
    const struct form_item *item = &form->items[form_find(form, ask->question)];
    for (size_t i = 0; i < ask->answers.count; i++) {
        const struct form_option *option = form_option_find(item, ask->answers.at[i]);

        if (option == NULL || option->careful)
            return false;
    }
    return ask->answers.count > 0;
}

static bool sites_fit(const struct pack_row *row, const struct form *form)
{
    if (row->n_sites == 0)
        return true;
    if (!is_kind(form, row->site_question, FORM_CHOICE))
        return false;
    const struct form_item *item = &form->items[form_find(form, row->site_question)];
    for (uint32_t i = 0; i < row->n_sites; i++)
        if (form_option_find(item, row->sites[i].code) == NULL)
            return false;
    return true;
}

static enum status names_fit(const struct pack_row *row, const struct form *form, struct fault *why)
{
    for (uint32_t i = 0; i < row->n_asks; i++)
        if (!ask_fits(&row->asks[i], form))
            return misfit(why, row->id, "asks what the form does not, or counts a careful answer");
    if (row->wait.from.len > 0 && !is_kind(form, row->wait.from, FORM_DATE))
        return misfit(why, row->id, "waits from what is no date of the form");
    if (!sites_fit(row, form))
        return misfit(why, row->id, "names a place that the form does not offer");
    return HF_OK;
}

/* --- how its condition acts ------------------------------------------------------------------ */

static enum status expect(struct fitting *f, const struct pack_row *row,
                          const struct screen_reading *reading, enum fhirpath_truth wanted,
                          const char *what)
{
    enum fhirpath_truth truth = FHIRPATH_EMPTY;
    enum status st = screen_ask(row, reading, f->arena, &truth, f->why);

    return st == HF_OK && truth != wanted ? misfit(f->why, row->id, what) : st;
}

/* One question alone, with the answer that stands in `answers`. */
static enum status expect_alone(struct fitting *f, const struct pack_row *row, uint32_t item,
                                enum form_state state, enum fhirpath_truth wanted, const char *what)
{
    size_t mark = arena_mark(f->arena);
    struct screen_reading reading;
    enum status st = screen_read_alone(f->answers, item, state, 0, f->arena, &reading, f->why);

    if (st == HF_OK)
        st = expect(f, row, &reading, wanted, what);
    arena_rewind(f->arena, mark);
    return st;
}

/* Each answer that the form offers acts as the condition names it; a careful one always does. */
static enum status answers_act(struct fitting *f, const struct pack_row *row,
                               const struct pack_ask *ask, uint32_t item)
{
    const struct form_item *question = &f->form->items[item];
    enum status st = HF_OK;

    for (uint32_t i = 0; i < question->n_options && st == HF_OK; i++) {
        const struct form_option *option = &question->options[i];
        bool on = option->careful || words_have(ask->answers, option->code);

        f->answers->of[item] = (struct form_answer){.given = true, .text = option->code};
        st = expect_alone(f, row, item, FORM_ANSWERED, on ? FHIRPATH_TRUE : FHIRPATH_FALSE,
                          "its condition reads an answer otherwise than it names it");
    }
    f->answers->of[item] = (struct form_answer){.given = false};
    return st;
}

static enum status ask_acts(struct fitting *f, const struct pack_row *row,
                            const struct pack_ask *ask)
{
    uint32_t item = form_find(f->form, ask->question);
    enum status st = expect_alone(f, row, item, FORM_MISSING, FHIRPATH_TRUE,
                                  "silence about one of its questions would clear it");

    return st == HF_OK ? answers_act(f, row, ask, item) : st;
}

static enum status row_fits(struct fitting *f, const struct pack_row *row)
{
    if (row->made_by.len > 0)
        return HF_OK; /* asks nothing of the form */
    enum status st = names_fit(row, f->form, f->why);

    if (st == HF_OK)
        st = expect(f, row, &f->silent, FHIRPATH_TRUE, "silence would clear it");
    if (st == HF_OK)
        st = expect(f, row, &f->moot, FHIRPATH_FALSE, "would be on where nothing is asked");
    for (uint32_t i = 0; i < row->n_asks && st == HF_OK; i++)
        st = ask_acts(f, row, &row->asks[i]);
    return st;
}

/* --- the whole ------------------------------------------------------------------------------- */

/* The word for silence is no answer of its own. */
static enum status form_fits(const struct form *form, struct fault *why)
{
    for (uint32_t i = 0; i < form->n_items; i++)
        if (form_option_find(&form->items[i], SPAN(PACK_UNKNOWN)) != NULL)
            return misfit(why, form->items[i].link_id, "offers the answer that means silence");
    return is_kind(form, SPAN(SCREEN_BIRTH_DATE), FORM_DATE)
               ? HF_OK
               : misfit(why, SPAN(SCREEN_BIRTH_DATE), "the form does not ask for it");
}

static enum status rows_fit(struct fitting *f, const struct screening *rules)
{
    f->answers = form_answers_new(f->arena, f->form);
    if (f->answers == NULL)
        return fault_set(f->why, HF_FAILED, "request memory is spent");
    enum status st =
        screen_read(f->answers, form_states(f->answers, f->arena), 0, f->arena, &f->silent, f->why);
    if (st == HF_OK)
        st =
            screen_read_alone(f->answers, FORM_NONE, FORM_NOT_ASKED, 0, f->arena, &f->moot, f->why);
    for (uint32_t i = 0; i < rules->n_rows && st == HF_OK; i++)
        st = row_fits(f, &rules->rows[i]);
    return st;
}

enum status screen_fits(const struct screening *rules, const struct atlas *atlas,
                        const struct form *form, struct arena *arena, struct fault *why)
{
    struct fitting f = {.form = form, .arena = arena, .why = why};
    size_t mark = arena_mark(arena);
    enum status st = rows_fit(&f, rules);

    arena_rewind(arena, mark);
    for (uint32_t i = 0; i < atlas->n_organs && st == HF_OK; i++)
        if (screen_find_organ(form, atlas->organs[i].key) == FORM_NONE)
            st = misfit(why, atlas->organs[i].key, "the form does not ask for this organ");
    return st == HF_OK ? form_fits(form, why) : st;
}
