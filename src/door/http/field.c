/* door/http/field.c - looking a name up. Linear: a form has a screenful of fields.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/field.h"

bool http_field_find(struct http_fields fields, const char *name, struct span *ret)
{
    for (size_t i = 0; i < fields.count; i++) {
        if (span_is(fields.at[i].name, name)) {
            *ret = fields.at[i].value;
            return true;
        }
    }
    return false;
}

struct span http_field_value(struct http_fields fields, const char *name)
{
    struct span value = SPAN("");

    (void)http_field_find(fields, name, &value); /* not there: stays empty */
    return value;
}

size_t http_field_count(struct http_fields fields, const char *name)
{
    size_t found = 0;

    for (size_t i = 0; i < fields.count; i++)
        found += span_is(fields.at[i].name, name);
    return found;
}
