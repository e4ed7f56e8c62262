/* door/http/server.c - checks the configuration, listens, starts and stops the parts in order.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/server.h"

#include "door/http/tls.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 128, LEAST_ARENA = 64 * 1024 };

/* An address ready to bind. */
struct place {
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } at;
    socklen_t len;
    bool is_loopback;
};

static enum status place_of(const struct http_config *config, struct place *ret, struct fault *why)
{
    struct in_addr v4;
    struct in6_addr v6;

    *ret = (struct place){.len = 0};
    if (config->address != NULL && inet_pton(AF_INET, config->address, &v4) == 1) {
        ret->at.v4 = (struct sockaddr_in){
            .sin_family = AF_INET, .sin_port = htons(config->port), .sin_addr = v4};
        ret->len = sizeof ret->at.v4;
        ret->is_loopback = ntohl(v4.s_addr) >> 24 == 127;
    } else if (config->address != NULL && inet_pton(AF_INET6, config->address, &v6) == 1) {
        ret->at.v6 = (struct sockaddr_in6){
            .sin6_family = AF_INET6, .sin6_port = htons(config->port), .sin6_addr = v6};
        ret->len = sizeof ret->at.v6;
        ret->is_loopback = IN6_IS_ADDR_LOOPBACK(&v6);
    } else {
        return fault_set(why, HF_INVALID, "the address to listen on is not an IP address");
    }
    return HF_OK;
}

static bool has_tokenless_post_only(const struct http_config *config)
{
    for (size_t i = 0; i < config->route_count; i++) {
        const struct http_route *row = &config->routes[i];

        if (row->method == HTTP_POST && (row->flags & HTTP_ROUTE_NO_TOKEN) == 0)
            return false;
    }
    return true;
}

static enum status check(const struct http_config *config, const struct place *place,
                         struct fault *why)
{
    if ((config->certificate_pem == NULL) != (config->key_pem == NULL))
        return fault_set(why, HF_INVALID, "a certificate needs its key, and a key its certificate");
    if (!place->is_loopback && config->certificate_pem == NULL)
        return fault_set(why, HF_INVALID,
                         "without a certificate the server listens on loopback only");
    if (config->hosts == NULL || config->hosts[0] == NULL)
        return fault_set(why, HF_INVALID, "no name of this server is allowed");
    if (config->calls.guard == NULL)
        return fault_set(why, HF_INVALID, "there is no guard for the routes");
    if (config->calls.token == NULL && !has_tokenless_post_only(config))
        return fault_set(why, HF_INVALID, "a POST route has no check of its form token");
    if (config->workers > SERVER_MAX_WORKERS)
        return fault_set(why, HF_INVALID, "more than %d workers", (int)SERVER_MAX_WORKERS);
    if (config->arena_bytes != 0 && config->arena_bytes < LEAST_ARENA)
        return fault_set(why, HF_INVALID, "less than %d bytes for a request", (int)LEAST_ARENA);
    return http_routes_check(config->routes, config->route_count, why);
}

static void set_size(size_t *at, size_t standard)
{
    if (*at == 0)
        *at = standard;
}

static void set_count(unsigned *at, unsigned standard)
{
    if (*at == 0)
        *at = standard;
}

static void set_ms(int64_t *at, int64_t standard)
{
    if (*at == 0)
        *at = standard;
}

static void set_defaults(struct http_config *config)
{
    set_size(&config->arena_bytes, HTTP_ARENA);
    set_size(&config->max_body, HTTP_MAX_BODY);
    set_size(&config->max_head, HTTP_MAX_HEAD);
    set_count(&config->workers, HTTP_WORKERS);
    set_count(&config->max_connections, HTTP_MAX_CONNECTIONS);
    set_count(&config->max_peer_connections, HTTP_MAX_PEER_CONNECTIONS);
    set_ms(&config->head_ms, HTTP_HEAD_MS);
    set_ms(&config->body_ms, HTTP_BODY_MS);
    set_ms(&config->send_ms, HTTP_SEND_MS);
}

static enum status listen_at(struct http_server *server, struct place *place, struct fault *why)
{
    int yes = 1;
    int fd = socket(place->at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return fault_set(why, HF_FAILED, "the system has no socket");
    server->listen_fd = fd; /* closed by http_server_free */
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, &place->at.any, place->len) != 0 || listen(fd, BACKLOG) != 0 ||
        getsockname(fd, &place->at.any, &place->len) != 0)
        return fault_set(why, HF_FAILED, "can't listen on %s port %d: taken, or not allowed",
                         server->config.address, (int)server->config.port);
    server->port =
        ntohs(place->at.any.sa_family == AF_INET ? place->at.v4.sin_port : place->at.v6.sin6_port);
    if (server->config.outside_port == 0)
        server->config.outside_port = server->port;
    return HF_OK;
}

static void init_locks(struct http_server *server)
{
    pthread_condattr_t monotonic;

    pthread_mutex_init(&server->work.lock, NULL);
    pthread_mutex_init(&server->reaper.lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&server->work.changed, &monotonic);
    pthread_cond_init(&server->reaper.ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

enum status http_server_new(const struct http_config *config, struct http_server **ret,
                            struct fault *why)
{
    struct place place;
    enum status st = place_of(config, &place, why);

    if (st == HF_OK)
        st = check(config, &place, why);
    if (st != HF_OK)
        return st;
    struct http_server *server = memory_new(sizeof *server);
    if (server == NULL)
        return fault_set(why, HF_FAILED, "there is no memory for the server");
    server->config = *config;
    server->listen_fd = -1;
    server->is_secure = config->certificate_pem != NULL || config->is_behind_tls;
    set_defaults(&server->config);
    init_locks(server);
    if (config->certificate_pem != NULL)
        st = tls_new(config->certificate_pem, config->key_pem, &server->tls, why);
    server->config.certificate_pem = server->config.key_pem = NULL; /* the caller's, to be wiped */
    if (st == HF_OK)
        st = listen_at(server, &place, why);
    if (st == HF_OK)
        *ret = server;
    else
        http_server_free(server);
    return st;
}

static enum status start_parts(struct http_server *server, struct fault *why)
{
    enum status st = workers_start(server, why);

    if (st == HF_OK)
        st = reaper_start(server, why);
    if (st == HF_OK)
        st = talk_start(server, why);
    return st;
}

/* Signals are for the thread that called: ours are started with all of them blocked. */
enum status http_server_start(struct http_server *server, struct fault *why)
{
    sigset_t all, before;

    assert(server->started_workers == 0);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    enum status st = start_parts(server, why);

    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (st != HF_OK)
        http_server_stop(server, 0);
    return st;
}

enum status http_server_renew(struct http_server *server, const char *certificate_pem,
                              const char *key_pem, int64_t now_s, struct fault *why)
{
    if (server->tls == NULL)
        return fault_set(why, HF_INVALID, "this server shows no certificate");
    return tls_renew(server->tls, certificate_pem, key_pem, now_s, why);
}

int64_t http_server_certified_until_s(const struct http_server *server)
{
    return server->tls == NULL ? INT64_MAX : tls_until_s(server->tls);
}

enum status http_certificate_until_s(const char *certificate_pem, int64_t *ret, struct fault *why)
{
    return tls_look(certificate_pem, ret, why);
}

bool http_server_is_certified_as(const struct http_server *server, const char *host)
{
    return server->tls != NULL && tls_names(server->tls, host);
}

uint16_t http_server_port(const struct http_server *server)
{
    return server->port;
}

/* Until `*count` is 0; with the lock held. `until_ms` monotonic, or -1: for ever. */
static void wait_for_none(struct work *work, const size_t *count, int64_t until_ms)
{
    struct timespec until = {.tv_sec = (time_t)(until_ms / 1000),
                             .tv_nsec = (long)(until_ms % 1000) * 1000000L};
    int late = 0;

    while (*count > 0 && late == 0) {
        if (until_ms < 0)
            pthread_cond_wait(&work->changed, &work->lock);
        else
            late = pthread_cond_timedwait(&work->changed, &work->lock, &until);
    }
}

static void drain(struct http_server *server, int64_t grace_ms)
{
    struct work *work = &server->work;
    int64_t until_ms = server_now_ms() + (grace_ms > 0 ? grace_ms : 0);

    pthread_mutex_lock(&work->lock);
    work->is_closing = true;
    wait_for_none(work, &work->alive, until_ms);
    work->takes_none = true; /* the reaper lets held replies go at its next tick */
    wait_for_none(work, &work->inside, -1);
    pthread_mutex_unlock(&work->lock);
}

static void close_listener(struct http_server *server)
{
    if (server->listen_fd >= 0)
        close(server->listen_fd);
    server->listen_fd = -1;
}

void http_server_stop(struct http_server *server, int64_t grace_ms)
{
    talk_quiesce(server);
    close_listener(server);
    if (server->daemon != NULL)
        drain(server, grace_ms);
    talk_end(server);
    reaper_end(server);
    workers_end(server);
}

void http_server_free(struct http_server *server)
{
    if (server == NULL)
        return;
    http_server_stop(server, 0);
    pthread_cond_destroy(&server->work.changed);
    pthread_cond_destroy(&server->reaper.ended);
    pthread_mutex_destroy(&server->work.lock);
    pthread_mutex_destroy(&server->reaper.lock);
    tls_free(server->tls);
    memory_free(server, sizeof *server);
}
