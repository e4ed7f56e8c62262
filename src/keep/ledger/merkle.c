/* keep/ledger/merkle.c - the tree over entries: RFC 6962, section 2.1.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <string.h>

static void join(const uint8_t left[32], const uint8_t right[32], uint8_t ret[32])
{
    uint8_t node[65] = {1}; /* inner nodes begin with 0x01 */

    memcpy(node + 1, left, 32);
    memcpy(node + 33, right, 32);
    vault_sha256(span_at(node, sizeof node), ret);
}

/* Each trailing one bit of the old size is a full subtree that the new leaf completes. */
void frontier_add(struct frontier *frontier, const uint8_t leaf[32])
{
    uint8_t root[32];

    memcpy(root, leaf, 32);
    for (uint64_t size = frontier->size; (size & 1) != 0; size >>= 1)
        join(frontier->roots[--frontier->n], root, root);
    memcpy(frontier->roots[frontier->n++], root, 32);
    frontier->size++;
}

void frontier_root(const struct frontier *frontier, uint8_t ret[32])
{
    if (frontier->n == 0) {
        vault_sha256(SPAN(""), ret);
        return;
    }
    memcpy(ret, frontier->roots[frontier->n - 1], 32);
    for (size_t i = frontier->n - 1; i > 0; i--)
        join(frontier->roots[i - 1], ret, ret);
}

static void root_of(const uint8_t (*leaves)[32], size_t n, uint8_t ret[32])
{
    struct frontier frontier = {.size = 0};

    for (size_t i = 0; i < n; i++)
        frontier_add(&frontier, leaves[i]);
    frontier_root(&frontier, ret);
}

/* The largest power of two that is less than n; n is at least 2. */
static size_t split(size_t n)
{
    size_t k = 1;

    while (k * 2 < n)
        k *= 2;
    return k;
}

size_t merkle_path(const uint8_t (*leaves)[32], size_t n, size_t index,
                   uint8_t ret[FRONTIER_MOST][32])
{
    if (n <= 1)
        return 0;
    size_t k = split(n), len;

    if (index < k) {
        len = merkle_path(leaves, k, index, ret);
        root_of(leaves + k, n - k, ret[len]);
    } else {
        len = merkle_path(leaves + k, n - k, index - k, ret);
        root_of(leaves, k, ret[len]);
    }
    return len + 1;
}

/* RFC 9162, 2.1.3.2. */
bool merkle_path_leads(const uint8_t leaf[32], uint64_t index, uint64_t size,
                       const uint8_t (*path)[32], size_t n, const uint8_t root[32])
{
    uint64_t node = index, last = size - 1;
    uint8_t hash[32];

    if (size == 0 || index >= size)
        return false;
    memcpy(hash, leaf, 32);
    for (size_t i = 0; i < n; i++) {
        if (last == 0)
            return false;
        if ((node & 1) != 0 || node == last) {
            join(path[i], hash, hash);
            for (; (node & 1) == 0 && node != 0; node >>= 1)
                last >>= 1;
        } else {
            join(hash, path[i], hash);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && memcmp(hash, root, 32) == 0;
}
