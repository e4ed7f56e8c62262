/* usecase/room_acts.c - small acts of a session: looking, rehearsing, capacity, conditions,
 * tension, words.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/asked.h"
#include "usecase/chaperone.h"
#include "usecase/room_work.h"

static struct id128 session_of(const struct room_doing *doing)
{
    return doing->in->session.id;
}

static enum status refuse(struct room_doing *doing, enum raise_answer raise)
{
    doing->ret->answer = ROOM_REFUSED;
    doing->ret->raise = raise;
    return HF_OK;
}

static enum status over(struct room_doing *doing)
{
    doing->ret->answer = ROOM_OVER;
    return HF_OK;
}

/* --- looking --------------------------------------------------------------------------------- */

static enum status only_look(struct room_doing *doing, struct fault *why)
{
    (void)doing; /* what silence asks for is recorded already */
    (void)why;
    return HF_OK;
}

enum status look_at_room(const struct practice *practice, struct arena *arena,
                         const struct room_request *in, struct room_reply *ret, struct fault *why)
{
    return room_do(practice, arena, in, only_look, NULL, ret, why);
}

/* --- rehearsal ------------------------------------------------------------------------------- */

static enum status rehearse(struct room_doing *doing, struct fault *why)
{
    bool own = doing->in->hand.device == 3;
    struct rehearsal_content said = {.worked = true, .own_device = own};

    return room_goes_on(doing) ? room_record(doing, ACTION_REHEARSAL, session_of(doing), &said, why)
                               : over(doing);
}

enum status rehearse_stop(const struct practice *practice, struct arena *arena,
                          const struct room_request *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = room_request_for(in, SPAN("rehearse"), 0);

    return room_do(practice, arena, &own, rehearse, NULL, ret, why);
}

/* --- capacity -------------------------------------------------------------------------------- */

/* Nobody judges their own: an ok is the practitioner's, a doubt anybody's. */
static enum status judge(struct room_doing *doing, struct fault *why)
{
    const struct say_capacity *in = doing->what;
    struct capacity_content said = {.value = in->value};

    if (in->value == JUDGED_OK && !room_goes_on(doing))
        return over(doing);
    if (in->value == JUDGED_OK && room_is_clients_hand(doing))
        return fault_set(why, HF_INVALID, "value");
    return room_record(doing, ACTION_CAPACITY, session_of(doing), &said, why);
}

enum status say_capacity(const struct practice *practice, struct arena *arena,
                         const struct say_capacity *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = room_request_for(&in->request, SPAN("capacity"), in->value);

    return room_do(practice, arena, &own, judge, in, ret, why);
}

/* --- conditions ------------------------------------------------------------------------------ */

static enum raise_answer may_attest(const struct room_doing *doing, const struct attest *in)
{
    bool relayed = in->how == GIVEN_SIGN || in->how == GIVEN_ALOUD;

    if (in->state != STATE_ON || !span_starts(in->condition, SPAN("client:")))
        return RAISE_MAY;
    if (!room_is_clients_hand(doing) && !(relayed && asked_is_word(in->condition)))
        return RAISE_NOT_THE_CLIENTS;
    return raise_is_unseen(doing->ret->now.known.gathering.entries, doing->in->seen) ? RAISE_UNSEEN
                                                                                     : RAISE_MAY;
}

static enum status say_condition(struct room_doing *doing, struct fault *why)
{
    const struct attest *in = doing->what;
    struct attest_content said = {.condition = in->condition,
                                  .state = in->state,
                                  .given = room_given(doing, in->how),
                                  .device_utc_us = doing->in->device_utc_us};
    enum raise_answer raise = may_attest(doing, in);

    if (in->state == STATE_ON && !room_goes_on(doing))
        return over(doing);
    if (raise != RAISE_MAY)
        return refuse(doing, raise);
    return room_record(doing, ACTION_ATTEST, session_of(doing), &said, why);
}

enum status attest(const struct practice *practice, struct arena *arena, const struct attest *in,
                   struct room_reply *ret, struct fault *why)
{
    /* a yes to being asked names its place */
    if (!fact_is_word(in->condition) || span_equal(in->condition, CONDITION_ASKED) ||
        (in->state != STATE_ON && in->state != STATE_OFF))
        return fault_set(why, HF_INVALID, "condition");
    if (span_equal(in->condition, CONDITION_CHAPERONE))
        return in->state == STATE_OFF ? chaperone_left(practice, arena, &in->request, ret, why)
                                      : fault_set(why, HF_INVALID, "the chaperone's own to say");
    struct room_request own = room_request_for(&in->request, in->condition, in->state);

    own.narrows = in->state == STATE_OFF;
    return room_do(practice, arena, &own, say_condition, in, ret, why);
}

/* --- tension and words ------------------------------------------------------------------------ */

static enum status mark(struct room_doing *doing, struct fault *why)
{
    const struct mark_tension *in = doing->what;
    struct tension_marked_content said = {.region = in->region,
                                          .side = in->side,
                                          .when = in->when,
                                          .value = in->value,
                                          .by_client = room_is_clients_hand(doing)};

    return room_record(doing, ACTION_TENSION_MARKED, session_of(doing), &said, why);
}

enum status mark_tension(const struct practice *practice, struct arena *arena,
                         const struct mark_tension *in, struct room_reply *ret, struct fault *why)
{
    if (!fact_is_word(in->region) || in->value > 10 || in->when < TENSION_BEFORE ||
        in->when > TENSION_AFTER)
        return fault_set(why, HF_INVALID, "value");
    unsigned what = (unsigned)in->side << 16 | (unsigned)in->when << 8 | in->value;
    struct room_request own = room_request_for(&in->request, in->region, what);

    return room_do(practice, arena, &own, mark, in, ret, why);
}

static enum status keep_words(struct room_doing *doing, struct fault *why)
{
    const struct say_words *in = doing->what;
    struct feeling_said_content felt = {.words = in->words, .chosen = in->chosen};
    struct observation_content seen = {
        .frame = OBSERVED_PHYSICAL, .region = in->region, .side = in->side, .words = in->words};

    return room_is_clients_hand(doing)
               ? room_record(doing, ACTION_FEELING_SAID, session_of(doing), &felt, why)
               : room_record(doing, ACTION_OBSERVATION, session_of(doing), &seen, why);
}

enum status say_words(const struct practice *practice, struct arena *arena,
                      const struct say_words *in, struct room_reply *ret, struct fault *why)
{
    if (in->words.len == 0 && in->chosen.count == 0)
        return fault_set(why, HF_INVALID, "words");
    struct room_request own = room_request_for(&in->request, in->words, 0);

    for (size_t i = 0; i < in->chosen.count; i++)
        own = room_request_for(&own, in->chosen.at[i], 1);
    return room_do(practice, arena, &own, keep_words, in, ret, why);
}
