/* Who is there: what asks for the password anew, and what tells nobody whether a name is known.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "robin.h"

#include "usecase/prove.h"

static const char *edit_path(void)
{
    static char path[64];
    char id[HF_ID_TEXT];

    id_write(robin.id, id);
    snprintf(path, sizeof path, "/c/%.*s/edit", (int)sizeof id, id);
    return path;
}

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
    "/me/share",                       //
    "/c/{client}/share",               //
    "/c/{client}/hand-on",             //
    "/c/{client}/supervise/{session}", //
    "/account/pin",                    //
    "/older",                          //
    "/reading",                        //
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

/* Every other form. A new one stands here or has the flag; whoever adds it says which. */
static const char *const without[] = {
    /* who shows it in the form itself, or is nobody yet */
    "/setup/token",           //
    "/setup/practice",        //
    "/setup/owner",           //
    "/setup/recovery",        //
    "/signin",                //
    "/signin/ask",            //
    "/signin/answer",         //
    "/recover",               //
    "/l/{token}",             //
    "/account",               //
    "/account/recovery",      //
    "/unlock",                //
    "/unlock/ask",            //
    "/s/{session}/chaperone", //
    /* what ends, narrows or locks: it is never held up */
    "/signout",                      //
    "/lock",                         //
    "/account/signins",              //
    "/account/pin/end",              //
    "/me/give-back",                 //
    "/me/narrow",                    //
    "/me/none",                      //
    "/me/readers/end",               //
    "/me/share/end",                 //
    "/c/{client}/narrow",            //
    "/c/{client}/share/end",         //
    "/credentials/{credential}/end", //
    "/s/{session}/signal",           //
    /* the day of a session: no question stands before a stop */
    "/s/{session}/enter",     //
    "/s/{session}/rehearse",  //
    "/s/{session}/companion", //
    "/s/{session}/capacity",  //
    "/s/{session}/attest",    //
    "/s/{session}/attests",   //
    "/s/{session}/step",      //
    "/s/{session}/tension",   //
    "/s/{session}/mark",      //
    "/s/{session}/end",       //
    "/s/{session}/yes",       //
    "/s/{session}/ready",     //
    "/s/{session}/after",     //
    "/s/{session}/close",     //
    "/s/{session}/correct",   //
    /* what is said or decided, signed, and lets nobody read: each has its own page before it */
    "/setup/safety",                     //
    "/setup/credentials",                //
    "/credentials/profession",           //
    "/credentials",                      //
    "/credentials/{credential}/certify", //
    "/clients/new",                      //
    "/c/{client}/handover",              //
    "/me/intake/{part}",                 //
    "/c/{client}/review",                //
    "/c/{client}/clear",                 //
    "/c/{client}/age",                   //
    "/c/{client}/plan",                  //
    "/c/{client}/on-paper",              //
    "/c/{client}/on-paper/consent",      //
    "/me/consent",                       //
    "/me/reopen",                        //
    "/c/{client}/begin",                 //
    "/rules",                            //
    "/setup/packs",                      //
    "/rules/{rule}",                     //
    "/rules/{rule}/tighten",             //
    "/c/{client}/findings",              //
    "/me/receipts",                      //
    "/readiness",                        //
    "/measures/{measure}",               //
    "/measures/{measure}/text",          //
    "/me/answers/{measure}",             //
    "/c/{client}/answers/seen",          //
    "/backups",                          //
    "/me/everything",                    //
    "/c/{client}/everything",            //
    "/c/{client}/everything/answer",     //
    "/c/{client}/terms",                 //
};
enum { WITHOUT = sizeof without / sizeof *without };

static bool is_said_to_do_without(struct span pattern)
{
    for (size_t i = 0; i < WITHOUT; i++)
        if (span_is(pattern, without[i]))
            return true;
    return false;
}

static void test_fresh__every_form_has_the_flag_or_is_said_to_do_without(void)
{
    size_t n_without = 0;

    for (size_t i = 0; i < front.shared->n_routes; i++) {
        const struct http_route *row = &front.shared->routes[i];
        bool fresh = (row->flags & WEB_FRESH) != 0;
        bool said = row->method != HTTP_POST || is_said_to_do_without(row->pattern) != fresh;

        CHECK(said);
        if (!said)
            printf("# POST %.*s: the flag WEB_FRESH, or a line in `without`\n",
                   SPAN_ARGS(row->pattern));
        n_without += row->method == HTTP_POST && !fresh;
    }
    CHECK_INT(n_without, WITHOUT); /* and each line is a form's */
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

int main(void)
{
    house_make();
    house_found();
    front_serve();
    RUN(test_fresh__shows_the_houses_secret_to_no_screen_that_was_left_open); /* in set-up alone */
    add_robin();
    if (house_renew(front.shared, &hx.practice, &hx.arena, &hx.why) != HF_OK)
        house_bail("not renewed");
    RUN(test_passkeys__work_on_this_machine_by_name_and_nowhere_by_number);
    RUN(test_fresh__every_listed_row_has_the_flag);
    RUN(test_fresh__every_form_has_the_flag_or_is_said_to_do_without);
    RUN(test_fresh__what_narrows_is_never_held_up);
    RUN(test_fresh__is_not_asked_for_at_once);
    RUN(test_fresh__a_clock_that_went_back_makes_nothing_fresh);
    RUN(test_fresh__is_asked_for_after_five_minutes_and_goes_on);
    RUN(test_signin__answers_an_unknown_name_with_the_same_bytes);
    RUN(test_recover__answers_an_unknown_name_with_the_same_bytes);
    front_end();
    return tap_end();
}
