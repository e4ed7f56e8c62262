/* core/decide/masks.h - up to 64 scopes side by side, a bit for each (S4, S5).
 *
 * Private to the folded form. A scope's place in a family is its slot; bit n of each mask says
 * whether the scope in slot n allows or forbids what the mask stands for.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_MASKS_H
#define HF_CORE_DECIDE_MASKS_H

#include "core/model/facts.h"

enum { MASK_SLOTS = 64, MASK_NO_SLOT = -1 };

/* Words of one kind and a number for each; never more than `room`. */
struct vocabulary {
    struct span *words;
    uint32_t *hashes;
    size_t count, room;
};

/* Which slots name which technique, access, intent and practitioner. */
struct family {
    uint64_t *techniques, *practitioners;     /* by the word's number */
    uint64_t any_technique, any_practitioner; /* "*", or (to forbid) no word at all */
    uint64_t access[ACCESS_INTERNAL + 1], intent[INTENT_SENSUAL + 1];
    size_t count;
};

/* A word that was looked up: its hash, so that many vocabularies can be asked. */
struct word_asked {
    struct span word;
    uint32_t hash;
};

static inline unsigned mask_lowest(uint64_t mask)
{
    return (unsigned)__builtin_ctzll(mask);
}

static inline unsigned mask_highest(uint64_t mask)
{
    return 63u - (unsigned)__builtin_clzll(mask);
}

static inline uint64_t mask_bit(size_t slot)
{
    return UINT64_C(1) << slot;
}

/* Slots before `slot`, which may be 64. */
static inline uint64_t mask_before(size_t slot)
{
    return slot < MASK_SLOTS ? mask_bit(slot) - 1 : UINT64_MAX;
}

struct word_asked word_ask(struct span word);

/* Without room when the arena is spent: what does not get in is told by vocabulary_add. */
void vocabulary_init(struct vocabulary *v, size_t room, struct arena *arena);
/* The word's number, or MASK_NO_SLOT. */
int vocabulary_find(const struct vocabulary *v, const struct word_asked *asked);
/* The word's number, new or known; MASK_NO_SLOT when there is no room. */
int vocabulary_add(struct vocabulary *v, struct span word);
/* True when all words are known or had room. */
bool vocabulary_add_all(struct vocabulary *v, struct words words);
/* Bits of those words that are known. */
uint64_t vocabulary_mask(const struct vocabulary *v, struct words words);

/* The words by which scopes are found. */
struct scope_words {
    struct vocabulary techniques, practitioners;
};

/* Arrays as long as the vocabularies have room; not to be used when the arena is spent. */
void family_init(struct family *f, const struct scope_words *words, struct arena *arena);
void family_clear(struct family *f, const struct scope_words *words);

/* Puts the scope's lists into a slot; false when a word had no room. S5: forbids, S4: allows, a
 * credential without its practitioners. */
bool family_forbid(struct family *f, struct scope_words *words, size_t slot,
                   const struct scope *scope);
bool family_allow(struct family *f, struct scope_words *words, size_t slot,
                  const struct scope *scope, bool with_practitioners);

/* An act's words as numbers in one place's vocabularies. */
struct scope_asked {
    int technique, practitioner;
    enum access access;
    enum intent intent;
};

/* S5: slots whose lists match the act, wherever they lie. */
uint64_t family_matches(const struct family *f, const struct scope_asked *asked);
/* S4: slots whose lists cover the act; "*" counts only where nothing sensitive is touched.
 * `with_practitioners` for grants. */
uint64_t family_covers(const struct family *f, const struct scope_asked *asked, bool sensitive,
                       bool with_practitioners);

#endif
