/* core/fhirpath/parser.h - what the two halves of the parser share.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_PARSER_H
#define HF_CORE_FHIRPATH_PARSER_H

#include "core/fhirpath/lexer.h"
#include "core/fhirpath/tree.h"

struct parser {
    struct lexer lexer;
    uint32_t depth;
    struct arena *arena;
    struct fault *why;
};

/* A tree under construction. */
struct growing {
    struct tree *tree;
    struct step *last;
};

enum { BINDS_SIGN = 12, BINDS_NOTHING = 0 };

const struct token *parser_ahead(const struct parser *p);
enum status parser_refuse(struct parser *p, const char *text);
enum status parser_expect(struct parser *p, const char *sign);

/* A step at the end of `g`, from the token ahead, which is not consumed. */
enum status parser_add(struct parser *p, struct growing *g, enum step_kind kind, struct step **ret);
/* The same, and the token is consumed. */
enum status parser_add_simple(struct parser *p, struct growing *g, enum step_kind kind);

/* An operand and all operators that bind tighter than `limit`, from left to right. */
enum status parser_tree(struct parser *p, int limit, struct growing *g);
/* The whole of an operand as the only argument of `step`. */
enum status parser_argument(struct parser *p, int limit, struct step *step);
/* name, or name(arguments) */
enum status parser_name(struct parser *p, struct growing *g);

/* parser_term.c */
enum status parser_first(struct parser *p, struct growing *g);
enum status parser_dollar(struct parser *p, struct growing *g);

#endif
