/* core/questionnaire/validate_answer.c - does one answer fit its question?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/validate.h"

#include "base/utf8.h"
#include "core/fhirpath/pattern.h"

#include <string.h>

struct answering {
    const struct questionnaire *form;
    const struct question *q;
    struct fhir_value value;
    const struct place *where;
    struct report *report;
};

#define refuse(a, severity, code, ...)                                                             \
    report_add((a)->report, (severity), (code), (a)->where, (a)->q->link_id, __VA_ARGS__)

/* --- type ------------------------------------------------------------------------------------ */

static bool is_type(const struct question *q, enum value_type type)
{
    if (type == q->answers || (q->kind == QUESTION_OPEN_CHOICE && type == VALUE_STRING))
        return true;
    for (uint32_t i = 0; i < q->n_options; i++)
        if (q->options[i].value.type == type)
            return true;
    return false;
}

static bool check_type(const struct answering *a)
{
    const char *problem = value_problem(a->value);

    if (a->value.type != VALUE_NONE && !is_type(a->q, a->value.type))
        refuse(a, ISSUE_ERROR, ISSUE_STRUCTURE, "The answer must be a %.*s, not a %.*s.",
               SPAN_ARGS(value_type_name(a->q->answers)),
               SPAN_ARGS(value_type_name(a->value.type)));
    else if (problem != NULL)
        refuse(a, ISSUE_ERROR, ISSUE_VALUE, "The answer %s.", problem);
    else
        return true;
    return false;
}

/* --- words ----------------------------------------------------------------------------------- */

static void check_length(const struct answering *a)
{
    size_t n = utf8_count(fhir_value_text(a->value));

    if (fhir_value_text(a->value).len == 0)
        return;
    if (a->q->max_length > 0 && n > (size_t)a->q->max_length)
        refuse(a, ISSUE_ERROR, ISSUE_TOO_LONG, "The answer is longer than %ld characters.",
               (long)a->q->max_length);
    if (a->q->min_length > 0 && n < (size_t)a->q->min_length)
        refuse(a, ISSUE_ERROR, ISSUE_VALUE, "The answer is shorter than %ld characters.",
               (long)a->q->min_length);
}

static void check_lines(const struct answering *a)
{
    struct span text = fhir_value_text(a->value);

    if (a->q->kind == QUESTION_STRING && text.len > 0 &&
        (memchr(text.at, '\n', text.len) != NULL || memchr(text.at, '\r', text.len) != NULL))
        refuse(a, ISSUE_WARNING, ISSUE_VALUE, "A string is one line: this has several.");
}

static void check_regex(const struct answering *a)
{
    struct span text = fhir_value_text(a->value);
    bool fits = true;

    if (a->q->pattern == NULL || text.len == 0)
        return;
    if (pattern_match(a->q->pattern, text, true, a->report->arena, &fits, NULL) != HF_OK)
        refuse(a, ISSUE_ERROR, ISSUE_TOO_COSTLY,
               "The answer could not be held against the regex "
               "within its limits.");
    else if (!fits && a->q->placeholder.len > 0)
        refuse(a, ISSUE_ERROR, ISSUE_VALUE, "The answer is not of the form %.*s.",
               SPAN_ARGS(span_head(a->q->placeholder, 100)));
    else if (!fits)
        refuse(a, ISSUE_ERROR, ISSUE_VALUE, "The answer does not match the regex of the question.");
}

/* --- size ------------------------------------------------------------------------------------ */

static void check_bound(const struct answering *a, struct fhir_value bound, int wrong,
                        const char *what)
{
    int order;

    if (bound.type == VALUE_NONE)
        return;
    if (value_order(a->value, bound, &order)) {
        if (order == wrong)
            refuse(a, ISSUE_ERROR, ISSUE_VALUE, "The answer is %s.", what);
    } else if (a->value.type == VALUE_QUANTITY) {
        refuse(a, ISSUE_ERROR, ISSUE_VALUE,
               "The answer's unit can't be compared with that of the limits.");
    }
}

static struct span number_of(struct fhir_value value)
{
    const struct json *number = json_member(value.json, "value");

    if (value.type == VALUE_QUANTITY)
        return number == NULL ? SPAN("") : number->text;
    return value.type == VALUE_DECIMAL ? fhir_value_text(value) : SPAN("");
}

/* As written: 1.50 has two. */
static void check_decimals(const struct answering *a)
{
    struct span rest = number_of(a->value);
    size_t n = 0;

    if (a->q->max_decimals < 0 || rest.len == 0)
        return;
    (void)span_cut(&rest, '.'); /* what stands before the point is not counted */
    while (n < rest.len && rest.at[n] >= '0' && rest.at[n] <= '9')
        n++;
    if (n > (size_t)a->q->max_decimals)
        refuse(a, ISSUE_ERROR, ISSUE_VALUE, "The answer has more than %ld decimal places.",
               (long)a->q->max_decimals);
}

/* --- options --------------------------------------------------------------------------------- */

/* "%.*s" of the place where they come from. */
static void refuse_unknown(const struct answering *a)
{
    if (a->q->options_open)
        refuse(a, ISSUE_WARNING, ISSUE_CODE_INVALID,
               "The answers come from %.*s, which is not at hand: this one was not checked.",
               SPAN_ARGS(span_head(a->q->options_from, 80)));
    else
        refuse(a, ISSUE_ERROR, ISSUE_CODE_INVALID, "The answer is none of the options.");
}

static bool is_same_display(struct span a, struct span b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char x = a.at[i], y = b.at[i];

        x = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y + 32) : y;
        if (x != y)
            return false;
    }
    return true;
}

/* What a person read and what is counted must be the same. An option's words may be those of
 * another language; a value set's belong to the code. */
static void check_display(const struct answering *a, const struct question_option *option)
{
    struct span said = value_display(a->value), meant = value_display(option->value);

    if (a->value.type != VALUE_CODING || said.len == 0 || meant.len == 0 ||
        is_same_display(said, meant))
        return;
    refuse(a, a->q->options_from.len > 0 ? ISSUE_ERROR : ISSUE_WARNING, ISSUE_CODE_INVALID,
           "The code and its display say different things.");
}

static void check_option(const struct answering *a)
{
    const struct question *q = a->q;
    bool own_words = q->kind == QUESTION_OPEN_CHOICE && a->value.type == VALUE_STRING;
    const struct question_option *option = question_option_find(q->options, q->n_options, a->value);

    if (option != NULL)
        check_display(a, option);
    else if (!own_words && (q->n_options > 0 || q->options_from.len > 0))
        refuse_unknown(a);
    else if (!own_words && (q->kind == QUESTION_CHOICE || q->kind == QUESTION_OPEN_CHOICE))
        refuse(a, ISSUE_INFORMATION, ISSUE_CODE_INVALID,
               "The form lists no options: the answer was not checked.");
}

/* --- units ----------------------------------------------------------------------------------- */

/* A quantity's unit as a coding; a quantity without a code has none. */
static bool is_unit(struct fhir_value quantity, struct fhir_value unit)
{
    if (value_code(quantity).len == 0)
        return value_code(unit).len == 0 &&
               span_equal(value_display(quantity), value_display(unit));
    return span_equal(value_system(quantity), value_system(unit)) &&
           span_equal(value_code(quantity), value_code(unit));
}

static bool has_unit(const struct question_option *units, uint32_t n, struct fhir_value quantity)
{
    for (uint32_t i = 0; i < n; i++)
        if (is_unit(quantity, units[i].value))
            return true;
    return false;
}

static void check_unit_set(const struct answering *a)
{
    const struct value_set *set = questionnaire_value_set(a->form, a->q->unit_set);

    if (value_code(a->value).len == 0)
        refuse(a, ISSUE_ERROR, ISSUE_CODE_INVALID, "The unit has no code: it is in no value set.");
    else if (set != NULL && has_unit(set->options, set->n_options, a->value))
        return;
    else if (set != NULL && set->complete)
        refuse(a, ISSUE_ERROR, ISSUE_CODE_INVALID, "The unit is not in the value set of units.");
    else
        refuse(a, ISSUE_WARNING, ISSUE_CODE_INVALID,
               "The value set of units is not at hand: the unit was not checked.");
}

static void check_unit(const struct answering *a)
{
    if (a->value.type != VALUE_QUANTITY)
        return;
    if (a->q->n_units > 0 && !has_unit(a->q->units, a->q->n_units, a->value))
        refuse(a, ISSUE_ERROR, ISSUE_CODE_INVALID, "The unit is none of those asked for.");
    if (a->q->unit_set.len > 0)
        check_unit_set(a);
}

/* --- attachments and references -------------------------------------------------------------- */

static bool is_among(const struct span *list, uint32_t n, struct span word)
{
    for (uint32_t i = 0; i < n; i++)
        if (span_equal(list[i], word))
            return true;
    return n == 0;
}

static void check_attachment(const struct answering *a)
{
    struct span type = json_text(json_member(a->value.json, "contentType"));
    int64_t size = 0;

    if (a->value.type != VALUE_ATTACHMENT)
        return;
    if (!is_among(a->q->mime_types, a->q->n_mime_types, type))
        refuse(a, ISSUE_ERROR, ISSUE_VALUE, "The file is of another type than is asked for.");
    if (!json_int64(json_member(a->value.json, "size"), &size))
        size = (int64_t)(json_text(json_member(a->value.json, "data")).len / 4 * 3);
    if (a->q->max_bytes > 0 && size > a->q->max_bytes)
        refuse(a, ISSUE_ERROR, ISSUE_TOO_LONG, "The file has more than %ld bytes.",
               (long)a->q->max_bytes);
}

static void check_reference(const struct answering *a)
{
    struct span reference = json_text(json_member(a->value.json, "reference"));
    struct span type = value_reference_type(reference);

    if (a->value.type != VALUE_REFERENCE)
        return;
    if (type.len == 0)
        type = json_text(json_member(a->value.json, "type"));
    if (type.len > 0 && !is_among(a->q->targets, a->q->n_targets, type))
        refuse(a, ISSUE_ERROR, ISSUE_VALUE,
               "The answer refers to another type of resource than is asked for.");
}

void response_validate_answer(const struct questionnaire *form, const struct question *question,
                              const struct response_answer *answer, const struct place *where,
                              struct report *report)
{
    const struct answering a = {form, question, answer->value, where, report};

    if (!check_type(&a))
        return;
    check_length(&a);
    check_lines(&a);
    check_regex(&a);
    check_bound(&a, question->least, -1, "below the least that is taken");
    check_bound(&a, question->most, 1, "above the most that is taken");
    check_decimals(&a);
    check_option(&a);
    check_unit(&a);
    check_attachment(&a);
    check_reference(&a);
}
