/* test/storm/test_routes_storm.c - every row of the route table, as everybody, with whatever no
 * browser would send.
 *
 * Whatever comes: an answer from a short list (never a 500), the server lives, nothing of one
 * client is shown to anybody else, and the ledger holds. Rows, field names and values are found,
 * not listed here. Each attack meets each row as two of the crowd; with --all as everybody.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "attacks.h"

enum { REPLY = 6 << 20, LOG_MOST = 64 << 10 };

static struct door_shared *shared;
static struct http_server *server;
static uint16_t port;
static char *reply_room;
static bool takes_all;
static unsigned sent;
static struct {
    char text[LOG_MOST];
    size_t len;
} logged;

/* --- the server --------------------------------------------------------------------------------
 */

static void log_line(const char *line)
{
    int n = snprintf(logged.text + logged.len, LOG_MOST - logged.len, "%s\n", line);

    if (n > 0 && logged.len + (size_t)n < LOG_MOST)
        logged.len += (size_t)n;
    printf("# log: %s\n", line);
}

static void serve(void)
{
    static const char *const hosts[] = {"localhost", NULL};
    struct http_config config = {
        .address = "127.0.0.1", .hosts = hosts, .calls = web_calls, .workers = 1};

    shared = memory_new(sizeof *shared);
    reply_room = malloc(REPLY);
    shared->vault = h.practice.vault;
    shared->ledger = h.practice.ledger;
    shared->knowledge = &h.knowledge;
    shared->driver = &store_sqlite;
    shared->store_where = h.db;
    shared->log = log_line;
    pthread_mutex_init(&shared->lock, NULL);
    config.context = shared;
    config.outside_port = 80; /* raw requests name no port */
    need(web_routes_join(shared, &h.why), "routes");
    need(house_renew(shared, &h.practice, &h.arena, &h.why), "house");
    config.routes = shared->routes;
    config.route_count = shared->n_routes;
    need(http_server_new(&config, &server, &h.why), "server");
    need(http_server_start(server, &h.why), "start");
    port = http_server_port(server);
}

static void stop_serving(void)
{
    http_server_free(server);
    house_clear(shared);
    memory_free(shared, sizeof *shared);
    free(reply_room);
}

/* Tries that fail hold answers back; here nobody waits for that. */
static void forget_delays(void)
{
    pthread_mutex_lock(&shared->lock);
    memset(&shared->delay, 0, sizeof shared->delay);
    pthread_mutex_unlock(&shared->lock);
}

/* --- sending -----------------------------------------------------------------------------------
 */

static void write_head(const struct shot *s, struct buf *out)
{
    buf_put(out, span_of(s->method));
    buf_byte(out, ' ');
    buf_put(out, buf_view(&s->path));
    buf_lit(out, " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    buf_put(out, span_of(s->site));
    if (s->who != NOBODY) {
        buf_lit(out, "Cookie: holdfast=");
        buf_put(out, span_of(crowd.passes[s->who]));
        if (s->who == DESK && s->nth % 2 == 1) { /* a tablet between both */
            buf_lit(out, "; holdfast-half=");
            buf_put(out, span_of(crowd.passes[HALF]));
        }
        buf_lit(out, "\r\n");
    }
    if (s->body.len > 0 || strcmp(s->method, "POST") == 0) {
        buf_lit(out, "Content-Type: ");
        buf_put(out, span_of(s->type));
        buf_lit(out, "\r\nContent-Length: ");
        buf_int(out, (int64_t)s->body.len + (s->is_cut ? 10 : 0));
        buf_lit(out, "\r\n");
    }
    buf_lit(out, "\r\n");
}

static struct span send_shot(const struct shot *s)
{
    struct span nothing = SPAN("");
    struct buf out;
    int fd = raw_connect(port);

    if (fd < 0)
        return nothing;
    buf_init(&out, &shots, SHOT);
    write_head(s, &out);
    buf_put(&out, buf_view(&s->body));
    raw_send(fd, buf_view(&out));
    /* Whoever cuts a body off is gone: nobody waits for what the server thinks of it. */
    struct span reply = s->is_cut ? nothing : raw_read_all(fd, reply_room, REPLY);

    close(fd);
    sent++;
    return reply;
}

/* --- what may come back ------------------------------------------------------------------------
 */

static bool is_among(int status, const int *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == status)
            return true;
    return false;
}

/* Nothing at all only where the body never came; 414 where the address is too long. */
static bool is_expected(const struct shot *s, int status)
{
    static const int expected[] = {200, 303, 400, 403, 404, 405, 409, 413, 415, 422, 503};

    if (s->is_cut && status == 0)
        return true;
    if (s->path.len > HTTP_MAX_TARGET && status == 414)
        return true;
    return is_among(status, expected, sizeof expected / sizeof *expected);
}

static bool is_open_to_all(const struct http_route *route)
{
    return route->right == RIGHT_PUBLIC || route->right == RIGHT_KNOWN;
}

static bool is_over(enum who who)
{
    return who == NOBODY || who >= EXPIRED;
}

/* A copy of a record has words as they were typed in its record.json: no browser opens it as a
 * page. */
static bool is_archive(struct span reply)
{
    return raw_has(reply, "Content-Type: application/zip\r\n") &&
           raw_has(reply, "Content-Disposition: attachment;") &&
           raw_has(reply, "X-Content-Type-Options: nosniff\r\n");
}

/* NULL: as it must be. */
static const char *judge(const struct shot *s, struct span reply)
{
    int status = raw_status(reply);

    if (!is_expected(s, status))
        return "a status that is not in the list";
    if (s->must_fail && status < 400 && !(status == 303 && is_over(s->who)))
        return "taken, though it must be refused";
    if (is_over(s->who) && status == 200 && !is_open_to_all(s->route))
        return "shown to somebody who is not signed in";
    if (raw_has(reply, "<b id=storm>") && !is_archive(reply))
        return "markup of a field stands in the page";
    if (raw_has(reply, "\r\nLocation: //") || raw_has(reply, "\r\nLocation: http"))
        return "sent elsewhere";
    for (size_t i = 0; i < CANARIES; i++)
        if ((canaries[i].may & 1u << s->who) == 0 && raw_has(reply, canaries[i].word))
            return "words of somebody else's record";
    return NULL;
}

static void complain(const struct shot *s, const struct attack *attack, struct span reply,
                     const char *what)
{
    printf("# %s as %s, %s: %s (%d)\n#   %s %.*s\n", attack->name, who_names[s->who], what, what,
           raw_status(reply), s->method, SPAN_ARGS(span_head(buf_view(&s->path), 200)));
}

/* --- the storm ---------------------------------------------------------------------------------
 */

static bool fire(const struct http_route *route, const struct attack *attack, enum who who,
                 unsigned nth)
{
    struct shot s = {
        .route = route,
        .who = who,
        .nth = nth,
        .method = route->method == HTTP_GET ? "GET" : "POST",
        .type = "application/x-www-form-urlencoded",
        .site = "Sec-Fetch-Site: same-origin\r\n",
    };

    arena_rewind(&shots, 0);
    revive(who);
    id_write(new_id(), s.request);
    buf_init(&s.path, &shots, 16 << 10);
    buf_init(&s.body, &shots, SHOT);
    write_path(&s, (attack->flags & ELSEWHERE) != 0);
    attack->write(&s);
    forget_delays();
    struct span reply = send_shot(&s);
    const char *wrong = judge(&s, reply);

    if (wrong != NULL)
        complain(&s, attack, reply, wrong);
    return wrong == NULL;
}

/* KEEP IN ORDER: as the rights are. Whom the page is for; it gets farthest as them. */
static enum who main_asker(const struct http_route *route, unsigned nth)
{
    static const enum who askers[RIGHT_COUNT][3] = {
        [RIGHT_PUBLIC] = {NOBODY, ROBIN, ANA},
        [RIGHT_KNOWN] = {ROBIN, ANA, HALF},
        [RIGHT_SIGNED_IN] = {ROBIN, ANA, TABLET},
        [RIGHT_OWN_KEYS] = {ROBIN, ANA, BEN},
        [RIGHT_CLIENT] = {ROBIN, TABLET, KIM},
        [RIGHT_CLIENT_OWN] = {ROBIN, ROBIN, KIM},
        [RIGHT_PRACTITIONER] = {ANA, ANA, BEN},
        [RIGHT_STAFF] = {ANA, BEN, CLINICIAN},
        [RIGHT_OWNER] = {ANA, ANA, ANA},
        [RIGHT_HANDOVER] = {TABLET, TABLET, TABLET},
        [RIGHT_ROOM] = {DESK, HALF, DESK},
        [RIGHT_CARE] = {ANA, CLINICIAN, BEN},
        [RIGHT_CLINICIAN] = {CLINICIAN, CLINICIAN, CLINICIAN},
        [RIGHT_EVEN_LOCKED] = {ROBIN, ANA, TABLET},
        [RIGHT_UNLOCK] = {ROBIN, ANA, BEN},
    };

    return askers[route->right][nth % 3];
}

static bool storm_row(const struct http_route *route, unsigned row)
{
    unsigned kind = route->method == HTTP_GET ? ON_PAGES : ON_FORMS;
    bool held = true;

    for (unsigned i = 0; i < ATTACKS; i++) {
        if ((attacks[i].flags & kind) == 0)
            continue;
        for (unsigned who = 0; takes_all && who < WHO_COUNT; who++)
            held &= fire(route, &attacks[i], (enum who)who, i + who);
        if (takes_all)
            continue;
        held &= fire(route, &attacks[i], main_asker(route, i), i);
        held &= fire(route, &attacks[i], (enum who)((i + row) % WHO_COUNT), i);
    }
    return held;
}

static void walk_through_pages(void)
{
    static const struct attack plainly = {"asked plainly", plain_page, ON_PAGES};

    for (size_t i = 0; i < shared->n_routes; i++)
        for (unsigned nth = 0; shared->routes[i].method == HTTP_GET && nth < 3; nth++) {
            (void)fire(&shared->routes[i], &plainly, main_asker(&shared->routes[i], nth), nth);
            harvest_page(span_at(reply_room, REPLY));
            memset(reply_room, 0, REPLY);
        }
    printf("# %zu fields found on pages\n", harvest.count);
}

/* A session that has stopped stays stopped: what stops one comes after all that needs one, and both
 * before anybody has said no to everything. */
enum turn { TURN_ROOM, TURN_STOP, TURN_OTHERS };

static enum turn turn_of(const struct http_route *route)
{
    static const char *const stopping[] = {"/signal", "/ready", "/end", "/close", "/after"};

    if (!span_starts(route->pattern, SPAN("/s/")))
        return TURN_OTHERS;
    for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++)
        if (route->method == HTTP_POST && raw_has(route->pattern, stopping[i]))
            return TURN_STOP;
    return TURN_ROOM;
}

static void storm_rows(enum turn turn)
{
    for (size_t i = 0; i < shared->n_routes; i++) {
        const struct http_route *route = &shared->routes[i];
        char name[200];

        if (turn_of(route) != turn)
            continue;
        snprintf(name, sizeof name, "%s %.*s holds (%s)",
                 route->method == HTTP_GET ? "GET" : "POST", SPAN_ARGS(route->pattern),
                 web_right_names[route->right]);
        tap_case(name, storm_row(route, (unsigned)i));
        fflush(stdout);
    }
}

/* --- one page that could tell too much ----------------------------------------------------------
 */

/* The page on which a recovery code is typed back is shown again when it was mistyped. */
static struct span mistype(enum who who, const char *code)
{
    struct shot s = {.who = who,
                     .method = "POST",
                     .type = "application/x-www-form-urlencoded",
                     .site = "Sec-Fetch-Site: same-origin\r\n"};

    revive(who);
    arena_rewind(&shots, 0);
    buf_init(&s.path, &shots, 256);
    buf_init(&s.body, &shots, 4096);
    buf_lit(&s.path, "/setup/recovery");
    id_write(fresh().id, s.request);
    put_keys(&s);
    put_field(&s, "code", span_of(code));
    put_field(&s, "first", SPAN("x"));
    put_field(&s, "second", SPAN("y"));
    return send_shot(&s);
}

static void test_typing_back__shows_the_houses_secret_to_nobody_once_set_up_is_over(void)
{
    struct renew_recovery in = {.who = keyring_who(h.ana),
                                .login = SPAN("ana"),
                                .password = SPAN("ferry umbrella lantern 7")};
    char code[SLOT_RECOVERY_TEXT], pepper[VAULT_PEPPER_TEXT];

    need(renew_recovery(&h.practice, &h.arena, &in, code, &h.why), "a code");
    vault_pepper_text(h.practice.vault, pepper);
    CHECK(!raw_has(mistype(ANA, code), pepper)); /* the kit shows it, against the password */
    CHECK(!raw_has(mistype(BEN, code), pepper));
    CHECK(!raw_has(mistype(CLINICIAN, code), pepper));
    CHECK_INT(raw_status(span_at(reply_room, 64)), 422);
    struct note_recovery kept = {hand_of(h.ana, 1), span_of(code)}; /* or she is asked for it */

    need(note_recovery(&h.practice, &h.arena, &kept, &h.why), "code kept");
    need(house_renew(shared, &h.practice, &h.arena, &h.why), "house");
}

/* --- who is asked anew -------------------------------------------------------------------------
 */

static uint64_t entries(void)
{
    struct ledger_report report = {0};

    arena_rewind(&h.arena, 0);
    need(ledger_verify(h.practice.ledger, h.practice.store, &h.arena, &report, &h.why), "verify");
    return report.entries;
}

/* Signed in with the right, six minutes ago. */
static struct span send_stale(const struct http_route *route)
{
    enum who who = main_asker(route, 0);
    struct shot s = {.route = route,
                     .who = who,
                     .method = "POST",
                     .type = "application/x-www-form-urlencoded",
                     .site = "Sec-Fetch-Site: same-origin\r\n"};
    struct keyring **keys = keys_of(who);
    struct issue_work work = {*keys,
                              {.kind = PASS_SESSION,
                               .until_us = house_now_us + (int64_t)DAY_S * 1000000,
                               .proof = keyring_who(*keys)->proof,
                               .proved_us = house_now_us - INT64_C(6) * 60 * 1000000},
                              crowd.passes[who]};

    revive(who);
    need(store_transact(h.practice.store, STORE_WRITE, issue_inside, &work, &h.why), "stale");
    arena_rewind(&shots, 0);
    id_write(fresh().id, s.request);
    buf_init(&s.path, &shots, 16 << 10);
    buf_init(&s.body, &shots, SHOT);
    write_path(&s, false);
    likely(&s);
    forget_delays();
    struct span reply = send_shot(&s);

    crowd.passes[who][0] = '\0'; /* it is not this one that comes back later */
    return reply;
}

static void test_each_row_that_is_fresh__does_nothing_for_a_screen_of_six_minutes_ago(void)
{
    uint64_t before = entries();
    size_t asked = 0;

    for (size_t i = 0; i < shared->n_routes; i++) {
        const struct http_route *route = &shared->routes[i];

        if ((route->flags & WEB_FRESH) == 0)
            continue;
        struct span reply = send_stale(route);
        bool held = raw_status(reply) == 403 && raw_has(reply, "Please show that it is you");

        CHECK(held);
        if (!held)
            printf("# %.*s: %d\n", SPAN_ARGS(route->pattern), raw_status(reply));
        asked++;
    }
    CHECK(asked >= 18);
    CHECK_INT(entries(), before);
}

/* --- afterwards --------------------------------------------------------------------------------
 */

static void note_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    (void)arg; /* the report counts */
    printf("# %s %" PRIu64 ": %s\n", table, seq, text);
}

static void test_afterwards__the_ledger_holds(void)
{
    struct ledger_report report = {.finding = note_finding};

    need(ledger_verify(h.practice.ledger, h.practice.store, &h.arena, &report, &h.why), "verify");
    CHECK_INT(report.findings, 0);
    CHECK(report.entries > 100);
}

static void test_afterwards__the_server_answers(void)
{
    static const struct http_route today = {.method = HTTP_GET, .pattern = SPAN_INIT("/today")};
    static const struct attack plainly = {"asked plainly", plain_page, ON_PAGES};

    CHECK(fire(&today, &plainly, ANA, 0));
    CHECK_INT(raw_status(span_at(reply_room, 64)), 200);
}

static void test_afterwards__the_log_names_nobody(void)
{
    for (size_t i = 0; i < CANARIES; i++)
        CHECK(!raw_has(span_at(logged.text, logged.len), canaries[i].word));
}

int main(int argc, char **argv)
{
    takes_all = argc > 1 && strcmp(argv[1], "--all") == 0;
    make_arena(&shots, 8 << 20);
    gather_crowd();
    serve();
    RUN(test_typing_back__shows_the_houses_secret_to_nobody_once_set_up_is_over);
    walk_through_pages();
    RUN(test_each_row_that_is_fresh__does_nothing_for_a_screen_of_six_minutes_ago);
    storm_rows(TURN_ROOM);
    storm_rows(TURN_STOP);
    storm_rows(TURN_OTHERS);
    RUN(test_afterwards__the_server_answers);
    RUN(test_afterwards__the_log_names_nobody);
    RUN(test_afterwards__the_ledger_holds);
    printf("# %u requests\n", sent);
    stop_serving();
    crowd_goes_home();
    free(shots.block);
    return tap_end();
}
