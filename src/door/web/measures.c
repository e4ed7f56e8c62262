/* door/web/measures.c - the instruments of the practice: what each is for, its text, and who reads
 * its answers. The owner switches them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_measures.h"
#include "door/web/house.h"
#include "door/web/measure_facts.h"
#include "door/web/routes.h"
#include "door/web/score_words.h"
#include "knowledge/knowledge.h"
#include "usecase/measures.h"
#include "usecase/practice.h"

enum { PATH_MOST = 120, TEXT_MOST = 600 };

/* --- one line -------------------------------------------------------------------------------- */

static struct span reader_words(const struct door *door,
                                const struct measure_switched_content *said)
{
    if (id_is_zero(said->reader))
        return web_words("measures.each_own");
    return house_name_of(house_of(door->shared), (struct person_id){said->reader});
}

static struct measure_line_view line_of(const struct door *door, const struct practice_file *file,
                                        const struct measure *m)
{
    struct measure_state state = measure_state_of(&door->practice, file, m);
    struct measure_line_view line = {
        .id = m->id,
        .title = m->title,
        .about = m->about,
        .licence = m->licence,
        .review = span_is(m->review, "reviewed") ? SPAN("") : m->review,
        .ours = state.is_ours,
        .has_text = state.text != NULL,
        .on = state.is_on,
    };

    if (state.is_on && !state.is_ours) {
        line.reader = reader_words(door, state.said);
        line.hours = state.said->hours;
    }
    return line;
}

static enum status load(const struct http_request *request, const struct door *door,
                        struct practice_file **ret, struct fault *why)
{
    *ret = arena_new(request->arena, struct practice_file);
    fault_clear(why);
    return *ret == NULL ? fault_set(why, HF_FAILED, "request memory is spent")
                        : view_practice(&door->practice, request->arena, *ret, why);
}

/* In our own words, a format of one number alone and a score from elsewhere are nothing to switch:
 * no form asks them. */
static bool is_listed(const struct door *door, const struct measure *m)
{
    return m->text != TEXT_OURS || knowledge_asked(door->practice.knowledge, m->id) != NULL;
}

static void list_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct measures *pack = door->practice.knowledge->measures;
    struct measure_line_view *at =
        arena_array(request->arena, struct measure_line_view, pack->count);
    struct measures_view view = {.measures = at};
    struct practice_file *file;
    struct fault why;
    enum status st = load(request, door, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    for (uint32_t i = 0; at != NULL && i < pack->count; i++)
        if (is_listed(door, &pack->at[i]))
            at[view.n_measures++] = line_of(door, file, &pack->at[i]);
    web_page(request, door, PAGE_PRACTICE, "setup", &view.page);
    struct html w = web_html(reply);

    page_measures(&w, &view);
}

/* --- who may read ---------------------------------------------------------------------------- */

static bool reads_records(const struct house_person *person)
{
    return (person->roles & (ROLE_PRACTITIONER | ROLE_CLINICIAN)) != 0;
}

static void fill_readers(const struct http_request *request, const struct door *door,
                         struct span reader, struct span stand_in, struct measure_view *view)
{
    const struct house *house = house_of(door->shared);
    struct choice_view *readers =
        arena_array(request->arena, struct choice_view, house->n_people + 1);
    struct choice_view *others =
        arena_array(request->arena, struct choice_view, house->n_people + 1);

    if (readers == NULL || others == NULL)
        return;
    readers[view->n_readers++] = (struct choice_view){.value = SPAN("own"),
                                                      .label = web_words("measures.each_own"),
                                                      .chosen = span_is(reader, "own")};
    others[view->n_stand_ins++] =
        (struct choice_view){.label = web_words("measures.nobody"), .chosen = stand_in.len == 0};
    for (size_t i = 0; i < house->n_people; i++) {
        struct span id = web_id(request->arena, house->people[i].id.id);

        if (!reads_records(&house->people[i]))
            continue;
        readers[view->n_readers++] = (struct choice_view){
            .value = id, .label = house->people[i].name, .chosen = span_equal(reader, id)};
        others[view->n_stand_ins++] = (struct choice_view){
            .value = id, .label = house->people[i].name, .chosen = span_equal(stand_in, id)};
    }
    view->readers = readers;
    view->stand_ins = others;
}

static struct span id_or_none(struct arena *arena, struct id128 id)
{
    return id_is_zero(id) ? SPAN("") : web_id(arena, id);
}

/* As it stands, unless something was just sent. */
static void fill_switch(const struct http_request *request, const struct door *door,
                        const struct measure_state *state, struct measure_view *view)
{
    const struct measure_switched_content *said = state->said;
    struct span reader = web_value(request, "reader"), stand_in = web_value(request, "stand_in");

    if (request->form.count == 0 && said != NULL && said->state == STATE_ON) {
        reader = id_is_zero(said->reader) ? SPAN("own") : web_id(request->arena, said->reader);
        stand_in = id_or_none(request->arena, said->stand_in);
        view->hours.value = said->hours;
        view->crisis.value = said->crisis;
    }
    fill_readers(request, door, reader, stand_in, view);
}

/* --- the page -------------------------------------------------------------------------------- */

static void fill_text(const struct http_request *request, const struct measure_state *state,
                      struct measure_view *view)
{
    struct buf out;

    if (state->text == NULL)
        return;
    buf_init(&out, request->arena, TEXT_MOST);
    buf_put(&out, state->text->url);
    if (state->text->version.len > 0) {
        buf_lit(&out, "|");
        buf_put(&out, state->text->version);
    }
    const struct message_arg args[] = {
        message_arg("which", out.len > 0 ? buf_view(&out) : web_words("measures.no_url")),
        message_arg("when", web_date(request->arena, state->text_s))};

    view->text = message_fill(request->arena, MSG_measures_text_is, MESSAGE_EN, args, 2);
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct measure_view *view, bool again)
{
    const struct measures *pack = door->practice.knowledge->measures;
    const struct measure *m = measures_find(pack, http_field_value(request->params, "measure"));
    struct practice_file *file;
    struct fault why;
    enum status st = load(request, door, &file, &why);

    if (st == HF_OK && (m == NULL || !is_listed(door, m)))
        st = fault_set(&why, HF_NOT_FOUND, "there is no such instrument");
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct measure_state state = measure_state_of(&door->practice, file, m);

    view->m = line_of(door, file, m);
    view->owner = (web_subject(request)->who.roles & ROLE_OWNER) != 0;
    view->crisis_wanted = measure_may_lead_to_crisis(m);
    measure_facts_fill(request->arena, pack, m, view);
    fill_text(request, &state, view);
    fill_switch(request, door, &state, view);
    web_page(request, door, PAGE_PRACTICE, "setup", &view->page);
    struct html w = again ? web_html_again(reply) : web_html(reply);

    page_measure(&w, view);
}

static void one_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct measure_view view = {.n_facts = 0};

    show(request, reply, door, &view, false);
}

static void go_back(const struct http_request *request, struct http_reply *reply)
{
    struct buf path;

    buf_init(&path, request->arena, PATH_MOST);
    buf_lit(&path, "/measures/");
    buf_put(&path, http_field_value(request->params, "measure"));
    buf_byte(&path, '\0');
    web_go_to(reply, path.failed ? "/measures" : path.at);
}

/* --- on and off ------------------------------------------------------------------------------ */

static bool read_person(const struct http_request *request, const char *name, struct person_id *ret)
{
    struct span value = web_value(request, name);

    *ret = (struct person_id){{{0}}};
    return value.len == 0 || id_parse(value, &ret->id);
}

static enum status read_switch(const struct http_request *request, struct switch_measure *ret,
                               struct fault *why)
{
    *ret = (struct switch_measure){.measure = http_field_value(request->params, "measure"),
                                   .on = !span_is(web_value(request, "to"), "off"),
                                   .each_own = span_is(web_value(request, "reader"), "own"),
                                   .hours = web_value(request, "hours"),
                                   .crisis = web_value(request, "crisis")};
    if (!ret->each_own && !read_person(request, "reader", &ret->reader))
        return fault_set(why, HF_INVALID, "reader");
    if (!read_person(request, "stand_in", &ret->stand_in))
        return fault_set(why, HF_INVALID, "stand_in");
    return web_hand(request, &ret->hand, why);
}

static void switch_again(struct http_request *request, struct http_reply *reply, struct door *door,
                         struct span field)
{
    struct measure_view view = {.hours = web_field(request, "hours"),
                                .crisis = web_field(request, "crisis")};

    if (span_is(field, "reader") || span_is(field, "stand_in"))
        view.readers_error = web_words("measures.no_reader");
    if (view.hours.value.len == 0)
        view.hours.error = web_words("measures.no_hours");
    else if (span_is(field, "hours"))
        view.hours.error = web_words("form.long");
    if (span_is(field, "crisis"))
        view.crisis.error =
            web_words(view.crisis.value.len == 0 ? "measures.no_crisis" : "form.long");
    show(request, reply, door, &view, true);
}

static void switch_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct switch_measure in;
    struct fault why;

    fault_clear(&why);
    enum status st = read_switch(request, &in, &why);

    if (st == HF_OK)
        st = switch_measure(&door->practice, request->arena, &in, &why);
    if (st == HF_INVALID)
        switch_again(request, reply, door, span_of(why.text));
    else if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        go_back(request, reply);
}

/* --- the text -------------------------------------------------------------------------------- */

static void text_again(struct http_request *request, struct http_reply *reply, struct door *door,
                       const struct add_instrument_reply *done, struct span sent)
{
    struct note_view *notes = arena_array(request->arena, struct note_view, done->n_reasons);
    struct measure_view view = {.reasons = notes, .sent = sent};

    for (size_t i = 0; notes != NULL && i < done->n_reasons; i++)
        notes[view.n_reasons++] = (struct note_view){done->reasons[i].where, done->reasons[i].text};
    request->form.count = 0; /* the other form of the page shows what stands */
    show(request, reply, door, &view, true);
}

static void text_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct add_instrument in = {.json = web_value(request, "form"),
                                .measure = http_field_value(request->params, "measure")};
    struct add_instrument_reply done;
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = add_instrument(&door->practice, request->arena, &in, &done, &why);
    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (done.is_added)
        go_back(request, reply);
    else
        text_again(request, reply, door, &done, in.json);
}

static const struct http_route measures_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/measures", RIGHT_STAFF, list_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/measures/{measure}", RIGHT_STAFF, one_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/measures/{measure}", RIGHT_OWNER, switch_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/measures/{measure}/text", RIGHT_OWNER, text_post, HTTP_ROUTE_BIG_BODY),
};
WEB_TABLE(measures);
