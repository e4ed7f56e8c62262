/* keep/vault/vault.c - the secrets folder, opened once for the process.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files of the secrets folder; KEEP IN ORDER: docs/formats.md. */
static const char file_keys[] = "service.key"; /* struct vault_keys, as bytes */
static const char file_practice[] = "practice";
static const char file_anchor[] = "anchor";
static const char anchor_label[] = "holdfast/anchor/v1";

struct anchor_file {
    char label[sizeof anchor_label];
    uint8_t size[8];
    uint8_t root[32];
};

static enum status vault_new(const struct vault_config *config, struct vault **ret,
                             struct fault *why)
{
    struct vault *vault = calloc(1, sizeof *vault);
    struct secret keys = {0};

    if (vault == NULL || strlen(config->secrets_path) >= sizeof vault->path) {
        free(vault);
        return fault_set(why, HF_FAILED, "no room for the vault");
    }
    enum status st = secret_new(sizeof *vault->keys, &keys, why);

    if (st != HF_OK) {
        free(vault);
        return st;
    }
    memcpy(vault->path, config->secrets_path, strlen(config->secrets_path));
    vault->keys = (struct vault_keys *)(void *)keys.at;
    vault->cost = config->cost;
    vault->floor = config->floor;
    vault->world = config->world;
    pthread_mutex_init(&vault->lock, NULL);
    pthread_cond_init(&vault->place_free, NULL);
    *ret = vault;
    return HF_OK;
}

void vault_free(struct vault *vault)
{
    if (vault == NULL)
        return;
    sodium_free(vault->keys);
    pthread_cond_destroy(&vault->place_free);
    pthread_mutex_destroy(&vault->lock);
    free(vault);
}

void practice_file_write(const struct vault *vault, uint8_t ret[PRACTICE_FILE])
{
    memcpy(ret, vault->practice.id.bytes, 16);
    ret[16] = vault->has_root;
    memcpy(ret + 17, vault->root, 32);
}

void practice_file_read(struct vault *vault, const uint8_t bytes[PRACTICE_FILE])
{
    memcpy(vault->practice.id.bytes, bytes, 16);
    vault->has_root = bytes[16] == 1;
    memcpy(vault->root, bytes + 17, 32);
}

static enum status write_practice(const struct vault *vault, struct fault *why)
{
    uint8_t file[PRACTICE_FILE];

    practice_file_write(vault, file);
    return file_write(vault->path, file_practice, file, sizeof file, why);
}

static enum status read_practice(struct vault *vault, struct fault *why)
{
    uint8_t file[PRACTICE_FILE];
    enum status st = file_read(vault->path, file_practice, file, sizeof file, why);

    if (st == HF_OK)
        practice_file_read(vault, file);
    return st;
}

static enum status new_secrets(struct vault *vault, void *arg, struct fault *why)
{
    (void)arg; /* nothing is given: all is random */
    (void)why; /* nothing can fail */
    randombytes_buf(vault->keys, sizeof *vault->keys);
    vault->practice.id = world_id(vault->world);
    return HF_OK;
}

static enum status write_secrets(struct vault *vault, struct fault *why)
{
    enum status st = file_write(vault->path, file_keys, vault->keys, sizeof *vault->keys, why);

    return st == HF_OK ? write_practice(vault, why) : st;
}

static enum status read_secrets(struct vault *vault, struct fault *why)
{
    enum status st = file_read(vault->path, file_keys, vault->keys, sizeof *vault->keys, why);

    if (st == HF_OK)
        st = ways_load(vault, why);
    return st == HF_OK ? read_practice(vault, why) : st;
}

static enum status make_folder(const struct vault_config *config, struct fault *why)
{
    char keys[PATH_MAX];
    struct stat info;

    if (mkdir(config->secrets_path, 0700) != 0 && errno != EEXIST)
        return fault_set(why, HF_FAILED, "the folder %s can't be made", config->secrets_path);
    enum status st = folder_check(config->secrets_path, config->data_path, why);

    if (st != HF_OK)
        return st;
    snprintf(keys, sizeof keys, "%s/%s", config->secrets_path, file_keys);
    if (lstat(keys, &info) == 0)
        return fault_set(why, HF_CONFLICT, "there are secrets in %s already", config->secrets_path);
    return HF_OK;
}

enum status vault_found_with(const struct vault_config *config, vault_fill *fill, void *arg,
                             struct vault **ret, struct fault *why)
{
    struct vault *vault = NULL;
    enum status st = make_folder(config, why);

    if (st == HF_OK)
        st = vault_new(config, &vault, why);
    if (st != HF_OK)
        return st;
    st = fill(vault, arg, why);
    if (st == HF_OK)
        st = write_secrets(vault, why);
    if (st == HF_OK) {
        *ret = vault;
        return HF_OK;
    }
    (void)rmdir(config->secrets_path); /* goes only if it is empty */
    vault_free(vault);
    return st;
}

enum status vault_found(const struct vault_config *config, struct vault **ret, struct fault *why)
{
    return vault_found_with(config, new_secrets, NULL, ret, why);
}

enum status vault_open(const struct vault_config *config, struct vault **ret, struct fault *why)
{
    struct vault *vault = NULL;
    enum status st = folder_check(config->secrets_path, config->data_path, why);

    if (st == HF_OK)
        st = vault_new(config, &vault, why);
    if (st != HF_OK)
        return st;
    st = read_secrets(vault, why);
    if (st != HF_OK)
        vault_free(vault);
    else
        *ret = vault;
    return st;
}

struct practice_id vault_practice(const struct vault *vault)
{
    return vault->practice;
}

const struct world *vault_world(const struct vault *vault)
{
    return vault->world;
}

enum status vault_service_open(const struct vault *vault, struct keyring **ret, struct fault *why)
{
    struct keyring_who who = {.kind = KEYRING_SERVICE, .keygen = 1, .roles = 32};

    return keyring_new(vault, &who, vault->keys->sign_seed, vault->keys->box_secret, ret, why);
}

bool vault_root(const struct vault *vault, uint8_t ret[32])
{
    memcpy(ret, vault->root, 32);
    return vault->has_root;
}

static uint64_t number_of(const uint8_t bytes[8])
{
    uint64_t n = 0;

    for (int i = 7; i >= 0; i--)
        n = n << 8 | bytes[i];
    return n;
}

enum status vault_anchor_read(const struct vault *vault, struct vault_anchor *ret,
                              struct fault *why)
{
    struct anchor_file file;
    struct fault quiet = {.status = HF_OK};
    enum status st = file_read(vault->path, file_anchor, &file, sizeof file, &quiet);

    if (st == HF_NOT_FOUND) {
        *ret = (struct vault_anchor){0};
        return HF_OK;
    }
    if (st != HF_OK || memcmp(file.label, anchor_label, sizeof file.label) != 0)
        return fault_set(why, HF_INVALID, "the anchor in the secrets folder can't be read");
    ret->size = number_of(file.size);
    memcpy(ret->root, file.root, sizeof ret->root);
    return HF_OK;
}

/* Until the first anchor stands, founding may be begun again with another key. */
enum status vault_pin_root(struct vault *vault, const uint8_t sign_pub[32], struct fault *why)
{
    struct vault_anchor now;
    enum status st = vault_anchor_read(vault, &now, why);

    if (st != HF_OK || (vault->has_root && memcmp(vault->root, sign_pub, 32) == 0))
        return st;
    if (now.size > 0)
        return fault_set(why, HF_CONFLICT, "the practice has a root key already");
    memcpy(vault->root, sign_pub, 32);
    vault->has_root = true;
    return write_practice(vault, why);
}

static enum status write_anchor(struct vault *vault, const struct vault_anchor *anchor,
                                struct fault *why)
{
    struct anchor_file file;

    memcpy(file.label, anchor_label, sizeof file.label);
    for (int i = 0; i < 8; i++)
        file.size[i] = (uint8_t)(anchor->size >> (8 * i));
    memcpy(file.root, anchor->root, sizeof file.root);
    return file_write(vault->path, file_anchor, &file, sizeof file, why);
}

static enum status advance_anchor(struct vault *vault, const struct vault_anchor *anchor,
                                  struct fault *why)
{
    struct vault_anchor now;
    enum status st = vault_anchor_read(vault, &now, why);

    return st != HF_OK || anchor->size <= now.size ? st : write_anchor(vault, anchor, why);
}

enum status vault_anchor_write(struct vault *vault, const struct vault_anchor *anchor,
                               struct fault *why)
{
    pthread_mutex_lock(&vault->lock);
    enum status st = advance_anchor(vault, anchor, why);

    pthread_mutex_unlock(&vault->lock);
    return st;
}

enum status vault_anchor_set(struct vault *vault, const struct vault_anchor *anchor,
                             struct fault *why)
{
    pthread_mutex_lock(&vault->lock);
    enum status st = rest_forget(vault, why);

    if (st == HF_OK)
        st = write_anchor(vault, anchor, why);
    pthread_mutex_unlock(&vault->lock);
    return st;
}

/* 52 digits hold 260 bits: the last four are zero. */
void vault_pepper_text(const struct vault *vault, char ret[VAULT_PEPPER_TEXT])
{
    uint8_t padded[33] = {0};
    char digits[53], *at = ret;

    memcpy(padded, vault->keys->pepper, KEY_BYTES);
    base32_write(padded, 52, digits);
    for (int i = 0; i < 52; i++) {
        if (i > 0 && i % 4 == 0)
            *at++ = '-';
        *at++ = digits[i];
    }
    *at = '\0';
    sodium_memzero(padded, sizeof padded);
    sodium_memzero(digits, sizeof digits);
}
