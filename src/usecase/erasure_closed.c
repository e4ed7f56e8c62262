/* usecase/erasure_closed.c - an owner lets go of what the owner can't read.
 *
 * Erasing needs no reading: the register says what kind each entry is, the profile what must stay,
 * and the version of an asking that it was for erasing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/erasure_inside.h"

#include "usecase/practice_file.h"

enum { US_PER_S = 1000000 };

static const struct record_asked_content wishes[] = {
    [WISH_ERASE] = {.wish = WISH_ERASE},
    [WISH_CORRECT] = {.wish = WISH_CORRECT},
    [WISH_COPY] = {.wish = WISH_COPY},
};

/* NULL: it was asked before wishes were told there. */
static const struct record_asked_content *wish_of(const struct ledger_entry *e)
{
    bool told = e->action == ACTION_RECORD_ASKED &&
                e->object_version >= WISH_IN_VERSION + WISH_ERASE &&
                e->object_version <= WISH_IN_VERSION + WISH_COPY;

    return told ? &wishes[e->object_version - WISH_IN_VERSION] : NULL;
}

static bool is_answered(const struct ledger_list *list, struct id128 asked)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].entry.action == ACTION_RECORD_ANSWERED &&
            id_equal(list->items[i].entry.object, asked))
            return true;
    return false;
}

static bool is_open_wish(const struct ledger_list *list, const struct ledger_item *item)
{
    return !item->is_erased && wish_of(&item->entry) != NULL &&
           !is_answered(list, item->entry.object);
}

static void take_asked(struct whereabouts *w, const struct ledger_list *list, struct arena *arena)
{
    struct whereabouts_asked *at = arena_array(arena, struct whereabouts_asked, list->n);

    for (size_t i = list->n; i > 0 && at != NULL; i--) {
        const struct ledger_entry *e = &list->items[i - 1].entry;

        if (!is_open_wish(list, &list->items[i - 1]))
            continue;
        at[w->n_asked++] = (struct whereabouts_asked){
            .id = e->object,
            .said = wish_of(e),
            .seq = e->seq,
            .at_s = e->utc_us / US_PER_S,
            .by_client = id_equal(e->actor.id, w->file.client.id),
        };
        w->is_wished |= wish_of(e)->wish == WISH_ERASE;
    }
    w->asked = at;
}

int64_t closed_wish_s(const struct ledger_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (is_open_wish(list, &list->items[i]) &&
            wish_of(&list->items[i].entry)->wish == WISH_ERASE)
            return list->items[i].entry.utc_us / US_PER_S;
    return 0;
}

enum status whereabouts_look_closed(struct ledger_tx *ltx, struct looking *in, struct fault *why)
{
    struct whereabouts w = {.is_wished = false};
    enum status st = practice_file_load(ltx, in->practice, &w.file.practice, why);

    w.file.client = in->client;
    if (st == HF_OK)
        st = ledger_load_part(ltx, in->reader, in->client, 0, &in->list, why);
    if (st == HF_OK && in->list.n == 0)
        st = fault_set(why, HF_NOT_FOUND, "there is no such client");
    if (st != HF_OK)
        return st;
    take_asked(&w, &in->list, ltx->arena);
    whereabouts_count(&w, in->practice, &in->list, ltx->arena);
    if (ltx->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *in->ret = w;
    return HF_OK;
}
