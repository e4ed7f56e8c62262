/* door/web/rule_own.c - rules that no pack says as pages: those of decide() itself, and those that
 * the practice set for itself. And any rule as a few lines.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/reasons.h"
#include "door/web/house.h"
#include "door/web/rules.h"
#include "usecase/practice.h"

enum { ID_MOST = 96, BRIEF_MOST = 64, US_PER_S = 1000000 };

/* --- rules of decide() ----------------------------------------------------------------------- */

/* Where docs/decision.md says it; what is not named is said of the facts, not by a rule. */
static const struct {
    const char *code, *rule;
} sections[] = {
    {"AGE_UNVERIFIED", "S15"},
    {"BAD_ACT", "S18"},
    {"CAPACITY_IMPAIRED", "S17"},
    {"CAPACITY_UNKNOWN", "S17"},
    {"CHECKIN_STALE", "S17"},
    {"CONTRA", "S10"},
    {"CRED_EXPIRED", "S14"},
    {"CRED_NOT_YET", "S14"},
    {"CRED_REVOKED", "S14"},
    {"EXPIRED", "S9"},
    {"HOUSE", "S10"},
    {"LIMIT", "S10"},
    {"MAYBE", "S9"},
    {"MINOR", "S15"},
    {"NOT_YET", "S9"},
    {"NO_GRANT", "S9"},
    {"NO_SESSION", "S17"},
    {"OUT_OF_SCOPE", "S14"},
    {"PREDATES", "S9"},
    {"PRESSURE", "S12"},
    {"REFLECTION", "S9"},
    {"REPLACED", "S9"},
    {"REVOKED", "S9"},
    {"SCREENING_MISSING", "S16"},
    {"SCREENING_STALE", "S16"},
    {"SIGNAL_NONE", "S17"},
    {"SIGNAL_RED", "S17"},
    {"SIGNAL_STOP", "S17"},
    {"UNKNOWN_EVENT", "S18"},
    {"UNKNOWN_FINDING", "S11"},
    {"UNKNOWN_PRACTITIONER", "S14"},
    {"UNKNOWN_REGION", "S18"},
    {"VOID", "S8"},
    {"YELLOW_SENSITIVE", "S17"},
};

static struct span source_words(struct arena *arena, struct span code)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (span_is(code, sections[i].code)) {
            const struct message_arg arg = message_arg("rule", span_of(sections[i].rule));

            return message_fill(arena, MSG_rule_decision, MESSAGE_EN, &arg, 1);
        }
    return web_words("rule.facts");
}

static bool is_told(struct arena *arena, struct span code)
{
    struct buf id;

    buf_init(&id, arena, ID_MOST);
    buf_lit(&id, "reason.");
    buf_put(&id, code);
    buf_lit(&id, ".why");
    return !id.failed && message_find(buf_view(&id)) != MSG_NONE;
}

bool rule_code_fill(struct arena *arena, struct span code, struct rule_view *view)
{
    const struct reason_context nobody = {.where = SPAN("")};
    struct words_view *does = arena_new(arena, struct words_view);
    struct words_view *source = arena_new(arena, struct words_view);

    if (!is_told(arena, code))
        return false;
    const struct refusal_view told = refusal_words(arena, MESSAGE_EN, code, &nobody);

    view->title = told.why;
    view->change = told.change;
    view->possible = told.possible;
    view->whom = told.whom;
    view->mark = web_words("rule.mark.program");
    view->review = web_words("rule.review_program");
    if (does == NULL || source == NULL)
        return true;
    does->text = told.what;
    source->text = source_words(arena, code);
    view->does = does;
    view->sources = source;
    view->n_does = view->n_sources = 1;
    return true;
}

/* --- rules of the practice ------------------------------------------------------------------- */

static const struct file_entry *own_find(const struct practice_file *file, struct span id)
{
    int64_t seq;

    if (!span_starts(id, SPAN("own.")) || !span_to_int64(span_skip(id, 4), &seq))
        return NULL;
    for (size_t i = 0; i < file->chain.count; i++)
        if (file->chain.at[i].entry->action == ACTION_HOUSE_RULE_SET &&
            file->chain.at[i].content != NULL && (int64_t)file->chain.at[i].entry->seq == seq)
            return &file->chain.at[i];
    return NULL;
}

bool rule_own_fill(struct arena *arena, const struct door *door, const struct practice_file *file,
                   struct span id, struct rule_view *view)
{
    const struct file_entry *e = own_find(file, id);
    struct words_view *lines = arena_array(arena, struct words_view, 3);

    if (e == NULL || lines == NULL)
        return false;
    const struct house_rule_set_content *said = e->content;
    const struct message_arg set[] = {
        message_arg("who", house_name_of(house_of(door->shared), e->entry->actor)),
        message_arg("when", web_date(arena, e->entry->utc_us / US_PER_S))};

    view->title = said->reason;
    lines[0].text = rules_own_words(arena, door->practice.knowledge, said);
    lines[1].text = rules_own_place(arena, door->practice.knowledge, said);
    lines[2].text = message_fill(arena, MSG_rule_own_set, MESSAGE_EN, set, 2);
    view->does = &lines[0];
    view->where = &lines[1];
    view->sources = &lines[2];
    view->n_does = view->n_where = view->n_sources = 1;
    view->mark = web_words("rule.mark.U");
    view->review =
        web_words(practice_file_is_in_force(file, e) ? "rule.unreviewed" : "rule.own_over");
    return true;
}

/* --- in a few lines -------------------------------------------------------------------------- */

struct brief {
    struct words_view *at;
    size_t n;
};

static void add(struct brief *brief, struct span text)
{
    if (text.len > 0 && brief->n < BRIEF_MOST)
        brief->at[brief->n++].text = text;
}

static void add_all(struct brief *brief, const struct words_view *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add(brief, lines[i].text);
}

size_t rule_brief(struct arena *arena, const struct door *door, const struct practice_file *file,
                  struct span id, const struct words_view **ret)
{
    struct rule_view view = {.n_does = 0};
    struct brief brief = {arena_array(arena, struct words_view, BRIEF_MOST), 0};

    if (brief.at == NULL || !(rule_own_fill(arena, door, file, id, &view) ||
                              rule_fill(arena, door->practice.knowledge, id, &view)))
        return 0;
    add(&brief, view.title);
    add_all(&brief, view.does, view.n_does);
    add_all(&brief, view.sources, view.n_sources);
    add(&brief, view.mark);
    add(&brief, view.table);
    add(&brief, view.review);
    *ret = brief.at;
    return brief.n;
}
