/* door/web/screening.c - the review of what the answers say (wireframe B), and the age.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/screening.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "door/web/standing.h"

enum { US_PER_S = 1000000, NAME_MOST = FORM_MAX_LINK_ID + 8, SOURCES_MOST = 1000 };

/* --- one finding ----------------------------------------------------------------------------- */

/* A field of the form named by prefix and id. */
static struct span sent(const struct http_request *request, const char *prefix, struct span id)
{
    struct buf name;

    buf_init(&name, request->arena, NAME_MOST);
    buf_put(&name, span_of(prefix));
    buf_put(&name, id);
    buf_byte(&name, '\0');
    return name.failed ? SPAN("") : span_trim(http_field_value(request->form, name.at));
}

static struct span question_of(const struct screening_file *file, uint32_t item)
{
    return file->answers->form->items[item].text;
}

static struct span answer_shown(const struct http_request *request,
                                const struct screening_file *file, uint32_t item)
{
    return web_written_date(request->arena, form_answer_show(file->answers, item, request->arena));
}

static struct span answered(const struct http_request *request, const struct screening_file *file,
                            uint32_t item)
{
    const struct message_arg args[] = {
        message_arg("question", question_of(file, item)),
        message_arg("answer", answer_shown(request, file, item)),
    };

    return message_fill(request->arena, MSG_review_question, MESSAGE_EN, args, 2);
}

static struct span until_words(const struct http_request *request, struct moment until)
{
    if (!until.known)
        return web_words("review.until_clinician");
    const struct message_arg args[] = {message_arg("when", web_date(request->arena, until.utc_s))};

    return message_fill(request->arena, MSG_review_until, MESSAGE_EN, args, 1);
}

static struct span citation(const struct screening *rules, struct span id)
{
    for (uint32_t i = 0; i < rules->sources.count; i++)
        if (span_equal(rules->sources.at[i].id, id))
            return rules->sources.at[i].citation;
    return id;
}

static struct span sources_of(const struct http_request *request, const struct screening *rules,
                              const struct pack_row *row)
{
    struct buf out;

    buf_init(&out, request->arena, SOURCES_MOST);
    for (size_t i = 0; i < row->sources.count; i++) {
        buf_put(&out, i > 0 ? SPAN("; ") : SPAN(""));
        buf_put(&out, citation(rules, row->sources.at[i]));
    }
    return buf_view(&out);
}

static enum light light_of(const struct pack_row *row)
{
    return row->applies >= LEVEL_CLEAR ? LIGHT_RED : LIGHT_AMBER;
}

static struct finding_view finding_of(const struct http_request *request,
                                      const struct screening *rules,
                                      const struct screening_file *file,
                                      const struct screening_line *line)
{
    const struct screen_finding *finding = line->finding;
    bool is_sent = sent(request, "f.", finding->id).len > 0;

    return (struct finding_view){
        .rule = finding->id,
        .what = finding->row->practitioner,
        .answer = answered(request, file, finding->item),
        .effect = finding->row->act,
        .until = until_words(request, finding->until),
        .source = sources_of(request, rules, finding->row),
        .light = light_of(finding->row),
        .clearable = finding->row->clearable,
        .stricter = is_sent ? span_is(sent(request, "f.", finding->id), "stricter")
                            : line->verdict == REVIEW_STRICTER,
    };
}

/* Red first, each in the order of the rules. */
static void fill_findings(const struct http_request *request, const struct door *door,
                          const struct screening_file *file, struct review_view *view)
{
    const struct screening *rules = door->practice.knowledge->screening;
    struct finding_view *at = arena_array(request->arena, struct finding_view, file->n_lines);
    static const enum light order[] = {LIGHT_RED, LIGHT_AMBER};

    for (int pass = 0; at != NULL && pass < 2; pass++)
        for (size_t i = 0; i < file->n_lines; i++)
            if (!file->lines[i].is_open && light_of(file->lines[i].finding->row) == order[pass])
                at[view->n_findings++] = finding_of(request, rules, file, &file->lines[i]);
    view->findings = at;
    for (size_t i = 0; i < view->n_findings; i++) {
        view->n_red += at[i].light == LIGHT_RED;
        view->n_amber += at[i].light == LIGHT_AMBER;
    }
    view->n_clear = (int64_t)(rules->n_rows - file->n_lines);
}

/* --- open questions -------------------------------------------------------------------------- */

static bool is_first_of_question(const struct screening_file *file, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (file->lines[i].is_open && file->lines[i].finding->item == file->lines[at].finding->item)
            return false;
    return file->lines[at].is_open;
}

static struct open_question_view question_view(const struct http_request *request,
                                               const struct screening_file *file, uint32_t item)
{
    struct span link_id = file->answers->form->items[item].link_id;
    struct words_view *effects = arena_array(request->arena, struct words_view, file->n_lines);
    struct open_question_view view = {
        .link_id = link_id,
        .question = question_of(file, item),
        .answer = answer_shown(request, file, item),
        .effects = effects,
        .taken_on = sent(request, "u.", link_id).len > 0,
    };

    for (size_t i = 0; effects != NULL && i < file->n_lines; i++)
        if (file->lines[i].is_open && file->lines[i].finding->item == item)
            effects[view.n_effects++].text = file->lines[i].finding->row->practitioner;
    return view;
}

static void fill_open(const struct http_request *request, const struct screening_file *file,
                      struct review_view *view)
{
    struct open_question_view *at =
        arena_array(request->arena, struct open_question_view, file->n_lines);

    for (size_t i = 0; at != NULL && i < file->n_lines; i++)
        if (is_first_of_question(file, i))
            at[view->n_open++] = question_view(request, file, file->lines[i].finding->item);
    view->open = at;
    view->open_count = (int64_t)view->n_open;
}

/* --- clearances ------------------------------------------------------------------------------ */

static bool is_clearable(const struct door *door, struct span rule_id)
{
    const struct rule *rule = screening_rule(door->practice.knowledge->screening, rule_id);

    return rule != NULL && rule->clearable;
}

static void add_clearable(const struct http_request *request, const struct door *door,
                          const struct screen_finding *finding, struct choice_view *at,
                          struct review_view *view)
{
    for (size_t i = 0; i < finding->rules.count; i++) {
        if (!is_clearable(door, finding->rules.at[i]))
            continue;
        at[view->n_clearable++] = (struct choice_view){
            .value = finding->rules.at[i],
            .label = finding->row->practitioner,
            .chosen = span_equal(finding->rules.at[i], web_value(request, "rule"))};
    }
}

static void fill_clearable(const struct http_request *request, const struct door *door,
                           const struct screening_file *file, struct review_view *view)
{
    struct choice_view *at;
    size_t most = 0;

    for (size_t i = 0; i < file->n_lines; i++)
        most += file->lines[i].finding->rules.count;
    at = arena_array(request->arena, struct choice_view, most);
    for (size_t i = 0; at != NULL && i < file->n_lines; i++)
        if (!file->lines[i].is_open)
            add_clearable(request, door, file->lines[i].finding, at, view);
    view->clearable = at;
}

/* --- the rest of the page -------------------------------------------------------------------- */

static void fill_read(const struct http_request *request, const struct screening_file *file,
                      struct review_view *view)
{
    struct words_view *at = arena_array(request->arena, struct words_view, file->result.n_tasks);

    for (uint32_t i = 0; at != NULL && i < file->result.n_tasks; i++)
        at[view->n_read++].text = answered(request, file, file->result.tasks[i].item);
    view->read = at;
}

static void fill_standing(const struct http_request *request, const struct door *door,
                          const struct screening_file *file, struct review_view *view)
{
    struct words_view *at = arena_array(request->arena, struct words_view, file->n_standing);

    for (size_t i = 0; at != NULL && i < file->n_standing; i++)
        at[view->n_standing++].text = standing_words(request, door, &file->standing[i]);
    view->standing = at;
}

static void fill_age(const struct http_request *request, const struct screening_file *file,
                     struct age_view *view)
{
    const struct age_known *age = &file->age;
    const struct message_arg args[] = {
        message_arg("what", age->document),
        message_arg("who", client_file_who(&file->facts.file, age->by)),
        message_arg("when", web_date(request->arena, age->when_s))};

    view->stated = web_written_date(request->arena, age->stated);
    view->is_adult = age->is_adult;
    if (age->document.len > 0)
        view->seen = message_fill(request->arena, MSG_age_seen_by, MESSAGE_EN, args, 3);
}

static void fill_decided(const struct http_request *request, const struct screening_file *file,
                         struct review_view *view)
{
    if (file->review == NULL)
        return;
    const struct message_arg args[] = {
        message_arg("who", client_file_who(&file->facts.file, file->review_entry->actor)),
        message_arg("when", web_when(request->arena, file->review_entry->utc_us / US_PER_S)),
        message_arg("sentence", file->review->sentence)};

    view->decided = message_fill(request->arena, MSG_review_decided, MESSAGE_EN, args, 3);
}

static void fill_review(const struct http_request *request, const struct door *door,
                        const struct screening_file *file, struct review_view *view)
{
    const struct screening *rules = door->practice.knowledge->screening;

    uint8_t roles = web_subject(request)->who.roles;

    view->only_reads = (roles & ROLE_PRACTITIONER) == 0;
    view->is_clinician = (roles & ROLE_CLINICIAN) != 0;
    view->client = overview_head(request->arena, &file->facts.file);
    view->pack = rules->head.version;
    view->answered = file->is_answered;
    fill_age(request, file, &view->age);
    fill_standing(request, door, file, view);
    if (!file->is_answered)
        return;
    fill_findings(request, door, file, view);
    fill_open(request, file, view);
    fill_clearable(request, door, file, view);
    fill_read(request, file, view);
    fill_decided(request, file, view);
    view->light = view->n_red > 0                             ? LIGHT_RED
                  : view->n_amber + (int64_t)view->n_open > 0 ? LIGHT_AMBER
                                                              : LIGHT_GREEN;
    view->may_plan = true; /* a finding that closes the whole body closes every step by itself */
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct review_view *view, bool again)
{
    struct html w = again ? web_html_again(reply) : web_html(reply);

    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    page_review(&w, view);
}

static enum status view_it(struct http_request *request, struct door *door,
                           struct screening_file *ret, struct fault *why)
{
    struct client_id client;
    enum status st = web_client(request, &client);

    return st != HF_OK ? st
                       : view_screening(&door->practice, request->arena,
                                        web_subject(request)->keyring, client, ret, why);
}

static void review_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct review_view view = {0};
    struct screening_file file;
    struct fault why;

    fault_clear(&why);
    enum status st = view_it(request, door, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    fill_review(request, door, &file, &view);
    show(request, reply, door, &view, false);
}

/* --- a review is sent ------------------------------------------------------------------------ */

static uint8_t verdict_sent(const struct http_request *request, const struct screening_file *file,
                            const struct screening_line *line)
{
    struct span question = file->answers->form->items[line->finding->item].link_id;

    if (line->is_open)
        return sent(request, "u.", question).len > 0 ? REVIEW_ACCEPTED : REVIEW_TALK;
    return span_is(sent(request, "f.", line->finding->id), "stricter") ? REVIEW_STRICTER
                                                                       : REVIEW_ACCEPTED;
}

static enum status send_review(struct http_request *request, struct door *door,
                               struct review_screening_reply *ret, struct fault *why)
{
    struct screening_file file;
    struct review_screening in = {.sentence = web_value(request, "sentence"),
                                  .refer_on = span_is(web_value(request, "go"), "refer")};
    enum status st = view_it(request, door, &file, why);

    if (st == HF_OK)
        st = web_client(request, &in.client);
    if (st == HF_OK)
        st = web_hand(request, &in.hand, why);
    if (st != HF_OK)
        return st;
    struct review_choice *choices = arena_array(request->arena, struct review_choice, file.n_lines);

    for (size_t i = 0; choices != NULL && i < file.n_lines; i++)
        choices[in.count++] = (struct review_choice){
            file.lines[i].finding->id, verdict_sent(request, &file, &file.lines[i]), SPAN("")};
    in.choices = choices;
    return review_screening(&door->practice, request->arena, &in, ret, why);
}

static void review_again(struct http_request *request, struct http_reply *reply, struct door *door,
                         const struct review_screening_reply *reviewed)
{
    struct review_view view = {.sentence = web_field(request, "sentence")};

    if ((reviewed->lacks & REVIEW_NO_SENTENCE) != 0)
        view.sentence.error = web_words("error.sentence");
    if ((reviewed->lacks & REVIEW_OPEN_QUESTIONS) != 0)
        view.open_error = web_words("review.open_error");
    fill_review(request, door, &reviewed->file, &view);
    show(request, reply, door, &view, true);
}

static void review_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct review_screening_reply reviewed;
    struct client_id client;
    struct fault why;

    fault_clear(&why);
    enum status st = send_review(request, door, &reviewed, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (reviewed.lacks != 0)
        review_again(request, reply, door, &reviewed);
    else if (web_client(request, &client) == HF_OK)
        web_go(reply, request, "/c/", client.id,
               span_is(web_value(request, "go"), "refer") ? "" : "/plan");
}

/* --- age ------------------------------------------------------------------------------------- */

static void age_again(struct http_request *request, struct http_reply *reply, struct door *door,
                      const struct fault *why)
{
    struct review_view view = {0};
    struct screening_file file;
    struct fault other;

    fault_clear(&other);
    enum status st = view_it(request, door, &file, &other);

    if (st != HF_OK) {
        web_failed(reply, request, st, &other);
        return;
    }
    fill_review(request, door, &file, &view);
    view.age.born = web_field(request, "born");
    view.age.document = web_field(request, "document");
    if (span_is(span_of(why->text), "born"))
        view.age.born.error = web_words("form.date");
    else
        view.age.document.error = web_words("form.missing");
    show(request, reply, door, &view, true);
}

static void age_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct see_age in = {.born = web_value(request, "born"),
                         .document = web_value(request, "document")};
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = see_age(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go(reply, request, "/c/", in.client.id, "/review");
    else if (st == HF_INVALID)
        age_again(request, reply, door, &why);
    else
        web_failed(reply, request, st, &why);
}

/* --- clearance ------------------------------------------------------------------------------- */

static void clear_again(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct review_view view = {.letter_by = web_field(request, "letter_by"),
                               .letter_date = web_field(request, "letter_date"),
                               .clear_until = web_field(request, "until")};
    struct screening_file file;
    struct fault why;

    fault_clear(&why);
    enum status st = view_it(request, door, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    fill_review(request, door, &file, &view);
    view.letter_by.error = web_words("clear.error");
    show(request, reply, door, &view, true);
}

/* The named day is the last one that counts. */
static struct moment day_after(struct span day)
{
    struct date date;

    if (!date_parse(day, &date))
        return (struct moment){.known = false};
    return (struct moment){true, (date_to_days(date) + 1) * HF_SECONDS_PER_DAY};
}

static void clear_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct give_clearance in = {.said = {.rule = web_value(request, "rule"),
                                         .until = day_after(web_value(request, "until")),
                                         .letter_by = web_value(request, "letter_by"),
                                         .letter_date = web_value(request, "letter_date")}};
    struct screening_file file;
    struct fault why;

    fault_clear(&why);
    enum status st = view_it(request, door, &file, &why);

    if (st == HF_OK)
        st = web_client(request, &in.client);
    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = give_clearance(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go(reply, request, "/c/", in.client.id, "/review");
    else if (st == HF_INVALID)
        clear_again(request, reply, door);
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route screening_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/review", RIGHT_CARE, review_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/review", RIGHT_PRACTITIONER, review_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/clear", RIGHT_CARE, clear_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/age", RIGHT_PRACTITIONER, age_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(screening);
