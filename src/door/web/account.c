/* door/web/account.c - a login of one's own, and a new recovery code.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/account.h"

#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/guard.h"
#include "door/web/house.h"
#include "door/web/recovery.h"
#include "door/web/routes.h"
#include "door/web/tries.h"
#include "usecase/sign.h"

static void show_account(struct http_request *request, struct http_reply *reply, struct door *door,
                         struct account_view *view)
{
    struct fault why;

    fault_clear(&why);
    enum status st =
        has_login(&door->practice, web_subject(request)->keyring, &view->has_login, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    bool is_client = (web_subject(request)->who.roles & ROLE_CLIENT) != 0;
    struct html w = view->login.error.len + view->password.error.len > 0 || view->failed
                        ? web_html_again(reply)
                        : web_html(reply);

    view->is_client = is_client;
    view->is_arriving = web_is_arriving(request, door);
    view->is_owner = (web_subject(request)->who.roles & ROLE_OWNER) != 0;
    web_page(request, door, is_client ? PAGE_CLIENT : PAGE_PRACTICE, "", &view->page);
    page_account(&w, view);
}

void account_ask(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct account_view view = {0};

    if (request->method == HTTP_GET) {
        http_reply_redirect(reply, SPAN("/account"));
        return;
    }
    reply->status = 403;
    show_account(request, reply, door, &view);
}

static void account_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct account_view view = {0};

    show_account(request, reply, door, &view);
}

static void account_again(struct http_request *request, struct http_reply *reply, struct door *door,
                          enum status st)
{
    struct account_view view = {.login = web_field(request, "login")};

    if (st == HF_CONFLICT)
        view.login.error = web_words("account.taken");
    else if (st == HF_NOT_FOUND)
        view.failed = true;
    else if (view.login.value.len == 0)
        view.login.error = web_words("form.missing");
    else
        view.password.error = recovery_password_words(request, house_of(door->shared)->name);
    show_account(request, reply, door, &view);
}

/* A client's one slot is enough; staff leave with two, and get the code to type back. */
static void login_is_set(struct http_request *request, struct http_reply *reply, struct door *door,
                         const struct set_login_reply *done)
{
    struct recovery_page page = {
        .code = span_of(done->recovery),
        .pass = span_of(done->signed_in.pass),
        .again = true,
        .person = done->signed_in.person,
    };

    http_reply_session(reply, request, page.pass);
    if (page.code.len > 0)
        recovery_show(request, reply, door, &page);
    else
        web_go_to(reply, "/me");
}

static void account_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct subject *subject = web_subject(request);
    struct set_login in = {
        .keyring = subject->keyring,
        .pass = http_request_session(request),
        .login = web_value(request, "login"),
        .password = http_field_value(request->form, "password"),
        .practice_name = house_of(door->shared)->name,
        .wants_recovery = (subject->who.roles & ROLE_CLIENT) == 0,
        .old_login = web_value(request, "old_login"),
        .old_password = http_field_value(request->form, "old_password"),
    };
    struct tries tries = tries_begin(request, door, in.old_login);
    struct set_login_reply done;
    struct fault why;

    fault_clear(&why);
    enum status st = set_login(&door->practice, request->arena, &in, &done, &why);

    if (st == HF_OK)
        login_is_set(request, reply, door, &done);
    else if (st == HF_INVALID || st == HF_CONFLICT || st == HF_NOT_FOUND)
        account_again(request, reply, door, st);
    else
        web_failed(reply, request, st, &why);
    tries_end(&tries, door, reply, st != HF_NOT_FOUND);
    vault_wipe(&done, sizeof done);
}

/* The house's secret is shown to the owner alone, and only here, where the password was just asked
 * for. */
static void show_paper(struct http_request *request, struct http_reply *reply, struct door *door,
                       struct span code)
{
    const struct keyring_who *who = &web_subject(request)->who;
    bool is_kit = (who->roles & ROLE_OWNER) != 0 && web_value(request, "kit").len > 0;
    struct recovery_page page = {.code = code,
                                 .with_pepper = is_kit,
                                 .again = true,
                                 .is_kit = is_kit,
                                 .person = who->person};

    recovery_show(request, reply, door, &page);
}

static void renew_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct renew_recovery in = {
        .who = &web_subject(request)->who,
        .login = web_value(request, "login"),
        .password = http_field_value(request->form, "password"),
    };
    struct tries tries = tries_begin(request, door, in.login);
    char code[SLOT_RECOVERY_TEXT];
    struct fault why;

    fault_clear(&why);
    enum status st = renew_recovery(&door->practice, request->arena, &in, code, &why);

    if (st == HF_OK)
        show_paper(request, reply, door, span_of(code));
    else if (st == HF_NOT_FOUND)
        show_account(request, reply, door,
                     &(struct account_view){.login = web_field(request, "login"), .failed = true});
    else
        web_failed(reply, request, st, &why);
    tries_end(&tries, door, reply, st == HF_OK);
    vault_wipe(code, sizeof code);
}

static const struct http_route account_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/account", RIGHT_OWN_KEYS, account_get, WEB_ARRIVING),
    HTTP_ROUTE(HTTP_POST, "/account", RIGHT_OWN_KEYS, account_post, WEB_ARRIVING),
    HTTP_ROUTE(HTTP_POST, "/account/recovery", RIGHT_STAFF, renew_post, WEB_ARRIVING),
};
WEB_TABLE(account);
