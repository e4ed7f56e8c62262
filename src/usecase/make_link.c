/* usecase/make_link.c - new keys for the client, handed over as a link and a spoken word.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client.h"

#include "usecase/client_facts.h"

/* KEEP IN ORDER: the n of request_nth for each entry. */
enum { N_LINK, N_CERTIFY, N_GRANT };

enum {
    OWN_RECORD = COMPARTMENTS_OF_CLIENT & ~COMPARTMENT_BIT(COMPARTMENT_NOTES),
};

struct link_work {
    const struct practice *practice;
    const struct make_link *in;
    struct link *ret;
};

static enum status note(struct ledger_tx *ltx, const struct link_work *work, struct fault *why)
{
    struct link_made_content content = {.purpose = SPAN("sign_in"),
                                        .until = {true, work->ret->until_s}};
    struct ledger_write write = {
        .client = work->in->client, .action = ACTION_LINK_MADE, .object = work->in->client.id};
    enum status st = content_encode(ACTION_LINK_MADE, &content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, &work->in->hand, N_LINK, write, NULL, why);
}

/* The new keys are certified and can read the client's own record; older passes and the older
 * password end. */
static enum status make_theirs(struct ledger_tx *ltx, const struct link_work *work,
                               struct keyring *keys, struct fault *why)
{
    const struct hand *hand = &work->in->hand;
    struct vault *vault = work->practice->vault;
    struct person_id person = keyring_who(keys)->person;
    struct ledger_grant own = {
        .client = work->in->client,
        .recipient = person,
        .compartments = OWN_RECORD,
        .purpose = GRANT_OWN,
        .request = request_nth(hand->request, N_GRANT),
    };
    enum status st =
        ledger_certify_user(ltx, hand->keyring, person, request_nth(hand->request, N_CERTIFY), why);

    if (st == HF_OK)
        st = ledger_grant(ltx, hand->keyring, &own, why);
    if (st == HF_OK)
        st = pass_end_person(vault, ltx->tx, person, 0, why);
    if (st == HF_OK)
        st = slot_end_person(vault, ltx->tx, person, why);
    return st == HF_OK ? sign_link(work->practice, ltx->tx, keys, work->ret, why) : st;
}

/* Number 1 for the first keys, one more for each later link. */
static enum status make_keys(const struct link_work *work, struct tx *tx, struct keyring **ret,
                             struct fault *why)
{
    struct person_id person = {work->in->client.id};
    struct keyring_who last = {.keygen = 0};
    enum status st = user_public(work->practice->vault, tx, person, &last, why);

    if (st != HF_OK && st != HF_NOT_FOUND)
        return st;
    return user_make(work->practice->vault, tx, person, last.keygen + 1, ROLE_CLIENT, ret, why);
}

/* A link is shown once: the same form again can't show it, and must not make another. */
static bool is_made(const struct client_file *file, struct request_id request)
{
    for (size_t i = 0; i < file->chain.count; i++)
        if (id_equal(file->chain.at[i].entry->request.id, request.id))
            return true;
    return false;
}

static enum status make_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct link_work *work = arg;
    struct client_file file;
    struct keyring *keys;
    enum status st =
        client_file_load(ltx, work->practice, work->in->hand.keyring, work->in->client, &file, why);

    if (st == HF_OK && client_file_in_session(&file))
        st = fault_set(why, HF_CONFLICT, "a session is open for this client");
    if (st == HF_OK && is_made(&file, work->in->hand.request))
        st = fault_set(why, HF_CONFLICT, "this link was made and shown before");
    if (st == HF_OK)
        st = make_keys(work, ltx->tx, &keys, why);
    if (st != HF_OK)
        return st;
    st = make_theirs(ltx, work, keys, why);
    keyring_close(keys);
    return st == HF_OK ? note(ltx, work, why) : st;
}

enum status make_link(const struct practice *practice, struct arena *arena,
                      const struct make_link *in, struct link *ret, struct fault *why)
{
    struct link_work work = {practice, in, ret};

    return ledger_transact(practice->ledger, practice->store, arena, make_inside, &work, why);
}
