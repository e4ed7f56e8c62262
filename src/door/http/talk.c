/* door/http/talk.c - the conversation with libmicrohttpd: its callbacks, start and end.
 *
 * Runs on the socket threads and never calls a guard, a handler or a door. (The page for errors of
 * a refused head is made here; http.h asks of it to be pure.)
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/head.h"
#include "door/http/layout.h"
#include "door/http/server.h"
#include "door/http/tls.h"

#include <gnutls/abstract.h>
#include <microhttpd.h>
#include <string.h>

enum {
    SOCKET_THREADS = 2,
    /* Above 32 KiB the library maps this memory and unmaps it when the connection ends, so that
     * what people typed does not stay behind in the heap; between requests it zeroes it. */
    CONNECTION_BYTES = 64 * 1024,
    /* A body without announced length that passes its ceiling is read on this many times as far,
     * so that the sender hears 413; then the connection is cut. */
    PATIENCE = 4,
};

/* One connection. The library says nothing of the end of a request whose head it gave up itself (no
 * room left for its cookies, say): the end of the connection brings it, or the next request. */
struct line {
    struct http_server *server;
    struct exchange *exchange; /* NULL: none has begun */
};

static struct line *line_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static void end_exchange(struct line *line)
{
    struct http_server *server = line->server;

    if (line->exchange == NULL)
        return;
    exchange_free(line->exchange);
    line->exchange = NULL;
    pthread_mutex_lock(&server->work.lock);
    server->work.alive--;
    pthread_cond_broadcast(&server->work.changed);
    pthread_mutex_unlock(&server->work.lock);
}

/* Called with the target as sent, before the library cuts and decodes it in place. */
static void *on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
    struct http_server *server = cls;
    struct line *line = line_of(connection);

    if (line == NULL)
        return NULL; /* on_request cuts the connection */
    end_exchange(line);
    struct exchange *x = memory_new(sizeof *x);

    if (x == NULL)
        return NULL;
    line->exchange = x;
    x->server = server;
    x->connection = connection;
    x->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    x->target_at = target;
    x->target_len = strlen(target);
    memcpy(x->target, target, x->target_len > HTTP_MAX_TARGET ? HTTP_MAX_TARGET : x->target_len);
    pthread_mutex_lock(&server->work.lock);
    server->work.alive++;
    pthread_mutex_unlock(&server->work.lock);
    return x;
}

/* We decode ourselves, strictly; the library's own decoding would hide a NUL. */
static size_t on_unescape(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls;
    (void)connection;
    return strlen(text);
}

static enum MHD_Result on_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                 size_t name_len, const char *value, size_t value_len)
{
    struct exchange *x = cls;

    (void)kind;
    if (x->header_count < HTTP_MAX_HEADERS)
        x->headers[x->header_count] = (struct http_field){
            {name, name_len}, {value, value_len}}; /* places kept for layout.h */
    x->header_count++;
    return MHD_YES;
}

static bool is_closing(struct http_server *server)
{
    pthread_mutex_lock(&server->work.lock);
    bool closing = server->work.is_closing;

    pthread_mutex_unlock(&server->work.lock);
    return closing;
}

static enum MHD_Result queue(struct exchange *x)
{
    struct http_server *server = x->server;

    if (x->response == NULL)
        return MHD_NO;
    if (x->must_close || is_closing(server))
        MHD_add_response_header(x->response, "Connection", "close");
    reaper_set(server, x->fd, x->parted.block == NULL ? server->config.send_ms : HTTP_PARTED_MS);
    return MHD_queue_response(x->connection, (unsigned)x->status, x->response);
}

static enum MHD_Result refuse(struct exchange *x, int status, const char *reason)
{
    x->must_close = true;
    exchange_refuse(x, status, reason);
    return queue(x);
}

static bool is_mended(const struct exchange *x, const char *version, struct http_fields headers)
{
    return strcmp(MHD_get_version(), LAYOUT_LIBRARY) == 0 &&
           !layout_is_clean(x->target_at, x->target_len, version, headers);
}

static struct head_verdict check(struct exchange *x, const char *version)
{
    const struct http_config *config = &x->server->config;
    struct http_fields headers = {x->headers, x->header_count};

    if (x->target_len > HTTP_MAX_TARGET)
        return (struct head_verdict){414, "the address is too long"};
    if (x->header_count > HTTP_MAX_HEADERS)
        return (struct head_verdict){431, "too many headers"};
    if (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0)
        return (struct head_verdict){505, "not HTTP/1.1"};
    struct head_verdict verdict = head_check(headers, config->max_head);

    if (verdict.status == 0 && is_mended(x, version, headers))
        verdict = (struct head_verdict){400, "the lines of the head do not end cleanly"};
    return verdict;
}

static void set_peer(struct exchange *x)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct http_request *request = &x->request;

    peer_of_socket(info == NULL ? NULL : info->client_addr, &x->peer);
    if (x->server->config.is_behind_tls)
        peer_of_forwarded(http_request_header(request, "x-forwarded-for"), &x->peer);
    request->peer = span_of(x->peer.address);
    request->network = span_of(x->peer.network);
}

static void set_request(struct exchange *x)
{
    struct span path = span_at(x->target, x->target_len);

    x->request.config = &x->server->config;
    x->request.is_secure = x->server->is_secure;
    x->request.headers = (struct http_fields){x->headers, x->header_count};
    x->request.path = span_cut(&path, '?');
    set_peer(x);
}

static bool method_of(const char *name, enum http_method *ret)
{
    bool reads = strcmp(name, "GET") == 0 || strcmp(name, "HEAD") == 0;

    if (!reads && strcmp(name, "POST") != 0)
        return false;
    *ret = reads ? HTTP_GET : HTTP_POST;
    return true;
}

/* HF_OK, HF_NOT_FOUND or HF_CONFLICT, as http_route_find; a method that we do not know at all is
 * wrong for every path that exists. */
static enum status find_route(struct exchange *x, const char *method_name)
{
    const struct http_config *config = &x->server->config;
    enum http_method method = HTTP_GET;
    bool is_known = method_of(method_name, &method);
    enum status st =
        http_route_find(config->routes, config->route_count, method, x->request.path, &x->match);

    if (!is_known && st == HF_OK)
        return HF_CONFLICT;
    x->request.method = method;
    x->request.route = x->match.route;
    return st;
}

static size_t body_limit(const struct exchange *x)
{
    if ((x->match.route->flags & HTTP_ROUTE_BIG_BODY) != 0)
        return HTTP_MAX_ROUTE_BODY;
    return x->request.method == HTTP_POST ? x->server->config.max_body : 0;
}

/* head_check: digits only, so that many of them mean a large number and no number means chunked. */
static bool announces_too_much(const struct exchange *x)
{
    struct span length = http_request_header(&x->request, "content-length");
    int64_t bytes = 0;

    if (length.len == 0)
        return false;
    return !span_to_int64(length, &bytes) || (uint64_t)bytes > x->body_limit;
}

static enum MHD_Result missing(struct exchange *x, enum status st)
{
    struct span length = http_request_header(&x->request, "content-length");
    struct span coding = http_request_header(&x->request, "transfer-encoding");

    /* A body nobody will read can't be skipped; an empty-handed request may keep its line. */
    x->must_close = length.len > 0 || coding.len > 0;
    exchange_refuse(x, st == HF_NOT_FOUND ? 404 : 405,
                    st == HF_NOT_FOUND ? "there is no such page" : "this page takes no such call");
    if (st == HF_CONFLICT && x->response != NULL)
        MHD_add_response_header(x->response, "Allow",
                                x->request.method == HTTP_GET ? "POST" : "GET, HEAD");
    return queue(x);
}

/* First call: the head is there. */
static enum MHD_Result begin(struct exchange *x, const char *method, const char *version)
{
    const struct http_config *config = &x->server->config;

    MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, on_header, x);
    struct head_verdict verdict = check(x, version);

    if (verdict.status != 0)
        return refuse(x, verdict.status, verdict.reason);
    set_request(x);
    if (!head_host_is_ours(http_request_header(&x->request, "host"), config->hosts,
                           config->outside_port, x->server->is_secure))
        return refuse(x, 421, "this server has another name");
    enum status st = find_route(x, method);
    if (st != HF_OK)
        return missing(x, st);
    x->body_limit = body_limit(x);
    if (announces_too_much(x))
        return refuse(x, 413, "the body is too long");
    reaper_set_reading(x->server, x->fd, config->body_ms);
    return MHD_YES;
}

static enum MHD_Result take_body(struct exchange *x, struct span piece)
{
    x->body_seen += piece.len;
    if (!x->body_is_too_large && !memory_append(&x->body, piece, x->body_limit)) {
        memory_clear(&x->body);
        x->body_is_too_large = x->must_close = true;
    }
    return x->body_seen <= PATIENCE * (x->body_limit + 1) ? MHD_YES : MHD_NO;
}

static enum MHD_Result hand_over(struct exchange *x)
{
    reaper_set(x->server, x->fd, 0);
    x->was_handed = true;
    enum work_answer answer = work_hand(x->server, x);

    if (answer == WORK_TAKEN)
        return MHD_YES;
    return answer == WORK_FULL ? refuse(x, 503, "everybody is busy") : MHD_NO;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *piece,
                                  size_t *piece_len, void **slot)
{
    struct exchange *x = *slot;

    (void)cls;
    (void)connection;
    (void)url; /* cut and decoded by the library; x->target is as sent */
    if (x == NULL)
        return MHD_NO;
    if (!x->has_begun) {
        x->has_begun = true;
        return begin(x, method, version);
    }
    if (*piece_len > 0) {
        struct span bytes = span_at(piece, *piece_len);

        *piece_len = 0;
        return take_body(x, bytes);
    }
    return x->was_handed ? queue(x) : hand_over(x);
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **slot,
                         enum MHD_RequestTerminationCode how)
{
    struct http_server *server = cls;
    struct exchange *x = *slot;

    (void)how;
    if (x == NULL)
        return;
    reaper_set_reading(server, x->fd, server->config.head_ms);
    *slot = NULL;
    end_exchange(line_of(connection));
}

static struct line *begin_line(struct http_server *server)
{
    struct line *line = memory_new(sizeof *line);

    if (line != NULL)
        line->server = server;
    return line;
}

static void end_line(struct line *line)
{
    if (line == NULL)
        return;
    end_exchange(line);
    memory_free(line, sizeof *line);
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **slot,
                          enum MHD_ConnectionNotificationCode what)
{
    struct http_server *server = cls;
    int fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *slot = begin_line(server);
        reaper_set_reading(server, fd, server->config.head_ms);
        return;
    }
    reaper_set_reading(server, fd, 0);
    end_line(*slot);
    *slot = NULL;
}

/* The library keeps its connection in the session; each handshake sees the pair of this moment. */
static int on_handshake(gnutls_session_t session, const gnutls_datum_t *authorities, int n,
                        const gnutls_pk_algorithm_t *algorithms, int n_algorithms,
                        gnutls_pcert_st **chain, unsigned *length, gnutls_privkey_t *key)
{
    struct MHD_Connection *connection = gnutls_session_get_ptr(session);
    const struct line *line = line_of(connection);

    (void)authorities;
    (void)n;
    (void)algorithms;
    (void)n_algorithms;
    if (line == NULL)
        return -1;
    tls_offer(line->server->tls, chain, length, key);
    return 0;
}

/* The option takes `void *`, and C knows no way from a function to it but through its bytes. */
static void *bytes_of_handshake(void)
{
    gnutls_certificate_retrieve_function2 *function = on_handshake;
    void *ret = NULL;

    memcpy(&ret, &function, sizeof ret);
    return ret;
}

static void *bytes_of_priorities(void)
{
    union {
        const char *in;
        void *out; /* the library reads only */
    } at = {.in = tls_priorities};

    return at.out;
}

enum status talk_start(struct http_server *server, struct fault *why)
{
    const struct http_config *config = &server->config;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
    struct MHD_OptionItem tls[] = {{MHD_OPTION_END, 0, NULL}, {0}, {0}};

    if (server->tls != NULL) {
        flags |= MHD_USE_TLS;
        tls[0] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_PRIORITIES, 0, bytes_of_priorities()};
        tls[1] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_CERT_CALLBACK, 0, bytes_of_handshake()};
        tls[2] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    }
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET, server->listen_fd,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, server, MHD_OPTION_UNESCAPE_CALLBACK, on_unescape,
        server, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, server, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)SOCKET_THREADS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_CONNECTION_LIMIT,
        config->max_connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        config->is_behind_tls ? 0u : config->max_peer_connections, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (server->daemon == NULL)
        return fault_set(why, HF_FAILED, "the http library did not start (threads?)");
    return HF_OK;
}

void talk_quiesce(struct http_server *server)
{
    if (server->daemon != NULL)
        MHD_quiesce_daemon(server->daemon);
}

void talk_end(struct http_server *server)
{
    if (server->daemon != NULL)
        MHD_stop_daemon(server->daemon);
    server->daemon = NULL;
}
