/* Decimals: exact, as written, and refused where they do not fit: one fact per test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "base/decimal.h"

static struct decimal number(const char *text)
{
    struct decimal d = {0};
    struct fault why;

    fault_clear(&why);
    CHECK_INT(decimal_parse(span_of(text), &d, &why), HF_OK);
    return d;
}

static void check_text(struct decimal d, const char *want)
{
    char text[DECIMAL_TEXT];

    CHECK_TEXT(span_at(text, decimal_write(d, text)), want);
}

typedef bool operation(struct decimal a, struct decimal b, struct decimal *ret);
typedef bool function(struct decimal d, struct decimal *ret);
typedef bool boundary(struct decimal d, int places, struct decimal *ret);

static void check_two(operation *op, const char *a, const char *b, const char *want)
{
    struct decimal got;

    CHECK(op(number(a), number(b), &got));
    check_text(got, want);
}

static void check_no(operation *op, const char *a, const char *b)
{
    struct decimal got = {.coefficient = 42};

    CHECK(!op(number(a), number(b), &got));
    CHECK(got.coefficient == 42);
}

static void check_one(function *f, const char *d, const char *want)
{
    struct decimal got;

    CHECK(f(number(d), &got));
    check_text(got, want);
}

static void check_edge(boundary *f, const char *d, int places, const char *want)
{
    struct decimal got;

    CHECK(f(number(d), places, &got));
    CHECK_INT(decimal_compare(got, number(want)), 0);
    CHECK_INT(got.scale, places);
}

static void check_refused(const char *text, long at)
{
    struct decimal d = {.coefficient = 42};
    struct fault why;

    fault_clear(&why);
    CHECK_INT(decimal_parse(span_of(text), &d, &why), HF_INVALID);
    CHECK_INT(why.at, at);
    CHECK(d.coefficient == 42);
}

static void test_decimal_parse__keeps_the_zeros_at_the_end(void)
{
    check_text(number("1.0"), "1.0");
    check_text(number("-12.500"), "-12.500");
    check_text(number("0.00"), "0.00");
    check_text(number("007"), "7");
}

static void test_decimal_parse__applies_the_exponent(void)
{
    check_text(number("1.5e3"), "1500");
    check_text(number("1.5E-3"), "0.0015");
    check_text(number("0e30"), "0");
    check_text(number("100e+0"), "100");
}

static void test_decimal_parse__says_where_it_is_no_number(void)
{
    check_refused("", 0);
    check_refused("-", 1);
    check_refused("1.", 2);
    check_refused(".5", 0);
    check_refused("1.5x", 3);
    check_refused("1e", 1);
    check_refused("1 ", 1);
    check_refused("+1", 0);
}

static void test_decimal_parse__takes_38_digits_and_no_more(void)
{
    check_text(number("99999999999999999999999999999999999999"),
               "99999999999999999999999999999999999999");
    check_refused("100000000000000000000000000000000000000", 39);
    check_refused("1e38", 4);
    check_refused("1e-38", 5);
    check_refused("1e999999999999", 6);
}

static void test_decimal_to_int__takes_whole_numbers_only(void)
{
    int64_t n = 5;

    CHECK(decimal_to_int(number("-4.0"), &n));
    CHECK_INT(n, -4);
    CHECK(!decimal_to_int(number("4.5"), &n));
    CHECK(!decimal_to_int(number("9223372036854775808"), &n));
    CHECK_INT(n, -4);
}

static void test_decimal_compare__goes_by_value(void)
{
    CHECK_INT(decimal_compare(number("1.0"), number("1.000")), 0);
    CHECK_INT(decimal_compare(number("-2"), number("1.5")), -1);
    CHECK_INT(decimal_compare(number("-2.25"), number("-2.5")), 1);
    CHECK_INT(decimal_compare(number("99999999999999999999999999999999999999"),
                              number("0.0000000000000000000000000000000000001")),
              1);
}

static void test_decimal_is_like__goes_by_the_less_precise(void)
{
    CHECK(decimal_is_like(number("0.666666666666666667"), number("0.67")));
    CHECK(!decimal_is_like(number("0.666666666666666667"), number("0.6")));
    CHECK(decimal_is_like(number("1.50"), number("1.5")));
    CHECK(decimal_is_like(number("2.4"), number("2.0")));
}

static void test_decimal_add__is_exact(void)
{
    check_two(decimal_add, "0.1", "0.2", "0.3");
    check_two(decimal_add, "1.0", "2.25", "3.25");
    check_two(decimal_subtract, "1", "0.99999999999999999999999999999",
              "0.00000000000000000000000000001");
    check_two(decimal_subtract, "0.1", "0.3", "-0.2");
}

static void test_decimal_add__refuses_what_is_too_large(void)
{
    check_no(decimal_add, "99999999999999999999999999999999999999", "1");
    check_no(decimal_multiply, "99999999999999999999", "9999999999999999999");
}

static void test_decimal_add__loses_decimals_before_size(void)
{
    check_two(decimal_add, "99999999999999999999999999999999999998", "0.6",
              "99999999999999999999999999999999999999");
}

static void test_decimal_multiply__adds_the_decimals(void)
{
    check_two(decimal_multiply, "1.20", "3.0", "3.600");
    check_two(decimal_multiply, "-0.5", "0.5", "-0.25");
}

static void test_decimal_multiply__rounds_beyond_38_digits(void)
{
    check_two(decimal_multiply, "1.2345678901234567890123", "1.2345678901234567890123",
              "1.5241578753238836750494223688472275580");
}

static void test_decimal_divide__ends_where_the_quotient_ends(void)
{
    check_two(decimal_divide, "1", "2", "0.5");
    check_two(decimal_divide, "4.0", "2.0", "2");
    check_two(decimal_divide, "1", "1024", "0.0009765625");
}

static void test_decimal_divide__rounds_at_18_decimals(void)
{
    check_two(decimal_divide, "2", "3", "0.666666666666666667");
    check_two(decimal_divide, "-2", "3", "-0.666666666666666667");
    check_two(decimal_divide, "0.07", "0.0000000000000000000000000000361468675",
              "1936544017265119861354514329.6303614691");
}

static void test_decimal_divide__has_no_answer_for_zero(void)
{
    check_no(decimal_divide, "1", "0");
    check_no(decimal_div, "1", "0.0");
    check_no(decimal_mod, "1", "0");
}

static void test_decimal_div__cuts_towards_zero(void)
{
    check_two(decimal_div, "2.2", "1.8", "1");
    check_two(decimal_div, "-7", "2", "-3");
    check_two(decimal_div, "0.5", "2", "0");
}

static void test_decimal_mod__has_the_sign_of_the_first(void)
{
    check_two(decimal_mod, "2.2", "1.8", "0.4");
    check_two(decimal_mod, "-7", "2", "-1");
    check_two(decimal_mod, "5", "-3", "2");
}

static void test_decimal_round__goes_half_away_from_zero(void)
{
    check_text(decimal_round(number("2.5"), 0), "3");
    check_text(decimal_round(number("-2.5"), 0), "-3");
    check_text(decimal_round(number("3.14159"), 3), "3.142");
    check_text(decimal_round(number("3.1"), 3), "3.1");
    check_text(decimal_round(number("2.4"), -1), "2");
}

static void test_decimal_floor__and_ceiling_and_truncate(void)
{
    check_text(decimal_floor(number("-1.5")), "-2");
    check_text(decimal_ceiling(number("-1.5")), "-1");
    check_text(decimal_ceiling(number("1.1")), "2");
    check_text(decimal_truncate(number("-1.9")), "-1");
    check_text(decimal_floor(number("3.0")), "3");
}

static void test_decimal_normalize__drops_zeros_of_the_fraction_only(void)
{
    check_text(decimal_normalize(number("1.500")), "1.5");
    check_text(decimal_normalize(number("100.0")), "100");
}

static void test_decimal_power__is_exact_for_whole_exponents(void)
{
    check_two(decimal_power, "2.5", "2", "6.25");
    check_two(decimal_power, "2", "3.0", "8");
    check_two(decimal_power, "2", "-2", "0.25");
    check_two(decimal_power, "0", "0", "1");
    check_two(decimal_power, "2", "0.5", "1.414213562373095");
}

static void test_decimal_power__has_no_root_of_a_negative(void)
{
    struct decimal d;

    check_no(decimal_power, "-1", "0.5");
    check_no(decimal_power, "0", "-1");
    check_no(decimal_power, "10", "38");
    CHECK(!decimal_sqrt(number("-1"), &d));
    CHECK(!decimal_ln(number("0"), &d));
    CHECK(!decimal_exp(number("89"), &d));
}

static void test_decimal_sqrt__is_exact_for_squares(void)
{
    check_one(decimal_sqrt, "81", "9");
    check_one(decimal_sqrt, "0.01", "0.1");
    check_one(decimal_sqrt, "15241582753234388408188969", "3904046971187");
    check_one(decimal_sqrt, "0", "0");
}

static void test_decimal_exp__and_ln_have_17_digits(void)
{
    check_one(decimal_exp, "0", "1");
    check_one(decimal_exp, "1", "2.7182818284590452");
    check_one(decimal_exp, "-20.5", "0.0000000012501528663867426");
    check_one(decimal_exp, "-100", "0");
    check_one(decimal_ln, "1.0", "0");
    check_one(decimal_ln, "10", "2.3025850929940457");
    check_one(decimal_ln, "0.9999", "-0.00010000500033335834");
}

static void test_decimal_log__is_whole_where_it_should_be(void)
{
    check_two(decimal_log, "16", "2", "4");
    check_two(decimal_log, "1000", "10", "3");
    check_no(decimal_log, "5", "1");
}

static void test_decimal_low_boundary__and_high_lie_half_a_place_away(void)
{
    check_edge(decimal_low_boundary, "1.587", 8, "1.5865");
    check_edge(decimal_high_boundary, "1.587", 8, "1.5875");
    check_edge(decimal_low_boundary, "-1.587", 6, "-1.5875");
    check_edge(decimal_low_boundary, "120", 2, "119.5");
    check_edge(decimal_low_boundary, "0", 1, "-0.5");
    check_edge(decimal_high_boundary, "0", 1, "0.5");
}

static void test_decimal_low_boundary__is_cut_where_high_is_rounded(void)
{
    check_edge(decimal_low_boundary, "1.587", 2, "1.58");
    check_edge(decimal_high_boundary, "1.587", 2, "1.59");
    check_edge(decimal_low_boundary, "-1.587", 0, "-2");
    check_edge(decimal_high_boundary, "0.0034", 1, "0.0");
}

static void test_decimal_low_boundary__knows_precisions_0_to_28(void)
{
    struct decimal d;

    CHECK(!decimal_low_boundary(number("1.5"), -1, &d));
    CHECK(decimal_low_boundary(number("1.5"), 28, &d));
    CHECK(!decimal_high_boundary(number("1.5"), 29, &d));
}

int main(void)
{
    RUN(test_decimal_parse__keeps_the_zeros_at_the_end);
    RUN(test_decimal_parse__applies_the_exponent);
    RUN(test_decimal_parse__says_where_it_is_no_number);
    RUN(test_decimal_parse__takes_38_digits_and_no_more);
    RUN(test_decimal_to_int__takes_whole_numbers_only);
    RUN(test_decimal_compare__goes_by_value);
    RUN(test_decimal_is_like__goes_by_the_less_precise);
    RUN(test_decimal_add__is_exact);
    RUN(test_decimal_add__refuses_what_is_too_large);
    RUN(test_decimal_add__loses_decimals_before_size);
    RUN(test_decimal_multiply__adds_the_decimals);
    RUN(test_decimal_multiply__rounds_beyond_38_digits);
    RUN(test_decimal_divide__ends_where_the_quotient_ends);
    RUN(test_decimal_divide__rounds_at_18_decimals);
    RUN(test_decimal_divide__has_no_answer_for_zero);
    RUN(test_decimal_div__cuts_towards_zero);
    RUN(test_decimal_mod__has_the_sign_of_the_first);
    RUN(test_decimal_round__goes_half_away_from_zero);
    RUN(test_decimal_floor__and_ceiling_and_truncate);
    RUN(test_decimal_normalize__drops_zeros_of_the_fraction_only);
    RUN(test_decimal_power__is_exact_for_whole_exponents);
    RUN(test_decimal_power__has_no_root_of_a_negative);
    RUN(test_decimal_sqrt__is_exact_for_squares);
    RUN(test_decimal_exp__and_ln_have_17_digits);
    RUN(test_decimal_log__is_whole_where_it_should_be);
    RUN(test_decimal_low_boundary__and_high_lie_half_a_place_away);
    RUN(test_decimal_low_boundary__is_cut_where_high_is_rounded);
    RUN(test_decimal_low_boundary__knows_precisions_0_to_28);
    return tap_end();
}
