/* door/web/passkeys.c - the pages of passkeys: keeping one in two steps, the list, coming in.
 *
 * The script (passkey.js) only carries: what it asks the browser stands in the page, what comes
 * back goes into hidden fields and is sent as a form.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/passkeys.h"

#include "core/render/pages.h"
#include "door/web/asks.h"
#include "door/web/device.h"
#include "door/web/hex.h"
#include "door/web/house.h"
#include "door/web/passkey_ask.h"
#include "door/web/routes.h"
#include "door/web/tries.h"

#include <string.h>

static const int64_t us_per_s = 1000000;

/* --- whose page it is ------------------------------------------------------------------------ */

static bool is_client(const struct http_request *request)
{
    return web_subject(request)->who.roles == ROLE_CLIENT;
}

static enum page_kind frame_of(const struct http_request *request)
{
    return is_client(request) ? PAGE_CLIENT : PAGE_PRACTICE;
}

/* --- the list -------------------------------------------------------------------------------- */

static struct passkey_line_view line_of(struct arena *arena, const struct passkey_slot *slot)
{
    return (struct passkey_line_view){
        .id = web_id(arena, passkey_fingerprint(slot)),
        .device = device_words(arena, slot->device),
        .added = web_date(arena, slot->added_us / us_per_s),
        .opens = slot->frame_len > 0,
    };
}

static void fill_list(struct http_request *request, const struct own_passkeys *own,
                      struct passkeys_view *view)
{
    struct passkey_line_view *lines =
        arena_array(request->arena, struct passkey_line_view, PASSKEY_SLOTS_MOST);

    if (lines == NULL)
        return;
    for (size_t i = 0; i < own->n; i++)
        lines[i] = line_of(request->arena, &own->at[i]);
    view->lines = lines;
    view->n_lines = own->n;
    view->full = own->n == PASSKEY_SLOTS_MOST;
}

static void show_list(struct http_request *request, struct http_reply *reply, struct door *door,
                      bool failed)
{
    struct passkeys_view view = {.failed = failed, .works_here = passkeys_work_here(request)};
    struct own_passkeys own = {.n = 0};
    struct fault why;

    fault_clear(&why);
    enum status st = list_passkeys(&door->practice, web_subject(request)->keyring, &own, &why);

    if (st == HF_OK)
        st = has_login(&door->practice, web_subject(request)->keyring, &view.has_login, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct html w = failed ? web_html_again(reply) : web_html(reply);

    web_page(request, door, frame_of(request), "", &view.page);
    view.is_client = is_client(request);
    fill_list(request, &own, &view);
    page_passkeys(&w, &view);
}

static void passkeys_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    show_list(request, reply, door, false);
}

static void end_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct end_passkey in = {.fingerprint = {{0}}};
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = web_param_id(request, "passkey", &in.fingerprint);
    if (st == HF_OK)
        st = end_passkey(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go_to(reply, "/account/passkeys");
    else
        web_failed(reply, request, st, &why);
}

/* --- keeping one ----------------------------------------------------------------------------- */

static void show_step(struct http_request *request, struct http_reply *reply, struct door *door,
                      struct passkey_step_view *view)
{
    const struct house *house = house_of(door->shared);
    struct person_id me = web_subject(request)->who.person;
    struct html w = web_html(reply);

    web_page(request, door, frame_of(request), "", &view->page);
    view->practice = house->name;
    view->name = is_client(request) ? web_words("passkeys.account") : house_name_of(house, me);
    view->user = hex_write(request->arena, me.id.bytes, sizeof me.id.bytes);
    page_passkey_step(&w, view);
}

static void new_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct passkey_step_view view = {.step = 1};
    struct own_passkeys own = {.n = 0};
    struct fault why;

    if (!passkeys_work_here(request)) {
        web_go_to(reply, "/account/passkeys");
        return;
    }
    fault_clear(&why);
    enum status st = list_passkeys(&door->practice, web_subject(request)->keyring, &own, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    passkey_ask_fill(request, door, ASK_MAKE, &view.ask);
    view.ask.others = passkey_ask_allow(request->arena, &own);
    show_step(request, reply, door, &view);
}

static void made_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct keyring *keyring = web_subject(request)->keyring;
    struct make_passkey in = {.keyring = keyring};
    struct passkey_step_view view = {.step = 2};
    struct span draft;
    struct fault why;

    fault_clear(&why);
    in.client_data = passkey_ask_field(request, "client");
    in.object = passkey_ask_field(request, "object");
    enum status st = passkey_ask_take(request, door, ASK_MAKE, &in.ask)
                         ? make_passkey(&in, request->arena, &draft, &why)
                         : HF_INVALID;

    if (st == HF_INVALID) {
        show_list(request, reply, door, true);
        return;
    }
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct span id = passkey_draft_id(keyring, draft, request->arena);

    passkey_ask_fill(request, door, ASK_TRY, &view.ask);
    view.ask.others = hex_write(request->arena, (const uint8_t *)id.at, id.len);
    view.draft = hex_write(request->arena, (const uint8_t *)draft.at, draft.len);
    show_step(request, reply, door, &view);
}

static void tried_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct keep_passkey in = {.draft = passkey_ask_field(request, "draft"),
                              .device = web_device(request)};
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    passkey_ask_use(request, &in.use);
    if (st == HF_OK)
        st = passkey_ask_take(request, door, ASK_TRY, &in.use.ask)
                 ? keep_passkey(&door->practice, request->arena, &in, &why)
                 : HF_INVALID;
    if (st == HF_OK)
        web_go_to(reply, "/account/passkeys");
    else if (st == HF_INVALID || st == HF_CONFLICT)
        show_list(request, reply, door, true);
    else
        web_failed(reply, request, st, &why);
}

/* --- coming in ------------------------------------------------------------------------------- */

static void sign_in_ask(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct passkey_ask_view ask = {.others = SPAN("")};

    passkey_ask_fill(request, door, ASK_SIGN_IN, &ask);
    passkey_ask_write(reply, &ask);
}

static void prove_ask_post(struct http_request *request, struct http_reply *reply,
                           struct door *door)
{
    struct passkey_ask_view ask = {.others = SPAN("")};
    struct own_passkeys own = {.n = 0};
    struct fault why;

    fault_clear(&why);
    enum status st = list_passkeys(&door->practice, web_subject(request)->keyring, &own, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    passkey_ask_fill(request, door, ASK_PROVE, &ask);
    ask.others = passkey_ask_allow(request->arena, &own);
    passkey_ask_write(reply, &ask);
}

/* It said who it is; the password opens. */
static void ask_password(struct http_request *request, struct http_reply *reply, struct door *door,
                         const struct sign_in_reply *said)
{
    struct passkey_more_view view = {.next = web_value(request, "next")};
    uint8_t ticket[32];
    struct html w = web_html(reply);

    asks_put_ticket(door, said->person, said->passkey, ticket);
    view.ticket = hex_write(request->arena, ticket, sizeof ticket);
    web_page(request, door, PAGE_PUBLIC, "", &view.page);
    page_passkey_more(&w, &view);
}

struct id128 passkeys_named(const struct http_request *request, struct door *door)
{
    struct id128 passkey = {{0}};

    (void)asks_take_ticket(door, passkey_ask_field(request, "ticket"), &passkey); /* zero: none */
    return passkey;
}

static void came_in(struct http_request *request, struct http_reply *reply,
                    const struct sign_in_reply *done)
{
    struct span next = web_value(request, "next");

    http_reply_session(reply, request, span_of(done->pass));
    if (next.len > 1 && next.at[0] == '/')
        http_reply_redirect(reply, next);
    else
        web_go_to(reply, done->roles == ROLE_CLIENT ? "/me" : "/today");
}

static void answer_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct sign_in_passkey in = {.old_pass = http_request_session(request),
                                 .device = web_device(request)};
    struct tries tries = tries_begin(request, door, web_value(request, "id"));
    struct sign_in_reply done = {.roles = 0};
    bool needs_password = false;
    struct fault why;

    fault_clear(&why);
    passkey_ask_use(request, &in.use);
    bool taken = passkey_ask_take(request, door, ASK_SIGN_IN, &in.use.ask);
    enum status st =
        taken ? sign_in_passkey(&door->practice, request->arena, &in, &done, &needs_password, &why)
              : HF_NOT_FOUND;

    if (taken && st != HF_OK)
        asks_free(door, passkey_ask_field(request, "challenge"));
    if (st == HF_OK && needs_password)
        ask_password(request, reply, door, &done);
    else if (st == HF_OK)
        came_in(request, reply, &done);
    else if (st == HF_NOT_FOUND)
        web_go_to(reply, "/signin?passkey=no");
    else
        web_failed(reply, request, st, &why);
    tries_end(&tries, door, reply, st == HF_OK);
    vault_wipe(&done, sizeof done);
}

static const struct http_route passkeys_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/account/passkeys", RIGHT_OWN_KEYS, passkeys_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/account/passkeys/new", RIGHT_OWN_KEYS, new_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/passkeys/made", RIGHT_OWN_KEYS, made_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/passkeys/tried", RIGHT_OWN_KEYS, tried_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/passkeys/{passkey}/end", RIGHT_OWN_KEYS, end_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/signin/ask", RIGHT_PUBLIC, sign_in_ask, HTTP_ROUTE_NO_TOKEN),
    HTTP_ROUTE(HTTP_POST, "/signin/answer", RIGHT_PUBLIC, answer_post, HTTP_ROUTE_NO_TOKEN),
    HTTP_ROUTE(HTTP_POST, "/unlock/ask", RIGHT_UNLOCK, prove_ask_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(passkeys);
