/* keep/backup/write.c - one picture of the store into three files.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/backup.h"

#include "keep/backup/folder.h"
#include "keep/backup/tables.h"
#include "keep/ledger/erase.h"
#include "keep/vault/kit.h"

#include <string.h>

struct writing {
    struct ledger_tx *ltx;
    struct vault *vault;
    const char *folder;
    struct kit_note note;
    struct manifest manifest;
    uint64_t erased_seq; /* of the last erasure; 0: nothing was erased */
};

enum status backup_make_key(struct vault *vault, char ret_text[OFFLINE_TEXT], struct fault *why)
{
    struct kit_note note;
    enum status st = kit_note_read(vault, &note, why);

    if (st == HF_OK)
        st = offline_key_make(ret_text, note.recipient, why);
    return st == HF_OK ? kit_note_write(vault, &note, why) : st;
}

static void put_kit(const struct vault *vault, struct archive_out *out)
{
    uint8_t kit[KIT_BYTES];

    kit_write(vault, kit);
    archive_put(out, kit, sizeof kit);
    vault_wipe(kit, sizeof kit);
}

static enum status write_part(struct writing *w, enum backup_part part, struct fault *why)
{
    struct archive_about about = {part, w->manifest.practice, w->manifest.backup,
                                  w->manifest.number};
    struct archive_out out;
    char path[PATH_MAX];
    enum status st = folder_path(w->folder, about.number, (enum folder_file)part, true, path, why);

    if (st != HF_OK)
        return st;
    size_t mark = arena_mark(w->ltx->arena);

    archive_begin(&out, path, &about, w->note.recipient, w->ltx->arena, why);
    if (part == PART_KEYS)
        put_kit(w->vault, &out);
    st = tables_write(w->ltx, w->vault, part, &out, why);
    enum status end = archive_finish(&out);

    arena_rewind(w->ltx->arena, mark);
    w->manifest.part[part] = out.done;
    return st == HF_OK ? end : st;
}

static enum status write_manifest(struct writing *w, struct fault *why)
{
    uint8_t bytes[MANIFEST_BYTES];
    struct keyring *service = NULL;
    enum status st = vault_service_open(w->vault, &service, why);

    if (st != HF_OK)
        return st;
    manifest_write(&w->manifest, service, bytes);
    keyring_close(service);
    return folder_put_manifest(w->folder, w->manifest.number, bytes, why);
}

/* A backup that was finished, but not noted before the program ended, is one of ours. */
static enum status catch_up(struct writing *w, uint64_t newest, struct fault *why)
{
    struct manifest next;
    struct keyring *service = NULL;
    enum status st = vault_service_open(w->vault, &service, why);

    while (st == HF_OK && w->note.number < newest) {
        st = folder_manifest(w->folder, w->note.number + 1, &next, why);
        if (st != HF_OK ||
            memcmp(next.service, keyring_who(service)->sign_pub, sizeof next.service) != 0 ||
            memcmp(next.previous, w->note.manifest, sizeof next.previous) != 0) {
            st = fault_set(why, HF_CONFLICT,
                           "the folder has backup %ld, which this practice does not know of",
                           (long)newest);
            break;
        }
        w->note.number = next.number;
        memcpy(w->note.manifest, next.hash, sizeof next.hash);
    }
    keyring_close(service);
    return st;
}

static enum status begin(struct writing *w, struct fault *why)
{
    struct vault_anchor where = {.size = 0};
    uint64_t newest = 0;
    enum status st = kit_note_read(w->vault, &w->note, why);

    if (st == HF_OK && !w->note.has_key)
        return fault_set(why, HF_NOT_FOUND, "there is no backup key yet");
    if (st == HF_OK)
        st = folder_newest(w->folder, &newest, why);
    if (st == HF_OK)
        st = ledger_where(w->ltx, &where, why);
    if (st == HF_OK && newest > w->note.number)
        st = catch_up(w, newest, why);
    if (st != HF_OK)
        return st;
    w->manifest = (struct manifest){.practice = vault_practice(w->vault),
                                    .backup = world_id(vault_world(w->vault)),
                                    .number = w->note.number + 1,
                                    .utc_us = world_now_us(vault_world(w->vault)),
                                    .size = where.size,
                                    .recipient = key_id_of(w->note.recipient)};
    memcpy(w->manifest.root, where.root, sizeof where.root);
    memcpy(w->manifest.previous, w->note.manifest, sizeof w->note.manifest);
    return HF_OK;
}

/* Before the manifest: a backup without the list is none. */
static enum status write_erased(struct writing *w, struct fault *why)
{
    struct erased_list list;
    struct span bytes;
    size_t mark = arena_mark(w->ltx->arena);
    enum status st = ledger_erased(w->ltx, &list, why);

    w->erased_seq = st == HF_OK ? list.last_seq : 0;
    if (st == HF_OK)
        st = erased_list_write(w->ltx, &list, w->manifest.number, &bytes, why);
    if (st == HF_OK)
        st = folder_put_erased(w->folder, bytes, why);
    arena_rewind(w->ltx->arena, mark);
    return st;
}

static enum status write_files(struct writing *w, struct fault *why)
{
    enum status st = write_part(w, PART_DATA, why);

    if (st == HF_OK)
        st = write_part(w, PART_KEYS, why);
    if (st == HF_OK)
        st = write_manifest(w, why);
    if (st == HF_OK)
        st = write_erased(w, why);
    return st == HF_OK ? folder_commit(w->folder, w->manifest.number, why) : st;
}

static enum status note_it(struct writing *w, struct fault *why)
{
    w->note.number = w->manifest.number;
    memcpy(w->note.manifest, w->manifest.hash, sizeof w->note.manifest);
    return kit_note_write(w->vault, &w->note, why);
}

enum status backup_write(struct ledger_tx *ltx, struct vault *vault, const char *folder,
                         uint32_t keep, struct backup_done *ret, struct fault *why)
{
    struct writing w = {.ltx = ltx, .vault = vault, .folder = folder};
    enum status st = begin(&w, why);

    if (st != HF_OK)
        return st;
    folder_sweep(folder, w.manifest.number);
    st = write_files(&w, why);
    folder_sweep(folder, w.manifest.number);
    if (st == HF_OK)
        st = note_it(&w, why);
    if (st != HF_OK)
        return st;
    ret->manifest = w.manifest;
    ret->removed =
        w.manifest.number > keep ? folder_remove_below(folder, w.manifest.number - keep + 1) : 0;
    ret->removed_erased = folder_remove_shorter(folder, w.erased_seq);
    return HF_OK;
}
