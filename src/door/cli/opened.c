/* door/cli/opened.c - folders, secrets, store, ledger; in that order, and back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/opened.h"

#include <stdlib.h>
#include <unistd.h>

static enum status find_place(struct place *place, struct fault *why)
{
    enum status st = place_find(place, why);

    if (st == HF_OK && access(place->db, R_OK | W_OK) != 0)
        return fault_set(why, HF_INVALID, "there is no practice.db in %s that can be opened",
                         place->data);
    return st;
}

enum status opened_open(struct opened *o, struct fault *why)
{
    void *block = malloc(OPENED_MEMORY);

    if (block == NULL)
        return fault_set(why, HF_FAILED, "not enough memory");
    arena_init(&o->arena, block, OPENED_MEMORY);
    enum status st = find_place(&o->place, why);

    if (st != HF_OK)
        return st;
    struct vault_config config = {o->place.secrets, o->place.data, VAULT_COST_DEFAULT,
                                  VAULT_COST_FLOOR, &world_system};

    st = vault_open(&config, &o->vault, why);
    if (st == HF_NOT_FOUND) /* for a command, a folder that is not there is a wrong argument */
        return HF_INVALID;
    if (st == HF_OK)
        st = store_open(&store_sqlite, o->place.db, &o->store, why);
    return st == HF_OK ? ledger_new(o->vault, &o->ledger, why) : st;
}

void opened_close(struct opened *o)
{
    ledger_free(o->ledger);
    store_free(o->store);
    vault_free(o->vault);
    free(o->arena.block);
}
