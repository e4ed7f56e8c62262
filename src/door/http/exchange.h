/* door/http/exchange.h - one request on its way from head to reply, inside this room.
 *
 * Owned by the socket thread until it is handed to the workers (connection suspended), then by one
 * worker, then by the reaper while its reply is held back, then by the socket thread again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_EXCHANGE_H
#define HF_DOOR_HTTP_EXCHANGE_H

#include "door/http/http.h"
#include "door/http/memory.h"
#include "door/http/peer.h"

struct MHD_Connection;
struct MHD_Response;

/* A body that is made while it is sent (parts.c), with the arena that it needs. */
struct parted {
    struct http_parts from;
    struct span left; /* of the part that was made last */
    uint64_t sent;
    unsigned char *block; /* NULL: there is none */
};

struct exchange {
    struct http_server *server;
    struct MHD_Connection *connection;
    struct exchange *next; /* in the queue of the workers or of the reaper */
    int fd;
    char target[HTTP_MAX_TARGET + 1];
    const char *target_at; /* where the library holds it; see layout.h */
    size_t target_len;     /* beyond HTTP_MAX_TARGET: was cut, will be refused */
    struct http_field headers[HTTP_MAX_HEADERS];
    size_t header_count; /* beyond HTTP_MAX_HEADERS: were cut, will be refused */
    struct http_route_match match;
    struct http_request request;
    struct peer peer;
    struct memory_block body;
    struct parted parted;
    size_t body_limit, body_seen;
    bool has_begun, was_handed, body_is_too_large, must_close;
    struct MHD_Response *response;
    int status;
    int64_t due_ms; /* monotonic; when a held reply goes */
};

/* Wipes and frees; NULL is harmless. */
void exchange_free(struct exchange *x);

/* On a worker: parse, check, guard, handle, build the reply. `arena` is empty before; the caller
 * wipes it after. Returns for how long the reply is held back, in milliseconds. */
int64_t exchange_run(struct exchange *x, struct arena *arena, struct door *door);

/* parts.c. Whether one more may be sent like this now; taken, it is given back by parted_end. */
bool parted_begin(struct exchange *x, const struct http_parts *parts);
void parted_end(struct exchange *x);
struct MHD_Response *parted_response(struct exchange *x);

/* The reply to a head that is refused, or to an exchange that can't be served. Any thread. */
void exchange_refuse(struct exchange *x, int status, const char *reason);

/* Copies the reply into x->response with the headers that every reply carries. A reply that can't
 * be built becomes a bare 500. */
void send_build(struct exchange *x, const struct http_reply *reply);

#endif
