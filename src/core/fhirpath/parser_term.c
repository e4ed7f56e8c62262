/* core/fhirpath/parser_term.c - what can stand first: literals, names, variables, brackets.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/parser.h"

enum status parser_dollar(struct parser *p, struct growing *g)
{
    static const struct {
        const char *name;
        enum step_kind kind;
    } words[] = {{"this", STEP_THIS}, {"index", STEP_INDEX}, {"total", STEP_TOTAL}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (span_is(parser_ahead(p)->text, words[i].name))
            return parser_add_simple(p, g, words[i].kind);
    }
    return parser_refuse(p, "only $this, $index and $total begin with $");
}

static enum status parse_variable(struct parser *p, struct growing *g)
{
    size_t at = parser_ahead(p)->at;
    struct step *step = NULL;
    enum status st = lexer_next(&p->lexer);

    if (st != HF_OK)
        return st;
    if (parser_ahead(p)->kind != TOKEN_NAME && parser_ahead(p)->kind != TOKEN_QUOTED &&
        parser_ahead(p)->kind != TOKEN_STRING)
        return parser_refuse(p, "expected a name after %");
    st = parser_add(p, g, STEP_VARIABLE, &step);
    if (st != HF_OK)
        return st;
    step->at = at;
    return lexer_next(&p->lexer);
}

static enum status parse_braces(struct parser *p, struct growing *g)
{
    enum status st = parser_add_simple(p, g, STEP_EMPTY);

    return st != HF_OK ? st : parser_expect(p, "}");
}

static enum status parse_group(struct parser *p, struct growing *g)
{
    struct step *step = NULL;
    enum status st = parser_add(p, g, STEP_GROUP, &step);

    if (st == HF_OK)
        st = lexer_next(&p->lexer);
    if (st == HF_OK)
        st = parser_argument(p, BINDS_NOTHING, step);
    return st != HF_OK ? st : parser_expect(p, ")");
}

/* -x.y binds as -(x.y), but tighter than any operator between two. */
static enum status parse_sign(struct parser *p, struct growing *g)
{
    struct token sign = *parser_ahead(p);
    struct step *step = NULL;
    enum status st = lexer_next(&p->lexer);

    if (st == HF_OK)
        st = parser_tree(p, BINDS_SIGN, g);
    if (st == HF_OK)
        st = parser_add(p, g, STEP_SIGN, &step);
    if (st != HF_OK)
        return st;
    step->at = sign.at;
    step->text = sign.text;
    return HF_OK;
}

static bool is_calendar_word(struct span word)
{
    static const char *const words[] = {"year", "month",  "week",   "day",
                                        "hour", "minute", "second", "millisecond"};

    if (word.len > 1 && word.at[word.len - 1] == 's')
        word.len--;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (span_is(word, words[i]))
            return true;
    }
    return false;
}

/* 4, 4.5, 4 'mg', 4 days */
static enum status parse_number(struct parser *p, struct growing *g)
{
    struct step *step = NULL;
    enum step_kind kind = parser_ahead(p)->kind == TOKEN_INTEGER ? STEP_INTEGER : STEP_DECIMAL;
    enum status st = parser_add(p, g, kind, &step);

    if (st == HF_OK)
        st = lexer_next(&p->lexer);
    if (st != HF_OK)
        return st;
    bool word = parser_ahead(p)->kind == TOKEN_NAME && is_calendar_word(parser_ahead(p)->text);

    if (!word && parser_ahead(p)->kind != TOKEN_STRING)
        return HF_OK;
    step->kind = STEP_QUANTITY;
    step->unit = parser_ahead(p)->text;
    step->calendar = word;
    return lexer_next(&p->lexer);
}

static enum status parse_word(struct parser *p, struct growing *g)
{
    if (token_is_word(parser_ahead(p), "true") || token_is_word(parser_ahead(p), "false"))
        return parser_add_simple(p, g, STEP_BOOLEAN);
    return parser_name(p, g);
}

static enum status parse_bracket(struct parser *p, struct growing *g)
{
    if (token_is_sign(parser_ahead(p), "("))
        return parse_group(p, g);
    if (token_is_sign(parser_ahead(p), "{"))
        return parse_braces(p, g);
    if (token_is_sign(parser_ahead(p), "%"))
        return parse_variable(p, g);
    if (token_is_sign(parser_ahead(p), "+") || token_is_sign(parser_ahead(p), "-"))
        return parse_sign(p, g);
    return parser_refuse(p, "expected a value");
}

enum status parser_first(struct parser *p, struct growing *g)
{
    switch (parser_ahead(p)->kind) {
    case TOKEN_NAME:
        return parse_word(p, g);
    case TOKEN_QUOTED:
        return parser_name(p, g);
    case TOKEN_STRING:
        return parser_add_simple(p, g, STEP_STRING);
    case TOKEN_INTEGER:
    case TOKEN_DECIMAL:
        return parse_number(p, g);
    case TOKEN_DATE:
        return parser_add_simple(p, g, STEP_DATE);
    case TOKEN_DATETIME:
        return parser_add_simple(p, g, STEP_DATETIME);
    case TOKEN_TIME:
        return parser_add_simple(p, g, STEP_TIME);
    case TOKEN_DOLLAR:
        return parser_dollar(p, g);
    case TOKEN_SIGN:
        return parse_bracket(p, g);
    case TOKEN_END:
        break;
    }
    return parser_refuse(p, "expected a value, not the end");
}
