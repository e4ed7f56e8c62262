/* usecase/view_incidents.c - what went wrong, of every client whose care the reader can open.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client.h"
#include "usecase/close.h"

enum { US_PER_S = 1000000 };

static struct incident incident_of(const struct client_file *file, const struct file_entry *e)
{
    struct incident one = {.client = file->client,
                           .client_name = client_file_name(file),
                           .who = client_file_who(file, e->entry->actor),
                           .at_s = e->entry->utc_us / US_PER_S};

    if (e->entry->action == ACTION_DONE_THOUGH_DENIED) {
        one.done = e->content;
        one.session.id = e->entry->object;
    } else {
        one.noted = e->content;
        one.session.id = one.noted->session;
    }
    return one;
}

/* What was done though denied tells its own incident, with the act and the reasons. */
static bool is_incident(const struct file_entry *e)
{
    const struct incident_noted_content *noted = e->content;

    if (noted == NULL)
        return false;
    return e->entry->action == ACTION_DONE_THOUGH_DENIED ||
           (e->entry->action == ACTION_INCIDENT_NOTED &&
            !span_is(noted->kind, "done_though_denied"));
}

static size_t most_of(const struct client_list *clients)
{
    size_t most = 0;

    for (size_t i = 0; i < clients->count; i++)
        most += clients->at[i].chain.count;
    return most;
}

enum status view_incidents(const struct practice *practice, struct arena *arena,
                           struct keyring *reader, struct incident_list *ret, struct fault *why)
{
    struct client_list clients;
    enum status st = open_clients(practice, arena, reader, &clients, why);

    if (st != HF_OK)
        return st;
    struct incident *at = arena_array(arena, struct incident, most_of(&clients));
    size_t n = 0;

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < clients.count; i++)
        for (size_t j = clients.at[i].chain.count; j > 0; j--)
            if (is_incident(&clients.at[i].chain.at[j - 1]))
                at[n++] = incident_of(&clients.at[i], &clients.at[i].chain.at[j - 1]);
    *ret = (struct incident_list){at, n};
    return HF_OK;
}
