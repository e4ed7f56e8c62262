/* door/http/reaper.c - cuts off whoever takes too long, and sends replies that were held back.
 *
 * The library's own time-out starts again with every byte, so one byte a second would hold a
 * connection for ever. Here a whole head, body or reply has one deadline.
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

void reaper_set(struct http_server *server, int fd, int64_t in_ms)
{
    struct reaper *reaper = &server->reaper;

    if (fd < 0)
        return;
    if (fd >= SERVER_MAX_FD) {
        shutdown(fd, SHUT_RDWR);
        return;
    }
    pthread_mutex_lock(&reaper->lock);
    reaper->due_ms[fd] = in_ms == 0 ? 0 : server_now_ms() + in_ms;
    pthread_mutex_unlock(&reaper->lock);
}

/* Under the lock: a descriptor can't be closed and reused meanwhile, for its connection's end
 * clears the slot first. */
static void reap(struct reaper *reaper, int64_t now_ms)
{
    for (int fd = 0; fd < SERVER_MAX_FD; fd++) {
        if (reaper->due_ms[fd] == 0 || reaper->due_ms[fd] > now_ms)
            continue;
        shutdown(fd, SHUT_RDWR);
        reaper->due_ms[fd] = 0;
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
