/* door/web/own_pass.c - see own_pass.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/own_pass.h"

enum { COOKIE_MOST = 512 };

static const char *own_name(const struct http_request *request)
{
    return request->is_secure ? "__Host-holdfast-own" : "holdfast-own";
}

void web_cookie(struct http_reply *reply, const struct http_request *request, const char *name,
                struct span value)
{
    struct buf line;
    struct span text;

    buf_init(&line, request->arena, COOKIE_MOST);
    buf_put(&line, span_of(name));
    buf_byte(&line, '=');
    buf_put(&line, value);
    buf_lit(&line, "; Path=/; HttpOnly; SameSite=Strict");
    if (value.len == 0)
        buf_lit(&line, "; Max-Age=0");
    if (request->is_secure)
        buf_lit(&line, "; Secure");
    if (buf_done(&line, &text, NULL) == HF_OK)
        http_reply_header(reply, "Set-Cookie", text);
    else
        reply->body.failed = true;
}

void own_pass_keep(struct http_reply *reply, const struct http_request *request, struct span pass)
{
    web_cookie(reply, request, own_name(request), pass);
}

bool own_pass_return(const struct http_request *request, struct http_reply *reply)
{
    struct span pass = http_field_value(request->cookies, own_name(request));

    if (request->method != HTTP_GET || pass.len == 0)
        return false;
    http_reply_session(reply, request, pass);
    web_cookie(reply, request, own_name(request), SPAN(""));
    http_reply_redirect(reply, request->path);
    return true;
}
