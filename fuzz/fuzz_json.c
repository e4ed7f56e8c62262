/* fuzz/fuzz_json.c - whatever the bytes are: a tree, or a fault that points into them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/format/json.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[4 << 20];

static void write_value(struct json_writer *w, const struct json *v);

static void write_children(struct json_writer *w, const struct json *v)
{
    for (const struct json *c = json_first(v); c != NULL; c = c->next) {
        if (v->kind == JSON_OBJECT)
            json_name(w, c->name);
        write_value(w, c);
    }
}

static void write_value(struct json_writer *w, const struct json *v)
{
    if (v->kind == JSON_OBJECT) {
        json_begin_object(w);
        write_children(w, v);
        json_end_object(w);
    } else if (v->kind == JSON_LIST) {
        json_begin_list(w);
        write_children(w, v);
        json_end_list(w);
    } else if (v->kind == JSON_TEXT) {
        json_put_text(w, v->text);
    } else if (v->kind == JSON_NUMBER) {
        json_put_raw(w, v->text);
    } else if (v->kind == JSON_NULL) {
        json_put_null(w);
    } else {
        json_put_bool(w, json_bool(v));
    }
}

static struct span write_all(struct arena *arena, const struct json *tree)
{
    struct json_writer w;
    struct buf out;

    buf_init(&out, arena, 1 << 20);
    json_writer_init(&w, &out);
    write_value(&w, tree);
    assert(!out.failed && w.depth == 0);
    return buf_view(&out);
}

/* What was written reads back and is written the same again. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct json_limits limits = {16384, 32, 4096};
    const struct json *tree = NULL;
    struct arena arena;
    struct fault why;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    if (json_parse(span_at(data, size), &limits, &arena, &tree, &why) != HF_OK) {
        assert(tree == NULL && why.status == HF_INVALID && why.at >= 0 && (size_t)why.at <= size);
        return 0;
    }
    struct span once = write_all(&arena, tree);
    const struct json_limits wide = {1 << 20, 32, 4096};
    enum status st = json_parse(once, &wide, &arena, &tree, &why);

    assert(st == HF_OK && span_equal(once, write_all(&arena, tree)));
    return st != HF_OK;
}
