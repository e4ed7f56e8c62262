/* base/sort.h - sorting in place, without memory of its own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_SORT_H
#define HF_BASE_SORT_H

#include <stddef.h>

/* Less than, equal to or greater than zero, as memcmp. */
typedef int sort_compare_fn(const void *a, const void *b);

/* Heap sort: never more than n log n comparisons, whatever a stranger chose. Not stable. */
void sort_items(void *items, size_t count, size_t size, sort_compare_fn *compare);

#endif
