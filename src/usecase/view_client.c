/* usecase/view_client.c - one client's file, or the list of them, for reading.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client.h"

#include "base/sort.h"
#include "keep/ledger/clients.h"
#include "usecase/aftercare.h"
#include "usecase/erasure.h"
#include "usecase/measures.h"

struct view_work {
    const struct practice *practice;
    struct keyring *reader;
    struct client_id client;
    struct client_file *ret;
};

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct view_work *work = arg;

    return client_file_load(ltx, work->practice, work->reader, work->client, work->ret, why);
}

enum status view_client(const struct practice *practice, struct arena *arena,
                        struct keyring *reader, struct client_id client, struct client_file *ret,
                        struct fault *why)
{
    struct view_work work = {practice, reader, client, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}

/* --- the list -------------------------------------------------------------------------------- */

enum { NAME_BYTES = 2048 }; /* of one client: name and pronoun */

struct list_work {
    const struct practice *practice;
    struct keyring *reader;
    struct span query;
    struct client_lines *ret;
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool same_folded(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

static bool holds(struct span name, struct span query)
{
    for (size_t i = 0; i + query.len <= name.len; i++)
        if (same_folded(name.at + i, query.at, query.len))
            return true;
    return false;
}

static int by_name(const void *a, const void *b)
{
    return span_compare(((const struct client_line *)a)->name,
                        ((const struct client_line *)b)->name);
}

/* Names alone; the same transaction, with memory of its own. */
static enum status read_one(const struct ledger_tx *ltx, const struct list_work *work,
                            const struct practice_file *house, struct arena *own,
                            struct client_id client, struct client_file *ret, struct fault *why)
{
    struct ledger_tx one = *ltx;

    one.arena = own;
    return client_file_glance(&one, house, work->reader, client, ret, why);
}

/* Somebody whose record was closed to the reader meanwhile is left out, not an error. */
static enum status add_one(struct ledger_tx *ltx, const struct list_work *work,
                           const struct practice_file *house, struct arena *own,
                           struct arena *names, struct client_id client, struct client_line *lines,
                           size_t *n, struct fault *why)
{
    struct aftercare after[AFTERCARE_COUNT];
    struct client_file file;

    arena_rewind(own, 0);
    enum status st = read_one(ltx, work, house, own, client, &file, why);

    if (st == HF_NOT_FOUND)
        return HF_OK;
    if (st != HF_OK || !holds(client_file_name(&file), work->query))
        return st;
    const struct aftercare *waits = aftercare_glance(&file, practice_now_s(work->practice), after);

    lines[(*n)++] = (struct client_line){
        .client = client,
        .name = arena_copy(names, client_file_name(&file)),
        .pronoun = arena_copy(names, file.identity == NULL ? SPAN("") : file.identity->pronoun),
        .alarms = measure_alarms_for(work->practice, &file, keyring_who(work->reader)->person),
        .stage = client_stage(&file),
        .after = waits == NULL ? SPAN("") : waits->measure,
        .after_due_s = waits == NULL ? 0 : waits->due_s,
        .asked_due_s = asked_due_s(work->practice, &file),
    };
    return HF_OK;
}

static enum status list_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct list_work *work = arg;
    struct ledger_clients clients;
    struct practice_file house;
    struct arena own, names;
    size_t n = 0;
    enum status st = practice_file_load(ltx, work->practice, &house, why);

    if (st == HF_OK)
        st = ledger_clients(ltx, work->reader, &clients, why);
    if (st != HF_OK)
        return st;
    struct client_line *lines = arena_array(ltx->arena, struct client_line, clients.n);
    void *block = arena_alloc(ltx->arena, clients.n, NAME_BYTES);

    if (lines == NULL || block == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    arena_init(&names, block, clients.n * NAME_BYTES);
    arena_lend(ltx->arena, &own); /* a chain at a time, however long */
    for (size_t i = 0; st == HF_OK && i < clients.n; i++)
        st = add_one(ltx, work, &house, &own, &names, clients.at[i], lines, &n, why);
    arena_return(ltx->arena, &own);
    if (st != HF_OK)
        return st;
    sort_items(lines, n, sizeof *lines, by_name);
    *work->ret = (struct client_lines){lines, n};
    return HF_OK;
}

enum status list_clients(const struct practice *practice, struct arena *arena,
                         struct keyring *reader, struct span query, struct client_lines *ret,
                         struct fault *why)
{
    struct list_work work = {practice, reader, query, ret};

    /* Names alone are not noted as reading, so nothing is written and nobody is waited for. */
    return ledger_read(practice->ledger, practice->store, arena, list_inside, &work, why);
}

/* --- whole files ----------------------------------------------------------------------------- */

struct open_work {
    const struct practice *practice;
    struct keyring *reader;
    struct client_list *ret;
};

static enum status open_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct open_work *work = arg;
    struct ledger_clients clients;
    struct practice_file house;
    size_t n = 0;

    ltx->in_passing = true; /* for lines of a list of all */
    enum status st = practice_file_load(ltx, work->practice, &house, why);

    if (st == HF_OK)
        st = ledger_clients(ltx, work->reader, &clients, why);
    if (st != HF_OK)
        return st;
    struct client_file *files = arena_array(ltx->arena, struct client_file, clients.n);

    if (files == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; st == HF_OK && i < clients.n; i++) {
        st = client_file_beside(ltx, &house, work->reader, clients.at[i], ~0U, &files[n], why);
        n += st == HF_OK;
        if (st == HF_NOT_FOUND)
            st = HF_OK;
    }
    if (st == HF_OK)
        *work->ret = (struct client_list){files, n};
    return st;
}

enum status open_clients(const struct practice *practice, struct arena *arena,
                         struct keyring *reader, struct client_list *ret, struct fault *why)
{
    struct open_work work = {practice, reader, ret};

    return ledger_transact(practice->ledger, practice->store, arena, open_inside, &work, why);
}
