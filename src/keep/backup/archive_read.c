/* keep/backup/archive_read.c - reading; whatever was changed does not open.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/archive_inside.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void refuse(struct archive_in *in, enum status status, const char *what)
{
    if (in->status == HF_OK)
        in->status = fault_set(in->why, status, "%s", what);
}

/* As many bytes as there are, up to `len`. */
static size_t read_some(struct archive_in *in, uint8_t *ret, size_t len)
{
    size_t got = 0;
    ssize_t n = 1;

    while (in->status == HF_OK && got < len && (n = read(in->fd, ret + got, len - got)) > 0)
        got += (size_t)n;
    if (n < 0)
        refuse(in, HF_FAILED, "the backup can't be read");
    return got;
}

static void open_stream(struct archive_in *in, const struct archive_about *about,
                        const struct offline_key *key)
{
    uint8_t head[ARCHIVE_HEAD], want[ARCHIVE_ABOUT];

    if (read_some(in, head, sizeof head) != sizeof head)
        refuse(in, HF_INVALID, "the file is too short for a backup");
    if (in->status != HF_OK)
        return;
    archive_about_write(about, want);
    if (memcmp(head, want, sizeof want) != 0)
        refuse(in, HF_INVALID, "the file belongs to another backup");
    else
        in->status = stream_open(key, span_at(want, sizeof want), head + ARCHIVE_ABOUT, &in->stream,
                                 in->why);
}

void archive_open(struct archive_in *in, const char *path, const struct archive_about *about,
                  const struct offline_key *key, struct arena *arena, struct fault *why)
{
    *in = (struct archive_in){.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW),
                              .why = why,
                              .plain = arena_array(arena, uint8_t, STREAM_CHUNK),
                              .sealed = arena_array(arena, uint8_t, STREAM_CHUNK + STREAM_EXTRA),
                              .row = arena_array(arena, uint8_t, ARCHIVE_ROW_MOST)};
    if (in->fd < 0)
        refuse(in, HF_NOT_FOUND, "a file of the backup is not there");
    if (in->plain == NULL || in->sealed == NULL || in->row == NULL)
        refuse(in, HF_FAILED, "no memory for a backup");
    if (in->status == HF_OK)
        open_stream(in, about, key);
}

static void pull(struct archive_in *in)
{
    size_t len = read_some(in, in->sealed, STREAM_CHUNK + STREAM_EXTRA);

    if (in->last || len == 0) {
        refuse(in, HF_INVALID, "the backup ends too early");
        return;
    }
    if (in->status == HF_OK)
        in->status =
            stream_pull(in->stream, span_at(in->sealed, len), in->plain, &in->last, in->why);
    in->used = 0;
    in->filled = in->status == HF_OK ? len - STREAM_EXTRA : 0;
}

bool archive_get(struct archive_in *in, void *ret, size_t len)
{
    uint8_t *to = ret;

    while (in->status == HF_OK && len > 0) {
        if (in->used == in->filled) {
            pull(in);
            continue;
        }
        size_t n = in->filled - in->used < len ? in->filled - in->used : len;

        memcpy(to, in->plain + in->used, n);
        in->used += n;
        to += n;
        len -= n;
    }
    return in->status == HF_OK;
}

static uint64_t get_number(struct archive_in *in, size_t len)
{
    uint8_t bytes[8] = {0};
    uint64_t n = 0;

    if (archive_get(in, bytes, len))
        for (size_t i = len; i > 0; i--)
            n = n << 8 | bytes[i - 1];
    return n;
}

/* Returns how much of the row's memory is used then. */
static size_t get_column(struct archive_in *in, struct value *ret, size_t used)
{
    uint64_t kind = get_number(in, 1), len = get_number(in, 4);

    if (kind < VALUE_INT || kind > VALUE_TEXT || (kind == VALUE_INT && len != 8) ||
        len > ARCHIVE_ROW_MOST - used) {
        refuse(in, HF_INVALID, "a row of the backup has a wrong shape");
        return used;
    }
    *ret = (struct value){.kind = (enum value_kind)kind};
    if (kind == VALUE_INT) {
        ret->number = (int64_t)get_number(in, 8);
        return used;
    }
    ret->bytes = span_at(in->row + used, (size_t)len);
    (void)archive_get(in, in->row + used, (size_t)len); /* in->status tells */
    return used + (size_t)len;
}

static void take_end(struct archive_in *in)
{
    if (get_number(in, 8) != in->rows || in->used != in->filled || !in->last)
        refuse(in, HF_INVALID, "the backup does not end where it says");
}

uint8_t archive_next(struct archive_in *in)
{
    uint8_t head[2] = {0};
    size_t used = 0;

    if (!archive_get(in, head, sizeof head))
        return 0;
    if (head[0] == 0) {
        take_end(in);
        return 0;
    }
    in->n = head[1];
    if (in->n > ARCHIVE_COLUMNS_MOST)
        refuse(in, HF_INVALID, "a row of the backup has a wrong shape");
    for (int i = 0; i < in->n && in->status == HF_OK; i++)
        used = get_column(in, &in->columns[i], used);
    in->rows++;
    return in->status == HF_OK ? head[0] : 0;
}

void archive_close(struct archive_in *in)
{
    stream_free(in->stream);
    if (in->plain != NULL)
        vault_wipe(in->plain, STREAM_CHUNK);
    if (in->fd >= 0)
        close(in->fd);
}
