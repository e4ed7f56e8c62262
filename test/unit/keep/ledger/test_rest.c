/* A start goes on from where the ledger rested, and believes nothing that somebody with the data
 * base alone could have written.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "practice.h"

#include <string.h>

enum { NOTES = 20 };

static void begin_anew(void)
{
    ledger_free(fx.ledger);
    CHECK_INT(ledger_new(fx.vault, &fx.ledger, &fx.why), HF_OK);
    CHECK_INT(ledger_start(fx.ledger, fx.store, &fx.why), HF_OK);
}

static enum status tend(void)
{
    return ledger_tend(fx.ledger, fx.store, &fx.arena, &fx.why);
}

static enum status load_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_load(ltx, fx.owner, fx.client, arg, why);
}

static enum status load(void)
{
    struct ledger_list list;

    return act(load_inside, &list);
}

static enum status run_sql(struct tx *tx, void *arg, struct fault *why)
{
    return store_run(tx, arg, NULL, 0, why);
}

static void sql(const char *text)
{
    CHECK_INT(store_transact(fx.store, STORE_WRITE, run_sql, (char *)(uintptr_t)text, &fx.why),
              HF_OK);
}

static void in_secrets(const char *command)
{
    char line[400];

    snprintf(line, sizeof line, "cd %s && %s", fx.secrets, command);
    CHECK_INT(system(line), 0);
}

static void make_house(void)
{
    fixture_make(&store_sqlite);
    for (int i = 0; i < NOTES; i++)
        CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "a note"), HF_OK);
    CHECK_INT(ledger_start(fx.ledger, fx.store, &fx.why), HF_OK);
    CHECK_INT(load(), HF_OK);
    CHECK_INT(tend(), HF_OK);
}

/* --- facts ----------------------------------------------------------------------------------- */

static void test_ledger_start__computes_no_signature_again_that_was_found_good(void)
{
    make_house();
    begin_anew();
    CHECK(!ledger_is_narrow_only(fx.ledger));
    CHECK_INT(load(), HF_OK);
    CHECK(ledger_computed(fx.ledger) < NOTES / 2); /* of certificates and epochs alone */
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "one more"), HF_OK);
    CHECK_INT(load(), HF_OK);
    fixture_end();
}

/* A program that ran before there was a practice, and was killed soon after it was founded. */
static void test_ledger_start__goes_on_from_a_rest_on_an_empty_ledger(void)
{
    fixture_open(&store_sqlite);
    CHECK_INT(ledger_start(fx.ledger, fx.store, &fx.why), HF_OK);
    CHECK_INT(tend(), HF_OK);
    in_secrets("test -f ends");
    CHECK_INT(act(fixture_found, NULL), HF_OK);
    begin_anew();
    CHECK(!ledger_is_narrow_only(fx.ledger));
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "a note"), HF_OK);
    fixture_end();
}

static void test_ledger_start__without_the_file_all_is_walked_and_computed(void)
{
    make_house();
    in_secrets("rm ends");
    begin_anew();
    CHECK(!ledger_is_narrow_only(fx.ledger));
    CHECK_INT(load(), HF_OK);
    CHECK(ledger_computed(fx.ledger) > NOTES);
    fixture_end();
}

static void test_ledger_start__a_file_with_another_byte_is_as_good_as_none(void)
{
    make_house();
    in_secrets("printf x | dd of=ends bs=1 seek=100 conv=notrunc 2>/dev/null");
    begin_anew();
    CHECK(!ledger_is_narrow_only(fx.ledger));
    CHECK_INT(load(), HF_OK);
    CHECK(ledger_computed(fx.ledger) > NOTES);
    fixture_end();
}

/* One byte of a signature; nothing later is touched. */
static const char flip[] =
    "UPDATE ledger_entry SET bytes = substr(bytes, 1, 300) || x'5a5a' || substr(bytes, 303) "
    "WHERE seq = (SELECT max(seq) - 7 FROM ledger_entry)";

static void test_ledger_start__an_older_entry_that_was_changed_is_found_by_who_reads_it(void)
{
    make_house();
    sql(flip);
    begin_anew();
    CHECK_INT(load(), HF_FAILED);
    CHECK(strstr(fx.why.text, "does not hold") != NULL);
    fixture_end();
}

static void test_ledger_tend__walks_what_the_start_left_out_and_then_takes_only_what_narrows(void)
{
    make_house();
    sql(flip);
    begin_anew();
    CHECK_INT(tend(), HF_FAILED);
    CHECK(strstr(fx.why.text, "is not what it was") != NULL);
    CHECK(ledger_is_narrow_only(fx.ledger));
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "new") == HF_FAILED);
    CHECK_INT(ledger_rest(fx.ledger, fx.store, &fx.why), HF_OK); /* and keeps nothing of it */
    begin_anew();
    CHECK_INT(tend(), HF_FAILED);
    fixture_end();
}

static void test_ledger_start__an_end_that_was_cut_off_is_missed_from_the_file(void)
{
    make_house();
    sql("DELETE FROM ledger_entry WHERE seq = (SELECT max(seq) FROM ledger_entry)");
    begin_anew();
    CHECK(ledger_is_narrow_only(fx.ledger));
    fixture_end();
}

static void test_ledger_start__what_came_after_the_file_is_walked_too(void)
{
    make_house();
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "later"), HF_OK);
    begin_anew();
    CHECK(!ledger_is_narrow_only(fx.ledger));
    CHECK_INT(load(), HF_OK);
    sql("DELETE FROM ledger_entry WHERE seq = (SELECT max(seq) FROM ledger_entry)");
    begin_anew();
    CHECK(ledger_is_narrow_only(fx.ledger));
    fixture_end();
}

static void copy_db(const char *from, const char *to)
{
    char line[500];

    store_free(fx.store);
    snprintf(line, sizeof line, "cd %s && rm -f %s-wal %s-shm && cp %s %s", fx.data, to, to, from,
             to);
    CHECK_INT(system(line), 0);
    CHECK_INT(store_open(&store_sqlite, fx.db, &fx.store, &fx.why), HF_OK);
}

/* No anchor has moved since: only the file knows. */
static void test_ledger_start__an_older_data_base_is_known_by_the_file_alone(void)
{
    make_house();
    copy_db("practice.db", "older");
    begin_anew();
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "later"), HF_OK);
    CHECK_INT(tend(), HF_OK);
    copy_db("older", "practice.db");
    begin_anew();
    CHECK(ledger_is_narrow_only(fx.ledger));
    fixture_end();
}

static void test_vault_anchor_set__forgets_the_file_as_a_restored_backup_needs(void)
{
    struct vault_anchor anchor;

    make_house();
    copy_db("practice.db", "older");
    begin_anew();
    CHECK_INT(vault_anchor_read(fx.vault, &anchor, &fx.why), HF_OK);
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "later"), HF_OK);
    CHECK_INT(tend(), HF_OK);
    copy_db("older", "practice.db");
    CHECK_INT(vault_anchor_set(fx.vault, &anchor, &fx.why), HF_OK);
    begin_anew();
    CHECK(!ledger_is_narrow_only(fx.ledger));
    fixture_end();
}

int main(void)
{
    RUN(test_ledger_start__computes_no_signature_again_that_was_found_good);
    RUN(test_ledger_start__goes_on_from_a_rest_on_an_empty_ledger);
    RUN(test_ledger_start__without_the_file_all_is_walked_and_computed);
    RUN(test_ledger_start__a_file_with_another_byte_is_as_good_as_none);
    RUN(test_ledger_start__an_older_entry_that_was_changed_is_found_by_who_reads_it);
    RUN(test_ledger_tend__walks_what_the_start_left_out_and_then_takes_only_what_narrows);
    RUN(test_ledger_start__an_end_that_was_cut_off_is_missed_from_the_file);
    RUN(test_ledger_start__what_came_after_the_file_is_walked_too);
    RUN(test_ledger_start__an_older_data_base_is_known_by_the_file_alone);
    RUN(test_vault_anchor_set__forgets_the_file_as_a_restored_backup_needs);
    return tap_end();
}
