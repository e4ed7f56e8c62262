/* door/web/record_events.c - what happened in a session: who, how it was given, and why it was a
 * no.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/record_events.h"

#include "base/buf.h"
#include "core/render/message.h"
#include "core/visit/asked.h"
#include "core/visit/told.h"
#include "door/web/presence.h"
#include "door/web/reason_rule.h"
#include "knowledge/knowledge.h"
#include "usecase/chaperone.h"
#include "usecase/room.h"

enum { CONDITION_MOST = 512 };

/* --- what happened --------------------------------------------------------------------------- */

static struct span fill(const struct telling *t, const char *id, const char *name,
                        struct span value)
{
    struct message_arg arg = {.name = span_of(name), .text = value};

    return message_fill(t->arena, message_find(span_of(id)), MESSAGE_EN, &arg, 1);
}

static struct span place(const struct telling *t, struct span region, uint8_t side)
{
    return region.len == 0
               ? web_words("record.everywhere")
               : told_place(t->door->practice.knowledge->atlas, region, side, MESSAGE_EN, t->arena);
}

static struct span tell_signal(const struct telling *t, const void *content)
{
    static const char *const words[] = {"record.signal_stop", "record.signal_green",
                                        "record.signal_yellow", "record.signal_red",
                                        "record.signal_stop"};
    const struct signal_content *c = content;

    (void)t;
    if (c->cause == CAUSE_NO_ANSWER)
        return web_words("record.by_silence");
    if (c->cause == CAUSE_CLOCK)
        return web_words("record.by_clock");
    return web_words(words[c->value <= SAID_STOP ? c->value : 0]);
}

static struct span tell_capacity(const struct telling *t, const void *content)
{
    const struct capacity_content *c = content;

    (void)t;
    return web_words(c->value == JUDGED_OK ? "record.capacity_ok" : "record.capacity_no");
}

static struct span condition_name(const struct telling *t, struct span condition)
{
    struct step_said asked;
    bool is_place = asked_read(condition, &asked);
    const struct lexicon_word *word = lexicon_find(t->door->practice.knowledge->lexicon->conditions,
                                                   is_place ? CONDITION_ASKED : condition);
    struct span name = word == NULL ? condition : word->name;

    if (!is_place)
        return name;
    struct buf out;

    buf_init(&out, t->arena, CONDITION_MOST);
    buf_put(&out, name);
    buf_lit(&out, ": ");
    buf_put(&out, place(t, asked.region, asked.side));
    return out.failed ? name : buf_view(&out);
}

static struct span tell_attest(const struct telling *t, const void *content)
{
    const struct attest_content *c = content;

    return fill(t, c->state == STATE_ON ? "record.attest_on" : "record.attest_off", "what",
                condition_name(t, c->condition));
}

static struct span tell_today(const struct telling *t, const void *content)
{
    const struct today_said_content *c = content;

    return fill(t, "record.today", "words", c->words);
}

static struct span tell_step(const struct telling *t, const void *content)
{
    const struct step_begun_content *c = content;

    return fill(t, "record.step_begun", "where", place(t, c->step.region, c->step.side));
}

static struct span tell_refused(const struct telling *t, const void *content)
{
    const struct act_refused_content *c = content;

    return fill(t, "record.refused", "where", place(t, c->step.region, c->step.side));
}

static struct span tell_limit(const struct telling *t, const void *content)
{
    const struct limit_content *c = content;

    if (words_have(c->conditions, CONDITION_CHAPERONE))
        return web_words("record.chaperone");
    return fill(t, "record.limited", "where", place(t, c->scope.region, c->scope.side));
}

static struct span tell_maybe(const struct telling *t, const void *content)
{
    const struct revoke_content *c = content;

    /* Nobody was shown any words: it follows from a stop, and reads as what it is. */
    return fill(t, c->words.len > 0 ? "record.maybe" : "record.maybe_after_stop", "where",
                place(t, c->scope.region, c->scope.side));
}

static struct span tell_done(const struct telling *t, const void *content)
{
    const struct done_though_denied_content *c = content;

    return fill(t, "record.denied_done", "where", place(t, c->step.region, c->step.side));
}

static const struct {
    uint16_t action;
    const char *words; /* when they depend on nothing */
    struct span (*tell)(const struct telling *t, const void *content);
} tellers[] = {
    {ACTION_SESSION_STARTED, "record.started", NULL},
    {ACTION_REHEARSAL, "record.rehearsed", NULL},
    {ACTION_NOTHING_NEW_SAID, "record.nothing_new", NULL},
    {ACTION_CHECK_IN_PROMPTED, "record.prompted", NULL},
    {ACTION_SESSION_ENDED, "record.ended", NULL},
    {ACTION_SIGNAL, NULL, tell_signal},
    {ACTION_CAPACITY, NULL, tell_capacity},
    {ACTION_ATTEST, NULL, tell_attest},
    {ACTION_TODAY_SAID, NULL, tell_today},
    {ACTION_STEP_BEGUN, NULL, tell_step},
    {ACTION_ACT_REFUSED, NULL, tell_refused},
    {ACTION_LIMIT, NULL, tell_limit},
    {ACTION_MAYBE, NULL, tell_maybe},
    {ACTION_DONE_THOUGH_DENIED, NULL, tell_done},
};

/* The client's word alone, and told as that. */
static bool is_companion(const struct telling *t, const struct file_entry *e)
{
    const struct attest_content *c = e->content;

    return e->entry->action == ACTION_ATTEST && c->state == STATE_ON &&
           span_equal(c->condition, CONDITION_CHAPERONE) &&
           id_equal(e->entry->actor.id, t->r->session.known.file.client.id);
}

/* How a yes was given: passed on is never shown as the client's own tap. */
static struct span proof_of(const struct telling *t, const struct file_entry *e)
{
    const struct client_file *file = &t->r->session.known.file;
    const struct entry *entry = &file->chain.entries.at[e - file->chain.at];
    const struct signal_content *c = e->content;

    if (e->entry->action == ACTION_TODAY_SAID)
        return presence_sentence(t->arena, entry_presence(entry),
                                 client_file_who(file, (struct person_id){entry->lent_by}));
    if (is_companion(t, e))
        return web_words(e->entry->proof >= PROOF_OWN_DEVICE ? "record.own_device"
                                                             : "record.shared_device");
    if (e->entry->action != ACTION_SIGNAL || c->value != SAID_GREEN)
        return SPAN("");
    if (c->given.how == GIVEN_SIGN || c->given.how == GIVEN_ALOUD)
        return fill(t, "record.relayed", "who",
                    client_file_who(file, (struct person_id){c->given.heard_by}));
    return web_words(e->entry->proof >= PROOF_OWN_DEVICE ? "record.own_device"
                                                         : "record.shared_device");
}

/* The stop bar between both is nobody's in particular, whoever's key keeps it. */
static struct span who_of(const struct telling *t, const struct file_entry *e)
{
    const struct signal_content *c = e->content;
    struct span who = client_file_who(&t->r->session.known.file, e->entry->actor);

    if (e->entry->action == ACTION_SIGNAL && span_is(c->sign, SIGN_SOMEBODY))
        return web_words("record.somebody");
    return who.len > 0 ? who : web_words("record.program");
}

static bool tell(const struct telling *t, const struct file_entry *e, struct record_event_view *ret)
{
    for (size_t i = 0; e->content != NULL && i < sizeof tellers / sizeof *tellers; i++) {
        if (tellers[i].action != e->entry->action)
            continue;
        *ret = (struct record_event_view){
            .when = web_time(t->arena, e->entry->utc_us / 1000000),
            .who = who_of(t, e),
            .what = tellers[i].tell == NULL ? web_words(tellers[i].words)
                                            : tellers[i].tell(t, e->content),
            .proof = proof_of(t, e),
        };
        if (is_companion(t, e))
            ret->what = web_words("record.companion");
        return true;
    }
    return false;
}

static struct words reasons_of(const struct file_entry *e)
{
    const struct act_refused_content *refused = e->content;
    const struct done_though_denied_content *done = e->content;

    if (e->entry->action == ACTION_ACT_REFUSED)
        return refused->reasons;
    return e->entry->action == ACTION_DONE_THOUGH_DENIED ? done->reasons : (struct words){NULL, 0};
}

/* Why it was a no, each with the rule behind it; a client is told the same, without the way. */
static void fill_reasons(const struct telling *t, const struct file_entry *e,
                         struct record_event_view *view)
{
    const struct client_file *file = &t->r->session.known.file;
    struct words reasons = reasons_of(e);
    struct link_view *at = arena_array(t->arena, struct link_view, reasons.count);
    const struct reason_context context = {.client = client_file_name(file),
                                           .practitioner = client_file_who(file, e->entry->actor)};

    for (size_t i = 0; at != NULL && i < reasons.count; i++) {
        const struct refusal_view told = reason_told(t->door, t->arena, reasons.at[i], &context);

        at[i].text = told.why;
        if (!t->for_client)
            at[i].href = reason_address(t->arena, told.rule, t->plan_of);
    }
    view->reasons = at;
    view->n_reasons = at == NULL ? 0 : reasons.count;
}

/* From the beginning of this session to the beginning of the next. */
void record_events_fill(const struct telling *t, struct record_view *view)
{
    const struct file_chain *chain = &t->r->session.known.file.chain;
    struct record_event_view *at = arena_array(t->arena, struct record_event_view, chain->count);
    bool inside = false;

    for (size_t i = 0; at != NULL && i < chain->count; i++) {
        const struct file_entry *e = &chain->at[i];

        if (e->entry->action == ACTION_SESSION_STARTED)
            inside = id_equal(e->entry->object, t->r->session.room.session);
        if (!inside || !tell(t, e, &at[view->n_events]))
            continue;
        fill_reasons(t, e, &at[view->n_events++]);
    }
    view->events = at;
}

void record_corrections_fill(const struct telling *t, struct record_view *view)
{
    const struct file_chain *chain = &t->r->session.known.file.chain;
    struct record_event_view *at = arena_array(t->arena, struct record_event_view, chain->count);

    for (size_t i = 0; at != NULL && i < chain->count; i++) {
        const struct correction_content *c = chain->at[i].content;
        const struct ledger_entry *e = chain->at[i].entry;

        if (e->action == ACTION_CORRECTION && c != NULL && t->r->closed_entry != NULL &&
            c->corrects == (int64_t)t->r->closed_entry->seq)
            at[view->n_corrections++] = (struct record_event_view){
                .when = web_when(t->arena, e->utc_us / 1000000),
                .who = client_file_who(&t->r->session.known.file, e->actor),
                .what = c->words};
    }
    view->corrections = at;
}
