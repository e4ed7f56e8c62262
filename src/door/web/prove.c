/* door/web/prove.c - see prove.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/prove.h"

#include "core/render/pages.h"
#include "core/render/view_prove.h"
#include "door/http/form.h"
#include "door/web/hex.h"
#include "door/web/house.h"
#include "door/web/passkeys.h"
#include "door/web/routes.h"
#include "door/web/tries.h"
#include "usecase/prove.h"

#include <string.h>

enum { PATH_MOST = 512, LONG_TEXT = 24 };

/* --- what was typed -------------------------------------------------------------------------- */

/* "PATH\nBODY", sealed. Empty: too long. */
static struct span seal_draft(const struct http_request *request, struct span path,
                              struct span body)
{
    struct arena *arena = request->arena;
    struct buf plain;

    if (path.len > PATH_MOST || body.len > DRAFT_MOST)
        return SPAN("");
    buf_init(&plain, arena, PATH_MOST + DRAFT_MOST + 1);
    buf_put(&plain, path);
    buf_byte(&plain, '\n');
    buf_put(&plain, body);
    struct span text = buf_view(&plain);
    uint8_t *frame = arena_array(arena, uint8_t, text.len + KEYRING_DRAFT_EXTRA);

    if (frame == NULL)
        return SPAN("");
    keyring_seal_draft(web_subject(request)->keyring, text, frame);
    return hex_write(arena, frame, text.len + KEYRING_DRAFT_EXTRA);
}

static bool open_draft(const struct http_request *request, struct span *path, struct span *body)
{
    struct span frame, sent = web_value(request, "draft");

    if (sent.len == 0 || !hex_read(request->arena, sent, &frame) || frame.len < KEYRING_DRAFT_EXTRA)
        return false;
    uint8_t *text = arena_array(request->arena, uint8_t, frame.len);

    if (text == NULL || !keyring_open_draft(web_subject(request)->keyring, frame, text))
        return false;
    *body = span_at(text, frame.len - KEYRING_DRAFT_EXTRA);
    *path = span_cut(body, '\n');
    return true;
}

/* --- asking ---------------------------------------------------------------------------------- */

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct prove_view *view)
{
    const struct subject *subject = web_subject(request);
    struct fault why;

    fault_clear(&why);
    enum status st = has_login(&door->practice, subject->keyring, &view->has_password, &why);

    struct own_passkeys own = {.n = 0};

    if (st == HF_OK)
        st = list_passkeys(&door->practice, subject->keyring, &own, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct html w = web_html(reply);

    view->has_passkey = own.n > 0 && passkeys_work_here(request);
    web_page(request, door, PAGE_PUBLIC, "", &view->page);
    view->page.ends_s = 0; /* nothing here can be lost by waiting */
    view->who = house_name_of(house_of(door->shared), subject->who.person);
    view->locked = view->locked || keyring_pass(subject->keyring)->is_locked;
    page_prove(&w, view);
}

static void ask_for_page(struct http_request *request, struct http_reply *reply)
{
    struct buf path;

    buf_init(&path, request->arena, HTTP_MAX_TARGET * 2);
    buf_lit(&path, "/unlock?next=");
    buf_put(&path, request->path);
    http_reply_redirect(reply, buf_view(&path));
}

void prove_ask(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct prove_view view = {.next = SPAN("")};

    if (request->method == HTTP_GET) {
        ask_for_page(request, reply);
        return;
    }
    if ((request->route->flags & HTTP_ROUTE_RAW_BODY) == 0)
        view.draft = seal_draft(request, request->path, request->body);
    view.lost = view.draft.len == 0;
    reply->status = 403;
    show(request, reply, door, &view);
}

static void unlock_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct prove_view view = {.next = http_field_value(request->query, "next")};

    show(request, reply, door, &view);
}

/* --- going on -------------------------------------------------------------------------------- */

/* Our own, and secrets: these are typed again. */
static bool is_not_kept(struct span name)
{
    static const char *const names[] = {HTTP_TOKEN_FIELD, "request", "password",
                                        "old_password",   "pin",     "again"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_is(name, names[i]))
            return true;
    return false;
}

static void take_fields(struct http_request *request, struct http_fields sent,
                        struct kept_view *view)
{
    struct kept_field_view *fields =
        arena_array(request->arena, struct kept_field_view, sent.count + 1);

    if (fields == NULL)
        return;
    for (size_t i = 0; i < sent.count; i++) {
        if (span_is(sent.at[i].name, "request")) /* the same act, however often it is sent */
            view->page.keys.request = sent.at[i].value;
        if (!is_not_kept(sent.at[i].name))
            fields[view->n_fields++] = (struct kept_field_view){sent.at[i].name, sent.at[i].value,
                                                                sent.at[i].value.len >= LONG_TEXT};
    }
    view->fields = fields;
}

static bool is_page(const struct door *door, struct span path)
{
    struct http_route_match match;

    return http_route_find(door->shared->routes, door->shared->n_routes, HTTP_GET, path, &match) ==
           HF_OK;
}

/* With the new pass's form token: the cookie comes with this same answer. */
static void show_kept(struct http_request *request, struct http_reply *reply, struct door *door,
                      struct span pass, struct span path, struct http_fields sent)
{
    struct kept_view view = {.path = path};
    char token[WEB_TOKEN_TEXT];
    struct html w = web_html(reply);

    web_page(request, door, PAGE_PUBLIC, "", &view.page);
    web_token(pass, token);
    view.page.keys.token = arena_copy(request->arena, span_of(token));
    view.again = is_page(door, path) ? path : SPAN("/");
    take_fields(request, sent, &view);
    page_kept(&w, &view);
}

static void go_on(struct http_request *request, struct http_reply *reply, struct door *door,
                  struct span pass)
{
    struct span path, body, next = web_value(request, "next");
    struct http_fields sent;
    struct fault why;

    fault_clear(&why);
    if (open_draft(request, &path, &body) &&
        form_parse(body, HTTP_MAX_FIELDS, request->arena, &sent, &why) == HF_OK)
        show_kept(request, reply, door, pass, path, sent);
    else
        http_reply_redirect(reply, next.len > 1 && next.at[0] == '/' ? next : SPAN("/"));
}

static void try_again(struct http_request *request, struct http_reply *reply, struct door *door,
                      struct tries *tries)
{
    struct prove_view view = {.failed = true,
                              .next = web_value(request, "next"),
                              .draft = web_value(request, "draft"),
                              .wait_s = tries_wait_s(tries, door)};

    reply->status = 422;
    show(request, reply, door, &view);
}

static struct span person_text(const struct http_request *request)
{
    return web_id(request->arena, web_subject(request)->who.person.id);
}

/* By a passkey when the form brings one, else by the password. */
static enum status show_it(struct http_request *request, struct door *door, const struct prove *in,
                           struct sign_in_reply *ret, struct fault *why)
{
    struct prove_passkey by = {.keyring = web_subject(request)->keyring, .pass = in->pass};

    if (http_field_value(request->form, "challenge").len == 0)
        return prove(&door->practice, in, ret, why);
    return passkeys_take_use(request, door, &by.use)
               ? prove_passkey(&door->practice, request->arena, &by, ret, why)
               : HF_NOT_FOUND;
}

static void unlock_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct prove in = {
        .keyring = web_subject(request)->keyring,
        .pass = http_request_session(request),
        .password = http_field_value(request->form, "password"),
    };
    struct sign_in_reply done;
    struct fault why;

    struct tries tries = tries_begin(request, door, person_text(request));

    fault_clear(&why);
    enum status st = show_it(request, door, &in, &done, &why);

    tries_end(&tries, door, reply, st == HF_OK);
    if (st == HF_OK) {
        http_reply_session(reply, request, span_of(done.pass));
        go_on(request, reply, door, span_of(done.pass));
    } else if (st == HF_NOT_FOUND) {
        try_again(request, reply, door, &tries);
    } else {
        web_failed(reply, request, st, &why);
    }
    vault_wipe(&done, sizeof done);
}

/* --- locking --------------------------------------------------------------------------------- */

/* By hand, or by the script when time is up: it hands over what was typed, "draft", and where that
 * was going, "path". */
static void lock_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct span path = web_value(request, "path"), next = web_value(request, "at");
    struct span draft = http_field_value(request->form, "draft");
    struct prove_view view = {.next = next, .locked = true};
    struct fault why;

    fault_clear(&why);
    enum status st = lock_screen(&door->practice, http_request_session(request), &why);

    if (st == HF_NOT_FOUND) { /* a client's: it ends, it does not lock */
        web_go_to(reply, "/");
        return;
    }
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    if (draft.len > 0 && path.len > 0 && path.at[0] == '/') {
        view.draft = seal_draft(request, path, draft);
        view.lost = view.draft.len == 0;
        show(request, reply, door, &view);
        return;
    }
    web_go_to(reply, "/unlock");
}

static const struct http_route prove_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/unlock", RIGHT_UNLOCK, unlock_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/unlock", RIGHT_UNLOCK, unlock_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/lock", RIGHT_UNLOCK, lock_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(prove);
