/* door/web/record.c - a session as it was: planned and done, what happened, both honest answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/visit/told.h"
#include "door/web/overview.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "door/web/soap_lines.h"
#include "knowledge/knowledge.h"
#include "core/render/pages.h"
#include "usecase/close.h"
#include "usecase/room_steps.h"

enum { MINUTE_S = 60 };

struct telling {
    struct arena *arena;
    const struct door *door;
    const struct session_record *r;
};

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
    return web_words(words[c->value <= SAID_STOP ? c->value : 0]);
}

static struct span tell_capacity(const struct telling *t, const void *content)
{
    const struct capacity_content *c = content;

    (void)t;
    return web_words(c->value == JUDGED_OK ? "record.capacity_ok" : "record.capacity_no");
}

static struct span tell_attest(const struct telling *t, const void *content)
{
    const struct attest_content *c = content;
    const struct lexicon_word *word =
        lexicon_find(t->door->practice.knowledge->lexicon->conditions, c->condition);

    return fill(t, c->state == STATE_ON ? "record.attest_on" : "record.attest_off", "what",
                word == NULL ? c->condition : word->name);
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

/* How a yes was given: passed on is never shown as the client's own tap. */
static struct span proof_of(const struct telling *t, const struct file_entry *e)
{
    const struct signal_content *c = e->content;

    if (e->entry->action != ACTION_SIGNAL || c->value != SAID_GREEN)
        return SPAN("");
    if (c->given.how == GIVEN_SIGN || c->given.how == GIVEN_ALOUD)
        return fill(
            t, "record.relayed", "who",
            client_file_who(&t->r->session.known.file, (struct person_id){c->given.heard_by}));
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
        return true;
    }
    return false;
}

/* From the beginning of this session to the beginning of the next. */
static void fill_events(const struct telling *t, struct record_view *view)
{
    const struct file_chain *chain = &t->r->session.known.file.chain;
    struct record_event_view *at = arena_array(t->arena, struct record_event_view, chain->count);
    bool inside = false;

    for (size_t i = 0; at != NULL && i < chain->count; i++) {
        const struct file_entry *e = &chain->at[i];

        if (e->entry->action == ACTION_SESSION_STARTED)
            inside = id_equal(e->entry->object, t->r->session.room.session);
        if (inside && tell(t, e, &at[view->n_events]))
            view->n_events++;
    }
    view->events = at;
}

static void fill_corrections(const struct telling *t, struct record_view *view)
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

/* --- planned and done ------------------------------------------------------------------------ */

/* A number belongs to the step that was at hand: one place may be worked at twice. */
static void tensions_of(const struct telling *t, uint32_t number, struct record_step_view *ret)
{
    const struct file_chain *chain = &t->r->session.known.file.chain;
    uint32_t at_hand = 0;

    for (size_t i = 0; i < chain->count; i++) {
        const struct ledger_entry *e = chain->at[i].entry;
        const struct step_begun_content *begun = chain->at[i].content;
        const struct tension_marked_content *said = chain->at[i].content;

        if (said == NULL || !id_equal(e->object, t->r->session.room.session))
            continue;
        if (e->action == ACTION_STEP_BEGUN)
            at_hand = begun->number;
        if (e->action != ACTION_TENSION_MARKED || at_hand != number)
            continue;
        if (said->when == TENSION_BEFORE)
            ret->tension_before = said->value;
        else
            ret->tension_after = said->value;
    }
}

static void fill_steps(const struct telling *t, struct record_view *view)
{
    struct room_steps steps = {.count = 0};
    struct fault why;

    fault_clear(&why);
    if (room_steps_of(&t->r->session, t->arena, &steps, &why) != HF_OK)
        return;
    struct record_step_view *at = arena_array(t->arena, struct record_step_view, steps.count);

    for (size_t i = 0; at != NULL && i < steps.count; i++) {
        const struct room_step *step = &steps.at[i];

        at[i] = (struct record_step_view){
            .where = room_where(t->arena, t->door, step->step),
            .how = room_how(t->door, step->step),
            .planned_minutes = (step->step->duration_s + 30) / MINUTE_S,
            .done_minutes = (step->done_s + MINUTE_S - 1) / MINUTE_S,
            .tension_before = -1,
            .tension_after = -1,
        };
        tensions_of(t, step->number, &at[i]);
    }
    view->steps = at;
    view->n_steps = at == NULL ? 0 : steps.count;
}

/* --- both answers ---------------------------------------------------------------------------- */

static struct span honest_words(uint8_t different, struct span words)
{
    static const char *const ids[] = {"record.unanswered", "after.no", "after.yes", "after.skip"};

    if (different == HONEST_YES && words.len > 0)
        return words;
    return web_words(ids[different <= HONEST_RATHER_NOT_SAY ? different : 0]);
}

static void fill_closed(const struct telling *t, struct record_view *view)
{
    static const char hex[] = "0123456789abcdef";
    const struct session_closed_content *c = t->r->closed;
    char text[17] = "";

    if (t->r->client_closed != NULL)
        view->client_different =
            honest_words(t->r->client_closed->different, t->r->client_closed->different_words);
    if (c == NULL)
        return;
    for (int i = 0; i < 8; i++) {
        text[2 * i] = hex[t->r->closed_entry->hash[i] >> 4];
        text[2 * i + 1] = hex[t->r->closed_entry->hash[i] & 15];
    }
    view->desk_different = honest_words(c->different, c->different_words);
    view->soap.a = c->assessment;
    view->soap.p = c->plan;
    view->signed_by = client_file_who(&t->r->session.known.file, t->r->closed_entry->actor);
    view->signed_when = web_when(t->arena, t->r->closed_entry->utc_us / 1000000);
    view->fingerprint = arena_copy(t->arena, span_of(text));
}

/* --- the page -------------------------------------------------------------------------------- */

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 const struct session_record *r)
{
    struct telling t = {request->arena, door, r};
    const struct subject *subject = web_subject(request);
    struct record_view view = {
        .client = overview_head(request->arena, &r->session.known.file),
        .session = web_id(request->arena, r->session.room.session),
        .when = web_when(request->arena, r->session.room.started_s),
        .minutes = soap_minutes(&r->session),
        .stopped = r->session.room.was_stopped,
        .for_client = (subject->who.roles & ROLE_CLIENT) != 0,
    };
    struct html w = web_html(reply);

    soap_lines_fill(request->arena, &r->soap, &view.soap);
    fill_closed(&t, &view);
    fill_steps(&t, &view);
    fill_events(&t, &view);
    fill_corrections(&t, &view);
    web_page(request, door, view.for_client ? PAGE_CLIENT : PAGE_PRACTICE,
             view.for_client ? "" : "clients", &view.page);
    page_record(&w, &view);
}

static void record_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct session_record r;
    struct session_id session;
    struct fault why;

    fault_clear(&why);
    enum status st = room_session_id(request, &session)
                         ? view_session_record(&door->practice, request->arena,
                                               web_subject(request)->keyring, session, &r, &why)
                         : HF_NOT_FOUND;

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        show(request, reply, door, &r);
}

static void correct_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct correct_record in = {.words = web_value(request, "words")};
    struct session_record r;
    struct fault why;

    fault_clear(&why);
    enum status st =
        room_session_id(request, &in.session) ? web_hand(request, &in.hand, &why) : HF_NOT_FOUND;

    if (st == HF_OK)
        st = correct_record(&door->practice, request->arena, &in, &r, &why);
    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        web_go(reply, request, "/s/", in.session.id, "/record");
}

static const struct http_route record_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/s/{session}/record", RIGHT_STAFF, record_get, 0),
    HTTP_ROUTE(HTTP_GET, "/me/sessions/{session}", RIGHT_CLIENT, record_get, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/correct", RIGHT_PRACTITIONER, correct_post, 0),
};
WEB_TABLE(record);
