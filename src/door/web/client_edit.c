/* door/web/client_edit.c - another name, another safe channel.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/act.h"
#include "door/web/channel.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "usecase/client.h"

static enum status show(struct exchange *x, struct client_edit_view *view)
{
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view->page);

    page_client_edit(&w, view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    struct client_edit_view view = {0};
    struct client_file file;
    enum status st = view_client(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st != HF_OK)
        return st;
    view.client = overview_head(x->arena, &file);
    view.name.value = view.client.name;
    view.pronoun.value = view.client.pronoun;
    if (file.contact != NULL) {
        view.contact.value = file.contact->address;
        view.neutral.value = file.contact->neutral_words;
    }
    return show(x, &view);
}
WEB_LOOK(edit_get, look);

static enum status again(struct exchange *x)
{
    struct client_edit_view view = {.name = web_field(x->request, "name"),
                                    .pronoun = web_field(x->request, "pronoun"),
                                    .contact = web_field(x->request, "contact"),
                                    .neutral = web_field(x->request, "neutral")};
    struct client_file file;
    enum status st = view_client(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st != HF_OK)
        return st;
    view.client = overview_head(x->arena, &file);
    view.name.error = web_words(view.name.value.len == 0 ? "form.missing" : "form.long");
    return show(x, &view);
}

static enum status edit(struct exchange *x)
{
    const struct edit_client in = {.hand = x->hand,
                                   .client = x->client,
                                   .name = web_value(x->request, "name"),
                                   .pronoun = web_value(x->request, "pronoun"),
                                   .contact = channel_form(x->request)};

    return edit_client(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(edit_post, .act = edit, .then = "/c/*", .again = again);

static const struct http_route client_edit_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/edit", RIGHT_PRACTITIONER, edit_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/edit", RIGHT_PRACTITIONER, edit_post, WEB_FRESH),
};
WEB_TABLE(client_edit);
