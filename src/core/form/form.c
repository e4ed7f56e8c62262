/* core/form/form.c - the questionnaires that a client is asked: loaded as any form is, and held to
 * the subset that its pages and the screening know; whatever is not in it is refused by name.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/form/form.h"

#include "core/format/pick.h"
#include "core/questionnaire/questionnaire.h"

#include <string.h>

struct taking {
    struct pick pick;
    const struct questionnaire *from;
    struct form *form; /* what is taken so far, for look-ups */
    struct form_item *items;
    uint32_t *places; /* of each question of `from`: its item, or FORM_NONE (a help) */
};

/* KEEP IN ORDER: kinds of question. */
static const struct {
    enum question_kind from;
    enum form_kind kind;
    uint32_t max_length; /* when the form gives none */
} kinds[] = {
    {QUESTION_GROUP, FORM_GROUP, 0},     {QUESTION_DISPLAY, FORM_DISPLAY, 0},
    {QUESTION_STRING, FORM_STRING, 200}, {QUESTION_TEXT, FORM_TEXT, 2000},
    {QUESTION_CHOICE, FORM_CHOICE, 0},   {QUESTION_BOOLEAN, FORM_BOOLEAN, 0},
    {QUESTION_INTEGER, FORM_INTEGER, 0}, {QUESTION_DATE, FORM_DATE, 0},
};

static bool is_short(struct span text, size_t most)
{
    return text.len <= most;
}

/* KEEP IN ORDER: the same three as FORM_UNSURE, FORM_SKIP, FORM_TALK. */
static bool is_careful(struct span code)
{
    return span_is(code, FORM_UNSURE) || span_is(code, FORM_SKIP) || span_is(code, FORM_TALK);
}

/* --- one item's parts ------------------------------------------------------------------------ */

static void take_kind(struct taking *t, const struct question *question, struct form_item *item)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (question->kind == kinds[i].from) {
            item->kind = kinds[i].kind;
            item->max_length = kinds[i].max_length;
            return;
        }
    pick_refuse(&t->pick, json_member(question->json, "type"), "type",
                "is not one that this form can ask");
}

static void take_length(struct taking *t, const struct question *question, struct form_item *item)
{
    if (question->max_length == 0)
        return;
    if (item->max_length == 0)
        pick_refuse(&t->pick, question->json, "maxLength", "is for string and text");
    item->max_length =
        (uint32_t)pick_int(&t->pick, question->json, "maxLength", 1, FORM_MAX_LENGTH);
}

static void take_option(struct taking *t, const struct json *json, struct form_option *option)
{
    static const char *const members[] = {"valueCoding", NULL};
    static const char *const coding_members[] = {"code", "display", NULL};

    pick_only(&t->pick, json, members);
    const struct json *coding = pick_object(&t->pick, json, "valueCoding");
    if (coding == NULL)
        return;
    pick_only(&t->pick, coding, coding_members);
    option->code = pick_text(&t->pick, coding, "code");
    option->display = pick_text(&t->pick, coding, "display");
    option->careful = is_careful(option->code);
    option->quiet = option->careful && !span_is(option->code, FORM_UNSURE);
    if (!pick_is_word(option->code) || !is_short(option->display, FORM_MAX_WORDS))
        pick_refuse(&t->pick, coding, "code", "is no word, or its display is too long");
}

static void take_options(struct taking *t, const struct question *question, struct form_item *item)
{
    const struct json *list = json_member(question->json, "answerOption");
    uint32_t count = list != NULL ? list->count : 0;

    if ((item->kind == FORM_CHOICE) != (count > 0) || count > FORM_MAX_OPTIONS)
        pick_refuse(&t->pick, question->json, "answerOption",
                    "is for a choice, which needs 1 to 20");
    struct form_option *options = pick_alloc(&t->pick, count, sizeof *options);
    if (options == NULL)
        return;
    item->options = options;
    for (const struct json *c = json_first(list); c != NULL; c = c->next)
        take_option(t, c, &options[item->n_options++]);
}

static void take_gate_answer(struct taking *t, const struct json *json,
                             const struct question_gate *from, struct form_gate *gate)
{
    static const char *const coding_members[] = {"code", NULL};
    const struct form_item *item = &t->items[gate->question];

    gate->yes = json_bool(from->answer.json);
    gate->code = value_code(from->answer);
    if ((from->answer.type == VALUE_BOOLEAN) != (item->kind == FORM_BOOLEAN))
        pick_refuse(&t->pick, json, "enableWhen", "needs answerBoolean exactly for a boolean");
    if (item->kind != FORM_CHOICE)
        return;
    pick_only(&t->pick, from->answer.json, coding_members);
    if (form_option_find(item, gate->code) == NULL)
        pick_refuse(&t->pick, from->answer.json, "answerCoding", "is no option of that question");
}

static void take_gate(struct taking *t, const struct json *json, const struct question_gate *from,
                      struct form_gate *gate)
{
    gate->question = t->places[from->question];
    if (from->operator!= GATE_EQUAL)
        pick_refuse(&t->pick, json, "operator", "must be =");
    if (gate->question == FORM_NONE || gate->question + 1 >= t->form->n_items ||
        (t->items[gate->question].kind != FORM_CHOICE &&
         t->items[gate->question].kind != FORM_BOOLEAN))
        pick_refuse(&t->pick, json, "question", "is no choice or boolean that stands earlier");
    else
        take_gate_answer(t, json, from, gate);
}

static void take_gates(struct taking *t, const struct question *question, struct form_item *item)
{
    struct form_gate *gates = pick_alloc(&t->pick, question->n_gates, sizeof *gates);

    if (question->n_gates > FORM_MAX_GATES)
        pick_refuse(&t->pick, question->json, "enableWhen", "has too many entries");
    if (gates == NULL || t->pick.status != HF_OK)
        return;
    item->gates = gates;
    item->all_gates = question->all_gates;
    for (uint32_t i = 0; i < question->n_gates; i++)
        take_gate(t, question->json, &question->gates[i], &gates[item->n_gates++]);
}

/* --- the tree -------------------------------------------------------------------------------- */

static void check_members(struct taking *t, const struct question *question)
{
    static const char *const members[] = {
        "linkId",     "text",           "type",         "required", "maxLength",
        "enableWhen", "enableBehavior", "answerOption", "item",     NULL};

    pick_only(&t->pick, question->json, members);
    if (!pick_is_word(question->link_id) || question->link_id.len > FORM_MAX_LINK_ID)
        pick_refuse(&t->pick, question->json, "linkId", "is no word of 1 to 64 characters");
    (void)pick_text(&t->pick, question->json, "text"); /* must be there; the question has it */
    if (!is_short(question->text, FORM_MAX_WORDS))
        pick_refuse(&t->pick, question->json, "text", "is too long");
    if (question->depth > FORM_MAX_DEPTH)
        pick_refuse(&t->pick, question->json, "item", "is nested too deep");
    if (question->kind == QUESTION_GROUP && json_first(json_member(question->json, "item")) == NULL)
        pick_refuse(&t->pick, question->json, "item", "is what a group holds");
    if (question->required && !question_is_asked(question))
        pick_refuse(&t->pick, question->json, "required", "is for questions");
}

/* Below a question stands at most one display: its help. */
static void take_help(struct taking *t, const struct question *question)
{
    uint32_t above = t->places[question->parent];

    if (above == FORM_NONE || question->kind != QUESTION_DISPLAY || question->n_gates > 0 ||
        t->items[above].help.len > 0)
        pick_refuse(&t->pick, question->json, "item", "below a question must be one display");
    else
        t->items[above].help = question->text;
}

static void take_item(struct taking *t, uint32_t at, const struct question *question)
{
    uint32_t place = t->form->n_items++;
    struct form_item *item = &t->items[place];

    t->places[at] = place;
    item->link_id = question->link_id;
    item->text = question->text;
    item->required = question->required;
    item->depth = question->depth;
    item->parent = question->parent == QUESTION_NONE ? FORM_NONE : t->places[question->parent];
    take_kind(t, question, item);
    take_length(t, question, item);
    take_options(t, question, item);
    take_gates(t, question, item);
}

static void take_question(struct taking *t, uint32_t at)
{
    const struct question *question = &t->from->items[at];
    bool below_question =
        question->parent != QUESTION_NONE && question_is_asked(&t->from->items[question->parent]);

    t->places[at] = FORM_NONE;
    check_members(t, question);
    if (below_question)
        take_help(t, question);
    else if (t->form->n_items == FORM_MAX_ITEMS)
        pick_refuse(&t->pick, question->json, "item", "there are more than 500");
    else
        take_item(t, at, question);
}

static void take_head(struct taking *t)
{
    static const char *const members[] = {"resourceType", "id",          "url",       "version",
                                          "name",         "title",       "status",    "date",
                                          "publisher",    "description", "copyright", "subjectType",
                                          "item",         "language",    NULL};
    const struct json *root = t->from->json;
    struct form *form = t->form;

    pick_only(&t->pick, root, members);
    form->id = pick_text(&t->pick, root, "id");
    form->url = pick_text(&t->pick, root, "url");
    form->version = pick_text(&t->pick, root, "version");
    form->date = pick_text(&t->pick, root, "date");
    form->title = pick_text(&t->pick, root, "title");
    if (!pick_is_word(form->id) || !pick_is_word(form->version))
        pick_refuse(&t->pick, root, "id", "id and version must be words of 1 to 64 characters");
    if (t->from->n_items == 0)
        pick_refuse(&t->pick, root, "item", "is missing");
}

static enum status take_form(struct arena *arena, const struct questionnaire *from,
                             struct form *form, struct fault *why)
{
    struct taking t = {.from = from, .form = form};

    pick_init(&t.pick, arena, why);
    take_head(&t);
    t.items = pick_alloc(&t.pick, FORM_MAX_ITEMS, sizeof *t.items);
    t.places = pick_alloc(&t.pick, from->n_items, sizeof *t.places);
    form->items = t.items;
    if (t.places != NULL)
        memset(t.places, 0xff, from->n_items * sizeof *t.places); /* FORM_NONE: not yet taken */
    for (uint32_t i = 0; i < from->n_items && t.pick.status == HF_OK; i++)
        take_question(&t, i);
    return t.pick.status;
}

enum status form_load(struct span json, struct arena *arena, const struct form **ret,
                      struct fault *why)
{
    const struct questionnaire *from = NULL;
    struct form *form = arena_new(arena, struct form);
    struct report report;

    if (form == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    report_init(&report, arena);
    enum status st = questionnaire_load(json, LOAD_STRICT, NULL, arena, &report, &from, why);
    if (st == HF_OK)
        st = take_form(arena, from, form, why);
    if (st == HF_OK)
        *ret = form;
    return st;
}

uint32_t form_find(const struct form *form, struct span link_id)
{
    for (uint32_t i = 0; i < form->n_items; i++)
        if (span_equal(form->items[i].link_id, link_id))
            return i;
    return FORM_NONE;
}

const struct form_option *form_option_find(const struct form_item *item, struct span code)
{
    for (uint32_t i = 0; i < item->n_options; i++)
        if (span_equal(item->options[i].code, code))
            return &item->options[i];
    return NULL;
}

static bool is_part(const struct form_item *item)
{
    return item->parent == FORM_NONE && item->kind == FORM_GROUP;
}

uint32_t form_parts(const struct form *form)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < form->n_items; i++)
        n += is_part(&form->items[i]);
    return n;
}

static bool ends_with(struct span s, const char *tail)
{
    size_t len = strlen(tail);

    return s.len >= len && memcmp(s.at + s.len - len, tail, len) == 0;
}

static int64_t first_number(struct span text)
{
    int64_t n = 0;

    for (size_t i = 0; i < text.len && n < 1000; i++) {
        bool digit = text.at[i] >= '0' && text.at[i] <= '9';

        if (digit)
            n = 10 * n + (text.at[i] - '0');
        else if (n > 0)
            break;
    }
    return n;
}

static void read_about(const struct form_item *item, struct form_part *part)
{
    if (item->kind != FORM_DISPLAY || item->depth != 1)
        return;
    if (ends_with(item->link_id, ".why"))
        part->why = item->text;
    else if (ends_with(item->link_id, ".minutes"))
        part->minutes = item->text;
    else if (ends_with(item->link_id, ".reader"))
        part->reader = item->text;
}

static struct form_part part_at(const struct form *form, uint32_t at)
{
    struct form_part part = {
        .link_id = form->items[at].link_id, .title = form->items[at].text, .first = at + 1};

    for (part.end = at + 1; part.end < form->n_items && form->items[part.end].depth > 0; part.end++)
        read_about(&form->items[part.end], &part);
    part.about_minutes = first_number(part.minutes);
    return part;
}

bool form_part(const struct form *form, uint32_t n, struct form_part *ret)
{
    for (uint32_t i = 0; i < form->n_items; i++)
        if (is_part(&form->items[i]) && n-- == 0) {
            *ret = part_at(form, i);
            return true;
        }
    return false;
}
