/* door/web/rules.c - the rules in plain words: all of them, and the house's own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/rules.h"

#include "core/render/pages.h"
#include "door/web/act.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "usecase/packs.h"
#include "usecase/practice.h"

/* --- what came with the program -------------------------------------------------------------- */

static void fill_fields(const struct http_request *request, const struct checklist *list,
                        struct rules_view *view)
{
    struct rule_line_view *at = arena_array(request->arena, struct rule_line_view, list->n_fields);

    for (uint32_t i = 0; at != NULL && i < list->n_fields; i++)
        at[view->n_fields++] =
            (struct rule_line_view){.id = list->fields[i].id, .text = list->fields[i].field};
    view->fields = at;
}

static void fill_shipped(const struct http_request *request, const struct knowledge *know,
                         struct rules_view *view)
{
    struct rule_line_view *rows =
        arena_array(request->arena, struct rule_line_view, know->screening->n_rows);
    struct rule_line_view *house =
        arena_array(request->arena, struct rule_line_view, know->policy->n_house);
    struct rule_line_view *laws =
        arena_array(request->arena, struct rule_line_view, know->law->n_rows);

    if (rows == NULL || house == NULL || laws == NULL)
        return;
    for (uint32_t i = 0; i < know->screening->n_rows; i++) {
        const struct pack_row *row = &know->screening->rows[i];

        rows[view->n_rules++] = (struct rule_line_view){row->id, row->client, row->practitioner};
    }
    for (uint32_t i = 0; i < know->policy->n_house; i++)
        house[view->n_shipped++] = (struct rule_line_view){
            .id = know->policy->house[i].rule.id,
            .text = rules_place(request->arena, know, know->policy->house[i].rule.scope),
            .group = know->policy->house[i].why};
    for (size_t i = 0; i < know->law->n_rows; i++)
        laws[view->n_laws++] =
            (struct rule_line_view){.id = know->law->rows[i].id, .text = know->law->rows[i].says};
    fill_fields(request, know->checklist, view);
    view->rules = rows;
    view->shipped = house;
    view->laws = laws;
}

static struct span grade_words(const struct http_request *request, struct span grade)
{
    struct buf id;

    buf_init(&id, request->arena, 40);
    buf_lit(&id, "rules.way_grade.");
    buf_put(&id, grade);
    return message_words(message_find(buf_view(&id)), MESSAGE_EN);
}

static struct way_view way_of(const struct http_request *request, const struct modality *way)
{
    struct words_view *claims = arena_array(request->arena, struct words_view, way->n_claims);
    struct way_view view = {.title = way->head.title, .what = way->what, .claims = claims};

    for (uint32_t i = 0; claims != NULL && i < way->n_claims; i++) {
        const struct message_arg args[] = {
            message_arg("text", way->claims[i].text),
            message_arg("grade", grade_words(request, way->claims[i].grade))};

        claims[view.n_claims++].text =
            message_fill(request->arena, MSG_rules_way_claim, MESSAGE_EN, args, 2);
    }
    return view;
}

static void fill_ways(const struct http_request *request, const struct door *door,
                      struct rules_view *view)
{
    const struct knowledge *know = door->practice.knowledge;
    bool is_clinical = house_of(door->shared)->profile != PROFILE_BODYWORK;
    struct way_view *at = arena_array(request->arena, struct way_view, KNOWLEDGE_MODALITIES);

    for (size_t i = 0; at != NULL && i < KNOWLEDGE_MODALITIES; i++)
        if (!know->modalities[i]->bodywork_only || !is_clinical)
            at[view->n_ways++] = way_of(request, know->modalities[i]);
    view->ways = at;
}

static struct span agreed_words(const struct http_request *request, const struct door *door,
                                const struct practice_file *file)
{
    const struct knowledge *know = door->practice.knowledge;
    size_t agreed = rules_agreed(file, know, request->arena);
    const struct message_arg args[] = {
        message_arg("n", (int64_t)agreed),
        message_arg("m", (int64_t)know->screening->n_rows + know->policy->n_house)};

    return agreed == 0 ? web_words("rules.unreviewed")
                       : message_fill(request->arena, MSG_rules_agreed, MESSAGE_EN, args, 2);
}

/* --- the page -------------------------------------------------------------------------------- */

static enum status show(struct exchange *x, struct rules_view *view)
{
    struct practice_file *file = arena_new(x->arena, struct practice_file);
    enum status st = file == NULL ? fault_set(&x->why, HF_FAILED, "request memory is spent")
                                  : view_practice(x->practice, x->arena, file, &x->why);

    if (st != HF_OK)
        return st;
    view->may_add = (web_subject(x->request)->who.roles & ROLE_OWNER) != 0;
    view->is_newer = (house_of(x->door->shared)->lacks & LACK_PACKS) != 0;
    view->agreed = agreed_words(x->request, x->door, file);
    fill_shipped(x->request, x->practice->knowledge, view);
    fill_ways(x->request, x->door, view);
    rules_own_fill(x->arena, x->door, file, view);
    if (view->may_add)
        rules_own_choices(x->arena, x->practice->knowledge, view);
    struct html w = web_open(x, PAGE_PRACTICE, "rules", &view->page);

    page_rules(&w, view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    struct rules_view view = {.limit = {.value = SPAN("0")}};

    return show(x, &view);
}
WEB_LOOK(rules_get, look);

static enum status again(struct exchange *x)
{
    struct rules_view view = {.region = web_field(x->request, "region"),
                              .technique = web_field(x->request, "technique"),
                              .route = web_field(x->request, "route"),
                              .limit = web_field(x->request, "limit"),
                              .reason = web_field(x->request, "reason")};

    if (web_refused(x, "region"))
        view.region.error = web_words("form.choose");
    else if (web_refused(x, "reason"))
        view.reason.error = web_words("form.missing");
    else if (web_refused(x, "technique"))
        view.technique.error = web_words("form.choose");
    else if (web_refused(x, "route"))
        view.route.error = web_words("form.choose");
    else
        view.limit.error = web_words("form.choose");
    return show(x, &view);
}

/* What is no number of dots is a condition: whether there is one of that name, the use case asks.
 */
static enum status set(struct exchange *x)
{
    struct set_house_rule in = {.hand = x->hand,
                                .region = web_value(x->request, "region"),
                                .technique = web_value(x->request, "technique"),
                                .route = web_value(x->request, "route"),
                                .reason = web_value(x->request, "reason"),
                                .lift = span_is(web_value(x->request, "do"), "lift")};
    struct span limit = web_value(x->request, "limit");
    int64_t dots = 0;

    if (limit.len == 0 && !in.lift)
        return fault_set(&x->why, HF_INVALID, "limit");
    if (!span_to_int64(limit, &dots))
        in.condition = limit;
    if (dots < 0 || dots > 5)
        return fault_set(&x->why, HF_INVALID, "limit");
    in.dots = (unsigned)dots;
    return set_house_rule(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(rules_post, .act = set, .then = "/rules", .again = again);

static const struct http_route rules_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/rules", RIGHT_STAFF, rules_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/rules", RIGHT_OWNER, rules_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(rules);
