/* keep/ledger/wire.c - little-endian fields, both ways.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/wire.h"

#include <string.h>

struct wire wire_writer(uint8_t *bytes, size_t len)
{
    return (struct wire){bytes, bytes + len, true, false};
}

struct wire wire_reader(const uint8_t *bytes, size_t len)
{
    /* `writes` is false, so the bytes stay as they are; one struct serves both directions. */
    uint8_t *at = (uint8_t *)(uintptr_t)bytes;

    return (struct wire){at, at + len, false, false};
}

static bool has_room(struct wire *wire, size_t len)
{
    if ((size_t)(wire->end - wire->at) < len)
        wire->failed = true;
    return !wire->failed;
}

void wire_bytes(struct wire *wire, void *field, size_t len)
{
    if (!has_room(wire, len))
        return;
    if (wire->writes)
        memcpy(wire->at, field, len);
    else
        memcpy(field, wire->at, len);
    wire->at += len;
}

void wire_fixed(struct wire *wire, const void *bytes, size_t len)
{
    if (!has_room(wire, len))
        return;
    if (wire->writes)
        memcpy(wire->at, bytes, len);
    else if (memcmp(wire->at, bytes, len) != 0)
        wire->failed = true;
    wire->at += len;
}

void wire_zeros(struct wire *wire, size_t len)
{
    static const uint8_t zeros[64];

    wire_fixed(wire, zeros, len);
}

static uint64_t number(struct wire *wire, uint64_t n, size_t len)
{
    uint8_t bytes[8];

    for (size_t i = 0; i < len; i++)
        bytes[i] = (uint8_t)(n >> (8 * i));
    wire_bytes(wire, bytes, len);
    n = 0;
    for (size_t i = len; i > 0; i--)
        n = n << 8 | bytes[i - 1];
    return n;
}

void wire_u8(struct wire *wire, uint8_t *field)
{
    *field = (uint8_t)number(wire, *field, 1);
}

void wire_u16(struct wire *wire, uint16_t *field)
{
    *field = (uint16_t)number(wire, *field, 2);
}

void wire_u32(struct wire *wire, uint32_t *field)
{
    *field = (uint32_t)number(wire, *field, 4);
}

void wire_u64(struct wire *wire, uint64_t *field)
{
    *field = number(wire, *field, 8);
}

void wire_i64(struct wire *wire, int64_t *field)
{
    *field = (int64_t)number(wire, (uint64_t)*field, 8);
}

bool wire_done(const struct wire *wire)
{
    return !wire->failed && wire->at == wire->end;
}
