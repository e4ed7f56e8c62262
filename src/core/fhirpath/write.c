/* core/fhirpath/write.c - values as text and as JSON.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

static void write_decimal(struct buf *out, const struct decimal *d)
{
    char text[DECIMAL_TEXT];

    buf_put(out, span_at(text, decimal_write(*d, text)));
}

static void write_temporal(struct buf *out, const struct temporal *t)
{
    char text[TEMPORAL_TEXT];

    buf_put(out, span_at(text, temporal_write(t, text)));
}

static void write_node(struct json_writer *w, const struct fhirpath_value *value)
{
    const struct json *node = value->node != NULL ? value->node : value->beside;

    if (node == NULL)
        json_put_null(w);
    else
        json_put_tree(w, node);
}

static void write_type(struct json_writer *w, const struct fhirpath_value *value)
{
    json_begin_object(w);
    json_name(w, SPAN("namespace"));
    json_put_text(w, value->type == 0 ? SPAN("System") : SPAN("FHIR"));
    json_name(w, SPAN("name"));
    json_put_text(w, value->string);
    json_end_object(w);
}

static void write_complex(struct buf *out, const struct fhirpath_value *value)
{
    struct json_writer w;

    json_writer_init(&w, out);
    if (value->kind == FHIRPATH_TYPE)
        write_type(&w, value);
    else
        write_node(&w, value);
}

static bool is_complex(const struct fhirpath_value *value)
{
    return value->kind == FHIRPATH_NODE || value->kind == FHIRPATH_TYPE;
}

void fhirpath_write_text(struct buf *out, const struct fhirpath_value *value)
{

    if (is_complex(value))
        write_complex(out, value);
    else if (value->lazy)
        buf_put(out, value->node->text);
    else if (value->kind == FHIRPATH_BOOLEAN)
        buf_put(out, value->boolean ? SPAN("true") : SPAN("false"));
    else if (value->kind == FHIRPATH_INTEGER)
        buf_int(out, value->integer);
    else if (value->kind == FHIRPATH_DECIMAL)
        write_decimal(out, value->decimal);
    else if (value->kind == FHIRPATH_STRING)
        buf_put(out, value->string);
    else if (value->kind == FHIRPATH_QUANTITY)
        quantity_write(value->quantity, out);
    else
        write_temporal(out, value->temporal);
}

/* In a text of its own, which is put as it is: so the depth of the tree does not add to that of
 * what it is written into. */
void fhirpath_write_json(struct json_writer *out, const struct fhirpath_value *value)
{
    struct buf text;

    buf_init(&text, out->out->arena, out->out->ceiling);
    fhirpath_write_text(&text, value);
    out->out->failed |= text.failed;
    json_begin_object(out);
    json_name(out, SPAN("type"));
    json_put_text(out, fhirpath_type_name(value));
    json_name(out, SPAN("value"));
    if (is_complex(value))
        json_put_raw(out, buf_view(&text));
    else
        json_put_text(out, buf_view(&text));
    json_end_object(out);
}

struct span write_text(struct machine *m, const struct fhirpath_value *forced)
{
    struct buf text;

    buf_init(&text, m->arena, FHIRPATH_TEXT_MAX);
    fhirpath_write_text(&text, forced);
    return buf_view(&text);
}
