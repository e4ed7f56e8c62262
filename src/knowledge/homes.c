/* knowledge/homes.c - does each thing that Holdfast exists for have its place?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"

#include "base/buf.h"

enum { ADDRESS_MOST = 160 };

const struct modality *knowledge_way(const struct knowledge *know, struct span name)
{
    static const char before[] = "holdfast-";

    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        if (span_equal(span_skip(know->modalities[i]->head.id, sizeof before - 1), name))
            return know->modalities[i];
    return NULL;
}

static bool is_learn(const struct knowledge *know, struct span name)
{
    return learn_page_find(know->learn, name, false) != NULL;
}

static bool is_way(const struct knowledge *know, struct span name)
{
    return knowledge_way(know, name) != NULL;
}

/* A row of the screening rules, or a field of the consent record. */
static bool is_rule(const struct knowledge *know, struct span name)
{
    if (screening_find(know->screening, name) != NULL)
        return true;
    for (uint32_t i = 0; i < know->checklist->n_fields; i++)
        if (span_equal(know->checklist->fields[i].id, name))
            return true;
    return false;
}

static bool is_measure(const struct knowledge *know, struct span name)
{
    return measures_find(know->measures, name) != NULL;
}

static bool is_word(const struct knowledge *know, struct span name)
{
    const struct lexicon *words = know->lexicon;

    return lexicon_find(words->intents, name) != NULL ||
           lexicon_find(words->techniques, name) != NULL ||
           lexicon_find(words->conditions, name) != NULL ||
           lexicon_find(words->feelings, name) != NULL;
}

/* An address: the door knows which it has, `holdfast coverage` asks it. */
static bool is_page(const struct knowledge *know, struct span name)
{
    (void)know; /* the packs know no address */
    return name.len > 1 && name.at[0] == '/';
}

static const struct {
    const char *kind;
    bool (*is_there)(const struct knowledge *know, struct span name);
    const char *address; /* what stands before the name; NULL: no page of its own */
    bool is_whole;       /* the address says it all, the name is not in it */
} kinds[] = {
    {"learn", is_learn, "/learn/", false}, {"page", is_page, "", false},
    {"way", is_way, "/rules", true},       {"rule", is_rule, "/rules/", false},
    {"word", is_word, NULL, false},        {"measure", is_measure, "/measures/", false},
};

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static size_t kind_of(struct span place)
{
    size_t i = 0;

    while (i < N_KINDS && !span_is(learn_place_kind(place), kinds[i].kind))
        i++;
    return i;
}

static bool is_there(const struct knowledge *know, struct span place)
{
    size_t kind = kind_of(place);

    return kind < N_KINDS && kinds[kind].is_there(know, learn_place_name(place));
}

enum status knowledge_homes_check(const struct knowledge *know, struct fault *why)
{
    for (uint32_t i = 0; i < know->learn->n_homes; i++) {
        const struct learn_home *home = &know->learn->homes[i];

        for (size_t k = 0; k < home->places.count; k++)
            if (!is_there(know, home->places.at[k]))
                return fault_set(why, HF_INVALID, "%.*s: there is no %.*s", SPAN_ARGS(home->id),
                                 SPAN_ARGS(home->places.at[k]));
    }
    return HF_OK;
}

struct span knowledge_home_address(struct span place, struct arena *arena)
{
    size_t kind = kind_of(place);
    struct buf out;

    if (kind == N_KINDS || kinds[kind].address == NULL)
        return SPAN("");
    buf_init(&out, arena, ADDRESS_MOST);
    buf_put(&out, span_of(kinds[kind].address));
    if (!kinds[kind].is_whole)
        buf_put(&out, learn_place_name(place));
    return buf_view(&out);
}
