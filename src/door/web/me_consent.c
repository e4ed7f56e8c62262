/* door/web/me_consent.c - what stands, place by place; smaller in one tap, without a question.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/me_consent.h"

#include "carried/carried.h"
#include "core/render/map.h"
#include "core/visit/told.h"
#include "door/web/places.h"
#include "door/web/routes.h"
#include "knowledge/knowledge.h"
#include "usecase/consent.h"

static struct agreed_view row_view(const struct http_request *request, const struct atlas *atlas,
                                   const struct agreed_row *row)
{
    struct arena *arena = request->arena;
    bool is_yes = row->answer == CHOICE_YES || row->answer == CHOICE_ASK;

    return (struct agreed_view){
        .key = places_key(arena, row->region, (uint8_t)row->side),
        .name = told_place(atlas, row->region, (uint8_t)row->side, MESSAGE_EN, arena),
        .how = web_words(row->access == ACCESS_INTERNAL ? "told.internal" : "told.external"),
        .answer = (enum answer)row->answer,
        .dots = is_yes ? plan_dots(row->ceiling) : 0,
        .since = web_date(arena, row->since_s),
        .until = is_yes && row->until.known ? web_date(arena, row->until.utc_s) : SPAN(""),
    };
}

static void fill_map(const struct http_request *request, const struct atlas *atlas,
                     const struct agreed *agreed, struct me_view *view)
{
    const struct carried *body = carried_find(SPAN("pages/assets/body.svg"));
    struct map_mark *marks = arena_array(request->arena, struct map_mark, agreed->count);
    struct map_view map = {.atlas = atlas, .marks = marks};

    for (size_t i = 0; marks != NULL && i < agreed->count; i++)
        marks[map.n_marks++] = (struct map_mark){.region = agreed->rows[i].region,
                                                 .side = agreed->rows[i].side,
                                                 .answer = (enum answer)agreed->rows[i].answer,
                                                 .key = view->agreed[i].key,
                                                 .name = view->agreed[i].name};
    if (body != NULL && agreed->count > 0)
        view->map = map_markup(request->arena, MESSAGE_EN, body->bytes, &map);
}

enum status me_consent_fill(const struct http_request *request, const struct door *door,
                            const struct client_file *file, struct me_view *view, struct fault *why)
{
    const struct atlas *atlas = door->practice.knowledge->atlas;
    struct agreed agreed;

    view->own_device = web_subject(request)->who.proof >= PROOF_OWN_DEVICE;
    view->all_no = consent_standing_limit(file, atlas->regions[0].id, SIDE_BOTH, false) != NULL;
    if (view->all_no)
        return HF_OK; /* one sentence says it better than every place of the body */
    enum status st = consent_agreed(&door->practice, file, request->arena, &agreed, why);

    if (st != HF_OK)
        return st;
    struct agreed_view *at = arena_array(request->arena, struct agreed_view, agreed.count);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < agreed.count; i++)
        at[view->n_agreed++] = row_view(request, atlas, &agreed.rows[i]);
    view->agreed = at;
    fill_map(request, atlas, &agreed, view);
    return HF_OK;
}

/* --- smaller --------------------------------------------------------------------------------- */

static enum status narrow_place(struct exchange *x)
{
    struct place_said place;

    if (!places_key_parse(web_value(x->request, "key"), &place))
        place = (struct place_said){SPAN(""), SIDE_UNKNOWN}; /* refused by the use case */
    const struct narrow_consent in = {.hand = x->hand,
                                      .client = x->client,
                                      .to = span_is(web_value(x->request, "to"), "ask") ? NARROW_ASK
                                                                                        : NARROW_NO,
                                      .region = place.region,
                                      .side = place.side,
                                      .lang = MESSAGE_EN};

    return narrow_consent(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(narrow_post, .act = narrow_place, .then = "/me?done=1");
/* The practitioner may make anything smaller, too; never wider. */
WEB_FORM(desk_narrow_post, .act = narrow_place, .then = "/c/*");

enum status me_consent_none(struct exchange *x)
{
    const struct narrow_consent in = {
        .hand = x->hand, .client = x->client, .to = NARROW_ALL_NO, .lang = MESSAGE_EN};

    return narrow_consent(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(none_post, .act = me_consent_none, .then = "/me?done=1");

static enum status reopen(struct exchange *x)
{
    const struct reopen_consent in = {.hand = x->hand, .client = x->client, .lang = MESSAGE_EN};

    return reopen_consent(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(reopen_post, .act = reopen, .then = "/me");

static const struct http_route me_consent_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/me/narrow", RIGHT_CLIENT, narrow_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/none", RIGHT_CLIENT, none_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/reopen", RIGHT_CLIENT_OWN, reopen_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/narrow", RIGHT_PRACTITIONER, desk_narrow_post, WEB_ARRIVING),
};
WEB_TABLE(me_consent);
