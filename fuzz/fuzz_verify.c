/* fuzz/fuzz_verify.c - whatever lies in an export and a receipt: a verdict, always the same, and
 * nothing read that is not there.
 *
 * Input: flags 1 | length of the receipt 2 | receipt | export. Flag 1: the links of each entry and
 * the commitments are mended first, so that what they state is reached. Every signature is taken
 * for good (flag 2: for bad from the fifth on): no fuzzer signs.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "verify/verify.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MENDS = 1, DOUBTS = 2, EXPORT_HEAD = 83, ENTRY = 336, CHAINS = 64, GOOD = 4 };

static bool doubts;
static unsigned asked;

static bool holds(const uint8_t key[PUBLIC_KEY], const uint8_t *message, size_t len,
                  const uint8_t signature[SIGNATURE])
{
    uint32_t touched = key[PUBLIC_KEY - 1] + (uint32_t)signature[SIGNATURE - 1];

    for (size_t i = 0; i < len; i++) /* each byte that is asked about is there */
        touched += message[i];
    return (!doubts || asked++ < GOOD) && touched < UINT32_MAX;
}

/* --- mending --------------------------------------------------------------------------------- */

struct chain {
    uint8_t client[ID], hash[HASH];
    uint64_t n;
};
struct mending {
    struct chain chains[CHAINS];
    size_t n_chains;
    uint8_t tip[HASH];
    uint64_t seq;
};

static void put(uint8_t *at, uint64_t n)
{
    for (int i = 0; i < 8; i++)
        at[i] = (uint8_t)(n >> (8 * i));
}

static struct chain *chain_of(struct mending *m, const uint8_t client[ID])
{
    size_t i = 0;

    while (i < m->n_chains && memcmp(m->chains[i].client, client, ID) != 0)
        i++;
    if (i == CHAINS)
        return NULL;
    if (i == m->n_chains)
        memcpy(m->chains[m->n_chains++].client, client, ID);
    return &m->chains[i];
}

static bool mend_entry(struct mending *m, uint8_t *at, const uint8_t *blind, size_t stated)
{
    struct chain *chain = chain_of(m, at + 47);
    uint8_t leaf[1 + ENTRY] = {0};

    if (chain == NULL)
        return false;
    put(at + 39, ++m->seq);
    put(at + 63, ++chain->n);
    memcpy(at + 71, m->tip, HASH);
    memcpy(at + 103, chain->hash, HASH);
    if (stated > 0 && !hmac_sha256(blind, blind + HASH, stated, at + 207))
        return false;
    memcpy(leaf + 1, at, ENTRY);
    bool done = sha256(leaf, sizeof leaf, m->tip);

    memcpy(chain->hash, m->tip, HASH);
    return done;
}

/* As far as entries go; of a proof nothing. */
static void mend(uint8_t *bytes, size_t len)
{
    static struct mending m;
    size_t at = EXPORT_HEAD;

    m = (struct mending){.seq = 0};
    while (at + ENTRY + 4 <= len) {
        uint64_t stated = number_at(bytes + at + ENTRY, 4);
        size_t whole = ENTRY + 4 + (stated == 0 ? 0 : HASH + stated);

        if (whole > len - at || !mend_entry(&m, bytes + at, bytes + at + ENTRY + 4, stated))
            return;
        at += whole;
    }
}

/* --- asking ---------------------------------------------------------------------------------- */

static const char *ask(struct exported *export, const uint8_t *bytes, size_t len,
                       const uint8_t *receipt, size_t receipt_len, const char **ret_receipt)
{
    *export = (struct exported){.holds = holds};
    asked = 0;
    const char *wrong = export_verify(export, bytes, len);

    *ret_receipt = wrong == NULL ? receipt_verify(export, receipt, receipt_len) : NULL;
    return wrong;
}

static void ask_twice(const uint8_t *bytes, size_t len, const uint8_t *receipt, size_t receipt_len)
{
    static struct exported first, second;
    const char *receipt_first, *receipt_second;
    const char *wrong = ask(&first, bytes, len, receipt, receipt_len, &receipt_first);

    assert(wrong == ask(&second, bytes, len, receipt, receipt_len, &receipt_second));
    assert(receipt_first == receipt_second && first.refused == second.refused);
    assert(wrong != NULL || first.entries == first.size);
    export_clear(&first);
    export_clear(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    size_t receipt_len = (size_t)number_at(data + 1, 2);

    if (receipt_len > size - 3)
        return 0;
    size_t len = size - 3 - receipt_len;
    uint8_t *bytes = malloc(len + 1);

    if (bytes == NULL)
        return 0;
    memcpy(bytes, data + 3 + receipt_len, len);
    if ((data[0] & MENDS) != 0)
        mend(bytes, len);
    doubts = (data[0] & DOUBTS) != 0;
    ask_twice(bytes, len, data + 3, receipt_len);
    free(bytes);
    return 0;
}
