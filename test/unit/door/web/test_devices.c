/* Which browsers are signed in: in words, and how to end them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "robin.h"

#include "door/web/device.h"
#include "usecase/prove.h"

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

int main(void)
{
    house_make();
    house_found();
    front_serve();
    add_robin();
    if (house_renew(front.shared, &hx.practice, &hx.arena, &hx.why) != HF_OK)
        house_bail("not renewed");
    RUN(test_list__shows_each_browser_in_words);
    RUN(test_list__ends_one_of_them);
    RUN(test_list__ends_all_others_and_no_one_elses);
    RUN(test_list__ends_nobody_elses_by_a_name_that_was_seen);
    RUN(test_list__ends_nothing_that_was_not_named);
    RUN(test_device__is_told_by_browser_and_system);
    front_end();
    return tap_end();
}
