/* core/fhirpath/compile_value.c - literals become values once, names become slots and members.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/compile.h"

static enum status set_constant(struct compiler *c, struct fhirpath_value value, struct op *op)
{
    struct fhirpath_value *at = arena_new(c->arena, struct fhirpath_value);

    if (at == NULL)
        return compile_spent(c);
    *at = value;
    op->run = op_constant;
    op->constant = (struct fhirpath_list){at, 1};
    return HF_OK;
}

/* Integers have 32 bits; -2147483648 can only be calculated. */
static enum status set_integer(struct compiler *c, const struct step *step, struct op *op)
{
    int64_t n;

    if (!span_to_int64(step->text, &n) || n > INT32_MAX)
        return compile_refuse(c, step, "an Integer has 32 bits", SPAN(""));
    return set_constant(c, fhirpath_of_integer(n), op);
}

static enum status read_decimal(struct compiler *c, const struct step *step, struct decimal *ret)
{
    if (decimal_parse(step->text, ret, NULL) != HF_OK)
        return compile_refuse(c, step, "a Decimal has at most 38 digits", SPAN(""));
    return HF_OK;
}

static enum status set_decimal(struct compiler *c, const struct step *step, struct op *op)
{
    struct decimal *d = arena_new(c->arena, struct decimal);

    if (d == NULL)
        return compile_spent(c);
    enum status st = read_decimal(c, step, d);
    struct fhirpath_value value = {.kind = FHIRPATH_DECIMAL, .decimal = d};

    return st != HF_OK ? st : set_constant(c, value, op);
}

static enum status set_quantity(struct compiler *c, const struct step *step, struct op *op)
{
    struct quantity *q = arena_new(c->arena, struct quantity);
    struct decimal d;

    if (q == NULL)
        return compile_spent(c);
    enum status st = read_decimal(c, step, &d);

    if (st != HF_OK)
        return st;
    *q = quantity_of(d, step->unit, step->calendar);
    return set_constant(c, (struct fhirpath_value){.kind = FHIRPATH_QUANTITY, .quantity = q}, op);
}

static enum status set_temporal(struct compiler *c, const struct step *step,
                                enum fhirpath_kind kind, struct op *op)
{
    static const enum temporal_kind kinds[] = {[FHIRPATH_DATE] = TEMPORAL_DATE,
                                               [FHIRPATH_DATETIME] = TEMPORAL_DATE_TIME,
                                               [FHIRPATH_TIME] = TEMPORAL_TIME};
    struct temporal *t = arena_new(c->arena, struct temporal);
    struct span text = step->text;

    if (t == NULL)
        return compile_spent(c);
    if (kind == FHIRPATH_DATETIME && text.len > 0 && text.at[text.len - 1] == 'T')
        text.len--;
    if (temporal_parse(kinds[kind], text, t, NULL) != HF_OK)
        return fault_at(c->why, HF_INVALID, step->at, "syntax: no such date or time");
    return set_constant(c, (struct fhirpath_value){.kind = (uint8_t)kind, .temporal = t}, op);
}

static enum status set_text(struct compiler *c, const struct step *step, struct op *op)
{
    if (step->kind == STEP_STRING)
        return set_constant(c, fhirpath_of_string(step->text), op);
    return set_constant(c, fhirpath_of_boolean(span_is(step->text, "true")), op);
}

enum status compile_literal(struct compiler *c, const struct step *step, struct laying *l,
                            struct op *op)
{
    static const enum fhirpath_kind kinds[] = {
        [STEP_BOOLEAN] = FHIRPATH_BOOLEAN, [STEP_STRING] = FHIRPATH_STRING,
        [STEP_INTEGER] = FHIRPATH_INTEGER, [STEP_DECIMAL] = FHIRPATH_DECIMAL,
        [STEP_DATE] = FHIRPATH_DATE,       [STEP_DATETIME] = FHIRPATH_DATETIME,
        [STEP_TIME] = FHIRPATH_TIME,       [STEP_QUANTITY] = FHIRPATH_QUANTITY,
    };

    if (step->kind == STEP_EMPTY) {
        op->run = op_constant;
        l->shape = (struct shape){.kind = SHAPE_EMPTY};
        return HF_OK;
    }
    l->shape = shape_of_system(kinds[step->kind]);
    if (step->kind == STEP_INTEGER)
        return set_integer(c, step, op);
    if (step->kind == STEP_DECIMAL)
        return set_decimal(c, step, op);
    if (step->kind == STEP_QUANTITY)
        return set_quantity(c, step, op);
    if (step->kind == STEP_STRING || step->kind == STEP_BOOLEAN)
        return set_text(c, step, op);
    return set_temporal(c, step, kinds[step->kind], op);
}

/* %resource and its kin (N1 9; FHIR R4, "environment variables"). */
static const struct {
    const char *name;
    op_fn *run;
    const char *text; /* of a constant */
} environment[] = {
    {"context", op_context, NULL},
    {"resource", op_resource, NULL},
    {"rootResource", op_root_resource, NULL},
    {"ucum", NULL, "http://unitsofmeasure.org"},
    {"sct", NULL, "http://snomed.info/sct"},
    {"loinc", NULL, "http://loinc.org"},
};

static enum status set_environment(struct compiler *c, size_t i, struct laying *l, struct op *op)
{
    if (environment[i].text != NULL) {
        l->shape = shape_of_system(FHIRPATH_STRING);
        return set_constant(c, fhirpath_of_string(span_of(environment[i].text)), op);
    }
    op->run = environment[i].run;
    l->shape = (struct shape){.kind = SHAPE_ANY};
    if (environment[i].run == op_context)
        l->shape = shape_of_type(c->options->context_type);
    if (environment[i].run == op_resource)
        l->shape = shape_of_type(c->options->resource_type);
    return HF_OK;
}

/* %`vs-name` and %`ext-name` stand for addresses below hl7.org. */
static enum status set_address(struct compiler *c, struct span prefix, struct span name,
                               struct laying *l, struct op *op)
{
    struct span text;
    struct buf out;

    buf_init(&out, c->arena, 4096);
    buf_put(&out, prefix);
    buf_put(&out, name);
    if (buf_done(&out, &text, NULL) != HF_OK)
        return compile_spent(c);
    l->shape = shape_of_system(FHIRPATH_STRING);
    return set_constant(c, fhirpath_of_string(text), op);
}

static bool is_option(const struct compiler *c, struct span name, size_t *ret)
{
    for (size_t i = 0; i < c->options->variable_count; i++) {
        if (!span_equal(c->options->variables[i].name, name))
            continue;
        *ret = i;
        return true;
    }
    return false;
}

static enum status set_option(struct compiler *c, size_t i, struct laying *l, struct op *op)
{
    const struct fhirpath_variable *variable = &c->options->variables[i];

    op->run = op_variable;
    op->number = (uint16_t)i;
    c->reads[i] = true;
    l->shape = shape_of_type(variable->type);
    l->shape.many = variable->many;
    return HF_OK;
}

static const struct definition *find_definition(const struct compiler *c, struct span name)
{
    const struct definition *d = c->seen;

    while (d != NULL && !span_equal(d->name, name))
        d = d->outer;
    return d;
}

bool compile_is_taken(const struct compiler *c, struct span name)
{
    size_t option;

    for (size_t i = 0; i < sizeof environment / sizeof environment[0]; i++) {
        if (span_is(name, environment[i].name))
            return true;
    }
    return is_option(c, name, &option) || find_definition(c, name) != NULL;
}

enum status compile_variable(struct compiler *c, const struct step *step, struct laying *l,
                             struct op *op)
{
    const struct definition *d = find_definition(c, step->text);
    size_t option;

    if (d != NULL) {
        op->run = op_variable;
        op->number = d->slot;
        l->shape = d->shape;
        return HF_OK;
    }
    if (is_option(c, step->text, &option))
        return set_option(c, option, l, op);
    for (size_t i = 0; i < sizeof environment / sizeof environment[0]; i++) {
        if (span_is(step->text, environment[i].name))
            return set_environment(c, i, l, op);
    }
    if (span_starts(step->text, SPAN("vs-")))
        return set_address(c, SPAN("http://hl7.org/fhir/ValueSet/"), span_skip(step->text, 3), l,
                           op);
    if (span_starts(step->text, SPAN("ext-")))
        return set_address(c, SPAN("http://hl7.org/fhir/StructureDefinition/"),
                           span_skip(step->text, 4), l, op);
    return compile_refuse(c, step, "an unknown variable", step->text);
}

static bool is_capital(struct span name)
{
    return name.len > 0 && name.at[0] >= 'A' && name.at[0] <= 'Z';
}

/* Patient.name: the name of a type where a path starts. */
static bool is_root(const struct laying *l, const struct step *step)
{
    return l->count == 0 && is_capital(step->text) && !r4_type_is_none(r4_type_find(step->text));
}

static enum status set_root(struct compiler *c, const struct step *step, struct laying *l,
                            struct op *op)
{
    struct r4_type type = r4_type_find(step->text);
    struct shape before = l->shape;

    op->run = op_root;
    op->type = (struct type_name){type, -1};
    if (before.kind == SHAPE_FHIR && r4_type_is(before.type, type))
        return HF_OK;
    if (c->options->strict && before.kind == SHAPE_FHIR && !r4_type_is(type, before.type))
        return compile_refuse(c, step, "the context is no", step->text);
    l->shape = shape_of_type(step->text);
    l->shape.many = before.many;
    return HF_OK;
}

/* For every type that has the member, of those that the analysis says it can be. */
static enum status set_plans(struct compiler *c, struct shape shape, struct op *op)
{
    bool choice = shape.kind == SHAPE_CHOICE;
    size_t count = choice ? r4_element_type_count(shape.element) : shape.kind == SHAPE_FHIR;
    struct member_plan *plans = arena_array(c->arena, struct member_plan, count);

    for (size_t i = 0; plans != NULL && i < count; i++) {
        struct r4_type type = choice ? r4_element_type(shape.element, i) : shape.type;

        if (r4_type_is_abstract(type) || r4_element_is_none(r4_element_find(type, op->name)))
            continue;
        if (!plan_fill_wide(&plans[op->argc++], type, op->name, c->arena))
            return compile_spent(c);
    }
    op->plans = plans;
    return plans == NULL ? compile_spent(c) : HF_OK;
}

enum status compile_member(struct compiler *c, const struct step *step, struct laying *l,
                           struct op *op)
{
    struct shape shape;
    bool choice;

    op->number = (uint16_t)c->program->member_count++;
    if (c->program->member_count == UINT16_MAX)
        return compile_refuse(c, step, "too many names", SPAN(""));
    if (is_root(l, step))
        return set_root(c, step, l, op);
    bool known = shape_member(l->shape, step->text, &shape, &choice);

    if (choice)
        return compile_refuse(c, step, "a choice is named without its type: value, not",
                              step->text);
    if (!known && c->options->strict)
        return compile_refuse(c, step, "an unknown element", step->text);
    op->run = op_member;
    enum status st = set_plans(c, l->shape, op);

    l->shape = shape;
    return st;
}
