/* core/format/json.c - a recursive reader of RFC 8259, one function for each line of its grammar.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/format/json.h"

#include "base/sort.h"
#include "base/utf8.h"

#include <string.h>

const struct json_limits json_limits_default = {1 << 20, 32, 100000};

struct reader {
    struct span in;
    size_t at;
    const struct json_limits *limits;
    uint32_t depth, values;
    struct arena *arena;
    struct fault *why;
};

static enum status refuse(struct reader *r, const char *text)
{
    return fault_at(r->why, HF_INVALID, r->at, "%s", text);
}

static enum status spent(struct reader *r)
{
    return fault_at(r->why, HF_FAILED, r->at, "request memory is spent");
}

/* The byte ahead, or -1 at the end. */
static int peek(const struct reader *r)
{
    return r->at < r->in.len ? (unsigned char)r->in.at[r->at] : -1;
}

static bool skip_byte(struct reader *r, char c)
{
    if (peek(r) != c)
        return false;
    r->at++;
    return true;
}

static void skip_blank(struct reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\n' || peek(r) == '\r')
        r->at++;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool skip_digits(struct reader *r)
{
    size_t from = r->at;

    while (is_digit(peek(r)))
        r->at++;
    return r->at > from;
}

/* RFC 8259, section 6. */
static bool skip_number(struct reader *r)
{
    skip_byte(r, '-');
    if (!skip_byte(r, '0') && !skip_digits(r))
        return false;
    if (skip_byte(r, '.') && !skip_digits(r))
        return false;
    if (skip_byte(r, 'e') || skip_byte(r, 'E')) {
        if (!skip_byte(r, '+'))
            skip_byte(r, '-');
        return skip_digits(r);
    }
    return true;
}

static enum status read_number(struct reader *r, struct json *value)
{
    size_t from = r->at;

    if (!skip_number(r) || is_digit(peek(r)))
        return refuse(r, "not a number");
    value->kind = JSON_NUMBER;
    value->text = arena_copy(r->arena, span_at(r->in.at + from, r->at - from));
    return r->arena->spent ? spent(r) : HF_OK;
}

static int hex_value(int c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static enum status read_hex(struct reader *r, uint32_t *ret)
{
    uint32_t unit = 0;

    for (int i = 0; i < 4; i++) {
        int digit = hex_value(peek(r));

        if (digit < 0)
            return refuse(r, "\\u needs four hexadecimal digits");
        unit = unit << 4 | (uint32_t)digit;
        r->at++;
    }
    *ret = unit;
    return HF_OK;
}

/* After a high surrogate only its low half may stand (RFC 8259, section 7). */
static enum status read_low_half(struct reader *r, uint32_t high, uint32_t *ret)
{
    uint32_t low;

    if (!skip_byte(r, '\\') || !skip_byte(r, 'u'))
        return refuse(r, "a lone surrogate");
    enum status st = read_hex(r, &low);

    if (st != HF_OK)
        return st;
    if (low < 0xdc00 || low > 0xdfff)
        return refuse(r, "a lone surrogate");
    *ret = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    return HF_OK;
}

static enum status read_unicode(struct reader *r, uint32_t *ret)
{
    uint32_t unit;
    enum status st = read_hex(r, &unit);

    if (st != HF_OK)
        return st;
    if (unit == 0)
        return refuse(r, "\\u0000 has no place in text");
    if (unit >= 0xdc00 && unit <= 0xdfff)
        return refuse(r, "a lone surrogate");
    if (unit >= 0xd800 && unit <= 0xdbff)
        return read_low_half(r, unit, ret);
    *ret = unit;
    return HF_OK;
}

/* Writes what the escape stands for at `out` and moves it on. */
static enum status read_escape(struct reader *r, char **out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char bytes[] = "\"\\/\b\f\n\r\t";
    int c = peek(r);
    const char *name = c <= 0 ? NULL : strchr(names, c);

    if (name == NULL && c != 'u')
        return refuse(r, "an unknown escape");
    r->at++;
    if (name != NULL) {
        *(*out)++ = bytes[name - names];
        return HF_OK;
    }
    uint32_t code_point;
    enum status st = read_unicode(r, &code_point);

    if (st == HF_OK)
        *out += utf8_write(code_point, *out);
    return st;
}

/* Bytes up to the closing quote, escapes counted as written: never less than what they become. */
static size_t raw_len(const struct reader *r)
{
    size_t at = r->at;

    while (at < r->in.len && r->in.at[at] != '"')
        at += r->in.at[at] == '\\' ? 2 : 1;
    return at - r->at;
}

/* From behind the opening quote to behind the closing one. utf8_write may touch 4 bytes, and no
 * escape that needs them is shorter, so raw_len is room enough. */
static enum status read_text(struct reader *r, struct span *ret)
{
    char *text = arena_alloc(r->arena, raw_len(r) + 1, 1);
    char *out = text;

    if (text == NULL)
        return spent(r);
    while (!skip_byte(r, '"')) {
        if (peek(r) < 0x20)
            return refuse(r, peek(r) < 0 ? "a text without an end" : "a raw control character");
        enum status st = HF_OK;

        if (skip_byte(r, '\\'))
            st = read_escape(r, &out);
        else
            *out++ = r->in.at[r->at++];
        if (st != HF_OK)
            return st;
    }
    *ret = span_at(text, (size_t)(out - text));
    return HF_OK;
}

static enum status read_word(struct reader *r, struct json *value)
{
    static const struct {
        enum json_kind kind;
        struct span text;
    } words[] = {{JSON_NULL, SPAN_INIT("null")},
                 {JSON_FALSE, SPAN_INIT("false")},
                 {JSON_TRUE, SPAN_INIT("true")}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!span_starts(span_skip(r->in, r->at), words[i].text))
            continue;
        value->kind = words[i].kind;
        r->at += words[i].text.len;
        return HF_OK;
    }
    return refuse(r, "not a value");
}

static enum status read_value(struct reader *r, struct json **ret);

/* Hangs a value on its parent. */
static void join(struct json *parent, struct json **last, struct json *child)
{
    if (*last == NULL)
        parent->child = child;
    else
        (*last)->next = child;
    *last = child;
    parent->count++;
}

static enum status read_list(struct reader *r, struct json *list)
{
    struct json *last = NULL;

    list->kind = JSON_LIST;
    skip_blank(r);
    if (skip_byte(r, ']'))
        return HF_OK;
    do {
        struct json *item;
        enum status st = read_value(r, &item);

        if (st != HF_OK)
            return st;
        join(list, &last, item);
    } while (skip_byte(r, ','));
    return skip_byte(r, ']') ? HF_OK : refuse(r, "expected , or ]");
}

static enum status read_member(struct reader *r, struct json **ret)
{
    struct span name;

    skip_blank(r);
    if (!skip_byte(r, '"'))
        return refuse(r, "expected a member's name");
    enum status st = read_text(r, &name);

    if (st != HF_OK)
        return st;
    skip_blank(r);
    if (!skip_byte(r, ':'))
        return refuse(r, "expected :");
    st = read_value(r, ret);
    if (st == HF_OK)
        (*ret)->name = name;
    return st;
}

static int compare_names(const void *a, const void *b)
{
    const struct json *const *x = a, *const *y = b;

    return span_compare((*x)->name, (*y)->name);
}

/* Sorted, so that no member list, however chosen, costs more than n log n. */
static enum status refuse_duplicates(struct reader *r, const struct json *object)
{
    size_t mark = arena_mark(r->arena), n = 0;
    const struct json **members = arena_array(r->arena, const struct json *, object->count);
    enum status st = HF_OK;

    if (members == NULL)
        return spent(r);
    for (const struct json *c = object->child; c != NULL; c = c->next)
        members[n++] = c;
    sort_items(members, n, sizeof members[0], compare_names);
    for (size_t i = 1; i < n && st == HF_OK; i++) {
        const struct json *a = members[i - 1], *b = members[i];

        if (span_equal(a->name, b->name))
            st = fault_at(r->why, HF_INVALID, a->at > b->at ? a->at : b->at,
                          "a member that stands twice");
    }
    arena_rewind(r->arena, mark);
    return st;
}

static enum status read_object(struct reader *r, struct json *object)
{
    struct json *last = NULL;

    object->kind = JSON_OBJECT;
    skip_blank(r);
    if (skip_byte(r, '}'))
        return HF_OK;
    do {
        struct json *member;
        enum status st = read_member(r, &member);

        if (st != HF_OK)
            return st;
        join(object, &last, member);
    } while (skip_byte(r, ','));
    return skip_byte(r, '}') ? refuse_duplicates(r, object) : refuse(r, "expected , or }");
}

static enum status read_nested(struct reader *r, struct json *value)
{
    bool object = peek(r) == '{';

    if (r->depth == r->limits->depth)
        return refuse(r, "nested too deep");
    r->at++;
    r->depth++;
    enum status st = object ? read_object(r, value) : read_list(r, value);

    r->depth--;
    return st;
}

static enum status read_kind(struct reader *r, struct json *value)
{
    int c = peek(r);

    if (c == '{' || c == '[')
        return read_nested(r, value);
    if (c == '-' || is_digit(c))
        return read_number(r, value);
    if (c != '"')
        return read_word(r, value);
    value->kind = JSON_TEXT;
    r->at++;
    return read_text(r, &value->text);
}

/* value = blank, (object | list | number | text | word), blank */
static enum status read_value(struct reader *r, struct json **ret)
{
    skip_blank(r);
    if (r->values == r->limits->values)
        return refuse(r, "too many values");
    struct json *value = arena_new(r->arena, struct json);

    if (value == NULL)
        return spent(r);
    r->values++;
    value->at = r->at;
    enum status st = read_kind(r, value);

    if (st != HF_OK)
        return st;
    skip_blank(r);
    *ret = value;
    return HF_OK;
}

enum status json_parse(struct span input, const struct json_limits *limits, struct arena *arena,
                       const struct json **ret, struct fault *why)
{
    struct reader r = {.in = input, .limits = limits, .arena = arena, .why = why};
    struct json *value;

    if (input.len > limits->bytes)
        return fault_at(why, HF_INVALID, limits->bytes, "longer than %zu bytes", limits->bytes);
    r.at = utf8_check(input);
    if (r.at < input.len)
        return refuse(&r, "not UTF-8");
    r.at = 0;
    enum status st = read_value(&r, &value);

    if (st != HF_OK)
        return st;
    if (r.at < input.len)
        return refuse(&r, "text after the end");
    *ret = value;
    return HF_OK;
}
