/* core/fhirpath/compile_call.c - functions with their arguments, and the names of types.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/compile.h"

#include "core/fhirpath/functions.h"
#include "core/fhirpath/operators.h"

/* Functions of the standards that this engine has no ground for; named, so that the refusal says
 * so. */
static const struct {
    const char *name, *why;
} refused[] = {
    {"subsumes", "needs a terminology server"},
    {"subsumedBy", "needs a terminology server"},
    {"htmlChecks", "HTML is not checked here"},
    {"elementDefinition", "needs profiles"},
    {"slice", "needs profiles"},
    {"checkModifiers", "needs profiles"},
};

static enum status refuse_unknown(struct compiler *c, const struct step *step)
{
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (span_is(step->text, refused[i].name))
            return compile_refuse(c, step, refused[i].why, step->text);
    }
    return compile_refuse(c, step, "an unknown function", step->text);
}

/* Name, or System.Name, or FHIR.Name. */
static bool read_type(const struct tree *tree, struct span *ret_space, struct span *ret_name)
{
    const struct step *first = tree->first, *second = first->next;

    if (first->kind != STEP_MEMBER || tree->count > 2)
        return false;
    if (second != NULL && second->kind != STEP_MEMBER)
        return false;
    *ret_space = second == NULL ? SPAN("") : first->text;
    *ret_name = second == NULL ? first->text : second->text;
    return true;
}

/* A name of the other world is a type that nothing here has; a name of neither is a mistake. */
static bool find_type(struct span space, struct span name, struct type_name *ret)
{
    bool system = span_is(space, "System"), fhir = span_is(space, "FHIR");
    struct type_name type = {.fhir = r4_type_find(name), .system = type_system_find(name)};

    if ((r4_type_is_none(type.fhir) && type.system < 0) || (space.len > 0 && !system && !fhir))
        return false;
    if (system)
        type.fhir = (struct r4_type){0};
    if (fhir)
        type.system = -1;
    *ret = type;
    return true;
}

static enum status set_type(struct compiler *c, const struct step *step, struct op *op)
{
    struct span space, name;

    if (!read_type(step->argument, &space, &name))
        return compile_refuse(c, step, "expected the name of a type", SPAN(""));
    if (!find_type(space, name, &op->type))
        return compile_refuse(c, step, "an unknown type", name);
    return HF_OK;
}

enum status compile_type(struct compiler *c, const struct step *step, struct laying *l,
                         struct op *op)
{
    bool is = span_is(step->text, "is");
    enum status st = set_type(c, step, op);

    op->run = is ? op_is : op_as;
    l->shape = is ? shape_of_system(FHIRPATH_BOOLEAN) : shape_of_type_name(op->type, l->shape);
    return st;
}

/* What an argument's $this and its kin are. */
static struct scope scope_of(const struct function *f, size_t i, const struct laying *l)
{
    struct scope each = {.this_shape = l->shape, .loop = true};
    struct scope whole = *l->scope;

    each.this_shape.many = false;
    each.total = f->args == ARGS_TOTAL;
    whole.this_shape = l->shape;
    if (f->args == ARGS_EACH || f->args == ARGS_REPEAT || f->args == ARGS_SORT ||
        (f->args == ARGS_TOTAL && i == 0) || (f->args == ARGS_TRACE && i == 1))
        return each;
    return f->args == ARGS_INPUT || (f->args == ARGS_DEFINE && i == 1) ? whole : *l->scope;
}

/* A minus before all of a criterion of sort() turns its order round; it is not run as a sign. */
static void take_sign(const struct tree *tree, struct seq *criterion, size_t i, struct op *op)
{
    bool sign = criterion->ops[criterion->count - 1].run == op_negate;

    if (sign)
        criterion->count--;
    if (sign != tree->down)
        op->number = (uint16_t)(op->number | 1U << i);
}

static enum status compile_arguments(struct compiler *c, const struct function *f,
                                     const struct step *step, const struct laying *l, struct op *op,
                                     struct shape *shapes)
{
    struct seq *args = arena_array(c->arena, struct seq, step->argument_count);
    const struct tree *tree = step->argument;

    if (args == NULL)
        return compile_spent(c);
    op->args = args;
    op->argc = (uint16_t)step->argument_count;
    for (size_t i = 0; i < op->argc; i++, tree = tree->next) {
        const struct definition *seen = c->seen;
        struct scope scope = scope_of(f, i, l);
        enum status st = compile_tree(c, tree, &scope, &args[i], &shapes[i]);

        c->seen = seen;
        if (st != HF_OK)
            return st;
        if (f->args == ARGS_SORT)
            take_sign(tree, &args[i], i, op);
    }
    return HF_OK;
}

/* defineVariable('name', ...): from here to the end of the chain. */
static enum status define(struct compiler *c, const struct step *step, struct shape shape,
                          struct op *op)
{
    const struct step *name = step->argument->first;
    struct definition *d = arena_new(c->arena, struct definition);

    if (d == NULL)
        return compile_spent(c);
    if (name->kind != STEP_STRING || step->argument->count != 1)
        return compile_refuse(c, step, "the name of a variable is a text as it stands", SPAN(""));
    if (compile_is_taken(c, name->text))
        return compile_refuse(c, step, "a variable of this name is there already", name->text);
    if (c->program->slot_count == UINT16_MAX)
        return compile_refuse(c, step, "too many variables", SPAN(""));
    op->number = (uint16_t)c->program->slot_count++;
    *d = (struct definition){name->text, op->number, shape, c->seen};
    c->seen = d;
    return HF_OK;
}

static enum status check_input(struct compiler *c, const struct function *f,
                               const struct step *step, const struct laying *l)
{
    if (f->input == INPUT_STRING && shape_is_no_string(l->shape))
        return compile_refuse(c, step, "what stands before it has no text", step->text);
    if (f->input == INPUT_ORDERED && c->options->ordered && l->shape.unordered)
        return compile_refuse(c, step, "of a list without an order", step->text);
    return HF_OK;
}

static bool is_iif(const struct step *step)
{
    return span_is(step->text, "iif");
}

/* iif and union give what either argument gives; as and ofType what they name. */
static struct shape shape_of_call(const struct function *f, const struct step *step,
                                  const struct op *op, const struct shape *shapes,
                                  struct shape input)
{
    if (f->args == ARGS_TYPE && f->result == RESULT_INPUT)
        return shape_of_type_name(op->type, input);
    if (is_iif(step) && step->argument_count == 3) {
        struct shape shape = shape_join(shapes[1], shapes[2]);

        shape.many = shapes[1].many || shapes[2].many;
        return shape;
    }
    if (is_iif(step))
        return shapes[1];
    if (f->result == RESULT_JOINED)
        return shape_join(input, shapes[0]);
    return shape_of_result(f->result, input, shapes[0]);
}

static enum status compile_function(struct compiler *c, const struct function *f,
                                    const struct step *step, struct laying *l, struct op *op)
{
    struct shape shapes[FUNCTION_ARGUMENTS] = {0};
    enum status st =
        f->args == ARGS_TYPE ? set_type(c, step, op) : compile_arguments(c, f, step, l, op, shapes);

    if (st != HF_OK)
        return st;
    if (is_iif(step) && shape_is_no_boolean(shapes[0]))
        return compile_refuse(c, step, "the condition is no Boolean", step->text);
    if (f->args == ARGS_DEFINE)
        st = define(c, step, step->argument_count == 2 ? shapes[1] : l->shape, op);
    l->shape = shape_of_call(f, step, op, shapes, l->shape);
    return st;
}

enum status compile_call(struct compiler *c, const struct step *step, struct laying *l,
                         struct op *op)
{
    const struct function *f = function_find(step->text);

    if (f == NULL)
        return refuse_unknown(c, step);
    if (step->argument_count < f->least || step->argument_count > f->most)
        return compile_refuse(c, step, "not this many arguments", step->text);
    enum status st = check_input(c, f, step, l);

    op->run = f->run;
    if (st == HF_OK)
        st = compile_function(c, f, step, l, op);
    return st != HF_OK ? st : fn_text_plan(op, c->arena, c->why);
}
