/* core/format/json_tree.c - asking a tree: what is not there, or is of another kind, answers empty.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/format/json.h"

#include <string.h>

const struct json *json_member(const struct json *object, const char *name)
{
    if (!json_is(object, JSON_OBJECT))
        return NULL;
    const struct json *c = object->child;
    struct span wanted = span_of(name);

    /* In place: this is what reading a tree comes down to. */
    while (c != NULL &&
           (c->name.len != wanted.len || memcmp(c->name.at, wanted.at, wanted.len) != 0))
        c = c->next;
    return c;
}

bool json_is(const struct json *value, enum json_kind kind)
{
    return value != NULL && value->kind == kind;
}

struct span json_text(const struct json *value)
{
    return json_is(value, JSON_TEXT) ? value->text : SPAN("");
}

bool json_int64(const struct json *value, int64_t *ret)
{
    return json_is(value, JSON_NUMBER) && span_to_int64(value->text, ret);
}

bool json_bool(const struct json *value)
{
    return json_is(value, JSON_TRUE);
}

const struct json *json_first(const struct json *value)
{
    return value == NULL ? NULL : value->child;
}
