/* keep/ledger/waiting.c - stops that the disk did not take: in memory, sealed, and written first.
 *
 * Each is written under its own request id, so two threads that try at once write it once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { WAITING_MOST = 64, WRITE_MEMORY = 64 << 10 };

struct waiting {
    bool is_taken;
    int64_t happened_us;
    struct ledger_write write; /* its content is in `kept` */
    struct keyring_kept kept;
};

enum status waiting_new(struct ledger *ledger, struct fault *why)
{
    ledger->waiting = calloc(WAITING_MOST, sizeof *ledger->waiting);
    return ledger->waiting == NULL ? fault_set(why, HF_FAILED, "no memory for the ledger") : HF_OK;
}

void waiting_free(struct ledger *ledger)
{
    vault_wipe(ledger->waiting, WAITING_MOST * sizeof *ledger->waiting);
    free(ledger->waiting);
}

/* --- asking ---------------------------------------------------------------------------------- */

typedef bool waiting_test(const struct waiting *waiting, struct id128 id);

static bool is_about(const struct waiting *waiting, struct id128 object)
{
    return id_equal(waiting->write.object, object);
}

static bool is_of_client(const struct waiting *waiting, struct id128 client)
{
    return id_equal(waiting->write.client.id, client);
}

static bool is_request(const struct waiting *waiting, struct id128 request)
{
    return id_equal(waiting->write.request.id, request);
}

/* With the lock held. */
static struct waiting *find(struct ledger *ledger, waiting_test *test, struct id128 id)
{
    for (int i = 0; i < WAITING_MOST; i++)
        if (ledger->waiting[i].is_taken && test(&ledger->waiting[i], id))
            return &ledger->waiting[i];
    return NULL;
}

static bool has(struct ledger *ledger, waiting_test *test, struct id128 id)
{
    if (atomic_load(&ledger->n_waiting) == 0)
        return false;
    pthread_mutex_lock(&ledger->waiting_lock);
    bool found = find(ledger, test, id) != NULL;

    pthread_mutex_unlock(&ledger->waiting_lock);
    return found;
}

bool ledger_waits(struct ledger *ledger, struct id128 object)
{
    return has(ledger, is_about, object);
}

bool waits_for(struct ledger *ledger, struct client_id client)
{
    return has(ledger, is_of_client, client.id);
}

/* --- keeping --------------------------------------------------------------------------------- */

static struct waiting *free_place(struct ledger *ledger)
{
    for (int i = 0; i < WAITING_MOST; i++)
        if (!ledger->waiting[i].is_taken)
            return &ledger->waiting[i];
    return NULL;
}

/* The same again waits already. With the lock held. */
static enum status put(struct ledger *ledger, const struct waiting *one, struct fault *why)
{
    if (find(ledger, is_request, one->write.request.id) != NULL)
        return HF_OK;
    struct waiting *place = free_place(ledger);

    if (place == NULL)
        return fault_set(why, HF_BUSY, "too many acts wait for the disk");
    *place = *one;
    atomic_fetch_add(&ledger->n_waiting, 1);
    return HF_OK;
}

enum status ledger_keep(struct ledger *ledger, const struct keyring *author,
                        const struct ledger_write *write, struct fault *why)
{
    const struct action *action = action_find(write->action);
    struct waiting one = {
        .is_taken = true, .happened_us = world_now_us(vault_world(ledger->vault)), .write = *write};

    if (action == NULL || direction_of(action, write) != DIRECTION_NARROWS)
        return fault_set(why, HF_INVALID, "only what narrows may wait for the disk");
    enum status st =
        keyring_keep(ledger->vault, author, write->request.id, write->content, &one.kept, why);

    if (st != HF_OK)
        return st;
    one.write.content = (struct span){0};
    pthread_mutex_lock(&ledger->waiting_lock);
    st = put(ledger, &one, why);
    pthread_mutex_unlock(&ledger->waiting_lock);
    return st;
}

/* --- writing --------------------------------------------------------------------------------- */

struct writing {
    struct ledger_write write;
    struct keyring *author;
};

static enum status write_one(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct writing *writing = arg;

    return ledger_append(ltx, writing->author, &writing->write, NULL, why);
}

static enum status try_one(struct ledger *ledger, struct store *store, const struct waiting *one,
                           struct fault *why)
{
    alignas(max_align_t) unsigned char block[WRITE_MEMORY];
    uint8_t content[KEYRING_KEPT_MOST];
    struct writing writing = {.write = one->write};
    struct arena arena;
    struct ledger_tx ltx = {.ledger = ledger, .arena = &arena, .happened_us = one->happened_us};
    enum status st = keyring_kept_open(ledger->vault, &one->kept, &writing.author, content, why);

    if (st != HF_OK)
        return st;
    arena_init(&arena, block, sizeof block);
    writing.write.content = span_at(content, one->kept.content_len);
    st = transact_by(store_try, &ltx, store, write_one, &writing, why);
    keyring_close(writing.author);
    vault_wipe(content, sizeof content);
    vault_wipe(block, sizeof block);
    return st;
}

static void drop(struct ledger *ledger, struct request_id request)
{
    pthread_mutex_lock(&ledger->waiting_lock);
    struct waiting *place = find(ledger, is_request, request.id);

    if (place != NULL) {
        vault_wipe(place, sizeof *place);
        atomic_fetch_sub(&ledger->n_waiting, 1);
    }
    pthread_mutex_unlock(&ledger->waiting_lock);
}

static bool copy_place(struct ledger *ledger, int i, struct waiting *ret)
{
    pthread_mutex_lock(&ledger->waiting_lock);
    *ret = ledger->waiting[i];
    pthread_mutex_unlock(&ledger->waiting_lock);
    return ret->is_taken;
}

/* HF_CONFLICT: a stop of this very request was written before, with other words. What the disk
 * does not take, or what nobody may sign any more, goes on waiting: its room stays stopped. */
void ledger_write_waiting(struct ledger *ledger, struct store *store)
{
    struct fault quiet = {.status = HF_OK};
    struct waiting one;

    for (int i = 0; atomic_load(&ledger->n_waiting) > 0 && i < WAITING_MOST; i++) {
        if (!copy_place(ledger, i, &one))
            continue;
        enum status st = try_one(ledger, store, &one, &quiet);

        if (st == HF_OK || st == HF_CONFLICT)
            drop(ledger, one.write.request);
        else if (st == HF_BUSY || st == HF_FAILED)
            break;
    }
    vault_wipe(&one, sizeof one);
}
