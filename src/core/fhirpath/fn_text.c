/* core/fhirpath/fn_text.c - patterns, and texts that carry other texts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"
#include "core/fhirpath/pattern.h"
#include "core/fhirpath/texts.h"

/* What a match counts, whatever it takes within its own limits. */
enum { MATCH_STEPS = 100 };

/* The input, a pattern and a replacement; the empty pattern is none. */
struct match {
    struct span input, with;
    struct pattern *pattern;
    bool empty, blank;
};

static enum status refuse_pattern(struct machine *m, const struct op *op, const struct fault *why)
{
    if (why->status == HF_FAILED)
        return machine_spent(m);
    return fault_at(m->why, HF_INVALID, op->at, "execution: %s", why->text);
}

static bool has_flag(struct span flags, char flag)
{
    struct span rest = flags;

    return span_cut(&rest, flag).len < flags.len;
}

/* With the flag i (FHIRPath 3.0) case does not count; no other flag is known. */
static enum status read_pattern(struct machine *m, const struct op *op, const struct frame *frame,
                                size_t flags_at, struct match *ret)
{
    struct span text, flags = {0};
    struct fault why;
    bool none = false, no_flags = true;

    ret->pattern = op->pattern;
    if (ret->pattern != NULL)
        return machine_charge(m, op, MATCH_STEPS);
    enum status st = argument_string(m, op, frame, 0, &text, &none);

    if (st == HF_OK && op->argc > flags_at)
        st = argument_string(m, op, frame, flags_at, &flags, &no_flags);
    ret->empty |= none;
    if (st != HF_OK || none)
        return st;
    ret->blank = text.len == 0;
    st = machine_charge(m, op, MATCH_STEPS);
    if (st != HF_OK)
        return st;
    fault_clear(&why);
    st = pattern_compile(text, !no_flags && has_flag(flags, 'i'), m->arena, &ret->pattern, &why);
    return st != HF_OK ? refuse_pattern(m, op, &why) : HF_OK;
}

static enum status match_text(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io, bool whole)
{
    struct match match = {0};
    struct fault why;
    bool found;
    enum status st = input_string(m, op, io, &match.input, &match.empty);

    if (st == HF_OK)
        st = read_pattern(m, op, frame, 1, &match);
    if (st != HF_OK || match.empty)
        return st != HF_OK ? st : list_set_empty(io);
    fault_clear(&why);
    st = pattern_match(match.pattern, match.input, whole, m->arena, &found, &why);
    return st != HF_OK ? refuse_pattern(m, op, &why) : list_set_boolean(found, io);
}

static enum status run_matches(struct machine *m, const struct op *op, const struct frame *frame,
                               struct fhirpath_list *io)
{
    return match_text(m, op, frame, io, false);
}

static enum status run_matches_full(struct machine *m, const struct op *op,
                                    const struct frame *frame, struct fhirpath_list *io)
{
    return match_text(m, op, frame, io, true);
}

static enum status run_replace_matches(struct machine *m, const struct op *op,
                                       const struct frame *frame, struct fhirpath_list *io)
{
    struct match match = {0};
    struct fault why;
    struct buf out;
    bool none = false;
    enum status st = input_string(m, op, io, &match.input, &match.empty);

    if (st == HF_OK)
        st = read_pattern(m, op, frame, 2, &match);
    if (st == HF_OK)
        st = argument_string(m, op, frame, 1, &match.with, &none);
    if (st != HF_OK || match.empty || none)
        return st != HF_OK ? st : list_set_empty(io);
    if (match.blank)
        return list_set_string(m, match.input, io);
    buf_init(&out, m->arena, FHIRPATH_TEXT_MAX);
    fault_clear(&why);
    st = pattern_replace(match.pattern, match.input, match.with, &out, &why);
    return st != HF_OK ? refuse_pattern(m, op, &why) : list_set_string(m, buf_view(&out), io);
}

/* The input and the name of a coding. */
static enum status read_coding(struct machine *m, const struct op *op, const struct frame *frame,
                               struct fhirpath_list *io, struct span *ret_input,
                               struct span *ret_name, bool *ret_empty)
{
    bool none = false;
    enum status st = input_string(m, op, io, ret_input, ret_empty);

    if (st == HF_OK)
        st = argument_string(m, op, frame, 0, ret_name, &none);
    if (st == HF_OK)
        *ret_empty |= none;
    return st;
}

static enum status run_encode(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io)
{
    struct span input, name;
    enum texts_code code;
    bool empty;
    enum status st = read_coding(m, op, frame, io, &input, &name, &empty);

    if (st != HF_OK || empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (!texts_code_find(name, &code))
        return machine_refuse(m, op, "encode: only hex, base64 and urlbase64");
    return list_set_string(m, texts_encode(code, input, m->arena), io);
}

static enum status run_decode(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io)
{
    struct span input, name, text;
    enum texts_code code;
    bool empty;
    enum status st = read_coding(m, op, frame, io, &input, &name, &empty);

    if (st != HF_OK || empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (!texts_code_find(name, &code))
        return machine_refuse(m, op, "decode: only hex, base64 and urlbase64");
    st = texts_decode(code, input, m->arena, &text, NULL);
    if (st == HF_INVALID)
        return machine_refuse(m, op, "decode: the text is not of this code");
    return st != HF_OK ? machine_spent(m) : list_set_string(m, text, io);
}

static enum status run_escaping(struct machine *m, const struct op *op, const struct frame *frame,
                                struct span (*html)(struct span s, struct arena *arena),
                                struct span (*json)(struct span s, struct arena *arena),
                                struct fhirpath_list *io)
{
    struct span input, name;
    bool empty;
    enum status st = read_coding(m, op, frame, io, &input, &name, &empty);

    if (st != HF_OK || empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (span_is(name, "html"))
        return list_set_string(m, html(input, m->arena), io);
    if (span_is(name, "json"))
        return list_set_string(m, json(input, m->arena), io);
    return machine_refuse(m, op, "escape, unescape: only html and json");
}

static enum status run_escape(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io)
{
    return run_escaping(m, op, frame, texts_escape_html, texts_escape_json, io);
}

static enum status run_unescape(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    return run_escaping(m, op, frame, texts_unescape_html, texts_unescape_json, io);
}

/* The literal pattern of a call without flags; the empty one is left to the run. */
static bool is_literal(const struct op *op, size_t flags_at, struct span *ret)
{
    const struct seq *first = &op->args[0];
    bool literal = op->argc == flags_at && first->count == 1 && first->ops[0].run == op_constant &&
                   first->ops[0].constant.count == 1 &&
                   first->ops[0].constant.at->kind == FHIRPATH_STRING;

    if (literal)
        *ret = first->ops[0].constant.at->string;
    return literal && ret->len > 0;
}

enum status fn_text_plan(struct op *op, struct arena *arena, struct fault *why)
{
    bool replace = op->run == run_replace_matches;
    struct fault inner;
    struct span text = {0};

    if (!replace && op->run != run_matches && op->run != run_matches_full)
        return HF_OK;
    fault_clear(&inner);
    if (!is_literal(op, replace ? 2 : 1, &text) ||
        pattern_compile(text, false, arena, &op->pattern, &inner) == HF_OK)
        return HF_OK;
    if (inner.status == HF_FAILED)
        return fault_set(why, HF_FAILED, "memory for the expression is spent");
    return fault_at(why, HF_INVALID, op->at, "semantic: %s", inner.text);
}

static const struct function rows[] = {
    {"matches", 1, 2, ARGS_VALUES, INPUT_STRING, RESULT_BOOLEAN, run_matches},
    {"matchesFull", 1, 2, ARGS_VALUES, INPUT_STRING, RESULT_BOOLEAN, run_matches_full},
    {"replaceMatches", 2, 3, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_replace_matches},
    {"encode", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_encode},
    {"decode", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_decode},
    {"escape", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_escape},
    {"unescape", 1, 1, ARGS_VALUES, INPUT_STRING, RESULT_STRING, run_unescape},
};

FUNCTION_FAMILY(fn_text, rows);
