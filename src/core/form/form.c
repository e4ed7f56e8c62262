/* core/form/form.c - loads the questionnaire subset; whatever is not in it is refused by name.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/form/form.h"

#include "core/format/pick.h"

#include <string.h>

struct loading {
    struct pick pick;
    struct form_item *items;
    uint32_t n_items;
    struct form *form; /* what is loaded so far, for look-ups */
};

static const struct {
    const char *type;
    enum form_kind kind;
    uint32_t max_length; /* when the form gives none */
} kinds[] = {
    {"group", FORM_GROUP, 0},     {"display", FORM_DISPLAY, 0}, {"string", FORM_STRING, 200},
    {"text", FORM_TEXT, 2000},    {"choice", FORM_CHOICE, 0},   {"boolean", FORM_BOOLEAN, 0},
    {"integer", FORM_INTEGER, 0}, {"date", FORM_DATE, 0},
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

static void load_kind(struct loading *l, const struct json *json, struct form_item *item)
{
    struct span type = pick_text(&l->pick, json, "type");

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (span_is(type, kinds[i].type)) {
            item->kind = kinds[i].kind;
            item->max_length = kinds[i].max_length;
            return;
        }
    pick_refuse(&l->pick, json_member(json, "type"), "type", "is not one that this form can ask");
}

static void load_max_length(struct loading *l, const struct json *json, struct form_item *item)
{
    if (json_member(json, "maxLength") == NULL)
        return;
    if (item->max_length == 0)
        pick_refuse(&l->pick, json, "maxLength", "is for string and text");
    item->max_length = (uint32_t)pick_int(&l->pick, json, "maxLength", 1, FORM_MAX_LENGTH);
}

static void load_option(struct loading *l, const struct json *json, struct form_option *option)
{
    static const char *const members[] = {"valueCoding", NULL};
    static const char *const coding_members[] = {"code", "display", NULL};

    pick_only(&l->pick, json, members);
    const struct json *coding = pick_object(&l->pick, json, "valueCoding");
    if (coding == NULL)
        return;
    pick_only(&l->pick, coding, coding_members);
    option->code = pick_text(&l->pick, coding, "code");
    option->display = pick_text(&l->pick, coding, "display");
    option->careful = is_careful(option->code);
    option->quiet = option->careful && !span_is(option->code, FORM_UNSURE);
    if (!pick_is_word(option->code) || !is_short(option->display, FORM_MAX_WORDS))
        pick_refuse(&l->pick, coding, "code", "is no word, or its display is too long");
}

static void refuse_twins(struct loading *l, const struct json *list, const struct form_item *item)
{
    for (uint32_t i = 0; i < item->n_options; i++)
        if (form_option_find(item, item->options[i].code) != &item->options[i])
            pick_refuse(&l->pick, list, "answerOption", "has one code twice");
}

static void load_options(struct loading *l, const struct json *json, struct form_item *item)
{
    const struct json *list = pick_list_if(&l->pick, json, "answerOption");
    uint32_t count = list != NULL ? list->count : 0;

    if ((item->kind == FORM_CHOICE) != (count > 0) || count > FORM_MAX_OPTIONS)
        pick_refuse(&l->pick, json, "answerOption", "is for a choice, which needs 1 to 20");
    struct form_option *options = pick_alloc(&l->pick, count, sizeof *options);
    if (options == NULL)
        return;
    item->options = options;
    for (const struct json *c = json_first(list); c != NULL; c = c->next)
        load_option(l, c, &options[item->n_options++]);
    refuse_twins(l, list, item);
}

static void load_gate_answer(struct loading *l, const struct json *json, struct form_gate *gate)
{
    static const char *const coding_members[] = {"code", NULL};
    const struct form_item *item = &l->items[gate->question];
    const struct json *yes = json_member(json, "answerBoolean");

    gate->yes = pick_bool_if(&l->pick, json, "answerBoolean");
    if ((yes != NULL) != (item->kind == FORM_BOOLEAN))
        pick_refuse(&l->pick, json, "enableWhen", "needs answerBoolean exactly for a boolean");
    if (item->kind != FORM_CHOICE)
        return;
    const struct json *coding = pick_object(&l->pick, json, "answerCoding");
    if (coding == NULL)
        return;
    pick_only(&l->pick, coding, coding_members);
    gate->code = pick_text(&l->pick, coding, "code");
    if (form_option_find(item, gate->code) == NULL)
        pick_refuse(&l->pick, coding, "answerCoding", "is no option of that question");
}

static void load_gate(struct loading *l, const struct json *json, struct form_gate *gate)
{
    static const char *const members[] = {"question", "operator", "answerBoolean", "answerCoding",
                                          NULL};

    pick_only(&l->pick, json, members);
    gate->question = form_find(l->form, pick_text(&l->pick, json, "question"));
    if (!span_is(pick_text(&l->pick, json, "operator"), "="))
        pick_refuse(&l->pick, json, "operator", "must be =");
    if (l->pick.status != HF_OK)
        return;
    if (gate->question == FORM_NONE || (l->items[gate->question].kind != FORM_CHOICE &&
                                        l->items[gate->question].kind != FORM_BOOLEAN)) {
        pick_refuse(&l->pick, json, "question", "is no choice or boolean that stands earlier");
        return;
    }
    load_gate_answer(l, json, gate);
}

static void load_behaviour(struct loading *l, const struct json *json, struct form_item *item)
{
    struct span behaviour = pick_text_if(&l->pick, json, "enableBehavior");

    item->all_gates = span_is(behaviour, "all");
    if (behaviour.len > 0 && !item->all_gates && !span_is(behaviour, "any"))
        pick_refuse(&l->pick, json, "enableBehavior", "must be any or all");
    if (item->n_gates > 1 && behaviour.len == 0)
        pick_refuse(&l->pick, json, "enableBehavior", "is missing");
}

static void load_gates(struct loading *l, const struct json *json, struct form_item *item)
{
    const struct json *list = pick_list_if(&l->pick, json, "enableWhen");
    uint32_t count = list != NULL ? list->count : 0;

    if (count > FORM_MAX_GATES)
        pick_refuse(&l->pick, list, "enableWhen", "has too many entries");
    struct form_gate *gates = pick_alloc(&l->pick, count, sizeof *gates);
    if (gates == NULL)
        return;
    item->gates = gates;
    for (const struct json *c = json_first(list); c != NULL; c = c->next)
        load_gate(l, c, &gates[item->n_gates++]);
    load_behaviour(l, json, item);
}

static void load_link_id(struct loading *l, const struct json *json, struct form_item *item)
{
    struct span id = pick_text(&l->pick, json, "linkId");

    if (l->pick.status == HF_OK && (!pick_is_word(id) || id.len > FORM_MAX_LINK_ID))
        pick_refuse(&l->pick, json, "linkId", "is no word of 1 to 64 characters");
    if (l->pick.status == HF_OK && form_find(l->form, id) != FORM_NONE)
        pick_refuse(&l->pick, json, "linkId", "is given twice");
    item->link_id = id;
}

/* --- the tree -------------------------------------------------------------------------------- */

static void load_items(struct loading *l, const struct json *list, uint32_t parent, uint32_t depth);

/* Below a question stands at most one display: its help. */
static void load_help(struct loading *l, const struct json *list, uint32_t question)
{
    load_items(l, list, question, l->items[question].depth + 1);
    if (l->pick.status != HF_OK)
        return;
    if (l->n_items != question + 2 || l->items[question + 1].kind != FORM_DISPLAY)
        pick_refuse(&l->pick, list, "item", "below a question must be one display");
    else
        l->items[question].help = l->items[--l->n_items].text;
}

static void load_below(struct loading *l, const struct json *json, uint32_t at)
{
    const struct json *list = pick_list_if(&l->pick, json, "item");
    enum form_kind kind = l->items[at].kind;

    if ((kind == FORM_GROUP) != (list != NULL) && (kind == FORM_GROUP || kind == FORM_DISPLAY))
        pick_refuse(&l->pick, json, "item", "is what a group holds, and a display does not");
    if (list == NULL || l->pick.status != HF_OK)
        return;
    if (kind == FORM_GROUP)
        load_items(l, list, at, l->items[at].depth + 1);
    else
        load_help(l, list, at);
}

static void load_item(struct loading *l, const struct json *json, struct form_item *item)
{
    static const char *const members[] = {
        "linkId",     "text",           "type",         "required", "maxLength",
        "enableWhen", "enableBehavior", "answerOption", "item",     NULL};

    pick_only(&l->pick, json, members);
    load_link_id(l, json, item);
    load_kind(l, json, item);
    item->text = pick_text(&l->pick, json, "text");
    if (!is_short(item->text, FORM_MAX_WORDS))
        pick_refuse(&l->pick, json, "text", "is too long");
    item->required = pick_bool_if(&l->pick, json, "required");
    if (item->required && (item->kind == FORM_GROUP || item->kind == FORM_DISPLAY))
        pick_refuse(&l->pick, json, "required", "is for questions");
    load_max_length(l, json, item);
    load_options(l, json, item);
    load_gates(l, json, item);
}

static void load_items(struct loading *l, const struct json *list, uint32_t parent, uint32_t depth)
{
    if (depth > FORM_MAX_DEPTH)
        pick_refuse(&l->pick, list, "item", "is nested too deep");
    for (const struct json *c = json_first(list); c != NULL && l->pick.status == HF_OK;
         c = c->next) {
        uint32_t at = l->n_items;

        if (at == FORM_MAX_ITEMS) {
            pick_refuse(&l->pick, c, "item", "there are more than 500");
            return;
        }
        l->items[at].parent = parent;
        l->items[at].depth = depth;
        load_item(l, c, &l->items[at]);
        l->n_items++;
        l->form->n_items = l->n_items;
        load_below(l, c, at);
        l->form->n_items = l->n_items;
    }
}

static void load_head(struct pick *pick, const struct json *root, struct form *form)
{
    static const char *const members[] = {"resourceType", "id",          "url",       "version",
                                          "name",         "title",       "status",    "date",
                                          "publisher",    "description", "copyright", "subjectType",
                                          "item",         "language",    NULL};

    pick_only(pick, root, members);
    if (!span_is(pick_text(pick, root, "resourceType"), "Questionnaire"))
        pick_refuse(pick, root, "resourceType", "must be Questionnaire");
    form->id = pick_text(pick, root, "id");
    form->url = pick_text(pick, root, "url");
    form->version = pick_text(pick, root, "version");
    form->date = pick_text(pick, root, "date");
    form->title = pick_text(pick, root, "title");
    (void)pick_text(pick, root, "status"); /* must be there; every status is shown alike */
    if (!pick_is_word(form->id) || !pick_is_word(form->version))
        pick_refuse(pick, root, "id", "id and version must be words of 1 to 64 characters");
}

static enum status load_form(struct arena *arena, const struct json *root, struct form *form,
                             struct fault *why)
{
    struct loading l = {.form = form};

    pick_init(&l.pick, arena, why);
    load_head(&l.pick, root, form);
    l.items = pick_alloc(&l.pick, FORM_MAX_ITEMS, sizeof *l.items);
    form->items = l.items;
    if (l.items != NULL)
        load_items(&l, pick_list(&l.pick, root, "item"), FORM_NONE, 0);
    return l.pick.status;
}

enum status form_load(struct span json, struct arena *arena, const struct form **ret,
                      struct fault *why)
{
    const struct json *root = NULL;
    struct form *form = arena_new(arena, struct form);

    if (form == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = json_parse(json, &json_limits_default, arena, &root, why);
    if (st == HF_OK)
        st = load_form(arena, root, form, why);
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
