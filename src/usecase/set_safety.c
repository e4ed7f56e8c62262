/* usecase/set_safety.c - the emergency line and who outside listens; and the practice as it stands.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/practice.h"

struct safety_work {
    const struct practice *practice;
    const struct set_safety *in;
};

static bool is_of_the_practice(const struct practice_file *file, struct span name)
{
    for (size_t i = 0; i < file->n_people; i++)
        if (!file->people[i].has_left && span_equal(file->people[i].name, name))
            return true;
    return false;
}

static enum status set_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct safety_work *work = arg;
    const struct set_safety *in = work->in;
    struct safety_set_content content = {in->emergency_line, in->concern_name, in->concern_contact,
                                         SPAN("")};
    struct ledger_write write = {.action = ACTION_SAFETY_SET};
    struct practice_file file;
    enum status st = practice_file_load(ltx, work->practice, &file, why);

    if (st == HF_OK && is_of_the_practice(&file, in->concern_name))
        st = fault_set(why, HF_INVALID, "concern_name");
    if (st == HF_OK)
        st = content_encode(ACTION_SAFETY_SET, &content, ltx->arena, &write.content, why);
    return st != HF_OK ? st : hand_append(ltx, &in->hand, 0, write, NULL, why);
}

enum status set_safety(const struct practice *practice, struct arena *arena,
                       const struct set_safety *in, struct fault *why)
{
    struct safety_work work = {practice, in};

    if (in->emergency_line.len == 0)
        return fault_set(why, HF_INVALID, "emergency");
    if (in->concern_name.len == 0)
        return fault_set(why, HF_INVALID, "concern_name");
    if (in->concern_contact.len == 0)
        return fault_set(why, HF_INVALID, "concern_contact");
    return ledger_transact(practice->ledger, practice->store, arena, set_inside, &work, why);
}

struct view_work {
    const struct practice *practice;
    struct practice_file *ret;
};

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct view_work *work = arg;

    return practice_file_load(ltx, work->practice, work->ret, why);
}

enum status view_practice(const struct practice *practice, struct arena *arena,
                          struct practice_file *ret, struct fault *why)
{
    struct view_work work = {practice, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}
