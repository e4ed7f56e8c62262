/* usecase/say_today.c - is this all right today? What is said here only narrows.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/room_work.h"

#define ASKED SPAN("client:asked")

/* --- what was said --------------------------------------------------------------------------- */

static bool list_is(struct words list, struct span word)
{
    return list.count == 1 && span_equal(list.at[0], word);
}

static bool is_of_step(const struct scope_said *scope, const struct step_said *step)
{
    return span_equal(scope->region, step->region) && scope->side == step->side &&
           list_is(scope->techniques, step->technique) &&
           list_is(scope->access, access_word((enum access)step->access));
}

static enum today limit_says(const struct limit_content *c, struct id128 session,
                             const struct step_said *step)
{
    if (c == NULL || !id_equal(c->session, session) || !is_of_step(&c->scope, step))
        return TODAY_UNSAID;
    if (c->deny)
        return TODAY_NO;
    return words_have(c->conditions, ASKED) ? TODAY_ASK : TODAY_UNSAID;
}

static enum today entry_says(const struct entry *e, struct id128 session,
                             const struct step_said *step)
{
    const struct revoke_content *c = e->content;

    if (e->action == ACTION_LIMIT)
        return limit_says(e->content, session, step);
    return e->action == ACTION_MAYBE && c != NULL && is_of_step(&c->scope, step) ? TODAY_TALK
                                                                                 : TODAY_UNSAID;
}

/* KEEP IN ORDER: enum today. The more careful answer stands. */
static const uint8_t carefulness[] = {0, 1, 2, 4, 3};

/* What is not narrowed is a yes once anything of the day was said at all: a no to the rest was
 * recorded as such. */
static bool anything_said(const struct entry_list *entries, struct id128 session)
{
    for (size_t i = 0; i < entries->count; i++) {
        const struct attest_content *c = entries->at[i].content;

        if (entries->at[i].action == ACTION_ATTEST && c != NULL &&
            id_equal(entries->at[i].object, session) && span_is(c->condition, "client:asked"))
            return true;
    }
    return false;
}

static size_t place_of_start(const struct entry_list *entries, struct id128 session)
{
    for (size_t i = entries->count; i > 0; i--)
        if (entries->at[i - 1].action == ACTION_SESSION_STARTED &&
            id_equal(entries->at[i - 1].object, session))
            return i;
    return entries->count;
}

static enum today step_said_today(const struct session_file *s, const struct step_said *step)
{
    const struct entry_list *entries = &s->known.gathering.entries;
    enum today said = anything_said(entries, s->room.session) ? TODAY_YES : TODAY_UNSAID;

    for (size_t i = place_of_start(entries, s->room.session); i < entries->count; i++) {
        enum today next = entry_says(&entries->at[i], s->room.session, step);

        if (carefulness[next] > carefulness[said])
            said = next;
    }
    return said;
}

enum status today_said(const struct session_file *file, struct arena *arena, const enum today **ret,
                       struct fault *why)
{
    size_t count = file->plan == NULL ? 0 : file->plan->steps.count;
    enum today *said = arena_array(arena, enum today, count);

    if (said == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < count; i++)
        said[i] = step_said_today(file, &file->plan->steps.at[i]);
    *ret = said;
    return HF_OK;
}

/* --- saying it ------------------------------------------------------------------------------- */

static struct words one_word(struct arena *arena, struct span word)
{
    struct span *at = arena_array(arena, struct span, 1);

    if (at == NULL)
        return (struct words){0};
    at[0] = word;
    return (struct words){at, 1};
}

static struct scope_said scope_of(const struct step_said *step, struct arena *arena)
{
    return (struct scope_said){.region = step->region,
                               .side = step->side,
                               .techniques = one_word(arena, step->technique),
                               .access = one_word(arena, access_word((enum access)step->access))};
}

static enum status say_step(struct room_doing *doing, const struct step_said *step,
                            enum today answer, struct fault *why)
{
    struct arena *arena = doing->ltx->arena;
    struct scope_said scope = scope_of(step, arena);
    struct limit_content limit = {.scope = scope,
                                  .deny = answer != TODAY_ASK,
                                  .session = doing->in->session.id,
                                  .device_utc_us = doing->in->device_utc_us};
    struct revoke_content maybe = {.scope = scope, .device_utc_us = doing->in->device_utc_us};
    struct id128 own = {{0}};

    if (answer == TODAY_YES)
        return HF_OK;
    if (answer == TODAY_TALK)
        return room_record(doing, ACTION_MAYBE, own, &maybe, why);
    if (answer == TODAY_ASK)
        limit.conditions = one_word(arena, ASKED);
    return room_record(doing, ACTION_LIMIT, own, &limit, why);
}

/* A mark that the day's question was answered; "off", since nobody has been asked yet. */
static enum status say_answered(struct room_doing *doing, struct fault *why)
{
    struct attest_content said = {.condition = ASKED,
                                  .state = STATE_OFF,
                                  .given = room_given(doing, 0),
                                  .device_utc_us = doing->in->device_utc_us};

    return room_record(doing, ACTION_ATTEST, doing->in->session.id, &said, why);
}

static enum status say(struct room_doing *doing, struct fault *why)
{
    const struct say_today *in = doing->what;
    const struct session_file *now = &doing->ret->now;
    size_t count = now->plan == NULL ? 0 : now->plan->steps.count;
    enum status st = HF_OK;

    if (!room_is_clients_hand(doing))
        return fault_set(why, HF_INVALID, "only the client says what is all right today");
    if (in->n_answers != count)
        return fault_set(why, HF_INVALID, "another plan than the one that was shown");
    if (!room_goes_on(doing)) {
        doing->ret->answer = ROOM_OVER;
        return HF_OK;
    }
    st = say_answered(doing, why); /* the request's own entry: the same form again finds it */
    for (size_t i = 0; st == HF_OK && i < count; i++)
        st = say_step(doing, &now->plan->steps.at[i], in->answers[i], why);
    return st;
}

enum status say_today(const struct practice *practice, struct arena *arena,
                      const struct say_today *in, struct room_reply *ret, struct fault *why)
{
    return room_do(practice, arena, &in->request, say, in, ret, why);
}

/* --- ready ----------------------------------------------------------------------------------- */

static enum status say_condition(struct room_doing *doing, struct span condition, struct fault *why)
{
    struct attest_content said = {
        .condition = condition,
        .state = STATE_ON,
        .given =
            room_given(doing, doing->in->hand.device == 3 ? GIVEN_OWN_DEVICE : GIVEN_SHARED_DEVICE),
    };

    return room_record(doing, ACTION_ATTEST, doing->in->session.id, &said, why);
}

/* The words wait for a person, and the session ends before it has begun (start_session looks for
 * exactly this pair). */
static enum status say_new(struct room_doing *doing, const struct say_ready *in, struct fault *why)
{
    struct observation_content said = {.frame = OBSERVED_FELT, .words = in->words};
    struct session_ended_content ended = {END_CLIENT_WISH};
    enum status st = room_record(doing, ACTION_OBSERVATION, doing->in->session.id, &said, why);

    return st == HF_OK
               ? room_record(doing, ACTION_SESSION_ENDED, doing->in->session.id, &ended, why)
               : st;
}

static enum status be_ready(struct room_doing *doing, struct fault *why)
{
    static const struct nothing_new_said_content nothing_new = {
        SPAN_INIT("Is anything new since last time?")};
    enum status st = say_condition(doing, SPAN("client:read_back"), why);

    if (st == HF_OK)
        st = say_condition(doing, SPAN("client:ready"), why);
    return st == HF_OK ? room_record(doing, ACTION_NOTHING_NEW_SAID, doing->in->session.id,
                                     &nothing_new, why)
                       : st;
}

static enum status ready(struct room_doing *doing, struct fault *why)
{
    const struct say_ready *in = doing->what;

    if (!room_is_clients_hand(doing))
        return fault_set(why, HF_INVALID, "only the client is ready");
    if (!room_goes_on(doing)) {
        doing->ret->answer = ROOM_OVER;
        return HF_OK;
    }
    if (in->something_new)
        return say_new(doing, in, why);
    if (raise_is_unseen(doing->ret->now.known.gathering.entries, doing->in->seen)) {
        doing->ret->answer = ROOM_REFUSED;
        doing->ret->raise = RAISE_UNSEEN;
        return HF_OK;
    }
    return be_ready(doing, why);
}

enum status say_ready(const struct practice *practice, struct arena *arena,
                      const struct say_ready *in, struct room_reply *ret, struct fault *why)
{
    return room_do(practice, arena, &in->request, ready, in, ret, why);
}
