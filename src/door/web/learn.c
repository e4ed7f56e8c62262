/* door/web/learn.c - what this work is, what is known of it, its risks: pages for anybody.
 *
 * A clinical practice has no page and no statement of the senses or of a tradition.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content.h"
#include "core/render/pages.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "door/web/rules.h"
#include "knowledge/knowledge.h"

static bool is_clinical(const struct door *door)
{
    return house_of(door->shared)->profile != PROFILE_BODYWORK;
}

/* --- the list -------------------------------------------------------------------------------- */

static struct learn_line_view line_of(const struct learn_page *page)
{
    return (struct learn_line_view){page->id, page->title, page->lead};
}

/* The pages for a practice of this kind, in their order. */
static const struct learn_line_view *lines_of(const struct http_request *request,
                                              const struct door *door, size_t *ret_count)
{
    const struct learn *learn = door->practice.knowledge->learn;
    struct learn_line_view *at =
        arena_array(request->arena, struct learn_line_view, learn->n_pages);

    *ret_count = 0;
    for (uint32_t i = 0; at != NULL && i < learn->n_pages; i++)
        if (learn_page_find(learn, learn->pages[i].id, is_clinical(door)) != NULL)
            at[(*ret_count)++] = line_of(&learn->pages[i]);
    return at;
}

static void learn_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct learn_view view = {.review = door->practice.knowledge->learn->head.review};
    struct html w = web_html(reply);

    view.lines = lines_of(request, door, &view.n_lines);
    web_page(request, door, web_kind(request), "", &view.page);
    page_learn(&w, &view);
}

/* --- one page -------------------------------------------------------------------------------- */

static struct span grade_words(const struct http_request *request, struct span grade)
{
    struct buf id;

    buf_init(&id, request->arena, 40);
    buf_lit(&id, "learn.grade.");
    buf_put(&id, grade);
    return message_words(message_find(buf_view(&id)), MESSAGE_EN);
}

static struct learn_statement_view statement_of(const struct http_request *request,
                                                const struct learn *learn,
                                                const struct learn_statement *said)
{
    struct words_view *sources =
        arena_array(request->arena, struct words_view, said->sources.count);
    struct learn_statement_view view = {.text = said->text,
                                        .grade = grade_words(request, said->grade),
                                        .mark = rules_mark_words("?VSKU"[said->mark]),
                                        .sources = sources};

    for (uint32_t i = 0; sources != NULL && i < learn->sources.count; i++)
        if (words_have(said->sources, learn->sources.at[i].id))
            sources[view.n_sources++].text = learn->sources.at[i].citation;
    return view;
}

static void fill_statements(const struct http_request *request, const struct door *door,
                            const struct learn_page *page, struct learn_page_view *view)
{
    const struct learn *learn = door->practice.knowledge->learn;
    struct learn_statement_view *at =
        arena_array(request->arena, struct learn_statement_view, learn->n_statements);

    for (uint32_t i = 0; at != NULL && i < learn->n_statements; i++) {
        const struct learn_statement *said = &learn->statements[i];

        if (span_equal(said->page, page->id) && !(said->bodywork_only && is_clinical(door)))
            at[view->n_statements++] = statement_of(request, learn, said);
    }
    view->statements = at;
}

/* One of the two panels of the section drawing. */
static struct span drawing_of(struct span name)
{
    static const struct {
        const char *name, *address;
    } drawings[] = {
        {"section-v", "/assets/pelvic-section.svg#svgView(viewBox(0,0,680,500))"},
        {"section-p", "/assets/pelvic-section.svg#svgView(viewBox(680,0,680,500))"},
    };

    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++)
        if (span_is(name, drawings[i].name))
            return span_of(drawings[i].address);
    return SPAN("");
}

static void fill_neighbours(const struct http_request *request, const struct door *door,
                            struct span id, struct learn_page_view *view)
{
    size_t count, i = 0;
    const struct learn_line_view *lines = lines_of(request, door, &count);

    while (i < count && !span_equal(lines[i].id, id))
        i++;
    if (i > 0)
        view->before = lines[i - 1];
    if (i + 1 < count)
        view->after = lines[i + 1];
}

static void learn_page_get(struct http_request *request, struct http_reply *reply,
                           struct door *door)
{
    const struct learn *learn = door->practice.knowledge->learn;
    const struct learn_page *page =
        learn_page_find(learn, http_field_value(request->params, "page"), is_clinical(door));
    struct fault why;

    if (page == NULL) {
        web_failed(reply, request, fault_set(&why, HF_NOT_FOUND, "no page of that name"), &why);
        return;
    }
    struct learn_page_view view = {.title = page->title,
                                   .lead = page->lead,
                                   .review = learn->head.review,
                                   .drawing = drawing_of(page->drawing),
                                   .drawing_says = page->drawing_says};
    struct html w = web_html(reply);

    fill_statements(request, door, page, &view);
    fill_neighbours(request, door, page->id, &view);
    web_page(request, door, web_kind(request), "", &view.page);
    page_learn_page(&w, &view);
}

static const struct http_route learn_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/learn", RIGHT_KNOWN, learn_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/learn/{page}", RIGHT_KNOWN, learn_page_get, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(learn);
