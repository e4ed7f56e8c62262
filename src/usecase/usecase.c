/* usecase/usecase.c - the way every use case writes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/usecase.h"

#include <string.h>

enum { US_PER_S = 1000000 };

struct request_id request_nth(struct request_id request, unsigned n)
{
    uint8_t message[20], digest[32];

    if (n == 0)
        return request;
    memcpy(message, request.id.bytes, 16);
    for (int i = 0; i < 4; i++)
        message[16 + i] = (uint8_t)(n >> 8 * i);
    vault_sha256(span_at(message, sizeof message), digest);
    memcpy(request.id.bytes, digest, sizeof request.id.bytes);
    return request;
}

/* FNV-1a: the number tells acts apart, nothing more. Its highest bit keeps it clear of the entries
 * of one act. */
struct request_id request_for(struct request_id request, struct span what, unsigned value)
{
    uint32_t n = 2166136261u ^ value;

    for (size_t i = 0; i < what.len; i++)
        n = (n ^ (uint8_t)what.at[i]) * 16777619u;
    return request_nth(request, n | 1u << 31);
}

enum status hand_append(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                        struct ledger_write write, struct ledger_entry *ret, struct fault *why)
{
    write.request = request_nth(hand->request, n);
    write.device = hand->device;
    memcpy(write.text_hash, hand->text_hash, sizeof write.text_hash);
    return ledger_append(ltx, hand->signer != NULL ? hand->signer : hand->keyring, &write, ret,
                         why);
}

int64_t practice_now_s(const struct practice *practice)
{
    return world_now_us(vault_world(practice->vault)) / US_PER_S;
}
