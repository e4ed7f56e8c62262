/* keep/vault/pad.c - how long a record looks.
 * Padme: Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with
 * PURBs", PoPETs 2019, algorithm 1.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

enum { SMALLEST = 1024, LARGEST_STEP = 16384 };

static unsigned log2_floor(size_t n)
{
    return (unsigned)(63 - __builtin_clzll(n));
}

static size_t padme(size_t len)
{
    unsigned exponent = log2_floor(len);
    unsigned last_bits = exponent - (log2_floor(exponent) + 1);
    size_t mask = ((size_t)1 << last_bits) - 1;

    return (len + mask) & ~mask;
}

size_t pad_size(size_t len)
{
    size_t size = SMALLEST;

    if (len > LARGEST_STEP)
        return padme(len);
    while (size < len)
        size *= 2;
    return size;
}
