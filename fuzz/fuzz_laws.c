/* fuzz/fuzz_laws.c - the statements of docs/decision.md on worlds that the fuzzer draws: the first
 * byte says which, the others are the tape.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "laws.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    bool holds = tape_holds(laws[data[0] % LAW_COUNT].holds, data + 1, size - 1);

    assert(holds);
    return !holds;
}
