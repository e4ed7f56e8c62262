/* Dates and times as exact as they were written: one fact per test. Expectations are those of the
 * FHIRPath specification's examples, or counted by hand.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/fhirpath/temporal.h"

static struct temporal literal(const char *text)
{
    struct temporal t = {0};
    struct fault why;

    fault_clear(&why);
    CHECK_INT(temporal_parse_literal(span_of(text), &t, &why), HF_OK);
    return t;
}

static void check_written(const struct temporal *t, const char *want)
{
    char text[TEMPORAL_TEXT];

    CHECK_TEXT(span_at(text, temporal_write(t, text)), want);
}

static void check_refused(enum temporal_kind kind, const char *text, long at)
{
    struct temporal t = {.year = 42};
    struct fault why;

    fault_clear(&why);
    CHECK_INT(temporal_parse(kind, span_of(text), &t, &why), HF_INVALID);
    CHECK_INT(why.at, at);
    CHECK_INT(t.year, 42);
}

static void check_literal_refused(const char *text)
{
    struct temporal t;
    struct fault why;

    fault_clear(&why);
    CHECK_INT(temporal_parse_literal(span_of(text), &t, &why), HF_INVALID);
}

static struct decimal amount(const char *text)
{
    struct decimal d = {0};
    struct fault why;

    fault_clear(&why);
    CHECK_INT(decimal_parse(span_of(text), &d, &why), HF_OK);
    return d;
}

static void check_sum(const char *from, const char *n, enum calendar_unit unit, const char *want)
{
    struct temporal t = literal(from), sum = {0};

    CHECK(temporal_add(&t, amount(n), unit, &sum));
    check_written(&sum, want);
}

static void check_no_sum(const char *from, const char *n, enum calendar_unit unit)
{
    struct temporal t = literal(from), sum;

    CHECK(!temporal_add(&t, amount(n), unit, &sum));
}

static enum order order_of(const char *a, const char *b)
{
    struct temporal one = literal(a), two = literal(b);
    enum order order = temporal_compare(&one, &two), back = temporal_compare(&two, &one);

    CHECK_INT(back, order == ORDER_UNKNOWN ? order : -(int)order);
    return order;
}

static bool alike(const char *a, const char *b)
{
    struct temporal one = literal(a), two = literal(b);

    return temporal_is_like(&one, &two);
}

static int64_t between(const char *a, const char *b, enum calendar_unit unit, bool boundaries)
{
    struct temporal one = literal(a), two = literal(b);
    int64_t n = -4242;

    CHECK(temporal_between(&one, &two, unit, boundaries, &n));
    return n;
}

static void check_low(const char *of, int digits, const char *want)
{
    struct temporal t = literal(of), edge = {0};

    CHECK(temporal_low_boundary(&t, digits, &edge));
    check_written(&edge, want);
}

static void check_high(const char *of, int digits, const char *want)
{
    struct temporal t = literal(of), edge = {0};

    CHECK(temporal_high_boundary(&t, digits, &edge));
    check_written(&edge, want);
}

static void check_round_trip(const char *text, enum temporal_kind kind, int digits)
{
    struct temporal t = literal(text);

    CHECK_INT(t.kind, kind);
    CHECK_INT(temporal_digits(&t), digits);
    check_written(&t, text + (text[1] == 'T' ? 2 : 1));
}

static void test_temporal_parse_literal__keeps_what_was_written(void)
{
    check_round_trip("@2015", TEMPORAL_DATE, 4);
    check_round_trip("@2015-02", TEMPORAL_DATE, 6);
    check_round_trip("@2015-02-04", TEMPORAL_DATE, 8);
    check_round_trip("@2015-02-04T14", TEMPORAL_DATE_TIME, 10);
    check_round_trip("@2015-02-04T14:34Z", TEMPORAL_DATE_TIME, 12);
    check_round_trip("@2015-02-04T14:34:28+00:00", TEMPORAL_DATE_TIME, 14);
    check_round_trip("@2015-02-04T14:34:28.120-09:30", TEMPORAL_DATE_TIME, 17);
    check_round_trip("@T14", TEMPORAL_TIME, 2);
    check_round_trip("@T14:34:28.123456789", TEMPORAL_TIME, 9);
}

static void test_temporal_parse_literal__tells_a_date_time_by_its_t(void)
{
    CHECK_INT(literal("@2015T").kind, TEMPORAL_DATE_TIME);
    CHECK_INT(literal("@2015T").precision, TEMPORAL_YEAR);
    CHECK_INT(literal("@2015-02T").precision, TEMPORAL_MONTH);
    CHECK_INT(literal("@2015-02-04T").precision, TEMPORAL_DAY);
}

static void test_temporal_parse_literal__refuses_an_offset_of_a_time(void)
{
    check_literal_refused("@T14:34:28Z");
    check_literal_refused("@T14:34:28+10:00");
    check_literal_refused("@2015-02T14");
    check_literal_refused("2015");
    check_literal_refused("@");
    check_literal_refused("");
}

static void test_temporal_parse__says_where_it_goes_wrong(void)
{
    check_refused(TEMPORAL_DATE, "2015-13", 5);
    check_refused(TEMPORAL_DATE, "2015-02-29", 10);
    check_refused(TEMPORAL_DATE, "0000", 0);
    check_refused(TEMPORAL_DATE, "2015-02-04T10", 10);
    check_refused(TEMPORAL_DATE_TIME, "2015T", 5);
    check_refused(TEMPORAL_DATE_TIME, "2015-02-04T24", 11);
    check_refused(TEMPORAL_DATE_TIME, "2015-02-04T10:00+15:00", 17);
    check_refused(TEMPORAL_TIME, "10:61", 3);
    check_refused(TEMPORAL_TIME, "10:00:00.", 9);
    check_refused(TEMPORAL_TIME, "10:00:00.1234567890", 18);
    check_refused(TEMPORAL_TIME, "", 0);
}

static void test_temporal_parse__knows_leap_years(void)
{
    struct temporal t;
    struct fault why;

    fault_clear(&why);
    CHECK_INT(temporal_parse(TEMPORAL_DATE, SPAN("2000-02-29"), &t, &why), HF_OK);
    check_refused(TEMPORAL_DATE, "1900-02-29", 10);
}

static void test_temporal_compare__goes_by_the_calendar(void)
{
    CHECK_INT(order_of("@2012-04-15", "@2012-04-16"), ORDER_LESS);
    CHECK_INT(order_of("@2012-04-15T15:30:31", "@2012-04-15T15:30:31.0"), ORDER_EQUAL);
    CHECK_INT(order_of("@2012-04-15T15:30:31", "@2012-04-15T15:30:31.1"), ORDER_LESS);
    CHECK_INT(order_of("@T14:00:00", "@T12:00:00"), ORDER_GREATER);
}

static void test_temporal_compare__does_not_know_below_the_precision(void)
{
    CHECK_INT(order_of("@2018-03", "@2018-03-01"), ORDER_UNKNOWN);
    CHECK_INT(order_of("@2018-03-01T10:30", "@2018-03-01T10:30:00"), ORDER_UNKNOWN);
    CHECK_INT(order_of("@T10:30", "@T10:30:00"), ORDER_UNKNOWN);
    CHECK_INT(order_of("@2018", "@2019-03-01"), ORDER_LESS);
}

static void test_temporal_compare__moves_to_utc(void)
{
    CHECK_INT(order_of("@2017-11-05T01:30:00.0-04:00", "@2017-11-05T01:15:00.0-05:00"), ORDER_LESS);
    CHECK_INT(order_of("@2012-04-15T15:00:00+02:00", "@2012-04-15T16:00:00+03:00"), ORDER_EQUAL);
}

static void test_temporal_compare__knows_no_missing_offset_within_a_day(void)
{
    CHECK_INT(order_of("@2012-04-15T15:00:00Z", "@2012-04-15T10:00:00"), ORDER_UNKNOWN);
    CHECK_INT(order_of("@2012-04-15T15:00:00Z", "@2012-04-16T15:00:00"), ORDER_LESS);
    CHECK_INT(order_of("@1974-12-25", "@1974-12-25T12:34:00-10:00"), ORDER_UNKNOWN);
    CHECK_INT(order_of("@1974-12-25", "@2026-11-23T15:00:00Z"), ORDER_LESS);
}

static void test_temporal_compare__keeps_times_and_dates_apart(void)
{
    CHECK_INT(order_of("@2012-04-15", "@T12:00"), ORDER_UNKNOWN);
}

static void test_temporal_is_like__wants_the_same_precision(void)
{
    CHECK(alike("@2012-04-15T15:30:31", "@2012-04-15T15:30:31.0"));
    CHECK(!alike("@2012-04-15T15:30:31", "@2012-04-15T15:30:31.1"));
    CHECK(!alike("@2012-04-15", "@2012-04-15T10:00:00"));
    CHECK(!alike("@2012-04", "@2012-04-15"));
    CHECK(alike("@2012-04-15T15:00:00+02:00", "@2012-04-15T13:00:00Z"));
}

static void test_temporal_add__clips_the_end_of_the_month(void)
{
    check_sum("@2024-01-31", "1", CALENDAR_MONTH, "2024-02-29");
    check_sum("@2024-02-29", "1", CALENDAR_YEAR, "2025-02-28");
    check_sum("@2024-03-31", "-1", CALENDAR_MONTH, "2024-02-29");
    check_sum("@1973-12-25", "1", CALENDAR_MONTH, "1974-01-25");
}

static void test_temporal_add__counts_days_over_borders(void)
{
    check_sum("@1973-12-25", "7", CALENDAR_DAY, "1974-01-01");
    check_sum("@1973-12-25", "1", CALENDAR_WEEK, "1974-01-01");
    check_sum("@2024-03-01", "-1", CALENDAR_DAY, "2024-02-29");
}

static void test_temporal_add__drops_the_fraction_of_the_amount(void)
{
    check_sum("@1973-12-25", "7.7", CALENDAR_DAY, "1974-01-01");
    check_sum("@1973-12-25T00:00:00.000+10:00", "0.1", CALENDAR_SECOND,
              "1973-12-25T00:00:00.000+10:00");
    check_sum("@1973-12-25", "-1.9", CALENDAR_DAY, "1973-12-24");
}

static void test_temporal_add__keeps_the_offset(void)
{
    check_sum("@1973-12-25T00:00:00.000+10:00", "7", CALENDAR_DAY, "1974-01-01T00:00:00.000+10:00");
    check_sum("@1973-12-25T00:00:00.000+10:00", "10", CALENDAR_MILLISECOND,
              "1973-12-25T00:00:00.010+10:00");
    check_sum("@1973-12-25T00:00:00Z", "-1", CALENDAR_SECOND, "1973-12-24T23:59:59Z");
}

static void test_temporal_add__gives_milliseconds_their_digits(void)
{
    check_sum("@T10:00:00", "5", CALENDAR_MILLISECOND, "10:00:00.005");
    check_sum("@T10:00:00.5", "-1", CALENDAR_MILLISECOND, "10:00:00.499");
}

static void test_temporal_add__counts_finer_units_by_what_they_fill(void)
{
    check_sum("@2014", "24", CALENDAR_MONTH, "2016");
    check_sum("@2014", "23", CALENDAR_MONTH, "2015");
    check_sum("@2014-01", "31", CALENDAR_DAY, "2014-02");
    check_sum("@2014", "364", CALENDAR_DAY, "2014");
    check_sum("@2014-01-01", "47", CALENDAR_HOUR, "2014-01-02");
    check_sum("@2014-01-01T10", "90", CALENDAR_MINUTE, "2014-01-01T11");
}

static void test_temporal_add__wraps_a_time_of_day(void)
{
    check_sum("@T23:30", "45", CALENDAR_MINUTE, "00:15");
    check_sum("@T00:30", "-1", CALENDAR_HOUR, "23:30");
    check_no_sum("@T10:00", "1", CALENDAR_DAY);
}

static void test_temporal_add__ends_with_year_9999(void)
{
    check_no_sum("@9999-12-31", "1", CALENDAR_DAY);
    check_no_sum("@0001-01-01T00:00:00", "-1", CALENDAR_MILLISECOND);
    check_sum("@0001-01-01", "-1", CALENDAR_HOUR, "0001-01-01");
}

static void test_temporal_add__refuses_numbers_beyond_all_years(void)
{
    check_no_sum("@2000-01-01", "99999999999999999999999999", CALENDAR_DAY);
    check_no_sum("@2000-01-01", "999999999999999", CALENDAR_WEEK);
    check_no_sum("@2000-01-01", "10000", CALENDAR_YEAR);
    check_no_sum("@2000-01-01", "-999999999", CALENDAR_MONTH);
}

static void test_temporal_between__counts_what_has_passed(void)
{
    CHECK_INT(between("@1990-06-15", "@2026-06-14", CALENDAR_YEAR, false), 35);
    CHECK_INT(between("@1990-06-15", "@2026-06-15", CALENDAR_YEAR, false), 36);
    CHECK_INT(between("@2026-01-31", "@2026-03-01", CALENDAR_MONTH, false), 1);
    CHECK_INT(between("@2026-01-01", "@2026-01-15", CALENDAR_WEEK, false), 2);
    CHECK_INT(between("@T10:59:59", "@T12:00:00", CALENDAR_HOUR, false), 1);
    CHECK_INT(between("@2026-06-15", "@1990-06-16", CALENDAR_YEAR, false), -35);
}

static void test_temporal_between__counts_borders(void)
{
    CHECK_INT(between("@2025-12-31", "@2026-01-01", CALENDAR_YEAR, true), 1);
    CHECK_INT(between("@2026-11-21", "@2026-11-22", CALENDAR_WEEK, true), 1);
    CHECK_INT(between("@2026-11-22", "@2026-11-28", CALENDAR_WEEK, true), 0);
    CHECK_INT(between("@T10:59:59", "@T11:00:00", CALENDAR_HOUR, true), 1);
}

static void test_temporal_between__takes_offsets_into_account(void)
{
    CHECK_INT(between("@2026-01-01T00:00:00+02:00", "@2026-01-01T00:00:00Z", CALENDAR_HOUR, false),
              2);
}

static void test_temporal_between__needs_the_precision(void)
{
    struct temporal year = literal("@2014"), day = literal("@2015-01-01"), time = literal("@T10");
    int64_t n;

    CHECK(!temporal_between(&year, &day, CALENDAR_MONTH, false, &n));
    CHECK(!temporal_between(&day, &time, CALENDAR_HOUR, false, &n));
    CHECK(!temporal_between(&time, &time, CALENDAR_DAY, false, &n));
}

static void test_temporal_low_boundary__fills_with_the_first(void)
{
    check_low("@2014", 6, "2014-01");
    check_low("@2014-01-01T08", 17, "2014-01-01T08:00:00.000+14:00");
    check_low("@2014-01-01T08:05+08:00", 17, "2014-01-01T08:05:00.000+08:00");
    check_low("@2014-01-01T08", 8, "2014-01-01");
    check_low("@T10:30", 9, "10:30:00.000");
    check_low("@2014-05", 0, "2014-05-01");
}

static void test_temporal_high_boundary__fills_with_the_last(void)
{
    check_high("@2014", 6, "2014-12");
    check_high("@2016-02", 0, "2016-02-29");
    check_high("@2014-01-01T08:05-05:00", 17, "2014-01-01T08:05:59.999-05:00");
    check_high("@2014-01-01T08", 17, "2014-01-01T08:59:59.999-12:00");
    check_high("@T10:30", 9, "10:30:59.999");
    check_high("@T10:30:05.1", 0, "10:30:05.199");
}

static void test_temporal_low_boundary__knows_the_precisions_of_its_kind(void)
{
    struct temporal date = literal("@2014"), time = literal("@T10"), edge;

    CHECK(!temporal_low_boundary(&date, 10, &edge));
    CHECK(!temporal_low_boundary(&date, 5, &edge));
    CHECK(!temporal_low_boundary(&date, -1, &edge));
    CHECK(!temporal_low_boundary(&time, 17, &edge));
    CHECK(temporal_low_boundary(&time, 2, &edge));
}

static void test_temporal_of__counts_from_1970(void)
{
    struct temporal t = temporal_of(TEMPORAL_DATE_TIME, 1795446000123, 60);

    check_written(&t, "2026-11-23T16:00:00.123+01:00");
    t = temporal_of(TEMPORAL_DATE, -1, 0);
    check_written(&t, "1969-12-31");
    t = temporal_of(TEMPORAL_TIME, -1, 0);
    check_written(&t, "23:59:59.999");
    t = temporal_of(TEMPORAL_DATE_TIME, 0, 0);
    check_written(&t, "1970-01-01T00:00:00.000Z");
}

static void test_temporal_to_date__keeps_the_written_day(void)
{
    struct temporal t = literal("@2015-02-04T23:30:00-05:00");
    struct temporal day = temporal_to_date(&t), time = temporal_to_time(&t);

    check_written(&day, "2015-02-04");
    check_written(&time, "23:30:00");
    t = temporal_to_date_time(&day);
    CHECK_INT(t.kind, TEMPORAL_DATE_TIME);
    check_written(&t, "2015-02-04");
}

static void test_temporal_part_of__gives_only_what_was_written(void)
{
    struct temporal t = literal("@2015-02-04T14:34:28.125-04:30"), time = literal("@T14:34");
    struct decimal offset;
    int n = 0;

    CHECK(temporal_part_of(&t, TEMPORAL_MONTH, &n) && n == 2);
    CHECK(temporal_millisecond_of(&t, &n) && n == 125);
    CHECK(temporal_offset_of(&t, &offset));
    CHECK_INT(decimal_compare(offset, amount("-4.5")), 0);
    CHECK(!temporal_part_of(&time, TEMPORAL_SECOND, &n));
    CHECK(!temporal_part_of(&time, TEMPORAL_YEAR, &n));
    CHECK(!temporal_millisecond_of(&time, &n));
    CHECK(!temporal_offset_of(&time, &offset));
}

int main(void)
{
    RUN(test_temporal_parse_literal__keeps_what_was_written);
    RUN(test_temporal_parse_literal__tells_a_date_time_by_its_t);
    RUN(test_temporal_parse_literal__refuses_an_offset_of_a_time);
    RUN(test_temporal_parse__says_where_it_goes_wrong);
    RUN(test_temporal_parse__knows_leap_years);
    RUN(test_temporal_compare__goes_by_the_calendar);
    RUN(test_temporal_compare__does_not_know_below_the_precision);
    RUN(test_temporal_compare__moves_to_utc);
    RUN(test_temporal_compare__knows_no_missing_offset_within_a_day);
    RUN(test_temporal_compare__keeps_times_and_dates_apart);
    RUN(test_temporal_is_like__wants_the_same_precision);
    RUN(test_temporal_add__clips_the_end_of_the_month);
    RUN(test_temporal_add__counts_days_over_borders);
    RUN(test_temporal_add__drops_the_fraction_of_the_amount);
    RUN(test_temporal_add__keeps_the_offset);
    RUN(test_temporal_add__gives_milliseconds_their_digits);
    RUN(test_temporal_add__counts_finer_units_by_what_they_fill);
    RUN(test_temporal_add__wraps_a_time_of_day);
    RUN(test_temporal_add__ends_with_year_9999);
    RUN(test_temporal_add__refuses_numbers_beyond_all_years);
    RUN(test_temporal_between__counts_what_has_passed);
    RUN(test_temporal_between__counts_borders);
    RUN(test_temporal_between__takes_offsets_into_account);
    RUN(test_temporal_between__needs_the_precision);
    RUN(test_temporal_low_boundary__fills_with_the_first);
    RUN(test_temporal_high_boundary__fills_with_the_last);
    RUN(test_temporal_low_boundary__knows_the_precisions_of_its_kind);
    RUN(test_temporal_of__counts_from_1970);
    RUN(test_temporal_to_date__keeps_the_written_day);
    RUN(test_temporal_part_of__gives_only_what_was_written);
    return tap_end();
}
