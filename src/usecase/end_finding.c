/* usecase/end_finding.c - a clinician says that a finding is over, and by what they know it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/screening.h"

enum { SOURCE_MOST = 400 }; /* finding_set_content */

struct end_work {
    const struct practice *practice;
    const struct end_finding *in;
};

static bool stands(const struct screening_file *file, struct span finding)
{
    for (size_t i = 0; i < file->n_standing; i++)
        if (span_equal(file->standing[i].finding, finding))
            return true;
    return false;
}

static enum status write_end(struct ledger_tx *ltx, const struct end_finding *in, struct fault *why)
{
    struct finding_set_content content = {.finding = in->finding, .state = STATE_OFF};
    struct to_record record = {ACTION_FINDING_SET, in->client.id, &content};
    struct buf source;

    buf_init(&source, ltx->arena, SOURCE_MOST);
    buf_put(&source, in->document);
    buf_lit(&source, ": ");
    buf_put(&source, in->reason);
    enum status st = buf_done(&source, &content.source, why);

    if (st != HF_OK)
        return fault_set(why, HF_INVALID, "reason");
    return client_append(ltx, &in->hand, 0, in->client, &record, 1, NULL, why);
}

/* Nobody clears the way for their own work. */
static bool is_own_client(const struct client_file *file, const struct keyring *author)
{
    return id_equal(file->practitioner.id, keyring_who(author)->person.id);
}

/* What the present answers say stands again at the next review: only the client's answer ends it.
 */
static enum status end_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct end_work *work = arg;
    const struct end_finding *in = work->in;
    struct screening_file file;
    struct client_facts facts;
    enum status st = client_facts_load(ltx, work->practice, in->hand.keyring, in->client,
                                       keyring_who(in->hand.keyring)->person, &facts, why);

    if (st == HF_OK)
        st = screening_of(work->practice, &facts, ltx->arena, &file, why);
    if (st == HF_OK && is_own_client(&facts.file, in->hand.keyring))
        return fault_set(why, HF_INVALID, "clinician");
    if (st != HF_OK || client_file_written(&facts.file, in->hand.request) != NULL)
        return st;
    return stands(&file, in->finding) ? write_end(ltx, in, why)
                                      : fault_set(why, HF_CONFLICT, "this finding does not stand");
}

enum status end_finding(const struct practice *practice, struct arena *arena,
                        const struct end_finding *in, struct fault *why)
{
    struct end_finding own = *in;
    struct end_work work = {practice, &own};

    /* Another finding, or other words, from the same page are another act. */
    own.hand.request = request_for(own.hand.request, in->finding, 0);
    own.hand.request = request_for(own.hand.request, in->document, 1);
    own.hand.request = request_for(own.hand.request, in->reason, 2);
    if ((keyring_who(in->hand.keyring)->roles & ROLE_CLINICIAN) == 0)
        return fault_set(why, HF_INVALID, "clinician");
    if (in->document.len == 0)
        return fault_set(why, HF_INVALID, "document");
    if (in->reason.len == 0)
        return fault_set(why, HF_INVALID, "reason");
    return ledger_transact(practice->ledger, practice->store, arena, end_inside, &work, why);
}
