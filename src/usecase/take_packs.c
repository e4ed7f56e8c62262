/* usecase/take_packs.c - which packs are in force; their bytes, kept; and the owner's yes to
 * others.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/packs.h"

#include "keep/vault/row.h"
#include "usecase/packs_inside.h"

#include <string.h>

/* --- what is in force ------------------------------------------------------------------------ */

bool packs_said(const struct knowledge *knowledge, struct arena *arena,
                struct packs_adopted_content *ret)
{
    struct pack_said *packs = arena_array(arena, struct pack_said, knowledge->n_files);
    struct packs_adopted_content content = {.packs = {packs, 0}};

    for (size_t i = 0; packs != NULL && i < knowledge->n_files; i++) {
        const struct knowledge_file *file = &knowledge->files[i];

        packs[content.packs.count++] = (struct pack_said){.url = file->name, .hash = file->hash};
        if (span_is(file->name, "packs/atlas.json"))
            content.atlas_hash = file->hash;
    }
    *ret = content;
    return packs != NULL && content.atlas_hash.len > 0;
}

static bool has_pack(const struct pack_list *list, const struct pack_said *pack)
{
    for (size_t i = 0; i < list->count; i++)
        if (span_equal(list->at[i].url, pack->url))
            return span_equal(list->at[i].hash, pack->hash);
    return false;
}

bool packs_are_taken(const struct practice_file *file, const struct knowledge *knowledge,
                     struct arena *arena)
{
    struct packs_adopted_content carried;

    if (file->packs == NULL || !packs_said(knowledge, arena, &carried) ||
        !span_equal(file->packs->atlas_hash, carried.atlas_hash))
        return false;
    for (size_t i = 0; i < carried.packs.count; i++)
        if (!has_pack(&file->packs->packs, &carried.packs.at[i]))
            return false;
    return true;
}

void packs_name_change(const struct practice_file *file, const struct packs_adopted_content *newer,
                       uint8_t ret[32])
{
    uint8_t sums[2 * KNOWLEDGE_FILES_MOST + 2][32] = {{0}}, n = 0;
    const struct packs_adopted_content *sides[] = {file->packs, newer};

    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0;
             sides[side] != NULL && i < sides[side]->packs.count && i < KNOWLEDGE_FILES_MOST; i++) {
            struct span hash = sides[side]->packs.at[i].hash;

            memcpy(sums[n++], hash.at, hash.len < 32 ? hash.len : 32);
        }
    vault_sha256(span_at(sums, sizeof sums), ret);
}

/* --- bytes ----------------------------------------------------------------------------------- */

struct id128 packs_shelf_name(struct span hash)
{
    struct id128 name = {{0}};

    memcpy(name.bytes, hash.at, hash.len < sizeof name.bytes ? hash.len : sizeof name.bytes);
    return name;
}

/* Its frame goes with the arena. */
static enum status shelve(struct ledger_tx *ltx, const struct practice *practice,
                          const struct knowledge_file *file, struct fault *why)
{
    struct id128 id = vault_practice(practice->vault).id;
    size_t mark = arena_mark(ltx->arena), len = file->bytes.len + VAULT_SHELF_EXTRA;
    uint8_t *frame = arena_alloc(ltx->arena, len, 1);

    if (frame == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    vault_shelve(practice->vault, packs_shelf_name(file->hash), file->bytes, frame);
    enum status st = row_add(practice->vault, ltx->tx, TABLE_PACK,
                             VALUES(value_raw(id.bytes, 16), value_bytes(file->hash),
                                    value_text(file->name), value_raw(frame, len)),
                             why);

    arena_rewind(ltx->arena, mark);
    return st;
}

static enum status keep_one(struct ledger_tx *ltx, const struct practice *practice,
                            const struct knowledge_file *file, struct fault *why)
{
    struct id128 id = vault_practice(practice->vault).id;
    struct rows rows;
    enum status st = row_find(practice->vault, ltx->tx, TABLE_PACK, "practice = $1 AND hash = $2",
                              VALUES(value_raw(id.bytes, 16), value_bytes(file->hash)), &rows, why);

    if (st == HF_OK)
        rows_close(&rows);
    if (st != HF_NOT_FOUND)
        return st;
    fault_clear(why);
    return shelve(ltx, practice, file, why);
}

enum status packs_keep(struct ledger_tx *ltx, const struct practice *practice, struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < practice->knowledge->n_files; i++)
        st = keep_one(ltx, practice, &practice->knowledge->files[i], why);
    return st;
}

/* --- the owner's yes ------------------------------------------------------------------------- */

struct take_work {
    const struct practice *practice;
    const struct take_packs *in;
};

static enum status write_yes(struct ledger_tx *ltx, const struct take_work *work,
                             const struct packs_adopted_content *content, struct fault *why)
{
    struct ledger_write write = {
        .action = ACTION_PACKS_ADOPTED,
        .object_version = 1,
        .direction = (uint8_t)content_direction(ACTION_PACKS_ADOPTED, content),
    };
    enum status st = content_encode(ACTION_PACKS_ADOPTED, content, ltx->arena, &write.content, why);

    if (st == HF_OK)
        st = packs_keep(ltx, work->practice, why);
    return st == HF_OK ? hand_append(ltx, &work->in->hand, 0, write, NULL, why) : st;
}

static enum status take_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct take_work *work = arg;
    struct packs_adopted_content content;
    struct practice_file file;
    uint8_t shown[32];
    enum status st = practice_file_load(ltx, work->practice, &file, why);

    if (st != HF_OK)
        return st;
    if (packs_are_taken(&file, work->practice->knowledge, ltx->arena))
        return HF_OK; /* the same form, sent twice */
    if (!packs_said(work->practice->knowledge, ltx->arena, &content))
        return fault_set(why, HF_FAILED, "request memory is spent");
    packs_name_change(&file, &content, shown);
    if (memcmp(shown, work->in->shown, sizeof shown) != 0)
        return fault_set(why, HF_CONFLICT, "these are not the rules that were shown");
    return write_yes(ltx, work, &content, why);
}

enum status take_packs(const struct practice *practice, struct arena *arena,
                       const struct take_packs *in, struct fault *why)
{
    struct take_work work = {practice, in};

    return ledger_transact(practice->ledger, practice->store, arena, take_inside, &work, why);
}
