/* usecase/give_clearance.c - one rule does not stand in the way for a time.
 *
 * Whether it counts is decided when facts are made: a clinician's own key, or, where the policy
 * lets practitioners, a letter with writer, date and end.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/screening.h"

struct clearance_work {
    const struct practice *practice;
    const struct give_clearance *in;
};

static enum status clearance_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct clearance_work *work = arg;
    const struct give_clearance *in = work->in;
    struct to_record record = {ACTION_CLEARANCE_GIVEN, in->client.id, &in->said};
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, in->hand.keyring, in->client, &file, why);

    if (st != HF_OK || client_file_written(&file, in->hand.request) != NULL)
        return st;
    return client_append(ltx, &in->hand, 0, in->client, &record, 1, NULL, why);
}

static const struct rule *rule_of(const struct screening *screening, struct span id)
{
    for (uint32_t i = 0; i < screening->n_rules; i++)
        if (span_equal(screening->rules[i].id, id))
            return &screening->rules[i];
    return NULL;
}

static enum status check(const struct practice *practice, const struct give_clearance *in,
                         struct fault *why)
{
    const struct clearance_given_content *said = &in->said;
    const struct rule *rule = rule_of(practice->knowledge->screening, said->rule);
    bool is_clinician = (keyring_who(in->hand.keyring)->roles & ROLE_CLINICIAN) != 0;

    if (rule == NULL)
        return fault_set(why, HF_INVALID, "rule");
    if (!rule->clearable)
        return fault_set(why, HF_CONFLICT, "this rule can't be cleared");
    if (!said->until.known || said->until.utc_s <= practice_now_s(practice))
        return fault_set(why, HF_INVALID, "until");
    if (!is_clinician && said->letter_by.len == 0)
        return fault_set(why, HF_INVALID, "letter_by");
    if (!is_clinician && said->letter_date.len == 0)
        return fault_set(why, HF_INVALID, "letter_date");
    return HF_OK;
}

/* Another letter from the same page is another act. */
static struct request_id own_request(const struct give_clearance *in)
{
    const struct clearance_given_content *said = &in->said;
    struct request_id request =
        request_for(in->hand.request, said->rule, (unsigned)said->until.utc_s);

    request = request_for(request, said->letter_by, (unsigned)said->from.utc_s);
    request = request_for(request, said->letter_date, said->letter_kept);
    return request_for(request, said->note, 0);
}

enum status give_clearance(const struct practice *practice, struct arena *arena,
                           const struct give_clearance *in, struct fault *why)
{
    struct give_clearance own = *in;
    struct clearance_work work = {practice, &own};

    own.hand.request = own_request(in);
    enum status st = check(practice, in, why);

    return st != HF_OK ? st
                       : ledger_transact(practice->ledger, practice->store, arena, clearance_inside,
                                         &work, why);
}
