/* door/web/erase.c - letting go: of one record or compartment, of all that is due; and the receipt.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_erasure.h"
#include "door/web/hex.h"
#include "door/web/qr.h"
#include "door/web/routes.h"
#include "usecase/erasure.h"

#include "base/buf.h"

enum { PATH_MOST = 100 };

/* The next backup takes the older ones away that still hold it. */
static void want_backup(struct door_shared *shared)
{
    pthread_mutex_lock(&shared->lock);
    shared->backups.is_wanted = shared->backups.is_scheduled;
    pthread_mutex_unlock(&shared->lock);
}

static bool is_sure(const struct http_request *request)
{
    return span_is(web_value(request, "sure"), "yes");
}

/* --- one client ------------------------------------------------------------------------------ */

/* Nothing said: all. HF_INVALID: no number of a compartment. */
static enum status read_compartment(const struct http_request *request, uint8_t *ret,
                                    struct fault *why)
{
    struct span said = web_value(request, "compartment");
    int64_t n = 0;

    if (said.len > 0 && (!span_to_int64(said, &n) || n < 0 || n >= WHEREABOUTS_COMPARTMENTS))
        return fault_set(why, HF_INVALID, "compartment");
    *ret = (uint8_t)n;
    return HF_OK;
}

/* Once everything is gone, so is the way to the client's page; an owner without keys has none. */
static void erase_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct erase_client in = {.client = {{{0}}}};
    struct whereabouts left;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = read_compartment(request, &in.compartment, &why);
    if (st == HF_OK && is_sure(request))
        st = erase_client(&door->practice, request->arena, &in, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    want_backup(door->shared);
    st = view_whereabouts(&door->practice, request->arena, web_subject(request)->keyring, in.client,
                          &left, &why);
    if (st == HF_OK)
        web_go(reply, request, "/c/", in.client.id, "/everything");
    else
        web_go_to(reply, "/due"); /* gone, or closed to this owner */
}

/* --- what is due ----------------------------------------------------------------------------- */

static struct due_line_view line_view(struct arena *arena, const struct due_line *line)
{
    return (struct due_line_view){
        .id = web_id(arena, line->client.id),
        .name = line->name,
        .last = web_date(arena, line->last_s),
        .since = line->since_s == 0 ? SPAN("") : web_calendar(arena, line->since_s),
        .may_go = (int64_t)line->may_go,
        .stays = (int64_t)(line->here - line->may_go),
    };
}

static struct due_wish_view wish_view(struct arena *arena, const struct due_wish *wish)
{
    return (struct due_wish_view){
        .id = web_id(arena, wish->client.id),
        .name = wish->name,
        .asked = web_date(arena, wish->asked_s),
        .may_go = (int64_t)wish->may_go,
        .stays = (int64_t)(wish->here - wish->may_go),
        .is_working = wish->is_working,
    };
}

static void fill_wishes(struct arena *arena, const struct due_list *list, struct due_view *view)
{
    struct due_wish_view *at = arena_array(arena, struct due_wish_view, list->n_wishes);

    for (size_t i = 0; i < list->n_wishes && at != NULL; i++)
        at[view->n_wishes++] = wish_view(arena, &list->wishes[i]);
    view->wishes = at;
}

static void fill_due(struct arena *arena, const struct due_list *list, struct due_view *view)
{
    struct due_line_view *at = arena_array(arena, struct due_line_view, list->n);

    for (size_t i = 0; i < list->n && at != NULL; i++)
        at[view->n_lines++] = line_view(arena, &list->lines[i]);
    view->lines = at;
    view->contents = (int64_t)list->contents;
    view->seen = hex_write(arena, list->sum, sizeof list->sum);
    if (list->row == NULL)
        return;
    view->law = list->row->says;
    view->source = list->row->source;
    view->checked = list->row->checked_on;
}

static void show_due(struct http_request *request, struct http_reply *reply, struct door *door,
                     bool changed)
{
    struct due_view view = {.changed = changed};
    struct due_list list;
    struct fault why;

    fault_clear(&why);
    enum status st =
        view_due(&door->practice, request->arena, web_subject(request)->keyring, &list, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    fill_wishes(request->arena, &list, &view);
    fill_due(request->arena, &list, &view);
    web_page(request, door, PAGE_PRACTICE, "setup", &view.page);
    struct html w = changed ? web_html_again(reply) : web_html(reply);

    page_due(&w, &view);
}

static void due_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    show_due(request, reply, door, false);
}

static void due_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct erase_due in = {.seen = SPAN("")};
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK && !hex_read(request->arena, web_value(request, "seen"), &in.seen))
        st = fault_set(&why, HF_INVALID, "seen");
    if (st == HF_OK && is_sure(request))
        st = erase_due(&door->practice, request->arena, &in, &why);
    if (st == HF_OK) {
        want_backup(door->shared);
        web_go_to(reply, "/due");
    } else if (st == HF_CONFLICT) {
        show_due(request, reply, door, true);
    } else {
        web_failed(reply, request, st, &why);
    }
}

/* --- receipts -------------------------------------------------------------------------------- */

static enum status find(const struct http_request *request, const struct door *door,
                        struct client_id *ret_client, struct erasure_receipt *ret,
                        struct fault *why)
{
    int64_t seq = 0;
    enum status st = web_client(request, ret_client);

    if (st == HF_OK &&
        (!span_to_int64(http_field_value(request->params, "entry"), &seq) || seq < 1))
        st = HF_NOT_FOUND;
    return st == HF_OK ? view_erasure_receipt(&door->practice, request->arena,
                                              web_subject(request)->keyring, *ret_client,
                                              (uint64_t)seq, ret, why)
                       : st;
}

static struct span joined(struct arena *arena, struct span a, struct span b, struct span c)
{
    struct buf out;

    buf_init(&out, arena, PATH_MOST);
    buf_put(&out, a);
    buf_put(&out, b);
    buf_put(&out, c);
    return buf_view(&out);
}

static void receipt_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct arena *arena = request->arena;
    struct erasure_receipt receipt;
    struct client_id client;
    struct fault why;

    fault_clear(&why);
    enum status st = find(request, door, &client, &receipt, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    bool own = id_equal(client.id, web_subject(request)->who.person.id);
    struct erased_view view = {
        .when = web_date(arena, receipt.at_s),
        .count = (int64_t)receipt.count,
        .reference = receipt.reference,
        .text = receipt.text,
        .proof = receipt.as_base64,
        .qr = qr_markup(arena, receipt.as_base64),
        .file = joined(arena, request->path, SPAN("/file"), SPAN("")),
        .back = own ? SPAN("/me/everything")
                    : joined(arena, SPAN("/c/"), web_id(arena, client.id), SPAN("/everything")),
    };
    struct html w = web_html(reply);

    web_page(request, door, own ? PAGE_CLIENT : PAGE_PRACTICE, own ? "me" : "clients", &view.page);
    page_erased(&w, &view);
}

static void receipt_file(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct erasure_receipt receipt;
    struct client_id client;
    struct fault why;

    fault_clear(&why);
    enum status st = find(request, door, &client, &receipt, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    reply->type = "application/octet-stream";
    http_reply_header(reply, "Content-Disposition",
                      joined(request->arena, SPAN("attachment; filename=\"receipt-"),
                             span_head(receipt.reference, 4), SPAN(".bin\"")));
    buf_put(&reply->body, receipt.as_file);
}

static const struct http_route erase_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/c/{client}/everything/erase", RIGHT_OWNER, erase_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_GET, "/due", RIGHT_OWNER, due_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/due", RIGHT_OWNER, due_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_GET, "/me/erasures/{entry}", RIGHT_CLIENT, receipt_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/me/erasures/{entry}/file", RIGHT_CLIENT, receipt_file, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{client}/erasures/{entry}", RIGHT_OWNER, receipt_get,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{client}/erasures/{entry}/file", RIGHT_OWNER, receipt_file,
               HTTP_ROUTE_PLAIN),
};
WEB_TABLE(erase);
