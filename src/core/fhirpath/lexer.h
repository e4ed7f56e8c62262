/* core/fhirpath/lexer.h - words of an expression (FHIRPath N1, annex B, the lexer's rules).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_LEXER_H
#define HF_CORE_FHIRPATH_LEXER_H

#include "base/arena.h"
#include "base/fault.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NAME,     /* a bare word; keywords are names, the parser knows where they mean more */
    TOKEN_QUOTED,   /* `a name`, unescaped */
    TOKEN_STRING,   /* 'text', unescaped */
    TOKEN_INTEGER,  /* digits */
    TOKEN_DECIMAL,  /* digits . digits */
    TOKEN_DATE,     /* behind the @: 2026-11 */
    TOKEN_DATETIME, /* behind the @: 2026-11-23T, T kept */
    TOKEN_TIME,     /* behind the @T: 14:30 */
    TOKEN_DOLLAR,   /* $this: the word behind it */
    TOKEN_SIGN,     /* operators and brackets */
};

struct token {
    enum token_kind kind;
    struct span text;
    size_t at, end; /* in the expression */
};

struct lexer {
    struct span in;
    size_t at;
    struct arena *arena;
    struct token ahead;
    struct fault *why;
};

/* Reads the first token into `ahead`. */
HF_MUST_USE enum status lexer_init(struct lexer *lexer, struct span in, struct arena *arena,
                                   struct fault *why);

/* Puts the next token into `ahead`: HF_INVALID "syntax: ..." with its place, HF_FAILED. */
HF_MUST_USE enum status lexer_next(struct lexer *lexer);

bool token_is_sign(const struct token *token, const char *sign);
bool token_is_word(const struct token *token, const char *word);

#endif
