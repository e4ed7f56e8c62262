/* core/fhirpath/parser.c - precedence climbing over a table (FHIRPath N1, annex B).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/parser.h"

#include "base/utf8.h"
#include "core/fhirpath/fhirpath.h"

static const struct infix {
    const char *text;
    bool word;
    int binds; /* the higher, the tighter */
} infixes[] = {
    {"*", false, 11}, {"/", false, 11}, {"div", true, 11}, {"mod", true, 11},
    {"+", false, 10}, {"-", false, 10}, {"&", false, 10},  {"is", true, 9},
    {"as", true, 9},  {"|", false, 8},  {"<=", false, 7},  {"<", false, 7},
    {">", false, 7},  {">=", false, 7}, {"=", false, 6},   {"~", false, 6},
    {"!=", false, 6}, {"!~", false, 6}, {"in", true, 5},   {"contains", true, 5},
    {"and", true, 4}, {"or", true, 3},  {"xor", true, 3},  {"implies", true, 2},
};

const struct token *parser_ahead(const struct parser *p)
{
    return &p->lexer.ahead;
}

enum status parser_refuse(struct parser *p, const char *text)
{
    return fault_at(p->why, HF_INVALID, parser_ahead(p)->at, "syntax: %s", text);
}

static enum status parser_spent(struct parser *p)
{
    return fault_set(p->why, HF_FAILED, "memory for the expression is spent");
}

enum status parser_expect(struct parser *p, const char *sign)
{
    if (!token_is_sign(parser_ahead(p), sign))
        return fault_at(p->why, HF_INVALID, parser_ahead(p)->at, "syntax: expected %s", sign);
    return lexer_next(&p->lexer);
}

static enum status parser_start(struct parser *p, struct growing *g)
{
    *g = (struct growing){.tree = arena_new(p->arena, struct tree)};
    return g->tree == NULL ? parser_spent(p) : HF_OK;
}

/* A step at the end of `g`, from the token ahead, which is not consumed. */
enum status parser_add(struct parser *p, struct growing *g, enum step_kind kind, struct step **ret)
{
    struct step *step = arena_new(p->arena, struct step);

    if (step == NULL)
        return parser_spent(p);
    step->kind = kind;
    step->at = parser_ahead(p)->at;
    step->text = parser_ahead(p)->text;
    step->quoted = parser_ahead(p)->kind == TOKEN_QUOTED;
    if (g->last == NULL)
        g->tree->first = step;
    else
        g->last->next = step;
    g->last = step;
    g->tree->count++;
    *ret = step;
    return HF_OK;
}

enum status parser_add_simple(struct parser *p, struct growing *g, enum step_kind kind)
{
    struct step *step = NULL;
    enum status st = parser_add(p, g, kind, &step);

    return st != HF_OK ? st : lexer_next(&p->lexer);
}

/* The whole of an operand as the only argument of `step`. */
enum status parser_argument(struct parser *p, int limit, struct step *step)
{
    struct growing g;
    enum status st = parser_start(p, &g);

    if (st == HF_OK)
        st = parser_tree(p, limit, &g);
    step->argument = g.tree;
    step->argument_count = 1;
    return st;
}

/* FHIRPath 3.0 writes a direction behind a criterion of sort(). */
static enum status parse_direction(struct parser *p, const struct step *call, struct tree *tree)
{
    if (!span_is(call->text, "sort"))
        return HF_OK;
    tree->down = token_is_word(parser_ahead(p), "desc");
    return tree->down || token_is_word(parser_ahead(p), "asc") ? lexer_next(&p->lexer) : HF_OK;
}

static enum status parse_arguments(struct parser *p, struct step *call)
{
    struct tree *last = NULL;
    enum status st = HF_OK;

    while (st == HF_OK && !token_is_sign(parser_ahead(p), ")")) {
        struct growing g;

        if (last != NULL)
            st = parser_expect(p, ",");
        if (st == HF_OK)
            st = parser_start(p, &g);
        if (st == HF_OK)
            st = parser_tree(p, BINDS_NOTHING, &g);
        if (st == HF_OK)
            st = parse_direction(p, call, g.tree);
        if (st != HF_OK)
            return st;
        if (last == NULL)
            call->argument = g.tree;
        else
            last->next = g.tree;
        last = g.tree;
        call->argument_count++;
    }
    return st != HF_OK ? st : parser_expect(p, ")");
}

/* `and` and its like are names only between ` marks; `is`, `as`, `in` and `contains` are names
 * where no operator can stand. */
static bool is_reserved(const struct token *token)
{
    static const char *const words[] = {"and", "or",  "xor",  "implies",
                                        "div", "mod", "true", "false"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (token_is_word(token, words[i]))
            return true;
    }
    return false;
}

/* name, or name(arguments) */
enum status parser_name(struct parser *p, struct growing *g)
{
    struct step *step = NULL;

    if (is_reserved(parser_ahead(p)))
        return parser_refuse(p, "an operator where a name was expected");
    enum status st = parser_add(p, g, STEP_MEMBER, &step);

    if (st == HF_OK)
        st = lexer_next(&p->lexer);
    if (st != HF_OK || !token_is_sign(parser_ahead(p), "("))
        return st;
    step->kind = STEP_CALL;
    st = lexer_next(&p->lexer);
    return st != HF_OK ? st : parse_arguments(p, step);
}

static enum status parse_dot(struct parser *p, struct growing *g)
{
    enum status st = lexer_next(&p->lexer);

    if (st != HF_OK)
        return st;
    if (parser_ahead(p)->kind == TOKEN_DOLLAR)
        return parser_dollar(p, g);
    if (parser_ahead(p)->kind != TOKEN_NAME && parser_ahead(p)->kind != TOKEN_QUOTED)
        return parser_refuse(p, "expected a name after the dot");
    return parser_name(p, g);
}

static enum status parse_at(struct parser *p, struct growing *g)
{
    struct step *step = NULL;
    enum status st = parser_add(p, g, STEP_AT, &step);

    if (st == HF_OK)
        st = lexer_next(&p->lexer);
    if (st == HF_OK)
        st = parser_argument(p, BINDS_NOTHING, step);
    return st != HF_OK ? st : parser_expect(p, "]");
}

static enum status parse_chain(struct parser *p, struct growing *g)
{
    enum status st = parser_first(p, g);

    while (st == HF_OK) {
        if (token_is_sign(parser_ahead(p), "."))
            st = parse_dot(p, g);
        else if (token_is_sign(parser_ahead(p), "["))
            st = parse_at(p, g);
        else
            break;
    }
    return st;
}

static const struct infix *infix_ahead(const struct parser *p)
{
    for (size_t i = 0; i < sizeof infixes / sizeof infixes[0]; i++) {
        const struct infix *infix = &infixes[i];

        if (infix->word ? token_is_word(parser_ahead(p), infix->text)
                        : token_is_sign(parser_ahead(p), infix->text))
            return infix;
    }
    return NULL;
}

/* Name or Name.Name behind `is` and `as`. */
static enum status parse_type(struct parser *p, struct step *step)
{
    struct growing g;
    enum status st = parser_start(p, &g);

    step->argument = g.tree;
    step->argument_count = 1;
    while (st == HF_OK) {
        if (parser_ahead(p)->kind != TOKEN_NAME && parser_ahead(p)->kind != TOKEN_QUOTED)
            return parser_refuse(p, "expected the name of a type");
        st = parser_add_simple(p, &g, STEP_MEMBER);
        if (st != HF_OK || g.tree->count == 2 || !token_is_sign(parser_ahead(p), "."))
            break;
        st = lexer_next(&p->lexer);
    }
    return st;
}

static enum status parse_infix(struct parser *p, const struct infix *infix, struct growing *g)
{
    bool type = span_is(parser_ahead(p)->text, "is") || span_is(parser_ahead(p)->text, "as");
    struct step *step = NULL;
    enum status st = parser_add(p, g, type ? STEP_TYPE : STEP_BINARY, &step);

    if (st == HF_OK)
        st = lexer_next(&p->lexer);
    if (st != HF_OK)
        return st;
    return type ? parse_type(p, step) : parser_argument(p, infix->binds, step);
}

/* An operand and all operators that bind tighter than `limit`, from left to right. */
enum status parser_tree(struct parser *p, int limit, struct growing *g)
{
    if (++p->depth > FHIRPATH_DEPTH)
        return parser_refuse(p, "nested too deep");
    enum status st = parse_chain(p, g);

    while (st == HF_OK) {
        const struct infix *infix = infix_ahead(p);

        if (infix == NULL || infix->binds <= limit)
            break;
        st = parse_infix(p, infix, g);
    }
    p->depth--;
    return st;
}

enum status tree_parse(struct span expression, struct arena *arena, const struct tree **ret,
                       struct fault *why)
{
    struct parser p = {.arena = arena, .why = why};
    struct growing g;

    if (expression.len > FHIRPATH_LONGEST)
        return fault_at(why, HF_INVALID, FHIRPATH_LONGEST, "syntax: longer than %d bytes",
                        FHIRPATH_LONGEST);
    size_t good = utf8_check(expression);

    if (good < expression.len) /* what is behind this, PCRE2 too, relies on it */
        return fault_at(why, HF_INVALID, good, "syntax: this is no UTF-8");
    enum status st = lexer_init(&p.lexer, expression, arena, why);

    if (st == HF_OK)
        st = parser_start(&p, &g);
    if (st == HF_OK)
        st = parser_tree(&p, BINDS_NOTHING, &g);
    if (st == HF_OK && parser_ahead(&p)->kind != TOKEN_END)
        st = parser_refuse(&p, "expected an operator or the end");
    if (st == HF_OK)
        *ret = g.tree;
    return st;
}
