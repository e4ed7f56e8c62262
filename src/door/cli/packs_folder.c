/* door/cli/packs_folder.c - packs out of a folder, with the hashes of their bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/packs_folder.h"

#include "keep/vault/vault.h"

#include <stdio.h>
#include <string.h>

enum { MAX_FILE = 1 << 20, MAX_PATH_TEXT = 4096, HASH_BYTES = 32 };

struct folder {
    const char *path;
    struct arena *arena;
};

static enum status read_file(const char *path, struct arena *arena, struct span *ret,
                             struct fault *why)
{
    FILE *in = fopen(path, "rb");
    char *bytes = arena_alloc(arena, MAX_FILE + 1, 1);

    if (in == NULL)
        return fault_set(why, HF_INVALID, "can't be read");
    size_t len = bytes != NULL ? fread(bytes, 1, MAX_FILE + 1, in) : 0;
    bool failed = ferror(in) != 0;
    fclose(in);
    if (bytes == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (failed || len > MAX_FILE)
        return fault_set(why, HF_INVALID, "can't be read, or is above 1 MiB");
    *ret = span_at(bytes, len);
    return HF_OK;
}

static enum status find_in_folder(void *arg, const char *name, struct span *ret, struct fault *why)
{
    const struct folder *folder = arg;
    const char *base = strrchr(name, '/');
    char path[MAX_PATH_TEXT];
    int len = snprintf(path, sizeof path, "%s%s", folder->path, base != NULL ? base : name);

    if (len < 0 || (size_t)len >= sizeof path)
        return fault_set(why, HF_INVALID, "the folder's name is too long");
    return read_file(path, folder->arena, ret, why);
}

static enum status hash_files(struct arena *arena, struct knowledge *know, struct fault *why)
{
    for (size_t i = 0; i < know->n_files; i++) {
        uint8_t *hash = arena_array(arena, uint8_t, HASH_BYTES);

        if (hash == NULL)
            return fault_set(why, HF_FAILED, "request memory is spent");
        vault_sha256(know->files[i].bytes, hash);
        know->files[i].hash = span_at(hash, HASH_BYTES);
    }
    return HF_OK;
}

enum status packs_folder_load(const char *path, struct arena *arena, struct knowledge *ret,
                              struct fault *why)
{
    struct folder folder = {path, arena};

    if (path == NULL)
        return knowledge_load(arena, ret, why);
    enum status st = knowledge_load_from(find_in_folder, &folder, arena, ret, why);

    if (st == HF_OK)
        st = knowledge_load_learn(find_in_folder, &folder, arena, ret, why);
    return st == HF_OK ? hash_files(arena, ret, why) : st;
}
