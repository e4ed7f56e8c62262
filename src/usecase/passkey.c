/* usecase/passkey.c - see passkey.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/passkey.h"

#include "core/model/content.h"
#include "usecase/prove.h"

#include <string.h>

enum { KEPT = 1, ENDED = 2 }; /* the object's version in entries 44 and 192 */

/* --- does it hold? --------------------------------------------------------------------------- */

static struct passkey passkey_of(const struct passkey_slot *slot)
{
    struct passkey passkey = {
        .id_len = slot->id_len,
        .algorithm = (int)slot->algorithm,
        .key_len = slot->key_len,
        .count = slot->count,
    };

    memcpy(passkey.id, slot->id, slot->id_len);
    memcpy(passkey.key, slot->key, slot->key_len);
    return passkey;
}

struct said {
    struct id128 fingerprint;
    struct person_id person;
    uint64_t version; /* of the last entry about it; 0: none */
};

static void hear(const struct ledger_list *list, uint16_t action, struct said *said)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct ledger_entry *e = &list->items[i].entry;

        if (e->action == action && id_equal(e->actor.id, said->person.id) &&
            id_equal(e->object, said->fingerprint))
            said->version = e->object_version;
    }
}

/* Says the person's own entry that this passkey counts? The practice's people say it on its chain,
 * a client on their own. Who signed what stands in the open; no content is read. */
static enum status is_certified(struct ledger_tx *ltx, const struct practice *practice,
                                const struct passkey_slot *slot, struct fault *why)
{
    const struct {
        struct client_id chain;
        uint16_t action;
    } places[] = {{{{{0}}}, ACTION_PASSKEY_KEPT}, {{slot->person.id}, ACTION_CLIENT_PASSKEY_KEPT}};
    struct said said = {passkey_fingerprint(slot), slot->person, 0};
    struct keyring *service = NULL;
    struct ledger_list list;
    enum status st = vault_service_open(practice->vault, &service, why);

    for (size_t i = 0; st == HF_OK && i < 2 && said.version == 0; i++) {
        st = ledger_load_part(ltx, service, places[i].chain, 0, &list, why);
        if (st == HF_OK)
            hear(&list, places[i].action, &said);
    }
    keyring_close(service);
    if (st != HF_OK || said.version == KEPT)
        return st;
    return fault_set(why, HF_NOT_FOUND, "nobody certified this passkey");
}

enum status passkey_recognise(struct ledger_tx *ltx, const struct practice *practice,
                              const struct passkey_use *use, struct passkey_slot *slot,
                              struct fault *why)
{
    struct vault *vault = practice->vault;
    uint32_t count = 0;
    enum status st = passkey_slot_find(vault, ltx->tx, use->id, slot, why);

    if (st != HF_OK)
        return st;
    struct passkey passkey = passkey_of(slot);

    st = passkey_check(&use->ask, &passkey, &use->answer, ltx->arena, &count, why);
    if (st == HF_INVALID)
        return HF_NOT_FOUND;
    if (st == HF_OK)
        st = is_certified(ltx, practice, slot, why);
    return st == HF_OK ? passkey_slot_count_up(vault, ltx->tx, slot, count, why) : st;
}

/* --- keeping one ----------------------------------------------------------------------------- */

/* What waits in the page between both steps; only ever read by the program that sealed it. */
struct draft {
    struct passkey passkey;
};
_Static_assert(sizeof(struct draft) + KEYRING_DRAFT_EXTRA <= PASSKEY_DRAFT_MOST, "fits");

enum status make_passkey(const struct make_passkey *in, struct arena *arena, struct span *ret_draft,
                         struct fault *why)
{
    struct draft draft;
    uint8_t *frame = arena_array(arena, uint8_t, PASSKEY_DRAFT_MOST);

    if (frame == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    memset(&draft, 0, sizeof draft);
    enum status st =
        passkey_read(&in->ask, in->client_data, in->object, arena, &draft.passkey, why);

    if (st != HF_OK)
        return st;
    keyring_seal_draft(in->keyring, span_at(&draft, sizeof draft), frame);
    *ret_draft = span_at(frame, sizeof draft + KEYRING_DRAFT_EXTRA);
    return HF_OK;
}

static bool open_draft(const struct keyring *keyring, struct span frame, struct draft *ret)
{
    return frame.len == sizeof *ret + KEYRING_DRAFT_EXTRA &&
           keyring_open_draft(keyring, frame, (uint8_t *)ret) &&
           ret->passkey.id_len <= PASSKEY_SLOT_ID && ret->passkey.key_len <= PASSKEY_SLOT_KEY;
}

struct span passkey_draft_id(const struct keyring *keyring, struct span draft, struct arena *arena)
{
    struct draft opened;

    if (!open_draft(keyring, draft, &opened))
        return SPAN("");
    return arena_copy(arena, span_at(opened.passkey.id, opened.passkey.id_len));
}

static void fill_slot(const struct passkey *passkey, uint32_t count, uint8_t device,
                      struct passkey_slot *ret)
{
    *ret = (struct passkey_slot){
        .id_len = passkey->id_len,
        .algorithm = passkey->algorithm,
        .key_len = passkey->key_len,
        .count = count,
        .device = device,
    };
    memcpy(ret->id, passkey->id, passkey->id_len);
    memcpy(ret->key, passkey->key, passkey->key_len);
}

static enum status say(struct ledger_tx *ltx, const struct hand *hand,
                       const struct passkey_slot *slot, uint64_t version, struct fault *why)
{
    struct passkey_kept_content content = {version == KEPT ? STATE_ON : STATE_OFF,
                                           slot->frame_len > 0 ? STATE_ON : STATE_OFF};
    const struct keyring_who *who = keyring_who(hand->keyring);
    bool is_client = who->roles == ROLE_CLIENT;
    struct ledger_write write = {.action =
                                     is_client ? ACTION_CLIENT_PASSKEY_KEPT : ACTION_PASSKEY_KEPT,
                                 .object = passkey_fingerprint(slot),
                                 .object_version = version};
    enum status st = content_encode(write.action, &content, ltx->arena, &write.content, why);

    if (is_client)
        write.client.id = who->person.id;

    return st == HF_OK ? hand_append(ltx, hand, 0, write, NULL, why) : st;
}

struct keep_work {
    const struct practice *practice;
    const struct keep_passkey *in;
};

static enum status keep_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct keep_work *work = arg;
    const struct keep_passkey *in = work->in;
    struct draft draft;
    struct passkey_slot slot;
    uint32_t count = 0;

    if (!open_draft(in->hand.keyring, in->draft, &draft))
        return fault_set(why, HF_INVALID, "the passkey was made by somebody else");
    enum status st =
        passkey_check(&in->use.ask, &draft.passkey, &in->use.answer, ltx->arena, &count, why);

    if (st != HF_OK)
        return st;
    fill_slot(&draft.passkey, count, in->device, &slot);
    st =
        passkey_slot_add(work->practice->vault, ltx->tx, in->hand.keyring, &slot, in->use.prf, why);
    return st == HF_OK ? say(ltx, &in->hand, &slot, KEPT, why) : st;
}

enum status keep_passkey(const struct practice *practice, struct arena *arena,
                         const struct keep_passkey *in, struct fault *why)
{
    struct keep_work work = {practice, in};

    return ledger_transact(practice->ledger, practice->store, arena, keep_inside, &work, why);
}

/* --- ending one, and looking ----------------------------------------------------------------- */

struct list_work {
    struct vault *vault;
    const struct keyring *keyring;
    struct own_passkeys *ret;
};

static enum status list_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct list_work *work = arg;

    return passkey_slot_list(work->vault, tx, keyring_who(work->keyring)->person, work->ret->at,
                             &work->ret->n, why);
}

enum status list_passkeys(const struct practice *practice, const struct keyring *keyring,
                          struct own_passkeys *ret, struct fault *why)
{
    struct list_work work = {practice->vault, keyring, ret};

    return store_transact(practice->store, STORE_READ, list_inside, &work, why);
}

struct end_work {
    const struct practice *practice;
    const struct end_passkey *in;
};

static enum status end_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct end_work *work = arg;
    struct person_id person = keyring_who(work->in->hand.keyring)->person;
    struct vault *vault = work->practice->vault;
    struct own_passkeys own = {.n = 0};
    enum status st = passkey_slot_list(vault, ltx->tx, person, own.at, &own.n, why);

    for (size_t i = 0; st == HF_OK && i < own.n; i++) {
        if (!id_equal(passkey_fingerprint(&own.at[i]), work->in->fingerprint))
            continue;
        st = passkey_slot_remove(vault, ltx->tx, person, own.at[i].name, why);
        if (st == HF_OK)
            st = say(ltx, &work->in->hand, &own.at[i], ENDED, why);
    }
    return st;
}

enum status end_passkey(const struct practice *practice, struct arena *arena,
                        const struct end_passkey *in, struct fault *why)
{
    struct end_work work = {practice, in};

    return ledger_transact(practice->ledger, practice->store, arena, end_inside, &work, why);
}

/* --- coming in ------------------------------------------------------------------------------- */

struct enter_work {
    const struct practice *practice;
    const struct sign_in_passkey *in;
    struct sign_in_reply *ret;
    bool needs_password;
};

static enum status issue(struct ledger_tx *ltx, struct enter_work *work,
                         const struct keyring *keyring, struct fault *why)
{
    enum status st = HF_OK;

    if (work->in->old_pass.len > 0)
        st = pass_end(work->practice->vault, ltx->tx, work->in->old_pass, why);
    return st != HF_OK
               ? st
               : sign_issue(work->practice, ltx->tx, keyring,
                            (struct sign_way){work->in->device, PROOF_PASSKEY}, work->ret, why);
}

static enum status enter_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct enter_work *work = arg;
    struct passkey_slot slot;
    struct keyring *keyring = NULL;
    enum status st = passkey_recognise(ltx, work->practice, &work->in->use, &slot, why);

    if (st != HF_OK)
        return st;
    work->ret->person = slot.person;
    work->needs_password = slot.frame_len == 0;
    work->ret->passkey = work->needs_password ? passkey_fingerprint(&slot) : (struct id128){{0}};
    if (work->needs_password)
        return HF_OK;
    st = keyring_open_passkey(work->practice->vault, ltx->tx, &slot, work->in->use.prf, &keyring,
                              why);
    if (st == HF_OK)
        st = issue(ltx, work, keyring, why);
    keyring_close(keyring);
    return st;
}

enum status sign_in_passkey(const struct practice *practice, struct arena *arena,
                            const struct sign_in_passkey *in, struct sign_in_reply *ret,
                            bool *ret_needs_password, struct fault *why)
{
    struct enter_work work = {.practice = practice, .in = in, .ret = ret};
    enum status st =
        ledger_transact(practice->ledger, practice->store, arena, enter_inside, &work, why);

    if (st == HF_OK)
        *ret_needs_password = work.needs_password;
    return st;
}

struct again_work {
    const struct practice *practice;
    const struct prove_passkey *in;
    struct sign_in_reply *ret;
};

static enum status again_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct again_work *work = arg;
    const struct prove_passkey *in = work->in;
    struct passkey_slot slot;
    enum status st = passkey_recognise(ltx, work->practice, &in->use, &slot, why);

    if (st != HF_OK)
        return st;
    if (!id_equal(slot.person.id, keyring_who(in->keyring)->person.id))
        return fault_set(why, HF_NOT_FOUND, "the passkey is somebody else's");
    return prove_renew(work->practice, ltx->tx, in->keyring, in->pass, PROOF_PASSKEY, work->ret,
                       why);
}

enum status prove_passkey(const struct practice *practice, struct arena *arena,
                          const struct prove_passkey *in, struct sign_in_reply *ret,
                          struct fault *why)
{
    struct again_work work = {practice, in, ret};

    return ledger_transact(practice->ledger, practice->store, arena, again_inside, &work, why);
}
