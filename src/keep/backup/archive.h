/* keep/backup/archive.h - one file of a backup: a head, then rows in sealed chunks; in this room.
 *
 * Sticky both ways: after the first fault nothing more is written or read, and `status` tells at
 * the end. A reader gives rows only up to the end mark, which counts them; a file that is cut has
 * no end.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_BACKUP_ARCHIVE_H
#define HF_KEEP_BACKUP_ARCHIVE_H

#include "base/arena.h"
#include "keep/backup/manifest.h"
#include "keep/store/driver.h"
#include "keep/vault/stream.h"

enum {
    ARCHIVE_HEAD = 64 + STREAM_HEAD,
    ARCHIVE_COLUMNS_MOST = 24,
    ARCHIVE_ROW_MOST = 4 << 20, /* bytes of all columns of a row */
};

/* What stands in front of the stream and is bound into it. */
struct archive_about {
    enum backup_part part;
    struct practice_id practice;
    struct id128 backup;
    uint64_t number;
};

struct archive_out {
    int fd;
    struct stream *stream;
    struct hasher hasher;
    struct manifest_part done; /* the hash only after archive_finish */
    enum status status;
    struct fault *why;
    uint8_t *plain, *sealed; /* a chunk each */
    size_t used;
};

/* Makes the file, which must not be there; its memory is the arena's. Ends with archive_finish,
 * whatever happens. */
void archive_begin(struct archive_out *out, const char *path, const struct archive_about *about,
                   const uint8_t recipient[32], struct arena *arena, struct fault *why);
void archive_put(struct archive_out *out, const void *bytes, size_t len);
/* `tag` from 1: what kind of row it is; 0 ends. */
void archive_put_row(struct archive_out *out, uint8_t tag, const struct value *columns, int n);
/* Writes the end mark, syncs and closes; what was never begun is closed too. */
HF_MUST_USE enum status archive_finish(struct archive_out *out);

struct archive_in {
    int fd;
    struct stream *stream;
    enum status status;
    struct fault *why;
    uint8_t *plain, *sealed, *row; /* two chunks, and the columns of the row at hand */
    size_t used, filled;
    bool last;
    uint64_t rows;
    struct value columns[ARCHIVE_COLUMNS_MOST];
    int n;
};

/* HF_INVALID in `status`: not this file, or another key. Ends with archive_close. */
void archive_open(struct archive_in *in, const char *path, const struct archive_about *about,
                  const struct offline_key *key, struct arena *arena, struct fault *why);
/* False at the first fault. */
bool archive_get(struct archive_in *in, void *ret, size_t len);
/* The tag of the next row, whose columns are in->columns until the next call; 0 at the end or after
 * a fault: look at `status`. */
uint8_t archive_next(struct archive_in *in);
void archive_close(struct archive_in *in);

#endif
