/* test/unit/door/web/front.h - the whole front of the program, with a house (house.h) behind it:
 * raw requests in, raw replies out, a clock that a test moves.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_DOOR_WEB_FRONT_H
#define HF_TEST_UNIT_DOOR_WEB_FRONT_H

#include "arrive.h"
#include "house.h"
#include "raw.h"

#include "door/http/memory.h"
#include "door/web/house.h"

enum { FRONT_REPLY = 4 << 20 };

static struct {
    struct door_shared *shared;
    struct http_server *server;
    uint16_t port;
    char *room;
} front;

/* The owner has typed the code of the founding back. */
static inline void front_keep_code(void)
{
    struct keyring *owner = house_keyring(hx.owner_pass);
    struct arrive in = {house_hand(owner), NULL, hx.recovery, ""};
    char pass[PASS_TEXT];

    if (arrive(&hx.practice, &hx.arena, &in, pass, &hx.why) != HF_OK)
        house_bail("the code was not kept");
    keyring_close(owner);
}

/* After the house is founded. */
static inline void front_serve(void)
{
    static const char *const hosts[] = {"localhost", NULL};
    struct http_config config = {
        .address = "127.0.0.1", .hosts = hosts, .calls = web_calls, .workers = 1};
    struct door_shared *shared = memory_new(sizeof *shared);

    front.shared = shared;
    front.room = malloc(FRONT_REPLY);
    shared->vault = hx.practice.vault;
    shared->ledger = hx.practice.ledger;
    shared->knowledge = &hx.knowledge;
    shared->driver = &store_sqlite;
    shared->store_where = hx.db;
    pthread_mutex_init(&shared->lock, NULL);
    config.context = shared;
    config.outside_port = 80; /* raw requests name no port */
    front_keep_code();
    fault_clear(&hx.why);
    if (web_routes_join(shared, &hx.why) != HF_OK ||
        house_renew(shared, &hx.practice, &hx.arena, &hx.why) != HF_OK)
        house_bail("no routes");
    config.routes = shared->routes;
    config.route_count = shared->n_routes;
    if (http_server_new(&config, &front.server, &hx.why) != HF_OK ||
        http_server_start(front.server, &hx.why) != HF_OK)
        house_bail("no server");
    front.port = http_server_port(front.server);
}

/* And ends the house. */
static inline void front_end(void)
{
    http_server_free(front.server);
    house_clear(front.shared);
    memory_free(front.shared, sizeof *front.shared);
    free(front.room);
    house_end();
}

/* `pass` may be NULL. The reply lives until the next question. */
static inline struct span front_ask(const char *method, struct span path, const char *pass,
                                    struct span form)
{
    struct buf out;

    buf_init(&out, &hx.arena, 256 << 10);
    buf_put(&out, span_of(method));
    buf_lit(&out, " ");
    buf_put(&out, path);
    buf_lit(&out, " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if (pass != NULL) {
        buf_lit(&out, "Cookie: holdfast=");
        buf_put(&out, span_of(pass));
        buf_lit(&out, "\r\n");
    }
    if (span_is(span_of(method), "POST")) {
        buf_lit(&out, "Sec-Fetch-Site: same-origin\r\n"
                      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ");
        buf_int(&out, (int64_t)form.len);
        buf_lit(&out, "\r\n");
    }
    buf_lit(&out, "\r\n");
    buf_put(&out, form);
    return raw_ask(front.port, buf_view(&out), front.room, FRONT_REPLY);
}

/* "token=...&request=..." of this pass, and `more` behind it. */
static inline struct span front_form(const char *pass, const char *more)
{
    char token[WEB_TOKEN_TEXT], id[HF_ID_TEXT];
    struct buf form;

    web_token(span_of(pass), token);
    id_write(house_request().id, id);
    buf_init(&form, &hx.arena, 128 << 10);
    buf_lit(&form, "token=");
    buf_put(&form, span_of(token));
    buf_lit(&form, "&request=");
    buf_put(&form, span_at(id, sizeof id));
    buf_put(&form, span_of(more));
    return buf_view(&form);
}

#endif
