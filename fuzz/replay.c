/* fuzz/replay.c - runs a harness over the files it is given and over their cut halves: TAP.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LARGEST = 1 << 22 };

/* In a block of exactly its size, so that one byte read too many is seen by the sanitizer. */
static void feed(const unsigned char *bytes, size_t len)
{
    unsigned char *exact = malloc(len == 0 ? 1 : len);

    if (exact == NULL)
        abort();
    memcpy(exact, bytes, len);
    LLVMFuzzerTestOneInput(exact, len);
    free(exact);
}

static bool replay(const char *path, unsigned char *bytes)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return false;
    size_t len = fread(bytes, 1, LARGEST, file);

    fclose(file);
    feed(bytes, len);
    feed(bytes, len / 2);
    feed(bytes, len - len / 4);
    return true;
}

int main(int argc, char **argv)
{
    unsigned char *bytes = malloc(LARGEST);

    if (bytes == NULL)
        return 1;
    for (int i = 1; i < argc; i++)
        tap_case(argv[i], replay(argv[i], bytes));
    free(bytes);
    return tap_end();
}
