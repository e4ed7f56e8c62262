/* core/questionnaire/value_check.c - is one value[x] well-formed? FHIR R4, "Data Types".
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/value.h"

#include "core/fhirpath/r4.h"
#include "core/fhirpath/temporal.h"

#include <string.h>

enum { UUID_TEXT = 36, INTEGER_MAX = 2147483647 };

typedef const char *check_fn(const struct json *json);

/* --- primitives ------------------------------------------------------------------------------ */

static const char *check_boolean(const struct json *json)
{
    return json->kind == JSON_TRUE || json->kind == JSON_FALSE ? NULL : "must be true or false";
}

static const char *check_decimal(const struct json *json)
{
    struct decimal d;

    if (!json_is(json, JSON_NUMBER))
        return "must be a number";
    return decimal_parse(json->text, &d, NULL) == HF_OK ? NULL : "has more digits than are kept";
}

static const char *check_integer(const struct json *json)
{
    int64_t n;

    if (!json_int64(json, &n))
        return "must be a whole number";
    return n >= -INTEGER_MAX - 1 && n <= INTEGER_MAX ? NULL : "is beyond 32 bits";
}

static const char *check_date(const struct json *json)
{
    struct temporal t;

    if (!json_is(json, JSON_TEXT) || temporal_parse(TEMPORAL_DATE, json->text, &t, NULL) != HF_OK)
        return "must be a date: 2026, 2026-11 or 2026-11-23";
    return NULL;
}

/* A time of day needs its seconds and its offset. */
static const char *check_date_time(const struct json *json)
{
    struct temporal t;

    if (!json_is(json, JSON_TEXT) ||
        temporal_parse(TEMPORAL_DATE_TIME, json->text, &t, NULL) != HF_OK)
        return "must be a date or a time: 2026-11-23 or 2026-11-23T14:00:00+01:00";
    if (t.precision > TEMPORAL_DAY &&
        (t.precision < TEMPORAL_SECOND || t.zone == TEMPORAL_ZONE_UNKNOWN))
        return "must have seconds and an offset: 2026-11-23T14:00:00+01:00";
    return NULL;
}

static const char *check_time(const struct json *json)
{
    struct temporal t;

    if (!json_is(json, JSON_TEXT) || temporal_parse(TEMPORAL_TIME, json->text, &t, NULL) != HF_OK ||
        t.precision < TEMPORAL_SECOND)
        return "must be a time of day: 14:00:00";
    return NULL;
}

static const char *check_string(const struct json *json)
{
    if (!json_is(json, JSON_TEXT))
        return "must be text";
    return span_trim(json->text).len > 0 ? NULL : "must not be empty";
}

static bool is_lower_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

static bool is_uuid(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? s.at[i] != '-' : !is_lower_hex(s.at[i]))
            return false;
    }
    return s.len == UUID_TEXT;
}

/* The characters that RFC 3986 has no place for; others are taken, for IRIs. */
static bool has_alien(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] <= ' ' || memchr("\\\"<>^`{|}", s.at[i], 9) != NULL)
            return true;
    return false;
}

static const char *check_uri(const struct json *json)
{
    if (!json_is(json, JSON_TEXT) || json->text.len == 0)
        return "must be an address";
    if (has_alien(json->text))
        return "is no address: it has blanks or characters that none may have";
    if (span_starts(json->text, SPAN("urn:uuid:")) && !is_uuid(span_skip(json->text, 9)))
        return "is no address: a UUID has 32 lower-case digits in five parts";
    return NULL;
}

/* --- what has members ------------------------------------------------------------------------ */

struct member {
    const char *name;
    check_fn *check; /* NULL: anything */
};

static const char *check_any(const struct json *json)
{
    return json->kind == JSON_NULL ? "must not be null" : NULL;
}

static const char *check_bool(const struct json *json)
{
    return check_boolean(json);
}

/* A member "_name" holds the id and the extensions of `name`. */
static const char *check_member(const struct json *json, const struct member *members)
{
    bool beside = json->name.len > 0 && json->name.at[0] == '_';
    struct span name = span_skip(json->name, beside ? 1 : 0);

    if (span_is(name, "id") || span_is(name, "extension"))
        return NULL;
    for (; members->name != NULL; members++)
        if (span_is(name, members->name))
            return beside ? NULL : members->check(json);
    return "has a member that it can't have";
}

static const char *check_members(const struct json *json, const struct member *members)
{
    const char *problem = NULL;

    if (!json_is(json, JSON_OBJECT))
        return "must be an object";
    if (json->count == 0)
        return "must not be empty";
    for (const struct json *c = json->child; c != NULL && problem == NULL; c = c->next)
        problem = check_member(c, members);
    return problem;
}

static const char *check_base64(const struct json *json)
{
    if (!json_is(json, JSON_TEXT))
        return "must be text";
    for (size_t i = 0; i < json->text.len; i++) {
        char c = json->text.at[i];
        bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '+' || c == '/' || c == '=' || c == '\n' || c == '\r' || c == ' ';

        if (!digit)
            return "has data that is not base64";
    }
    return NULL;
}

static const char *check_attachment(const struct json *json)
{
    static const struct member members[] = {{"contentType", check_string},
                                            {"language", check_string},
                                            {"data", check_base64},
                                            {"url", check_uri},
                                            {"size", check_integer},
                                            {"hash", check_base64},
                                            {"title", check_string},
                                            {"creation", check_date_time},
                                            {NULL, NULL}};
    const char *problem = check_members(json, members);

    /* att-1 */
    if (problem == NULL && json_member(json, "data") != NULL &&
        json_member(json, "contentType") == NULL)
        problem = "has data and does not say of what type";
    return problem;
}

static const char *check_code(const struct json *json)
{
    const char *problem = check_string(json);

    if (problem == NULL && span_trim(json->text).len != json->text.len)
        problem = "has a code with blanks around it";
    return problem;
}

static const char *check_coding(const struct json *json)
{
    static const struct member members[] = {{"system", check_uri},        {"version", check_string},
                                            {"code", check_code},         {"display", check_string},
                                            {"userSelected", check_bool}, {NULL, NULL}};

    return check_members(json, members);
}

static const char *check_comparator(const struct json *json)
{
    struct span text = json_text(json);

    return span_is(text, "<") || span_is(text, "<=") || span_is(text, ">=") || span_is(text, ">")
               ? NULL
               : "has a comparator that is none";
}

static const char *check_quantity(const struct json *json)
{
    static const struct member members[] = {
        {"value", check_decimal}, {"comparator", check_comparator},
        {"unit", check_string},   {"system", check_uri},
        {"code", check_code},     {NULL, NULL}};
    const char *problem = check_members(json, members);

    /* qty-3 */
    if (problem == NULL && json_member(json, "code") != NULL && json_member(json, "system") == NULL)
        problem = "has the code of a unit and not its system";
    return problem;
}

static bool is_name(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
            return false;
    }
    return s.len > 0 && s.at[0] >= 'A' && s.at[0] <= 'Z';
}

static bool is_absolute(struct span s)
{
    const char *colon = memchr(s.at, ':', s.len);

    return colon != NULL && memchr(s.at, '/', (size_t)(colon - s.at)) == NULL;
}

struct span value_reference_type(struct span reference)
{
    struct span rest = reference, before = SPAN(""), last = SPAN("");

    while (rest.len > 0) {
        struct span step = span_cut(&rest, '/');

        if (span_is(step, "_history"))
            break;
        before = last;
        last = step;
    }
    return is_name(before) ? before : SPAN("");
}

/* "#x", "Patient/7", an absolute address; one that names a type of resource names one of R4. */
static const char *check_reference_text(const struct json *json)
{
    const char *problem = check_uri(json);

    if (problem != NULL || json->text.at[0] == '#')
        return problem;
    struct span type = value_reference_type(json->text);

    if (type.len > 0)
        return r4_type_kind(r4_type_find(type)) == R4_RESOURCE
                   ? NULL
                   : "refers to a type of resource that R4 does not have";
    return is_absolute(json->text) ? NULL : "is no reference: Patient/7, #part or an address";
}

static const char *check_reference(const struct json *json)
{
    static const struct member members[] = {{"reference", check_reference_text},
                                            {"type", check_uri},
                                            {"identifier", check_any},
                                            {"display", check_string},
                                            {NULL, NULL}};

    return check_members(json, members);
}

const char *value_problem(struct fhir_value value)
{
    /* KEEP IN ORDER: value types. */
    static check_fn *const checks[] = {
        [VALUE_BOOLEAN] = check_boolean,       [VALUE_DECIMAL] = check_decimal,
        [VALUE_INTEGER] = check_integer,       [VALUE_DATE] = check_date,
        [VALUE_DATE_TIME] = check_date_time,   [VALUE_TIME] = check_time,
        [VALUE_STRING] = check_string,         [VALUE_URI] = check_uri,
        [VALUE_ATTACHMENT] = check_attachment, [VALUE_CODING] = check_coding,
        [VALUE_QUANTITY] = check_quantity,     [VALUE_REFERENCE] = check_reference,
    };

    return value.type == VALUE_NONE ? "is of no type that an answer can have"
                                    : checks[value.type](value.json);
}
