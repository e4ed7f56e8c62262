/* test/storm/test_who_has.c - one test for each row of the table in SECURITY.md, named after the
 * row.
 *
 * Everything is done with a whole practice: a session begun, notes written, people signed in. What
 * the single rooms promise underneath is held in test/unit/keep.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "crowd.h"

#include "usecase/consent.h"

#include <dirent.h>

enum { FILE_MOST = 32 << 20 };

/* --- tools of a thief --------------------------------------------------------------------------
 */

static void copy_file(const char *from, const char *to)
{
    char command[400];

    snprintf(command, sizeof command, "cp %s %s", from, to);
    CHECK(system(command) == 0);
}

static enum status tamper_inside(struct tx *tx, void *arg, struct fault *why)
{
    return store_run(tx, arg, NULL, 0, why);
}

/* As somebody who has the data base and no key: one statement of SQL. */
static void tamper(const char *sql)
{
    char statement[400];

    snprintf(statement, sizeof statement, "%s", sql);
    need(store_transact(h.practice.store, STORE_WRITE, tamper_inside, statement, &h.why), sql);
}

static void keep_aside(const char *table)
{
    char sql[100];

    snprintf(sql, sizeof sql, "CREATE TEMP TABLE aside AS SELECT * FROM %s", table);
    tamper(sql);
}

static void put_back(const char *table)
{
    char sql[100];

    snprintf(sql, sizeof sql, "DELETE FROM main.%s", table);
    tamper(sql);
    snprintf(sql, sizeof sql, "INSERT INTO main.%s SELECT * FROM aside", table);
    tamper(sql);
    tamper("DROP TABLE aside");
}

static bool holds(const char *bytes, size_t len, const char *word)
{
    return memmem(bytes, len, word, strlen(word)) != NULL;
}

static bool file_holds(const char *folder, const char *name, const char *word)
{
    static char bytes[FILE_MOST];
    char path[400];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "rb");
    size_t len = in == NULL ? 0 : fread(bytes, 1, sizeof bytes, in);

    if (in != NULL)
        fclose(in);
    return holds(bytes, len, word);
}

static bool folder_holds(const char *path, const char *word)
{
    DIR *folder = opendir(path);
    bool found = false;

    for (struct dirent *e; folder != NULL && (e = readdir(folder)) != NULL;)
        found |= e->d_name[0] != '.' && file_holds(path, e->d_name, word);
    if (folder != NULL)
        closedir(folder);
    return found;
}

static void take_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    (void)arg; /* the report counts */
    (void)table;
    (void)seq;
    (void)text;
}

static int findings(void)
{
    struct ledger_report report = {.finding = take_finding};
    enum status st;

    fault_clear(&h.why);
    st = ledger_verify(h.practice.ledger, h.practice.store, &h.arena, &report, &h.why);
    return st == HF_OK ? (int)report.findings : -1;
}

static enum status see(struct keyring *reader, struct client_id client, struct client_file *ret)
{
    fault_clear(&h.why);
    return view_client(&h.practice, &h.arena, reader, client, ret, &h.why);
}

static bool can_see(struct keyring *reader, struct client_id client)
{
    struct client_file file;

    return see(reader, client, &file) == HF_OK;
}

/* The change is found, and what was there before is whole again afterwards. */
static bool is_noticed(const char *table, const char *sql)
{
    keep_aside(table);
    tamper(sql);
    bool noticed = findings() != 0;

    put_back(table);
    return noticed && findings() == 0;
}

static void open_again(void)
{
    need(store_open(&store_sqlite, h.db, &h.practice.store, &h.why), "open again");
    need(ledger_start(h.practice.ledger, h.practice.store, &h.why), "start again");
}

/* --- disk, image, data base dump or backup -----------------------------------------------------
 */

static void test_who_has_the_disk__gets_no_word_name_or_answer(void)
{
    static const char *const words[] = {"QuillRobin", "SedgeRobin", "TarnKim", "FernNote",
                                        "Robin",      "robin at",   "Massage", "low_back",
                                        "Back",       "1990-01-01", "Okafor",  "112"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) > 3 && folder_holds(h.data, words[i])) {
            printf("# in clear: %s\n", words[i]);
            CHECK(false);
        }
    CHECK(folder_holds(h.data, "ledger_entry")); /* it looks where it should */
}

static enum status open_ana(struct tx *tx, void *arg, struct fault *why)
{
    struct keyring *keyring = NULL;
    enum status st = keyring_open_password(arg, tx, SPAN("ana"), SPAN("ferry umbrella lantern 7"),
                                           &keyring, why);

    keyring_close(keyring);
    return st;
}

static void test_who_has_the_disk__gets_nothing_to_guess_passwords_against(void)
{
    char secrets[80], from[100], to[100];
    struct vault *other = NULL;

    snprintf(secrets, sizeof secrets, "%s/thief", h.folder);
    struct vault_config config = {secrets, h.data, CHEAP, CHEAP, &house_world};

    CHECK(store_transact(h.practice.store, STORE_READ, open_ana, h.practice.vault, &h.why) ==
          HF_OK);
    need(vault_found(&config, &other, &h.why), "the thief's own secrets");
    CHECK(store_transact(h.practice.store, STORE_READ, open_ana, other, &h.why) != HF_OK);
    vault_free(other);
    /* Even told the practice's id: the pepper decides, not the name. */
    snprintf(from, sizeof from, "%s/practice", h.secrets);
    snprintf(to, sizeof to, "%s/practice", secrets);
    copy_file(from, to);
    need(vault_open(&config, &other, &h.why), "with the right practice");
    CHECK(store_transact(h.practice.store, STORE_READ, open_ana, other, &h.why) != HF_OK);
    vault_free(other);
}

/* --- read-write on the data base ----------------------------------------------------------------
 */

static void test_who_has_read_write_on_the_database__back_dates_nothing_unnoticed(void)
{
    CHECK(is_noticed("ledger_entry",
                     "UPDATE ledger_entry SET bytes = substr(bytes, 1, 135) || x'0000000000000000' "
                     "|| substr(bytes, 144) WHERE seq = 7"));
}

static void test_who_has_read_write_on_the_database__swaps_no_recipient_unnoticed(void)
{
    CHECK(is_noticed("key_wrap", "UPDATE key_wrap SET recipient = (SELECT person FROM person_key "
                                 "ORDER BY person LIMIT 1)"));
    CHECK(is_noticed("statement", "UPDATE statement SET person = (SELECT person FROM person_key "
                                  "ORDER BY person LIMIT 1) WHERE kind = 48"));
}

static void test_who_has_read_write_on_the_database__plants_no_key_unnoticed(void)
{
    CHECK(is_noticed("person_key", "UPDATE person_key SET box_pub = randomblob(32)"));
    CHECK(is_noticed("key_wrap", "UPDATE key_wrap SET bytes = randomblob(112)"));
}

static void test_who_has_read_write_on_the_database__makes_nobody_owner(void)
{
    keep_aside("passes");
    tamper("UPDATE passes SET roles = 6, proof = 3");
    struct keyring *keyring = open_pass(crowd.passes[BEN]);

    CHECK(keyring == NULL);
    keyring_close(keyring);
    put_back("passes");
    CHECK(is_alive(BEN));
}

static void test_who_has_read_write_on_the_database__lengthens_no_pass(void)
{
    keep_aside("passes");
    tamper("UPDATE passes SET until_us = 900000000000000000, idle_us = 0");
    CHECK(!is_alive(EXPIRED));
    put_back("passes");
}

/* Last of all: it leaves an older data base behind. */
static void test_who_has_read_write_on_the_database__replays_an_old_copy_and_only_narrows(void)
{
    char old[100], wal[100];
    struct narrow_consent no = {
        .hand = hand_of(h.robin, 3), .client = h.client, .to = NARROW_ALL_NO};
    struct plan_drafted_content plan = {.title = SPAN("x")};

    snprintf(old, sizeof old, "%s/old.db", h.folder);
    store_free(h.practice.store);
    copy_file(h.db, old);
    open_again();
    agree_to("back"); /* a consent act moves the anchor */
    store_free(h.practice.store);
    snprintf(wal, sizeof wal, "%s-wal", h.db);
    (void)remove(wal); /* the last to leave has taken it away already */
    copy_file(old, h.db);
    open_again();
    CHECK(ledger_is_narrow_only(h.practice.ledger));
    CHECK(findings() > 0);
    later_s(7200); /* so that looking would be a new entry */
    CHECK(can_see(h.ana, h.client));
    CHECK(can_see(h.robin, h.client));
    CHECK(narrow_consent(&h.practice, &h.arena, &no, &h.why) == HF_OK);
    struct write_work draft = {h.ana, {ACTION_PLAN_DRAFTED, new_id(), &plan}};

    CHECK(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, write_inside, &draft,
                          &h.why) != HF_OK);
}

/* --- a fellow practitioner's login --------------------------------------------------------------
 */

static void test_who_has_a_fellow_practitioners_login__sees_no_other_client(void)
{
    struct client_lines list;

    CHECK(!can_see(crowd.ben, h.client) && !can_see(crowd.ben, crowd.kim_id));
    CHECK(!can_see(crowd.clinician, h.client));
    need(list_clients(&h.practice, &h.arena, crowd.ben, SPAN(""), &list, &h.why), "list");
    CHECK_INT(list.count, 0);
    CHECK(can_see(h.ana, h.client));
}

static void test_who_has_a_fellow_practitioners_login__begins_and_enters_nothing(void)
{
    struct start_session begin = {
        .hand = hand_of(crowd.ben, 1), .client = h.client, .mode = SESSION_STEPS};
    struct enter_room enter = {.hand = hand_of(crowd.ben, 1), .session = v.session};
    struct hand_over over = {.hand = hand_of(crowd.ben, 1), .client = h.client};
    struct make_link make = {.hand = hand_of(crowd.ben, 1), .client = h.client};
    struct start_session_reply begun;
    struct room_passes passes;
    struct sign_in_reply pass;
    struct link link;

    CHECK(start_session(&h.practice, &h.arena, &begin, &begun, &h.why) == HF_NOT_FOUND);
    CHECK(enter_room(&h.practice, &h.arena, &enter, &passes, &h.why) == HF_NOT_FOUND);
    CHECK(hand_over(&h.practice, &h.arena, &over, &pass, &h.why) == HF_NOT_FOUND);
    CHECK(make_link(&h.practice, &h.arena, &make, &link, &h.why) == HF_NOT_FOUND);
}

/* --- a client's unlocked phone ------------------------------------------------------------------
 */

static bool shows_note(struct keyring *reader)
{
    struct client_file file;

    need(see(reader, h.client, &file), "own file");
    for (size_t i = 0; i < file.chain.count; i++)
        if (file.chain.at[i].entry->action == ACTION_NOTE_WRITTEN &&
            file.chain.at[i].content != NULL)
            return true;
    return false;
}

static void test_who_has_a_clients_unlocked_phone__sees_no_note_and_no_other_client(void)
{
    CHECK(shows_note(h.ana));
    CHECK(!shows_note(h.robin));
    CHECK(!can_see(h.robin, crowd.kim_id));
    CHECK(!can_see(crowd.kim, h.client));
}

static void test_who_has_a_clients_unlocked_phone__makes_it_no_way_in_for_ever(void)
{
    struct set_login in = {.keyring = h.robin,
                           .login = SPAN("robin"),
                           .password = SPAN("nine old green bottles"),
                           .practice_name = SPAN("Room"),
                           .old_login = SPAN(""),
                           .old_password = SPAN("")};
    struct set_login_reply set;

    CHECK_INT(set_login(&h.practice, &h.arena, &in, &set, &h.why),
              HF_OK); /* the client's own first one */
    in.password = SPAN("somebody else chose this");
    CHECK_INT(set_login(&h.practice, &h.arena, &in, &set, &h.why), HF_NOT_FOUND);
    in.old_login = SPAN("ana");
    in.old_password = SPAN("ferry umbrella lantern 7");
    CHECK_INT(set_login(&h.practice, &h.arena, &in, &set, &h.why), HF_NOT_FOUND);
    in.old_login = SPAN("robin");
    in.old_password = SPAN("nine old green bottles");
    CHECK_INT(set_login(&h.practice, &h.arena, &in, &set, &h.why), HF_OK);
}

static void test_who_has_a_clients_unlocked_phone__is_out_after_ten_quiet_minutes(void)
{
    struct issue_work work = {h.robin,
                              {.kind = PASS_SESSION,
                               .idle_us = IDLE_MINUTES * INT64_C(60000000),
                               .until_us = house_now_us + INT64_C(3600000000),
                               .proof = PROOF_OWN_DEVICE},
                              crowd.passes[ROBIN]};

    need(store_transact(h.practice.store, STORE_WRITE, issue_inside, &work, &h.why), "pass");
    CHECK(is_alive(ROBIN));
    later_s(IDLE_MINUTES * 60 + 1);
    CHECK(!is_alive(ROBIN));
}

/* --- root for a time ----------------------------------------------------------------------------
 */

/* Between requests nothing of a client is open in the program; what root could rewrite with the
 * service's own keys is found by whoever holds an older anchor. */
static void test_who_is_root_for_a_time__cannot_open_clients_that_nobody_touches(void)
{
    struct keyring *service = NULL;

    need(vault_service_open(h.practice.vault, &service, &h.why), "service");
    CHECK(!can_see(service, h.client));
    CHECK(!can_see(service, crowd.kim_id));
    keyring_close(service);
}

int main(void)
{
    gather_crowd();
    RUN(test_who_has_the_disk__gets_no_word_name_or_answer);
    RUN(test_who_has_the_disk__gets_nothing_to_guess_passwords_against);
    RUN(test_who_has_read_write_on_the_database__back_dates_nothing_unnoticed);
    RUN(test_who_has_read_write_on_the_database__swaps_no_recipient_unnoticed);
    RUN(test_who_has_read_write_on_the_database__plants_no_key_unnoticed);
    RUN(test_who_has_read_write_on_the_database__makes_nobody_owner);
    RUN(test_who_has_read_write_on_the_database__lengthens_no_pass);
    RUN(test_who_has_a_fellow_practitioners_login__sees_no_other_client);
    RUN(test_who_has_a_fellow_practitioners_login__begins_and_enters_nothing);
    RUN(test_who_has_a_clients_unlocked_phone__sees_no_note_and_no_other_client);
    RUN(test_who_has_a_clients_unlocked_phone__makes_it_no_way_in_for_ever);
    RUN(test_who_has_a_clients_unlocked_phone__is_out_after_ten_quiet_minutes);
    RUN(test_who_is_root_for_a_time__cannot_open_clients_that_nobody_touches);
    RUN(test_who_has_read_write_on_the_database__replays_an_old_copy_and_only_narrows);
    crowd_goes_home();
    return tap_end();
}
