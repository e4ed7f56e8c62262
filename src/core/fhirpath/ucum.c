/* core/fhirpath/ucum.c - reads UCUM's expressions.
 *
 *     whole     = [ "/" ] term
 *     term      = component { ( "." | "/" ) component }
 *     component = "(" term ")" | annotation | number | [ prefix ] atom [ exponent ] [ annotation ]
 *
 * An atom of the table is read as the expression that it stands for; depth is counted over both.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/ucum.h"

#include <string.h>

struct reader {
    struct span text;
    size_t at;
    int depth;
};

static const char *const base_units[] = {
    "g", "m", "s", "rad", "K", "C", "cd", "mol", "month", "",
}; /* KEEP IN ORDER: base units */

struct measure measure_one(void)
{
    const struct decimal one = {.coefficient = 1};

    return (struct measure){.numerator = one, .denominator = one};
}

/* Adds `times` the powers; false beyond what is kept, or for two arbitrary units. */
static bool add_powers(struct measure *a, const struct measure *b, int times)
{
    for (int i = 0; i < UCUM_KINDS; i++) {
        int sum = a->powers[i] + b->powers[i] * times;

        if (sum > UCUM_POWER || sum < -UCUM_POWER)
            return false;
        a->powers[i] = (signed char)sum;
    }
    if (b->arbitrary != NULL && a->arbitrary != NULL && a->arbitrary != b->arbitrary)
        return false;
    if (b->arbitrary != NULL)
        a->arbitrary = b->arbitrary;
    if (a->powers[UCUM_ARBITRARY] == 0)
        a->arbitrary = NULL;
    return true;
}

bool measure_combine(struct measure *a, const struct measure *b, int power)
{
    struct decimal up = power < 0 ? b->denominator : b->numerator;
    struct decimal down = power < 0 ? b->numerator : b->denominator;
    int times = power < 0 ? -power : power;

    a->offset = decimal_from_int(0);
    for (int i = 0; i < times; i++) {
        if (!decimal_multiply(a->numerator, up, &a->numerator) ||
            !decimal_multiply(a->denominator, down, &a->denominator))
            return false;
    }
    a->numerator = decimal_normalize(a->numerator);
    a->denominator = decimal_normalize(a->denominator);
    return !decimal_is_zero(a->numerator) && !decimal_is_zero(a->denominator) &&
           add_powers(a, b, power);
}

bool measure_same_kind(const struct measure *a, const struct measure *b)
{
    return memcmp(a->powers, b->powers, sizeof a->powers) == 0 && a->arbitrary == b->arbitrary;
}

bool measure_is_number(const struct measure *m)
{
    const struct measure one = measure_one();

    return measure_same_kind(m, &one);
}

void measure_write(const struct measure *m, struct buf *out)
{
    bool any = false;

    for (int i = 0; i < UCUM_KINDS; i++) {
        if (m->powers[i] == 0)
            continue;
        if (any)
            buf_byte(out, '.');
        buf_put(out, i == UCUM_ARBITRARY ? m->arbitrary->code : span_of(base_units[i]));
        if (m->powers[i] != 1)
            buf_int(out, m->powers[i]);
        any = true;
    }
    if (!any)
        buf_byte(out, '1');
}

/* atoms */

static const struct ucum_atom *find_atom(struct span code)
{
    size_t low = 0, high = ucum_atom_total;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = span_compare(code, ucum_atoms[middle].code);

        if (order == 0)
            return &ucum_atoms[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The atom after one of the prefixes. */
static const struct ucum_atom *find_prefixed(struct span code, int *ret_exponent)
{
    for (size_t i = 0; i < ucum_prefix_total; i++) {
        const struct ucum_prefix *prefix = &ucum_prefixes[i];
        const struct ucum_atom *atom = NULL;

        if (code.len > prefix->code.len && span_starts(code, prefix->code))
            atom = find_atom(span_skip(code, prefix->code.len));
        if (atom != NULL && atom->metric) {
            *ret_exponent = prefix->exponent;
            return atom;
        }
    }
    return NULL;
}

static struct decimal ten_to(int n)
{
    struct decimal d = decimal_from_int(1), ten = decimal_from_int(10);

    for (int i = 0; i < n; i++)
        (void)decimal_multiply(d, ten, &d); /* 10^24 fits */
    return d;
}

static bool read_term(struct reader *r, struct measure *ret);

/* The number that is added before the factor applies. */
static struct decimal offset_of(struct span code)
{
    if (span_is(code, "Cel"))
        return (struct decimal){.coefficient = 27315, .scale = 2};
    if (span_is(code, "[degF]"))
        return (struct decimal){.coefficient = 45967, .scale = 2};
    return decimal_from_int(0);
}

static bool read_definition(const struct ucum_atom *atom, int depth, struct measure *ret)
{
    struct reader inner = {.text = span_of(atom->unit), .depth = depth + 1};
    struct measure value = measure_one(), unit;
    struct fault ignored;

    fault_clear(&ignored);
    if (depth >= UCUM_DEPTH ||
        decimal_parse(span_of(atom->value), &value.numerator, &ignored) != HF_OK ||
        !read_term(&inner, &unit) || !measure_combine(&value, &unit, 1))
        return false;
    if (atom->kind != UCUM_NO_KIND)
        value.powers[atom->kind] = 1;
    if (atom->kind == UCUM_ARBITRARY)
        value.arbitrary = atom;
    value.offset = offset_of(atom->code);
    *ret = value;
    return true;
}

static bool read_atom(struct span code, int depth, struct measure *ret)
{
    int exponent = 0;
    const struct ucum_atom *atom = find_atom(code);

    if (atom == NULL)
        atom = find_prefixed(code, &exponent);
    if (atom == NULL || !read_definition(atom, depth, ret))
        return false;
    if (exponent == 0)
        return true;
    struct measure prefix = measure_one();

    if (exponent > 0)
        prefix.numerator = ten_to(exponent);
    else
        prefix.denominator = ten_to(-exponent);
    return measure_combine(ret, &prefix, 1);
}

/* expressions */

static char peek(const struct reader *r)
{
    return r->at < r->text.len ? r->text.at[r->at] : '\0';
}

static bool take(struct reader *r, char c)
{
    bool found = r->at < r->text.len && r->text.at[r->at] == c;

    r->at += found;
    return found;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "{...}": what it says is for people. */
static bool skip_annotation(struct reader *r)
{
    if (!take(r, '{'))
        return true;
    while (r->at < r->text.len && peek(r) != '}' && peek(r) != '{')
        r->at++;
    return take(r, '}');
}

static bool ends_atom(char c)
{
    return memchr("./(){}+-", c, 8) != NULL || is_digit(c);
}

/* Up to an operator, an exponent or an annotation; brackets are taken whole. */
static struct span take_code(struct reader *r)
{
    size_t from = r->at;
    bool in_brackets = false;
    struct span rest = span_skip(r->text, from);

    if (span_starts(rest, SPAN("10*")) || span_starts(rest, SPAN("10^"))) {
        r->at += 3;
        return span_head(rest, 3);
    }
    while (r->at < r->text.len && (in_brackets || !ends_atom(peek(r)))) {
        in_brackets = peek(r) == '[' || (in_brackets && peek(r) != ']');
        r->at++;
    }
    return span_head(rest, r->at - from);
}

/* At most three digits: more would be beyond UCUM_POWER anyway. */
static bool take_number(struct reader *r, size_t most, int *ret)
{
    int n = 0;
    size_t from = r->at;

    for (; is_digit(peek(r)); r->at++) {
        if (r->at - from >= most)
            return false;
        n = n * 10 + (peek(r) - '0');
    }
    *ret = n;
    return r->at > from;
}

static bool take_exponent(struct reader *r, int *ret)
{
    enum { DIGITS = 2 };
    int sign = peek(r) == '-' ? -1 : 1;
    bool is_signed = take(r, '-') || take(r, '+');

    *ret = 1;
    if (!is_signed && !is_digit(peek(r)))
        return true;
    if (!take_number(r, DIGITS, ret))
        return false;
    *ret *= sign;
    return true;
}

static bool read_factor(struct reader *r, struct measure *ret)
{
    enum { DIGITS = 9 };
    int n;

    *ret = measure_one();
    if (!take_number(r, DIGITS, &n) || n == 0)
        return false;
    ret->numerator = decimal_from_int(n);
    return skip_annotation(r);
}

static bool read_unit(struct reader *r, struct measure *ret)
{
    size_t from = r->at;
    struct span code = take_code(r);
    int exponent;
    struct measure unit, power = measure_one();

    if (!read_atom(code, r->depth, &unit)) {
        r->at = from;
        return false;
    }
    if (!take_exponent(r, &exponent) || !skip_annotation(r))
        return false;
    if (exponent == 1)
        return *ret = unit, true;
    return measure_combine(&power, &unit, exponent) && (*ret = power, true);
}

static bool read_group(struct reader *r, struct measure *ret)
{
    if (++r->depth >= UCUM_DEPTH || !take(r, '(') || !read_term(r, ret) || !take(r, ')'))
        return false;
    r->depth--;
    return true;
}

static bool read_component(struct reader *r, struct measure *ret)
{
    struct span rest = span_skip(r->text, r->at);

    if (peek(r) == '(')
        return read_group(r, ret);
    if (peek(r) == '{')
        return *ret = measure_one(), skip_annotation(r);
    if (is_digit(peek(r)) && !span_starts(rest, SPAN("10*")) && !span_starts(rest, SPAN("10^")))
        return read_factor(r, ret);
    return read_unit(r, ret);
}

static bool read_term(struct reader *r, struct measure *ret)
{
    struct measure whole = measure_one(), part;
    bool divides = take(r, '/');

    if (!read_component(r, &part))
        return false;
    if (!divides)
        whole = part; /* keeps the offset of a lone degree */
    else if (!measure_combine(&whole, &part, -1))
        return false;
    while (peek(r) == '.' || peek(r) == '/') {
        int power = take(r, '/') ? -1 : 1;

        if (power > 0)
            (void)take(r, '.'); /* it is there */
        if (!read_component(r, &part) || !measure_combine(&whole, &part, power))
            return false;
    }
    *ret = whole;
    return true;
}

enum status ucum_parse(struct span code, struct measure *ret, struct fault *why)
{
    struct reader r = {.text = code};
    struct measure whole;

    if (code.len == 0 || code.len > UCUM_BYTES)
        return fault_at(why, HF_INVALID, 0, "a unit's code has 1 to %d bytes", UCUM_BYTES);
    if (!read_term(&r, &whole) || r.at != code.len)
        return fault_at(why, HF_INVALID, r.at, "not a unit of UCUM that is known here");
    *ret = whole;
    return HF_OK;
}
