/* A stop when things are broken: its screen is shown on every way, and what can be kept is.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "raw.h"
#include "visit.h"

#include "door/http/memory.h"
#include "door/web/house.h"
#include "door/web/web.h"

#include <signal.h>
#include <sys/resource.h>

enum { REPLY = 1 << 20, COOKIE = 400 };

static struct door_shared *shared;
static struct http_server *server;
static uint16_t port;
static char *room;
static struct start_session_reply begun;
static char ana_again[PASS_TEXT];

/* --- asking ---------------------------------------------------------------------------------- */

static const char *cookies(const char *desk, const char *half)
{
    static char line[COOKIE];

    snprintf(line, sizeof line, "Cookie: holdfast=%s; holdfast-half=%s\r\n", desk, half);
    return line;
}

/* A plain form of a session's page; `head`: more lines. */
static struct span press(const char *cookie, const char *head, const char *form)
{
    char id[HF_ID_TEXT];
    struct buf out;

    id_write(v.session.id, id);
    buf_init(&out, &h.arena, 4096);
    buf_lit(&out, "POST /s/");
    buf_put(&out, span_at(id, sizeof id));
    buf_lit(&out, "/signal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    buf_put(&out, span_of(cookie));
    buf_put(&out, span_of(head));
    buf_lit(&out, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ");
    buf_int(&out, (int64_t)strlen(form));
    buf_lit(&out, "\r\n\r\n");
    buf_put(&out, span_of(form));
    return raw_ask(port, buf_view(&out), room, REPLY);
}

static const char same[] = "Sec-Fetch-Site: same-origin\r\n";
static const char by_script[] = "Sec-Fetch-Site: same-origin\r\nAccept: application/json\r\n";

static bool is_stop_screen(struct span reply)
{
    return raw_status(reply) == 200 && raw_has(reply, "Hands off now.");
}

static bool says_unkept(struct span reply)
{
    return raw_has(reply, "could not be written down");
}

/* --- the room -------------------------------------------------------------------------------- */

static enum room_phase now(void)
{
    need(look(), "look");
    return v.reply.now.room.state;
}

static void begin(void)
{
    need(start(false, &begun), "start");
    if (begun.check.answer != START_MAY)
        need(HF_FAILED, "a session");
    enter(&begun);
    v.reply = (struct room_reply){.answer = ROOM_TAKEN};
    get_going();
}

/* --- the tests ------------------------------------------------------------------------------- */

static void test_without_token(void)
{
    struct span reply = press(cookies(begun.passes.desk, begun.passes.client), same, "value=good");

    tap_case("a good without a form token is refused", raw_status(reply) == 403);
    reply = press(cookies(begun.passes.desk, begun.passes.client), same,
                  "value=pause&token=of+yesterday&side=client");
    tap_case("a pause with an old form token is taken",
             raw_status(reply) == 303 && now() == ROOM_PAUSED);
}

static void test_from_elsewhere(void)
{
    struct span reply = press(cookies(begun.passes.desk, begun.passes.client),
                              "Sec-Fetch-Site: cross-site\r\n", "value=stop");

    tap_case("a stop from another site's page shows the stop screen and says what it is",
             raw_has(reply, "Hands off now.") && says_unkept(reply));
    tap_case("and stops nothing here", now() != ROOM_ENDED);
}

static void test_without_pass(void)
{
    struct span reply = press("", same, "value=stop");

    tap_case("a stop without a pass shows the stop screen, and that it was not kept",
             is_stop_screen(reply) && says_unkept(reply));
    reply = press(cookies("ended", "ended"), same, "value=freeze");
    tap_case("so does no answer, with a pass that has ended",
             is_stop_screen(reply) && says_unkept(reply));
    reply = press("", by_script, "value=stop");
    tap_case("the script is told that nobody here may write", raw_status(reply) == 403);
    tap_case("and the session was not touched", now() != ROOM_ENDED);
}

static bool says_it_waits(struct span reply)
{
    return raw_has(reply, "Not yet written down");
}

static struct span ask_live(void)
{
    char id[HF_ID_TEXT];
    struct buf out;

    id_write(v.session.id, id);
    buf_init(&out, &h.arena, 4096);
    buf_lit(&out, "GET /s/");
    buf_put(&out, span_at(id, sizeof id));
    buf_lit(&out, "/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    buf_put(&out, span_of(cookies(begun.passes.desk, begun.passes.client)));
    buf_lit(&out, "\r\n");
    return raw_ask(port, buf_view(&out), room, REPLY);
}

/* Nothing may grow any more: neither a file of the data base nor the journal. */
static void test_full_disk(void)
{
    struct rlimit was, none;

    need(look(), "look");
    getrlimit(RLIMIT_FSIZE, &was);
    none = (struct rlimit){0, was.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
    struct span page =
        press(cookies(begun.passes.desk, begun.passes.client), same, "value=stop&side=both");
    bool screen = is_stop_screen(page) && says_it_waits(page);
    int by_js = raw_status(press(cookies(begun.passes.desk, ""), by_script, "value=stop"));
    bool shown = says_it_waits(ask_live());
    enum status good = press_as(v.half, BUTTON_GOOD);

    setrlimit(RLIMIT_FSIZE, &was);
    tap_case("a stop that the disk does not take shows the stop screen, and that it waits", screen);
    tap_case("the script is asked to send it again", by_js == 503);
    tap_case("the room shows the stop for as long as it waits", shown);
    tap_case("and nothing raises", good != HF_OK);
    tap_case("once there is room it is written without a restart, before anything else",
             now() == ROOM_ENDED && !ledger_waits(h.practice.ledger, v.session.id));
    page = ask_live();
    tap_case("and the room says so no more",
             raw_has(page, "Hands off now.") && !says_it_waits(page));
}

static void test_half_alone(void)
{
    need(look(), "look");
    need(press_as(v.half, BUTTON_GOOD), "good");
    bool was_good = now() == ROOM_GOOD;
    struct span reply =
        press(cookies("ended", begun.passes.client), same, "value=pause&side=client");

    tap_case("the client's half alone pauses, after the desk's pass has ended",
             was_good && raw_status(reply) != 403 && now() == ROOM_PAUSED);
    reply = press(cookies("ended", begun.passes.client), same, "value=good&side=client");
    tap_case("but raises nothing", raw_status(reply) == 403);
}

static void test_signed_in_again(void)
{
    struct span reply = press(cookies(ana_again, ""), same, "value=good&side=client");

    tap_case("who signed in again on this tablet raises nothing", raw_status(reply) == 403);
    reply = press(cookies(ana_again, ""), same, "value=freeze&side=desk");
    tap_case("a stop from the room's page, still open, shows the stop screen",
             raw_has(reply, "Hands off now.") && !says_unkept(reply));
    tap_case("and is kept", now() == ROOM_ENDED);
}

static void copy_data(const char *from, const char *to)
{
    char command[200];

    snprintf(command, sizeof command, "mkdir -p %s%s && rm -f %s%s/* && cp %s%s/practice.db* %s%s/",
             h.folder, to, h.folder, to, h.folder, from, h.folder, to);
    if (system(command) != 0)
        need(HF_FAILED, "a copy of the data folder");
}

static void serve(void);
static void close_server(void);

static void put_older_copy_back(void)
{
    close_server();
    ledger_free(h.practice.ledger);
    store_free(h.practice.store);
    copy_data("/older", "/data");
    need(store_open(&store_sqlite, h.db, &h.practice.store, &h.why), "store");
    need(ledger_new(h.practice.vault, &h.practice.ledger, &h.why), "ledger");
    need(ledger_start(h.practice.ledger, h.practice.store, &h.why), "start of the ledger");
    serve();
}

static void test_older_copy(void)
{
    put_older_copy_back();
    tap_case("an older copy of the data is noticed", ledger_is_narrow_only(h.practice.ledger));
    struct span reply =
        press(cookies(begun.passes.desk, begun.passes.client), same, "value=stop&side=both");

    tap_case("and a stop is kept all the same", raw_status(reply) == 303 || !says_unkept(reply));
    tap_case("the session is stopped, and over", now() == ROOM_ENDED);
}

/* --- the house ------------------------------------------------------------------------------- */

static void sign_in_again(void)
{
    struct sign_in in = {.login = SPAN("ana"), .password = SPAN("ferry umbrella lantern 7")};
    struct sign_in_reply done;

    need(sign_in(&h.practice, &in, &done, &h.why), "sign in");
    memcpy(ana_again, done.pass, sizeof ana_again);
}

static void serve(void)
{
    static const char *const hosts[] = {"localhost", NULL};
    struct http_config config = {
        .address = "127.0.0.1", .hosts = hosts, .calls = web_calls, .workers = 1};

    shared = memory_new(sizeof *shared);
    room = malloc(REPLY);
    shared->vault = h.practice.vault;
    shared->ledger = h.practice.ledger;
    shared->knowledge = &h.knowledge;
    shared->driver = &store_sqlite;
    shared->store_where = h.db;
    pthread_mutex_init(&shared->lock, NULL);
    config.context = shared;
    config.outside_port = 80; /* raw requests name no port */
    fault_clear(&h.why);
    need(web_routes_join(shared, &h.why), "routes");
    need(house_renew(shared, &h.practice, &h.arena, &h.why), "house");
    config.routes = shared->routes;
    config.route_count = shared->n_routes;
    need(http_server_new(&config, &server, &h.why), "server");
    need(http_server_start(server, &h.why), "start of the server");
    port = http_server_port(server);
}

static void close_server(void)
{
    http_server_free(server);
    house_clear(shared);
    memory_free(shared, sizeof *shared);
    free(room);
}

static void end_all(void)
{
    close_server();
    visit_end();
    house_end();
}

int main(void)
{
    signal(SIGXFSZ, SIG_IGN);
    house_make();
    visit_prepare();
    sign_in_again();
    serve();
    begin();
    copy_data("/data", "/older");
    agree_to("hand"); /* what is agreed to moves the anchor */
    test_without_token();
    test_from_elsewhere();
    test_without_pass();
    test_half_alone();
    test_full_disk();
    test_signed_in_again();
    test_older_copy();
    end_all();
    return tap_end();
}
