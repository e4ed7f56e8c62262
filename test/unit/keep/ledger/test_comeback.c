/* After a failed sync the way back is found without a restart, unless something that was
 * acknowledged is gone; and a stop that came meanwhile is written first, with its own time.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "practice.h"

#include <string.h>

static int no_findings(void)
{
    struct findings f;
    int n = verify_now(&f);

    if (n > 0)
        printf("# %s\n", f.first);
    return n;
}

/* --- the way back ---------------------------------------------------------------------------- */

static void fails_and_comes_back(enum faulty_way way)
{
    faulty_arm(way, 1);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "lost or not") == HF_FAILED);
    CHECK(store_is_stopped(fx.store));
    CHECK(write_as(fx.owner, ACTION_LIMIT, "the next one") == HF_OK);
    CHECK(!store_is_stopped(fx.store) && !ledger_is_lost(fx.ledger));
    CHECK_INT(no_findings(), 0);
}

static void test_ledger_come_back__writes_again_after_a_commit_that_was_undone(void)
{
    fails_and_comes_back(FAULTY_COMMIT);
}

static void test_ledger_come_back__writes_again_after_a_commit_of_unknown_outcome(void)
{
    fails_and_comes_back(FAULTY_SYNC);
}

static void test_ledger_come_back__stays_stopped_while_the_disk_takes_nothing(void)
{
    faulty_break(true);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "one") == HF_FAILED);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "two") == HF_FAILED);
    CHECK(store_is_stopped(fx.store));
    faulty_break(false);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "three") == HF_OK);
    CHECK_INT(no_findings(), 0);
}

/* --- what waits ------------------------------------------------------------------------------ */

static struct ledger_write narrowing(const char *content, struct request_id request)
{
    return (struct ledger_write){.client = fx.client,
                                 .action = ACTION_LIMIT,
                                 .object = fx.client.id,
                                 .object_version = 1,
                                 .request = request,
                                 .content = span_of(content)};
}

static enum status keep(struct keyring *author, struct request_id request)
{
    struct ledger_write write = narrowing("no more", request);

    fault_clear(&fx.why);
    return ledger_keep(fx.ledger, author, &write, &fx.why);
}

struct last_two {
    struct ledger_entry before, last;
    char content[20];
};

static enum status load_last_two(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct last_two *ret = arg;
    struct ledger_list list;
    enum status st = ledger_load(ltx, fx.owner, fx.client, &list, why);

    if (st != HF_OK || list.n < 2)
        return st == HF_OK ? HF_FAILED : st;
    ret->before = list.items[list.n - 2].entry;
    ret->last = list.items[list.n - 1].entry;
    snprintf(ret->content, sizeof ret->content, "%.*s", SPAN_ARGS(list.items[list.n - 2].content));
    return HF_OK;
}

static void test_ledger_keep__is_written_first_and_with_its_own_time(void)
{
    struct request_id request = fresh_request(), next = fresh_request();
    struct simple_write in = {fx.owner, ACTION_PLAN_DRAFTED, next, "later", {.seq = 0}};
    struct last_two two = {.content = ""};
    int64_t pressed_us = test_now_us += 5000000;

    faulty_break(true);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "refused by the disk") == HF_FAILED);
    CHECK(keep(fx.owner, request) == HF_OK && keep(fx.owner, request) == HF_OK);
    CHECK(ledger_waits(fx.ledger, fx.client.id));
    test_now_us += 60000000;
    CHECK(act(do_write, &in) == HF_FAILED);
    CHECK(ledger_waits(fx.ledger, fx.client.id));
    faulty_break(false);
    CHECK(act(do_write, &in) == HF_OK);
    CHECK(!ledger_waits(fx.ledger, fx.client.id));
    CHECK(act(load_last_two, &two) == HF_OK);
    CHECK(id_equal(two.before.request.id, request.id) && id_equal(two.last.request.id, next.id));
    CHECK(two.before.utc_us == pressed_us && two.before.clock_flag == 0);
    CHECK(strcmp(two.content, "no more") == 0);
    CHECK_INT(no_findings(), 0);
}

static void test_ledger_keep__takes_nothing_that_raises(void)
{
    struct ledger_write write = narrowing("more", fresh_request());

    write.action = ACTION_PLAN_DRAFTED;
    fault_clear(&fx.why);
    CHECK(ledger_keep(fx.ledger, fx.owner, &write, &fx.why) == HF_INVALID);
}

static void test_ledger_keep__has_an_end(void)
{
    enum status st = HF_OK;
    int n = 0;

    while (n < 1000 && (st = keep(fx.owner, fresh_request())) == HF_OK)
        n++;
    CHECK(st == HF_BUSY && n > 10);
    ledger_write_waiting(fx.ledger, fx.store);
    CHECK(!ledger_waits(fx.ledger, fx.client.id));
    CHECK_INT(no_findings(), 0);
}

static enum status make_stranger(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct person_id person = {world_id(&test_world)};

    return user_make(fx.vault, ltx->tx, person, 1, ROLE_PRACTITIONER, arg, why);
}

/* Whoever has pressed it: as long as it stands nowhere, nothing of this client goes on. */
static void test_ledger_keep__what_nobody_may_sign_holds_its_client_back(void)
{
    struct keyring *stranger = NULL;

    CHECK(act(make_stranger, &stranger) == HF_OK);
    CHECK(keep(stranger, fresh_request()) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "raises") == HF_BUSY);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "narrows") == HF_OK);
    CHECK(ledger_waits(fx.ledger, fx.client.id));
    keyring_close(stranger);
}

/* --- when it is gone ------------------------------------------------------------------------- */

/* From and to: below the test's folder. */
static void close_and_copy(const char *from, const char *to)
{
    char command[200];

    store_free(fx.store);
    snprintf(command, sizeof command, "cp %s/%s %s/%s", fx.folder, from, fx.folder, to);
    CHECK(system(command) == 0);
    fault_clear(&fx.why);
    CHECK(store_open(&store_faulty, fx.db, &fx.store, &fx.why) == HF_OK);
}

static void test_ledger_come_back__stays_stopped_and_says_so_when_an_entry_is_gone(void)
{
    close_and_copy("data/practice.db", "older");
    CHECK(write_as(fx.owner, ACTION_LIMIT, "acknowledged") == HF_OK);
    close_and_copy("older", "data/practice.db");
    faulty_arm(FAULTY_SYNC, 1);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "in its place") == HF_FAILED);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "never") == HF_FAILED);
    CHECK(ledger_is_lost(fx.ledger) && ledger_is_narrow_only(fx.ledger));
    CHECK(strstr(fx.why.text, "acknowledged") != NULL);
    CHECK(store_is_stopped(fx.store));
    CHECK(write_as(fx.owner, ACTION_LIMIT, "not even then") == HF_FAILED);
}

int main(void)
{
    fixture_make(&store_faulty);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "the first reading is noted here") == HF_OK);
    CHECK(act(load_last_two, &(struct last_two){.content = ""}) == HF_OK);
    RUN(test_ledger_come_back__writes_again_after_a_commit_that_was_undone);
    RUN(test_ledger_come_back__writes_again_after_a_commit_of_unknown_outcome);
    RUN(test_ledger_come_back__stays_stopped_while_the_disk_takes_nothing);
    RUN(test_ledger_keep__is_written_first_and_with_its_own_time);
    RUN(test_ledger_keep__takes_nothing_that_raises);
    RUN(test_ledger_keep__has_an_end);
    RUN(test_ledger_keep__what_nobody_may_sign_holds_its_client_back);
    RUN(test_ledger_come_back__stays_stopped_and_says_so_when_an_entry_is_gone);
    fixture_end();
    return tap_end();
}
