/* usecase/readers.c - see readers.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/readers.h"

enum { US_PER_S = 1000000, DAY_S = 86400 };

enum { WHAT_IS_READ = COMPARTMENT_BIT(COMPARTMENT_IDENTITY) | COMPARTMENT_BIT(COMPARTMENT_CARE) };

struct read_work {
    const struct practice *practice;
    const struct let_read *in;
};

bool readers_carer_left(const struct client_file *file)
{
    const struct practice_person *of = practice_file_person(&file->practice, file->practitioner);

    return of == NULL || of->has_left;
}

bool readers_may(const struct client_file *file, struct person_id person)
{
    const struct practice_person *of = practice_file_person(&file->practice, person);
    unsigned roles = ROLE_CLINICIAN | (readers_carer_left(file) ? ROLE_PRACTITIONER : 0u);
    bool cares = id_equal(file->practitioner.id, person.id);

    return of != NULL && !of->has_left && (of->roles & roles) != 0 && !cares;
}

/* Said by somebody, not carried over to newer keys (docs/formats.md, Grant statement). */
static bool is_said(const struct ledger_entry *e)
{
    return e->action == ACTION_ACCESS_ENDED ||
           (e->action == ACTION_ACCESS_GRANTED && e->object_version == 1);
}

/* The last word about this person: let in, or out again. */
static const struct ledger_entry *last_word(const struct client_file *file, struct person_id person)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        const struct ledger_entry *e = file->chain.at[i - 1].entry;

        if (is_said(e) && id_equal(e->object, person.id))
            return e;
    }
    return NULL;
}

bool readers_has(const struct client_file *file, struct person_id person, int64_t now_s,
                 int64_t *ret_since_s)
{
    const struct ledger_entry *e = last_word(file, person);

    if (e == NULL || e->action != ACTION_ACCESS_GRANTED || !readers_may(file, person) ||
        now_s >= e->utc_us / US_PER_S + (int64_t)READER_DAYS * DAY_S)
        return false;
    if (ret_since_s != NULL)
        *ret_since_s = e->utc_us / US_PER_S;
    return true;
}

static enum status load(struct ledger_tx *ltx, const struct read_work *work,
                        struct client_file *ret, struct fault *why)
{
    struct keyring *own = work->in->hand.keyring;

    return client_file_load(ltx, work->practice, own,
                            (struct client_id){keyring_who(own)->person.id}, ret, why);
}

static enum status let_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct read_work *work = arg;
    int64_t now_s = practice_now_s(work->practice);
    struct client_file file;
    enum status st = load(ltx, work, &file, why);

    if (st != HF_OK || readers_has(&file, work->in->reader, now_s, NULL))
        return st;
    if (!readers_may(&file, work->in->reader))
        return fault_set(why, HF_INVALID, "reader");
    struct ledger_grant grant = {
        .client = file.client,
        .recipient = work->in->reader,
        .compartments = WHAT_IS_READ,
        .purpose = GRANT_COVER,
        .until_us = (now_s + (int64_t)READER_DAYS * DAY_S) * US_PER_S,
        .request = work->in->hand.request,
    };

    return ledger_grant(ltx, work->in->hand.keyring, &grant, why);
}

enum status let_read(const struct practice *practice, struct arena *arena,
                     const struct let_read *in, struct fault *why)
{
    struct read_work work = {practice, in};

    return ledger_transact(practice->ledger, practice->store, arena, let_inside, &work, why);
}

static enum status end_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct read_work *work = arg;
    struct client_file file;
    enum status st = load(ltx, work, &file, why);

    if (st == HF_OK && !readers_may(&file, work->in->reader)) /* this page let in nobody else */
        return fault_set(why, HF_INVALID, "reader");
    if (st != HF_OK || !readers_has(&file, work->in->reader, practice_now_s(work->practice), NULL))
        return st;
    /* The chain is longer each time: the same page may end it once more, or end somebody else. */
    struct span reader = span_at(work->in->reader.id.bytes, sizeof work->in->reader.id.bytes);
    struct request_id request =
        request_for(work->in->hand.request, reader, (unsigned)file.chain.count);

    return ledger_end_grant(ltx, work->in->hand.keyring, file.client, work->in->reader, request,
                            why);
}

enum status end_read(const struct practice *practice, struct arena *arena,
                     const struct let_read *in, struct fault *why)
{
    struct read_work work = {practice, in};
    struct keyring *own = in->hand.keyring;
    struct client_id client = {keyring_who(own)->person.id};
    enum status st =
        ledger_transact(practice->ledger, practice->store, arena, end_inside, &work, why);

    /* The end stands; a long record takes more than one transaction to come under newer keys. */
    return st == HF_OK
               ? ledger_settle_keys(practice->ledger, practice->store, arena, own, client, why)
               : st;
}
