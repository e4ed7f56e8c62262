/* door/form/form_read.c - what a page sent, back into answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/form/form_inside.h"

enum { LINES_MOST = 100, NAME_MOST = 24, RAW_MOST = 16384 };

/* --- what both directions share -------------------------------------------------------------- */

struct span answer_raw(struct fhir_value value, struct arena *arena)
{
    struct buf out;

    if (value.type == VALUE_QUANTITY)
        return json_member(value.json, "value") != NULL ? json_member(value.json, "value")->text
                                                        : SPAN("");
    if (value.type == VALUE_REFERENCE)
        return json_text(json_member(value.json, "reference"));
    if (value.type != VALUE_CODING)
        return fhir_value_text(value);
    if (value_system(value).len == 0)
        return value_code(value).len > 0 ? value_code(value) : value_display(value);
    buf_init(&out, arena, RAW_MOST);
    buf_put(&out, value_system(value));
    buf_byte(&out, '|');
    buf_put(&out, value_code(value));
    return buf_view(&out);
}

struct span answer_unit(struct fhir_value value)
{
    if (value.type != VALUE_QUANTITY)
        return SPAN("");
    struct span code = json_text(json_member(value.json, "code"));

    return code.len > 0 ? code : json_text(json_member(value.json, "unit"));
}

bool question_is_computed(const struct questionnaire *form, uint32_t question)
{
    for (uint32_t i = 0; i < form->n_order; i++)
        if (form->expressions[form->order[i]].question == question)
            return true;
    return false;
}

bool question_may_be_typed(const struct questionnaire *form, uint32_t question)
{
    const struct question *q = &form->items[question];

    return question_is_asked(q) && !q->read_only && !q->hidden && q->kind != QUESTION_ATTACHMENT &&
           !question_is_computed(form, question);
}

/* --- reading --------------------------------------------------------------------------------- */

struct reading {
    struct form_page *page;
    struct http_fields fields;
    struct response_item *item;
    const struct question *question;
    struct fault *why;
    enum status status;
    uint32_t lines; /* sent so far for this item, blanks too */
    uint32_t kept;  /* answers so far */
};

static struct span field_name(const struct reading *r, char kind)
{
    struct buf out;

    buf_init(&out, r->page->arena, NAME_MOST);
    buf_byte(&out, kind);
    buf_byte(&out, '.');
    buf_int(&out, r->item->at);
    return buf_view(&out);
}

/* The n-th field of that name; false when there are not so many. */
static bool nth_field(struct http_fields fields, struct span name, uint32_t n, struct span *ret)
{
    for (size_t i = 0; i < fields.count; i++)
        if (span_equal(fields.at[i].name, name) && n-- == 0) {
            *ret = fields.at[i].value;
            return true;
        }
    return false;
}

static void keep_typed(struct reading *r, struct span raw, const struct fault *fault)
{
    struct form_typed *typed = arena_new(r->page->arena, struct form_typed);
    struct span words = span_of(fault->text), id = r->question->link_id;

    if (typed == NULL) {
        r->status = fault_set(r->why, HF_FAILED, "request memory is spent");
        return;
    }
    if (span_starts(words, id) && words.len > id.len + 2)
        words = span_skip(words, id.len + 2); /* the question stands above it on the page */
    *typed = (struct form_typed){r->item, r->lines, raw, arena_copy(r->page->arena, words),
                                 r->page->typed};
    r->page->typed = typed;
}

/* An answer that was not touched stays as it is, with whatever else it carries. */
static bool is_unchanged(const struct reading *r, struct span raw, struct span unit)
{
    const struct response_answer *answer = response_answer_at(r->item, r->kept);

    return answer != NULL &&
           span_equal(answer_raw(answer->value, r->page->arena), span_trim(raw)) &&
           (unit.len == 0 || span_equal(answer_unit(answer->value), unit));
}

static struct span with_unit(const struct reading *r, struct span raw, struct span unit)
{
    struct buf out;

    if (unit.len == 0 || span_trim(raw).len == 0)
        return raw;
    buf_init(&out, r->page->arena, RAW_MOST);
    buf_put(&out, span_trim(raw));
    buf_byte(&out, ' ');
    buf_put(&out, unit);
    return buf_view(&out);
}

static void take(struct reading *r, struct span raw, struct span unit)
{
    struct fhir_value value;
    struct fault fault;

    fault_clear(&fault);
    if (is_unchanged(r, raw, unit)) {
        r->kept++;
        return;
    }
    enum status st =
        question_read_value(r->question, with_unit(r, raw, unit), r->page->arena, &value, &fault);

    if (st == HF_INVALID)
        keep_typed(r, raw, &fault);
    else if (st == HF_FAILED)
        r->status = fault_set(r->why, HF_FAILED, "request memory is spent");
    else if (st == HF_OK && response_answer_set(r->page->response, r->item, r->kept, value))
        r->kept++;
}

static void take_lines(struct reading *r)
{
    struct span name = field_name(r, 'a'), unit_name = field_name(r, 'u'), own = field_name(r, 'w');
    struct span raw, unit;

    for (;
         r->status == HF_OK && r->lines < LINES_MOST && nth_field(r->fields, name, r->lines, &raw);
         r->lines++) {
        if (!nth_field(r->fields, unit_name, r->lines, &unit))
            unit = SPAN("");
        take(r, raw, unit);
    }
    if (nth_field(r->fields, own, 0, &raw) && span_trim(raw).len > 0 &&
        (r->kept == 0 || r->question->repeats))
        take(r, raw, SPAN(""));
}

/* Tick boxes that are all empty send nothing: the page says that it showed them by its draft. */
static void read_item(struct reading *r)
{
    r->lines = r->kept = 0;
    take_lines(r);
    while (r->status == HF_OK && r->item->n_answers > r->kept) {
        uint32_t before = r->item->n_answers;

        response_answer_remove(r->page->response, r->item, before - 1);
        if (r->item->n_answers == before)
            return; /* nothing went: the arena is spent, and the writer will say so */
    }
}

static struct response_item **number_items(struct form_page *page, uint32_t *ret_count)
{
    uint32_t n = 0;
    struct response_item **items =
        arena_array(page->arena, struct response_item *, page->response->n_items + 1);

    for (struct response_item *i = response_first(page->response); items != NULL && i != NULL;
         i = response_next(i))
        items[n++] = i;
    *ret_count = n;
    return items;
}

enum status form_page_read(struct form_page *page, struct http_fields fields, struct fault *why)
{
    const struct questionnaire *form = page->response->form;
    uint32_t count = 0;
    struct response_item **items = number_items(page, &count);

    page->typed = NULL;
    if (items == NULL ||
        !enabled_init(&page->enabled, page->response, page->calculation, page->arena))
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (uint32_t i = 0; i < count; i++) {
        struct reading r = {.page = page, .fields = fields, .item = items[i], .why = why};

        if (items[i]->question == QUESTION_NONE ||
            !question_may_be_typed(form, items[i]->question) ||
            !enabled_item(&page->enabled, items[i]))
            continue;
        r.question = &form->items[items[i]->question];
        read_item(&r);
        if (r.status != HF_OK)
            return r.status;
    }
    return HF_OK;
}

/* --- buttons --------------------------------------------------------------------------------- */

static uint32_t next_number(struct span *rest)
{
    int64_t n = -1;
    struct span part = span_cut(rest, '.');

    return span_to_int64(part, &n) && n >= 0 && n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

static void press(struct form_page *page, struct span what, uint32_t a, uint32_t b,
                  struct response_item *const *items, uint32_t count)
{
    const struct questionnaire *form = page->response->form;
    struct response_item *item = a < count ? items[a] : NULL;
    uint32_t above = item == NULL ? QUESTION_NONE : item->question;

    if (span_is(what, "add") && b < form->n_items && form->items[b].repeats &&
        form->items[b].parent == above)
        (void)response_item_add(page->response, item,
                                b); /* NULL: at a limit, and nothing changes */
    else if (span_is(what, "more") && item != NULL)
        page->more = item;
    else if (span_is(what, "cut") && item != NULL)
        response_item_remove(page->response, item);
    else if (span_is(what, "take") && item != NULL && b < item->n_answers)
        response_answer_remove(page->response, item, b);
}

enum status form_page_press(struct form_page *page, struct span go, struct fault *why)
{
    struct span what = span_cut(&go, '.');
    uint32_t a = next_number(&go), b = next_number(&go), count = 0;
    struct response_item **items = number_items(page, &count);

    if (items == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    press(page, what, a, b, items, count);
    return HF_OK;
}
