/* usecase/hand_on.c - a client is handed on to a colleague, and is told.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/hand_on.h"

#include "usecase/client_facts.h"

/* KEEP IN ORDER: the n of request_nth for each entry. */
enum { N_SAID, N_GRANT, N_END };

struct on_work {
    const struct practice *practice;
    const struct hand_on *in;
};

bool hand_on_may(const struct client_file *file, struct person_id to)
{
    const struct practice_person *of = practice_file_person(&file->practice, to);

    return of != NULL && !of->has_left && (of->roles & ROLE_PRACTITIONER) != 0 &&
           !id_equal(file->practitioner.id, to.id);
}

static enum status check(const struct on_work *work, const struct client_file *file,
                         struct fault *why)
{
    const struct hand_on *in = work->in;
    struct person_id self = keyring_who(in->hand.keyring)->person;

    if (!id_equal(file->practitioner.id, self.id))
        return fault_set(why, HF_NOT_FOUND, "somebody else cares for this client");
    if (!hand_on_may(file, in->to))
        return fault_set(why, HF_INVALID, "to");
    if (span_trim(in->words).len == 0)
        return fault_set(why, HF_INVALID, "words");
    if (client_file_in_session(file))
        return fault_set(why, HF_CONFLICT, "a session is open for this client");
    return HF_OK;
}

static enum status give_keys(struct ledger_tx *ltx, const struct on_work *work, struct fault *why)
{
    const struct hand_on *in = work->in;
    struct ledger_grant grant = {
        .client = in->client,
        .recipient = in->to,
        .compartments = COMPARTMENTS_OF_CLIENT,
        .purpose = GRANT_CARE,
        .request = request_nth(in->hand.request, N_GRANT),
    };

    return ledger_grant(ltx, in->hand.keyring, &grant, why);
}

static enum status say_so(struct ledger_tx *ltx, const struct on_work *work, struct fault *why)
{
    const struct hand_on *in = work->in;
    struct client_handed_on_content content = {.to = in->to.id, .stops = true, .words = in->words};
    struct ledger_write write = {.client = in->client,
                                 .action = ACTION_CLIENT_HANDED_ON,
                                 .object = in->client.id,
                                 .object_version = 1};
    enum status st =
        content_encode(ACTION_CLIENT_HANDED_ON, &content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, &in->hand, N_SAID, write, NULL, why);
}

/* Last of all: afterwards the one who hands on can sign nothing here any more. */
static enum status stop_reading(struct ledger_tx *ltx, const struct on_work *work,
                                struct fault *why)
{
    const struct hand_on *in = work->in;

    return ledger_end_grant(ltx, in->hand.keyring, in->client,
                            keyring_who(in->hand.keyring)->person,
                            request_nth(in->hand.request, N_END), why);
}

static enum status on_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct on_work *work = arg;
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, work->in->hand.keyring, work->in->client, &file, why);

    if (st != HF_OK || id_equal(file.practitioner.id, work->in->to.id))
        return st; /* sent twice */
    st = check(work, &file, why);
    if (st == HF_OK)
        st = give_keys(ltx, work, why);
    if (st == HF_OK)
        st = say_so(ltx, work, why);
    return st == HF_OK ? stop_reading(ltx, work, why) : st;
}

enum status hand_on(const struct practice *practice, struct arena *arena, const struct hand_on *in,
                    struct fault *why)
{
    struct on_work work = {practice, in};

    return ledger_transact(practice->ledger, practice->store, arena, on_inside, &work, why);
}
