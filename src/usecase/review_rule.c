/* usecase/review_rule.c - what the clinicians of a practice say of the rules that came with the
 * program. It is shown beside the rule; nothing is loosened by it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/packs.h"

enum { WORDS_MOST = 400, US_PER_S = 1000000 };

/* --- which rule ------------------------------------------------------------------------------ */

static bool is_house_rule(const struct house_policy *policy, struct span id)
{
    for (uint32_t i = 0; i < policy->n_house; i++)
        if (span_equal(policy->house[i].rule.id, id))
            return true;
    return false;
}

/* The hash of the file that the rule stands in; "" for what is no rule for the body. */
static struct span pack_of(const struct knowledge *know, struct span rule)
{
    const char *name = screening_find(know->screening, rule) != NULL ? "packs/screening.json"
                       : is_house_rule(know->policy, rule)           ? "packs/policy.json"
                                                                     : "";

    for (size_t i = 0; i < know->n_files; i++)
        if (span_is(know->files[i].name, name))
            return know->files[i].hash;
    return SPAN("");
}

/* --- saying it ------------------------------------------------------------------------------- */

struct review_work {
    const struct practice *practice;
    const struct review_rule *in;
    struct span hash;
};

static enum status review_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct review_work *work = arg;
    const struct review_rule *in = work->in;
    struct rule_reviewed_content content = {in->rule, work->hash, in->verdict, in->words};
    struct ledger_write write = {.action = ACTION_RULE_REVIEWED, .object_version = 1};
    struct hand hand = in->hand;
    enum status st =
        content_encode(ACTION_RULE_REVIEWED, &content, ltx->arena, &write.content, why);

    hand.request = request_for(hand.request, in->words, in->verdict);
    return st == HF_OK ? hand_append(ltx, &hand, 0, write, NULL, why) : st;
}

enum status review_rule(const struct practice *practice, struct arena *arena,
                        const struct review_rule *in, struct fault *why)
{
    struct review_work work = {practice, in, pack_of(practice->knowledge, in->rule)};

    if (work.hash.len == 0)
        return fault_set(why, HF_INVALID, "rule");
    if (in->verdict != RULE_AGREED && in->verdict != RULE_OBJECTED)
        return fault_set(why, HF_INVALID, "verdict");
    if (in->words.len > WORDS_MOST || (in->verdict == RULE_OBJECTED && in->words.len == 0))
        return fault_set(why, HF_INVALID, "words");
    return ledger_transact(practice->ledger, practice->store, arena, review_inside, &work, why);
}

/* --- looking --------------------------------------------------------------------------------- */

static bool is_review_of(const struct file_entry *e, struct span rule)
{
    const struct rule_reviewed_content *said = e->content;

    return e->entry->action == ACTION_RULE_REVIEWED && said != NULL && span_equal(said->rule, rule);
}

static bool is_last_word(const struct file_chain *chain, size_t at, struct span rule)
{
    for (size_t i = at + 1; i < chain->count; i++)
        if (is_review_of(&chain->at[i], rule) &&
            id_equal(chain->at[i].entry->actor.id, chain->at[at].entry->actor.id))
            return false;
    return true;
}

size_t rule_reviews(const struct practice_file *file, const struct knowledge *knowledge,
                    struct span rule, struct arena *arena, const struct rule_review **ret)
{
    const struct file_chain *chain = &file->chain;
    struct rule_review *reviews = arena_array(arena, struct rule_review, file->n_people + 1);
    struct span hash = pack_of(knowledge, rule);
    size_t n = 0;

    for (size_t i = 0; reviews != NULL && i < chain->count && n < file->n_people; i++) {
        const struct file_entry *e = &chain->at[i];
        const struct rule_reviewed_content *said = e->content;

        if (!is_review_of(e, rule) || !is_last_word(chain, i, rule))
            continue;
        reviews[n++] = (struct rule_review){said, e->entry->actor, e->entry->utc_us / US_PER_S,
                                            !span_equal(said->hash, hash)};
    }
    *ret = reviews;
    return n;
}

static bool is_agreed(const struct practice_file *file, const struct knowledge *know,
                      struct span rule, struct arena *arena)
{
    const struct rule_review *reviews;
    size_t n = rule_reviews(file, know, rule, arena, &reviews), agreed = 0;

    for (size_t i = 0; i < n; i++) {
        if (reviews[i].said->verdict != RULE_AGREED)
            return false;
        agreed += !reviews[i].is_of_earlier;
    }
    return agreed > 0;
}

size_t rules_agreed(const struct practice_file *file, const struct knowledge *knowledge,
                    struct arena *arena)
{
    size_t n = 0;

    for (uint32_t i = 0; i < knowledge->screening->n_rows; i++)
        n += is_agreed(file, knowledge, knowledge->screening->rows[i].id, arena);
    for (uint32_t i = 0; i < knowledge->policy->n_house; i++)
        n += is_agreed(file, knowledge, knowledge->policy->house[i].rule.id, arena);
    return n;
}
