/* core/fhirpath/fn_convert.c - toX and convertsToX (FHIRPath N1, 5.5).
 *
 * What can't be converted is empty; a list of many is refused.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

#include <string.h>

/* Converts `v`, which is forced; leaves `*io` empty when it can't be. */
typedef enum status convert_fn(struct machine *m, const struct fhirpath_value *v,
                               struct fhirpath_list *io);

static enum status to_boolean(struct machine *m, const struct fhirpath_value *v,
                              struct fhirpath_list *io);

static bool is_word_of(struct span text, const char *const *words)
{
    char small[8];

    if (text.len >= sizeof small)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        small[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    for (; *words != NULL; words++) {
        if (span_is(span_at(small, text.len), *words))
            return true;
    }
    return false;
}

static enum status text_to_boolean(struct span text, struct fhirpath_list *io)
{
    static const char *const yes[] = {"true", "t", "yes", "y", "1", "1.0", NULL};
    static const char *const no[] = {"false", "f", "no", "n", "0", "0.0", NULL};

    if (is_word_of(text, yes))
        return list_set_boolean(true, io);
    return is_word_of(text, no) ? list_set_boolean(false, io) : HF_OK;
}

static enum status to_boolean(struct machine *m, const struct fhirpath_value *v,
                              struct fhirpath_list *io)
{
    struct decimal d;

    (void)m;
    if (v->kind == FHIRPATH_BOOLEAN)
        return list_set_boolean(v->boolean, io);
    if (v->kind == FHIRPATH_STRING)
        return text_to_boolean(v->string, io);
    if (!force_decimal(v, &d))
        return HF_OK;
    if (decimal_compare(d, decimal_from_int(1)) == 0)
        return list_set_boolean(true, io);
    return decimal_is_zero(d) ? list_set_boolean(false, io) : HF_OK;
}

/* (+|-)? and digits */
static bool text_to_integer(struct span text, int64_t *ret)
{
    if (text.len > 1 && text.at[0] == '+' && text.at[1] != '-')
        text = span_skip(text, 1);
    return span_to_int64(text, ret) && *ret <= INT32_MAX && *ret >= INT32_MIN;
}

static enum status to_integer(struct machine *m, const struct fhirpath_value *v,
                              struct fhirpath_list *io)
{
    int64_t n;

    if (v->kind == FHIRPATH_INTEGER)
        return list_set_integer(m, v->integer, io);
    if (v->kind == FHIRPATH_BOOLEAN)
        return list_set_integer(m, v->boolean, io);
    if (v->kind == FHIRPATH_STRING && text_to_integer(v->string, &n))
        return list_set_integer(m, n, io);
    return HF_OK;
}

/* (+|-)? digits (. digits)?, without an exponent */
static bool text_to_decimal(struct span text, struct decimal *ret)
{
    if (text.len > 1 && text.at[0] == '+' && text.at[1] != '-')
        text = span_skip(text, 1);
    return memchr(text.at, 'e', text.len) == NULL && memchr(text.at, 'E', text.len) == NULL &&
           decimal_parse(text, ret, NULL) == HF_OK;
}

static enum status to_decimal(struct machine *m, const struct fhirpath_value *v,
                              struct fhirpath_list *io)
{
    struct decimal d;

    if (force_decimal(v, &d))
        return list_set_decimal(m, d, io);
    if (v->kind == FHIRPATH_BOOLEAN)
        return list_set_decimal(m, (struct decimal){v->boolean ? 10 : 0, 1}, io);
    if (v->kind == FHIRPATH_STRING && text_to_decimal(v->string, &d))
        return list_set_decimal(m, d, io);
    return HF_OK;
}

static enum status to_string(struct machine *m, const struct fhirpath_value *v,
                             struct fhirpath_list *io)
{
    if (v->kind == FHIRPATH_NODE || v->kind == FHIRPATH_TYPE)
        return HF_OK;
    if (v->kind == FHIRPATH_STRING)
        return list_set_string(m, v->string, io);
    return list_set_string(m, write_text(m, v), io);
}

static enum status text_to_temporal(struct machine *m, enum temporal_kind kind, struct span text,
                                    struct fhirpath_list *io)
{
    struct temporal t;

    return temporal_parse(kind, text, &t, NULL) == HF_OK ? list_set_temporal(m, t, io) : HF_OK;
}

static enum status to_date(struct machine *m, const struct fhirpath_value *v,
                           struct fhirpath_list *io)
{
    if (v->kind == FHIRPATH_DATE || v->kind == FHIRPATH_DATETIME)
        return list_set_temporal(m, temporal_to_date(v->temporal), io);
    if (v->kind != FHIRPATH_STRING)
        return HF_OK;
    enum status st = text_to_temporal(m, TEMPORAL_DATE, v->string, io);
    struct temporal t;

    if (st == HF_OK && io->count == 0 &&
        temporal_parse(TEMPORAL_DATE_TIME, v->string, &t, NULL) == HF_OK)
        return list_set_temporal(m, temporal_to_date(&t), io);
    return st;
}

static enum status to_date_time(struct machine *m, const struct fhirpath_value *v,
                                struct fhirpath_list *io)
{
    if (v->kind == FHIRPATH_DATE || v->kind == FHIRPATH_DATETIME)
        return list_set_temporal(m, temporal_to_date_time(v->temporal), io);
    if (v->kind == FHIRPATH_STRING)
        return text_to_temporal(m, TEMPORAL_DATE_TIME, v->string, io);
    return HF_OK;
}

static enum status to_time(struct machine *m, const struct fhirpath_value *v,
                           struct fhirpath_list *io)
{
    if (v->kind == FHIRPATH_TIME)
        return list_set_temporal(m, *v->temporal, io);
    if (v->kind == FHIRPATH_STRING)
        return text_to_temporal(m, TEMPORAL_TIME, v->string, io);
    return HF_OK;
}

static enum status to_quantity(struct machine *m, const struct fhirpath_value *v,
                               struct fhirpath_list *io)
{
    struct quantity q;

    if (v->kind == FHIRPATH_BOOLEAN)
        return list_set_quantity(
            m, quantity_of((struct decimal){v->boolean ? 10 : 0, 1}, SPAN("1"), false), io);
    if (force_quantity(v, &q) ||
        (v->kind == FHIRPATH_STRING && quantity_parse(v->string, &q, NULL) == HF_OK))
        return list_set_quantity(m, q, io);
    return HF_OK;
}

static enum status convert(struct machine *m, const struct op *op, struct fhirpath_list *io,
                           convert_fn *fn)
{
    struct fhirpath_value v;
    bool empty;
    enum status st = force_single(m, op, *io, &v, &empty);

    list_set_empty(io);
    return st != HF_OK || empty ? st : fn(m, &v, io);
}

static enum status converts(struct machine *m, const struct op *op, struct fhirpath_list *io,
                            convert_fn *fn)
{
    bool empty = io->count == 0;
    enum status st = convert(m, op, io, fn);

    return st != HF_OK || empty ? st : list_set_boolean(io->count > 0, io);
}

#define CONVERSION(name)                                                                           \
    static enum status run_to_##name(struct machine *m, const struct op *op,                       \
                                     const struct frame *frame, struct fhirpath_list *io)          \
    {                                                                                              \
        (void)frame;                                                                               \
        return convert(m, op, io, to_##name);                                                      \
    }                                                                                              \
    static enum status run_converts_to_##name(struct machine *m, const struct op *op,              \
                                              const struct frame *frame, struct fhirpath_list *io) \
    {                                                                                              \
        (void)frame;                                                                               \
        return converts(m, op, io, to_##name);                                                     \
    }

CONVERSION(boolean)
CONVERSION(integer)
CONVERSION(decimal)
CONVERSION(string)
CONVERSION(date)
CONVERSION(date_time)
CONVERSION(time)

/* In another unit, where the argument names one. */
static enum status in_unit(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    struct span unit;
    struct quantity q;
    enum calendar_unit word;
    bool empty;
    enum status st = argument_string(m, op, frame, 0, &unit, &empty);

    if (st != HF_OK || empty || io->count == 0)
        return st;
    if (!quantity_convert(io->at->quantity, unit, quantity_calendar_find(unit, &word), &q))
        return list_set_empty(io);
    return list_set_quantity(m, q, io);
}

static enum status run_to_quantity(struct machine *m, const struct op *op,
                                   const struct frame *frame, struct fhirpath_list *io)
{
    enum status st = convert(m, op, io, to_quantity);

    return st != HF_OK || op->argc == 0 ? st : in_unit(m, op, frame, io);
}

static enum status run_converts_to_quantity(struct machine *m, const struct op *op,
                                            const struct frame *frame, struct fhirpath_list *io)
{
    bool empty = io->count == 0;
    enum status st = run_to_quantity(m, op, frame, io);

    return st != HF_OK || empty ? st : list_set_boolean(io->count > 0, io);
}

static const struct function rows[] = {
    {"toBoolean", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_to_boolean},
    {"toInteger", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_to_integer},
    {"toDecimal", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DECIMAL, run_to_decimal},
    {"toString", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_STRING, run_to_string},
    {"toDate", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DATE, run_to_date},
    {"toDateTime", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DATETIME, run_to_date_time},
    {"toTime", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_TIME, run_to_time},
    {"toQuantity", 0, 1, ARGS_VALUES, INPUT_ANY, RESULT_QUANTITY, run_to_quantity},
    {"convertsToBoolean", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_converts_to_boolean},
    {"convertsToInteger", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_converts_to_integer},
    {"convertsToDecimal", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_converts_to_decimal},
    {"convertsToString", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_converts_to_string},
    {"convertsToDate", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_converts_to_date},
    {"convertsToDateTime", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_converts_to_date_time},
    {"convertsToTime", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_converts_to_time},
    {"convertsToQuantity", 0, 1, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_converts_to_quantity},
};

FUNCTION_FAMILY(fn_convert, rows);
