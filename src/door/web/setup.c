/* door/web/setup.c - from the printed token to a practice: three forms, then the house's own pages.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/setup.h"

#include "core/model/content.h"
#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/device.h"
#include "door/web/house.h"
#include "door/web/recovery.h"
#include "door/web/routes.h"
#include "door/web/tries.h"
#include "usecase/practice.h"

#include <string.h>

/* --- the token ------------------------------------------------------------------------------- */

enum { TOKEN_GROUPS = 4, TOKEN_GROUP = 4 };

bool setup_make_token(struct door_shared *shared)
{
    char id[HF_ID_TEXT], *at = shared->setup_token;

    at[0] = '\0';
    if (house_of(shared)->is_founded)
        return false;
    id_write(world_id(vault_world(shared->vault)), id);
    for (int i = 0; i < TOKEN_GROUPS; i++) {
        memcpy(at, id + i * TOKEN_GROUP, TOKEN_GROUP);
        at += TOKEN_GROUP;
        *at++ = i + 1 < TOKEN_GROUPS ? '-' : '\0';
    }
    return true;
}

/* Letters and digits only, lower case: how it was typed does not matter. */
static size_t fold(struct span text, char *ret, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len && n < room; i++) {
        char c = text.at[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if (c != '-' && c != ' ')
            ret[n++] = c;
    }
    return n;
}

static bool is_token(struct door_shared *shared, struct span typed)
{
    char a[SETUP_TOKEN_TEXT], b[SETUP_TOKEN_TEXT];
    size_t n = fold(typed, a, sizeof a), m = fold(span_of(shared->setup_token), b, sizeof b);

    return m > 0 && n == m && vault_same(a, b, n);
}

bool setup_is_begun(const struct http_request *request, struct door_shared *shared)
{
    struct span cookie = http_request_session(request);

    pthread_mutex_lock(&shared->lock);
    bool begun = shared->setup.is_begun && cookie.len == HF_ID_TEXT &&
                 vault_same(cookie.at, shared->setup.cookie, HF_ID_TEXT);
    pthread_mutex_unlock(&shared->lock);
    return begun;
}

static void show_token(struct http_request *request, struct http_reply *reply, struct door *door,
                       const char *error)
{
    struct setup_token_view view = {.token = web_field(request, "code")};
    struct html w = error == NULL ? web_html(reply) : web_html_again(reply);

    if (error != NULL)
        view.token.error = web_words(error);
    web_page(request, door, PAGE_PUBLIC, "setup", &view.page);
    page_setup_token(&w, &view);
}

static void token_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    show_token(request, reply, door, NULL);
}

/* Whoever typed the printed token is the one browser that may set up, until the next does. */
static void begin(struct http_request *request, struct http_reply *reply,
                  struct door_shared *shared)
{
    struct id128 id = world_id(vault_world(shared->vault));

    pthread_mutex_lock(&shared->lock);
    shared->setup = (struct setup_draft){.is_begun = true};
    id_write(id, shared->setup.cookie);
    pthread_mutex_unlock(&shared->lock);
    http_reply_session(reply, request, web_id(request->arena, id));
    web_go_to(reply, "/setup/practice");
}

static void token_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct tries tries = tries_begin(request, door, SPAN("setup"));
    struct span typed = web_value(request, "code");

    pthread_mutex_lock(&door->shared->lock);
    bool right = is_token(door->shared, typed);
    pthread_mutex_unlock(&door->shared->lock);
    tries_end(&tries, door, reply, right);
    if (right)
        begin(request, reply, door->shared);
    else
        show_token(request, reply, door, "setup.token.wrong");
}

/* --- the practice ---------------------------------------------------------------------------- */

static const char *const country_codes[] = {
    "at", "au", "be", "br", "ca", "ch", "cz", "de", "dk", "es", "fi", "fr", "gb", "ie",
    "in", "it", "mx", "nl", "no", "nz", "pl", "pt", "se", "us", "za", "zz", /* another one: ISO
                                                                               3166-1 keeps these
                                                                               letters free for it
                                                                             */
};
enum { COUNTRIES = sizeof country_codes / sizeof *country_codes };

static bool is_country(struct span code)
{
    for (size_t i = 0; i < COUNTRIES; i++)
        if (span_is(code, country_codes[i]))
            return true;
    return false;
}

static struct span country_name(struct arena *arena, const char *code)
{
    struct buf id;

    buf_init(&id, arena, 32);
    buf_lit(&id, "country.");
    buf_put(&id, span_of(code));
    struct span name = arena_copy(arena, buf_view(&id));

    return web_words(name.at);
}

static void fill_countries(struct http_request *request, struct setup_practice_view *view)
{
    struct choice_view *at = arena_array(request->arena, struct choice_view, COUNTRIES);

    for (size_t i = 0; i < COUNTRIES && at != NULL; i++)
        at[i] = (struct choice_view){
            .value = span_of(country_codes[i]),
            .label = country_name(request->arena, country_codes[i]),
            .chosen = span_is(view->country.value, country_codes[i]),
        };
    view->countries = at;
    view->n_countries = at == NULL ? 0 : COUNTRIES;
}

static void show_practice(struct http_request *request, struct http_reply *reply, struct door *door,
                          struct setup_practice_view *view, bool again)
{
    struct html w = again ? web_html_again(reply) : web_html(reply);

    fill_countries(request, view);
    web_page(request, door, PAGE_PUBLIC, "setup", &view->page);
    page_setup_practice(&w, view);
}

static void practice_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct setup_practice_view view = {0};

    show_practice(request, reply, door, &view, false);
}

static uint8_t profile_of(struct span word)
{
    if (span_is(word, "clinical"))
        return PROFILE_CLINICAL;
    return span_is(word, "bodywork") ? PROFILE_BODYWORK : 0;
}

static bool check_practice(struct setup_practice_view *view)
{
    if (profile_of(view->profile.value) == 0)
        view->profile.error = web_words("form.choose");
    if (view->practice.value.len == 0)
        view->practice.error = web_words("form.missing");
    if (view->practice.value.len > SETUP_NAME_MOST)
        view->practice.error = web_words("form.long");
    if (!is_country(view->country.value))
        view->country.error = web_words("form.choose");
    return view->profile.error.len + view->practice.error.len + view->country.error.len == 0;
}

static void keep(struct setup_draft *draft, const struct setup_practice_view *view)
{
    draft->profile = profile_of(view->profile.value);
    draft->name_len = view->practice.value.len;
    memcpy(draft->name, view->practice.value.at, draft->name_len);
    memcpy(draft->country, view->country.value.at, sizeof draft->country);
}

static void practice_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct setup_practice_view view = {
        .profile = web_field(request, "profile"),
        .practice = web_field(request, "practice"),
        .country = web_field(request, "country"),
    };

    if (!check_practice(&view)) {
        show_practice(request, reply, door, &view, true);
        return;
    }
    pthread_mutex_lock(&door->shared->lock);
    keep(&door->shared->setup, &view);
    pthread_mutex_unlock(&door->shared->lock);
    web_go_to(reply, "/setup/owner");
}

/* --- the owner ------------------------------------------------------------------------------- */

static void show_owner(struct http_request *request, struct http_reply *reply, struct door *door,
                       struct setup_owner_view *view, bool again)
{
    struct html w = again ? web_html_again(reply) : web_html(reply);

    web_page(request, door, PAGE_PUBLIC, "setup", &view->page);
    page_setup_owner(&w, view);
}

static void owner_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct setup_owner_view view = {0};

    if (door->shared->setup.profile == 0)
        web_go_to(reply, "/setup/practice");
    else
        show_owner(request, reply, door, &view, false);
}

/* A password is never sent back to the browser, not even after an error. */
static void owner_again(struct http_request *request, struct http_reply *reply, struct door *door,
                        struct span practice)
{
    struct setup_owner_view view = {.name = web_field(request, "name"),
                                    .login = web_field(request, "login")};

    if (view.name.value.len == 0)
        view.name.error = web_words("form.missing");
    if (view.login.value.len == 0)
        view.login.error = web_words("form.missing");
    if (view.name.error.len + view.login.error.len == 0)
        view.password.error = recovery_password_words(request, practice);
    if (view.name.error.len + view.login.error.len + view.password.error.len == 0)
        view.name.error = web_words("form.long"); /* the only limit left */
    show_owner(request, reply, door, &view, true);
}

static struct found_practice owner_form(const struct http_request *request, struct door *door)
{
    struct setup_draft *draft = &door->shared->setup;
    struct found_practice in = {
        .language = SPAN("en"),
        .owner_name = web_value(request, "name"),
        .login = web_value(request, "login"),
        .password = http_field_value(request->form, "password"),
        .device = web_device(request),
    };

    pthread_mutex_lock(&door->shared->lock);
    in.profile = draft->profile;
    in.name = arena_copy(request->arena, span_at(draft->name, draft->name_len));
    in.country = arena_copy(request->arena, span_at(draft->country, sizeof draft->country));
    pthread_mutex_unlock(&door->shared->lock);
    (void)id_parse(web_value(request, "request"), &in.request.id); /* zero is refused below */
    return in;
}

static void founded(struct http_request *request, struct http_reply *reply, struct door *door,
                    struct found_practice_reply *done)
{
    struct recovery_page page = {.code = span_of(done->recovery),
                                 .pass = span_of(done->signed_in.pass),
                                 .with_pepper = true,
                                 .person = done->owner};
    struct fault why;

    fault_clear(&why);
    enum status st = house_renew(door->shared, &door->practice, request->arena, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    http_reply_session(reply, request, page.pass);
    recovery_show(request, reply, door, &page);
}

/* The form was sent twice and its first answer, with the code, is lost: whoever knows the password
 * gets a code that counts. Anybody else is where everybody signs in. */
static void owner_twice(struct http_request *request, struct http_reply *reply, struct door *door,
                        const struct found_practice *sent)
{
    struct tries tries = tries_begin(request, door, sent->login);
    struct sign_in in = {.login = sent->login, .password = sent->password, .device = sent->device};
    struct found_practice_reply done = {0};
    struct fault why;

    fault_clear(&why);
    enum status st = sign_in(&door->practice, &in, &done.signed_in, &why);

    tries_end(&tries, door, reply, st == HF_OK);
    if (st == HF_OK) {
        struct keyring_who who = {.person = done.signed_in.person};
        struct renew_recovery renew = {&who, sent->login, sent->password};

        st = renew_recovery(&door->practice, request->arena, &renew, done.recovery, &why);
    }
    if (st == HF_OK)
        founded(request, reply, door, &done);
    else if (st == HF_NOT_FOUND)
        web_go_to(reply, "/signin");
    else
        web_failed(reply, request, st, &why);
    vault_wipe(&done, sizeof done);
}

static void owner_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct found_practice in = owner_form(request, door);
    struct found_practice_reply done;
    struct fault why;

    if (in.profile == 0 || id_is_zero(in.request.id)) {
        web_go_to(reply, "/setup/practice");
        return;
    }
    fault_clear(&why);
    enum status st = house_of(door->shared)->is_founded
                         ? HF_CONFLICT
                         : found_practice(&door->practice, request->arena, &in, &done, &why);

    if (st == HF_OK)
        founded(request, reply, door, &done);
    else if (st == HF_CONFLICT)
        owner_twice(request, reply, door, &in);
    else if (st == HF_INVALID)
        owner_again(request, reply, door, in.name);
    else
        web_failed(reply, request, st, &why);
    vault_wipe(&done, sizeof done);
}

static const struct http_route setup_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/setup", RIGHT_SETUP_TOKEN, token_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/setup/token", RIGHT_SETUP_TOKEN, token_post, HTTP_ROUTE_NO_TOKEN),
    HTTP_ROUTE(HTTP_GET, "/setup/practice", RIGHT_SETUP, practice_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/setup/practice", RIGHT_SETUP, practice_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/setup/owner", RIGHT_SETUP, owner_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/setup/owner", RIGHT_SETUP, owner_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(setup);
