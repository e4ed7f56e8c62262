/* What a stranger hands over as a passkey: never out of bounds, never accepted by chance. The first
 * byte says what the rest is: o an attestation object, c what the browser said, d data of a use.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/passkey/passkey.h"

#include <stddef.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char said[] = "{\"type\":\"webauthn.create\",\"challenge\":"
                           "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"origin\":"
                           "\"https://practice.example\"}";
static const char used[] = "{\"type\":\"webauthn.get\",\"challenge\":"
                           "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"origin\":"
                           "\"https://practice.example\"}";

static const struct passkey_ask ask = {.origin = SPAN_INIT("https://practice.example"),
                                       .site = SPAN_INIT("practice.example")};
static char block[1 << 18];

static void use(struct span client_data, struct span data, struct arena *arena)
{
    static const uint8_t signature[70] = {0x30, 68};
    struct passkey passkey = {.algorithm = -8, .key_len = 32};
    struct passkey_answer answer = {client_data, data, span_at(signature, sizeof signature)};
    struct fault why;
    uint32_t count;

    fault_clear(&why);
    if (passkey_check(&ask, &passkey, &answer, arena, &count, &why) == HF_OK)
        __builtin_trap(); /* nobody signed this */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct passkey passkey;
    struct fault why;

    if (size == 0)
        return 0;
    struct span rest = span_at(data + 1, size - 1);

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    if (data[0] == 'o' &&
        passkey_read(&ask, span_of(said), rest, &arena, &passkey, &why) == HF_OK &&
        (passkey.id_len > PASSKEY_ID_MOST || passkey.key_len > PASSKEY_KEY_MOST))
        __builtin_trap();
    if (data[0] == 'c')
        use(rest, SPAN(""), &arena);
    if (data[0] == 'd')
        use(span_of(used), rest, &arena);
    return 0;
}
