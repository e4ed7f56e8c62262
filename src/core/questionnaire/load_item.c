/* core/questionnaire/load_item.c - the items of a form, flat, in the order of reading.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load.h"

/* An item's object may lie this deep in a response's JSON: its answers need what is left of 32. */
enum { DEEPEST_OBJECT = 23 };

/* KEEP IN ORDER: kinds of question. */
static const enum value_type answer_types[] = {
    [QUESTION_GROUP] = VALUE_NONE,
    [QUESTION_DISPLAY] = VALUE_NONE,
    [QUESTION_BOOLEAN] = VALUE_BOOLEAN,
    [QUESTION_DECIMAL] = VALUE_DECIMAL,
    [QUESTION_INTEGER] = VALUE_INTEGER,
    [QUESTION_DATE] = VALUE_DATE,
    [QUESTION_DATE_TIME] = VALUE_DATE_TIME,
    [QUESTION_TIME] = VALUE_TIME,
    [QUESTION_STRING] = VALUE_STRING,
    [QUESTION_TEXT] = VALUE_STRING,
    [QUESTION_URL] = VALUE_URI,
    [QUESTION_CHOICE] = VALUE_CODING,
    [QUESTION_OPEN_CHOICE] = VALUE_CODING,
    [QUESTION_ATTACHMENT] = VALUE_ATTACHMENT,
    [QUESTION_REFERENCE] = VALUE_REFERENCE,
    [QUESTION_QUANTITY] = VALUE_QUANTITY,
};

enum { N_KINDS = sizeof answer_types / sizeof answer_types[0] };

/* One item on its way into the table. */
struct item_load {
    struct loading *l;
    const struct json *json;
    struct question *question;
    const struct place *place;
};

#define refuse(in, code, ...)                                                                      \
    report_add((in)->l->report, ISSUE_ERROR, (code), (in)->place, (in)->question->link_id,         \
               __VA_ARGS__)

/* --- one item -------------------------------------------------------------------------------- */

static void load_link_id(const struct item_load *in)
{
    struct span id = json_text(json_member(in->json, "linkId"));

    in->question->link_id = id;
    if (span_trim(id).len == 0)
        refuse(in, ISSUE_REQUIRED, "An item has no linkId: nothing can answer it.");
    else if (id.len > QUESTIONNAIRE_MAX_LINK_ID)
        refuse(in, ISSUE_TOO_LONG, "A linkId is longer than %d bytes.", QUESTIONNAIRE_MAX_LINK_ID);
}

/* An item of no known type is told once; what else it says can't be judged. */
static bool load_kind(const struct item_load *in)
{
    struct span word = json_text(json_member(in->json, "type"));

    for (size_t i = 0; i < N_KINDS; i++)
        if (span_equal(word, question_kind_word((enum question_kind)i))) {
            in->question->kind = (enum question_kind)i;
            in->question->answers = answer_types[i];
            return true;
        }
    if (span_is(word, "question"))
        refuse(in, ISSUE_VALUE, "The type \"question\" is abstract: say what is asked for.");
    else if (span_is(word, "coding"))
        refuse(in, ISSUE_VALUE, "The type \"coding\" is of R5; R4 says choice or open-choice.");
    else
        refuse(in, ISSUE_VALUE, "The type \"%.*s\" is none that R4 has for an item.",
               SPAN_ARGS(span_head(word, 40)));
    return false;
}

/* que-1: a group holds something, a display nothing. */
static void check_children(const struct item_load *in)
{
    bool some = json_first(json_member(in->json, "item")) != NULL;

    if (in->question->kind == QUESTION_DISPLAY && some)
        refuse(in, ISSUE_INVARIANT, "A display holds no items (que-1).");
    if (in->question->kind == QUESTION_GROUP && !some)
        report_add(in->l->report, ISSUE_WARNING, ISSUE_INVARIANT, in->place, in->question->link_id,
                   "A group holds no items (que-1): it asks nothing.");
}

/* Members that R4 forbids on some kinds: que-3, que-6, que-8, que-9. */
static void check_forbidden(const struct item_load *in)
{
    static const struct {
        const char *member;
        bool group, display; /* forbidden on */
        const char *rule;
    } rows[] = {
        {"code", false, true, "que-3"},          {"required", false, true, "que-6"},
        {"repeats", false, true, "que-6"},       {"initial", true, true, "que-8"},
        {"readOnly", false, true, "que-9"},      {"answerOption", true, true, "que-5"},
        {"answerValueSet", true, true, "que-5"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool there = json_member(in->json, rows[i].member) != NULL;

        if (there && ((rows[i].group && in->question->kind == QUESTION_GROUP) ||
                      (rows[i].display && in->question->kind == QUESTION_DISPLAY)))
            report_add(in->l->report, load_severity(in->l), ISSUE_INVARIANT, in->place,
                       in->question->link_id, "A %.*s has no %s (%s).",
                       SPAN_ARGS(question_kind_word(in->question->kind)), rows[i].member,
                       rows[i].rule);
    }
}

/* que-10 */
static void load_length(const struct item_load *in)
{
    const struct json *json = json_member(in->json, "maxLength");

    if (json == NULL)
        return;
    if (!json_int64(json, &in->question->max_length) || in->question->max_length < 1)
        refuse(in, ISSUE_VALUE, "maxLength must be a whole number above nought.");
    if (in->question->answers != VALUE_STRING && in->question->kind != QUESTION_OPEN_CHOICE &&
        in->question->kind != QUESTION_URL && in->question->answers != VALUE_BOOLEAN &&
        in->question->answers != VALUE_INTEGER && in->question->answers != VALUE_DECIMAL)
        report_add(in->l->report, load_severity(in->l), ISSUE_INVARIANT, in->place,
                   in->question->link_id, "maxLength is for words and plain values (que-10).");
}

static void load_initial_value(const struct item_load *in, const struct json *json,
                               struct fhir_value *initial)
{
    *initial = value_find(json, "value");
    const char *problem = value_problem(*initial);

    if (problem != NULL)
        refuse(in, ISSUE_VALUE, "An initial value %s.", problem);
}

/* que-11 and que-13 */
static void load_initial(const struct item_load *in)
{
    const struct json *list = json_member(in->json, "initial");
    uint32_t count = list == NULL ? 0 : list->count;
    struct fhir_value *initial = load_array(in->l, struct fhir_value, count);

    if (initial == NULL)
        return;
    in->question->initial = initial;
    for (const struct json *c = json_first(list); c != NULL; c = c->next)
        load_initial_value(in, c, &initial[in->question->n_initial++]);
    if (count > 1 && !in->question->repeats)
        refuse(in, ISSUE_INVARIANT,
               "Several initial values on an item that does not repeat "
               "(que-13).");
    if (count > 0 && in->question->n_options > 0 && json_member(in->json, "answerOption") != NULL)
        report_add(in->l->report, load_severity(in->l), ISSUE_INVARIANT, in->place,
                   in->question->link_id,
                   "initial beside answerOption: say initialSelected of the option (que-11).");
}

static void check_modifiers(const struct item_load *in)
{
    for (const struct json *c = json_first(json_member(in->json, "modifierExtension")); c != NULL;
         c = c->next)
        refuse(in, ISSUE_NOT_SUPPORTED, "The modifier extension %.*s is not known here.",
               SPAN_ARGS(json_text(json_member(c, "url"))));
}

static void load_item(const struct item_load *in)
{
    struct question *question = in->question;

    question->json = in->json;
    question->max_decimals = -1;
    question->enabled_by = QUESTION_NONE;
    load_link_id(in);
    if (!load_kind(in))
        return;
    question->text = json_text(json_member(in->json, "text"));
    question->prefix = json_text(json_member(in->json, "prefix"));
    question->definition = json_text(json_member(in->json, "definition"));
    question->required = load_flag(in->json, "required");
    question->repeats = load_flag(in->json, "repeats");
    question->read_only = load_flag(in->json, "readOnly");
    check_children(in);
    check_forbidden(in);
    check_modifiers(in);
    load_length(in);
    load_options(in->l, in->json, question, in->place);
    load_initial(in);
    load_item_extensions(in->l, in->json, (uint32_t)(question - in->l->items), in->place);
}

/* --- the tree -------------------------------------------------------------------------------- */

static void load_below(struct loading *l, uint32_t at, uint32_t json_depth,
                       const struct place *place)
{
    struct question *question = &l->items[at];
    const struct json *list = json_member(question->json, "item");
    /* Below a question the items stand in an answer: one list and one object deeper. */
    uint32_t depth = json_depth + (question_is_asked(question) ? 2 : 0);

    if (list != NULL && (question->depth + 1 >= QUESTIONNAIRE_MAX_DEPTH || depth > DEEPEST_OBJECT))
        report_add(l->report, ISSUE_ERROR, ISSUE_TOO_COSTLY, place, question->link_id,
                   "Items are nested too deep below this one.");
    else
        load_items(l, list, at, depth, place);
    question->next = l->n_items;
}

void load_items(struct loading *l, const struct json *list, uint32_t parent, uint32_t json_depth,
                const struct place *up)
{
    struct place place = {up, "item", 0};

    for (const struct json *c = json_first(list); c != NULL; c = c->next, place.index++) {
        uint32_t at = l->n_items++;

        l->items[at].parent = parent;
        l->items[at].depth = parent == QUESTION_NONE ? 0 : l->items[parent].depth + 1;
        load_item(&(struct item_load){l, c, &l->items[at], &place});
        load_below(l, at, json_depth + 2, &place);
    }
}
