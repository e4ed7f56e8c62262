/* usecase/add_person.c - another person of the practice, who sets her own password by a link.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/practice.h"

struct person_work {
    const struct practice *practice;
    const struct add_person *in;
    struct add_person_reply *ret;
};

static enum status certify(const struct person_work *work, struct ledger_tx *ltx,
                           struct person_id person, struct fault *why)
{
    const struct add_person *in = work->in;
    struct person_named_content content = {
        .person = person.id, .name = in->name, .roles = in->roles, .state = STATE_ON};
    struct ledger_write write = {
        .action = ACTION_PERSON_NAMED, .object = person.id, .object_version = 1};
    enum status st =
        ledger_certify_user(ltx, in->hand.keyring, person, request_nth(in->hand.request, 1), why);

    if (st == HF_OK)
        st = content_encode(ACTION_PERSON_NAMED, &content, ltx->arena, &write.content, why);
    return st != HF_OK ? st : hand_append(ltx, &in->hand, 0, write, NULL, why);
}

static enum status add_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct person_work *work = arg;
    struct vault *vault = work->practice->vault;
    struct person_id person = {world_id(vault_world(vault))};
    struct keyring *keyring;
    enum status st = user_make(vault, ltx->tx, person, 1, work->in->roles, &keyring, why);

    if (st != HF_OK)
        return st;
    st = certify(work, ltx, person, why);
    if (st == HF_OK)
        st = sign_link(work->practice, ltx->tx, keyring, &work->ret->link, why);
    keyring_close(keyring);
    work->ret->person = person;
    return st;
}

enum status add_person(const struct practice *practice, struct arena *arena,
                       const struct add_person *in, struct add_person_reply *ret, struct fault *why)
{
    const uint8_t staff = ROLE_PRACTITIONER | ROLE_CLINICIAN | ROLE_CHAPERONE | ROLE_OWNER;
    struct person_work work = {practice, in, ret};

    if (in->name.len == 0)
        return fault_set(why, HF_INVALID, "name");
    if (in->roles == 0 || (in->roles & ~staff) != 0)
        return fault_set(why, HF_INVALID, "roles");
    return ledger_transact(practice->ledger, practice->store, arena, add_inside, &work, why);
}
