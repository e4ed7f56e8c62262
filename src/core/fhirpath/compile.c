/* core/fhirpath/compile.c - one op for each step; what stands right of it is compiled before it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/compile.h"

#include "core/fhirpath/operators.h"

typedef enum status compile_fn(struct compiler *c, const struct step *step, struct laying *l,
                               struct op *op);

enum status compile_refuse(struct compiler *c, const struct step *step, const char *text,
                           struct span name)
{
    return fault_at(c->why, HF_INVALID, step->at, "semantic: %s%s%.*s", text,
                    name.len == 0 ? "" : ": ", SPAN_ARGS(name));
}

enum status compile_spent(struct compiler *c)
{
    return fault_set(c->why, HF_FAILED, "memory for the expression is spent");
}

/* What stands between brackets or right of an operator. What it defines ends with it. */
static enum status compile_inside(struct compiler *c, const struct step *step,
                                  const struct scope *scope, struct op *op, struct shape *ret)
{
    const struct definition *seen = c->seen;
    struct seq *seq = arena_new(c->arena, struct seq);

    if (seq == NULL)
        return compile_spent(c);
    op->args = seq;
    op->argc = 1;
    enum status st = compile_tree(c, step->argument, scope, seq, ret);

    c->seen = seen;
    return st;
}

static enum status compile_group(struct compiler *c, const struct step *step, struct laying *l,
                                 struct op *op)
{
    op->run = op_group;
    return compile_inside(c, step, l->scope, op, &l->shape);
}

static enum status compile_at(struct compiler *c, const struct step *step, struct laying *l,
                              struct op *op)
{
    struct shape place;
    enum status st = compile_inside(c, step, l->scope, op, &place);

    if (st == HF_OK && c->options->ordered && l->shape.unordered)
        return compile_refuse(c, step, "a place in a list without an order", SPAN(""));
    op->run = op_at;
    l->shape.many = false;
    return st;
}

static enum status compile_this(struct compiler *c, const struct step *step, struct laying *l,
                                struct op *op)
{
    (void)c;
    (void)step;
    op->run = op_this;
    l->shape = l->scope->this_shape;
    return HF_OK;
}

static enum status compile_index(struct compiler *c, const struct step *step, struct laying *l,
                                 struct op *op)
{
    if (!l->scope->loop)
        return compile_refuse(c, step, "$index outside of a loop", SPAN(""));
    op->run = op_index;
    l->shape = shape_of_system(FHIRPATH_INTEGER);
    return HF_OK;
}

static enum status compile_total(struct compiler *c, const struct step *step, struct laying *l,
                                 struct op *op)
{
    if (!l->scope->total)
        return compile_refuse(c, step, "$total outside of aggregate", SPAN(""));
    op->run = op_total;
    l->shape = (struct shape){.many = true};
    return HF_OK;
}

static enum status compile_sign(struct compiler *c, const struct step *step, struct laying *l,
                                struct op *op)
{
    (void)c;
    op->run = span_is(step->text, "-") ? op_negate : op_plus_sign;
    l->shape.many = false;
    return HF_OK;
}

static struct shape shape_of_binary(const struct infix_operator *found, struct shape left,
                                    struct shape right)
{
    if (found->result == RESULT_INPUT)
        return shape_join(left, right);
    if (found->result != RESULT_ANY)
        return shape_of_result(found->result, left, right);
    if (shape_is_temporal(left)) {
        left.many = false;
        return left;
    }
    return (struct shape){.kind = SHAPE_ANY};
}

static enum status compile_binary(struct compiler *c, const struct step *step, struct laying *l,
                                  struct op *op)
{
    const struct infix_operator *found = operator_find(step->text);
    struct shape right;
    enum status st = compile_inside(c, step, l->scope, op, &right);

    if (st != HF_OK)
        return st;
    if (found->result == RESULT_ANY && shape_is_temporal(l->shape) && shape_is_number(right))
        return compile_refuse(c, step, "a date moves by a quantity, not by a number", SPAN(""));
    op->run = found->run;
    l->shape = shape_of_binary(found, l->shape, right);
    return HF_OK;
}

static compile_fn *const compilers[] = {
    [STEP_MEMBER] = compile_member,
    [STEP_CALL] = compile_call,
    [STEP_AT] = compile_at,
    [STEP_THIS] = compile_this,
    [STEP_INDEX] = compile_index,
    [STEP_TOTAL] = compile_total,
    [STEP_VARIABLE] = compile_variable,
    [STEP_EMPTY] = compile_literal,
    [STEP_BOOLEAN] = compile_literal,
    [STEP_STRING] = compile_literal,
    [STEP_INTEGER] = compile_literal,
    [STEP_DECIMAL] = compile_literal,
    [STEP_DATE] = compile_literal,
    [STEP_DATETIME] = compile_literal,
    [STEP_TIME] = compile_literal,
    [STEP_QUANTITY] = compile_literal,
    [STEP_SIGN] = compile_sign,
    [STEP_BINARY] = compile_binary,
    [STEP_TYPE] = compile_type,
    [STEP_GROUP] = compile_group,
};

enum status compile_tree(struct compiler *c, const struct tree *tree, const struct scope *scope,
                         struct seq *ret, struct shape *ret_shape)
{
    const struct definition *seen = c->seen;
    struct laying l = {.ops = arena_array(c->arena, struct op, tree->count),
                       .shape = scope->this_shape,
                       .scope = scope};

    if (l.ops == NULL)
        return compile_spent(c);
    for (const struct step *step = tree->first; step != NULL; step = step->next) {
        struct op *op = &l.ops[l.count];

        op->at = (uint32_t)step->at;
        op->name = step->text;
        if (step->kind == STEP_BINARY)
            c->seen = seen; /* what the left side defined ends with it */
        enum status st = compilers[step->kind](c, step, &l, op);

        if (st == HF_OK)
            st = compile_fuse(c, &l, op);
        if (st != HF_OK)
            return st;
        if (l.dropped)
            *op = (struct op){0};
        l.count += !l.dropped;
        l.dropped = false;
    }
    *ret = (struct seq){l.ops, l.count};
    *ret_shape = l.shape;
    return HF_OK;
}

/* weight() looks in it (SDC 3.0). */
static void find_questionnaire(struct compiler *c)
{
    for (uint32_t i = 0; i < c->program->variable_count; i++) {
        if (!span_is(c->options->variables[i].name, "questionnaire"))
            continue;
        c->program->has_questionnaire = true;
        c->program->questionnaire = i;
    }
}

enum status fhirpath_compile(struct span expression, const struct fhirpath_options *options,
                             struct arena *arena, const struct fhirpath_program **ret,
                             struct fault *why)
{
    struct compiler c = {.options = options, .arena = arena, .why = why};
    const struct tree *tree;
    struct scope scope = {.this_shape = shape_of_type(options->context_type)};
    struct shape shape;
    enum status st = tree_parse(expression, arena, &tree, why);

    if (st != HF_OK)
        return st;
    c.program = arena_new(arena, struct fhirpath_program);
    c.reads = arena_array(arena, bool, options->variable_count);
    if (arena->spent)
        return compile_spent(&c);
    c.program->reads = c.reads;
    c.program->text = expression;
    c.program->quantity = r4_type_find(SPAN("Quantity"));
    c.program->variable_count = (uint32_t)options->variable_count;
    c.program->slot_count = c.program->variable_count;
    find_questionnaire(&c);
    st = compile_tree(&c, tree, &scope, &c.program->main, &shape);
    if (st == HF_OK)
        *ret = c.program;
    return st;
}

bool fhirpath_reads(const struct fhirpath_program *program, size_t index)
{
    return program->reads[index];
}
