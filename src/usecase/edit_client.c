/* usecase/edit_client.c - another name to use, another safe channel; what stood before stays in the
 * ledger.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client.h"
#include "usecase/client_facts.h"

/* KEEP IN ORDER: the n of request_nth for each entry. */
enum { N_IDENTITY, N_CONTACT };

struct edit_work {
    const struct practice *practice;
    const struct edit_client *in;
};

static bool same_name(const struct identity_set_content *was, const struct edit_client *in)
{
    return was != NULL && span_equal(was->name, in->name) && span_equal(was->pronoun, in->pronoun);
}

static bool same_contact(const struct contact_set_content *was,
                         const struct contact_set_content *is)
{
    return was != NULL && was->channel == is->channel && span_equal(was->address, is->address) &&
           span_equal(was->neutral_words, is->neutral_words);
}

/* The age is not said here: no evidence leaves what was known. */
static enum status write_name(struct ledger_tx *ltx, const struct edit_client *in,
                              struct fault *why)
{
    struct identity_set_content content = {.name = in->name, .pronoun = in->pronoun};
    struct to_record record = {ACTION_IDENTITY_SET, in->client.id, &content};

    return client_append(ltx, &in->hand, N_IDENTITY, in->client, &record, 1, NULL, why);
}

/* What this form does not ask stays as it was. */
static enum status write_contact(struct ledger_tx *ltx, const struct edit_client *in,
                                 const struct contact_set_content *was, struct fault *why)
{
    struct contact_set_content content = in->contact;
    struct to_record record = {ACTION_CONTACT_SET, in->client.id, &content};

    if (was != NULL) {
        content.hours = was->hours;
        content.may_leave_word = was->may_leave_word && content.channel == was->channel;
    }
    return client_append(ltx, &in->hand, N_CONTACT, in->client, &record, 1, NULL, why);
}

static enum status edit_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct edit_work *work = arg;
    const struct edit_client *in = work->in;
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, in->hand.keyring, in->client, &file, why);

    if (st != HF_OK)
        return st;
    if (!same_name(file.identity, in))
        st = write_name(ltx, in, why);
    if (st == HF_OK && !same_contact(file.contact, &in->contact))
        st = write_contact(ltx, in, file.contact, why);
    return st;
}

enum status edit_client(const struct practice *practice, struct arena *arena,
                        const struct edit_client *in, struct fault *why)
{
    struct edit_work work = {practice, in};

    if (in->name.len == 0)
        return fault_set(why, HF_INVALID, "name");
    return ledger_transact(practice->ledger, practice->store, arena, edit_inside, &work, why);
}
