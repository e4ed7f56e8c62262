/* keep/vault/kept.c - the keys of somebody whose act the disk did not take, sealed in memory.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <sodium.h>
#include <string.h>

enum { SECRETS = 64, KEPT_MOST = SECRETS + KEYRING_KEPT_MOST };
_Static_assert(KEYRING_KEPT_FRAME == KEPT_MOST + SEAL_EXTRA, "the frame is its plaintext and seal");

/* Never written anywhere, so it has no number in docs/formats.md. */
enum { SEAL_KEPT = 255 };

static struct seal_place place_of(const struct vault *vault, const struct keyring_kept *kept)
{
    return (struct seal_place){
        .practice = vault->practice,
        .table = (enum seal_table)SEAL_KEPT,
        .client = kept->who.client,
        .record = kept->name,
        .version = kept->who.keygen,
        .author = kept->who.person,
    };
}

static void kept_key(const struct vault *vault, uint8_t ret[KEY_BYTES])
{
    static const char label[] = "holdfast/kept/v1";

    keyed_hash(vault->keys->row_key, label, SPAN(""), ret, KEY_BYTES);
}

enum status keyring_keep(const struct vault *vault, const struct keyring *keyring,
                         struct id128 name, struct span content, struct keyring_kept *ret,
                         struct fault *why)
{
    uint8_t key[KEY_BYTES], plain[KEPT_MOST];

    if (content.len > KEYRING_KEPT_MOST)
        return fault_set(why, HF_INVALID, "an act of this length can't wait in memory");
    *ret = (struct keyring_kept){.who = keyring->who, .name = name, .content_len = content.len};
    struct seal_place at = place_of(vault, ret);

    crypto_sign_ed25519_sk_to_seed(plain, keyring->sign_secret);
    memcpy(plain + KEY_BYTES, keyring->box_secret, KEY_BYTES);
    if (content.len > 0)
        memcpy(plain + SECRETS, content.at, content.len);
    kept_key(vault, key);
    seal_frame(key, &at, span_at(plain, SECRETS + content.len), ret->frame);
    sodium_memzero(key, sizeof key);
    sodium_memzero(plain, sizeof plain);
    return HF_OK;
}

enum status keyring_kept_open(const struct vault *vault, const struct keyring_kept *kept,
                              struct keyring **ret, uint8_t *ret_content, struct fault *why)
{
    struct seal_place at = place_of(vault, kept);
    uint8_t key[KEY_BYTES], plain[KEPT_MOST];
    enum status st = HF_OK;

    kept_key(vault, key);
    if (!seal_open(key, &at, span_at(kept->frame, SECRETS + kept->content_len + SEAL_EXTRA), plain))
        st = fault_set(why, HF_FAILED, "an act that waited in memory has changed there");
    if (st == HF_OK)
        st = keyring_new(vault, &kept->who, plain, plain + KEY_BYTES, ret, why);
    if (st == HF_OK)
        memcpy(ret_content, plain + SECRETS, kept->content_len);
    sodium_memzero(key, sizeof key);
    sodium_memzero(plain, sizeof plain);
    return st;
}
