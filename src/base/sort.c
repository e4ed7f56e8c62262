/* base/sort.c - heap sort.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/sort.h"

struct heap {
    char *items;
    size_t size;
    sort_compare_fn *compare;
};

static char *item(const struct heap *h, size_t i)
{
    return h->items + i * h->size;
}

static void swap(const struct heap *h, size_t i, size_t j)
{
    char *a = item(h, i), *b = item(h, j);

    for (size_t k = 0; k < h->size; k++) {
        char byte = a[k];

        a[k] = b[k];
        b[k] = byte;
    }
}

/* Lets the root sink until neither of its children is larger. */
static void sift_down(const struct heap *h, size_t root, size_t len)
{
    for (size_t child = 2 * root + 1; child < len; child = 2 * root + 1) {
        if (child + 1 < len && h->compare(item(h, child), item(h, child + 1)) < 0)
            child++;
        if (h->compare(item(h, root), item(h, child)) >= 0)
            return;
        swap(h, root, child);
        root = child;
    }
}

void sort_items(void *items, size_t count, size_t size, sort_compare_fn *compare)
{
    struct heap h = {items, size, compare};

    for (size_t root = count / 2; root-- > 0;)
        sift_down(&h, root, count);
    for (size_t end = count; end-- > 1;) {
        swap(&h, 0, end);
        sift_down(&h, 0, end);
    }
}
