/* door/web/record.c - a session as it was: planned and done, what happened, both honest answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/visit/told.h"
#include "door/web/aftercare.h"
#include "door/web/overview.h"
#include "door/web/reason_rule.h"
#include "door/web/record_events.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "door/web/soap_lines.h"
#include "core/render/pages.h"
#include "usecase/room_steps.h"

enum { MINUTE_S = 60 };

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

/* What is asked afterwards is asked about the last session alone. */
static bool is_last(const struct session_record *r)
{
    return id_equal(client_stage(&r->session.known.file).session, r->session.room.session);
}

/* --- the page -------------------------------------------------------------------------------- */

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 const struct session_record *r)
{
    const struct subject *subject = web_subject(request);
    const struct telling t = {request->arena, door, r, (subject->who.roles & ROLE_CLIENT) != 0,
                              reason_plan_of(request, &r->session.known.file.client)};
    struct record_view view = {
        .client = overview_head(request->arena, &r->session.known.file),
        .session = web_id(request->arena, r->session.room.session),
        .when = web_when(request->arena, r->session.room.started_s),
        .minutes = soap_minutes(&r->session),
        .stopped = r->session.room.was_stopped,
        .for_client = t.for_client,
    };
    struct html w = web_html(reply);

    soap_lines_fill(request->arena, &r->soap, &view.soap);
    fill_closed(&t, &view);
    fill_steps(&t, &view);
    record_events_fill(&t, &view);
    record_corrections_fill(&t, &view);
    if (!view.for_client && is_last(r))
        view.after = aftercare_lines(request, door, &r->session.known.file, &view.n_after);
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
