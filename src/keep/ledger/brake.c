/* keep/ledger/brake.c - nobody reads client after client without a word.
 *
 * Counted is what is written: each first reading of a client in an hour is an entry already, so the
 * count outlives a restart, is one for all of a person's sign-ins, and can't be put back. Whoever
 * meets the brake goes on by saying why, to whoever owns the practice (usecase/brake.h). Where
 * nothing but what narrows is written, readings are counted in memory, and only time lets go.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content.h"
#include "keep/ledger/ledger_inside.h"
#include "keep/vault/record.h"

#include <string.h>

static const int64_t window_us = LEDGER_BRAKE_MINUTES * INT64_C(60) * 1000000;

struct counted {
    struct client_id clients[LEDGER_BRAKE_CLIENTS];
    size_t n;
};

static bool has(const struct counted *counted, struct client_id client)
{
    for (size_t i = 0; i < counted->n; i++)
        if (id_equal(counted->clients[i].id, client.id))
            return true;
    return false;
}

static void count(struct counted *counted, struct client_id client)
{
    if (counted->n < LEDGER_BRAKE_CLIENTS && !has(counted, client))
        counted->clients[counted->n++] = client;
}

static bool is_explained(const struct ledger_entry *e)
{
    return e->action == ACTION_READING_BRAKED && e->object_version == LEDGER_EXPLAINED;
}

struct looking_back {
    struct person_id person;
    int64_t from_us;
    uint8_t hash[32]; /* of the entry that comes next, which is the one before */
    bool is_done;     /* nothing before it counts any more */
    struct counted counted;
};

static enum status take(struct looking_back *at, const struct rows *rows, struct fault *why)
{
    struct ledger_entry e;

    if (!entry_parse(rows_bytes(rows, 0), &e) || memcmp(e.hash, at->hash, sizeof at->hash) != 0)
        return fault_set(why, HF_FAILED, "the newest entries are not those of the ledger's head");
    memcpy(at->hash, e.prev, sizeof at->hash);
    bool own = id_equal(e.actor.id, at->person.id);

    at->is_done = e.utc_us <= at->from_us || (own && is_explained(&e));
    if (!at->is_done && own && e.action == ACTION_RECORD_READ && e.object_version == LEDGER_READ)
        count(&at->counted, e.client);
    return HF_OK;
}

/* At the very first entry there is none before. */
static enum status check_first(const struct looking_back *at, struct fault *why)
{
    static const uint8_t none[32];

    return memcmp(at->hash, none, sizeof none) == 0
               ? HF_OK
               : fault_set(why, HF_FAILED, "entries before the newest ones are missing");
}

static enum status walk_back(struct ledger_tx *ltx, struct looking_back *at, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx, "SELECT bytes FROM ledger_entry WHERE practice = $1 ORDER BY seq DESC",
                  VALUES(PRACTICE(ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    while (st == HF_OK && !at->is_done && (st = rows_next(&rows, why)) == HF_OK)
        st = take(at, &rows, why);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? check_first(at, why) : st;
}

/* From the newest entry backwards, hash by hash from the sealed head: no row that was put there,
 * taken out or changed makes it less. Where the clock went back, the last entry's time is now. */
static enum status count_back(struct ledger_tx *ltx, struct person_id person,
                              struct counted *counted, struct fault *why)
{
    struct looking_back at = {.person = person};
    struct head head;
    enum status st = head_read(ltx, &head, why);

    at.from_us = now_of(ltx) - window_us;
    memcpy(at.hash, head.tip, sizeof at.hash);
    if (st == HF_OK)
        st = walk_back(ltx, &at, why);
    *counted = at.counted;
    return st;
}

enum status brake_check(struct ledger_tx *ltx, struct keyring *reader, struct client_id client,
                        struct fault *why)
{
    struct counted counted = {.n = 0};

    if (ltx->in_passing)
        return HF_OK;
    enum status st = count_back(ltx, keyring_who(reader)->person, &counted, why);

    if (st != HF_OK || counted.n < LEDGER_BRAKE_CLIENTS || has(&counted, client))
        return st;
    keyring_brake(reader);
    ltx->own->braked = reader;
    return fault_set(why, HF_CONFLICT,
                     "too many clients in so short a time: a reason is asked for");
}

/* --- where nothing is written ---------------------------------------------------------------- */

/* Forgets what is longer ago; the time now, never before the last of them. */
static int64_t forget_old(struct ledger *ledger)
{
    int64_t now_us = world_now_us(vault_world(ledger->vault));
    size_t kept = 0;

    for (size_t i = 0; i < ledger->n_unwritten; i++)
        now_us = ledger->unwritten[i].at_us > now_us ? ledger->unwritten[i].at_us : now_us;
    for (size_t i = 0; i < ledger->n_unwritten; i++)
        if (ledger->unwritten[i].at_us > now_us - window_us)
            ledger->unwritten[kept++] = ledger->unwritten[i];
    ledger->n_unwritten = kept;
    return now_us;
}

static bool count_unwritten(struct ledger *ledger, struct person_id person, struct client_id client)
{
    struct unwritten reading = {person, client, forget_old(ledger)};
    size_t n = 0;

    for (size_t i = 0; i < ledger->n_unwritten; i++) {
        if (!id_equal(ledger->unwritten[i].person.id, person.id))
            continue;
        if (id_equal(ledger->unwritten[i].client.id, client.id))
            return true;
        n++;
    }
    if (n >= LEDGER_BRAKE_CLIENTS || ledger->n_unwritten == UNWRITTEN_MOST)
        return false;
    ledger->unwritten[ledger->n_unwritten++] = reading;
    return true;
}

enum status brake_check_unwritten(struct ledger_tx *ltx, struct keyring *reader,
                                  struct client_id client, struct fault *why)
{
    struct ledger *ledger = ltx->ledger;

    if (ltx->in_passing)
        return HF_OK;
    pthread_mutex_lock(&ledger->known_lock);
    bool may = count_unwritten(ledger, keyring_who(reader)->person, client);

    pthread_mutex_unlock(&ledger->known_lock);
    if (may)
        return HF_OK;
    keyring_brake(reader);
    return fault_set(why, HF_CONFLICT, "too many clients in so short a time");
}

static size_t unwritten_of(struct ledger *ledger, struct person_id person)
{
    size_t n = 0;

    pthread_mutex_lock(&ledger->known_lock);
    forget_old(ledger);
    for (size_t i = 0; i < ledger->n_unwritten; i++)
        n += id_equal(ledger->unwritten[i].person.id, person.id);
    pthread_mutex_unlock(&ledger->known_lock);
    return n;
}

enum status ledger_reads_left(struct ledger_tx *ltx, const struct keyring *reader, size_t *ret,
                              struct fault *why)
{
    struct person_id person = keyring_who(reader)->person;
    struct counted counted = {.n = 0};
    enum status st = HF_OK;

    if (ledger_is_narrow_only(ltx->ledger))
        counted.n = unwritten_of(ltx->ledger, person);
    else
        st = count_back(ltx, person, &counted, why);
    if (st == HF_OK)
        *ret = LEDGER_BRAKE_CLIENTS - counted.n;
    return st;
}

/* --- what stays of it ------------------------------------------------------------------------ */

/* Once for a person and as long as the brake looks back. */
static struct request_id request_of(const struct ledger_tx *ltx, struct person_id person)
{
    int64_t when = world_now_us(vault_world(ltx->ledger->vault)) / window_us;
    uint8_t message[5 + 16 + 8] = "brake", hash[32];
    struct request_id request;

    memcpy(message + 5, person.id.bytes, 16);
    for (int i = 0; i < 8; i++)
        message[21 + i] = (uint8_t)((uint64_t)when >> (8 * i));
    vault_sha256(span_at(message, sizeof message), hash);
    memcpy(request.id.bytes, hash, 16);
    return request;
}

static enum status note(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct keyring *reader = arg;
    struct person_id person = keyring_who(reader)->person;
    struct reading_braked_content content = {.words = SPAN("")};
    struct ledger_write write = {.action = ACTION_READING_BRAKED,
                                 .object = person.id,
                                 .object_version = LEDGER_BRAKED,
                                 .request = request_of(ltx, person)};
    enum status st = content_encode(write.action, &content, ltx->arena, &write.content, why);

    return st == HF_OK ? ledger_append(ltx, reader, &write, NULL, why) : st;
}

void brake_note(struct ledger *ledger, struct store *store, struct arena *arena,
                struct keyring *reader)
{
    struct fault quiet = {.status = HF_OK};
    enum status st = ledger_transact(ledger, store, arena, note, reader, &quiet);

    (void)st; /* the reading was refused; the next try notes it */
}
