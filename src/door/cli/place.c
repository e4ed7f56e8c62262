/* door/cli/place.c - DATA/practice.db and DATA-secrets.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/place.h"

#include <stdio.h>
#include <string.h>

enum status place_find(struct place *place, struct fault *why)
{
    if (place->data == NULL)
        return fault_set(why, HF_INVALID, "needs the data folder: --data DIR");
    size_t len = strlen(place->data);

    while (len > 1 && place->data[len - 1] == '/')
        len--;
    int n = snprintf(place->beside, sizeof place->beside, "%.*s-secrets", (int)len, place->data);
    int m = snprintf(place->db, sizeof place->db, "%.*s/practice.db", (int)len, place->data);

    if (n >= (int)sizeof place->beside || m >= (int)sizeof place->db)
        return fault_set(why, HF_INVALID, "the data folder's path is too long");
    if (place->secrets == NULL)
        place->secrets = place->beside;
    return HF_OK;
}
