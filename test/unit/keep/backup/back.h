/* A small practice with a backup key, a folder for its backups and a place to restore it to.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_BACK_H
#define HF_TEST_BACK_H

#include "practice.h"

#include "keep/backup/backup.h"
#include "keep/backup/folder.h"
#include "keep/ledger/erase.h"
#include "keep/vault/kit.h"

static char key_text[OFFLINE_TEXT], pepper[VAULT_PEPPER_TEXT];
static char out_folder[80], back_folder[80], back_data[100], back_secrets[100], back_db[120];
static struct offline_key *key;
static struct backup_done done;

static inline enum status do_backup(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return backup_write(ltx, fx.vault, out_folder, *(const uint32_t *)arg, &done, why);
}

static inline enum status back_up(uint32_t keep)
{
    fault_clear(&fx.why);
    return ledger_read(fx.ledger, fx.store, &fx.arena, do_backup, &keep, &fx.why);
}

static inline void make_places(void)
{
    snprintf(out_folder, sizeof out_folder, "%s/out", fx.folder);
    snprintf(back_folder, sizeof back_folder, "%s/back", fx.folder);
    snprintf(back_data, sizeof back_data, "%s/data", back_folder);
    snprintf(back_secrets, sizeof back_secrets, "%s/secrets", back_folder);
    snprintf(back_db, sizeof back_db, "%s/practice.db", back_data);
    mkdir(out_folder, 0700);
    mkdir(back_folder, 0700);
    mkdir(back_data, 0700);
}

/* A practice with two entries of care and a backup key. */
static inline void setup(void)
{
    fixture_make(&store_sqlite);
    make_places();
    CHECK_INT(backup_make_key(fx.vault, key_text, &fx.why), HF_OK);
    CHECK_INT(offline_key_read(span_of(key_text), &key, &fx.why), HF_OK);
    vault_pepper_text(fx.vault, pepper);
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "one"), HF_OK);
    CHECK_INT(write_as(fx.owner, ACTION_NOTE_WRITTEN, "two"), HF_OK);
}

static inline void end(void)
{
    offline_key_free(key);
    key = NULL;
    fixture_end();
}

static inline struct vault_config back_config(void)
{
    return (struct vault_config){back_secrets, back_data, CHEAP, CHEAP, &test_world};
}

static inline enum status bring_back(uint64_t number, bool accept_older)
{
    struct vault_config into = back_config();
    struct backup_restore in = {.folder = out_folder,
                                .number = number,
                                .key = key,
                                .pepper = span_of(pepper),
                                .into = &into,
                                .db = back_db,
                                .accept_older = accept_older};
    struct manifest manifest;
    size_t mark = arena_mark(&fx.arena);

    fault_clear(&fx.why);
    enum status st = backup_restore(&in, &fx.arena, &manifest, &fx.why);

    arena_rewind(&fx.arena, mark);
    return st;
}

static inline bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

static inline bool nothing_stays(void)
{
    return !is_there(back_db) && !is_there(back_secrets);
}

static inline void forget_back(void)
{
    char command[300];

    snprintf(command, sizeof command, "rm -rf %s/* %s", back_data, back_secrets);
    if (system(command) != 0)
        printf("# can't remove %s\n", back_data);
}

static inline void file_of(uint64_t number, enum folder_file file, char ret[PATH_MAX])
{
    CHECK_INT(folder_path(out_folder, number, file, false, ret, &fx.why), HF_OK);
}

static inline void copy(const char *from, const char *to)
{
    char command[2 * PATH_MAX + 30];

    snprintf(command, sizeof command, "cp %s %s", from, to);
    CHECK_INT(system(command), 0);
}

/* --- something to forget ------------------------------------------------------------------- */

static struct ledger_entry erased_entry;
static struct span erased_frame;

static inline enum status take_frame(struct tx *tx, void *arg, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(tx, "SELECT frame, seq FROM record ORDER BY seq DESC LIMIT 1", NULL,
                               0, &rows, why);

    (void)arg; /* a work's signature */
    if (st == HF_OK && rows_next(&rows, why) == HF_OK)
        erased_frame = arena_copy(&fx.arena, rows_bytes(&rows, 0));
    rows_close(&rows);
    return st;
}

static inline enum status erase_last(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct erase_range range = {erased_entry.client_seq, erased_entry.client_seq};
    struct ledger_erase erase = {.client = fx.client,
                                 .ranges = &range,
                                 .n = 1,
                                 .scope = ERASE_RECORD,
                                 .reason = ERASE_ASKED,
                                 .rule = SPAN("test"),
                                 .request = fresh_request()};
    (void)arg;
    return ledger_erase(ltx, fx.owner, &erase, NULL, why);
}

/* A record, a backup that holds it, then its erasure. */
static inline void back_up_and_erase(void)
{
    struct simple_write in = {
        fx.owner, ACTION_NOTE_WRITTEN, fresh_request(), "to be forgotten", {.seq = 0}};

    CHECK_INT(act(do_write, &in), HF_OK);
    erased_entry = in.entry;
    CHECK_INT(store_transact(fx.store, STORE_READ, take_frame, NULL, &fx.why), HF_OK);
    CHECK_INT(back_up(7), HF_OK);
    CHECK_INT(act(erase_last, NULL), HF_OK);
    CHECK_INT(ledger_scour(fx.ledger, fx.store, &fx.arena, &fx.why), HF_OK);
}

static inline bool file_holds(const char *path, struct span bytes)
{
    FILE *in = fopen(path, "rb");
    struct stat info;
    size_t mark = arena_mark(&fx.arena);
    bool holds = false;

    if (in == NULL || fstat(fileno(in), &info) != 0)
        return false;
    char *all = arena_alloc(&fx.arena, (size_t)info.st_size + 1, 1);
    struct span file = span_at(all, fread(all, 1, (size_t)info.st_size, in));

    for (; file.len >= bytes.len && !holds; file = span_skip(file, 1))
        holds = memcmp(file.at, bytes.at, bytes.len) == 0;
    fclose(in);
    arena_rewind(&fx.arena, mark);
    return holds;
}

static inline void expect_no_trace(void)
{
    char journal[140];

    snprintf(journal, sizeof journal, "%s-wal", back_db);
    struct span middle = span_head(span_skip(erased_frame, 200), 64);

    CHECK_INT(middle.len, 64);
    CHECK(!file_holds(back_db, middle));
    CHECK(!file_holds(journal, middle));
}

static inline void set_aside(uint64_t number, bool back)
{
    char path[PATH_MAX], aside[PATH_MAX + 8];

    for (enum folder_file file = 0; file < FOLDER_FILES; file++) {
        file_of(number, file, path);
        snprintf(aside, sizeof aside, "%s.aside", path);
        copy(back ? aside : path, back ? path : aside);
    }
}

#endif
