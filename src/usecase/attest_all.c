/* usecase/attest_all.c - everything that the desk's page listed is so, by one tap.
 *
 * What can be missed in a list is kept apart: the client's own conditions and the chaperone's are
 * never among them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/room_work.h"

enum { ALL_MOST = 32 };

bool attest_is_the_desks(const struct practice *practice, struct span condition)
{
    const struct lexicon_word *word =
        lexicon_find(practice->knowledge->lexicon->conditions, condition);

    if (!fact_is_word(condition) || span_starts(condition, SPAN("client:")))
        return false;
    return word == NULL || word->by.len == 0 || span_is(word->by, "practitioner");
}

static enum status record_capable(struct room_doing *doing, struct fault *why)
{
    static const struct capacity_content said = {.value = JUDGED_OK};

    return room_record(doing, ACTION_CAPACITY, doing->in->session.id, &said, why);
}

static enum status record_one(struct room_doing *doing, struct span condition, struct fault *why)
{
    struct attest_content said = {.condition = condition,
                                  .state = STATE_ON,
                                  .given = room_given(doing, GIVEN_SHARED_DEVICE),
                                  .device_utc_us = doing->in->device_utc_us};

    return room_record(doing, ACTION_ATTEST, doing->in->session.id, &said, why);
}

static enum status record_all(struct room_doing *doing, struct fault *why)
{
    const struct attest_all *in = doing->what;
    const struct room *room = &doing->ret->now.room;
    enum status st = HF_OK;

    if (in->capable && room->capacity == CAPACITY_UNKNOWN)
        st = record_capable(doing, why);
    for (size_t i = 0; st == HF_OK && i < in->conditions.count; i++)
        if (!words_have(room->attested, in->conditions.at[i]))
            st = record_one(doing, in->conditions.at[i], why);
    return st;
}

static enum status attest_them(struct room_doing *doing, struct fault *why)
{
    struct room_reply *ret = doing->ret;

    if (room_is_clients_hand(doing))
        return fault_set(why, HF_INVALID, "the practitioner's list");
    if (!room_goes_on(doing)) {
        ret->answer = ROOM_OVER;
        return HF_OK;
    }
    if (raise_is_unseen(ret->now.known.gathering.entries, doing->in->seen)) {
        ret->answer = ROOM_REFUSED;
        ret->raise = RAISE_UNSEEN;
        return HF_OK;
    }
    return record_all(doing, why);
}

enum status attest_all(const struct practice *practice, struct arena *arena,
                       const struct attest_all *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = room_request_for(&in->request, SPAN("all"), 0);

    if (in->conditions.count > ALL_MOST)
        return fault_set(why, HF_INVALID, "condition");
    for (size_t i = 0; i < in->conditions.count; i++)
        if (!attest_is_the_desks(practice, in->conditions.at[i]))
            return fault_set(why, HF_INVALID, "condition");
    return room_do(practice, arena, &own, attest_them, in, ret, why);
}
