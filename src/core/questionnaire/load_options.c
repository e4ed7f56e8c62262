/* core/questionnaire/load_options.c - what may be chosen: options, sets of codings, units.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load.h"

/* --- sets of codings ------------------------------------------------------------------------- */

/* A coding as the set tells it: the concept's object has code and display; the system stands in it
 * (expansion) or above it (compose), so a new object is made of the three. */
static const struct json *make_coding(struct loading *l, struct span system,
                                      const struct json *concept)
{
    const struct {
        const char *name;
        struct span text;
    } rows[] = {{"system", system},
                {"code", json_text(json_member(concept, "code"))},
                {"display", json_text(json_member(concept, "display"))}};
    struct json *coding = load_array(l, struct json, 4);

    if (coding == NULL)
        return NULL;
    coding->kind = JSON_OBJECT;
    coding->name = SPAN("valueCoding");
    for (size_t i = 3; i-- > 0;) {
        if (rows[i].text.len == 0)
            continue;
        coding[i + 1] = (struct json){.kind = JSON_TEXT,
                                      .name = span_of(rows[i].name),
                                      .text = rows[i].text,
                                      .next = coding->child};
        coding->child = &coding[i + 1];
        coding->count++;
    }
    return coding;
}

/* Score of a concept or an option: itemWeight (SDC) before ordinalValue (R4). */
static const struct json *find_score(const struct json *object)
{
    static const char *const urls[] = {
        "http://hl7.org/fhir/StructureDefinition/itemWeight",
        "http://hl7.org/fhir/StructureDefinition/ordinalValue",
        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-itemWeight"};

    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
        for (const struct json *c = json_first(json_member(object, "extension")); c != NULL;
             c = c->next)
            if (span_is(json_text(json_member(c, "url")), urls[i]))
                return json_member(c, "valueDecimal");
    return NULL;
}

struct set_load {
    struct loading *l;
    struct question_option *options;
    uint32_t n, room;
};

static void add_concept(struct set_load *in, struct span system, const struct json *concept)
{
    const struct json *coding = make_coding(in->l, system, concept);

    if (coding == NULL || in->n == in->room)
        return;
    in->options[in->n++] = (struct question_option){.value = {VALUE_CODING, coding},
                                                    .code = json_text(json_member(concept, "code")),
                                                    .score = find_score(concept)};
}

/* An expansion may nest; an abstract entry is a heading and can't be chosen. */
static void add_contains(struct set_load *in, const struct json *list)
{
    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        if (json_member(c, "code") != NULL && !load_flag(c, "abstract"))
            add_concept(in, json_text(json_member(c, "system")), c);
        add_contains(in, json_member(c, "contains"));
    }
}

static uint32_t count_codes(const struct json *list)
{
    uint32_t n = 0;

    for (const struct json *c = json_first(list); c != NULL; c = c->next)
        n += 1 + count_codes(json_member(c, "contains"));
    return n;
}

/* Nothing but codes listed one by one can be told without a terminology server. */
static bool is_listed(const struct json *compose)
{
    bool listed = json_first(json_member(compose, "include")) != NULL &&
                  json_member(compose, "exclude") == NULL;

    for (const struct json *c = json_first(json_member(compose, "include")); c != NULL; c = c->next)
        listed = listed && json_member(c, "concept") != NULL && json_member(c, "filter") == NULL &&
                 json_member(c, "valueSet") == NULL;
    return listed;
}

static void add_includes(struct set_load *in, const struct json *compose)
{
    for (const struct json *i = json_first(json_member(compose, "include")); i != NULL; i = i->next)
        for (const struct json *c = json_first(json_member(i, "concept")); c != NULL; c = c->next)
            add_concept(in, json_text(json_member(i, "system")), c);
}

static uint32_t count_set(const struct json *set)
{
    uint32_t n = count_codes(json_member(json_member(set, "expansion"), "contains"));
    const struct json *includes = json_member(json_member(set, "compose"), "include");

    for (const struct json *i = json_first(includes); i != NULL; i = i->next)
        n += count_codes(json_member(i, "concept"));
    return n;
}

/* An expansion wins over what it was made from; one that was cut short says so in its total. */
static void load_set(struct loading *l, const struct json *json, struct span url,
                     struct value_set *set)
{
    const struct json *expansion = json_member(json, "expansion");
    const struct json *compose = json_member(json, "compose");
    struct set_load in = {.l = l, .room = count_set(json)};
    int64_t total = 0;

    in.options = load_array(l, struct question_option, in.room);
    if (in.options == NULL)
        return;
    if (json_member(expansion, "contains") != NULL) {
        add_contains(&in, json_member(expansion, "contains"));
        set->complete = !json_int64(json_member(expansion, "total"), &total) || total <= in.n;
    } else {
        add_includes(&in, compose);
        set->complete = is_listed(compose);
    }
    set->url = url;
    set->options = in.options;
    set->n_options = in.n;
}

static struct span anchor(struct loading *l, struct span id)
{
    struct buf out;

    buf_init(&out, l->arena, QUESTIONNAIRE_MAX_LINK_ID);
    buf_byte(&out, '#');
    buf_put(&out, id);
    return buf_view(&out);
}

static bool is_set(const struct json *json)
{
    return span_is(json_text(json_member(json, "resourceType")), "ValueSet");
}

static uint32_t count_sets(const struct json *list)
{
    uint32_t n = 0;

    for (const struct json *c = json_first(list); c != NULL; c = c->next)
        n += is_set(c);
    return n;
}

static void add_sets(struct loading *l, const struct json *list, struct value_set *sets,
                     uint32_t *n)
{
    for (const struct json *c = json_first(list); c != NULL; c = c->next)
        if (is_set(c)) {
            load_set(l, c, anchor(l, json_text(json_member(c, "id"))), &sets[*n]);
            sets[*n + 1] = sets[*n];
            sets[*n + 1].url = json_text(json_member(c, "url"));
            *n += 2;
        }
}

/* Each by its id and by its url. Those of the form stand first: they win. A form that is itself
 * contained finds the sets beside it among those that were handed in. */
void load_value_sets(struct loading *l)
{
    uint32_t n = 0;
    struct value_set *sets =
        load_array(l, struct value_set, 2 * (count_sets(l->contained) + count_sets(l->value_sets)));

    if (sets == NULL)
        return;
    add_sets(l, l->contained, sets, &n);
    add_sets(l, l->value_sets, sets, &n);
    l->form->value_sets = sets;
    l->form->n_value_sets = n;
}

/* A canonical may name a version behind |. */
const struct value_set *questionnaire_value_set(const struct questionnaire *form, struct span url)
{
    struct span name = span_cut(&url, '|');

    for (uint32_t i = 0; i < form->n_value_sets; i++)
        if (name.len > 0 && span_equal(form->value_sets[i].url, name))
            return &form->value_sets[i];
    return NULL;
}

/* --- options --------------------------------------------------------------------------------- */

struct option_load {
    struct loading *l;
    struct question *question;
    const struct place *place;
};

#define refuse(in, severity, code, ...)                                                            \
    report_add((in)->l->report, (severity), (code), (in)->place, (in)->question->link_id,          \
               __VA_ARGS__)

static bool may_be_option(enum value_type type)
{
    return type == VALUE_CODING || type == VALUE_STRING || type == VALUE_INTEGER ||
           type == VALUE_DATE || type == VALUE_TIME || type == VALUE_REFERENCE;
}

static void load_option(const struct option_load *in, const struct json *json,
                        struct question_option *option)
{
    const char *problem;

    option->value = value_find(json, "value");
    option->code = value_code(option->value);
    problem = value_problem(option->value);
    option->chosen = load_flag(json, "initialSelected");
    option->score = find_score(json);
    if (option->score == NULL)
        option->score = find_score(option->value.json);
    if (value_count(json, "value") != 1)
        refuse(in, ISSUE_ERROR, ISSUE_REQUIRED, "An option needs exactly one value.");
    else if (problem != NULL)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "The value of an option %s.", problem);
    else if (!may_be_option(option->value.type))
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "An option can't be a %.*s.",
               SPAN_ARGS(value_type_name(option->value.type)));
    else if (option->value.type == VALUE_CODING && value_code(option->value).len == 0)
        refuse(in, ISSUE_WARNING, ISSUE_VALUE,
               "An option has no code: only its display tells it from others.");
    load_option_extensions(in->l, json, option, in->place);
}

static void refuse_twins(const struct option_load *in)
{
    const struct question *q = in->question;

    for (uint32_t i = 0; i < q->n_options; i++)
        if (question_option_find(q->options, i, q->options[i].value) != NULL)
            refuse(in, load_severity(in->l), ISSUE_BUSINESS_RULE, "Option %d stands twice.",
                   (int)i + 1);
}

static void load_list(const struct option_load *in, const struct json *list)
{
    struct question_option *options = load_array(in->l, struct question_option, list->count);
    struct place place = {in->place, "answerOption", 0};

    if (options == NULL)
        return;
    in->question->options = options;
    for (const struct json *c = list->child; c != NULL; c = c->next, place.index++)
        load_option(&(struct option_load){in->l, in->question, &place}, c,
                    &options[in->question->n_options++]);
    refuse_twins(in);
    /* integer, date, time, string: options of the item's own type; a choice takes any. */
    if (in->question->kind == QUESTION_CHOICE && options[0].value.type != VALUE_CODING)
        in->question->answers = options[0].value.type;
}

static void load_from_set(const struct option_load *in, struct span url)
{
    const struct value_set *set = questionnaire_value_set(in->l->form, url);

    in->question->options_from = url;
    in->question->options_open = set == NULL || !set->complete;
    if (set != NULL) {
        in->question->options = set->options;
        in->question->n_options = set->n_options;
    }
    if (in->question->options_open)
        refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
               "The answers come from %.*s, which is not at hand with all of its codes: contain it "
               "with a list of them, or hand it in expanded.",
               SPAN_ARGS(span_head(url, 60)));
}

/* que-4 and que-5 */
void load_options(struct loading *l, const struct json *json, struct question *question,
                  const struct place *place)
{
    const struct option_load in = {l, question, place};
    const struct json *list = json_member(json, "answerOption");
    struct span url = json_text(json_member(json, "answerValueSet"));
    bool choice = question->kind == QUESTION_CHOICE || question->kind == QUESTION_OPEN_CHOICE;

    if (list != NULL && url.len > 0)
        refuse(&in, ISSUE_ERROR, ISSUE_INVARIANT, "Both answerOption and answerValueSet (que-4).");
    else if (url.len > 0 && !choice)
        refuse(&in, load_severity(l), ISSUE_INVARIANT,
               "answerValueSet is for choice and open-choice (que-5).");
    else if (list != NULL && list->count > QUESTIONNAIRE_MAX_OPTIONS)
        refuse(&in, ISSUE_ERROR, ISSUE_TOO_LONG, "More than %d options.",
               QUESTIONNAIRE_MAX_OPTIONS);
    else if (list != NULL && list->count > 0)
        load_list(&in, list);
    else if (url.len > 0)
        load_from_set(&in, url);
}
