/* door/http/form.c - the strict readers of text that browsers encode.
 *
 * One pass to decode into the arena; decoded text never grows, so the input's length is the budget.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/form.h"

#include "base/utf8.h"
#include "door/http/letter.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Printable ASCII; everything else travels percent-encoded. */
static bool is_plain(char c)
{
    return c > 0x20 && c < 0x7f;
}

/* Decodes the unit at `*at` into `*ret` and moves on; false if it is not one. */
static bool decode_unit(struct span text, size_t *at, bool plus_is_space, char *ret)
{
    char c = text.at[*at];

    if (c == '%') {
        int high = *at + 1 < text.len ? hex_digit(text.at[*at + 1]) : -1;
        int low = *at + 2 < text.len ? hex_digit(text.at[*at + 2]) : -1;

        if (high < 0 || low < 0)
            return false;
        *ret = (char)(unsigned char)(high * 16 + low);
        *at += 3;
        return true;
    }
    *ret = plus_is_space && c == '+' ? ' ' : c;
    *at += 1;
    return is_plain(c);
}

/* `base` is the offset of `text` in the whole input, for the fault. */
static enum status decode(struct span text, size_t base, bool plus_is_space, struct arena *arena,
                          struct span *ret, struct fault *why)
{
    char *out = arena_array(arena, char, text.len + 1);
    size_t at = 0, len = 0;

    if (out == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    while (at < text.len) {
        size_t from = at;

        if (!decode_unit(text, &at, plus_is_space, &out[len]))
            return fault_at(why, HF_INVALID, base + from, "not a percent-encoded text");
        len++;
    }
    if (!utf8_is_text(span_at(out, len)))
        return fault_at(why, HF_INVALID, base, "not UTF-8 text without control characters");
    *ret = span_at(out, len);
    return HF_OK;
}

static enum status parse_field(struct span pair, size_t base, struct arena *arena,
                               struct http_field *ret, struct fault *why)
{
    struct span value = pair;
    struct span name = span_cut(&value, '=');

    if (name.len == 0)
        return fault_at(why, HF_INVALID, base, "a field has no name");
    enum status st = decode(name, base, true, arena, &ret->name, why);
    if (st == HF_OK)
        st = decode(value, base + (pair.len - value.len), true, arena, &ret->value, why);
    if (st == HF_OK && (ret->name.len > FORM_MAX_NAME || ret->value.len > FORM_MAX_VALUE))
        st = fault_at(why, HF_INVALID, base, "a field is too long");
    return st;
}

static size_t count_byte(struct span text, char mark)
{
    size_t found = 0;

    for (size_t i = 0; i < text.len; i++)
        found += text.at[i] == mark;
    return found;
}

enum status form_parse(struct span text, size_t max_fields, struct arena *arena,
                       struct http_fields *ret, struct fault *why)
{
    size_t count = text.len == 0 ? 0 : count_byte(text, '&') + 1;
    struct span rest = text;

    if (count > max_fields)
        return fault_set(why, HF_INVALID, "more than %zu fields", max_fields);
    struct http_field *fields = arena_array(arena, struct http_field, count);
    if (fields == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < count; i++) {
        size_t base = text.len - rest.len;
        struct span pair = span_cut(&rest, '&');
        enum status st = parse_field(pair, base, arena, &fields[i], why);

        if (st != HF_OK)
            return st;
    }
    *ret = (struct http_fields){fields, count};
    return HF_OK;
}

enum status percent_decode(struct span text, struct arena *arena, struct span *ret,
                           struct fault *why)
{
    return decode(text, 0, false, arena, ret, why);
}

/* RFC 6265 section 4.1.1, cookie-octet. */
static bool is_cookie_octet(char c)
{
    return is_plain(c) && c != '"' && c != ',' && c != ';' && c != '\\';
}

static bool is_cookie_value(struct span value)
{
    for (size_t i = 0; i < value.len; i++) {
        if (!is_cookie_octet(value.at[i]))
            return false;
    }
    return true;
}

enum status cookie_parse(struct span header, struct arena *arena, struct http_fields *ret,
                         struct fault *why)
{
    struct http_field *fields = arena_array(arena, struct http_field, COOKIE_MAX);
    struct span rest = header;
    size_t count = 0;

    if (fields == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    while (rest.len > 0 && count < COOKIE_MAX) {
        struct span value = span_trim(span_cut(&rest, ';'));
        struct span name = span_cut(&value, '=');

        if (letter_is_token(name) && is_cookie_value(value))
            fields[count++] = (struct http_field){name, value};
    }
    *ret = (struct http_fields){fields, count};
    return HF_OK;
}
