/* keep/backup/manifest.c - fixed bytes under one signature.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/manifest.h"

#include "keep/vault/record.h"

#include <string.h>

enum { SIGNED = MANIFEST_BYTES - 64 };

static const char label[24] = "holdfast/manifest/v1"; /* and zeros */

/* A cursor that copies out of, or into, the bytes: one list of fields serves both ways. */
struct cursor {
    uint8_t *bytes;
    bool writes;
};

static void field(struct cursor *at, void *value, size_t len)
{
    if (at->writes)
        memcpy(at->bytes, value, len);
    else
        memcpy(value, at->bytes, len);
    at->bytes += len;
}

static void number(struct cursor *at, uint64_t *value)
{
    uint8_t bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(*value >> (8 * i));
    field(at, bytes, sizeof bytes);
    *value = 0;
    for (int i = 7; i >= 0; i--)
        *value = *value << 8 | bytes[i];
}

static void fields(struct cursor *at, struct manifest *m)
{
    uint64_t utc_us = (uint64_t)m->utc_us;

    field(at, m->practice.id.bytes, 16);
    field(at, m->backup.bytes, 16);
    number(at, &m->number);
    number(at, &utc_us);
    m->utc_us = (int64_t)utc_us;
    number(at, &m->size);
    field(at, m->root, 32);
    for (int i = 0; i < PARTS; i++)
        number(at, &m->part[i].rows);
    for (int i = 0; i < PARTS; i++) {
        number(at, &m->part[i].bytes);
        field(at, m->part[i].hash, 32);
    }
    field(at, m->previous, 32);
    field(at, m->recipient.bytes, 16);
    field(at, m->service, 32);
}

void manifest_write(struct manifest *manifest, const struct keyring *service,
                    uint8_t ret[MANIFEST_BYTES])
{
    struct cursor at = {ret + sizeof label, true};

    memcpy(ret, label, sizeof label);
    memcpy(manifest->service, keyring_who(service)->sign_pub, sizeof manifest->service);
    fields(&at, manifest);
    keyring_sign(service, span_at(ret, SIGNED), ret + SIGNED);
    vault_sha256(span_at(ret, MANIFEST_BYTES), manifest->hash);
}

enum status manifest_parse(const uint8_t bytes[MANIFEST_BYTES], struct manifest *ret,
                           struct fault *why)
{
    uint8_t copy[MANIFEST_BYTES];
    struct cursor at = {copy + sizeof label, false};
    struct manifest manifest;

    memcpy(copy, bytes, sizeof copy);
    fields(&at, &manifest);
    if (memcmp(copy, label, sizeof label) != 0 || manifest.number == 0)
        return fault_set(why, HF_INVALID, "that is not a backup's manifest");
    if (!vault_verify(manifest.service, span_at(copy, SIGNED), copy + SIGNED))
        return fault_set(why, HF_INVALID, "a manifest was changed after it was signed");
    vault_sha256(span_at(copy, MANIFEST_BYTES), manifest.hash);
    *ret = manifest;
    return HF_OK;
}
