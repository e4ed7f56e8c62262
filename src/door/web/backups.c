/* door/web/backups.c - the owner sees when the last backup was made, and asks for one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/backups.h"

#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/routes.h"
#include "keep/vault/kit.h"

enum { US_PER_S = 1000000 };

struct backup_news backups_news(struct door_shared *shared)
{
    pthread_mutex_lock(&shared->lock);
    struct backup_news news = shared->backups;

    pthread_mutex_unlock(&shared->lock);
    return news;
}

bool backups_are_fresh(const struct backup_news *news, int64_t now_s)
{
    return news->last_us > 0 && now_s - news->last_us / US_PER_S < BACKUPS_FRESH_S;
}

int64_t backups_tried_s(const struct vault *vault)
{
    struct kit_drill drill = {.done_us = 0};
    struct fault quiet = {.status = HF_OK};

    return kit_drill_read(vault, &drill, &quiet) == HF_OK ? drill.done_us / US_PER_S : 0;
}

/* One of a time to come is of a clock that was wrong. */
bool backups_are_tried(int64_t tried_s, int64_t now_s)
{
    return tried_s > 0 && tried_s <= now_s && now_s - tried_s < BACKUPS_TRIED_S;
}

static void backups_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct backup_news news = backups_news(door->shared);
    struct backups_view view = {
        .is_scheduled = news.is_scheduled,
        .is_wanted = news.is_wanted,
        .is_fresh = backups_are_fresh(&news, practice_now_s(&door->practice)),
        .trouble = span_of(news.trouble),
        .number = (int64_t)news.number,
    };
    int64_t tried_s = backups_tried_s(door->practice.vault);
    struct html w = web_html(reply);

    view.is_tried = backups_are_tried(tried_s, practice_now_s(&door->practice));
    if (tried_s > 0)
        view.tried = web_when(request->arena, tried_s);
    if (news.number > 0)
        view.when = web_when(request->arena, news.last_us / US_PER_S);
    web_page(request, door, PAGE_PRACTICE, "setup", &view.page);
    page_backups(&w, &view);
}

/* Whoever makes them looks every few seconds; nothing is written here. */
static void backups_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct door_shared *shared = door->shared;

    (void)request;
    pthread_mutex_lock(&shared->lock);
    shared->backups.is_wanted = shared->backups.is_scheduled;
    pthread_mutex_unlock(&shared->lock);
    web_go_to(reply, "/backups");
}

static const struct http_route backups_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/backups", RIGHT_OWNER, backups_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/backups", RIGHT_OWNER, backups_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(backups);
