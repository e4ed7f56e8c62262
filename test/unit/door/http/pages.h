/* test/unit/door/http/pages.h - a small table of pages, and a server that has them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_DOOR_HTTP_PAGES_H
#define HF_TEST_DOOR_HTTP_PAGES_H

#include "door/http/http.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RIGHT_ANYBODY = 1, RIGHT_NOBODY = 2 };

struct door {
    int served;
};

static atomic_int doors_open, posts_done;

static inline void sleep_ms(long ms)
{
    struct timespec rest = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};

    nanosleep(&rest, NULL);
}

static void page_hello(struct http_request *request, struct http_reply *reply, struct door *door)
{
    (void)request;
    door->served++;
    buf_lit(&reply->body, "hello");
}

static void put_fields(struct buf *out, struct http_fields fields)
{
    for (size_t i = 0; i < fields.count; i++) {
        buf_put(out, fields.at[i].name);
        buf_byte(out, '=');
        buf_put(out, fields.at[i].value);
        buf_byte(out, ';');
    }
}

static void page_echo(struct http_request *request, struct http_reply *reply, struct door *door)
{
    door->served++;
    put_fields(&reply->body, request->params);
    buf_byte(&reply->body, '|');
    put_fields(&reply->body, request->query);
    buf_byte(&reply->body, '|');
    put_fields(&reply->body, request->form);
    buf_byte(&reply->body, '|');
    buf_int(&reply->body, (int64_t)request->body.len);
    buf_byte(&reply->body, '|');
    buf_put(&reply->body, request->peer);
    buf_byte(&reply->body, '|');
    buf_put(&reply->body, request->network);
    posts_done += request->method == HTTP_POST;
}

static void page_slow(struct http_request *request, struct http_reply *reply, struct door *door)
{
    page_hello(request, reply, door);
    sleep_ms(300);
}

static void page_hold(struct http_request *request, struct http_reply *reply, struct door *door)
{
    page_hello(request, reply, door);
    reply->hold_ms = 400;
}

static void page_big(struct http_request *request, struct http_reply *reply, struct door *door)
{
    page_hello(request, reply, door);
    for (int i = 0; i < 1 << 16; i++)
        buf_lit(&reply->body, "sixteen letters.");
}

/* 100 parts of 10,000 bytes, each made when it is asked for; or more than any socket holds. */
enum { PARTS = 100, MANY_PARTS = 20000, PART = 10000 };
struct parts {
    int made, all;
    char bytes[PART];
};

static bool next_part(void *arg, struct span *ret)
{
    struct parts *parts = arg;

    if (parts->made == parts->all)
        return false;
    memset(parts->bytes, 'a' + parts->made++ % 26, PART);
    *ret = span_at(parts->bytes, PART);
    return true;
}

static void page_parts(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct parts *parts = arena_new(request->arena, struct parts);

    door->served++;
    parts->all = span_is(request->path, "/long") ? MANY_PARTS : PARTS;
    reply->type = "application/zip";
    reply->parts = (struct http_parts){next_part, parts, (uint64_t)parts->all * PART};
}

/* It says more than it has. */
static void page_short(struct http_request *request, struct http_reply *reply, struct door *door)
{
    page_parts(request, reply, door);
    reply->parts.size += PART;
}

static void page_too_big(struct http_request *request, struct http_reply *reply, struct door *door)
{
    for (int i = 0; i < 5; i++)
        page_big(request, reply, door);
}

static void page_session(struct http_request *request, struct http_reply *reply, struct door *door)
{
    page_hello(request, reply, door);
    http_reply_session(reply, request, SPAN("c2VjcmV0"));
}

static void page_whose(struct http_request *request, struct http_reply *reply, struct door *door)
{
    page_hello(request, reply, door);
    buf_put(&reply->body, http_request_session(request));
}

static void page_go(struct http_request *request, struct http_reply *reply, struct door *door)
{
    page_hello(request, reply, door);
    http_reply_redirect(reply, http_field_value(request->query, "to"));
}

static void page_static(struct http_request *request, struct http_reply *reply, struct door *door)
{
    page_hello(request, reply, door);
    reply->content = SPAN("body{}");
    reply->type = "text/css";
    reply->caching = HTTP_IMMUTABLE;
}

static const struct http_route pages[] = {
    HTTP_ROUTE(HTTP_GET, "/", RIGHT_ANYBODY, page_hello, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/echo", RIGHT_ANYBODY, page_echo, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{id}/plan/{step}", RIGHT_ANYBODY, page_echo, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/form", RIGHT_ANYBODY, page_echo, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/open", RIGHT_ANYBODY, page_echo, HTTP_ROUTE_NO_TOKEN),
    HTTP_ROUTE(HTTP_POST, "/raw", RIGHT_ANYBODY, page_echo,
               HTTP_ROUTE_RAW_BODY | HTTP_ROUTE_NO_TOKEN | HTTP_ROUTE_BIG_BODY),
    HTTP_ROUTE(HTTP_GET, "/slow", RIGHT_ANYBODY, page_slow, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/hold", RIGHT_ANYBODY, page_hold, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/big", RIGHT_ANYBODY, page_big, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/parts", RIGHT_ANYBODY, page_parts, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/long", RIGHT_ANYBODY, page_parts, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/short", RIGHT_ANYBODY, page_short, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/too-big", RIGHT_ANYBODY, page_too_big, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/session", RIGHT_ANYBODY, page_session, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/whose", RIGHT_ANYBODY, page_whose, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/go", RIGHT_ANYBODY, page_go, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/a/page.css", RIGHT_ANYBODY, page_static, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/never", RIGHT_NOBODY, page_hello, HTTP_ROUTE_PLAIN),
};

enum { N_PAGES = sizeof pages / sizeof pages[0] };

static enum status door_open(void *context, struct door **ret, struct fault *why)
{
    struct door *door = calloc(1, sizeof *door);

    (void)context;
    if (door == NULL)
        return fault_set(why, HF_FAILED, "no memory");
    doors_open++;
    *ret = door;
    return HF_OK;
}

static void door_close(struct door *door)
{
    doors_open--;
    free(door);
}

static bool guard(struct http_request *request, struct http_reply *reply, struct door *door)
{
    (void)door;
    if (request->route->right == RIGHT_ANYBODY)
        return true;
    http_reply_error(reply, request, 404, "not related");
    return false;
}

static bool token_check(const struct http_request *request, struct span token, struct door *door)
{
    (void)request;
    (void)door;
    return span_is(token, "good");
}

static void error_page(void *context, const struct http_request *request, int status,
                       const char *reason, struct http_reply *reply)
{
    (void)context;
    (void)request;
    buf_lit(&reply->body, "page ");
    buf_int(&reply->body, status);
    buf_lit(&reply->body, ": ");
    buf_put(&reply->body, span_of(reason));
}

static const char *const host_names[] = {"localhost", "127.0.0.1", NULL};

/* Browsers name port 80 here, so that requests in tests need no port. Short deadlines. */
static inline struct http_config pages_config(void)
{
    return (struct http_config){.address = "127.0.0.1",
                                .outside_port = 80,
                                .hosts = host_names,
                                .routes = pages,
                                .route_count = N_PAGES,
                                .calls = {.door_open = door_open,
                                          .door_close = door_close,
                                          .guard = guard,
                                          .token = token_check,
                                          .error_page = error_page},
                                .max_peer_connections = 200,
                                .head_ms = 800,
                                .body_ms = 800,
                                .send_ms = 5000};
}

#endif
