/* door/http/parts.c - a body that is made while it is sent.
 *
 * What a socket thread runs here is a pure function over an arena that the worker has handed over
 * whole (worker.c gives itself another), so no worker waits for a slow reader.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/server.h"

#include <microhttpd.h>
#include <string.h>

enum { SEND_AT_ONCE = 32 * 1024 };

bool parted_begin(struct exchange *x, const struct http_parts *parts)
{
    struct work *work = &x->server->work;

    pthread_mutex_lock(&work->lock);
    bool fits = work->parted < HTTP_MAX_PARTED;

    work->parted += fits;
    pthread_mutex_unlock(&work->lock);
    if (fits)
        x->parted = (struct parted){.from = *parts};
    return fits;
}

void parted_end(struct exchange *x)
{
    struct work *work = &x->server->work;

    if (x->parted.from.next == NULL)
        return;
    memory_unmap(x->parted.block, x->server->config.arena_bytes);
    x->parted = (struct parted){.block = NULL};
    pthread_mutex_lock(&work->lock);
    work->parted--;
    pthread_mutex_unlock(&work->lock);
}

/* As many bytes as are there, at most `room`; the library asks again. */
static ssize_t read_on(void *cls, uint64_t at, char *to, size_t room)
{
    struct parted *p = &((struct exchange *)cls)->parted;

    if (at != p->sent)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    while (p->left.len == 0)
        if (!p->from.next(p->from.arg, &p->left))
            return MHD_CONTENT_READER_END_WITH_ERROR; /* the library stops at `size` by itself */
    struct span piece = span_head(p->left, room);

    memcpy(to, piece.at, piece.len);
    p->left = span_skip(p->left, piece.len);
    p->sent += piece.len;
    return (ssize_t)piece.len;
}

struct MHD_Response *parted_response(struct exchange *x)
{
    return MHD_create_response_from_callback(x->parted.from.size, SEND_AT_ONCE, read_on, x, NULL);
}
