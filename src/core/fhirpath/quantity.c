/* core/fhirpath/quantity.c - comparing and computing with amounts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/quantity.h"

#include "core/fhirpath/ucum.h"

struct word {
    struct span one, many;
    const char *ucum; /* what it comes to, exactly, or for ~ only */
    bool exact;
};

/* KEEP IN ORDER: enum calendar_unit */
static const struct word words[] = {
    {SPAN_INIT("year"), SPAN_INIT("years"), "a", false},
    {SPAN_INIT("month"), SPAN_INIT("months"), "mo", false},
    {SPAN_INIT("week"), SPAN_INIT("weeks"), "wk", true},
    {SPAN_INIT("day"), SPAN_INIT("days"), "d", true},
    {SPAN_INIT("hour"), SPAN_INIT("hours"), "h", true},
    {SPAN_INIT("minute"), SPAN_INIT("minutes"), "min", true},
    {SPAN_INIT("second"), SPAN_INIT("seconds"), "s", true},
    {SPAN_INIT("millisecond"), SPAN_INIT("milliseconds"), "ms", true},
};

enum { WORDS = sizeof words / sizeof words[0] };

bool quantity_calendar_find(struct span word, enum calendar_unit *ret)
{
    for (size_t i = 0; i < WORDS; i++) {
        if (span_equal(word, words[i].one) || span_equal(word, words[i].many)) {
            *ret = (enum calendar_unit)i;
            return true;
        }
    }
    return false;
}

bool quantity_calendar_unit(const struct quantity *q, enum calendar_unit *ret)
{
    if (quantity_calendar_find(q->unit, ret))
        return true;
    for (size_t i = 0; i < WORDS; i++) {
        if (words[i].exact && span_is(q->unit, words[i].ucum)) {
            *ret = (enum calendar_unit)i;
            return true;
        }
    }
    return false;
}

struct quantity quantity_of(struct decimal value, struct span unit, bool calendar)
{
    struct quantity q = {.value = value, .unit = unit};
    enum calendar_unit found;

    if (calendar && quantity_calendar_find(unit, &found)) {
        q.unit = words[found].one;
        q.calendar = true;
    }
    if (q.unit.len == 0)
        q.unit = SPAN("1");
    return q;
}

/* text to quantity */

static size_t skip_spaces(struct span text, size_t at)
{
    while (at < text.len && (text.at[at] == ' ' || (text.at[at] >= '\t' && text.at[at] <= '\r')))
        at++;
    return at;
}

/* The number ends where no digit and no point follows. */
static size_t number_end(struct span text, size_t at)
{
    at += at < text.len && text.at[at] == '-';
    while (at < text.len && ((text.at[at] >= '0' && text.at[at] <= '9') || text.at[at] == '.'))
        at++;
    return at;
}

static enum status parse_unit(struct span text, size_t at, struct quantity *q, struct fault *why)
{
    struct span rest = span_skip(text, at);
    enum calendar_unit ignored;

    if (rest.len == 0) {
        *q = quantity_of(q->value, SPAN("1"), false);
        return HF_OK;
    }
    if (rest.len > 2 && rest.at[0] == '\'' && rest.at[rest.len - 1] == '\'') {
        *q = quantity_of(q->value, span_head(span_skip(rest, 1), rest.len - 2), false);
        return HF_OK;
    }
    if (!quantity_calendar_find(rest, &ignored))
        return fault_at(why, HF_INVALID, at, "neither a unit in quotes nor a word of the calendar");
    *q = quantity_of(q->value, rest, true);
    return HF_OK;
}

enum status quantity_parse(struct span text, struct quantity *ret, struct fault *why)
{
    struct quantity q = {0};
    size_t from = text.len > 0 && text.at[0] == '+';
    size_t end = number_end(text, from);
    size_t at = skip_spaces(text, end);
    struct span number = span_head(span_skip(text, from), end - from);
    enum status st = decimal_parse(number, &q.value, why);

    if (st != HF_OK)
        return st;
    if (at == end && at < text.len && text.at[at] != '\'')
        return fault_at(why, HF_INVALID, at, "a space stands before a word of the calendar");
    st = parse_unit(text, at, &q, why);
    if (st == HF_OK)
        *ret = q;
    return st;
}

enum status quantity_unit_check(struct span code, struct fault *why)
{
    struct measure ignored;

    return ucum_parse(code, &ignored, why);
}

/* comparing */

/* A year and a month of the calendar are so many months, and no number of days. */
static bool measure_calendar(const struct quantity *q, bool loosely, struct measure *ret)
{
    enum calendar_unit unit;
    struct fault ignored;

    fault_clear(&ignored);
    if (!quantity_calendar_find(q->unit, &unit))
        return false;
    if (words[unit].exact || loosely)
        return ucum_parse(span_of(words[unit].ucum), ret, &ignored) == HF_OK;
    *ret = measure_one();
    ret->powers[UCUM_MONTHS] = 1;
    if (unit == CALENDAR_YEAR)
        ret->numerator = decimal_from_int(12);
    return true;
}

/* False: a unit that is not known. */
static bool measure_of(const struct quantity *q, bool loosely, struct measure *ret)
{
    struct fault ignored;

    fault_clear(&ignored);
    if (q->calendar)
        return measure_calendar(q, loosely, ret);
    return ucum_parse(q->unit, ret, &ignored) == HF_OK;
}

struct pair {
    struct measure a, b;
    bool same; /* the same unit, known or not */
};

/* False: they measure different things, or one is not known. */
static bool measure_both(const struct quantity *a, const struct quantity *b, bool loosely,
                         struct pair *ret)
{
    *ret = (struct pair){.same = a->calendar == b->calendar && span_equal(a->unit, b->unit)};
    if (ret->same)
        return true;
    return measure_of(a, loosely, &ret->a) && measure_of(b, loosely, &ret->b) &&
           measure_same_kind(&ret->a, &ret->b);
}

/* (value + offset) * numerator of the one * denominator of the other: without a division. */
static bool scale(struct decimal value, const struct measure *own, const struct measure *other,
                  struct decimal *ret)
{
    return decimal_add(value, own->offset, &value) &&
           decimal_multiply(value, own->numerator, &value) &&
           decimal_multiply(value, other->denominator, ret);
}

bool quantity_is_comparable(const struct quantity *a, const struct quantity *b)
{
    struct measure known;
    struct pair pair;

    return measure_both(a, b, false, &pair) && measure_of(a, false, &known);
}

enum order quantity_compare(const struct quantity *a, const struct quantity *b)
{
    struct pair pair;
    struct decimal one, two;

    if (!measure_both(a, b, false, &pair))
        return ORDER_UNKNOWN;
    if (pair.same)
        return (enum order)decimal_compare(a->value, b->value);
    if (!scale(a->value, &pair.a, &pair.b, &one) || !scale(b->value, &pair.b, &pair.a, &two))
        return ORDER_UNKNOWN;
    return (enum order)decimal_compare(one, two);
}

/* The value in the other's unit. */
static bool convert(struct decimal value, const struct measure *from, const struct measure *to,
                    struct decimal *ret)
{
    struct decimal above, below, quotient;

    return scale(value, from, to, &above) &&
           decimal_multiply(from->denominator, to->numerator, &below) &&
           decimal_divide(above, below, &quotient) && decimal_subtract(quotient, to->offset, ret);
}

/* In base units. */
static bool to_base(struct decimal value, const struct measure *m, struct decimal *ret)
{
    return decimal_add(value, m->offset, &value) && decimal_multiply(value, m->numerator, &value) &&
           decimal_divide(value, m->denominator, ret);
}

/* Rounded in base units, so that the answer is the same both ways round, and 4 days are no week. */
bool quantity_is_like(const struct quantity *a, const struct quantity *b)
{
    struct pair pair;
    struct decimal one, two;

    if (!measure_both(a, b, true, &pair))
        return false;
    if (pair.same)
        return decimal_is_like(a->value, b->value);
    return to_base(a->value, &pair.a, &one) && to_base(b->value, &pair.b, &two) &&
           decimal_is_like(one, two);
}

bool quantity_convert(const struct quantity *q, struct span unit, bool calendar,
                      struct quantity *ret)
{
    struct quantity target = quantity_of(q->value, unit, calendar);
    struct pair pair;

    if (!measure_both(q, &target, false, &pair))
        return false;
    if (!pair.same && !convert(q->value, &pair.a, &pair.b, &target.value))
        return false;
    *ret = target;
    return true;
}

/* computing */

/* Is one of `a` more than one of `b`? */
static bool is_coarser(const struct measure *a, const struct measure *b)
{
    struct decimal one, two;

    return decimal_multiply(a->numerator, b->denominator, &one) &&
           decimal_multiply(b->numerator, a->denominator, &two) && decimal_compare(one, two) > 0;
}

bool quantity_add(const struct quantity *a, const struct quantity *b, struct quantity *ret)
{
    struct pair pair;

    if (!measure_both(a, b, false, &pair))
        return false;
    struct quantity sum = !pair.same && is_coarser(&pair.a, &pair.b) ? *b : *a, one, two;

    if (!quantity_convert(a, sum.unit, sum.calendar, &one) ||
        !quantity_convert(b, sum.unit, sum.calendar, &two) ||
        !decimal_add(one.value, two.value, &sum.value))
        return false;
    *ret = sum;
    return true;
}

bool quantity_subtract(const struct quantity *a, const struct quantity *b, struct quantity *ret)
{
    struct quantity negative = *b;

    negative.value = decimal_negate(b->value);
    return quantity_add(a, &negative, ret);
}

static bool is_plain(const struct quantity *q)
{
    return !q->calendar && span_is(q->unit, "1");
}

/* One division, at the very end. */
static bool combine_values(struct decimal a, struct decimal b, int power, const struct measure *m,
                           struct decimal *ret)
{
    struct decimal above, below = m->denominator;

    if (!decimal_multiply(a, m->numerator, &above))
        return false;
    if (power < 0)
        return decimal_multiply(below, b, &below) && decimal_divide(above, below, ret);
    if (!decimal_multiply(above, b, &above))
        return false;
    if (decimal_compare(below, decimal_from_int(1)) != 0)
        return decimal_divide(above, below, ret);
    *ret = above;
    return true;
}

/* In base units: the value by the whole factor, the unit's text by the powers. */
static bool combine_units(const struct quantity *a, const struct quantity *b, int power,
                          struct arena *arena, struct quantity *ret)
{
    struct measure whole, other;
    struct decimal value;
    struct buf text;
    struct span unit;
    struct fault ignored;

    fault_clear(&ignored);
    if (!measure_of(a, false, &whole) || !measure_of(b, false, &other) ||
        whole.powers[UCUM_MONTHS] != 0 || other.powers[UCUM_MONTHS] != 0 ||
        !measure_combine(&whole, &other, power) ||
        !combine_values(a->value, b->value, power, &whole, &value))
        return false;
    buf_init(&text, arena, 256);
    measure_write(&whole, &text);
    if (buf_done(&text, &unit, &ignored) != HF_OK)
        return false;
    *ret = quantity_of(value, unit, false);
    return true;
}

static bool combine(const struct quantity *a, const struct quantity *b, int power,
                    struct arena *arena, struct quantity *ret)
{
    struct quantity product = is_plain(b) ? *a : *b;

    if (!is_plain(b) && (!is_plain(a) || power < 0))
        return combine_units(a, b, power, arena, ret);
    const struct measure one = measure_one();

    if (!combine_values(a->value, b->value, power, &one, &product.value))
        return false;
    *ret = product;
    return true;
}

bool quantity_multiply(const struct quantity *a, const struct quantity *b, struct arena *arena,
                       struct quantity *ret)
{
    return combine(a, b, 1, arena, ret);
}

bool quantity_divide(const struct quantity *a, const struct quantity *b, struct arena *arena,
                     struct quantity *ret)
{
    return combine(a, b, -1, arena, ret);
}

/* writing */

static struct span written_word(const struct quantity *q)
{
    enum calendar_unit unit;

    if (!quantity_calendar_find(q->unit, &unit))
        return q->unit;
    bool one = decimal_compare(decimal_abs(q->value), decimal_from_int(1)) == 0;

    return one ? words[unit].one : words[unit].many;
}

void quantity_write(const struct quantity *q, struct buf *out)
{
    char text[DECIMAL_TEXT];

    buf_put(out, span_at(text, decimal_write(q->value, text)));
    buf_byte(out, ' ');
    if (q->calendar) {
        buf_put(out, written_word(q));
        return;
    }
    buf_byte(out, '\'');
    buf_put(out, q->unit);
    buf_byte(out, '\'');
}
