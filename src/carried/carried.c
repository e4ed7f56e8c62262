/* carried/carried.c - finds a carried file by its name.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "carried/carried.h"

const struct carried *carried_find(struct span name)
{
    size_t low = 0, high = carried_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = span_compare(carried_files[middle].name, name);

        if (order == 0)
            return &carried_files[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
