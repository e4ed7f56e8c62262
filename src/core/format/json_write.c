/* core/format/json_write.c - JSON out, without a space, escaping only what must be escaped.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/format/json.h"

#include <assert.h>

enum { DEEPEST = 32 };

void json_writer_init(struct json_writer *w, struct buf *out)
{
    *w = (struct json_writer){.out = out};
}

/* The comma before a value or a name; the value of a member has none. */
static void separate(struct json_writer *w)
{
    if (!w->named && w->comma[w->depth])
        buf_byte(w->out, ',');
    w->comma[w->depth] = true;
    w->named = false;
}

static void begin(struct json_writer *w, char c)
{
    separate(w);
    assert(w->depth < DEEPEST);
    w->depth++;
    w->comma[w->depth] = false;
    buf_byte(w->out, c);
}

static void end(struct json_writer *w, char c)
{
    assert(w->depth > 0 && !w->named);
    w->depth--;
    buf_byte(w->out, c);
}

void json_begin_object(struct json_writer *w)
{
    begin(w, '{');
}

void json_end_object(struct json_writer *w)
{
    end(w, '}');
}

void json_begin_list(struct json_writer *w)
{
    begin(w, '[');
}

void json_end_list(struct json_writer *w)
{
    end(w, ']');
}

static void put_control(struct buf *out, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char names[0x20] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};

    buf_byte(out, '\\');
    if (names[c] != '\0') {
        buf_byte(out, names[c]);
        return;
    }
    buf_lit(out, "u00");
    buf_byte(out, hex[c >> 4]);
    buf_byte(out, hex[c & 15]);
}

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

static void put_quoted(struct buf *out, struct span text)
{
    buf_byte(out, '"');
    for (size_t i = 0; i < text.len;) {
        size_t from = i;

        while (i < text.len && is_plain(text.at[i]))
            i++;
        buf_put(out, span_at(text.at + from, i - from));
        if (i == text.len)
            break;
        unsigned char c = (unsigned char)text.at[i++];

        if (c >= 0x20) {
            buf_byte(out, '\\');
            buf_byte(out, (char)c);
        } else {
            put_control(out, c);
        }
    }
    buf_byte(out, '"');
}

void json_name(struct json_writer *w, struct span name)
{
    assert(w->depth > 0 && !w->named);
    separate(w);
    put_quoted(w->out, name);
    buf_byte(w->out, ':');
    w->named = true;
}

void json_put_text(struct json_writer *w, struct span text)
{
    separate(w);
    put_quoted(w->out, text);
}

void json_put_int(struct json_writer *w, int64_t n)
{
    separate(w);
    buf_int(w->out, n);
}

void json_put_bool(struct json_writer *w, bool value)
{
    json_put_raw(w, value ? SPAN("true") : SPAN("false"));
}

void json_put_null(struct json_writer *w)
{
    json_put_raw(w, SPAN("null"));
}

void json_put_raw(struct json_writer *w, struct span json)
{
    separate(w);
    buf_put(w->out, json);
}

static void put_nested(struct json_writer *w, const struct json *tree)
{
    bool object = tree->kind == JSON_OBJECT;

    if (w->depth == DEEPEST) {
        w->out->failed = true;
        return;
    }
    begin(w, object ? '{' : '[');
    for (const struct json *c = tree->child; c != NULL && !w->out->failed; c = c->next) {
        if (object)
            json_name(w, c->name);
        json_put_tree(w, c);
    }
    end(w, object ? '}' : ']');
}

void json_put_tree(struct json_writer *w, const struct json *tree)
{
    static const struct span words[] = {[JSON_NULL] = SPAN_INIT("null"),
                                        [JSON_FALSE] = SPAN_INIT("false"),
                                        [JSON_TRUE] = SPAN_INIT("true")};

    if (tree->kind == JSON_OBJECT || tree->kind == JSON_LIST)
        put_nested(w, tree);
    else if (tree->kind == JSON_TEXT)
        json_put_text(w, tree->text);
    else
        json_put_raw(w, tree->kind == JSON_NUMBER ? tree->text : words[tree->kind]);
}
