/* core/fhirpath/pattern.c - PCRE2 with its memory in an arena and with limits.
 *
 * No compilation to machine code: memory that may be written and run stays out of the program.
 * What PCRE2 frees is not given back; the arena is, as a whole.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct pattern {
    pcre2_code *code;
};

/* PCRE2's two callbacks: `data` is the arena. */
static void *take_memory(PCRE2_SIZE size, void *data)
{
    return arena_alloc(data, 1, size);
}

static void leave_memory(void *block, void *data)
{
    (void)block; /* given back with the arena */
    (void)data;
}

static enum status refuse_memory(struct fault *why)
{
    return fault_set(why, HF_FAILED, "request memory is spent");
}

static enum status refuse_pattern(int error, size_t at, struct fault *why)
{
    PCRE2_UCHAR8 text[HF_FAULT_TEXT];

    if (error == PCRE2_ERROR_HEAP_FAILED)
        return refuse_memory(why);
    if (pcre2_get_error_message_8(error, text, sizeof text) < 0)
        text[0] = '\0';
    return fault_at(why, HF_INVALID, at, "not a regular expression: %s", (const char *)text);
}

/* Limits of nesting and of size, and line ends that don't depend on how the library was built. */
static pcre2_compile_context *compile_context(pcre2_general_context *memory)
{
    enum { NESTING = 100 };
    pcre2_compile_context *context = pcre2_compile_context_create_8(memory);

    if (context == NULL)
        return NULL;
    (void)pcre2_set_parens_nest_limit_8(context, NESTING); /* these three can't fail */
    (void)pcre2_set_max_pattern_length_8(context, PATTERN_BYTES);
    (void)pcre2_set_newline_8(context, PCRE2_NEWLINE_LF);
    return context;
}

enum status pattern_compile(struct span text, bool ignore_case, struct arena *arena,
                            struct pattern **ret, struct fault *why)
{
    const uint32_t options = PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_DOTALL |
                             PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
                             (ignore_case ? PCRE2_CASELESS : 0);
    int error;
    PCRE2_SIZE at;

    if (text.len > PATTERN_BYTES)
        return fault_at(why, HF_INVALID, PATTERN_BYTES, "a pattern has at most %d bytes",
                        PATTERN_BYTES);
    struct pattern *p = arena_new(arena, struct pattern);
    pcre2_general_context *memory =
        pcre2_general_context_create_8(take_memory, leave_memory, arena);
    pcre2_compile_context *context = memory == NULL ? NULL : compile_context(memory);

    if (p == NULL || context == NULL)
        return refuse_memory(why);
    p->code = pcre2_compile_8((PCRE2_SPTR8)text.at, text.len, options, &error, &at, context);
    if (p->code == NULL)
        return refuse_pattern(error, at < text.len ? at : text.len, why);
    *ret = p;
    return HF_OK;
}

/* What one match needs, in the scratch arena. */
struct matching {
    pcre2_match_context *context;
    pcre2_match_data *data;
};

static enum status begin(const struct pattern *p, struct span subject, struct arena *scratch,
                         struct matching *ret, struct fault *why)
{
    if (subject.len > PATTERN_SUBJECT)
        return fault_set(why, HF_INVALID, "a text to match has at most %d bytes", PATTERN_SUBJECT);
    pcre2_general_context *memory =
        pcre2_general_context_create_8(take_memory, leave_memory, scratch);

    if (memory == NULL)
        return refuse_memory(why);
    ret->context = pcre2_match_context_create_8(memory);
    ret->data = pcre2_match_data_create_from_pattern_8(p->code, memory);
    if (ret->context == NULL || ret->data == NULL)
        return refuse_memory(why);
    (void)pcre2_set_match_limit_8(ret->context, PATTERN_STEPS); /* these three can't fail */
    (void)pcre2_set_depth_limit_8(ret->context, PATTERN_DEPTH);
    (void)pcre2_set_heap_limit_8(ret->context, PATTERN_HEAP);
    return HF_OK;
}

static enum status refuse_match(int error, struct fault *why)
{
    if (error == PCRE2_ERROR_MATCHLIMIT || error == PCRE2_ERROR_DEPTHLIMIT ||
        error == PCRE2_ERROR_HEAPLIMIT)
        return fault_set(why, HF_INVALID, "the pattern takes too many steps on this text");
    if (error == PCRE2_ERROR_NOMEMORY)
        return refuse_memory(why);
    return fault_set(why, HF_INVALID, "the matches can't be replaced so (%d)", error);
}

enum status pattern_match(const struct pattern *pattern, struct span subject, bool whole,
                          struct arena *scratch, bool *ret, struct fault *why)
{
    const uint32_t options = PCRE2_NO_UTF_CHECK | (whole ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0);
    size_t mark = arena_mark(scratch);
    struct matching m = {.context = NULL};
    enum status st = begin(pattern, subject, scratch, &m, why);

    if (st == HF_OK) {
        int got = pcre2_match_8(pattern->code, (PCRE2_SPTR8)subject.at, subject.len, 0, options,
                                m.data, m.context);

        if (got < 0 && got != PCRE2_ERROR_NOMATCH)
            st = refuse_match(got, why);
        else
            *ret = got >= 0;
    }
    arena_rewind(scratch, mark);
    return st;
}

/* One try; `*len` is the room, and afterwards what was written or would be. */
static int substitute(const struct pattern *p, const struct matching *m, struct span subject,
                      struct span with, char *to, size_t *len)
{
    const uint32_t options = PCRE2_NO_UTF_CHECK | PCRE2_SUBSTITUTE_GLOBAL |
                             PCRE2_SUBSTITUTE_UNSET_EMPTY | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH;

    return pcre2_substitute_8(p->code, (PCRE2_SPTR8)subject.at, subject.len, 0, options, m->data,
                              m->context, (PCRE2_SPTR8)with.at, with.len, (PCRE2_UCHAR8 *)to, len);
}

/* PCRE2 writes a NUL after the text: one byte more than its length. */
static enum status replace(const struct pattern *p, const struct matching *m, struct span subject,
                           struct span with, struct buf *out, struct fault *why)
{
    size_t room = subject.len + with.len + 1, len = room;
    char *text = arena_alloc(out->arena, room, 1);

    if (text == NULL)
        return refuse_memory(why);
    int got = substitute(p, m, subject, with, text, &len);

    if (got == PCRE2_ERROR_NOMEMORY && len > room && len <= out->ceiling) {
        text = arena_alloc(out->arena, len, 1);
        if (text == NULL)
            return refuse_memory(why);
        got = substitute(p, m, subject, with, text, &len);
    }
    if (got == PCRE2_ERROR_NOMEMORY && len > out->ceiling)
        return fault_set(why, HF_INVALID, "what replaces the matches is too long");
    if (got < 0)
        return refuse_match(got, why);
    buf_put(out, span_at(text, len));
    return out->failed ? fault_set(why, HF_INVALID, "what replaces the matches is too long")
                       : HF_OK;
}

enum status pattern_replace(const struct pattern *pattern, struct span subject, struct span with,
                            struct buf *out, struct fault *why)
{
    struct matching m = {.context = NULL};
    enum status st = begin(pattern, subject, out->arena, &m, why);

    return st == HF_OK ? replace(pattern, &m, subject, with, out, why) : st;
}
