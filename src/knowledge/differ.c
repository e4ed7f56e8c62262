/* knowledge/differ.c - see differ.h. Each kind of rule has one function that says which way it
 * went.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/differ.h"

#include <string.h>

enum { LINES_MOST = 2048, MILD_PRESSURE = 10 };

struct differing {
    const struct knowledge *older, *newer;
    struct differ_line *at;
    size_t count;
};

static void tell(struct differing *d, enum differ_kind kind, const char *file, struct span id,
                 struct span words)
{
    if (kind != DIFFER_NOT && d->count < LINES_MOST)
        d->at[d->count++] = (struct differ_line){kind, span_of(file), id, words};
}

/* --- which way ------------------------------------------------------------------------------- */

/* What the members of one rule say together. */
struct sway {
    bool stricter, looser, other, words;
};

static void weigh(struct sway *s, int64_t older, int64_t newer)
{
    s->stricter |= newer > older;
    s->looser |= newer < older;
}

static void weigh_other(struct sway *s, bool differs)
{
    s->other |= differs;
}

static void weigh_text(struct sway *s, struct span older, struct span newer)
{
    s->words |= !span_equal(older, newer);
}

static bool is_within(struct words part, struct words whole)
{
    for (size_t i = 0; i < part.count; i++)
        if (!words_have(whole, part.at[i]))
            return false;
    return true;
}

/* More words hold back more. */
static void weigh_words(struct sway *s, struct words older, struct words newer)
{
    s->stricter |= !is_within(newer, older);
    s->looser |= !is_within(older, newer);
}

static bool are_same(struct words a, struct words b)
{
    return is_within(a, b) && is_within(b, a);
}

static enum differ_kind kind_of(const struct sway *s)
{
    if (s->other || (s->stricter && s->looser))
        return DIFFER_CHANGED;
    if (s->stricter || s->looser)
        return s->stricter ? DIFFER_STRICTER : DIFFER_LOOSER;
    return s->words ? DIFFER_WORDS : DIFFER_NOT;
}

/* --- parts of rules -------------------------------------------------------------------------- */

static bool is_same_scope(const struct scope *a, const struct scope *b)
{
    return span_equal(a->region, b->region) && a->side == b->side &&
           are_same(a->techniques, b->techniques) && are_same(a->access, b->access) &&
           are_same(a->intents, b->intents);
}

static bool has_scope(struct pack_scopes scopes, const struct scope *scope)
{
    for (uint32_t i = 0; i < scopes.count; i++)
        if (is_same_scope(&scopes.at[i], scope))
            return true;
    return false;
}

static bool has_scopes(struct pack_scopes whole, struct pack_scopes part)
{
    for (uint32_t i = 0; i < part.count; i++)
        if (!has_scope(whole, &part.at[i]))
            return false;
    return true;
}

static void weigh_scopes(struct sway *s, struct pack_scopes older, struct pack_scopes newer)
{
    s->stricter |= !has_scopes(older, newer);
    s->looser |= !has_scopes(newer, older);
}

static void weigh_effect(struct sway *s, const struct effect *older, const struct effect *newer)
{
    int64_t old_most = older->has_max_pressure ? older->max_pressure : MILD_PRESSURE;
    int64_t new_most = newer->has_max_pressure ? newer->max_pressure : MILD_PRESSURE;

    weigh(s, older->deny, newer->deny);
    weigh(s, -old_most, -new_most);
    weigh_words(s, older->conditions, newer->conditions);
}

/* Without a wait it has no end. */
static void weigh_wait(struct sway *s, const struct pack_wait *older, const struct pack_wait *newer)
{
    weigh(s, !older->given, !newer->given);
    if (!older->given || !newer->given)
        return;
    weigh(s, older->seconds, newer->seconds);
    weigh(s, older->years, newer->years);
    weigh_other(s, !span_equal(older->from, newer->from));
}

static bool are_same_sites(const struct pack_row *a, const struct pack_row *b)
{
    if (!span_equal(a->site_question, b->site_question) || a->n_sites != b->n_sites)
        return false;
    for (uint32_t i = 0; i < a->n_sites; i++)
        if (!span_equal(a->sites[i].code, b->sites[i].code) ||
            !has_scopes(a->sites[i].scopes, b->sites[i].scopes) ||
            !has_scopes(b->sites[i].scopes, a->sites[i].scopes))
            return false;
    return true;
}

/* --- rules ----------------------------------------------------------------------------------- */

static enum differ_kind way_of_row(const struct pack_row *older, const struct pack_row *newer)
{
    struct sway s = {.words = older->mark != newer->mark};

    weigh(&s, older->applies, newer->applies);
    weigh(&s, older->reconsent, newer->reconsent);
    weigh(&s, !older->clearable, !newer->clearable);
    weigh_effect(&s, &older->effect, &newer->effect);
    weigh_wait(&s, &older->wait, &newer->wait);
    weigh_scopes(&s, older->scopes, newer->scopes);
    weigh_other(&s, !are_same_sites(older, newer));
    weigh_other(&s, !span_equal(older->condition, newer->condition));
    weigh_other(&s, !span_equal(older->made_by, newer->made_by));
    weigh_text(&s, older->client, newer->client);
    weigh_text(&s, older->practitioner, newer->practitioner);
    weigh_text(&s, older->act, newer->act);
    weigh_text(&s, older->clear_by, newer->clear_by);
    weigh_text(&s, older->disagreement, newer->disagreement);
    weigh_text(&s, older->review, newer->review);
    s.words |= !are_same(older->sources, newer->sources);
    return kind_of(&s);
}

static void differ_rows(struct differing *d)
{
    static const char file[] = "packs/screening.json";
    const struct screening *older = d->older->screening, *newer = d->newer->screening;

    for (uint32_t i = 0; i < newer->n_rows; i++) {
        const struct pack_row *row = &newer->rows[i], *was = screening_find(older, row->id);

        tell(d, was == NULL ? DIFFER_ADDED : way_of_row(was, row), file, row->id,
             row->practitioner);
    }
    for (uint32_t i = 0; i < older->n_rows; i++)
        if (screening_find(newer, older->rows[i].id) == NULL)
            tell(d, DIFFER_REMOVED, file, older->rows[i].id, older->rows[i].practitioner);
}

static const struct house_rule *house_find(const struct house_policy *policy, struct span id)
{
    for (uint32_t i = 0; i < policy->n_house; i++)
        if (span_equal(policy->house[i].rule.id, id))
            return &policy->house[i];
    return NULL;
}

static enum differ_kind way_of_house(const struct house_rule *older, const struct house_rule *newer)
{
    struct sway s = {.words = older->mark != newer->mark};

    weigh_effect(&s, &older->rule.effect, &newer->rule.effect);
    weigh_other(&s, older->when != newer->when ||
                        !is_same_scope(&older->rule.scope, &newer->rule.scope));
    weigh_text(&s, older->why, newer->why);
    s.words |= !are_same(older->sources, newer->sources);
    return kind_of(&s);
}

/* A value is stricter where it is farther from its floor, or its floor leaves less room. */
static enum differ_kind way_of_value(const struct policy_value *older,
                                     const struct policy_value *newer)
{
    int64_t sign = newer->floor_is_least ? 1 : -1;
    struct sway s = {.other = older->floor_is_least != newer->floor_is_least};

    weigh(&s, sign * older->shipped, sign * newer->shipped);
    weigh(&s, sign * older->floor, sign * newer->floor);
    weigh(&s, sign * older->with_wish, sign * newer->with_wish);
    return kind_of(&s);
}

static void differ_policy(struct differing *d)
{
    static const char file[] = "packs/policy.json";
    const struct house_policy *older = d->older->policy, *newer = d->newer->policy;

    for (uint32_t i = 0; i < newer->n_values; i++) {
        const struct policy_value *value = &newer->values[i], *was = policy_find(older, value->id);

        tell(d, was == NULL ? DIFFER_ADDED : way_of_value(was, value), file, value->id, value->id);
    }
    for (uint32_t i = 0; i < newer->n_house; i++) {
        const struct house_rule *rule = &newer->house[i], *was = house_find(older, rule->rule.id);

        tell(d, was == NULL ? DIFFER_ADDED : way_of_house(was, rule), file, rule->rule.id,
             rule->why);
    }
    for (uint32_t i = 0; i < older->n_house; i++)
        if (house_find(newer, older->house[i].rule.id) == NULL)
            tell(d, DIFFER_REMOVED, file, older->house[i].rule.id, older->house[i].why);
    for (uint32_t i = 0; i < older->n_values; i++)
        if (policy_find(newer, older->values[i].id) == NULL)
            tell(d, DIFFER_REMOVED, file, older->values[i].id, older->values[i].id);
}

/* --- what is lawful -------------------------------------------------------------------------- */

static enum differ_kind way_of_law(const struct law_row *older, const struct law_row *newer)
{
    struct sway s = {.other = !span_equal(older->place, newer->place)};

    weigh_other(&s, !are_same(older->also_places, newer->also_places) ||
                        !are_same(older->professions, newer->professions) ||
                        !are_same(older->intents, newer->intents));
    weigh_words(&s, older->bars, newer->bars);
    weigh_words(&s, newer->allows, older->allows);
    weigh(&s, older->paper.len > 0, newer->paper.len > 0);
    weigh(&s, !span_is(older->mark, "V"), !span_is(newer->mark, "V"));
    s.words |= !are_same(older->conditions, newer->conditions);
    weigh_text(&s, older->paper, newer->paper);
    weigh_text(&s, older->says, newer->says);
    weigh_text(&s, older->source, newer->source);
    weigh_text(&s, older->checked_on, newer->checked_on);
    weigh_text(&s, older->review, newer->review);
    return kind_of(&s);
}

static bool is_same_set(const struct law_set *a, const struct law_set *b)
{
    return span_equal(a->name, b->name) && are_same(a->regions, b->regions) &&
           are_same(a->access, b->access) && are_same(a->but, b->but);
}

static bool has_set(const struct law *law, const struct law_set *set)
{
    for (size_t i = 0; i < law->n_sets; i++)
        if (is_same_set(&law->sets[i], set))
            return true;
    return false;
}

static void differ_law(struct differing *d)
{
    static const char file[] = "packs/scope.json";
    const struct law *older = d->older->law, *newer = d->newer->law;

    for (size_t i = 0; i < newer->n_sets; i++)
        tell(d, has_set(older, &newer->sets[i]) ? DIFFER_NOT : DIFFER_CHANGED, file,
             newer->sets[i].name, newer->sets[i].name);
    for (size_t i = 0; i < newer->n_rows; i++) {
        const struct law_row *row = &newer->rows[i], *was = law_find(older, row->id);

        tell(d, was == NULL ? DIFFER_ADDED : way_of_law(was, row), file, row->id, row->says);
    }
    for (size_t i = 0; i < older->n_rows; i++)
        if (law_find(newer, older->rows[i].id) == NULL)
            tell(d, DIFFER_REMOVED, file, older->rows[i].id, older->rows[i].says);
}

/* --- places ---------------------------------------------------------------------------------- */

/* By name, since the numbers of regions and organs belong to one version. */
static struct span region_id(const struct atlas *atlas, uint32_t at)
{
    return at == ATLAS_NONE ? SPAN("") : atlas->regions[at].id;
}

static struct span organ_key(const struct atlas *atlas, uint32_t at)
{
    return at == ATLAS_NONE ? SPAN("") : atlas->organs[at].key;
}

static enum differ_kind way_of_region(const struct differing *d, uint32_t was, uint32_t is)
{
    const struct atlas *old_atlas = d->older->atlas, *new_atlas = d->newer->atlas;
    const struct atlas_region *older = &old_atlas->regions[was], *newer = &new_atlas->regions[is];
    struct sway s = {.stricter = false};

    weigh(&s, older->intimate, newer->intimate);
    weigh(&s, older->never, newer->never);
    weigh_other(
        &s,
        older->paired != newer->paired || older->external != newer->external ||
            older->internal != newer->internal ||
            !span_equal(region_id(old_atlas, older->parent), region_id(new_atlas, newer->parent)) ||
            !span_equal(organ_key(old_atlas, older->organ), organ_key(new_atlas, newer->organ)));
    weigh_text(&s, older->name.en, newer->name.en);
    weigh_text(&s, older->plain.en, newer->plain.en);
    weigh_text(&s, older->note, newer->note);
    return kind_of(&s);
}

static void differ_atlas(struct differing *d)
{
    static const char file[] = "packs/atlas.json";
    const struct atlas *older = d->older->atlas, *newer = d->newer->atlas;

    for (uint32_t i = 0; i < newer->n_regions; i++) {
        uint32_t was = atlas_find(older, newer->regions[i].id);

        tell(d, was == ATLAS_NONE ? DIFFER_ADDED : way_of_region(d, was, i), file,
             newer->regions[i].id, newer->regions[i].name.en);
    }
    for (uint32_t i = 0; i < older->n_regions; i++)
        if (atlas_find(newer, older->regions[i].id) == ATLAS_NONE)
            tell(d, DIFFER_REMOVED, file, older->regions[i].id, older->regions[i].name.en);
}

/* --- files that are told as a whole ---------------------------------------------------------- */

static const struct knowledge_file *file_of(const struct knowledge *know, struct span name)
{
    for (size_t i = 0; i < know->n_files; i++)
        if (span_equal(know->files[i].name, name))
            return &know->files[i];
    return NULL;
}

static bool is_told(const struct differing *d, struct span name)
{
    for (size_t i = 0; i < d->count; i++)
        if (span_equal(d->at[i].file, name))
            return true;
    return false;
}

static enum differ_kind way_of_file(const struct knowledge_file *was,
                                    const struct knowledge_file *is)
{
    if (was == NULL)
        return DIFFER_ADDED;
    return span_equal(was->bytes, is->bytes) ? DIFFER_NOT : DIFFER_CHANGED;
}

/* Other bytes are never passed over: where no rule differs, the file itself is told. */
static void differ_files(struct differing *d)
{
    for (size_t i = 0; i < d->newer->n_files; i++) {
        const struct knowledge_file *is = &d->newer->files[i], *was = file_of(d->older, is->name);

        if (!is_told(d, is->name) && d->count < LINES_MOST && way_of_file(was, is) != DIFFER_NOT)
            d->at[d->count++] =
                (struct differ_line){way_of_file(was, is), is->name, SPAN(""), SPAN("")};
    }
}

const char *differ_word(enum differ_kind kind)
{
    static const char *const words[DIFFER_KINDS] = {"same",   "words",   "added",  "stricter",
                                                    "looser", "changed", "removed"};

    return words[kind];
}

enum status knowledge_differ(const struct knowledge *older, const struct knowledge *newer,
                             struct arena *arena, struct differ *ret, struct fault *why)
{
    struct differing d = {older, newer, arena_array(arena, struct differ_line, LINES_MOST), 0};
    struct differ differ = {.at = d.at};

    if (d.at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    differ_rows(&d);
    differ_policy(&d);
    differ_law(&d);
    differ_atlas(&d);
    differ_files(&d);
    if (d.count == LINES_MOST)
        return fault_set(why, HF_INVALID, "more differs than can be told: read the files");
    differ.count = d.count;
    for (size_t i = 0; i < d.count; i++)
        differ.of[d.at[i].kind]++;
    *ret = differ;
    return HF_OK;
}
