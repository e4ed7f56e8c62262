/* core/fhirpath/tree.h - an expression as it was written: sequences of steps.
 *
 * `a.b + c` is the sequence a, b, +(c): a step takes what the steps before it made, and holds what
 * stands to its right. So chains and left-associative operators never nest, however long they are.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_TREE_H
#define HF_CORE_FHIRPATH_TREE_H

#include "base/arena.h"
#include "base/fault.h"

enum step_kind {
    STEP_MEMBER,   /* name */
    STEP_CALL,     /* name, arguments */
    STEP_AT,       /* [argument] */
    STEP_THIS,     /* $this */
    STEP_INDEX,    /* $index */
    STEP_TOTAL,    /* $total */
    STEP_VARIABLE, /* name, without % */
    STEP_EMPTY,    /* {} */
    STEP_BOOLEAN,  /* text: true, false */
    STEP_STRING,
    STEP_INTEGER,
    STEP_DECIMAL,
    STEP_DATE,
    STEP_DATETIME,
    STEP_TIME,
    STEP_QUANTITY, /* text: the number; unit */
    STEP_SIGN,     /* unary: text is + or - */
    STEP_BINARY,   /* text is the operator, one argument */
    STEP_TYPE,     /* text is `is` or `as`; one argument, a name or two */
    STEP_GROUP,    /* (argument): what is defined in it ends with it */
};

struct step {
    enum step_kind kind;
    size_t at; /* offset in the expression */
    struct span text;
    struct span unit;            /* of a quantity */
    bool calendar;               /* the unit is a word: 4 days */
    bool quoted;                 /* a name in `marks` is never a keyword or a type */
    const struct tree *argument; /* first */
    uint32_t argument_count;
    const struct step *next;
};

struct tree {
    const struct step *first;
    uint32_t count;
    bool down;               /* a criterion of sort() that was written with `desc` */
    const struct tree *next; /* the next argument */
};

/* HF_INVALID "syntax: ..." with its place, HF_FAILED when the arena is spent. */
HF_MUST_USE enum status tree_parse(struct span expression, struct arena *arena,
                                   const struct tree **ret, struct fault *why);

#endif
