/* Every row of the table, asked by everybody: a stranger, a client, the handed-over tablet, a
 * practitioner who has to do with the client, one who has not, a clinician, the owner.
 *
 * A page added later is held to this without a line here: its right says what must happen.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "front.h"

enum asker { STRANGER, CLIENT, TABLET, ANA, BEN, CLINICIAN, ASKERS };
static const char *const asker_names[ASKERS] = {
    "a stranger", "the client", "the tablet", "the owner", "another practitioner", "a clinician"};

static char passes[ASKERS][PASS_TEXT];
static struct client_id robin;

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
    [RIGHT_EVEN_LOCKED] = ALL & ~S,
    [RIGHT_UNLOCK] = ALL & ~(S | T),
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
    return front_ask(method, path, who == STRANGER ? NULL : passes[who], form);
}

static struct span token_form(enum asker whose)
{
    return front_form(passes[whose], "");
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
    char pass[PASS_TEXT];
    struct add_person in = {house_hand(owner), span_of(name), roles};
    struct add_person_reply added;
    struct sign_in_reply done;

    if (add_person(&hx.practice, &hx.arena, &in, &added, &hx.why) != HF_OK ||
        house_enter(&added.link, added.link.word, &done) != HF_OK)
        house_bail("no colleague");
    struct keyring *own = house_keyring(done.pass);
    struct arrive in_full = {house_hand(own), asker_names[who], NULL, done.pass};

    if (arrive(&hx.practice, &hx.arena, &in_full, pass, &hx.why) != HF_OK)
        house_bail("no login");
    memcpy(passes[who], pass, sizeof pass);
    keyring_close(own);
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

int main(void)
{
    people_arrive();
    front_serve();
    for (size_t i = 0; i < front.shared->n_routes; i++)
        for (int who = 0; who < ASKERS; who++)
            check_row(&front.shared->routes[i], (enum asker)who);
    RUN(test_form__of_somebody_else_is_refused);
    RUN(test_signin__goes_nowhere_else);
    RUN(test_signin__shows_the_name_again_and_never_the_password);
    RUN(test_signout__ends_what_the_cookie_opened);
    front_end();
    return tap_end();
}
