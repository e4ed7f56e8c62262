/* door/web/rule.c - one rule in plain words, with its source, its review, and what it does to a
 * plan.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/visit/told.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "door/web/rules.h"
#include "usecase/plan.h"

enum { LINE_MOST = 1000, LINES_MOST = 40 };

/* --- lines ----------------------------------------------------------------------------------- */

struct lines {
    struct words_view *at;
    size_t count, room;
};

static struct lines lines_of(const struct http_request *request, size_t room)
{
    struct lines lines = {arena_array(request->arena, struct words_view, room), 0, room};

    if (lines.at == NULL)
        lines.room = 0;
    return lines;
}

/* Once each. */
static void add(struct lines *lines, struct span text)
{
    for (size_t i = 0; i < lines->count; i++)
        if (span_equal(lines->at[i].text, text))
            return;
    if (text.len > 0 && lines->count < lines->room)
        lines->at[lines->count++].text = text;
}

static struct span filled(const struct http_request *request, enum message_id id,
                          struct message_arg arg)
{
    return message_fill(request->arena, id, MESSAGE_EN, &arg, 1);
}

struct span rules_place(const struct http_request *request, const struct knowledge *know,
                        struct scope scope)
{
    struct span place =
        told_place(know->atlas, scope.region, (uint8_t)scope.side, MESSAGE_EN, request->arena);

    if (scope.access.count != 1)
        return place;
    return filled(request,
                  span_is(scope.access.at[0], "internal") ? MSG_rule_inside : MSG_rule_outside,
                  message_arg("where", place));
}

static struct span condition_name(const struct knowledge *know, struct span id)
{
    const struct lexicon_word *word = lexicon_find(know->lexicon->conditions, id);

    return word == NULL ? id : word->name;
}

/* --- what a rule does ------------------------------------------------------------------------ */

static void add_effect(const struct http_request *request, const struct knowledge *know,
                       const struct effect *effect, struct lines *does)
{
    if (effect->has_max_pressure)
        add(does, filled(request, MSG_rule_cap,
                         message_arg("dots", (int64_t)plan_dots(effect->max_pressure))));
    for (size_t i = 0; i < effect->conditions.count; i++)
        add(does, filled(request, MSG_rule_needs,
                         message_arg("what", condition_name(know, effect->conditions.at[i]))));
}

static struct span mark_words(char mark)
{
    const char *ids[] = {"rule.mark.V", "rule.mark.S", "rule.mark.K", "rule.mark.U"};

    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (ids[i][10] == mark)
            return web_words(ids[i]);
    return SPAN("");
}

static void add_citations(const struct pack_sources *sources, struct words cited,
                          struct lines *lines)
{
    for (uint32_t i = 0; i < sources->count; i++)
        if (words_have(cited, sources->at[i].id))
            add(lines, sources->at[i].citation);
}

static void set_lines(struct lines lines, const struct words_view **ret, size_t *ret_count)
{
    *ret = lines.at;
    *ret_count = lines.count;
}

/* --- a row of the table of conditions -------------------------------------------------------- */

/* A question that has no answers to choose from is the date that an age is counted from. */
static struct span ask_words(const struct http_request *request, const struct knowledge *know,
                             const struct pack_row *row, const struct pack_ask *ask)
{
    uint32_t at = form_find(know->intake, ask->question);
    const struct form_item *item = at == FORM_NONE ? NULL : &know->intake->items[at];
    const struct form_option *option =
        item == NULL || ask->answers.count == 0 ? NULL : form_option_find(item, ask->answers.at[0]);
    const struct message_arg args[] = {
        message_arg("question", item == NULL ? ask->question : item->text),
        message_arg("answer", option == NULL ? SPAN("") : option->display)};

    return row->wait.years > 0 && span_equal(row->wait.from, ask->question)
               ? filled(request, MSG_rule_age, message_arg("n", row->wait.years))
               : message_fill(request->arena, MSG_rule_answer, MESSAGE_EN, args, 2);
}

/* The years of an age are told with the question. */
static struct span wait_words(const struct http_request *request, const struct pack_wait *wait)
{
    if (!wait->given || wait->years > 0)
        return web_words("rule.open");
    return filled(request, wait->from.len > 0 ? MSG_rule_days : MSG_rule_days_answer,
                  message_arg("n", wait->seconds / HF_SECONDS_PER_DAY));
}

static struct span letter_words(const struct http_request *request, const struct pack_row *row)
{
    const struct message_arg args[] = {message_arg("who", row->clear_by),
                                       message_arg("why", row->clearable_why)};

    return message_fill(request->arena, row->clearable ? MSG_rule_letter_yes : MSG_rule_letter_no,
                        MESSAGE_EN, args, 2);
}

static struct span level_words(const struct pack_row *row)
{
    static const char *const single[] = {"rule.level.na", "rule.level.W", "rule.level.C",
                                         "rule.level.A"};

    if (row->level == LEVEL_ADAPT && row->strict == LEVEL_CLEAR)
        return web_words("rule.level.WC");
    return web_words(single[row->level]);
}

static void fill_row_lists(const struct http_request *request, const struct knowledge *know,
                           const struct pack_row *row, struct rule_view *view)
{
    static const char *const acts[] = {"rule.adapt", "rule.adapt", "rule.clear", "rule.stop"};
    struct lines does = lines_of(request, LINES_MOST), asks = lines_of(request, row->n_asks);
    struct lines where = lines_of(request, row->scopes.count);
    struct lines sources = lines_of(request, row->sources.count);

    add(&does, web_words(acts[row->applies]));
    add_effect(request, know, &row->effect, &does);
    for (uint32_t i = 0; i < row->n_asks; i++)
        add(&asks, ask_words(request, know, row, &row->asks[i]));
    for (uint32_t i = 0; i < row->scopes.count; i++)
        add(&where, rules_place(request, know, row->scopes.at[i]));
    add_citations(&know->screening->sources, row->sources, &sources);
    set_lines(does, &view->does, &view->n_does);
    set_lines(asks, &view->asks, &view->n_asks);
    set_lines(where, &view->where, &view->n_where);
    set_lines(sources, &view->sources, &view->n_sources);
}

static void fill_row(const struct http_request *request, const struct knowledge *know,
                     const struct pack_row *row, struct rule_view *view)
{
    struct buf staff;

    buf_init(&staff, request->arena, LINE_MOST);
    buf_put(&staff, row->practitioner);
    buf_lit(&staff, ": ");
    buf_put(&staff, row->act);
    view->title = row->client;
    view->staff = buf_view(&staff);
    view->how_long = wait_words(request, &row->wait);
    view->letter = letter_words(request, row);
    view->renew = filled(request, row->reconsent ? MSG_rule_renew_yes : MSG_rule_renew_no,
                         message_arg("why", row->reconsent_why));
    view->disagree = row->disagreement;
    view->table = filled(request, MSG_rule_table, message_arg("level", level_words(row)));
    view->is_tighter = row->applies > row->strict;
    view->mark = mark_words("?VSKU"[row->mark]);
    view->review = span_is(row->review, "unreviewed") ? web_words("rule.unreviewed") : row->review;
    fill_row_lists(request, know, row, view);
}

/* --- a rule for everybody, and a law --------------------------------------------------------- */

static void fill_house(const struct http_request *request, const struct knowledge *know,
                       const struct house_rule *house, struct rule_view *view)
{
    struct lines does = lines_of(request, LINES_MOST), asks = lines_of(request, 1);
    struct lines where = lines_of(request, 1), sources = lines_of(request, LINES_MOST);

    view->title = house->why;
    if (house->rule.effect.deny)
        add(&does, web_words("rule.stop"));
    add_effect(request, know, &house->rule.effect, &does);
    if (house->when == HOUSE_ALWAYS)
        add(&asks, web_words("rule.everybody"));
    add(&where, rules_place(request, know, house->rule.scope));
    add_citations(&know->policy->sources, house->sources, &sources);
    view->mark = mark_words(house->row.len > 0 ? "?VSKU"[house->mark] : 'U');
    view->review = web_words("rule.unreviewed");
    set_lines(does, &view->does, &view->n_does);
    set_lines(asks, &view->asks, &view->n_asks);
    set_lines(where, &view->where, &view->n_where);
    set_lines(sources, &view->sources, &view->n_sources);
}

static void fill_law(const struct http_request *request, const struct law_row *row,
                     struct rule_view *view)
{
    struct lines does = lines_of(request, LINES_MOST), sources = lines_of(request, 1);

    view->title = row->says;
    if (row->paper.len > 0)
        add(&does, filled(request, MSG_rule_paper, message_arg("what", row->paper)));
    for (size_t i = 0; i < row->conditions.count; i++)
        add(&does, filled(request, MSG_rule_needs, message_arg("what", row->conditions.at[i])));
    add(&sources, row->source);
    view->mark = row->mark.len == 1 ? mark_words(row->mark.at[0]) : row->mark;
    view->table = filled(request, MSG_rule_checked, message_arg("day", row->checked_on));
    view->review = web_words("rule.unreviewed_law");
    set_lines(does, &view->does, &view->n_does);
    set_lines(sources, &view->sources, &view->n_sources);
}

static const struct house_rule *house_find(const struct house_policy *policy, struct span id)
{
    for (uint32_t i = 0; i < policy->n_house; i++)
        if (span_equal(policy->house[i].rule.id, id))
            return &policy->house[i];
    return NULL;
}

static bool fill_rule(const struct http_request *request, const struct knowledge *know,
                      struct span id, struct rule_view *view)
{
    const struct pack_row *row = screening_find(know->screening, id);
    const struct house_rule *house = house_find(know->policy, id);
    const struct law_row *law = law_find(know->law, id);

    if (rule_field_fill(request, know, id, view))
        return true;
    if (row != NULL)
        fill_row(request, know, row, view);
    else if (house != NULL)
        fill_house(request, know, house, view);
    else if (law != NULL)
        fill_law(request, law, view);
    return row != NULL || house != NULL || law != NULL;
}

/* --- the plan at hand ------------------------------------------------------------------------ */

/* "CI12.arms/2" and "law.SP05/anus/t" lead to CI12 and SP05. */
static bool is_of_rule(const struct knowledge *know, const struct reason *reason, struct span rule)
{
    struct span rest = reason->id, finding = span_cut(&rest, '/');

    if (span_starts(finding, SPAN("law.")))
        return span_equal(span_skip(finding, 4), rule);
    const struct pack_row *row = screening_row_of(know->screening, finding);
    return span_equal(row != NULL ? row->id : reason->id, rule);
}

static bool stands_against(const struct knowledge *know, const struct decision *d, struct span rule)
{
    for (size_t i = 0; i < d->reason_count; i++)
        if ((d->reasons[i].code == REASON_CONTRA || d->reasons[i].code == REASON_HOUSE) &&
            is_of_rule(know, &d->reasons[i], rule))
            return true;
    return false;
}

static void fill_steps(const struct http_request *request, const struct knowledge *know,
                       const struct plan_file *plan, struct span rule, struct rule_view *view)
{
    size_t count = plan->is_there ? plan->said->steps.count : 0;
    struct lines steps = lines_of(request, count);

    for (size_t i = 0; i < count; i++) {
        const struct step_said *step = &plan->said->steps.at[i];
        const struct message_arg args[] = {
            message_arg("n", (int64_t)i + 1),
            message_arg("where", told_place(know->atlas, step->region, step->side, MESSAGE_EN,
                                            request->arena))};

        if (stands_against(know, plan->checks[i].decision, rule))
            add(&steps, message_fill(request->arena, MSG_rule_step, MESSAGE_EN, args, 2));
    }
    set_lines(steps, &view->steps, &view->n_steps);
}

/* --- the pages ------------------------------------------------------------------------------- */

/* Shown again with status 422 when something that was typed does not fit. */
static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct span rule, struct rule_view *view, const char *here)
{
    bool again = view->verdict.error.len + view->words.error.len > 0;
    struct fault why;

    fault_clear(&why);
    enum status st = rules_fill_reviews(request, door, rule, view, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    web_page(request, door, PAGE_PRACTICE, here, &view->page);
    struct html w = again ? web_html_again(reply) : web_html(reply);

    page_rule(&w, view);
}

bool rules_show(struct http_request *request, struct http_reply *reply, struct door *door,
                struct span rule, struct rule_view *view)
{
    if (!fill_rule(request, door->practice.knowledge, rule, view))
        return false;
    view->back = (struct link_view){SPAN("/rules"), web_words("rules.title")};
    show(request, reply, door, rule, view, "setup");
    return true;
}

static void not_there(struct http_request *request, struct http_reply *reply)
{
    struct fault why;

    fault_clear(&why);
    web_failed(reply, request, fault_set(&why, HF_NOT_FOUND, "no such rule"), &why);
}

static void rule_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct rule_view view = {.n_reviews = 0};

    if (!rules_show(request, reply, door, http_field_value(request->params, "rule"), &view))
        not_there(request, reply);
}

static struct span plan_path(const struct http_request *request, struct client_id client)
{
    struct buf out;

    buf_init(&out, request->arena, 80);
    buf_lit(&out, "/c/");
    buf_put(&out, web_id(request->arena, client.id));
    buf_lit(&out, "/plan");
    return buf_view(&out);
}

static void plan_rule_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct span rule = http_field_value(request->params, "rule");
    struct rule_view view = {.back = {.text = web_words("rule.back")}};
    struct client_id client;
    struct plan_file plan;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &client);

    if (st == HF_OK)
        st = view_plan(&door->practice, request->arena, web_subject(request)->keyring, client,
                       &plan, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    if (!fill_rule(request, door->practice.knowledge, rule, &view)) {
        not_there(request, reply);
        return;
    }
    fill_steps(request, door->practice.knowledge, &plan, rule, &view);
    view.client = overview_head(request->arena, &plan.facts.file).name;
    view.back.href = plan_path(request, client);
    show(request, reply, door, rule, &view, "clients");
}

static const struct http_route rule_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/rules/{rule}", RIGHT_STAFF, rule_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{client}/rules/{rule}", RIGHT_PRACTITIONER, plan_rule_get,
               HTTP_ROUTE_PLAIN),
};
WEB_TABLE(rule);
