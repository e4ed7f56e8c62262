/* The independent verifier against an export of 200 entries in which anything was changed: every
 * byte flipped; each entry dropped, inserted, doubled, swapped; the tail cut; a fork. None passes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "practice.h"

#include "keep/ledger/erase.h"
#include "keep/ledger/export.h"
#include "verify/verify.h"

#include <string.h>

enum { ENTRIES = 200, EXPORT_MOST = 1 << 20, ENTRY = 336, HEAD = 83, KNOWN = 1 << 16, MOST = 400 };

struct file {
    uint8_t bytes[EXPORT_MOST];
    size_t len;
};
static struct file whole, changed;
static struct ledger_receipt last_receipt, first_receipt;
static size_t starts[MOST + 1]; /* of each entry with its statement, and where the last ends */
static size_t n_entries;

/* --- an export ------------------------------------------------------------------------------- */

static bool begin_again(void *arg)
{
    ((struct file *)arg)->len = 0;
    return true;
}

static bool put(void *arg, struct span bytes)
{
    struct file *file = arg;

    if (bytes.len > sizeof file->bytes - file->len)
        return false;
    memcpy(file->bytes + file->len, bytes.at, bytes.len);
    file->len += bytes.len;
    return true;
}

static void export_to(struct file *file)
{
    struct export_sink sink = {begin_again, put, file};

    fault_clear(&fx.why);
    CHECK(ledger_export(fx.ledger, fx.store, &sink, &fx.why) == HF_OK);
}

static void find_starts(void)
{
    size_t at = HEAD;

    n_entries = (size_t)number_at(whole.bytes + 67, 8);
    for (size_t i = 0; i < n_entries && i < MOST; i++) {
        size_t statement = (size_t)number_at(whole.bytes + at + ENTRY, 4);

        starts[i] = at;
        at += ENTRY + 4 + (statement > 0 ? HASH + statement : 0);
    }
    starts[n_entries] = at;
}

struct receiving {
    uint64_t seq;
    struct ledger_receipt *ret;
};

static enum status receive(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct receiving *in = arg;

    return ledger_receipt(ltx, in->seq, in->ret, why);
}

static struct ledger_receipt receipt_of(uint64_t seq)
{
    struct ledger_receipt receipt = {.len = 0};
    struct receiving in = {seq, &receipt};

    CHECK(act(receive, &in) == HF_OK);
    return receipt;
}

/* --- verifying ------------------------------------------------------------------------------- */

/* Each signature that holds is computed once: what is asked here is what else is looked at. */
static bool known_holds(const uint8_t key[PUBLIC_KEY], const uint8_t *message, size_t len,
                        const uint8_t signature[SIGNATURE])
{
    static uint8_t known[KNOWN][HASH];
    uint8_t all[PUBLIC_KEY + ENTRY + SIGNATURE], digest[HASH];

    memcpy(all, key, PUBLIC_KEY);
    memcpy(all + PUBLIC_KEY, message, len);
    memcpy(all + PUBLIC_KEY + len, signature, SIGNATURE);
    if (!sha256(all, PUBLIC_KEY + len + SIGNATURE, digest))
        return false;
    uint8_t *place = known[number_at(digest, 2) % KNOWN];

    if (memcmp(place, digest, HASH) == 0)
        return true;
    if (!ed25519_holds(key, message, len, signature))
        return false;
    memcpy(place, digest, HASH);
    return true;
}

static bool is_refused(const struct file *file, const struct ledger_receipt *receipt)
{
    static struct exported export;

    export = (struct exported){.holds = known_holds, .stops_at_first = true};
    bool refused =
        export_verify(&export, file->bytes, file->len) != NULL || export.refused > 0 ||
        (receipt != NULL && receipt_verify(&export, receipt->bytes, receipt->len) != NULL);

    export_clear(&export);
    return refused;
}

static void test_export__of_the_program_holds_with_every_receipt(void)
{
    CHECK(!is_refused(&whole, NULL));
    CHECK(!is_refused(&whole, &last_receipt));
    CHECK(!is_refused(&whole, &first_receipt));
    CHECK(n_entries >= ENTRIES);
}

static void test_export__with_any_byte_flipped_is_refused(void)
{
    int passed = 0;

    changed = whole;
    for (size_t i = 0; i < whole.len; i++) {
        changed.bytes[i] ^= (uint8_t)(1 << i % 8);
        bool refused = is_refused(&changed, NULL);

        changed.bytes[i] = whole.bytes[i];
        if (!refused && passed++ < 5)
            printf("# byte %zu passes when flipped\n", i);
    }
    CHECK_INT(passed, 0);
}

static void test_receipt__with_any_byte_flipped_is_refused(void)
{
    struct ledger_receipt receipt = last_receipt;
    int passed = 0;

    for (size_t i = 0; i < receipt.len; i++) {
        receipt.bytes[i] ^= 1;
        passed += !is_refused(&whole, &receipt);
        receipt.bytes[i] ^= 1;
    }
    CHECK_INT(passed, 0);
}

/* The order of the group, added to the second half of a signature: another signature of the same
 * act, if it were taken. */
static void test_export__with_a_signature_that_is_not_canonical_is_refused(void)
{
    static const uint8_t order[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,       0xd6,
                                      0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, [31] = 0x10};
    uint8_t *half = changed.bytes + starts[n_entries - 1] + 272 + 32;
    unsigned carry = 0;

    changed = whole;
    for (int i = 0; i < 32; i++) {
        carry += (unsigned)half[i] + order[i];
        half[i] = (uint8_t)carry;
        carry >>= 8;
    }
    CHECK(is_refused(&changed, NULL));
}

/* --- entries --------------------------------------------------------------------------------- */

static void take(size_t from, size_t to)
{
    memcpy(changed.bytes + changed.len, whole.bytes + from, to - from);
    changed.len += to - from;
}

static void begin(size_t entries)
{
    changed.len = 0;
    take(0, HEAD);
    for (int i = 0; i < 8; i++)
        changed.bytes[67 + i] = (uint8_t)((uint64_t)entries >> (8 * i));
}

static void take_entries(size_t from, size_t to)
{
    take(starts[from], starts[to]);
}

static void take_end(void)
{
    take(starts[n_entries], whole.len);
}

static void test_export__with_an_entry_dropped_is_refused(void)
{
    int passed = 0;

    for (size_t i = 0; i < n_entries; i++) {
        begin(n_entries - 1);
        take_entries(0, i);
        take_entries(i + 1, n_entries);
        take_end();
        passed += !is_refused(&changed, NULL);
    }
    CHECK_INT(passed, 0);
}

static void test_export__with_an_entry_doubled_or_put_elsewhere_is_refused(void)
{
    int passed = 0;

    for (size_t i = 0; i < n_entries; i++)
        for (size_t other = i; other < n_entries; other += 37) {
            begin(n_entries + 1);
            take_entries(0, i);
            take_entries(other, other + 1);
            take_entries(i, n_entries);
            take_end();
            passed += !is_refused(&changed, NULL);
        }
    CHECK_INT(passed, 0);
}

static void test_export__with_two_entries_swapped_is_refused(void)
{
    int passed = 0;

    for (size_t i = 0; i + 1 < n_entries; i++) {
        begin(n_entries);
        take_entries(0, i);
        take_entries(i + 1, i + 2);
        take_entries(i, i + 1);
        take_entries(i + 2, n_entries);
        take_end();
        passed += !is_refused(&changed, NULL);
    }
    CHECK_INT(passed, 0);
}

/* All that a thief of the tail would do: entries and checkpoints gone, the head made to fit. */
static void test_export__with_its_tail_cut_is_refused_with_one_receipt(void)
{
    int passed = 0, whole_without = 0;

    for (size_t n = 1; n < n_entries; n++) {
        begin(n);
        memset(changed.bytes + 75, 0, 8);
        take_entries(0, n);
        whole_without += !is_refused(&changed, NULL);
        passed += !is_refused(&changed, &last_receipt);
    }
    CHECK_INT(passed, 0);
    CHECK_INT(whole_without, (int)n_entries - 1); /* so it is the receipt that shows it */
}

static void test_export__with_its_checkpoints_left_is_refused_when_the_tail_is_cut(void)
{
    begin(n_entries - 1);
    take_entries(0, n_entries - 1);
    take_end();
    CHECK(is_refused(&changed, NULL));
}

/* --- a fork ---------------------------------------------------------------------------------- */

static void copy_file(const char *from, const char *to)
{
    char command[200];

    snprintf(command, sizeof command, "cp %s/%s %s/%s", fx.folder, from, fx.folder, to);
    CHECK(system(command) == 0);
}

/* Both branches are signed by the right people; only a receipt of one tells that the other is not
 * the ledger that it was given for. */
static void test_export__of_a_fork_is_refused_with_a_receipt_of_the_other_branch(void)
{
    store_free(fx.store);
    copy_file("data/practice.db", "older");
    CHECK(store_open(&store_sqlite, fx.db, &fx.store, &fx.why) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "one history") == HF_OK);
    struct ledger_receipt of_one = receipt_of(n_entries + 1);

    store_free(fx.store);
    copy_file("older", "data/practice.db");
    CHECK(store_open(&store_sqlite, fx.db, &fx.store, &fx.why) == HF_OK);
    CHECK(write_as(fx.owner, ACTION_LIMIT, "another history") == HF_OK);
    export_to(&changed);
    CHECK(!is_refused(&changed, NULL));
    CHECK(is_refused(&changed, &of_one));
    CHECK(!is_refused(&changed, &last_receipt));
}

/* --- what one person takes along ------------------------------------------------------------- */

struct proving {
    enum proof_of of;
    struct id128 whose;
};

static enum status prove(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct proving *in = arg;
    struct span bytes = SPAN("");
    enum status st = ledger_checkpoint(ltx, true, why);

    if (st == HF_OK)
        st = ledger_proof(ltx, in->of, in->whose, &bytes, why);
    if (st == HF_OK) {
        memcpy(changed.bytes, bytes.at, bytes.len);
        changed.len = bytes.len;
    }
    return st;
}

static size_t count_passing_flips(void)
{
    size_t passed = 0;

    for (size_t i = 0; i < changed.len; i += i < 2000 ? 1 : 23) {
        changed.bytes[i] ^= (uint8_t)(1 << i % 8);
        if (!is_refused(&changed, NULL) && passed++ < 5)
            printf("# byte %zu passes when flipped\n", i);
        changed.bytes[i] ^= (uint8_t)(1 << i % 8);
    }
    return passed;
}

static void test_proof__of_a_client_holds_and_with_a_byte_flipped_does_not(void)
{
    struct proving in = {PROOF_OF_CLIENT, fx.client.id};

    CHECK(act(prove, &in) == HF_OK);
    CHECK(!is_refused(&changed, NULL));
    CHECK(!is_refused(&changed, &last_receipt));
    CHECK(changed.len < whole.len);
    CHECK_INT(count_passing_flips(), 0);
}

/* In the client's own chain nothing can be left out: its place would be a hash. */
static void test_proof__of_a_client_without_one_of_their_entries_is_refused(void)
{
    struct proving in = {PROOF_OF_CLIENT, fx.client.id};
    static const uint8_t row_hash;
    size_t at = HEAD + 16, tried = 0, passed = 0;

    CHECK(act(prove, &in) == HF_OK);
    whole = changed;
    while (at < whole.len - 156 && tried < 40) {
        size_t statement = whole.bytes[at] == 0 ? 0 : (size_t)number_at(whole.bytes + at + 337, 4);
        size_t len = whole.bytes[at] == 0 ? 33 : 341 + (statement > 0 ? HASH + statement : 0);
        uint8_t leaf[1 + ENTRY] = {0};

        if (whole.bytes[at] == 1 && !is_zero(whole.bytes + at + 1 + 47, 16)) {
            memcpy(leaf + 1, whole.bytes + at + 1, ENTRY);
            changed.len = 0;
            take(0, at);
            changed.bytes[changed.len++] = row_hash;
            CHECK(sha256(leaf, sizeof leaf, changed.bytes + changed.len));
            changed.len += HASH;
            take(at + len, whole.len);
            tried++; /* of more than five times as many: the last would show by a receipt alone */
            passed += !is_refused(&changed, NULL);
        }
        at += len;
    }
    CHECK(tried > 5);
    CHECK_INT(passed, 0);
}

static void test_proof__of_a_signer_holds_and_with_a_byte_flipped_does_not(void)
{
    struct proving in = {PROOF_OF_SIGNER, keyring_who(fx.owner)->person.id};

    CHECK(act(prove, &in) == HF_OK);
    CHECK(!is_refused(&changed, NULL));
    CHECK_INT(count_passing_flips(), 0);
}

static enum status do_erase(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    static const struct erase_range ranges[] = {{10, 14}, {20, 20}, {40, 60}};
    struct ledger_erase erase = {.client = fx.client,
                                 .ranges = ranges,
                                 .n = 3,
                                 .scope = ERASE_RECORD,
                                 .reason = ERASE_ASKED,
                                 .rule = SPAN("test"),
                                 .request = fresh_request()};
    (void)arg;
    return ledger_erase(ltx, fx.owner, &erase, NULL, why);
}

static void count_erased(void *arg, const char *kind, uint64_t number, const char *refused)
{
    (void)number;
    *(int *)arg += refused == NULL && strncmp(kind, "erasure", 7) == 0;
}

static void test_export__with_erased_contents_names_each_and_holds(void)
{
    static struct exported export;
    int told = 0;

    export = (struct exported){.holds = known_holds, .say = count_erased, .arg = &told};
    CHECK(export_verify(&export, whole.bytes, whole.len) == NULL);
    CHECK_INT(export.refused, 0);
    CHECK_INT(export.erased, 27);
    CHECK_INT(told, 27);
    export_clear(&export);
}

static void write_entries(void)
{
    for (int i = 0; i < ENTRIES; i++)
        CHECK((i == 150 ? act(do_erase, NULL) : HF_OK) == HF_OK &&
              write_as(fx.owner, i % 40 == 0 ? ACTION_LIMIT : ACTION_PLAN_DRAFTED, "words") ==
                  HF_OK);
}

int main(void)
{
    fixture_make(&store_sqlite);
    write_entries();
    export_to(&whole);
    find_starts();
    last_receipt = receipt_of(n_entries);
    first_receipt = receipt_of(1);
    export_to(&whole); /* with the checkpoint that the receipt has made */
    RUN(test_export__of_the_program_holds_with_every_receipt);
    RUN(test_export__with_erased_contents_names_each_and_holds);
    RUN(test_export__with_an_entry_dropped_is_refused);
    RUN(test_export__with_an_entry_doubled_or_put_elsewhere_is_refused);
    RUN(test_export__with_two_entries_swapped_is_refused);
    RUN(test_export__with_its_tail_cut_is_refused_with_one_receipt);
    RUN(test_export__with_its_checkpoints_left_is_refused_when_the_tail_is_cut);
    RUN(test_export__with_a_signature_that_is_not_canonical_is_refused);
    RUN(test_receipt__with_any_byte_flipped_is_refused);
    RUN(test_export__with_any_byte_flipped_is_refused);
    RUN(test_export__of_a_fork_is_refused_with_a_receipt_of_the_other_branch);
    RUN(test_proof__of_a_client_holds_and_with_a_byte_flipped_does_not);
    RUN(test_proof__of_a_signer_holds_and_with_a_byte_flipped_does_not);
    RUN(test_proof__of_a_client_without_one_of_their_entries_is_refused);
    fixture_end();
    return tap_end();
}
