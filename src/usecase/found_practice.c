/* usecase/found_practice.c - from an empty folder to a practice with one owner.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/practice.h"

#include "core/model/content.h"
#include "usecase/packs.h"

#include <string.h>

struct found_work {
    const struct practice *practice;
    const struct found_practice *in;
    struct found_practice_reply *ret;
    struct password_chosen chosen;
};

static enum status append(struct ledger_tx *ltx, struct keyring *owner,
                          const struct found_practice *in, unsigned n, uint16_t action,
                          struct id128 object, const void *content, struct fault *why)
{
    struct hand hand = {.keyring = owner, .request = in->request, .device = 1};
    struct ledger_write write = {
        .action = action,
        .object = object,
        .object_version = 1,
        .direction = (uint8_t)content_direction(action, content),
    };
    enum status st = content_encode(action, content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, &hand, n, write, NULL, why);
}

/* Every pack and the atlas by the hash of the bytes that this program carries. */
static enum status adopt_packs(struct ledger_tx *ltx, const struct practice *practice,
                               struct keyring *owner, const struct found_practice *in,
                               struct fault *why)
{
    struct packs_adopted_content content;

    if (!packs_said(practice->knowledge, ltx->arena, &content))
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = packs_keep(ltx, practice, why);

    return st == HF_OK
               ? append(ltx, owner, in, 3, ACTION_PACKS_ADOPTED, (struct id128){0}, &content, why)
               : st;
}

static enum status say_who(struct ledger_tx *ltx, const struct practice *practice,
                           struct keyring *owner, const struct found_practice *in,
                           struct fault *why)
{
    const struct keyring_who *who = keyring_who(owner);
    struct practice_founded_content founded = {
        .name = in->name,
        .profile = in->profile,
        .country = in->country,
        .language = in->language,
        .time_zone = in->time_zone,
        .demo = in->demo,
    };
    struct person_named_content person = {
        .person = who->person.id, .name = in->owner_name, .roles = who->roles, .state = STATE_ON};
    enum status st =
        append(ltx, owner, in, 1, ACTION_PRACTICE_FOUNDED, (struct id128){0}, &founded, why);

    if (st == HF_OK)
        st = append(ltx, owner, in, 2, ACTION_PERSON_NAMED, person.person, &person, why);
    return st == HF_OK ? adopt_packs(ltx, practice, owner, in, why) : st;
}

static enum status give_slots(const struct found_work *work, struct tx *tx, struct keyring *owner,
                              struct fault *why)
{
    const struct found_practice *in = work->in;
    struct vault *vault = work->practice->vault;
    enum status st = slot_set_password(vault, tx, owner, in->login, &work->chosen, why);

    if (st == HF_OK)
        st = slot_set_recovery(vault, tx, owner, in->login, work->ret->recovery, why);
    if (st == HF_OK)
        st = sign_issue(work->practice, tx, owner,
                        (struct sign_way){work->in->device, PROOF_OWN_DEVICE},
                        &work->ret->signed_in, why);
    return st;
}

static enum status found_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct found_work *work = arg;
    struct vault *vault = work->practice->vault;
    struct keyring *owner;

    work->ret->owner = (struct person_id){world_id(vault_world(vault))};
    enum status st =
        user_make(vault, ltx->tx, work->ret->owner, 1, ROLE_OWNER | ROLE_PRACTITIONER, &owner, why);

    if (st != HF_OK)
        return st;
    st = ledger_found(ltx, owner, why);
    if (st == HF_OK)
        st = say_who(ltx, work->practice, owner, work->in, why);
    if (st == HF_OK)
        st = give_slots(work, ltx->tx, owner, why);
    keyring_close(owner);
    return st;
}

static enum status check(const struct found_practice *in, struct fault *why)
{
    if (in->profile != PROFILE_CLINICAL && in->profile != PROFILE_BODYWORK)
        return fault_set(why, HF_INVALID, "profile");
    if (in->name.len == 0)
        return fault_set(why, HF_INVALID, "practice");
    if (in->country.len != 2)
        return fault_set(why, HF_INVALID, "country");
    if (in->owner_name.len == 0)
        return fault_set(why, HF_INVALID, "name");
    return in->login.len == 0 ? fault_set(why, HF_INVALID, "login")
                              : password_check(in->password, in->name, in->login, why);
}

enum status found_practice(const struct practice *practice, struct arena *arena,
                           const struct found_practice *in, struct found_practice_reply *ret,
                           struct fault *why)
{
    struct found_work work = {.practice = practice, .in = in, .ret = ret};
    enum status st = check(in, why);

    if (st == HF_OK)
        st = password_choose(practice->vault, in->password, &work.chosen, why);
    if (st == HF_OK)
        st = ledger_transact(practice->ledger, practice->store, arena, found_inside, &work, why);
    password_forget(&work.chosen);
    return st;
}
