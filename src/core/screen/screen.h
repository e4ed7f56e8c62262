/* core/screen/screen.h - (rules, answers, now) -> findings, with the question that made each one.
 *
 * Pure. Each rule is a FHIRPath expression over the effective QuestionnaireResponse, in which what
 * is not known carries the coding "unknown" (README.md). Silence never clears: a question that is
 * missing, or answered "I don't know", "I'd rather not say" or "I'd like to talk about this", puts
 * the finding on without an end. A wait with a known date ends when its last day is over in UTC;
 * with an unknown date it has no end. Free text is never a finding: it becomes a task for a person.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_SCREEN_SCREEN_H
#define HF_CORE_SCREEN_SCREEN_H

#include "core/form/answers.h"
#include "core/model/pack.h"

enum screen_cause {
    CAUSE_ANSWER, /* an answer says so */
    CAUSE_UNKNOWN /* nothing says otherwise: the careful reading */
};

struct screen_finding {
    struct span id;             /* as the event names it: "CI12", "CI12.arms" */
    const struct pack_row *row; /* words, level, source, mark */
    struct moment until;        /* not known: open, until a clinician ends it */
    enum screen_cause cause;
    uint32_t item;      /* the question, an index into the form */
    struct words rules; /* ids of the rules it switches on */
    bool whole_body;    /* one of them denies the whole body */
};

enum screen_task_kind {
    TASK_READ, /* free text, or a choice that no rule reads: a person has to */
    TASK_TALK  /* the client would like to talk about this question */
};

struct screen_task {
    enum screen_task_kind kind;
    uint32_t item;
};

struct screen_result {
    const struct screen_finding *findings; /* in the order of the pack: red flags first */
    uint32_t n_findings;
    const struct screen_task *tasks; /* in the order of the form */
    uint32_t n_tasks;
    const enum organ_answer *organs; /* one for each organ of the atlas */
    struct moment adult_at;          /* as stated: unverified until a person has seen evidence */
    bool holds_body;                 /* a finding denies the whole body: nothing can be planned */
};

/* The rules and the atlas ask only questions that the form has, with answers that it offers, and
 * every date they count from is a date. Every condition is true where nothing was answered, and
 * where one of its questions alone was not; false where nothing was asked; and on each answer as it
 * names it: so a slip in a path can't clear anybody. HF_INVALID names the row. Checked once, at the
 * start; leaves nothing in the arena. */
HF_MUST_USE enum status screen_fits(const struct screening *rules, const struct atlas *atlas,
                                    const struct form *form, struct arena *arena,
                                    struct fault *why);

/* `rules` must fit the form of the answers (see above). HF_FAILED when the arena is spent. */
HF_MUST_USE enum status screen(const struct screening *rules, const struct atlas *atlas,
                               const struct form_answers *answers, int64_t now_s,
                               struct arena *arena, struct screen_result *ret, struct fault *why);

/* The beginning of the 18th birthday in UTC; born on 29 February: 1 March. */
int64_t screen_adult_at(struct date born);

/* "stop", "clear with a clinician first" or "adapt". */
struct span screen_word(enum pack_level level);

#endif
