/* usecase/end_session.c - a session ends, and the client is asked apart.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/room_work.h"

static uint8_t how_it_ended(const struct room_doing *doing)
{
    const struct room *room = &doing->ret->now.room;

    if (room->was_stopped)
        return room->by_silence ? END_SILENCE : END_STOPPED;
    if (room_is_clients_hand(doing))
        return END_CLIENT_WISH;
    return room->state == ROOM_PAUSED ? END_PRACTITIONER : END_PLANNED;
}

static enum status end(struct room_doing *doing, struct fault *why)
{
    const struct room *room = &doing->ret->now.room;
    struct step_ended_content step = {room->step_number};
    struct session_ended_content ended = {how_it_ended(doing)};
    bool has_step = room->has_step;
    enum status st = HF_OK;

    if (room->state == ROOM_ENDED)
        return HF_OK;
    st = room_record(doing, ACTION_SESSION_ENDED, doing->in->session.id, &ended, why);
    return st == HF_OK && has_step
               ? room_record(doing, ACTION_STEP_ENDED, doing->in->session.id, &step, why)
               : st;
}

enum status end_session(const struct practice *practice, struct arena *arena,
                        const struct room_request *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = room_request_for(in, SPAN("end"), 0);

    return room_do(practice, arena, &own, end, NULL, ret, why);
}

/* --- the client's own question ---------------------------------------------------------------- */

/* Asked once; but that something was different after all is never too late. */
static bool was_answered(const struct room_doing *doing, const struct client_closes *in)
{
    const struct entry *e = entry_find_last(doing->ret->now.known.gathering.entries,
                                            ACTION_CLIENT_CLOSED, doing->in->session.id);
    const struct client_closed_content *said = e == NULL ? NULL : e->content;

    return e != NULL &&
           (in->different != HONEST_YES || (said != NULL && said->different == HONEST_YES));
}

/* Something different is an incident at once: nobody has to decide that it is one. */
static enum status note_incident(struct room_doing *doing, const struct client_closes *in,
                                 struct fault *why)
{
    struct incident_noted_content said = {
        .session = doing->in->session.id, .kind = SPAN("different"), .words = in->different_words};

    return in->different == HONEST_YES
               ? room_record(doing, ACTION_INCIDENT_NOTED, (struct id128){{0}}, &said, why)
               : HF_OK;
}

static enum status close_for_client(struct room_doing *doing, struct fault *why)
{
    const struct client_closes *in = doing->what;
    struct client_closed_content said = {in->different, in->different_words};
    struct feeling_said_content felt = {.words = in->own_word, .chosen = in->feelings};
    enum status st = HF_OK;

    if (!room_is_clients_hand(doing))
        return fault_set(why, HF_INVALID, "only the client answers this");
    if (was_answered(doing, in))
        return HF_OK;
    st = room_record(doing, ACTION_CLIENT_CLOSED, doing->in->session.id, &said, why);
    if (st == HF_OK && (felt.words.len > 0 || felt.chosen.count > 0))
        st = room_record(doing, ACTION_FEELING_SAID, doing->in->session.id, &felt, why);
    return st == HF_OK ? note_incident(doing, in, why) : st;
}

enum status client_closes(const struct practice *practice, struct arena *arena,
                          const struct client_closes *in, struct room_reply *ret, struct fault *why)
{
    if (in->different < HONEST_NO || in->different > HONEST_RATHER_NOT_SAY)
        return fault_set(why, HF_INVALID, "different");
    struct room_request own = room_request_for(&in->request, in->different_words, in->different);

    return room_do(practice, arena, &own, close_for_client, in, ret, why);
}
