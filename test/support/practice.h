/* test/support/practice.h - a small founded practice in a folder of its own, for tests of keep/.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SUPPORT_PRACTICE_H
#define HF_TEST_SUPPORT_PRACTICE_H

#include "tap.h"

#include "keep/ledger/ledger.h"
#include "keep/store/faulty.h"

#include <stdalign.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Cheap on purpose: what costs time is not what these tests are about. */
#define CHEAP ((struct vault_cost){1, 64 << 10})

static int64_t test_now_us = INT64_C(1790000000) * 1000000;

static int64_t test_clock(void *arg)
{
    (void)arg;
    return test_now_us;
}

static void test_dice(void *arg, void *ret, size_t len)
{
    world_system.random(arg, ret, len);
}

static const struct world test_world = {test_clock, test_dice, NULL};

struct practice_fixture {
    char folder[40], data[60], secrets[60], db[80];
    struct vault *vault;
    struct store *store;
    struct ledger *ledger;
    struct keyring *owner;
    struct client_id client;
    unsigned char *block;
    struct arena arena;
    struct fault why;
};

static struct practice_fixture fx;

static struct request_id fresh_request(void)
{
    return (struct request_id){world_id(&test_world)};
}

static struct vault_config fixture_config(void)
{
    return (struct vault_config){fx.secrets, fx.data, CHEAP, CHEAP, &test_world};
}

/* Runs `work` with `arg`; the status is what a use case would see. */
static enum status act(ledger_work *work, void *arg)
{
    fault_clear(&fx.why);
    return ledger_transact(fx.ledger, fx.store, &fx.arena, work, arg, &fx.why);
}

static enum status fixture_found(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct person_id person = {world_id(&test_world)};
    (void)arg;
    keyring_close(fx.owner);
    fx.owner = NULL;
    enum status st =
        user_make(fx.vault, ltx->tx, person, 1, ROLE_OWNER | ROLE_PRACTITIONER, &fx.owner, why);

    if (st == HF_OK)
        st = ledger_found(ltx, fx.owner, why);
    return st == HF_OK ? ledger_open_epochs(ltx, fx.owner, fx.client, COMPARTMENTS_OF_CLIENT,
                                            fresh_request(), why)
                       : st;
}

/* A folder, a vault and an empty ledger: nothing is founded yet. */
static void fixture_open(const struct store_driver *driver)
{
    struct vault_config config;

    fx = (struct practice_fixture){.folder = "/tmp/holdfast-keep-XXXXXX"};
    if (mkdtemp(fx.folder) == NULL)
        abort();
    snprintf(fx.data, sizeof fx.data, "%s/data", fx.folder);
    snprintf(fx.secrets, sizeof fx.secrets, "%s/secrets", fx.folder);
    snprintf(fx.db, sizeof fx.db, "%s/practice.db", fx.data);
    mkdir(fx.data, 0700);
    fx.block = malloc(32 << 20);
    arena_init(&fx.arena, fx.block, 32 << 20);
    config = fixture_config();
    fault_clear(&fx.why);
    fx.client.id = world_id(&test_world);
    if (vault_found(&config, &fx.vault, &fx.why) != HF_OK ||
        store_open(driver, fx.db, &fx.store, &fx.why) != HF_OK ||
        ledger_new(fx.vault, &fx.ledger, &fx.why) != HF_OK) {
        printf("Bail out! no vault: %s\n", fx.why.text);
        exit(1);
    }
}

static void fixture_make(const struct store_driver *driver)
{
    fixture_open(driver);
    if (act(fixture_found, NULL) != HF_OK) {
        printf("Bail out! no practice: %s\n", fx.why.text);
        exit(1);
    }
}

static void fixture_end(void)
{
    char command[80];

    keyring_close(fx.owner);
    ledger_free(fx.ledger);
    store_free(fx.store);
    vault_free(fx.vault);
    free(fx.block);
    snprintf(command, sizeof command, "rm -rf %s", fx.folder);
    if (system(command) != 0)
        printf("# %s stays behind\n", fx.folder);
}

/* The simplest act of a practitioner in a client's care record. */
struct simple_write {
    struct keyring *author;
    uint16_t action;
    struct request_id request;
    const char *content;
    struct ledger_entry entry;
};

static enum status do_write(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct simple_write *in = arg;
    struct ledger_write write = {.client = fx.client,
                                 .action = in->action,
                                 .object = fx.client.id,
                                 .object_version = 1,
                                 .request = in->request,
                                 .content = span_of(in->content)};

    return ledger_append(ltx, in->author, &write, &in->entry, why);
}

static inline enum status write_as(struct keyring *author, uint16_t action, const char *content)
{
    struct simple_write in = {author, action, fresh_request(), content, {.seq = 0}};

    return act(do_write, &in);
}

/* --- verify ---------------------------------------------------------------------------------- */

struct findings {
    int n;
    char first[300];
};

static void note_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    struct findings *f = arg;

    if (f->n++ == 0)
        snprintf(f->first, sizeof f->first, "%s %" PRIu64 ": %s", table, seq, text);
}

/* How many findings; -1 when it could not be walked to its end. */
static inline int verify_now(struct findings *f)
{
    struct ledger_report report = {.finding = note_finding, .arg = f};
    size_t mark = arena_mark(&fx.arena);

    *f = (struct findings){0};
    fault_clear(&fx.why);
    enum status st = ledger_verify(fx.ledger, fx.store, &fx.arena, &report, &fx.why);

    arena_rewind(&fx.arena, mark);
    return st == HF_OK ? f->n : -1;
}

#endif
