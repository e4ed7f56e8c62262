/* usecase/erasure_ask.c - what a client asks of the record, and what became of it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/erasure_inside.h"

#include "usecase/client_facts.h"

/* --- asking and answering -------------------------------------------------------------------- */

struct wishing {
    const struct practice *practice;
    const struct ask_record *in;
};

/* Of the same request, so that a form sent twice asks once. */
static struct id128 asked_id(const struct hand *hand)
{
    return request_for(hand->request, SPAN("asked"), 0).id;
}

static enum status ask_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct wishing *work = arg;
    const struct ask_record *in = work->in;
    bool own = id_equal(keyring_who(in->hand.keyring)->person.id, in->client.id);
    bool near = keyring_who(in->hand.keyring)->proof < PROOF_OWN_DEVICE;
    struct record_asked_content content = {
        .wish = (uint8_t)in->wish,
        .how = !own   ? GIVEN_ALOUD
               : near ? GIVEN_SHARED_DEVICE
                      : GIVEN_OWN_DEVICE,
        .words = in->words,
    };
    struct to_record record = {ACTION_RECORD_ASKED, asked_id(&in->hand), &content};
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, in->hand.keyring, in->client, &file, why);

    return st != HF_OK ? st
                       : client_append(ltx, &in->hand, 0, in->client, &record,
                                       WISH_IN_VERSION + in->wish, NULL, why);
}

enum status ask_record(const struct practice *practice, struct arena *arena,
                       const struct ask_record *in, struct fault *why)
{
    struct wishing work = {practice, in};

    if (in->wish < WISH_ERASE || in->wish > WISH_COPY)
        return fault_set(why, HF_INVALID, "wish");
    if (in->wish == WISH_CORRECT && in->words.len == 0)
        return fault_set(why, HF_INVALID, "words");
    return ledger_transact(practice->ledger, practice->store, arena, ask_inside, &work, why);
}

struct answering {
    struct looking look;
    const struct answer_record *in;
};

static bool is_open_asking(const struct whereabouts *w, struct id128 asked)
{
    for (size_t i = 0; i < w->n_asked; i++)
        if (id_equal(w->asked[i].id, asked))
            return w->asked[i].answered_s == 0;
    return false;
}

enum status append_answer(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                          struct client_id client, struct id128 asked,
                          const struct record_answered_content *content, struct fault *why)
{
    struct to_record record = {ACTION_RECORD_ANSWERED, asked, content};

    return client_append(ltx, hand, n, client, &record, 1, NULL, why);
}

static enum status answer_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct answering *work = arg;
    const struct answer_record *in = work->in;
    struct record_answered_content content = {(uint8_t)in->outcome, in->words};
    enum status st = whereabouts_look(ltx, &work->look, why);

    if (st != HF_OK)
        return st;
    if (!is_open_asking(work->look.ret, in->asked))
        return fault_set(why, HF_INVALID, "asked");
    return append_answer(ltx, &in->hand, 0, in->client, in->asked, &content, why);
}

enum status answer_record(const struct practice *practice, struct arena *arena,
                          const struct answer_record *in, struct fault *why)
{
    struct whereabouts found;
    struct answering work = {.look = {.practice = practice,
                                      .reader = in->hand.keyring,
                                      .client = in->client,
                                      .ret = &found},
                             .in = in};

    if (in->outcome < OUTCOME_DONE || in->outcome > OUTCOME_NOT)
        return fault_set(why, HF_INVALID, "outcome");
    if (in->outcome != OUTCOME_DONE && in->words.len == 0)
        return fault_set(why, HF_INVALID, "words");
    return ledger_transact(practice->ledger, practice->store, arena, answer_inside, &work, why);
}
