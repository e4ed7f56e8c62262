/* usecase/erasure.c - letting go: of one client, of one compartment.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/erasure_inside.h"

#include "keep/ledger/clients.h"

#include "usecase/client_facts.h"

enum { ANSWERS_FROM = 1000 }; /* of a request's entries: clear of the erasures */

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

enum status erase_items(struct ledger_tx *ltx, struct erasing *e, struct fault *why)
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

static enum status look_open_or_closed(struct ledger_tx *ltx, struct looking *look,
                                       struct fault *why)
{
    enum status st = whereabouts_look(ltx, look, why);

    if (st != HF_NOT_FOUND)
        return st;
    fault_clear(why);
    return whereabouts_look_closed(ltx, look, why);
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
    st = look_open_or_closed(ltx, &e->look, why);
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

enum status erase_by(const struct practice *practice, struct arena *arena, const struct hand *hand,
                     ledger_work *work, void *arg, struct fault *why)
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
