/* knowledge/knowledge.c - loads the packs in the order in which they lean on each other.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"

#include "carried/carried.h"
#include "core/measure/slot.h"
#include "core/screen/screen.h"

struct loading {
    knowledge_source *source;
    void *arg;
    struct arena *arena;
    struct knowledge *know;
    struct fault *why;
};

/* The gentle first visit stands first. */
static const char *const modality_files[KNOWLEDGE_MODALITIES] = {
    "packs/grounding.json",          "packs/full-body-massage.json",
    "packs/pelvic-external.json",    "packs/pelvic-vaginal.json",
    "packs/pelvic-rectal.json",      "packs/anal-massage.json",
    "packs/prostate-massage.json",   "packs/lingam-massage.json",
    "packs/dearmouring-massage.json"};

/* The loaders name the row; the file is put before it here. */
static enum status in_file(struct loading *l, const char *name, enum status st,
                           const struct fault *inner)
{
    if (st == HF_OK)
        return HF_OK;
    if (inner->at == HF_NOWHERE)
        return fault_set(l->why, st, "%s: %s", name, inner->text);
    return fault_at(l->why, st, (size_t)inner->at, "%s: %s", name, inner->text);
}

static enum status fetch(struct loading *l, const char *name, struct span *ret, struct fault *why)
{
    enum status st = l->source(l->arg, name, ret, why);

    if (st != HF_OK)
        return st;
    if (l->know->n_files == KNOWLEDGE_FILES_MOST)
        return fault_set(why, HF_FAILED, "more files than there is room for");
    l->know->files[l->know->n_files++] = (struct knowledge_file){span_of(name), *ret, SPAN("")};
    return HF_OK;
}

static enum status load_atlas(struct loading *l)
{
    const char *name = "packs/atlas.json and packs/organs.json";
    struct span regions, organs;
    struct fault why;

    fault_clear(&why);
    enum status st = fetch(l, "packs/atlas.json", &regions, &why);
    if (st == HF_OK)
        st = fetch(l, "packs/organs.json", &organs, &why);
    if (st == HF_OK)
        st = atlas_load(regions, organs, l->arena, &l->know->atlas, &why);
    if (st != HF_OK)
        return in_file(l, name, st, &why);
    l->know->world = atlas_world(l->know->atlas, l->arena);
    return l->know->world != NULL ? HF_OK : fault_set(l->why, HF_FAILED, "request memory is spent");
}

static enum status load_map(struct loading *l, struct span json, uint32_t n, struct fault *why)
{
    (void)n; /* one file of its kind */
    return atlas_map_check(json, l->know->atlas, l->arena, why);
}

static enum status load_lexicon(struct loading *l, struct span json, uint32_t n, struct fault *why)
{
    (void)n; /* one file of its kind */
    return lexicon_load(json, l->arena, &l->know->lexicon, why);
}

static enum status load_intake(struct loading *l, struct span json, uint32_t n, struct fault *why)
{
    (void)n; /* one file of its kind */
    return form_load(json, l->arena, &l->know->intake, why);
}

static bool is_yes_or_no(const struct form_item *item)
{
    return item->kind == FORM_CHOICE && item->n_options == 2 && item->n_gates == 0 &&
           form_option_find(item, SPAN("yes")) != NULL &&
           form_option_find(item, SPAN("no")) != NULL;
}

/* Nothing in between, nothing that is not asked: whoever answers is ready or is not. */
static enum status load_readiness(struct loading *l, struct span json, uint32_t n,
                                  struct fault *why)
{
    const struct form *form = NULL;
    enum status st = form_load(json, l->arena, &form, why);

    (void)n; /* one file of its kind */
    for (uint32_t i = 0; st == HF_OK && i < form->n_items; i++)
        if (form->items[i].kind != FORM_GROUP && form->items[i].kind != FORM_DISPLAY &&
            !is_yes_or_no(&form->items[i]))
            return fault_set(why, HF_INVALID, "%.*s: a yes or a no is all that may be asked here",
                             SPAN_ARGS(form->items[i].link_id));
    if (st == HF_OK)
        l->know->readiness = form;
    return st;
}

static enum status load_screening(struct loading *l, struct span json, uint32_t n,
                                  struct fault *why)
{
    struct knowledge *k = l->know;
    enum status st = screening_load(json, k->atlas, k->lexicon, l->arena, &k->screening, why);

    (void)n; /* one file of its kind */
    return st == HF_OK ? screen_fits(k->screening, k->atlas, k->intake, l->arena, why) : st;
}

static enum status load_policy(struct loading *l, struct span json, uint32_t n, struct fault *why)
{
    struct knowledge *k = l->know;
    struct policy policy;
    enum status st = policy_load(json, k->atlas, k->lexicon, l->arena, &k->policy, why);

    (void)n; /* one file of its kind */
    return st == HF_OK ? policy_facts(k->policy, false, (struct words){0}, l->arena, &policy, why)
                       : st;
}

static bool are_rows(const struct screening *rules, struct words findings, bool by_measures)
{
    for (size_t i = 0; i < findings.count; i++) {
        const struct pack_row *row = screening_find(rules, findings.at[i]);

        if (row == NULL || (by_measures && !span_is(row->made_by, PACK_BY_MEASURES)))
            return false;
    }
    return true;
}

/* What an answer puts on is a row that decide() knows: an unknown finding would deny everything. */
static bool puts_on_rows(const struct screening *rules, const struct measure *m)
{
    bool ok = true;

    for (uint32_t i = 0; i < m->n_alarms; i++)
        ok = ok && are_rows(rules, m->alarms[i].findings, false);
    for (uint32_t i = 0; i < m->n_cuts; i++)
        ok = ok && are_rows(rules, m->cuts[i].findings, false);
    for (uint32_t i = 0; i < m->n_holds; i++)
        ok = ok && are_rows(rules, m->holds[i].findings, true);
    return ok;
}

static bool is_put_on_by(const struct measure *m, struct span row)
{
    for (uint32_t i = 0; i < m->n_holds; i++)
        if (words_have(m->holds[i].findings, row))
            return true;
    for (uint32_t i = 0; i < m->n_alarms; i++)
        if (words_have(m->alarms[i].findings, row))
            return true;
    return false;
}

static bool is_held_by(const struct measures *measures, struct span row)
{
    for (uint32_t i = 0; i < measures->count; i++)
        if (is_put_on_by(&measures->at[i], row))
            return true;
    return false;
}

/* A row that waits for answers to measures is put on by some hold or alarm: it would look like a
 * protection and be none.
 */
static enum status check_made(const struct knowledge *k, struct fault *why)
{
    for (uint32_t i = 0; i < k->screening->n_rows; i++) {
        const struct pack_row *row = &k->screening->rows[i];

        if (row->made_by.len > 0 && !is_held_by(k->measures, row->id))
            return fault_set(why, HF_INVALID, "%.*s: no hold and no alarm puts it on",
                             SPAN_ARGS(row->id));
    }
    return HF_OK;
}

static enum status load_measures(struct loading *l, struct span json, uint32_t n, struct fault *why)
{
    struct knowledge *k = l->know;
    enum status st = measures_load(json, l->arena, &k->measures, why);

    (void)n; /* one file of its kind */
    for (uint32_t i = 0; st == HF_OK && i < k->measures->count; i++)
        if (!puts_on_rows(k->screening, &k->measures->at[i]))
            return fault_set(why, HF_INVALID, "%.*s: a finding that screening.json does not have",
                             SPAN_ARGS(k->measures->at[i].id));
    return st == HF_OK ? check_made(k, why) : st;
}

/* In the order in which a client is offered them. */
static const char *const asked_files[KNOWLEDGE_ASKED] = {
    "packs/check-in.json", "packs/after-day.json", "packs/after-week.json", "packs/pgic.json",
    "packs/gra.json"};

/* "packs/check-in.json" asks "check-in". */
static struct span asked_id(uint32_t n)
{
    struct span name = span_skip(span_of(asked_files[n]), sizeof "packs/" - 1);

    return span_head(name, name.len - (sizeof ".json" - 1));
}

static enum status load_asked(struct loading *l, struct span json, uint32_t n, struct fault *why)
{
    const struct measure *measure = measures_find(l->know->measures, asked_id(n));
    struct measure_match *match = arena_new(l->arena, struct measure_match);
    const struct questionnaire *form = NULL;
    struct report report;

    if (measure == NULL || measure->text != TEXT_OURS)
        return fault_set(why, HF_INVALID, "measures.json has nothing of our own words for it");
    if (match == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    report_init(&report, l->arena);
    enum status st = questionnaire_load(json, LOAD_STRICT, NULL, l->arena, &report, &form, why);

    if (st == HF_OK)
        st = measure_match(measure, form, l->arena, &report, match, why);
    if (st == HF_OK)
        l->know->asked[n] = match;
    return st;
}

const struct measure_match *knowledge_asked(const struct knowledge *know, struct span measure)
{
    for (size_t i = 0; i < KNOWLEDGE_ASKED; i++)
        if (span_equal(know->asked[i]->measure->id, measure))
            return know->asked[i];
    return NULL;
}

static enum status load_checklist(struct loading *l, struct span json, uint32_t n,
                                  struct fault *why)
{
    (void)n; /* one file of its kind */
    return checklist_load(json, l->arena, &l->know->checklist, why);
}

static enum status load_law(struct loading *l, struct span json, uint32_t n, struct fault *why)
{
    struct knowledge *k = l->know;

    (void)n; /* one file of its kind */
    return law_load(json, k->atlas, k->lexicon, l->arena, &k->law, why);
}

static enum status load_retention(struct loading *l, struct span json, uint32_t n,
                                  struct fault *why)
{
    (void)n; /* one file of its kind */
    return retention_load(json, l->arena, &l->know->retention, why);
}

static enum status load_modality(struct loading *l, struct span json, uint32_t n, struct fault *why)
{
    struct knowledge *k = l->know;

    return modality_load(json, k->atlas, k->lexicon, l->arena, &k->modalities[n], why);
}

typedef enum status load_fn(struct loading *l, struct span json, uint32_t n, struct fault *why);

static enum status load_file(struct loading *l, const char *name, load_fn *load, uint32_t n)
{
    struct span json;
    struct fault why;

    fault_clear(&why);
    enum status st = fetch(l, name, &json, &why);
    if (st == HF_OK)
        st = load(l, json, n, &why);
    return in_file(l, name, st, &why);
}

static const struct modality *way_of(const struct knowledge *know, struct span id)
{
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        if (span_equal(know->modalities[i]->head.id, id))
            return know->modalities[i];
    return NULL;
}

/* What is composed is there, and leads no further: a sensual way is never a part of another. */
static enum status check_composed(struct loading *l)
{
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++) {
        const struct modality *way = l->know->modalities[i];

        for (size_t j = 0; j < way->composes.count; j++) {
            const struct modality *part = way_of(l->know, way->composes.at[j]);

            if (part == NULL || part == way || part->bodywork_only)
                return fault_set(l->why, HF_INVALID,
                                 "%s: composes what is not there, or can't be a part",
                                 modality_files[i]);
        }
    }
    return HF_OK;
}

static enum status load_all(struct loading *l)
{
    enum status st = load_atlas(l);

    if (st == HF_OK)
        st = load_file(l, "packs/uberon.json", load_map, 0);
    if (st == HF_OK)
        st = load_file(l, "packs/words.json", load_lexicon, 0);
    if (st == HF_OK)
        st = load_file(l, "packs/intake.json", load_intake, 0);
    if (st == HF_OK)
        st = load_file(l, "packs/readiness.json", load_readiness, 0);
    if (st == HF_OK)
        st = load_file(l, "packs/screening.json", load_screening, 0);
    if (st == HF_OK)
        st = load_file(l, "packs/policy.json", load_policy, 0);
    if (st == HF_OK)
        st = load_file(l, "packs/measures.json", load_measures, 0);
    for (uint32_t i = 0; st == HF_OK && i < KNOWLEDGE_ASKED; i++)
        st = load_file(l, asked_files[i], load_asked, i);
    if (st == HF_OK)
        st = load_file(l, "packs/scope.json", load_law, 0);
    if (st == HF_OK)
        st = load_file(l, "packs/retention.json", load_retention, 0);
    if (st == HF_OK)
        st = load_file(l, "packs/consent.json", load_checklist, 0);
    for (uint32_t i = 0; st == HF_OK && i < KNOWLEDGE_MODALITIES; i++)
        st = load_file(l, modality_files[i], load_modality, i);
    return st == HF_OK ? check_composed(l) : st;
}

enum status knowledge_load_from(knowledge_source *source, void *arg, struct arena *arena,
                                struct knowledge *ret, struct fault *why)
{
    struct knowledge know = {0};
    struct loading l = {source, arg, arena, &know, why};
    enum status st = load_all(&l);

    if (st == HF_OK)
        *ret = know;
    return st;
}

enum status knowledge_load_learn(knowledge_source *source, void *arg, struct arena *arena,
                                 struct knowledge *know, struct fault *why)
{
    struct loading l = {source, arg, arena, know, why};
    const char *name = "packs/learn.json";
    struct span json;
    struct fault inner;

    fault_clear(&inner);
    enum status st = source(arg, name, &json, &inner);
    if (st == HF_OK)
        st = learn_load(json, arena, &know->learn, &inner);
    if (st == HF_OK)
        st = knowledge_homes_check(know, &inner);
    return in_file(&l, name, st, &inner);
}

static enum status find_carried(void *arg, const char *name, struct span *ret, struct fault *why)
{
    const struct carried *file = carried_find(span_of(name));

    (void)arg; /* the table is the program's own */
    if (file == NULL)
        return fault_set(why, HF_NOT_FOUND, "the program does not carry it");
    *ret = file->bytes;
    return HF_OK;
}

enum status knowledge_load(struct arena *arena, struct knowledge *ret, struct fault *why)
{
    struct knowledge know = {0};
    enum status st = knowledge_load_from(find_carried, NULL, arena, &know, why);

    if (st == HF_OK)
        st = knowledge_load_learn(find_carried, NULL, arena, &know, why);
    for (size_t i = 0; st == HF_OK && i < know.n_files; i++) {
        const struct carried *file = carried_find(know.files[i].name);

        know.files[i].hash = span_at(file->sha256, sizeof file->sha256);
    }
    if (st == HF_OK)
        *ret = know;
    return st;
}
