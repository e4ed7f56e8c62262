/* core/render/view_rules.h - models of the pages about rules: all of them, and one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_RULES_H
#define HF_CORE_RENDER_VIEW_RULES_H

#include "core/render/view.h"

struct rule_line_view {
    struct span id, text;
    struct span group; /* smaller, or "" */
};

struct way_view {
    struct span title, what;
    const struct words_view *claims; /* each with its grade */
    size_t n_claims;
};

struct own_rule_view {
    struct span id;                                  /* as /rules/{rule} names it */
    struct span region, technique, route, condition; /* as the form sends them back */
    struct span text, why;
};

struct rules_view {
    struct page_view page;
    const struct rule_line_view *rules; /* of the table of conditions */
    size_t n_rules;
    const struct rule_line_view *shipped; /* for everybody */
    size_t n_shipped;
    const struct rule_line_view *laws;
    size_t n_laws;
    const struct rule_line_view *fields; /* what a record of consent has to hold */
    size_t n_fields;
    const struct way_view *ways;
    size_t n_ways;
    const struct own_rule_view *own;
    size_t n_own;
    const struct rule_line_view *tightened; /* shipped ones that this practice made stricter */
    size_t n_tightened;
    bool may_add;       /* an owner */
    struct span agreed; /* how many rules a clinician of the practice agreed to */
    bool is_newer;      /* the packs of the program are not those that the owner took */
    const struct choice_view *regions, *techniques, *routes, *limits;
    size_t n_regions, n_techniques, n_routes, n_limits;
    struct field_view region, technique, route, limit, reason;
};

/* What a newer version of the packs changes. */
struct packs_line_view {
    struct span kind; /* "New", "Stricter" ... */
    struct span id, text;
};

struct packs_client_view {
    struct span id, name;
    const struct words_view *lines; /* findings, steps, agreements: a sentence each */
    size_t n_lines;
};

struct packs_view {
    struct page_view page;
    bool is_taken;     /* nothing to take */
    bool is_told;      /* the earlier ones are kept, so that the lists below are whole */
    bool ends_reviews; /* of every client */
    struct span since; /* when those in force were taken, and by whom; or "" */
    struct span shown; /* names this change, for the form */
    const struct packs_line_view *lines;
    size_t n_lines;
    const struct packs_client_view *clients; /* whom it concerns */
    size_t n_clients;
    int64_t n_looked_at;
};

/* One rule. A list that is empty and a text that is "" are not shown. */
struct rule_view {
    struct page_view page;
    bool is_clinical;  /* no word of what is sensual */
    struct span title; /* for anybody */
    struct span staff; /* for practitioners */
    const struct words_view *does, *asks, *where, *sources, *steps;
    size_t n_does, n_asks, n_where, n_sources, n_steps;
    struct span how_long, letter, renew, disagree;
    struct span change, possible, whom; /* of a rule of decide(), as its refusal says it */
    struct span kept;                   /* of a field of the checklist: where it is kept */
    struct span table;                  /* what the sources say of its level */
    bool is_tighter;                    /* than its sources say, until somebody reviews it */
    struct span mark, review;
    const struct words_view *reviews; /* what clinicians of the practice said of it */
    size_t n_reviews;
    bool may_review;  /* a clinician looks at it */
    struct span rule; /* its id, for the form */
    struct field_view verdict, words;
    const struct words_view *ours; /* how this practice made it stricter */
    size_t n_ours;
    bool may_tighten, may_wait; /* an owner looks at it; its wait is one of days */
    const struct choice_view *limits;
    size_t n_limits;
    struct field_view days, limit, reason;
    struct span client; /* whose plan the steps are of, or "" */
    struct link_view back;
};

#endif
