/* core/model/screening_pack.c - rows of conditions to rules that decide() can hold.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/pack_inside.h"

enum { SECONDS_PER_DAY = 86400, MAX_WAIT_DAYS = 3660, MAX_WAIT_YEARS = 150, MAX_SCOPES = 32 };

static const char *const list_names[] = {"scope",  "where",   "place",      "techniques",
                                         "access", "intents", "conditions", NULL};
static const struct pack_element head_elements[] = {{"description", "review"}, {NULL, NULL}};
static const struct pack_element row_elements[] = {{"id", "id"},
                                                   {"title", "client"},
                                                   {"description", "practitioner"},
                                                   {"textEquivalent", "act"},
                                                   {"condition", "condition"},
                                                   {NULL, NULL}};
static const struct pack_shape shape = {"PlanDefinition", "rows",     head_elements,
                                        row_elements,     list_names, false};

struct loading {
    struct packing p;
    const struct json *scopes, *sites; /* the named ones of this pack */
    struct screening *pack;
    struct pack_row *rows;
};

/* --- waits -------------------------------------------------------------------------------------
 */

static void load_wait(struct packing *p, const struct json *json, struct pack_row *row)
{
    static const char *const members[] = {"days", "years", "from", NULL};
    const struct json *wait = json_member(json, "wait");

    if (wait == NULL)
        return;
    pick_only(&p->pick, wait, members);
    row->wait = (struct pack_wait){.given = true, .from = pick_text_if(&p->pick, wait, "from")};
    if (json_member(wait, "years") == NULL) {
        row->wait.seconds = pick_int(&p->pick, wait, "days", 0, MAX_WAIT_DAYS) * SECONDS_PER_DAY;
        return;
    }
    row->wait.years = pick_int(&p->pick, wait, "years", 1, MAX_WAIT_YEARS);
    packing_require(p, row->wait.from.len > 0 && json_member(wait, "days") == NULL,
                    "years are counted from a date, and not beside days");
}

/* --- places ---------------------------------------------------------------------------------- */

static void load_scope_list(struct packing *p, const struct json *list, struct scope *scopes,
                            uint32_t *count)
{
    static const char *const members[] = {"region", "side",    "techniques",
                                          "access", "intents", NULL};

    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        packing_require(p, *count < MAX_SCOPES, "has too many places");
        if (*count == MAX_SCOPES)
            return;
        pick_only(&p->pick, c, members);
        scopes[(*count)++] = packing_scope(p, c);
    }
}

static const struct json *named(struct packing *p, const struct json *object, struct span name)
{
    for (const struct json *c = json_first(object); c != NULL; c = c->next)
        if (span_equal(c->name, name))
            return c;
    packing_require(p, false, "names a scope or a set of places that the pack does not have");
    return NULL;
}

/* The named scopes of the row, then its own. */
static void load_scopes(struct loading *l, const struct json *json, struct pack_row *row)
{
    struct words names = packing_words(&l->p, json, "scope", NULL);
    struct scope *scopes = pick_alloc(&l->p.pick, MAX_SCOPES, sizeof *scopes);

    if (scopes == NULL)
        return;
    row->scopes.at = scopes;
    for (size_t i = 0; i < names.count; i++)
        load_scope_list(&l->p, json_member(named(&l->p, l->scopes, names.at[i]), "place"), scopes,
                        &row->scopes.count);
    load_scope_list(&l->p, pick_list_if(&l->p.pick, json, "where"), scopes, &row->scopes.count);
    packing_require(&l->p, row->scopes.count > 0, "says nowhere what it affects");
}

static void load_site(struct packing *p, const struct json *json, struct pack_site *site)
{
    struct scope *scopes = pick_alloc(&p->pick, MAX_SCOPES, sizeof *scopes);

    if (scopes == NULL)
        return;
    site->code = json->name;
    site->scopes.at = scopes;
    load_scope_list(p, json_member(json, "place"), scopes, &site->scopes.count);
    packing_require(p, site->scopes.count > 0 && pick_is_word(site->code), "a place is empty");
}

static void load_sites(struct loading *l, const struct json *json, struct pack_row *row)
{
    static const char *const members[] = {"question", "set", NULL};
    const struct json *site = json_member(json, "site");

    if (site == NULL)
        return;
    pick_only(&l->p.pick, site, members);
    row->site_question = pick_text(&l->p.pick, site, "question");
    const struct json *set = named(&l->p, l->sites, pick_text(&l->p.pick, site, "set"));
    uint32_t count = set != NULL ? set->count : 0;
    packing_require(&l->p, count > 0 && count <= PACK_MAX_SITES, "a set has 1 to 16 places");
    struct pack_site *sites = pick_alloc(&l->p.pick, count, sizeof *sites);
    if (sites == NULL)
        return;
    row->sites = sites;
    for (const struct json *c = json_first(set); c != NULL; c = c->next)
        load_site(&l->p, c, &sites[row->n_sites++]);
}

/* --- rows ------------------------------------------------------------------------------------ */

/* KEEP IN ORDER: from mild to strict. */
static const struct {
    const char *word;
    enum pack_level level, strict;
} levels[] = {{"n/a", LEVEL_NONE, LEVEL_STOP},
              {"W", LEVEL_ADAPT, LEVEL_ADAPT},
              {"W/C", LEVEL_ADAPT, LEVEL_CLEAR},
              {"C", LEVEL_CLEAR, LEVEL_CLEAR},
              {"A", LEVEL_STOP, LEVEL_STOP}};

static void load_level(struct packing *p, const struct json *json, struct pack_row *row)
{
    struct span word = pick_text(&p->pick, json, "level");
    bool known = false;

    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (!span_is(word, levels[i].word))
            continue;
        row->level = levels[i].level;
        row->strict = levels[i].strict;
        known = true;
    }
    packing_require(p, known, "level is A, C, W, W/C or n/a");
}

static bool is_basis(struct span word)
{
    static const char *const known[] = {"law",         "guideline", "consensus", "trial",
                                        "case_report", "tradition", "house"};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (span_is(word, known[i]))
            return true;
    return false;
}

/* Of two levels the stricter; a mark that is not V makes a single one stricter by one. Then no
 * letter ends what became a stop by that. */
static void apply_mark(struct pack_row *row)
{
    row->applies = row->strict;
    if (row->mark != MARK_READ && row->level == row->strict && row->strict < LEVEL_STOP)
        row->applies = row->strict + 1;
    if (row->applies == LEVEL_STOP && row->strict < LEVEL_STOP)
        row->clearable = false;
    if (row->applies >= LEVEL_CLEAR)
        row->effect.deny = true;
}

static void load_clearance(struct packing *p, const struct json *json, struct pack_row *row)
{
    packing_require(
        p, json_member(json, "reconsent") != NULL && json_member(json, "clearable") != NULL,
        "says whether agreements are renewed and whether it can be cleared");
    row->reconsent = pick_bool_if(&p->pick, json, "reconsent");
    row->reconsent_why = pick_text(&p->pick, json, "reconsent_why");
    row->clearable = pick_bool_if(&p->pick, json, "clearable");
    row->clearable_why = pick_text(&p->pick, json, "clearable_why");
    row->clear_by = pick_text_if(&p->pick, json, "clear_by");
    packing_require(p, row->clearable == (row->clear_by.len > 0),
                    "clear_by names who clears it, if anybody does");
}

static void load_evidence(struct packing *p, const struct json *json, struct pack_row *row)
{
    row->disagreement = pick_text_if(&p->pick, json, "disagreement");
    row->basis = pick_text(&p->pick, json, "basis");
    row->sources = packing_cites(p, json);
    row->mark = packing_mark(p, json);
    row->review = pick_text(&p->pick, json, "review");
    packing_require(p, is_basis(row->basis), "basis is none of the seven");
    apply_mark(row);
}

/* By a condition, or by records: then nothing of the intake has a say in it. */
static void load_cause(struct packing *p, const struct json *json, struct pack_row *row)
{
    row->made_by = pick_text_if(&p->pick, json, "made_by");
    if (row->made_by.len == 0) {
        packing_condition(p, json, row);
        return;
    }
    packing_require(p, span_is(row->made_by, PACK_BY_MEASURES), "made_by is measures");
    packing_require(p,
                    json_member(json, "condition") == NULL && json_member(json, "wait") == NULL &&
                        json_member(json, "site") == NULL,
                    "what records put on has no condition, wait or site");
}

static void load_row(struct loading *l, const struct json *json, struct pack_row *row)
{
    static const char *const members[] = {
        "id",       "row",          "group",     "level",         "client",    "practitioner",
        "act",      "condition",    "wait",      "site",          "scope",     "where",
        "made_by",  "effect",       "reconsent", "reconsent_why", "clearable", "clearable_why",
        "clear_by", "disagreement", "basis",     "sources",       "mark",      "review",
        NULL};
    struct packing *p = &l->p;

    p->row = SPAN("a row");
    pick_only(&p->pick, json, members);
    p->row = row->id = pick_text(&p->pick, json, "id");
    packing_require(p, pick_is_word(row->id), "id must be a word of 1 to 64 characters");
    packing_require(p, screening_find(l->pack, row->id) == NULL, "given twice");
    row->row = pick_text(&p->pick, json, "row");
    row->group = pick_text(&p->pick, json, "group");
    load_level(p, json, row);
    row->client = pick_text(&p->pick, json, "client");
    row->practitioner = pick_text(&p->pick, json, "practitioner");
    row->act = pick_text(&p->pick, json, "act");
    load_cause(p, json, row);
    load_wait(p, json, row);
    load_scopes(l, json, row);
    load_sites(l, json, row);
    row->effect = packing_effect(p, pick_object(&p->pick, json, "effect"));
    load_clearance(p, json, row);
    load_evidence(p, json, row);
}

static void load_rows(struct loading *l, const struct json *root)
{
    const struct json *list = pick_list(&l->p.pick, root, "rows");
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(&l->p, count <= PACK_MAX_ROWS, "more than 256 rows");
    l->rows = pick_alloc(&l->p.pick, count, sizeof *l->rows);
    l->pack->rows = l->rows;
    for (const struct json *c = json_first(list); c != NULL && l->p.pick.status == HF_OK;
         c = c->next) {
        load_row(l, c, &l->rows[l->pack->n_rows]);
        l->pack->n_rows++;
    }
}

/* --- rules as decide() takes them ------------------------------------------------------------ */

/* "CI12" and "arms" give "CI12.arms"; a number after a stroke tells its places apart. */
static struct span join(struct packing *p, struct span a, const char *mark, struct span b)
{
    struct buf out;

    buf_init(&out, p->pick.arena, FACTS_WORD_MAX);
    buf_put(&out, a);
    buf_put(&out, span_of(mark));
    buf_put(&out, b);
    if (p->pick.arena->spent && p->pick.status == HF_OK)
        p->pick.status = fault_set(p->pick.why, HF_FAILED, "request memory is spent");
    packing_require(p, !out.failed, "id is too long");
    return buf_view(&out);
}

static struct span number(struct packing *p, uint32_t n)
{
    struct buf out;

    buf_init(&out, p->pick.arena, 12);
    buf_int(&out, n);
    return buf_view(&out);
}

static void add_rule(struct loading *l, struct rule rule)
{
    packing_require(&l->p, l->pack->n_rules < FACTS_MAX_RULES, "too many rules in all");
    if (l->p.pick.status == HF_OK)
        l->pack->rules[l->pack->n_rules++] = rule;
}

static bool adapts(const struct effect *effect)
{
    return effect->has_max_pressure || effect->conditions.count > 0;
}

/* What holds until a clinician has spoken, and what stays when one has, are two rules, so that a
 * letter ends the first alone. */
static void add_place(struct loading *l, const struct pack_row *row, struct rule rule)
{
    struct rule hold = rule, stays = rule;

    if (!row->effect.deny || !adapts(&row->effect)) {
        add_rule(l, rule);
        return;
    }
    hold.effect = (struct effect){.deny = true};
    stays.id = join(&l->p, rule.id, "/", SPAN("stays"));
    stays.effect.deny = stays.clearable = false;
    add_rule(l, hold);
    add_rule(l, stays);
}

static void add_rules(struct loading *l, const struct pack_row *row, struct span finding,
                      struct pack_scopes scopes)
{
    for (uint32_t i = 0; i < scopes.count && l->p.pick.status == HF_OK; i++)
        add_place(l, row,
                  (struct rule){.id = join(&l->p, finding, "/", number(&l->p, i + 1)),
                                .finding = finding,
                                .reconsent = row->reconsent,
                                .clearable = row->clearable,
                                .scope = scopes.at[i],
                                .effect = row->effect});
}

static void spell_out(struct loading *l)
{
    l->pack->rules = pick_alloc(&l->p.pick, FACTS_MAX_RULES, sizeof *l->pack->rules);
    for (uint32_t i = 0; i < l->pack->n_rows && l->p.pick.status == HF_OK; i++) {
        const struct pack_row *row = &l->rows[i];

        l->p.row = row->id;
        add_rules(l, row, row->id, row->scopes);
        for (uint32_t s = 0; s < row->n_sites; s++)
            add_rules(l, row, join(&l->p, row->id, ".", row->sites[s].code), row->sites[s].scopes);
    }
}

enum status screening_load(struct span json, const struct atlas *atlas,
                           const struct lexicon *lexicon, struct arena *arena,
                           const struct screening **ret, struct fault *why)
{
    static const char *const members[] = {
        "id",      "url",    "version", "date", "status", "title", "review", "questionnaire",
        "sources", "scopes", "sites",   "rows", NULL};
    struct loading l = {.p = {.atlas = atlas, .lexicon = lexicon}};
    const struct json *root = packing_begin(&l.p, json, &shape, arena, why);

    l.pack = pick_alloc(&l.p.pick, 1, sizeof *l.pack);
    if (l.pack == NULL)
        return l.p.pick.status;
    pick_only(&l.p.pick, root, members);
    l.pack->head = packing_head(&l.p, root);
    l.p.sources = l.pack->sources = packing_sources(&l.p, root);
    l.scopes = pick_object(&l.p.pick, root, "scopes");
    l.sites = pick_object(&l.p.pick, root, "sites");
    load_rows(&l, root);
    spell_out(&l);
    if (l.p.pick.status == HF_OK)
        *ret = l.pack;
    return l.p.pick.status;
}

const struct pack_row *screening_find(const struct screening *pack, struct span row_id)
{
    for (uint32_t i = 0; i < pack->n_rows; i++)
        if (span_equal(pack->rows[i].id, row_id))
            return &pack->rows[i];
    return NULL;
}

const struct pack_row *screening_row_of(const struct screening *pack, struct span finding)
{
    const struct pack_row *row = screening_find(pack, finding);

    while (row == NULL && finding.len > 0)
        if (finding.at[--finding.len] == '.')
            row = screening_find(pack, finding);
    return row;
}

const struct rule *screening_rule(const struct screening *pack, struct span rule_id)
{
    for (uint32_t i = 0; i < pack->n_rules; i++)
        if (span_equal(pack->rules[i].id, rule_id))
            return &pack->rules[i];
    return NULL;
}
