/* core/questionnaire/response_value.c - one answer as a page sends it, and as a person reads it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/response.h"

#include <stdalign.h>
#include <stddef.h>
#include <string.h>

enum { SHOWN_CEILING = 8192 };

struct value_read {
    const struct question *question;
    struct span raw; /* trimmed */
    struct arena *arena;
    struct fault *why;
};

/* --- making JSON ----------------------------------------------------------------------------- */

static enum status make(const struct value_read *in, enum value_type type, enum json_kind kind,
                        struct fhir_value *ret)
{
    struct json *json = arena_new(in->arena, struct json);
    struct span text = arena_copy(in->arena, in->raw);

    if (json == NULL || in->arena->spent)
        return fault_set(in->why, HF_FAILED, "request memory is spent");
    *json = (struct json){.kind = kind, .text = text};
    const struct fhir_value value = {type, json};
    const char *problem = value_problem(value);

    if (problem != NULL)
        return fault_set(in->why, HF_INVALID, "%.*s: the answer %s",
                         SPAN_ARGS(in->question->link_id), problem);
    *ret = value;
    return HF_OK;
}

static enum status refuse(const struct value_read *in, const char *text)
{
    return fault_set(in->why, HF_INVALID, "%.*s: %s", SPAN_ARGS(in->question->link_id), text);
}

/* --- by kind --------------------------------------------------------------------------------- */

static enum status read_boolean(const struct value_read *in, struct fhir_value *ret)
{
    bool yes = span_is(in->raw, "true");

    if (!yes && !span_is(in->raw, "false"))
        return refuse(in, "the answer must be true or false");
    return make(in, VALUE_BOOLEAN, yes ? JSON_TRUE : JSON_FALSE, ret);
}

/* As people type: a leading +, a comma for the point, zeros in front. JSON takes none of them. */
static struct span plain_number(struct arena *arena, struct span raw)
{
    struct span copy = arena_copy(arena, raw);
    char *at = arena_alloc(arena, copy.len + 2, 1);
    size_t n = 0, i = 0;

    if (at == NULL)
        return SPAN("");
    if (i < copy.len && (copy.at[i] == '-' || copy.at[i] == '+'))
        if (copy.at[i++] == '-')
            at[n++] = '-';
    while (i + 1 < copy.len && copy.at[i] == '0' && copy.at[i + 1] >= '0' && copy.at[i + 1] <= '9')
        i++;
    if (i < copy.len && (copy.at[i] == '.' || copy.at[i] == ','))
        at[n++] = '0';
    for (; i < copy.len; i++)
        at[n++] = copy.at[i] == ',' ? '.' : copy.at[i];
    return span_at(at, n);
}

static bool is_number(struct span s)
{
    static const struct json_limits limits = {64, 1, 1};
    alignas(max_align_t) unsigned char block[1024];
    const struct json *json = NULL;
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    return json_parse(s, &limits, &arena, &json, NULL) == HF_OK && json_is(json, JSON_NUMBER);
}

static enum status read_number(const struct value_read *in, struct fhir_value *ret)
{
    struct value_read number = *in;

    number.raw = plain_number(in->arena, in->raw);
    if (!is_number(number.raw))
        return refuse(in, "the answer must be a number");
    return make(&number, in->question->answers, JSON_NUMBER, ret);
}

/* "10:00" as a page's time field sends it. */
static enum status read_time(const struct value_read *in, struct fhir_value *ret)
{
    struct value_read time = *in;
    struct buf out;

    buf_init(&out, in->arena, 64);
    buf_put(&out, span_head(in->raw, 32));
    if (in->raw.len == 5)
        buf_lit(&out, ":00");
    time.raw = buf_view(&out);
    return make(&time, VALUE_TIME, JSON_TEXT, ret);
}

static enum status read_text(const struct value_read *in, struct fhir_value *ret)
{
    return make(in, in->question->answers, JSON_TEXT, ret);
}

static bool is_named(struct fhir_value value, struct span raw)
{
    struct span system = value_system(value), code = value_code(value);

    if (value.type != VALUE_CODING)
        return value.type == VALUE_REFERENCE
                   ? span_equal(json_text(json_member(value.json, "reference")), raw)
                   : span_equal(fhir_value_text(value), raw);
    if (code.len == 0)
        return span_equal(value_display(value), raw);
    if (span_equal(code, raw))
        return true;
    return raw.len == system.len + 1 + code.len && span_starts(raw, system) &&
           raw.at[system.len] == '|' && span_equal(span_skip(raw, system.len + 1), code);
}

/* The first option of that code: "system|code" tells apart what two systems call alike. */
static enum status read_choice(const struct value_read *in, struct fhir_value *ret)
{
    const struct question *q = in->question;

    for (uint32_t i = 0; i < q->n_options; i++)
        if (is_named(q->options[i].value, in->raw)) {
            *ret = q->options[i].value;
            return HF_OK;
        }
    if (q->kind == QUESTION_OPEN_CHOICE)
        return make(in, VALUE_STRING, JSON_TEXT, ret);
    return refuse(in, "the answer is none of the options");
}

/* --- quantities ------------------------------------------------------------------------------ */

static const struct question_option *find_unit(const struct question *q, struct span word)
{
    for (uint32_t i = 0; i < q->n_units; i++)
        if (span_equal(value_code(q->units[i].value), word) ||
            span_equal(value_display(q->units[i].value), word))
            return &q->units[i];
    return word.len == 0 && q->n_units == 1 ? &q->units[0] : NULL;
}

static void put_part(struct json *object, struct json *member, const char *name, struct span text,
                     enum json_kind kind)
{
    if (text.len == 0)
        return;
    *member =
        (struct json){.kind = kind, .name = span_of(name), .text = text, .next = object->child};
    object->child = member;
    object->count++;
}

static enum status make_quantity(const struct value_read *in, struct span number, struct span word,
                                 struct fhir_value *ret)
{
    const struct question_option *unit = find_unit(in->question, word);
    struct fhir_value coding = unit == NULL ? (struct fhir_value){VALUE_NONE, NULL} : unit->value;
    struct span display = unit == NULL ? arena_copy(in->arena, word) : value_display(coding);
    struct json *json = arena_array(in->arena, struct json, 5);

    if (unit == NULL && in->question->n_units > 0)
        return refuse(in, "the unit is none of those that are asked for");
    if (json == NULL)
        return fault_set(in->why, HF_FAILED, "request memory is spent");
    json[0].kind = JSON_OBJECT;
    put_part(json, &json[4], "code", value_code(coding), JSON_TEXT);
    put_part(json, &json[3], "system", value_system(coding), JSON_TEXT);
    put_part(json, &json[2], "unit", display, JSON_TEXT);
    put_part(json, &json[1], "value", number, JSON_NUMBER);
    *ret = (struct fhir_value){VALUE_QUANTITY, json};
    return HF_OK;
}

static enum status read_quantity(const struct value_read *in, struct fhir_value *ret)
{
    struct span word = in->raw, number;
    size_t i = 0;

    while (i < word.len && memchr("+-0123456789.,", word.at[i], 14) != NULL)
        i++;
    number = plain_number(in->arena, span_head(word, i));
    word = span_trim(span_skip(word, i));
    if (!is_number(number))
        return refuse(in, "the answer must be a number and a unit");
    return make_quantity(in, number, word, ret);
}

static enum status read_reference(const struct value_read *in, struct fhir_value *ret)
{
    struct json *json = arena_array(in->arena, struct json, 2);
    struct span text = arena_copy(in->arena, in->raw);

    if (json == NULL)
        return fault_set(in->why, HF_FAILED, "request memory is spent");
    json[0].kind = JSON_OBJECT;
    put_part(json, &json[1], "reference", text, JSON_TEXT);
    const struct fhir_value value = {VALUE_REFERENCE, json};
    const char *problem = value_problem(value);

    if (problem != NULL)
        return refuse(in, "the answer is no reference");
    *ret = value;
    return HF_OK;
}

static enum status read_nothing(const struct value_read *in, struct fhir_value *ret)
{
    (void)ret;
    return refuse(in, "this can't be answered with a text");
}

/* KEEP IN ORDER: kinds of question. */
static enum status (*const readers[])(const struct value_read *in, struct fhir_value *ret) = {
    [QUESTION_GROUP] = read_nothing,
    [QUESTION_DISPLAY] = read_nothing,
    [QUESTION_BOOLEAN] = read_boolean,
    [QUESTION_DECIMAL] = read_number,
    [QUESTION_INTEGER] = read_number,
    [QUESTION_DATE] = read_text,
    [QUESTION_DATE_TIME] = read_text,
    [QUESTION_TIME] = read_time,
    [QUESTION_STRING] = read_text,
    [QUESTION_TEXT] = read_text,
    [QUESTION_URL] = read_text,
    [QUESTION_CHOICE] = read_choice,
    [QUESTION_OPEN_CHOICE] = read_choice,
    [QUESTION_ATTACHMENT] = read_nothing,
    [QUESTION_REFERENCE] = read_reference,
    [QUESTION_QUANTITY] = read_quantity,
};

enum status question_read_value(const struct question *question, struct span raw,
                                struct arena *arena, struct fhir_value *ret, struct fault *why)
{
    const struct value_read in = {question, span_trim(raw), arena, why};

    if (in.raw.len == 0)
        return HF_NOT_FOUND;
    if (question->n_options > 0 && question->kind != QUESTION_QUANTITY)
        return read_choice(&in, ret);
    return readers[question->kind](&in, ret);
}

/* --- for a person ---------------------------------------------------------------------------- */

static void show_quantity(struct buf *out, struct fhir_value value)
{
    const struct json *number = json_member(value.json, "value");
    struct span unit = value_display(value).len > 0 ? value_display(value) : value_code(value);

    buf_put(out, json_text(json_member(value.json, "comparator")));
    if (number != NULL)
        buf_put(out, number->text);
    if (unit.len > 0)
        buf_byte(out, ' ');
    buf_put(out, unit);
}

static struct span coding_words(const struct question *question, struct fhir_value value)
{
    const struct question_option *option =
        question_option_find(question->options, question->n_options, value);

    if (value_display(value).len > 0)
        return value_display(value);
    if (option != NULL && value_display(option->value).len > 0)
        return value_display(option->value);
    return value_code(value);
}

static struct span first_of(const struct json *object, const char *a, const char *b)
{
    struct span text = json_text(json_member(object, a));

    return text.len > 0 ? text : json_text(json_member(object, b));
}

struct span question_show_value(const struct question *question, struct fhir_value value,
                                struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, SHOWN_CEILING);
    if (value.type == VALUE_BOOLEAN)
        return json_bool(value.json) ? SPAN("yes") : SPAN("no");
    if (value.type == VALUE_CODING)
        return coding_words(question, value);
    if (value.type == VALUE_REFERENCE)
        return first_of(value.json, "display", "reference");
    if (value.type == VALUE_ATTACHMENT)
        return first_of(value.json, "title", "contentType");
    if (value.type != VALUE_QUANTITY)
        return fhir_value_text(value);
    show_quantity(&out, value);
    return buf_view(&out);
}
