/* usecase/plan.h - a plan: drafted, checked step by step, proposed to the client, agreed.
 *
 * A draft has no consequence and may hold what nobody agreed to; what decide() says stands beside
 * each step. Only agreeing is an attempt: its refusals are entries.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PLAN_H
#define HF_USECASE_PLAN_H

#include "core/visit/checklist.h"
#include "core/visit/plan.h"
#include "usecase/client_facts.h"

enum { PLAN_STEPS_MOST = 32, PLAN_MINUTES_MOST = 120, PLAN_DOT = 2, PLAN_DOTS = 5 };

struct plan_step_check {
    const struct decision *decision; /* in plan mode */
    bool is_target;                  /* the atlas has this place, by this way */
    bool is_offered;                 /* the client said that this place is there (organs) */
    bool is_waiting; /* nothing stands in the way but that the client has not said yes yet */
    bool is_denied;  /* any of these: it can't be agreed */
};

struct plan_file {
    struct client_facts facts;
    bool is_there; /* false: there is no plan; all below is empty */
    struct plan_id plan;
    uint64_t version;
    const struct plan_drafted_content *said;
    bool is_proposed, is_agreed;          /* this very version */
    const struct plan_step_check *checks; /* one for each step */
    size_t n_denied;
    struct checklist_state checklist; /* what the record of this consent holds, and lacks */
    bool may_agree;                   /* no step is denied, and the checklist is whole */
    const enum organ_answer *organs;  /* one for each organ of the atlas */
};

/* The present plan: the last one drafted and not dropped. An agreed one stays for the next session;
 * one that nobody agreed to ends with the next that begins. */
HF_MUST_USE enum status view_plan(const struct practice *practice, struct arena *arena,
                                  struct keyring *reader, struct client_id client,
                                  struct plan_file *ret, struct fault *why);

enum plan_change {
    PLAN_FROM_PACK = 1, /* every step of a way of working that this client has the place for; after
                           an agreed plan it begins another one */
    PLAN_ADD,
    PLAN_REMOVE,
    PLAN_LOWER, /* to the ceiling that decide() gives */
    PLAN_DROP,
};
struct draft_plan {
    struct hand hand;
    struct client_id client;
    enum plan_change change;
    struct span pack;      /* PLAN_FROM_PACK: id of the modality */
    struct step_said step; /* PLAN_ADD: access is found from the region */
    size_t number;         /* PLAN_REMOVE, PLAN_LOWER: from 1 */
};
/* `ret`: as it stands afterwards, checked. HF_INVALID names the field that does not fit ("region",
 * "technique", "dots", "minutes", "step", "pack"); HF_CONFLICT: another intent than the plan's, or
 * too many steps. */
HF_MUST_USE enum status draft_plan(const struct practice *practice, struct arena *arena,
                                   const struct draft_plan *in, struct plan_file *ret,
                                   struct fault *why);

/* The practitioner's part of the checklist, as one whole; it replaces what was said before. What is
 * left blank is kept as not said. `ret`: as it stands afterwards. HF_INVALID names the question
 * whose answer is none, or too long; HF_CONFLICT: there is no plan. */
struct say_terms {
    struct hand hand;
    struct client_id client;
    struct checklist_answers answers;
};
enum { TERMS_VALUE_MOST = 1000 };
HF_MUST_USE enum status say_terms(const struct practice *practice, struct arena *arena,
                                  const struct say_terms *in, struct plan_file *ret,
                                  struct fault *why);

/* What this practitioner said of the client's plan before, to begin from: own words only, never an
 * answer to a choice. "" when there is nothing. */
struct span terms_before(const struct plan_file *plan, struct span ask);

/* Asks the client about this version. HF_CONFLICT: there is nothing to propose, or the
 * practitioner's part of the checklist is not whole. */
struct propose_consent {
    struct hand hand;
    struct client_id client;
};
HF_MUST_USE enum status propose_consent(const struct practice *practice, struct arena *arena,
                                        const struct propose_consent *in, struct fault *why);

/* `ret->is_agreed` tells whether it is agreed now; if not, the refusal is on record and `checks`
 * say why. HF_CONFLICT: there is no plan. */
struct agree_plan {
    struct hand hand;
    struct client_id client;
    int lang; /* enum message_lang, of the words that are agreed to */
};
HF_MUST_USE enum status agree_plan(const struct practice *practice, struct arena *arena,
                                   const struct agree_plan *in, struct plan_file *ret,
                                   struct fault *why);

/* --- for other use cases --------------------------------------------------------------------- */

/* The same from a file that is loaded. */
HF_MUST_USE enum status plan_of(const struct practice *practice, const struct client_file *file,
                                struct person_id reader, struct arena *arena, struct plan_file *ret,
                                struct fault *why);

/* The checklist of any plan of this client. `fresh`: answers of the client not recorded yet. */
HF_MUST_USE enum status plan_checklist(const struct practice *practice,
                                       const struct client_file *file, struct id128 plan,
                                       const struct plan_drafted_content *said,
                                       struct checklist_answers fresh, struct arena *arena,
                                       struct checklist_state *ret, struct fault *why);

/* What the client said about each organ of the atlas; silence where nothing was said. NULL when
 * the arena is spent. */
const enum organ_answer *plan_organs(const struct practice *practice,
                                     const struct client_file *file, struct arena *arena);

/* Puts a try at a plan whose checklist is not whole on record, once; nothing when it is whole. It
 * is about no step: the plan as a whole. */
HF_MUST_USE enum status plan_refuse_checklist(struct ledger_tx *ltx, const struct hand *hand,
                                              struct client_id client, struct plan_id plan,
                                              enum attempt attempt,
                                              const struct plan_drafted_content *said,
                                              const struct checklist_state *checklist,
                                              const struct client_file *file, struct fault *why);

/* May this client's plan name this region? By its own access, never what is never a target, and
 * only what the client said is there. */
bool plan_may_name(const struct atlas *atlas, const enum organ_answer *organs, uint32_t region);

/* Pressure as one of five dots, rounded up; 0 for none. */
uint8_t plan_dots(int64_t pressure);

/* A step in one line, as it is read back and agreed to. Empty when the arena is spent. */
struct span plan_step_words(const struct practice *practice, const struct step_said *step,
                            size_t number, int lang, struct arena *arena);

#endif
