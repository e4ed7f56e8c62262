/* usecase/person_left.c - somebody is of the practice no longer: no way in, no key, no reading; and
 * no client is left without anybody unless the owner says so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/access.h"
#include "keep/ledger/clients.h"
#include "usecase/practice.h"

/* KEEP IN ORDER: the n of request_nth for each entry; from N_GRANTS on one for each client. */
enum { N_NAMED, N_KEY, N_GRANTS };

struct left_work {
    const struct practice *practice;
    const struct person_left *in;
    struct leaving *ret; /* NULL where it is done */
    bool has_others;     /* somebody else whom a client may let read then (readers_may) */
};

/* --- whom it would leave alone --------------------------------------------------------------- */

static bool has_others(const struct practice_file *file, struct person_id but)
{
    const unsigned readers = ROLE_CLINICIAN | ROLE_PRACTITIONER;

    for (size_t i = 0; i < file->n_people; i++)
        if (!file->people[i].has_left && (file->people[i].roles & readers) != 0 &&
            !id_equal(file->people[i].id.id, but.id))
            return true;
    return false;
}

/* Does this person come in by something of her own, and has she anybody to let in? A client with a
 * link alone soon has not. */
static enum status comes_in(struct ledger_tx *ltx, const struct left_work *work,
                            const struct ledger_reader *reader, bool *ret, struct fault *why)
{
    int slots = 0;
    enum status st = HF_OK;

    if (reader->purpose == GRANT_OWN && work->has_others)
        st = slot_count(work->practice->vault, ltx->tx, reader->person, &slots, why);
    *ret = reader->purpose == GRANT_CARE || slots > 0;
    return st;
}

/* Somebody else reads the client's care, for good, and can let others in. */
static enum status has_somebody(struct ledger_tx *ltx, const struct left_work *work,
                                struct client_id client, bool *ret, struct fault *why)
{
    struct ledger_readers readers;
    enum status st = ledger_readers(ltx, client, &readers, why);

    *ret = false;
    for (size_t i = 0; st == HF_OK && !*ret && i < readers.n; i++) {
        const struct ledger_reader *reader = &readers.at[i];

        if ((reader->compartments & COMPARTMENT_BIT(COMPARTMENT_CARE)) != 0 &&
            reader->until_us == 0 && !id_equal(reader->person.id, work->in->person.id))
            st = comes_in(ltx, work, reader, ret, why);
    }
    return st;
}

static enum status count_alone(struct ledger_tx *ltx, const struct left_work *work,
                               const struct ledger_clients *clients, size_t *ret, struct fault *why)
{
    enum status st = HF_OK;

    *ret = 0;
    for (size_t i = 0; st == HF_OK && i < clients->n; i++) {
        bool somebody = false;

        st = has_somebody(ltx, work, clients->at[i], &somebody, why);
        *ret += st == HF_OK && !somebody;
    }
    return st;
}

static enum status leaving_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct left_work *work = arg;
    struct ledger_clients clients;
    struct practice_file file;
    struct keyring_who who;
    enum status st = practice_file_load(ltx, work->practice, &file, why);

    if (st != HF_OK)
        return st;
    const struct practice_person *person = practice_file_person(&file, work->in->person);

    if (person == NULL)
        return fault_set(why, HF_NOT_FOUND, "there is no such person");
    work->has_others = has_others(&file, work->in->person);
    st = user_public(work->practice->vault, ltx->tx, work->in->person, &who, why);
    if (st == HF_OK)
        st = ledger_clients_of(ltx, &who, &clients, why);
    if (st != HF_OK)
        return st;
    work->ret->name = person->name;
    work->ret->has_left = person->has_left;
    work->ret->n_clients = clients.n;
    return count_alone(ltx, work, &clients, &work->ret->n_alone, why);
}

/* --- leaving --------------------------------------------------------------------------------- */

static enum status end_reading(struct ledger_tx *ltx, const struct left_work *work,
                               const struct keyring_who *who, struct fault *why)
{
    const struct person_left *in = work->in;
    struct ledger_clients clients;
    size_t n_alone = 0;
    enum status st = ledger_clients_of(ltx, who, &clients, why);

    if (st == HF_OK)
        st = count_alone(ltx, work, &clients, &n_alone, why);
    if (st == HF_OK && n_alone != in->n_alone)
        return fault_set(why, HF_CONFLICT, "%zu clients would be left without anybody", n_alone);
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
    struct left_work *work = arg;
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
    work->has_others = has_others(&file, in->person);
    st = user_public(work->practice->vault, ltx->tx, in->person, &who, why);
    if (st == HF_OK)
        st = end_reading(ltx, work, &who, why);
    if (st == HF_OK)
        st = ledger_end_user(ltx, in->hand.keyring, in->person,
                             request_nth(in->hand.request, N_KEY), why);
    return st == HF_OK ? say_so(ltx, in, person, why) : st;
}

static enum status may_say(const struct keyring *keyring, struct person_id person,
                           struct fault *why)
{
    if ((keyring_who(keyring)->roles & ROLE_OWNER) == 0)
        return fault_set(why, HF_INVALID, "only the owner says who has left");
    if (id_equal(keyring_who(keyring)->person.id, person.id))
        return fault_set(why, HF_CONFLICT, "nobody ends their own keys here");
    return HF_OK;
}

enum status view_leaving(const struct practice *practice, struct arena *arena,
                         const struct keyring *owner, struct person_id person, struct leaving *ret,
                         struct fault *why)
{
    struct person_left in = {.person = person};
    struct left_work work = {practice, &in, ret, false};
    enum status st = may_say(owner, person, why);

    return st == HF_OK ? ledger_transact(practice->ledger, practice->store, arena, leaving_inside,
                                         &work, why)
                       : st;
}

enum status person_left(const struct practice *practice, struct arena *arena,
                        const struct person_left *in, struct fault *why)
{
    struct left_work work = {practice, in, NULL, false};
    enum status st = may_say(in->hand.keyring, in->person, why);

    return st == HF_OK
               ? ledger_transact(practice->ledger, practice->store, arena, left_inside, &work, why)
               : st;
}
