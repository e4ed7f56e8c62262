/* test/unit/usecase/room_house.h - a founded practice with one practitioner and one client, made
 * with the use cases themselves, in a folder of its own; for tests of what happens on the day.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_USECASE_ROOM_HOUSE_H
#define HF_TEST_UNIT_USECASE_ROOM_HOUSE_H

#include "tap.h"

#include "keep/store/store.h"
#include "knowledge/knowledge.h"
#include "usecase/client.h"
#include "usecase/client_facts.h"
#include "usecase/practice.h"
#include "usecase/sign.h"

#include <stdlib.h>
#include <sys/stat.h>

/* Cheap on purpose: what costs time is not what these tests are about. */
#define CHEAP ((struct vault_cost){1, 64 << 10})

enum { HOUSE_BYTES = 96 << 20, DAY_S = 86400, NEVER_IN = INT32_MAX };

static int64_t house_now_us = INT64_C(1790000000) * 1000000;

static int64_t house_clock(void *arg)
{
    (void)arg;
    return house_now_us;
}

static void house_dice(void *arg, void *ret, size_t len)
{
    world_system.random(arg, ret, len);
}

static const struct world house_world = {house_clock, house_dice, NULL};

struct room_house {
    char folder[40], data[60], secrets[60], db[80];
    struct practice practice;
    struct knowledge knowledge;
    struct keyring *ana, *robin; /* the practitioner; the client on an own device */
    struct client_id client;
    struct arena forever, arena;
    struct fault why;
};

static struct room_house h;

static struct request_id fresh(void)
{
    return (struct request_id){world_id(&house_world)};
}

static inline void later_s(int64_t seconds)
{
    house_now_us += seconds * 1000000;
}

static struct hand hand_of(struct keyring *keyring, uint8_t device)
{
    return (struct hand){.keyring = keyring, .request = fresh(), .device = device};
}

static void need(enum status st, const char *what)
{
    if (st == HF_OK)
        return;
    printf("Bail out! %s: %d %s\n", what, (int)st, h.why.text);
    exit(1);
}

/* --- passes ---------------------------------------------------------------------------------- */

struct pass_work {
    struct span pass;
    struct keyring *keyring;
};

static enum status pass_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct pass_work *work = arg;
    unsigned all = PASS_SESSION | PASS_HANDOVER | PASS_ROOM;

    return keyring_open_pass(h.practice.vault, tx, work->pass, SPAN(""), all, &work->keyring, why);
}

/* NULL: it opens nothing any more. */
static struct keyring *open_pass(const char *pass)
{
    struct pass_work work = {span_of(pass), NULL};

    fault_clear(&h.why);
    return store_transact(h.practice.store, STORE_WRITE, pass_inside, &work, &h.why) == HF_OK
               ? work.keyring
               : NULL;
}

/* --- writing down what other use cases would ----------------------------------------------------
 */

struct write_work {
    struct keyring *author;
    struct to_record what;
};

static enum status write_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct write_work *work = arg;
    struct hand hand = hand_of(work->author, 1);

    return client_append(ltx, &hand, 0, h.client, &work->what, 1, NULL, why);
}

static inline void house_write(struct keyring *author, uint16_t action, struct id128 object,
                               const void *content)
{
    struct write_work work = {author, {action, object, content}};

    need(
        ledger_transact(h.practice.ledger, h.practice.store, &h.arena, write_inside, &work, &h.why),
        action_find(action)->name);
}

/* --- the beginning --------------------------------------------------------------------------- */

static void make_arena(struct arena *arena, size_t bytes)
{
    void *block = malloc(bytes);

    if (block == NULL)
        abort();
    arena_init(arena, block, bytes);
}

static void make_folder(void)
{
    snprintf(h.folder, sizeof h.folder, "/tmp/holdfast-room-XXXXXX");
    if (mkdtemp(h.folder) == NULL)
        abort();
    snprintf(h.data, sizeof h.data, "%s/data", h.folder);
    snprintf(h.secrets, sizeof h.secrets, "%s/secrets", h.folder);
    snprintf(h.db, sizeof h.db, "%s/practice.db", h.data);
    mkdir(h.data, 0700);
}

static void open_everything(void)
{
    struct vault_config config = {h.secrets, h.data, CHEAP, CHEAP, &house_world};

    make_arena(&h.forever, KNOWLEDGE_BYTES);
    make_arena(&h.arena, HOUSE_BYTES);
    need(vault_found(&config, &h.practice.vault, &h.why), "vault");
    need(store_open(&store_sqlite, h.db, &h.practice.store, &h.why), "store");
    need(ledger_new(h.practice.vault, &h.practice.ledger, &h.why), "ledger");
    need(knowledge_load(&h.forever, &h.knowledge, &h.why), "knowledge");
    h.practice.knowledge = &h.knowledge;
}

static void found(void)
{
    struct found_practice in = {.profile = PROFILE_BODYWORK,
                                .name = SPAN("Room"),
                                .country = SPAN("DE"),
                                .language = SPAN("en"),
                                .time_zone = SPAN("Europe/Berlin"),
                                .owner_name = SPAN("Ana"),
                                .login = SPAN("ana"),
                                .password = SPAN("ferry umbrella lantern 7"),
                                .request = fresh()};
    struct found_practice_reply reply;

    need(found_practice(&h.practice, &h.arena, &in, &reply, &h.why), "found");
    h.ana = open_pass(reply.signed_in.pass);
    struct note_recovery kept = {hand_of(h.ana, 1), span_of(reply.recovery)};

    need(note_recovery(&h.practice, &h.arena, &kept, &h.why), "recovery code");
    struct set_safety safety = {.hand = hand_of(h.ana, 1),
                                .emergency_line = SPAN("112"),
                                .concern_name = SPAN("Vera"),
                                .concern_contact = SPAN("vera at example.org")};

    need(set_safety(&h.practice, &h.arena, &safety, &h.why), "safety");
}

static const struct span star_word[] = {SPAN_INIT("*")};
static const struct span external_word[] = {SPAN_INIT("external")};
static const struct span therapeutic_word[] = {SPAN_INIT("therapeutic")};
static const struct span stroke_word[] = {SPAN_INIT("stroke")};
static const struct words stars = {star_word, 1}, external_only = {external_word, 1},
                          therapeutic_only = {therapeutic_word, 1}, stroke_only = {stroke_word, 1};

static void state_training(void)
{
    struct scope_said scope = {.region = SPAN("body"),
                               .side = SIDE_BOTH,
                               .techniques = stars,
                               .access = external_only,
                               .intents = therapeutic_only};
    struct state_credential in = {.hand = hand_of(h.ana, 1),
                                  .said = {.title = SPAN("Massage"),
                                           .awarded_by = SPAN("School"),
                                           .evidence = SPAN("certificate"),
                                           .scopes = {&scope, 1}}};
    struct id128 credential;

    need(state_credential(&h.practice, &h.arena, &in, &credential, &h.why), "credential");
}

/* The client, signed in on an own device. */
static void meet_client(void)
{
    struct add_client in = {.hand = hand_of(h.ana, 1),
                            .name = SPAN("Robin"),
                            .language = SPAN("en"),
                            .contact = {.channel = 1,
                                        .address = SPAN("robin at example.org"),
                                        .neutral_words = SPAN("Thursday")}};
    struct sign_in_reply reply;
    struct link link;

    need(add_client(&h.practice, &h.arena, &in, &h.client, &h.why), "client");
    struct make_link make = {.hand = hand_of(h.ana, 1), .client = h.client};

    need(make_link(&h.practice, &h.arena, &make, &link, &h.why), "link");
    struct open_link open = {.token = span_of(link.token), .word = span_of(link.word)};

    need(open_link(&h.practice, &open, &reply, &h.why), "open link");
    h.robin = open_pass(reply.pass);
}

static void house_make(void)
{
    make_folder();
    open_everything();
    found();
    state_training();
    meet_client();
}

static void house_end(void)
{
    char command[80];

    keyring_close(h.ana);
    keyring_close(h.robin);
    ledger_free(h.practice.ledger);
    store_free(h.practice.store);
    vault_free(h.practice.vault);
    free(h.forever.block);
    free(h.arena.block);
    snprintf(command, sizeof command, "rm -rf %s", h.folder);
    if (system(command) != 0)
        printf("# %s stays behind\n", h.folder);
}

#endif
