/* fuzz/fuzz_backup.c - whatever an archive holds under its seal: rows up to a counted end, or a
 * refusal; and a manifest of any bytes. Whoever knows the offline key's public half can seal.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/archive.h"

#include <assert.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[6 << 20];
static uint8_t recipient[32];
static struct offline_key *key;
static char path[64];
static const struct archive_about about = {.part = PART_DATA, .number = 1};

static void remove_file(void)
{
    unlink(path);
    offline_key_free(key);
}

static void make_key(void)
{
    char text[OFFLINE_TEXT];
    struct fault why = {.status = HF_OK};

    if (key != NULL)
        return;
    snprintf(path, sizeof path, "/dev/shm/holdfast-fuzz-%d", (int)getpid());
    if (offline_key_make(text, recipient, &why) != HF_OK ||
        offline_key_read(span_of(text), &key, &why) != HF_OK)
        abort();
    atexit(remove_file);
}

static void write_archive(const uint8_t *data, size_t size)
{
    struct fault why = {.status = HF_OK};
    struct archive_out out;
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    unlink(path);
    archive_begin(&out, path, &about, recipient, &arena, &why);
    archive_put(&out, data, size);
    enum status st = archive_finish(&out);

    assert(st == HF_OK);
}

static void read_archive(void)
{
    struct fault why = {.status = HF_OK};
    struct archive_in in;
    struct arena arena;
    uint64_t rows = 0;

    arena_init(&arena, block, sizeof block);
    archive_open(&in, path, &about, key, &arena, &why);
    while (archive_next(&in) != 0)
        rows++;
    assert(in.status != HF_OK || rows == in.rows);
    archive_close(&in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t bytes[MANIFEST_BYTES] = {0};
    struct manifest manifest;
    struct fault why = {.status = HF_OK};

    make_key();
    write_archive(data, size);
    read_archive();
    memcpy(bytes, data, size < sizeof bytes ? size : sizeof bytes);
    enum status st = manifest_parse(bytes, &manifest, &why);

    assert(st == HF_INVALID); /* nobody signs by chance */
    return 0;
}
