/* door/http/route.h - which row of the table answers this path?
 *
 * A pattern is a path whose segments are literal or `{name}`: "/c/{id}/plan". A parameter matches
 * one segment that is not empty, "." or "..". Literals are compared as sent: an encoded
 * letter in a literal segment does not match, so every page has one address. The first row that
 * fits answers; http_routes_check refuses rows that could never be reached. Pure.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_ROUTE_H
#define HF_DOOR_HTTP_ROUTE_H

#include "base/buf.h"
#include "base/fault.h"
#include "base/span.h"

struct http_request;
struct http_reply;

/* What a worker holds while it answers: a store handle, packs. The caller of this room completes
 * the type; this room only carries the pointer. */
struct door;

enum http_method { HTTP_GET = 1, HTTP_POST };

/* Answers one request. Fills `reply`; keeps nothing. */
typedef void http_handler(struct http_request *request, struct http_reply *reply,
                          struct door *door);

enum http_route_flags {
    HTTP_ROUTE_PLAIN = 0,
    HTTP_ROUTE_NO_TOKEN = 1, /* POST before there is a session: the origin check alone */
    HTTP_ROUTE_BIG_BODY = 2, /* up to HTTP_MAX_ROUTE_BODY */
    HTTP_ROUTE_RAW_BODY = 4, /* the body is not a form; the handler reads request->body */
    HTTP_ROUTE_CALLERS = 16, /* this bit and higher ones are the caller's: read by its guard */
};

enum { HTTP_MAX_PARAMS = 6, HTTP_MAX_PARAM_BYTES = 128, HTTP_MAX_SEGMENTS = 12 };

struct http_route {
    enum http_method method;
    struct span pattern;
    unsigned right; /* number of the caller's; never 0 */
    http_handler *handler;
    unsigned flags;
};

/* One row. A row without a right (0) does not compile. HTTP_GET answers HEAD too. */
#define HTTP_ROUTE(method, pattern, right, handler, flags)                                         \
    {                                                                                              \
        (method), SPAN_INIT(pattern), HTTP_RIGHT(right), (handler), (flags)                        \
    }
#define HTTP_RIGHT(right)                                                                          \
    ((unsigned)(right) + 0u * (unsigned)sizeof(struct {                                            \
                             _Static_assert((right) > 0, "a route needs a right");                 \
                             char unused;                                                          \
                         }))

struct http_route_match {
    const struct http_route *route;
    struct span params[HTTP_MAX_PARAMS]; /* borrowed from the path, still encoded */
    size_t param_count;
};

/* HF_OK with the row; HF_NOT_FOUND: no row has this path; HF_CONFLICT: rows have it, but none for
 * this method (405). `path` is as sent, without query. */
HF_MUST_USE enum status http_route_find(const struct http_route *routes, size_t count,
                                        enum http_method method, struct span path,
                                        struct http_route_match *ret);

/* Every row well-formed, with right and handler, and reachable; else HF_INVALID names the row. */
HF_MUST_USE enum status http_routes_check(const struct http_route *routes, size_t count,
                                          struct fault *why);

/* One line a row: method, right's name, `mark` where the row has one of its flags, pattern.
 * `right_names[right]` must exist for each. */
struct http_route_mark {
    unsigned flags;
    const char *word; /* at most 6 letters */
};
void http_routes_write(const struct http_route *routes, size_t count,
                       const char *const *right_names, struct http_route_mark mark,
                       struct buf *out);

#endif
