/* door/web/rules_own.c - the rules that the practice set itself, and what one can be made of.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/tighten.h"
#include "core/visit/told.h"
#include "door/web/rules.h"
#include "usecase/practice.h"

enum { TEXT_MOST = 1000, DOTS = 5, DIGITS = 4 };

/* --- in words -------------------------------------------------------------------------------- */

static struct span limit_words(struct arena *arena, int64_t dots)
{
    const struct message_arg args[] = {message_arg("dots", dots)};

    return dots == 0 ? web_words("rules.never")
                     : message_fill(arena, MSG_rules_dots, MESSAGE_EN, args, 1);
}

static struct span condition_words(struct arena *arena, const struct knowledge *know,
                                   struct span id)
{
    const struct lexicon_word *word = lexicon_find(know->lexicon->conditions, id);
    const struct message_arg args[] = {message_arg("what", word == NULL ? id : word->name)};

    return message_fill(arena, MSG_rule_needs, MESSAGE_EN, args, 1);
}

struct span rules_own_words(struct arena *arena, const struct knowledge *know,
                            const struct house_rule_set_content *rule)
{
    if (rule->conditions.count > 0)
        return condition_words(arena, know, rule->conditions.at[0]);
    return limit_words(arena, rule->deny ? 0 : rule->max_pressure / 2);
}

struct span rules_own_place(struct arena *arena, const struct knowledge *know,
                            const struct house_rule_set_content *rule)
{
    struct scope scope = {.region = rule->scope.region,
                          .side = (enum side)rule->scope.side,
                          .access = rule->scope.access};
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    buf_put(&out, rules_place(arena, know, scope));
    for (size_t i = 0; i < rule->scope.techniques.count; i++) {
        const struct lexicon_word *word =
            lexicon_find(know->lexicon->techniques, rule->scope.techniques.at[i]);

        buf_lit(&out, ", ");
        buf_put(&out, word == NULL ? rule->scope.techniques.at[i] : word->name);
    }
    return buf_view(&out);
}

/* --- the list -------------------------------------------------------------------------------- */

static struct span first_of(struct words words)
{
    return words.count > 0 ? words.at[0] : SPAN("");
}

static struct own_rule_view own_of(struct arena *arena, const struct knowledge *know,
                                   const struct file_entry *e)
{
    const struct house_rule_set_content *rule = e->content;
    struct buf text, id;

    buf_init(&text, arena, TEXT_MOST);
    buf_put(&text, rules_own_place(arena, know, rule));
    buf_lit(&text, ": ");
    buf_put(&text, rules_own_words(arena, know, rule));
    buf_init(&id, arena, FACTS_WORD_MAX);
    buf_lit(&id, "own.");
    buf_int(&id, (int64_t)e->entry->seq);
    return (struct own_rule_view){.id = buf_view(&id),
                                  .region = rule->scope.region,
                                  .technique = first_of(rule->scope.techniques),
                                  .route = first_of(rule->scope.access),
                                  .condition = first_of(rule->conditions),
                                  .text = buf_view(&text),
                                  .why = rule->reason};
}

static void fill_tightened(struct arena *arena, const struct screening *shipped,
                           const struct practice_file *file, struct rules_view *view)
{
    struct rule_line_view *at = arena_array(arena, struct rule_line_view, shipped->n_rows);

    for (uint32_t i = 0; at != NULL && i < shipped->n_rows; i++) {
        const struct pack_row *row = &shipped->rows[i];
        const struct rule_tightened_content *said = tightened_by(file->chain.entries, row->id);

        if (said != NULL)
            at[view->n_tightened++] =
                (struct rule_line_view){row->id, row->client, rules_tightened_words(arena, said)};
    }
    view->tightened = at;
}

void rules_own_fill(struct arena *arena, const struct door *door, const struct practice_file *file,
                    struct rules_view *view)
{
    struct own_rule_view *at = arena_array(arena, struct own_rule_view, file->chain.count);
    const struct file_entry *e;

    while (at != NULL && (e = practice_file_house_rule(file, view->n_own)) != NULL)
        at[view->n_own++] = own_of(arena, door->practice.knowledge, e);
    view->own = at;
    fill_tightened(arena, door->practice.knowledge->screening, file, view);
}

/* --- the form -------------------------------------------------------------------------------- */

static void fill_regions(struct arena *arena, const struct atlas *atlas, struct rules_view *view)
{
    struct choice_view *at = arena_array(arena, struct choice_view, atlas->n_regions);

    for (uint32_t i = 0; at != NULL && i < atlas->n_regions; i++)
        if (!atlas->regions[i].never)
            at[view->n_regions++] = (struct choice_view){
                .value = atlas->regions[i].id,
                .label = told_place(atlas, atlas->regions[i].id, SIDE_BOTH, MESSAGE_EN, arena),
                .chosen = span_equal(atlas->regions[i].id, view->region.value)};
    view->regions = at;
}

static void fill_techniques(struct arena *arena, struct lexicon_list list, struct rules_view *view)
{
    struct choice_view *at = arena_array(arena, struct choice_view, list.count);

    for (uint32_t i = 0; at != NULL && i < list.count; i++)
        at[view->n_techniques++] =
            (struct choice_view){.value = list.at[i].id,
                                 .label = list.at[i].name,
                                 .chosen = span_equal(list.at[i].id, view->technique.value)};
    view->techniques = at;
}

static struct span digit(struct arena *arena, int64_t n)
{
    struct buf out;

    buf_init(&out, arena, DIGITS);
    buf_int(&out, n);
    return buf_view(&out);
}

static void add_limit(struct rules_view *view, struct choice_view *at, struct span value,
                      struct span label)
{
    at[view->n_limits++] = (struct choice_view){
        .value = value, .label = label, .chosen = span_equal(view->limit.value, value)};
}

static void fill_limits(struct arena *arena, const struct knowledge *know, struct rules_view *view)
{
    struct lexicon_list list = know->lexicon->conditions;
    struct choice_view *at = arena_array(arena, struct choice_view, DOTS + 1 + list.count);

    for (int64_t i = 0; at != NULL && i <= DOTS; i++)
        add_limit(view, at, digit(arena, i), limit_words(arena, i));
    for (uint32_t i = 0; at != NULL && i < list.count; i++)
        if (house_condition_fits(know, list.at[i].id))
            add_limit(view, at, list.at[i].id, condition_words(arena, know, list.at[i].id));
    view->limits = at;
}

static void fill_routes(struct arena *arena, struct rules_view *view)
{
    static const char *const ids[][2] = {{"external", "rules.route_external"},
                                         {"internal", "rules.route_internal"}};
    struct choice_view *at = arena_array(arena, struct choice_view, 2);

    for (size_t i = 0; at != NULL && i < 2; i++)
        at[view->n_routes++] =
            (struct choice_view){.value = span_of(ids[i][0]),
                                 .label = web_words(ids[i][1]),
                                 .chosen = span_is(view->route.value, ids[i][0])};
    view->routes = at;
}

void rules_own_choices(struct arena *arena, const struct knowledge *know, struct rules_view *view)
{
    fill_regions(arena, know->atlas, view);
    fill_techniques(arena, know->lexicon->techniques, view);
    fill_routes(arena, view);
    fill_limits(arena, know, view);
}
