/* core/questionnaire/value.c - finds, checks and compares one value[x].
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/value.h"

#include "core/fhirpath/quantity.h"

/* KEEP IN ORDER: value types. `member` is what stands behind the prefix. */
static const struct {
    struct span name, member;
} types[] = {
    [VALUE_NONE] = {SPAN_INIT(""), SPAN_INIT("?")},
    [VALUE_BOOLEAN] = {SPAN_INIT("boolean"), SPAN_INIT("Boolean")},
    [VALUE_DECIMAL] = {SPAN_INIT("decimal"), SPAN_INIT("Decimal")},
    [VALUE_INTEGER] = {SPAN_INIT("integer"), SPAN_INIT("Integer")},
    [VALUE_DATE] = {SPAN_INIT("date"), SPAN_INIT("Date")},
    [VALUE_DATE_TIME] = {SPAN_INIT("dateTime"), SPAN_INIT("DateTime")},
    [VALUE_TIME] = {SPAN_INIT("time"), SPAN_INIT("Time")},
    [VALUE_STRING] = {SPAN_INIT("string"), SPAN_INIT("String")},
    [VALUE_URI] = {SPAN_INIT("uri"), SPAN_INIT("Uri")},
    [VALUE_ATTACHMENT] = {SPAN_INIT("Attachment"), SPAN_INIT("Attachment")},
    [VALUE_CODING] = {SPAN_INIT("Coding"), SPAN_INIT("Coding")},
    [VALUE_QUANTITY] = {SPAN_INIT("Quantity"), SPAN_INIT("Quantity")},
    [VALUE_REFERENCE] = {SPAN_INIT("Reference"), SPAN_INIT("Reference")},
};

enum { N_TYPES = sizeof types / sizeof types[0] };

struct span value_type_name(enum value_type type)
{
    return types[type].name;
}

struct span value_member_name(enum value_type type)
{
    return types[type].member;
}

static enum value_type type_of_member(struct span name, struct span prefix)
{
    if (!span_starts(name, prefix))
        return VALUE_NONE;
    for (size_t i = VALUE_NONE + 1; i < N_TYPES; i++)
        if (span_equal(span_skip(name, prefix.len), types[i].member))
            return (enum value_type)i;
    return VALUE_NONE;
}

struct fhir_value value_find(const struct json *object, const char *prefix)
{
    for (const struct json *c = json_first(object); c != NULL; c = c->next) {
        enum value_type type = type_of_member(c->name, span_of(prefix));

        if (type != VALUE_NONE)
            return (struct fhir_value){type, c};
    }
    return (struct fhir_value){VALUE_NONE, NULL};
}

uint32_t value_count(const struct json *object, const char *prefix)
{
    uint32_t n = 0;

    for (const struct json *c = json_first(object); c != NULL; c = c->next)
        n += type_of_member(c->name, span_of(prefix)) != VALUE_NONE;
    return n;
}

static struct span part(struct fhir_value value, const char *name)
{
    return value.type == VALUE_CODING || value.type == VALUE_QUANTITY
               ? json_text(json_member(value.json, name))
               : SPAN("");
}

struct span value_system(struct fhir_value value)
{
    return part(value, "system");
}

struct span value_code(struct fhir_value value)
{
    return part(value, "code");
}

struct span value_display(struct fhir_value value)
{
    return part(value, value.type == VALUE_QUANTITY ? "unit" : "display");
}

struct span fhir_value_text(struct fhir_value value)
{
    if (value.json == NULL)
        return SPAN("");
    if (value.json->kind == JSON_TRUE)
        return SPAN("true");
    if (value.json->kind == JSON_FALSE)
        return SPAN("false");
    bool plain = value.json->kind == JSON_TEXT || value.json->kind == JSON_NUMBER;

    return plain ? value.json->text : SPAN("");
}

/* --- comparing ------------------------------------------------------------------------------- */

static bool is_number(struct fhir_value value)
{
    return value.type == VALUE_DECIMAL || value.type == VALUE_INTEGER;
}

static bool is_day(struct fhir_value value)
{
    return value.type == VALUE_DATE || value.type == VALUE_DATE_TIME;
}

static bool read_decimal(const struct json *json, struct decimal *ret)
{
    return json_is(json, JSON_NUMBER) && decimal_parse(json->text, ret, NULL) == HF_OK;
}

static bool order_numbers(const struct json *a, const struct json *b, int *ret)
{
    struct decimal x, y;

    if (!read_decimal(a, &x) || !read_decimal(b, &y))
        return false;
    *ret = decimal_compare(x, y);
    return true;
}

static bool read_temporal(struct fhir_value value, struct temporal *ret)
{
    static const enum temporal_kind kinds[N_TYPES] = {[VALUE_DATE] = TEMPORAL_DATE,
                                                      [VALUE_DATE_TIME] = TEMPORAL_DATE_TIME,
                                                      [VALUE_TIME] = TEMPORAL_TIME};

    return json_is(value.json, JSON_TEXT) &&
           temporal_parse(kinds[value.type], value.json->text, ret, NULL) == HF_OK;
}

static bool order_temporals(struct fhir_value a, struct fhir_value b, int *ret)
{
    struct temporal x, y;

    if (!read_temporal(a, &x) || !read_temporal(b, &y))
        return false;
    enum order order = temporal_compare(&x, &y);

    if (order == ORDER_UNKNOWN)
        return false;
    *ret = (int)order;
    return true;
}

static bool is_ucum(struct fhir_value value)
{
    return span_is(value_system(value), "http://unitsofmeasure.org") && value_code(value).len > 0;
}

/* Without a formal unit only the same words can be compared. */
static bool is_same_unit(struct fhir_value a, struct fhir_value b)
{
    struct span x = value_code(a), y = value_code(b);

    if (x.len == 0 && y.len == 0)
        return span_equal(value_display(a), value_display(b));
    return span_equal(value_system(a), value_system(b)) && span_equal(x, y);
}

static bool order_quantities(struct fhir_value a, struct fhir_value b, int *ret)
{
    const struct json *m = json_member(a.json, "value"), *n = json_member(b.json, "value");
    struct decimal x, y;

    if (is_same_unit(a, b))
        return order_numbers(m, n, ret);
    if (!is_ucum(a) || !is_ucum(b) || !read_decimal(m, &x) || !read_decimal(n, &y))
        return false;
    struct quantity p = quantity_of(x, value_code(a), false);
    struct quantity q = quantity_of(y, value_code(b), false);
    enum order order = quantity_compare(&p, &q);

    if (order == ORDER_UNKNOWN)
        return false;
    *ret = (int)order;
    return true;
}

bool value_order(struct fhir_value a, struct fhir_value b, int *ret)
{
    if (is_number(a) && is_number(b))
        return order_numbers(a.json, b.json, ret);
    if ((is_day(a) && is_day(b)) || (a.type == VALUE_TIME && b.type == VALUE_TIME))
        return order_temporals(a, b, ret);
    if (a.type == VALUE_QUANTITY && b.type == VALUE_QUANTITY)
        return order_quantities(a, b, ret);
    return false;
}

/* A coding without a code can only be told by its display. */
static bool is_same_coding(struct fhir_value a, struct fhir_value b)
{
    if (!span_equal(value_system(a), value_system(b)) || !span_equal(value_code(a), value_code(b)))
        return false;
    return value_code(a).len > 0 || span_equal(value_display(a), value_display(b));
}

bool value_equal(struct fhir_value a, struct fhir_value b)
{
    int order;

    if (value_order(a, b, &order))
        return order == 0;
    if (a.type != b.type || a.json == NULL || b.json == NULL)
        return false;
    if (a.type == VALUE_CODING)
        return is_same_coding(a, b);
    if (a.type == VALUE_REFERENCE)
        return span_equal(json_text(json_member(a.json, "reference")),
                          json_text(json_member(b.json, "reference")));
    return a.json->kind == b.json->kind && span_equal(fhir_value_text(a), fhir_value_text(b)) &&
           a.json->kind != JSON_OBJECT;
}
