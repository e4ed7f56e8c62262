/* usecase/packs_kept.c - the packs in force, by the bytes that were kept when the owner took them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/row.h"
#include "usecase/packs_inside.h"

struct older_work {
    const struct practice *practice;
    struct arena *arena;
    struct practice_file file;
    struct knowledge_file kept[KNOWLEDGE_FILES_MOST];
    size_t n_kept;
};

static enum status take_row(struct older_work *work, const struct pack_said *pack,
                            const struct rows *rows, struct fault *why)
{
    struct span frame = rows_bytes(rows, 3);
    size_t len = frame.len > VAULT_SHELF_EXTRA ? frame.len - VAULT_SHELF_EXTRA : 0;
    uint8_t hash[32], *text = arena_alloc(work->arena, len + 1, 1);

    if (text == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (!vault_unshelve(work->practice->vault, packs_shelf_name(pack->hash), frame, text))
        return fault_set(why, HF_FAILED, "a kept pack can't be opened");
    struct span bytes = span_at(text, len);

    vault_sha256(bytes, hash);
    if (!span_equal(span_at(hash, sizeof hash), pack->hash))
        return fault_set(why, HF_FAILED, "a kept pack is not the one that the owner took");
    if (work->n_kept < KNOWLEDGE_FILES_MOST)
        work->kept[work->n_kept++] = (struct knowledge_file){pack->url, bytes, pack->hash};
    return HF_OK;
}

static enum status load_kept(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct older_work *work = arg;
    struct id128 id = vault_practice(work->practice->vault).id;
    enum status st = practice_file_load(ltx, work->practice, &work->file, why);

    for (size_t i = 0; st == HF_OK && work->file.packs != NULL && i < work->file.packs->packs.count;
         i++) {
        const struct pack_said *pack = &work->file.packs->packs.at[i];
        struct rows rows;

        st = row_find(work->practice->vault, ltx->tx, TABLE_PACK, "practice = $1 AND hash = $2",
                      VALUES(value_raw(id.bytes, 16), value_bytes(pack->hash)), &rows, why);
        if (st == HF_OK) {
            st = take_row(work, pack, &rows, why);
            rows_close(&rows);
        } else if (st == HF_NOT_FOUND) {
            fault_clear(why);
            st = HF_OK; /* told as not kept */
        }
    }
    return st;
}

static enum status find_kept(void *arg, const char *name, struct span *ret, struct fault *why)
{
    const struct older_work *work = arg;

    for (size_t i = 0; i < work->n_kept; i++)
        if (span_is(work->kept[i].name, name)) {
            *ret = work->kept[i].bytes;
            return HF_OK;
        }
    return fault_set(why, HF_NOT_FOUND, "is not kept");
}

static void name_hashes(const struct older_work *work, struct knowledge *know)
{
    for (size_t i = 0; i < know->n_files; i++)
        for (size_t j = 0; j < work->n_kept; j++)
            if (span_equal(know->files[i].name, work->kept[j].name))
                know->files[i].hash = work->kept[j].hash;
}

/* The carried ones where they are in force, else those that were kept. What this program can't
 * read any more counts as not kept. */
static const struct knowledge *find_older(struct older_work *work)
{
    struct knowledge *know = arena_new(work->arena, struct knowledge);
    struct fault inner;

    if (packs_are_taken(&work->file, work->practice->knowledge, work->arena))
        return work->practice->knowledge;
    fault_clear(&inner);
    if (know == NULL || knowledge_load_from(find_kept, work, work->arena, know, &inner) != HF_OK)
        return NULL;
    name_hashes(work, know);
    return know;
}

enum status packs_load_in_force(const struct practice *practice, struct arena *arena,
                                struct packs_in_force *ret, struct fault *why)
{
    struct older_work work = {.practice = practice, .arena = arena};
    enum status st = ledger_read(practice->ledger, practice->store, arena, load_kept, &work, why);

    if (st == HF_OK)
        *ret = (struct packs_in_force){work.file, find_older(&work)};
    return st;
}
