/* core/questionnaire/load_take.c - what the extensions of an item or an option say of its answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load_extension.h"

#include "core/fhirpath/pattern.h"

#define refuse(in, severity, code, ...)                                                            \
    report_add((in)->l->report, (severity), (code), (in)->place, (in)->link_id, __VA_ARGS__)

/* --- limits ---------------------------------------------------------------------------------- */

static struct fhir_value value_of(const struct extension_load *in)
{
    return value_find(in->json, "value");
}

/* A whole number from `least` on; a finding and 0 otherwise. */
static int64_t take_count(const struct extension_load *in, int64_t least)
{
    int64_t n = 0;

    if (value_of(in).type == VALUE_INTEGER && json_int64(value_of(in).json, &n) && n >= least &&
        n <= UINT32_MAX)
        return n;
    refuse(in, ISSUE_ERROR, ISSUE_VALUE, "%s must be a whole number from %ld on.", in->row->name,
           (long)least);
    return 0;
}

void load_take_min_occurs(struct extension_load *in)
{
    in->question->min_occurs = (uint32_t)take_count(in, 0);
}

void load_take_max_occurs(struct extension_load *in)
{
    in->question->max_occurs = (uint32_t)take_count(in, 1);
}

void load_take_min_length(struct extension_load *in)
{
    in->question->min_length = take_count(in, 0);
}

void load_take_max_decimals(struct extension_load *in)
{
    in->question->max_decimals = take_count(in, 0);
}

void load_take_max_size(struct extension_load *in)
{
    const struct json *json = value_of(in).json;
    struct span whole = fhir_value_text(value_of(in));

    if (json == NULL || json->kind != JSON_NUMBER ||
        !span_to_int64(span_cut(&whole, '.'), &in->question->max_bytes) ||
        in->question->max_bytes < 0)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "maxSize must be a number of bytes.");
}

static bool has_order(enum value_type type)
{
    return type == VALUE_DECIMAL || type == VALUE_INTEGER || type == VALUE_DATE ||
           type == VALUE_DATE_TIME || type == VALUE_TIME || type == VALUE_QUANTITY;
}

static bool is_number(enum value_type type)
{
    return type == VALUE_DECIMAL || type == VALUE_INTEGER;
}

static bool is_comparable(enum value_type bound, enum value_type answer)
{
    return bound == answer || (is_number(bound) && is_number(answer)) ||
           (bound == VALUE_DATE && answer == VALUE_DATE_TIME);
}

static void take_bound(struct extension_load *in, struct fhir_value *bound)
{
    const char *problem = value_problem(value_of(in));

    *bound = value_of(in);
    if (problem != NULL)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "The value of %s %s.", in->row->name, problem);
    else if (!has_order(bound->type) || !is_comparable(bound->type, in->question->answers))
        refuse(in, load_severity(in->l), ISSUE_VALUE, "%s is of another type than the answers.",
               in->row->name);
}

void load_take_least(struct extension_load *in)
{
    take_bound(in, &in->question->least);
}

void load_take_most(struct extension_load *in)
{
    take_bound(in, &in->question->most);
}

void load_take_regex(struct extension_load *in)
{
    struct pattern *pattern = NULL;
    struct fault why;

    fault_clear(&why);
    in->question->regex = fhir_value_text(value_of(in));
    if (pattern_compile(in->question->regex, false, in->l->arena, &pattern, &why) == HF_OK)
        in->question->pattern = pattern;
    else
        refuse(in, load_severity(in->l), ISSUE_VALUE, "The regex can't be used: %s.", why.text);
}

/* --- words ----------------------------------------------------------------------------------- */

void load_take_hidden(struct extension_load *in)
{
    in->question->hidden = json_bool(value_of(in).json);
}

void load_take_control(struct extension_load *in)
{
    const struct json *codings =
        json_member(json_member(in->json, "valueCodeableConcept"), "coding");

    in->question->control = json_text(json_member(json_first(codings), "code"));
}

void load_take_placeholder(struct extension_load *in)
{
    in->question->placeholder = fhir_value_text(value_of(in));
}

void load_take_disabled(struct extension_load *in)
{
    in->question->keeps_disabled =
        span_is(json_text(json_member(in->json, "valueCode")), "protected");
}

void load_take_prefix(struct extension_load *in)
{
    in->option->prefix = fhir_value_text(value_of(in));
}

void load_take_exclusive(struct extension_load *in)
{
    in->option->exclusive = json_bool(value_of(in).json);
}

/* --- lists: each extension adds one ---------------------------------------------------------- */

/* The old one stays behind in the arena. */
struct span *load_grow(struct extension_load *in, const struct span *list, uint32_t n)
{
    struct span *longer = load_array(in->l, struct span, n + 1);

    for (uint32_t i = 0; longer != NULL && i < n; i++)
        longer[i] = list[i];
    return longer;
}

static void add_word(struct extension_load *in, const struct span **list, uint32_t *n)
{
    struct span word = json_text(json_member(in->json, "valueCode"));
    struct span *longer = load_grow(in, *list, *n);

    if (word.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "%s needs valueCode.", in->row->name);
    if (longer == NULL)
        return;
    longer[*n] = word;
    *list = longer;
    ++*n;
}

void load_take_mime_type(struct extension_load *in)
{
    add_word(in, &in->question->mime_types, &in->question->n_mime_types);
}

void load_take_target(struct extension_load *in)
{
    add_word(in, &in->question->targets, &in->question->n_targets);
}

void load_take_unit(struct extension_load *in)
{
    const struct question *q = in->question;
    struct fhir_value unit = value_of(in);
    struct question_option *units = load_array(in->l, struct question_option, q->n_units + 1);

    if (unit.type != VALUE_CODING || value_problem(unit) != NULL) {
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "%s needs a coding of a unit.", in->row->name);
        return;
    }
    for (uint32_t i = 0; units != NULL && i < q->n_units; i++)
        units[i] = q->units[i];
    if (units == NULL)
        return;
    units[q->n_units] = (struct question_option){.value = unit, .code = value_code(unit)};
    in->question->units = units;
    in->question->n_units++;
}

/* A decimal with a unit (lforms) is no quantity: the unit is only shown there. */
void load_take_unit_set(struct extension_load *in)
{
    struct span url = json_text(json_member(in->json, "valueCanonical"));
    const struct value_set *set = questionnaire_value_set(in->l->form, url);

    in->question->unit_set = url;
    if (url.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "questionnaire-unitValueSet needs valueCanonical.");
    else if (set == NULL || !set->complete)
        refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
               "The units come from %.*s, which is not at hand with all of its codes.",
               SPAN_ARGS(span_head(url, 60)));
}
