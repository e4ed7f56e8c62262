/* demo/place.c - see place.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "place.h"

#include "usecase/readiness.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { US_PER_S = 1000000 };

/* --- clock and dice -------------------------------------------------------------------------- */

static int64_t place_now(void *arg)
{
    const struct place *place = arg;

    return place->now_us;
}

/* splitmix64: a known sequence for each seed, for ids alone. */
static uint64_t throw(struct place * place)
{
    uint64_t z = (place->dice += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void place_random(void *arg, void *ret, size_t len)
{
    uint8_t *at = ret;

    for (size_t i = 0; i < len; i++)
        at[i] = (uint8_t)(throw(arg) >> 24);
}

static void system_random(void *arg, void *ret, size_t len)
{
    (void)arg; /* the system needs none */
    world_system.random(world_system.arg, ret, len);
}

unsigned place_throw(struct place *place, unsigned below)
{
    return (unsigned)(throw(place) % below);
}

int64_t place_now_s(const struct place *place)
{
    return place->now_us / US_PER_S;
}

void place_until(struct place *place, int64_t now_s)
{
    if (now_s > place_now_s(place))
        place->now_us = now_s * US_PER_S;
}

void place_later(struct place *place, int64_t seconds)
{
    place_until(place, place_now_s(place) + seconds);
}

/* --- folders --------------------------------------------------------------------------------- */

static enum status take_memory(struct place *place)
{
    struct arena arena;

    place->block = malloc(PLACE_ARENA);
    place->knowledge_block = malloc(KNOWLEDGE_BYTES);
    if (place->block == NULL || place->knowledge_block == NULL)
        return fault_set(&place->why, HF_FAILED, "not enough memory");
    arena_init(&place->arena, place->block, PLACE_ARENA);
    arena_init(&arena, place->knowledge_block, KNOWLEDGE_BYTES);
    return knowledge_load(&arena, &place->knowledge, &place->why);
}

static enum status open_vault(const struct place_config *config, struct place *place)
{
    struct vault_config vault = {config->secrets, config->data, config->cost, config->cost,
                                 &place->world};
    struct stat there;
    int n = snprintf(place->db, sizeof place->db, "%s/practice.db", config->data);

    if (n >= (int)sizeof place->db)
        return fault_set(&place->why, HF_INVALID, "the data folder's path is too long");
    if (mkdir(config->data, S_IRWXU) != 0 && errno != EEXIST)
        return fault_set(&place->why, HF_INVALID, "the data folder %s can't be made", config->data);
    return stat(place->db, &there) == 0 ? vault_open(&vault, &place->practice.vault, &place->why)
                                        : vault_found(&vault, &place->practice.vault, &place->why);
}

enum status place_open(const struct place_config *config, struct place *place)
{
    struct practice *practice = &place->practice;

    *place = (struct place){.now_us = config->now_s * US_PER_S, .dice = config->seed};
    place->world =
        (struct world){place_now, config->seed == 0 ? system_random : place_random, place};
    fault_clear(&place->why);
    enum status st = take_memory(place);

    if (st == HF_OK)
        st = open_vault(config, place);
    if (st == HF_OK)
        st = store_open(config->driver, place->db, &practice->store, &place->why);
    if (st == HF_OK)
        st = ledger_new(practice->vault, &practice->ledger, &place->why);
    if (st == HF_OK)
        st = ledger_start(practice->ledger, practice->store, &place->why);
    practice->knowledge = &place->knowledge;
    return st;
}

/* The next one goes on from here; without it that one would only take longer. */
static void rest(struct place *place)
{
    struct fault quiet = {.status = HF_OK};
    enum status st = HF_OK;

    if (place->practice.ledger != NULL)
        st = ledger_rest(place->practice.ledger, place->practice.store, &quiet);
    (void)st; /* see above */
}

void place_close(struct place *place)
{
    rest(place);
    ledger_free(place->practice.ledger);
    store_free(place->practice.store);
    vault_free(place->practice.vault);
    free(place->block);
    free(place->knowledge_block);
    place->practice = (struct practice){0};
    place->block = place->knowledge_block = NULL;
}

/* --- hands ----------------------------------------------------------------------------------- */

struct hand place_hand(struct place *place, struct keyring *keyring, uint8_t device)
{
    fault_clear(&place->why);
    arena_rewind(&place->arena, 0);
    return (struct hand){
        .keyring = keyring, .request = {world_id(&place->world)}, .device = device};
}

enum status place_ready(struct place *place, struct keyring *keyring, uint8_t device)
{
    const struct form *form = place->knowledge.readiness;
    struct say_readiness in = {.hand = place_hand(place, keyring, device)};
    struct form_answers *answers = form_answers_new(&place->arena, form);
    struct readiness_known known;
    enum status st =
        answers == NULL ? fault_set(&place->why, HF_FAILED, "request memory is spent") : HF_OK;

    for (uint32_t i = 0; st == HF_OK && i < form->n_items; i++)
        if (form->items[i].kind == FORM_CHOICE)
            st = form_answer_read(answers, form->items[i].link_id, SPAN("yes"), &place->arena,
                                  &place->why);
    in.answers = answers;
    return st == HF_OK ? say_readiness(&place->practice, &place->arena, &in, &known, &place->why)
                       : st;
}

struct entering {
    struct vault *vault;
    struct span pass;
    struct keyring *keyring;
};

static enum status enter_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct entering *in = arg;

    return keyring_open_pass(in->vault, tx, in->pass, SPAN(""),
                             PASS_SESSION | PASS_HANDOVER | PASS_ROOM, &in->keyring, why);
}

enum status place_enter(struct place *place, const char *pass, struct keyring **ret)
{
    struct entering in = {place->practice.vault, span_of(pass), NULL};
    enum status st =
        store_transact(place->practice.store, STORE_WRITE, enter_inside, &in, &place->why);

    if (st == HF_OK)
        *ret = in.keyring;
    return st;
}

enum status place_open_link(struct place *place, const struct link *link, struct keyring **ret)
{
    struct open_link in = {.token = span_of(link->token), .word = span_of(link->word)};
    struct sign_in_reply entered;
    enum status st = open_link(&place->practice, &in, &entered, &place->why);

    if (st != HF_OK)
        return st;
    st = place_enter(place, entered.pass, ret);
    vault_wipe(entered.pass, sizeof entered.pass);
    return st;
}
