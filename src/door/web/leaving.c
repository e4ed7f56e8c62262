/* door/web/leaving.c - somebody leaves the practice: what it would mean, then that it is so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "usecase/practice.h"

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct person_id person, bool again)
{
    struct leaving leaving;
    struct fault why;

    fault_clear(&why);
    enum status st = view_leaving(&door->practice, request->arena, web_subject(request)->keyring,
                                  person, &leaving, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct leaving_view view = {
        .id = web_id(request->arena, person.id),
        .name = leaving.name,
        .has_left = leaving.has_left,
        .again = again,
        .n_clients = (int64_t)leaving.n_clients,
        .n_alone = (int64_t)leaving.n_alone,
    };
    struct html w = again ? web_html_again(reply) : web_html(reply);

    web_page(request, door, PAGE_PRACTICE, "setup", &view.page);
    page_leaving(&w, &view);
}

static void leaving_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct person_id person;

    if (web_param_id(request, "person", &person.id) != HF_OK)
        http_reply_error(reply, request, 404, "there is no such person");
    else
        show(request, reply, door, person, false);
}

/* The number that stood on the page, if it was confirmed; 0: none was. */
static size_t alone_of(const struct http_request *request)
{
    struct span text = web_value(request, "alone");
    size_t n = 0;

    for (size_t i = 0; i < text.len && i < 6 && text.at[i] >= '0' && text.at[i] <= '9'; i++)
        n = 10 * n + (size_t)(text.at[i] - '0');
    return n;
}

static void leaving_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct person_left in = {.person = {{{0}}}, .n_alone = alone_of(request)};
    struct fault why;

    fault_clear(&why);
    enum status st = web_param_id(request, "person", &in.person.id);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = person_left(&door->practice, request->arena, &in, &why);
    if (st == HF_CONFLICT) {
        show(request, reply, door, in.person, true);
        return;
    }
    if (st == HF_OK)
        st = house_renew(door->shared, &door->practice, request->arena, &why);
    if (st == HF_OK)
        web_go_to(reply, "/people");
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route leaving_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/people/{person}/left", RIGHT_OWNER, leaving_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/people/{person}/left", RIGHT_OWNER, leaving_post, WEB_FRESH),
};
WEB_TABLE(leaving);
