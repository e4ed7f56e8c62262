/* core/visit/told.h - what happened, in words: the SOAP view, receipts, where a reason comes from.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_TOLD_H
#define HF_CORE_VISIT_TOLD_H

#include "core/decide/decide.h"
#include "core/visit/entry.h"

/* "Low back, left", in plain words; the id itself where the atlas does not know it. */
struct span told_place(const struct atlas *atlas, struct span region, uint8_t side, int lang,
                       struct arena *arena);

/* --- SOAP ------------------------------------------------------------------------------------ */

struct soap_line {
    int64_t at_s;
    int64_t seq;
    struct span text;
};

/* Generated from what was tapped, never typed: S is what the client said, O what was seen and
 * done, each in the order of record. A and P are the practitioner's own words (session_closed). */
struct soap {
    const struct soap_line *said, *seen;
    size_t n_said, n_seen;
};

struct soap_question {
    struct entry_list entries;
    struct id128 client, session;
    const struct atlas *atlas;
    int lang;
};

/* HF_FAILED when the arena is spent. */
HF_MUST_USE enum status soap_find(const struct soap_question *question, struct arena *arena,
                                  struct soap *ret, struct fault *why);

/* --- receipts -------------------------------------------------------------------------------- */

/* The exact words that an entry says somebody agreed to; "" when it holds none. */
struct span told_words(const struct entry *entry);

/* Plain text of one act: its exact words, then every field of what was recorded. A yes that was
 * passed on, or seen on paper, says so. */
HF_MUST_USE enum status receipt_text(const struct entry *entry, struct arena *arena,
                                     struct span *ret, struct fault *why);

/* --- reasons --------------------------------------------------------------------------------- */

enum source_kind {
    SOURCE_NONE,  /* the code says all: no screening, no session ... */
    SOURCE_EVENT, /* an entry of the client's chain */
    SOURCE_RULE,  /* a screening rule; `what` is its finding */
    SOURCE_HOUSE,
    SOURCE_CREDENTIAL,
    SOURCE_FINDING, /* one that no rule knows */
    SOURCE_POLICY,  /* the ceiling of the light */
};

/* Who could change it; the words are looked up by the reason's code (core/render/reasons.h). */
enum source_whom { WHOM_NOBODY, WHOM_CLIENT, WHOM_CLINICIAN, WHOM_OWNER, WHOM_WRITER };

struct reason_source {
    enum source_kind kind;
    struct span code;    /* "LIMIT:e41", as the decision has it */
    int64_t seq;         /* of the entry, 0 if it comes from none */
    int64_t when_s;      /* when it was said; 0 unknown */
    struct moment until; /* when it ends by itself */
    struct span by_role; /* who said it */
    struct span what;    /* finding, rule or credential */
    enum source_whom whom;
};

/* HF_FAILED when the arena is spent. */
HF_MUST_USE enum status reason_find_source(const struct facts *facts, const struct reason *reason,
                                           int64_t now_s, struct arena *arena,
                                           struct reason_source *ret, struct fault *why);

#endif
