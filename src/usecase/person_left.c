/* usecase/person_left.c - somebody is of the practice no longer: no way in, no key, no reading.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/clients.h"
#include "usecase/practice.h"

/* KEEP IN ORDER: the n of request_nth for each entry; from N_GRANTS on one for each client. */
enum { N_NAMED, N_KEY, N_GRANTS };

struct left_work {
    const struct practice *practice;
    const struct person_left *in;
};

static enum status end_reading(struct ledger_tx *ltx, const struct person_left *in,
                               const struct keyring_who *who, struct fault *why)
{
    struct ledger_clients clients;
    enum status st = ledger_clients_of(ltx, who, &clients, why);

    for (size_t i = 0; st == HF_OK && i < clients.n; i++)
        st = ledger_end_grant(ltx, in->hand.keyring, clients.at[i], in->person,
                              request_nth(in->hand.request, (unsigned)(N_GRANTS + i)), why);
    return st;
}

static enum status say_so(struct ledger_tx *ltx, const struct person_left *in,
                          const struct practice_person *person, struct fault *why)
{
    struct person_named_content content = {
        .person = person->id.id, .name = person->name, .roles = 0, .state = STATE_OFF};
    struct ledger_write write = {
        .action = ACTION_PERSON_NAMED, .object = person->id.id, .object_version = 1};
    enum status st = content_encode(ACTION_PERSON_NAMED, &content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, &in->hand, N_NAMED, write, NULL, why);
}

/* Who has gone already is gone: the same form sent twice, or two owners at once. */
static enum status left_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct left_work *work = arg;
    const struct person_left *in = work->in;
    struct keyring_who who;
    struct practice_file file;
    enum status st = practice_file_load(ltx, work->practice, &file, why);

    if (st != HF_OK)
        return st;
    const struct practice_person *person = practice_file_person(&file, in->person);

    if (person == NULL)
        return fault_set(why, HF_NOT_FOUND, "there is no such person");
    if (person->has_left)
        return HF_OK;
    st = user_public(work->practice->vault, ltx->tx, in->person, &who, why);
    if (st == HF_OK)
        st = end_reading(ltx, in, &who, why);
    if (st == HF_OK)
        st = ledger_end_user(ltx, in->hand.keyring, in->person,
                             request_nth(in->hand.request, N_KEY), why);
    return st == HF_OK ? say_so(ltx, in, person, why) : st;
}

enum status person_left(const struct practice *practice, struct arena *arena,
                        const struct person_left *in, struct fault *why)
{
    struct left_work work = {practice, in};

    if ((keyring_who(in->hand.keyring)->roles & ROLE_OWNER) == 0)
        return fault_set(why, HF_INVALID, "only the owner says who has left");
    if (id_equal(keyring_who(in->hand.keyring)->person.id, in->person.id))
        return fault_set(why, HF_CONFLICT, "nobody ends their own keys here");
    return ledger_transact(practice->ledger, practice->store, arena, left_inside, &work, why);
}
