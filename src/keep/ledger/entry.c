/* keep/ledger/entry.c - the 336 bytes of an entry. Offsets: docs/formats.md, Entry.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include "keep/ledger/wire.h"

#include <string.h>

static const char label[] = "holdfast/ledger/v1";

static void place_fields(struct wire *w, struct ledger_entry *e)
{
    wire_fixed(w, label, sizeof label);
    wire_bytes(w, e->practice.id.bytes, 16);
    wire_u32(w, &e->practice_keygen);
    wire_u64(w, &e->seq);
    wire_bytes(w, e->client.id.bytes, 16);
    wire_u64(w, &e->client_seq);
    wire_bytes(w, e->prev, 32);
    wire_bytes(w, e->client_prev, 32);
    wire_i64(w, &e->utc_us);
    wire_u8(w, &e->clock_flag);
}

static void entry_fields(struct wire *w, struct ledger_entry *e)
{
    place_fields(w, e);
    wire_bytes(w, e->actor.id.bytes, 16);
    wire_u32(w, &e->actor_keygen);
    wire_u8(w, &e->proof);
    wire_u16(w, &e->action);
    wire_bytes(w, e->object.bytes, 16);
    wire_u64(w, &e->object_version);
    wire_bytes(w, e->request.id.bytes, 16);
    wire_bytes(w, e->commitment, 32);
    wire_bytes(w, e->text_hash, 32);
    wire_u8(w, &e->device);
    wire_bytes(w, e->signature, 64);
}

void entry_write(const struct ledger_entry *entry, uint8_t ret[LEDGER_ENTRY_BYTES])
{
    struct ledger_entry copy = *entry;
    struct wire w = wire_writer(ret, LEDGER_ENTRY_BYTES);

    entry_fields(&w, &copy);
}

bool entry_read(struct span bytes, struct ledger_entry *ret)
{
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);

    *ret = (struct ledger_entry){.seq = 0};
    entry_fields(&w, ret);
    return wire_done(&w);
}

bool entry_parse(struct span bytes, struct ledger_entry *ret)
{
    if (!entry_read(bytes, ret))
        return false;
    entry_hash((const uint8_t *)bytes.at, ret->hash);
    return true;
}

void entry_hash(const uint8_t bytes[LEDGER_ENTRY_BYTES], uint8_t ret[32])
{
    uint8_t leaf[1 + LEDGER_ENTRY_BYTES] = {0}; /* RFC 6962, 2.1: leaves begin with 0x00 */

    memcpy(leaf + 1, bytes, LEDGER_ENTRY_BYTES);
    vault_sha256(span_at(leaf, sizeof leaf), ret);
}
