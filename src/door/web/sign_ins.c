/* door/web/sign_ins.c - where somebody is signed in, and ending it there.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_prove.h"
#include "door/web/device.h"
#include "door/web/routes.h"
#include "usecase/prove.h"

static const int64_t us_per_s = 1000000;

/* Rough on purpose: a list of minutes would be a diary. */
static struct span seen_words(int64_t seen_s, int64_t now_s)
{
    enum { NOW_S = 600, HOUR_S = 3600 };
    int64_t ago_s = now_s - seen_s;

    if (ago_s < NOW_S)
        return web_words("signins.seen_now");
    return web_words(ago_s < HOUR_S ? "signins.seen_hour" : "signins.seen_day");
}

static struct sign_in_line_view line_of(struct arena *arena, const struct pass_line *line,
                                        struct id128 here, int64_t now_s)
{
    return (struct sign_in_line_view){
        .id = web_id(arena, line->state.name),
        .device = device_words(arena, line->state.device),
        .since = web_when(arena, line->state.since_us / us_per_s),
        .seen = seen_words(line->seen_us / us_per_s, now_s),
        .until = web_when(arena, line->state.until_us / us_per_s),
        .here = id_equal(line->state.name, here),
        .locked = line->state.is_locked,
    };
}

static void fill(const struct http_request *request, const struct door *door,
                 const struct sign_ins *list, struct sign_ins_view *view)
{
    struct id128 here = keyring_pass(web_subject(request)->keyring)->name;
    struct sign_in_line_view *lines =
        arena_array(request->arena, struct sign_in_line_view, PASS_LINES_MOST);

    if (lines == NULL)
        return;
    for (size_t i = 0; i < list->n; i++)
        lines[i] = line_of(request->arena, &list->lines[i], here, practice_now_s(&door->practice));
    view->lines = lines;
    view->n_lines = list->n;
    view->full = list->n == PASS_LINES_MOST;
}

static void sign_ins_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct subject *subject = web_subject(request);
    bool is_client = (subject->who.roles & ROLE_CLIENT) != 0;
    struct sign_ins_view view = {.is_client = is_client, .can_lock = !is_client};
    struct sign_ins list = {.n = 0};
    struct fault why;

    fault_clear(&why);
    enum status st = list_sign_ins(&door->practice, subject->keyring, &list, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct html w = web_html(reply);

    web_page(request, door, is_client ? PAGE_CLIENT : PAGE_PRACTICE, "", &view.page);
    fill(request, door, &list, &view);
    page_sign_ins(&w, &view);
}

/* "others" is all but this one. What can't be read ends nothing. */
static void sign_ins_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct span which = web_value(request, "end");
    struct id128 name = {{0}};
    struct fault why;

    if (!span_is(which, "others") && (!id_parse(which, &name) || id_is_zero(name))) {
        http_reply_error(reply, request, 422, "no sign-in was named");
        return;
    }
    fault_clear(&why);
    enum status st = end_sign_in(&door->practice, web_subject(request)->keyring, name, &why);

    if (st == HF_OK)
        web_go_to(reply, "/account/signins");
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route sign_ins_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/account/signins", RIGHT_OWN_KEYS, sign_ins_get, WEB_ARRIVING),
    HTTP_ROUTE(HTTP_POST, "/account/signins", RIGHT_OWN_KEYS, sign_ins_post, WEB_ARRIVING),
};
WEB_TABLE(sign_ins);
