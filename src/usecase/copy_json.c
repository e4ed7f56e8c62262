/* usecase/copy_json.c - record.json of a copy: every entry with every field, and what proves that
 * this content is the one that was signed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy_inside.h"

#include "core/model/content_json.h"

enum { BASE64_GROUP = 4 };

static void put_name(struct json_writer *w, const char *name, struct span value)
{
    json_name(w, span_of(name));
    json_put_text(w, value);
}

static void put_number(struct json_writer *w, const char *name, int64_t n)
{
    json_name(w, span_of(name));
    json_put_int(w, n);
}

static void put_hex(struct json_writer *w, const char *name, struct span bytes,
                    struct arena *scratch)
{
    json_name(w, span_of(name));
    content_json_hex(bytes, scratch, w);
}

/* The bytes that were sealed: their HMAC under the blind is the entry's commitment. */
static void put_sealed(struct json_writer *w, const struct copy_line *line, struct arena *scratch)
{
    struct span bytes = SPAN("");
    struct fault why;

    fault_clear(&why);
    if (content_encode(line->entry.action, line->content, scratch, &bytes, &why) != HF_OK)
        return; /* it was decoded from such bytes; without memory the measure fails anyway */
    size_t size = (bytes.len + 2) / 3 * BASE64_GROUP + 1;
    char *text = arena_alloc(scratch, size, 1);

    if (text == NULL)
        return;
    vault_base64(bytes, text, size);
    put_hex(w, "blind", span_at(line->entry.blind, sizeof line->entry.blind), scratch);
    put_name(w, "sealed", span_of(text));
}

static void put_line(const struct copy *copy, const struct copy_line *line, struct arena *scratch,
                     struct json_writer *w)
{
    const struct action *action = action_find(line->entry.action);

    json_begin_object(w);
    put_number(w, "seq", (int64_t)line->entry.seq);
    put_number(w, "clientSeq", (int64_t)line->entry.client_seq);
    put_name(w, "time", copy_instant(line->entry.utc_us, scratch));
    put_name(w, "by", client_file_who(&copy->file, line->entry.actor));
    put_hex(w, "byId", span_at(line->entry.actor.id.bytes, 16), scratch);
    put_number(w, "proof", line->entry.proof);
    put_number(w, "action", line->entry.action);
    put_name(w, "actionName", span_of(action == NULL ? "" : action->name));
    put_hex(w, "object", span_at(line->entry.object.bytes, 16), scratch);
    put_hex(w, "hash", span_at(line->entry.hash, sizeof line->entry.hash), scratch);
    json_name(w, SPAN("erased"));
    json_put_bool(w, line->is_erased);
    if (line->content != NULL) {
        json_name(w, SPAN("content"));
        content_json(line->entry.action, line->content, scratch, w);
        put_sealed(w, line, scratch);
    }
    json_end_object(w);
}

static void put_head(const struct copy *copy, struct arena *scratch, struct buf *out)
{
    struct json_writer w;

    json_writer_init(&w, out);
    buf_lit(out, "{\"format\":\"holdfast-copy/1\",\"of\":");
    json_put_text(&w, copy->is_whole ? SPAN("client") : SPAN("signer"));
    buf_lit(out, ",\"person\":");
    json_writer_init(&w, out);
    content_json_hex(span_at(copy->person.id.bytes, 16), scratch, &w);
    buf_lit(out, ",\"name\":");
    json_writer_init(&w, out);
    json_put_text(&w, copy->name);
    buf_lit(out, ",\"made\":");
    json_writer_init(&w, out);
    json_put_text(&w, copy_instant(copy->now_s * 1000000, scratch));
    buf_lit(out, ",\"entries\":[\n");
}

/* Piece 0 is the head; then each entry; then the end. */
void copy_put_json(const void *of, size_t n, struct arena *scratch, struct buf *out)
{
    const struct copy *copy = of;
    struct json_writer w;

    if (n == 0) {
        put_head(copy, scratch, out);
    } else if (n > copy->n) {
        buf_lit(out, "\n]}\n");
    } else {
        buf_put(out, n == 1 ? SPAN("") : SPAN(",\n"));
        json_writer_init(&w, out);
        put_line(copy, &copy->lines[n - 1], scratch, &w);
    }
}
