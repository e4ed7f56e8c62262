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
    return memcmp(a->entry.hash, b->entry.hash, 32) == 0 && a->is_open == b->is_open &&
           a->roles == b->roles && a->compartment == b->compartment &&
           span_equal(a->content, b->content);
}

static bool comes_later(const struct ledger_list *list, size_t at)
{
    for (size_t i = at + 1; i < list->n; i++)
        if (list->items[i].entry.action == list->items[at].entry.action)
            return true;
    return false;
}

/* The whole chain, without what a list does not need. */
static bool is_thinned(const struct ledger_list *whole, const struct ledger_list *list)
{
    size_t n = 0;

    for (size_t i = 0; i < whole->n; i++) {
        bool is_name = (NAMES & COMPARTMENT_BIT(whole->items[i].compartment)) != 0;

        if (!is_name && comes_later(whole, i))
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
    RUN(test_ledger_glance__of_more_names_than_are_kept_walks_the_chain);
    fixture_end();
    return tap_end();
}
