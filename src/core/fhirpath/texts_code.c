/* core/fhirpath/texts_code.c - base64, hex, and escaping for HTML and JSON.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/texts.h"

#include "base/utf8.h"

enum { LONGEST = 1 << 24 };

static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char url_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static const char hex_digits[] = "0123456789abcdef";

static struct span finish(struct buf *out)
{
    if (!out->failed)
        return buf_view(out);
    out->arena->spent = true;
    return (struct span){0};
}

bool texts_code_find(struct span name, enum texts_code *ret)
{
    static const char *const names[] = {"base64", "urlbase64", "hex"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (span_is(name, names[i])) {
            *ret = (enum texts_code)i;
            return true;
        }
    }
    return false;
}

static unsigned byte_at(struct span s, size_t i)
{
    return i < s.len ? (unsigned char)s.at[i] : 0;
}

static void put_base64(struct buf *out, struct span s, const char *digits)
{
    for (; s.len > 0; s = span_skip(s, 3)) {
        unsigned three = byte_at(s, 0) << 16 | byte_at(s, 1) << 8 | byte_at(s, 2);

        buf_byte(out, digits[three >> 18]);
        buf_byte(out, digits[three >> 12 & 63]);
        buf_byte(out, s.len > 1 ? digits[three >> 6 & 63] : '=');
        buf_byte(out, s.len > 2 ? digits[three & 63] : '=');
    }
}

static void put_hex(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        buf_byte(out, hex_digits[byte_at(s, i) >> 4]);
        buf_byte(out, hex_digits[byte_at(s, i) & 15]);
    }
}

struct span texts_encode(enum texts_code code, struct span s, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, LONGEST);
    if (code == TEXTS_HEX)
        put_hex(&out, s);
    else
        put_base64(&out, s, code == TEXTS_BASE64 ? base64_digits : url_digits);
    return finish(&out);
}

/* The value of a digit, or -1. */
static int digit_value(const char *digits, int count, char c)
{
    for (int i = 0; i < count; i++) {
        if (digits[i] == c)
            return i;
    }
    return -1;
}

/* Bits of each digit, gathered to bytes. Returns the offset of the first that is none. */
static size_t take_digits(struct buf *out, struct span s, const char *digits, int bits)
{
    unsigned gathered = 0;
    int have = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = bits == 4 && s.at[i] >= 'A' && s.at[i] <= 'F' ? (char)(s.at[i] + 32) : s.at[i];
        int value = digit_value(digits, 1 << bits, c);

        if (value < 0)
            return i;
        gathered = (gathered << bits | (unsigned)value) & 0xffffU;
        have += bits;
        if (have >= 8) {
            have -= 8;
            buf_byte(out, (char)(gathered >> have & 0xff));
        }
    }
    /* bits that fill no byte must be zero, and fewer than a digit's */
    return have < bits && (gathered & ((1U << have) - 1)) == 0 ? s.len : s.len - 1;
}

/* Up to two = at the end, and then only so many as fill a group of four. */
static struct span without_padding(struct span s)
{
    size_t len = s.len;

    while (len > 0 && s.len - len < 2 && s.at[len - 1] == '=')
        len--;
    return s.len % 4 == 0 ? span_head(s, len) : s;
}

enum status texts_decode(enum texts_code code, struct span s, struct arena *arena, struct span *ret,
                         struct fault *why)
{
    static const char *const digits[] = {base64_digits, url_digits, hex_digits};
    struct span body = code == TEXTS_HEX ? s : without_padding(s);
    struct buf out;

    buf_init(&out, arena, LONGEST);
    size_t at = take_digits(&out, body, digits[code], code == TEXTS_HEX ? 4 : 6);

    if (at < body.len)
        return fault_at(why, HF_INVALID, at, "not %s", code == TEXTS_HEX ? "hex" : "base64");
    struct span got = finish(&out);

    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (utf8_check(got) != got.len)
        return fault_at(why, HF_INVALID, 0, "what was encoded is not text");
    *ret = got;
    return HF_OK;
}

/* HTML */

struct entity {
    char c;
    struct span name;
};

static const struct entity entities[] = {
    {'&', SPAN_INIT("&amp;")},  {'<', SPAN_INIT("&lt;")},   {'>', SPAN_INIT("&gt;")},
    {'"', SPAN_INIT("&quot;")}, {'\'', SPAN_INIT("&#39;")}, {'\'', SPAN_INIT("&apos;")},
};

enum { ENTITIES = sizeof entities / sizeof entities[0] };

static const struct entity *find_char(char c)
{
    for (size_t i = 0; i < ENTITIES; i++) {
        if (entities[i].c == c)
            return &entities[i];
    }
    return NULL;
}

struct span texts_escape_html(struct span s, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, LONGEST);
    for (size_t i = 0; i < s.len; i++) {
        const struct entity *entity = find_char(s.at[i]);

        if (entity != NULL)
            buf_put(&out, entity->name);
        else
            buf_byte(&out, s.at[i]);
    }
    return finish(&out);
}

static int hex_value(char c)
{
    return digit_value(hex_digits, 16, c >= 'A' && c <= 'F' ? (char)(c + 32) : c);
}

/* "&#8364;" or "&#x20ac;" at the head; its bytes, or 0. */
static size_t take_numeric(struct span s, uint32_t *ret)
{
    bool hex = s.len > 2 && (s.at[2] == 'x' || s.at[2] == 'X');
    int base = hex ? 16 : 10;
    size_t first = hex ? 3 : 2, i = first;
    uint32_t n = 0;

    if (s.len < 2 || s.at[1] != '#')
        return 0;
    for (; i < s.len && n <= 0x10ffff; i++) {
        int value = hex_value(s.at[i]);

        if (value < 0 || value >= base)
            break;
        n = n * (uint32_t)base + (uint32_t)value;
    }
    char bytes[4];

    if (i == first || i >= s.len || s.at[i] != ';' || utf8_write(n, bytes) == 0)
        return 0;
    *ret = n;
    return i + 1;
}

/* Puts what the entity at the head of `s` stands for; its bytes, or 0 when it is none. */
static size_t put_entity(struct buf *out, struct span s)
{
    char bytes[4];
    uint32_t c;
    size_t len = take_numeric(s, &c);

    if (len > 0) {
        buf_put(out, span_at(bytes, utf8_write(c, bytes)));
        return len;
    }
    for (size_t i = 0; i < ENTITIES; i++) {
        if (span_starts(s, entities[i].name)) {
            buf_byte(out, entities[i].c);
            return entities[i].name.len;
        }
    }
    return 0;
}

typedef size_t unescape_fn(struct buf *out, struct span s);

static struct span unescape(struct span s, char mark, unescape_fn *one, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, LONGEST);
    while (s.len > 0) {
        size_t len = s.at[0] == mark ? one(&out, s) : 0;

        if (len == 0)
            buf_byte(&out, s.at[0]);
        s = span_skip(s, len == 0 ? 1 : len);
    }
    return finish(&out);
}

struct span texts_unescape_html(struct span s, struct arena *arena)
{
    return unescape(s, '&', put_entity, arena);
}

/* JSON */

static const char json_letters[] = "bfnrt\"\\/";
static const char json_meant[] = "\b\f\n\r\t\"\\/";

static void put_json_char(struct buf *out, char c)
{
    enum { ESCAPED = sizeof json_meant - 2 }; /* a slash needs none */
    int at = digit_value(json_meant, ESCAPED, c);

    if (at >= 0) {
        buf_byte(out, '\\');
        buf_byte(out, json_letters[at]);
    } else if ((unsigned char)c < 0x20) {
        buf_lit(out, "\\u00");
        put_hex(out, span_at(&c, 1));
    } else {
        buf_byte(out, c);
    }
}

struct span texts_escape_json(struct span s, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, LONGEST);
    for (size_t i = 0; i < s.len; i++)
        put_json_char(&out, s.at[i]);
    return finish(&out);
}

/* The unit of "\uXXXX" at the head of `s`. */
static bool take_unit(struct span s, uint32_t *ret)
{
    uint32_t n = 0;

    if (s.len < 6 || s.at[0] != '\\' || s.at[1] != 'u')
        return false;
    for (size_t i = 2; i < 6; i++) {
        int value = hex_value(s.at[i]);

        if (value < 0)
            return false;
        n = n << 4 | (uint32_t)value;
    }
    *ret = n;
    return true;
}

/* One unit, or two that are one code point; a lone half stays as it is. */
static size_t put_unit(struct buf *out, struct span s)
{
    uint32_t c, low;
    size_t len = 6;
    char bytes[4];

    if (!take_unit(s, &c))
        return 0;
    if (c >= 0xd800 && c <= 0xdbff && take_unit(span_skip(s, 6), &low) && low >= 0xdc00 &&
        low <= 0xdfff) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        len = 12;
    }
    size_t wrote = utf8_write(c, bytes);

    buf_put(out, span_at(bytes, wrote));
    return wrote == 0 ? 0 : len;
}

static size_t put_json_escape(struct buf *out, struct span s)
{
    int at = s.len > 1 ? digit_value(json_letters, sizeof json_letters - 1, s.at[1]) : -1;

    if (at < 0)
        return put_unit(out, s);
    buf_byte(out, json_meant[at]);
    return 2;
}

struct span texts_unescape_json(struct span s, struct arena *arena)
{
    return unescape(s, '\\', put_json_escape, arena);
}
