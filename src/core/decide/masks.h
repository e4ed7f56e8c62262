/* core/decide/masks.h - up to 64 scopes side by side, a bit for each (S4, S5).
 *
 * Private to the folded form. A scope's place in a family is its slot; bit n of each mask says
 * whether the scope in slot n allows or forbids what the mask stands for.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_MASKS_H
#define HF_CORE_DECIDE_MASKS_H

#include "core/model/facts.h"

enum { MASK_SLOTS = 64, MASK_NO_SLOT = -1 };

#define WORD_IS_HASHED UINT32_C(0x80000000)

/* Words of one kind and a number for each; never more than `room`. A word that `shared` has too is
 * found by its number there, without looking at its bytes. */
struct vocabulary {
    const struct vocabulary *shared; /* or NULL */
    struct span *words;
    uint32_t *names; /* struct word_asked */
    size_t count, room;
};

/* Which slots name which technique, access, intent and practitioner. */
struct family {
    uint64_t *techniques, *practitioners;     /* by the word's number */
    uint64_t any_technique, any_practitioner; /* "*", or (to forbid) no word at all */
    uint64_t access[ACCESS_INTERNAL + 1], intent[INTENT_SENSUAL + 1];
    size_t count;
};

/* A word that was looked up, so that many vocabularies with one `shared` can be asked: its name is
 * its number there, or else WORD_IS_HASHED and 31 bits of a hash. */
struct word_asked {
    struct span word;
    uint32_t name;
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

/* The word's number among the shared ones, or MASK_NO_SLOT. */
static inline int word_number(const struct word_asked *asked)
{
    return (asked->name & WORD_IS_HASHED) != 0 ? MASK_NO_SLOT : (int)asked->name;
}

/* `shared` may be NULL. */
struct word_asked word_ask(const struct vocabulary *shared, struct span word);

/* Without room when the arena is spent: what does not get in is told by vocabulary_add. `shared`
 * may be NULL, and is not changed as long as this one is used. */
void vocabulary_init(struct vocabulary *v, const struct vocabulary *shared, size_t room,
                     struct arena *arena);

/* The word's number, or MASK_NO_SLOT. */
static inline int vocabulary_find(const struct vocabulary *v, const struct word_asked *asked)
{
    for (size_t i = 0; i < v->count; i++) {
        if (v->names[i] == asked->name &&
            ((asked->name & WORD_IS_HASHED) == 0 || span_equal(v->words[i], asked->word)))
            return (int)i;
    }
    return MASK_NO_SLOT;
}

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

static inline uint64_t slots_named(const uint64_t *slots, int number)
{
    return number == MASK_NO_SLOT ? 0 : slots[number];
}

/* S5: slots whose lists match the act, wherever they lie. */
static inline uint64_t family_matches(const struct family *f, const struct scope_asked *asked)
{
    return f->access[asked->access] & f->intent[asked->intent] &
           (f->any_technique | slots_named(f->techniques, asked->technique)) &
           (f->any_practitioner | slots_named(f->practitioners, asked->practitioner));
}

/* S4: slots whose lists cover the act; "*" counts only where nothing sensitive is touched.
 * `with_practitioners` for grants. */
static inline uint64_t family_covers(const struct family *f, const struct scope_asked *asked,
                                     bool sensitive, bool with_practitioners)
{
    uint64_t any = sensitive ? 0 : UINT64_MAX;
    uint64_t covers = f->access[asked->access] & f->intent[asked->intent] &
                      ((f->any_technique & any) | slots_named(f->techniques, asked->technique));

    if (with_practitioners)
        covers &= (f->any_practitioner & any) | slots_named(f->practitioners, asked->practitioner);
    return covers;
}

#endif
