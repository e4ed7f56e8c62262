/* Two ways in before anything else; and the questions that passkeys answer.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "robin.h"

#include "door/web/asks.h"

/* --- arriving: two ways in before anything else ----------------------------------------------- */

static struct keyring *ben_by_link(char pass[PASS_TEXT])
{
    struct keyring *owner;
    struct add_person_reply added;
    struct sign_in_reply done;

    enter(ana);
    owner = house_keyring(ana);
    struct add_person in = {house_hand(owner), SPAN("Ben T."), ROLE_PRACTITIONER};

    if (add_person(&hx.practice, &hx.arena, &in, &added, &hx.why) != HF_OK ||
        house_enter(&added.link, added.link.word, &done) != HF_OK)
        house_bail("no Ben");
    keyring_close(owner);
    memcpy(pass, done.pass, PASS_TEXT);
    return house_keyring(pass);
}

/* Every row that a practitioner may ask for leads to the account page, but for those that are named
 * here: they make the ways in, end something, or narrow. */
static const char *const open_to_arriving[] = {
    "/account",         "/account/recovery",  "/setup/recovery",
    "/account/signins", "/c/{client}/narrow", "/c/{client}/share/end",
};

static bool is_open_to_arriving(struct span pattern)
{
    for (size_t i = 0; i < sizeof open_to_arriving / sizeof *open_to_arriving; i++)
        if (span_is(pattern, open_to_arriving[i]))
            return true;
    return false;
}

static bool is_for_practitioners(unsigned right)
{
    return right == RIGHT_SIGNED_IN || right == RIGHT_OWN_KEYS || right == RIGHT_STAFF ||
           right == RIGHT_PRACTITIONER || right == RIGHT_CARE;
}

/* With an id that never was for each {name}. */
static struct span row_path(struct span pattern)
{
    char id[HF_ID_TEXT];
    struct buf path;

    buf_init(&path, &hx.arena, 1024);
    while (pattern.len > 0) {
        buf_put(&path, span_cut(&pattern, '{'));
        if (pattern.len == 0)
            break;
        (void)span_cut(&pattern, '}');
        id_write(house_request().id, id);
        buf_put(&path, span_at(id, sizeof id));
    }
    return buf_view(&path);
}

static void leads_to_the_account_page(const char *pass)
{
    for (size_t i = 0; i < front.shared->n_routes; i++) {
        const struct http_route *row = &front.shared->routes[i];
        bool is_open = is_open_to_arriving(row->pattern);

        CHECK(((row->flags & WEB_ARRIVING) != 0) == is_open);
        if (!is_for_practitioners(row->right) || is_open)
            continue;
        struct span path = row_path(row->pattern);
        const char *method = row->method == HTTP_GET ? "GET" : "POST";
        struct span reply = front_ask(method, path, pass, front_form(pass, ""));

        bool led = row->method == HTTP_GET
                       ? raw_has(reply, "Location: /account\r\n")
                       : raw_status(reply) == 403 && raw_has(reply, "action=\"/account\"");

        CHECK(led);
        if (!led)
            printf("# %s %.*s\n", method, SPAN_ARGS(row->pattern));
        arena_rewind(&hx.arena, 0);
    }
}

static void test_arriving__a_new_colleague_sees_no_page_before_two_ways_in(void)
{
    char pass[PASS_TEXT];

    keyring_close(ben_by_link(pass));
    leads_to_the_account_page(pass); /* not even in the picture of the house */
    renew_house();
    leads_to_the_account_page(pass);
    CHECK(raw_has(get("/account", pass), "Two things come first"));
}

/* The code that a page shows. */
static void code_of(struct span reply, char ret[SLOT_RECOVERY_TEXT])
{
    struct span at = behind(reply, "name=\"code\" value=\"");

    struct span code = span_cut(&at, '"');

    snprintf(ret, SLOT_RECOVERY_TEXT, "%.*s", (int)code.len, code.at);
}

/* Which group of it the page asks for under this name. */
static unsigned group_of(struct span reply, const char *mark)
{
    struct span at = behind(reply, mark);

    while (at.len > 0 && (*at.at < '1' || *at.at > '9'))
        at = span_skip(at, 1);
    return at.len == 0 ? 1 : (unsigned)(*at.at - '0');
}

static void test_arriving__a_login_alone_is_not_enough_and_the_code_typed_back_is(void)
{
    char pass[PASS_TEXT], next[PASS_TEXT], more[256], code[SLOT_RECOVERY_TEXT];

    keyring_close(ben_by_link(pass));
    renew_house();
    struct span reply =
        post("/account", pass, "&login=ben&password=nine+old+green+bottles+and+rain");

    CHECK_INT(raw_status(reply), 200);
    CHECK(new_pass(reply, next));
    code_of(reply, code);
    const char *first = code + 5 * (group_of(reply, "for=\"first\">") - 1);
    const char *second = code + 5 * (group_of(reply, "for=\"second\">") - 1);

    CHECK(raw_has(get("/today", next), "Location: /account\r\n"));
    CHECK(raw_has(get("/account", next), "has not been typed back"));
    snprintf(more, sizeof more, "&again=1&code=%s&first=%.4s&second=0000", code, first);
    CHECK_INT(raw_status(post("/setup/recovery", next, more)), 422);
    CHECK(raw_has(get("/today", next), "Location: /account\r\n"));
    snprintf(more, sizeof more, "&again=1&code=%s&first=%.4s&second=%.4s", code, first, second);
    CHECK_INT(raw_status(post("/setup/recovery", next, more)), 303);
    CHECK_INT(raw_status(get("/today", next)), 200);
}

static void test_arriving__whoever_gets_a_new_code_types_it_back_first(void)
{
    enter(ana);
    CHECK_INT(raw_status(get("/today", ana)), 200);
    struct span reply = post("/account/recovery", ana, "&login=ana&password=" PASSWORD);

    CHECK_INT(raw_status(reply), 200);
    code_of(reply, hx.recovery);
    CHECK(raw_has(get("/today", ana), "Location: /account\r\n"));
    CHECK_INT(raw_status(get("/me", client_pass)), 200); /* a client needs one */
    memcpy(hx.owner_pass, ana, sizeof ana);
    front_keep_code();
    renew_house();
    CHECK_INT(raw_status(get("/today", ana)), 200);
}

static void test_arriving__whoever_came_back_with_a_code_types_the_new_one_back_first(void)
{
    char more[256], next[PASS_TEXT];

    snprintf(more, sizeof more, "login=ana&password=" PASSWORD "&code=%s", hx.recovery);
    struct span reply = front_ask("POST", SPAN("/recover"), NULL, span_of(more));

    CHECK_INT(raw_status(reply), 200);
    CHECK(new_pass(reply, next));
    code_of(reply, hx.recovery);
    CHECK(raw_has(get("/today", next), "Location: /account\r\n"));
    memcpy(hx.owner_pass, next, sizeof next);
    front_keep_code();
    renew_house();
    CHECK_INT(raw_status(get("/today", next)), 200);
}

/* --- questions that wait --------------------------------------------------------------------- */

static const struct person_id nobody;

static struct door *door_here(void)
{
    static struct door door;

    door = (struct door){.practice = hx.practice, .shared = front.shared};
    return &door;
}

static bool takes_of(struct person_id person, enum challenge_kind kind, const uint8_t challenge[32])
{
    return asks_take(door_here(), kind, span_at(challenge, 32), person);
}

static bool takes(enum challenge_kind kind, const uint8_t challenge[32])
{
    return takes_of(nobody, kind, challenge);
}

static void put(enum challenge_kind kind, uint8_t ret[32])
{
    asks_put(door_here(), kind, nobody, ret);
}

/* What a thief of one answer would need. */
static void test_asks__a_question_is_answered_once(void)
{
    uint8_t challenge[32];

    put(ASK_SIGN_IN, challenge);
    CHECK(takes(ASK_SIGN_IN, challenge));
    CHECK(!takes(ASK_SIGN_IN, challenge));
}

static void test_asks__one_of_another_kind_or_person_or_that_nobody_asked_is_not_answered(void)
{
    uint8_t challenge[32], never[32] = {0};

    put(ASK_SIGN_IN, challenge);
    CHECK(!takes(ASK_PROVE, challenge));
    CHECK(!takes_of(hx.owner, ASK_SIGN_IN, challenge));
    CHECK(!takes(ASK_SIGN_IN, never));
    CHECK(!asks_take(door_here(), ASK_SIGN_IN, SPAN(""), nobody));
    CHECK(takes(ASK_SIGN_IN, challenge));
}

static void test_asks__one_with_a_later_end_is_no_question_of_ours(void)
{
    uint8_t challenge[32];

    put(ASK_SIGN_IN, challenge);
    challenge[5] ^= 1;
    CHECK(!takes(ASK_SIGN_IN, challenge));
}

static void test_asks__a_question_is_forgotten_after_five_minutes(void)
{
    uint8_t challenge[32];

    put(ASK_SIGN_IN, challenge);
    minutes(5);
    CHECK(!takes(ASK_SIGN_IN, challenge));
}

static void test_asks__a_flood_of_questions_pushes_out_nobodys(void)
{
    uint8_t mine[32], other[32];

    put(ASK_SIGN_IN, mine);
    for (int i = 0; i < 4 * WEB_ASKS_MOST; i++)
        put(ASK_SIGN_IN, other);
    CHECK(takes(ASK_SIGN_IN, mine));
}

/* By the page itself. */
static void answer_falsely(void)
{
    char form[256], text[65];
    uint8_t challenge[32];

    put(ASK_SIGN_IN, challenge);
    for (int k = 0; k < 32; k++)
        snprintf(text + 2 * k, 3, "%02x", challenge[k]);
    snprintf(form, sizeof form, "challenge=%s&id=00&client=00&data=00&signature=00", text);
    CHECK(raw_has(front_ask("POST", SPAN("/signin/answer"), NULL, span_of(form)),
                  "Location: /signin?passkey=no"));
}

/* All the room for answers but two places is taken. */
static void test_asks__a_flood_of_answers_that_do_not_hold_leaves_room_for_others(void)
{
    static uint8_t kept[WEB_ASKS_MOST + 1][32];
    uint8_t mine[32];
    size_t n = 0;

    put(ASK_SIGN_IN, mine);
    put(ASK_SIGN_IN, kept[0]);
    while (n < WEB_ASKS_MOST && takes(ASK_SIGN_IN, kept[n]))
        put(ASK_SIGN_IN, kept[++n]);
    CHECK(n > 2 && !takes(ASK_SIGN_IN, kept[n]));
    asks_free(door_here(), span_at(kept[--n], 32));
    asks_free(door_here(), span_at(kept[--n], 32));
    for (int i = 0; i < 3; i++)
        answer_falsely();
    CHECK(takes(ASK_SIGN_IN, mine));
    while (n > 0)
        asks_free(door_here(), span_at(kept[--n], 32));
}

static void test_asks__one_person_alone_takes_no_room_from_others(void)
{
    uint8_t hers[32], first[32], mine[32];

    asks_put(door_here(), ASK_MAKE, hx.owner, first);
    CHECK(takes_of(hx.owner, ASK_MAKE, first));
    for (int i = 0; i < 2 * WEB_ASKS_MOST; i++) {
        asks_put(door_here(), ASK_MAKE, (struct person_id){robin.id}, hers);
        CHECK(takes_of((struct person_id){robin.id}, ASK_MAKE, hers));
    }
    CHECK(!takes_of(hx.owner, ASK_MAKE, first));
    asks_put(door_here(), ASK_PROVE, hx.owner, mine);
    CHECK(takes_of(hx.owner, ASK_PROVE, mine));
}

static void test_asks__a_ticket_names_its_passkey_once_and_the_newest_counts(void)
{
    struct id128 said = {{0}}, first = {{1}}, second = {{2}};
    uint8_t older[32], newer[32];

    asks_put_ticket(door_here(), hx.owner, first, older);
    asks_put_ticket(door_here(), hx.owner, second, newer);
    CHECK(!asks_take_ticket(door_here(), span_at(older, 32), &said));
    CHECK(asks_take_ticket(door_here(), span_at(newer, 32), &said));
    CHECK(id_equal(said, second));
    CHECK(!asks_take_ticket(door_here(), span_at(newer, 32), &said));
    asks_put_ticket(door_here(), hx.owner, second, newer);
    minutes(5);
    CHECK(!asks_take_ticket(door_here(), span_at(newer, 32), &said));
}

int main(void)
{
    house_make();
    house_found();
    front_serve();
    add_robin();
    renew_house();
    RUN(test_arriving__a_new_colleague_sees_no_page_before_two_ways_in);
    RUN(test_arriving__a_login_alone_is_not_enough_and_the_code_typed_back_is);
    RUN(test_arriving__whoever_gets_a_new_code_types_it_back_first);
    RUN(test_arriving__whoever_came_back_with_a_code_types_the_new_one_back_first);
    RUN(test_asks__a_question_is_answered_once);
    RUN(test_asks__one_of_another_kind_or_person_or_that_nobody_asked_is_not_answered);
    RUN(test_asks__one_with_a_later_end_is_no_question_of_ours);
    RUN(test_asks__a_flood_of_questions_pushes_out_nobodys);
    RUN(test_asks__a_flood_of_answers_that_do_not_hold_leaves_room_for_others);
    RUN(test_asks__one_person_alone_takes_no_room_from_others);
    RUN(test_asks__a_question_is_forgotten_after_five_minutes);
    RUN(test_asks__a_ticket_names_its_passkey_once_and_the_newest_counts);
    front_end();
    return tap_end();
}
