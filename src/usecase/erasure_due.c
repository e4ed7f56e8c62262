/* usecase/erasure_due.c - letting go of all whose time is over; and who asked for it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/erasure_inside.h"

#include "base/buf.h"
#include "keep/ledger/clients.h"
#include "usecase/client_facts.h"

enum { NAME_BYTES = 160 };

struct due_work {
    const struct practice *practice;
    struct keyring *reader;
    const struct hand *hand; /* NULL: only looking */
    struct span seen;
    struct practice_file house;
    struct due_list *ret;
};

/* No key is needed for it: entries say when there was work, the register what kind each is. */
static enum status look_at(struct ledger_tx *ltx, const struct due_work *work,
                           struct client_id client, struct whereabouts *w, struct ledger_list *list,
                           struct fault *why)
{
    *w = (struct whereabouts){.is_wished = false};
    w->file.practice = work->house;
    enum status st = ledger_load_part(ltx, work->reader, client, 0, list, why);

    if (st == HF_OK)
        whereabouts_count(w, work->practice, list, ltx->arena);
    return st == HF_OK && ltx->arena->spent ? fault_set(why, HF_FAILED, "request memory is spent")
                                            : st;
}

/* Whoever can't open the name sees a number. */
static enum status name_of(struct ledger_tx *ltx, const struct due_work *work,
                           struct client_id client, struct span *ret, struct fault *why)
{
    struct client_file file;
    enum status st = client_file_glance(ltx, &work->house, work->reader, client, &file, why);

    *ret = st == HF_OK ? client_file_name(&file) : SPAN("");
    if (st == HF_NOT_FOUND)
        fault_clear(why);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* The same transaction, with memory of its own that is used again for the next: nothing is written
 * meanwhile. */
/* Of the same entries, as if it were asked for: which it is. */
static enum status add_wish(struct ledger_tx *one, const struct due_work *work,
                            struct client_id client, const struct ledger_list *list,
                            struct arena *names, struct due_list *found, struct due_wish *wishes,
                            struct fault *why)
{
    struct whereabouts w = {.is_wished = true, .file.practice = work->house};
    int64_t asked_s = closed_wish_s(list);
    struct span name = SPAN("");

    if (asked_s == 0)
        return HF_OK;
    whereabouts_count(&w, work->practice, list, one->arena);
    enum status st = name_of(one, work, client, &name, why);

    wishes[found->n_wishes++] = (struct due_wish){
        .client = client,
        .name = arena_copy(names, name),
        .asked_s = asked_s,
        .may_go = w.parts[RETENTION_CORE].may_go + w.parts[RETENTION_RECORD].may_go,
        .here = w.parts[RETENTION_CORE].here + w.parts[RETENTION_RECORD].here,
        .is_working = w.is_working,
    };
    return st;
}

static enum status add_due(const struct ledger_tx *ltx, const struct due_work *work,
                           struct client_id client, struct arena *own, struct arena *names,
                           struct due_list *found, struct due_line *lines, struct due_wish *wishes,
                           struct fault *why)
{
    struct ledger_tx one = *ltx;
    struct ledger_list list;
    struct whereabouts w;
    struct span name = SPAN("");

    arena_rewind(own, 0);
    one.arena = own;
    enum status st = look_at(&one, work, client, &w, &list, why);
    size_t may_go = w.parts[RETENTION_CORE].may_go + w.parts[RETENTION_RECORD].may_go;

    if (st == HF_OK)
        st = add_wish(&one, work, client, &list, names, found, wishes, why);
    if (st == HF_OK && may_go > 0)
        st = name_of(&one, work, client, &name, why);
    if (st != HF_OK || may_go == 0)
        return st;
    lines[found->n++] = (struct due_line){
        .client = client,
        .name = arena_copy(names, name),
        .may_go = may_go,
        .here = w.parts[RETENTION_CORE].here + w.parts[RETENTION_RECORD].here,
        .last_s = w.last_s,
        .since_s = w.parts[RETENTION_RECORD].until_s,
    };
    return HF_OK;
}

/* Whom and how much: what a signature is for. */
static void sum_up(struct due_list *list, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, list->n * 64 + 64);
    buf_put(&out, list->row == NULL ? SPAN("") : list->row->id);
    for (size_t i = 0; i < list->n; i++) {
        buf_put(&out, span_at(list->lines[i].client.id.bytes, 16));
        buf_int(&out, (int64_t)list->lines[i].may_go);
        list->contents += list->lines[i].may_go;
    }
    vault_sha256(buf_view(&out), list->sum);
}

static const struct retention_row *row_of(const struct due_work *work, struct ledger_tx *ltx)
{
    struct whereabouts w = {.file.practice = work->house};
    const struct ledger_list none = {0};

    whereabouts_count(&w, work->practice, &none, ltx->arena);
    return w.row;
}

static enum status due_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct due_work *work = arg;
    struct due_list found = {.n = 0};
    struct ledger_clients clients;
    enum status st = practice_file_load(ltx, work->practice, &work->house, why);

    if (st == HF_OK)
        st = ledger_clients_ever(ltx, &clients, why);
    if (st != HF_OK)
        return st;
    struct due_line *lines = arena_array(ltx->arena, struct due_line, clients.n);
    struct due_wish *wishes = arena_array(ltx->arena, struct due_wish, clients.n);
    void *block = arena_alloc(ltx->arena, 2 * clients.n, NAME_BYTES);
    struct arena own, names;

    if (lines == NULL || wishes == NULL || block == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    arena_init(&names, block, 2 * clients.n * NAME_BYTES);
    arena_lend(ltx->arena, &own);
    for (size_t i = 0; st == HF_OK && i < clients.n; i++)
        st = add_due(ltx, work, clients.at[i], &own, &names, &found, lines, wishes, why);
    arena_return(ltx->arena, &own);
    found.lines = lines;
    found.wishes = wishes;
    found.row = row_of(work, ltx);
    sum_up(&found, ltx->arena);
    if (st == HF_OK && ltx->arena->spent)
        st = fault_set(why, HF_FAILED, "request memory is spent");
    if (st == HF_OK)
        *work->ret = found;
    return st;
}

enum status view_due(const struct practice *practice, struct arena *arena, struct keyring *reader,
                     struct due_list *ret, struct fault *why)
{
    struct due_work work = {.practice = practice, .reader = reader, .ret = ret};

    if ((keyring_who(reader)->roles & ROLE_OWNER) == 0)
        return fault_set(why, HF_INVALID, "owner");
    return ledger_read(practice->ledger, practice->store, arena, due_inside, &work, why);
}

static enum status erase_one_due(struct ledger_tx *ltx, const struct due_work *work,
                                 struct client_id client, unsigned *written, struct fault *why)
{
    struct whereabouts w;
    struct erasing e = {.look = {.practice = work->practice, .ret = &w},
                        .hand = work->hand,
                        .client = client,
                        .written = *written};
    enum status st = look_at(ltx, work, client, &w, &e.look.list, why);

    e.ranges = arena_array(ltx->arena, struct erase_range, ERASE_RANGES_MOST);
    if (st == HF_OK && e.ranges == NULL)
        st = fault_set(why, HF_FAILED, "request memory is spent");
    if (st == HF_OK)
        st = erase_items(ltx, &e, why);
    *written = e.written;
    return st;
}

/* All of the list or nothing: the signature is for what was seen. */
static enum status erase_due_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct due_work *work = arg;
    struct client_id known;
    unsigned written = 0;
    enum status st = ledger_client_of(ltx, work->hand->request, &known, why);

    if (st != HF_NOT_FOUND)
        return st; /* sent again: it is done */
    fault_clear(why);
    st = due_inside(ltx, work, why);
    if (st != HF_OK)
        return st;
    if (work->ret->n == 0 || !span_equal(work->seen, span_at(work->ret->sum, 32)))
        return fault_set(why, HF_CONFLICT, "the list is another one now");
    for (size_t i = 0; st == HF_OK && i < work->ret->n; i++)
        st = erase_one_due(ltx, work, work->ret->lines[i].client, &written, why);
    return st;
}

enum status erase_due(const struct practice *practice, struct arena *arena,
                      const struct erase_due *in, struct fault *why)
{
    struct due_list found;
    struct due_work work = {.practice = practice,
                            .reader = in->hand.keyring,
                            .hand = &in->hand,
                            .seen = in->seen,
                            .ret = &found};

    return erase_by(practice, arena, &in->hand, erase_due_inside, &work, why);
}
