/* keep/passkey/client.c - clientDataJSON: what the browser says it was asked, and by whom.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/passkey/inside.h"

#include "core/format/json.h"

#include <string.h>

static const struct json_limits limits = {PASSKEY_CLIENT_MOST, 8, 64};

static int digit_of(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *at = c == '\0' ? NULL : strchr(digits, c);

    return at == NULL ? -1 : (int)(at - digits);
}

/* base64url without padding (RFC 4648 section 5) of exactly these bytes? The last digit's spare
 * bits are zero, so that one challenge has one spelling. */
static bool is_base64url_of(struct span text, const uint8_t *bytes, size_t len)
{
    uint32_t bits = 0;
    size_t n_bits = 0, n = 0;

    if (text.len != (len * 8 + 5) / 6)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        int digit = digit_of(text.at[i]);

        if (digit < 0)
            return false;
        bits = bits << 6 | (uint32_t)digit;
        n_bits += 6;
        if (n_bits < 8)
            continue;
        n_bits -= 8;
        if (n == len || bytes[n++] != (uint8_t)(bits >> n_bits))
            return false;
        bits &= (1U << n_bits) - 1;
    }
    return n == len && bits == 0;
}

static bool is_text(const struct json *object, const char *name, struct span want)
{
    const struct json *value = json_member(object, name);
    struct span text = json_text(value);

    return json_is(value, JSON_TEXT) && text.len == want.len &&
           memcmp(text.at, want.at, want.len) == 0;
}

enum status client_data_check(const struct passkey_ask *ask, const char *type,
                              struct span client_data, struct arena *arena, struct fault *why)
{
    const struct json *said;
    enum status st = json_parse(client_data, &limits, arena, &said, why);

    if (st != HF_OK)
        return st;
    if (!json_is(said, JSON_OBJECT) || !is_text(said, "type", span_of(type)))
        return fault_set(why, HF_INVALID, "a passkey's answer is of another kind");
    if (!is_base64url_of(json_text(json_member(said, "challenge")), ask->challenge,
                         sizeof ask->challenge))
        return fault_set(why, HF_INVALID, "a passkey answers another question");
    if (!is_text(said, "origin", ask->origin))
        return fault_set(why, HF_INVALID, "a passkey was used on another site");
    if (json_bool(json_member(said, "crossOrigin")) || json_member(said, "topOrigin") != NULL)
        return fault_set(why, HF_INVALID, "a passkey was used in a frame of another site");
    return HF_OK;
}
