/* keep/vault/keyring.c - one person's keys, and the clients' keys that they may use.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static const char not_admitted[] = "a client's key stands in no signed epoch entry";

const struct keyring_who *keyring_who(const struct keyring *keyring)
{
    return &keyring->who;
}

const struct pass_state *keyring_pass(const struct keyring *keyring)
{
    return &keyring->pass;
}

void keyring_set_proof(struct keyring *keyring, uint8_t proof)
{
    assert(proof <= 3);
    keyring->who.proof = proof;
}

void keyring_brake(struct keyring *keyring)
{
    keyring->is_braked = true;
}

bool keyring_is_braked(const struct keyring *keyring)
{
    return keyring->is_braked;
}

void keyring_number(struct keyring *keyring, uint32_t keygen)
{
    assert(keyring->who.kind == KEYRING_DELEGATE);
    keyring->who.keygen = keygen;
}

enum status keyring_new(const struct vault *vault, const struct keyring_who *who,
                        const uint8_t seed[KEY_BYTES], const uint8_t box[KEY_BYTES],
                        struct keyring **ret, struct fault *why)
{
    struct secret secret;
    enum status st = secret_new(sizeof **ret, &secret, why);

    if (st != HF_OK)
        return st;
    struct keyring *keyring = (struct keyring *)(void *)secret.at;

    keyring->who = *who;
    keyring->practice = vault->practice;
    crypto_sign_seed_keypair(keyring->who.sign_pub, keyring->sign_secret, seed);
    memcpy(keyring->box_secret, box, KEY_BYTES);
    crypto_scalarmult_base(keyring->who.box_pub, box);
    keyring->box_id = key_id_of(keyring->who.box_pub);
    *ret = keyring;
    return HF_OK;
}

void keyring_close(struct keyring *keyring)
{
    if (keyring == NULL)
        return;
    for (struct keyring_page *page = keyring->pages, *next; page != NULL; page = next) {
        next = page->next;
        sodium_free(page);
    }
    sodium_free(keyring);
}

void keyring_sign(const struct keyring *keyring, struct span message, uint8_t ret[64])
{
    crypto_sign_detached(ret, NULL, (const unsigned char *)message.at, message.len,
                         keyring->sign_secret);
}

enum status delegate_make(struct vault *vault, const struct delegate_scope *scope,
                          struct keyring **ret, struct fault *why)
{
    struct keyring_who who = {
        .kind = KEYRING_DELEGATE,
        .person = scope->person,
        .roles = scope->roles,
        .proof = scope->most_proof,
        .client = scope->client,
        .session = scope->session,
        .purpose = scope->purpose,
        .most_proof = scope->most_proof,
        .until_us = scope->until_us,
    };
    uint8_t seed[KEY_BYTES], box[KEY_BYTES];

    randombytes_buf(seed, sizeof seed);
    randombytes_buf(box, sizeof box);
    enum status st = keyring_new(vault, &who, seed, box, ret, why);

    sodium_memzero(seed, sizeof seed);
    sodium_memzero(box, sizeof box);
    return st;
}

/* --- clients' keys --------------------------------------------------------------------------- */

static bool is_of(const struct client_key *key, struct client_id client, uint8_t compartment)
{
    return key->compartment == compartment && id_equal(key->client.id, client.id);
}

struct client_key *keyring_find_key(const struct keyring *keyring, struct client_id client,
                                    uint8_t compartment, uint32_t epoch)
{
    for (struct keyring_page *page = keyring->pages; page != NULL; page = page->next)
        for (size_t i = 0; i < page->n; i++)
            if (is_of(&page->keys[i], client, compartment) && page->keys[i].epoch == epoch)
                return &page->keys[i];
    return NULL;
}

static bool is_called(const struct client_key *key, const struct key_id *id)
{
    return memcmp(key->ck_id.bytes, id->bytes, 16) == 0 ||
           memcmp(key->box_id.bytes, id->bytes, 16) == 0;
}

const struct client_key *keyring_find_id(const struct keyring *keyring, struct client_id client,
                                         uint8_t compartment, const struct key_id *id)
{
    for (const struct keyring_page *page = keyring->pages; page != NULL; page = page->next)
        for (size_t i = 0; i < page->n; i++) {
            const struct client_key *key = &page->keys[i];

            if (key->admitted && key->open && is_of(key, client, compartment) && is_called(key, id))
                return key;
        }
    return NULL;
}

static enum status page_add(struct keyring *keyring, struct fault *why)
{
    struct secret secret;
    enum status st = secret_new(sizeof *keyring->pages, &secret, why);

    if (st != HF_OK)
        return st;
    struct keyring_page *page = (struct keyring_page *)(void *)secret.at;

    page->next = keyring->pages;
    keyring->pages = page;
    return HF_OK;
}

static enum status key_add(struct keyring *keyring, struct client_id client, uint8_t compartment,
                           uint32_t epoch, struct client_key **ret, struct fault *why)
{
    enum status st = HF_OK;

    if (keyring->pages == NULL || keyring->pages->n == KEYS_PER_PAGE)
        st = page_add(keyring, why);
    if (st != HF_OK)
        return st;
    struct client_key *key = &keyring->pages->keys[keyring->pages->n++];

    *key = (struct client_key){.client = client, .compartment = compartment, .epoch = epoch};
    *ret = key;
    return HF_OK;
}

/* A second attempt of the same transaction makes its keys anew in the same place. */
static enum status key_place(struct keyring *keyring, struct client_id client, uint8_t compartment,
                             uint32_t epoch, struct client_key **ret, struct fault *why)
{
    struct client_key *key = keyring_find_key(keyring, client, compartment, epoch);

    if (key == NULL)
        return key_add(keyring, client, compartment, epoch, ret, why);
    *key = (struct client_key){.client = client, .compartment = compartment, .epoch = epoch};
    *ret = key;
    return HF_OK;
}

enum status epoch_make(struct keyring *keyring, struct client_id client, uint8_t compartment,
                       uint32_t epoch, struct epoch_key *ret, struct fault *why)
{
    struct client_key *key = NULL;
    enum status st = key_place(keyring, client, compartment, epoch, &key, why);

    if (st != HF_OK)
        return st;
    randombytes_buf(key->ck, sizeof key->ck);
    crypto_box_keypair(key->box_pub, key->box_secret);
    key->ck_id = key_id_of(key->ck);
    key->box_id = key_id_of(key->box_pub);
    key->open = true;
    *ret = (struct epoch_key){client, compartment, epoch, key->ck_id, {0}};
    memcpy(ret->box_pub, key->box_pub, sizeof ret->box_pub);
    return HF_OK;
}

static bool is_same_key(const struct client_key *key, const struct epoch_key *other)
{
    return memcmp(key->ck_id.bytes, other->ck_id.bytes, 16) == 0 &&
           memcmp(key->box_pub, other->box_pub, 32) == 0;
}

enum status epoch_admit(struct keyring *keyring, const struct epoch_key *epoch, struct fault *why)
{
    struct client_key *key =
        keyring_find_key(keyring, epoch->client, epoch->compartment, epoch->epoch);

    if (key != NULL && is_same_key(key, epoch)) {
        key->admitted = true;
        return HF_OK;
    }
    if (key != NULL && key->admitted)
        return fault_set(why, HF_INVALID, "two epochs of a compartment have the same number");
    enum status st = key_place(keyring, epoch->client, epoch->compartment, epoch->epoch, &key, why);

    if (st != HF_OK)
        return st;
    key->ck_id = epoch->ck_id;
    memcpy(key->box_pub, epoch->box_pub, sizeof key->box_pub);
    key->box_id = key_id_of(key->box_pub);
    key->admitted = true;
    return HF_OK;
}

/* The keys in a wrap are those of the signed entry, or nothing at all. */
static bool accept(struct client_key *key, const uint8_t plain[64])
{
    uint8_t pub[32];
    struct key_id id = key_id_of(plain);

    crypto_scalarmult_base(pub, plain + 32);
    if (memcmp(id.bytes, key->ck_id.bytes, 16) != 0 || memcmp(pub, key->box_pub, 32) != 0)
        return false;
    memcpy(key->ck, plain, 32);
    memcpy(key->box_secret, plain + 32, 32);
    key->open = true;
    return true;
}

enum status epoch_unwrap(struct keyring *keyring, struct client_id client, uint8_t compartment,
                         uint32_t epoch, const uint8_t wrap[WRAP_BYTES], struct fault *why)
{
    struct client_key *key = keyring_find_key(keyring, client, compartment, epoch);
    uint8_t plain[64];

    if (key == NULL || !key->admitted)
        return fault_set(why, HF_INVALID, not_admitted);
    bool opened = crypto_box_seal_open(plain, wrap, WRAP_BYTES, keyring->who.box_pub,
                                       keyring->box_secret) == 0 &&
                  accept(key, plain);

    sodium_memzero(plain, sizeof plain);
    return opened ? HF_OK : fault_set(why, HF_INVALID, "a wrapped key is not the signed one");
}

enum status epoch_wrap(const struct keyring *keyring, struct client_id client, uint8_t compartment,
                       uint32_t epoch, const uint8_t recipient[32], uint8_t ret[WRAP_BYTES],
                       struct fault *why)
{
    const struct client_key *key = keyring_find_key(keyring, client, compartment, epoch);
    uint8_t plain[64];

    if (key == NULL || !key->open)
        return HF_NOT_FOUND;
    if (!key->admitted)
        return fault_set(why, HF_INVALID, not_admitted);
    memcpy(plain, key->ck, 32);
    memcpy(plain + 32, key->box_secret, 32);
    int failed = crypto_box_seal(ret, plain, sizeof plain, recipient);

    sodium_memzero(plain, sizeof plain);
    return failed == 0 ? HF_OK : fault_set(why, HF_INVALID, "the recipient's key is no key");
}

bool keyring_holds(const struct keyring *keyring, struct client_id client, uint8_t compartment,
                   uint32_t epoch)
{
    const struct client_key *key = keyring_find_key(keyring, client, compartment, epoch);

    return key != NULL && key->admitted && key->open;
}

uint32_t keyring_epoch(const struct keyring *keyring, struct client_id client, uint8_t compartment)
{
    uint32_t newest = 0;

    for (const struct keyring_page *page = keyring->pages; page != NULL; page = page->next)
        for (size_t i = 0; i < page->n; i++) {
            const struct client_key *key = &page->keys[i];

            if (key->admitted && key->epoch > newest && is_of(key, client, compartment))
                newest = key->epoch;
        }
    return newest;
}
