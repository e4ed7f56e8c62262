/* fuzz/fuzz_keep.c - whatever the bytes are: refused, or written again as the same bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/erased.h"
#include "keep/ledger/older.h"
#include "keep/ledger/statement.h"

#include <assert.h>
#include <stdalign.h>
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

/* What is gone, what is missing, what became of keys. */
static void gone(struct span bytes)
{
    static alignas(max_align_t) unsigned char block[1 << 16];
    struct arena arena;
    struct erasure erasure;
    struct older_statement older;
    struct turn_statement turn;
    uint8_t again[ERASURE_MOST];

    static_assert((int)ERASURE_MOST > (int)STATEMENT_MOST, "one block for all");

    arena_init(&arena, block, sizeof block);
    if (erasure_parse(bytes, &arena, &erasure))
        same(again, erasure_write(&erasure, again), bytes);
    if (turn_parse(bytes, &turn))
        same(again, turn_write(&turn, again), bytes);
    if (older_parse(bytes, &older)) {
        older_write(&older, again);
        same(again, OLDER_BYTES, bytes);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = span_at(data, size);

    entries(bytes);
    people(bytes);
    keys(bytes);
    gone(bytes);
    return 0;
}
