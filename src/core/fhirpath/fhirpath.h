/* core/fhirpath/fhirpath.h - FHIRPath 2.0 over JSON trees: compile once, evaluate often.
 *
 * A program says what is wrong before it reads any data: an unknown function, variable or type is
 * refused by fhirpath_compile with its place in the text, and under `strict` an unknown path as
 * well. Nothing unknown ever becomes an empty result.
 *
 * Pure. A program is read-only and may be evaluated any number of times; what an evaluation makes
 * lives in its arena. Values borrow from the tree, the program, the world and the arena.
 * Sources: HL7 FHIRPath N1 (2.0.0), FHIR R4 section "FHIRPath", FHIRPath 3.0 ballot for the later
 * functions. What is covered, and where we differ: docs/fhirpath.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_FHIRPATH_H
#define HF_CORE_FHIRPATH_FHIRPATH_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "core/format/json.h"

struct decimal;  /* base/decimal.h */
struct temporal; /* core/fhirpath/temporal.h */
struct quantity; /* core/fhirpath/quantity.h */
struct fhirpath_program;
struct fhirpath_index;

enum fhirpath_kind {
    FHIRPATH_NODE, /* an object of the tree, or an element that has only extensions */
    FHIRPATH_BOOLEAN,
    FHIRPATH_INTEGER,
    FHIRPATH_DECIMAL,
    FHIRPATH_STRING,
    FHIRPATH_DATE,
    FHIRPATH_DATETIME,
    FHIRPATH_TIME,
    FHIRPATH_QUANTITY, /* made by an expression; a Quantity of the tree is a node */
    FHIRPATH_TYPE,     /* what type() answers: SimpleTypeInfo or ClassInfo */
};

/* One item of a collection. A primitive of the tree has its kind and its node. */
struct fhirpath_value {
    uint8_t kind;  /* enum fhirpath_kind */
    bool lazy;     /* of the engine only: never set in a result */
    uint16_t type; /* in the model (core/fhirpath/r4.h); 0: a System type, or not known */
    union {
        bool boolean;
        int64_t integer; /* FHIRPATH_INTEGER: 32 bits of value */
        struct span string;
        const struct decimal *decimal;
        const struct temporal *temporal; /* FHIRPATH_DATE, _DATETIME, _TIME */
        const struct quantity *quantity;
    };
    const struct json *node;   /* where it came from, or NULL */
    const struct json *beside; /* its "_name" sibling (id and extensions of a primitive), or NULL */
};

struct fhirpath_list {
    const struct fhirpath_value *at;
    uint32_t count;
};

/* A variable that the world will hold: %name, or %`any name`. */
struct fhirpath_variable {
    struct span name; /* without % */
    struct span type; /* "Patient", "System.Integer"; "" where it is not known */
    bool many;        /* may hold more than one item */
};

struct fhirpath_options {
    bool strict;              /* a path that the model does not know is an error */
    bool ordered;             /* first, skip, [n] and the like after an unordered step are errors */
    struct span context_type; /* of the context node: "Patient"; "" where it is not known */
    struct span resource_type; /* of %resource; "" where it is not known */
    const struct fhirpath_variable *variables;
    size_t variable_count;
};

/* What an evaluation may read. Everything is borrowed for the life of the result. */
struct fhirpath_world {
    struct fhirpath_value context; /* %context and the first $this; see fhirpath_of_node */
    const struct json *resource;   /* %resource; NULL: the context's node */
    const struct json *root;       /* %rootResource; NULL: `resource` */
    const struct json *bundle;     /* where resolve() looks beside contained resources, or NULL */
    const struct json *value_sets; /* for memberOf(): a list of expanded ValueSets, or NULL */
    const struct json
        *scores; /* for weight(), beside %questionnaire: a list of forms, code systems */
    const struct fhirpath_list *variables; /* one for each of the options' variables, in order */
    const struct fhirpath_index *index;    /* of `resource`, or NULL */
    int64_t now_us;                        /* now(), today(), timeOfDay(): UTC since 1970 */
    int16_t offset_minutes;                /* the place's offset from UTC */
    void (*trace)(void *arg, struct span name, struct fhirpath_list list); /* or NULL */
    void *trace_arg;
    uint32_t steps; /* of the evaluation in all; 0: FHIRPATH_STEPS */
};

enum {
    FHIRPATH_STEPS = 1000000,
    FHIRPATH_DEPTH = 64,          /* of nesting in an expression */
    FHIRPATH_LONGEST = 64 * 1024, /* bytes of an expression */
};

/* Where a refusal was found. */
enum fhirpath_phase {
    FHIRPATH_SYNTAX,    /* compile: not in the grammar */
    FHIRPATH_SEMANTIC,  /* compile: unknown, or of a type that can't be */
    FHIRPATH_EXECUTION, /* evaluate: this data does not allow it */
    FHIRPATH_BUDGET,    /* evaluate: too many steps, too deep, or too much memory */
};

/* `expression` must live as long as the program, which lies in `arena`. HF_INVALID with `why->at`
 * in the expression; HF_FAILED when the arena is spent. */
HF_MUST_USE enum status fhirpath_compile(struct span expression,
                                         const struct fhirpath_options *options,
                                         struct arena *arena, const struct fhirpath_program **ret,
                                         struct fault *why);

/* HF_INVALID with `why->at` in the expression: execution or budget; HF_FAILED when the arena is
 * spent. The arena is rewound to where it was unless the call succeeded. */
HF_MUST_USE enum status fhirpath_evaluate(const struct fhirpath_program *program,
                                          const struct fhirpath_world *world, struct arena *arena,
                                          struct fhirpath_list *ret, struct fault *why);

/* The phase of a fault of this room: its text begins with the phase's name and a colon. */
enum fhirpath_phase fhirpath_phase_of(const struct fault *why);

/* Does the program read the options' variable `index`? */
bool fhirpath_reads(const struct fhirpath_program *program, size_t index);

/* A node of the tree as a value: an object's type is its resourceType, or `type` ("" where it is
 * not known; "QuestionnaireResponse.item", "Coding", "date"). */
struct fhirpath_value fhirpath_of_node(const struct json *node, struct span type);
struct fhirpath_value fhirpath_of_boolean(bool value);
struct fhirpath_value fhirpath_of_integer(int64_t value);
struct fhirpath_value fhirpath_of_string(struct span value);

/* An index of every item with a linkId at any depth of a Questionnaire or a QuestionnaireResponse:
 * with it in the world, %resource.descendants().where(linkId = 'x') and repeat(item) and item walks
 * cost no walk. NULL when the arena is spent. Valid while the tree is untouched. */
const struct fhirpath_index *fhirpath_index_new(const struct json *resource, struct arena *arena);

/* Three values: of the boolean it is, of any other single item true (FHIRPath 2.0, 4.5), of none
 * empty; of more than one item HF_INVALID. */
enum fhirpath_truth { FHIRPATH_FALSE, FHIRPATH_TRUE, FHIRPATH_EMPTY };
HF_MUST_USE enum status fhirpath_truth(struct fhirpath_list list, enum fhirpath_truth *ret,
                                       struct fault *why);

/* "Patient", "code", "System.String", "Questionnaire.item"; "" where it is not known. */
struct span fhirpath_type_name(const struct fhirpath_value *value);

/* A primitive as its exact text (toString(); a decimal as it was written), anything else as JSON.
 */
void fhirpath_write_text(struct buf *out, const struct fhirpath_value *value);

/* {"type": ..., "value": ...}: a primitive's value is its exact text in a string, any other JSON.
 */
void fhirpath_write_json(struct json_writer *out, const struct fhirpath_value *value);

#endif
