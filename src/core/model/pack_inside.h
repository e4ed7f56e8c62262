/* core/model/pack_inside.h - what the loaders of the packs share; for this room only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_PACK_INSIDE_H
#define HF_CORE_MODEL_PACK_INSIDE_H

#include "core/format/pick.h"
#include "core/model/pack.h"

/* An element of a resource by our name for it. */
struct pack_element {
    const char *theirs, *mine;
};

/* How a FHIR R4 resource says what a pack is. KEEP IN ORDER: SHAPES of tools/pack_resource.py. */
struct pack_shape {
    const char *resource; /* PlanDefinition, CodeSystem or ConceptMap */
    const char *rows;     /* our name for its rows; NULL where they stand in groups */
    const struct pack_element
        *head; /* of the resource, besides what each pack has; ends with NULL */
    const struct pack_element *row; /* of an action or a concept; ends with NULL */
    const char *const *lists;       /* members that are lists, even of one; ends with NULL */
    bool is_spoken;                 /* a name is a text in each language */
};

/* One pack being loaded. `row` is the id of the row at hand, so that a fault can name it. */
struct packing {
    struct pick pick;
    const struct atlas *atlas;
    const struct lexicon *lexicon;
    struct pack_sources sources;
    struct span row;
};

/* Parses and unfolds; the plain pack, or NULL or a part of it with the fault in the pick. Without a
 * shape the file is plain already. */
const struct json *packing_begin(struct packing *p, struct span json,
                                 const struct pack_shape *shape, struct arena *arena,
                                 struct fault *why);

/* The resource as a plain object: its head, its extensions, `sources` and its rows. NULL or a part
 * of it with the fault in the pick. Borrows from `root`. */
const struct json *packing_resource(struct packing *p, const struct json *root,
                                    const struct pack_shape *shape);

/* "ROW: what", once. */
void packing_require(struct packing *p, bool holds, const char *what);

struct pack_head packing_head(struct packing *p, const struct json *root);
struct pack_sources packing_sources(struct packing *p, const struct json *root);

/* Head, sources and mark of a vocabulary, which speaks for all of its rows. */
void packing_common(struct packing *p, const struct json *root);

/* At least one, each of them listed in the pack. */
struct words packing_cites(struct packing *p, const struct json *row);
enum pack_mark packing_mark(struct packing *p, const struct json *row);

/* Text, what it is about, grade, sources and mark: all of them. */
struct pack_claim packing_claim(struct packing *p, const struct json *row);

/* Words of a list member; every one must be in `known`, unless that list is NULL. */
struct words packing_words(struct packing *p, const struct json *row, const char *name,
                           const struct lexicon_list *known);

/* Region, side (B unless given), techniques, access, intents: all of the atlas and the lexicon. */
struct scope packing_scope(struct packing *p, const struct json *row);
struct effect packing_effect(struct packing *p, const struct json *row);

/* The condition of a row, compiled, with the questions and answers that it names. */
void packing_condition(struct packing *p, const struct json *json, struct pack_row *row);

#endif
