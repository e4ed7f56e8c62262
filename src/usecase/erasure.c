/* usecase/erasure.c - letting go: of one client, of one compartment, of all whose time is over.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/erasure_inside.h"

#include "base/buf.h"
#include "keep/ledger/clients.h"
#include "usecase/client_facts.h"

#include <string.h>

enum { NAME_BYTES = 160, ANSWERS_FROM = 1000 }; /* of a request's entries: clear of the erasures */

struct erasing {
    struct looking look;
    const struct hand *hand;
    struct client_id client;
    uint8_t compartment; /* 0: all */
    struct erase_range *ranges;
    size_t n;
    unsigned written; /* erasures of this request so far */
};

static void add_to_ranges(struct erasing *e, uint64_t client_seq)
{
    if (e->n > 0 && e->ranges[e->n - 1].to + 1 == client_seq)
        e->ranges[e->n - 1].to = client_seq;
    else
        e->ranges[e->n++] = (struct erase_range){client_seq, client_seq};
}

static uint64_t wish_seq(const struct whereabouts *w)
{
    size_t wish = whereabouts_wish(w);

    return wish < w->n_asked ? w->asked[wish].seq : 0;
}

static enum status write_erasure(struct ledger_tx *ltx, struct erasing *e, struct fault *why)
{
    const struct whereabouts *w = e->look.ret;
    struct ledger_erase erase = {
        .client = e->client,
        .ranges = e->ranges,
        .n = e->n,
        .scope = e->compartment == 0 ? ERASE_CLIENT : ERASE_COMPARTMENT,
        .reason = w->is_wished ? ERASE_ASKED : ERASE_TIME_OVER,
        .asked_seq = wish_seq(w),
        .rule = w->row == NULL ? SPAN("no row") : w->row->id,
        .request = request_nth(e->hand->request, e->written++),
    };

    if (e->n == 0)
        return HF_OK;
    e->n = 0;
    return ledger_erase(ltx, e->hand->keyring, &erase, NULL, why);
}

static bool goes(const struct erasing *e, const struct ledger_item *item, int64_t now_s)
{
    return (e->compartment == 0 || item->compartment == e->compartment) &&
           whereabouts_may_go(e->look.ret, item, now_s);
}

static enum status erase_items(struct ledger_tx *ltx, struct erasing *e, struct fault *why)
{
    int64_t now_s = practice_now_s(e->look.practice);
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < e->look.list.n; i++) {
        const struct ledger_item *item = &e->look.list.items[i];

        if (!goes(e, item, now_s))
            continue;
        if (e->n == ERASE_RANGES_MOST)
            st = write_erasure(ltx, e, why);
        add_to_ranges(e, item->entry.client_seq);
    }
    return st == HF_OK ? write_erasure(ltx, e, why) : st;
}

static bool is_all_gone(const struct whereabouts_part parts[RETENTION_CLASSES])
{
    return parts[RETENTION_CORE].here == parts[RETENTION_CORE].may_go &&
           parts[RETENTION_RECORD].here == parts[RETENTION_RECORD].may_go;
}

/* Before anything goes: the answer stays with what was asked. When nothing stays there is none: the
 * signed erasure names the asking, and an answer would be a last content that keeps every key
 * alive. Of one compartment the wish is not done; the owner answers in words. */
static enum status answer_wishes(struct ledger_tx *ltx, struct erasing *e, struct fault *why)
{
    const struct whereabouts *w = e->look.ret;
    struct record_answered_content content = {OUTCOME_PARTLY, SPAN("")};
    enum status st = HF_OK;

    if (e->compartment != 0 || is_all_gone(w->parts))
        return HF_OK;
    for (size_t i = 0; st == HF_OK && i < w->n_asked; i++)
        if (w->asked[i].said->wish == WISH_ERASE && w->asked[i].answered_s == 0)
            st = append_answer(ltx, e->hand, ANSWERS_FROM + (unsigned)i, e->client, w->asked[i].id,
                               &content, why);
    return st;
}

static size_t may_go(const struct erasing *e)
{
    const struct whereabouts *w = e->look.ret;

    return e->compartment != 0
               ? w->compartments[e->compartment].may_go
               : w->parts[RETENTION_CORE].may_go + w->parts[RETENTION_RECORD].may_go;
}

/* The same form sent again: what it asked for is done. */
static enum status find_done(struct ledger_tx *ltx, const struct hand *hand,
                             struct client_id client, struct fault *why)
{
    struct client_id known;
    enum status st = ledger_client_of(ltx, hand->request, &known, why);

    return st == HF_OK && !id_equal(known.id, client.id)
               ? fault_set(why, HF_CONFLICT, "this form was used for another record")
               : st;
}

static enum status erase_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct erasing *e = arg;
    enum status st = find_done(ltx, e->hand, e->client, why);

    if (st != HF_NOT_FOUND)
        return st;
    fault_clear(why);
    e->n = 0;
    e->written = 0;
    st = whereabouts_look(ltx, &e->look, why);
    if (st != HF_OK)
        return st;
    if (may_go(e) == 0)
        return fault_set(why, HF_CONFLICT, "nothing may be erased now");
    e->ranges = arena_array(ltx->arena, struct erase_range, ERASE_RANGES_MOST);
    if (e->ranges == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    st = answer_wishes(ltx, e, why);
    return st == HF_OK ? erase_items(ltx, e, why) : st;
}

/* Signed by an owner, and then taken out of the files. */
static enum status erase_by(const struct practice *practice, struct arena *arena,
                            const struct hand *hand, ledger_work *work, void *arg,
                            struct fault *why)
{
    struct fault later = {.status = HF_OK};

    if ((keyring_who(hand->keyring)->roles & ROLE_OWNER) == 0)
        return fault_set(why, HF_INVALID, "owner");
    enum status st = ledger_transact(practice->ledger, practice->store, arena, work, arg, why);

    if (st != HF_OK)
        return st;
    enum status scoured = ledger_scour(practice->ledger, practice->store, arena, &later);

    (void)scoured; /* somebody reads just now: ledger_tend comes back to it */
    return HF_OK;
}

enum status erase_client(const struct practice *practice, struct arena *arena,
                         const struct erase_client *in, struct fault *why)
{
    struct whereabouts found;
    struct erasing work = {.look = {.practice = practice,
                                    .reader = in->hand.keyring,
                                    .client = in->client,
                                    .ret = &found},
                           .hand = &in->hand,
                           .client = in->client,
                           .compartment = in->compartment};

    if (in->compartment >= WHEREABOUTS_COMPARTMENTS)
        return fault_set(why, HF_INVALID, "compartment");
    return erase_by(practice, arena, &in->hand, erase_inside, &work, why);
}

/* --- what is due ----------------------------------------------------------------------------- */

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
static enum status add_due(const struct ledger_tx *ltx, const struct due_work *work,
                           struct client_id client, struct arena *own, struct arena *names,
                           struct due_list *found, struct due_line *lines, struct fault *why)
{
    struct ledger_tx one = *ltx;
    struct ledger_list list;
    struct whereabouts w;
    struct span name = SPAN("");

    arena_rewind(own, 0);
    one.arena = own;
    enum status st = look_at(&one, work, client, &w, &list, why);
    size_t may_go = w.parts[RETENTION_CORE].may_go + w.parts[RETENTION_RECORD].may_go;

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

    void *block = arena_alloc(ltx->arena, clients.n, NAME_BYTES);
    struct arena own, names;

    if (lines == NULL || block == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    arena_init(&names, block, clients.n * NAME_BYTES);
    arena_lend(ltx->arena, &own);
    for (size_t i = 0; st == HF_OK && i < clients.n; i++)
        st = add_due(ltx, work, clients.at[i], &own, &names, &found, lines, why);
    arena_return(ltx->arena, &own);
    found.lines = lines;
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
