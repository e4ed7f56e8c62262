/* core/fhirpath/lexer.c - one function for each kind of token.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/lexer.h"

#include "base/utf8.h"

#include <string.h>

static int peek(const struct lexer *lexer, size_t ahead)
{
    size_t at = lexer->at + ahead;

    return at < lexer->in.len ? (unsigned char)lexer->in.at[at] : -1;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static enum status refuse(struct lexer *lexer, size_t at, const char *text)
{
    return fault_at(lexer->why, HF_INVALID, at, "syntax: %s", text);
}

static enum status skip_block(struct lexer *lexer)
{
    size_t from = lexer->at;

    for (lexer->at += 2; peek(lexer, 0) >= 0; lexer->at++) {
        if (peek(lexer, 0) != '*' || peek(lexer, 1) != '/')
            continue;
        lexer->at += 2;
        return HF_OK;
    }
    return refuse(lexer, from, "a comment without an end");
}

static void skip_line(struct lexer *lexer)
{
    while (peek(lexer, 0) >= 0 && peek(lexer, 0) != '\n' && peek(lexer, 0) != '\r')
        lexer->at++;
}

static enum status skip_blank(struct lexer *lexer)
{
    for (;;) {
        enum status st = HF_OK;

        if (is_blank(peek(lexer, 0)))
            lexer->at++;
        else if (peek(lexer, 0) == '/' && peek(lexer, 1) == '/')
            skip_line(lexer);
        else if (peek(lexer, 0) == '/' && peek(lexer, 1) == '*')
            st = skip_block(lexer);
        else
            return HF_OK;
        if (st != HF_OK)
            return st;
    }
}

static void take(struct lexer *lexer, enum token_kind kind, size_t from)
{
    lexer->ahead.kind = kind;
    lexer->ahead.text = span_at(lexer->in.at + from, lexer->at - from);
}

static void read_name(struct lexer *lexer, enum token_kind kind)
{
    size_t from = lexer->at;

    while (is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0)))
        lexer->at++;
    take(lexer, kind, from);
}

static bool skip_digits(struct lexer *lexer)
{
    size_t from = lexer->at;

    while (is_digit(peek(lexer, 0)))
        lexer->at++;
    return lexer->at > from;
}

/* "1.5" is a decimal, "1.foo()" is 1 and a call. */
static enum status read_number(struct lexer *lexer)
{
    size_t from = lexer->at;
    enum token_kind kind = TOKEN_INTEGER;

    skip_digits(lexer);
    if (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1))) {
        lexer->at++;
        skip_digits(lexer);
        kind = TOKEN_DECIMAL;
    }
    take(lexer, kind, from);
    return HF_OK;
}

/* `count` digits behind `mark`: both, or neither. */
static bool skip_part(struct lexer *lexer, char mark, size_t count)
{
    if (peek(lexer, 0) != mark)
        return false;
    for (size_t i = 1; i <= count; i++) {
        if (!is_digit(peek(lexer, i)))
            return false;
    }
    lexer->at += 1 + count;
    return true;
}

/* hh(:mm(:ss(.fff)?)?)?, from the byte before the hour on. */
static bool skip_time(struct lexer *lexer)
{
    if (!skip_part(lexer, 'T', 2))
        return false;
    if (skip_part(lexer, ':', 2) && skip_part(lexer, ':', 2) && peek(lexer, 0) == '.' &&
        is_digit(peek(lexer, 1))) {
        lexer->at++;
        skip_digits(lexer);
    }
    return true;
}

static void skip_offset(struct lexer *lexer)
{
    size_t from = lexer->at;

    if (peek(lexer, 0) == 'Z')
        lexer->at++;
    else if ((skip_part(lexer, '+', 2) || skip_part(lexer, '-', 2)) && !skip_part(lexer, ':', 2))
        lexer->at = from;
}

/* @2026, @2026-11, @2026-11-23, each with T behind it, @2026-11-23T14:30+01:00, @T14:30 */
static enum status read_moment(struct lexer *lexer)
{
    size_t from = ++lexer->at;

    if (skip_time(lexer)) {
        take(lexer, TOKEN_TIME, from + 1);
        return HF_OK;
    }
    lexer->at--;
    if (!skip_part(lexer, '@', 4))
        return refuse(lexer, from - 1, "not a date or a time");
    bool day = skip_part(lexer, '-', 2) && skip_part(lexer, '-', 2);
    enum token_kind kind = TOKEN_DATE;

    if (day && skip_time(lexer)) {
        skip_offset(lexer);
        kind = TOKEN_DATETIME;
    } else if (peek(lexer, 0) == 'T') {
        lexer->at++;
        kind = TOKEN_DATETIME;
    }
    take(lexer, kind, from);
    return HF_OK;
}

static int hex_value(int c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four digits behind \u, or -1. */
static int32_t read_unit(struct lexer *lexer)
{
    int32_t unit = 0;

    for (size_t i = 0; i < 4; i++) {
        int digit = hex_value(peek(lexer, i));

        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    lexer->at += 4;
    return unit;
}

static enum status read_code_point(struct lexer *lexer, char **out)
{
    size_t from = lexer->at;
    int32_t unit = read_unit(lexer);

    if (unit >= 0xd800 && unit <= 0xdbff && peek(lexer, 0) == '\\' && peek(lexer, 1) == 'u') {
        lexer->at += 2;
        int32_t low = read_unit(lexer);

        unit = low < 0xdc00 || low > 0xdfff ? -1 : 0x10000 + ((unit - 0xd800) << 10) + low - 0xdc00;
    }
    size_t len = unit <= 0 ? 0 : utf8_write((uint32_t)unit, *out);

    *out += len;
    return len == 0 ? refuse(lexer, from, "\\u without a character") : HF_OK;
}

static enum status read_escape(struct lexer *lexer, char **out)
{
    static const char names[] = "\\/fnrt\"`'";
    static const char bytes[] = "\\/\f\n\r\t\"`'";
    int c = peek(lexer, 0);
    const char *name = c <= 0 ? NULL : strchr(names, c);

    if (name == NULL && c != 'u')
        return refuse(lexer, lexer->at, "an unknown escape");
    lexer->at++;
    if (name == NULL)
        return read_code_point(lexer, out);
    *(*out)++ = bytes[name - names];
    return HF_OK;
}

/* The distance to the closing mark; never less than what the text becomes. */
static size_t raw_len(const struct lexer *lexer, char mark)
{
    size_t len = 0;

    while (peek(lexer, len) >= 0 && peek(lexer, len) != mark)
        len += peek(lexer, len) == '\\' ? 2 : 1;
    return len;
}

static enum status read_text(struct lexer *lexer, char mark, enum token_kind kind)
{
    size_t from = lexer->at++;
    char *text = arena_alloc(lexer->arena, raw_len(lexer, mark) + 1, 1);
    char *out = text;

    if (text == NULL)
        return fault_set(lexer->why, HF_FAILED, "memory for the expression is spent");
    while (peek(lexer, 0) != mark) {
        enum status st = HF_OK;

        if (peek(lexer, 0) < 0)
            return refuse(lexer, from, "a text without an end");
        if (peek(lexer, 0) == '\\') {
            lexer->at++;
            st = read_escape(lexer, &out);
        } else {
            *out++ = lexer->in.at[lexer->at++];
        }
        if (st != HF_OK)
            return st;
    }
    lexer->at++;
    lexer->ahead.kind = kind;
    lexer->ahead.text = span_at(text, (size_t)(out - text));
    return HF_OK;
}

static enum status read_sign(struct lexer *lexer)
{
    static const char pairs[][3] = {"<=", ">=", "!=", "!~"};
    size_t from = lexer->at;
    int c = peek(lexer, 0);

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (c == pairs[i][0] && peek(lexer, 1) == pairs[i][1]) {
            lexer->at += 2;
            take(lexer, TOKEN_SIGN, from);
            return HF_OK;
        }
    }
    if (c <= 0 || strchr("().,[]{}%+-*/&|<>=~", c) == NULL)
        return refuse(lexer, from, "a character that means nothing here");
    lexer->at++;
    take(lexer, TOKEN_SIGN, from);
    return HF_OK;
}

static enum status read_token(struct lexer *lexer)
{
    int c = peek(lexer, 0);

    if (is_digit(c))
        return read_number(lexer);
    if (c == '\'')
        return read_text(lexer, '\'', TOKEN_STRING);
    if (c == '`')
        return read_text(lexer, '`', TOKEN_QUOTED);
    if (c == '@')
        return read_moment(lexer);
    if (c == '$')
        lexer->at++;
    if (is_letter(peek(lexer, 0))) {
        read_name(lexer, c == '$' ? TOKEN_DOLLAR : TOKEN_NAME);
        return HF_OK;
    }
    return read_sign(lexer);
}

enum status lexer_next(struct lexer *lexer)
{
    enum status st = skip_blank(lexer);

    if (st != HF_OK)
        return st;
    lexer->ahead.at = lexer->at;
    if (lexer->at == lexer->in.len)
        take(lexer, TOKEN_END, lexer->at);
    else
        st = read_token(lexer);
    lexer->ahead.end = lexer->at;
    return st;
}

enum status lexer_init(struct lexer *lexer, struct span in, struct arena *arena, struct fault *why)
{
    *lexer = (struct lexer){.in = in, .arena = arena, .why = why};
    return lexer_next(lexer);
}

bool token_is_sign(const struct token *token, const char *sign)
{
    return token->kind == TOKEN_SIGN && span_is(token->text, sign);
}

bool token_is_word(const struct token *token, const char *word)
{
    return token->kind == TOKEN_NAME && span_is(token->text, word);
}
