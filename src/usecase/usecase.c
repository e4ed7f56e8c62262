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

enum status hand_append(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                        struct ledger_write write, struct ledger_entry *ret, struct fault *why)
{
    write.request = request_nth(hand->request, n);
    write.device = hand->device;
    memcpy(write.text_hash, hand->text_hash, sizeof write.text_hash);
    return ledger_append(ltx, hand->keyring, &write, ret, why);
}

int64_t practice_now_s(const struct practice *practice)
{
    return world_now_us(vault_world(practice->vault)) / US_PER_S;
}
