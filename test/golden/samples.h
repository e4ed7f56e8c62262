/* test/golden/samples.h - every page with an invented practice in it, for golden files and for
 * eyes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_GOLDEN_SAMPLES_H
#define HF_TEST_GOLDEN_SAMPLES_H

#include "core/model/atlas.h"
#include "core/render/view.h"

#define S(literal)  SPAN_INIT(literal)
#define LIST(array) (array), sizeof(array) / sizeof((array)[0])

/* What samples that are more than constants are made with. */
struct kit {
    struct arena *arena;
    const struct atlas *atlas;
    struct span body; /* body.svg */
};

struct sample {
    const char *name;
    void (*write)(struct html *w, const struct kit *kit);
};

extern const struct sample samples_desk[], samples_client[], samples_session[], samples_sign[],
    samples_keys[], samples_measures[], samples_gone[]; /* end: NULL name */

struct page_view sample_public(void);
struct page_view sample_client(void);
struct page_view sample_practice(const char *here);
struct page_view sample_room(void);

#endif
