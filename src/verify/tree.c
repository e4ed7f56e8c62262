/* verify/tree.c - the tree over entries: RFC 6962, section 2.1; RFC 9162, section 2.1.3.2.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "verify/verify.h"

#include <string.h>

static bool join(const uint8_t left[HASH], const uint8_t right[HASH], uint8_t ret[HASH])
{
    uint8_t node[1 + 2 * HASH] = {1};

    memcpy(node + 1, left, HASH);
    memcpy(node + 1 + HASH, right, HASH);
    return sha256(node, sizeof node, ret);
}

static bool grow(struct tree *tree, const uint8_t (*leaves)[HASH], uint64_t n)
{
    bool done = true;

    for (; done && tree->n < n; tree->n++) {
        memcpy(tree->roots[tree->depth++], leaves[tree->n], HASH);
        for (uint64_t left = tree->n; done && (left & 1) != 0; left >>= 1, tree->depth--)
            done = join(tree->roots[tree->depth - 2], tree->roots[tree->depth - 1],
                        tree->roots[tree->depth - 2]);
    }
    return done;
}

bool tree_root_on(struct tree *tree, const uint8_t (*leaves)[HASH], uint64_t n, uint8_t ret[HASH])
{
    if (n < tree->n)
        *tree = (struct tree){.n = 0};
    bool done = grow(tree, leaves, n);

    if (n == 0)
        return sha256("", 0, ret);
    memcpy(ret, tree->roots[tree->depth - 1], HASH);
    for (size_t i = tree->depth - 1; done && i > 0; i--)
        done = join(tree->roots[i - 1], ret, ret);
    return done;
}

bool tree_root(const uint8_t (*leaves)[HASH], uint64_t n, uint8_t ret[HASH])
{
    struct tree tree = {.n = 0};

    return tree_root_on(&tree, leaves, n, ret);
}

bool tree_path_leads(const uint8_t leaf[HASH], uint64_t index, uint64_t size, const uint8_t *path,
                     size_t n, const uint8_t root[HASH])
{
    uint64_t node = index, last = size - 1;
    uint8_t hash[HASH];
    bool done = size > 0 && index < size;

    memcpy(hash, leaf, HASH);
    for (size_t i = 0; done && i < n; i++, node >>= 1, last >>= 1) {
        const uint8_t *other = path + HASH * i;
        bool is_right = (node & 1) != 0 || node == last;

        done = last > 0 && (is_right ? join(other, hash, hash) : join(hash, other, hash));
        for (; is_right && (node & 1) == 0 && node != 0; node >>= 1)
            last >>= 1;
    }
    return done && last == 0 && memcmp(hash, root, HASH) == 0;
}
