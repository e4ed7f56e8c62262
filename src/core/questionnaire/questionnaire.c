/* core/questionnaire/questionnaire.c - loads a form, and finds its way in it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/questionnaire.h"

#include "core/questionnaire/load.h"

const struct json_limits questionnaire_limits = {1 << 20, 32, 100000};

enum { LONGEST_CANONICAL = 4096 };

/* KEEP IN ORDER: kinds of question. */
static const struct span kind_words[] = {
    [QUESTION_GROUP] = SPAN_INIT("group"),
    [QUESTION_DISPLAY] = SPAN_INIT("display"),
    [QUESTION_BOOLEAN] = SPAN_INIT("boolean"),
    [QUESTION_DECIMAL] = SPAN_INIT("decimal"),
    [QUESTION_INTEGER] = SPAN_INIT("integer"),
    [QUESTION_DATE] = SPAN_INIT("date"),
    [QUESTION_DATE_TIME] = SPAN_INIT("dateTime"),
    [QUESTION_TIME] = SPAN_INIT("time"),
    [QUESTION_STRING] = SPAN_INIT("string"),
    [QUESTION_TEXT] = SPAN_INIT("text"),
    [QUESTION_URL] = SPAN_INIT("url"),
    [QUESTION_CHOICE] = SPAN_INIT("choice"),
    [QUESTION_OPEN_CHOICE] = SPAN_INIT("open-choice"),
    [QUESTION_ATTACHMENT] = SPAN_INIT("attachment"),
    [QUESTION_REFERENCE] = SPAN_INIT("reference"),
    [QUESTION_QUANTITY] = SPAN_INIT("quantity"),
};

struct span question_kind_word(enum question_kind kind)
{
    return kind_words[kind];
}

/* --- loading --------------------------------------------------------------------------------- */

/* Bounds for the tables: how many items, and how many extensions of items and of the form. */
static void count_parts(const struct json *object, uint32_t *items, uint32_t *extensions)
{
    const struct json *own = json_member(object, "extension");

    *extensions += own == NULL ? 0 : own->count;
    for (const struct json *c = json_first(json_member(object, "item")); c != NULL; c = c->next) {
        ++*items;
        count_parts(c, items, extensions);
    }
}

static bool has_room(struct loading *l, const struct json *tree, const struct place *place)
{
    count_parts(tree, &l->room_items, &l->room_expressions);
    if (l->room_items > QUESTIONNAIRE_MAX_ITEMS)
        report_add(l->report, ISSUE_ERROR, ISSUE_TOO_LONG, place, SPAN(""),
                   "The form has %d items; at most %d are taken.", (int)l->room_items,
                   QUESTIONNAIRE_MAX_ITEMS);
    if (l->room_expressions > QUESTIONNAIRE_MAX_EXPRESSIONS)
        report_add(l->report, ISSUE_ERROR, ISSUE_TOO_LONG, place, SPAN(""),
                   "The form has %d extensions; at most %d are taken.", (int)l->room_expressions,
                   QUESTIONNAIRE_MAX_EXPRESSIONS);
    l->items = load_array(l, struct question, l->room_items);
    l->expressions = load_array(l, struct question_expression, l->room_expressions);
    return l->report->errors == 0 && l->items != NULL && l->expressions != NULL;
}

static void load_parts(struct loading *l, const struct json *tree, const struct place *place)
{
    structure_check(tree, l->report, load_severity(l), place);
    load_head(l, tree, place);
    load_items(l, json_member(tree, "item"), QUESTION_NONE, 1, place);
    l->form->items = l->items;
    l->form->n_items = l->n_items;
    load_gates(l, place);
    load_expressions(l);
    load_dependencies(l);
}

static enum status refuse(const struct report *report, struct fault *why)
{
    const struct issue *issue = report->first;

    while (issue != NULL && issue->severity != ISSUE_ERROR)
        issue = issue->next;
    if (issue == NULL)
        return fault_set(why, HF_INVALID, "there are more findings than are kept");
    return fault_set(why, HF_INVALID, "%.*s: %.*s", SPAN_ARGS(issue->where),
                     SPAN_ARGS(issue->text));
}

enum status questionnaire_load_tree(const struct json *tree, enum load_mode mode,
                                    const struct json *value_sets, struct arena *arena,
                                    struct report *report, const struct questionnaire **ret,
                                    struct fault *why)
{
    const struct place place = {.name = "Questionnaire", .index = -1};
    struct questionnaire *form = arena_new(arena, struct questionnaire);
    struct loading l = {.mode = mode,
                        .arena = arena,
                        .report = report,
                        .form = form,
                        .value_sets = value_sets,
                        .contained = json_member(tree, "contained")};
    uint32_t errors = report->errors;

    if (form == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (!span_is(json_text(json_member(tree, "resourceType")), "Questionnaire"))
        report_add(report, ISSUE_ERROR, ISSUE_STRUCTURE, &place, SPAN(""),
                   "This is no Questionnaire: resourceType must say so.");
    else if (has_room(&l, tree, &place))
        load_parts(&l, tree, &place);
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (report->errors > errors)
        return refuse(report, why);
    *ret = form;
    return HF_OK;
}

enum status questionnaire_load(struct span json, enum load_mode mode, const struct json *value_sets,
                               struct arena *arena, struct report *report,
                               const struct questionnaire **ret, struct fault *why)
{
    const struct json *tree = NULL;
    enum status st = json_parse(json, &questionnaire_limits, arena, &tree, why);

    return st == HF_OK ? questionnaire_load_tree(tree, mode, value_sets, arena, report, ret, why)
                       : st;
}

enum issue_severity load_severity(const struct loading *l)
{
    return l->mode == LOAD_STRICT ? ISSUE_ERROR : ISSUE_WARNING;
}

bool load_flag(const struct json *object, const char *name)
{
    return json_bool(json_member(object, name));
}

/* --- looking --------------------------------------------------------------------------------- */

uint32_t questionnaire_find(const struct questionnaire *form, struct span link_id)
{
    uint32_t low = 0, high = form->n_items;

    while (form->by_link != NULL && low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = span_compare(form->items[form->by_link[middle]].link_id, link_id);

        if (order == 0)
            return form->by_link[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return QUESTION_NONE;
}

struct span questionnaire_canonical(const struct questionnaire *form, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, LONGEST_CANONICAL);
    buf_put(&out, form->url);
    if (form->version.len > 0) {
        buf_byte(&out, '|');
        buf_put(&out, form->version);
    }
    return buf_view(&out);
}

const struct question_option *question_option_find(const struct question_option *options,
                                                   uint32_t n_options, struct fhir_value value)
{
    struct span code = value_code(value);

    for (uint32_t i = 0; i < n_options; i++)
        if (span_equal(options[i].code, code) && value_equal(options[i].value, value))
            return &options[i];
    return NULL;
}
