/* core/model/measure_inside.h - the two halves of the loader of instruments; for this room only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_MEASURE_INSIDE_H
#define HF_CORE_MODEL_MEASURE_INSIDE_H

#include "core/model/measure.h"
#include "core/model/pack_inside.h"

/* Bands, cuts, changes, alarms and holds; the items and scales of `m` are there already. */
void measure_load_rows(struct packing *p, const struct json *row, struct measure *m);

/* Cuts off what they name from the front of `rest`; false, and perhaps less of `rest`, when it does
 * not stand there. */
bool measure_take_number(struct span *rest, int64_t *ret);
bool measure_take_mark(struct span *rest, char mark);

#endif
