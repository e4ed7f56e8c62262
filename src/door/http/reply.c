/* door/http/reply.c - what handlers say about their reply; knows nothing of sockets.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/reply.h"

#include "door/http/letter.h"

#include <assert.h>
#include <string.h>

void reply_init(struct http_reply *reply, struct arena *arena)
{
    *reply = (struct http_reply){.status = 200, .type = "text/html; charset=utf-8"};
    buf_init(&reply->body, arena, HTTP_MAX_REPLY);
}

static bool is_header_text(struct span value)
{
    for (size_t i = 0; i < value.len; i++) {
        if ((unsigned char)value.at[i] < 0x20 || value.at[i] == 0x7f)
            return false;
    }
    return true;
}

void http_reply_header(struct http_reply *reply, const char *name, struct span value)
{
    assert(reply->header_count < HTTP_REPLY_HEADERS);
    assert(is_header_text(value));
    struct span copy = arena_copy(reply->body.arena, value);

    if (copy.len < value.len) {
        reply->body.failed = true; /* becomes 500 when the reply is sent */
        return;
    }
    reply->headers[reply->header_count++] = (struct http_field){span_of(name), copy};
}

/* A path of ours in printable ASCII: "//host" and "/\host" lead elsewhere in browsers. */
static bool is_own_path(struct span path)
{
    if (path.len == 0 || path.at[0] != '/')
        return false;
    if (path.len > 1 && (path.at[1] == '/' || path.at[1] == '\\'))
        return false;
    for (size_t i = 0; i < path.len; i++) {
        if (path.at[i] <= 0x20 || path.at[i] >= 0x7f)
            return false;
    }
    return true;
}

void http_reply_redirect(struct http_reply *reply, struct span path)
{
    reply->status = 303;
    http_reply_header(reply, "Location", is_own_path(path) ? path : SPAN("/"));
}

static struct span cookie_name(const struct http_request *request)
{
    return request->is_secure ? SPAN("__Host-holdfast") : SPAN("holdfast");
}

struct span http_request_session(const struct http_request *request)
{
    char name[24] = {0};
    struct span want = cookie_name(request);

    memcpy(name, want.at, want.len);
    /* Two cookies of this name: somebody else planted one. Neither is believed. */
    if (http_field_count(request->cookies, name) != 1)
        return SPAN("");
    return http_field_value(request->cookies, name);
}

static bool is_base64url(struct span value)
{
    for (size_t i = 0; i < value.len; i++) {
        char low = letter_lower(value.at[i]);

        if (!letter_is_digit(low) && !(low >= 'a' && low <= 'z') && low != '-' && low != '_')
            return false;
    }
    return true;
}

static void put_cookie(struct http_reply *reply, const struct http_request *request,
                       struct span value, struct span life)
{
    struct buf line;
    struct span text = SPAN("");

    assert(is_base64url(value));
    buf_init(&line, request->arena, 512);
    buf_put(&line, cookie_name(request));
    buf_byte(&line, '=');
    buf_put(&line, value);
    buf_lit(&line, "; Path=/; HttpOnly; SameSite=Strict");
    buf_put(&line, life);
    if (request->is_secure)
        buf_lit(&line, "; Secure");
    if (buf_done(&line, &text, NULL) == HF_OK)
        http_reply_header(reply, "Set-Cookie", text);
    else
        reply->body.failed = true;
}

void http_reply_session(struct http_reply *reply, const struct http_request *request,
                        struct span value)
{
    put_cookie(reply, request, value, SPAN(""));
}

void http_reply_end_session(struct http_reply *reply, const struct http_request *request)
{
    put_cookie(reply, request, SPAN(""), SPAN("; Max-Age=0"));
}

struct span http_request_header(const struct http_request *request, const char *name)
{
    for (size_t i = 0; i < request->headers.count; i++) {
        if (letter_same(request->headers.at[i].name, span_of(name)))
            return request->headers.at[i].value;
    }
    return SPAN("");
}

static void plain_page(struct http_reply *reply)
{
    reply->type = "text/plain; charset=utf-8";
    buf_lit(&reply->body, "This could not be answered (");
    buf_int(&reply->body, reply->status);
    buf_lit(&reply->body, ").\n");
}

void reply_become_error(struct http_reply *reply, const struct http_config *config,
                        const struct http_request *request, int status, const char *reason)
{
    struct arena *arena = reply->body.arena;

    reply_init(reply, arena);
    reply->status = status;
    if (config->calls.error_page == NULL)
        plain_page(reply);
    else
        config->calls.error_page(config->context, request, status, reason, reply);
    if (status == 503)
        http_reply_header(reply, "Retry-After", SPAN("2"));
}

void http_reply_error(struct http_reply *reply, const struct http_request *request, int status,
                      const char *reason)
{
    reply_become_error(reply, request->config, request, status, reason);
}
