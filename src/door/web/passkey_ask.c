/* door/web/passkey_ask.c - see passkey_ask.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/passkey_ask.h"

#include "core/format/json.h"
#include "door/web/hex.h"

#include <string.h>

enum { URL_MOST = 512, ALLOW_MOST = PASSKEY_SLOTS_MOST * 1040 };

/* --- what the browser is asked, and what it says --------------------------------------------- */

static struct span site_of(const struct http_request *request)
{
    struct span host = http_request_header(request, "host");

    return host.len > 0 && host.at[0] == '[' ? SPAN("") : span_cut(&host, ':');
}

/* Browsers take passkeys where the page came over TLS, or from this machine by its name; never
 * where the address is a number. */
bool passkeys_work_here(const struct http_request *request)
{
    struct span site = site_of(request);
    bool is_number = true;

    for (size_t i = 0; i < site.len; i++)
        is_number = is_number && (site.at[i] == '.' || (site.at[i] >= '0' && site.at[i] <= '9'));
    return !is_number && (request->is_secure || span_is(site, "localhost"));
}

static struct passkey_ask ask_of(const struct http_request *request, struct span challenge)
{
    struct passkey_ask ask = {.site = site_of(request)};
    struct buf origin;

    buf_init(&origin, request->arena, URL_MOST);
    buf_put(&origin, request->is_secure ? SPAN("https://") : SPAN("http://"));
    buf_put(&origin, http_request_header(request, "host"));
    ask.origin = buf_view(&origin);
    memcpy(ask.challenge, challenge.at, sizeof ask.challenge);
    return ask;
}

struct span passkey_ask_field(const struct http_request *request, const char *name)
{
    struct span bytes = SPAN("");

    (void)hex_read(request->arena, web_value(request, name), &bytes); /* an empty one never holds */
    return bytes;
}

/* The question that this form answers, taken away. */
bool passkey_ask_take(const struct http_request *request, struct door *door,
                      enum challenge_kind kind, struct passkey_ask *ret)
{
    struct span challenge = passkey_ask_field(request, "challenge");
    struct person_id me = {{{0}}};

    if (web_subject(request) != NULL && kind != ASK_SIGN_IN)
        me = web_subject(request)->who.person;
    if (!passkeys_work_here(request) || !asks_take(door, kind, challenge, me))
        return false;
    *ret = ask_of(request, challenge);
    return true;
}

void passkey_ask_use(const struct http_request *request, struct passkey_use *ret)
{
    ret->id = passkey_ask_field(request, "id");
    ret->answer = (struct passkey_answer){passkey_ask_field(request, "client"),
                                          passkey_ask_field(request, "data"),
                                          passkey_ask_field(request, "signature")};
    ret->prf = passkey_ask_field(request, "prf");
}

bool passkeys_take_use(const struct http_request *request, struct door *door,
                       struct passkey_use *ret)
{
    if (!passkey_ask_take(request, door, ASK_PROVE, &ret->ask))
        return false;
    passkey_ask_use(request, ret);
    return true;
}

struct span passkey_ask_allow(struct arena *arena, const struct own_passkeys *own)
{
    struct buf text;

    buf_init(&text, arena, ALLOW_MOST);
    for (size_t i = 0; i < own->n; i++) {
        if (i > 0)
            buf_byte(&text, ' ');
        buf_put(&text, hex_write(arena, own->at[i].id, own->at[i].id_len));
    }
    return buf_view(&text);
}

static void fill_challenge(const struct http_request *request, const struct door *door,
                           const uint8_t challenge[32], struct passkey_ask_view *ret)
{
    uint8_t salt[32];

    passkey_salt(door->practice.vault, salt);
    ret->challenge = hex_write(request->arena, challenge, 32);
    ret->salt = hex_write(request->arena, salt, sizeof salt);
    ret->site = site_of(request);
}

void passkey_ask_fill(const struct http_request *request, struct door *door,
                      enum challenge_kind kind, struct passkey_ask_view *ret)
{
    struct person_id person = {{{0}}};
    uint8_t challenge[32];

    if (web_subject(request) != NULL && kind != ASK_SIGN_IN)
        person = web_subject(request)->who.person;
    asks_put(door, kind, person, challenge);
    fill_challenge(request, door, challenge, ret);
}

void passkey_ask_write(struct http_reply *reply, const struct passkey_ask_view *ask)
{
    struct json_writer w;
    const struct {
        const char *name;
        struct span value;
    } members[] = {{"challenge", ask->challenge},
                   {"salt", ask->salt},
                   {"site", ask->site},
                   {"allow", ask->others}};

    reply->type = "application/json";
    json_writer_init(&w, &reply->body);
    json_begin_object(&w);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        json_name(&w, span_of(members[i].name));
        json_put_text(&w, members[i].value);
    }
    json_end_object(&w);
}

/* --- one act --------------------------------------------------------------------------------- */

enum status passkeys_may_confirm(const struct http_request *request, const struct door *door,
                                 bool *ret, struct fault *why)
{
    struct own_passkeys own = {.n = 0};
    enum status st = list_passkeys(&door->practice, web_subject(request)->keyring, &own, why);

    if (st == HF_OK)
        *ret = own.n > 0 && passkeys_work_here(request);
    return st;
}

enum status passkeys_ask_act(const struct http_request *request, struct door *door,
                             const uint8_t act[32], struct passkey_ask_view *ret, struct fault *why)
{
    struct own_passkeys own = {.n = 0};
    uint8_t nonce[32], challenge[32];
    enum status st = list_passkeys(&door->practice, web_subject(request)->keyring, &own, why);

    if (st != HF_OK)
        return st;
    asks_put(door, ASK_CONFIRM, web_subject(request)->who.person, nonce);
    confirm_challenge(nonce, act, challenge);
    fill_challenge(request, door, challenge, ret);
    ret->nonce = hex_write(request->arena, nonce, sizeof nonce);
    ret->others = passkey_ask_allow(request->arena, &own);
    return HF_OK;
}

void passkeys_take_act(const struct http_request *request, struct door *door,
                       struct passkey_use *ret_use, struct consent_confirm *ret)
{
    struct span nonce = passkey_ask_field(request, "nonce");
    struct person_id me = web_subject(request)->who.person;

    passkey_ask_use(request, ret_use);
    *ret = (struct consent_confirm){.use = ret_use};
    ret->was_asked = passkeys_work_here(request) && asks_take(door, ASK_CONFIRM, nonce, me);
    if (!ret->was_asked)
        return;
    memcpy(ret->nonce, nonce.at, sizeof ret->nonce);
    ret_use->ask = ask_of(request, nonce); /* confirm.c puts the challenge */
}
