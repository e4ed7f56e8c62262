/* usecase/view_fingerprints.c - whose keys are whose, as words.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/access.h"
#include "usecase/practice.h"

struct words_work {
    const struct person_id *people;
    size_t n;
    char (*at)[FINGERPRINT_TEXT];
};

static enum status words_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct words_work *work = arg;
    struct keyring_who who;
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < work->n; i++) {
        work->at[i][0] = '\0';
        st = ledger_certified(ltx, work->people[i], &who, why);
        if (st == HF_OK)
            fingerprint_words(who.sign_pub, work->at[i]);
        st = st == HF_NOT_FOUND ? HF_OK : st;
    }
    return st;
}

enum status view_fingerprints(const struct practice *practice, struct arena *arena,
                              const struct person_id *people, size_t n, struct fingerprints *ret,
                              struct fault *why)
{
    struct words_work work = {people, n, arena_alloc(arena, n, FINGERPRINT_TEXT)};

    if (work.at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st =
        ledger_read(practice->ledger, practice->store, arena, words_inside, &work, why);

    if (st == HF_OK)
        *ret = (struct fingerprints){(const char(*)[FINGERPRINT_TEXT])work.at, n};
    return st;
}
