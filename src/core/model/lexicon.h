/* core/model/lexicon.h - the words of plans and consent: techniques, conditions, pressure,
 * feelings.
 *
 * Loaded from packs/words.json. An id is what facts, grants and plans hold; the words beside it are
 * what people read.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_LEXICON_H
#define HF_CORE_MODEL_LEXICON_H

#include "core/model/facts.h"

enum { LEXICON_MAX_WORDS = 64 };

struct lexicon_word {
    struct span id, name, help; /* help: one sentence, or "" */
    int64_t pressure; /* of a pressure word: 2, 4, 6, 8, 10; of a technique: its ceiling */
    struct span by;   /* of a condition: who attests it; "" for anybody in the room */
    bool internal;    /* of a technique: may be used inside the body */
};

struct lexicon_list {
    const struct lexicon_word *at;
    uint32_t count;
};

struct lexicon {
    struct span version;
    struct lexicon_list intents, techniques, conditions, pressure, feelings;
};

/* HF_INVALID names the word. */
HF_MUST_USE enum status lexicon_load(struct span json, struct arena *arena,
                                     const struct lexicon **ret, struct fault *why);

/* NULL when the list has no such word. */
const struct lexicon_word *lexicon_find(struct lexicon_list list, struct span id);

#endif
