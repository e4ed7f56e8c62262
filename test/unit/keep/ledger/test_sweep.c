/* Whoever changes the data base without the secrets folder is named; a driver that fails at any
 * call leaves nothing half done; and no word that was written lies anywhere in clear.
 * `--all` changes every row instead of a sample.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define _GNU_SOURCE
#include "practice.h"

#include "keep/vault/row.h"

#include <dirent.h>

static const char canary[] = "canary-Wq7-zebra-kumquat";
static bool sweep_all;

/* --- changing rows behind the program's back -------------------------------------------------- */

struct cell {
    const char *table, *column;
    int64_t row; /* rowid */
    bool found;
};

static enum status flip_cell(struct tx *tx, void *arg, struct fault *why)
{
    struct cell *cell = arg;
    struct rows rows;
    char sql[200], bytes[4096];
    struct value value;

    snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE rowid = $1", cell->column, cell->table);
    enum status st = rows_open(tx, sql, VALUES(value_int(cell->row)), &rows, why);

    if (st != HF_OK)
        return st;
    cell->found = rows_next(&rows, why) == HF_OK;
    value = rows_value(&rows, 0);
    size_t len = value.bytes.len > sizeof bytes ? sizeof bytes : value.bytes.len;

    if (value.kind == VALUE_INT)
        value.number ^= 1;
    else if (len > 0)
        memcpy(bytes, value.bytes.at, len);
    rows_close(&rows);
    if (!cell->found || (value.kind != VALUE_INT && len == 0))
        return HF_OK;
    bytes[len / 2] ^= value.kind == VALUE_INT ? 0 : 1;
    value.bytes = span_at(bytes, len);
    snprintf(sql, sizeof sql, "UPDATE %s SET %s = $1 WHERE rowid = $2", cell->table, cell->column);
    return store_run(tx, sql, VALUES(value, value_int(cell->row)), why);
}

/* A process that has met an older state of the ways in stays careful until it is started again. */
static int verify_after_a_start(struct findings *f)
{
    (void)vault_ways_set(fx.vault, vault_ways_set(fx.vault, 0));
    return verify_now(f);
}

static void flip_and_look(struct cell cell)
{
    struct findings f;
    enum status st = store_transact(fx.store, STORE_WRITE, flip_cell, &cell, &fx.why);

    if (!cell.found || st == HF_CONFLICT)
        return;
    int n = verify_now(&f);

    if (n <= 0)
        printf("# not named: %s.%s row %d (%d)\n", cell.table, cell.column, (int)cell.row, n);
    CHECK(n > 0);
    CHECK(store_transact(fx.store, STORE_WRITE, flip_cell, &cell, &fx.why) == HF_OK);
}

static void flip_columns(const char *table, struct span columns, int64_t row)
{
    char column[40];

    while (columns.len > 0) {
        struct span name = span_cut(&columns, ',');

        snprintf(column, sizeof column, "%.*s", SPAN_ARGS(name));
        flip_and_look((struct cell){table, column, row, false});
    }
    flip_and_look((struct cell){table, "mac", row, false});
}

static void test_verify__names_a_flip_in_any_column_of_any_table(void)
{
    struct findings f;
    int64_t last = sweep_all ? 200 : 3;

    CHECK_INT(verify_now(&f), 0);
    for (int table = 0; table < TABLES; table++)
        for (int64_t row = 1; row <= last; row++)
            flip_columns(row_tables[table].name, span_of(row_tables[table].columns), row);
    for (int64_t row = 1; row <= TABLES; row++)
        flip_columns("tally", SPAN("practice,name,n,sum"), row);
    CHECK_INT(verify_after_a_start(&f), 0);
}

struct sql_list {
    const char *at[4];
};

static enum status run_list(struct tx *tx, void *arg, struct fault *why)
{
    const struct sql_list *list = arg;
    enum status st = HF_OK;

    for (int i = 0; st == HF_OK && i < 4 && list->at[i] != NULL; i++)
        st = store_run(tx, list->at[i], NULL, 0, why);
    return st;
}

static void run_sql(struct sql_list list)
{
    fault_clear(&fx.why);
    CHECK(store_transact(fx.store, STORE_WRITE, run_list, &list, &fx.why) == HF_OK);
}

/* Changes, looks, and puts back what was kept aside. */
static void change_and_look(const char *table, const char *change)
{
    char keep[100], empty[100], back[100];
    struct findings f;

    snprintf(keep, sizeof keep, "CREATE TEMP TABLE aside AS SELECT * FROM %s", table);
    snprintf(empty, sizeof empty, "DELETE FROM main.%s", table);
    snprintf(back, sizeof back, "INSERT INTO main.%s SELECT * FROM aside", table);
    run_sql((struct sql_list){{keep, change}});
    int n = verify_now(&f);

    if (n <= 0)
        printf("# not named: %s\n", change);
    CHECK(n > 0);
    run_sql((struct sql_list){{empty, back, "DROP TABLE aside"}});
}

static void test_verify__names_a_dropped_row_of_any_table(void)
{
    char sql[200];

    for (int table = 0; table < TABLES; table++) {
        const char *name = row_tables[table].name;

        snprintf(sql, sizeof sql, "DELETE FROM %s WHERE rowid = (SELECT max(rowid) FROM %s)", name,
                 name);
        change_and_look(name, sql);
    }
    change_and_look("tally", "DELETE FROM tally WHERE name = 'record'");
}

static void test_verify__names_added_and_swapped_rows(void)
{
    struct findings f;

    change_and_look("ledger_entry",
                    "INSERT INTO ledger_entry SELECT practice, seq + 1000, client, client_seq + "
                    "1000, randomblob(16), hash, bytes, mac FROM ledger_entry WHERE seq = 3");
    change_and_look("slot", "INSERT INTO slot SELECT practice, 7, login, person, keygen, salt, "
                            "passes, memory, verifier, frame, mac FROM slot LIMIT 1");
    change_and_look("record",
                    "UPDATE record SET frame = (SELECT frame FROM record r WHERE r.seq <> "
                    "record.seq LIMIT 1)");
    change_and_look("ledger_entry",
                    "DELETE FROM ledger_entry WHERE seq > (SELECT max(seq) FROM ledger_entry) - 3");
    CHECK_INT(verify_after_a_start(&f), 0);
}

/* --- key planting ---------------------------------------------------------------------------- */

struct one_load {
    struct ledger_list list;
};

static enum status load_client(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_load(ltx, fx.owner, fx.client, &((struct one_load *)arg)->list, why);
}

static void test_keys__planted_wrap_or_epoch_is_refused(void)
{
    struct one_load in;

    run_sql(
        (struct sql_list){{"CREATE TEMP TABLE aside AS SELECT * FROM key_wrap",
                           "UPDATE key_wrap SET bytes = randomblob(112) WHERE compartment = 4"}});
    CHECK(act(load_client, &in) == HF_FAILED);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "under a planted key") == HF_INVALID);
    run_sql((struct sql_list){
        {"DELETE FROM key_wrap", "INSERT INTO key_wrap SELECT * FROM aside", "DROP TABLE aside"}});
    run_sql(
        (struct sql_list){{"CREATE TEMP TABLE aside AS SELECT * FROM statement",
                           "UPDATE statement SET bytes = substr(bytes, 1, 64) || randomblob(32) || "
                           "substr(bytes, 97) WHERE kind = 32"}});
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "to a planted epoch") == HF_INVALID);
    run_sql((struct sql_list){{"DELETE FROM statement", "INSERT INTO statement SELECT * FROM aside",
                               "DROP TABLE aside"}});
    CHECK(act(load_client, &in) == HF_OK);
}

/* --- the n-th call --------------------------------------------------------------------------- */

static void reopen(void)
{
    store_free(fx.store);
    CHECK(store_open(&store_faulty, fx.db, &fx.store, &fx.why) == HF_OK);
}

static bool nth_fails(int nth, ledger_work *work, void *arg)
{
    struct findings f;

    faulty_arm(FAULTY_CALL, nth);
    enum status st = act(work, arg);
    bool fired = faulty_fired();

    faulty_arm(FAULTY_CALL, 0);
    CHECK(st == (fired ? HF_FAILED : HF_OK));
    if (!fired)
        return false;
    if (store_is_stopped(fx.store))
        reopen();
    if (nth % 16 == 0)
        CHECK_INT(verify_now(&f), 0);
    return true;
}

static void test_ledger_append__any_call_may_fail_and_nothing_is_half_done(void)
{
    struct simple_write in = {fx.owner, ACTION_LIMIT, fresh_request(), "n-th", {.seq = 0}};
    struct findings f;
    int nth = 1;

    while (nth_fails(nth, do_write, &in))
        nth++;
    CHECK(nth > 100);
    CHECK_INT(verify_now(&f), 0);
}

static enum status make_person(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct keyring *keyring = NULL;
    struct person_id person = {world_id(&test_world)};
    struct client_id client = {world_id(&test_world)};
    char code[SLOT_RECOVERY_TEXT];
    enum status st = user_make(fx.vault, ltx->tx, person, 1, ROLE_PRACTITIONER, &keyring, why);

    (void)arg;
    if (st == HF_OK)
        st = slot_set_recovery(fx.vault, ltx->tx, keyring, span_at(person.id.bytes, 16), code, why);
    if (st == HF_OK)
        st = ledger_certify_user(ltx, fx.owner, person, fresh_request(), why);
    if (st == HF_OK)
        st = ledger_open_epochs(ltx, keyring, client, COMPARTMENT_BIT(COMPARTMENT_CARE),
                                fresh_request(), why);
    keyring_close(keyring);
    return st;
}

static void test_keys__any_call_may_fail_while_they_are_made(void)
{
    struct findings f;
    int nth = 1, step = sweep_all ? 1 : 7;

    while (nth_fails(nth, make_person, NULL))
        nth += step;
    CHECK(nth > 100);
    CHECK_INT(verify_now(&f), 0);
}

/* --- no word in clear ------------------------------------------------------------------------ */

static bool file_holds(const char *path, const char *text)
{
    static char bytes[8 << 20];
    FILE *file = fopen(path, "rb");
    size_t n = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);

    if (file != NULL)
        fclose(file);
    return memmem(bytes, n, text, strlen(text)) != NULL;
}

static bool folder_holds(const char *folder, const char *text)
{
    char path[600];
    bool holds = false;
    DIR *open = opendir(folder);

    for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        holds = holds || file_holds(path, text);
    }
    if (open != NULL)
        closedir(open);
    return holds;
}

static void test_folders__hold_no_word_in_clear(void)
{
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, canary) == HF_OK);
    CHECK(folder_holds(fx.data, "holdfast/ledger/v1")); /* the search itself works */
    CHECK(!folder_holds(fx.data, canary));
    CHECK(!folder_holds(fx.secrets, canary));
    CHECK(!folder_holds(fx.data, "canary-login"));
}

static enum status keep_pack(struct ledger_tx *ltx, struct fault *why)
{
    struct id128 id = vault_practice(fx.vault).id;

    return row_add(fx.vault, ltx->tx, TABLE_PACK,
                   VALUES(value_raw(id.bytes, 16), value_bytes(SPAN("hash")),
                          value_text(SPAN("packs/one.json")), value_bytes(SPAN("{}"))),
                   why);
}

static enum status fill(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct pass_spec spec = {.kind = PASS_SESSION, .until_us = test_now_us + 1000000, .proof = 2};
    char text[PASS_TEXT];

    (void)arg;
    struct password_chosen chosen;
    enum status st = password_choose(fx.vault, SPAN("heron under the wet willow"), &chosen, why);

    if (st == HF_OK)
        st = slot_set_password(fx.vault, ltx->tx, fx.owner, SPAN("canary-login"), &chosen, why);
    if (st == HF_OK)
        st = keep_pack(ltx, why);
    return st == HF_OK ? pass_issue(fx.vault, ltx->tx, fx.owner, &spec, text, why) : st;
}

int main(int argc, char **argv)
{
    sweep_all = argc > 1 && strcmp(argv[1], "--all") == 0;
    fixture_make(&store_faulty);
    CHECK(act(fill, NULL) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "one") == HF_OK);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "two") == HF_OK);
    RUN(test_folders__hold_no_word_in_clear);
    RUN(test_verify__names_a_flip_in_any_column_of_any_table);
    RUN(test_verify__names_a_dropped_row_of_any_table);
    RUN(test_verify__names_added_and_swapped_rows);
    RUN(test_keys__planted_wrap_or_epoch_is_refused);
    RUN(test_ledger_append__any_call_may_fail_and_nothing_is_half_done);
    RUN(test_keys__any_call_may_fail_while_they_are_made);
    fixture_end();
    return tap_end();
}
