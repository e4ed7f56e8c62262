/* usecase/view_packs.c - a newer version of the packs held against the one in force: rule by rule,
 * and client by client as if it had been taken and every answer been looked at again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client.h"
#include "usecase/packs_inside.h"

enum { US_PER_S = 1000000 };

/* --- clients -------------------------------------------------------------------------------------
 */

static bool is_concerned(const struct packs_client *client)
{
    return client->is_unread || client->n_found + client->n_gone + client->n_hits > 0;
}

static enum status compare_all(const struct packs_both *both, const struct client_list *list,
                               struct packs_change *change, struct fault *why)
{
    struct packs_client *clients = arena_array(both->arena, struct packs_client, list->count + 1);
    enum status st = clients != NULL ? HF_OK : fault_set(why, HF_FAILED, "request memory is spent");

    for (size_t i = 0; st == HF_OK && i < list->count; i++) {
        struct packs_client *client = &clients[change->n_clients];

        st = packs_compare_client(both, &list->at[i], client, why);
        if (st == HF_INVALID) {
            fault_clear(why);
            client->is_unread = true;
            st = HF_OK;
        }
        change->n_clients += st == HF_OK && is_concerned(client);
    }
    change->clients = clients;
    change->n_looked_at = list->count;
    return st;
}

static enum status look_at_clients(struct packs_both *both, struct keyring *reader,
                                   struct packs_change *change, struct fault *why)
{
    struct client_list list;
    enum status st = open_clients(&both->older, both->arena, reader, &list, why);

    both->reader = keyring_who(reader)->person;
    return st == HF_OK ? compare_all(both, &list, change, why) : st;
}

/* --- all -----------------------------------------------------------------------------------------
 */

static bool is_other(const struct knowledge *a, const struct knowledge *b, const char *name)
{
    struct span hashes[2] = {SPAN(""), SPAN("")};
    const struct knowledge *both[] = {a, b};

    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < both[i]->n_files; j++)
            if (span_is(both[i]->files[j].name, name))
                hashes[i] = both[i]->files[j].hash;
    return !span_equal(hashes[0], hashes[1]);
}

static void find_taken(const struct packs_in_force *in_force, struct packs_change *change)
{
    const struct file_chain *chain = &in_force->file.chain;

    for (size_t i = 0; i < chain->count; i++)
        if (chain->at[i].entry->action == ACTION_PACKS_ADOPTED) {
            change->taken_s = chain->at[i].entry->utc_us / US_PER_S;
            change->taken_by = chain->at[i].entry->actor;
        }
}

static enum status compare(const struct practice *practice, struct arena *arena,
                           const struct packs_in_force *in_force, struct keyring *reader,
                           const struct knowledge *newer, struct packs_change *change,
                           struct fault *why)
{
    const struct knowledge *older = in_force->knowledge;
    struct packs_both both = {.older = *practice, .newer = *practice, .arena = arena};

    if (older == NULL)
        return HF_OK;
    both.older.knowledge = older;
    both.newer.knowledge = newer;
    change->has_older = true;
    change->ends_reviews = is_other(older, newer, "packs/screening.json") ||
                           is_other(older, newer, "packs/intake.json");
    enum status st = knowledge_differ(older, newer, arena, &change->differ, why);

    return st == HF_OK && reader != NULL ? look_at_clients(&both, reader, change, why) : st;
}

enum status view_packs(const struct practice *practice, struct arena *arena, struct keyring *reader,
                       const struct knowledge *newer, struct packs_change *ret, struct fault *why)
{
    struct packs_in_force in_force;
    struct packs_change change = {.is_taken = false};
    struct packs_adopted_content content;
    enum status st = packs_load_in_force(practice, arena, &in_force, why);

    if (st != HF_OK)
        return st;
    if (!packs_said(newer, arena, &content))
        return fault_set(why, HF_FAILED, "request memory is spent");
    find_taken(&in_force, &change);
    packs_name_change(&in_force.file, &content, change.shown);
    change.is_taken = packs_are_taken(&in_force.file, newer, arena);
    if (!change.is_taken)
        st = compare(practice, arena, &in_force, reader, newer, &change, why);
    if (st == HF_OK)
        *ret = change;
    return st;
}
