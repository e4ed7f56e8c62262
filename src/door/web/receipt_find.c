/* door/web/receipt_find.c - the number on a receipt, looked up: when, what kind of act, how signed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/find_receipt.h"

#include "core/render/pages.h"
#include "core/render/view_receipt.h"
#include "door/web/act.h"
#include "door/web/house.h"
#include "door/web/presence.h"
#include "door/web/routes.h"

static void fill(struct exchange *x, const struct found_receipt *found,
                 struct receipt_found_view *view)
{
    view->found = true;
    view->seq = found->seq;
    view->when = web_when(x->arena, found->utc_s);
    view->what = span_of(found->meaning);
    view->presence = presence_sentence(x->arena, found->presence,
                                       house_name_of(house_of(x->door->shared), found->witness));
    if (!id_is_zero(found->client.id))
        view->client = web_id(x->arena, found->client.id);
}

static enum status look_up(struct exchange *x, struct receipt_found_view *view)
{
    struct found_receipt found;
    enum status st = find_receipt(x->practice, x->arena, view->number.value, &found, &x->why);

    if (st == HF_OK)
        fill(x, &found, view);
    else if (st == HF_NOT_FOUND || st == HF_INVALID)
        view->number.error = web_words(st == HF_INVALID ? "found.wrong" : "found.none");
    else
        return st;
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    struct receipt_found_view view = {
        .number = {.value = span_trim(http_field_value(x->request->query, "number"))}};
    enum status st = view.number.value.len > 0 ? look_up(x, &view) : HF_OK;

    if (st != HF_OK)
        return st;
    struct html w = web_open(x, PAGE_PRACTICE, "", &view.page);

    page_receipt_found(&w, &view);
    return HF_OK;
}
WEB_LOOK(receipt_find_get, look);

static const struct http_route receipt_find_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/receipt", RIGHT_STAFF, receipt_find_get, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(receipt_find);
