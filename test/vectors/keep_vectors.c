/* Writes the test vectors of docs/formats.md: fixed inputs, the program's own bytes and hashes.
 * test/vectors.py computes the same from the text of that page alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/erased.h"
#include "keep/ledger/ledger_inside.h"
#include "keep/ledger/older.h"
#include "keep/ledger/statement.h"

#include <stdio.h>
#include <string.h>

static void line(const char *name, const void *bytes, size_t len)
{
    printf("%s ", name);
    for (size_t i = 0; i < len; i++)
        printf("%02x", ((const unsigned char *)bytes)[i]);
    putchar('\n');
}

/* n, n + 1, n + 2 ...: every field tells where it stands. */
static void fill(void *at, size_t len, uint8_t n)
{
    for (size_t i = 0; i < len; i++)
        ((uint8_t *)at)[i] = (uint8_t)(n + i);
}

static void entry_vectors(void)
{
    struct ledger_entry e = {.practice_keygen = 1,
                             .seq = 0x0102030405060708,
                             .client_seq = 9,
                             .utc_us = 1790000000000000,
                             .clock_flag = 1,
                             .actor_keygen = 65537,
                             .proof = 2,
                             .action = 180,
                             .object_version = 3,
                             .device = 2};
    uint8_t bytes[LEDGER_ENTRY_BYTES], hash[32];

    fill(e.practice.id.bytes, 16, 0x10);
    fill(e.client.id.bytes, 16, 0x20);
    fill(e.prev, 32, 0x30);
    fill(e.client_prev, 32, 0x50);
    fill(e.actor.id.bytes, 16, 0x70);
    fill(e.object.bytes, 16, 0x80);
    fill(e.request.id.bytes, 16, 0x90);
    fill(e.commitment, 32, 0xa0);
    fill(e.text_hash, 32, 0xc0);
    fill(e.signature, 64, 0xe0);
    entry_write(&e, bytes);
    entry_hash(bytes, hash);
    line("entry", bytes, sizeof bytes);
    line("entry_hash", hash, sizeof hash);
}

static void tree_vectors(void)
{
    struct frontier frontier = {.size = 0};
    uint8_t leaves[7][32], path[FRONTIER_MOST][32], root[32];

    for (uint8_t i = 0; i < 7; i++) {
        vault_sha256(span_at(&i, 1), leaves[i]);
        frontier_add(&frontier, leaves[i]);
    }
    frontier_root(&frontier, root);
    line("tree_root_7", root, sizeof root);
    size_t n = merkle_path((const uint8_t(*)[32])leaves, 7, 4, path);

    line("tree_path_5_of_7", path, n * 32);
    struct checkpoint c = {.size = 7, .utc_us = 1790000000000001, .keygen = 1};
    uint8_t bytes[CHECKPOINT_BYTES];

    fill(c.practice.id.bytes, 16, 0x10);
    memcpy(c.root, root, sizeof c.root);
    fill(c.signature, 64, 0xe0);
    checkpoint_write(&c, bytes);
    line("checkpoint", bytes, sizeof bytes);
    struct ledger_receipt receipt;

    receipt_write(leaves[4], 5, bytes, (const uint8_t(*)[32])path, n, &receipt);
    line("receipt_5_of_7", receipt.bytes, receipt.len);
    line("receipt_reference", receipt.reference, strlen(receipt.reference));
}

static void export_vector(void)
{
    struct practice_id practice;
    uint8_t root[32], bytes[EXPORT_HEAD];

    fill(practice.id.bytes, 16, 0x10);
    fill(root, 32, 0x20);
    export_head_write(practice, root, 0x0102, 3, bytes);
    line("export_head", bytes, sizeof bytes);
}

static void proof_vector(void)
{
    struct practice_id practice;
    struct id128 whose;
    uint8_t root[32], bytes[PROOF_HEAD];

    fill(practice.id.bytes, 16, 0x10);
    fill(root, 32, 0x20);
    fill(whose.bytes, 16, 0x40);
    proof_head_write(practice, root, 0x0102, 3, whose, bytes);
    line("proof_head", bytes, sizeof bytes);
}

static void hash_vectors(void)
{
    uint8_t key[32], commitment[32];

    fill(key, 32, 1);
    struct key_id id = key_id_of(key);

    vault_hmac(key, SPAN("the content"), commitment);
    line("key_id", id.bytes, sizeof id.bytes);
    line("commitment", commitment, sizeof commitment);
}

static void certificate_vector(void)
{
    struct certificate c = {.kind = STATEMENT_DELEGATE, .compartments = 16, .from_us = 5};
    uint8_t bytes[CERTIFICATE_BYTES];

    fill(c.practice.id.bytes, 16, 0x10);
    fill(c.who.person.id.bytes, 16, 0x20);
    fill(c.who.sign_pub, 32, 0x30);
    fill(c.who.box_pub, 32, 0x50);
    fill(c.who.client.id.bytes, 16, 0x70);
    fill(c.who.session.id.bytes, 16, 0x80);
    c.who.keygen = 65537;
    c.who.roles = 1;
    c.who.purpose = 2;
    c.who.most_proof = 1;
    c.who.until_us = 1790000000000000;
    certificate_write(&c, bytes);
    line("certificate", bytes, sizeof bytes);
}

static void statement_vectors(void)
{
    struct epoch_statement e = {.epoch = 2, .n = 1};
    struct grant_statement g = {.purpose = 1,
                                .compartments = 16,
                                .granter_keygen = 1,
                                .recipient_keygen = 2,
                                .from_us = 3,
                                .until_us = 4,
                                .n = 1,
                                .rows = {{4, 2, {{0}}}}};
    uint8_t bytes[STATEMENT_MOST];

    fill(e.practice.id.bytes, 16, 0x10);
    fill(e.client.id.bytes, 16, 0x20);
    e.keys[0].compartment = 4;
    fill(e.keys[0].ck_id.bytes, 16, 0x30);
    fill(e.keys[0].box_pub, 32, 0x40);
    line("epoch", bytes, epoch_write(&e, bytes));
    fill(g.practice.id.bytes, 16, 0x10);
    fill(g.client.id.bytes, 16, 0x20);
    fill(g.granter.id.bytes, 16, 0x30);
    fill(g.recipient.id.bytes, 16, 0x40);
    fill(g.recipient_key.bytes, 16, 0x50);
    fill(g.wraps_hash, 32, 0x60);
    fill(g.client_prev, 32, 0x80);
    fill(g.rows[0].ck_id.bytes, 16, 0xa0);
    line("grant", bytes, grant_write(&g, bytes));
}

static void turn_vector(void)
{
    struct turn_statement t = {
        .kind = STATEMENT_REWRAPPED, .next = 3, .records = 513, .n = 1, .rows = {{4, 2, {{0}}}}};
    uint8_t bytes[STATEMENT_MOST];

    fill(t.practice.id.bytes, 16, 0x10);
    fill(t.client.id.bytes, 16, 0x20);
    fill(t.rows[0].ck_id.bytes, 16, 0x30);
    line("turn", bytes, turn_write(&t, bytes));
}

static void erasure_vector(void)
{
    static const struct erase_range ranges[] = {{3, 5}, {7, 7}};
    struct erasure e = {.scope = ERASE_COMPARTMENT,
                        .reason = ERASE_TIME_OVER,
                        .asked_seq = 0x0102,
                        .count = 4,
                        .rule = "DE-record",
                        .n = 2,
                        .ranges = ranges};
    uint8_t bytes[ERASURE_MOST];

    fill(e.practice.id.bytes, 16, 0x10);
    fill(e.client.id.bytes, 16, 0x20);
    line("erasure", bytes, erasure_write(&e, bytes));
}

static void older_vector(void)
{
    struct older_statement older = {
        .reason = OLDER_RESTORED, .confirmed = 0x0102, .kept = 0xf0, .missing = 3};
    uint8_t bytes[OLDER_BYTES];

    fill(older.practice.id.bytes, 16, 0x10);
    fill(older.client.id.bytes, 16, 0x20);
    older_write(&older, bytes);
    line("older", bytes, sizeof bytes);
}

int main(void)
{
    entry_vectors();
    tree_vectors();
    hash_vectors();
    certificate_vector();
    statement_vectors();
    turn_vector();
    export_vector();
    proof_vector();
    erasure_vector();
    older_vector();
    return 0;
}
