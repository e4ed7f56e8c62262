/* usecase/erasure_look.c - where everything of one person is, and what of it may go.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/erasure_inside.h"

#include "keep/ledger/access.h"
#include "knowledge/knowledge.h"
#include "usecase/client_facts.h"

enum { US_PER_S = 1000000, DAY_S = 86400 };

/* --- looking --------------------------------------------------------------------------------- */

static bool is_work(uint16_t action)
{
    return action == ACTION_CLIENT_ADDED || action == ACTION_SESSION_STARTED ||
           action == ACTION_SESSION_ENDED || action == ACTION_SESSION_CLOSED ||
           action == ACTION_PAPER_SESSION;
}

/* Is the session that began here open at the end of the list? */
static bool is_open_session(const struct ledger_list *list, size_t begun)
{
    for (size_t i = begun + 1; i < list->n; i++)
        if (list->items[i].entry.action == ACTION_SESSION_ENDED &&
            id_equal(list->items[i].entry.object, list->items[begun].entry.object))
            return false;
    return true;
}

static void take_work(struct whereabouts *w, const struct ledger_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct ledger_entry *e = &list->items[i].entry;

        if (is_work(e->action))
            w->last_s = e->utc_us / US_PER_S;
        w->is_working |= e->action == ACTION_SESSION_STARTED && is_open_session(list, i);
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

static void add_item(struct whereabouts_part *part, const struct ledger_item *item, bool may_go)
{
    part->erased += item->is_erased;
    part->here += !item->is_erased;
    part->may_go += !item->is_erased && may_go;
}

static void count_part(struct whereabouts *w, const struct ledger_item *item, bool may_go)
{
    add_item(&w->parts[retention_class_of(item->entry.action)], item, may_go);
    if (item->compartment < WHEREABOUTS_COMPARTMENTS)
        add_item(&w->compartments[item->compartment], item, may_go);
}

bool whereabouts_may_go(const struct whereabouts *w, const struct ledger_item *item, int64_t now_s)
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
        count_part(w, &list->items[i], whereabouts_may_go(w, &list->items[i], now_s));
        take_erasure(w, &list->items[i], arena, &at[w->n_erasures]);
    }
    w->erasures = at;
    for (int of = RETENTION_CORE; of < RETENTION_CLASSES; of++)
        w->parts[of].until_s = retention_until(w->row, (enum retention_class)of, w->last_s);
}

static void take_law(struct whereabouts *w, const struct practice *practice)
{
    const struct practice_founded_content *founded = w->file.practice.founded;

    if (founded == NULL)
        return;
    w->row = retention_find(practice->knowledge->retention, founded->country,
                            founded->profile == PROFILE_CLINICAL);
    w->answer = answer_rule(practice, &w->file.practice);
}

void whereabouts_count(struct whereabouts *w, const struct practice *practice,
                       const struct ledger_list *list, struct arena *arena)
{
    take_law(w, practice);
    take_work(w, list);
    take_parts(w, list, arena, practice_now_s(practice));
}

size_t whereabouts_wish(const struct whereabouts *w)
{
    size_t i = 0;

    while (i < w->n_asked && (w->asked[i].said->wish != WISH_ERASE || w->asked[i].answered_s != 0))
        i++;
    return i;
}

static enum status take_ways(struct ledger_tx *ltx, const struct looking *in, struct whereabouts *w,
                             struct fault *why)
{
    struct person_id person = {in->client.id};
    enum status st = ways_in_count(in->practice->vault, ltx->tx, person, &w->ways, why);

    return st == HF_OK ? ledger_live_delegates(ltx, in->client, &w->delegates, why) : st;
}

enum status whereabouts_look(struct ledger_tx *ltx, struct looking *in, struct fault *why)
{
    struct whereabouts w = {.is_wished = false};
    enum status st = client_file_load(ltx, in->practice, in->reader, in->client, &w.file, why);

    if (st == HF_OK) /* nothing but public statements is opened a second time */
        st = ledger_load_part(ltx, in->reader, in->client, 0, &in->list, why);
    if (st != HF_OK)
        return st;
    st = take_ways(ltx, in, &w, why);
    if (st != HF_OK)
        return st;
    take_law(&w, in->practice);
    take_asked(&w, ltx->arena);
    take_holders(&w, ltx->arena);
    whereabouts_count(&w, in->practice, &in->list, ltx->arena);
    if (ltx->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *in->ret = w;
    return HF_OK;
}

static enum status look_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return whereabouts_look(ltx, arg, why);
}

enum status view_whereabouts(const struct practice *practice, struct arena *arena,
                             struct keyring *reader, struct client_id client,
                             struct whereabouts *ret, struct fault *why)
{
    struct looking in = {.practice = practice, .reader = reader, .client = client, .ret = ret};

    return ledger_transact(practice->ledger, practice->store, arena, look_inside, &in, why);
}
