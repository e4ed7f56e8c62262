/* keep/vault/secret.c - locked memory that is wiped.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <sodium.h>

enum status secret_new(size_t len, struct secret *ret, struct fault *why)
{
    unsigned char *at = sodium_init() < 0 ? NULL : sodium_malloc(len);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "no locked memory for a secret");
    sodium_memzero(at, len);
    *ret = (struct secret){at, len};
    return HF_OK;
}

void secret_free(struct secret *secret)
{
    sodium_free(secret->at); /* wipes; NULL is harmless */
    *secret = (struct secret){0};
}

void vault_wipe(void *at, size_t len)
{
    sodium_memzero(at, len);
}

bool vault_same(const void *a, const void *b, size_t len)
{
    return sodium_memcmp(a, b, len) == 0;
}
