/* core/fhirpath/machine.c - runs a program within its budget.
 *
 * Nesting of sequences is bounded by the parser (FHIRPATH_DEPTH), time by steps, memory by the
 * arena; walks down a tree are loops, not calls.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

enum status machine_refuse(struct machine *m, const struct op *op, const char *text)
{
    return fault_at(m->why, HF_INVALID, op->at, "execution: %s", text);
}

enum status machine_spent(struct machine *m)
{
    return fault_set(m->why, HF_FAILED, "budget: memory for the evaluation is spent");
}

enum status machine_charge(struct machine *m, const struct op *op, size_t count)
{
    if (count > m->steps)
        return fault_at(m->why, HF_INVALID, op->at, "budget: too many steps");
    m->steps -= (uint32_t)count;
    return HF_OK;
}

enum status machine_run(struct machine *m, const struct seq *seq, const struct frame *frame,
                        struct fhirpath_list *ret)
{
    struct fhirpath_list list = frame->focus;

    for (uint32_t i = 0; i < seq->count; i++) {
        const struct op *op = &seq->ops[i];
        enum status st = machine_charge(m, op, 1 + list.count);

        if (st == HF_OK)
            st = op->run(m, op, frame, &list);
        if (st != HF_OK)
            return st;
    }
    *ret = list;
    return HF_OK;
}

static bool prepare(struct machine *m)
{
    const struct fhirpath_program *p = m->program;

    m->plans = arena_array(m->arena, struct member_plan, p->member_count);
    m->slots = arena_array(m->arena, struct fhirpath_list, p->slot_count);
    if (m->arena->spent)
        return false;
    for (uint32_t i = 0; i < p->variable_count; i++)
        m->slots[i] = m->world->variables[i];
    return true;
}

/* What is still lazy is read now; text that is not what its type says is handed on as text. The
 * context may lie on the caller's stack: it is copied. */
static enum status finish(struct machine *m, struct fhirpath_list *io)
{
    static const struct op nowhere = {0};
    bool lazy = false;

    for (uint32_t i = 0; i < io->count && !lazy; i++)
        lazy = io->at[i].lazy;
    if (!lazy && io->at != &m->world->context)
        return HF_OK;
    struct fhirpath_value *at = list_room(m, io->count);

    if (at == NULL)
        return machine_spent(m);
    for (uint32_t i = 0; i < io->count; i++) {
        struct fault why;

        fault_clear(&why);
        at[i] = io->at[i];
        m->why = &why;
        enum status st = at[i].lazy ? force(m, &nowhere, &at[i]) : HF_OK;

        if (st == HF_FAILED)
            return st;
        if (st != HF_OK) {
            at[i].kind = FHIRPATH_STRING;
            at[i].string = at[i].node->text;
        }
    }
    io->at = at;
    return HF_OK;
}

enum status fhirpath_evaluate(const struct fhirpath_program *program,
                              const struct fhirpath_world *world, struct arena *arena,
                              struct fhirpath_list *ret, struct fault *why)
{
    size_t mark = arena_mark(arena);
    struct machine m = {.program = program,
                        .world = world,
                        .arena = arena,
                        .why = why,
                        .steps = world->steps == 0 ? FHIRPATH_STEPS : world->steps};
    bool here = world->context.node != NULL || world->context.kind != FHIRPATH_NODE;
    struct frame frame = {.focus = {&world->context, here ? 1 : 0}, .index = -1};
    struct fhirpath_list list = {0};
    enum status st = prepare(&m) ? HF_OK : machine_spent(&m);

    if (st == HF_OK)
        st = machine_run(&m, &program->main, &frame, &list);
    if (st == HF_OK)
        st = finish(&m, &list);
    if (st != HF_OK) {
        arena_rewind(arena, mark);
        return st == HF_FAILED ? fault_set(why, st, "budget: memory for the evaluation is spent")
                               : st;
    }
    *ret = list;
    return HF_OK;
}
