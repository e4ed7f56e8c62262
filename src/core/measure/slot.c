/* core/measure/slot.c - see slot.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/slot_inside.h"

#include <string.h>

/* --- codes ----------------------------------------------------------------------------------- */

/* Digits, a hyphen, one digit: "44260-8". */
static bool is_loinc(struct span code)
{
    if (code.len < 3 || code.at[code.len - 2] != '-')
        return false;
    for (size_t i = 0; i < code.len; i++)
        if (i != code.len - 2 && (code.at[i] < '0' || code.at[i] > '9'))
            return false;
    return true;
}

static struct span code_in(const struct json *holder)
{
    for (const struct json *c = json_first(json_member(holder, "code")); c != NULL; c = c->next) {
        struct span code = json_text(json_member(c, "code"));

        if (is_loinc(code))
            return code;
    }
    return SPAN("");
}

/* Many forms carry the code as linkId alone: "/44260-8". */
static struct span code_of(const struct question *q)
{
    struct span code = code_in(q->json);
    struct span link = q->link_id;

    if (code.len > 0)
        return code;
    if (link.len > 0 && link.at[0] == '/')
        link = span_skip(link, 1);
    return is_loinc(link) ? link : SPAN("");
}

/* --- which questions ------------------------------------------------------------------------- */

static bool is_computed(const struct questionnaire *form, uint32_t question)
{
    for (uint32_t i = 0; i < form->n_expressions; i++)
        if (form->expressions[i].use == EXPRESSION_CALCULATED &&
            form->expressions[i].question == question)
            return true;
    return false;
}

/* A total that a person would have to type is not asked: this program adds up by itself. */
static bool may_be_item(const struct slot_matching *m, uint32_t at)
{
    const struct question *q = &m->form->items[at];
    struct span total = m->measure->loinc_total;

    if (q->kind != QUESTION_CHOICE && q->kind != QUESTION_OPEN_CHOICE &&
        q->kind != QUESTION_BOOLEAN && q->kind != QUESTION_INTEGER)
        return false;
    return !q->read_only && !q->hidden && !is_computed(m->form, at) &&
           (total.len == 0 || !span_equal(code_of(q), total));
}

static bool list_items(struct slot_matching *m)
{
    m->items = arena_array(m->arena, uint32_t, m->form->n_items);
    for (uint32_t i = 0; m->items != NULL && i < m->form->n_items; i++)
        if (may_be_item(m, i))
            m->items[m->n_items++] = i;
    return m->items != NULL;
}

static bool is_alarm(const struct measure *measure, uint32_t item)
{
    for (uint32_t i = 0; i < measure->n_alarms; i++)
        if (measure->alarms[i].item == item)
            return true;
    return false;
}

bool measure_reads(const struct measure *measure, uint32_t item)
{
    for (uint32_t i = 0; i < measure->n_scales; i++)
        for (uint32_t j = 0; j < measure->scales[i].n_items; j++)
            if (measure->scales[i].items[j] == item)
                return true;
    return is_alarm(measure, item);
}

static uint32_t last_read(const struct measure *measure)
{
    uint32_t last = measure->n_items;

    while (last > 1 && !measure_reads(measure, last))
        last--;
    return last;
}

static void check_count(struct slot_matching *m)
{
    uint32_t least = last_read(m->measure), most = m->measure->n_items;

    if (m->n_items > most)
        slot_refuse(m, &m->form->items[m->items[most]],
                    "asks %d questions, the instrument has %d: this one is too many",
                    (int)m->n_items, (int)most);
    else if (m->n_items < least)
        slot_refuse(m, (const struct question *)NULL,
                    "asks %d questions, the instrument has %d: item %d is missing", (int)m->n_items,
                    (int)most, (int)m->n_items + 1);
}

/* The question that leads to the safety path is known by its code or not at all. */
static void check_code(struct slot_matching *m, uint32_t item, const struct question *q)
{
    struct span code = code_of(q);

    if (m->measure->codes == NULL || code.len == 0) {
        m->match->is_proven = false;
        if (m->measure->codes != NULL && is_alarm(m->measure, item + 1))
            slot_refuse(m, q, "item %d leads to the safety page, so it has to carry its code %.*s",
                        (int)item + 1, SPAN_ARGS(m->measure->codes[item]));
        return;
    }
    if (!span_equal(code, m->measure->codes[item]))
        slot_refuse(m, q, "stands where item %d stands and has the code %.*s; item %d has %.*s",
                    (int)item + 1, SPAN_ARGS(code), (int)item + 1,
                    SPAN_ARGS(m->measure->codes[item]));
}

/* --- what kind of question ------------------------------------------------------------------- */

/* Asked only if another answer fits: then a blank would mean something else than silence. Behind
 * the instrument's own gate it does not. */
static void check_shape(struct slot_matching *m, uint32_t item, const struct question *q)
{
    if (q->repeats)
        slot_refuse(m, q, "item %d takes more than one answer", (int)item + 1);
    if (q->kind == QUESTION_OPEN_CHOICE)
        slot_refuse(m, q, "item %d takes words of one's own, which count nothing", (int)item + 1);
    if ((q->n_gates > 0 || q->enabled_by != QUESTION_NONE) && !(m->measure->gate && item > 0) &&
        measure_reads(m->measure, item + 1))
        slot_refuse(m, q, "item %d is asked only sometimes", (int)item + 1);
}

static void match_item(struct slot_matching *m, uint32_t item)
{
    const struct question *q = &m->form->items[m->items[item]];

    m->match->at[item] = (struct measure_slot){.question = m->items[item], .values = NULL};
    check_code(m, item, q);
    check_shape(m, item, q);
    slot_match_values(m, item, q);
}

/* --- turned round already? ------------------------------------------------------------------- */

static bool same_answer(const struct question_option *a, const struct question_option *b)
{
    return a->code.len > 0 ? span_equal(a->code, b->code) : value_equal(a->value, b->value);
}

/* The same answer counts the same in every item: the pack turns round what is to be turned, and
 * twice would be wrong without a sign of it. */
static bool check_turned(struct slot_matching *m, uint32_t item, uint32_t other)
{
    const struct measure_slot *a = &m->match->at[item], *b = &m->match->at[other];
    const struct question *qa = &m->form->items[a->question];
    const struct question *qb = &m->form->items[b->question];

    for (uint32_t i = 0; a->values != NULL && b->values != NULL && i < qa->n_options; i++)
        for (uint32_t j = 0; j < qb->n_options; j++)
            if (same_answer(&qa->options[i], &qb->options[j]) && a->values[i] != b->values[j]) {
                slot_refuse(m, qa, "items %d and %d: the same answer counts otherwise in each",
                            (int)other + 1, (int)item + 1);
                return false;
            }
    return true;
}

static void check_direction(struct slot_matching *m, uint32_t item)
{
    if (!measure_reads(m->measure, item + 1))
        return;
    for (uint32_t i = 0; i < item; i++)
        if (measure_reads(m->measure, i + 1) && !check_turned(m, item, i))
            return;
}

/* --- the form as it is asked ----------------------------------------------------------------- */

static bool is_item(const struct slot_matching *m, uint32_t question)
{
    for (uint32_t i = 0; i < m->match->n; i++)
        if (m->match->at[i].question == question)
            return true;
    return false;
}

/* What asks and is no item (a total, a remark) is left out of the page. Every question may be left
 * empty: a blank that held an answer back would also hold back what it says about danger. */
static bool hide_the_rest(struct slot_matching *m)
{
    struct questionnaire *form = arena_new(m->arena, struct questionnaire);
    struct question *items = arena_array(m->arena, struct question, m->form->n_items);

    if (form == NULL || items == NULL)
        return false;
    memcpy(items, m->form->items, m->form->n_items * sizeof *items);
    for (uint32_t i = 0; i < m->form->n_items; i++) {
        items[i].required = false;
        items[i].min_occurs = 0;
        if (question_is_asked(&items[i]) && !is_item(m, i))
            items[i].hidden = true;
    }
    *form = *m->form;
    form->items = items;
    m->match->form = form;
    return true;
}

static enum status match_all(struct slot_matching *m, struct fault *why)
{
    if (!list_items(m))
        return fault_set(why, HF_FAILED, "request memory is spent");
    check_count(m);
    m->match->n = m->n_items < m->measure->n_items ? m->n_items : m->measure->n_items;
    for (uint32_t i = 0; i < m->match->n; i++)
        match_item(m, i);
    for (uint32_t i = 1; i < m->match->n; i++)
        check_direction(m, i);
    if (!hide_the_rest(m) || m->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    return HF_OK;
}

static enum status first_reason(const struct report *report, uint32_t before, struct fault *why)
{
    const struct issue *i = report->first;

    while (i != NULL && (i->severity != ISSUE_ERROR || i->code != ISSUE_BUSINESS_RULE))
        i = i->next;
    if (report->errors == before)
        return HF_OK;
    return i == NULL
               ? fault_set(why, HF_INVALID, "is not this instrument")
               : fault_set(why, HF_INVALID, "%.*s %.*s", SPAN_ARGS(i->link_id), SPAN_ARGS(i->text));
}

enum status measure_match(const struct measure *measure, const struct questionnaire *form,
                          struct arena *arena, struct report *report, struct measure_match *ret,
                          struct fault *why)
{
    struct measure_match match = {.measure = measure, .is_proven = true};
    struct slot_matching m = {measure, form, arena, report, &match, NULL, 0};
    uint32_t before = report->errors;
    enum status st = match_all(&m, why);

    if (st == HF_OK)
        st = first_reason(report, before, why);
    if (st == HF_OK)
        *ret = match;
    return st;
}

/* --- which instrument ------------------------------------------------------------------------ */

const struct measure *measure_recognise(const struct measures *pack,
                                        const struct questionnaire *form, struct arena *arena)
{
    struct span panel = code_in(form->json);

    for (uint32_t i = 0; panel.len > 0 && i < pack->count; i++)
        if (span_equal(pack->at[i].loinc_panel, panel))
            return &pack->at[i];
    for (uint32_t i = 0; i < pack->count; i++) {
        struct measure_match match;
        struct report report;
        struct fault why;

        report_init(&report, arena);
        fault_clear(&why);
        if (pack->at[i].codes != NULL &&
            measure_match(&pack->at[i], form, arena, &report, &match, &why) == HF_OK &&
            match.is_proven)
            return &pack->at[i];
    }
    return NULL;
}

/* --- answers --------------------------------------------------------------------------------- */

static int64_t number_of(const struct question *q, const struct measure_slot *slot,
                         struct fhir_value value)
{
    int64_t n;

    if (value.type == VALUE_BOOLEAN)
        return json_bool(value.json);
    if (slot->values == NULL)
        return value.type == VALUE_INTEGER && json_int64(value.json, &n) ? n : MEASURE_MISSING;
    const struct question_option *option = question_option_find(q->options, q->n_options, value);

    return option == NULL ? MEASURE_MISSING : slot->values[option - q->options];
}

void measure_answers(const struct measure_match *match, const struct response *response,
                     int64_t ret[MEASURE_MAX_ITEMS])
{
    for (uint32_t i = 0; i < match->measure->n_items; i++) {
        ret[i] = MEASURE_MISSING;
        if (i >= match->n)
            continue;
        const struct measure_slot *slot = &match->at[i];
        const struct response_item *item = response_find(response, slot->question, 0);
        const struct response_answer *answer = item == NULL ? NULL : response_answer_at(item, 0);

        if (answer != NULL)
            ret[i] = number_of(&match->form->items[slot->question], slot, answer->value);
    }
}
