/* usecase/copy.c - gathers what a copy is made of, and signs that it goes out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy_inside.h"

#include "keep/ledger/access.h"
#include "keep/ledger/export.h"
#include "usecase/client_facts.h"
#include "usecase/view_me.h"

/* The practitioner's own notes are nobody's to hand out here: their keys are not used at all. */
enum { COPIED = COMPARTMENTS_OF_CLIENT & ~COMPARTMENT_BIT(COMPARTMENT_NOTES) };

/* --- the whole record ----------------------------------------------------------------------------
 */

struct gathering_copy {
    const struct copy_record *in;
    struct copy *copy;
};

static bool is_answered(const struct file_chain *chain, struct id128 asked)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->at[i].entry->action == ACTION_RECORD_ANSWERED &&
            id_equal(chain->at[i].entry->object, asked))
            return true;
    return false;
}

static bool wants_copy(const struct file_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const struct record_asked_content *said = chain->at[i].content;

        if (chain->at[i].entry->action == ACTION_RECORD_ASKED && said != NULL &&
            said->wish == WISH_COPY && !is_answered(chain, chain->at[i].entry->object))
            return true;
    }
    return false;
}

static struct span receipt_name(const struct ledger_receipt *receipt, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, 64);
    buf_lit(&out, "proof/receipt-");
    buf_put(&out, span_of(receipt->reference));
    buf_lit(&out, ".bin");
    return buf_view(&out);
}

static bool is_receipted(const struct copy *copy, const struct copy_line *line)
{
    const struct action *action = action_find(line->entry.action);

    return action != NULL && action->is_consent_act && !line->is_erased &&
           id_equal(line->entry.actor.id, copy->person.id);
}

/* The latest of the client's own acts. Who chose to have none finds none here either. */
static enum status take_receipts(struct ledger_tx *ltx, struct copy *copy, struct fault *why)
{
    enum status st = HF_OK;

    if (receipts_are_hidden(&copy->file))
        return HF_OK;
    for (size_t i = copy->n; st == HF_OK && i > 0 && copy->n_receipts < COPY_RECEIPTS_MOST; i--) {
        struct ledger_receipt receipt;

        if (!is_receipted(copy, &copy->lines[i - 1]))
            continue;
        st = ledger_receipt(ltx, copy->lines[i - 1].entry.seq, &receipt, why);
        if (st != HF_OK)
            break;
        copy->receipts[copy->n_receipts] =
            arena_copy(ltx->arena, span_at(receipt.bytes, receipt.len));
        copy->receipt_names[copy->n_receipts++] = receipt_name(&receipt, ltx->arena);
    }
    return st;
}

static enum status take_proof(struct ledger_tx *ltx, struct copy *copy, struct fault *why)
{
    struct vault_anchor where;
    enum status st = ledger_checkpoint(ltx, true, why); /* so that each hash in it is under one */

    if (st == HF_OK)
        st = ledger_where(ltx, &where, why);
    if (st != HF_OK)
        return st;
    copy->upto = where.size;
    return ledger_proof(ltx, copy->is_whole ? PROOF_OF_CLIENT : PROOF_OF_SIGNER, copy->person.id,
                        &copy->proof, why);
}

static enum status spent(struct fault *why)
{
    return fault_set(why, HF_FAILED, "request memory is spent");
}

static enum status gather_record(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct gathering_copy *g = arg;
    struct copy *copy = g->copy;
    struct keyring *reader = g->in->hand.keyring;
    struct practice_file house;
    struct ledger_list list;
    enum status st = practice_file_load(ltx, copy->practice, &house, why);

    copy->n = copy->erased = copy->sealed = copy->n_receipts = 0;
    if (st == HF_OK)
        st = client_file_beside(ltx, &house, reader, g->in->client, COPIED, &copy->file, why);
    if (st == HF_OK)
        st = ledger_load_part(ltx, reader, g->in->client, 0, &list, why);
    if (st != HF_OK)
        return st;
    if (!id_equal(keyring_who(reader)->person.id, copy->person.id) &&
        !wants_copy(&copy->file.chain))
        return fault_set(why, HF_CONFLICT, "nobody asked for a copy");
    copy->name = client_file_name(&copy->file);
    if (!copy_take_lines(copy, &list, ltx->arena))
        return spent(why);
    copy_mark_standing(copy, ltx->arena);
    st = take_receipts(ltx, copy, why);
    return st == HF_OK ? take_proof(ltx, copy, why) : st;
}

/* --- what somebody signed ------------------------------------------------------------------------
 */

/* Words of their own about themselves; whatever else they signed tells of others. */
static bool is_own_word(const struct copy *copy, const struct file_entry *e)
{
    const struct credential_stated_content *stated = e->content;

    if (e->content == NULL || !id_equal(e->entry->actor.id, copy->person.id))
        return false;
    if (e->entry->action == ACTION_CREDENTIAL_STATED)
        return id_equal(stated->practitioner, copy->person.id);
    return e->entry->action == ACTION_PROFESSION_SAID || e->entry->action == ACTION_RULE_REVIEWED;
}

static const struct file_entry *own_word(const struct copy *copy, uint64_t seq)
{
    const struct file_chain *chain = &copy->file.practice.chain;

    for (size_t i = 0; i < chain->count; i++)
        if (chain->at[i].entry->seq == seq && is_own_word(copy, &chain->at[i]))
            return &chain->at[i];
    return NULL;
}

static void take_signed(struct copy *copy, const struct ledger_entry *entry)
{
    const struct file_entry *word =
        id_is_zero(entry->client.id) ? own_word(copy, entry->seq) : NULL;

    copy->lines[copy->n++] = (struct copy_line){
        .entry = word == NULL ? *entry : *word->entry,
        .content = word == NULL ? NULL : word->content,
        .group = copy_group_of(entry->action),
    };
}

static enum status gather_entries(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct copy *copy = arg;
    struct ledger_entry *mine = NULL;
    size_t n = 0;
    enum status st = practice_file_load(ltx, copy->practice, &copy->file.practice, why);

    copy->n = 0;
    if (st == HF_OK)
        st = ledger_signed_by(ltx, copy->person, &mine, &n, why);
    if (st != HF_OK)
        return st;
    copy->name = client_file_who(&copy->file, copy->person);
    copy->lines = arena_array(ltx->arena, struct copy_line, n);
    if (copy->lines == NULL)
        return spent(why);
    for (size_t i = 0; i < n; i++)
        take_signed(copy, &mine[i]);
    return take_proof(ltx, copy, why);
}

/* --- the entry -----------------------------------------------------------------------------------
 */

struct signing {
    const struct hand *hand;
    const struct copy *copy;
};

/* By what goes out: the same copy made again is the same act. */
static enum status sign_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct signing *s = arg;
    const struct copy *copy = s->copy;
    struct copied_content content = {.entries = (int64_t)copy->n,
                                     .upto = (int64_t)copy->upto,
                                     .sums = span_at(copy->parcel.sums_hash, 32)};
    struct hand hand = *s->hand;
    struct client_id client = {copy->is_whole ? copy->person.id : (struct id128){{0}}};
    struct to_record record = {copy->is_whole ? ACTION_RECORD_COPIED : ACTION_ENTRIES_COPIED,
                               copy->person.id, &content};

    hand.request = request_for(hand.request, content.sums, 0);
    return client_append(ltx, &hand, 0, client, &record, 1, NULL, why);
}

static enum status make(const struct practice *practice, struct arena *arena,
                        const struct hand *hand, ledger_work *gather, void *arg, struct copy *copy,
                        struct fault *why)
{
    struct signing signing = {hand, copy};
    enum status st = keyring_who(hand->keyring)->kind == KEYRING_USER
                         ? HF_OK
                         : fault_set(why, HF_INVALID, "a copy goes to nobody's pass");

    if (st == HF_OK)
        st = ledger_transact(practice->ledger, practice->store, arena, gather, arg, why);
    if (st == HF_OK)
        st = copy_pack(copy, arena, why);
    return st == HF_OK ? ledger_transact(practice->ledger, practice->store, arena, sign_inside,
                                         &signing, why)
                       : st;
}

enum status copy_record(const struct practice *practice, struct arena *arena,
                        const struct copy_record *in, struct copy **ret, struct fault *why)
{
    struct copy *copy = arena_new(arena, struct copy);
    struct gathering_copy g = {in, copy};

    if (copy == NULL)
        return spent(why);
    copy->practice = practice;
    copy->is_whole = true;
    copy->person.id = in->client.id;
    copy->now_s = practice_now_s(practice);
    enum status st = make(practice, arena, &in->hand, gather_record, &g, copy, why);

    if (st == HF_OK)
        *ret = copy;
    return st;
}

enum status copy_entries(const struct practice *practice, struct arena *arena,
                         const struct hand *hand, struct copy **ret, struct fault *why)
{
    struct copy *copy = arena_new(arena, struct copy);

    if (copy == NULL)
        return spent(why);
    copy->practice = practice;
    copy->person = keyring_who(hand->keyring)->person;
    copy->now_s = practice_now_s(practice);
    enum status st = make(practice, arena, hand, gather_entries, copy, copy, why);

    if (st == HF_OK)
        *ret = copy;
    return st;
}

struct parcel *copy_parcel(struct copy *copy)
{
    return &copy->parcel;
}
