/* door/http/reaper.c - cuts off whoever takes too long, and sends replies that were held back.
 *
 * The library's own time-out starts again with every byte, so one byte a second would hold a
 * connection for ever. Here a whole head, body or reply has one deadline. Nor does it notice an end
 * that comes together with the last bytes (it waits for an edge of epoll that has passed): so
 * whoever cut a body off would keep a place among the few that one address has.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/server.h"

#include <sys/socket.h>
#include <time.h>

enum { TICK_MS = 100 };

int64_t server_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void set(struct http_server *server, int fd, int64_t in_ms, bool is_reading)
{
    struct reaper *reaper = &server->reaper;

    if (fd < 0)
        return;
    if (fd >= SERVER_MAX_FD) {
        shutdown(fd, SHUT_RDWR);
        return;
    }
    pthread_mutex_lock(&reaper->lock);
    reaper->of[fd] = (struct deadline){in_ms == 0 ? 0 : server_now_ms() + in_ms, is_reading};
    pthread_mutex_unlock(&reaper->lock);
}

void reaper_set(struct http_server *server, int fd, int64_t in_ms)
{
    set(server, fd, in_ms, false);
}

void reaper_set_reading(struct http_server *server, int fd, int64_t in_ms)
{
    set(server, fd, in_ms, true);
}

/* The other side has ended and nothing that it sent is left to read. */
static bool has_gone(int fd)
{
    char byte;

    return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* Ending the reading makes the edge that was missed; a request that was whole after all still gets
 * its reply, and the deadline stays. */
static void let_go(struct deadline *of, int fd)
{
    shutdown(fd, SHUT_RD);
    of->is_reading = false;
}

/* Under the lock: a descriptor can't be closed and reused meanwhile, for its connection's end
 * clears the slot first. */
static void reap(struct reaper *reaper, int64_t now_ms)
{
    for (int fd = 0; fd < SERVER_MAX_FD; fd++) {
        struct deadline *of = &reaper->of[fd];

        if (of->due_ms == 0)
            continue;
        if (of->due_ms <= now_ms) {
            shutdown(fd, SHUT_RDWR);
            of->due_ms = 0;
        } else if (of->is_reading && has_gone(fd)) {
            let_go(of, fd);
        }
    }
}

static void wait_a_tick(struct reaper *reaper)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += TICK_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_cond_timedwait(&reaper->ended, &reaper->lock, &until);
}

static void *reaper_live(void *arg)
{
    struct http_server *server = arg;
    struct reaper *reaper = &server->reaper;

    pthread_mutex_lock(&reaper->lock);
    while (!reaper->is_ending) {
        wait_a_tick(reaper);
        int64_t now_ms = server_now_ms();

        reap(reaper, now_ms);
        pthread_mutex_unlock(&reaper->lock);
        work_release(server, now_ms);
        pthread_mutex_lock(&reaper->lock);
    }
    pthread_mutex_unlock(&reaper->lock);
    return NULL;
}

enum status reaper_start(struct http_server *server, struct fault *why)
{
    if (pthread_create(&server->reaper.thread, NULL, reaper_live, server) != 0)
        return fault_set(why, HF_FAILED, "the system has no thread for deadlines");
    server->reaper_runs = true;
    return HF_OK;
}

void reaper_end(struct http_server *server)
{
    if (!server->reaper_runs)
        return;
    pthread_mutex_lock(&server->reaper.lock);
    server->reaper.is_ending = true;
    pthread_cond_signal(&server->reaper.ended);
    pthread_mutex_unlock(&server->reaper.lock);
    pthread_join(server->reaper.thread, NULL);
    server->reaper_runs = false;
}
