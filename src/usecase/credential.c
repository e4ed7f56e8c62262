/* usecase/credential.c - stating, certifying and ending what somebody is trained for.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/practice.h"

struct credential_work {
    const struct practice *practice;
    const void *in;
    struct id128 *ret;
};

static enum status append(struct ledger_tx *ltx, const struct hand *hand, uint16_t action,
                          struct id128 object, const void *content, struct fault *why)
{
    struct ledger_write write = {.action = action, .object = object, .object_version = 1};
    enum status st = content_encode(action, content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, hand, 0, write, NULL, why);
}

/* The id comes from the request, so that the same form sent twice states one thing. */
static enum status state_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct credential_work *work = arg;
    const struct state_credential *in = work->in;
    struct credential_stated_content said = in->said;

    said.practitioner = keyring_who(in->hand.keyring)->person.id;
    *work->ret = request_nth(in->hand.request, 1).id;
    return append(ltx, &in->hand, ACTION_CREDENTIAL_STATED, *work->ret, &said, why);
}

static enum status check_stated(const struct credential_stated_content *said, struct fault *why)
{
    if (said->title.len == 0)
        return fault_set(why, HF_INVALID, "what");
    if (said->evidence.len == 0)
        return fault_set(why, HF_INVALID, "evidence");
    if (said->scopes.count == 0)
        return fault_set(why, HF_INVALID, "scope");
    if (said->from.known && said->until.known && said->until.utc_s <= said->from.utc_s)
        return fault_set(why, HF_INVALID, "until");
    return HF_OK;
}

enum status state_credential(const struct practice *practice, struct arena *arena,
                             const struct state_credential *in, struct id128 *ret,
                             struct fault *why)
{
    struct credential_work work = {practice, in, ret};
    enum status st = check_stated(&in->said, why);

    return st != HF_OK ? st
                       : ledger_transact(practice->ledger, practice->store, arena, state_inside,
                                         &work, why);
}

/* HF_NOT_FOUND: no such credential. HF_CONFLICT: it has ended. */
static enum status find(struct ledger_tx *ltx, const struct practice *practice, struct id128 id,
                        const struct practice_credential **ret, struct fault *why)
{
    struct practice_file *file = arena_new(ltx->arena, struct practice_file);

    if (file == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = practice_file_load(ltx, practice, file, why);

    if (st != HF_OK)
        return st;
    *ret = practice_file_credential(file, id);
    if (*ret == NULL)
        return fault_set(why, HF_NOT_FOUND, "there is no such credential");
    return HF_OK;
}

static enum status certify_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct credential_work *work = arg;
    const struct certify_credential *in = work->in;
    struct credential_certified_content content = {in->credential, in->seen};
    const struct practice_credential *c;
    enum status st = find(ltx, work->practice, in->credential, &c, why);

    if (st != HF_OK)
        return st;
    if (id_equal(c->said->practitioner, keyring_who(in->hand.keyring)->person.id))
        return fault_set(why, HF_CONFLICT, "somebody else has to see the evidence");
    if (c->revoked_s != 0)
        return fault_set(why, HF_CONFLICT, "this credential has ended");
    return append(ltx, &in->hand, ACTION_CREDENTIAL_CERTIFIED, in->credential, &content, why);
}

enum status certify_credential(const struct practice *practice, struct arena *arena,
                               const struct certify_credential *in, struct fault *why)
{
    struct credential_work work = {practice, in, NULL};

    if (in->seen.len == 0)
        return fault_set(why, HF_INVALID, "seen");
    return ledger_transact(practice->ledger, practice->store, arena, certify_inside, &work, why);
}

static enum status end_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct credential_work *work = arg;
    const struct end_credential *in = work->in;
    struct credential_revoked_content content = {in->credential, in->reason};
    const struct practice_credential *c;
    enum status st = find(ltx, work->practice, in->credential, &c, why);

    return st != HF_OK
               ? st
               : append(ltx, &in->hand, ACTION_CREDENTIAL_REVOKED, in->credential, &content, why);
}

enum status end_credential(const struct practice *practice, struct arena *arena,
                           const struct end_credential *in, struct fault *why)
{
    struct credential_work work = {practice, in, NULL};

    return ledger_transact(practice->ledger, practice->store, arena, end_inside, &work, why);
}
