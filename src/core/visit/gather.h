/* core/visit/gather.h - from records to facts: makes `by`, `signed` and `at` of the decision true.
 *
 * Pure: entries, knowledge and a question's practitioner go in, checked facts come out. Whatever
 * can't be read is read the most protective way: an unreadable restriction matches everything, an
 * unreadable grant covers nothing, unknown actions deny (S18), other knowledge than the adopted one
 * denies. Event ids are "e" and the entry's seq ("e41", or "e41.2" when one entry says several
 * things), so that a reason leads back to its entry.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_GATHER_H
#define HF_CORE_VISIT_GATHER_H

#include "core/model/law.h"
#include "core/model/measure.h"
#include "core/visit/entry.h"

/* What this program carries, and the hashes of its bytes (made above the tideline). */
struct carried_packs {
    const struct atlas *atlas;
    const struct screening *screening;
    const struct house_policy *policy;
    const struct measures *measures; /* NULL: another world, where an answer to one denies */
    const struct law *law;           /* NULL: another world than ours, where no law is known */
    struct span atlas_hash;
    struct pack_list packs;
};

struct gathering {
    struct id128 client;
    struct id128 practitioner;           /* of the act that will be asked about; zero: none yet */
    struct entry_list practice, entries; /* both chains, in the order of record */
    const struct carried_packs *knowledge;
    bool is_clock_behind; /* gather_now_s */
    bool is_older_copy;   /* what was said last may be missing: nobody knows what is in force */
};

/* The ids of the events that deny: the knowledge is not the adopted one, or a word of the house
 * can't be read; the clock is behind; the data is an older copy. */
#define GATHER_RULES_MISSING "rules_missing"
#define GATHER_UNREADABLE    "house_unreadable"
#define GATHER_CLOCK_BEHIND  "clock_behind"
#define GATHER_OLDER_COPY    "older_copy"

/* The moment to decide at. Entries never go back in time, the machine's clock may: what was said
 * last would not exist yet (S6). So it is never before the last entry of either chain; and a clock
 * that is further behind than a small slip tells nothing of how old a Good or a yes is:
 * `*ret_is_behind`, everything is denied until it is there again. */
int64_t gather_now_s(const struct gathering *in, int64_t clock_s, bool *ret_is_behind);

/* Checked facts in `arena`. HF_FAILED when it is spent; HF_INVALID when the records do not make
 * facts (too many events): the caller then denies. */
HF_MUST_USE enum status facts_gather(const struct gathering *in, struct arena *arena,
                                     struct facts *ret, struct fault *why);

/* The entry that a reason or basis id speaks of: "e41" and "e41.2" are seq 41; 0 if it is none. */
int64_t gather_seq_of(struct span id);

/* The entry with which the owner last took other screening rules, or another intake, than before,
 * or made one stricter or took that back, or with which the practice went on from an older copy;
 * its seq, 0 before any. Reviews from before it count no more: they were made of other findings. */
int64_t gather_rules_since(struct entry_list practice);

/* When a grant ends: its own end, or the house's time for grants after it was given. */
int64_t gather_grant_end(const struct gathering *in, int64_t at_s, struct moment until);

/* Who the practice says it is: the first founding entry; NULL before it. */
const struct practice_founded_content *gather_practice(struct entry_list practice);

#endif
