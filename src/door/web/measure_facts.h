/* door/web/measure_facts.h - what is known of an instrument, in sentences.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_MEASURE_FACTS_H
#define HF_DOOR_WEB_MEASURE_FACTS_H

#include "core/model/measure.h"
#include "core/render/view_measures.h"

/* Items, alarms, bands, cuts and changes, and the sources of all of them. */
void measure_facts_fill(struct arena *arena, const struct measures *pack,
                        const struct measure *measure, struct measure_view *view);

#endif
