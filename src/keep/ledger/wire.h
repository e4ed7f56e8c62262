/* keep/ledger/wire.h - fixed little-endian layouts, written and read field by field.
 *
 * One function per layout runs for both directions, so that the two can't disagree.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_WIRE_H
#define HF_KEEP_LEDGER_WIRE_H

#include "base/span.h"

struct wire {
    uint8_t *at;  /* next byte; bytes are written when `writes`, else read */
    uint8_t *end; /* nothing is touched from here on */
    bool writes;
    bool failed; /* sticky: too short, or a fixed byte was another one */
};

struct wire wire_writer(uint8_t *bytes, size_t len);
struct wire wire_reader(const uint8_t *bytes, size_t len); /* never writes to them */

void wire_bytes(struct wire *wire, void *field, size_t len);
void wire_fixed(struct wire *wire, const void *bytes, size_t len); /* these and no others */
void wire_zeros(struct wire *wire, size_t len);
void wire_u8(struct wire *wire, uint8_t *field);
void wire_u16(struct wire *wire, uint16_t *field);
void wire_u32(struct wire *wire, uint32_t *field);
void wire_u64(struct wire *wire, uint64_t *field);
void wire_i64(struct wire *wire, int64_t *field);

/* All went well and nothing is left over. */
bool wire_done(const struct wire *wire);

#endif
