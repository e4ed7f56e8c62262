/* core/fhirpath/fn_time.c - the moment of the evaluation, and the parts of a moment.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

static enum status set_now(struct machine *m, enum temporal_kind kind, struct fhirpath_list *io)
{
    int64_t us = m->world->now_us;
    int64_t ms = us / 1000 - (us % 1000 < 0);

    return list_set_temporal(m, temporal_of(kind, ms, m->world->offset_minutes), io);
}

static enum status run_now(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    (void)op;
    (void)frame;
    return set_now(m, TEMPORAL_DATE_TIME, io);
}

static enum status run_today(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    (void)op;
    (void)frame;
    return set_now(m, TEMPORAL_DATE, io);
}

static enum status run_time_of_day(struct machine *m, const struct op *op,
                                   const struct frame *frame, struct fhirpath_list *io)
{
    (void)op;
    (void)frame;
    return set_now(m, TEMPORAL_TIME, io);
}

static bool is_temporal(const struct fhirpath_value *v)
{
    return v->kind == FHIRPATH_DATE || v->kind == FHIRPATH_DATETIME || v->kind == FHIRPATH_TIME;
}

/* The input as a date or time. */
static enum status read_moment(struct machine *m, const struct op *op,
                               const struct fhirpath_list *io, struct fhirpath_value *ret,
                               bool *ret_empty)
{
    enum status st = force_single(m, op, *io, ret, ret_empty);

    if (st == HF_OK && !*ret_empty && !is_temporal(ret))
        return machine_refuse(m, op, "the input is no date or time");
    return st;
}

static enum status set_part(struct machine *m, const struct op *op, struct fhirpath_list *io,
                            enum temporal_part part)
{
    struct fhirpath_value v;
    bool empty;
    int n;
    enum status st = read_moment(m, op, io, &v, &empty);

    if (st != HF_OK || empty)
        return st;
    return temporal_part_of(v.temporal, part, &n) ? list_set_integer(m, n, io) : list_set_empty(io);
}

#define PART(name, part)                                                                           \
    static enum status run_##name##_of(struct machine *m, const struct op *op,                     \
                                       const struct frame *frame, struct fhirpath_list *io)        \
    {                                                                                              \
        (void)frame;                                                                               \
        return set_part(m, op, io, part);                                                          \
    }

PART(year, TEMPORAL_YEAR)
PART(month, TEMPORAL_MONTH)
PART(day, TEMPORAL_DAY)
PART(hour, TEMPORAL_HOUR)
PART(minute, TEMPORAL_MINUTE)
PART(second, TEMPORAL_SECOND)

static enum status run_millisecond_of(struct machine *m, const struct op *op,
                                      const struct frame *frame, struct fhirpath_list *io)
{
    struct fhirpath_value v;
    bool empty;
    int n;
    enum status st = read_moment(m, op, io, &v, &empty);

    (void)frame;
    if (st != HF_OK || empty)
        return st;
    return temporal_millisecond_of(v.temporal, &n) ? list_set_integer(m, n, io)
                                                   : list_set_empty(io);
}

static enum status run_offset_of(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    struct fhirpath_value v;
    struct decimal d;
    bool empty;
    enum status st = read_moment(m, op, io, &v, &empty);

    (void)frame;
    if (st != HF_OK || empty)
        return st;
    return temporal_offset_of(v.temporal, &d) ? list_set_decimal(m, d, io) : list_set_empty(io);
}

static enum status run_date_of(struct machine *m, const struct op *op, const struct frame *frame,
                               struct fhirpath_list *io)
{
    struct fhirpath_value v;
    bool empty;
    enum status st = read_moment(m, op, io, &v, &empty);

    (void)frame;
    if (st != HF_OK || empty)
        return st;
    return v.kind == FHIRPATH_TIME ? list_set_empty(io)
                                   : list_set_temporal(m, temporal_to_date(v.temporal), io);
}

static enum status run_time_of(struct machine *m, const struct op *op, const struct frame *frame,
                               struct fhirpath_list *io)
{
    struct fhirpath_value v;
    bool empty;
    enum status st = read_moment(m, op, io, &v, &empty);

    (void)frame;
    if (st != HF_OK || empty)
        return st;
    if (v.kind != FHIRPATH_DATETIME || v.temporal->precision < TEMPORAL_HOUR)
        return list_set_empty(io);
    return list_set_temporal(m, temporal_to_time(v.temporal), io);
}

/* Whole units from the input to the argument, or how many borders of the unit lie between. */
static enum status set_between(struct machine *m, const struct op *op, const struct frame *frame,
                               bool boundaries, struct fhirpath_list *io)
{
    struct fhirpath_value from, to;
    struct span word = {0};
    enum calendar_unit unit;
    bool empty, no_end = false, no_word = false;
    int64_t n;
    enum status st = read_moment(m, op, io, &from, &empty);

    if (st == HF_OK)
        st = argument_single(m, op, frame, 0, &to, &no_end);
    if (st == HF_OK)
        st = argument_string(m, op, frame, 1, &word, &no_word);
    if (st != HF_OK || empty || no_end || no_word)
        return st != HF_OK ? st : list_set_empty(io);
    if (!is_temporal(&to) || !quantity_calendar_find(word, &unit))
        return machine_refuse(m, op, "needs a date or time, and a calendar unit");
    if (!temporal_between(from.temporal, to.temporal, unit, boundaries, &n))
        return list_set_empty(io);
    return list_set_integer(m, n, io);
}

static enum status run_duration(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    return set_between(m, op, frame, false, io);
}

static enum status run_difference(struct machine *m, const struct op *op, const struct frame *frame,
                                  struct fhirpath_list *io)
{
    return set_between(m, op, frame, true, io);
}

static const struct function rows[] = {
    {"now", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DATETIME, run_now},
    {"today", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DATE, run_today},
    {"timeOfDay", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_TIME, run_time_of_day},
    {"yearOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_year_of},
    {"monthOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_month_of},
    {"dayOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_day_of},
    {"hourOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_hour_of},
    {"minuteOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_minute_of},
    {"secondOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_second_of},
    {"millisecondOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_millisecond_of},
    {"timezoneOffsetOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DECIMAL, run_offset_of},
    {"dateOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DATE, run_date_of},
    {"timeOf", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_TIME, run_time_of},
    {"duration", 2, 2, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_duration},
    {"difference", 2, 2, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_difference},
};

FUNCTION_FAMILY(fn_time, rows);
