/* core/model/law.h - what is lawful where, for which profession: packs/scope.json.
 *
 * Default deny: a region is lawful only when a row of the place and the profession allows it and
 * none bars it. A row whose mark is not V, or that asks for a paper, allows only somebody who has
 * shown papers. Nobody here is a lawyer, and every row says so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_LAW_H
#define HF_CORE_MODEL_LAW_H

#include "core/model/pack.h"

enum { LAW_MAX_ROWS = 128, LAW_MAX_SETS = 32 };

/* A word of a form with what people read. */
struct law_word {
    struct span id, name;
};

struct law_words {
    const struct law_word *at;
    size_t count;
};

/* Several regions under one name: those below `regions`, by `access` if it is given, without those
 * below `but`. */
struct law_set {
    struct span name;
    struct words regions, access, but;
    const bool *has; /* for each region of the atlas */
};

struct law_row {
    struct span id;  /* "SP18" */
    struct span row; /* number in the table of laws */
    struct span place;
    struct words also_places, professions;
    struct words allows, bars; /* names of sets */
    struct words intents;
    struct words conditions; /* in words, for people */
    struct span paper;       /* which paper has to be shown, or "" */
    struct span says;        /* the row in plain words */
    struct span source, mark, checked_on, review;
};

struct law {
    struct pack_head head;
    struct law_words professions, places;
    const struct law_set *sets;
    size_t n_sets;
    const struct law_row *rows;
    size_t n_rows;
};

/* HF_INVALID names the row. */
HF_MUST_USE enum status law_load(struct span json, const struct atlas *atlas,
                                 const struct lexicon *lexicon, struct arena *arena,
                                 const struct law **ret, struct fault *why);

/* NULL when the list has no such word. */
const struct law_word *law_word_find(struct law_words words, struct span id);
const struct law_row *law_find(const struct law *law, struct span id);

/* Whose work is judged, and where. All empty: somebody who said nothing. */
struct law_case {
    struct span profession, place;
    bool has_papers;
};

struct law_answer {
    bool lawful;
    const struct law_row *row; /* that says so; never NULL */
    bool lacks_paper;          /* a row would allow it with a paper */
};

/* May this profession work on this region (an index into the atlas) here, with this intent? */
struct law_answer law_judge(const struct law *law, const struct law_case *who, uint32_t region,
                            enum intent intent);

#endif
