/* The lock screen, the question who is there before some acts, and where somebody is signed in.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "robin.h"

#include "door/web/device.h"
#include "usecase/prove.h"

/* --- help ------------------------------------------------------------------------------------ */

/* The password and the value of the hidden field "draft", for the next question; "": none. */
static const char *draft_of(struct span reply)
{
    struct span rest = behind(reply, "name=\"draft\" value=\"");
    struct buf more;

    if (rest.len == 0)
        return "";
    buf_init(&more, &hx.arena, 64 << 10);
    buf_lit(&more, "&password=" PASSWORD "&draft=");
    buf_put(&more, span_cut(&rest, '"'));
    buf_byte(&more, '\0');
    return buf_view(&more).at;
}

static const char *edit_path(void)
{
    static char path[64];
    char id[HF_ID_TEXT];

    id_write(robin.id, id);
    snprintf(path, sizeof path, "/c/%.*s/edit", (int)sizeof id, id);
    return path;
}

/* --- the lock screen ------------------------------------------------------------------------- */

static void test_lock__a_page_after_ten_idle_minutes_leads_to_the_password(void)
{
    enter(ana);
    CHECK_INT(raw_status(get("/today", ana)), 200);
    minutes(11);
    CHECK(raw_has(get("/today", ana), "Location: /unlock?next=/today"));
    CHECK(raw_has(get("/unlock", ana), "This screen is locked"));
    CHECK(raw_has(get("/unlock", ana), "Ana K."));
}

static void test_lock__shows_no_page_of_the_practice_while_it_is_locked(void)
{
    enter(ana);
    minutes(11);
    for (size_t i = 0; i < front.shared->n_routes; i++) {
        const struct http_route *row = &front.shared->routes[i];
        unsigned open = 1U << RIGHT_PUBLIC | 1U << RIGHT_KNOWN | 1U << RIGHT_SETUP_TOKEN |
                        1U << RIGHT_SETUP | 1U << RIGHT_EVEN_LOCKED | 1U << RIGHT_UNLOCK;

        if (row->method != HTTP_GET || (open & 1U << row->right) != 0 ||
            memchr(row->pattern.at, '{', row->pattern.len) != NULL)
            continue;
        CHECK(raw_has(front_ask("GET", row->pattern, ana, SPAN("")), "Location: /unlock?next="));
    }
}

static void test_lock__unlocks_with_the_password_and_a_new_token(void)
{
    char next[PASS_TEXT];

    enter(ana);
    minutes(11);
    struct span reply = post("/unlock", ana, "&next=/clients&password=" PASSWORD);

    CHECK_INT(raw_status(reply), 303);
    CHECK(raw_has(reply, "Location: /clients\r\n"));
    CHECK(new_pass(reply, next));
    CHECK_INT(raw_status(get("/clients", next)), 200);
    CHECK(raw_has(get("/clients", ana), "Location: /signin?next=/clients"));
}

static void test_lock__stays_locked_for_a_wrong_password(void)
{
    enter(ana);
    minutes(11);
    CHECK_INT(raw_status(post("/unlock", ana, "&password=seven+quiet+linden+bees")), 422);
    CHECK(raw_has(get("/today", ana), "Location: /unlock"));
}

static void test_lock__does_not_lengthen_the_twelve_hours(void)
{
    char next[PASS_TEXT];

    enter(ana);
    minutes(11 * 60 + 55);
    CHECK(new_pass(post("/unlock", ana, "&password=" PASSWORD), next));
    CHECK_INT(raw_status(get("/today", next)), 200);
    minutes(6);
    CHECK(raw_has(get("/today", next), "Location: /signin?next="));
    CHECK(raw_has(get("/today", ana), "Location: /signin?next="));
}

static void test_lock__keeps_a_form_sealed_and_gives_it_back(void)
{
    char next[PASS_TEXT];

    enter(ana);
    minutes(11);
    struct span reply = post("/clients/new", ana, "&name=Quince+and+sorrel+in+the+late+winter");

    CHECK_INT(raw_status(reply), 403);
    CHECK(!raw_has(reply, "sorrel"));
    const char *draft = draft_of(reply);

    CHECK(draft[0] != '\0');
    reply = post("/unlock", ana, draft);
    CHECK_INT(raw_status(reply), 200);
    CHECK(raw_has(reply, "<form method=\"post\" action=\"/clients/new\">"));
    CHECK(raw_has(reply, "name=\"name\" value=\"Quince and sorrel in the late winter\""));
    CHECK(new_pass(reply, next));
    char token[WEB_TOKEN_TEXT];

    web_token(span_of(next), token);
    CHECK(raw_has(reply, token));
}

static void test_lock__gives_a_draft_to_nobody_else(void)
{
    enter(ana);
    minutes(11);
    const char *draft = draft_of(post("/clients/new", ana, "&name=Quince+and+sorrel"));
    struct keyring *owner, *ben;
    uint8_t plain[4096], frame[4096];

    enter(ana);
    owner = house_keyring(ana);
    ben = house_colleague(owner, "Ben T.", ROLE_PRACTITIONER);
    CHECK(draft[0] != '\0');
    keyring_seal_draft(owner, SPAN("sorrel"), frame);
    CHECK(keyring_open_draft(owner, span_at(frame, 6 + KEYRING_DRAFT_EXTRA), plain));
    CHECK(!keyring_open_draft(ben, span_at(frame, 6 + KEYRING_DRAFT_EXTRA), plain));
    frame[60] ^= 1;
    CHECK(!keyring_open_draft(owner, span_at(frame, 6 + KEYRING_DRAFT_EXTRA), plain));
    keyring_close(ben);
    keyring_close(owner);
}

static void test_lock__says_that_a_form_too_long_to_keep_is_lost(void)
{
    char *more = malloc(80 << 10);

    memset(more, 'a', (80 << 10) - 1);
    memcpy(more, "&note=", 6);
    more[(80 << 10) - 1] = '\0';
    enter(ana);
    minutes(11);
    CHECK(raw_has(post("/clients/new", ana, more), "too long to be kept"));
    free(more);
}

static void test_lock__can_be_locked_by_hand_and_takes_what_was_typed(void)
{
    enter(ana);
    struct span reply = post("/lock", ana, "&path=/clients/new&draft=name%3Dsorrel");

    CHECK_INT(raw_status(reply), 200);
    CHECK(raw_has(reply, "This screen is locked"));
    CHECK(draft_of(reply)[0] != '\0');
    CHECK(raw_has(get("/today", ana), "Location: /unlock"));
}

static void test_lock__lets_whoever_is_there_sign_out(void)
{
    enter(ana);
    minutes(11);
    CHECK(raw_has(post("/signout", ana, ""), "Location: /signed-out"));
    CHECK(raw_has(get("/today", ana), "Location: /signin?next="));
}

static void test_lock__is_not_for_a_client_whose_sign_in_ends(void)
{
    CHECK_INT(raw_status(get("/me", client_pass)), 200);
    minutes(11);
    CHECK(raw_has(get("/me", client_pass), "Location: /signin?next=/me"));
}

static void test_lock__is_what_the_password_alone_opens__no_other_way_in_by_the_vault(void)
{
    enter(ana);
    minutes(11);
    CHECK(house_keyring(ana) == NULL); /* who does not ask for locked ones gets none */
}

/* --- the question before an act -------------------------------------------------------------- */

/* Rows that send something out, let somebody read, change how a client is reached, make a way in,
 * or put somebody out. /account and /account/recovery ask for the password themselves. A new row of
 * that kind: the flag WEB_FRESH, and a line here. KEEP IN ORDER: nothing; one a line. */
static const char *const must_be_fresh[] = {
    "/me/readers",                     //
    "/people",                         //
    "/people/{person}/left",           //
    "/c/{client}/link",                //
    "/c/{client}/edit",                //
    "/account/passkeys/new",           //
    "/account/passkeys/made",          //
    "/account/passkeys/tried",         //
    "/account/passkeys/{passkey}/end", //
    "/c/{client}/everything/erase",    //
    "/c/{client}/copy",                //
    "/due",                            //
    "/me/copy",                        //
    "/account/copy",                   //
};

static void test_fresh__every_listed_row_has_the_flag(void)
{
    for (size_t i = 0; i < sizeof must_be_fresh / sizeof *must_be_fresh; i++) {
        bool has = false;

        for (size_t j = 0; j < front.shared->n_routes; j++) {
            const struct http_route *row = &front.shared->routes[j];

            if (row->method == HTTP_POST && span_is(row->pattern, must_be_fresh[i]))
                has = (row->flags & WEB_FRESH) != 0;
        }
        CHECK(has);
        if (!has)
            printf("# %s\n", must_be_fresh[i]);
    }
}

/* What ends or narrows something is never held up. */
static const char *const narrowing[] = {
    "/me/narrow",       //
    "/me/none",         //
    "/me/readers/end",  //
    "/me/share/end",    //
    "/account/pin/end", //
    "/c/{client}/share/end",
    "/s/{session}/signal", //
    "/c/{client}/narrow",  //
};
enum { NARROWING = sizeof narrowing / sizeof *narrowing };

static bool narrows(struct span pattern)
{
    for (size_t i = 0; i < NARROWING; i++)
        if (span_is(pattern, narrowing[i]))
            return true;
    return false;
}

static bool looks_like_it(struct span pattern)
{
    static const char *const words[] = {"export", "share",  "grant", "erase",  "delete",  "forget",
                                        "key",    "pepper", "kit",   "rotate", "passkey", "pin"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (raw_has(pattern, words[i]))
            return true;
    return false;
}

static void test_fresh__no_row_that_exports_shares_deletes_or_changes_keys_forgot_it(void)
{
    for (size_t i = 0; i < front.shared->n_routes; i++) {
        const struct http_route *row = &front.shared->routes[i];
        bool has = row->method != HTTP_POST || !looks_like_it(row->pattern) ||
                   narrows(row->pattern) || (row->flags & WEB_FRESH) != 0;

        CHECK(has);
        if (!has)
            printf("# POST %.*s\n", SPAN_ARGS(row->pattern));
    }
}

static void test_fresh__is_asked_for_after_five_minutes_and_goes_on(void)
{
    char next[PASS_TEXT];

    enter(ana);
    minutes(6);
    struct span reply = post(edit_path(), ana, "&name=Sorrel");

    CHECK_INT(raw_status(reply), 403);
    CHECK(raw_has(reply, "Please show that it is you"));
    reply = post("/unlock", ana, draft_of(reply));
    CHECK(new_pass(reply, next));
    CHECK(raw_has(reply, "value=\"Sorrel\""));
    CHECK_INT(raw_status(post(edit_path(), next, "&name=")),
              422); /* the form itself is judged now */
}

static void test_fresh__is_not_asked_for_at_once(void)
{
    enter(ana);
    CHECK_INT(raw_status(post(edit_path(), ana, "&name=")), 422);
}

static void test_fresh__a_clock_that_went_back_makes_nothing_fresh(void)
{
    enter(ana);
    minutes(-1);
    CHECK_INT(raw_status(post(edit_path(), ana, "&name=")), 403);
    minutes(1);
}

static void test_fresh__shows_the_houses_secret_to_no_screen_that_was_left_open(void)
{
    char pepper[VAULT_PEPPER_TEXT], more[128];

    vault_pepper_text(hx.practice.vault, pepper);
    snprintf(more, sizeof more, "&first=x&second=y&code=%s", hx.recovery);
    enter(ana);
    CHECK(raw_has(post("/setup/recovery", ana, more), pepper));
    minutes(6);
    CHECK(!raw_has(post("/setup/recovery", ana, more), pepper));
}

static void test_fresh__what_narrows_is_never_held_up(void)
{
    for (size_t i = 0; i < NARROWING; i++) {
        bool found = false, fresh = false;

        for (size_t j = 0; j < front.shared->n_routes; j++)
            if (span_is(front.shared->routes[j].pattern, narrowing[i])) {
                found = true;
                fresh = (front.shared->routes[j].flags & WEB_FRESH) != 0;
            }
        CHECK(found && !fresh);
    }
}

static void test_passkeys__work_on_this_machine_by_name_and_nowhere_by_number(void)
{
    CHECK(raw_has(get("/signin", NULL), "data-passkey")); /* Host: localhost */
    enter(ana);
    CHECK(!raw_has(get("/account/passkeys", ana), "Browsers use no passkeys at this address"));
}

/* --- where somebody is signed in ------------------------------------------------------------- */

static void test_list__shows_each_browser_in_words(void)
{
    enter_device(ana, device_of_agent(SPAN("Mozilla/5.0 (Android 14; Mobile) Firefox/130.0")));
    struct span reply = get("/account/signins", ana);

    CHECK_INT(raw_status(reply), 200);
    CHECK(raw_has(reply, "Firefox, Android"));
    CHECK(raw_has(reply, "in the last ten minutes"));
    CHECK(raw_has(reply, "This is where you are now."));
}

static void test_list__ends_one_of_them(void)
{
    struct keyring *keyring;
    char other[PASS_TEXT], more[64], id[HF_ID_TEXT];

    enter(ana);
    enter(other);
    keyring = house_keyring(other);
    id_write(keyring_pass(keyring)->name, id);
    keyring_close(keyring);
    snprintf(more, sizeof more, "&end=%.*s", (int)sizeof id, id);
    CHECK_INT(raw_status(post("/account/signins", ana, more)), 303);
    CHECK(raw_has(get("/today", other), "Location: /signin?next="));
    CHECK_INT(raw_status(get("/today", ana)), 200);
}

static void test_list__ends_all_others_and_no_one_elses(void)
{
    char other[PASS_TEXT];

    enter(ana);
    enter(other);
    CHECK_INT(raw_status(post("/account/signins", ana, "&end=others")), 303);
    CHECK_INT(raw_status(get("/today", other)), 303);
    CHECK_INT(raw_status(get("/today", ana)), 200);
    CHECK_INT(raw_status(get("/me", client_pass)), 200);
}

static void test_list__ends_nobody_elses_by_a_name_that_was_seen(void)
{
    struct keyring *keyring = house_keyring(client_pass);
    char more[64], id[HF_ID_TEXT];

    enter(ana);
    id_write(keyring_pass(keyring)->name, id);
    keyring_close(keyring);
    snprintf(more, sizeof more, "&end=%.*s", (int)sizeof id, id);
    CHECK_INT(raw_status(post("/account/signins", ana, more)), 303);
    CHECK_INT(raw_status(get("/me", client_pass)), 200);
}

static void test_list__ends_nothing_that_was_not_named(void)
{
    enter(ana);
    CHECK_INT(raw_status(post("/account/signins", ana, "&end=yes")), 422);
    CHECK_INT(raw_status(post("/account/signins", ana, "")), 422);
}

static void test_device__is_told_by_browser_and_system(void)
{
    static const struct {
        const char *agent, *words;
    } rows[] = {
        {"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
         "Edge, Windows"},
        {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
         "Safari, iPhone"},
        {"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
         "Chrome, Linux"},
        {"curl/7.88", "A browser we don’t know"},
        {"", "A browser we don’t know"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_TEXT(device_words(&hx.arena, device_of_agent(span_of(rows[i].agent))), rows[i].words);
}

/* --- unknown names --------------------------------------------------------------------------- */

static void blank(char *at, size_t len)
{
    memset(at, '-', len);
}

/* Over what differs between any two replies: the date, the page's request id, the name as typed. */
static void blank_behind(struct span reply, const char *mark, char end)
{
    for (struct span rest = behind(reply, mark); rest.len > 0; rest = behind(rest, mark)) {
        char *at = front.room + (rest.at - front.room);
        size_t len = 0;

        while (len < rest.len && at[len] != end)
            len++;
        blank(at, len);
    }
}

static char *asked_by(const char *path, const char *form, size_t *ret_len)
{
    minutes(24 * 60); /* no delay of the try before */
    struct span reply = front_ask("POST", span_of(path), NULL, span_of(form));

    blank_behind(reply, "Date: ", '\r');
    blank_behind(reply, "name=\"request\" value=\"", '"');
    blank_behind(reply, "name=\"login\" type=\"text\"", '>');
    char *copy = malloc(reply.len + 1);

    memcpy(copy, reply.at, reply.len);
    *ret_len = reply.len;
    return copy;
}

static bool same_bytes(const char *path, const char *known, const char *unknown)
{
    size_t n = 0, m = 0;
    char *one = asked_by(path, known, &n), *other = asked_by(path, unknown, &m);
    bool same = n == m && n > 500 && memcmp(one, other, n) == 0;

    free(one);
    free(other);
    return same;
}

static void test_signin__answers_an_unknown_name_with_the_same_bytes(void)
{
    CHECK(same_bytes("/signin", "login=ana&password=seven+quiet+linden+bees",
                     "login=zoe&password=seven+quiet+linden+bees"));
}

/* A well-formed code that opens nobody: that of somebody whose code was replaced. */
static void test_recover__answers_an_unknown_name_with_the_same_bytes(void)
{
    char known[256], unknown[256], old[SLOT_RECOVERY_TEXT], code[SLOT_RECOVERY_TEXT];
    struct keyring_who who = {.person = hx.owner};
    struct renew_recovery renew = {&who, SPAN("ana"), SPAN("seven quiet linden trees")};

    memcpy(old, hx.recovery, sizeof old);
    fault_clear(&hx.why);
    CHECK_INT(renew_recovery(&hx.practice, &hx.arena, &renew, code, &hx.why), HF_OK);
    snprintf(known, sizeof known, "login=ana&password=eight+quiet+linden+trees&code=%s", old);
    snprintf(unknown, sizeof unknown, "login=zoe&password=eight+quiet+linden+trees&code=%s", old);
    CHECK(same_bytes("/recover", known, unknown));
}

/* --- the house ------------------------------------------------------------------------------- */

int main(void)
{
    house_make();
    house_found();
    front_serve();
    RUN(test_fresh__shows_the_houses_secret_to_no_screen_that_was_left_open); /* in set-up alone */
    add_robin();
    if (house_renew(front.shared, &hx.practice, &hx.arena, &hx.why) != HF_OK)
        house_bail("not renewed");
    RUN(test_list__shows_each_browser_in_words);
    RUN(test_list__ends_one_of_them);
    RUN(test_list__ends_all_others_and_no_one_elses);
    RUN(test_list__ends_nobody_elses_by_a_name_that_was_seen);
    RUN(test_list__ends_nothing_that_was_not_named);
    RUN(test_device__is_told_by_browser_and_system);
    RUN(test_passkeys__work_on_this_machine_by_name_and_nowhere_by_number);
    RUN(test_fresh__every_listed_row_has_the_flag);
    RUN(test_fresh__no_row_that_exports_shares_deletes_or_changes_keys_forgot_it);
    RUN(test_fresh__what_narrows_is_never_held_up);
    RUN(test_fresh__is_not_asked_for_at_once);
    RUN(test_fresh__a_clock_that_went_back_makes_nothing_fresh);
    RUN(test_fresh__is_asked_for_after_five_minutes_and_goes_on);
    RUN(test_lock__is_not_for_a_client_whose_sign_in_ends);
    RUN(test_lock__a_page_after_ten_idle_minutes_leads_to_the_password);
    RUN(test_lock__shows_no_page_of_the_practice_while_it_is_locked);
    RUN(test_lock__is_what_the_password_alone_opens__no_other_way_in_by_the_vault);
    RUN(test_lock__unlocks_with_the_password_and_a_new_token);
    RUN(test_lock__stays_locked_for_a_wrong_password);
    RUN(test_lock__keeps_a_form_sealed_and_gives_it_back);
    RUN(test_lock__gives_a_draft_to_nobody_else);
    RUN(test_lock__says_that_a_form_too_long_to_keep_is_lost);
    RUN(test_lock__can_be_locked_by_hand_and_takes_what_was_typed);
    RUN(test_lock__lets_whoever_is_there_sign_out);
    RUN(test_lock__does_not_lengthen_the_twelve_hours);
    RUN(test_signin__answers_an_unknown_name_with_the_same_bytes);
    RUN(test_recover__answers_an_unknown_name_with_the_same_bytes);
    front_end();
    return tap_end();
}
