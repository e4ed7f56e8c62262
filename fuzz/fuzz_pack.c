/* fuzz/fuzz_pack.c - the first byte chooses a loader, the rest is its file.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "carried/carried.h"
#include "knowledge/knowledge.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char know_block[KNOWLEDGE_BYTES], block[16 << 20];

static const struct knowledge *shipped(void)
{
    static struct knowledge know;
    static struct arena arena;
    struct fault why;

    if (know.atlas != NULL)
        return &know;
    fault_clear(&why);
    arena_init(&arena, know_block, sizeof know_block);
    enum status st = knowledge_load(&arena, &know, &why);
    assert(st == HF_OK);
    return &know;
}

typedef enum status load_fn(struct span json, struct arena *arena, struct fault *why);

static enum status try_regions(struct span json, struct arena *arena, struct fault *why)
{
    const struct atlas *atlas = NULL;

    return atlas_load(json, carried_find(SPAN("packs/organs.json"))->bytes, arena, &atlas, why);
}

static enum status try_organs(struct span json, struct arena *arena, struct fault *why)
{
    const struct atlas *atlas = NULL;

    return atlas_load(carried_find(SPAN("packs/atlas.json"))->bytes, json, arena, &atlas, why);
}

static enum status try_words(struct span json, struct arena *arena, struct fault *why)
{
    const struct lexicon *lexicon = NULL;

    return lexicon_load(json, arena, &lexicon, why);
}

static enum status try_screening(struct span json, struct arena *arena, struct fault *why)
{
    const struct screening *pack = NULL;
    enum status st = screening_load(json, shipped()->atlas, shipped()->lexicon, arena, &pack, why);

    for (uint32_t i = 0; st == HF_OK && i < pack->n_rows; i++)
        assert(pack->rows[i].sources.count > 0 && pack->rows[i].mark != MARK_UNKNOWN);
    return st;
}

static enum status try_policy(struct span json, struct arena *arena, struct fault *why)
{
    const struct house_policy *policy = NULL;

    return policy_load(json, shipped()->atlas, shipped()->lexicon, arena, &policy, why);
}

static enum status try_modality(struct span json, struct arena *arena, struct fault *why)
{
    const struct modality *pack = NULL;

    return modality_load(json, shipped()->atlas, shipped()->lexicon, arena, &pack, why);
}

static enum status try_law(struct span json, struct arena *arena, struct fault *why)
{
    const struct law *pack = NULL;

    return law_load(json, shipped()->atlas, shipped()->lexicon, arena, &pack, why);
}

static enum status try_map(struct span json, struct arena *arena, struct fault *why)
{
    return atlas_map_check(json, shipped()->atlas, arena, why);
}

static enum status try_checklist(struct span json, struct arena *arena, struct fault *why)
{
    const struct checklist *pack = NULL;
    enum status st = checklist_load(json, arena, &pack, why);

    for (uint32_t i = 0; st == HF_OK && i < pack->n_asks; i++)
        assert(pack->asks[i].field < pack->n_fields && pack->asks[i].text.len > 0);
    return st;
}

static enum status try_learn(struct span json, struct arena *arena, struct fault *why)
{
    const struct learn *pack = NULL;
    enum status st = learn_load(json, arena, &pack, why);

    for (uint32_t i = 0; st == HF_OK && i < pack->n_statements; i++)
        assert(learn_page_find(pack, pack->statements[i].page, false) != NULL &&
               pack->statements[i].sources.count > 0);
    return st;
}

/* KEEP IN ORDER: the first bytes of the corpus. */
static load_fn *const loaders[] = {try_regions,  try_organs, try_words, try_screening, try_policy,
                                   try_modality, try_law,    try_map,   try_checklist, try_learn};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct fault why;

    (void)shipped();
    if (size == 0 || size > 131072)
        return 0;
    size_t n = data[0] % (sizeof loaders / sizeof *loaders);
    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    enum status st = loaders[n](span_at(data + 1, size - 1), &arena, &why);

    assert(st == HF_OK || (st == HF_INVALID && why.text[0] != '\0'));
    return 0;
}
