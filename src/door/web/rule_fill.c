/* door/web/rule_fill.c - one rule in plain words: a row of the table of conditions, a rule for
 * everybody, a law.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/told.h"
#include "door/web/held.h"
#include "door/web/rules.h"
#include "usecase/plan.h"

enum { LINE_MOST = 1000, LINES_MOST = 40 };

/* --- lines ----------------------------------------------------------------------------------- */

struct lines {
    struct words_view *at;
    size_t count, room;
};

static struct lines lines_of(struct arena *arena, size_t room)
{
    struct lines lines = {arena_array(arena, struct words_view, room), 0, room};

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

static struct span filled(struct arena *arena, enum message_id id, struct message_arg arg)
{
    return message_fill(arena, id, MESSAGE_EN, &arg, 1);
}

struct span rules_place(struct arena *arena, const struct knowledge *know, struct scope scope)
{
    struct span place =
        told_place(know->atlas, scope.region, (uint8_t)scope.side, MESSAGE_EN, arena);

    if (scope.access.count != 1)
        return place;
    return filled(arena,
                  span_is(scope.access.at[0], "internal") ? MSG_rule_inside : MSG_rule_outside,
                  message_arg("where", place));
}

/* What concerns sensual sessions alone has no words in a clinical practice. */
static struct span where_words(struct arena *arena, const struct knowledge *know,
                               struct scope scope, bool is_clinical)
{
    struct span place = rules_place(arena, know, scope);

    if (scope.intents.count != 1 || !span_is(scope.intents.at[0], "sensual"))
        return place;
    return is_clinical ? SPAN("") : filled(arena, MSG_rule_sensual, message_arg("where", place));
}

static struct span condition_name(const struct knowledge *know, struct span id)
{
    const struct lexicon_word *word = lexicon_find(know->lexicon->conditions, id);

    return word == NULL ? id : word->name;
}

/* --- what a rule does ------------------------------------------------------------------------ */

static void add_effect(struct arena *arena, const struct knowledge *know,
                       const struct effect *effect, struct lines *does)
{
    if (effect->has_max_pressure)
        add(does, filled(arena, MSG_rule_cap,
                         message_arg("dots", (int64_t)plan_dots(effect->max_pressure))));
    for (size_t i = 0; i < effect->conditions.count; i++)
        add(does, filled(arena, MSG_rule_needs,
                         message_arg("what", condition_name(know, effect->conditions.at[i]))));
}

struct span rules_mark_words(char mark)
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
static struct span ask_words(struct arena *arena, const struct knowledge *know,
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
               ? filled(arena, MSG_rule_age, message_arg("n", row->wait.years))
               : message_fill(arena, MSG_rule_answer, MESSAGE_EN, args, 2);
}

/* The years of an age are told with the question. */
static struct span wait_words(struct arena *arena, const struct pack_row *row)
{
    const struct pack_wait *wait = &row->wait;

    if (row->made_by.len > 0)
        return web_words("rule.open_look");
    if (!wait->given || wait->years > 0)
        return web_words("rule.open");
    return filled(arena, wait->from.len > 0 ? MSG_rule_days : MSG_rule_days_answer,
                  message_arg("n", wait->seconds / HF_SECONDS_PER_DAY));
}

static struct span letter_words(struct arena *arena, const struct pack_row *row)
{
    const struct message_arg args[] = {message_arg("who", row->clear_by),
                                       message_arg("why", row->clearable_why)};

    return message_fill(arena, row->clearable ? MSG_rule_letter_yes : MSG_rule_letter_no,
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

static void fill_row_lists(struct arena *arena, const struct knowledge *know,
                           const struct pack_row *row, struct rule_view *view)
{
    static const char *const acts[] = {"rule.adapt", "rule.adapt", "rule.clear", "rule.stop"};
    struct lines does = lines_of(arena, LINES_MOST), asks = lines_of(arena, row->n_asks + 1);
    struct lines where = lines_of(arena, row->scopes.count);
    struct lines sources = lines_of(arena, row->sources.count);

    add(&does, web_words(acts[row->applies]));
    add_effect(arena, know, &row->effect, &does);
    for (uint32_t i = 0; i < row->n_asks; i++)
        add(&asks, ask_words(arena, know, row, &row->asks[i]));
    add(&asks, held_when(arena, know, row));
    for (uint32_t i = 0; i < row->scopes.count; i++)
        add(&where, where_words(arena, know, row->scopes.at[i], view->is_clinical));
    add_citations(&know->screening->sources, row->sources, &sources);
    set_lines(does, &view->does, &view->n_does);
    set_lines(asks, &view->asks, &view->n_asks);
    set_lines(where, &view->where, &view->n_where);
    set_lines(sources, &view->sources, &view->n_sources);
}

static void fill_row(struct arena *arena, const struct knowledge *know, const struct pack_row *row,
                     struct rule_view *view)
{
    struct buf staff;

    buf_init(&staff, arena, LINE_MOST);
    buf_put(&staff, row->practitioner);
    buf_lit(&staff, ": ");
    buf_put(&staff, row->act);
    view->title = row->client;
    view->staff = buf_view(&staff);
    view->how_long = wait_words(arena, row);
    view->letter = letter_words(arena, row);
    view->renew = filled(arena, row->reconsent ? MSG_rule_renew_yes : MSG_rule_renew_no,
                         message_arg("why", row->reconsent_why));
    view->disagree = row->disagreement;
    view->table = filled(arena, MSG_rule_table, message_arg("level", level_words(row)));
    view->is_tighter = row->applies > row->strict;
    view->mark = rules_mark_words("?VSKU"[row->mark]);
    view->review = span_is(row->review, "unreviewed") ? web_words("rule.unreviewed") : row->review;
    fill_row_lists(arena, know, row, view);
}

/* --- a rule for everybody, and a law --------------------------------------------------------- */

static void fill_house(struct arena *arena, const struct knowledge *know,
                       const struct house_rule *house, struct rule_view *view)
{
    struct lines does = lines_of(arena, LINES_MOST), asks = lines_of(arena, 1);
    struct lines where = lines_of(arena, 1), sources = lines_of(arena, LINES_MOST);

    view->title = house->why;
    if (house->rule.effect.deny)
        add(&does, web_words("rule.stop"));
    add_effect(arena, know, &house->rule.effect, &does);
    if (house->when == HOUSE_ALWAYS)
        add(&asks, web_words("rule.everybody"));
    add(&where, rules_place(arena, know, house->rule.scope));
    add_citations(&know->policy->sources, house->sources, &sources);
    view->mark = rules_mark_words(house->row.len > 0 ? "?VSKU"[house->mark] : 'U');
    view->review = web_words("rule.unreviewed");
    set_lines(does, &view->does, &view->n_does);
    set_lines(asks, &view->asks, &view->n_asks);
    set_lines(where, &view->where, &view->n_where);
    set_lines(sources, &view->sources, &view->n_sources);
}

static void fill_law(struct arena *arena, const struct law_row *row, struct rule_view *view)
{
    struct lines does = lines_of(arena, LINES_MOST), sources = lines_of(arena, 1);

    view->title = row->says;
    if (row->paper.len > 0)
        add(&does, filled(arena, MSG_rule_paper, message_arg("what", row->paper)));
    for (size_t i = 0; i < row->conditions.count; i++)
        add(&does, filled(arena, MSG_rule_needs, message_arg("what", row->conditions.at[i])));
    add(&sources, row->source);
    view->mark = row->mark.len == 1 ? rules_mark_words(row->mark.at[0]) : row->mark;
    view->table = filled(arena, MSG_rule_checked, message_arg("day", row->checked_on));
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

bool rule_fill(struct arena *arena, const struct knowledge *know, struct span id,
               struct rule_view *view)
{
    const struct pack_row *row = screening_find(know->screening, id);
    const struct house_rule *house = house_find(know->policy, id);
    const struct law_row *law = law_find(know->law, id);

    if (rule_field_fill(arena, know, id, view) || rule_code_fill(arena, id, view))
        return true;
    if (row != NULL)
        fill_row(arena, know, row, view);
    else if (house != NULL)
        fill_house(arena, know, house, view);
    else if (law != NULL)
        fill_law(arena, law, view);
    return row != NULL || house != NULL || law != NULL;
}
