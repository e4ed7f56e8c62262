/* test/unit/door/http/raw.h - a client that sends whatever bytes it is told to.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_DOOR_HTTP_RAW_H
#define HF_TEST_DOOR_HTTP_RAW_H

#include "base/span.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { RAW_PATIENCE_S = 8 };

/* A connection to the server on loopback, or -1. */
static inline int raw_connect(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons(port),
                             .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    struct timeval patience = {.tv_sec = RAW_PATIENCE_S};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (const struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    close(fd);
    return -1;
}

/* False when the other end has closed meanwhile. */
static inline bool raw_send(int fd, struct span bytes)
{
    while (bytes.len > 0) {
        ssize_t sent = send(fd, bytes.at, bytes.len, MSG_NOSIGNAL);

        if (sent <= 0)
            return false;
        bytes = span_skip(bytes, (size_t)sent);
    }
    return true;
}

/* Everything until the other end closes, or patience or room end. */
static inline struct span raw_read_all(int fd, char *room, size_t size)
{
    size_t len = 0;
    ssize_t got = 1;

    while (len < size && got > 0) {
        got = recv(fd, room + len, size - len, 0);
        len += got > 0 ? (size_t)got : 0;
    }
    return span_at(room, len);
}

/* One request, everything that comes back. */
static inline struct span raw_ask(uint16_t port, struct span request, char *room, size_t size)
{
    int fd = raw_connect(port);

    if (fd < 0)
        return SPAN("");
    raw_send(fd, request);
    struct span reply = raw_read_all(fd, room, size);

    close(fd);
    return reply;
}

/* 0 when there is no status line. */
static inline int raw_status(struct span reply)
{
    int64_t status = 0;

    if (!span_starts(reply, SPAN("HTTP/1.1 ")) ||
        !span_to_int64(span_head(span_skip(reply, 9), 3), &status))
        return 0;
    return (int)status;
}

/* Where `text` begins in `all`, or all.len. */
static inline size_t raw_find(struct span all, const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i + len <= all.len; i++) {
        if (memcmp(all.at + i, text, len) == 0)
            return i;
    }
    return all.len;
}

static inline struct span raw_body(struct span reply)
{
    return span_skip(reply, raw_find(reply, "\r\n\r\n") + 4);
}

static inline bool raw_has(struct span reply, const char *text)
{
    return raw_find(reply, text) < reply.len;
}

static inline size_t raw_count(struct span reply, const char *text)
{
    size_t found = 0;

    for (;;) {
        size_t at = raw_find(reply, text);

        if (at == reply.len)
            return found;
        found++;
        reply = span_skip(reply, at + 1);
    }
}

static inline int64_t raw_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif
