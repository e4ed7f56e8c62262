/* The growing delay: when it grows, when it forgets, and that nobody is locked out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/delay.h"

#include "tap.h"

#define S   INT64_C(1000000)
#define DAY (86400 * S)

static struct delay delay;
static const struct delay_who her = {11, 101}, stranger = {12, 102};

static void fail(struct delay_who who, int times, int64_t now_us)
{
    for (int i = 0; i < times; i++)
        delay_fail(&delay, who, now_us);
}

static void test_delay__a_few_slips_cost_nothing(void)
{
    delay = (struct delay){0};
    fail(her, 3, 0);
    CHECK_INT(delay_wait(&delay, her, 0), 0);
}

static void test_delay__doubles_up_to_a_ceiling(void)
{
    static const int64_t waits[] = {1, 2, 4, 8, 16, 16, 16};

    delay = (struct delay){0};
    fail(her, 3, 0);
    for (size_t i = 0; i < 7; i++) {
        fail(her, 1, 0);
        CHECK_INT(delay_wait(&delay, her, 0), waits[i] * S);
    }
}

static void test_delay__an_account_waits_from_every_network(void)
{
    delay = (struct delay){0};
    fail(her, 4, 0);
    CHECK_INT(delay_wait(&delay, (struct delay_who){her.account, stranger.network}, 0), S);
    CHECK_INT(delay_wait(&delay, stranger, 0), 0);
}

static void test_delay__a_network_waits_for_every_account(void)
{
    delay = (struct delay){0};
    for (uint64_t account = 1; account <= 12; account++)
        fail((struct delay_who){account * 1000, her.network}, 1, 0);
    CHECK_INT(delay_wait(&delay, her, 0), 2 * S);
    CHECK_INT(delay_wait(&delay, stranger, 0), 0);
}

static void test_delay__everybody_waits_a_little_when_many_fail(void)
{
    delay = (struct delay){0};
    for (uint64_t i = 1; i <= 5000; i++)
        fail((struct delay_who){i * 7919, i * 104729}, 1, 0);
    CHECK_INT(delay_wait(&delay, (struct delay_who){3, 5}, 0), 4 * S);
}

static void test_delay__never_locks_out(void)
{
    delay = (struct delay){0};
    fail(her, 100000, 0);
    CHECK(delay_wait(&delay, her, 0) <= 30 * S);
}

static void test_delay__quiet_quarters_halve_what_counts(void)
{
    delay = (struct delay){0};
    fail(her, 8, 0);
    CHECK_INT(delay_wait(&delay, her, 899 * S), 16 * S);
    CHECK_INT(delay_wait(&delay, her, 900 * S), S);
    CHECK_INT(delay_wait(&delay, her, 1800 * S), 0);
    CHECK_INT(delay_wait(&delay, her, 400 * DAY), 0);
}

static void test_delay__a_clock_that_went_back_forgives_nothing(void)
{
    delay = (struct delay){0};
    fail(her, 4, 10 * DAY);
    CHECK_INT(delay_wait(&delay, her, 0), S);
    fail(her, 1, 0);
    CHECK_INT(delay_wait(&delay, her, 10 * DAY), 2 * S);
}

static void test_delay__success_forgets_the_account_alone(void)
{
    delay = (struct delay){0};
    fail(her, 11, 0);
    CHECK_INT(delay_wait(&delay, her, 0), 16 * S);
    delay_succeed(&delay, her);
    CHECK_INT(delay_wait(&delay, her, 0), S);
}

static void test_delay__a_flood_of_names_does_not_wash_off_the_network(void)
{
    delay = (struct delay){0};
    for (uint64_t i = 1; i <= 100000; i++)
        fail((struct delay_who){i * 2654435761u, her.network}, 1, (int64_t)i);
    CHECK_INT(delay_wait(&delay, (struct delay_who){1, her.network}, 100000), 30 * S);
}

int main(void)
{
    RUN(test_delay__a_few_slips_cost_nothing);
    RUN(test_delay__doubles_up_to_a_ceiling);
    RUN(test_delay__an_account_waits_from_every_network);
    RUN(test_delay__a_network_waits_for_every_account);
    RUN(test_delay__everybody_waits_a_little_when_many_fail);
    RUN(test_delay__never_locks_out);
    RUN(test_delay__quiet_quarters_halve_what_counts);
    RUN(test_delay__a_clock_that_went_back_forgives_nothing);
    RUN(test_delay__success_forgets_the_account_alone);
    RUN(test_delay__a_flood_of_names_does_not_wash_off_the_network);
    return tap_end();
}
