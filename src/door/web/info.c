/* door/web/info.c - pages for anybody: the start, help now, what is kept.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/routes.h"

#include "core/model/content.h"
#include "core/render/pages.h"
#include "door/web/house.h"

/* Everybody has one place to begin. */
static void start(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct subject *subject = web_subject(request);

    (void)door; /* a handler's signature; the guard has asked already */
    if (subject == NULL)
        web_go_to(reply, "/signin");
    else
        web_go_to(reply, (subject->who.roles & ROLE_CLIENT) != 0 ? "/me" : "/today");
}

static void help_now(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct house *house = house_of(door->shared);
    struct help_view view = {.concern_name = house->concern_name,
                             .concern_contact = house->concern_contact};
    struct html w = web_html(reply);

    web_page(request, door, web_kind(request), "", &view.page);
    page_help(&w, &view);
}

static void privacy(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct house *house = house_of(door->shared);
    struct privacy_view view = {.concern_name = house->concern_name,
                                .concern_contact = house->concern_contact};
    struct words_view *readers = arena_array(request->arena, struct words_view, house->n_people);
    struct html w = web_html(reply);

    for (size_t i = 0; i < house->n_people && readers != NULL; i++)
        if ((house->people[i].roles & ROLE_PRACTITIONER) != 0)
            readers[view.n_readers++].text = house->people[i].name;
    view.readers = readers;
    web_page(request, door, web_kind(request), "", &view.page);
    page_privacy(&w, &view);
}

/* The same for everybody: worker.js keeps it in whatever browser shows a room. */
static void unreachable(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct unreachable_view view = {.page = {.practice = SPAN("")}};
    struct html w = web_html(reply);

    web_page(request, door, PAGE_ROOM, "", &view.page);
    page_unreachable(&w, &view);
}

static const struct http_route info_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/", RIGHT_KNOWN, start, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/help-now", RIGHT_KNOWN, help_now, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/unreachable", RIGHT_PUBLIC, unreachable, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/privacy", RIGHT_KNOWN, privacy, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(info);
