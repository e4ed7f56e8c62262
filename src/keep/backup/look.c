/* keep/backup/look.c - a backup as anybody sees it, without any key.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/backup.h"

#include "keep/backup/folder.h"
#include "keep/vault/kit.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { READ_AT_ONCE = 1 << 20 };

static const char *const words[PARTS] = {"data", "keys"};

/* Hash and length of a file; false when it can't be read. */
static bool hash_file(const char *path, uint8_t *block, struct manifest_part *ret)
{
    struct hasher hasher;
    ssize_t n = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    *ret = (struct manifest_part){.bytes = 0};
    hasher_begin(&hasher);
    while (fd >= 0 && (n = read(fd, block, READ_AT_ONCE)) > 0) {
        hasher_add(&hasher, span_at(block, (size_t)n));
        ret->bytes += (uint64_t)n;
    }
    hasher_end(&hasher, ret->hash);
    if (fd >= 0)
        close(fd);
    return n == 0;
}

static enum status look_at_part(const char *folder, const struct manifest *manifest,
                                enum backup_part part, uint8_t *block, struct fault *why)
{
    char path[PATH_MAX];
    struct manifest_part is, want = manifest->part[part];
    long number = (long)manifest->number;
    enum status st =
        folder_path(folder, manifest->number, (enum folder_file)part, false, path, why);

    if (st != HF_OK)
        return st;
    if (!hash_file(path, block, &is))
        return fault_set(why, HF_INVALID, "the %s of backup %ld are not there", words[part],
                         number);
    if (is.bytes != want.bytes)
        return fault_set(why, HF_INVALID, "the %s of backup %ld are %s", words[part], number,
                         is.bytes < want.bytes ? "cut off" : "longer than they were");
    if (memcmp(is.hash, want.hash, sizeof is.hash) != 0)
        return fault_set(why, HF_INVALID, "the %s of backup %ld were changed or exchanged",
                         words[part], number);
    return HF_OK;
}

/* As far back as there are manifests; a gap ends the look, since older backups are removed. */
static enum status look_back(const char *folder, const struct manifest *newest, struct fault *why)
{
    struct manifest at = *newest, before;
    struct fault quiet = {.status = HF_OK};

    while (at.number > 1) {
        enum status st = folder_manifest(folder, at.number - 1, &before, &quiet);

        if (st == HF_NOT_FOUND)
            return HF_OK;
        if (st != HF_OK)
            return fault_set(why, st, "%s", quiet.text);
        if (memcmp(before.hash, at.previous, sizeof before.hash) != 0 ||
            memcmp(before.service, at.service, sizeof at.service) != 0 ||
            memcmp(&before.practice, &at.practice, sizeof at.practice) != 0)
            return fault_set(why, HF_INVALID, "backup %ld is not the one that came before %ld",
                             (long)before.number, (long)at.number);
        at = before;
    }
    return HF_OK;
}

enum status backup_look(const char *folder, uint64_t number, struct arena *arena,
                        struct manifest *ret, struct fault *why)
{
    uint64_t newest = 0;
    size_t mark = arena_mark(arena);
    uint8_t *block = arena_alloc(arena, 1, READ_AT_ONCE);
    enum status st = folder_newest(folder, &newest, why);

    if (st == HF_OK && newest == 0)
        st = fault_set(why, HF_NOT_FOUND, "there is no backup in %s", folder);
    if (st == HF_OK && block == NULL)
        st = fault_set(why, HF_FAILED, "request memory is spent");
    if (st == HF_OK)
        st = folder_manifest(folder, number == 0 ? newest : number, ret, why);
    for (enum backup_part part = 0; st == HF_OK && part < PARTS; part++)
        st = look_at_part(folder, ret, part, block, why);
    arena_rewind(arena, mark);
    return st == HF_OK ? look_back(folder, ret, why) : st;
}

enum status backup_newest(const struct vault *vault, const char *folder, struct manifest *ret,
                          struct fault *why)
{
    struct kit_note note;
    uint64_t newest = 0;
    enum status st = kit_note_read(vault, &note, why);

    *ret = (struct manifest){.number = 0};
    if (st == HF_OK && !note.has_key)
        return fault_set(why, HF_NOT_FOUND, "there is no backup key yet");
    if (st == HF_OK)
        st = folder_newest(folder, &newest, why);
    if (st != HF_OK || note.number == 0)
        return st;
    st = folder_manifest(folder, note.number, ret, why);
    if (st == HF_OK && memcmp(ret->hash, note.manifest, sizeof note.manifest) == 0)
        return HF_OK;
    *ret = (struct manifest){.number = 0};
    return fault_set(why, HF_INVALID, "backup %ld was made here and is not in %s",
                     (long)note.number, folder);
}
