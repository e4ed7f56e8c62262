/* usecase/begin_step.c - from now on this is done, or it is refused with every reason.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/room_work.h"

#include "base/buf.h"
#include "core/visit/asked.h"

enum { ACT_WORD_MOST = 256 };

/* --- which ----------------------------------------------------------------------------------- */

static bool was_begun(const struct session_file *s, uint32_t number)
{
    const struct entry_list *entries = &s->known.gathering.entries;

    for (size_t i = 0; i < entries->count; i++) {
        const struct step_begun_content *c = entries->at[i].content;

        if (entries->at[i].action == ACTION_STEP_BEGUN && c != NULL && c->number == number &&
            id_equal(entries->at[i].object, s->room.session))
            return true;
    }
    return false;
}

/* 0: there is none. */
static uint32_t number_of(const struct session_file *s, uint32_t asked)
{
    size_t count = s->plan == NULL ? 0 : s->plan->steps.count;

    if (asked != STEP_NEXT)
        return asked <= count ? asked : 0;
    for (uint32_t n = 1; n <= count; n++)
        if (!was_begun(s, n))
            return n;
    return 0;
}

/* --- ending ---------------------------------------------------------------------------------- */

/* The end of a step also ends "I was asked" about its place: the fold switches it off. */
static enum status end_the_step(struct room_doing *doing, struct fault *why)
{
    struct step_ended_content ended = {doing->ret->now.room.step_number};

    return doing->ret->now.room.has_step
               ? room_record(doing, ACTION_STEP_ENDED, doing->in->session.id, &ended, why)
               : HF_OK;
}

enum status end_step(const struct practice *practice, struct arena *arena,
                     const struct room_request *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = room_request_for(in, SPAN("end of step"), 0);

    return room_do(practice, arena, &own, end_the_step, NULL, ret, why);
}

/* --- beginning ------------------------------------------------------------------------------- */

static struct words copy_words(struct words list, struct arena *arena)
{
    struct span *at = arena_array(arena, struct span, list.count);

    for (size_t i = 0; at != NULL && i < list.count; i++)
        at[i] = list.at[i];
    return (struct words){at, at == NULL ? 0 : list.count};
}

static enum status keep_refusal(struct room_doing *doing, struct fault *why)
{
    struct session_file *now = &doing->ret->now;

    doing->ret->answer = ROOM_REFUSED;
    if (plan_refusal_is_known(now->known.gathering.entries, now->room.session, doing->ret->refusal))
        return HF_OK;
    return room_record(doing, ACTION_ACT_REFUSED, now->room.session, doing->ret->refusal, why);
}

/* Nobody is touched who has not pressed the stop and seen it work (CO13); decide() knows nothing of
 * a rehearsal. */
static enum status refuse_unrehearsed(struct room_doing *doing, const struct step_said *step,
                                      struct fault *why)
{
    struct act_refused_content *refused = arena_new(doing->ltx->arena, struct act_refused_content);
    struct span *reason = arena_new(doing->ltx->arena, struct span);

    if (refused == NULL || reason == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *reason = SPAN("NOT_REHEARSED");
    *refused = (struct act_refused_content){.attempt = ATTEMPT_BEGIN,
                                            .practitioner = doing->ret->now.room.practitioner,
                                            .step = *step,
                                            .reasons = {reason, 1}};
    doing->ret->refusal = refused;
    return keep_refusal(doing, why);
}

/* A denial is an entry, once for the act and its reasons; what is merely missing is shown. */
static enum status refuse(struct room_doing *doing, const struct step_said *step,
                          const struct decision *decision, struct fault *why)
{
    struct session_file *now = &doing->ret->now;
    struct arena *arena = doing->ltx->arena;
    enum status st = plan_refusal(ATTEMPT_BEGIN, now->room.practitioner, step, decision, arena,
                                  &doing->ret->refusal, why);

    doing->ret->answer = ROOM_REFUSED;
    doing->ret->missing = copy_words(decision->missing, arena);
    return st == HF_OK && decision->verdict == VERDICT_DENY ? keep_refusal(doing, why) : st;
}

/* Nobody was asked about this today: it waits for a yes that is said just before it. */
static bool is_unasked(const struct session_file *now, const struct step_said *step,
                       struct arena *arena)
{
    struct span word = asked_word(step, arena);

    return !today_covers(now, step) && (word.len == 0 || !words_have(now->room.attested, word));
}

static enum status ask_first(struct room_doing *doing, struct fault *why)
{
    struct span *asked = arena_new(doing->ltx->arena, struct span);

    if (asked == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *asked = CONDITION_ASKED;
    doing->ret->answer = ROOM_REFUSED;
    doing->ret->missing = (struct words){asked, 1};
    return HF_OK;
}

static enum status decide_on(const struct room_doing *doing, const struct step_said *step,
                             struct decision *ret, struct fault *why)
{
    const struct session_file *now = &doing->ret->now;
    struct workspace *space = workspace_new(&now->known.facts, doing->ltx->arena);
    struct act act =
        plan_act(step, entry_id_word(now->room.practitioner, doing->ltx->arena), MODE_LIVE);

    struct asked_facts asked;

    if (space == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = asked_begin(&now->known.facts, doing->ltx->arena, &asked, why);

    if (st == HF_OK)
        decide(asked_for(&asked, step, doing->ltx->arena), &act, now->now_s, space, ret);
    return st;
}

static enum status ask(struct room_doing *doing, uint32_t number, const struct step_said *step,
                       struct fault *why)
{
    const struct session_file *now = &doing->ret->now;
    struct step_begun_content begun = {number, *step};
    struct decision decision;
    enum status st = decide_on(doing, step, &decision, why);

    if (st != HF_OK)
        return st;
    if (!now->room.is_rehearsed && decision.verdict != VERDICT_DENY)
        return refuse_unrehearsed(doing, step, why);
    if (decision.verdict != VERDICT_PERMIT)
        return refuse(doing, step, &decision, why);
    if (is_unasked(now, step, doing->ltx->arena))
        return ask_first(doing, why);
    return room_record(doing, ACTION_STEP_BEGUN, now->room.session, &begun, why);
}

/* --- without steps --------------------------------------------------------------------------- */

static bool is_same_act(const struct step_said *a, const struct step_said *b)
{
    return span_equal(a->region, b->region) && span_equal(a->technique, b->technique) &&
           a->side == b->side && a->access == b->access;
}

/* The plan's number for it; 0: it is not of the plan. */
static uint32_t number_of_act(const struct session_file *s, const struct step_said *act)
{
    for (uint32_t i = 0; s->plan != NULL && i < s->plan->steps.count; i++)
        if (is_same_act(&s->plan->steps.at[i], act))
            return i + 1;
    return 0;
}

/* As firm as stands now, and no firmer; the intent is the session's. */
static enum status ask_act(struct room_doing *doing, const struct step_said *asked,
                           struct fault *why)
{
    struct step_said act = {.region = asked->region,
                            .technique = asked->technique,
                            .side = asked->side,
                            .access = asked->access,
                            .intent = doing->ret->now.room.intent};
    struct decision decision;
    enum status st = decide_on(doing, &act, &decision, why);

    if (st != HF_OK)
        return st;
    act.pressure = (uint8_t)(decision.ceiling > 0 ? decision.ceiling : 0);
    return ask(doing, number_of_act(&doing->ret->now, &act), &act, why);
}

/* --- both ------------------------------------------------------------------------------------ */

static bool is_here(const struct room *room, const struct begin_step *in, uint32_t number)
{
    if (!room->has_step)
        return false;
    return in->act != NULL ? is_same_act(&room->step, in->act) : room->step_number == number;
}

static bool is_a_step(const struct room_reply *ret, const struct begin_step *in, uint32_t number)
{
    return in->act != NULL ? ret->now.room.mode == SESSION_ENVELOPE : number != 0;
}

/* Going elsewhere ends what was done here, whatever the answer is. */
static enum status begin(struct room_doing *doing, struct fault *why)
{
    const struct begin_step *in = doing->what;
    struct room_reply *ret = doing->ret;
    uint32_t number = in->act != NULL ? 0 : number_of(&ret->now, in->number);

    if (!room_goes_on(doing)) {
        ret->answer = ROOM_OVER;
        return HF_OK;
    }
    if (!is_a_step(ret, in, number))
        return fault_set(why, HF_INVALID, "step");
    if (is_here(&ret->now.room, in, number))
        return HF_OK;
    if (raise_is_unseen(ret->now.known.gathering.entries, doing->in->seen)) {
        ret->answer = ROOM_REFUSED;
        ret->raise = RAISE_UNSEEN;
        return HF_OK;
    }
    enum status st = end_the_step(doing, why);

    if (st == HF_OK && doing->n > 0)
        st = room_reload(doing, why);
    if (st != HF_OK)
        return st;
    return in->act != NULL ? ask_act(doing, in->act, why)
                           : ask(doing, number, &ret->now.plan->steps.at[number - 1], why);
}

/* "low_back/2/1/stroke": tells acts of one form apart. */
static struct span act_word(const struct step_said *act, struct arena *arena)
{
    struct buf word;

    buf_init(&word, arena, ACT_WORD_MOST);
    buf_put(&word, act->region);
    buf_byte(&word, '/');
    buf_int(&word, act->side);
    buf_byte(&word, '/');
    buf_int(&word, act->access);
    buf_byte(&word, '/');
    buf_put(&word, act->technique);
    return buf_view(&word);
}

enum status begin_step(const struct practice *practice, struct arena *arena,
                       const struct begin_step *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = in->act != NULL
                                  ? room_request_for(&in->request, act_word(in->act, arena), 0)
                                  : room_request_for(&in->request, SPAN("step"), in->number);

    return room_do(practice, arena, &own, begin, in, ret, why);
}
