/* test/support/house.h - a practice founded by the use cases, in a folder of its own: real vault
 * (cheap on purpose), real sqlite, a clock that a test moves.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SUPPORT_HOUSE_H
#define HF_TEST_SUPPORT_HOUSE_H

#include "tap.h"

#include "knowledge/knowledge.h"
#include "usecase/client.h"
#include "usecase/practice.h"
#include "usecase/training.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOUSE_ARENA = 32 << 20 };
static const int64_t house_minute_us = INT64_C(60) * 1000000;

static int64_t house_clock_us = INT64_C(1790000000) * 1000000;

static int64_t house_now(void *arg)
{
    (void)arg;
    return house_clock_us;
}

static void house_random(void *arg, void *ret, size_t len)
{
    world_system.random(arg, ret, len);
}

static const struct world house_world = {house_now, house_random, NULL};

static struct {
    char folder[40], data[60], secrets[60], db[80];
    struct practice practice;
    struct knowledge knowledge;
    void *block, *knowledge_block;
    struct arena arena;
    struct fault why;
    char owner_pass[PASS_TEXT], recovery[SLOT_RECOVERY_TEXT];
    struct person_id owner;
} hx;

static inline struct request_id house_request(void)
{
    return (struct request_id){world_id(&house_world)};
}

/* --- keyrings -------------------------------------------------------------------------------- */

struct house_open {
    struct span pass, word;
    unsigned kinds;
    struct keyring *keyring;
};

static enum status house_open_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct house_open *in = arg;

    return keyring_open_pass(hx.practice.vault, tx, in->pass, in->word, in->kinds, &in->keyring,
                             why);
}

/* The keyring behind a pass, or NULL when the pass opens nothing. Closed by the test. */
static inline struct keyring *house_keyring(const char *pass)
{
    struct house_open in = {span_of(pass), SPAN(""), PASS_SESSION | PASS_HANDOVER | PASS_ROOM,
                            NULL};

    fault_clear(&hx.why);
    return store_transact(hx.practice.store, STORE_WRITE, house_open_inside, &in, &hx.why) == HF_OK
               ? in.keyring
               : NULL;
}

static inline struct hand house_hand(struct keyring *keyring)
{
    return (struct hand){.keyring = keyring, .request = house_request(), .device = 1};
}

/* --- the practice ---------------------------------------------------------------------------- */

static inline void house_bail(const char *what)
{
    printf("Bail out! %s: %s\n", what, hx.why.text);
    exit(1);
}

static inline struct found_practice house_founding(void)
{
    return (struct found_practice){
        .profile = PROFILE_BODYWORK,
        .name = SPAN("Linden"),
        .country = SPAN("de"),
        .language = SPAN("en"),
        .owner_name = SPAN("Ana K."),
        .login = SPAN("ana"),
        .password = SPAN("seven quiet linden trees"),
        .request = house_request(),
    };
}

/* An empty place: vault, store, ledger, knowledge; nothing founded. */
static inline void house_make(void)
{
    const struct vault_cost cheap = {1, 64 << 10};
    struct arena arena;

    snprintf(hx.folder, sizeof hx.folder, "/tmp/holdfast-house-XXXXXX");
    if (mkdtemp(hx.folder) == NULL)
        house_bail("no folder");
    snprintf(hx.data, sizeof hx.data, "%s/data", hx.folder);
    snprintf(hx.secrets, sizeof hx.secrets, "%s/secrets", hx.folder);
    snprintf(hx.db, sizeof hx.db, "%s/practice.db", hx.data);
    mkdir(hx.data, 0700);
    hx.block = malloc(HOUSE_ARENA);
    hx.knowledge_block = malloc(KNOWLEDGE_BYTES);
    arena_init(&hx.arena, hx.block, HOUSE_ARENA);
    arena_init(&arena, hx.knowledge_block, KNOWLEDGE_BYTES);
    struct vault_config config = {hx.secrets, hx.data, cheap, cheap, &house_world};

    fault_clear(&hx.why);
    if (knowledge_load(&arena, &hx.knowledge, &hx.why) != HF_OK ||
        vault_found(&config, &hx.practice.vault, &hx.why) != HF_OK ||
        store_open(&store_sqlite, hx.db, &hx.practice.store, &hx.why) != HF_OK ||
        ledger_new(hx.practice.vault, &hx.practice.ledger, &hx.why) != HF_OK)
        house_bail("no house");
    hx.practice.knowledge = &hx.knowledge;
}

/* The owner, who practises, and everything without which no client may begin. */
static inline void house_found(void)
{
    struct found_practice in = house_founding();
    struct found_practice_reply done;

    if (found_practice(&hx.practice, &hx.arena, &in, &done, &hx.why) != HF_OK)
        house_bail("not founded");
    memcpy(hx.owner_pass, done.signed_in.pass, sizeof hx.owner_pass);
    memcpy(hx.recovery, done.recovery, sizeof hx.recovery);
    hx.owner = done.owner;
}

static inline struct state_credential house_credential(struct keyring *keyring)
{
    struct state_credential in = {
        .hand = house_hand(keyring),
        .said = {.title = SPAN("Massage"), .evidence = SPAN("Certificate 4711")}};
    const unsigned trainings = 1U << TRAINING_BODY | 1U << TRAINING_INTIMATE;

    if (training_scopes(&hx.knowledge, trainings, &hx.arena, &in.said.scopes, &hx.why) != HF_OK)
        house_bail("no scopes");
    return in;
}

static inline void house_ready(struct keyring *owner)
{
    struct set_safety safety = {house_hand(owner), SPAN("112"), SPAN("Uta M."), SPAN("030 1")};
    struct state_credential credential = house_credential(owner);
    struct id128 id;

    if (set_safety(&hx.practice, &hx.arena, &safety, &hx.why) != HF_OK ||
        state_credential(&hx.practice, &hx.arena, &credential, &id, &hx.why) != HF_OK)
        house_bail("not ready");
}

static inline void house_end(void)
{
    char command[80];

    ledger_free(hx.practice.ledger);
    store_free(hx.practice.store);
    vault_free(hx.practice.vault);
    free(hx.block);
    free(hx.knowledge_block);
    snprintf(command, sizeof command, "rm -rf %s", hx.folder);
    if (system(command) != 0)
        printf("# %s stays behind\n", hx.folder);
}

/* --- people ---------------------------------------------------------------------------------- */

/* Opens a link as its person would; the pass in `ret`. */
static inline enum status house_enter(const struct link *link, const char *word,
                                      struct sign_in_reply *ret)
{
    struct open_link in = {.token = span_of(link->token), .word = span_of(word)};

    fault_clear(&hx.why);
    return open_link(&hx.practice, &in, ret, &hx.why);
}

/* Somebody else of the practice, signed in; closed by the test. */
static inline struct keyring *house_colleague(struct keyring *owner, const char *name,
                                              uint8_t roles)
{
    struct add_person in = {house_hand(owner), span_of(name), roles};
    struct add_person_reply done;
    struct sign_in_reply entered;

    fault_clear(&hx.why);
    if (add_person(&hx.practice, &hx.arena, &in, &done, &hx.why) != HF_OK ||
        house_enter(&done.link, done.link.word, &entered) != HF_OK)
        house_bail("no colleague");
    return house_keyring(entered.pass);
}

static inline struct add_client house_client_form(struct keyring *keyring, const char *name)
{
    return (struct add_client){
        .hand = house_hand(keyring),
        .name = span_of(name),
        .pronoun = SPAN("they"),
        .language = SPAN("en"),
        .contact = {.channel = 1,
                    .address = SPAN("robin@example.org"),
                    .neutral_words = SPAN("appointment")},
    };
}

static inline struct client_id house_client(struct keyring *keyring, const char *name)
{
    struct add_client in = house_client_form(keyring, name);
    struct client_id client;

    fault_clear(&hx.why);
    if (add_client(&hx.practice, &hx.arena, &in, &client, &hx.why) != HF_OK)
        house_bail("no client");
    return client;
}

/* The client on an own device (proof 2); closed by the test. */
static inline struct keyring *house_client_keyring(struct keyring *practitioner,
                                                   struct client_id client)
{
    struct make_link in = {house_hand(practitioner), client};
    struct link link;
    struct sign_in_reply entered;

    fault_clear(&hx.why);
    if (make_link(&hx.practice, &hx.arena, &in, &link, &hx.why) != HF_OK ||
        house_enter(&link, link.word, &entered) != HF_OK)
        house_bail("no client's keyring");
    return house_keyring(entered.pass);
}

#endif
