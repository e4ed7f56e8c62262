/* door/web/page.c - the frame, the errors, and the small things that every handler does.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/page.h"

#include "core/render/message.h"
#include "core/render/pages.h"
#include "door/web/house.h"
#include "door/web/stop.h"
#include "usecase/sign.h"

#include <string.h>

enum { PATH_MOST = 256, MINUTE_S = 60, US_PER_S = 1000000 };

/* --- who asks -------------------------------------------------------------------------------- */

const struct subject *web_subject(const struct http_request *request)
{
    return request->subject;
}

static uint8_t device_of(const struct keyring_who *who)
{
    if (who->kind != KEYRING_USER)
        return who->proof >= PROOF_OWN_DEVICE ? 3 : 2;
    return (who->roles & ROLE_CLIENT) != 0 ? 3 : 1;
}

enum status web_hand(const struct http_request *request, struct hand *ret, struct fault *why)
{
    const struct subject *subject = request->subject;
    struct hand hand = {.keyring = subject->keyring, .device = device_of(&subject->who)};

    if (!id_parse(http_field_value(request->form, "request"), &hand.request.id) ||
        id_is_zero(hand.request.id))
        return fault_set(why, HF_INVALID, "the form has no request id");
    *ret = hand;
    return HF_OK;
}

enum status web_param_id(const struct http_request *request, const char *name, struct id128 *ret)
{
    return id_parse(http_field_value(request->params, name), ret) ? HF_OK : HF_NOT_FOUND;
}

enum status web_client(const struct http_request *request, struct client_id *ret)
{
    const struct subject *subject = request->subject;

    if ((subject->who.roles & ROLE_CLIENT) == 0)
        return web_param_id(request, "client", &ret->id);
    ret->id = subject->who.person.id;
    return HF_OK;
}

/* --- pages ----------------------------------------------------------------------------------- */

static struct span token_of(const struct http_request *request)
{
    char token[WEB_TOKEN_TEXT];

    web_token(http_request_session(request), token);
    return arena_copy(request->arena, span_of(token));
}

static struct span who_of(const struct http_request *request, const struct house *house)
{
    const struct subject *subject = request->subject;

    if (subject == NULL)
        return SPAN("");
    if ((subject->who.roles & ROLE_CLIENT) != 0)
        return web_words("nav.me");
    return house_name_of(house, subject->who.person);
}

static bool is_older(const struct door_shared *shared)
{
    return shared->ledger != NULL && ledger_is_narrow_only(shared->ledger);
}

static void frame(const struct door_shared *shared, enum page_kind kind, const char *here,
                  struct page_view *ret)
{
    const struct house *house = house_of(shared);

    *ret = (struct page_view){
        .kind = kind,
        .lang = SPAN("en"),
        .practice = house->name.len > 0 ? house->name : SPAN("Holdfast"),
        .emergency = house->emergency,
        .here = span_of(here),
        .demo = house->is_demo,
        .older = kind != PAGE_ROOM && kind != PAGE_PUBLIC && is_older(shared),
    };
}

/* Of a sign-in with own keys: its own end, and whether it locks before. */
static void tell_end(const struct http_request *request, const struct door *door,
                     struct page_view *ret)
{
    const struct subject *subject = request->subject;

    if (subject == NULL || subject->who.kind != KEYRING_USER)
        return;
    int64_t until_us = keyring_pass(subject->keyring)->until_us;

    ret->closes_s = until_us / US_PER_S - practice_now_s(&door->practice);
    ret->closes_at = web_time(request->arena, until_us / US_PER_S);
    ret->locks = (subject->who.roles & ~(unsigned)ROLE_CLIENT) != 0;
}

/* The idle time starts anew at most once a minute (pass.c), so the last minute is not counted on; a
 * handed-over tablet has an end of its own. */
static int64_t ends_s(const struct http_request *request, const struct door *door)
{
    const struct subject *subject = request->subject;

    if (subject == NULL)
        return 0;
    if (subject->who.kind == KEYRING_USER)
        return (IDLE_MINUTES - 1) * MINUTE_S;
    return (subject->who.until_us - world_now_us(vault_world(door->practice.vault))) / US_PER_S;
}

enum page_kind web_kind(const struct http_request *request)
{
    const struct subject *subject = web_subject(request);

    if (subject == NULL)
        return PAGE_PUBLIC;
    return (subject->who.roles & ROLE_CLIENT) != 0 ? PAGE_CLIENT : PAGE_PRACTICE;
}

void web_page(const struct http_request *request, const struct door *door, enum page_kind kind,
              const char *here, struct page_view *ret)
{
    const struct house *house = house_of(door->shared);

    frame(door->shared, kind, here, ret);
    ret->who = who_of(request, house);
    if (kind != PAGE_ROOM) {
        ret->ends_s = ends_s(request, door);
        tell_end(request, door, ret);
    }
    ret->keys.token = token_of(request);
    ret->keys.request = web_id(request->arena, world_id(vault_world(door->practice.vault)));
}

struct html web_html(struct http_reply *reply)
{
    struct html w;

    html_init(&w, &reply->body, MESSAGE_EN);
    return w;
}

struct html web_html_again(struct http_reply *reply)
{
    reply->status = 422;
    return web_html(reply);
}

/* --- errors ---------------------------------------------------------------------------------- */

static const struct {
    enum status status;
    int code;
} codes[] = {
    {HF_NOT_FOUND, 404}, {HF_INVALID, 422}, {HF_CONFLICT, 409}, {HF_BUSY, 503}, {HF_FAILED, 500},
};

/* Too many clients in a short time: a page asks why. What was to be read waits there. */
static void ask_why(struct http_reply *reply, const struct http_request *request)
{
    struct buf path;

    buf_init(&path, request->arena, HTTP_MAX_TARGET * 2);
    buf_lit(&path, "/reading");
    buf_put(&path, request->method == HTTP_GET ? SPAN("?next=") : SPAN(""));
    buf_put(&path, request->method == HTTP_GET ? request->path : SPAN(""));
    http_reply_redirect(reply, buf_view(&path));
}

void web_failed(struct http_reply *reply, const struct http_request *request, enum status st,
                const struct fault *why)
{
    const struct subject *subject = request->subject;
    int code = 500;

    if (st == HF_CONFLICT && subject != NULL && keyring_is_braked(subject->keyring)) {
        ask_why(reply, request);
        return;
    }

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].status == st)
            code = codes[i].code;
    http_reply_error(reply, request, code, why->text);
}

/* 404, 403 and the like are everyday; only what is our fault is told to operators. */
static void tell(const struct door_shared *shared, int status, const char *reason)
{
    if (status == 500 && shared->log != NULL)
        shared->log(reason);
}

void web_error_page(void *context, const struct http_request *request, int status,
                    const char *reason, struct http_reply *reply)
{
    const struct door_shared *shared = context;
    struct error_view view = {.code = status, .is_older = is_older(shared)};
    struct html w = web_html(reply);

    tell(shared, status, reason);
    if (stop_was_pressed(request)) { /* a stop that the door itself refused stops all the same */
        stop_show_unkept(shared, reply);
        return;
    }
    frame(shared, PAGE_PUBLIC, "", &view.page);
    page_error(&w, &view);
}

/* --- small things ---------------------------------------------------------------------------- */

void web_go(struct http_reply *reply, const struct http_request *request, const char *before,
            struct id128 id, const char *after)
{
    struct buf path;

    buf_init(&path, request->arena, PATH_MOST);
    buf_put(&path, span_of(before));
    buf_put(&path, web_id(request->arena, id));
    buf_put(&path, span_of(after));
    http_reply_redirect(reply, buf_view(&path));
}

void web_go_to(struct http_reply *reply, const char *path)
{
    http_reply_redirect(reply, span_of(path));
}

struct span web_value(const struct http_request *request, const char *name)
{
    return span_trim(http_field_value(request->form, name));
}

struct field_view web_field(const struct http_request *request, const char *name)
{
    return (struct field_view){.value = web_value(request, name)};
}

struct span web_words(const char *message)
{
    return message_words(message_find(span_of(message)), MESSAGE_EN);
}

struct span web_id(struct arena *arena, struct id128 id)
{
    char text[HF_ID_TEXT];

    id_write(id, text);
    return arena_copy(arena, span_at(text, sizeof text));
}
