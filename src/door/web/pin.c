/* door/web/pin.c - a client chooses a PIN, and ends it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/pin.h"

#include "core/render/pages.h"
#include "core/render/view_pin.h"
#include "door/web/act.h"
#include "door/web/routes.h"

enum { US_PER_S = 1000000 };

static enum status show(struct exchange *x, struct pin_view *view)
{
    struct pin_state state;
    enum status st = look_at_pin(x->practice, x->keyring, &state, &x->why);

    if (st != HF_OK)
        return st;
    struct html w = web_open(x, PAGE_CLIENT, "", &view->page);

    view->is_there = state.is_there;
    view->tries = state.tries;
    if (state.is_there)
        view->until = web_date(x->arena, state.until_us / US_PER_S);
    page_pin(&w, view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    return show(x, &(struct pin_view){.differs = false});
}
WEB_LOOK(pin_get, look);

/* KEEP IN ORDER: enum pin_flaw. */
static const char *const flaws[] = {"", "pin.digits", "pin.short", "pin.long", "pin.easy"};

/* What was typed is never sent back. */
static enum status choose(struct exchange *x)
{
    struct set_pin in = {x->hand, http_field_value(x->request->form, "pin")};
    bool same = span_equal(in.pin, http_field_value(x->request->form, "again"));
    enum pin_flaw flaw = pin_flaw(in.pin);
    struct pin_view view = {.error = web_words(flaws[flaw]), .differs = flaw == PIN_FITS && !same};

    if (flaw == PIN_FITS && same) {
        enum status st = set_pin(x->practice, x->arena, &in, &x->why);

        return st == HF_CONFLICT ? HF_OK : st; /* the same form again: it is set */
    }
    x->then = NULL;
    x->again = true;
    return show(x, &view);
}
WEB_FORM(pin_post, .act = choose, .then = "/account/pin");

static enum status end(struct exchange *x)
{
    return end_pin(x->practice, x->arena, &x->hand, &x->why);
}
WEB_FORM(end_post, .act = end, .then = "/account/pin");

static const struct http_route pin_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/account/pin", RIGHT_CLIENT_OWN, pin_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/account/pin", RIGHT_CLIENT_OWN, pin_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/pin/end", RIGHT_CLIENT_OWN, end_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(pin);
