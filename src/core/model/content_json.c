/* core/model/content_json.c - see content_json.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content_json.h"

#include "base/buf.h"

#include <string.h>

struct any_list {
    const char *at;
    size_t count;
};

struct writing {
    struct json_writer *w;
    struct arena *arena;
};

void content_json_hex(struct span bytes, struct arena *arena, struct json_writer *w)
{
    static const char digits[] = "0123456789abcdef";
    struct buf out;

    buf_init(&out, arena, 2 * CONTENT_MOST);
    for (size_t i = 0; i < bytes.len; i++) {
        buf_byte(&out, digits[(unsigned char)bytes.at[i] >> 4]);
        buf_byte(&out, digits[(unsigned char)bytes.at[i] & 15]);
    }
    json_put_text(w, buf_view(&out));
}

static void put_fields(const struct writing *to, const struct content_layout *layout,
                       const char *base);

static void put_u8(const struct writing *to, const struct content_field *f, const char *at)
{
    (void)f;
    json_put_int(to->w, *(const uint8_t *)at);
}

static void put_word(const struct writing *to, const struct content_field *f, const char *at)
{
    json_put_text(to->w, span_of(f->words[*(const uint8_t *)at]));
}

static void put_u32(const struct writing *to, const struct content_field *f, const char *at)
{
    uint32_t n;

    (void)f;
    memcpy(&n, at, sizeof n);
    json_put_int(to->w, n);
}

static void put_i64(const struct writing *to, const struct content_field *f, const char *at)
{
    int64_t n;

    (void)f;
    memcpy(&n, at, sizeof n);
    json_put_int(to->w, n);
}

static void put_bool(const struct writing *to, const struct content_field *f, const char *at)
{
    (void)f;
    json_put_bool(to->w, *(const bool *)at);
}

static void put_id(const struct writing *to, const struct content_field *f, const char *at)
{
    (void)f;
    content_json_hex(span_at(at, sizeof(struct id128)), to->arena, to->w);
}

static void put_moment(const struct writing *to, const struct content_field *f, const char *at)
{
    struct moment m;

    (void)f;
    memcpy(&m, at, sizeof m);
    if (m.known)
        json_put_int(to->w, m.utc_s);
    else
        json_put_null(to->w);
}

static void put_text(const struct writing *to, const struct content_field *f, const char *at)
{
    struct span s;

    memcpy(&s, at, sizeof s);
    if (f->kind == CONTENT_TEXT)
        json_put_text(to->w, s);
    else
        content_json_hex(s, to->arena, to->w);
}

static void put_texts(const struct writing *to, const struct content_field *f, const char *at)
{
    struct words list;

    (void)f;
    memcpy(&list, at, sizeof list);
    json_begin_list(to->w);
    for (size_t i = 0; i < list.count; i++)
        json_put_text(to->w, list.at[i]);
    json_end_list(to->w);
}

static void put_record(const struct writing *to, const struct content_field *f, const char *at)
{
    put_fields(to, f->row, at);
}

static void put_list(const struct writing *to, const struct content_field *f, const char *at)
{
    struct any_list list;

    memcpy(&list, at, sizeof list);
    json_begin_list(to->w);
    for (size_t i = 0; i < list.count; i++)
        put_fields(to, f->row, list.at + i * f->row->size);
    json_end_list(to->w);
}

typedef void put_fn(const struct writing *to, const struct content_field *f, const char *at);

static put_fn *const putters[] = {
    [CONTENT_U8] = put_u8,         [CONTENT_WORD] = put_word,     [CONTENT_U32] = put_u32,
    [CONTENT_I64] = put_i64,       [CONTENT_BOOL] = put_bool,     [CONTENT_ID] = put_id,
    [CONTENT_MOMENT] = put_moment, [CONTENT_TEXT] = put_text,     [CONTENT_BYTES] = put_text,
    [CONTENT_TEXTS] = put_texts,   [CONTENT_RECORD] = put_record, [CONTENT_LIST] = put_list,
};

static void put_fields(const struct writing *to, const struct content_layout *layout,
                       const char *base)
{
    json_begin_object(to->w);
    for (size_t i = 0; i < layout->count; i++) {
        const struct content_field *f = &layout->fields[i];

        json_name(to->w, span_of(f->name));
        putters[f->kind](to, f, base + f->offset);
    }
    json_end_object(to->w);
}

void content_json(uint16_t action, const void *content, struct arena *arena, struct json_writer *w)
{
    const struct writing to = {w, arena};

    put_fields(&to, content_layout_of(action), content);
}
