/* The tree that goes on from checkpoint to checkpoint: its root is that of RFC 6962, section 2.1,
 * read here a second time as it stands there; in whatever order the sizes come.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

enum { LEAVES = 70 };

static uint8_t leaves[LEAVES][HASH];

static void make_leaves(void)
{
    for (int i = 0; i < LEAVES; i++)
        CHECK(sha256(&i, sizeof i, leaves[i]));
}

static void root_of(const uint8_t (*at)[HASH], uint64_t n, uint8_t ret[HASH])
{
    uint8_t node[1 + 2 * HASH] = {1};
    uint64_t k = 1;

    if (n == 0)
        CHECK(sha256("", 0, ret));
    if (n == 1)
        memcpy(ret, at[0], HASH);
    if (n < 2)
        return;
    while (2 * k < n)
        k *= 2;
    root_of(at, k, node + 1);
    root_of(at + k, n - k, node + 1 + HASH);
    CHECK(sha256(node, sizeof node, ret));
}

static bool agrees(struct tree *tree, uint64_t n)
{
    uint8_t want[HASH], on[HASH], whole[HASH];

    root_of((const uint8_t(*)[HASH])leaves, n, want);
    return tree_root_on(tree, (const uint8_t(*)[HASH])leaves, n, on) &&
           tree_root((const uint8_t(*)[HASH])leaves, n, whole) && memcmp(on, want, HASH) == 0 &&
           memcmp(whole, want, HASH) == 0;
}

static void test_tree__grown_leaf_by_leaf_has_each_root(void)
{
    struct tree tree = {.n = 0};

    for (uint64_t n = 0; n <= LEAVES; n++)
        CHECK(agrees(&tree, n));
}

static void test_tree__asked_in_any_order_has_each_root(void)
{
    struct tree tree = {.n = 0};

    for (uint64_t i = 0; i < 500; i++)
        CHECK(agrees(&tree, i * i * 31 % (LEAVES + 1)));
}

int main(void)
{
    make_leaves();
    RUN(test_tree__grown_leaf_by_leaf_has_each_root);
    RUN(test_tree__asked_in_any_order_has_each_root);
    return tap_end();
}
