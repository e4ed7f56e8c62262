/* core/model/checklist_pack.c - loads what a record of consent has to hold, and whom to ask for it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/checklist.h"

#include "core/model/pack_inside.h"

static const char *const list_names[] = {"asks", "options", "tells", "lines", "sources", NULL};
static const struct pack_element head_elements[] = {{"description", "review"}, {NULL, NULL}};
static const struct pack_element row_elements[] = {{"id", "id"}, {"title", "field"}, {NULL, NULL}};
static const struct pack_shape shape = {"PlanDefinition", "fields",   head_elements,
                                        row_elements,     list_names, false};

struct loading {
    struct packing p;
    struct checklist *list;
    struct checklist_field *fields;
    struct checklist_ask *asks;
};

struct word_number {
    const char *word;
    int number;
};

static const struct word_number whos[] = {
    {"practitioner", ASK_PRACTITIONER}, {"client", ASK_CLIENT}, {NULL, 0}};
static const struct word_number kinds[] = {{"tick", ASK_TICK},
                                           {"choice", ASK_CHOICE},
                                           {"text", ASK_TEXT},
                                           {"names", ASK_NAMES},
                                           {NULL, 0}};
static const struct word_number whens[] = {{"always", WHEN_ALWAYS},
                                           {"intimate", WHEN_INTIMATE},
                                           {"internal", WHEN_INTERNAL},
                                           {"no_reason", WHEN_NO_REASON},
                                           {NULL, 0}};
static const char *const told_words[] = {"reasons", "minutes", "expect", "risk", "benefit"};

/* 0 and the fault in the pick for a word that is none. */
static int pick_number(struct packing *p, const struct json *json, const char *name,
                       const struct word_number *words)
{
    struct span word = pick_text(&p->pick, json, name);

    for (; words->word != NULL; words++)
        if (span_is(word, words->word))
            return words->number;
    packing_require(p, false, "who, kind or when is no word of ours");
    return 0;
}

/* --- questions ------------------------------------------------------------------------------- */

static struct ask_if load_if(struct packing *p, const struct json *json, const char *name)
{
    static const char *const members[] = {"ask", "is", NULL};
    const struct json *value = json_member(json, name);

    if (value == NULL)
        return (struct ask_if){SPAN(""), SPAN("")};
    pick_only(&p->pick, value, members);
    return (struct ask_if){pick_text(&p->pick, value, "ask"), pick_text(&p->pick, value, "is")};
}

static void load_option(struct packing *p, const struct json *json, struct ask_option *option)
{
    static const char *const members[] = {"id", "name", "counts", "if", NULL};

    pick_only(&p->pick, json, members);
    *option = (struct ask_option){.id = pick_text(&p->pick, json, "id"),
                                  .name = pick_text(&p->pick, json, "name"),
                                  .counts = pick_bool_if(&p->pick, json, "counts"),
                                  .only = load_if(p, json, "if")};
}

/* At least two answers, and one that leads on: else it would be no question. */
static void load_options(struct packing *p, const struct json *json, struct checklist_ask *ask)
{
    const struct json *list = pick_list_if(&p->pick, json, "options");
    uint32_t count = list != NULL ? list->count : 0;
    struct ask_option *options = pick_alloc(&p->pick, count, sizeof *options);
    bool leads_on = false;

    packing_require(p, count <= CHECKLIST_MAX_OPTIONS && (ask->kind == ASK_CHOICE) == (count > 1),
                    "a choice, and nothing else, has two to eight options");
    ask->options = options;
    for (const struct json *c = json_first(list);
         c != NULL && options != NULL && p->pick.status == HF_OK; c = c->next) {
        load_option(p, c, &options[ask->n_options]);
        packing_require(p, ask_option_find(ask, options[ask->n_options].id) == NULL,
                        "an option given twice");
        leads_on |= options[ask->n_options++].counts;
    }
    packing_require(p, count == 0 || leads_on, "no option counts");
}

static bool is_of(const struct checklist_field *field, struct span ask)
{
    return span_starts(ask, field->id) && ask.len > field->id.len + 1 &&
           ask.at[field->id.len] == '.';
}

static void load_ask(struct loading *l, const struct json *json,
                     const struct checklist_field *field)
{
    static const char *const members[] = {"id",   "who",   "kind",        "when", "text",    "hint",
                                          "each", "tells", "required_if", "if",   "options", NULL};
    struct packing *p = &l->p;
    struct checklist_ask *ask = &l->asks[l->list->n_asks];

    pick_only(&p->pick, json, members);
    p->row = ask->id = pick_text(&p->pick, json, "id");
    packing_require(p,
                    pick_is_word(ask->id) && is_of(field, ask->id) &&
                        checklist_ask_find(l->list, ask->id) == NULL,
                    "id must be its field's id, a dot and a word, given once");
    ask->who = (enum ask_who)pick_number(p, json, "who", whos);
    ask->kind = (enum ask_kind)pick_number(p, json, "kind", kinds);
    ask->when = (enum ask_when)pick_number(p, json, "when", whens);
    ask->text = pick_text(&p->pick, json, "text");
    ask->hint = pick_text_if(&p->pick, json, "hint");
    ask->each = pick_text_if(&p->pick, json, "each");
    ask->tells = packing_words(p, json, "tells", NULL);
    ask->only = load_if(p, json, "if");
    ask->required_if = load_if(p, json, "required_if");
    ask->field = (uint32_t)(field - l->fields);
    load_options(p, json, ask);
    l->list->n_asks++;
}

static void load_asks(struct loading *l, const struct json *json, struct checklist_field *field)
{
    const struct json *list = pick_list_if(&l->p.pick, json, "asks");

    field->first_ask = l->list->n_asks;
    for (const struct json *c = json_first(list); c != NULL && l->p.pick.status == HF_OK;
         c = c->next) {
        packing_require(&l->p, l->list->n_asks < CHECKLIST_MAX_ASKS, "more than 64 questions");
        if (l->p.pick.status == HF_OK)
            load_ask(l, c, field);
    }
    field->n_asks = l->list->n_asks - field->first_ask;
}

/* --- what leans on other questions ------------------------------------------------------------ */

/* Only one step: what an "if" names is itself asked always. */
static void check_if(struct loading *l, const struct ask_if *only, bool may_lean)
{
    const struct checklist_ask *ask = checklist_ask_find(l->list, only->ask);

    if (only->ask.len == 0)
        return;
    packing_require(&l->p,
                    ask != NULL && ask_option_find(ask, only->is) != NULL && ask->each.len == 0 &&
                        (may_lean || ask->only.ask.len == 0),
                    "leans on an answer that there is not");
}

static bool is_told(const struct checklist *list, struct span word)
{
    const struct checklist_ask *ask = checklist_ask_find(list, word);

    for (size_t i = 0; i < sizeof told_words / sizeof *told_words; i++)
        if (span_is(word, told_words[i]))
            return true;
    return ask != NULL && ask->who == ASK_PRACTITIONER &&
           (ask->kind == ASK_TEXT || ask->kind == ASK_NAMES);
}

static void check_ask(struct loading *l, const struct checklist_ask *ask)
{
    const struct checklist_ask *names = checklist_ask_find(l->list, ask->each);

    l->p.row = ask->id;
    check_if(l, &ask->only, false);
    check_if(l, &ask->required_if, true);
    for (uint32_t i = 0; i < ask->n_options; i++)
        check_if(l, &ask->options[i].only, false);
    packing_require(&l->p,
                    ask->each.len == 0 || (names != NULL && names->kind == ASK_NAMES &&
                                           names->who == ASK_PRACTITIONER),
                    "asks of each line of what is no list of names");
    for (size_t i = 0; i < ask->tells.count; i++)
        packing_require(&l->p, is_told(l->list, ask->tells.at[i]), "tells what nobody says");
}

/* --- fields and lines ------------------------------------------------------------------------- */

static void load_field(struct loading *l, const struct json *json, struct checklist_field *field)
{
    static const char *const members[] = {"id",      "field",  "rule",     "rule_words",
                                          "kept",    "by",     "enforced", "asks",
                                          "sources", "review", NULL};
    struct packing *p = &l->p;

    p->row = SPAN("a field");
    pick_only(&p->pick, json, members);
    p->row = field->id = pick_text(&p->pick, json, "id");
    packing_require(p, pick_is_word(field->id) && checklist_find(l->list, field->id) == NULL,
                    "id must be a word, given once");
    field->field = pick_text(&p->pick, json, "field");
    field->rule = pick_text(&p->pick, json, "rule");
    packing_require(p, span_is(field->rule, "hard") || span_is(field->rule, "soft"),
                    "rule is hard or soft");
    field->is_hard = span_is(field->rule, "hard");
    if (json_member(json, "rule_words") != NULL)
        field->rule = pick_text(&p->pick, json, "rule_words");
    field->kept = pick_text(&p->pick, json, "kept");
    field->by = pick_text(&p->pick, json, "by");
    field->enforced = pick_text(&p->pick, json, "enforced");
    packing_require(p, !field->is_hard || span_is(field->enforced, "always"),
                    "hard, and not always enforced");
    field->sources = packing_cites(p, json);
    field->review = pick_text(&p->pick, json, "review");
    load_asks(l, json, field);
}

static void load_fields(struct loading *l, const struct json *root)
{
    const struct json *list = pick_list(&l->p.pick, root, "fields");
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(&l->p, count > 0 && count <= CHECKLIST_MAX_FIELDS, "needs 1 to 64 fields");
    l->list->fields = l->fields = pick_alloc(&l->p.pick, count, sizeof *l->fields);
    l->list->asks = l->asks = pick_alloc(&l->p.pick, CHECKLIST_MAX_ASKS, sizeof *l->asks);
    for (const struct json *c = json_first(list); c != NULL && l->p.pick.status == HF_OK;
         c = c->next) {
        load_field(l, c, &l->fields[l->list->n_fields]);
        l->list->n_fields++;
    }
    for (uint32_t i = 0; i < l->list->n_asks && l->p.pick.status == HF_OK; i++)
        check_ask(l, &l->asks[i]);
}

static void load_line(struct packing *p, const struct json *json, struct checklist_line *line)
{
    static const char *const members[] = {"text",    "about", "when", "grade",
                                          "sources", "mark",  NULL};

    p->row = SPAN("a line");
    pick_only(&p->pick, json, members);
    line->claim = packing_claim(p, json);
    line->when = (enum ask_when)pick_number(p, json, "when", whens);
}

/* Something is always said of what it feels like, of what can go wrong and of what it is good for:
 * nothing is confirmed that was not told. */
static void check_lines(struct loading *l)
{
    bool has[ABOUT_COUNT] = {false};

    for (uint32_t i = 0; i < l->list->n_lines; i++)
        has[l->list->lines[i].claim.about] |= l->list->lines[i].when == WHEN_ALWAYS;
    l->p.row = SPAN("lines");
    packing_require(&l->p, has[ABOUT_EXPECT] && has[ABOUT_RISK] && has[ABOUT_BENEFIT],
                    "something has to be said of every plan");
}

static void load_lines(struct loading *l, const struct json *root)
{
    const struct json *list = pick_list(&l->p.pick, root, "lines");
    uint32_t count = list != NULL ? list->count : 0;
    struct checklist_line *lines = pick_alloc(&l->p.pick, count, sizeof *lines);

    packing_require(&l->p, count <= CHECKLIST_MAX_LINES, "more than 64 lines");
    l->list->lines = lines;
    for (const struct json *c = json_first(list);
         c != NULL && lines != NULL && l->p.pick.status == HF_OK; c = c->next)
        load_line(&l->p, c, &lines[l->list->n_lines++]);
    if (l->p.pick.status == HF_OK)
        check_lines(l);
}

enum status checklist_load(struct span json, struct arena *arena, const struct checklist **ret,
                           struct fault *why)
{
    static const char *const members[] = {"id",      "url",   "version", "date",
                                          "status",  "title", "review",  "enforced",
                                          "sources", "lines", "fields",  NULL};
    struct loading l = {.list = NULL};
    const struct json *root = packing_begin(&l.p, json, &shape, arena, why);

    l.list = pick_alloc(&l.p.pick, 1, sizeof *l.list);
    if (l.list == NULL)
        return l.p.pick.status;
    pick_only(&l.p.pick, root, members);
    l.list->head = packing_head(&l.p, root);
    l.p.sources = l.list->sources = packing_sources(&l.p, root);
    load_lines(&l, root);
    load_fields(&l, root);
    if (l.p.pick.status == HF_OK)
        *ret = l.list;
    return l.p.pick.status;
}

/* --- looking --------------------------------------------------------------------------------- */

const struct checklist_field *checklist_find(const struct checklist *list, struct span field)
{
    for (uint32_t i = 0; i < list->n_fields; i++)
        if (span_equal(list->fields[i].id, field))
            return &list->fields[i];
    return NULL;
}

const struct checklist_ask *checklist_ask_find(const struct checklist *list, struct span ask)
{
    for (uint32_t i = 0; i < list->n_asks; i++)
        if (span_equal(list->asks[i].id, ask))
            return &list->asks[i];
    return NULL;
}

const struct ask_option *ask_option_find(const struct checklist_ask *ask, struct span option)
{
    for (uint32_t i = 0; i < ask->n_options; i++)
        if (span_equal(ask->options[i].id, option))
            return &ask->options[i];
    return NULL;
}

bool ask_option_is(const struct checklist_ask *ask, struct span value)
{
    return ask->kind == ASK_TICK ? span_is(value, "yes") : ask_option_find(ask, value) != NULL;
}
