/* door/web/leaving.c - somebody leaves the practice: what it would mean, then that it is so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/act.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "usecase/practice.h"

static enum status show(struct exchange *x)
{
    struct leaving leaving;
    struct person_id person;
    enum status st = web_param_id(x->request, "person", &person.id);

    if (st == HF_OK)
        st = view_leaving(x->practice, x->arena, x->keyring, person, &leaving, &x->why);
    if (st != HF_OK)
        return st;
    struct leaving_view view = {
        .id = web_id(x->arena, person.id),
        .name = leaving.name,
        .has_left = leaving.has_left,
        .again = x->again,
        .n_clients = (int64_t)leaving.n_clients,
        .n_alone = (int64_t)leaving.n_alone,
    };
    struct html w = web_open(x, PAGE_PRACTICE, "setup", &view.page);

    page_leaving(&w, &view);
    return HF_OK;
}
WEB_LOOK(leaving_get, show);

/* The number that stood on the page, if it was confirmed; 0: none was. */
static size_t alone_of(const struct http_request *request)
{
    struct span text = web_value(request, "alone");
    size_t n = 0;

    for (size_t i = 0; i < text.len && i < 6 && text.at[i] >= '0' && text.at[i] <= '9'; i++)
        n = 10 * n + (size_t)(text.at[i] - '0');
    return n;
}

static enum status leave(struct exchange *x)
{
    struct person_left in = {.hand = x->hand, .n_alone = alone_of(x->request)};
    enum status st = web_param_id(x->request, "person", &in.person.id);

    return st == HF_OK ? person_left(x->practice, x->arena, &in, &x->why) : st;
}
WEB_FORM(leaving_post, .act = leave, .then = "/people", .conflict = show, .done = web_house_renew);

static const struct http_route leaving_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/people/{person}/left", RIGHT_OWNER, leaving_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/people/{person}/left", RIGHT_OWNER, leaving_post, WEB_FRESH),
};
WEB_TABLE(leaving);
