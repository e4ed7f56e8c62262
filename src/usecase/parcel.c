/* usecase/parcel.c - see parcel.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/parcel.h"

#include "keep/vault/vault.h"

enum { SUMS_MOST = PARCEL_FILES_MOST * 300, HEADER_MOST = 1024 };

void parcel_init(struct parcel *parcel, struct arena *arena, struct span folder, int64_t utc_s)
{
    *parcel = (struct parcel){.arena = arena, .folder = folder, .utc_s = utc_s};
}

void parcel_add(struct parcel *parcel, struct parcel_file file)
{
    if (parcel->n < PARCEL_FILES_MOST)
        parcel->files[parcel->n] = file;
    parcel->n++;
}

static void put_bytes(const void *of, size_t n, struct arena *scratch, struct buf *out)
{
    (void)n, (void)scratch; /* one piece, made before */
    buf_put(out, *(const struct span *)of);
}

void parcel_add_bytes(struct parcel *parcel, struct span name, const struct span *bytes)
{
    parcel_add(parcel,
               (struct parcel_file){.name = name, .of = bytes, .pieces = 1, .put = put_bytes});
}

/* --- measuring ------------------------------------------------------------------------------- */

static enum status too_large(struct fault *why)
{
    return fault_set(why, HF_INVALID, "this is too much for one copy");
}

/* Whatever was made before is gone by it. */
static enum status make_piece(struct parcel *parcel, const struct parcel_file *file, size_t n,
                              struct span *ret, struct fault *why)
{
    struct buf out;

    arena_rewind(&parcel->scratch, 0);
    buf_init(&out, &parcel->scratch, PARCEL_PIECE_MOST);
    file->put(file->of, n, &parcel->scratch, &out);
    return buf_done(&out, ret, why);
}

static enum status measure_file(struct parcel *parcel, struct parcel_file *file, struct fault *why)
{
    struct vault_sum sum;
    uint64_t size = 0;
    enum status st = HF_OK;

    vault_sum_init(&sum);
    for (size_t i = 0; st == HF_OK && i < file->pieces; i++) {
        struct span piece = SPAN("");

        st = make_piece(parcel, file, i, &piece, why);
        vault_sum_add(&sum, piece);
        file->zip.crc = zip_crc(file->zip.crc, piece);
        size += piece.len;
        if (size > PARCEL_BYTES_MOST)
            return too_large(why);
    }
    vault_sum_end(&sum, file->sum);
    file->zip.size = (uint32_t)size;
    return st;
}

static void put_sum(struct buf *out, const struct parcel_file *file)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < sizeof file->sum; i++) {
        buf_byte(out, digits[file->sum[i] >> 4]);
        buf_byte(out, digits[file->sum[i] & 15]);
    }
    buf_lit(out, "  ");
    buf_put(out, file->name);
    buf_byte(out, '\n');
}

/* As `sha256sum -c` reads it, in the folder itself. */
static enum status add_sums(struct parcel *parcel, struct fault *why)
{
    struct buf out;

    buf_init(&out, parcel->arena, SUMS_MOST);
    for (size_t i = 0; i < parcel->n; i++)
        put_sum(&out, &parcel->files[i]);
    enum status st = buf_done(&out, &parcel->sums, why);

    if (st != HF_OK)
        return st;
    vault_sha256(parcel->sums, parcel->sums_hash);
    parcel_add_bytes(parcel, SPAN("SHA256SUMS"), &parcel->sums);
    return parcel->n > PARCEL_FILES_MOST ? too_large(why)
                                         : measure_file(parcel, &parcel->files[parcel->n - 1], why);
}

static struct span full_name(const struct parcel *parcel, struct span name)
{
    struct buf out;

    buf_init(&out, parcel->arena, HEADER_MOST - ZIP_CENTRAL);
    buf_put(&out, parcel->folder);
    buf_byte(&out, '/');
    buf_put(&out, name);
    return buf_view(&out);
}

static void lay_out(struct parcel *parcel)
{
    uint64_t at = 0;

    for (size_t i = 0; i < parcel->n; i++) {
        struct zip_file *zip = &parcel->files[i].zip;

        zip->name = full_name(parcel, parcel->files[i].name);
        zip->offset = (uint32_t)at;
        at += ZIP_LOCAL + zip->name.len + (uint64_t)zip->size;
        parcel->central_size += (uint32_t)(ZIP_CENTRAL + zip->name.len);
    }
    parcel->central = (uint32_t)at;
    parcel->size = at + parcel->central_size + ZIP_END;
}

static uint64_t sum_of_sizes(const struct parcel *parcel)
{
    uint64_t all = 0;

    for (size_t i = 0; i < parcel->n; i++)
        all += parcel->files[i].zip.size;
    return all;
}

enum status parcel_measure(struct parcel *parcel, struct fault *why)
{
    enum status st = parcel->n >= PARCEL_FILES_MOST ? too_large(why) : HF_OK;
    void *block = arena_alloc(parcel->arena, PARCEL_SCRATCH, 1);

    if (block == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    arena_init(&parcel->scratch, block, PARCEL_SCRATCH);
    for (size_t i = 0; st == HF_OK && i < parcel->n; i++)
        st = measure_file(parcel, &parcel->files[i], why);
    if (st == HF_OK)
        st = add_sums(parcel, why);
    if (st == HF_OK && sum_of_sizes(parcel) > PARCEL_BYTES_MOST)
        st = too_large(why);
    if (st != HF_OK)
        return st;
    lay_out(parcel);
    return parcel->arena->spent || parcel->scratch.spent
               ? fault_set(why, HF_FAILED, "request memory is spent")
               : HF_OK;
}

/* --- sending --------------------------------------------------------------------------------- */

static void put_directory(const struct parcel *parcel, struct buf *out)
{
    for (size_t i = 0; i < parcel->n; i++)
        zip_put_central(out, &parcel->files[i].zip, parcel->utc_s);
    zip_put_end(out, parcel->n, parcel->central_size, parcel->central);
}

/* Piece 0 of a file is its header; behind the last file stands the directory. */
bool parcel_next(void *arg, struct span *ret)
{
    struct parcel *parcel = arg;
    const struct parcel_file *file = &parcel->files[parcel->file];
    struct buf out;

    arena_rewind(&parcel->scratch, 0);
    buf_init(&out, &parcel->scratch, PARCEL_PIECE_MOST);
    if (parcel->file > parcel->n)
        return false;
    if (parcel->file == parcel->n)
        put_directory(parcel, &out);
    else if (parcel->piece == 0)
        zip_put_local(&out, &file->zip, parcel->utc_s);
    else
        file->put(file->of, parcel->piece - 1, &parcel->scratch, &out);
    if (parcel->file == parcel->n || parcel->piece++ == file->pieces) {
        parcel->file++;
        parcel->piece = 0;
    }
    return buf_done(&out, ret, NULL) == HF_OK;
}
