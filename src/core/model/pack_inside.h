/* core/model/pack_inside.h - what the loaders of the packs share; for this room only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_PACK_INSIDE_H
#define HF_CORE_MODEL_PACK_INSIDE_H

#include "core/format/pick.h"
#include "core/model/pack.h"

/* One pack being loaded. `row` is the id of the row at hand, so that a fault can name it. */
struct packing {
    struct pick pick;
    const struct atlas *atlas;
    const struct lexicon *lexicon;
    struct pack_sources sources;
    struct span row;
};

/* Parses; the root, or NULL with the fault in the pick. */
const struct json *packing_begin(struct packing *p, struct span json, const struct atlas *atlas,
                                 const struct lexicon *lexicon, struct arena *arena,
                                 struct fault *why);

/* A PlanDefinition as the plain object with `sources` and `rows` that the other packs are; NULL or
 * a part of it with the fault in the pick. Borrows from `root`. */
const struct json *packing_plan(struct packing *p, const struct json *root);

/* "ROW: what", once. */
void packing_require(struct packing *p, bool holds, const char *what);

struct pack_head packing_head(struct packing *p, const struct json *root);
struct pack_sources packing_sources(struct packing *p, const struct json *root);

/* At least one, each of them listed in the pack. */
struct words packing_cites(struct packing *p, const struct json *row);
enum pack_mark packing_mark(struct packing *p, const struct json *row);

/* Words of a list member; every one must be in `known`, unless that list is NULL. */
struct words packing_words(struct packing *p, const struct json *row, const char *name,
                           const struct lexicon_list *known);

/* Region, side (B unless given), techniques, access, intents: all of the atlas and the lexicon. */
struct scope packing_scope(struct packing *p, const struct json *row);
struct effect packing_effect(struct packing *p, const struct json *row);

/* The condition of a row, compiled, with the questions and answers that it names. */
void packing_condition(struct packing *p, const struct json *json, struct pack_row *row);

#endif
