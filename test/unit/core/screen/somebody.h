/* test/unit/core/screen/somebody.h - what the tests of the rules share: the packs, and a healthy
 * adult who has every organ and answered everything.
 *
 * The packs are those that the program carries, or those of the folder in HOLDFAST_PACKS.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SCREEN_SOMEBODY_H
#define HF_TEST_SCREEN_SOMEBODY_H

#include "core/screen/screen.h"
#include "knowledge/knowledge.h"

#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>

enum { NOON = 43200, TODAY = 20780 }; /* 2026-11-23 */

static alignas(max_align_t) unsigned char know_block[KNOWLEDGE_BYTES];
static alignas(max_align_t) unsigned char case_block[4 << 20] __attribute__((unused));
static struct arena know_arena, arena;
static struct knowledge know;

/* --- the packs ------------------------------------------------------------------------------- */

static enum status read_pack(void *folder, const char *name, struct span *ret, struct fault *why)
{
    static char bytes[1 << 22];
    static size_t used;
    char path[400];

    snprintf(path, sizeof path, "%s/%s", (const char *)folder, strrchr(name, '/') + 1);
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return fault_set(why, HF_NOT_FOUND, "cannot open it");
    size_t n = fread(bytes + used, 1, sizeof bytes - used, in);
    fclose(in);
    *ret = span_at(bytes + used, n);
    used += n;
    return HF_OK;
}

static inline bool load_packs(void)
{
    char *folder = getenv("HOLDFAST_PACKS");
    struct fault why = {0};

    arena_init(&know_arena, know_block, sizeof know_block);
    enum status st = folder == NULL
                         ? knowledge_load(&know_arena, &know, &why)
                         : knowledge_load_from(read_pack, folder, &know_arena, &know, &why);
    if (st != HF_OK)
        printf("Bail out! %s\n", why.text);
    return st == HF_OK;
}

/* --- answers --------------------------------------------------------------------------------- */

/* A note says what went wrong. */
static inline bool put(struct form_answers *answers, struct span question, struct span answer)
{
    struct fault why = {0};

    if (form_answer_read(answers, question, answer, &arena, &why) == HF_OK)
        return true;
    printf("# %.*s: %s\n", SPAN_ARGS(question), why.text);
    return false;
}

static inline bool is_well_with_yes(struct span link_id)
{
    return (span_starts(link_id, SPAN("organ_")) && !span_is(link_id, "organ_stoma")) ||
           span_is(link_id, "mind_stop");
}

static inline void answer_healthy(struct form_answers *answers, const struct form_item *item)
{
    struct span well = is_well_with_yes(item->link_id) ? SPAN("yes") : SPAN("no");

    if (item->kind == FORM_CHOICE && form_option_find(item, well) != NULL)
        (void)put(answers, item->link_id, well);
}

static inline struct form_answers *somebody_healthy(void)
{
    struct form_answers *answers = form_answers_new(&arena, know.intake);

    for (uint32_t i = 0; i < know.intake->n_items; i++)
        answer_healthy(answers, &know.intake->items[i]);
    (void)put(answers, SPAN("birth_date"), SPAN("1980-05-17"));
    return answers;
}

/* Opens the gates of an item and of the groups above it. */
static inline void open_gates(struct form_answers *answers, uint32_t at)
{
    while (at != FORM_NONE) {
        const struct form_item *item = &know.intake->items[at];

        if (item->n_gates > 0) {
            (void)put(answers, know.intake->items[item->gates[0].question].link_id,
                      item->gates[0].code);
            open_gates(answers, item->gates[0].question);
        }
        at = item->parent;
    }
}

/* False: no such question, or the answer does not fit. */
static inline bool somebody_says(struct form_answers *answers, struct span question,
                                 struct span answer)
{
    uint32_t at = form_find(know.intake, question);

    if (at == FORM_NONE)
        return false;
    open_gates(answers, at);
    return put(answers, question, answer);
}

#endif
