/* core/model/content.c - one reader and one writer, driven by the tables.
 *
 * How deep records nest is decided by the tables, never by the bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum { TEXTS_EACH = 64 };

/* Any struct NAME_list, whatever it lists. */
struct any_list {
    const void *at;
    size_t count;
};

/* --- writing --------------------------------------------------------------------------------- */

static void put_number(struct buf *out, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_byte(out, (char)(n >> 8 * i & 0xff));
}

static void put_span(struct buf *out, struct span s)
{
    put_number(out, s.len, 4);
    buf_put(out, s);
}

static enum status too_much(const struct content_field *f, struct fault *why)
{
    return fault_set(why, HF_INVALID, "%s: more than its limit of %ld", f->name, (long)f->limit);
}

static enum status write_fields(struct buf *out, const struct content_layout *layout,
                                const char *base, struct fault *why);

static enum status write_u8(struct buf *out, const struct content_field *f, const char *at,
                            struct fault *why)
{
    uint8_t n = *(const uint8_t *)at;

    if (n > f->limit)
        return too_much(f, why);
    put_number(out, n, 1);
    return HF_OK;
}

static enum status write_u32(struct buf *out, const struct content_field *f, const char *at,
                             struct fault *why)
{
    uint32_t n;

    (void)f, (void)why; /* every value is good */
    memcpy(&n, at, sizeof n);
    put_number(out, n, 4);
    return HF_OK;
}

static enum status write_i64(struct buf *out, const struct content_field *f, const char *at,
                             struct fault *why)
{
    int64_t n;

    (void)f, (void)why; /* every value is good */
    memcpy(&n, at, sizeof n);
    put_number(out, (uint64_t)n, 8);
    return HF_OK;
}

static enum status write_bool(struct buf *out, const struct content_field *f, const char *at,
                              struct fault *why)
{
    (void)f, (void)why; /* every value is good */
    put_number(out, *(const bool *)at, 1);
    return HF_OK;
}

static enum status write_id(struct buf *out, const struct content_field *f, const char *at,
                            struct fault *why)
{
    (void)f, (void)why; /* every value is good */
    buf_put(out, span_at(at, sizeof(struct id128)));
    return HF_OK;
}

static enum status write_moment(struct buf *out, const struct content_field *f, const char *at,
                                struct fault *why)
{
    struct moment m;

    (void)f, (void)why; /* every value is good */
    memcpy(&m, at, sizeof m);
    put_number(out, m.known, 1);
    if (m.known)
        put_number(out, (uint64_t)m.utc_s, 8);
    return HF_OK;
}

static enum status write_text(struct buf *out, const struct content_field *f, const char *at,
                              struct fault *why)
{
    struct span s;

    memcpy(&s, at, sizeof s);
    if (s.len > f->limit)
        return too_much(f, why);
    if (f->kind == CONTENT_TEXT && !utf8_is_text(s))
        return fault_set(why, HF_INVALID, "%s: not a text in UTF-8", f->name);
    put_span(out, s);
    return HF_OK;
}

static enum status write_texts(struct buf *out, const struct content_field *f, const char *at,
                               struct fault *why)
{
    struct words list;

    memcpy(&list, at, sizeof list);
    if (list.count > f->limit)
        return too_much(f, why);
    put_number(out, list.count, 4);
    for (size_t i = 0; i < list.count; i++) {
        if (list.at[i].len > TEXTS_EACH || !utf8_is_text(list.at[i]))
            return fault_set(why, HF_INVALID, "%s: not a short text in UTF-8", f->name);
        put_span(out, list.at[i]);
    }
    return HF_OK;
}

static enum status write_record(struct buf *out, const struct content_field *f, const char *at,
                                struct fault *why)
{
    return write_fields(out, f->row, at, why);
}

static enum status write_list(struct buf *out, const struct content_field *f, const char *at,
                              struct fault *why)
{
    struct any_list list;
    enum status st = HF_OK;

    memcpy(&list, at, sizeof list);
    if (list.count > f->limit)
        return too_much(f, why);
    put_number(out, list.count, 4);
    for (size_t i = 0; i < list.count && st == HF_OK; i++)
        st = write_fields(out, f->row, (const char *)list.at + i * f->row->size, why);
    return st;
}

typedef enum status write_fn(struct buf *out, const struct content_field *f, const char *at,
                             struct fault *why);

static write_fn *const writers[] = {
    [CONTENT_U8] = write_u8,         [CONTENT_WORD] = write_u8,       [CONTENT_U32] = write_u32,
    [CONTENT_I64] = write_i64,       [CONTENT_BOOL] = write_bool,     [CONTENT_ID] = write_id,
    [CONTENT_MOMENT] = write_moment, [CONTENT_TEXT] = write_text,     [CONTENT_BYTES] = write_text,
    [CONTENT_TEXTS] = write_texts,   [CONTENT_RECORD] = write_record, [CONTENT_LIST] = write_list,
};

static enum status write_fields(struct buf *out, const struct content_layout *layout,
                                const char *base, struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; i < layout->count && st == HF_OK; i++) {
        const struct content_field *f = &layout->fields[i];

        st = writers[f->kind](out, f, base + f->offset, why);
    }
    return st;
}

/* --- reading --------------------------------------------------------------------------------- */

/* Sticky: after the first fault nothing more is read. */
struct reader {
    struct span bytes;
    size_t at;
    struct arena *arena;
    struct fault *why;
    enum status status;
};

static void refuse(struct reader *r, size_t at, const char *what, const char *name)
{
    if (r->status == HF_OK)
        r->status = fault_at(r->why, HF_INVALID, at, "%s: %s", name, what);
}

static struct span take(struct reader *r, size_t len, const char *name)
{
    if (r->status == HF_OK && len > r->bytes.len - r->at)
        refuse(r, r->at, "the bytes end too soon", name);
    if (r->status != HF_OK)
        return SPAN("");
    struct span s = span_at(r->bytes.at + r->at, len);

    r->at += len;
    return s;
}

static uint64_t take_number(struct reader *r, size_t bytes, const char *name)
{
    struct span s = take(r, bytes, name);
    uint64_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n |= (uint64_t)(unsigned char)s.at[i] << 8 * i;
    return n;
}

/* A number that has a highest value: lengths, counts, words, flags. */
static uint32_t take_upto(struct reader *r, size_t bytes, uint32_t most, const char *name)
{
    size_t at = r->at;
    uint64_t n = take_number(r, bytes, name);

    if (n > most)
        refuse(r, at, "over its limit", name);
    return r->status == HF_OK ? (uint32_t)n : 0;
}

static void *take_memory(struct reader *r, size_t count, size_t size)
{
    void *at = r->status == HF_OK ? arena_alloc(r->arena, count, size) : NULL;

    if (at == NULL && r->status == HF_OK)
        r->status = fault_set(r->why, HF_FAILED, "request memory is spent");
    return at;
}

static struct span take_text(struct reader *r, uint32_t most, const char *name)
{
    uint32_t len = take_upto(r, 4, most, name);
    size_t at = r->at;
    struct span s = take(r, len, name);

    if (!utf8_is_text(s))
        refuse(r, at + utf8_check(s), "not a text in UTF-8", name);
    return s;
}

static void read_fields(struct reader *r, const struct content_layout *layout, char *base);

static void read_u8(struct reader *r, const struct content_field *f, char *at)
{
    *(uint8_t *)at = (uint8_t)take_upto(r, 1, f->limit, f->name);
}

static void read_u32(struct reader *r, const struct content_field *f, char *at)
{
    uint32_t n = (uint32_t)take_number(r, 4, f->name);

    memcpy(at, &n, sizeof n);
}

static void read_i64(struct reader *r, const struct content_field *f, char *at)
{
    int64_t n = (int64_t)take_number(r, 8, f->name);

    memcpy(at, &n, sizeof n);
}

static void read_bool(struct reader *r, const struct content_field *f, char *at)
{
    *(bool *)at = take_upto(r, 1, 1, f->name) == 1;
}

static void read_id(struct reader *r, const struct content_field *f, char *at)
{
    struct span s = take(r, sizeof(struct id128), f->name);

    memcpy(at, s.at, s.len);
}

static void read_moment(struct reader *r, const struct content_field *f, char *at)
{
    struct moment m = {.known = take_upto(r, 1, 1, f->name) == 1};

    if (m.known)
        m.utc_s = (int64_t)take_number(r, 8, f->name);
    memcpy(at, &m, sizeof m);
}

static void read_text(struct reader *r, const struct content_field *f, char *at)
{
    struct span s = take_text(r, f->limit, f->name);

    memcpy(at, &s, sizeof s);
}

static void read_bytes(struct reader *r, const struct content_field *f, char *at)
{
    struct span s = take(r, take_upto(r, 4, f->limit, f->name), f->name);

    memcpy(at, &s, sizeof s);
}

static void read_texts(struct reader *r, const struct content_field *f, char *at)
{
    uint32_t count = take_upto(r, 4, f->limit, f->name);
    struct span *texts = take_memory(r, count, sizeof *texts);

    for (uint32_t i = 0; i < count && r->status == HF_OK; i++)
        texts[i] = take_text(r, TEXTS_EACH, f->name);
    memcpy(at, &(struct words){texts, count}, sizeof(struct words));
}

static void read_record(struct reader *r, const struct content_field *f, char *at)
{
    read_fields(r, f->row, at);
}

static void read_list(struct reader *r, const struct content_field *f, char *at)
{
    uint32_t count = take_upto(r, 4, f->limit, f->name);
    char *rows = take_memory(r, count, f->row->size);

    for (uint32_t i = 0; i < count && r->status == HF_OK; i++)
        read_fields(r, f->row, rows + i * f->row->size);
    memcpy(at, &(struct any_list){rows, count}, sizeof(struct any_list));
}

typedef void read_fn(struct reader *r, const struct content_field *f, char *at);

static read_fn *const readers[] = {
    [CONTENT_U8] = read_u8,         [CONTENT_WORD] = read_u8,       [CONTENT_U32] = read_u32,
    [CONTENT_I64] = read_i64,       [CONTENT_BOOL] = read_bool,     [CONTENT_ID] = read_id,
    [CONTENT_MOMENT] = read_moment, [CONTENT_TEXT] = read_text,     [CONTENT_BYTES] = read_bytes,
    [CONTENT_TEXTS] = read_texts,   [CONTENT_RECORD] = read_record, [CONTENT_LIST] = read_list,
};

static void read_fields(struct reader *r, const struct content_layout *layout, char *base)
{
    for (size_t i = 0; i < layout->count && r->status == HF_OK; i++) {
        const struct content_field *f = &layout->fields[i];

        readers[f->kind](r, f, base + f->offset);
    }
}

static void read_version(struct reader *r)
{
    if (take_number(r, 1, "version") != CONTENT_VERSION)
        refuse(r, 0, "not one that this program knows", "version");
}

static void read_end(struct reader *r)
{
    if (r->status == HF_OK && r->at != r->bytes.len)
        refuse(r, r->at, "bytes are left over", "end");
}

/* --- public ---------------------------------------------------------------------------------- */

enum status content_encode(uint16_t action, const void *content, struct arena *arena,
                           struct span *ret, struct fault *why)
{
    const struct content_layout *layout = content_layout_of(action);
    struct buf out;

    if (layout == NULL)
        return fault_set(why, HF_INVALID, "no such action: %d", action);
    buf_init(&out, arena, CONTENT_MOST);
    put_number(&out, CONTENT_VERSION, 1);
    enum status st = write_fields(&out, layout, content, why);

    return st == HF_OK ? buf_done(&out, ret, why) : st;
}

enum status content_decode(uint16_t action, struct span bytes, struct arena *arena,
                           const void **ret, struct fault *why)
{
    const struct content_layout *layout = content_layout_of(action);
    struct reader r = {.bytes = bytes, .arena = arena, .why = why, .status = HF_OK};

    if (layout == NULL)
        return fault_at(why, HF_INVALID, 0, "no such action: %d", action);
    if (bytes.len > CONTENT_MOST)
        return fault_at(why, HF_INVALID, CONTENT_MOST, "content over its limit");
    char *content = take_memory(&r, 1, layout->size);

    read_version(&r);
    if (r.status == HF_OK)
        read_fields(&r, layout, content);
    read_end(&r);
    if (r.status == HF_OK)
        *ret = content;
    return r.status;
}
