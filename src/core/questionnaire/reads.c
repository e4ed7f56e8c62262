/* core/questionnaire/reads.c - finds in the words of an expression whose answers it may read.
 *
 * path  = root step*       root: %resource, %context, a name of the context
 * step  = "." name | "." name "(" ... ")"
 * pin   = ".where(linkId = 'x')", or with several linkIds joined by or, in, |
 *
 * A path without a pin reads everything below its root. What stands in the brackets of a step
 * behind a pin is about what was pinned, so names in it add nothing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/reads.h"

#include <string.h>

enum word_kind { WORD_NAME, WORD_VARIABLE, WORD_TEXT, WORD_SIGN, WORD_OTHER };

struct word {
    enum word_kind kind;
    struct span text; /* without % and quotes */
};

struct reading {
    const struct word *words;
    uint32_t n_words;
    const struct questionnaire *form;
    uint32_t own;
    struct reads *reads;
};

enum root { ROOT_RESOURCE, ROOT_CONTEXT, ROOT_OTHER };

/* --- words ----------------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$';
}

/* Length of what is quoted with both its quotes; to the end when it is not closed. */
static size_t quoted_len(struct span s)
{
    size_t i = 1;

    while (i < s.len && s.at[i] != s.at[0])
        i += s.at[i] == '\\' ? 2 : 1;
    return i + 1 < s.len ? i + 1 : s.len;
}

static size_t name_len(struct span s)
{
    size_t i = 0;

    while (i < s.len && is_name_byte(s.at[i]))
        i++;
    return i;
}

static struct span unquote(struct span s)
{
    return s.len < 2 ? SPAN("") : span_at(s.at + 1, s.len - 2);
}

static size_t read_quoted(struct span s, struct word *word)
{
    size_t len = quoted_len(s);

    word->kind = s.at[0] == '\'' ? WORD_TEXT : WORD_NAME;
    word->text = unquote(span_head(s, len));
    return len;
}

static size_t read_variable(struct span s, struct word *word)
{
    struct span rest = span_skip(s, 1);
    size_t len;

    if (rest.len > 0 && (rest.at[0] == '`' || rest.at[0] == '\'' || rest.at[0] == '"')) {
        len = read_quoted(rest, word);
    } else {
        len = name_len(rest);
        word->text = span_head(rest, len);
    }
    word->kind = WORD_VARIABLE;
    return len + 1;
}

static size_t read_word(struct span s, struct word *word)
{
    char c = s.at[0];

    if (c == '\'' || c == '`' || c == '"')
        return read_quoted(s, word);
    if (c == '%')
        return read_variable(s, word);
    word->text = span_head(s, is_name_byte(c) ? name_len(s) : 1);
    word->kind = c >= '0' && c <= '9' ? WORD_OTHER : is_name_byte(c) ? WORD_NAME : WORD_SIGN;
    return word->text.len;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A comment is read as words, which can only add to what is read. */
static uint32_t split(struct span s, struct word *words)
{
    uint32_t n = 0;

    while (s.len > 0) {
        bool blank = is_blank(s.at[0]);

        s = span_skip(s, blank ? 1 : read_word(s, &words[n]));
        n += !blank;
    }
    return n;
}

static bool is_sign(const struct reading *r, uint32_t at, char sign)
{
    return at < r->n_words && r->words[at].kind == WORD_SIGN && r->words[at].text.at[0] == sign;
}

static bool is_word(const struct reading *r, uint32_t at, const char *name)
{
    return at < r->n_words && r->words[at].kind == WORD_NAME && span_is(r->words[at].text, name);
}

/* The bracket that closes the one at `open`, or the end. */
static uint32_t closing(const struct reading *r, uint32_t open)
{
    uint32_t depth = 0, at = open;

    for (; at < r->n_words; at++) {
        depth += is_sign(r, at, '(');
        if (is_sign(r, at, ')') && --depth == 0)
            break;
    }
    return at;
}

/* --- what is read ---------------------------------------------------------------------------- */

static void add(struct reads *reads, struct question_range range)
{
    if (reads->count == READS_MAX)
        reads->all = true;
    else
        reads->at[reads->count++] = range;
}

static void add_question(struct reading *r, uint32_t question)
{
    if (question == QUESTION_NONE)
        r->reads->all = true;
    else
        add(r->reads, (struct question_range){question, r->form->items[question].next});
}

/* A linkId that the form does not have can never be answered. */
static void add_pins(struct reading *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t question = QUESTION_NONE;

        if (r->words[i].kind == WORD_TEXT)
            question = questionnaire_find(r->form, r->words[i].text);
        if (question != QUESTION_NONE)
            add_question(r, question);
    }
}

/* Only linkId, texts and what joins them: everything else may mean anything. */
static bool is_pin(const struct reading *r, uint32_t from, uint32_t to)
{
    bool link = false, text = false;

    for (uint32_t i = from; i < to; i++) {
        const struct word *w = &r->words[i];
        bool joins = is_word(r, i, "or") || is_word(r, i, "in") ||
                     (w->kind == WORD_SIGN && memchr("=|()", w->text.at[0], 4) != NULL);

        link = link || is_word(r, i, "linkId");
        text = text || w->kind == WORD_TEXT;
        if (!joins && !is_word(r, i, "linkId") && w->kind != WORD_TEXT)
            return false;
    }
    return link && text;
}

static void read_range(struct reading *r, uint32_t from, uint32_t to, bool covered);

/* Steps that only go down: a later pin then tells all that an earlier one told. */
static bool goes_down(const struct reading *r, uint32_t at)
{
    return is_word(r, at, "item") || is_word(r, at, "answer") || is_word(r, at, "descendants") ||
           is_word(r, at, "repeat") || is_word(r, at, "children");
}

static void add_root(struct reading *r, enum root root)
{
    add_question(r, root == ROOT_CONTEXT ? r->own : QUESTION_NONE);
}

/* Everything behind a root; returns where the path ends. */
static uint32_t read_path(struct reading *r, uint32_t at, uint32_t to, enum root root)
{
    uint32_t before = r->reads->count;
    bool pinned = root == ROOT_OTHER, plain = true;

    while (at + 1 < to && is_sign(r, at, '.') && r->words[at + 1].kind == WORD_NAME) {
        bool call = is_sign(r, at + 2, '(');
        uint32_t open = at + 2, end = call ? closing(r, open) : at + 1;

        if (call && is_word(r, at + 1, "where") && is_pin(r, open + 1, end)) {
            if (plain)
                r->reads->count = before;
            else if (!pinned)
                add_root(r, root);
            add_pins(r, open + 1, end);
            pinned = true;
        } else {
            plain = plain && goes_down(r, at + 1);
            if (call)
                read_range(r, open + 1, end, pinned || goes_down(r, at + 1));
        }
        at = end + 1;
    }
    if (!pinned)
        add_root(r, root);
    return at;
}

static bool is_keyword(struct span name)
{
    static const char *const words[] = {"and",  "or",    "xor", "implies", "in",   "contains",
                                        "div",  "mod",   "is",  "as",      "true", "false",
                                        "year", "years", "day", "days"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (span_is(name, words[i]))
            return true;
    return false;
}

static enum root root_of(const struct word *word)
{
    if (word->kind == WORD_NAME)
        return span_is(word->text, "QuestionnaireResponse") ? ROOT_RESOURCE : ROOT_CONTEXT;
    if (span_is(word->text, "resource") || span_is(word->text, "rootResource"))
        return ROOT_RESOURCE;
    return span_is(word->text, "context") ? ROOT_CONTEXT : ROOT_OTHER;
}

/* What goes on behind a bracket is about something whose reading is already told. */
static bool goes_on(const struct reading *r, uint32_t at)
{
    return at > 0 && is_sign(r, at - 1, '.');
}

/* `covered`: names without a root are about something whose reading is already told. */
static void read_range(struct reading *r, uint32_t from, uint32_t to, bool covered)
{
    for (uint32_t at = from; at < to;) {
        const struct word *w = &r->words[at];
        bool name = w->kind == WORD_NAME && !is_keyword(w->text) && !is_sign(r, at + 1, '(');

        if (name && (covered || goes_on(r, at)) && !span_is(w->text, "QuestionnaireResponse"))
            at = read_path(r, at + 1, to, ROOT_OTHER);
        else if (name || w->kind == WORD_VARIABLE)
            at = read_path(r, at + 1, to, root_of(w));
        else
            at++;
    }
}

void reads_find(struct span expression, const struct questionnaire *form, uint32_t own,
                struct arena *arena, struct reads *ret)
{
    struct word *words = arena_array(arena, struct word, expression.len);
    struct reading r = {.words = words, .form = form, .own = own, .reads = ret};

    *ret = (struct reads){.all = words == NULL};
    if (words == NULL)
        return;
    r.n_words = split(expression, words);
    read_range(&r, 0, r.n_words, false);
}
