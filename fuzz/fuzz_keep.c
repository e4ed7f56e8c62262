/* fuzz/fuzz_keep.c - whatever the bytes are: refused, or written again as the same bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void same(const uint8_t *again, size_t len, struct span bytes)
{
    assert(len == bytes.len && memcmp(again, bytes.at, len) == 0);
}

static void entries(struct span bytes)
{
    struct ledger_entry entry;
    struct checkpoint checkpoint;
    uint8_t again[LEDGER_ENTRY_BYTES];

    if (entry_parse(bytes, &entry)) {
        entry_write(&entry, again);
        same(again, LEDGER_ENTRY_BYTES, bytes);
    }
    if (checkpoint_parse(bytes, &checkpoint)) {
        checkpoint_write(&checkpoint, again);
        same(again, CHECKPOINT_BYTES, bytes);
    }
}

static void people(struct span bytes)
{
    struct certificate certificate;
    struct about about;
    uint8_t again[CERTIFICATE_BYTES];

    if (certificate_parse(bytes, &certificate)) {
        certificate_write(&certificate, again);
        same(again, CERTIFICATE_BYTES, bytes);
    }
    if (about_parse(bytes, &about)) {
        about_write(&about, again);
        same(again, ABOUT_BYTES, bytes);
    }
}

static void keys(struct span bytes)
{
    struct epoch_statement epoch;
    struct grant_statement grant;
    uint8_t again[STATEMENT_MOST];

    if (epoch_parse(bytes, &epoch))
        same(again, epoch_write(&epoch, again), bytes);
    if (grant_parse(bytes, &grant))
        same(again, grant_write(&grant, again), bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = span_at(data, size);

    entries(bytes);
    people(bytes);
    keys(bytes);
    return 0;
}
