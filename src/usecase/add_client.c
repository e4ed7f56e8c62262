/* usecase/add_client.c - a client's chain begins: keys for the compartments, a name, a safe
 * channel.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client.h"

/* KEEP IN ORDER: the n of request_nth for each entry of one adding. */
enum { N_ADDED, N_ID, N_EPOCHS, N_REMINDERS, N_IDENTITY, N_CONTACT };

struct add_work {
    const struct practice *practice;
    const struct add_client *in;
    struct client_id *ret;
};

static enum status append(struct ledger_tx *ltx, const struct add_work *work, unsigned n,
                          uint16_t action, const void *content, struct fault *why)
{
    struct ledger_write write = {
        .client = *work->ret,
        .action = action,
        .object = work->ret->id,
        .object_version = 1,
        .direction = (uint8_t)content_direction(action, content),
    };
    enum status st = content_encode(action, content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, &work->in->hand, n, write, NULL, why);
}

/* The practitioner holds every compartment; the program itself the contact alone, so that
 * reminders can go out. */
static enum status open_compartments(struct ledger_tx *ltx, const struct add_work *work,
                                     struct fault *why)
{
    const struct hand *hand = &work->in->hand;
    struct ledger_grant reminders = {
        .client = *work->ret,
        .compartments = COMPARTMENT_BIT(COMPARTMENT_CONTACT),
        .purpose = GRANT_REMINDERS,
        .request = request_nth(hand->request, N_REMINDERS),
    };
    enum status st = ledger_open_epochs(ltx, hand->keyring, *work->ret, COMPARTMENTS_OF_CLIENT,
                                        request_nth(hand->request, N_EPOCHS), why);

    return st != HF_OK ? st : ledger_grant(ltx, hand->keyring, &reminders, why);
}

static enum status write_down(struct ledger_tx *ltx, const struct add_work *work, struct fault *why)
{
    const struct add_client *in = work->in;
    struct client_added_content added = {keyring_who(in->hand.keyring)->person.id, in->language};
    struct identity_set_content identity = {.name = in->name, .pronoun = in->pronoun};
    enum status st = append(ltx, work, N_ADDED, ACTION_CLIENT_ADDED, &added, why);

    if (st == HF_OK)
        st = append(ltx, work, N_IDENTITY, ACTION_IDENTITY_SET, &identity, why);
    return st != HF_OK ? st : append(ltx, work, N_CONTACT, ACTION_CONTACT_SET, &in->contact, why);
}

/* The same form sent twice adds one client. */
static enum status is_there(struct ledger_tx *ltx, const struct add_work *work, bool *ret,
                            struct fault *why)
{
    struct ledger_list list;
    enum status st = /* opens nothing: this is no reading */
        ledger_load_part(ltx, work->in->hand.keyring, *work->ret, 0, &list, why);

    *ret = st == HF_OK && list.n > 0;
    return st;
}

static enum status add_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct add_work *work = arg;
    struct practice_file practice;
    bool there = false;

    *work->ret = (struct client_id){request_nth(work->in->hand.request, N_ID).id};
    enum status st = practice_file_load(ltx, work->practice, &practice, why);

    if (st == HF_OK && practice_file_lacks(&practice, practice_now_s(work->practice)) != 0)
        return fault_set(why, HF_CONFLICT, "the practice is not ready for clients");
    if (st == HF_OK)
        st = is_there(ltx, work, &there, why);
    if (st != HF_OK || there)
        return st;
    st = open_compartments(ltx, work, why);
    return st == HF_OK ? write_down(ltx, work, why) : st;
}

enum status add_client(const struct practice *practice, struct arena *arena,
                       const struct add_client *in, struct client_id *ret, struct fault *why)
{
    struct add_work work = {practice, in, ret};

    if (in->name.len == 0)
        return fault_set(why, HF_INVALID, "name");
    return ledger_transact(practice->ledger, practice->store, arena, add_inside, &work, why);
}
