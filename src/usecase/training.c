/* usecase/training.c - from boxes to scopes and back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/training.h"

#include "knowledge/knowledge.h"

enum { SCOPES_MOST = 64 }; /* KEEP IN ORDER: credential_stated in core/model/content_practice.c */

const char *const training_words[TRAINING_COUNT] = {"body",    "intimate", "oral",
                                                    "vaginal", "anal",     "sensual"};

/* The region by which inner regions are reached, for the three ways in. */
static const char *const ways_in[TRAINING_COUNT] = {
    [TRAINING_ORAL] = "mouth",
    [TRAINING_VAGINAL] = "vestibule",
    [TRAINING_ANAL] = "anus",
};

unsigned training_bit(struct span word)
{
    for (unsigned i = 0; i < TRAINING_COUNT; i++)
        if (span_is(word, training_words[i]))
            return 1U << i;
    return 0;
}

/* The outermost region on the way in, or ATLAS_NONE for a region outside. */
static uint32_t entrance_of(const struct atlas *atlas, uint32_t region)
{
    uint32_t at = atlas->regions[region].way_in;

    while (at != ATLAS_NONE && atlas->regions[at].way_in != ATLAS_NONE)
        at = atlas->regions[at].way_in;
    return at;
}

/* An intimate region whose parent is not: naming it names all below it. */
static bool is_top_intimate(const struct atlas *atlas, const struct atlas_region *region)
{
    return region->intimate && region->external && region->parent != ATLAS_NONE &&
           !atlas->regions[region->parent].intimate;
}

/* Which box is it that this region belongs to; TRAINING_COUNT: none. */
static enum training box_of(const struct atlas *atlas, uint32_t index)
{
    const struct atlas_region *region = &atlas->regions[index];
    uint32_t entrance = entrance_of(atlas, index);

    if (region->parent == ATLAS_NONE)
        return TRAINING_BODY;
    if (is_top_intimate(atlas, region))
        return TRAINING_INTIMATE;
    if (entrance == ATLAS_NONE || !region->is_leaf || !region->internal || region->never)
        return TRAINING_COUNT;
    for (int i = TRAINING_ORAL; i <= TRAINING_ANAL; i++)
        if (span_is(atlas->regions[entrance].id, ways_in[i]))
            return (enum training)i;
    return TRAINING_COUNT;
}

static struct words words_of(struct arena *arena, const struct lexicon_list *list)
{
    struct span *at = arena_array(arena, struct span, list->count);

    for (uint32_t i = 0; i < list->count && at != NULL; i++)
        at[i] = list->at[i].id;
    return (struct words){at, at == NULL ? 0 : list->count};
}

static struct words inside_words(struct arena *arena, const struct lexicon_list *list)
{
    struct span *at = arena_array(arena, struct span, list->count);
    size_t n = 0;

    for (uint32_t i = 0; i < list->count && at != NULL; i++)
        if (list->at[i].internal)
            at[n++] = list->at[i].id;
    return (struct words){at, n};
}

static const struct span external_word[] = {SPAN_INIT("external")};
static const struct span internal_word[] = {SPAN_INIT("internal")};
static const struct span intent_words[] = {SPAN_INIT("therapeutic"), SPAN_INIT("sensual")};

enum status training_scopes(const struct knowledge *knowledge, unsigned trainings,
                            struct arena *arena, struct scope_list *ret, struct fault *why)
{
    const struct atlas *atlas = knowledge->atlas;
    struct words all = words_of(arena, &knowledge->lexicon->techniques);
    struct words inside = inside_words(arena, &knowledge->lexicon->techniques);
    struct scope_said *at = arena_array(arena, struct scope_said, SCOPES_MOST);
    bool sensual = (trainings & 1U << TRAINING_SENSUAL) != 0;
    size_t n = 0;

    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (uint32_t i = 0; i < atlas->n_regions; i++) {
        enum training box = box_of(atlas, i);

        if (box == TRAINING_COUNT || (trainings & 1U << box) == 0)
            continue;
        if (n == SCOPES_MOST)
            return fault_set(why, HF_FAILED, "the atlas has more regions than a credential holds");
        at[n++] = (struct scope_said){
            .region = atlas->regions[i].id,
            .side = SIDE_BOTH,
            .techniques = box < TRAINING_ORAL ? all : inside,
            .access = {box < TRAINING_ORAL ? external_word : internal_word, 1},
            .intents = {intent_words, sensual ? 2 : 1},
        };
    }
    *ret = (struct scope_list){at, n};
    return HF_OK;
}

unsigned training_of(const struct knowledge *knowledge, struct scope_list scopes)
{
    unsigned bits = 0;

    for (size_t i = 0; i < scopes.count; i++) {
        uint32_t region = atlas_find(knowledge->atlas, scopes.at[i].region);
        enum training box =
            region == ATLAS_NONE ? TRAINING_COUNT : box_of(knowledge->atlas, region);

        if (box != TRAINING_COUNT)
            bits |= 1U << box;
        if (words_have(scopes.at[i].intents, SPAN("sensual")))
            bits |= 1U << TRAINING_SENSUAL;
    }
    return bits;
}
