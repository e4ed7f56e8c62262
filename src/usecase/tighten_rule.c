/* usecase/tighten_rule.c - a rule that came with the program, made stricter for this practice.
 *
 * What would be looser is refused here, and would do nothing if it stood in the ledger all the same
 * (core/visit/tighten.h).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/tighten.h"
#include "knowledge/knowledge.h"
#include "usecase/practice.h"

enum { REASON_MOST = 400, DAYS_MOST = 36500, DOTS_MOST = 5 };

struct tighten_work {
    const struct practice *practice;
    const struct rule_tightened_content *content;
    const struct tighten_rule *in;
};

static struct rule_tightened_content content_of(const struct tighten_rule *in)
{
    bool is_capped = in->has_limit && in->dots > 0;

    return (struct rule_tightened_content){.rule = in->rule,
                                           .state = in->lift ? STATE_OFF : STATE_ON,
                                           .days = in->days,
                                           .deny = in->has_limit && in->dots == 0,
                                           .has_max_pressure = is_capped,
                                           .max_pressure = (uint8_t)(is_capped ? 2 * in->dots : 0),
                                           .reason = in->reason};
}

static enum status check(const struct practice *practice, const struct tighten_rule *in,
                         const struct rule_tightened_content *content, struct fault *why)
{
    const struct screening *shipped = practice->knowledge->screening;
    const struct pack_row *row = screening_find(shipped, in->rule);

    if (row == NULL)
        return fault_set(why, HF_INVALID, "rule");
    if (in->lift)
        return HF_OK;
    if (in->days > DAYS_MOST)
        return fault_set(why, HF_INVALID, "days");
    if (in->has_limit && in->dots > DOTS_MOST)
        return fault_set(why, HF_INVALID, "limit");
    if (in->reason.len == 0 || in->reason.len > REASON_MOST)
        return fault_set(why, HF_INVALID, "reason");
    return tightens(shipped, row, content) ? HF_OK : fault_set(why, HF_INVALID, "looser");
}

static enum status tighten_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct tighten_work *work = arg;
    struct ledger_write write = {.action = ACTION_RULE_TIGHTENED, .object_version = 1};
    enum status st =
        content_encode(ACTION_RULE_TIGHTENED, work->content, ltx->arena, &write.content, why);

    return st == HF_OK ? hand_append(ltx, &work->in->hand, 0, write, NULL, why) : st;
}

enum status tighten_rule(const struct practice *practice, struct arena *arena,
                         const struct tighten_rule *in, struct fault *why)
{
    const struct rule_tightened_content content = content_of(in);
    struct tighten_work work = {practice, &content, in};
    enum status st = check(practice, in, &content, why);

    return st != HF_OK ? st
                       : ledger_transact(practice->ledger, practice->store, arena, tighten_inside,
                                         &work, why);
}
