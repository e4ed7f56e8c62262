/* usecase/erasure.c - see erasure.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/erasure.h"

#include "keep/ledger/erase.h"
#include "knowledge/knowledge.h"
#include "usecase/client_facts.h"

enum { US_PER_S = 1000000, DAY_S = 86400 };

/* --- looking --------------------------------------------------------------------------------- */

static bool is_work(uint16_t action)
{
    return action == ACTION_CLIENT_ADDED || action == ACTION_SESSION_STARTED ||
           action == ACTION_SESSION_ENDED || action == ACTION_SESSION_CLOSED;
}

static void take_work(struct whereabouts *w)
{
    for (size_t i = 0; i < w->file.chain.count; i++) {
        const struct ledger_entry *e = w->file.chain.at[i].entry;

        if (is_work(e->action))
            w->last_s = e->utc_us / US_PER_S;
        if (e->action == ACTION_SESSION_STARTED)
            w->is_working = true;
        if (e->action == ACTION_SESSION_ENDED)
            w->is_working = false;
    }
}

static const struct file_entry *answer_to(const struct file_chain *chain, struct id128 asked)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->at[i].entry->action == ACTION_RECORD_ANSWERED &&
            id_equal(chain->at[i].entry->object, asked))
            return &chain->at[i];
    return NULL;
}

static struct whereabouts_asked asked_of(const struct whereabouts *w, const struct file_entry *e)
{
    int64_t days = w->answer == NULL ? RETENTION_ANSWER_DAYS : w->answer->days;
    const struct file_entry *answer = answer_to(&w->file.chain, e->entry->object);
    struct whereabouts_asked asked = {
        .id = e->entry->object,
        .said = e->content,
        .seq = e->entry->seq,
        .at_s = e->entry->utc_us / US_PER_S,
        .by_client = id_equal(e->entry->actor.id, w->file.client.id),
    };

    asked.due_s = asked.at_s + days * DAY_S;
    if (answer != NULL) {
        asked.answer = answer->content;
        asked.answered_s = answer->entry->utc_us / US_PER_S;
    }
    return asked;
}

static const struct retention_answer *answer_rule(const struct practice *practice,
                                                  const struct practice_file *house)
{
    return house->founded == NULL
               ? NULL
               : retention_answer_find(practice->knowledge->retention, house->founded->country);
}

int64_t asked_due_s(const struct practice *practice, const struct client_file *file)
{
    const struct retention_answer *rule = answer_rule(practice, &file->practice);
    int64_t days = rule == NULL ? RETENTION_ANSWER_DAYS : rule->days;

    for (size_t i = 0; i < file->chain.count; i++) {
        const struct ledger_entry *e = file->chain.at[i].entry;

        if (e->action == ACTION_RECORD_ASKED && answer_to(&file->chain, e->object) == NULL)
            return e->utc_us / US_PER_S + days * DAY_S;
    }
    return 0;
}

static void take_asked(struct whereabouts *w, struct arena *arena)
{
    struct whereabouts_asked *at =
        arena_array(arena, struct whereabouts_asked, w->file.chain.count);

    for (size_t i = w->file.chain.count; i > 0 && at != NULL; i--) {
        const struct file_entry *e = &w->file.chain.at[i - 1];

        if (e->entry->action != ACTION_RECORD_ASKED || e->content == NULL)
            continue;
        at[w->n_asked] = asked_of(w, e);
        w->is_wished |= at[w->n_asked].said->wish == WISH_ERASE && at[w->n_asked].answered_s == 0;
        w->n_asked++;
    }
    w->asked = at;
}

static struct whereabouts_holder *holder_of(struct whereabouts_holder *at, size_t n,
                                            struct id128 person)
{
    for (size_t i = 0; i < n; i++)
        if (id_equal(at[i].person.id, person))
            return &at[i];
    return NULL;
}

/* The last word about each: let in, or out again. */
static void take_holders(struct whereabouts *w, struct arena *arena)
{
    struct whereabouts_holder *at =
        arena_array(arena, struct whereabouts_holder, w->file.chain.count);

    for (size_t i = 0; i < w->file.chain.count && at != NULL; i++) {
        const struct ledger_entry *e = w->file.chain.at[i].entry;
        struct whereabouts_holder *known = holder_of(at, w->n_holders, e->object);

        if (e->action == ACTION_ACCESS_ENDED && known != NULL)
            *known = at[--w->n_holders];
        if (e->action == ACTION_ACCESS_GRANTED && known == NULL)
            at[w->n_holders++] = (struct whereabouts_holder){{e->object}, e->utc_us / US_PER_S};
    }
    w->holders = at;
}

/* --- what is there --------------------------------------------------------------------------- */

/* The items themselves, since only they know what was erased. */
static void count_part(struct whereabouts *w, const struct ledger_item *item, bool may_go)
{
    struct whereabouts_part *part = &w->parts[retention_class_of(item->entry.action)];

    part->erased += item->is_erased;
    part->here += !item->is_erased;
    part->may_go += !item->is_erased && may_go;
}

static bool may_go(const struct whereabouts *w, const struct ledger_item *item, int64_t now_s)
{
    return !item->is_erased && !w->is_working &&
           retention_may_go(w->row, retention_class_of(item->entry.action), w->is_wished, w->last_s,
                            now_s);
}

static void take_erasure(struct whereabouts *w, const struct ledger_item *item, struct arena *arena,
                         struct whereabouts_erasure *ret)
{
    struct erasure erasure;

    if (item->entry.action != ACTION_RECORDS_ERASED && item->entry.action != ACTION_ERASED_AGAIN)
        return;
    *ret = (struct whereabouts_erasure){
        .at_s = item->entry.utc_us / US_PER_S,
        .seq = item->entry.seq,
        .by = item->entry.actor,
        .count = erasure_parse(item->content, arena, &erasure) ? erasure.count : 0,
    };
    w->n_erasures++;
}

static void take_parts(struct whereabouts *w, const struct ledger_list *list, struct arena *arena,
                       int64_t now_s)
{
    struct whereabouts_erasure *at = arena_array(arena, struct whereabouts_erasure, list->n);

    for (size_t i = 0; i < list->n && at != NULL; i++) {
        count_part(w, &list->items[i], may_go(w, &list->items[i], now_s));
        take_erasure(w, &list->items[i], arena, &at[w->n_erasures]);
    }
    w->erasures = at;
    for (int of = RETENTION_CORE; of < RETENTION_CLASSES; of++)
        w->parts[of].until_s = retention_until(w->row, (enum retention_class)of, w->last_s);
}

struct looking {
    const struct practice *practice;
    struct keyring *reader;
    struct client_id client;
    struct whereabouts *ret;
    struct ledger_list list;
};

static enum status look(struct ledger_tx *ltx, struct looking *in, struct fault *why)
{
    const struct retention *rules = in->practice->knowledge->retention;
    struct whereabouts w = {.is_wished = false};
    enum status st = client_file_load(ltx, in->practice, in->reader, in->client, &w.file, why);

    if (st == HF_OK) /* nothing but public statements is opened a second time */
        st = ledger_load_part(ltx, in->reader, in->client, 0, &in->list, why);
    if (st != HF_OK)
        return st;
    const struct practice_founded_content *founded = w.file.practice.founded;

    if (founded != NULL) {
        w.row = retention_find(rules, founded->country, founded->profile == PROFILE_CLINICAL);
        w.answer = answer_rule(in->practice, &w.file.practice);
    }
    take_work(&w);
    take_asked(&w, ltx->arena);
    take_holders(&w, ltx->arena);
    take_parts(&w, &in->list, ltx->arena, practice_now_s(in->practice));
    if (ltx->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *in->ret = w;
    return HF_OK;
}

static enum status look_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return look(ltx, arg, why);
}

enum status view_whereabouts(const struct practice *practice, struct arena *arena,
                             struct keyring *reader, struct client_id client,
                             struct whereabouts *ret, struct fault *why)
{
    struct looking in = {.practice = practice, .reader = reader, .client = client, .ret = ret};

    return ledger_transact(practice->ledger, practice->store, arena, look_inside, &in, why);
}

/* --- asking and answering -------------------------------------------------------------------- */

struct wishing {
    const struct practice *practice;
    const struct ask_record *in;
};

/* Of the same request, so that a form sent twice asks once. */
static struct id128 asked_id(const struct hand *hand)
{
    return request_for(hand->request, SPAN("asked"), 0).id;
}

static enum status ask_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct wishing *work = arg;
    const struct ask_record *in = work->in;
    bool own = id_equal(keyring_who(in->hand.keyring)->person.id, in->client.id);
    bool near = keyring_who(in->hand.keyring)->proof < PROOF_OWN_DEVICE;
    struct record_asked_content content = {
        .wish = (uint8_t)in->wish,
        .how = !own   ? GIVEN_ALOUD
               : near ? GIVEN_SHARED_DEVICE
                      : GIVEN_OWN_DEVICE,
        .words = in->words,
    };
    struct to_record record = {ACTION_RECORD_ASKED, asked_id(&in->hand), &content};
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, in->hand.keyring, in->client, &file, why);

    return st != HF_OK ? st : client_append(ltx, &in->hand, 0, in->client, &record, 1, NULL, why);
}

enum status ask_record(const struct practice *practice, struct arena *arena,
                       const struct ask_record *in, struct fault *why)
{
    struct wishing work = {practice, in};

    if (in->wish < WISH_ERASE || in->wish > WISH_COPY)
        return fault_set(why, HF_INVALID, "wish");
    if (in->wish == WISH_CORRECT && in->words.len == 0)
        return fault_set(why, HF_INVALID, "words");
    return ledger_transact(practice->ledger, practice->store, arena, ask_inside, &work, why);
}

struct answering {
    struct looking look;
    const struct answer_record *in;
};

static bool is_open_asking(const struct whereabouts *w, struct id128 asked)
{
    for (size_t i = 0; i < w->n_asked; i++)
        if (id_equal(w->asked[i].id, asked))
            return w->asked[i].answered_s == 0;
    return false;
}

static enum status append_answer(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                                 struct client_id client, struct id128 asked,
                                 const struct record_answered_content *content, struct fault *why)
{
    struct to_record record = {ACTION_RECORD_ANSWERED, asked, content};

    return client_append(ltx, hand, n, client, &record, 1, NULL, why);
}

static enum status answer_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct answering *work = arg;
    const struct answer_record *in = work->in;
    struct record_answered_content content = {(uint8_t)in->outcome, in->words};
    enum status st = look(ltx, &work->look, why);

    if (st != HF_OK)
        return st;
    if (!is_open_asking(work->look.ret, in->asked))
        return fault_set(why, HF_INVALID, "asked");
    return append_answer(ltx, &in->hand, 0, in->client, in->asked, &content, why);
}

enum status answer_record(const struct practice *practice, struct arena *arena,
                          const struct answer_record *in, struct fault *why)
{
    struct whereabouts found;
    struct answering work = {.look = {.practice = practice,
                                      .reader = in->hand.keyring,
                                      .client = in->client,
                                      .ret = &found},
                             .in = in};

    if (in->outcome < OUTCOME_DONE || in->outcome > OUTCOME_NOT)
        return fault_set(why, HF_INVALID, "outcome");
    if (in->outcome != OUTCOME_DONE && in->words.len == 0)
        return fault_set(why, HF_INVALID, "words");
    return ledger_transact(practice->ledger, practice->store, arena, answer_inside, &work, why);
}

/* --- erasing --------------------------------------------------------------------------------- */

struct erasing {
    struct looking look;
    const struct erase_client *in;
    struct erase_range *ranges;
    size_t n;
    unsigned written; /* entries of this request so far */
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
    for (size_t i = 0; i < w->n_asked; i++)
        if (w->asked[i].said->wish == WISH_ERASE && w->asked[i].answered_s == 0)
            return w->asked[i].seq;
    return 0;
}

static enum status write_erasure(struct ledger_tx *ltx, struct erasing *e, struct fault *why)
{
    const struct whereabouts *w = e->look.ret;
    struct ledger_erase erase = {
        .client = e->in->client,
        .ranges = e->ranges,
        .n = e->n,
        .scope = ERASE_CLIENT,
        .reason = w->is_wished ? ERASE_ASKED : ERASE_TIME_OVER,
        .asked_seq = wish_seq(w),
        .rule = w->row == NULL ? SPAN("no row") : w->row->id,
        .request = request_nth(e->in->hand.request, e->written++),
    };

    if (e->n == 0)
        return HF_OK;
    e->n = 0;
    return ledger_erase(ltx, e->in->hand.keyring, &erase, NULL, why);
}

static enum status erase_items(struct ledger_tx *ltx, struct erasing *e, struct fault *why)
{
    int64_t now_s = practice_now_s(e->look.practice);
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < e->look.list.n; i++) {
        const struct ledger_item *item = &e->look.list.items[i];

        if (!may_go(e->look.ret, item, now_s))
            continue;
        if (e->n == ERASE_RANGES_MOST)
            st = write_erasure(ltx, e, why);
        add_to_ranges(e, item->entry.client_seq);
    }
    return st == HF_OK ? write_erasure(ltx, e, why) : st;
}

/* Before anything goes: the answer stays with what was asked. */
static enum status answer_wishes(struct ledger_tx *ltx, struct erasing *e, struct fault *why)
{
    const struct whereabouts *w = e->look.ret;
    struct record_answered_content content = {
        w->parts[RETENTION_CORE].here > w->parts[RETENTION_CORE].may_go ||
                w->parts[RETENTION_RECORD].here > w->parts[RETENTION_RECORD].may_go
            ? OUTCOME_PARTLY
            : OUTCOME_DONE,
        SPAN("")};
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < w->n_asked; i++)
        if (w->asked[i].said->wish == WISH_ERASE && w->asked[i].answered_s == 0)
            st = append_answer(ltx, &e->in->hand, 1000 + (unsigned)i, e->in->client, w->asked[i].id,
                               &content, why);
    return st;
}

static enum status erase_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct erasing *e = arg;
    enum status st = look(ltx, &e->look, why);
    const struct whereabouts *w = e->look.ret;

    e->n = 0;
    e->written = 0;
    if (st != HF_OK)
        return st;
    if (w->is_working || w->parts[RETENTION_CORE].may_go + w->parts[RETENTION_RECORD].may_go == 0)
        return fault_set(why, HF_CONFLICT, "nothing may be erased now");
    e->ranges = arena_array(ltx->arena, struct erase_range, ERASE_RANGES_MOST);
    if (e->ranges == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    st = answer_wishes(ltx, e, why);
    return st == HF_OK ? erase_items(ltx, e, why) : st;
}

enum status erase_client(const struct practice *practice, struct arena *arena,
                         const struct erase_client *in, struct fault *why)
{
    struct whereabouts found;
    struct fault later = {.status = HF_OK};
    struct erasing work = {.look = {.practice = practice,
                                    .reader = in->hand.keyring,
                                    .client = in->client,
                                    .ret = &found},
                           .in = in};

    if ((keyring_who(in->hand.keyring)->roles & ROLE_OWNER) == 0)
        return fault_set(why, HF_INVALID, "owner");
    enum status st =
        ledger_transact(practice->ledger, practice->store, arena, erase_inside, &work, why);

    if (st != HF_OK)
        return st;
    enum status scoured = ledger_scour(practice->ledger, practice->store, arena, &later);

    (void)scoured; /* somebody reads just now: ledger_tend comes back to it */
    return HF_OK;
}
