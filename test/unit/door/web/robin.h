/* test/unit/door/web/robin.h - a house with a front, its owner and a client, and how they ask.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_DOOR_WEB_ROBIN_H
#define HF_TEST_UNIT_DOOR_WEB_ROBIN_H

#include "front.h"

#define PASSWORD "seven+quiet+linden+trees"

static char ana[PASS_TEXT], client_pass[PASS_TEXT];
static struct client_id robin;

static inline void enter_device(char ret[PASS_TEXT], uint8_t device)
{
    struct sign_in in = {
        .login = SPAN("ana"), .password = SPAN("seven quiet linden trees"), .device = device};
    struct sign_in_reply done;

    fault_clear(&hx.why);
    if (sign_in(&hx.practice, &in, &done, &hx.why) != HF_OK)
        house_bail("no sign-in");
    memcpy(ret, done.pass, PASS_TEXT);
}

static inline void enter(char ret[PASS_TEXT])
{
    enter_device(ret, 0);
}

static inline void minutes(int64_t n)
{
    house_clock_us += n * house_minute_us;
}

static inline struct span get(const char *path, const char *pass)
{
    return front_ask("GET", span_of(path), pass, SPAN(""));
}

static inline struct span post(const char *path, const char *pass, const char *more)
{
    return front_ask("POST", span_of(path), pass, front_form(pass, more));
}

/* What stands behind `mark`, or the empty span. */
static inline struct span behind(struct span reply, const char *mark)
{
    return raw_has(reply, mark) ? span_skip(reply, raw_find(reply, mark) + strlen(mark)) : SPAN("");
}

/* The new cookie of a reply. */
static inline bool new_pass(struct span reply, char ret[PASS_TEXT])
{
    struct span at = behind(reply, "Set-Cookie: holdfast=");

    if (at.len < PASS_TEXT)
        return false;
    memcpy(ret, at.at, PASS_TEXT - 1);
    ret[PASS_TEXT - 1] = '\0';
    return true;
}

static inline void add_robin(void)
{
    struct keyring *owner = house_keyring(hx.owner_pass);
    struct sign_in_reply done;
    struct link link;

    house_ready(owner);
    robin = house_client(owner, "Robin");
    struct make_link in = {house_hand(owner), robin};

    if (make_link(&hx.practice, &hx.arena, &in, &link, &hx.why) != HF_OK ||
        house_enter(&link, link.word, &done) != HF_OK)
        house_bail("no client");
    memcpy(client_pass, done.pass, PASS_TEXT);
    keyring_close(owner);
}

static inline void renew_house(void)
{
    if (house_renew(front.shared, &hx.practice, &hx.arena, &hx.why) != HF_OK)
        house_bail("not renewed");
}

/* The password and the value of the hidden field "draft", for the next question; "": none. */
static inline const char *draft_of(struct span reply)
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

#endif
