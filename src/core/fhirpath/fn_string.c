/* core/fhirpath/fn_string.c - strings by code point (FHIRPath N1, 5.6).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/utf8.h"
#include "core/fhirpath/functions.h"
#include "core/fhirpath/texts.h"

/* The input and up to two string arguments. */
struct strings {
    struct span input, a, b;
    bool empty; /* any of them: so is the result */
};

static enum status read_strings(struct machine *m, const struct op *op, const struct frame *frame,
                                const struct fhirpath_list *io, struct strings *ret)
{
    bool none = false;
    enum status st = input_string(m, op, io, &ret->input, &ret->empty);

    if (st == HF_OK && op->argc > 0)
        st = argument_string(m, op, frame, 0, &ret->a, &none);
    ret->empty |= none;
    none = false;
    if (st == HF_OK && op->argc > 1)
        st = argument_string(m, op, frame, 1, &ret->b, &none);
    ret->empty |= none;
    return st;
}

/* What the functions that need only strings do once they have them. */
typedef enum status strings_fn(struct machine *m, const struct strings *s,
                               struct fhirpath_list *io);

static enum status with_strings(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io, strings_fn *fn)
{
    struct strings s = {0};
    enum status st = read_strings(m, op, frame, io, &s);

    if (st != HF_OK || s.empty)
        return st != HF_OK ? st : list_set_empty(io);
    return fn(m, &s, io);
}

#define STRINGS_FUNCTION(name, body)                                                               \
    static enum status do_##name(struct machine *m, const struct strings *s,                       \
                                 struct fhirpath_list *io)                                         \
    {                                                                                              \
        (void)m;                                                                                   \
        return body;                                                                               \
    }                                                                                              \
    static enum status run_##name(struct machine *m, const struct op *op,                          \
                                  const struct frame *frame, struct fhirpath_list *io)             \
    {                                                                                              \
        return with_strings(m, op, frame, io, do_##name);                                          \
    }

STRINGS_FUNCTION(index_of, list_set_integer(m, texts_index_of(s->input, s->a), io))
STRINGS_FUNCTION(last_index_of, list_set_integer(m, texts_last_index_of(s->input, s->a), io))
STRINGS_FUNCTION(starts_with, list_set_boolean(span_starts(s->input, s->a), io))
STRINGS_FUNCTION(ends_with, list_set_boolean(texts_ends(s->input, s->a), io))
STRINGS_FUNCTION(contains, list_set_boolean(texts_contains(s->input, s->a), io))
STRINGS_FUNCTION(upper, list_set_string(m, texts_upper(s->input, m->arena), io))
STRINGS_FUNCTION(lower, list_set_string(m, texts_lower(s->input, m->arena), io))
STRINGS_FUNCTION(trim, list_set_string(m, texts_trim(s->input), io))
STRINGS_FUNCTION(length, list_set_integer(m, (int64_t)utf8_count(s->input), io))
STRINGS_FUNCTION(replace, list_set_string(m, texts_replace(s->input, s->a, s->b, m->arena), io))

static enum status set_pieces(struct machine *m, struct span text, struct span mark,
                              struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    size_t count = 0;
    struct span *pieces = texts_split(text, mark, m->arena, &count);

    if (pieces == NULL)
        return machine_spent(m);
    for (size_t i = 0; i < count; i++)
        growing_add(&out, fhirpath_of_string(pieces[i]));
    return growing_done(&out, io);
}

STRINGS_FUNCTION(split, set_pieces(m, s->input, s->a, io))
STRINGS_FUNCTION(to_chars,
                 s->input.len == 0 ? list_set_empty(io) : set_pieces(m, s->input, SPAN(""), io))

/* A start outside of the text is empty, not an error (N1, 5.6.2). */
static enum status run_substring(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    struct span text;
    int64_t start, count = INT64_MAX;
    bool empty = false, none = false;
    enum status st = input_string(m, op, io, &text, &empty);

    if (st == HF_OK)
        st = argument_integer(m, op, frame, 0, &start, &none);
    if (st != HF_OK)
        return st;
    empty |= none;
    if (op->argc == 2)
        st = argument_integer(m, op, frame, 1, &count, &none);
    if (st != HF_OK)
        return st;
    if (none)
        count = INT64_MAX;
    if (empty || start < 0 || start >= (int64_t)utf8_count(text))
        return list_set_empty(io);
    return list_set_string(m, texts_substring(text, start, count < 0 ? 0 : count), io);
}

/* A string, or a date of the data as it was written; a number never is. */
static bool may_join(const struct fhirpath_value *value)
{
    return value->kind == FHIRPATH_STRING || (value->lazy && !json_is(value->node, JSON_NUMBER));
}

/* Every item, with the mark between; an input without items is empty. */
static enum status run_join(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    struct span mark = {0}, text;
    struct buf out;
    bool empty = false;
    enum status st = op->argc == 0 ? HF_OK : argument_string(m, op, frame, 0, &mark, &empty);

    if (st != HF_OK || io->count == 0)
        return st;
    buf_init(&out, m->arena, FHIRPATH_TEXT_MAX);
    for (uint32_t i = 0; i < io->count; i++) {
        if (!may_join(&io->at[i]))
            return machine_refuse(m, op, "join: an item that is no String");
        if (i > 0 && !empty)
            buf_put(&out, mark);
        fhirpath_write_text(&out, &io->at[i]);
    }
    st = buf_done(&out, &text, m->why);
    return st != HF_OK ? st : list_set_string(m, text, io);
}

static const struct function rows[] = {
    {"indexOf", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_INTEGER, run_index_of},
    {"lastIndexOf", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_INTEGER, run_last_index_of},
    {"substring", 1, 2, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_substring},
    {"startsWith", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_BOOLEAN, run_starts_with},
    {"endsWith", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_BOOLEAN, run_ends_with},
    {"contains", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_BOOLEAN, run_contains},
    {"upper", 0, 0, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_upper},
    {"lower", 0, 0, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_lower},
    {"trim", 0, 0, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_trim},
    {"length", 0, 0, ARGS_VALUES, INPUT_STRING, RESULT_INTEGER, run_length},
    {"replace", 2, 2, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_replace},
    {"toChars", 0, 0, ARGS_VALUES, INPUT_STRING, RESULT_STRINGS, run_to_chars},
    {"split", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_STRINGS, run_split},
    {"join", 0, 1, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_join},
};

FUNCTION_FAMILY(fn_string, rows);
