/* Amounts with units: one fact per test. Factors are UCUM's.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/fhirpath/quantity.h"
#include "core/fhirpath/ucum.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[1 << 16];
static struct arena arena;

static struct quantity amount(const char *text)
{
    struct quantity q = {0};
    struct fault why;

    fault_clear(&why);
    CHECK_INT(quantity_parse(span_of(text), &q, &why), HF_OK);
    return q;
}

static void check_refused(const char *text, long at)
{
    struct quantity q = {.unit = SPAN("untouched")};
    struct fault why;

    fault_clear(&why);
    CHECK_INT(quantity_parse(span_of(text), &q, &why), HF_INVALID);
    CHECK_INT(why.at, at);
    CHECK_TEXT(q.unit, "untouched");
}

static void check_written(const struct quantity *q, const char *want)
{
    struct buf out;

    buf_init(&out, &arena, 1024);
    quantity_write(q, &out);
    CHECK_TEXT(buf_view(&out), want);
}

static enum order order_of(const char *a, const char *b)
{
    struct quantity one = amount(a), two = amount(b);
    enum order order = quantity_compare(&one, &two), back = quantity_compare(&two, &one);

    CHECK_INT(back, order == ORDER_UNKNOWN ? order : -(int)order);
    return order;
}

static bool alike(const char *a, const char *b)
{
    struct quantity one = amount(a), two = amount(b);
    bool like = quantity_is_like(&one, &two);

    CHECK_INT(quantity_is_like(&two, &one), like);
    return like;
}

static void check_converted(const char *from, const char *unit, const char *want)
{
    struct quantity q = amount(from), got = {0};

    arena_init(&arena, block, sizeof block);
    CHECK(quantity_convert(&q, span_of(unit), false, &got));
    check_written(&got, want);
}

typedef bool product_fn(const struct quantity *a, const struct quantity *b, struct arena *arena,
                        struct quantity *ret);

static void check_product(product_fn *fn, const char *a, const char *b, const char *want)
{
    struct quantity one = amount(a), two = amount(b), got = {0};

    arena_init(&arena, block, sizeof block);
    CHECK(fn(&one, &two, &arena, &got));
    check_written(&got, want);
}

static bool is_unit(const char *code)
{
    struct fault why;

    fault_clear(&why);
    return quantity_unit_check(span_of(code), &why) == HF_OK;
}

static long unit_fault(const char *code)
{
    struct fault why;

    fault_clear(&why);
    CHECK_INT(quantity_unit_check(span_of(code), &why), HF_INVALID);
    return why.at;
}

static void test_quantity_parse__takes_units_in_quotes_and_calendar_words(void)
{
    CHECK_TEXT(amount("5.40 'mg'").unit, "mg");
    CHECK_TEXT(amount("4 days").unit, "day");
    CHECK(amount("4 days").calendar);
    CHECK_TEXT(amount("7").unit, "1");
    CHECK_TEXT(amount("-7.5").unit, "1");
    CHECK_TEXT(amount("+7'kg'").unit, "kg");
}

static void test_quantity_parse__says_where_it_goes_wrong(void)
{
    check_refused("1 wk", 2);
    check_refused("1.a", 2);
    check_refused("mg", 0);
    check_refused("1 'mg", 2);
    check_refused("1 ''", 2);
    check_refused("1day", 1);
    check_refused("", 0);
    check_refused("1 days ", 2);
}

static void test_quantity_write__keeps_the_digits(void)
{
    struct quantity q = amount("1.50 'mg'"), day = amount("1 days"), days = amount("4 day");

    arena_init(&arena, block, sizeof block);
    check_written(&q, "1.50 'mg'");
    check_written(&day, "1 day");
    check_written(&days, "4 days");
}

static void test_quantity_compare__goes_by_what_is_measured(void)
{
    CHECK_INT(order_of("4.0000 'g'", "4000.0 'mg'"), ORDER_EQUAL);
    CHECK_INT(order_of("4 'g'", "4040 'mg'"), ORDER_LESS);
    CHECK_INT(order_of("1 '[in_i]'", "2.54 'cm'"), ORDER_EQUAL);
    CHECK_INT(order_of("185 '[lb_av]'", "83.91458845 'kg'"), ORDER_EQUAL);
    CHECK_INT(order_of("120 'mm[Hg]'", "16 'kPa'"), ORDER_LESS);
    CHECK_INT(order_of("1 'L'", "1 'dm3'"), ORDER_EQUAL);
    CHECK_INT(order_of("5 'mmol/L'", "0.5 'mmol/dL'"), ORDER_EQUAL);
    CHECK_INT(order_of("25 'kg/m2'", "2.5 'g/cm2'"), ORDER_EQUAL);
    CHECK_INT(order_of("70 '/min'", "1.2 'Hz'"), ORDER_LESS);
}

static void test_quantity_compare__does_not_know_across_kinds(void)
{
    CHECK_INT(order_of("1 'cm'", "1 's'"), ORDER_UNKNOWN);
    CHECK_INT(order_of("1 'mol'", "1"), ORDER_UNKNOWN);
    CHECK_INT(order_of("1 '[IU]'", "1 'mg'"), ORDER_UNKNOWN);
    CHECK_INT(order_of("1 '[IU]'", "1 '[arb'U]'"), ORDER_UNKNOWN);
    CHECK_INT(order_of("1 'nonsense'", "1 'mg'"), ORDER_UNKNOWN);
}

static void test_quantity_compare__takes_an_unknown_unit_as_itself(void)
{
    CHECK_INT(order_of("1 'tablets'", "2 'tablets'"), ORDER_LESS);
    struct quantity a = amount("1 'tablets'");

    CHECK(!quantity_is_comparable(&a, &a));
}

static void test_quantity_compare__moves_degrees(void)
{
    CHECK_INT(order_of("37 'Cel'", "98.6 '[degF]'"), ORDER_EQUAL);
    CHECK_INT(order_of("38.5 'Cel'", "100 '[degF]'"), ORDER_GREATER);
    CHECK_INT(order_of("0 'Cel'", "273.15 'K'"), ORDER_EQUAL);
}

static void test_quantity_compare__knows_weeks_and_days_of_the_calendar(void)
{
    CHECK_INT(order_of("7 days", "1 week"), ORDER_EQUAL);
    CHECK_INT(order_of("7 days", "1 'wk'"), ORDER_EQUAL);
    CHECK_INT(order_of("1 second", "1 's'"), ORDER_EQUAL);
    CHECK_INT(order_of("6 days", "1 week"), ORDER_LESS);
    CHECK_INT(order_of("12 months", "1 year"), ORDER_EQUAL);
}

static void test_quantity_compare__keeps_years_and_months_from_mean_ones(void)
{
    CHECK_INT(order_of("1 year", "1 'a'"), ORDER_UNKNOWN);
    CHECK_INT(order_of("1 month", "1 'mo'"), ORDER_UNKNOWN);
    CHECK_INT(order_of("1 month", "30 days"), ORDER_UNKNOWN);
    CHECK(alike("1 year", "1 'a'"));
}

static void test_quantity_is_like__rounds_in_base_units(void)
{
    CHECK(alike("4 'g'", "4040 'mg'"));
    CHECK(alike("4 'g'", "4140 'mg'"));
    CHECK(!alike("4.1 'g'", "4240 'mg'"));
    CHECK(!alike("4.01 'g'", "4040 'mg'"));
    CHECK(!alike("4 'g'", "4 'cm'"));
    CHECK(!alike("4 days", "1 week"));
    CHECK(!alike("4 'kg'", "4040 'g'"));
    CHECK(alike("4.0 'x'", "4 'x'"));
}

static void test_quantity_convert__is_exact_where_it_ends(void)
{
    check_converted("185 '[lb_av]'", "kg", "83.91458845 'kg'");
    check_converted("1 'h'", "s", "3600 's'");
    check_converted("98.6 '[degF]'", "Cel", "37.00 'Cel'");
    check_converted("1 '[ft_i]'", "[in_i]", "12 '[in_i]'");
    check_converted("1 's'", "min", "0.016666666666666667 'min'");
}

static void test_quantity_convert__refuses_another_kind(void)
{
    struct quantity q = amount("1 'kg'"), got;

    CHECK(!quantity_convert(&q, SPAN("m"), false, &got));
    CHECK(!quantity_convert(&q, SPAN("nonsense"), false, &got));
    CHECK(!quantity_convert(&q, SPAN("day"), true, &got));
}

static void test_quantity_add__carries_the_finer_unit(void)
{
    struct quantity a = amount("1 'kg'"), b = amount("500 'g'"), day = amount("1 day"), got = {0};

    arena_init(&arena, block, sizeof block);
    CHECK(quantity_add(&a, &b, &got));
    check_written(&got, "1500 'g'");
    CHECK(quantity_subtract(&b, &a, &got));
    check_written(&got, "-500 'g'");
    CHECK(!quantity_add(&a, &day, &got));
}

static void test_quantity_multiply__makes_the_unit_of_both(void)
{
    check_product(quantity_multiply, "2.0 'cm'", "2.0 'm'", "0.04 'm2'");
    check_product(quantity_multiply, "5.0 'mg'", "2", "10.0 'mg'");
    check_product(quantity_multiply, "2", "3 days", "6 days");
}

static void test_quantity_divide__cancels_units(void)
{
    check_product(quantity_divide, "4.0 'g'", "2.0 'm'", "2 'g.m-1'");
    check_product(quantity_divide, "1.0 'm'", "1.0 'm'", "1 '1'");
    check_product(quantity_divide, "100 'cm'", "1 'm'", "1 '1'");
    check_product(quantity_divide, "6 days", "2", "3 days");
    check_product(quantity_divide, "4 days", "2.54 'cm'", "13606299.212598425196850394 'm-1.s'");
    check_product(quantity_divide, "10 '[IU]'", "2 'kg'", "0.005 'g-1.[IU]'");
}

static void test_quantity_divide__refuses_zero_unknown_units_and_years(void)
{
    struct quantity a = amount("1 'm'"), zero = amount("0 'm'"), odd = amount("1 'odd'"),
                    year = amount("1 year"), got;

    arena_init(&arena, block, sizeof block);
    CHECK(!quantity_divide(&a, &zero, &arena, &got));
    CHECK(!quantity_divide(&a, &odd, &arena, &got));
    CHECK(!quantity_multiply(&a, &year, &arena, &got));
}

static void test_quantity_calendar_unit__moves_dates_by_exact_units_only(void)
{
    enum calendar_unit unit = CALENDAR_YEAR;
    struct quantity day = amount("1 'd'"), month = amount("1 'month'"), mean = amount("1 'mo'");

    CHECK(quantity_calendar_unit(&day, &unit) && unit == CALENDAR_DAY);
    CHECK(quantity_calendar_unit(&month, &unit) && unit == CALENDAR_MONTH);
    CHECK(!quantity_calendar_unit(&mean, &unit));
}

static void test_quantity_unit_check__reads_expressions(void)
{
    CHECK(is_unit("kg/m2"));
    CHECK(is_unit("mm[Hg]"));
    CHECK(is_unit("10*3/uL"));
    CHECK(is_unit("10*-6.mol/(24.h)"));
    CHECK(is_unit("/min"));
    CHECK(is_unit("{score}"));
    CHECK(is_unit("mL{total}/kg"));
    CHECK(is_unit("[in_i'H2O]"));
    CHECK(is_unit("m[IU]/L"));
    CHECK(is_unit("%"));
    CHECK(is_unit("mL/min/{1.73_m2}"));
}

static void test_quantity_unit_check__says_where_it_goes_wrong(void)
{
    CHECK_INT(unit_fault(""), 0);
    CHECK_INT(unit_fault("kg/"), 3);
    CHECK_INT(unit_fault("kg/nonsense"), 3);
    CHECK_INT(unit_fault("k[lb_av]"), 0);
    CHECK_INT(unit_fault("kg/m2)"), 5);
    CHECK_INT(unit_fault("m999"), 3);
    CHECK_INT(unit_fault("{a"), 2);
    CHECK_INT(unit_fault("m 2"), 0);
    CHECK_INT(unit_fault("((((((((((((((m))))))))))))))"), 11);
    CHECK_INT(unit_fault("0"), 1);
}

static void test_ucum_atoms__stand_in_order_and_can_be_read(void)
{
    for (size_t i = 0; i < ucum_atom_total; i++) {
        struct measure m;
        struct fault why;

        fault_clear(&why);
        CHECK(i == 0 || span_compare(ucum_atoms[i - 1].code, ucum_atoms[i].code) < 0);
        if (ucum_parse(ucum_atoms[i].code, &m, &why) != HF_OK)
            tap_note(__FILE__, __LINE__, ucum_atoms[i].code.at);
    }
}

int main(void)
{
    RUN(test_quantity_parse__takes_units_in_quotes_and_calendar_words);
    RUN(test_quantity_parse__says_where_it_goes_wrong);
    RUN(test_quantity_write__keeps_the_digits);
    RUN(test_quantity_compare__goes_by_what_is_measured);
    RUN(test_quantity_compare__does_not_know_across_kinds);
    RUN(test_quantity_compare__takes_an_unknown_unit_as_itself);
    RUN(test_quantity_compare__moves_degrees);
    RUN(test_quantity_compare__knows_weeks_and_days_of_the_calendar);
    RUN(test_quantity_compare__keeps_years_and_months_from_mean_ones);
    RUN(test_quantity_is_like__rounds_in_base_units);
    RUN(test_quantity_convert__is_exact_where_it_ends);
    RUN(test_quantity_convert__refuses_another_kind);
    RUN(test_quantity_add__carries_the_finer_unit);
    RUN(test_quantity_multiply__makes_the_unit_of_both);
    RUN(test_quantity_divide__cancels_units);
    RUN(test_quantity_divide__refuses_zero_unknown_units_and_years);
    RUN(test_quantity_calendar_unit__moves_dates_by_exact_units_only);
    RUN(test_quantity_unit_check__reads_expressions);
    RUN(test_quantity_unit_check__says_where_it_goes_wrong);
    RUN(test_ucum_atoms__stand_in_order_and_can_be_read);
    return tap_end();
}
