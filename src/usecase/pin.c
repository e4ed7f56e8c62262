/* usecase/pin.c - see pin.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/pin.h"

enum { NOTHING_TO_READ = 0, N_ENDED = 1 };

static const int64_t day_us = INT64_C(86400) * 1000000;

static struct delegate_scope scope_of(const struct practice *practice, struct person_id person)
{
    return (struct delegate_scope){
        .person = person,
        .roles = ROLE_CLIENT,
        .client = {person.id},
        .purpose = DELEGATE_HANDOVER,
        .most_proof = PROOF_SHARED_DEVICE,
        .until_us = world_now_us(vault_world(practice->vault)) + PIN_DAYS * day_us,
    };
}

/* --- by the client's own keys ---------------------------------------------------------------- */

static bool is_own(const struct keyring *keyring)
{
    const struct keyring_who *who = keyring_who(keyring);

    return who->kind == KEYRING_USER && who->roles == ROLE_CLIENT;
}

/* Its row, and its key, with an entry that says so. */
static enum status end_inside(struct ledger_tx *ltx, const struct practice *practice,
                              const struct hand *hand, struct fault *why)
{
    struct person_id person = keyring_who(hand->keyring)->person;
    struct pin_state state;
    enum status st = pin_look(practice->vault, ltx->tx, person, &state, why);

    if (st == HF_OK)
        st = pin_end(practice->vault, ltx->tx, person, why);
    if (st == HF_OK && state.is_there)
        st = ledger_end_delegate(ltx, hand->keyring, (struct client_id){person.id}, person,
                                 state.keygen, request_nth(hand->request, N_ENDED), why);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

struct set_work {
    const struct practice *practice;
    const struct set_pin *in;
    const struct pin_typed *typed;
};

static enum status keep_inside(struct ledger_tx *ltx, const struct set_work *work,
                               struct keyring *delegate, struct fault *why)
{
    const struct hand *hand = &work->in->hand;
    enum status st =
        ledger_certify_delegate(ltx, hand->keyring, delegate, NOTHING_TO_READ, hand->request, why);

    return st == HF_OK ? pin_keep(work->practice->vault, ltx->tx, delegate, work->typed, why) : st;
}

static enum status set_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct set_work *work = arg;
    const struct practice *practice = work->practice;
    struct delegate_scope scope = scope_of(practice, keyring_who(work->in->hand.keyring)->person);
    struct keyring *delegate = NULL;
    enum status st = end_inside(ltx, practice, &work->in->hand, why);

    if (st == HF_OK)
        st = delegate_make(practice->vault, &scope, &delegate, why);
    if (st != HF_OK)
        return st;
    st = keep_inside(ltx, work, delegate, why);
    keyring_close(delegate);
    return st;
}

enum status set_pin(const struct practice *practice, struct arena *arena, const struct set_pin *in,
                    struct fault *why)
{
    struct pin_typed typed;
    struct set_work work = {practice, in, &typed};

    if (pin_flaw(in->pin) != PIN_FITS || !is_own(in->hand.keyring))
        return fault_set(why, HF_INVALID, "a PIN is of 6 to 12 digits, chosen by the client");
    enum status st = pin_choose(practice->vault, in->pin, &typed, why);

    if (st == HF_OK)
        st = ledger_transact(practice->ledger, practice->store, arena, set_inside, &work, why);
    pin_forget(&typed);
    return st;
}

struct end_work {
    const struct practice *practice;
    const struct hand *hand;
};

static enum status end_alone(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct end_work *work = arg;

    return end_inside(ltx, work->practice, work->hand, why);
}

enum status end_pin(const struct practice *practice, struct arena *arena, const struct hand *hand,
                    struct fault *why)
{
    struct end_work work = {practice, hand};

    if (!is_own(hand->keyring))
        return fault_set(why, HF_INVALID, "only the client ends a PIN");
    return ledger_transact(practice->ledger, practice->store, arena, end_alone, &work, why);
}

/* --- looking --------------------------------------------------------------------------------- */

struct look_work {
    struct vault *vault;
    struct person_id person;
    struct pin_state *ret;
};

static enum status look_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct look_work *work = arg;

    return pin_look(work->vault, tx, work->person, work->ret, why);
}

enum status look_at_pin(const struct practice *practice, const struct keyring *keyring,
                        struct pin_state *ret, struct fault *why)
{
    struct look_work work = {practice->vault, keyring_who(keyring)->person, ret};

    return store_transact(practice->store, STORE_READ, look_inside, &work, why);
}

/* --- on the tablet --------------------------------------------------------------------------- */

struct try_work {
    const struct practice *practice;
    const struct try_pin *in;
    struct pin_typed typed;
    struct try_pin_reply *ret;
};

static enum status prepare(struct tx *tx, void *arg, struct fault *why)
{
    struct try_work *work = arg;

    return pin_prepare(work->practice->vault, tx, keyring_who(work->in->hand.keyring)->person,
                       work->in->pin, &work->typed, why);
}

/* The fifth wrong one: its key ends, too, by the hand that holds the tablet. */
static enum status end_key(struct ledger_tx *ltx, const struct try_work *work, struct fault *why)
{
    const struct hand *hand = &work->in->hand;
    const struct keyring_who *who = keyring_who(hand->keyring);
    enum status st =
        ledger_end_delegate(ltx, hand->keyring, who->client, who->person, work->ret->state.keygen,
                            request_nth(hand->request, N_ENDED), why);

    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status try_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct try_work *work = arg;
    struct delegate_scope scope =
        scope_of(work->practice, keyring_who(work->in->hand.keyring)->person);
    struct pin_state *state = &work->ret->state;

    keyring_close(work->ret->signer); /* of a try that could not be committed */
    work->ret->signer = NULL;
    enum status st = pin_open(work->practice->vault, ltx->tx, &scope, &work->typed,
                              &work->ret->signer, state, why);

    if (st != HF_NOT_FOUND)
        return st;
    return state->keygen != 0 && !state->is_there ? end_key(ltx, work, why) : HF_OK;
}

enum status try_pin(const struct practice *practice, struct arena *arena, const struct try_pin *in,
                    struct try_pin_reply *ret, struct fault *why)
{
    struct try_work work = {.practice = practice, .in = in, .ret = ret};

    *ret = (struct try_pin_reply){.signer = NULL};
    if (keyring_who(in->hand.keyring)->purpose != DELEGATE_HANDOVER)
        return fault_set(why, HF_INVALID, "a PIN is for a handed-over tablet");
    enum status st = store_transact(practice->store, STORE_READ, prepare, &work, why);

    if (st == HF_OK)
        st = ledger_transact(practice->ledger, practice->store, arena, try_inside, &work, why);
    if (st != HF_OK) {
        keyring_close(ret->signer);
        ret->signer = NULL;
    }
    pin_forget(&work.typed);
    return st;
}
