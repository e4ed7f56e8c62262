/* Further people of the fixture's practice, and what they are given and can open.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SOMEONE_H
#define HF_TEST_SOMEONE_H

#include "practice.h"

/* Keys are the caller's to close. */
struct someone {
    struct person_id person;
    uint32_t keygen;
    uint8_t roles;
    struct keyring *by, *keyring;
};

static inline enum status make_someone(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct someone *in = arg;
    enum status st =
        user_make(fx.vault, ltx->tx, in->person, in->keygen, in->roles, &in->keyring, why);

    return st == HF_OK ? ledger_certify_user(ltx, in->by, in->person, fresh_request(), why) : st;
}

static inline struct someone someone_new(uint8_t roles)
{
    struct someone in = {{world_id(&test_world)}, 1, roles, fx.owner, NULL};

    CHECK(act(make_someone, &in) == HF_OK);
    return in;
}

struct giving {
    struct keyring *author;
    struct ledger_grant grant;
};

static inline enum status do_give(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct giving *in = arg;

    return ledger_grant(ltx, in->author, &in->grant, why);
}

static inline enum status give(struct keyring *author, struct person_id to, uint8_t purpose,
                               int64_t until_us)
{
    struct giving in = {author,
                        {.client = fx.client,
                         .recipient = to,
                         .compartments = COMPARTMENT_BIT(COMPARTMENT_CARE),
                         .purpose = purpose,
                         .until_us = until_us,
                         .request = fresh_request()}};

    return act(do_give, &in);
}

/* How many contents of care this reader opens in the fixture's client's chain. */
struct opening {
    struct keyring *reader;
    size_t n;
};

static inline enum status do_count_open(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct opening *in = arg;
    struct ledger_list list;
    enum status st = ledger_load(ltx, in->reader, fx.client, &list, why);

    in->n = 0;
    for (size_t i = 0; st == HF_OK && i < list.n; i++)
        in->n += list.items[i].compartment == COMPARTMENT_CARE && list.items[i].is_open;
    return st;
}

static inline size_t count_open(struct keyring *reader)
{
    struct opening in = {reader, 0};
    size_t mark = arena_mark(&fx.arena);

    CHECK_INT(act(do_count_open, &in), HF_OK);
    arena_rewind(&fx.arena, mark);
    return in.n;
}

static inline enum status do_open(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return ledger_open_epochs(ltx, arg, fx.client, COMPARTMENTS_OF_CLIENT, fresh_request(), why);
}

#endif
