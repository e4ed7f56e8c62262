/* core/decide/masks.c - lists of words to bits, as words_have would answer.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/masks.h"

#include <string.h>

/* FNV-1a. It only says where to look: words are compared before one counts. */
static uint32_t hash_of(struct span word)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.at[i]) * 16777619u;
    return hash;
}

struct word_asked word_ask(const struct vocabulary *shared, struct span word)
{
    struct word_asked asked = {word, hash_of(word) | WORD_IS_HASHED};
    int number = shared == NULL ? MASK_NO_SLOT : vocabulary_find(shared, &asked);

    if (number != MASK_NO_SLOT)
        asked.name = (uint32_t)number;
    return asked;
}

void vocabulary_init(struct vocabulary *v, const struct vocabulary *shared, size_t room,
                     struct arena *arena)
{
    *v = (struct vocabulary){.shared = shared,
                             .words = arena_array(arena, struct span, room),
                             .names = arena_array(arena, uint32_t, room)};
    v->room = arena->spent ? 0 : room;
}

int vocabulary_add(struct vocabulary *v, struct span word)
{
    struct word_asked asked = word_ask(v->shared, word);
    int known = vocabulary_find(v, &asked);

    if (known != MASK_NO_SLOT || v->count == v->room)
        return known;
    v->words[v->count] = word;
    v->names[v->count] = asked.name;
    return (int)v->count++;
}

bool vocabulary_add_all(struct vocabulary *v, struct words words)
{
    bool all = true;

    for (size_t i = 0; i < words.count; i++)
        all &= vocabulary_add(v, words.at[i]) != MASK_NO_SLOT;
    return all;
}

uint64_t vocabulary_mask(const struct vocabulary *v, struct words words)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < words.count; i++) {
        struct word_asked asked = word_ask(v->shared, words.at[i]);
        int number = vocabulary_find(v, &asked);

        if (number != MASK_NO_SLOT)
            mask |= mask_bit((size_t)number);
    }
    return mask;
}

void family_init(struct family *f, const struct scope_words *words, struct arena *arena)
{
    *f = (struct family){.techniques = arena_array(arena, uint64_t, words->techniques.room),
                         .practitioners = arena_array(arena, uint64_t, words->practitioners.room)};
}

void family_clear(struct family *f, const struct scope_words *words)
{
    uint64_t *techniques = f->techniques, *practitioners = f->practitioners;

    memset(techniques, 0, words->techniques.room * sizeof *techniques);
    memset(practitioners, 0, words->practitioners.room * sizeof *practitioners);
    *f = (struct family){.techniques = techniques, .practitioners = practitioners};
}

/* Every word but "*", which is kept apart. */
static bool put_words(struct vocabulary *v, uint64_t *slots, struct words list, uint64_t bit)
{
    for (size_t i = 0; i < list.count; i++) {
        int number = span_is(list.at[i], "*") ? MASK_NO_SLOT : vocabulary_add(v, list.at[i]);

        if (number != MASK_NO_SLOT)
            slots[number] |= bit;
        else if (!span_is(list.at[i], "*"))
            return false;
    }
    return true;
}

static uint64_t bit_if(bool yes, uint64_t bit)
{
    return yes ? bit : 0;
}

static bool forbids_any(struct words list)
{
    return list.count == 0 || words_have(list, SPAN("*"));
}

bool family_forbid(struct family *f, struct scope_words *words, size_t slot,
                   const struct scope *scope)
{
    uint64_t bit = mask_bit(slot);

    f->any_technique |= bit_if(forbids_any(scope->techniques), bit);
    f->any_practitioner |= bit_if(forbids_any(scope->practitioners), bit);
    for (enum access a = ACCESS_EXTERNAL; a <= ACCESS_INTERNAL; a++)
        f->access[a] |=
            bit_if(forbids_any(scope->access) || words_have(scope->access, access_word(a)), bit);
    for (enum intent i = INTENT_THERAPEUTIC; i <= INTENT_SENSUAL; i++)
        f->intent[i] |=
            bit_if(forbids_any(scope->intents) || words_have(scope->intents, intent_word(i)), bit);
    return put_words(&words->techniques, f->techniques, scope->techniques, bit) &&
           put_words(&words->practitioners, f->practitioners, scope->practitioners, bit);
}

bool family_allow(struct family *f, struct scope_words *words, size_t slot,
                  const struct scope *scope, bool with_practitioners)
{
    uint64_t bit = mask_bit(slot);

    f->any_technique |= bit_if(words_have(scope->techniques, SPAN("*")), bit);
    for (enum access a = ACCESS_EXTERNAL; a <= ACCESS_INTERNAL; a++)
        f->access[a] |= bit_if(words_have(scope->access, access_word(a)), bit);
    for (enum intent i = INTENT_THERAPEUTIC; i <= INTENT_SENSUAL; i++)
        f->intent[i] |= bit_if(words_have(scope->intents, intent_word(i)), bit);
    bool fits = put_words(&words->techniques, f->techniques, scope->techniques, bit);

    if (!with_practitioners)
        return fits;
    f->any_practitioner |= bit_if(words_have(scope->practitioners, SPAN("*")), bit);
    return put_words(&words->practitioners, f->practitioners, scope->practitioners, bit) && fits;
}
