/* core/decide/decide.h - may this be done now? decide(facts, act, now) -> decision (S0-S19).
 *
 * Pure and total: the same question and facts give the same decision; no clock, no memory of its
 * own, nothing kept. Deny by default, revocation immediate, the most protective rule wins, every
 * reason given. The rules' numbers are those of docs/decision.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_DECIDE_H
#define HF_CORE_DECIDE_DECIDE_H

#include "core/model/facts.h"

enum verdict { VERDICT_DENY, VERDICT_CONDITIONAL, VERDICT_PERMIT };

/* In code-unit order of their words: the order of a decision's reasons (S19). */
enum reason_code {
    REASON_AGE_UNVERIFIED,
    REASON_BAD_ACT,
    REASON_CAPACITY_IMPAIRED,
    REASON_CAPACITY_UNKNOWN,
    REASON_CHECKIN_STALE,
    REASON_CONTRA,
    REASON_CRED_EXPIRED,
    REASON_CRED_NOT_YET,
    REASON_CRED_REVOKED,
    REASON_EXPIRED,
    REASON_HOUSE,
    REASON_LIMIT,
    REASON_MAYBE,
    REASON_MINOR,
    REASON_NOT_YET, /* 'T' stands before '_' */
    REASON_NO_GRANT,
    REASON_NO_SESSION,
    REASON_OUT_OF_SCOPE,
    REASON_PREDATES,
    REASON_PRESSURE,
    REASON_REFLECTION,
    REASON_REPLACED,
    REASON_REVOKED,
    REASON_SCREENING_MISSING,
    REASON_SCREENING_STALE,
    REASON_SIGNAL_NONE,
    REASON_SIGNAL_RED,
    REASON_SIGNAL_STOP,
    REASON_UNKNOWN_EVENT,
    REASON_UNKNOWN_FINDING,
    REASON_UNKNOWN_PRACTITIONER,
    REASON_UNKNOWN_REGION,
    REASON_VOID,
    REASON_YELLOW_SENSITIVE,
    REASON_COUNT,
};

/* `id` names the event, rule, credential or finding; empty where the code says all. */
struct reason {
    enum reason_code code;
    struct span id;
};

/* Sorted by code unit, without duplicates; lists live in the workspace, ids and words borrow from
 * the facts. `conditional` means not now: it becomes permit when all of `missing` is attested. */
struct decision {
    enum verdict verdict;
    const struct reason *reasons;
    size_t reason_count;
    struct words conditions, missing, basis;
    int64_t ceiling; /* pressure, at most 10 */
};

struct workspace; /* scratch and results of one decision at a time */

/* Room for every decision on these facts, or on the same facts with fewer events; NULL when the
 * arena is spent. The facts are checked (facts_check). */
struct workspace *workspace_new(const struct facts *facts, struct arena *arena);

/* `*ret` is valid until the workspace is used again. An act that is not whole is BAD_ACT, judged
 * before the facts are looked at. */
void decide(const struct facts *facts, const struct act *act, int64_t now_s,
            struct workspace *workspace, struct decision *ret);

/* Every step of a plan, each as decide() answers it, by the folded form (folded.h); `ret` has room
 * for `count` and lives as long as the arena. HF_FAILED when the arena is spent. */
HF_MUST_USE enum status decide_plan(const struct facts *facts, const struct act *acts, size_t count,
                                    int64_t now_s, struct arena *arena, struct decision *ret,
                                    struct fault *why);

/* "permit", "conditional", "deny" */
struct span verdict_word(enum verdict verdict);

/* "NO_GRANT"; where an id follows, with its colon: "REVOKED:". */
struct span reason_word(const struct reason *reason);

bool decision_has(const struct decision *decision, enum reason_code code);

#endif
