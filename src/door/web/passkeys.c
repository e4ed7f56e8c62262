/* door/web/passkeys.c - the pages of passkeys: keeping one in two steps, the list, coming in.
 *
 * The script (passkey.js) only carries: what it asks the browser stands in the page, what comes
 * back goes into hidden fields and is sent as a form.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/passkeys.h"

#include "core/format/json.h"
#include "core/render/pages.h"
#include "core/render/view_passkey.h"
#include "door/web/asks.h"
#include "door/web/device.h"
#include "door/web/hex.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "door/web/tries.h"

#include <string.h>

enum { URL_MOST = 512, JSON_MOST = 16 * 1024, ALLOW_MOST = PASSKEY_SLOTS_MOST * 1040 };

static const int64_t us_per_s = 1000000;

/* --- what the browser is asked, and what it says --------------------------------------------- */

static struct span site_of(const struct http_request *request)
{
    struct span host = http_request_header(request, "host");

    return host.len > 0 && host.at[0] == '[' ? SPAN("") : span_cut(&host, ':');
}

/* Browsers take passkeys where the page came over TLS, or from this machine by its name; never
 * where the address is a number. */
bool passkeys_work_here(const struct http_request *request)
{
    struct span site = site_of(request);
    bool is_number = true;

    for (size_t i = 0; i < site.len; i++)
        is_number = is_number && (site.at[i] == '.' || (site.at[i] >= '0' && site.at[i] <= '9'));
    return !is_number && (request->is_secure || span_is(site, "localhost"));
}

static struct passkey_ask ask_of(const struct http_request *request, struct span challenge)
{
    struct passkey_ask ask = {.site = site_of(request)};
    struct buf origin;

    buf_init(&origin, request->arena, URL_MOST);
    buf_put(&origin, request->is_secure ? SPAN("https://") : SPAN("http://"));
    buf_put(&origin, http_request_header(request, "host"));
    ask.origin = buf_view(&origin);
    memcpy(ask.challenge, challenge.at, sizeof ask.challenge);
    return ask;
}

static struct span field(const struct http_request *request, const char *name)
{
    struct span bytes = SPAN("");

    (void)hex_read(request->arena, web_value(request, name), &bytes); /* an empty one never holds */
    return bytes;
}

/* The question that this form answers, taken away. */
static bool take_ask(const struct http_request *request, struct door *door,
                     enum challenge_kind kind, struct passkey_ask *ret)
{
    struct span challenge = field(request, "challenge");
    struct person_id me = {{{0}}};

    if (web_subject(request) != NULL && kind != ASK_SIGN_IN)
        me = web_subject(request)->who.person;
    if (!passkeys_work_here(request) || !asks_take(door, kind, challenge, me))
        return false;
    *ret = ask_of(request, challenge);
    return true;
}

static void read_use(const struct http_request *request, struct passkey_use *ret)
{
    ret->id = field(request, "id");
    ret->answer = (struct passkey_answer){field(request, "client"), field(request, "data"),
                                          field(request, "signature")};
    ret->prf = field(request, "prf");
}

bool passkeys_take_use(const struct http_request *request, struct door *door,
                       struct passkey_use *ret)
{
    if (!take_ask(request, door, ASK_PROVE, &ret->ask))
        return false;
    read_use(request, ret);
    return true;
}

static struct span allow_text(struct arena *arena, const struct own_passkeys *own)
{
    struct buf text;

    buf_init(&text, arena, ALLOW_MOST);
    for (size_t i = 0; i < own->n; i++) {
        if (i > 0)
            buf_byte(&text, ' ');
        buf_put(&text, hex_write(arena, own->at[i].id, own->at[i].id_len));
    }
    return buf_view(&text);
}

static void fill_ask(const struct http_request *request, struct door *door,
                     enum challenge_kind kind, struct passkey_ask_view *ret)
{
    struct person_id person = {{{0}}};
    uint8_t challenge[32], salt[32];

    if (web_subject(request) != NULL && kind != ASK_SIGN_IN)
        person = web_subject(request)->who.person;
    asks_put(door, kind, person, challenge);
    passkey_salt(door->practice.vault, salt);
    ret->challenge = hex_write(request->arena, challenge, sizeof challenge);
    ret->salt = hex_write(request->arena, salt, sizeof salt);
    ret->site = site_of(request);
}

/* For a script that begins with nothing: {"challenge","salt","site","allow"}. */
static void write_ask(struct http_reply *reply, const struct passkey_ask_view *ask)
{
    struct json_writer w;
    const struct {
        const char *name;
        struct span value;
    } members[] = {{"challenge", ask->challenge},
                   {"salt", ask->salt},
                   {"site", ask->site},
                   {"allow", ask->others}};

    reply->type = "application/json";
    json_writer_init(&w, &reply->body);
    json_begin_object(&w);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        json_name(&w, span_of(members[i].name));
        json_put_text(&w, members[i].value);
    }
    json_end_object(&w);
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

    web_page(request, door, PAGE_PRACTICE, "", &view.page);
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

    web_page(request, door, PAGE_PRACTICE, "", &view->page);
    view->practice = house->name;
    view->name = house_name_of(house, me);
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
    fill_ask(request, door, ASK_MAKE, &view.ask);
    view.ask.others = allow_text(request->arena, &own);
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
    in.client_data = field(request, "client");
    in.object = field(request, "object");
    enum status st = take_ask(request, door, ASK_MAKE, &in.ask)
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

    fill_ask(request, door, ASK_TRY, &view.ask);
    view.ask.others = hex_write(request->arena, (const uint8_t *)id.at, id.len);
    view.draft = hex_write(request->arena, (const uint8_t *)draft.at, draft.len);
    show_step(request, reply, door, &view);
}

static void tried_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct keep_passkey in = {.draft = field(request, "draft"), .device = web_device(request)};
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    read_use(request, &in.use);
    if (st == HF_OK)
        st = take_ask(request, door, ASK_TRY, &in.use.ask)
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

    fill_ask(request, door, ASK_SIGN_IN, &ask);
    write_ask(reply, &ask);
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
    fill_ask(request, door, ASK_PROVE, &ask);
    ask.others = allow_text(request->arena, &own);
    write_ask(reply, &ask);
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

    (void)asks_take_ticket(door, field(request, "ticket"), &passkey); /* zero: none */
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
        web_go_to(reply, "/today");
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
    read_use(request, &in.use);
    bool taken = take_ask(request, door, ASK_SIGN_IN, &in.use.ask);
    enum status st =
        taken ? sign_in_passkey(&door->practice, request->arena, &in, &done, &needs_password, &why)
              : HF_NOT_FOUND;

    if (taken && st != HF_OK)
        asks_free(door, field(request, "challenge"));
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
    HTTP_ROUTE(HTTP_GET, "/account/passkeys", RIGHT_STAFF, passkeys_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/account/passkeys/new", RIGHT_STAFF, new_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/passkeys/made", RIGHT_STAFF, made_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/passkeys/tried", RIGHT_STAFF, tried_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/passkeys/{passkey}/end", RIGHT_STAFF, end_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/signin/ask", RIGHT_PUBLIC, sign_in_ask, HTTP_ROUTE_NO_TOKEN),
    HTTP_ROUTE(HTTP_POST, "/signin/answer", RIGHT_PUBLIC, answer_post, HTTP_ROUTE_NO_TOKEN),
    HTTP_ROUTE(HTTP_POST, "/unlock/ask", RIGHT_UNLOCK, prove_ask_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(passkeys);
