/* core/model/atlas.h - the body as one tree of regions, and the inventory of organs.
 *
 * Loaded from packs/atlas.json and packs/organs.json and checked in full (packs/README.md has the
 * rules), so that whoever holds an atlas may rely on it. Ids are final: never reused.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_ATLAS_H
#define HF_CORE_MODEL_ATLAS_H

#include "core/model/facts.h"

#define ATLAS_NONE UINT32_MAX

enum { ATLAS_MAX_REGIONS = 512, ATLAS_MAX_ORGANS = 32, ATLAS_MAX_LIST = 32 };

/* One text in the languages of the atlas. */
struct atlas_text {
    struct span en, de, es;
};

struct atlas_region {
    struct span id;
    uint32_t parent;         /* ATLAS_NONE for the root */
    struct atlas_text name;  /* for practitioners */
    struct atlas_text plain; /* for clients */
    bool paired;             /* a leaf with a left and a right cell */
    bool intimate;           /* undecided is intimate */
    bool never;              /* never a target: shipped as a house deny */
    bool is_leaf;
    bool external, internal; /* a leaf has exactly one, a parent the union below it */
    uint32_t way_in;         /* the ancestor through which an internal region is reached */
    uint32_t organ;          /* index into organs, or ATLAS_NONE */
    struct words svg, law;   /* "body.svg#b-front-jaw-L"; tags of texts that name the place */
    struct span note;
};

struct atlas_organ {
    struct span key;
    struct atlas_text name, question, help;
    bool sides;           /* asked with sides */
    uint32_t asked_after; /* only when that organ is there; or ATLAS_NONE */
    struct span note;
};

struct atlas {
    const struct atlas_region *regions; /* parents before children, the root first */
    uint32_t n_regions;
    const struct atlas_organ *organs;
    uint32_t n_organs;
};

/* What a client said about one organ. Zero is silence. */
enum organ_answer { ORGAN_SILENT, ORGAN_YES, ORGAN_NO, ORGAN_UNSURE, ORGAN_SKIP, ORGAN_TALK };

/* HF_INVALID names the region or organ and what is wrong with it. */
HF_MUST_USE enum status atlas_load(struct span regions, struct span organs, struct arena *arena,
                                   const struct atlas **ret, struct fault *why);

/* Are the rows of a ConceptMap of regions of this atlas, each with one class of another vocabulary?
 * packs/uberon.json. HF_INVALID names the region. */
HF_MUST_USE enum status atlas_map_check(struct span json, const struct atlas *atlas,
                                        struct arena *arena, struct fault *why);

/* Index, or ATLAS_NONE. */
uint32_t atlas_find(const struct atlas *atlas, struct span region);
uint32_t atlas_organ_find(const struct atlas *atlas, struct span key);

/* A region counts as below itself (S0). */
bool atlas_is_below(const struct atlas *atlas, uint32_t region, uint32_t above);

/* May a step name this region with this access? Only a leaf, and only by its own access. */
bool atlas_is_target(const struct atlas *atlas, uint32_t region, enum access access);

/* May this region be offered to this client? `answers` has one for each organ. Its organ and
 * those of all regions above must be a yes; never for what is never a target. */
bool atlas_is_offered(const struct atlas *atlas, const enum organ_answer *answers, uint32_t region);

/* Cells (S0): two for a paired leaf, one for another. */
uint32_t atlas_cells(const struct atlas *atlas);

/* The regions as decide() takes them; NULL when the arena is spent. Pass through facts_check. */
struct region *atlas_world(const struct atlas *atlas, struct arena *arena);

#endif
