/* door/http/http.h - lets requests in: within limits, checked strictly, one worker for each.
 *
 * The threads that hold sockets never run a handler. They check the head, collect the body,
 * suspend the connection and hand the exchange to a worker; the worker has its own arena (wiped
 * after every exchange) and its own `struct door`. Knows no domain words: rights are numbers.
 * Built on libmicrohttpd, which no other file outside this room includes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_HTTP_H
#define HF_DOOR_HTTP_HTTP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "door/http/field.h"
#include "door/http/route.h"

struct http_server;
struct http_config;

/* Ceilings for what a stranger may send or hold open; 0 in the configuration means the value here.
 * A route may ask for another body ceiling, up to HTTP_MAX_ROUTE_BODY. */
enum {
    HTTP_MAX_TARGET = 2048,            /* bytes of path and query */
    HTTP_MAX_HEAD = 16 * 1024,         /* bytes of all header names and values */
    HTTP_MAX_HEADERS = 64,             /* header lines */
    HTTP_MAX_BODY = 256 * 1024,        /* bytes of a form */
    HTTP_MAX_ROUTE_BODY = 1024 * 1024, /* bytes that a route may ask for */
    HTTP_MAX_FIELDS = 1000,            /* fields of a form or query */
    HTTP_MAX_CONNECTIONS = 256,        /* open at once */
    HTTP_MAX_PEER_CONNECTIONS = 64,    /* open at once from one address */
    HTTP_MAX_WAITING = 128,            /* exchanges waiting for a worker; more get 503 */
    HTTP_MAX_REPLY = 4 * 1024 * 1024,  /* bytes of a reply's body */
    HTTP_ARENA = 64 * 1024 * 1024,     /* of each worker's arena; untouched it costs nothing */
    HTTP_WORKERS = 4,                  /* two may sit in a slow password hash */
    HTTP_HEAD_MS = 10000,              /* for a whole head, also on an idle connection */
    HTTP_BODY_MS = 20000,              /* for a whole body */
    HTTP_SEND_MS = 30000,              /* for taking the whole reply */
    HTTP_PARTED_MS = 600000,           /* the same for a body in parts */
    HTTP_MAX_PARTED = 2,               /* of these at once: each holds an arena */
};

/* The form field that must carry the session's form token. */
#define HTTP_TOKEN_FIELD "token"

/* What a handler is given. All spans live in `arena`, in the connection or in static memory until
 * the handler returns; nothing may be kept. */
struct http_request {
    enum http_method method; /* HEAD arrives as HTTP_GET */
    struct span path;        /* as sent, still percent-encoded */
    const struct http_route *route;
    struct http_fields params; /* of the pattern, decoded, in its order */
    struct http_fields query;  /* decoded, duplicates kept in order */
    struct http_fields form;   /* the same, of an urlencoded body */
    struct http_fields cookies;
    struct http_fields headers;
    struct span body;                 /* bytes as sent */
    struct span peer;                 /* address of the other end: "192.0.2.7", "2001:db8::1" */
    struct span network;              /* its network: the first 24 bits of IPv4, 64 of IPv6 */
    bool is_secure;                   /* https as the browser sees it */
    struct arena *arena;              /* wiped after the reply */
    void *subject;                    /* whatever the guard found out about who asks; else NULL */
    const struct http_config *config; /* of the server that answers */
};

enum http_caching {
    HTTP_NO_STORE,   /* pages: the default */
    HTTP_REVALIDATE, /* assets with an etag under a lasting path */
    HTTP_IMMUTABLE,  /* assets whose path names their content */
};

enum { HTTP_REPLY_HEADERS = 8 };

/* A body that is made while it is sent, for what is too long to be kept whole: of `size` bytes, the
 * next of them at each call, in memory that stays until the next. Runs on a socket thread after the
 * handler has returned: pure, quick, and with nothing but the request's arena, which lives as long.
 * False: there is no more; too soon, and the connection is cut. HTTP_MAX_PARTED at once; beyond
 * that the answer is 503. */
struct http_parts {
    bool (*next)(void *arg, struct span *ret); /* NULL: the body is not made like this */
    void *arg;
    uint64_t size;
};

/* What a handler fills. Starts as 200, "text/html; charset=utf-8", empty body, no-store. */
struct http_reply {
    int status;
    const char *type;    /* Content-Type; static text */
    struct buf body;     /* in the request's arena */
    struct span content; /* static bytes sent instead of `body` when not empty (assets) */
    enum http_caching caching;
    struct http_parts parts; /* sent instead of both when its `next` is there */
    struct http_field headers[HTTP_REPLY_HEADERS]; /* by http_reply_header */
    size_t header_count;
    /* The finished reply is held back this long without holding a worker; at most 30 s. A growing
     * delay (delay.h) then meets good and bad answers alike and locks nobody out. */
    int64_t hold_ms;
};

/* May whoever asks go on to the handler of request->route? False: `reply` is filled. Runs before
 * every handler; sets request->subject. Must change nothing but what it knows about the session. */
typedef bool http_guard(struct http_request *request, struct http_reply *reply, struct door *door);

/* Runs when the exchange is answered, with the subject that the guard left. */
typedef void http_after(struct http_request *request, struct door *door);

/* Is this the form token that belongs to the asking session? Runs after the guard for every POST
 * whose route is not HTTP_ROUTE_NO_TOKEN. Compares in constant time. */
typedef bool http_token_check(const struct http_request *request, struct span token,
                              struct door *door);

/* Writes the page for an error into reply->body. `request` is NULL when the head itself was
 * refused. May run on any thread, several at once: no store, no lock, no global. */
typedef void http_error_page(void *context, const struct http_request *request, int status,
                             const char *reason, struct http_reply *reply);

struct http_calls {
    /* Makes and ends what one worker holds; both run on the worker's own thread. May be NULL. */
    enum status (*door_open)(void *context, struct door **ret, struct fault *why);
    void (*door_close)(struct door *door);
    http_guard *guard;           /* needed */
    http_after *after;           /* ends what the guard made; runs last, always; may be NULL */
    http_token_check *token;     /* needed if a POST route exists without HTTP_ROUTE_NO_TOKEN */
    http_error_page *error_page; /* NULL: one plain sentence */
};

struct http_config {
    const char *address; /* "127.0.0.1", "::1"; others are refused without certificate */
    uint16_t port;       /* 0: any free one, see http_server_port */
    /* Both or none; NUL-terminated texts, not paths. May be wiped after http_server_new. */
    const char *certificate_pem, *key_pem;
    bool is_behind_tls;    /* a proxy on this machine ends TLS: the browser sees https */
    uint16_t outside_port; /* the port that browsers name; 0: the one listened on */
    /* Names a Host header may carry, without port; NULL ends. Anything else is answered 421, so
     * that a foreign name pointed at this address (DNS rebinding) reaches nothing. */
    const char *const *hosts;
    const struct http_route *routes;
    size_t route_count;
    struct http_calls calls;
    void *context; /* handed to the calls */
    /* 0 in any of these: the value above. */
    unsigned workers;
    size_t arena_bytes, max_body, max_head;
    unsigned max_connections, max_peer_connections;
    int64_t head_ms, body_ms, send_ms;
};

/* Checks the configuration and the routes, binds and listens; runs nothing yet. Everything that
 * `config` points to, but the certificate, stays the caller's and must outlive the server.
 * HF_INVALID: the configuration is wrong; HF_FAILED: the system refused (port taken, no memory). */
HF_MUST_USE enum status http_server_new(const struct http_config *config, struct http_server **ret,
                                        struct fault *why);

/* Starts workers and socket threads; returns when every worker has its door. */
HF_MUST_USE enum status http_server_start(struct http_server *server, struct fault *why);

/* Every connection from now on sees this certificate; open ones and their requests go on.
 * HF_INVALID: the two can't be read, do not belong together, or are over at `now_s` (unix); the old
 * ones stay. Any thread. */
HF_MUST_USE enum status http_server_renew(struct http_server *server, const char *certificate_pem,
                                          const char *key_pem, int64_t now_s, struct fault *why);

/* The last second (unix) at which browsers take the certificate; INT64_MAX without one. */
int64_t http_server_certified_until_s(const struct http_server *server);

/* The same of a certificate that no server shows: a NUL-terminated PEM text, leaf first.
 * HF_INVALID: it is none. */
HF_MUST_USE enum status http_certificate_until_s(const char *certificate_pem, int64_t *ret,
                                                 struct fault *why);

/* Does the certificate speak for this name or address? False without one. */
bool http_server_is_certified_as(const struct http_server *server, const char *host);

uint16_t http_server_port(const struct http_server *server);

/* Closes the listening socket at once, lets exchanges in flight finish for up to `grace_ms` and
 * always waits for handlers that already run. Harmless twice and before start. */
void http_server_stop(struct http_server *server, int64_t grace_ms);

/* Stops without grace if need be. */
void http_server_free(struct http_server *server);

/* The value of a header whatever its case, or the empty span. */
struct span http_request_header(const struct http_request *request, const char *name);

/* The session cookie's value, or the empty span. */
struct span http_request_session(const struct http_request *request);

/* 303 to a path of this server. `path` begins with one '/' and is copied; anything else becomes
 * "/", so that no parameter can send people elsewhere. */
void http_reply_redirect(struct http_reply *reply, struct span path);

/* Adds a header; `name` is static text, `value` is copied. Values with control characters and more
 * than HTTP_REPLY_HEADERS of them are our mistake (assert). */
void http_reply_header(struct http_reply *reply, const char *name, struct span value);

/* Sets the session cookie: HttpOnly, SameSite=Strict, Path=/, no life beyond the browser's; on
 * https "__Host-holdfast" with Secure, on plain loopback "holdfast". `value`: base64url only. */
void http_reply_session(struct http_reply *reply, const struct http_request *request,
                        struct span value);
void http_reply_end_session(struct http_reply *reply, const struct http_request *request);

/* Makes the reply the error page of this status; `reason` is one static sentence for the page's
 * author, never shown as it is. Works inside handlers and guards. */
void http_reply_error(struct http_reply *reply, const struct http_request *request, int status,
                      const char *reason);

#endif
