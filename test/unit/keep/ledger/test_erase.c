/* Erasing: what is gone is gone from every file, and the ledger still holds and says so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "practice.h"

#include "keep/ledger/erase.h"
#include "keep/vault/kit.h"

#include <dirent.h>

/* --- helpers --------------------------------------------------------------------------------- */

struct loading {
    struct keyring *reader;
    struct ledger_list list;
};

static enum status do_load(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct loading *in = arg;

    return ledger_load(ltx, in->reader, fx.client, &in->list, why);
}

static struct ledger_list load_all(void)
{
    struct loading in = {fx.owner, {0}};

    CHECK_INT(act(do_load, &in), HF_OK);
    return in.list;
}

static const struct ledger_item *item_of(struct ledger_list list, uint64_t client_seq)
{
    return client_seq > 0 && client_seq <= list.n ? &list.items[client_seq - 1] : NULL;
}

/* Of the newest record whose content this is; 0: none. */
static uint64_t place_of(const char *content)
{
    struct ledger_list list = load_all();

    for (size_t i = list.n; i > 0; i--)
        if (list.items[i - 1].is_open && span_is(list.items[i - 1].content, content))
            return list.items[i - 1].entry.client_seq;
    return 0;
}

struct erasing {
    struct erase_range ranges[4];
    size_t n;
    struct ledger_erase erase;
    struct ledger_entry entry;
    struct keyring *author;
};

static enum status do_erase(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct erasing *in = arg;

    return ledger_erase(ltx, in->author, &in->erase, &in->entry, why);
}

static struct erasing erasing_of(uint64_t from, uint64_t to)
{
    return (struct erasing){.ranges = {{from, to}},
                            .n = 1,
                            .author = fx.owner,
                            .erase = {.client = fx.client,
                                      .n = 1,
                                      .scope = ERASE_RECORD,
                                      .reason = ERASE_ASKED,
                                      .rule = SPAN("test"),
                                      .request = fresh_request()}};
}

static enum status run_erase(struct erasing *in)
{
    in->erase.ranges = in->ranges;
    in->erase.n = in->n;
    return act(do_erase, in);
}

static enum status erase(uint64_t from, uint64_t to)
{
    struct erasing in = erasing_of(from, to);

    return run_erase(&in);
}

static enum status scour(void)
{
    size_t mark = arena_mark(&fx.arena);

    fault_clear(&fx.why);
    enum status st = ledger_scour(fx.ledger, fx.store, &fx.arena, &fx.why);

    arena_rewind(&fx.arena, mark);
    return st;
}

static void expect_green(uint64_t erased)
{
    struct findings f = {0};
    struct ledger_report report = {.finding = note_finding, .arg = &f};
    size_t mark = arena_mark(&fx.arena);

    fault_clear(&fx.why);
    CHECK_INT(ledger_verify(fx.ledger, fx.store, &fx.arena, &report, &fx.why), HF_OK);
    arena_rewind(&fx.arena, mark);
    CHECK_INT(report.findings, 0);
    CHECK_INT(report.erased, erased);
    if (report.findings > 0)
        printf("# %s\n", f.first);
}

/* --- bytes on the disk ----------------------------------------------------------------------- */

enum { KEPT_MOST = 64 };
static struct span kept[KEPT_MOST];
static size_t n_kept;

static enum status keep_bytes(struct tx *tx, void *arg, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(tx, arg, NULL, 0, &rows, why);

    while (st == HF_OK && (st = rows_next(&rows, why)) == HF_OK && n_kept < KEPT_MOST)
        kept[n_kept++] = arena_copy(&fx.arena, rows_bytes(&rows, 0));
    rows_close(&rows);
    return HF_OK;
}

/* All ciphertexts and wrapped keys of entries from `seq` on. */
static void keep_from(uint64_t seq)
{
    char sql[200];

    n_kept = 0;
    snprintf(sql, sizeof sql, "SELECT frame FROM record WHERE seq >= %" PRIu64, seq);
    CHECK_INT(store_transact(fx.store, STORE_READ, keep_bytes, sql, &fx.why), HF_OK);
    snprintf(sql, sizeof sql, "SELECT bytes FROM record_wrap WHERE seq >= %" PRIu64, seq);
    CHECK_INT(store_transact(fx.store, STORE_READ, keep_bytes, sql, &fx.why), HF_OK);
}

static struct span read_file(const char *name)
{
    char path[400];
    struct stat info;
    FILE *in;

    snprintf(path, sizeof path, "%s/%s", fx.data, name);
    in = fopen(path, "rb");
    if (in == NULL || fstat(fileno(in), &info) != 0)
        return SPAN("");
    char *bytes = arena_alloc(&fx.arena, (size_t)info.st_size + 1, 1);
    size_t len = fread(bytes, 1, (size_t)info.st_size, in);

    fclose(in);
    return span_at(bytes, len);
}

/* A window of each: a page may hold the middle of something and not its beginning. */
enum { WINDOW = 24 };
static bool holds_any_window(struct span file, struct span bytes)
{
    for (size_t at = 0; at + WINDOW <= bytes.len; at += WINDOW)
        if (memmem(file.at, file.len, bytes.at + at, WINDOW) != NULL)
            return true;
    return false;
}

/* How many of what was kept left some bytes in any file of the data folder. */
static int traces(void)
{
    DIR *dir = opendir(fx.data);
    const struct dirent *entry;
    size_t mark = arena_mark(&fx.arena);
    int found = 0;

    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        struct span file = entry->d_name[0] == '.' ? SPAN("") : read_file(entry->d_name);

        for (size_t i = 0; i < n_kept; i++)
            found += holds_any_window(file, kept[i]);
    }
    if (dir != NULL)
        closedir(dir);
    arena_rewind(&fx.arena, mark);
    return found;
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

static enum status count_one(struct tx *tx, void *arg, struct fault *why)
{
    struct rows rows;
    const char **in = arg;
    enum status st = rows_open(tx, in[0], NULL, 0, &rows, why);

    if (st == HF_OK && rows_next(&rows, why) == HF_OK)
        in[1] = (const char *)(uintptr_t)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

static int64_t count_of(const char *text)
{
    const char *in[2] = {text, NULL};

    CHECK_INT(store_transact(fx.store, STORE_READ, count_one, in, &fx.why), HF_OK);
    return (int64_t)(uintptr_t)in[1];
}

/* --- facts ----------------------------------------------------------------------------------- */

static void test_erase__leaves_no_byte_in_any_file_of_the_data_folder(void)
{
    char content[3000];

    for (int i = 0; i < 12; i++) { /* enough to split pages, some longer than one */
        memset(content, 'a' + i, sizeof content);
        content[i % 3 == 0 ? 2999 : 200] = '\0';
        CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, content), HF_OK);
    }
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "the last one"), HF_OK);
    uint64_t last = place_of("the last one");
    struct ledger_item first = *item_of(load_all(), last - 12);

    keep_from(first.entry.seq);
    CHECK(n_kept >= 26);
    CHECK(traces() > 0);
    CHECK_INT(erase(last - 12, last), HF_OK);
    CHECK(traces() > 0); /* the journal still has them: why there is a second step */
    CHECK_INT(scour(), HF_OK);
    CHECK_INT(traces(), 0);
    expect_green(13);
}

static void test_erase__takes_one_record_and_leaves_its_neighbours(void)
{
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "before"), HF_OK);
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "after"), HF_OK);
    uint64_t at = place_of("it");

    CHECK_INT(erase(at, at), HF_OK);
    struct ledger_list list = load_all();

    CHECK(item_of(list, at)->is_erased && !item_of(list, at)->is_open);
    CHECK_TEXT(item_of(list, at - 1)->content, "before");
    CHECK_TEXT(item_of(list, at + 1)->content, "after");
    expect_green(1);
}

static void test_erase__is_an_entry_that_says_what_why_and_by_whom(void)
{
    struct erasure said;
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    struct erasing in = erasing_of(place_of("it"), place_of("it"));

    in.erase.asked_seq = 7;
    CHECK_INT(run_erase(&in), HF_OK);
    struct ledger_list list = load_all();
    const struct ledger_item *item = item_of(list, in.entry.client_seq);

    CHECK_INT(item->entry.action, ACTION_RECORDS_ERASED);
    CHECK(erasure_parse(item->content, &fx.arena, &said));
    CHECK_INT(said.count, 1);
    CHECK_INT(said.reason, ERASE_ASKED);
    CHECK_INT(said.asked_seq, 7);
    CHECK(strcmp(said.rule, "test") == 0);
    CHECK_INT(said.ranges[0].from, in.ranges[0].from);
}

static void test_erase__sent_again_is_the_same_erasure(void)
{
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    struct erasing in = erasing_of(place_of("it"), place_of("it"));

    CHECK_INT(run_erase(&in), HF_OK);
    uint64_t seq = in.entry.seq;

    CHECK_INT(run_erase(&in), HF_OK);
    CHECK_INT(in.entry.seq, seq);
    in.erase.request = fresh_request();
    CHECK_INT(run_erase(&in), HF_INVALID); /* there is nothing there any more */
}

static void test_erase__public_statements_are_left_alone(void)
{
    uint64_t n = load_all().n;

    CHECK_INT(erase(1, 1), HF_INVALID); /* epochs */
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    CHECK_INT(erase(1, n + 1), HF_OK);
    CHECK(item_of(load_all(), 1)->is_open);
    expect_green(1);
}

static void test_erase__refuses_ranges_that_do_not_rise(void)
{
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    uint64_t at = place_of("it");

    CHECK_INT(erase(at, at - 1), HF_INVALID);
    CHECK_INT(erase(0, at), HF_INVALID);
    struct erasing in = erasing_of(at, at);

    in.ranges[1] = in.ranges[0];
    in.n = 2;
    CHECK_INT(run_erase(&in), HF_INVALID);
    expect_green(0);
}

static void test_erase__nothing_else_may_be_missing(void)
{
    struct loading in = {fx.owner, {0}};
    struct findings f;

    CHECK_INT(write_as(fx.owner, ACTION_LIMIT, "a no"), HF_OK);
    sql("DELETE FROM record_wrap WHERE seq = (SELECT max(seq) FROM record)");
    sql("DELETE FROM record WHERE seq = (SELECT max(seq) FROM record)");
    CHECK_INT(act(do_load, &in), HF_FAILED);
    CHECK(verify_now(&f) > 0);
}

static void test_erase__a_row_that_is_put_back_is_not_opened_and_is_found(void)
{
    struct findings f;

    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    uint64_t at = place_of("it");

    sql("CREATE TABLE aside AS SELECT * FROM record");
    sql("CREATE TABLE aside_wrap AS SELECT * FROM record_wrap");
    CHECK_INT(erase(at, at), HF_OK);
    sql("INSERT OR IGNORE INTO record SELECT * FROM aside");
    sql("INSERT OR IGNORE INTO record_wrap SELECT * FROM aside_wrap");
    CHECK(!item_of(load_all(), at)->is_open);
    CHECK(verify_now(&f) > 0);
}

static void test_erase__of_all_ends_every_access_and_key(void)
{
    uint64_t n;

    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    n = load_all().n;
    CHECK(count_of("SELECT count(*) FROM key_wrap k JOIN record r ON r.client = k.client") > 0);
    CHECK_INT(erase(1, n), HF_OK);
    struct ledger_list list = load_all();

    for (size_t i = 0; i < list.n; i++)
        CHECK(!list.items[i].is_open || list.items[i].compartment == COMPARTMENT_OPEN);
    CHECK_INT(count_of("SELECT count(*) FROM record r JOIN ledger_entry e ON e.seq = r.seq WHERE "
                       "e.client <> zeroblob(16)"),
              0);
    CHECK_INT(count_of("SELECT count(*) FROM key_wrap WHERE client <> zeroblob(16)"), 0);
    expect_green(1);
}

static void reopen(void)
{
    store_free(fx.store);
    CHECK_INT(store_open(&store_faulty, fx.db, &fx.store, &fx.why), HF_OK);
}

/* Records, their keys and the entry go together: whichever call fails, all is there, or nothing. */
static bool is_all_or_nothing(int64_t records)
{
    int64_t wraps = count_of("SELECT count(DISTINCT seq) FROM record_wrap"),
            erasures = count_of("SELECT count(*) FROM statement WHERE kind = 80");

    return erasures == 0 && wraps == records && count_of("SELECT count(*) FROM record") == records;
}

static void test_erase__that_fails_at_any_call_took_nothing(void)
{
    bool fired = true;
    int nth = 0;

    reopen();
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "one"), HF_OK);
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "two"), HF_OK);
    int64_t records = count_of("SELECT count(*) FROM record");
    uint64_t last = load_all().n;

    while (fired) {
        faulty_arm(FAULTY_CALL, ++nth);
        enum status st = erase(1, last);

        fired = faulty_fired();
        faulty_arm(FAULTY_CALL, 0);
        CHECK_INT(st, fired ? HF_FAILED : HF_OK);
        if (fired && store_is_stopped(fx.store))
            reopen();
        if (fired)
            CHECK(is_all_or_nothing(records));
    }
    CHECK(nth > 50);
    CHECK_INT(count_of("SELECT count(*) FROM key_wrap WHERE client <> zeroblob(16)"), 0);
    expect_green(2);
}

/* --- from the commit to the disk ------------------------------------------------------------- */

static enum status read_noted(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_erased(ltx, arg, why);
}

static void test_scour__is_caught_up_after_a_crash_in_between(void)
{
    struct erased_list list;
    struct span file;

    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    uint64_t at = place_of("it");

    keep_from(item_of(load_all(), at)->entry.seq);
    CHECK_INT(erase(at, at), HF_OK);
    CHECK_INT(kit_erased_read(fx.vault, &fx.arena, &file, &fx.why), HF_NOT_FOUND);
    ledger_free(fx.ledger); /* another life of the process */
    CHECK_INT(ledger_new(fx.vault, &fx.ledger, &fx.why), HF_OK);
    CHECK_INT(ledger_tend(fx.ledger, fx.store, &fx.arena, &fx.why), HF_OK);
    CHECK_INT(traces(), 0);
    CHECK_INT(kit_erased_read(fx.vault, &fx.arena, &file, &fx.why), HF_OK);
    CHECK_INT(act(read_noted, &list), HF_OK);
    CHECK_INT(list.n, 1);
}

static enum status scour_while_reading(struct tx *tx, void *arg, struct fault *why)
{
    enum status st = store_run(tx, "SELECT 1 FROM ledger_entry LIMIT 1", NULL, 0, why);

    if (st == HF_OK)
        *(enum status *)arg = scour();
    return st;
}

static void test_scour__waits_for_who_reads_and_notes_nothing_meanwhile(void)
{
    struct store *other = NULL;
    struct span file;
    enum status st = HF_OK;

    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    CHECK_INT(erase(place_of("it"), place_of("it")), HF_OK);
    CHECK_INT(store_open(&store_sqlite, fx.db, &other, &fx.why), HF_OK);
    CHECK_INT(store_transact(other, STORE_READ, scour_while_reading, &st, &fx.why), HF_OK);
    CHECK_INT(st, HF_BUSY);
    CHECK_INT(kit_erased_read(fx.vault, &fx.arena, &file, &fx.why), HF_NOT_FOUND);
    store_free(other);
    CHECK_INT(scour(), HF_OK);
}

/* --- the list -------------------------------------------------------------------------------- */

struct listing {
    struct erased_list list;
    struct span bytes;
};

static enum status write_list(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct listing *in = arg;
    enum status st = ledger_erased(ltx, &in->list, why);

    return st == HF_OK ? erased_list_write(ltx, &in->list, 5, &in->bytes, why) : st;
}

static void test_erased_list__any_other_byte_is_refused(void)
{
    struct listing in;
    struct erased_list again;
    struct keyring *service = NULL;
    uint64_t number = 0;

    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "it"), HF_OK);
    CHECK_INT(erase(place_of("it"), place_of("it")), HF_OK);
    CHECK_INT(act(write_list, &in), HF_OK);
    CHECK_INT(vault_service_open(fx.vault, &service, &fx.why), HF_OK);
    const uint8_t *pub = keyring_who(service)->sign_pub;
    struct practice_id practice = vault_practice(fx.vault);

    CHECK_INT(erased_list_read(in.bytes, practice, pub, &again, &number, &fx.why), HF_OK);
    CHECK_INT(number, 5);
    CHECK_INT(again.n, 1);
    for (size_t i = 0; i < in.bytes.len; i++) {
        char *at = (char *)(uintptr_t)in.bytes.at + i;

        *at ^= 1;
        CHECK_INT(erased_list_read(in.bytes, practice, pub, &again, &number, &fx.why), HF_INVALID);
        *at ^= 1;
        CHECK_INT(
            erased_list_read(span_at(in.bytes.at, i), practice, pub, &again, &number, &fx.why),
            HF_INVALID);
    }
    keyring_close(service);
}

/* Each in a practice of its own. */
#define FRESH(test)                                                                                \
    do {                                                                                           \
        fixture_make(&store_sqlite);                                                               \
        RUN(test);                                                                                 \
        fixture_end();                                                                             \
    } while (0)

int main(void)
{
    FRESH(test_erase__leaves_no_byte_in_any_file_of_the_data_folder);
    FRESH(test_erase__takes_one_record_and_leaves_its_neighbours);
    FRESH(test_erase__is_an_entry_that_says_what_why_and_by_whom);
    FRESH(test_erase__sent_again_is_the_same_erasure);
    FRESH(test_erase__public_statements_are_left_alone);
    FRESH(test_erase__refuses_ranges_that_do_not_rise);
    FRESH(test_erase__nothing_else_may_be_missing);
    FRESH(test_erase__a_row_that_is_put_back_is_not_opened_and_is_found);
    FRESH(test_erase__of_all_ends_every_access_and_key);
    FRESH(test_erase__that_fails_at_any_call_took_nothing);
    FRESH(test_scour__is_caught_up_after_a_crash_in_between);
    FRESH(test_scour__waits_for_who_reads_and_notes_nothing_meanwhile);
    FRESH(test_erased_list__any_other_byte_is_refused);
    return tap_end();
}
