/* What a list sees of a chain: the same after every act, whether the chain was walked or kept.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "practice.h"

enum { NAMES = COMPARTMENT_BIT(COMPARTMENT_IDENTITY) | COMPARTMENT_BIT(COMPARTMENT_CONTACT) };

static enum status do_glance(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_glance(ltx, fx.owner, fx.client, arg, why);
}

static enum status do_load(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_load_part(ltx, fx.owner, fx.client, NAMES, arg, why);
}

static bool is_same(const struct ledger_item *a, const struct ledger_item *b)
{
    bool is_alarm = b->entry.action == ACTION_ALARM_RAISED; /* opened by a glance alone */

    return memcmp(a->entry.hash, b->entry.hash, 32) == 0 && b->is_open >= a->is_open &&
           (is_alarm ? b->is_open : a->is_open == b->is_open) && a->roles == b->roles &&
           a->compartment == b->compartment && (is_alarm || span_equal(a->content, b->content));
}

static bool comes_later(const struct ledger_list *list, size_t at)
{
    for (size_t i = at + 1; i < list->n; i++)
        if (list->items[i].entry.action == list->items[at].entry.action)
            return true;
    return false;
}

static uint16_t end_of(uint16_t action)
{
    if (action == ACTION_ALARM_RAISED)
        return ACTION_ALARM_SEEN;
    return action == ACTION_RECORD_ASKED ? ACTION_RECORD_ANSWERED : 0;
}

static bool still_waits(const struct ledger_list *list, size_t at)
{
    uint16_t end = end_of(list->items[at].entry.action);

    for (size_t i = at + 1; i < list->n; i++)
        if (list->items[i].entry.action == end &&
            id_equal(list->items[i].entry.object, list->items[at].entry.object))
            return false;
    return end != 0;
}

static bool is_of_what_waits(const struct ledger_item *item)
{
    uint16_t action = item->entry.action;

    return end_of(action) != 0 || action == ACTION_ALARM_SEEN || action == ACTION_RECORD_ANSWERED;
}

/* The whole chain, without what a list does not need. */
static bool is_thinned(const struct ledger_list *whole, const struct ledger_list *list)
{
    size_t n = 0;

    for (size_t i = 0; i < whole->n; i++) {
        bool is_name = (NAMES & COMPARTMENT_BIT(whole->items[i].compartment)) != 0;

        if (is_of_what_waits(&whole->items[i]) ? !still_waits(whole, i)
                                               : !is_name && comes_later(whole, i))
            continue;
        if (n == list->n || !is_same(&whole->items[i], &list->items[n++]))
            return false;
    }
    return n == list->n;
}

static bool glance_agrees(void)
{
    struct ledger_list whole, list;
    size_t mark = arena_mark(&fx.arena);
    bool agrees = act(do_load, &whole) == HF_OK && act(do_glance, &list) == HF_OK && list.n > 0 &&
                  is_thinned(&whole, &list);

    arena_rewind(&fx.arena, mark);
    return agrees;
}

static void test_ledger_glance__agrees_with_the_whole_chain_after_every_act(void)
{
    static const uint16_t acts[] = {ACTION_IDENTITY_SET, ACTION_PLAN_DRAFTED, ACTION_CONTACT_SET,
                                    ACTION_REVOKE,       ACTION_SIGNAL,       ACTION_LIMIT,
                                    ACTION_PLAN_DRAFTED};
    bool agrees = glance_agrees();

    for (size_t i = 0; agrees && i < 40; i++) {
        char content[16];

        snprintf(content, sizeof content, "act %zu", i);
        agrees = write_as(fx.owner, acts[i * i % 7], content) == HF_OK && glance_agrees();
        if (i % 5 == 0) /* several came since */
            agrees &= write_as(fx.owner, ACTION_SIGNAL, "one") == HF_OK &&
                      write_as(fx.owner, ACTION_IDENTITY_SET, "two") == HF_OK && glance_agrees();
    }
    CHECK(agrees);
}

/* The tablet in the client's hand, who alone raises an alarm. */
static struct keyring *tablet;

static enum status hand_over(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct delegate_scope scope = {.person = {fx.client.id},
                                         .roles = ROLE_CLIENT,
                                         .client = fx.client,
                                         .purpose = DELEGATE_HANDOVER,
                                         .most_proof = PROOF_SHARED_DEVICE,
                                         .until_us = test_now_us + INT64_C(3600) * 1000000};
    enum status st = delegate_make(fx.vault, &scope, &tablet, why);

    (void)arg;
    return st == HF_OK
               ? ledger_certify_delegate(ltx, fx.owner, tablet, COMPARTMENT_BIT(COMPARTMENT_CARE),
                                         fresh_request(), why)
               : st;
}

struct about {
    uint16_t action;
    uint8_t object;
};

static enum status do_write_about(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct about *in = arg;
    struct ledger_write write = {.client = fx.client,
                                 .action = in->action,
                                 .object = {{in->object}},
                                 .object_version = 1,
                                 .request = fresh_request(),
                                 .content = SPAN("alarm")};
    struct ledger_entry entry;

    return ledger_append(ltx, in->action == ACTION_ALARM_RAISED ? tablet : fx.owner, &write, &entry,
                         why);
}

static enum status write_about(uint16_t action, uint8_t object)
{
    struct about in = {action, object};

    return act(do_write_about, &in);
}

static size_t open_alarms(void)
{
    struct ledger_list list;
    size_t mark = arena_mark(&fx.arena), n = 0;

    CHECK(act(do_glance, &list) == HF_OK);
    for (size_t i = 0; i < list.n; i++)
        n += list.items[i].entry.action == ACTION_ALARM_RAISED;
    arena_rewind(&fx.arena, mark);
    return n;
}

/* Each is kept until its own seeing, in whatever order they come. */
static void test_ledger_glance__an_alarm_is_not_hidden_by_a_later_one_that_was_seen(void)
{
    CHECK(act(hand_over, NULL) == HF_OK);
    CHECK(write_about(ACTION_ALARM_RAISED, 1) == HF_OK && open_alarms() == 1);
    CHECK(write_about(ACTION_ALARM_RAISED, 2) == HF_OK && open_alarms() == 2 && glance_agrees());
    CHECK(write_about(ACTION_ALARM_SEEN, 2) == HF_OK && open_alarms() == 1 && glance_agrees());
    CHECK(write_as(fx.owner, ACTION_SIGNAL, "meanwhile") == HF_OK && open_alarms() == 1);
    CHECK(write_about(ACTION_ALARM_RAISED, 3) == HF_OK && open_alarms() == 2);
    CHECK(write_about(ACTION_ALARM_SEEN, 3) == HF_OK && open_alarms() == 1 && glance_agrees());
    CHECK(write_about(ACTION_ALARM_SEEN, 1) == HF_OK && open_alarms() == 0 && glance_agrees());
    CHECK(write_as(fx.owner, ACTION_SIGNAL, "afterwards") == HF_OK && open_alarms() == 0);
    CHECK(write_about(ACTION_RECORD_ASKED, 4) == HF_OK && glance_agrees());
    CHECK(write_about(ACTION_RECORD_ASKED, 5) == HF_OK && glance_agrees());
    CHECK(write_about(ACTION_RECORD_ANSWERED, 5) == HF_OK && glance_agrees() && glance_agrees());
    keyring_close(tablet);
}

static void test_ledger_glance__of_more_names_than_are_kept_walks_the_chain(void)
{
    bool agrees = true;

    for (size_t i = 0; agrees && i < 130; i++)
        agrees = write_as(fx.owner, ACTION_CONTACT_SET, "again") == HF_OK;
    CHECK(agrees && glance_agrees() && glance_agrees());
}

static enum status do_sql(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return store_run(ltx->tx, arg, NULL, 0, why);
}

static void run_sql(char *sql)
{
    CHECK_INT(act(do_sql, sql), HF_OK);
}

static void check_refused(char *spoil, char *mend)
{
    struct ledger_list list;

    CHECK(act(do_glance, &list) == HF_OK);
    run_sql(spoil);
    CHECK_INT(act(do_glance, &list), HF_FAILED);
    run_sql(mend);
    CHECK(act(do_glance, &list) == HF_OK);
}

static void test_ledger_glance__refuses_a_kept_entry_with_other_bytes(void)
{
    char keep[] = "CREATE TABLE kept AS SELECT * FROM ledger_entry";
    char spoil[] =
        "UPDATE ledger_entry SET bytes = substr(bytes, 1, 200) || x'ff' || substr(bytes, "
        "202) WHERE seq = (SELECT max(seq) FROM ledger_entry)";
    char mend[] = "UPDATE ledger_entry SET bytes = (SELECT bytes FROM kept k WHERE k.seq = "
                  "ledger_entry.seq)";

    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "the last") == HF_OK);
    run_sql(keep);
    check_refused(spoil, mend);
}

static void test_ledger_glance__refuses_a_record_with_other_bytes(void)
{
    char keep[] = "CREATE TABLE kept_record AS SELECT * FROM record";
    char spoil[] = "UPDATE record SET frame = zeroblob(length(frame)) WHERE seq = (SELECT max(seq) "
                   "FROM record)";
    char mend[] = "UPDATE record SET frame = (SELECT frame FROM kept_record k WHERE k.seq = "
                  "record.seq)";

    CHECK(write_as(fx.owner, ACTION_IDENTITY_SET, "a name") == HF_OK);
    run_sql(keep);
    check_refused(spoil, mend);
}

static void test_ledger_load__sees_what_a_glance_does_not(void)
{
    char spoil[] = "UPDATE ledger_entry SET bytes = zeroblob(336) WHERE seq = (SELECT max(seq) - 2 "
                   "FROM ledger_entry)";
    char keep[] = "CREATE TABLE kept_middle AS SELECT * FROM ledger_entry";
    char mend[] = "UPDATE ledger_entry SET bytes = (SELECT bytes FROM kept_middle k WHERE k.seq = "
                  "ledger_entry.seq)";
    struct ledger_list list;

    for (int i = 0; i < 4; i++)
        CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "a plan") == HF_OK);
    CHECK(act(do_glance, &list) == HF_OK);
    run_sql(keep);
    run_sql(spoil);
    CHECK(act(do_glance, &list) == HF_OK);
    CHECK_INT(act(do_load, &list), HF_FAILED);
    run_sql(mend);
    CHECK(act(do_load, &list) == HF_OK);
}

int main(void)
{
    fixture_make(&store_sqlite);
    RUN(test_ledger_glance__agrees_with_the_whole_chain_after_every_act);
    RUN(test_ledger_glance__refuses_a_kept_entry_with_other_bytes);
    RUN(test_ledger_glance__refuses_a_record_with_other_bytes);
    RUN(test_ledger_load__sees_what_a_glance_does_not);
    RUN(test_ledger_glance__an_alarm_is_not_hidden_by_a_later_one_that_was_seen);
    RUN(test_ledger_glance__of_more_names_than_are_kept_walks_the_chain);
    fixture_end();
    return tap_end();
}
