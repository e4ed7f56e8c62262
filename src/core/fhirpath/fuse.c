/* core/fhirpath/fuse.c - finds the steps that fused.c does in one go, while they are laid out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/compile.h"
#include "core/fhirpath/operators.h"

/* `= 'text'` */
static bool is_text_equal(const struct op *op)
{
    if (op->run != op_equal || op->args[0].count != 1)
        return false;
    const struct op *right = &op->args[0].ops[0];

    return right->run == op_constant && right->constant.count == 1 &&
           right->constant.at->kind == FHIRPATH_STRING;
}

static bool add_test(struct where *where, const struct op *ops)
{
    if (where->count == TESTS_MAX || ops[0].run != op_member || !is_text_equal(&ops[1]))
        return false;
    where->tests[where->count++] =
        (struct test){&ops[0], ops[1].args[0].ops[0].constant.at->string};
    return true;
}

/* name = 'text' and name = 'text' and ... */
static bool read_tests(const struct seq *criterion, struct where *where)
{
    const struct op *ops = criterion->ops;

    if (criterion->count < 2 || !add_test(where, ops))
        return false;
    for (uint32_t i = 2; i < criterion->count; i++) {
        if (ops[i].run != op_and || ops[i].args[0].count != 2 ||
            !add_test(where, ops[i].args[0].ops))
            return false;
    }
    return true;
}

static const struct op *copy_of(struct compiler *c, const struct op *op)
{
    struct op *copy = arena_new(c->arena, struct op);

    if (copy != NULL)
        *copy = *op;
    return copy;
}

/* repeat(name) */
static bool is_repeat(const struct op *op)
{
    const struct function *repeat = function_find(SPAN("repeat"));

    return op->run == repeat->run && op->args[0].count == 1 && op->args[0].ops[0].run == op_member;
}

/* The op before takes the tests with it; true: the op itself is not needed any more. */
static bool join(struct compiler *c, struct op *before, const struct where *where)
{
    if (before->run == op_member) {
        before->run = op_member_where;
    } else if (is_repeat(before)) {
        before->data = copy_of(c, before);
        before->run = op_repeat_where;
    } else if (before->run == function_find(SPAN("descendants"))->run) {
        before->data = copy_of(c, before);
        before->run = op_descendants_where;
    } else {
        return false;
    }
    before->where = where;
    return true;
}

enum status compile_fuse(struct compiler *c, struct laying *l, struct op *op)
{
    struct where *where;

    if ((op->run != op_where && op->run != function_find(SPAN("exists"))->run) || op->argc != 1)
        return HF_OK;
    where = arena_new(c->arena, struct where);
    if (where == NULL)
        return compile_spent(c);
    if (!read_tests(&op->args[0], where))
        return HF_OK;
    where->op = copy_of(c, op);
    op->where = where;
    if (op->run == op_where && l->count > 0 && join(c, op - 1, where))
        l->dropped = true;
    return c->arena->spent ? compile_spent(c) : HF_OK;
}
