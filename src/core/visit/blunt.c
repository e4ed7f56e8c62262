/* core/visit/blunt.c - word by word; what is no word stays as it is.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/blunt.h"

#include "base/buf.h"

enum { DIGITS_LEAST = 3, LETTERS_LEAST = 2 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters of other alphabets and accents are bytes from 0x80 on. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Parts of one word: an address and a day are not cut at their points. */
static bool is_inside(struct span text, size_t i)
{
    char c = text.at[i];
    bool joins = c == '@' || c == '.' || c == '-' || c == '/' || c == '+' || c == '_' || c == ':';

    return is_letter(c) || is_digit(c) ||
           (joins && (c == '@' || c == '+' || i + 1 < text.len) &&
            (c == '@' || c == '+' || is_letter(text.at[i + 1]) || is_digit(text.at[i + 1])));
}

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool same_word(struct span a, struct span b)
{
    bool same = a.len == b.len && a.len >= LETTERS_LEAST;

    for (size_t i = 0; same && i < a.len; i++)
        same = folded(a.at[i]) == folded(b.at[i]);
    return same;
}

/* The next run of letters, and of nothing else; empty at the end. */
static struct span next_letters(struct span *rest)
{
    size_t from = 0, to;

    while (from < rest->len && !is_letter(rest->at[from]))
        from++;
    for (to = from; to < rest->len && is_letter(rest->at[to]); to++)
        ;
    struct span word = span_head(span_skip(*rest, from), to - from);

    *rest = span_skip(*rest, to);
    return word;
}

static bool is_name_word(struct span word, const struct span *names, size_t n_names)
{
    for (size_t i = 0; i < n_names; i++) {
        struct span rest = names[i];

        for (struct span part = next_letters(&rest); part.len > 0; part = next_letters(&rest))
            if (same_word(part, word))
                return true;
    }
    return false;
}

static bool has_name(struct span word, const struct span *names, size_t n_names)
{
    struct span rest = word;

    for (struct span part = next_letters(&rest); part.len > 0; part = next_letters(&rest))
        if (is_name_word(part, names, n_names))
            return true;
    return false;
}

static const char *instead(struct span word, const struct span *names, size_t n_names)
{
    size_t digits = 0;

    for (size_t i = 0; i < word.len; i++) {
        digits += is_digit(word.at[i]);
        if (word.at[i] == '@')
            return "[address]";
    }
    if (has_name(word, names, n_names))
        return "[name]";
    return digits >= DIGITS_LEAST ? "[number]" : NULL;
}

/* The word that begins here; empty where none does. */
static struct span word_at(struct span text, size_t from)
{
    size_t to = from;

    while (to < text.len && is_inside(text, to))
        to++;
    return span_head(span_skip(text, from), to - from);
}

enum status blunt_text(struct span text, const struct span *names, size_t n_names,
                       struct arena *arena, struct span *ret, struct fault *why)
{
    struct buf out;

    buf_init(&out, arena, BLUNT_TEXT_MOST);
    for (size_t i = 0; i < text.len;) {
        struct span word = word_at(text, i);
        const char *other = word.len == 0 ? NULL : instead(word, names, n_names);

        if (word.len == 0)
            buf_byte(&out, text.at[i]);
        else
            buf_put(&out, other == NULL ? word : span_of(other));
        i += word.len == 0 ? 1 : word.len;
    }
    return buf_done(&out, ret, why);
}

bool blunt_is_clean(struct span text, const struct span *names, size_t n_names)
{
    for (size_t i = 0; i < text.len;) {
        struct span word = word_at(text, i);

        if (word.len > 0 && instead(word, names, n_names) != NULL)
            return false;
        i += word.len == 0 ? 1 : word.len;
    }
    return true;
}
