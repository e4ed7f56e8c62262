/* When a client is asked how it was after a session, and when nobody waits any more: both sides of
 * each boundary.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/aftercare.h"

#include "tap.h"

enum { END = 1790000000, HOUR = 3600, DAY = 86400, MOST = 8 };

static struct ledger_entry entries[MOST];
static struct file_entry at[MOST];
static struct measure_answered_content said[MOST];
static struct client_file file;

static void put(uint16_t action, int64_t after_s)
{
    size_t i = file.chain.count++;

    entries[i] = (struct ledger_entry){.action = action, .utc_us = (END + after_s) * 1000000};
    at[i] = (struct file_entry){&entries[i], NULL};
}

static void put_answer(const char *measure, int64_t after_s)
{
    put(ACTION_MEASURE_ANSWERED, after_s);
    said[file.chain.count - 1].measure = span_of(measure);
    at[file.chain.count - 1].content = &said[file.chain.count - 1];
}

static void session(void)
{
    file = (struct client_file){.chain = {.at = at}};
    put(ACTION_SESSION_STARTED, -HOUR);
    put(ACTION_SESSION_ENDED, 0);
}

static struct aftercare kept[AFTERCARE_COUNT];

static bool waits(size_t which, int64_t after_s)
{
    return aftercare_of(&file, kept) && aftercare_waits(&kept[which], END + after_s);
}

/* What stands on Today: the id, or "". */
static struct span on_today(int64_t after_s)
{
    const struct aftercare *after = aftercare_glance(&file, END + after_s, kept);

    return after == NULL ? SPAN("") : after->measure;
}

static void test_nothing_is_asked_before_a_session_has_ended(void)
{
    file = (struct client_file){.chain = {.at = at}};
    CHECK(!aftercare_of(&file, kept) && on_today(DAY).len == 0);
    session();
    put(ACTION_SESSION_STARTED, 2 * DAY);
    CHECK(!aftercare_of(&file, kept) && on_today(3 * DAY).len == 0);
}

static void test_the_days_after_wait_from_a_day_to_a_week(void)
{
    session();
    CHECK(!waits(AFTERCARE_DAY, DAY - 1) && waits(AFTERCARE_DAY, DAY));
    CHECK(waits(AFTERCARE_DAY, 7 * DAY - 1) && !waits(AFTERCARE_DAY, 7 * DAY));
    CHECK_TEXT(on_today(DAY - 1), "");
    CHECK_TEXT(on_today(DAY), "after-day");
    CHECK_TEXT(on_today(7 * DAY - 1), "after-day");
}

static void test_the_week_after_waits_from_a_week_to_four(void)
{
    session();
    CHECK(!waits(AFTERCARE_WEEK, 7 * DAY - 1) && waits(AFTERCARE_WEEK, 7 * DAY));
    CHECK(waits(AFTERCARE_WEEK, 28 * DAY - 1) && !waits(AFTERCARE_WEEK, 28 * DAY));
    CHECK_TEXT(on_today(7 * DAY), "after-week");
    CHECK_TEXT(on_today(28 * DAY), "");
}

static void test_an_answer_ends_its_own_waiting_alone(void)
{
    session();
    put_answer("phq-9", HOUR);
    CHECK(waits(AFTERCARE_DAY, 2 * DAY));
    put_answer("after-day", 2 * DAY);
    CHECK(!waits(AFTERCARE_DAY, 3 * DAY) && waits(AFTERCARE_WEEK, 8 * DAY));
    CHECK_INT(kept[AFTERCARE_DAY].answered_s, END + 2 * DAY);
    put_answer("after-week", 8 * DAY);
    CHECK(!waits(AFTERCARE_WEEK, 9 * DAY));
}

static void test_an_answer_of_before_the_session_is_none(void)
{
    file = (struct client_file){.chain = {.at = at}};
    put_answer("after-day", -DAY);
    put(ACTION_SESSION_STARTED, -HOUR);
    put(ACTION_SESSION_ENDED, 0);
    CHECK(waits(AFTERCARE_DAY, DAY));
}

/* A list opens no answers: it goes by when they came. */
static void test_a_list_takes_what_came_in_time_for_an_answer(void)
{
    session();
    put(ACTION_MEASURE_ANSWERED, 12 * HOUR - 1);
    CHECK_TEXT(on_today(DAY), "after-day");
    session();
    put(ACTION_MEASURE_ANSWERED, 12 * HOUR);
    CHECK_TEXT(on_today(DAY), "");
    CHECK_TEXT(on_today(7 * DAY), "after-week");
    session();
    put(ACTION_MEASURE_ANSWERED, 4 * DAY);
    CHECK_TEXT(on_today(7 * DAY), "");
}

int main(void)
{
    RUN(test_nothing_is_asked_before_a_session_has_ended);
    RUN(test_the_days_after_wait_from_a_day_to_a_week);
    RUN(test_the_week_after_waits_from_a_week_to_four);
    RUN(test_an_answer_ends_its_own_waiting_alone);
    RUN(test_an_answer_of_before_the_session_is_none);
    RUN(test_a_list_takes_what_came_in_time_for_an_answer);
    return tap_end();
}
