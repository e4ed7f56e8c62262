/* usecase/confirm.c - a yes that the client's own passkey confirms, for exactly these words.
 *
 * The passkey signs SHA-256 over a number that was asked once and over the act: client, plan, its
 * version, every yes in the words that are signed, the answers to what was told. So it can stand
 * for no other act, no other client and no other moment.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/buf.h"
#include "core/render/message.h"
#include "usecase/give.h"

#include <string.h>

enum { ACT_MOST = 64 * 1024, TEXT_MOST = 32 * 1024, LABEL = 19 };

static const char label[] = "holdfast/confirm/v1";
_Static_assert(sizeof label == LABEL + 1, "with its NUL");

/* --- the act ---------------------------------------------------------------------------------- */

/* Each yes of the page, by itself: what is a no is kept without any of this. */
static enum status yes_text(const struct give_work *work, struct arena *arena, struct span *ret,
                            struct fault *why)
{
    struct choice *choices = arena_array(arena, struct choice, work->ret->file.n_rows);
    struct chosen chosen;
    size_t n = 0;

    if (choices == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    size_t all = give_collect(work, choices, arena);

    for (size_t i = 0; i < all; i++)
        if (give_is_yes(choices[i].answer))
            choices[n++] = choices[i];
    struct choosing choosing = give_choosing(work, choices, n);
    enum status st = choice_record(&choosing, arena, &chosen, why);

    if (st == HF_OK)
        *ret = chosen.text;
    return st;
}

static enum status with_name(const struct give_work *work, struct span text, struct arena *arena,
                             struct span *ret, struct fault *why)
{
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    buf_put(&out, text);
    buf_byte(&out, '\n');
    buf_put(&out, message_words(MSG_consent_statement, work->in->lang));
    buf_byte(&out, ' ');
    buf_put(&out, span_trim(work->in->name));
    return buf_done(&out, ret, why);
}

/* Length before bytes: no two acts are the same text. */
static void put(struct buf *out, struct span part)
{
    buf_int(out, (int64_t)part.len);
    buf_byte(out, ':');
    buf_put(out, part);
}

static enum status hash_act(struct give_work *work, struct arena *arena, struct fault *why)
{
    const struct plan_file *plan = &work->ret->file.plan;
    struct buf out;
    struct span all;

    buf_init(&out, arena, ACT_MOST);
    put(&out, span_at(work->in->client.id.bytes, 16));
    put(&out, span_at(plan->plan.id.bytes, 16));
    buf_int(&out, (int64_t)plan->version);
    put(&out, work->ret->to_confirm);
    put(&out, work->in->never);
    for (size_t i = 0; i < work->in->answers.count; i++) {
        put(&out, work->in->answers.at[i].id);
        put(&out, work->in->answers.at[i].value);
    }
    enum status st = buf_done(&out, &all, why);

    if (st == HF_OK)
        vault_sha256(all, work->ret->act);
    return st;
}

static enum status look(struct give_work *work, struct arena *arena, struct fault *why)
{
    struct span text = SPAN("");
    enum status st = yes_text(work, arena, &text, why);

    if (st != HF_OK || text.len == 0)
        return st;
    st = with_name(work, text, arena, &work->ret->to_confirm, why);
    return st == HF_OK ? hash_act(work, arena, why) : st;
}

void confirm_challenge(const uint8_t nonce[32], const uint8_t act[32], uint8_t ret[32])
{
    uint8_t message[LABEL + 64];

    memcpy(message, label, LABEL);
    memcpy(message + LABEL, nonce, 32);
    memcpy(message + LABEL + 32, act, 32);
    vault_sha256(span_at(message, sizeof message), ret);
}

/* --- is it so? -------------------------------------------------------------------------------- */

/* HF_NOT_FOUND: not this act, not this client's, not a passkey that counts, or nobody asked. */
static enum status holds(struct ledger_tx *ltx, struct give_work *work, struct fault *why)
{
    const struct consent_confirm *confirm = &work->in->confirm;
    const struct keyring_who *who = keyring_who(work->in->hand.keyring);
    struct passkey_use use = *confirm->use;
    struct passkey_slot slot;

    if (who->kind != KEYRING_USER || !confirm->was_asked || work->ret->to_confirm.len == 0)
        return HF_NOT_FOUND;
    confirm_challenge(confirm->nonce, work->ret->act, use.ask.challenge);
    enum status st = passkey_recognise(ltx, work->practice, &use, &slot, why);

    if (st == HF_OK && !id_equal(slot.person.id, who->person.id))
        st = HF_NOT_FOUND;
    work->is_confirmed = st == HF_OK;
    return st;
}

static bool is_wanted(const struct give_work *work)
{
    const struct consent_confirm *confirm = &work->in->confirm;

    return (confirm->is_wanted || confirm->use != NULL) && work->ret->n_wrong == 0 &&
           work->ret->lacks == 0;
}

enum status confirm_judge(struct ledger_tx *ltx, struct give_work *work, struct fault *why)
{
    struct request_id *request = &work->own->hand.request;
    unsigned entries = (unsigned)work->ret->file.plan.facts.file.chain.count;

    if (!is_wanted(work))
        return HF_OK;
    enum status st = look(work, ltx->arena, why);

    if (st != HF_OK || (work->in->confirm.use == NULL && work->ret->to_confirm.len == 0))
        return st;
    st = work->in->confirm.use == NULL ? HF_NOT_FOUND : holds(ltx, work, why);
    if (st != HF_NOT_FOUND)
        return st;
    work->ret->lacks |= CONSENT_UNCONFIRMED;
    *request = request_for(*request, SPAN("unconfirmed"), entries);
    return HF_OK;
}

uint8_t confirm_begin(const struct give_work *work, uint16_t action)
{
    static const uint16_t covered[] = {ACTION_GRANT, ACTION_LIFT, ACTION_NEVER_SAID,
                                       ACTION_CHECKLIST_ANSWERED};
    struct keyring *keyring = work->in->hand.keyring;
    uint8_t proof = keyring_who(keyring)->proof;

    for (size_t i = 0; work->is_confirmed && i < sizeof covered / sizeof *covered; i++)
        if (covered[i] == action)
            keyring_set_proof(keyring, PROOF_PASSKEY);
    return proof;
}
