/* core/format/html.c - the escaping writer.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/format/html.h"

#include "base/utf8.h"

#include <string.h>

struct escape {
    char byte;
    struct span as;
};

/* The HTML standard, section 13.3 (escaping a string), and the backtick for old attribute parsers.
 */
static const struct escape escapes[] = {
    {'&', SPAN_INIT("&amp;")},  {'<', SPAN_INIT("&lt;")},   {'>', SPAN_INIT("&gt;")},
    {'"', SPAN_INIT("&quot;")}, {'\'', SPAN_INIT("&#39;")}, {'`', SPAN_INIT("&#96;")},
};

static const struct span allowed_starts[] = {
    SPAN_INIT("https:"), SPAN_INIT("mailto:"), SPAN_INIT("tel:"), SPAN_INIT("#"), SPAN_INIT("?"),
};

static const char replacement[] = "\xEF\xBF\xBD";

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7f && memchr("&<>\"'`", c, 6) == NULL;
}

static bool is_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

static void put_odd(struct html *w, char c)
{
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (escapes[i].byte == c) {
            buf_put(w->out, escapes[i].as);
            return;
        }
    }
    if (is_control((unsigned char)c))
        buf_lit(w->out, "\xEF\xBF\xBD");
    else
        buf_byte(w->out, c);
}

/* The length of the well-formed character at the start of `s`, 0 if there is none. */
static size_t char_length(struct span s)
{
    for (size_t len = 1; len <= 4 && len <= s.len; len++)
        if (utf8_check(span_head(s, len)) == len)
            return len;
    return 0;
}

static size_t put_wide(struct html *w, struct span s)
{
    size_t len = char_length(s);

    if (len == 0)
        buf_put(w->out, span_of(replacement));
    else
        buf_put(w->out, span_head(s, len));
    return len == 0 ? 1 : len;
}

static size_t plain_run(struct span s)
{
    size_t n = 0;

    while (n < s.len && is_plain((unsigned char)s.at[n]))
        n++;
    return n;
}

static void put_escaped(struct html *w, struct span s)
{
    while (s.len > 0 && !w->out->failed) {
        size_t n = plain_run(s);

        buf_put(w->out, span_head(s, n));
        s = span_skip(s, n);
        if (s.len == 0)
            return;
        if ((unsigned char)s.at[0] >= 0x80) {
            s = span_skip(s, put_wide(w, s));
            continue;
        }
        put_odd(w, s.at[0]);
        s = span_skip(s, 1);
    }
}

/* Browsers drop tabs and line ends inside an address and read "\" as "/", so none may stand there.
 */
static bool is_clean(struct span url)
{
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.at[i] <= 0x20 || url.at[i] == '\\' || url.at[i] == 0x7f)
            return false;
    return true;
}

static bool url_is_allowed(struct span url)
{
    if (!is_clean(url))
        return false;
    if (span_starts(url, SPAN("/")))
        return !span_starts(url, SPAN("//"));
    for (size_t i = 0; i < sizeof allowed_starts / sizeof allowed_starts[0]; i++)
        if (span_starts(url, allowed_starts[i]))
            return true;
    return false;
}

/* RFC 3986, section 2.3. */
static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~", c) != NULL);
}

void html_init(struct html *w, struct buf *out, int lang)
{
    *w = (struct html){.out = out, .lang = lang};
}

void html_text(struct html *w, struct span text)
{
    put_escaped(w, text);
}

void html_attr(struct html *w, struct span value)
{
    put_escaped(w, value);
}

void html_safe_put(struct html *w, struct html_safe safe)
{
    buf_put(w->out, safe.markup);
}

void html_url(struct html *w, struct span url)
{
    if (url_is_allowed(url))
        put_escaped(w, url);
    else
        buf_byte(w->out, '#');
}

void html_url_part(struct html *w, struct span part)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < part.len; i++) {
        unsigned char c = (unsigned char)part.at[i];

        if (is_unreserved((char)c)) {
            buf_byte(w->out, (char)c);
            continue;
        }
        buf_byte(w->out, '%');
        buf_byte(w->out, digits[c >> 4]);
        buf_byte(w->out, digits[c & 15]);
    }
}

void html_int(struct html *w, int64_t n)
{
    buf_int(w->out, n);
}

void html_int_small(struct html *w, int n)
{
    buf_int(w->out, n);
}

void html_bool(struct html *w, bool value)
{
    buf_put(w->out, value ? SPAN("true") : SPAN("false"));
}

struct span html_nth_word(int64_t n, struct span words)
{
    struct span word = span_cut(&words, ' ');

    for (int64_t i = 0; i < n && word.len > 0; i++)
        word = span_cut(&words, ' ');
    return n < 0 ? SPAN("") : word;
}
