/* keep/backup/manifest.h - what a backup holds, signed by the service, each naming the one before.
 * Layout: docs/formats.md, Backups.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_BACKUP_MANIFEST_H
#define HF_KEEP_BACKUP_MANIFEST_H

#include "base/id.h"
#include "keep/vault/keyring.h"

enum { MANIFEST_BYTES = 352 };

/* One of the two files of a backup. */
struct manifest_part {
    uint64_t rows, bytes;
    uint8_t hash[32]; /* SHA-256 of the file */
};

enum backup_part { PART_DATA, PART_KEYS, PARTS };

struct manifest {
    struct practice_id practice;
    struct id128 backup;
    uint64_t number; /* from 1, no gaps */
    int64_t utc_us;
    uint64_t size; /* of the ledger, with its root */
    uint8_t root[32];
    struct manifest_part part[PARTS];
    uint8_t previous[32];    /* hash of the manifest before; zero for the first */
    struct key_id recipient; /* of the offline key */
    uint8_t service[32];     /* the key that signs; the kit in the keys must have it too */
    uint8_t hash[32];        /* SHA-256 of its bytes; not part of them */
};

/* Signs, writes, and fills `manifest->hash`. */
void manifest_write(struct manifest *manifest, const struct keyring *service,
                    uint8_t ret[MANIFEST_BYTES]);

/* HF_INVALID: not a manifest, or not signed by the key that it names. */
HF_MUST_USE enum status manifest_parse(const uint8_t bytes[MANIFEST_BYTES], struct manifest *ret,
                                       struct fault *why);

#endif
