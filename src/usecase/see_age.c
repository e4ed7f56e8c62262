/* usecase/see_age.c - somebody of the practice looked at a document with the date of birth.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/screening.h"

struct age_work {
    const struct practice *practice;
    const struct see_age *in;
    int64_t adult_at_s;
};

static enum status age_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct age_work *work = arg;
    const struct see_age *in = work->in;
    struct client_file file;
    struct identity_set_content content = {.born = in->born,
                                           .adult_at = {true, work->adult_at_s},
                                           .age_evidence = AGE_DOCUMENT_SEEN,
                                           .document = in->document};
    struct to_record record = {ACTION_IDENTITY_SET, in->client.id, &content};
    enum status st =
        client_file_load(ltx, work->practice, in->hand.keyring, in->client, &file, why);

    if (st != HF_OK || client_file_written(&file, in->hand.request) != NULL)
        return st;
    if (file.identity != NULL) {
        content.name = file.identity->name;
        content.pronoun = file.identity->pronoun;
    }
    return client_append(ltx, &in->hand, 0, in->client, &record, 1, NULL, why);
}

enum status see_age(const struct practice *practice, struct arena *arena, const struct see_age *in,
                    struct fault *why)
{
    struct see_age own = *in;
    struct age_work work = {practice, &own, 0};
    struct date born;

    /* Another date, or another document, from the same page is another act. */
    own.hand.request = request_for(own.hand.request, in->born, 0);
    own.hand.request = request_for(own.hand.request, in->document, 1);

    if (!date_parse(in->born, &born) ||
        date_to_days(born) * HF_SECONDS_PER_DAY > practice_now_s(practice))
        return fault_set(why, HF_INVALID, "born");
    if (in->document.len == 0)
        return fault_set(why, HF_INVALID, "document");
    work.adult_at_s = screen_adult_at(born);
    return ledger_transact(practice->ledger, practice->store, arena, age_inside, &work, why);
}
