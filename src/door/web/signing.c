/* door/web/signing.c - see signing.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/signing.h"

#include "core/render/message.h"
#include "door/web/qr.h"
#include "door/web/tries.h"
#include "usecase/pin.h"

enum { ACCOUNT_MOST = 64 };

static bool is_tablet(const struct http_request *request)
{
    return web_subject(request)->who.purpose == DELEGATE_HANDOVER;
}

/* --- what was sent --------------------------------------------------------------------------- */

/* Guessing is slowed down for the client, whichever tablet it is. */
static struct span account_of(const struct http_request *request)
{
    struct buf out;

    buf_init(&out, request->arena, ACCOUNT_MOST);
    buf_lit(&out, "pin ");
    buf_put(&out, web_id(request->arena, web_subject(request)->who.person.id));
    return buf_view(&out);
}

static struct span error_of(const struct http_request *request, const struct pin_state *state)
{
    const struct message_arg left = message_arg_number(SPAN("n"), PIN_TRIES - state->tries);

    return state->is_there ? message_fill(request->arena, message_find(SPAN("sign.pin_left")),
                                          MESSAGE_EN, &left, 1)
                           : web_words("sign.pin_over");
}

static enum status try_it(struct exchange *x, struct span pin, struct signing *ret)
{
    struct tries tries = tries_begin(x->request, x->door, account_of(x->request));
    struct try_pin in = {x->hand, pin};
    struct try_pin_reply tried = {.signer = NULL};
    enum status st = try_pin(x->practice, x->arena, &in, &tried, &x->why);

    tries_end(&tries, x->door, x->reply, st == HF_OK && tried.signer != NULL);
    if (st != HF_OK)
        return st;
    ret->signer = tried.signer;
    ret->is_unsigned = tried.signer == NULL;
    if (ret->is_unsigned)
        ret->error = error_of(x->request, &tried.state);
    return HF_OK;
}

enum status signing_take(struct exchange *x, struct signing *ret)
{
    struct span pin = web_value(x->request, "pin");
    struct pin_state state;

    *ret = (struct signing){.signer = NULL};
    if (!is_tablet(x->request))
        return HF_OK;
    if (pin.len > 0)
        return try_it(x, pin, ret);
    enum status st = look_at_pin(x->practice, x->keyring, &state, &x->why);

    if (st == HF_OK && state.is_there && !span_is(web_value(x->request, "witness"), "1")) {
        ret->is_unsigned = true;
        ret->error = web_words("sign.pin_needed");
    }
    return st;
}

void signing_end(struct signing *signing)
{
    keyring_close(signing->signer);
    signing->signer = NULL;
}

/* --- the page -------------------------------------------------------------------------------- */

/* Who handed the tablet over, and so stands for whoever holds it. */
static struct span witness_of(const struct http_request *request, const struct client_file *file)
{
    uint32_t keygen = web_subject(request)->who.keygen;

    for (size_t i = file->chain.count; i > 0; i--) {
        const struct ledger_entry *e = file->chain.at[i - 1].entry;

        if (e->action == ACTION_DELEGATE_CERTIFIED && e->object_version == keygen)
            return client_file_who(file, e->actor);
    }
    return SPAN("");
}

static struct span own_phone(const struct http_request *request)
{
    struct buf url;

    buf_init(&url, request->arena, HTTP_MAX_TARGET);
    buf_put(&url, request->is_secure ? SPAN("https://") : SPAN("http://"));
    buf_put(&url, http_request_header(request, "host"));
    buf_lit(&url, "/me/consent");
    return buf_view(&url);
}

enum status signing_fill(struct exchange *x, const struct client_file *file,
                         struct consent_view *view)
{
    struct pin_state state;

    if (!is_tablet(x->request))
        return HF_OK;
    enum status st = look_at_pin(x->practice, x->keyring, &state, &x->why);

    if (st != HF_OK)
        return st;
    view->on_tablet = true;
    view->has_pin = state.is_there;
    view->witness = witness_of(x->request, file);
    view->own_phone = own_phone(x->request);
    view->own_phone_qr = qr_markup(x->arena, view->own_phone);
    return HF_OK;
}
