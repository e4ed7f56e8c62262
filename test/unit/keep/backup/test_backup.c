/* A practice is written out, lost, and comes back; whatever is changed on the way is refused.
 *
 * `test_backup --all` changes 10,000 bytes instead of 150.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "back.h"

static long changes = 150;

/* --- out and back ---------------------------------------------------------------------------- */

static void test_backup__comes_back_with_every_row(void)
{
    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(done.manifest.number, 1);
    CHECK_INT(bring_back(0, false), HF_OK);
    CHECK_TEXT(span_of(fx.why.text), "");
    CHECK(is_there(back_db) && is_there(back_secrets));
    end();
}

static void test_backup__is_not_made_without_a_key(void)
{
    fixture_make(&store_sqlite);
    make_places();
    CHECK_INT(back_up(7), HF_NOT_FOUND);
    end();
}

static void test_backup__has_no_pepper_in_it(void)
{
    uint8_t kit[KIT_BYTES];
    struct vault *vault = NULL;
    struct vault_config into;

    setup();
    into = back_config();
    kit_write(fx.vault, kit);
    CHECK_INT(kit_restore(&into, kit, SPAN(""), &vault, &fx.why), HF_INVALID);
    CHECK(vault == NULL);
    end();
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

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    *(int64_t *)arg = rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

static int64_t passes_of(struct store *store)
{
    int64_t n = -1;

    CHECK_INT(store_transact(store, STORE_READ, count_passes, &n, &fx.why), HF_OK);
    return n;
}

static void test_backup__restored_lets_nobody_stay_signed_in(void)
{
    struct store *store = NULL;

    setup();
    CHECK_INT(act(stay_signed_in, NULL), HF_OK);
    CHECK_INT(passes_of(fx.store), 1);
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(bring_back(0, false), HF_OK);
    CHECK_INT(store_open(&store_sqlite, back_db, &store, &fx.why), HF_OK);
    CHECK_INT(passes_of(store), 0);
    store_free(store);
    end();
}

static void test_backup__goes_on_counting_and_names_the_one_before(void)
{
    uint8_t first[32];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    memcpy(first, done.manifest.hash, sizeof first);
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(done.manifest.number, 2);
    CHECK(memcmp(done.manifest.previous, first, sizeof first) == 0);
    end();
}

static void test_backup__removes_what_is_older_than_it_should_keep(void)
{
    char path[PATH_MAX];

    setup();
    for (int i = 0; i < 4; i++)
        CHECK_INT(back_up(2), HF_OK);
    file_of(2, FILE_DATA, path);
    CHECK(!is_there(path));
    file_of(3, FILE_DATA, path);
    CHECK(is_there(path));
    CHECK_INT(bring_back(3, false), HF_OK);
    end();
}

static void test_backup__that_was_not_noted_is_caught_up_with(void)
{
    struct kit_note note;

    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(kit_note_read(fx.vault, &note, &fx.why), HF_OK);
    note.number = 0;
    memset(note.manifest, 0, sizeof note.manifest);
    CHECK_INT(kit_note_write(fx.vault, &note, &fx.why), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(done.manifest.number, 2);
    end();
}

/* --- what was erased stays erased ------------------------------------------------------------ */

static void test_backup__removes_older_ones_that_hold_what_was_erased(void)
{
    char path[PATH_MAX];

    setup();
    back_up_and_erase();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(done.removed_erased, 1);
    file_of(1, FILE_KEYS, path);
    CHECK(!is_there(path));
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(done.removed_erased, 0);
    end();
}

static void test_restore__of_an_old_archive_brings_nothing_back_that_was_erased(void)
{
    setup();
    back_up_and_erase();
    set_aside(1, false);
    CHECK_INT(back_up(7), HF_OK);
    set_aside(1, true);
    CHECK_INT(bring_back(1, false),
              HF_OK); /* a new machine: all that it knows lies in the folder */
    CHECK_TEXT(span_of(fx.why.text), "");
    expect_no_trace();
    end();
}

static void test_restore__goes_by_what_its_own_secrets_folder_noted_too(void)
{
    setup();
    back_up_and_erase(); /* no backup since: the folder's list knows nothing of it */
    struct vault_config into = {fx.secrets, back_data, CHEAP, CHEAP, &test_world};
    struct backup_restore in = {.folder = out_folder,
                                .number = 1,
                                .key = key,
                                .into = &into,
                                .db = back_db,
                                .accept_older = true};
    struct manifest manifest;

    CHECK_INT(backup_restore(&in, &fx.arena, &manifest, &fx.why), HF_OK);
    expect_no_trace();
    end();
}

static void test_restore__refuses_a_folder_without_the_list_or_with_an_older_one(void)
{
    char list[200], older[220];

    setup();
    back_up_and_erase();
    snprintf(list, sizeof list, "%s/holdfast-erased", out_folder);
    snprintf(older, sizeof older, "%s.older", list);
    copy(list, older);
    CHECK_INT(back_up(7), HF_OK);
    copy(older, list);
    CHECK_INT(bring_back(0, false), HF_CONFLICT);
    CHECK(strstr(fx.why.text, "older than the newest backup") != NULL && nothing_stays());
    remove(list);
    CHECK_INT(bring_back(0, false), HF_CONFLICT);
    CHECK(strstr(fx.why.text, "no list of what was erased") != NULL && nothing_stays());
    end();
}

/* --- refused --------------------------------------------------------------------------------- */

static void test_restore__refuses_another_key(void)
{
    char other[OFFLINE_TEXT];
    uint8_t pub[32];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    offline_key_free(key);
    CHECK_INT(offline_key_make(other, pub, &fx.why), HF_OK);
    CHECK_INT(offline_key_read(span_of(other), &key, &fx.why), HF_OK);
    CHECK_INT(bring_back(0, false), HF_INVALID);
    CHECK(strstr(fx.why.text, "another backup key") != NULL && nothing_stays());
    end();
}

static void test_restore__refuses_a_mistyped_pepper(void)
{
    setup();
    CHECK_INT(back_up(7), HF_OK);
    pepper[0] = pepper[0] == '0' ? '1' : '0';
    CHECK_INT(bring_back(0, false), HF_INVALID);
    CHECK(strstr(fx.why.text, "pepper") != NULL && nothing_stays());
    end();
}

static void test_restore__refuses_a_place_that_holds_a_practice(void)
{
    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(bring_back(0, false), HF_OK);
    CHECK_INT(bring_back(0, false), HF_CONFLICT);
    CHECK(is_there(back_db));
    end();
}

static void test_restore__clears_a_stray_journal_away(void)
{
    char stray[140];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    snprintf(stray, sizeof stray, "%s-wal", back_db);
    copy(fx.db, stray);
    CHECK_INT(bring_back(0, false), HF_OK);
    end();
}

static void test_restore__says_that_the_newest_backup_was_withheld(void)
{
    char path[PATH_MAX];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(bring_back(0, false), HF_OK);
    remove(back_db);
    for (enum folder_file file = 0; file < FOLDER_FILES; file++) {
        file_of(2, file, path);
        remove(path);
    }
    CHECK_INT(bring_back(0, false), HF_CONFLICT);
    CHECK(strstr(fx.why.text, "backup 2 was made here") != NULL);
    CHECK_INT(bring_back(0, true), HF_OK);
    end();
}

static void test_restore__says_how_many_confirmed_entries_are_missing(void)
{
    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(bring_back(0, false), HF_OK);
    remove(back_db);

    struct vault *vault = NULL;
    struct vault_config config = back_config();
    struct vault_anchor further = {.size = done.manifest.size + 3};

    CHECK_INT(vault_open(&config, &vault, &fx.why), HF_OK);
    CHECK_INT(vault_anchor_write(vault, &further, &fx.why), HF_OK);
    CHECK_INT(bring_back(0, false), HF_CONFLICT);
    CHECK(strstr(fx.why.text, "3 entries were confirmed") != NULL);
    CHECK_INT(bring_back(0, true), HF_OK);
    vault_free(vault);
    end();
}

static void test_restore__names_a_file_that_was_cut(void)
{
    char path[PATH_MAX];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    file_of(1, FILE_DATA, path);
    CHECK_INT(truncate(path, (off_t)done.manifest.part[PART_DATA].bytes - 1), 0);
    CHECK_INT(bring_back(0, false), HF_INVALID);
    CHECK(strstr(fx.why.text, "data of backup 1 are cut off") != NULL && nothing_stays());
    end();
}

static void test_restore__names_files_of_two_backups_that_were_mixed(void)
{
    char from[PATH_MAX], to[PATH_MAX];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    file_of(1, FILE_KEYS, from);
    file_of(2, FILE_KEYS, to);
    copy(from, to);
    CHECK_INT(bring_back(0, false), HF_INVALID);
    CHECK(strstr(fx.why.text, "keys of backup 2 were changed or exchanged") != NULL);
    end();
}

static void test_restore__names_manifests_that_changed_places(void)
{
    char one[PATH_MAX], two[PATH_MAX];

    setup();
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    file_of(1, FILE_MANIFEST, one);
    file_of(2, FILE_MANIFEST, two);
    copy(one, two);
    CHECK_INT(bring_back(0, false), HF_INVALID);
    CHECK(strstr(fx.why.text, "manifest 2 says that it is number 1") != NULL);
    end();
}

static void test_restore__names_a_chain_of_manifests_that_is_another(void)
{
    char path[PATH_MAX], kept[PATH_MAX + 8];
    struct kit_note note;

    setup();
    CHECK_INT(kit_note_read(fx.vault, &note, &fx.why), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    file_of(1, FILE_MANIFEST, path);
    snprintf(kept, sizeof kept, "%s.kept", path);
    copy(path, kept);
    for (enum folder_file file = 0; file < FOLDER_FILES; file++) {
        file_of(1, file, path);
        remove(path);
    }
    CHECK_INT(kit_note_write(fx.vault, &note, &fx.why), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    file_of(1, FILE_MANIFEST, path);
    copy(kept, path);
    CHECK_INT(bring_back(0, false), HF_INVALID);
    CHECK(strstr(fx.why.text, "is not the one that came before") != NULL);
    end();
}

/* --- bytes ----------------------------------------------------------------------------------- */

static bool change_byte(const char *path, long at, int by)
{
    FILE *file = fopen(path, "r+b");

    if (file == NULL)
        return false;
    fseek(file, at, SEEK_SET);
    int c = fgetc(file);
    fseek(file, at, SEEK_SET);
    fputc(c ^ by, file);
    return fclose(file) == 0;
}

static long size_of(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 ? (long)info.st_size : 0;
}

/* The same file with one bit changed; and, for archives, under a manifest that agrees with it: only
 * the seals stand between then. */
static bool refused_when_changed(enum folder_file file, uint64_t dice)
{
    char path[PATH_MAX];

    file_of(1, file, path);
    long at = (long)(dice % (uint64_t)size_of(path));
    int by = 1 << (dice >> 40) % 8;
    bool changed = change_byte(path, at, by);
    enum status st = bring_back(0, false);
    bool refused = changed && st == HF_INVALID && nothing_stays();

    if (!refused)
        printf("# file %d byte %ld bit %d: status %d %s\n", (int)file, at, by, (int)st,
               fx.why.text);
    if (st == HF_OK)
        forget_back();
    return change_byte(path, at, by) && refused;
}

static void test_restore__refuses_every_changed_bit(void)
{
    uint64_t dice = 88172645463325252u;
    long refused = 0;

    setup();
    CHECK_INT(back_up(7), HF_OK);
    for (long i = 0; i < changes; i++) {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        refused += refused_when_changed((enum folder_file)(i % FOLDER_FILES), dice);
    }
    CHECK_INT(refused, changes);
    CHECK_INT(bring_back(0, false), HF_OK);
    end();
}

/* Somebody with the service's key signs a manifest for a changed archive: the seal of the archive
 * itself still refuses it. */
static void resign(struct manifest *m, enum backup_part part, const char *path)
{
    static uint8_t bytes[1 << 20];
    uint8_t manifest[MANIFEST_BYTES];
    char manifest_path[PATH_MAX];
    struct keyring *service = NULL;
    FILE *file = fopen(path, "rb");
    size_t len = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);

    if (file != NULL)
        fclose(file);
    m->part[part].bytes = len;
    vault_sha256(span_at(bytes, len), m->part[part].hash);
    CHECK_INT(vault_service_open(fx.vault, &service, &fx.why), HF_OK);
    manifest_write(m, service, manifest);
    keyring_close(service);
    file_of(1, FILE_MANIFEST, manifest_path);
    file = fopen(manifest_path, "wb");
    CHECK(file != NULL && fwrite(manifest, 1, sizeof manifest, file) == sizeof manifest);
    if (file != NULL)
        fclose(file);
}

static void test_restore__refuses_a_changed_archive_under_a_fitting_manifest(void)
{
    uint64_t dice = 362436069521288629u;
    long refused = 0;

    setup();
    CHECK_INT(back_up(7), HF_OK);
    for (long i = 0; i < changes / 5; i++) {
        struct manifest m = done.manifest;
        enum backup_part part = (enum backup_part)(i % PARTS);
        char path[PATH_MAX];

        file_of(1, (enum folder_file)part, path);
        dice = dice * 6364136223846793005u + 1442695040888963407u;
        long at = (long)((dice >> 20) % (uint64_t)size_of(path));
        change_byte(path, at, 1);
        resign(&m, part, path);
        refused += bring_back(0, false) == HF_INVALID && nothing_stays();
        change_byte(path, at, 1);
    }
    CHECK_INT(refused, changes / 5);
    end();
}

static void test_offline_key__finds_a_typing_error(void)
{
    char text[OFFLINE_TEXT];
    uint8_t pub[32], again[32];
    struct fault why = {0};
    struct offline_key *read = NULL;

    CHECK_INT(offline_key_make(text, pub, &why), HF_OK);
    CHECK_INT(strlen(text), OFFLINE_TEXT - 1);
    for (size_t i = 0; text[i] != '\0'; i++) {
        char was = text[i];

        text[i] = was == 'z' ? 'y' : 'z';
        if (was != '-')
            CHECK_INT(offline_key_read(span_of(text), &read, &why), HF_INVALID);
        text[i] = was;
    }
    CHECK_INT(offline_key_read(span_of(text), &read, &why), HF_OK);
    offline_key_public(read, again);
    CHECK(memcmp(pub, again, sizeof pub) == 0);
    offline_key_free(read);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--all") == 0)
        changes = 10000;
    RUN(test_backup__comes_back_with_every_row);
    RUN(test_backup__is_not_made_without_a_key);
    RUN(test_backup__has_no_pepper_in_it);
    RUN(test_backup__restored_lets_nobody_stay_signed_in);
    RUN(test_backup__goes_on_counting_and_names_the_one_before);
    RUN(test_backup__removes_what_is_older_than_it_should_keep);
    RUN(test_backup__that_was_not_noted_is_caught_up_with);
    RUN(test_backup__removes_older_ones_that_hold_what_was_erased);
    RUN(test_restore__of_an_old_archive_brings_nothing_back_that_was_erased);
    RUN(test_restore__goes_by_what_its_own_secrets_folder_noted_too);
    RUN(test_restore__refuses_a_folder_without_the_list_or_with_an_older_one);
    RUN(test_restore__refuses_another_key);
    RUN(test_restore__refuses_a_mistyped_pepper);
    RUN(test_restore__refuses_a_place_that_holds_a_practice);
    RUN(test_restore__clears_a_stray_journal_away);
    RUN(test_restore__says_that_the_newest_backup_was_withheld);
    RUN(test_restore__says_how_many_confirmed_entries_are_missing);
    RUN(test_restore__names_a_file_that_was_cut);
    RUN(test_restore__names_files_of_two_backups_that_were_mixed);
    RUN(test_restore__names_manifests_that_changed_places);
    RUN(test_restore__names_a_chain_of_manifests_that_is_another);
    RUN(test_restore__refuses_every_changed_bit);
    RUN(test_restore__refuses_a_changed_archive_under_a_fitting_manifest);
    RUN(test_offline_key__finds_a_typing_error);
    return tap_end();
}
