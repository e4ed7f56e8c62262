/* usecase/readiness.c - a practitioner says whether they are ready to work.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/readiness.h"

#include "knowledge/knowledge.h"

enum { HOUR_S = 3600, US_PER_S = 1000000 };

/* An entry that is later than now (a clock that went back) can still be a no, never a yes. */
static bool counts(const struct readiness_said_content *said, const struct form *form, int64_t at_s,
                   int64_t now_s)
{
    bool is_over = at_s + READINESS_HOURS * HOUR_S <= now_s;

    if (said == NULL || said->state != STATE_ON)
        return !is_over;
    return !is_over && at_s <= now_s && span_equal(said->form, form->version);
}

static void take(struct readiness_known *known, const struct readiness_said_content *said,
                 int64_t at_s)
{
    bool is_yes = said != NULL && said->state == STATE_ON;

    if (known->is == READY_NO && is_yes)
        return; /* nothing is said over a no */
    *known =
        (struct readiness_known){is_yes ? READY_YES : READY_NO, at_s + READINESS_HOURS * HOUR_S};
}

struct readiness_known practice_file_readiness(const struct practice_file *file,
                                               const struct form *form, struct person_id person,
                                               int64_t now_s)
{
    struct readiness_known known = {.is = READY_UNSAID};

    for (size_t i = 0; i < file->chain.count; i++) {
        const struct ledger_entry *e = file->chain.at[i].entry;
        int64_t at_s = e->utc_us / US_PER_S;

        if (e->action == ACTION_READINESS_SAID && id_equal(e->actor.id, person.id) &&
            counts(file->chain.at[i].content, form, at_s, now_s))
            take(&known, file->chain.at[i].content, at_s);
    }
    return known;
}

/* --- saying it ------------------------------------------------------------------------------- */

struct readiness_work {
    const struct practice *practice;
    const struct say_readiness *in;
    bool is_ready;
    struct readiness_known *ret;
};

/* Every question, one by one. */
static enum status read_answers(const struct form_answers *answers, bool *ret, struct fault *why)
{
    bool is_ready = true;

    for (uint32_t i = 0; i < answers->form->n_items; i++) {
        const struct form_item *item = &answers->form->items[i];

        if (item->kind != FORM_CHOICE)
            continue;
        if (!answers->of[i].given)
            return fault_set(why, HF_INVALID, "%.*s", SPAN_ARGS(item->link_id));
        is_ready = is_ready && span_is(answers->of[i].text, "yes");
    }
    *ret = is_ready;
    return HF_OK;
}

static enum status say_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct readiness_work *work = arg;
    const struct form *form = work->practice->knowledge->readiness;
    struct person_id person = keyring_who(work->in->hand.keyring)->person;
    int64_t now_s = practice_now_s(work->practice);
    struct readiness_said_content said = {form->version, work->is_ready ? STATE_ON : STATE_OFF};
    struct ledger_write write = {.action = ACTION_READINESS_SAID, .object_version = 1};
    struct practice_file *file = arena_new(ltx->arena, struct practice_file);
    enum status st = file == NULL ? fault_set(why, HF_FAILED, "request memory is spent")
                                  : practice_file_load(ltx, work->practice, file, why);

    if (st == HF_OK && work->is_ready &&
        practice_file_readiness(file, form, person, now_s).is == READY_NO)
        st = fault_set(why, HF_CONFLICT, "a no stands");
    if (st == HF_OK)
        st = content_encode(ACTION_READINESS_SAID, &said, ltx->arena, &write.content, why);
    if (st == HF_OK)
        st = hand_append(ltx, &work->in->hand, 0, write, NULL, why);
    *work->ret = (struct readiness_known){work->is_ready ? READY_YES : READY_NO,
                                          now_s + READINESS_HOURS * HOUR_S};
    return st;
}

enum status say_readiness(const struct practice *practice, struct arena *arena,
                          const struct say_readiness *in, struct readiness_known *ret,
                          struct fault *why)
{
    struct readiness_work work = {.practice = practice, .in = in, .ret = ret};
    enum status st = read_answers(in->answers, &work.is_ready, why);

    return st == HF_OK
               ? ledger_transact(practice->ledger, practice->store, arena, say_inside, &work, why)
               : st;
}
