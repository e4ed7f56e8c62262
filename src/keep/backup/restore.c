/* keep/backup/restore.c - three files into a practice that holds, or nothing at all.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/backup.h"

#include "keep/backup/aside.h"
#include "keep/backup/folder.h"
#include "keep/backup/tables.h"
#include "keep/ledger/erase.h"
#include "keep/ledger/older.h"
#include "keep/store/store.h"
#include "keep/vault/kit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct restoring {
    const struct backup_restore *in;
    struct arena *arena;
    struct manifest manifest;
    struct archive_in data, keys;
    char db[PATH_MAX], secrets[PATH_MAX]; /* aside */
    struct vault_config config;           /* with that secrets folder, or with the one there is */
    struct vault *vault;
    struct store *store;
    struct ledger *ledger;
    bool made_secrets, made_store;
    struct vault_anchor before, after; /* before: of a secrets folder that was there */
    uint64_t ways_before;
    char first[120]; /* what the check found first */
};

/* --- the folders ----------------------------------------------------------------------------- */

static enum status name_aside(struct restoring *r, struct fault *why)
{
    r->config = *r->in->into;
    return aside_name(r->in->db, r->db) && aside_name(r->in->into->secrets_path, r->secrets)
               ? HF_OK
               : fault_set(why, HF_INVALID, "the path of the practice is too long");
}

/* A journal of another practice's file would be played into the new one; what an earlier restore
 * left half done is nobody's. */
static enum status clear_place(struct restoring *r, struct fault *why)
{
    if (access(r->in->db, F_OK) == 0)
        return fault_set(why, HF_CONFLICT, "there is a practice in that data folder already");
    aside_remove_store(r->in->db);
    enum status st = name_aside(r, why);

    if (st != HF_OK)
        return st;
    aside_remove_store(r->db);
    aside_remove_secrets(r->secrets);
    return HF_OK;
}

static void undo(struct restoring *r)
{
    if (r->made_store)
        aside_remove_store(r->db);
    if (r->made_secrets)
        aside_remove_secrets(r->secrets);
    else if (r->vault != NULL && r->made_store)
        (void)vault_ways_set(r->vault, r->ways_before);
}

/* --- the secrets ----------------------------------------------------------------------------- */

static enum status open_archive(struct restoring *r, enum backup_part part, struct archive_in *in,
                                struct fault *why)
{
    const struct manifest *m = &r->manifest;
    struct archive_about about = {part, m->practice, m->backup, m->number};
    char path[PATH_MAX];
    enum status st =
        folder_path(r->in->folder, m->number, (enum folder_file)part, false, path, why);

    if (st != HF_OK)
        return st;
    archive_open(in, path, &about, r->in->key, r->arena, why);
    return in->status;
}

static enum status check_key(const struct restoring *r, struct fault *why)
{
    uint8_t pub[32];

    offline_key_public(r->in->key, pub);
    struct key_id id = key_id_of(pub);

    return memcmp(&id, &r->manifest.recipient, sizeof id) == 0
               ? HF_OK
               : fault_set(why, HF_INVALID, "backup %ld was sealed to another backup key",
                           (long)r->manifest.number);
}

/* What this secrets folder knows must not be newer than the backup. */
static enum status check_known(struct restoring *r, struct fault *why)
{
    struct kit_note note;
    struct vault_anchor anchor = {.size = 0};
    enum status st = kit_note_read(r->vault, &note, why);

    if (st == HF_OK)
        st = vault_anchor_read(r->vault, &anchor, why);
    if (st != HF_OK)
        return st;
    r->before = anchor;
    if (note.number == r->manifest.number && note.number > 0 &&
        memcmp(note.manifest, r->manifest.hash, sizeof note.manifest) != 0)
        return fault_set(why, HF_INVALID, "this is not the backup %ld that was made here",
                         (long)note.number);
    if (r->in->accept_older)
        return HF_OK;
    if (note.number > r->manifest.number)
        return fault_set(why, HF_CONFLICT,
                         "backup %ld was made here and is not in the folder; the newest is %ld",
                         (long)note.number, (long)r->manifest.number);
    if (anchor.size > r->manifest.size)
        return fault_set(why, HF_CONFLICT,
                         "%ld entries were confirmed here after this backup and are not in it",
                         (long)(anchor.size - r->manifest.size));
    return HF_OK;
}

static enum status use_kit(struct restoring *r, const uint8_t *kit, struct fault *why)
{
    uint8_t service[32];
    struct fault quiet = {.status = HF_OK};
    struct practice_id practice = kit_practice(kit);

    kit_service_key(kit, service);
    if (memcmp(service, r->manifest.service, sizeof service) != 0 ||
        memcmp(&practice, &r->manifest.practice, sizeof practice) != 0)
        return fault_set(why, HF_INVALID, "the manifest was not signed by this practice");
    enum status st = vault_open(&r->config, &r->vault, &quiet);

    if (st == HF_OK) {
        practice = vault_practice(r->vault);
        return memcmp(&practice, &r->manifest.practice, sizeof practice) == 0
                   ? check_known(r, why)
                   : fault_set(why, HF_CONFLICT, "the secrets folder is another practice's");
    }
    if (access(r->in->into->secrets_path, F_OK) == 0 && rmdir(r->in->into->secrets_path) != 0)
        return fault_set(why, HF_CONFLICT, "%s", quiet.text);
    r->config.secrets_path = r->secrets;
    r->made_secrets = true;
    return kit_restore(&r->config, kit, r->in->pepper, &r->vault, why);
}

static enum status open_secrets(struct restoring *r, struct fault *why)
{
    uint8_t kit[KIT_BYTES];
    enum status st = open_archive(r, PART_KEYS, &r->keys, why);

    if (st != HF_OK)
        return st;
    (void)archive_get(&r->keys, kit, sizeof kit); /* its status tells */
    st = r->keys.status == HF_OK ? use_kit(r, kit, why) : r->keys.status;
    vault_wipe(kit, sizeof kit);
    return st;
}

/* --- the rows -------------------------------------------------------------------------------- */

static enum status fill(struct tx *tx, void *arg, struct fault *why)
{
    struct restoring *r = arg;
    struct practice_id practice = r->manifest.practice;
    enum status st = tables_read(tx, practice, PART_DATA, &r->data, why);

    if (st == HF_OK)
        st = tables_read(tx, practice, PART_KEYS, &r->keys, why);
    if (st != HF_OK)
        return st;
    if (r->data.rows != r->manifest.part[PART_DATA].rows ||
        r->keys.rows != r->manifest.part[PART_KEYS].rows)
        return fault_set(why, HF_INVALID, "the backup has not the rows that its manifest counts");
    return row_remove(r->vault, tx, TABLE_PASS, "practice = $1",
                      VALUES(value_raw(practice.id.bytes, 16)), why);
}

static enum status fill_store(struct restoring *r, struct fault *why)
{
    enum status st = open_archive(r, PART_DATA, &r->data, why);

    if (st != HF_OK)
        return st;
    r->made_store = true;
    r->ways_before = vault_ways_set(r->vault, 0); /* what is restored counts from where it was */
    st = store_open(&store_sqlite, r->db, &r->store, why);
    return st == HF_OK ? store_try(r->store, STORE_WRITE, fill, r, why) : st;
}

/* --- the check ------------------------------------------------------------------------------- */

static void take_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    struct restoring *r = arg;

    if (r->first[0] == '\0')
        snprintf(r->first, sizeof r->first, "%s %" PRIu64 ": %s", table, seq, text);
}

static enum status check_rows(struct restoring *r, struct fault *why)
{
    struct ledger_report report = {
        .by_itself = true, .finding = take_finding, .progress = r->in->progress, .arg = r};
    enum status st = ledger_verify(r->ledger, r->store, r->arena, &report, why);

    if (st != HF_OK || report.findings == 0)
        return st;
    return fault_set(why, HF_INVALID, "what the backup holds does not hold: %s", r->first);
}

/* --- what was erased ------------------------------------------------------------------------- */

/* The list beside the backups is at least as new as the newest of them. */
static enum status read_beside(struct restoring *r, struct erased_list *ret, struct fault *why)
{
    uint64_t newest = 0, number = 0;
    struct span bytes;
    enum status st = folder_newest(r->in->folder, &newest, why);

    *ret = (struct erased_list){0};
    if (st == HF_OK)
        st = folder_get_erased(r->in->folder, r->arena, &bytes, why);
    if (st == HF_NOT_FOUND && r->in->accept_older) {
        fault_clear(why);
        return HF_OK;
    }
    if (st == HF_NOT_FOUND)
        return HF_CONFLICT; /* what it says is said */
    if (st == HF_OK)
        st = erased_list_read(bytes, r->manifest.practice, r->manifest.service, ret, &number, why);
    if (st != HF_OK || number >= newest || r->in->accept_older)
        return st;
    return fault_set(why, HF_CONFLICT,
                     "the list of what was erased is older than the newest backup in the folder");
}

struct again {
    const struct erased_list *list;
    uint64_t n;
};

static enum status erase_again(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct again *again = arg;

    return ledger_erase_again(ltx, again->list, &again->n, why);
}

static enum status erase_by(struct restoring *r, const struct erased_list *list, struct fault *why)
{
    struct again again = {list, 0};

    enum status st = ledger_transact(r->ledger, r->store, r->arena, erase_again, &again, why);

    return st == HF_OK && again.n > 0 ? store_scour(r->store, why) : st;
}

static enum status find_noted(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_erased(ltx, arg, why);
}

static enum status note_beside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_note_erased(ltx, arg, why);
}

/* By both lists: the one beside the backups, and the one that this secrets folder has. Then both
 * are one in the secrets folder: a newer archive may bring what this one never had. */
static enum status erase_erased(struct restoring *r, struct fault *why)
{
    struct erased_list beside, noted;
    enum status st = read_beside(r, &beside, why);

    if (st == HF_OK)
        st = erase_by(r, &beside, why);
    if (st == HF_OK)
        st = ledger_read(r->ledger, r->store, r->arena, find_noted, &noted, why);
    if (st == HF_OK)
        st = erase_by(r, &noted, why);
    if (st == HF_OK)
        st = ledger_read(r->ledger, r->store, r->arena, note_beside, &beside, why);
    return st == HF_OK ? ledger_scour(r->ledger, r->store, r->arena, why) : st;
}

/* --- what may be missing --------------------------------------------------------------------- */

/* Whatever narrows moves the anchor, so where the backup reaches as far no no is missing. Where
 * there was no secrets folder nobody knows what came after it. */
static bool may_miss(const struct restoring *r)
{
    return r->made_secrets || r->before.size == 0 || r->before.size > r->manifest.size;
}

static enum status say_older(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct restoring *r = arg;
    struct ledger_older said = {.kept = 0};
    struct keyring *service = NULL;
    enum status st = vault_service_open(r->vault, &service, why);

    if (st == HF_OK)
        st = ledger_say_older(ltx, service, OLDER_RESTORED, r->before.size, &said, why);
    keyring_close(service);
    return st;
}

/* --- all of it ------------------------------------------------------------------------------- */

static enum status where(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct vault_anchor *ret = arg;

    return ledger_where(ltx, ret, why);
}

static enum status check_end(struct restoring *r, struct fault *why)
{
    struct vault_anchor is = {.size = 0};
    enum status st = ledger_read(r->ledger, r->store, r->arena, where, &is, why);

    if (st != HF_OK)
        return st;
    return is.size == r->manifest.size && memcmp(is.root, r->manifest.root, sizeof is.root) == 0
               ? HF_OK
               : fault_set(why, HF_INVALID, "the ledger is not the one that the manifest names");
}

static enum status check_all(struct restoring *r, struct fault *why)
{
    enum status st = ledger_new(r->vault, &r->ledger, why);

    if (st == HF_OK)
        st = check_end(r, why);
    if (st == HF_OK && may_miss(r))
        st = ledger_transact(r->ledger, r->store, r->arena, say_older, r, why);
    if (st == HF_OK)
        st = erase_erased(r, why);
    if (st == HF_OK)
        st = check_rows(r, why);
    return st == HF_OK ? ledger_read(r->ledger, r->store, r->arena, where, &r->after, why) : st;
}

static enum status note(struct restoring *r, struct fault *why)
{
    struct kit_note note = {.has_key = true, .number = r->manifest.number};

    offline_key_public(r->in->key, note.recipient);
    memcpy(note.manifest, r->manifest.hash, sizeof note.manifest);
    return kit_note_write(r->vault, &note, why);
}

/* --- in its place ---------------------------------------------------------------------------- */

/* Secrets that were made know how far it goes before they are in their place. Those that were there
 * learn it last: interrupted, the practice takes only what narrows (holdfast accept-older). */
static enum status put_in_place(struct restoring *r, struct fault *why)
{
    enum status st = r->made_secrets ? vault_anchor_set(r->vault, &r->after, why) : HF_OK;

    if (st == HF_OK && r->made_secrets)
        st = aside_move(r->secrets, r->in->into->secrets_path, why);
    if (st == HF_OK)
        st = aside_move(r->db, r->in->db, why);
    return st == HF_OK && !r->made_secrets ? vault_anchor_set(r->vault, &r->after, why) : st;
}

static enum status make(struct restoring *r, struct fault *why)
{
    enum status st = check_key(r, why);

    if (st == HF_OK)
        st = open_secrets(r, why);
    if (st == HF_OK)
        st = fill_store(r, why);
    if (st == HF_OK)
        st = check_all(r, why);
    if (st == HF_OK)
        st = note(r, why);
    archive_close(&r->data);
    archive_close(&r->keys);
    ledger_free(r->ledger);
    store_free(r->store); /* its journal goes with it */
    return st == HF_OK ? put_in_place(r, why) : st;
}

enum status backup_restore(const struct backup_restore *in, struct arena *arena,
                           struct manifest *ret, struct fault *why)
{
    struct restoring r = {.in = in, .arena = arena, .data = {.fd = -1}, .keys = {.fd = -1}};
    enum status st = clear_place(&r, why);

    if (st == HF_OK)
        st = backup_look(in->folder, in->number, arena, &r.manifest, why);
    if (st != HF_OK)
        return st;
    st = make(&r, why);
    if (st != HF_OK)
        undo(&r);
    else
        *ret = r.manifest;
    if (st == HF_OK && in->ret_said_older != NULL)
        *in->ret_said_older = may_miss(&r);
    vault_free(r.vault);
    return st;
}
