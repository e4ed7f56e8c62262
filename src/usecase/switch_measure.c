/* usecase/switch_measure.c - an official text is taken in; an instrument is asked, or no longer.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/slot.h"
#include "knowledge/knowledge.h"
#include "usecase/measures.h"

enum { US_PER_S = 1000000, WORDS_MOST = 200 };

static enum status append(struct ledger_tx *ltx, const struct hand *hand, uint16_t action,
                          const void *content, struct fault *why)
{
    struct ledger_write write = {
        .action = action, .object = request_nth(hand->request, 0).id, .object_version = 1};
    enum status st = content_encode(action, content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, hand, 0, write, NULL, why);
}

/* --- the text -------------------------------------------------------------------------------- */

static const struct place whole = {NULL, "Questionnaire", -1};

static void refuse(struct report *report, const char *words)
{
    report_add(report, ISSUE_ERROR, ISSUE_BUSINESS_RULE, &whole, SPAN(""), "%s", words);
}

static const struct measure *find(const struct knowledge *know, const struct add_instrument *in,
                                  const struct questionnaire *form, struct arena *arena)
{
    return in->measure.len > 0 ? measures_find(know->measures, in->measure)
                               : measure_recognise(know->measures, form, arena);
}

static bool names_nobody_knows(const struct questionnaire *form)
{
    return form->url.len > 300 || form->version.len > 100;
}

/* Everything that speaks against it, in the reply's report. */
static enum status look_at(const struct practice *practice, struct arena *arena,
                           const struct add_instrument *in, const struct questionnaire **ret_form,
                           struct report *report, struct add_instrument_reply *ret,
                           struct fault *why)
{
    struct measure_match *match = arena_new(arena, struct measure_match);
    struct fault inner;

    if (match == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    fault_clear(&inner);
    enum status st =
        questionnaire_load(in->json, LOAD_LENIENT, NULL, arena, report, ret_form, &inner);

    if (st == HF_INVALID && report->errors == 0)
        refuse(report, inner.text);
    if (st != HF_OK)
        return st == HF_INVALID ? HF_OK : fault_set(why, st, "%s", inner.text);
    ret->measure = find(practice->knowledge, in, *ret_form, arena);
    if (ret->measure == NULL)
        refuse(report, "carries no code of an instrument that is known: say which it is");
    else if (ret->measure->text == TEXT_OURS)
        refuse(report, "this one stands in our own words already");
    else if (names_nobody_knows(*ret_form))
        refuse(report, "its url or its version is too long");
    if (report->errors > 0)
        return HF_OK;
    st = measure_match(ret->measure, *ret_form, arena, report, match, &inner);
    if (st == HF_OK)
        ret->match = match;
    return st == HF_OK || st == HF_INVALID ? HF_OK : fault_set(why, st, "%s", inner.text);
}

struct add_work {
    const struct add_instrument *in;
    const struct measure *measure;
    const struct questionnaire *form;
};

static enum status add_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct add_work *work = arg;
    const struct instrument_added_content content = {work->measure->id, work->form->url,
                                                     work->form->version, work->in->json};

    return append(ltx, &work->in->hand, ACTION_INSTRUMENT_ADDED, &content, why);
}

static bool list_reasons(struct arena *arena, const struct report *report,
                         struct add_instrument_reply *ret)
{
    struct instrument_reason *at = arena_array(arena, struct instrument_reason, report->count);

    for (const struct issue *i = report->first; at != NULL && i != NULL; i = i->next)
        if (i->severity == ISSUE_ERROR)
            at[ret->n_reasons++] =
                (struct instrument_reason){i->link_id.len > 0 ? i->link_id : i->where, i->text};
    ret->reasons = at;
    return at != NULL;
}

static bool list_alarms(struct arena *arena, struct add_instrument_reply *ret)
{
    const struct measure *m = ret->measure;
    struct span *at = arena_array(arena, struct span, m->n_alarms);

    for (uint32_t i = 0; at != NULL && i < m->n_alarms; i++)
        at[i] = ret->match->form->items[ret->match->at[m->alarms[i].item - 1].question].text;
    ret->alarm_texts = at;
    ret->n_items = ret->match->n;
    ret->is_proven = ret->match->is_proven;
    return at != NULL;
}

static enum status add(const struct practice *practice, struct arena *arena,
                       const struct add_instrument *in, const struct questionnaire *form,
                       struct add_instrument_reply *reply, struct fault *why)
{
    struct add_instrument own = *in;
    struct add_work work = {&own, reply->measure, form};

    own.hand.request = request_for(in->hand.request, in->json, 0);
    if (!list_alarms(arena, reply))
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st =
        ledger_transact(practice->ledger, practice->store, arena, add_inside, &work, why);

    reply->is_added = st == HF_OK;
    return st;
}

enum status add_instrument(const struct practice *practice, struct arena *arena,
                           const struct add_instrument *in, struct add_instrument_reply *ret,
                           struct fault *why)
{
    struct add_instrument_reply reply = {.is_added = false};
    const struct questionnaire *form = NULL;
    struct report report;
    enum status st = HF_OK;

    report_init(&report, arena);
    if (in->json.len > INSTRUMENT_MOST)
        refuse(&report, "is above 120,000 bytes");
    else
        st = look_at(practice, arena, in, &form, &report, &reply, why);
    if (st == HF_OK && !list_reasons(arena, &report, &reply))
        st = fault_set(why, HF_FAILED, "request memory is spent");
    if (st == HF_OK && report.errors == 0)
        st = add(practice, arena, in, form, &reply, why);
    if (st == HF_OK)
        *ret = reply;
    return st;
}

/* --- on and off ------------------------------------------------------------------------------ */

bool measure_may_lead_to_crisis(const struct measure *measure)
{
    for (uint32_t i = 0; i < measure->n_alarms; i++)
        if (measure->alarms[i].lead == LEAD_CRISIS)
            return true;
    return false;
}

static const struct measure_switched_content *last_switch(const struct practice_file *file,
                                                          struct span measure)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        const struct file_entry *e = &file->chain.at[i - 1];
        const struct measure_switched_content *said = e->content;

        if (e->entry->action == ACTION_MEASURE_SWITCHED && said != NULL &&
            span_equal(said->measure, measure))
            return said;
    }
    return NULL;
}

/* The text of that id, or the newest where the id is zero. */
static void find_text(const struct practice_file *file, struct span measure, struct id128 id,
                      struct measure_state *ret)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        const struct file_entry *e = &file->chain.at[i - 1];
        const struct instrument_added_content *said = e->content;

        if (e->entry->action != ACTION_INSTRUMENT_ADDED || said == NULL ||
            !span_equal(said->measure, measure) ||
            (!id_is_zero(id) && !id_equal(e->entry->object, id)))
            continue;
        ret->text = said;
        ret->text_id = e->entry->object;
        ret->text_s = e->entry->utc_us / US_PER_S;
        return;
    }
}

struct measure_state measure_state_of(const struct practice *practice,
                                      const struct practice_file *file,
                                      const struct measure *measure)
{
    struct measure_state state = {
        .is_ours = knowledge_asked(practice->knowledge, measure->id) != NULL,
        .said = last_switch(file, measure->id),
    };
    bool on = state.said != NULL && state.said->state == STATE_ON;

    find_text(file, measure->id, on ? state.said->text : (struct id128){{0}}, &state);
    state.is_on = state.is_ours || (on && state.text != NULL);
    return state;
}

struct switch_work {
    const struct practice *practice;
    const struct switch_measure *in;
    const struct measure *measure;
};

/* Somebody who reads records: a chaperone or an owner alone does not. */
static bool may_read(const struct practice_file *file, struct person_id person)
{
    const struct practice_person *of = practice_file_person(file, person);

    return of != NULL && !of->has_left && (of->roles & (ROLE_PRACTITIONER | ROLE_CLINICIAN)) != 0;
}

static bool is_said(struct span words)
{
    return span_trim(words).len > 0 && words.len <= WORDS_MOST;
}

static const char *lacking(const struct switch_work *work, const struct practice_file *file,
                           const struct measure_state *state)
{
    const struct switch_measure *in = work->in;

    if (state->is_ours)
        return "measure";
    if (!in->on)
        return NULL;
    if (state->text == NULL)
        return "text";
    if (!in->each_own && !may_read(file, in->reader))
        return "reader";
    if (!id_is_zero(in->stand_in.id) && !may_read(file, in->stand_in))
        return "stand_in";
    if (!is_said(in->hours))
        return "hours";
    if (in->crisis.len > WORDS_MOST ||
        (measure_may_lead_to_crisis(work->measure) && !is_said(in->crisis)))
        return "crisis";
    return NULL;
}

static enum status switch_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct switch_work *work = arg;
    const struct switch_measure *in = work->in;
    struct practice_file file;
    enum status st = practice_file_load(ltx, work->practice, &file, why);

    if (st != HF_OK)
        return st;
    struct measure_state state = measure_state_of(work->practice, &file, work->measure);
    struct measure_switched_content content = {.measure = in->measure, .state = STATE_OFF};

    find_text(&file, in->measure, (struct id128){{0}}, &state); /* on again: with the newest */
    const char *field = lacking(work, &file, &state);

    if (field != NULL)
        return fault_set(why, HF_INVALID, "%s", field);
    if (in->on)
        content = (struct measure_switched_content){.measure = in->measure,
                                                    .state = STATE_ON,
                                                    .reader = in->each_own ? (struct id128){{0}}
                                                                           : in->reader.id,
                                                    .stand_in = in->stand_in.id,
                                                    .hours = span_trim(in->hours),
                                                    .crisis = span_trim(in->crisis),
                                                    .text = state.text_id};
    return append(ltx, &in->hand, ACTION_MEASURE_SWITCHED, &content, why);
}

enum status switch_measure(const struct practice *practice, struct arena *arena,
                           const struct switch_measure *in, struct fault *why)
{
    struct switch_measure own = *in;
    struct switch_work work = {practice, &own,
                               measures_find(practice->knowledge->measures, in->measure)};

    if (work.measure == NULL)
        return fault_set(why, HF_INVALID, "measure");
    own.hand.request = request_for(in->hand.request, in->hours, in->on);
    return ledger_transact(practice->ledger, practice->store, arena, switch_inside, &work, why);
}
