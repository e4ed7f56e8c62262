/* door/web/erase.c - letting go: of one record or compartment, of all that is due; and the receipt.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_erasure.h"
#include "door/web/act.h"
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
static enum status erase_one(struct exchange *x)
{
    struct erase_client in = {.hand = x->hand, .client = x->client};
    struct whereabouts left;
    enum status st = read_compartment(x->request, &in.compartment, &x->why);

    if (st == HF_OK && is_sure(x->request))
        st = erase_client(x->practice, x->arena, &in, &x->why);
    if (st != HF_OK)
        return st;
    want_backup(x->door->shared);
    if (view_whereabouts(x->practice, x->arena, x->keyring, x->client, &left, &x->why) != HF_OK)
        x->then = "/due"; /* gone, or closed to this owner */
    return HF_OK;
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

static enum status show_due(struct exchange *x)
{
    struct due_view view = {.changed = x->again};
    struct due_list list;
    enum status st = view_due(x->practice, x->arena, x->keyring, &list, &x->why);

    if (st != HF_OK)
        return st;
    fill_wishes(x->arena, &list, &view);
    fill_due(x->arena, &list, &view);
    struct html w = web_open(x, PAGE_PRACTICE, "setup", &view.page);

    page_due(&w, &view);
    return HF_OK;
}

static enum status erase_all_due(struct exchange *x)
{
    struct erase_due in = {.hand = x->hand};
    enum status st = hex_read(x->arena, web_value(x->request, "seen"), &in.seen)
                         ? HF_OK
                         : fault_set(&x->why, HF_INVALID, "seen");

    if (st == HF_OK && is_sure(x->request))
        st = erase_due(x->practice, x->arena, &in, &x->why);
    if (st == HF_OK)
        want_backup(x->door->shared);
    return st;
}

/* --- receipts -------------------------------------------------------------------------------- */

static enum status find(struct exchange *x, struct erasure_receipt *ret)
{
    int64_t seq = 0;

    if (!span_to_int64(http_field_value(x->request->params, "entry"), &seq) || seq < 1)
        return HF_NOT_FOUND;
    return view_erasure_receipt(x->practice, x->arena, x->keyring, x->client, (uint64_t)seq, ret,
                                &x->why);
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

static enum status show_receipt(struct exchange *x)
{
    struct arena *arena = x->arena;
    struct erasure_receipt receipt;
    enum status st = find(x, &receipt);

    if (st != HF_OK)
        return st;
    bool own = id_equal(x->client.id, web_subject(x->request)->who.person.id);
    struct erased_view view = {
        .when = web_date(arena, receipt.at_s),
        .count = (int64_t)receipt.count,
        .reference = receipt.reference,
        .text = receipt.text,
        .proof = receipt.as_base64,
        .qr = qr_markup(arena, receipt.as_base64),
        .file = joined(arena, x->request->path, SPAN("/file"), SPAN("")),
        .back = own ? SPAN("/me/everything")
                    : joined(arena, SPAN("/c/"), web_id(arena, x->client.id), SPAN("/everything")),
    };
    struct html w =
        web_open(x, own ? PAGE_CLIENT : PAGE_PRACTICE, own ? "me" : "clients", &view.page);

    page_erased(&w, &view);
    return HF_OK;
}

static enum status send_receipt(struct exchange *x)
{
    struct erasure_receipt receipt;
    enum status st = find(x, &receipt);

    if (st != HF_OK)
        return st;
    x->reply->type = "application/octet-stream";
    http_reply_header(x->reply, "Content-Disposition",
                      joined(x->arena, SPAN("attachment; filename=\"receipt-"),
                             span_head(receipt.reference, 4), SPAN(".bin\"")));
    buf_put(&x->reply->body, receipt.as_file);
    return HF_OK;
}

/* --- routes ---------------------------------------------------------------------------------- */

WEB_FORM(erase_post, .act = erase_one, .then = "/c/*/everything");
WEB_LOOK(due_get, show_due);
WEB_FORM(due_post, .act = erase_all_due, .then = "/due", .conflict = show_due);
WEB_LOOK(receipt_get, show_receipt);
WEB_LOOK(receipt_file, send_receipt);

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
