/* usecase/room_work.c - the frame around every request of a running session.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/room_work.h"

static enum status load(struct room_doing *doing, struct fault *why)
{
    struct client_id client;
    enum status st =
        session_client(doing->ltx, doing->in->hand.keyring, doing->in->session, &client, why);

    return st == HF_OK ? session_file_load(doing->ltx, doing->practice, doing->in->hand.keyring,
                                           client, doing->in->session, &doing->ret->now, why)
                       : st;
}

enum status room_reload(struct room_doing *doing, struct fault *why)
{
    return session_file_renew(doing->ltx, doing->practice, doing->in->hand.keyring,
                              doing->in->session, &doing->ret->now, why);
}

static enum status gather(struct room_doing *doing, struct fault *why)
{
    bool recorded = false;
    enum status st = load(doing, why);

    if (st == HF_OK)
        st = session_record_due(doing->ltx, doing->practice, &doing->ret->now, &recorded, why);
    return st == HF_OK && recorded ? room_reload(doing, why) : st;
}

/* A pause from a page of before the Good that answered the first one is a pause. */
static bool is_raised_since(const struct entry_list *entries, const struct ledger_entry *done)
{
    for (size_t i = entries->count; i > 0 && (uint64_t)entries->at[i - 1].seq > done->seq; i--)
        if (entry_direction(&entries->at[i - 1]) == DIRECTION_RAISES)
            return true;
    return false;
}

struct doing_work {
    struct room_doing doing;
    room_work *work;
    struct room_request own;
};

/* True: this very act was done. */
static bool is_done(struct doing_work *work)
{
    const struct session_file *now = &work->doing.ret->now;
    struct request_id *request = &work->own.hand.request;
    const struct ledger_entry *done = client_file_written(&now->known.file, *request);

    if (done == NULL || !work->own.narrows || !is_raised_since(&now->known.gathering.entries, done))
        return done != NULL;
    *request = request_for(*request, SPAN("once more"), (unsigned)now->known.file.chain.count);
    return false;
}

static enum status do_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct doing_work *work = arg;
    struct room_doing *doing = &work->doing;

    doing->ltx = ltx;
    doing->n = 0;
    *doing->ret = (struct room_reply){.answer = ROOM_TAKEN};
    enum status st = gather(doing, why);

    if (st != HF_OK || is_done(work))
        return st;
    st = work->work(doing, why);
    return st == HF_OK && doing->n > 0 ? room_reload(doing, why) : st;
}

enum status room_do(const struct practice *practice, struct arena *arena,
                    const struct room_request *in, room_work *work, const void *what,
                    struct room_reply *ret, struct fault *why)
{
    struct doing_work doing = {
        .doing = {.practice = practice, .what = what, .ret = ret}, .work = work, .own = *in};

    doing.doing.in = &doing.own;
    enum status st =
        ledger_transact(practice->ledger, practice->store, arena, do_inside, &doing, why);

    /* What the chain says is not the whole of it then: a stop was pressed that it lacks. */
    return ledger_waits(practice->ledger, in->session.id)
               ? fault_set(why, HF_BUSY, "a stop of this session waits to be written down")
               : st;
}

struct room_request room_request_for(const struct room_request *in, struct span what,
                                     unsigned value)
{
    struct room_request own = *in;

    own.hand.request = request_for(in->hand.request, what, value);
    return own;
}

static enum status record_by(struct room_doing *doing, const struct hand *hand, uint16_t action,
                             struct id128 object, const void *content, struct fault *why)
{
    struct to_record what = {action, object, content};

    return client_append(doing->ltx, hand, doing->n++, doing->ret->now.known.file.client, &what, 1,
                         NULL, why);
}

enum status room_record(struct room_doing *doing, uint16_t action, struct id128 object,
                        const void *content, struct fault *why)
{
    return record_by(doing, &doing->in->hand, action, object, content, why);
}

enum status room_record_words(struct room_doing *doing, uint16_t action, struct id128 object,
                              const void *content, struct span words, struct fault *why)
{
    struct hand hand = doing->in->hand;

    vault_sha256(words, hand.text_hash);
    return record_by(doing, &hand, action, object, content, why);
}

bool room_is_clients_hand(const struct room_doing *doing)
{
    return id_equal(keyring_who(doing->in->hand.keyring)->person.id,
                    doing->ret->now.known.file.client.id);
}

bool room_goes_on(const struct room_doing *doing)
{
    enum room_phase state = doing->ret->now.room.state;

    return state != ROOM_NONE && state != ROOM_STOPPED && state != ROOM_ENDED;
}

struct given_said room_given(const struct room_doing *doing, uint8_t how)
{
    bool relayed = how == GIVEN_SIGN || how == GIVEN_ALOUD;
    struct given_said given = {.how = how, .seen = doing->in->seen};

    if (relayed && !room_is_clients_hand(doing))
        given.heard_by = keyring_who(doing->in->hand.keyring)->person.id;
    return given;
}
