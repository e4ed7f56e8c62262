/* usecase/client_stage.c - compares which came last.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client_stage.h"

/* The place of the last entry of an action, from 1; 0: there is none. An entry that this reader
 * can't open counts: it was there. */
static size_t last(struct file_chain chain, uint16_t action)
{
    for (size_t i = chain.count; i > 0; i--)
        if (chain.at[i - 1].entry->action == action)
            return i;
    return 0;
}

static struct id128 object_at(struct file_chain chain, size_t place)
{
    return place == 0 ? (struct id128){{0}} : chain.at[place - 1].entry->object;
}

static size_t later(size_t a, size_t b)
{
    return a > b ? a : b;
}

static enum stage after_review(struct file_chain chain)
{
    const struct screening_reviewed_content *review =
        file_chain_last(chain, ACTION_SCREENING_REVIEWED, NULL);

    if (review == NULL)
        return STAGE_REVIEWED;
    return review->refer_on ? STAGE_REFERRED : STAGE_PLAN;
}

/* A birth date under eighteen was given, and no document has said otherwise since. */
static bool is_age_in_doubt(struct file_chain chain)
{
    for (size_t i = chain.count; i > 0; i--) {
        const struct identity_set_content *said = chain.at[i - 1].content;

        if (chain.at[i - 1].entry->action == ACTION_IDENTITY_SET && said != NULL &&
            said->age_evidence != 0)
            return said->age_evidence == AGE_IN_DOUBT;
    }
    return false;
}

/* What the client chose, in either direction. */
static size_t last_choice(struct file_chain chain)
{
    size_t widened = last(chain, ACTION_GRANT);
    size_t narrowed = later(last(chain, ACTION_LIMIT), last(chain, ACTION_MAYBE));

    return later(widened, narrowed);
}

static enum stage before_answers(struct file_chain chain)
{
    if (last(chain, ACTION_INTAKE_DRAFT) != 0)
        return STAGE_INTAKE;
    return last(chain, ACTION_LINK_MADE) == 0 ? STAGE_NEW : STAGE_INVITED;
}

static enum stage before_plan(struct file_chain chain)
{
    size_t answered = last(chain, ACTION_INTAKE_ANSWERED);

    if (is_age_in_doubt(chain))
        return STAGE_HELD;
    if (answered == 0)
        return before_answers(chain);
    if (last(chain, ACTION_SCREENING_REVIEWED) < later(answered, last(chain, ACTION_OLDER_TAKEN)))
        return STAGE_REVIEW;
    return after_review(chain);
}

/* What was asked and agreed before an older copy was taken is asked anew. */
static size_t asked_from(struct file_chain chain, size_t drafted)
{
    return later(drafted, last(chain, ACTION_OLDER_TAKEN));
}

static bool is_agreed(struct file_chain chain, size_t drafted)
{
    return last(chain, ACTION_PLAN_AGREED) > asked_from(chain, drafted);
}

/* What was agreed may be asked about anew, after a no; then it waits for an answer. */
static enum stage with_plan(struct file_chain chain, size_t drafted)
{
    size_t agreed = last(chain, ACTION_PLAN_AGREED), asked = last(chain, ACTION_PLAN_PROPOSED);

    if (is_agreed(chain, drafted))
        return asked > agreed && last_choice(chain) < asked ? STAGE_CONSENT : STAGE_READY;
    if (asked < asked_from(chain, drafted))
        return STAGE_PLAN;
    return last_choice(chain) > asked_from(chain, drafted) ? STAGE_AGREE : STAGE_CONSENT;
}

struct client_stage client_stage(const struct client_file *file)
{
    struct file_chain chain = file->chain;
    size_t drafted = last(chain, ACTION_PLAN_DRAFTED), dropped = last(chain, ACTION_PLAN_DROPPED);
    size_t begun = last(chain, ACTION_SESSION_STARTED);
    /* What was agreed stays agreed after a session, until its words change or it is dropped; what
     * was only drafted before one is not asked about after it. */
    bool has_plan = drafted > dropped && (drafted > begun || is_agreed(chain, drafted));
    struct client_stage ret = {.stage = before_plan(chain), .session = object_at(chain, begun)};

    if (has_plan)
        ret.plan = object_at(chain, drafted);
    if (begun > last(chain, ACTION_SESSION_ENDED))
        ret.stage = STAGE_LIVE;
    else if (begun > last(chain, ACTION_SESSION_CLOSED))
        ret.stage = STAGE_CLOSE;
    else if ((ret.stage == STAGE_PLAN || ret.stage == STAGE_REVIEWED) && has_plan)
        ret.stage = with_plan(chain, drafted);
    return ret;
}
