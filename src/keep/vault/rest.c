/* keep/vault/rest.c - the file "ends" of the secrets folder: what the ledger knew when it last
 * rested. Its words are keep/ledger/rest.c's; here only that nobody else has written them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <sodium.h>
#include <string.h>

static const char file_ends[] = "ends";

/* Under the label no row has: a row's seal begins with the length of a table's name. */
static void seal_of(const struct vault *vault, struct span bytes, uint8_t ret[VAULT_REST_EXTRA])
{
    static const unsigned char label[] = "\0holdfast/ends/v1";
    crypto_auth_hmacsha256_state state;

    crypto_auth_hmacsha256_init(&state, vault->keys->row_key, KEY_BYTES);
    crypto_auth_hmacsha256_update(&state, label, sizeof label);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)bytes.at, bytes.len);
    crypto_auth_hmacsha256_final(&state, ret);
}

enum status vault_rest_write(struct vault *vault, uint8_t *bytes, size_t len, struct fault *why)
{
    seal_of(vault, span_at(bytes, len), bytes + len);
    pthread_mutex_lock(&vault->lock);
    enum status st = file_write(vault->path, file_ends, bytes, len + VAULT_REST_EXTRA, why);

    pthread_mutex_unlock(&vault->lock);
    return st;
}

enum status rest_forget(const struct vault *vault, struct fault *why)
{
    return file_remove(vault->path, file_ends, why);
}

enum status vault_rest_read(const struct vault *vault, struct arena *arena, struct span *ret,
                            struct fault *why)
{
    uint8_t seal[VAULT_REST_EXTRA];
    struct span file;
    enum status st = file_read_all(vault->path, file_ends, arena->size, arena, &file, why);

    if (st != HF_OK)
        return st;
    if (file.len < sizeof seal)
        return fault_set(why, HF_INVALID, "the file \"ends\" in the secrets folder is too short");
    *ret = span_at(file.at, file.len - sizeof seal);
    seal_of(vault, *ret, seal);
    return sodium_memcmp(seal, file.at + ret->len, sizeof seal) == 0
               ? HF_OK
               : fault_set(why, HF_INVALID, "the file \"ends\" does not hold");
}
