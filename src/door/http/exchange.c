/* door/http/exchange.c - what happens to one request once it is whole.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/exchange.h"

#include "door/http/form.h"
#include "door/http/letter.h"
#include "door/http/origin.h"
#include "door/http/reply.h"
#include "door/http/server.h"

#include <microhttpd.h>

enum { REFUSAL_ARENA = 128 * 1024, HOLD_MAX_MS = 30000 };

/* The form field that carries the token against posts from other sites. */
static const char token_field[] = HTTP_TOKEN_FIELD;

void exchange_free(struct exchange *x)
{
    if (x == NULL)
        return;
    if (x->response != NULL)
        MHD_destroy_response(x->response);
    parted_end(x);
    memory_clear(&x->body);
    memory_free(x, sizeof *x);
}

void exchange_refuse(struct exchange *x, int status, const char *reason)
{
    unsigned char *block = memory_new(REFUSAL_ARENA);
    const struct http_request *request = x->request.config == NULL ? NULL : &x->request;
    struct http_reply reply;
    struct arena arena;

    /* Without memory the empty arena makes send_build fall back to its bare 500. */
    arena_init(&arena, block, block == NULL ? 0 : REFUSAL_ARENA);
    reply_init(&reply, &arena);
    reply_become_error(&reply, &x->server->config, request, status, reason);
    send_build(x, &reply);
    memory_free(block, REFUSAL_ARENA);
}

static enum status read_params(struct exchange *x, struct arena *arena, struct fault *why)
{
    const struct http_route_match *match = &x->match;
    struct http_field *params = arena_array(arena, struct http_field, match->param_count);
    struct span names = match->route->pattern;

    if (params == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < match->param_count; i++) {
        (void)span_cut(&names, '{'); /* http_routes_check: every parameter is in braces */
        params[i].name = span_cut(&names, '}');
        enum status st = percent_decode(match->params[i], arena, &params[i].value, why);

        if (st != HF_OK)
            return st;
    }
    x->request.params = (struct http_fields){params, match->param_count};
    return HF_OK;
}

static enum status read_query(struct exchange *x, struct arena *arena, struct fault *why)
{
    struct span query = span_at(x->target, x->target_len);

    (void)span_cut(&query, '?'); /* what stands before is the path */
    return form_parse(query, HTTP_MAX_FIELDS, arena, &x->request.query, why);
}

static bool wants_form(const struct http_request *request)
{
    return request->method == HTTP_POST && (request->route->flags & HTTP_ROUTE_RAW_BODY) == 0;
}

static enum status read_fields(struct exchange *x, struct arena *arena, struct fault *why)
{
    struct http_request *request = &x->request;
    enum status st = read_params(x, arena, why);

    if (st == HF_OK)
        st = read_query(x, arena, why);
    if (st == HF_OK)
        st = cookie_parse(http_request_header(request, "cookie"), arena, &request->cookies, why);
    if (st == HF_OK && wants_form(request))
        st = form_parse(request->body, HTTP_MAX_FIELDS, arena, &request->form, why);
    return st;
}

static bool has_form_type(const struct http_request *request)
{
    struct span type = http_request_header(request, "content-type");

    return letter_same(span_trim(span_cut(&type, ';')), SPAN("application/x-www-form-urlencoded"));
}

static bool has_token(const struct http_request *request, struct door *door)
{
    struct span token;

    if (request->method != HTTP_POST || (request->route->flags & HTTP_ROUTE_NO_TOKEN) != 0)
        return true;
    return http_field_count(request->form, token_field) == 1 &&
           http_field_find(request->form, token_field, &token) &&
           request->config->calls.token(request, token, door);
}

/* The order of the checks is the order of README.md. */
static void answer(struct exchange *x, struct arena *arena, struct http_reply *reply,
                   struct door *door)
{
    struct http_request *request = &x->request;
    struct fault why;

    fault_clear(&why);
    if (wants_form(request) && !has_form_type(request)) {
        http_reply_error(reply, request, 415, "the body is not a form");
        return;
    }
    enum status st = read_fields(x, arena, &why);
    if (st != HF_OK) {
        http_reply_error(reply, request, st == HF_INVALID ? 400 : 413, "a field can't be read");
        return;
    }
    if (request->method == HTTP_POST && !origin_is_ours(request)) {
        http_reply_error(reply, request, 403, "the form was sent by another site");
        return;
    }
    if (!request->config->calls.guard(request, reply, door))
        return;
    if (!has_token(request, door)) {
        http_reply_error(reply, request, 403, "the form is too old or not ours");
        return;
    }
    request->route->handler(request, reply, door);
}

int64_t exchange_run(struct exchange *x, struct arena *arena, struct door *door)
{
    struct http_reply reply;

    x->request.arena = arena;
    x->request.body = span_at(x->body.at, x->body.len);
    reply_init(&reply, arena);
    if (x->body_is_too_large)
        http_reply_error(&reply, &x->request, 413, "the body is too long");
    else
        answer(x, arena, &reply, door);
    if (reply.parts.next != NULL && !parted_begin(x, &reply.parts))
        http_reply_error(&reply, &x->request, 503, "other copies are being sent");
    if (x->server->config.calls.after != NULL)
        x->server->config.calls.after(&x->request, door);
    send_build(x, &reply);
    x->request.arena = NULL;
    return reply.hold_ms < HOLD_MAX_MS ? reply.hold_ms : HOLD_MAX_MS;
}
