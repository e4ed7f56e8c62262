/* Every row of the table, asked by everybody: a stranger, a client, the handed-over tablet, a
 * practitioner who has to do with the client, one who has not, a clinician, the owner.
 *
 * A page added later is held to this without a line here: its right says what must happen.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"
#include "raw.h"

#include "door/http/memory.h"
#include "door/web/house.h"

enum { REPLY = 4 << 20 };

enum asker { STRANGER, CLIENT, TABLET, ANA, BEN, CLINICIAN, ASKERS };
static const char *const asker_names[ASKERS] = {
    "a stranger", "the client", "the tablet", "the owner", "another practitioner", "a clinician"};

static char passes[ASKERS][PASS_TEXT];
static struct client_id robin;
static struct door_shared *shared;
static struct http_server *server;
static uint16_t port;
static char *room;

/* KEEP IN ORDER: enum right; a bit for each asker. */
enum {
    S = 1 << STRANGER,
    C = 1 << CLIENT,
    T = 1 << TABLET,
    A = 1 << ANA,
    B = 1 << BEN,
    L = 1 << CLINICIAN,
    ALL = S | C | T | A | B | L
};
static const unsigned may[RIGHT_COUNT] = {
    [RIGHT_PUBLIC] = ALL,
    [RIGHT_KNOWN] = ALL,
    [RIGHT_SIGNED_IN] = ALL & ~S,
    [RIGHT_OWN_KEYS] = ALL & ~(S | T),
    [RIGHT_CLIENT] = C | T,
    [RIGHT_CLIENT_OWN] = C,
    [RIGHT_PRACTITIONER] = A | B,
    [RIGHT_STAFF] = A | B | L,
    [RIGHT_OWNER] = A,
    [RIGHT_HANDOVER] = T,
    [RIGHT_CARE] = A | B | L,
    [RIGHT_CLINICIAN] = L,
};

/* --- asking ---------------------------------------------------------------------------------- */

/* The row's path, with the client's id for {client} and an id that never was for all else. */
static struct span path_of(const struct http_route *route)
{
    struct span rest = route->pattern;
    char id[HF_ID_TEXT];
    struct buf path;

    buf_init(&path, &hx.arena, 1024);
    while (rest.len > 0) {
        buf_put(&path, span_cut(&rest, '{'));
        if (rest.len == 0)
            break;
        id_write(span_is(span_cut(&rest, '}'), "client") ? robin.id : house_request().id, id);
        buf_put(&path, span_at(id, sizeof id));
    }
    return buf_view(&path);
}

static struct span ask(const char *method, struct span path, enum asker who, struct span form)
{
    struct buf out;

    buf_init(&out, &hx.arena, 8192);
    buf_put(&out, span_of(method));
    buf_lit(&out, " ");
    buf_put(&out, path);
    buf_lit(&out, " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if (who != STRANGER) {
        buf_lit(&out, "Cookie: holdfast=");
        buf_put(&out, span_of(passes[who]));
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
    return raw_ask(port, buf_view(&out), room, REPLY);
}

static struct span token_form(enum asker whose)
{
    char token[WEB_TOKEN_TEXT], id[HF_ID_TEXT];
    struct buf form;

    web_token(span_of(passes[whose]), token);
    id_write(house_request().id, id);
    buf_init(&form, &hx.arena, 256);
    buf_lit(&form, "token=");
    buf_put(&form, span_of(token));
    buf_lit(&form, "&request=");
    buf_put(&form, span_at(id, sizeof id));
    return buf_view(&form);
}

static bool leads_to_sign_in(struct span reply)
{
    return raw_status(reply) == 303 && raw_has(reply, "Location: /signin?next=/");
}

/* --- what must happen ------------------------------------------------------------------------ */

static bool is_about_client(const struct http_route *route)
{
    return span_starts(route->pattern, SPAN("/c/{client}"));
}

/* Of the practice, and nobody has opened this client's record to them. */
static bool is_outside(enum asker who)
{
    return who == BEN || who == CLINICIAN;
}

static bool is_setup(const struct http_route *route)
{
    return route->right == RIGHT_SETUP || route->right == RIGHT_SETUP_TOKEN;
}

static bool get_is_right(const struct http_route *route, enum asker who)
{
    struct span reply = ask("GET", path_of(route), who, SPAN(""));
    int status = raw_status(reply);

    if (is_setup(route))
        return status == (span_is(route->pattern, "/setup/owner") ? 303 : 404); /* a new code */
    if ((may[route->right] & 1U << who) == 0)
        return who == STRANGER ? leads_to_sign_in(reply) : status == 403;
    if (is_about_client(route) && is_outside(who))
        return status == 404; /* has nothing to do with this client */
    return status != 403 && status < 500 && status != 0 && !leads_to_sign_in(reply);
}

/* Forms are sent only where they must not work: nothing here may change anything. */
static bool post_is_right(const struct http_route *route, enum asker who)
{
    bool allowed = (may[route->right] & 1U << who) != 0;

    if (is_setup(route))
        return raw_status(ask("POST", path_of(route), who, SPAN(""))) == 404;
    if (allowed && (route->flags & HTTP_ROUTE_NO_TOKEN) != 0)
        return true; /* for anybody, before there is a session */
    if (allowed && is_about_client(route) && is_outside(who))
        return raw_status(ask("POST", path_of(route), who, token_form(who))) == 404;
    if (allowed)
        return raw_status(ask("POST", path_of(route), who, SPAN("token=guessed"))) == 403;
    return raw_status(ask("POST", path_of(route), who,
                          who == STRANGER ? SPAN("") : token_form(who))) == 403;
}

static void check_row(const struct http_route *route, enum asker who)
{
    size_t mark = arena_mark(&hx.arena);
    bool is_get = route->method == HTTP_GET;
    char name[200];

    snprintf(name, sizeof name, "%s %.*s asked by %s (%s)", is_get ? "GET" : "POST",
             SPAN_ARGS(route->pattern), asker_names[who], web_right_names[route->right]);
    tap_case(name, is_get ? get_is_right(route, who) : post_is_right(route, who));
    arena_rewind(&hx.arena, mark);
}

static void test_form__of_somebody_else_is_refused(void)
{
    CHECK_INT(raw_status(ask("POST", SPAN("/signout"), ANA, token_form(BEN))), 403);
    CHECK_INT(raw_status(ask("GET", SPAN("/today"), ANA, SPAN(""))), 200);
}

static void test_signout__ends_what_the_cookie_opened(void)
{
    CHECK_INT(raw_status(ask("POST", SPAN("/signout"), CLINICIAN, token_form(CLINICIAN))), 303);
    CHECK(leads_to_sign_in(ask("GET", SPAN("/today"), CLINICIAN, SPAN(""))));
}

static void test_signin__goes_nowhere_else(void)
{
    struct span reply =
        ask("POST", SPAN("/signin"), STRANGER,
            SPAN("login=ana&password=seven+quiet+linden+trees&next=//evil.example"));

    CHECK_INT(raw_status(reply), 303);
    CHECK(raw_has(reply, "Location: /\r\n"));
}

static void test_signin__shows_the_name_again_and_never_the_password(void)
{
    struct span reply = ask("POST", SPAN("/signin"), STRANGER,
                            SPAN("login=quince&password=medlars+and+sloes+in+snow"));

    CHECK_INT(raw_status(reply), 422);
    CHECK(raw_has(reply, "value=\"quince\""));
    CHECK(!raw_has(reply, "medlars"));
}

/* --- the house ------------------------------------------------------------------------------- */

static void keep_pass(enum asker who, const struct sign_in_reply *done)
{
    memcpy(passes[who], done->pass, sizeof passes[who]);
}

static void add_colleague(struct keyring *owner, enum asker who, const char *name, uint8_t roles)
{
    struct add_person in = {house_hand(owner), span_of(name), roles};
    struct add_person_reply added;
    struct sign_in_reply done;

    if (add_person(&hx.practice, &hx.arena, &in, &added, &hx.why) != HF_OK ||
        house_enter(&added.link, added.link.word, &done) != HF_OK)
        house_bail("no colleague");
    keep_pass(who, &done);
}

static void add_clients_passes(struct keyring *owner)
{
    struct make_link in = {house_hand(owner), robin};
    struct hand_over over = {house_hand(owner), robin, SPAN("")};
    struct sign_in_reply done;
    struct link link;

    if (make_link(&hx.practice, &hx.arena, &in, &link, &hx.why) != HF_OK ||
        house_enter(&link, link.word, &done) != HF_OK)
        house_bail("no client");
    keep_pass(CLIENT, &done);
    if (hand_over(&hx.practice, &hx.arena, &over, &done, &hx.why) != HF_OK)
        house_bail("no tablet");
    keep_pass(TABLET, &done);
}

static void people_arrive(void)
{
    struct keyring *owner;

    house_make();
    house_found();
    owner = house_keyring(hx.owner_pass);
    house_ready(owner);
    memcpy(passes[ANA], hx.owner_pass, sizeof passes[ANA]);
    add_colleague(owner, BEN, "Ben T.", ROLE_PRACTITIONER);
    add_colleague(owner, CLINICIAN, "Dr. Okafor", ROLE_CLINICIAN);
    robin = house_client(owner, "Robin");
    add_clients_passes(owner);
    keyring_close(owner);
}

static void serve(void)
{
    static const char *const hosts[] = {"localhost", NULL};
    struct http_config config = {
        .address = "127.0.0.1", .hosts = hosts, .calls = web_calls, .workers = 1};

    shared = memory_new(sizeof *shared);
    room = malloc(REPLY);
    shared->vault = hx.practice.vault;
    shared->ledger = hx.practice.ledger;
    shared->knowledge = &hx.knowledge;
    shared->driver = &store_sqlite;
    shared->store_where = hx.db;
    pthread_mutex_init(&shared->lock, NULL);
    config.context = shared;
    config.outside_port = 80; /* raw requests name no port */
    fault_clear(&hx.why);
    if (web_routes_join(shared, &hx.why) != HF_OK ||
        house_renew(shared, &hx.practice, &hx.arena, &hx.why) != HF_OK)
        house_bail("no routes");
    config.routes = shared->routes;
    config.route_count = shared->n_routes;
    if (http_server_new(&config, &server, &hx.why) != HF_OK ||
        http_server_start(server, &hx.why) != HF_OK)
        house_bail("no server");
    port = http_server_port(server);
}

int main(void)
{
    people_arrive();
    serve();
    for (size_t i = 0; i < shared->n_routes; i++)
        for (int who = 0; who < ASKERS; who++)
            check_row(&shared->routes[i], (enum asker)who);
    RUN(test_form__of_somebody_else_is_refused);
    RUN(test_signin__goes_nowhere_else);
    RUN(test_signin__shows_the_name_again_and_never_the_password);
    RUN(test_signout__ends_what_the_cookie_opened);
    http_server_free(server);
    house_clear(shared);
    memory_free(shared, sizeof *shared);
    free(room);
    house_end();
    return tap_end();
}
