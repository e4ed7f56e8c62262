/* core/fhirpath/fused.c - the steps that rules are made of: item.where(linkId = 'x') and its kin.
 *
 * A criterion of the form `name = 'text'` is told by looking at the JSON; an item becomes a value
 * only when it is wanted. Whatever such a look can't tell (a list, an unknown type) is asked as it
 * was written, so that the answers are the same.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

#include <string.h>

enum look { LOOK_NO, LOOK_YES, LOOK_ASK };

/* The plans of the tests for the type that was seen last. */
struct looking {
    struct machine *m;
    const struct where *where;
    bool ready;
    uint16_t type;
    const struct member_plan *plans[TESTS_MAX];
};

/* A plan of the machine's own may have been made anew for another type in between. */
static bool is_ready(const struct looking *l, uint16_t type)
{
    bool ready = l->ready && l->type == type;

    for (uint32_t i = 0; ready && i < l->where->count; i++)
        ready = l->plans[i]->type.index == type;
    return ready;
}

static void prepare(struct looking *l, uint16_t type)
{
    if (is_ready(l, type))
        return;
    for (uint32_t i = 0; i < l->where->count; i++)
        l->plans[i] = member_plan_for(l->m, l->where->tests[i].member, (struct r4_type){type});
    l->ready = true;
    l->type = type;
}

static enum look look_at(const struct test *test, const struct member_plan *plan,
                         const struct json *object)
{
    struct span name = test->member->name;
    const struct json *c = object->child;

    if (!plan->exists || plan->choice || plan->content.text_kind != FHIRPATH_STRING)
        return LOOK_ASK;
    while (c != NULL && (c->name.len != name.len || memcmp(c->name.at, name.at, name.len) != 0))
        c = c->next;
    if (c == NULL)
        return LOOK_NO;
    if (c->kind != JSON_TEXT)
        return LOOK_ASK;
    return span_equal(c->text, test->text) ? LOOK_YES : LOOK_NO;
}

static enum look look(struct looking *l, uint16_t type, const struct json *node)
{
    enum look all = LOOK_YES;

    if (node == NULL || node->kind != JSON_OBJECT || type == 0)
        return LOOK_ASK;
    prepare(l, type);
    for (uint32_t i = 0; i < l->where->count; i++) {
        enum look one = look_at(&l->where->tests[i], l->plans[i], node);

        if (one == LOOK_ASK)
            return one;
        if (one == LOOK_NO)
            all = LOOK_NO;
    }
    return all;
}

/* The whole truth about an item: by a look where that is enough. */
static enum status is_wanted(struct looking *l, struct fhirpath_list list, uint32_t i, bool *ret)
{
    enum look seen = l->where->count == 0 ? LOOK_ASK : look(l, list.at[i].type, list.at[i].node);
    enum fhirpath_truth truth;

    *ret = seen == LOOK_YES;
    if (seen != LOOK_ASK)
        return HF_OK;
    enum status st = argument_truth(l->m, l->where->op, list, i, 0, &truth);

    if (st == HF_OK)
        *ret = truth == FHIRPATH_TRUE;
    return st;
}

/* What is kept: a stretch of the input as long as it is one, else a list of its own. */
struct keeping {
    struct fhirpath_list input;
    uint32_t from, count;
    struct growing_list list;
    bool scattered;
};

static void keep(struct keeping *k, uint32_t i)
{
    if (k->count == 0)
        k->from = i;
    if (!k->scattered && k->count > 0 && i != k->from + k->count) {
        k->scattered = true;
        growing_reserve(&k->list, k->input.count);
        growing_add_all(&k->list, (struct fhirpath_list){k->input.at + k->from, k->count});
    }
    if (k->scattered)
        growing_add(&k->list, k->input.at[i]);
    k->count++;
}

static enum status kept(const struct keeping *k, struct fhirpath_list *io)
{
    if (k->scattered)
        return growing_done(&k->list, io);
    *io = (struct fhirpath_list){k->count == 0 ? NULL : k->input.at + k->from, k->count};
    return HF_OK;
}

enum status op_where(struct machine *m, const struct op *op, const struct frame *frame,
                     struct fhirpath_list *io)
{
    const struct where plain = {.op = op};
    struct looking l = {.m = m, .where = op->where != NULL ? op->where : &plain};
    struct keeping k = {.input = *io, .list = {.m = m}};

    (void)frame;
    for (uint32_t i = 0; i < io->count; i++) {
        bool wanted;
        enum status st = is_wanted(&l, *io, i, &wanted);

        if (st != HF_OK)
            return st;
        if (wanted)
            keep(&k, i);
    }
    return kept(&k, io);
}

enum status op_exists(struct machine *m, const struct op *op, const struct frame *frame,
                      struct fhirpath_list *io)
{
    const struct where plain = {.op = op};
    struct looking l = {.m = m, .where = op->where != NULL ? op->where : &plain};
    bool wanted = false;

    (void)frame;
    for (uint32_t i = 0; i < io->count && !wanted; i++) {
        enum status st = is_wanted(&l, *io, i, &wanted);

        if (st != HF_OK)
            return st;
    }
    return list_set_boolean(wanted, io);
}

/* One value that may be wanted. */
static enum status add_wanted(struct looking *l, const struct content_type *type,
                              const struct json *node, struct growing_list *out)
{
    enum look seen = type->open ? LOOK_ASK : look(l, type->type.index, node);
    bool wanted = seen == LOOK_YES;
    enum status st = HF_OK;

    if (seen == LOOK_NO)
        return HF_OK;
    struct fhirpath_value value = plan_value(type, node, NULL);

    if (seen == LOOK_ASK)
        st = is_wanted(l, (struct fhirpath_list){&value, 1}, 0, &wanted);
    if (st == HF_OK && wanted)
        growing_add(out, value);
    return st;
}

/* Is the member a plain one of an object: no choice, no primitive with something beside it? */
static const struct member_plan *plain_plan(struct machine *m, const struct op *op,
                                            const struct fhirpath_value *value)
{
    if (!json_is(value->node, JSON_OBJECT) || value->type == 0)
        return NULL;
    const struct member_plan *plan = member_plan_for(m, op, (struct r4_type){value->type});

    return !plan->exists || plan->primitive || plan->choice ? NULL : plan;
}

static enum status add_wanted_of(struct looking *l, const struct op *op,
                                 const struct member_plan *plan, const struct json *object,
                                 struct growing_list *out)
{
    struct content content = member_content(l->m, op, plan, object);
    const struct json *node = content.node;
    bool list = json_is(node, JSON_LIST);
    enum status st = machine_charge(l->m, op, list ? node->count : 1);

    if (node == NULL)
        return st;
    if (!list)
        return st != HF_OK ? st : add_wanted(l, content.type, node, out);
    for (node = node->child; st == HF_OK && node != NULL; node = node->next)
        st = node->kind == JSON_NULL ? HF_OK : add_wanted(l, content.type, node, out);
    return st;
}

/* member.where(...): op is the member, op->where what follows it. */
enum status op_member_where(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct looking l = {.m = m, .where = op->where};
    enum status st = HF_OK;

    if (io->count == 1 && span_is(op->name, "item") &&
        index_find(m, io->at, op->where, REACH_ITEM, &out))
        return growing_done(&out, io);
    for (uint32_t i = 0; i < io->count; i++) {
        if (plain_plan(m, op, &io->at[i]) != NULL)
            continue;
        st = op_member(m, op, frame, io);
        return st != HF_OK ? st : op_where(m, op->where->op, frame, io);
    }
    for (uint32_t i = 0; st == HF_OK && i < io->count; i++)
        st = add_wanted_of(&l, op, plain_plan(m, op, &io->at[i]), io->at[i].node, &out);
    return st != HF_OK ? st : growing_done(&out, io);
}

/* The members called `op` at one depth of a walk, from the objects of the depth above. */
static enum status walk_level(struct looking *l, const struct op *op, struct fhirpath_list level,
                              struct growing_list *below, struct growing_list *out)
{
    enum status st = HF_OK;

    for (uint32_t i = 0; st == HF_OK && i < level.count; i++) {
        const struct member_plan *plan = plain_plan(l->m, op, &level.at[i]);
        struct content content = {0};

        if (plan == NULL)
            return HF_NOT_FOUND;
        content = member_content(l->m, op, plan, level.at[i].node);
        if (content.node == NULL)
            continue;
        if (content.node->kind != JSON_LIST)
            return HF_NOT_FOUND;
        st = machine_charge(l->m, op, content.node->count);
        for (const struct json *c = content.node->child; st == HF_OK && c != NULL; c = c->next) {
            if (c->kind != JSON_OBJECT)
                return HF_NOT_FOUND;
            st = add_wanted(l, content.type, c, out);
            growing_add(below, plan_value(content.type, c, NULL));
        }
    }
    return st;
}

/* repeat(member).where(...), level by level. HF_NOT_FOUND: something on the way is not plain. */
static enum status walk(struct looking *l, const struct op *member, struct fhirpath_list level,
                        struct growing_list *out)
{
    enum status st = HF_OK;

    while (st == HF_OK && level.count > 0) {
        struct growing_list below = {.m = l->m};

        st = walk_level(l, member, level, &below, out);
        if (st == HF_OK && below.spent)
            return machine_spent(l->m);
        level = (struct fhirpath_list){below.at, below.count};
    }
    return st;
}

/* Of equal items the first stays, as repeat() has it: what is below them is equal as well. */
enum status op_repeat_where(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct looking l = {.m = m, .where = op->where};
    const struct op *plain = op->data;
    enum status st = HF_OK;

    const struct op *member = &plain->args[0].ops[0];

    if (io->count != 1 || !span_is(member->name, "item") ||
        !index_find(m, io->at, op->where, REACH_REPEAT, &out))
        st = walk(&l, member, *io, &out);
    if (st == HF_NOT_FOUND) {
        st = plain->run(m, plain, frame, io);
        return st != HF_OK ? st : op_where(m, op->where->op, frame, io);
    }
    if (st == HF_OK)
        st = growing_done(&out, io);
    return st != HF_OK ? st : equal_distinct(m, op, *io, io);
}

enum status op_descendants_where(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    const struct op *plain = op->data;

    if (io->count == 1 && index_find(m, io->at, op->where, REACH_DESCENDANTS, &out))
        return growing_done(&out, io);
    enum status st = plain->run(m, plain, frame, io);

    return st != HF_OK ? st : op_where(m, op->where->op, frame, io);
}
