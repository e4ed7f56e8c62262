/* Restoring and erasing meet: nothing that is gone comes back, whichever archive, list and secrets
 * folder somebody still has; and what may be missing is said.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "back.h"

#include "keep/ledger/older.h"

/* --- what came back -------------------------------------------------------------------------- */

struct back {
    struct vault *vault;
    struct store *store;
    struct ledger *ledger;
};

static struct back open_back(const char *secrets)
{
    struct vault_config config = {secrets, back_data, CHEAP, CHEAP, &test_world};
    struct back b = {NULL, NULL, NULL};

    fault_clear(&fx.why);
    if (vault_open(&config, &b.vault, &fx.why) != HF_OK ||
        store_open(&store_sqlite, back_db, &b.store, &fx.why) != HF_OK ||
        ledger_new(b.vault, &b.ledger, &fx.why) != HF_OK) {
        printf("Bail out! nothing came back: %s\n", fx.why.text);
        exit(1);
    }
    CHECK_INT(ledger_start(b.ledger, b.store, &fx.why), HF_OK);
    CHECK(!ledger_is_narrow_only(b.ledger));
    return b;
}

static void close_back(struct back *b)
{
    ledger_free(b->ledger);
    store_free(b->store);
    vault_free(b->vault);
}

static void expect_whole(const struct back *b, uint64_t erased)
{
    struct findings f = {0};
    struct ledger_report report = {.finding = note_finding, .arg = &f};
    size_t mark = arena_mark(&fx.arena);

    CHECK_INT(ledger_verify(b->ledger, b->store, &fx.arena, &report, &fx.why), HF_OK);
    arena_rewind(&fx.arena, mark);
    CHECK_INT(f.n, 0);
    CHECK_INT(report.erased, erased);
}

struct counting {
    const char *sql;
    int64_t n;
};

static enum status count_rows(struct tx *tx, void *arg, struct fault *why)
{
    struct counting *in = arg;
    struct rows rows;
    enum status st = rows_open(tx, in->sql, NULL, 0, &rows, why);

    if (st == HF_OK)
        st = rows_next(&rows, why);
    in->n = st == HF_OK ? rows_int(&rows, 0) : -1;
    rows_close(&rows);
    return st;
}

static int64_t count_of(const struct back *b, const char *sql)
{
    struct counting in = {sql, -1};

    CHECK_INT(store_transact(b->store, STORE_READ, count_rows, &in, &fx.why), HF_OK);
    return in.n;
}

static void expect_back(uint64_t erased)
{
    struct back b = open_back(back_secrets);

    expect_whole(&b, erased);
    close_back(&b);
}

/* --- erasing before, between, after ---------------------------------------------------------- */

struct range_of {
    struct erase_range range;
    uint8_t scope;
};

static enum status erase_range(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct range_of *in = arg;
    struct ledger_erase erase = {.client = fx.client,
                                 .ranges = &in->range,
                                 .n = 1,
                                 .scope = in->scope,
                                 .reason = ERASE_ASKED,
                                 .rule = SPAN("test"),
                                 .request = fresh_request()};

    return ledger_erase(ltx, fx.owner, &erase, NULL, why);
}

static void erase_from(uint64_t from, uint64_t to, uint8_t scope)
{
    struct range_of in = {{from, to}, scope};

    CHECK_INT(act(erase_range, &in), HF_OK);
    CHECK_INT(ledger_scour(fx.ledger, fx.store, &fx.arena, &fx.why), HF_OK);
}

static uint64_t write_note(const char *content)
{
    struct simple_write in = {fx.owner, ACTION_NOTE_WRITTEN, fresh_request(), content, {.seq = 0}};

    CHECK_INT(act(do_write, &in), HF_OK);
    return in.entry.client_seq;
}

static void test_restore__of_what_was_erased_before_the_backup_has_nothing_of_it(void)
{
    setup();
    uint64_t at = write_note("to be forgotten");

    erase_from(at, at, ERASE_RECORD);
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(bring_back(0, false), HF_OK);
    expect_back(1);
    end();
}

static void test_restore__of_an_old_archive_brings_no_compartment_back(void)
{
    setup(); /* two notes */
    uint64_t last = write_note("the third");

    CHECK_INT(back_up(7), HF_OK);
    set_aside(1, false);
    erase_from(last - 2, last, ERASE_COMPARTMENT);
    CHECK_INT(back_up(7), HF_OK);
    set_aside(1, true);
    CHECK_INT(bring_back(1, false), HF_OK);
    expect_back(3);
    end();
}

static enum status make_client(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct person_id person = {fx.client.id};
    struct keyring *client = NULL;
    enum status st = user_make(fx.vault, ltx->tx, person, 1, ROLE_CLIENT, &client, why);

    (void)arg; /* a work's signature */
    if (st == HF_OK)
        st = ledger_certify_user(ltx, fx.owner, person, fresh_request(), why);
    keyring_close(client);
    return st;
}

#define OF_A_CLIENT " WHERE roles = 1"

static void test_restore__of_an_old_archive_brings_no_client_back(void)
{
    setup();
    CHECK_INT(act(make_client, NULL), HF_OK);
    uint64_t last = write_note("the third");

    CHECK_INT(back_up(7), HF_OK);
    set_aside(1, false);
    erase_from(1, last, ERASE_CLIENT);
    CHECK_INT(back_up(7), HF_OK);
    set_aside(1, true);
    CHECK_INT(bring_back(1, false), HF_OK);
    struct back b = open_back(back_secrets);

    expect_whole(&b, 3);
    CHECK_INT(count_of(&b, "SELECT count(*) FROM key_wrap WHERE client <> zeroblob(16)"), 0);
    CHECK_INT(count_of(&b, "SELECT count(*) FROM person_key" OF_A_CLIENT), 0);
    CHECK_INT(count_of(&b, "SELECT count(*) FROM record r JOIN ledger_entry e ON e.seq = r.seq "
                           "WHERE e.client <> zeroblob(16)"),
              0);
    close_back(&b);
    end();
}

/* Backup 1 never had it, backup 2 has, and it was erased then. Whoever goes back to 1 must know of
 * it still, for the day on which 2 turns up. */
static void test_restore__of_an_older_one_still_knows_what_a_newer_one_would_bring(void)
{
    uint8_t list[400];
    FILE *file = NULL;
    char path[160];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    set_aside(1, false);
    back_up_and_erase();
    CHECK_INT(back_up(7), HF_OK);
    set_aside(1, true);
    CHECK_INT(bring_back(1, true), HF_OK);
    snprintf(path, sizeof path, "%s/erased", back_secrets);
    file = fopen(path, "rb");
    size_t len = file == NULL ? 0 : fread(list, 1, sizeof list, file);

    if (file != NULL)
        fclose(file);
    CHECK_INT(len, 19 + 16 + 8 + 8 + 32 + 64);
    CHECK(len > 83 && memcmp(list + 51, erased_entry.hash, 32) == 0);
    end();
}

/* --- lists that are not the one -------------------------------------------------------------- */

static void list_path(char ret[200])
{
    snprintf(ret, 200, "%s/holdfast-erased", out_folder);
}

static void flip_list(long at)
{
    char path[200];

    list_path(path);
    FILE *file = fopen(path, "r+b");

    CHECK(file != NULL);
    fseek(file, at, SEEK_SET);
    int c = fgetc(file);
    fseek(file, at, SEEK_SET);
    fputc(c ^ 1, file);
    fclose(file);
}

static void expect_refused(enum status want, const char *words)
{
    CHECK_INT(bring_back(0, false), want);
    CHECK(strstr(fx.why.text, words) != NULL);
    if (strstr(fx.why.text, words) == NULL)
        printf("# %s\n", fx.why.text);
    CHECK(nothing_stays());
}

static void test_restore__names_a_list_that_was_changed_cut_or_is_of_another_practice(void)
{
    char path[200];

    setup();
    back_up_and_erase();
    CHECK_INT(back_up(7), HF_OK);
    flip_list(60);
    expect_refused(HF_INVALID, "changed after it was signed");
    flip_list(60);
    flip_list(22);
    expect_refused(HF_INVALID, "another practice's");
    flip_list(22);
    list_path(path);
    CHECK_INT(truncate(path, 60), 0);
    expect_refused(HF_INVALID, "cut off");
    end();
}

static void test_restore__with_an_older_list_and_the_own_secrets_erases_all_the_same(void)
{
    char path[200], older[220];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    list_path(path);
    snprintf(older, sizeof older, "%s.older", path);
    copy(path, older);
    back_up_and_erase();
    copy(older, path);
    struct vault_config into = {fx.secrets, back_data, CHEAP, CHEAP, &test_world};
    struct backup_restore in = {
        .folder = out_folder, .key = key, .into = &into, .db = back_db, .accept_older = true};
    struct manifest manifest;

    fault_clear(&fx.why);
    CHECK_INT(backup_restore(&in, &fx.arena, &manifest, &fx.why), HF_OK);
    struct back b = open_back(fx.secrets);

    expect_whole(&b, 1);
    close_back(&b);
    expect_no_trace();
    end();
}

/* --- mixed ----------------------------------------------------------------------------------- */

static void resign(struct manifest m)
{
    uint8_t bytes[MANIFEST_BYTES];
    char path[PATH_MAX];
    struct keyring *service = NULL;

    CHECK_INT(vault_service_open(fx.vault, &service, &fx.why), HF_OK);
    manifest_write(&m, service, bytes);
    keyring_close(service);
    file_of(m.number, FILE_MANIFEST, path);
    FILE *file = fopen(path, "wb");

    CHECK(file != NULL && fwrite(bytes, 1, sizeof bytes, file) == sizeof bytes);
    if (file != NULL)
        fclose(file);
}

/* Keys of one day and data of the next, under a manifest that agrees: somebody has the service's
 * key. What was erased in between would open again. */
static void mix(enum backup_part part, const char *words)
{
    char from[PATH_MAX], to[PATH_MAX];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    struct manifest first = done.manifest;

    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "three"), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    struct manifest mixed = done.manifest;

    mixed.part[part] = first.part[part];
    file_of(1, (enum folder_file)part, from);
    file_of(2, (enum folder_file)part, to);
    copy(from, to);
    resign(mixed);
    expect_refused(HF_INVALID, words);
    end();
}

static void test_restore__refuses_keys_of_another_day_under_a_fitting_manifest(void)
{
    mix(PART_KEYS, "another backup");
}

static void test_restore__refuses_data_of_another_day_under_a_fitting_manifest(void)
{
    mix(PART_DATA, "another backup");
}

static void test_restore__refuses_a_manifest_that_counts_other_rows_or_entries(void)
{
    setup();
    CHECK_INT(back_up(7), HF_OK);
    struct manifest m = done.manifest;

    m.part[PART_KEYS].rows++;
    resign(m);
    expect_refused(HF_INVALID, "has not the rows");
    m = done.manifest;
    m.size++;
    resign(m);
    expect_refused(HF_INVALID, "not the one that the manifest names");
    m = done.manifest;
    m.root[0] ^= 1;
    resign(m);
    expect_refused(HF_INVALID, "not the one that the manifest names");
    end();
}

static void test_restore__into_another_practices_secrets_is_refused(void)
{
    struct vault *vault = NULL;
    struct vault_config other = back_config();

    setup();
    other = back_config();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(vault_found(&other, &vault, &fx.why), HF_OK);
    vault_free(vault);
    CHECK_INT(bring_back(0, true), HF_CONFLICT);
    CHECK(strstr(fx.why.text, "another practice's") != NULL && !is_there(back_db));
    CHECK(is_there(back_secrets));
    end();
}

/* --- what may be missing --------------------------------------------------------------------- */

static int64_t told_older(const char *secrets)
{
    struct back b = open_back(secrets);
    int64_t n = count_of(&b, "SELECT count(*) FROM statement WHERE kind = 81");

    close_back(&b);
    return n;
}

static void test_restore__on_a_new_machine_says_in_each_record_that_something_may_be_missing(void)
{
    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(bring_back(0, false), HF_OK);
    CHECK_INT(told_older(back_secrets), 2); /* the practice's chain and the client's */
    end();
}

static enum status bring_back_here(bool accept_older)
{
    struct vault_config into = {fx.secrets, back_data, CHEAP, CHEAP, &test_world};
    struct backup_restore in = {.folder = out_folder,
                                .key = key,
                                .into = &into,
                                .db = back_db,
                                .accept_older = accept_older};
    struct manifest manifest;

    fault_clear(&fx.why);
    return backup_restore(&in, &fx.arena, &manifest, &fx.why);
}

static void test_restore__says_nothing_where_the_secrets_know_that_no_no_is_missing(void)
{
    setup();
    CHECK_INT(write_as(fx.owner, ACTION_REVOKE, "a no"), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(bring_back_here(false), HF_OK);
    CHECK_INT(told_older(fx.secrets), 0);
    end();
}

static void test_restore__of_one_without_a_later_no_says_so(void)
{
    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(write_as(fx.owner, ACTION_REVOKE, "a no"), HF_OK);
    CHECK_INT(bring_back_here(false), HF_CONFLICT);
    CHECK_INT(bring_back_here(true), HF_OK);
    CHECK_INT(told_older(fx.secrets), 2);
    end();
}

/* --- half done ------------------------------------------------------------------------------- */

static void test_restore__clears_away_what_an_earlier_one_left_half_done(void)
{
    char line[800];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    snprintf(line, sizeof line,
             "mkdir -m 700 %s.restoring && echo half > %s.restoring/service.key && "
             "echo half > %s.restoring && echo half > %s.restoring-wal",
             back_secrets, back_secrets, back_db, back_db);
    CHECK_INT(system(line), 0);
    CHECK_INT(bring_back(0, false), HF_OK);
    expect_back(0);
    snprintf(line, sizeof line, "test -z \"$(ls -d %s/*.restoring* %s/*.restoring* 2>/dev/null)\"",
             back_data, back_folder);
    CHECK_INT(system(line), 0);
    end();
}

int main(void)
{
    RUN(test_restore__of_what_was_erased_before_the_backup_has_nothing_of_it);
    RUN(test_restore__of_an_old_archive_brings_no_compartment_back);
    RUN(test_restore__of_an_old_archive_brings_no_client_back);
    RUN(test_restore__of_an_older_one_still_knows_what_a_newer_one_would_bring);
    RUN(test_restore__names_a_list_that_was_changed_cut_or_is_of_another_practice);
    RUN(test_restore__with_an_older_list_and_the_own_secrets_erases_all_the_same);
    RUN(test_restore__refuses_keys_of_another_day_under_a_fitting_manifest);
    RUN(test_restore__refuses_data_of_another_day_under_a_fitting_manifest);
    RUN(test_restore__refuses_a_manifest_that_counts_other_rows_or_entries);
    RUN(test_restore__into_another_practices_secrets_is_refused);
    RUN(test_restore__on_a_new_machine_says_in_each_record_that_something_may_be_missing);
    RUN(test_restore__says_nothing_where_the_secrets_know_that_no_no_is_missing);
    RUN(test_restore__of_one_without_a_later_no_says_so);
    RUN(test_restore__clears_away_what_an_earlier_one_left_half_done);
    return tap_end();
}
