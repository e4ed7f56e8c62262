/* door/web/hand_on.c - a client is handed on to a colleague.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/hand_on.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "usecase/client.h"

static void fill_people(struct arena *arena, const struct client_file *file, struct span chosen,
                        struct hand_on_view *view)
{
    const struct practice_file *house = &file->practice;
    struct choice_view *at = arena_array(arena, struct choice_view, house->n_people);

    for (size_t i = 0; at != NULL && i < house->n_people; i++) {
        struct span id = web_id(arena, house->people[i].id.id);

        if (hand_on_may(file, house->people[i].id))
            at[view->n_people++] = (struct choice_view){
                .value = id, .label = house->people[i].name, .chosen = span_equal(id, chosen)};
    }
    view->people = at;
}

/* Only the one who cares for a client finds this page. */
static enum status file_of(struct http_request *request, struct door *door, struct client_file *ret,
                           struct fault *why)
{
    struct keyring *keyring = web_subject(request)->keyring;
    struct client_id client;
    enum status st = web_client(request, &client);

    if (st == HF_OK)
        st = view_client(&door->practice, request->arena, keyring, client, ret, why);
    return st == HF_OK && !id_equal(ret->practitioner.id, keyring_who(keyring)->person.id)
               ? fault_set(why, HF_NOT_FOUND, "somebody else cares for this client")
               : st;
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct hand_on_view *view)
{
    bool again = view->words.error.len + view->to_error.len > 0;
    struct client_file file;
    struct fault why;

    fault_clear(&why);
    enum status st = file_of(request, door, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct html w = again ? web_html_again(reply) : web_html(reply);

    view->client = overview_head(request->arena, &file);
    fill_people(request->arena, &file, web_value(request, "to"), view);
    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    page_hand_on(&w, view);
}

static void on_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct hand_on_view view = {.stops = true};

    show(request, reply, door, &view);
}

static void on_again(struct http_request *request, struct http_reply *reply, struct door *door,
                     const struct hand_on *in)
{
    struct hand_on_view view = {.words = web_field(request, "words"), .stops = in->stops};

    if (id_is_zero(in->to.id))
        view.to_error = web_words("form.choose");
    else
        view.words.error = web_words(view.words.value.len == 0 ? "form.missing" : "form.long");
    show(request, reply, door, &view);
}

static void on_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct hand_on in = {.words = web_value(request, "words"),
                         .stops = web_value(request, "stops").len > 0};
    struct fault why;

    (void)id_parse(web_value(request, "to"), &in.to.id); /* zero is nobody: refused below */
    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = hand_on(&door->practice, request->arena, &in, &why);
    if (st == HF_INVALID)
        on_again(request, reply, door, &in);
    else if (st == HF_OK)
        web_go_to(reply, "/clients");
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route hand_on_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/hand-on", RIGHT_PRACTITIONER, on_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/hand-on", RIGHT_PRACTITIONER, on_post, WEB_FRESH),
};
WEB_TABLE(hand_on);
