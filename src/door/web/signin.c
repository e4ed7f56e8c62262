/* door/web/signin.c - signing in and out, and coming back with the recovery code.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/device.h"
#include "door/web/house.h"
#include "door/web/passkeys.h"
#include "door/web/recovery.h"
#include "door/web/routes.h"
#include "door/web/tries.h"
#include "usecase/sign.h"

/* --- in -------------------------------------------------------------------------------------- */

static void show_signin(struct http_request *request, struct http_reply *reply, struct door *door,
                        struct signin_view *view)
{
    struct html w = web_html(reply);

    if (view->failed)
        reply->status = 422;
    view->may_passkey = passkeys_work_here(request);
    web_page(request, door, PAGE_PUBLIC, "", &view->page);
    page_signin(&w, view);
}

static void signin_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct signin_view view = {.next = http_field_value(request->query, "next"),
                               .passkey_failed = http_field_count(request->query, "passkey") > 0};

    show_signin(request, reply, door, &view);
}

/* http_reply_redirect lets nothing out of this server. */
static void go_in(struct http_reply *reply, const struct sign_in_reply *done, struct span next)
{
    bool is_client = (done->roles & ROLE_CLIENT) != 0;

    if (next.len > 1 && next.at[0] == '/')
        http_reply_redirect(reply, next);
    else
        web_go_to(reply, is_client ? "/me" : "/today");
}

static void signin_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct sign_in in = {
        .login = web_value(request, "login"),
        .password = http_field_value(request->form, "password"),
        .old_pass = http_request_session(request),
        .device = web_device(request),
        .passkey = passkeys_named(request, door),
    };
    struct tries tries = tries_begin(request, door, in.login);
    struct sign_in_reply done;
    struct fault why;

    fault_clear(&why);
    enum status st = sign_in(&door->practice, &in, &done, &why);

    if (st == HF_OK) {
        http_reply_session(reply, request, span_of(done.pass));
        go_in(reply, &done, web_value(request, "next"));
        vault_wipe(&done, sizeof done);
    } else if (st == HF_NOT_FOUND) {
        struct signin_view view = {.login = web_field(request, "login"),
                                   .failed = true,
                                   .next = web_value(request, "next")};

        tries_end(&tries, door, reply, false);
        view.wait_s = tries_wait_s(&tries, door);
        show_signin(request, reply, door, &view);
        return;
    } else {
        web_failed(reply, request, st, &why);
    }
    tries_end(&tries, door, reply, st == HF_OK);
}

/* --- out ------------------------------------------------------------------------------------- */

static void signout_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct fault why;

    fault_clear(&why);
    enum status st = sign_out(&door->practice, http_request_session(request), &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    http_reply_end_session(reply, request);
    web_go_to(reply, "/signed-out");
}

static void signed_out(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct signed_out_view view = {.handed_over = http_field_count(request->query, "returned") > 0};
    struct html w = web_html(reply);

    web_page(request, door, PAGE_PUBLIC, "", &view.page);
    page_signed_out(&w, &view);
}

/* --- the recovery code ----------------------------------------------------------------------- */

static void show_recover(struct http_request *request, struct http_reply *reply, struct door *door,
                         struct recover_view *view)
{
    struct html w = web_html(reply);

    web_page(request, door, PAGE_PUBLIC, "", &view->page);
    page_recover(&w, view);
}

static void recover_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct recover_view view = {0};

    show_recover(request, reply, door, &view);
}

static void recover_again(struct http_request *request, struct http_reply *reply, struct door *door,
                          enum status st)
{
    struct recover_view view = {.login = web_field(request, "login"),
                                .code = web_field(request, "code"),
                                .failed = st == HF_NOT_FOUND};

    reply->status = 422;
    if (st == HF_INVALID)
        view.password.error = recovery_password_words(request, house_of(door->shared)->name);
    show_recover(request, reply, door, &view);
}

static void recovered(struct http_request *request, struct http_reply *reply, struct door *door,
                      const struct recover_reply *done)
{
    struct recovery_page page = {
        .code = span_of(done->recovery),
        .pass = span_of(done->signed_in.pass),
        .again = true,
        .person = done->signed_in.person,
    };

    http_reply_session(reply, request, page.pass);
    recovery_show(request, reply, door, &page);
}

static void recover_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct recover in = {
        .login = web_value(request, "login"),
        .code = web_value(request, "code"),
        .new_password = http_field_value(request->form, "password"),
        .practice_name = house_of(door->shared)->name,
        .device = web_device(request),
    };
    struct tries tries = tries_begin(request, door, in.login);
    struct recover_reply done;
    struct fault why;

    fault_clear(&why);
    enum status st = recover(&door->practice, request->arena, &in, &done, &why);

    if (st == HF_OK)
        recovered(request, reply, door, &done);
    else if (st == HF_NOT_FOUND || st == HF_INVALID)
        recover_again(request, reply, door, st);
    else
        web_failed(reply, request, st, &why);
    tries_end(&tries, door, reply, st == HF_OK);
    vault_wipe(&done, sizeof done);
}

static const struct http_route signin_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/signin", RIGHT_KNOWN, signin_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/signin", RIGHT_PUBLIC, signin_post, HTTP_ROUTE_NO_TOKEN),
    HTTP_ROUTE(HTTP_POST, "/signout", RIGHT_EVEN_LOCKED, signout_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/signed-out", RIGHT_PUBLIC, signed_out, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/recover", RIGHT_PUBLIC, recover_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/recover", RIGHT_PUBLIC, recover_post, HTTP_ROUTE_NO_TOKEN),
};
WEB_TABLE(signin);
