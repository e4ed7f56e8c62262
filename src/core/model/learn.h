/* core/model/learn.h - what people can read about this work, claim by claim: packs/learn.json.
 *
 * Pages of statements. A statement has its grade, its sources and its mark, as a claim of a way of
 * working has; one more grade, `plain`, is a description, a rule of the house or advice, which says
 * nothing about health. What is of the senses or of a tradition is for the bodywork profile alone.
 * `homes` says for each thing that Holdfast exists for where in the product it lives. Nothing here
 * is asked by decide().
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_LEARN_H
#define HF_CORE_MODEL_LEARN_H

#include "core/model/pack.h"

enum { LEARN_MAX_PAGES = 32, LEARN_MAX_STATEMENTS = 256, LEARN_MAX_HOMES = 64 };

struct learn_statement {
    struct span id, page, text, grade;
    struct words covers; /* ids of homes */
    struct words sources;
    enum pack_mark mark;
    bool bodywork_only;
};

struct learn_page {
    struct span id, title, lead;
    struct span drawing, drawing_says; /* a file of pages/assets, and what to know of it; or "" */
    bool bodywork_only;
};

/* A place is KIND:NAME; learn (a page here), page (an address), way, rule, measure, word. */
struct learn_home {
    struct span id, what;
    struct words places;
};

struct learn {
    struct pack_head head;
    struct pack_sources sources;
    const struct learn_page *pages;
    uint32_t n_pages;
    const struct learn_statement *statements; /* of a page one after the other */
    uint32_t n_statements;
    const struct learn_home *homes;
    uint32_t n_homes;
};

/* HF_INVALID names the page, statement or home: also a statement of no page, a page of none, and a
 * home that no statement covers. */
HF_MUST_USE enum status learn_load(struct span json, struct arena *arena, const struct learn **ret,
                                   struct fault *why);

/* NULL when there is none of that id, or when it is not for a practice of this kind. */
const struct learn_page *learn_page_find(const struct learn *learn, struct span id,
                                         bool is_clinical);

/* What comes before the colon of a place, and after it; both "" without one. */
struct span learn_place_kind(struct span place);
struct span learn_place_name(struct span place);

#endif
