/* core/visit/envelope.h - what is free within what is agreed, by asking for every place what
 * decide() says of it (in its folded form: these are hundreds of questions).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_ENVELOPE_H
#define HF_CORE_VISIT_ENVELOPE_H

#include "core/decide/decide.h"

enum { ENVELOPE_MOST = 512 };

/* One place and way of touch that is not denied now. */
struct free_row {
    struct span region; /* a leaf, or the very region of an internal grant */
    enum side side;
    enum access access;
    struct span technique;
    int64_t ceiling;
    enum verdict verdict; /* permit, or conditional: then `missing` says what is wanted first */
    struct words missing;
};

struct envelope {
    const struct free_row *rows;
    size_t count;
    bool is_cut; /* there is more than ENVELOPE_MOST */
};

struct envelope_question {
    struct span practitioner; /* as the facts spell it */
    enum intent intent;
    enum mode mode;
    struct words techniques; /* that the house knows: what "*" in a grant stands for */
    int64_t now_s;
};

/* HF_FAILED when the arena is spent. */
HF_MUST_USE enum status envelope_find(const struct facts *facts,
                                      const struct envelope_question *question, struct arena *arena,
                                      struct envelope *ret, struct fault *why);

#endif
