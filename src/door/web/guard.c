/* door/web/guard.c - who asks, and may they? The pass in the cookie becomes a keyring for the time
 * of one exchange.
 *
 * Nobody is sent to sign-in for a page, refused for a form. Signed in without the right: 403.
 * Whether somebody has to do with a client is answered by the client's file itself (404).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/guard.h"

#include "door/web/account.h"
#include "door/web/house.h"
#include "door/web/own_pass.h"
#include "door/web/prove.h"
#include "door/web/setup.h"
#include "usecase/prove.h"

#include <string.h>

enum { ANY_PASS = PASS_SESSION | PASS_HANDOVER | PASS_ROOM, EVEN_LOCKED = ANY_PASS | PASS_LOCKED };

/* KEEP IN ORDER: enum right. `kinds` 0: the pass is not looked at. */
static const struct right_row {
    unsigned kinds;
    uint8_t roles; /* one of them; 0: any */
    bool may_be_nobody, may_be_locked;
} right_rows[RIGHT_COUNT] = {
    [RIGHT_PUBLIC] = {.may_be_nobody = true},
    [RIGHT_KNOWN] = {.kinds = ANY_PASS, .may_be_nobody = true},
    [RIGHT_SIGNED_IN] = {.kinds = ANY_PASS},
    [RIGHT_OWN_KEYS] = {.kinds = PASS_SESSION},
    [RIGHT_CLIENT] = {.kinds = PASS_SESSION | PASS_HANDOVER, .roles = ROLE_CLIENT},
    [RIGHT_CLIENT_OWN] = {.kinds = PASS_SESSION, .roles = ROLE_CLIENT},
    [RIGHT_PRACTITIONER] = {.kinds = PASS_SESSION, .roles = ROLE_PRACTITIONER},
    [RIGHT_STAFF] = {.kinds = PASS_SESSION,
                     .roles = ROLE_PRACTITIONER | ROLE_OWNER | ROLE_CLINICIAN | ROLE_CHAPERONE},
    [RIGHT_OWNER] = {.kinds = PASS_SESSION, .roles = ROLE_OWNER},
    [RIGHT_HANDOVER] = {.kinds = PASS_HANDOVER, .roles = ROLE_CLIENT},
    [RIGHT_ROOM] = {.kinds = PASS_ROOM},
    [RIGHT_CARE] = {.kinds = PASS_SESSION, .roles = ROLE_PRACTITIONER | ROLE_CLINICIAN},
    [RIGHT_CLINICIAN] = {.kinds = PASS_SESSION, .roles = ROLE_CLINICIAN},
    [RIGHT_EVEN_LOCKED] = {.kinds = ANY_PASS, .may_be_locked = true},
    [RIGHT_UNLOCK] = {.kinds = PASS_SESSION, .may_be_locked = true},
};

struct open_work {
    struct vault *vault;
    struct span pass;
    struct keyring *keyring;
};

static enum status open_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct open_work *work = arg;

    keyring_close(work->keyring); /* of a try that could not be committed */
    work->keyring = NULL;
    enum status st =
        keyring_open_pass(work->vault, tx, work->pass, SPAN(""), EVEN_LOCKED, &work->keyring, why);

    return st == HF_NOT_FOUND ? HF_OK : st;
}

static unsigned kind_of(const struct keyring_who *who)
{
    if (who->kind == KEYRING_USER)
        return PASS_SESSION;
    return who->purpose == DELEGATE_ROOM ? PASS_ROOM : PASS_HANDOVER;
}

/* HF_OK with no subject: nobody, or a pass that is over. */
static enum status find_subject(struct http_request *request, const struct door *door,
                                struct fault *why)
{
    struct open_work work = {door->practice.vault, http_request_session(request), NULL};

    if (work.pass.len == 0)
        return HF_OK;
    enum status st = store_transact(door->practice.store, STORE_WRITE, open_inside, &work, why);

    if (st != HF_OK) { /* a full disk: what can be read goes on, and stop is one click away */
        fault_clear(why);
        st = store_transact(door->practice.store, STORE_READ, open_inside, &work, why);
    }
    if (st != HF_OK)
        keyring_close(work.keyring);
    if (st != HF_OK || work.keyring == NULL)
        return st;
    struct subject *subject = arena_new(request->arena, struct subject);

    if (subject == NULL) {
        keyring_close(work.keyring);
        return fault_set(why, HF_FAILED, "request memory is spent");
    }
    subject->keyring = work.keyring;
    subject->who = *keyring_who(work.keyring);
    request->subject = subject;
    return HF_OK;
}

static bool may(const struct right_row *row, const struct subject *subject)
{
    return (row->kinds & kind_of(&subject->who)) != 0 &&
           (row->roles == 0 || (row->roles & subject->who.roles) != 0);
}

static bool send_to_sign_in(struct http_request *request, struct http_reply *reply)
{
    struct buf path;

    if (request->method != HTTP_GET) {
        http_reply_error(reply, request, 403, "nobody is signed in");
        return false;
    }
    buf_init(&path, request->arena, HTTP_MAX_TARGET * 2);
    buf_lit(&path, "/signin?next=");
    buf_put(&path, request->path);
    http_reply_redirect(reply, buf_view(&path));
    return false;
}

static bool guard_setup(struct http_request *request, struct http_reply *reply,
                        const struct door *door)
{
    if (house_of(door->shared)->is_founded && span_is(request->path, "/setup/owner")) {
        /* The form whose answer shows the recovery code, sent twice by the browser that set up. */
        if (request->method == HTTP_POST && setup_is_begun(request, door->shared))
            return true;
        if (request->method ==
            HTTP_GET) { /* that page, asked for again: a new code is made there */
            http_reply_redirect(reply, SPAN("/account"));
            return false;
        }
    }
    if (house_of(door->shared)->is_founded) {
        http_reply_error(reply, request, 404, "there is a practice");
        return false;
    }
    if (request->route->right == RIGHT_SETUP_TOKEN || setup_is_begun(request, door->shared))
        return true;
    http_reply_redirect(reply, SPAN("/setup"));
    return false;
}

/* Nobody any more, or somebody with a room's pass: then an own sign-in may wait beside it. */
static bool has_no_sign_in(const struct subject *subject)
{
    return subject == NULL || kind_of(&subject->who) == PASS_ROOM;
}

static bool is_locked(const struct subject *subject)
{
    return subject != NULL && keyring_pass(subject->keyring)->is_locked;
}

/* Behind a locked screen stands nobody, but for a row that unlocks. */
static void be_nobody(struct http_request *request)
{
    struct subject *subject = request->subject;

    keyring_close(subject->keyring);
    request->subject = NULL;
}

/* Of the practice, and without two ways in: what is lost with the only one is lost for ever. Where
 * nothing but what narrows is taken no code can be kept, so nobody is asked for it. */
bool web_is_arriving(const struct http_request *request, const struct door *door)
{
    const struct keyring_who *who = &((const struct subject *)request->subject)->who;
    const struct house_person *person = house_person_of(house_of(door->shared), who->person);

    if (who->kind != KEYRING_USER || (who->roles & ~(unsigned)ROLE_CLIENT) == 0 ||
        ledger_is_narrow_only(door->practice.ledger))
        return false;
    return person == NULL || !person->has_recovery;
}

static bool guard_arrival(struct http_request *request, struct http_reply *reply, struct door *door)
{
    if ((request->route->flags & WEB_ARRIVING) != 0 ||
        right_rows[request->route->right].may_be_locked || !web_is_arriving(request, door))
        return true;
    account_ask(request, reply, door);
    return false;
}

/* A tablet or a room never shows who somebody is: what wants that is not for them. */
static bool must_prove(const struct http_request *request, const struct door *door)
{
    const struct subject *subject = request->subject;

    return (request->route->flags & WEB_FRESH) != 0 &&
           !has_proved(&door->practice, subject->keyring);
}

/* Signed in with the right: is it still the same person? */
static bool guard_presence(struct http_request *request, struct http_reply *reply,
                           struct door *door)
{
    const struct subject *subject = request->subject;

    if (!must_prove(request, door))
        return true;
    if (subject->who.kind == KEYRING_USER)
        prove_ask(request, reply, door);
    else
        http_reply_error(reply, request, 403, "asked from a device of somebody else");
    return false;
}

bool web_guard(struct http_request *request, struct http_reply *reply, struct door *door)
{
    unsigned right = request->route->right;
    const struct right_row *row = &right_rows[right];
    struct fault why;

    if (right == RIGHT_PUBLIC)
        return true;
    if (right == RIGHT_SETUP_TOKEN || right == RIGHT_SETUP)
        return guard_setup(request, reply, door);
    if (!house_of(door->shared)->is_founded) {
        http_reply_redirect(reply, SPAN("/setup"));
        return false;
    }
    fault_clear(&why);
    enum status st = find_subject(request, door, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return false;
    }
    if (is_locked(request->subject) && row->may_be_nobody)
        be_nobody(request);
    if (is_locked(request->subject) && !row->may_be_locked) {
        prove_ask(request, reply, door);
        return false;
    }
    if (row->may_be_nobody)
        return true;
    if (request->subject != NULL && may(row, request->subject))
        return guard_arrival(request, reply, door) && guard_presence(request, reply, door);
    if (has_no_sign_in(request->subject) && own_pass_return(request, reply))
        return false;
    if (request->subject == NULL)
        return send_to_sign_in(request, reply);
    http_reply_error(reply, request, 403, "signed in without this right");
    return false;
}

void web_after(struct http_request *request, struct door *door)
{
    struct subject *subject = request->subject;

    (void)door; /* the call's signature; a keyring needs nothing to end */
    if (subject == NULL)
        return;
    keyring_close(subject->keyring);
    request->subject = NULL;
}

/* --- form tokens ----------------------------------------------------------------------------- */

/* Made of the cookie, which no other site can read, so it needs no key and no memory here. */
void web_token(struct span pass, char ret[WEB_TOKEN_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t key[32], mac[32];

    ret[0] = '\0';
    if (pass.len == 0)
        return;
    vault_sha256(pass, key);
    vault_hmac(key, SPAN("holdfast/form/v1"), mac);
    for (int i = 0; i < (WEB_TOKEN_TEXT - 1) / 2; i++) {
        ret[2 * i] = hex[mac[i] >> 4];
        ret[2 * i + 1] = hex[mac[i] & 15];
    }
    ret[WEB_TOKEN_TEXT - 1] = '\0';
    vault_wipe(key, sizeof key);
}

bool web_token_check(const struct http_request *request, struct span token, struct door *door)
{
    char want[WEB_TOKEN_TEXT];

    (void)door; /* the call's signature */
    web_token(http_request_session(request), want);
    return want[0] != '\0' && token.len == WEB_TOKEN_TEXT - 1 &&
           vault_same(token.at, want, WEB_TOKEN_TEXT - 1);
}
