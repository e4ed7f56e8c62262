/* door/http/field.h - names with values: of forms, queries, cookies, headers, path parameters.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_FIELD_H
#define HF_DOOR_HTTP_FIELD_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"

struct http_field {
    struct span name, value;
};

/* In the order in which they were sent, duplicates kept. */
struct http_fields {
    const struct http_field *at;
    size_t count;
};

/* The first field of this name; false leaves `*ret` alone. */
bool http_field_find(struct http_fields fields, const char *name, struct span *ret);

/* The first value of this name, or the empty span. */
struct span http_field_value(struct http_fields fields, const char *name);

/* How many fields have this name. */
size_t http_field_count(struct http_fields fields, const char *name);

#endif
