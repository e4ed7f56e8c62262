/* door/form/form_entries.c - items as entries of a page.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/form/form_inside.h"

#include "core/render/message.h"

enum { NUMBER_MOST = 40 };

struct span button_write(struct arena *arena, const char *what, uint32_t a, uint32_t b)
{
    struct buf out;

    buf_init(&out, arena, NUMBER_MOST);
    buf_put(&out, span_of(what));
    buf_byte(&out, '.');
    buf_int(&out, a);
    if (b != UINT32_MAX) {
        buf_byte(&out, '.');
        buf_int(&out, b);
    }
    return buf_view(&out);
}

static struct span number_write(struct arena *arena, uint32_t a, uint32_t b)
{
    struct buf out;

    buf_init(&out, arena, NUMBER_MOST);
    buf_int(&out, a);
    if (b != UINT32_MAX) {
        buf_byte(&out, '-');
        buf_int(&out, b);
    }
    return buf_view(&out);
}

/* --- lines ----------------------------------------------------------------------------------- */

static const struct form_typed *find_typed(const struct form_page *page,
                                           const struct response_item *item, uint32_t n)
{
    for (const struct form_typed *t = page->typed; t != NULL; t = t->next)
        if (t->item == item && t->n == n)
            return t;
    return NULL;
}

static uint32_t count_typed(const struct form_page *page, const struct response_item *item)
{
    uint32_t n = 0;

    for (const struct form_typed *t = page->typed; t != NULL; t = t->next)
        n += t->item == item;
    return n;
}

static void fill_units(const struct form_page *page, const struct question *q, struct span chosen,
                       struct line_view *line)
{
    if (q->n_units < 2)
        return;
    struct choice_view *units = arena_array(page->arena, struct choice_view, q->n_units);

    for (uint32_t i = 0; units != NULL && i < q->n_units; i++) {
        struct span code = value_code(q->units[i].value), shown = value_display(q->units[i].value);

        units[i] = (struct choice_view){.value = code.len > 0 ? code : shown,
                                        .label = shown.len > 0 ? shown : code,
                                        .chosen = span_equal(code, chosen)};
        line->n_units++;
    }
    line->units = units;
}

static void fill_line(const struct form_page *page, const struct response_item *item, uint32_t sent,
                      uint32_t answered, struct line_view *line)
{
    const struct question *q = &page->response->form->items[item->question];
    const struct form_typed *typed = find_typed(page, item, sent);
    const struct response_answer *answer =
        typed == NULL ? response_answer_at(item, answered) : NULL;
    struct arena *arena = page->arena;

    line->id = number_write(arena, item->at, sent);
    if (typed != NULL) {
        line->value = typed->text;
        line->error = typed->error;
    }
    if (answer != NULL)
        line->value = answer_raw(answer->value, arena);
    if (answer != NULL && q->repeats)
        line->drop = button_write(arena, "take", item->at, answered);
    fill_units(page, q, answer != NULL ? answer_unit(answer->value) : SPAN(""), line);
}

/* What was sent and did not fit keeps its place among what did. */
static void fill_lines(const struct form_page *page, const struct response_item *item,
                       struct entry_view *entry)
{
    const struct question *q = &page->response->form->items[item->question];
    uint32_t count = item->n_answers + count_typed(page, item), answered = 0;

    count += count == 0 || page->more == item;
    struct line_view *lines = arena_array(page->arena, struct line_view, count);

    for (uint32_t i = 0; lines != NULL && i < count; i++) {
        fill_line(page, item, i, answered, &lines[i]);
        answered += find_typed(page, item, i) == NULL;
        entry->n_lines++;
    }
    entry->lines = lines;
    if (q->n_units == 1)
        entry->unit = value_display(q->units[0].value).len > 0 ? value_display(q->units[0].value)
                                                               : value_code(q->units[0].value);
    if (q->repeats && (q->max_occurs == 0 || count < q->max_occurs)) {
        entry->more = button_write(page->arena, "more", item->at, UINT32_MAX);
        entry->more_name = q->text;
    }
}

/* --- entries --------------------------------------------------------------------------------- */

/* KEEP IN ORDER: kinds of question. */
static const struct {
    enum entry_kind kind;
    const char *type, *fill;
} controls[] = {
    [QUESTION_GROUP] = {ENTRY_GROUP, "", ""},
    [QUESTION_DISPLAY] = {ENTRY_WORDS, "", ""},
    [QUESTION_BOOLEAN] = {ENTRY_CHOICE, "", ""},
    [QUESTION_DECIMAL] = {ENTRY_LINE, "text", "decimal"},
    [QUESTION_INTEGER] = {ENTRY_LINE, "text", "numeric"},
    [QUESTION_DATE] = {ENTRY_LINE, "date", "text"},
    [QUESTION_DATE_TIME] = {ENTRY_LINE, "text", "text"},
    [QUESTION_TIME] = {ENTRY_LINE, "time", "text"},
    [QUESTION_STRING] = {ENTRY_LINE, "text", "text"},
    [QUESTION_TEXT] = {ENTRY_LONG, "", ""},
    [QUESTION_URL] = {ENTRY_LINE, "url", "url"},
    [QUESTION_CHOICE] = {ENTRY_CHOICE, "", ""},
    [QUESTION_OPEN_CHOICE] = {ENTRY_CHOICE, "", ""},
    [QUESTION_ATTACHMENT] = {ENTRY_CANNOT, "", ""},
    [QUESTION_REFERENCE] = {ENTRY_LINE, "text", "text"},
    [QUESTION_QUANTITY] = {ENTRY_LINE, "text", "decimal"},
};

static struct span label_of(const struct form_page *page, const struct question *q)
{
    struct buf out;

    if (q->prefix.len == 0)
        return q->text.len > 0 ? q->text : q->kind == QUESTION_GROUP ? SPAN("") : q->link_id;
    buf_init(&out, page->arena, q->prefix.len + q->text.len + 1);
    buf_put(&out, q->prefix);
    buf_byte(&out, ' ');
    buf_put(&out, q->text);
    return buf_view(&out);
}

static struct span error_of(const struct form_page *page, const struct question *q)
{
    if (page->report != NULL)
        for (const struct issue *i = page->report->first; i != NULL; i = i->next)
            if (i->severity == ISSUE_ERROR && span_equal(i->link_id, q->link_id))
                return i->text;
    return SPAN("");
}

/* A date of which only the year or month is known has no native control. */
static const char *type_of(const struct question *q, const struct response_item *item)
{
    const struct response_answer *answer = response_answer_at(item, 0);

    if (q->kind == QUESTION_DATE && answer != NULL && fhir_value_text(answer->value).len != 10)
        return "text";
    return controls[q->kind].type;
}

/* A moment has no native control that keeps its offset. */
static struct span hint_of(const struct question *q)
{
    return q->placeholder.len == 0 && q->kind == QUESTION_DATE_TIME
               ? message_words(MSG_fill_date_time, MESSAGE_EN)
               : q->placeholder;
}

static struct span shown_of(const struct form_page *page, const struct response_item *item)
{
    const struct question *q = &page->response->form->items[item->question];
    const struct response_answer *answer = response_answer_at(item, 0);

    return answer == NULL ? SPAN("") : question_show_value(q, answer->value, page->arena);
}

static void fill_below(const struct form_page *page, struct response_item *parent, uint32_t first,
                       uint32_t end, struct entry_view *entry);

static uint32_t count_siblings(const struct response_item *from)
{
    uint32_t n = 0;

    for (const struct response_item *i = from; i != NULL; i = i->next)
        n += i->question == from->question;
    return n;
}

static void fill_group_buttons(const struct form_page *page, const struct response_item *item,
                               bool last, uint32_t count, struct entry_view *entry)
{
    const struct question *q = &page->response->form->items[item->question];
    uint32_t parent = item->parent != NULL ? item->parent->at : UINT32_MAX - 1;

    if (!q->repeats)
        return;
    if (count > 1)
        entry->drop = button_write(page->arena, "cut", item->at, UINT32_MAX);
    if (last && (q->max_occurs == 0 || count < q->max_occurs)) {
        entry->more = button_write(page->arena, "add", parent, item->question);
        entry->more_name = q->text;
    }
}

static void fill_entry(const struct form_page *page, struct response_item *item,
                       struct entry_view *entry)
{
    const struct questionnaire *form = page->response->form;
    const struct question *q = &form->items[item->question];

    *entry = (struct entry_view){.kind = controls[q->kind].kind,
                                 .id = number_write(page->arena, item->at, UINT32_MAX),
                                 .type = span_of(type_of(q, item)),
                                 .fill = span_of(controls[q->kind].fill),
                                 .label = label_of(page, q),
                                 .hint = hint_of(q),
                                 .error = error_of(page, q),
                                 .required = q->required};
    if (question_is_asked(q) && (q->read_only || question_is_computed(form, item->question))) {
        entry->kind = ENTRY_SHOWN;
        entry->shown = shown_of(page, item);
    } else if (entry->kind == ENTRY_CHOICE) {
        form_fill_choice(page, item, entry);
    } else if (entry->kind == ENTRY_LINE || entry->kind == ENTRY_LONG) {
        fill_lines(page, item, entry);
    }
    fill_below(page, item, item->question + 1, q->next, entry);
}

static void add_words(const struct form_page *page, uint32_t question, struct response_item *parent,
                      struct entry_view *entries, size_t *n)
{
    const struct question *q = &page->response->form->items[question];
    struct enabled enabled = page->enabled;

    if (enabled_question(&enabled, question, parent) && q->text.len > 0)
        entries[(*n)++] = (struct entry_view){.kind = ENTRY_WORDS, .label = label_of(page, q)};
}

static void add_items(const struct form_page *page, uint32_t question, struct response_item *parent,
                      struct entry_view *entries, size_t *n)
{
    struct response_item *first = response_child(page->response, parent, question);
    uint32_t count = first == NULL ? 0 : count_siblings(first), at = 0;

    for (struct response_item *i = first; i != NULL; i = i->next) {
        struct enabled enabled = page->enabled;

        if (i->question != question || !enabled_item(&enabled, i))
            continue;
        fill_entry(page, i, &entries[*n]);
        at++;
        if (entries[*n].kind == ENTRY_GROUP)
            fill_group_buttons(page, i, at == count, count, &entries[*n]);
        (*n)++;
    }
}

/* So many there can be at most: each item once, and each text. */
static size_t count_places(const struct form_page *page, struct response_item *parent,
                           uint32_t first, uint32_t end)
{
    const struct questionnaire *form = page->response->form;
    size_t n = 0;

    for (uint32_t q = first; q < end; q = form->items[q].next) {
        const struct response_item *item = response_child(page->response, parent, q);

        n += form->items[q].kind == QUESTION_DISPLAY ? 1 : item == NULL ? 0 : count_siblings(item);
    }
    return n;
}

static void fill_below(const struct form_page *page, struct response_item *parent, uint32_t first,
                       uint32_t end, struct entry_view *entry)
{
    const struct questionnaire *form = page->response->form;
    size_t most = count_places(page, parent, first, end);
    struct entry_view *entries =
        most == 0 ? NULL : arena_array(page->arena, struct entry_view, most);

    for (uint32_t q = first; entries != NULL && q < end; q = form->items[q].next) {
        if (form->items[q].hidden)
            continue;
        if (form->items[q].kind == QUESTION_DISPLAY)
            add_words(page, q, parent, entries, &entry->n_entries);
        else
            add_items(page, q, parent, entries, &entry->n_entries);
    }
    entry->entries = entries;
}

enum status form_page_entries(const struct form_page *page, const struct entry_view **ret,
                              size_t *ret_count, struct fault *why)
{
    struct entry_view top = {.n_entries = 0};

    fill_below(page, NULL, 0, page->response->form->n_items, &top);
    if (page->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret = top.entries;
    *ret_count = top.n_entries;
    return HF_OK;
}
