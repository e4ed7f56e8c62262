/* usecase/set_house_rule.c - a rule of the house's own: it says no, or sets a limit.
 *
 * It stands beside the rules that came with the program and can't touch them; taking it back takes
 * back only itself. One rule for a region, way of touch, route and
 * condition: a later one replaces it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/practice.h"

#include "base/buf.h"

enum { REASON_MOST = 400 };

struct rule_work {
    const struct practice *practice;
    const struct set_house_rule *in;
};

static void put_part(struct buf *out, struct span part)
{
    if (part.len == 0)
        return;
    buf_byte(out, '.');
    buf_put(out, part);
}

/* What a rule is about, without what it says of pressure: so a later one replaces it. */
static struct span name_of(const struct set_house_rule *in, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, FACTS_WORD_MAX);
    buf_lit(&out, "own");
    put_part(&out, in->region);
    put_part(&out, in->technique);
    put_part(&out, in->route.len > 0 ? span_at(in->route.at, 1) : SPAN(""));
    put_part(&out, in->condition);
    return buf_view(&out);
}

static struct words only(const struct span *word)
{
    return word->len > 0 ? (struct words){word, 1} : (struct words){NULL, 0};
}

static enum status set_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct rule_work *work = arg;
    const struct set_house_rule *in = work->in;
    bool has_no_condition = in->condition.len == 0;
    struct house_rule_set_content content = {
        .rule = name_of(in, ltx->arena),
        .state = in->lift ? STATE_OFF : STATE_ON,
        .scope = {.region = in->region,
                  .side = SIDE_BOTH,
                  .techniques = only(&in->technique),
                  .access = only(&in->route)},
        .deny = has_no_condition && in->dots == 0,
        .has_max_pressure = has_no_condition && in->dots > 0,
        .max_pressure = (uint8_t)(has_no_condition ? 2 * in->dots : 0),
        .conditions = only(&in->condition),
        .reason = in->reason,
    };
    struct ledger_write write = {.action = ACTION_HOUSE_RULE_SET, .object_version = 1};
    enum status st =
        content_encode(ACTION_HOUSE_RULE_SET, &content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, &in->hand, 0, write, NULL, why);
}

bool house_condition_fits(const struct knowledge *knowledge, struct span condition)
{
    return lexicon_find(knowledge->lexicon->conditions, condition) != NULL &&
           !span_is(condition, "capacity_ok") && !span_is(condition, "live_green");
}

static bool is_route(struct span route)
{
    return route.len == 0 || span_is(route, "external") || span_is(route, "internal");
}

enum status set_house_rule(const struct practice *practice, struct arena *arena,
                           const struct set_house_rule *in, struct fault *why)
{
    struct rule_work work = {practice, in};

    if (atlas_find(practice->knowledge->atlas, in->region) == ATLAS_NONE)
        return fault_set(why, HF_INVALID, "region");
    if (in->technique.len > 0 &&
        lexicon_find(practice->knowledge->lexicon->techniques, in->technique) == NULL)
        return fault_set(why, HF_INVALID, "technique");
    if (!is_route(in->route))
        return fault_set(why, HF_INVALID, "route");
    if (in->dots > 5 ||
        (in->condition.len > 0 && !house_condition_fits(practice->knowledge, in->condition)))
        return fault_set(why, HF_INVALID, "limit");
    if (!in->lift && (in->reason.len == 0 || in->reason.len > REASON_MOST))
        return fault_set(why, HF_INVALID, "reason");
    return ledger_transact(practice->ledger, practice->store, arena, set_inside, &work, why);
}

/* The last word on each rule of the house. */
static bool is_last_word(const struct practice_file *file, size_t at)
{
    const struct house_rule_set_content *c = file->chain.at[at].content;

    for (size_t i = at + 1; i < file->chain.count; i++) {
        const struct house_rule_set_content *later = file->chain.at[i].content;

        if (file->chain.at[i].entry->action == ACTION_HOUSE_RULE_SET && later != NULL &&
            span_equal(later->rule, c->rule))
            return false;
    }
    return true;
}

bool practice_file_is_in_force(const struct practice_file *file, const struct file_entry *rule)
{
    const struct house_rule_set_content *c = rule->content;

    return rule->entry->action == ACTION_HOUSE_RULE_SET && c != NULL && c->state == STATE_ON &&
           is_last_word(file, (size_t)(rule - file->chain.at));
}

const struct file_entry *practice_file_house_rule(const struct practice_file *file, size_t n)
{
    for (size_t i = 0; i < file->chain.count; i++)
        if (practice_file_is_in_force(file, &file->chain.at[i]) && n-- == 0)
            return &file->chain.at[i];
    return NULL;
}
