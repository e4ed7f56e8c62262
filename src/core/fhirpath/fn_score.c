/* core/fhirpath/fn_score.c - weight(): what an answer counts (SDC 3.0; ordinal() in R4).
 *
 * The score stands on the Coding itself, on the option of the Questionnaire that the answer was
 * chosen from, or on the concept of a value set or code system. Where there is nothing to look in,
 * the call is refused: a sum that silently leaves answers out reads as a low score.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

#define HL7 "http://hl7.org/fhir/StructureDefinition/"

static bool is_score(struct span url)
{
    static const struct span urls[] = {
        SPAN_INIT(HL7 "itemWeight"),
        SPAN_INIT(HL7 "ordinalValue"),
        SPAN_INIT(HL7 "questionnaire-ordinalValue"),
        SPAN_INIT(HL7 "codesystem-ordinalValue"),
        SPAN_INIT(HL7 "valueset-ordinalValue"),
    };

    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        if (span_equal(url, urls[i]))
            return true;
    }
    return false;
}

static const struct json *score_on(const struct json *object)
{
    const struct json *list = json_member(object, "extension");

    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        if (is_score(json_text(json_member(c, "url"))))
            return json_member(c, "valueDecimal");
    }
    return NULL;
}

/* What is looked for, and what was found on the way. */
struct search {
    struct machine *m;
    const struct op *op;
    const struct json *answer, *coding;
    struct span link_id; /* of the item that holds the answer; empty where there is none */
    bool source;         /* something there was that could have told */
    uint32_t visited;    /* items on the way */
};

static bool is_same(const struct json *coding, const struct json *other)
{
    return span_equal(json_text(json_member(coding, "code")),
                      json_text(json_member(other, "code"))) &&
           span_equal(json_text(json_member(coding, "system")),
                      json_text(json_member(other, "system")));
}

/* The item of a QuestionnaireResponse that holds the answer; as deep as the tree is. */
static const struct json *find_holder(struct search *s, const struct json *items)
{
    for (const struct json *item = json_first(items); item != NULL; item = item->next) {
        s->visited++;
        const struct json *found = find_holder(s, json_member(item, "item"));
        const struct json *answers = json_member(item, "answer");

        for (const struct json *a = json_first(answers); a != NULL && found == NULL; a = a->next) {
            if (a == s->answer || json_member(a, "valueCoding") == s->coding)
                return item;
            found = find_holder(s, json_member(a, "item"));
        }
        if (found != NULL)
            return found;
    }
    return NULL;
}

static const struct json *find_item(const struct json *items, struct span link_id)
{
    const struct json *found = NULL;

    for (const struct json *c = json_first(items); c != NULL && found == NULL; c = c->next)
        found = span_equal(json_text(json_member(c, "linkId")), link_id)
                    ? c
                    : find_item(json_member(c, "item"), link_id);
    return found;
}

/* The concept of a CodeSystem, or of a ValueSet's expansion. */
static const struct json *find_concept(const struct json *list, const struct json *coding,
                                       const char *below, bool with_system)
{
    const struct json *found = NULL;

    for (const struct json *c = json_first(list); c != NULL && found == NULL; c = c->next) {
        bool same =
            span_equal(json_text(json_member(c, "code")), json_text(json_member(coding, "code")));

        if (same && (!with_system || is_same(c, coding)))
            return c;
        found = find_concept(json_member(c, below), coding, below, with_system);
    }
    return found;
}

static const struct json *score_of_option(struct search *s, const struct json *item)
{
    const struct json *options = json_member(item, "answerOption");

    for (const struct json *o = json_first(options); o != NULL; o = o->next) {
        const struct json *coding = json_member(o, "valueCoding"), *score;

        if (coding == NULL || !is_same(coding, s->coding))
            continue;
        s->source = true;
        score = score_on(coding);
        return score != NULL ? score : score_on(o);
    }
    return NULL;
}

static const struct json *score_of_set(struct search *s, const struct json *sets)
{
    const struct json *score = NULL;

    for (const struct json *v = json_first(sets); v != NULL && score == NULL; v = v->next) {
        const struct json *list = json_member(json_member(v, "expansion"), "contains");
        const struct json *concept = find_concept(list, s->coding, "contains", true);

        s->source |= concept != NULL;
        score = score_on(concept);
    }
    return score;
}

static const struct json *score_of_system(struct search *s, const struct json *systems)
{
    struct span url = json_text(json_member(s->coding, "system"));

    for (const struct json *c = json_first(systems); c != NULL; c = c->next) {
        if (!span_is(json_text(json_member(c, "resourceType")), "CodeSystem") ||
            !span_equal(json_text(json_member(c, "url")), url))
            continue;
        s->source = true;
        return score_on(find_concept(json_member(c, "concept"), s->coding, "concept", false));
    }
    return NULL;
}

/* The option of the item that holds the answer; else what the form contains. */
static const struct json *score_of_form(struct search *s, const struct json *form)
{
    const struct json *score = NULL;

    if (s->link_id.len > 0 &&
        span_is(json_text(json_member(form, "resourceType")), "Questionnaire"))
        score = score_of_option(s, find_item(json_member(form, "item"), s->link_id));
    return score != NULL ? score : score_of_set(s, json_member(form, "contained"));
}

/* The forms that the world gives, and %questionnaire. */
static const struct json *score_of_forms(struct search *s)
{
    const struct json *holder = find_holder(s, json_member(op_resource_of(s->m), "item"));
    const struct fhirpath_program *program = s->m->program;
    const struct json *score = NULL;
    struct fhirpath_list own = {0};

    s->link_id = json_text(json_member(holder, "linkId"));
    if (program->has_questionnaire)
        own = s->m->slots[program->questionnaire];
    for (uint32_t i = 0; i < own.count && score == NULL; i++)
        score = score_of_form(s, own.at[i].node);
    for (const struct json *q = json_first(s->m->world->scores); q != NULL && score == NULL;
         q = q->next)
        score = score_of_form(s, q);
    return score;
}

static enum status find_score(struct search *s, const struct json **ret)
{
    const struct fhirpath_world *world = s->m->world;
    const struct json *score = score_on(s->coding);

    if (score == NULL)
        score = score_on(s->answer);
    if (score == NULL)
        score = score_of_forms(s);
    if (score == NULL)
        score = score_of_set(s, world->value_sets);
    if (score == NULL)
        score = score_of_system(s, world->scores);
    if (score == NULL && !s->source)
        return machine_refuse(s->m, s->op, "weight: nothing here says what this answer counts");
    *ret = score;
    return HF_OK;
}

/* An answer, or its Coding. What is there and counts nothing is left out. */
static enum status run_weight(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct r4_type decimal = r4_type_find(SPAN("decimal"));

    (void)frame;
    for (uint32_t i = 0; i < io->count; i++) {
        struct search s = {.m = m, .op = op, .answer = io->at[i].node};
        const struct json *coding = json_member(s.answer, "valueCoding"), *score = NULL;

        if (!json_is(s.answer, JSON_OBJECT))
            return machine_refuse(m, op, "weight: what is neither an answer nor a Coding");
        s.coding = coding != NULL ? coding : s.answer;
        enum status st = find_score(&s, &score);

        if (st == HF_OK)
            st = machine_charge(m, op, s.visited);
        if (st != HF_OK)
            return st;
        if (score != NULL)
            growing_add(&out, member_value(decimal, score, NULL));
    }
    return growing_done(&out, io);
}

static const struct function rows[] = {
    {"weight", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DECIMALS, run_weight},
    {"ordinal", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DECIMALS, run_weight},
};

FUNCTION_FAMILY(fn_score, rows);
