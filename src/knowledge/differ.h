/* knowledge/differ.h - what one version of the packs says otherwise than another, rule by rule.
 *
 * For whoever has to decide whether to take the newer one. Stricter: whatever differs can only
 * hold back more. Looser: it can only hold back less. What is both, or can't be compared, is told
 * as changed, and a person has to read it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KNOWLEDGE_DIFFER_H
#define HF_KNOWLEDGE_DIFFER_H

#include "knowledge/knowledge.h"

/* KEEP IN ORDER: the words of the page and of the command. */
enum differ_kind {
    DIFFER_NOT,
    DIFFER_WORDS, /* its words, sources, mark or review alone */
    DIFFER_ADDED,
    DIFFER_STRICTER,
    DIFFER_LOOSER,
    DIFFER_CHANGED,
    DIFFER_REMOVED,
};
enum { DIFFER_KINDS = DIFFER_REMOVED + 1 };

struct differ_line {
    enum differ_kind kind;
    struct span file;      /* "packs/screening.json" */
    struct span id, words; /* of the newer, or of the older where it was removed */
};

struct differ {
    const struct differ_line *at;
    size_t count;
    size_t of[DIFFER_KINDS];
};

/* In the order of the files. HF_FAILED when the arena is spent. */
HF_MUST_USE enum status knowledge_differ(const struct knowledge *older,
                                         const struct knowledge *newer, struct arena *arena,
                                         struct differ *ret, struct fault *why);

/* "added", "stricter" ... for a terminal. */
const char *differ_word(enum differ_kind kind);

#endif
