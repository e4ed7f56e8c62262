/* door/web/review.c - what the answers of an intake say, as the page of the review shows it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/review.h"

#include "core/render/message.h"
#include "door/web/overview.h"
#include "door/web/reason_rule.h"
#include "door/web/standing.h"

enum { US_PER_S = 1000000, NAME_MOST = FORM_MAX_LINK_ID + 8, SOURCES_MOST = 1000 };

/* --- one finding ----------------------------------------------------------------------------- */

/* A field of the form named by prefix and id. */
struct span review_sent(const struct http_request *request, const char *prefix, struct span id)
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

static struct span rule_address(const struct http_request *request,
                                const struct screening_file *file, struct span rule)
{
    return reason_address(request->arena, rule, reason_plan_of(request, &file->facts.file.client));
}

static struct finding_view finding_of(const struct http_request *request,
                                      const struct screening *rules,
                                      const struct screening_file *file,
                                      const struct screening_line *line)
{
    const struct screen_finding *finding = line->finding;
    bool is_sent = review_sent(request, "f.", finding->id).len > 0;

    return (struct finding_view){
        .rule = finding->id,
        .what = finding->row->practitioner,
        .answer = answered(request, file, finding->item),
        .effect = finding->row->act,
        .until = until_words(request, finding->until),
        .source = sources_of(request, rules, finding->row),
        .read = rule_address(request, file, finding->row->id),
        .light = light_of(finding->row),
        .clearable = finding->row->clearable,
        .stricter = is_sent ? span_is(review_sent(request, "f.", finding->id), "stricter")
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
    struct link_view *effects = arena_array(request->arena, struct link_view, file->n_lines);
    struct open_question_view view = {
        .link_id = link_id,
        .question = question_of(file, item),
        .answer = answer_shown(request, file, item),
        .effects = effects,
        .taken_on = review_sent(request, "u.", link_id).len > 0,
    };

    for (size_t i = 0; effects != NULL && i < file->n_lines; i++) {
        const struct pack_row *row = file->lines[i].finding->row;

        if (file->lines[i].is_open && file->lines[i].finding->item == item)
            effects[view.n_effects++] =
                (struct link_view){rule_address(request, file, row->id), row->practitioner};
    }
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
    const struct screening *rules = door->practice.knowledge->screening;
    struct link_view *at = arena_array(request->arena, struct link_view, file->n_standing);

    for (size_t i = 0; at != NULL && i < file->n_standing; i++) {
        const struct pack_row *row = screening_row_of(rules, file->standing[i].finding);
        struct span rule = row == NULL ? SPAN("UNKNOWN_FINDING") : row->id;

        at[view->n_standing++] =
            (struct link_view){rule_address(request, file, rule),
                               standing_line(request, door, &file->standing[i]).text};
    }
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

void review_fill(const struct http_request *request, const struct door *door,
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
