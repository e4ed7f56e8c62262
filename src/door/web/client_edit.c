/* door/web/client_edit.c - another name, another safe channel.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/channel.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "usecase/client.h"

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct client_edit_view *view, bool again)
{
    struct html w = again ? web_html_again(reply) : web_html(reply);

    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    page_client_edit(&w, view);
}

static enum status file_of(struct http_request *request, struct door *door, struct client_file *ret,
                           struct fault *why)
{
    struct client_id client;
    enum status st = web_client(request, &client);

    return st != HF_OK ? st
                       : view_client(&door->practice, request->arena, web_subject(request)->keyring,
                                     client, ret, why);
}

static void edit_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_edit_view view = {0};
    struct client_file file;
    struct fault why;

    fault_clear(&why);
    enum status st = file_of(request, door, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.client = overview_head(request->arena, &file);
    view.name.value = view.client.name;
    view.pronoun.value = view.client.pronoun;
    if (file.contact != NULL) {
        view.contact.value = file.contact->address;
        view.neutral.value = file.contact->neutral_words;
    }
    show(request, reply, door, &view, false);
}

static void edit_again(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_edit_view view = {.name = web_field(request, "name"),
                                    .pronoun = web_field(request, "pronoun"),
                                    .contact = web_field(request, "contact"),
                                    .neutral = web_field(request, "neutral")};
    struct client_file file;
    struct fault why;

    fault_clear(&why);
    enum status st = file_of(request, door, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.client = overview_head(request->arena, &file);
    view.name.error = web_words(view.name.value.len == 0 ? "form.missing" : "form.long");
    show(request, reply, door, &view, true);
}

static void edit_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct edit_client in = {.name = web_value(request, "name"),
                             .pronoun = web_value(request, "pronoun"),
                             .contact = channel_form(request)};
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = edit_client(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go(reply, request, "/c/", in.client.id, "");
    else if (st == HF_INVALID)
        edit_again(request, reply, door);
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route client_edit_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/edit", RIGHT_PRACTITIONER, edit_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/edit", RIGHT_PRACTITIONER, edit_post, WEB_FRESH),
};
WEB_TABLE(client_edit);
