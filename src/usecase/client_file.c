/* usecase/client_file.c - loads a client's file.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client_file.h"

const void *file_chain_last(struct file_chain chain, uint16_t action,
                            const struct ledger_entry **ret_entry)
{
    for (size_t i = chain.count; i > 0; i--) {
        const struct file_entry *e = &chain.at[i - 1];

        if (e->entry->action != action || e->content == NULL)
            continue;
        if (ret_entry != NULL)
            *ret_entry = e->entry;
        return e->content;
    }
    return NULL;
}

/* Who added the client, or to whom the client was handed on since. */
static struct person_id who_cares(const struct client_file *file)
{
    const struct client_handed_on_content *on =
        file_chain_last(file->chain, ACTION_CLIENT_HANDED_ON, NULL);

    if (on != NULL)
        return (struct person_id){on->to};
    return (struct person_id){file->added == NULL ? (struct id128){{0}}
                                                  : file->added->practitioner};
}

static void find_last(struct client_file *file)
{
    file->added = file_chain_last(file->chain, ACTION_CLIENT_ADDED, NULL);
    file->identity = file_chain_last(file->chain, ACTION_IDENTITY_SET, NULL);
    file->contact = file_chain_last(file->chain, ACTION_CONTACT_SET, NULL);
    file->practitioner = who_cares(file);
}

static enum status take_file(struct client_file *file, struct client_file *ret, struct fault *why)
{
    find_last(file);
    if (file->added == NULL && file->identity == NULL)
        return fault_set(why, HF_NOT_FOUND, "there is no such client");
    *ret = *file;
    return HF_OK;
}

enum status client_file_beside(struct ledger_tx *ltx, const struct practice_file *practice,
                               struct keyring *reader, struct client_id client,
                               unsigned compartments, struct client_file *ret, struct fault *why)
{
    struct client_file file = {.practice = *practice, .client = client};

    if (id_is_zero(client.id))
        return fault_set(why, HF_NOT_FOUND, "there is no such client");
    enum status st = file_chain_load(ltx, reader, client, compartments, &file.chain, why);

    return st == HF_OK ? take_file(&file, ret, why) : st;
}

enum status client_file_glance(struct ledger_tx *ltx, const struct practice_file *practice,
                               struct keyring *reader, struct client_id client,
                               struct client_file *ret, struct fault *why)
{
    struct client_file file = {.practice = *practice, .client = client};
    enum status st = file_chain_glance(ltx, reader, client, &file.chain, why);

    return st == HF_OK ? take_file(&file, ret, why) : st;
}

enum status client_file_load(struct ledger_tx *ltx, const struct practice *practice,
                             struct keyring *reader, struct client_id client,
                             struct client_file *ret, struct fault *why)
{
    struct practice_file house;
    enum status st = practice_file_load(ltx, practice, &house, why);

    return st == HF_OK ? client_file_beside(ltx, &house, reader, client, ~0U, ret, why) : st;
}

enum status client_file_renew(struct ledger_tx *ltx, struct keyring *reader,
                              struct client_file *file, struct fault *why)
{
    enum status st = file_chain_renew(ltx, reader, file->client, ~0U, &file->chain, why);

    if (st == HF_OK)
        find_last(file);
    return st;
}

struct span client_file_name(const struct client_file *file)
{
    return file->identity == NULL ? SPAN("") : file->identity->name;
}

struct span client_file_who(const struct client_file *file, struct person_id person)
{
    if (id_equal(person.id, file->client.id))
        return client_file_name(file);
    const struct practice_person *of = practice_file_person(&file->practice, person);

    return of == NULL ? SPAN("") : of->name;
}
