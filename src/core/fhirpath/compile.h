/* core/fhirpath/compile.h - from a tree to a program: names resolved, types followed, ops laid out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_COMPILE_H
#define HF_CORE_FHIRPATH_COMPILE_H

#include "core/fhirpath/shape.h"
#include "core/fhirpath/tree.h"

/* A variable of defineVariable(), as long as it can be seen. */
struct definition {
    struct span name;
    uint16_t slot;
    struct shape shape;
    const struct definition *outer;
};

/* What $this and its kin are where a tree stands. */
struct scope {
    struct shape this_shape;
    bool loop, total; /* has it $index, $total? */
};

struct compiler {
    const struct fhirpath_options *options;
    struct arena *arena;
    struct fault *why;
    struct fhirpath_program *program;
    const struct definition *seen; /* innermost first */
    bool *reads;
};

/* A sequence under construction. */
struct laying {
    struct op *ops;
    uint32_t count;
    struct shape shape; /* of what the ops so far make */
    const struct scope *scope;
    bool dropped; /* the op that is being laid went into the one before it */
};

/* compile.c. `ret_shape` of the result. */
enum status compile_tree(struct compiler *c, const struct tree *tree, const struct scope *scope,
                         struct seq *ret, struct shape *ret_shape);
enum status compile_refuse(struct compiler *c, const struct step *step, const char *text,
                           struct span name);
enum status compile_spent(struct compiler *c);

/* compile_value.c: literals and names. */
enum status compile_literal(struct compiler *c, const struct step *step, struct laying *l,
                            struct op *op);
enum status compile_variable(struct compiler *c, const struct step *step, struct laying *l,
                             struct op *op);
enum status compile_member(struct compiler *c, const struct step *step, struct laying *l,
                           struct op *op);

/* Is there a variable of this name already? */
bool compile_is_taken(const struct compiler *c, struct span name);

/* compile_call.c: functions, and the names of types. */
enum status compile_call(struct compiler *c, const struct step *step, struct laying *l,
                         struct op *op);
enum status compile_type(struct compiler *c, const struct step *step, struct laying *l,
                         struct op *op);

/* fuse.c: joins the op with the one before it where fused.c can do both in one go. */
enum status compile_fuse(struct compiler *c, struct laying *l, struct op *op);

#endif
