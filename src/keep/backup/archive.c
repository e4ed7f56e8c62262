/* keep/backup/archive.c - the head that both ways share, and writing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/archive_inside.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char label[24] = "holdfast/archive/v1"; /* and zeros */

void archive_about_write(const struct archive_about *about, uint8_t ret[ARCHIVE_ABOUT])
{
    memcpy(ret, label, sizeof label);
    ret[23] = (uint8_t)(about->part + 1);
    memcpy(ret + 24, about->practice.id.bytes, 16);
    memcpy(ret + 40, about->backup.bytes, 16);
    for (int i = 0; i < 8; i++)
        ret[56 + i] = (uint8_t)(about->number >> (8 * i));
}

static void fail(struct archive_out *out, const char *what)
{
    if (out->status == HF_OK)
        out->status = fault_set(out->why, HF_FAILED, "%s", what);
}

static void write_all(struct archive_out *out, const uint8_t *bytes, size_t len)
{
    hasher_add(&out->hasher, span_at(bytes, len));
    out->done.bytes += len;
    while (out->status == HF_OK && len > 0) {
        ssize_t n = write(out->fd, bytes, len);

        if (n <= 0) {
            fail(out, "the backup can't be written: is the disk full?");
            return;
        }
        bytes += n;
        len -= (size_t)n;
    }
}

static void flush(struct archive_out *out, bool last)
{
    if (out->status != HF_OK)
        return;
    stream_push(out->stream, span_at(out->plain, out->used), last, out->sealed);
    write_all(out, out->sealed, out->used + STREAM_EXTRA);
    out->used = 0;
}

static void begin_stream(struct archive_out *out, const struct archive_about *about,
                         const uint8_t recipient[32])
{
    uint8_t head[ARCHIVE_HEAD];

    archive_about_write(about, head);
    if (out->status == HF_OK)
        out->status = stream_create(recipient, span_at(head, ARCHIVE_ABOUT), head + ARCHIVE_ABOUT,
                                    &out->stream, out->why);
    if (out->status == HF_OK)
        write_all(out, head, sizeof head);
}

void archive_begin(struct archive_out *out, const char *path, const struct archive_about *about,
                   const uint8_t recipient[32], struct arena *arena, struct fault *why)
{
    *out = (struct archive_out){
        .fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600),
        .why = why,
        .plain = arena_array(arena, uint8_t, STREAM_CHUNK),
        .sealed = arena_array(arena, uint8_t, STREAM_CHUNK + STREAM_EXTRA)};
    hasher_begin(&out->hasher);
    if (out->fd < 0)
        fail(out, "a file can't be made in the backup folder");
    if (out->plain == NULL || out->sealed == NULL)
        fail(out, "no memory for a backup");
    begin_stream(out, about, recipient);
}

void archive_put(struct archive_out *out, const void *bytes, size_t len)
{
    const uint8_t *from = bytes;

    while (out->status == HF_OK && len > 0) {
        size_t room = STREAM_CHUNK - out->used, n = len < room ? len : room;

        memcpy(out->plain + out->used, from, n);
        out->used += n;
        from += n;
        len -= n;
        if (out->used == STREAM_CHUNK)
            flush(out, false);
    }
}

static void put_number(struct archive_out *out, uint64_t n, size_t len)
{
    uint8_t bytes[8];

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(n >> (8 * i));
    archive_put(out, bytes, len);
}

static void put_column(struct archive_out *out, const struct value *column)
{
    uint8_t kind = (uint8_t)column->kind;

    archive_put(out, &kind, 1);
    if (column->kind == VALUE_INT) {
        put_number(out, 8, 4);
        put_number(out, (uint64_t)column->number, 8);
    } else {
        put_number(out, column->bytes.len, 4);
        archive_put(out, column->bytes.at, column->bytes.len);
    }
}

void archive_put_row(struct archive_out *out, uint8_t tag, const struct value *columns, int n)
{
    uint8_t head[2] = {tag, (uint8_t)n};
    size_t len = 0;

    for (int i = 0; i < n; i++)
        len += columns[i].kind == VALUE_INT ? 8 : columns[i].bytes.len;
    if (n > ARCHIVE_COLUMNS_MOST || len > ARCHIVE_ROW_MOST)
        fail(out, "a row is longer than a backup takes");
    archive_put(out, head, sizeof head);
    for (int i = 0; i < n; i++)
        put_column(out, &columns[i]);
    out->done.rows++;
}

static void end(struct archive_out *out)
{
    uint8_t tag[2] = {0, 0};

    archive_put(out, tag, sizeof tag);
    put_number(out, out->done.rows, 8);
    flush(out, true);
    if (out->status == HF_OK && fsync(out->fd) != 0)
        fail(out, "the backup did not reach the disk");
}

enum status archive_finish(struct archive_out *out)
{
    end(out);
    hasher_end(&out->hasher, out->done.hash);
    stream_free(out->stream);
    if (out->plain != NULL)
        vault_wipe(out->plain, STREAM_CHUNK);
    if (out->fd >= 0 && close(out->fd) != 0)
        fail(out, "the backup did not reach the disk");
    return out->status;
}
