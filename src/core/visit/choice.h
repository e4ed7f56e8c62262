/* core/visit/choice.h - a client's choices on a proposal: what is to be recorded, in exact words.
 *
 * Yes is a grant, no a limit, talk first a maybe, ask each time a grant on condition that the
 * client was asked; a yes that becomes "not decided" is revoked; not decided at all is nothing. The
 * text is what the client signs; its hash goes into the entries.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_CHOICE_H
#define HF_CORE_VISIT_CHOICE_H

#include "core/visit/gather.h"

/* KEEP IN ORDER: answers (core/render/view.h) */
enum choice_answer { CHOICE_NONE, CHOICE_YES, CHOICE_ASK, CHOICE_NO, CHOICE_TALK };

enum { CHOICES_MOST = 256, DOT = 2 /* pressure of one of five dots */, DOTS = 5 };

struct choice {
    struct span region;
    uint8_t side, access, intent; /* enums of facts.h */
    uint8_t answer;               /* enum choice_answer */
    uint8_t dots;                 /* 1..5; none chosen counts as one */
    struct words techniques;
    struct words conditions; /* "through_clothing" and the like */
    struct span where, how;  /* as the client read them: "Lower back, left"; "slow pressure" */
    struct span only_if;     /* the conditions in words, or "" */
    struct span reason;      /* why it is proposed, or "" */
};

struct choosing {
    const struct gathering *in;
    struct id128 practitioner;
    struct span practitioner_name;
    const struct choice *choices;
    size_t count; /* at most CHOICES_MOST */
    struct given_said given;
    uint8_t proof;        /* of the client's hand: enum proof */
    struct span language; /* "en" */
    int lang;             /* enum message_lang */
    int64_t now_s;
    struct span until; /* the day when a yes ends, in the client's words */
};

struct chosen {
    struct to_record_list record; /* narrowing first, so that a cut connection leaves less */
    size_t raises, narrows;
    bool *held; /* for each choice: a yes that needs the client's own device; not recorded */
    size_t held_count;
    struct span text; /* every recorded choice, line by line: show it, sign it, hash it */
};

/* HF_INVALID: more choices than the limit, or a grant with a word that is none. */
HF_MUST_USE enum status choice_record(const struct choosing *in, struct arena *arena,
                                      struct chosen *ret, struct fault *why);

/* Everything "no": one limit on the whole body, at once and without a question. */
HF_MUST_USE enum status choice_no_to_all(const struct choosing *in, struct arena *arena,
                                         struct chosen *ret, struct fault *why);

#endif
