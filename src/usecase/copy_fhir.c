/* usecase/copy_fhir.c - what of a record FHIR has a form for: answers as QuestionnaireResponse,
 * every yes and every no as Consent. Source: HL7 FHIR R4 (4.0.1).
 *
 * Only what was said is written. The intake is its own form; an instrument's answers are kept as
 * such a resource from the day they are given.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy_inside.h"

#include "core/form/answers.h"
#include "knowledge/knowledge.h"

enum { RESPONSE_MOST = 1 << 20, US_PER_S = 1000000 };

bool copy_is_form(const struct copy_line *line)
{
    return line->content != NULL && (line->entry.action == ACTION_INTAKE_ANSWERED ||
                                     line->entry.action == ACTION_INTAKE_DRAFT ||
                                     line->entry.action == ACTION_MEASURE_ANSWERED);
}

bool copy_is_consent(const struct copy_line *line)
{
    return line->content != NULL &&
           (line->entry.action == ACTION_GRANT || line->entry.action == ACTION_LIMIT);
}

static void put_name(struct json_writer *w, const char *name, struct span value)
{
    json_name(w, span_of(name));
    json_put_text(w, value);
}

/* FHIR has no empty text. */
static void put_if(struct json_writer *w, const char *name, struct span value)
{
    if (value.len > 0)
        put_name(w, name, value);
}

/* A reference by number alone: there is no server behind it. */
static void put_person(struct json_writer *w, const char *name, struct id128 id, struct span called,
                       struct arena *scratch)
{
    json_name(w, span_of(name));
    json_begin_object(w);
    json_name(w, SPAN("identifier"));
    json_begin_object(w);
    put_name(w, "value", copy_id(id, scratch));
    json_end_object(w);
    put_if(w, "display", called);
    json_end_object(w);
}

/* --- answers --------------------------------------------------------------------------------- */

static void put_choice(struct json_writer *w, const struct form_item *item, struct span code)
{
    const struct form_option *option = form_option_find(item, code);

    json_name(w, SPAN("valueCoding"));
    json_begin_object(w);
    put_name(w, "code", code);
    put_if(w, "display", option == NULL ? SPAN("") : option->display);
    json_end_object(w);
}

static void put_value(struct json_writer *w, const struct form_item *item,
                      const struct form_answer *answer)
{
    char day[10];

    json_begin_object(w);
    if (item->kind == FORM_CHOICE) {
        put_choice(w, item, answer->text);
    } else if (item->kind == FORM_BOOLEAN) {
        json_name(w, SPAN("valueBoolean"));
        json_put_bool(w, answer->yes);
    } else if (item->kind == FORM_INTEGER) {
        json_name(w, SPAN("valueInteger"));
        json_put_int(w, answer->number);
    } else if (item->kind == FORM_DATE) {
        date_write(answer->date, day);
        put_name(w, "valueDate", span_at(day, sizeof day));
    } else {
        put_name(w, "valueString", answer->text);
    }
    json_end_object(w);
}

static void put_item(struct json_writer *w, const struct form_item *item,
                     const struct form_answer *answer)
{
    json_begin_object(w);
    put_name(w, "linkId", item->link_id);
    put_if(w, "text", item->text);
    json_name(w, SPAN("answer"));
    json_begin_list(w);
    put_value(w, item, answer);
    json_end_list(w);
    json_end_object(w);
}

static void put_items(struct json_writer *w, const struct form_answers *answers)
{
    bool any = false;

    for (uint32_t i = 0; i < answers->form->n_items; i++) {
        if (!answers->of[i].given)
            continue;
        if (!any) {
            json_name(w, SPAN("item"));
            json_begin_list(w);
        }
        any = true;
        put_item(w, &answers->form->items[i], &answers->of[i]);
    }
    if (any)
        json_end_list(w);
}

static struct span canonical(const struct form *form, struct span version, struct arena *scratch)
{
    struct buf out;

    buf_init(&out, scratch, form->url.len + version.len + 1);
    buf_put(&out, form->url);
    buf_byte(&out, '|');
    buf_put(&out, version);
    return buf_view(&out);
}

static struct span intake_response(const struct copy *copy, const struct copy_line *line,
                                   struct arena *scratch)
{
    const struct intake_content *said = line->content;
    const struct form *form = copy->practice->knowledge->intake;
    bool is_draft = line->entry.action == ACTION_INTAKE_DRAFT;
    struct form_answers *answers = NULL;
    struct json_writer w;
    uint32_t dropped = 0; /* questions of an older form: their answers are in record.json */
    struct fault why;
    struct buf out;

    fault_clear(&why);
    if (form_answers_decode(said->answers, form, scratch, &answers, &dropped, &why) != HF_OK)
        return SPAN("");
    buf_init(&out, scratch, RESPONSE_MOST);
    json_writer_init(&w, &out);
    json_begin_object(&w);
    put_name(&w, "resourceType", SPAN("QuestionnaireResponse"));
    put_name(&w, "questionnaire", canonical(form, said->version, scratch));
    put_name(&w, "status", is_draft ? SPAN("in-progress") : SPAN("completed"));
    put_person(&w, "subject", copy->person.id, copy->name, scratch);
    put_name(&w, "authored", copy_instant(line->entry.utc_us, scratch));
    put_items(&w, answers);
    json_end_object(&w);
    return buf_view(&out);
}

struct span copy_response(const struct copy *copy, const struct copy_line *line,
                          struct arena *scratch)
{
    if (line->entry.action == ACTION_MEASURE_ANSWERED)
        return ((const struct measure_answered_content *)line->content)->response;
    return intake_response(copy, line, scratch);
}

/* --- the same in words ----------------------------------------------------------------------- */

static void put_answer_text(const struct json *answer, struct buf *out)
{
    const struct json *value = json_first(answer);
    bool is_coding = value != NULL && json_is(value, JSON_OBJECT);
    const struct json *display = is_coding ? json_member(value, "display") : NULL;
    struct json_writer w;

    buf_lit(out, "    ");
    if (display != NULL) {
        buf_put(out, json_text(display));
    } else if (is_coding) {
        buf_put(out, json_text(json_member(value, "code")));
    } else if (value != NULL && json_is(value, JSON_TEXT)) {
        buf_put(out, json_text(value));
    } else if (value != NULL) {
        json_writer_init(&w, out);
        json_put_tree(&w, value);
    }
    buf_byte(out, '\n');
}

/* As deep as the reader of JSON lets a tree be. */
static void put_items_text(const struct json *list, struct buf *out)
{
    for (const struct json *item = json_first(list); item != NULL; item = item->next) {
        const struct json *text = json_member(item, "text"), *answers = json_member(item, "answer");

        if (answers != NULL) {
            buf_put(out, json_text(text != NULL ? text : json_member(item, "linkId")));
            buf_byte(out, '\n');
        }
        for (const struct json *a = json_first(answers); a != NULL; a = a->next)
            put_answer_text(a, out);
        put_items_text(json_member(item, "item"), out);
    }
}

void copy_answers_text(struct span response, struct arena *scratch, struct buf *out)
{
    const struct json *tree = NULL;
    struct fault why;

    fault_clear(&why);
    if (response.len > 0 &&
        json_parse(response, &json_limits_default, scratch, &tree, &why) == HF_OK)
        put_items_text(json_member(tree, "item"), out);
}

/* --- consents -------------------------------------------------------------------------------- */

static void put_coding(struct json_writer *w, struct span system, struct span code)
{
    json_begin_object(w);
    json_name(w, SPAN("coding"));
    json_begin_list(w);
    json_begin_object(w);
    put_name(w, "system", system);
    put_name(w, "code", code);
    json_end_object(w);
    json_end_list(w);
    json_end_object(w);
}

static void put_words(struct json_writer *w, struct span words)
{
    json_begin_object(w);
    put_name(w, "text", words.len > 0 ? words : SPAN("not said in words"));
    json_end_object(w);
}

static void put_period(struct json_writer *w, struct moment from, struct moment until,
                       struct arena *scratch)
{
    if (!from.known && !until.known)
        return;
    json_name(w, SPAN("period"));
    json_begin_object(w);
    if (from.known)
        put_name(w, "start", copy_instant(from.utc_s * US_PER_S, scratch));
    if (until.known)
        put_name(w, "end", copy_instant(until.utc_s * US_PER_S, scratch));
    json_end_object(w);
}

struct consent {
    struct span type, words;
    struct moment from, until;
};

static struct consent consent_of(const struct copy_line *line)
{
    const struct grant_content *yes = line->content;
    const struct limit_content *no = line->content;

    return line->entry.action == ACTION_GRANT
               ? (struct consent){SPAN("permit"), yes->words, yes->from, yes->until}
               : (struct consent){SPAN("deny"), no->words, no->from, no->until};
}

/* A yes that was narrowed, or is over, is inactive; so is what can't be told. The exact words are
 * the rule. */
static void put_consent(const struct copy *copy, const struct copy_line *line,
                        struct json_writer *w, struct arena *scratch)
{
    struct consent consent = consent_of(line);

    json_begin_object(w);
    put_name(w, "resourceType", SPAN("Consent"));
    put_name(w, "status", line->stands ? SPAN("active") : SPAN("inactive"));
    json_name(w, SPAN("scope"));
    put_coding(w, SPAN("http://terminology.hl7.org/CodeSystem/consentscope"), SPAN("treatment"));
    json_name(w, SPAN("category"));
    json_begin_list(w);
    put_coding(w, SPAN("http://loinc.org"), SPAN("59284-0"));
    json_end_list(w);
    put_person(w, "patient", copy->person.id, copy->name, scratch);
    put_name(w, "dateTime", copy_instant(line->entry.utc_us, scratch));
    json_name(w, SPAN("policyRule"));
    put_words(w, consent.words);
    json_name(w, SPAN("provision"));
    json_begin_object(w);
    put_name(w, "type", consent.type);
    put_period(w, consent.from, consent.until, scratch);
    json_end_object(w);
    json_end_object(w);
}

/* --- the files ------------------------------------------------------------------------------- */

/* The name of an entry in a bundle: the first 16 bytes of its hash, as a URN (RFC 4122, 3). */
static void put_urn(struct buf *out, const struct copy_line *line)
{
    static const char digits[] = "0123456789abcdef";

    buf_lit(out, "{\"fullUrl\":\"urn:uuid:");
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            buf_byte(out, '-');
        buf_byte(out, digits[line->entry.hash[i] >> 4]);
        buf_byte(out, digits[line->entry.hash[i] & 15]);
    }
    buf_lit(out, "\",\"resource\":");
}

static void put_frame(size_t n, size_t last, struct buf *out)
{
    if (n == 0)
        buf_lit(out, "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n");
    else if (n > last)
        buf_lit(out, "\n]}\n");
}

void copy_put_forms(const void *of, size_t n, struct arena *scratch, struct buf *out)
{
    const struct copy *copy = of;

    put_frame(n, copy->n_forms, out);
    if (n == 0 || n > copy->n_forms)
        return;
    const struct copy_line *line = &copy->lines[copy->forms[n - 1]];

    buf_put(out, n == 1 ? SPAN("") : SPAN(",\n"));
    put_urn(out, line);
    buf_put(out, copy_response(copy, line, scratch));
    buf_byte(out, '}');
}

void copy_put_consents(const void *of, size_t n, struct arena *scratch, struct buf *out)
{
    const struct copy *copy = of;
    struct json_writer w;

    put_frame(n, copy->n_consents, out);
    if (n == 0 || n > copy->n_consents)
        return;
    const struct copy_line *line = &copy->lines[copy->consents[n - 1]];

    buf_put(out, n == 1 ? SPAN("") : SPAN(",\n"));
    put_urn(out, line);
    json_writer_init(&w, out);
    put_consent(copy, line, &w, scratch);
    buf_byte(out, '}');
}
