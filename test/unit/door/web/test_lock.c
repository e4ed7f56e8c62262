/* The lock: a practitioner's page that was left alone asks for the password, and keeps what was
 * typed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "robin.h"

#include "usecase/prove.h"

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

int main(void)
{
    house_make();
    house_found();
    front_serve();
    add_robin();
    if (house_renew(front.shared, &hx.practice, &hx.arena, &hx.why) != HF_OK)
        house_bail("not renewed");
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
    front_end();
    return tap_end();
}
