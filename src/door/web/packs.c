/* door/web/packs.c - what newer packs change for this practice, and the owner's yes to them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/packs.h"

#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_rules.h"
#include "core/visit/told.h"
#include "door/web/act.h"
#include "door/web/house.h"
#include "door/web/routes.h"

enum { SHOWN_BYTES = 32, SHOWN_TEXT = 2 * SHOWN_BYTES };

/* --- what is shown, as the form sends it back ------------------------------------------------ */

static struct span hex_of(struct arena *arena, const uint8_t bytes[SHOWN_BYTES])
{
    static const char digits[] = "0123456789abcdef";
    struct buf out;

    buf_init(&out, arena, SHOWN_TEXT);
    for (size_t i = 0; i < SHOWN_BYTES; i++) {
        buf_byte(&out, digits[bytes[i] >> 4]);
        buf_byte(&out, digits[bytes[i] & 15]);
    }
    return buf_view(&out);
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hex(struct span text, uint8_t ret[SHOWN_BYTES])
{
    if (text.len != SHOWN_TEXT)
        return false;
    for (size_t i = 0; i < SHOWN_BYTES; i++) {
        int high = digit_of(text.at[2 * i]), low = digit_of(text.at[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        ret[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

/* --- sentences ------------------------------------------------------------------------------- */

static void say(const struct http_request *request, struct packs_client_view *view,
                struct words_view *room, enum message_id id, const struct message_arg *args,
                size_t count)
{
    room[view->n_lines++].text = message_fill(request->arena, id, MESSAGE_EN, args, count);
}

static void say_found(const struct http_request *request, struct packs_client_view *view,
                      struct words_view *room, const struct packs_found *found, bool is_gone)
{
    const struct message_arg args[] = {message_arg("what", found->words),
                                       message_arg("id", found->finding)};
    enum message_id id = is_gone          ? MSG_packs_gone
                         : found->is_open ? MSG_packs_found_open
                                          : MSG_packs_found;

    say(request, view, room, id, args, 2);
}

static void say_hit(const struct http_request *request, const struct door *door,
                    struct packs_client_view *view, struct words_view *room,
                    const struct packs_hit *hit)
{
    const struct message_arg args[] = {
        message_arg("where", told_place(door->practice.knowledge->atlas, hit->region, hit->side,
                                        MESSAGE_EN, request->arena)),
        message_arg("id", hit->rule), message_arg("n", (int64_t)hit->step)};

    if (hit->step > 0)
        say(request, view, room, hit->is_asked_again ? MSG_packs_step_again : MSG_packs_step, args,
            3);
    else
        say(request, view, room, hit->is_asked_again ? MSG_packs_yes_again : MSG_packs_yes, args,
            2);
}

static struct packs_client_view client_of(const struct http_request *request,
                                          const struct door *door,
                                          const struct packs_client *client)
{
    struct packs_client_view view = {.id = web_id(request->arena, client->client.id),
                                     .name = client->name};
    size_t most = 1 + client->n_found + client->n_gone + client->n_hits;
    struct words_view *room = arena_array(request->arena, struct words_view, most);

    if (room == NULL)
        return view;
    view.lines = room;
    if (client->is_unread)
        room[view.n_lines++].text = web_words("packs.unread");
    for (size_t i = 0; i < client->n_found; i++)
        say_found(request, &view, room, &client->found[i], false);
    for (size_t i = 0; i < client->n_gone; i++)
        say_found(request, &view, room, &client->gone[i], true);
    for (size_t i = 0; i < client->n_hits; i++)
        say_hit(request, door, &view, room, &client->hits[i]);
    return view;
}

/* --- lists ----------------------------------------------------------------------------------- */

static void fill_clients(const struct http_request *request, const struct door *door,
                         const struct packs_change *change, struct packs_view *view)
{
    struct packs_client_view *at =
        arena_array(request->arena, struct packs_client_view, change->n_clients);

    for (size_t i = 0; at != NULL && i < change->n_clients; i++)
        at[view->n_clients++] = client_of(request, door, &change->clients[i]);
    view->clients = at;
    view->n_looked_at = (int64_t)change->n_looked_at;
}

/* KEEP IN ORDER: enum differ_kind. */
static const char *const kinds[DIFFER_KINDS] = {"packs.words",    "packs.words",  "packs.added",
                                                "packs.stricter", "packs.looser", "packs.changed",
                                                "packs.removed"};

static void fill_lines(const struct http_request *request, const struct packs_change *change,
                       struct packs_view *view)
{
    struct packs_line_view *at =
        arena_array(request->arena, struct packs_line_view, change->differ.count);

    for (size_t i = 0; at != NULL && i < change->differ.count; i++) {
        const struct differ_line *line = &change->differ.at[i];
        bool is_file = line->id.len == 0;

        at[view->n_lines++] =
            (struct packs_line_view){web_words(kinds[line->kind]), is_file ? line->file : line->id,
                                     is_file ? web_words("packs.file") : line->words};
    }
    view->lines = at;
}

static struct span since_words(const struct http_request *request, const struct door *door,
                               const struct packs_change *change)
{
    const struct message_arg args[] = {
        message_arg("who", house_name_of(house_of(door->shared), change->taken_by)),
        message_arg("when", web_when(request->arena, change->taken_s))};

    return change->taken_s == 0
               ? SPAN("")
               : message_fill(request->arena, MSG_packs_since, MESSAGE_EN, args, 2);
}

/* --- the page -------------------------------------------------------------------------------- */

static enum status look(struct exchange *x)
{
    struct packs_change change;
    enum status st =
        view_packs(x->practice, x->arena, x->keyring, x->practice->knowledge, &change, &x->why);

    if (st != HF_OK)
        return st;
    struct packs_view view = {.is_taken = change.is_taken,
                              .is_told = change.has_older,
                              .ends_reviews = change.ends_reviews,
                              .since = since_words(x->request, x->door, &change),
                              .shown = hex_of(x->arena, change.shown)};

    fill_clients(x->request, x->door, &change, &view);
    fill_lines(x->request, &change, &view);
    struct html w = web_open(x, PAGE_PRACTICE, "setup", &view.page);

    page_packs(&w, &view);
    return HF_OK;
}
WEB_LOOK(packs_get, look);

static enum status take(struct exchange *x)
{
    struct take_packs in = {.hand = x->hand};

    if (!read_hex(web_value(x->request, "shown"), in.shown))
        return fault_set(&x->why, HF_INVALID, "shown");
    return take_packs(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(packs_post, .act = take, .then = "/setup/packs", .done = web_house_renew);

static const struct http_route packs_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/setup/packs", RIGHT_OWNER, packs_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/setup/packs", RIGHT_OWNER, packs_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(packs);
