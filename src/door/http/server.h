/* door/http/server.h - the server's parts and threads, inside this room.
 *
 * Locks: `work.lock` guards the queue, the held replies and the counts; `reaper.lock` guards the
 * deadlines. Never both at once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_SERVER_H
#define HF_DOOR_HTTP_SERVER_H

#include "door/http/exchange.h"
#include "door/http/http.h"

#include <pthread.h>

struct MHD_Daemon;
struct tls;

enum { SERVER_MAX_WORKERS = 16, SERVER_MAX_FD = 4096 };

struct worker {
    struct http_server *server;
    pthread_t thread;
    unsigned char *block; /* its arena's */
    struct door *door;
};

/* Everything between "handed to the workers" and "given back to the socket thread". */
struct work {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct exchange *first, *last; /* waiting for a worker */
    struct exchange *held;         /* answered, reply held back */
    size_t waiting;                /* in the queue */
    size_t inside;                 /* in the queue, with a worker, or held */
    size_t parted;                 /* replies in parts, from worker to completion */
    size_t alive;                  /* exchanges not yet completed, wherever they are */
    size_t opened;                 /* workers that tried to get their door */
    enum status opening;           /* HF_OK, or how the first of them failed */
    struct fault why;
    bool is_closing; /* every reply ends its connection */
    bool takes_none; /* no exchange may enter any more */
    bool is_ending;  /* workers go home when the queue is empty; held replies go at once */
};

struct reaper {
    pthread_mutex_t lock;
    pthread_cond_t ended;
    pthread_t thread;
    struct deadline {
        int64_t due_ms; /* monotonic; 0: none */
        bool is_reading;
    } of[SERVER_MAX_FD]; /* by descriptor */
    bool is_ending;
};

struct http_server {
    struct http_config config; /* every 0 replaced by its default */
    bool is_secure;
    struct tls *tls; /* NULL: plain http */
    int listen_fd;   /* -1 once closed */
    uint16_t port;
    struct MHD_Daemon *daemon;
    struct worker workers[SERVER_MAX_WORKERS];
    unsigned started_workers;
    struct work work;
    struct reaper reaper;
    bool reaper_runs;
};

int64_t server_now_ms(void); /* monotonic */

/* worker.c */

/* Starts all workers and waits until each has its door. */
HF_MUST_USE enum status workers_start(struct http_server *server, struct fault *why);
void workers_end(struct http_server *server);

enum work_answer { WORK_TAKEN, WORK_FULL, WORK_CLOSED };

/* Hands a suspended connection's exchange over. Only after WORK_TAKEN is it the workers'. */
enum work_answer work_hand(struct http_server *server, struct exchange *x);

/* Resumes those held replies whose time has come. */
void work_release(struct http_server *server, int64_t now_ms);

/* reaper.c */
HF_MUST_USE enum status reaper_start(struct http_server *server, struct fault *why);
void reaper_end(struct http_server *server);

/* The connection `fd` is cut off in `in_ms` from now; 0: never. A descriptor beyond the table is
 * cut off at once, for it could not be watched. */
void reaper_set(struct http_server *server, int fd, int64_t in_ms);

/* The same while the other side owes us bytes; one that goes away meanwhile is let go at once. */
void reaper_set_reading(struct http_server *server, int fd, int64_t in_ms);

/* talk.c: the callbacks of the library; started and ended as a whole. */
HF_MUST_USE enum status talk_start(struct http_server *server, struct fault *why);

/* Accepts no new connection any more. */
void talk_quiesce(struct http_server *server);
void talk_end(struct http_server *server);

#endif
