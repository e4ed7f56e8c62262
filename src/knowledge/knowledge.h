/* knowledge/knowledge.h - everything that the program knows, loaded from its packs and checked.
 *
 * Loaded once when the program starts and read by everybody afterwards; nothing here changes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KNOWLEDGE_KNOWLEDGE_H
#define HF_KNOWLEDGE_KNOWLEDGE_H

#include "core/form/form.h"
#include "core/model/measure.h"
#include "core/model/checklist.h"
#include "core/model/law.h"
#include "core/model/learn.h"
#include "core/model/retention.h"

enum {
    KNOWLEDGE_MODALITIES = 9,
    KNOWLEDGE_ASKED = 5, /* forms of our own words, each an instrument of measures.json */
    KNOWLEDGE_FILES_MOST = 32,
    KNOWLEDGE_BYTES = 16 << 20 /* of the arena that loads the shipped packs, with room to spare */
};

/* One file of packs. `hash` is its SHA-256, or "" where whoever gave the bytes has to make it. */
struct knowledge_file {
    struct span name, bytes, hash;
};

struct measure_match; /* core/measure/slot.h */

struct knowledge {
    const struct atlas *atlas;
    struct region *world; /* the atlas as decide() takes it, not yet through facts_check */
    const struct lexicon *lexicon;
    const struct screening *screening;
    const struct house_policy *policy;
    const struct form *intake;
    const struct form *readiness; /* of the practitioner; each question a plain yes or no */
    const struct law *law;
    const struct retention *retention;
    const struct measures *measures;
    const struct measure_match *asked[KNOWLEDGE_ASKED];
    const struct checklist *checklist;
    const struct modality *modalities[KNOWLEDGE_MODALITIES];
    const struct learn *learn;                         /* knowledge_load_learn; NULL before */
    struct knowledge_file files[KNOWLEDGE_FILES_MOST]; /* that all of this was read from */
    size_t n_files;
};

/* The form of our own words for that instrument, or NULL. */
const struct measure_match *knowledge_asked(const struct knowledge *know, struct span measure);

/* The way of working of that name ("anal-massage"), or NULL. */
const struct modality *knowledge_way(const struct knowledge *know, struct span name);

/* Every home of `learn` but its addresses is there: HF_INVALID names the one that is not. */
HF_MUST_USE enum status knowledge_homes_check(const struct knowledge *know, struct fault *why);

/* Where a place of a home is read, "/rules/CI96"; "" for a word, which has no page of its own. */
struct span knowledge_home_address(struct span place, struct arena *arena);

/* Where a pack's bytes come from; `name` is "packs/atlas.json". HF_NOT_FOUND when there is none. */
typedef enum status knowledge_source(void *source, const char *name, struct span *ret,
                                     struct fault *why);

/* From the files that the program carries. HF_INVALID names the file, then the row. */
HF_MUST_USE enum status knowledge_load(struct arena *arena, struct knowledge *ret,
                                       struct fault *why);

/* The same from another place: a folder that somebody edits, or a test. The bytes must live as
 * long as the arena. */
HF_MUST_USE enum status knowledge_load_from(knowledge_source *source, void *arg,
                                            struct arena *arena, struct knowledge *ret,
                                            struct fault *why);

/* Texts to read, over packs that are loaded. Nothing is decided by them, so that they are not among
 * `files`, which an owner takes: a better text stops nobody's work. */
HF_MUST_USE enum status knowledge_load_learn(knowledge_source *source, void *arg,
                                             struct arena *arena, struct knowledge *know,
                                             struct fault *why);

#endif
