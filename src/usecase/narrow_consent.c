/* usecase/narrow_consent.c - smaller at once, without a question; and the way back from "all no".
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/visit/told.h"
#include "knowledge/knowledge.h"
#include "usecase/consent.h"

struct narrow_work {
    const struct practice *practice;
    struct narrow_consent *in;
};

static const struct span asked_words[] = {SPAN_INIT("client:asked")};

static enum status append(struct ledger_tx *ltx, const struct hand *by, unsigned n,
                          struct client_id client, const struct to_record *record,
                          struct fault *why)
{
    const struct entry said = {.action = record->action, .content = record->content};
    struct span words = told_words(&said);
    struct hand hand = *by;

    if (words.len > 0)
        vault_sha256(words, hand.text_hash);
    return client_append(ltx, &hand, n, client, record, 1, NULL, why);
}

/* --- ask me each time ------------------------------------------------------------------------ */

static enum status ask_each_time(struct ledger_tx *ltx, const struct narrow_work *work,
                                 struct fault *why)
{
    const struct narrow_consent *in = work->in;
    const struct message_arg args[] = {
        message_arg("where", told_place(work->practice->knowledge->atlas, in->region, in->side,
                                        in->lang, ltx->arena))};
    struct limit_content limit = {
        .scope = {.region = in->region, .side = in->side},
        .conditions = {asked_words, 1},
        .language = SPAN("en"),
        .words = message_fill(ltx->arena, MSG_told_ask_now, in->lang, args, 1)};
    struct to_record record = {.action = ACTION_LIMIT, .content = &limit};

    return append(ltx, &in->hand, 0, in->client, &record, why);
}

/* --- no -------------------------------------------------------------------------------------- */

static struct choice no_to(const struct narrow_work *work, struct arena *arena)
{
    const struct atlas *atlas = work->practice->knowledge->atlas;
    uint32_t region = atlas_find(atlas, work->in->region);
    bool inside = region != ATLAS_NONE && atlas->regions[region].internal;

    return (struct choice){
        .region = work->in->region,
        .side = work->in->side,
        .access = inside ? ACCESS_INTERNAL : ACCESS_EXTERNAL,
        .answer = CHOICE_NO,
        .where = told_place(atlas, work->in->region, work->in->side, work->in->lang, arena)};
}

static enum status say_no(struct ledger_tx *ltx, const struct narrow_work *work,
                          const struct client_facts *facts, struct fault *why)
{
    struct choice choice = no_to(work, ltx->arena);
    struct choosing choosing = {.in = &facts->gathering,
                                .choices = &choice,
                                .count = 1,
                                .language = SPAN("en"),
                                .lang = work->in->lang,
                                .now_s = facts->now_s};
    struct chosen chosen;
    enum status st = work->in->to == NARROW_ALL_NO
                         ? choice_no_to_all(&choosing, ltx->arena, &chosen, why)
                         : choice_record(&choosing, ltx->arena, &chosen, why);

    for (size_t i = 0; st == HF_OK && i < chosen.record.count; i++)
        st = append(ltx, &work->in->hand, (unsigned)i, work->in->client, &chosen.record.at[i], why);
    return st;
}

/* Something was allowed since: the no that is said now is not the one from before it. */
static bool is_widened_since(const struct client_file *file, const struct ledger_entry *said)
{
    for (size_t i = file->chain.count; i > 0 && file->chain.at[i - 1].entry->seq > said->seq; i--) {
        uint16_t action = file->chain.at[i - 1].entry->action;

        if (action == ACTION_LIFT || action == ACTION_GRANT)
            return true;
    }
    return false;
}

/* No no is lost to a request id that was used: another place is another act, and so is the same no
 * once more after it was taken back. True: this very act was done. */
static bool is_said(const struct client_file *file, struct hand *hand)
{
    const struct ledger_entry *said = client_file_written(file, hand->request);

    if (said == NULL || !is_widened_since(file, said))
        return said != NULL;
    hand->request = request_for(hand->request, SPAN("once more"), (unsigned)file->chain.count);
    return false;
}

static enum status narrow_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct narrow_work *work = arg;
    struct narrow_consent *in = work->in;
    struct client_facts facts;

    ltx->in_passing = true; /* smaller never waits */
    enum status st = client_facts_load(ltx, work->practice, in->hand.keyring, in->client,
                                       (struct person_id){{{0}}}, &facts, why);

    if (st != HF_OK || is_said(&facts.file, &in->hand))
        return st;
    if (in->to != NARROW_ALL_NO &&
        atlas_find(work->practice->knowledge->atlas, in->region) == ATLAS_NONE)
        return fault_set(why, HF_INVALID, "region");
    return in->to == NARROW_ASK ? ask_each_time(ltx, work, why) : say_no(ltx, work, &facts, why);
}

enum status narrow_consent(const struct practice *practice, struct arena *arena,
                           const struct narrow_consent *in, struct fault *why)
{
    struct narrow_consent own = *in;
    struct narrow_work work = {practice, &own};
    unsigned what = (unsigned)in->to << 8 | in->side;

    own.hand.request = request_for(in->hand.request, in->region, what);
    return ledger_transact(practice->ledger, practice->store, arena, narrow_inside, &work, why);
}

/* --- back from "everything no" --------------------------------------------------------------- */

struct reopen_work {
    const struct practice *practice;
    const struct reopen_consent *in;
};

/* Without this, every yes from before the no would stand again. */
static enum status revoke_all(struct ledger_tx *ltx, const struct reopen_work *work,
                              struct span root, struct fault *why)
{
    struct revoke_content revoke = {.scope = {.region = root, .side = SIDE_BOTH},
                                    .language = SPAN("en"),
                                    .words = message_words(MSG_told_none_stands, work->in->lang)};
    struct to_record record = {.action = ACTION_REVOKE, .content = &revoke};

    return append(ltx, &work->in->hand, 0, work->in->client, &record, why);
}

static enum status lift_all(struct ledger_tx *ltx, const struct reopen_work *work,
                            const struct client_file *file, struct fault *why)
{
    const struct atlas_region *root = &work->practice->knowledge->atlas->regions[0];
    const struct entry *no = consent_standing_limit(file, root->id, SIDE_BOTH, false);
    const struct message_arg args[] = {message_arg("where", root->plain.en)};
    struct lift_content lift = {
        .given = {.how = GIVEN_OWN_DEVICE},
        .language = SPAN("en"),
        .words = message_fill(ltx->arena, MSG_told_lifted, work->in->lang, args, 1)};
    struct to_record record = {.action = ACTION_LIFT, .content = &lift};

    if (no == NULL)
        return HF_OK;
    lift.target = no->object;
    enum status st = revoke_all(ltx, work, root->id, why);

    return st == HF_OK ? append(ltx, &work->in->hand, 1, work->in->client, &record, why) : st;
}

static enum status reopen_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct reopen_work *work = arg;
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, work->in->hand.keyring, work->in->client, &file, why);

    if (st != HF_OK || client_file_written(&file, work->in->hand.request) != NULL)
        return st;
    if (client_file_in_session(&file))
        return fault_set(why, HF_CONFLICT, "nothing is widened during a session");
    return lift_all(ltx, work, &file, why);
}

enum status reopen_consent(const struct practice *practice, struct arena *arena,
                           const struct reopen_consent *in, struct fault *why)
{
    struct reopen_work work = {practice, in};

    if (!id_equal(keyring_who(in->hand.keyring)->person.id, in->client.id))
        return fault_set(why, HF_CONFLICT, "only the client takes a no back");
    if (keyring_who(in->hand.keyring)->proof < PROOF_OWN_DEVICE)
        return fault_set(why, HF_CONFLICT, "only on the client's own device");
    return ledger_transact(practice->ledger, practice->store, arena, reopen_inside, &work, why);
}
