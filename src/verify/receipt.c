/* verify/receipt.c - is a receipt of this ledger? Layout: docs/formats.md, Tree, checkpoint,
 * receipt.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "verify/verify.h"

#include <string.h>

enum { HEAD = 210, CHECKPOINT = 156, CUT = 8, PATH_MOST = 24 };

static const char label[] = "holdfast/receipt/v1";

static const char *check_ledger(const struct exported *export, const uint8_t *b, uint64_t seq,
                                uint64_t size, const uint8_t root[HASH])
{
    uint8_t now[HASH];

    if (seq > export->entries || size > export->entries)
        return "it was given for an entry after the last one here: the tail was cut";
    if (memcmp(export->leaves[seq - 1], b + 22, HASH) != 0)
        return "another entry stands at its place: this ledger is a fork, or was changed";
    if (!tree_root((const uint8_t(*)[HASH]) export->leaves, size, now) ||
        memcmp(now, root, HASH) != 0)
        return "the ledger that it was given for is another one: this is a fork, or was changed";
    return NULL;
}

const char *receipt_verify(const struct exported *export, const uint8_t *b, size_t len)
{
    uint8_t checkpoint[CHECKPOINT] = "holdfast"; /* which a receipt leaves out */

    if (len < HEAD || memcmp(b, label, sizeof label) != 0 || b[20] > PATH_MOST || b[21] != 0 ||
        len != HEAD + HASH * (size_t)b[20])
        return "this is no receipt";
    memcpy(checkpoint + CUT, b + 62, CHECKPOINT - CUT);
    uint64_t seq = number_at(b + 54, 8), size = number_at(checkpoint + 39, 8);
    const char *refused = checkpoint_verify(export, checkpoint);

    if (refused != NULL)
        return refused;
    if (seq == 0 || !tree_path_leads(b + 22, seq - 1, size, b + HEAD, b[20], checkpoint + 47))
        return "its path does not lead to its root";
    refused = check_ledger(export, b, seq, size, checkpoint + 47);
    return refused != NULL && size > export->older_from && size <= export->older_to
               ? "it was given for what is missing since an older copy was taken, as the ledger "
                 "says"
               : refused;
}
