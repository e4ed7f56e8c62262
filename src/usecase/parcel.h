/* usecase/parcel.h - files that go out together: one folder as ZIP, with its SHA256SUMS, made piece
 * by piece while it is sent.
 *
 * Each file is a pure function of what was gathered before. So it can be made twice: once to be
 * measured and summed, which gives the archive its length and its signed sum, and once to be sent.
 * No file is ever kept whole.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PARCEL_H
#define HF_USECASE_PARCEL_H

#include "base/arena.h"
#include "base/buf.h"
#include "core/format/zip.h"

enum {
    PARCEL_FILES_MOST = 400,
    PARCEL_PIECE_MOST = 2 << 20,   /* bytes of one piece */
    PARCEL_SCRATCH = 8 << 20,      /* in which pieces are made */
    PARCEL_BYTES_MOST = 512 << 20, /* of the archive */
};

struct parcel_file {
    struct span name; /* in the folder */
    const void *of;
    size_t pieces;
    /* Writes the n-th piece; `scratch` is wound back after it. The same bytes each time. */
    void (*put)(const void *of, size_t n, struct arena *scratch, struct buf *out);
    struct zip_file zip; /* by parcel_measure */
    uint8_t sum[32];     /* the same */
};

struct parcel {
    struct arena *arena; /* of whoever gathers; not touched once it is measured */
    struct arena scratch;
    struct span folder;
    int64_t utc_s;
    struct parcel_file files[PARCEL_FILES_MOST];
    size_t n;
    struct span sums; /* SHA256SUMS, the last file; by parcel_measure, as what follows */
    uint8_t sums_hash[32];
    uint64_t size; /* of the archive */
    uint32_t central, central_size;
    size_t file, piece; /* parcel_next: what comes next */
};

void parcel_init(struct parcel *parcel, struct arena *arena, struct span folder, int64_t utc_s);
/* Copies nothing: `file` is taken as it is. Beyond PARCEL_FILES_MOST parcel_measure fails. */
void parcel_add(struct parcel *parcel, struct parcel_file file);
/* Bytes that are there already, as a file of one piece. `bytes` stays the caller's. */
void parcel_add_bytes(struct parcel *parcel, struct span name, const struct span *bytes);

/* After this nothing more is added. HF_INVALID: too large. HF_FAILED: no memory. */
HF_MUST_USE enum status parcel_measure(struct parcel *parcel, struct fault *why);

/* The next bytes of the archive, until the next call. False: that was all. `arg`: the parcel, as
 * http_parts has it. */
bool parcel_next(void *arg, struct span *ret);

#endif
