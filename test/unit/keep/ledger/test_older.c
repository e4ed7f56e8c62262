/* An older copy of the data base was put in place: what it takes to go on from it, and what that
 * says in every record.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "practice.h"

#include "keep/ledger/access.h"
#include "keep/ledger/erase.h"
#include "keep/ledger/older.h"

/* --- helpers --------------------------------------------------------------------------------- */

/* In the folder of the fixture. */
static void run(const char *command)
{
    char line[600];

    snprintf(line, sizeof line, "cd %s && %s", fx.folder, command);
    CHECK_INT(system(line), 0);
}

static void begin_anew(void)
{
    fault_clear(&fx.why);
    ledger_free(fx.ledger);
    fx.ledger = NULL;
    CHECK_INT(ledger_new(fx.vault, &fx.ledger, &fx.why), HF_OK);
    CHECK_INT(ledger_start(fx.ledger, fx.store, &fx.why), HF_OK);
}

/* As another process would: the vault, too, knows only what the folder says. */
static void begin_as_another_process(void)
{
    struct vault_config config = fixture_config();
    struct vault *vault = NULL;

    CHECK_INT(vault_open(&config, &vault, &fx.why), HF_OK);
    ledger_free(fx.ledger);
    fx.ledger = NULL;
    vault_free(fx.vault);
    fx.vault = vault;
    begin_anew();
}

static void copy_db(const char *command)
{
    store_free(fx.store);
    run("rm -f data/practice.db-wal data/practice.db-shm");
    run(command);
    CHECK_INT(store_open(&store_sqlite, fx.db, &fx.store, &fx.why), HF_OK);
}

static void keep_copy(void)
{
    copy_db("cp data/practice.db older");
}

static enum status tend(void)
{
    size_t mark = arena_mark(&fx.arena);
    enum status st = ledger_tend(fx.ledger, fx.store, &fx.arena, &fx.why);

    arena_rewind(&fx.arena, mark);
    return st;
}

/* Two acts of care after the copy was made, one of them a no. */
static void setup(void)
{
    fixture_make(&store_sqlite);
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "kept"), HF_OK);
    begin_anew();
    keep_copy();
    begin_anew();
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "missing"), HF_OK);
    CHECK_INT(write_as(fx.owner, ACTION_REVOKE, "missing"), HF_OK);
    CHECK_INT(tend(), HF_OK);
}

static void put_older_back(void)
{
    copy_db("cp older data/practice.db");
    begin_as_another_process();
}

static struct ledger_older older;

static enum status accept_by(struct keyring *author)
{
    size_t mark = arena_mark(&fx.arena);

    fault_clear(&fx.why);
    enum status st = ledger_accept_older(fx.ledger, fx.store, &fx.arena, author, &older, &fx.why);

    arena_rewind(&fx.arena, mark);
    return st;
}

static enum status do_load(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_load(ltx, fx.owner, fx.client, arg, why);
}

static const struct ledger_item *newest_of(uint16_t action)
{
    static struct ledger_list list;

    list = (struct ledger_list){0};
    CHECK_INT(act(do_load, &list), HF_OK);
    for (size_t i = list.n; i > 0; i--)
        if (list.items[i - 1].entry.action == action)
            return &list.items[i - 1];
    return NULL;
}

static void expect_works(void)
{
    struct findings f;

    CHECK(!ledger_is_narrow_only(fx.ledger));
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "afterwards"), HF_OK);
    CHECK_INT(verify_now(&f), 0);
    if (f.n > 0)
        printf("# %s\n", f.first);
}

/* --- tests ----------------------------------------------------------------------------------- */

static void test_accept_older__is_no_answer_where_nothing_is_missing(void)
{
    setup();
    CHECK_INT(accept_by(fx.owner), HF_NOT_FOUND);
    fixture_end();
}

static void test_accept_older__before_it_only_what_narrows_is_taken(void)
{
    setup();
    put_older_back();
    CHECK(ledger_is_narrow_only(fx.ledger));
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "new"), HF_FAILED);
    CHECK_INT(write_as(fx.owner, ACTION_REVOKE, "new"), HF_OK);
    fixture_end();
}

static void test_accept_older__goes_on_and_stays_the_newest(void)
{
    setup();
    put_older_back();
    CHECK_INT(accept_by(fx.owner), HF_OK);
    CHECK_TEXT(span_of(fx.why.text), "");
    expect_works();
    begin_as_another_process();
    expect_works();
    fixture_end();
}

static void test_accept_older__says_in_each_chain_how_many_are_missing(void)
{
    uint64_t missing = 0;

    setup();
    put_older_back();
    CHECK_INT(accept_by(fx.owner), HF_OK);
    const struct ledger_item *said = newest_of(ACTION_OLDER_TAKEN);

    CHECK(said != NULL && ledger_older_read(said->content, &missing));
    CHECK_INT(missing, 2);
    CHECK_INT(older.clients, 1);
    CHECK_INT(older.confirmed - older.kept, 2);
    fixture_end();
}

static void test_accept_older__looking_changes_nothing(void)
{
    size_t mark;

    setup();
    put_older_back();
    mark = arena_mark(&fx.arena);
    CHECK_INT(ledger_look_older(fx.ledger, fx.store, &fx.arena, &older, &fx.why), HF_OK);
    arena_rewind(&fx.arena, mark);
    CHECK_INT(older.confirmed - older.kept, 2);
    CHECK(ledger_is_narrow_only(fx.ledger));
    CHECK(newest_of(ACTION_OLDER_TAKEN) == NULL);
    fixture_end();
}

static void test_accept_older__is_for_an_owner_alone(void)
{
    struct keyring *service = NULL;

    setup();
    put_older_back();
    CHECK_INT(vault_service_open(fx.vault, &service, &fx.why), HF_OK);
    CHECK_INT(accept_by(service), HF_INVALID);
    keyring_close(service);
    CHECK(ledger_is_narrow_only(fx.ledger));
    fixture_end();
}

static enum status change_row(struct tx *tx, void *arg, struct fault *why)
{
    (void)arg; /* a work's signature */
    return store_run(tx,
                     "UPDATE record SET frame = X'00' WHERE seq = (SELECT max(seq) FROM record)",
                     NULL, 0, why);
}

static void test_accept_older__refuses_a_copy_that_was_changed(void)
{
    setup();
    put_older_back();
    CHECK_INT(store_transact(fx.store, STORE_WRITE, change_row, NULL, &fx.why), HF_OK);
    CHECK_INT(accept_by(fx.owner), HF_INVALID);
    CHECK(strstr(fx.why.text, "restore a backup") != NULL);
    CHECK(ledger_is_narrow_only(fx.ledger));
    fixture_end();
}

static enum status stay_signed_in(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct pass_spec spec = {.kind = PASS_SESSION, .until_us = test_now_us + 1000000, .proof = 2};
    char token[PASS_TEXT];

    (void)arg; /* nothing is asked back */
    return pass_issue(fx.vault, ltx->tx, fx.owner, &spec, token, why);
}

static enum status count_passes(struct tx *tx, void *arg, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(tx, "SELECT count(*) FROM passes", NULL, 0, &rows, why);

    if (st == HF_OK)
        st = rows_next(&rows, why);
    *(int64_t *)arg = st == HF_OK ? rows_int(&rows, 0) : -1;
    rows_close(&rows);
    return st;
}

/* Somebody signed out since; nothing but that is missing. */
static void test_accept_older__an_older_state_of_the_ways_in_is_taken_and_ends(void)
{
    int64_t n = -1;

    fixture_make(&store_sqlite);
    CHECK_INT(act(stay_signed_in, NULL), HF_OK);
    keep_copy();
    CHECK_INT(act(stay_signed_in, NULL), HF_OK);
    put_older_back();
    CHECK(ledger_is_narrow_only(fx.ledger));
    CHECK_INT(act(stay_signed_in, NULL), HF_OK); /* to stop something, say: it spoils the tally */
    CHECK_INT(accept_by(fx.owner), HF_OK);
    CHECK_INT(store_transact(fx.store, STORE_READ, count_passes, &n, &fx.why), HF_OK);
    CHECK_INT(n, 0);
    begin_as_another_process();
    expect_works();
    fixture_end();
}

static enum status erase_kept(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    uint64_t at = *(const uint64_t *)arg;
    struct erase_range range = {at, at};
    struct ledger_erase erase = {.client = fx.client,
                                 .ranges = &range,
                                 .n = 1,
                                 .scope = ERASE_RECORD,
                                 .reason = ERASE_ASKED,
                                 .rule = SPAN("test"),
                                 .request = fresh_request()};

    return ledger_erase(ltx, fx.owner, &erase, NULL, why);
}

static void test_accept_older__brings_nothing_back_that_was_erased(void)
{
    setup();
    const struct ledger_item *kept = newest_of(ACTION_NOTE_WRITTEN); /* "missing" */
    uint64_t at = kept->entry.client_seq - 1;

    CHECK_INT(act(erase_kept, &at), HF_OK);
    CHECK_INT(ledger_scour(fx.ledger, fx.store, &fx.arena, &fx.why), HF_OK);
    put_older_back();
    CHECK(newest_of(ACTION_NOTE_WRITTEN)->is_open); /* it is there again */
    CHECK_INT(accept_by(fx.owner), HF_OK);
    CHECK_INT(older.erased, 1);
    CHECK(newest_of(ACTION_NOTE_WRITTEN)->is_erased);
    expect_works();
    fixture_end();
}

static struct person_id colleague;

static enum status let_colleague_read(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct keyring *keyring = NULL;
    struct ledger_grant grant = {.client = fx.client,
                                 .compartments = COMPARTMENT_BIT(COMPARTMENT_CARE),
                                 .purpose = GRANT_COVER,
                                 .request = fresh_request()};
    enum status st = user_make(fx.vault, ltx->tx, colleague, 1, ROLE_PRACTITIONER, &keyring, why);

    (void)arg; /* a work's signature */
    grant.recipient = colleague;
    keyring_close(keyring);
    if (st == HF_OK)
        st = ledger_certify_user(ltx, fx.owner, colleague, fresh_request(), why);
    return st == HF_OK ? ledger_grant(ltx, fx.owner, &grant, why) : st;
}

static enum status find_readers(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_readers(ltx, fx.client, arg, why);
}

static bool reads(struct person_id person)
{
    struct ledger_readers readers = {NULL, 0};

    CHECK_INT(act(find_readers, &readers), HF_OK);
    for (size_t i = 0; i < readers.n; i++)
        if (id_equal(readers.at[i].person.id, person.id))
            return true;
    return false;
}

static void test_accept_older__ends_readings_by_a_yes_and_leaves_who_cares(void)
{
    fixture_make(&store_sqlite);
    colleague.id = world_id(&test_world);
    CHECK_INT(act(let_colleague_read, NULL), HF_OK);
    keep_copy();
    begin_anew();
    CHECK_INT(write_as(fx.owner, ACTION_REVOKE, "missing"), HF_OK);
    put_older_back();
    CHECK(reads(colleague));
    CHECK_INT(accept_by(fx.owner), HF_OK);
    CHECK_INT(older.ended, 1);
    CHECK(!reads(colleague));
    CHECK(reads(keyring_who(fx.owner)->person));
    expect_works();
    fixture_end();
}

/* The power fails after the commit, before the secrets folder knows of it. */
static void test_accept_older__stopped_half_way_is_narrow_and_can_be_said_again(void)
{
    setup();
    put_older_back();
    run("cp -r secrets kept");
    CHECK_INT(accept_by(fx.owner), HF_OK);
    run("cp kept/anchor kept/ends secrets/");
    begin_as_another_process();
    CHECK(ledger_is_narrow_only(fx.ledger));
    CHECK_INT(accept_by(fx.owner), HF_OK);
    expect_works();
    fixture_end();
}

int main(void)
{
    RUN(test_accept_older__is_no_answer_where_nothing_is_missing);
    RUN(test_accept_older__before_it_only_what_narrows_is_taken);
    RUN(test_accept_older__goes_on_and_stays_the_newest);
    RUN(test_accept_older__says_in_each_chain_how_many_are_missing);
    RUN(test_accept_older__looking_changes_nothing);
    RUN(test_accept_older__is_for_an_owner_alone);
    RUN(test_accept_older__refuses_a_copy_that_was_changed);
    RUN(test_accept_older__an_older_state_of_the_ways_in_is_taken_and_ends);
    RUN(test_accept_older__brings_nothing_back_that_was_erased);
    RUN(test_accept_older__ends_readings_by_a_yes_and_leaves_who_cares);
    RUN(test_accept_older__stopped_half_way_is_narrow_and_can_be_said_again);
    return tap_end();
}
