/* door/web/screening.c - the review is sent, the age seen, a clearance given (wireframe B).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/screening.h"

#include "core/render/pages.h"
#include "door/web/act.h"
#include "door/web/review.h"
#include "door/web/routes.h"

#include "base/date.h"

static void show(struct exchange *x, const struct screening_file *file, struct review_view *view)
{
    review_fill(x->request, x->door, file, view);
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view->page);

    page_review(&w, view);
}

/* Loads it, then shows it with what `view` holds already. */
static enum status open(struct exchange *x, struct review_view *view)
{
    struct screening_file file;
    enum status st = view_screening(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st == HF_OK)
        show(x, &file, view);
    return st;
}

static enum status look(struct exchange *x)
{
    struct review_view view = {0};

    return open(x, &view);
}
WEB_LOOK(review_get, look);

/* --- a review is sent ------------------------------------------------------------------------ */

static uint8_t verdict_sent(const struct http_request *request, const struct screening_file *file,
                            const struct screening_line *line)
{
    struct span question = file->answers->form->items[line->finding->item].link_id;

    if (line->is_open)
        return review_sent(request, "u.", question).len > 0 ? REVIEW_ACCEPTED : REVIEW_TALK;
    return span_is(review_sent(request, "f.", line->finding->id), "stricter") ? REVIEW_STRICTER
                                                                              : REVIEW_ACCEPTED;
}

static enum status send(struct exchange *x, struct review_screening_reply *ret)
{
    struct screening_file file;
    struct review_screening in = {.hand = x->hand,
                                  .client = x->client,
                                  .sentence = web_value(x->request, "sentence"),
                                  .refer_on = span_is(web_value(x->request, "go"), "refer")};
    enum status st = view_screening(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st != HF_OK)
        return st;
    struct review_choice *choices = arena_array(x->arena, struct review_choice, file.n_lines);

    for (size_t i = 0; choices != NULL && i < file.n_lines; i++)
        choices[in.count++] = (struct review_choice){
            file.lines[i].finding->id, verdict_sent(x->request, &file, &file.lines[i]), SPAN("")};
    in.choices = choices;
    return review_screening(x->practice, x->arena, &in, ret, &x->why);
}

static void lacks(struct exchange *x, const struct review_screening_reply *reviewed)
{
    struct review_view view = {.sentence = web_field(x->request, "sentence")};

    if ((reviewed->lacks & REVIEW_NO_SENTENCE) != 0)
        view.sentence.error = web_words("error.sentence");
    if ((reviewed->lacks & REVIEW_OPEN_QUESTIONS) != 0)
        view.open_error = web_words("review.open_error");
    x->then = NULL;
    x->again = true;
    show(x, &reviewed->file, &view);
}

static enum status review(struct exchange *x)
{
    struct review_screening_reply reviewed;
    enum status st = send(x, &reviewed);

    if (st == HF_OK && reviewed.lacks != 0)
        lacks(x, &reviewed);
    else if (span_is(web_value(x->request, "go"), "refer"))
        x->then = "/c/*";
    return st;
}
WEB_FORM(review_post, .act = review, .then = "/c/*/plan");

/* --- age ------------------------------------------------------------------------------------- */

static enum status age_again(struct exchange *x)
{
    struct review_view view = {.age = {.born = web_field(x->request, "born"),
                                       .document = web_field(x->request, "document")}};

    if (web_refused(x, "born"))
        view.age.born.error = web_words("form.date");
    else
        view.age.document.error = web_words("form.missing");
    return open(x, &view);
}

static enum status age(struct exchange *x)
{
    const struct see_age in = {.hand = x->hand,
                               .client = x->client,
                               .born = web_value(x->request, "born"),
                               .document = web_value(x->request, "document")};

    return see_age(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(age_post, .act = age, .then = "/c/*/review", .again = age_again);

/* --- clearance ------------------------------------------------------------------------------- */

static enum status clear_again(struct exchange *x)
{
    struct review_view view = {.letter_by = web_field(x->request, "letter_by"),
                               .letter_date = web_field(x->request, "letter_date"),
                               .clear_until = web_field(x->request, "until")};

    view.letter_by.error = web_words("clear.error");
    return open(x, &view);
}

/* The named day is the last one that counts. */
static struct moment day_after(struct span day)
{
    struct date date;

    if (!date_parse(day, &date))
        return (struct moment){.known = false};
    return (struct moment){true, (date_to_days(date) + 1) * HF_SECONDS_PER_DAY};
}

static enum status clear(struct exchange *x)
{
    const struct give_clearance in = {
        .hand = x->hand,
        .client = x->client,
        .said = {.rule = web_value(x->request, "rule"),
                 .until = day_after(web_value(x->request, "until")),
                 .letter_by = web_value(x->request, "letter_by"),
                 .letter_date = web_value(x->request, "letter_date")}};

    return give_clearance(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(clear_post, .act = clear, .then = "/c/*/review", .again = clear_again);

static const struct http_route screening_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/review", RIGHT_CARE, review_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/review", RIGHT_PRACTITIONER, review_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/clear", RIGHT_CARE, clear_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/age", RIGHT_PRACTITIONER, age_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(screening);
