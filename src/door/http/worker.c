/* door/http/worker.c - the pool that runs handlers, each worker with an arena and a door.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/server.h"

#include <microhttpd.h>

enum work_answer work_hand(struct http_server *server, struct exchange *x)
{
    struct work *work = &server->work;
    enum work_answer answer = WORK_TAKEN;

    pthread_mutex_lock(&work->lock);
    if (work->takes_none) {
        answer = WORK_CLOSED;
    } else if (work->waiting >= HTTP_MAX_WAITING) {
        answer = WORK_FULL;
    } else {
        /* Before the exchange can be seen by a worker, who might resume at once. */
        MHD_suspend_connection(x->connection);
        x->next = NULL;
        *(work->first == NULL ? &work->first : &work->last->next) = x;
        work->last = x;
        work->waiting++;
        work->inside++;
        pthread_cond_broadcast(&work->changed);
    }
    pthread_mutex_unlock(&work->lock);
    return answer;
}

/* The next exchange; waits for one; NULL when the pool is ending and nothing waits. */
static struct exchange *take(struct work *work)
{
    pthread_mutex_lock(&work->lock);
    while (work->first == NULL && !work->is_ending)
        pthread_cond_wait(&work->changed, &work->lock);
    struct exchange *x = work->first;

    if (x != NULL) {
        work->first = x->next;
        work->waiting--;
    }
    pthread_mutex_unlock(&work->lock);
    return x;
}

/* Back to the socket thread; `x` must not be touched afterwards. With the lock held. */
static void resume(struct work *work, struct exchange *x)
{
    MHD_resume_connection(x->connection);
    work->inside--;
    pthread_cond_broadcast(&work->changed);
}

static void give_back(struct work *work, struct exchange *x, int64_t hold_ms)
{
    pthread_mutex_lock(&work->lock);
    if (hold_ms > 0 && !work->takes_none) {
        x->due_ms = server_now_ms() + hold_ms;
        x->next = work->held;
        work->held = x;
    } else {
        resume(work, x);
    }
    pthread_mutex_unlock(&work->lock);
}

void work_release(struct http_server *server, int64_t now_ms)
{
    struct work *work = &server->work;

    pthread_mutex_lock(&work->lock);
    for (struct exchange **at = &work->held; *at != NULL;) {
        struct exchange *x = *at;

        if (x->due_ms > now_ms && !work->takes_none) {
            at = &x->next;
            continue;
        }
        *at = x->next;
        resume(work, x);
    }
    pthread_mutex_unlock(&work->lock);
}

static bool open_door(struct worker *worker)
{
    const struct http_config *config = &worker->server->config;
    struct work *work = &worker->server->work;
    struct fault why;
    enum status st = HF_OK;

    fault_clear(&why);
    if (config->calls.door_open != NULL)
        st = config->calls.door_open(config->context, &worker->door, &why);
    pthread_mutex_lock(&work->lock);
    work->opened++;
    if (st != HF_OK && work->opening == HF_OK) {
        work->opening = st;
        work->why = why;
    }
    pthread_cond_broadcast(&work->changed);
    pthread_mutex_unlock(&work->lock);
    return st == HF_OK;
}

/* The arena goes with a body that is made while it is sent; the worker takes a new one. Without
 * memory for that the reply has to be another. */
static bool hand_arena(struct worker *worker, struct exchange *x, struct arena *arena)
{
    size_t size = worker->server->config.arena_bytes;
    unsigned char *block = memory_map(size);

    if (block == NULL)
        return false;
    x->parted.block = worker->block;
    worker->block = block;
    arena_init(arena, block, size);
    return true;
}

static void refuse_parted(struct exchange *x)
{
    MHD_destroy_response(x->response);
    x->response = NULL;
    parted_end(x);
    x->request.subject = NULL; /* ended with the handler */
    exchange_refuse(x, 503, "no memory for a copy");
}

static void *worker_live(void *arg)
{
    struct worker *worker = arg;
    struct http_server *server = worker->server;
    struct arena arena;
    struct exchange *x;

    if (!open_door(worker))
        return NULL;
    arena_init(&arena, worker->block, server->config.arena_bytes);
    while ((x = take(&server->work)) != NULL) {
        int64_t hold_ms = exchange_run(x, &arena, worker->door);

        if (x->parted.from.next == NULL || !hand_arena(worker, x, &arena)) {
            arena_wipe(&arena);
            if (x->parted.from.next != NULL)
                refuse_parted(x);
        }
        give_back(&server->work, x, hold_ms);
    }
    if (server->config.calls.door_close != NULL)
        server->config.calls.door_close(worker->door);
    return NULL;
}

static enum status start_one(struct http_server *server, struct fault *why)
{
    struct worker *worker = &server->workers[server->started_workers];

    worker->server = server;
    worker->block = memory_map(server->config.arena_bytes);
    if (worker->block == NULL)
        return fault_set(why, HF_FAILED, "there is no memory for a worker");
    if (pthread_create(&worker->thread, NULL, worker_live, worker) != 0) {
        memory_unmap(worker->block, server->config.arena_bytes);
        return fault_set(why, HF_FAILED, "the system has no thread for a worker");
    }
    server->started_workers++;
    return HF_OK;
}

enum status workers_start(struct http_server *server, struct fault *why)
{
    struct work *work = &server->work;
    enum status st = HF_OK;

    while (st == HF_OK && server->started_workers < server->config.workers)
        st = start_one(server, why);
    pthread_mutex_lock(&work->lock);
    while (work->opened < server->started_workers)
        pthread_cond_wait(&work->changed, &work->lock);
    if (st == HF_OK && work->opening != HF_OK) {
        st = work->opening;
        if (why != NULL)
            *why = work->why;
    }
    pthread_mutex_unlock(&work->lock);
    return st;
}

void workers_end(struct http_server *server)
{
    struct work *work = &server->work;

    pthread_mutex_lock(&work->lock);
    work->is_ending = true;
    pthread_cond_broadcast(&work->changed);
    pthread_mutex_unlock(&work->lock);
    for (unsigned i = 0; i < server->started_workers; i++) {
        pthread_join(server->workers[i].thread, NULL);
        memory_unmap(server->workers[i].block, server->config.arena_bytes);
    }
    server->started_workers = 0;
}
