/* usecase/room_pass.c - the short-lived keys of a room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/room_pass.h"

#include "keep/ledger/statement.h"

enum {
    ROOM_READS = COMPARTMENT_BIT(COMPARTMENT_IDENTITY) | COMPARTMENT_BIT(COMPARTMENT_CARE),
};

static const int64_t hour_us = INT64_C(3600) * 1000000;

static struct request_id fresh(const struct practice *practice)
{
    return (struct request_id){world_id(vault_world(practice->vault))};
}

/* --- issuing --------------------------------------------------------------------------------- */

enum status room_pass_issue(struct ledger_tx *ltx, const struct practice *practice,
                            struct keyring *author, const struct room_pass *pass,
                            char ret[PASS_TEXT], struct fault *why)
{
    struct vault *vault = practice->vault;
    struct delegate_scope scope = {
        .person = pass->person,
        .roles = pass->role,
        .client = pass->client,
        .session = pass->session,
        .purpose = DELEGATE_ROOM,
        .most_proof = pass->proof,
        .until_us = world_now_us(vault_world(vault)) + ROOM_HOURS * hour_us,
    };
    struct pass_spec spec = {.kind = PASS_ROOM, .until_us = scope.until_us, .proof = pass->proof};
    struct keyring *delegate;
    enum status st = delegate_make(vault, &scope, &delegate, why);

    if (st != HF_OK)
        return st;
    st = ledger_certify_delegate(ltx, author, delegate, ROOM_READS, fresh(practice), why);
    if (st == HF_OK)
        st = pass_issue(vault, ltx->tx, delegate, &spec, ret, why);
    keyring_close(delegate);
    return st;
}

enum status room_passes_issue(struct ledger_tx *ltx, const struct practice *practice,
                              struct keyring *practitioner, struct client_id client,
                              struct session_id session, bool client_device,
                              struct room_passes *ret, struct fault *why)
{
    struct room_pass desk = {.person = keyring_who(practitioner)->person,
                             .role = ROLE_PRACTITIONER,
                             .proof = PROOF_SHARED_DEVICE,
                             .client = client,
                             .session = session};
    struct room_pass half = {.person = {client.id},
                             .role = ROLE_CLIENT,
                             .proof = PROOF_SHARED_DEVICE,
                             .client = client,
                             .session = session};
    enum status st = room_pass_issue(ltx, practice, practitioner, &desk, ret->desk, why);

    ret->client[0] = '\0';
    return st != HF_OK || client_device
               ? st
               : room_pass_issue(ltx, practice, practitioner, &half, ret->client, why);
}

/* --- ending ---------------------------------------------------------------------------------- */

static bool has_ended(const struct client_file *file, const struct ledger_entry *certified)
{
    for (size_t i = 0; i < file->chain.count; i++) {
        const struct ledger_entry *e = file->chain.at[i].entry;

        if (e->action == ACTION_DELEGATE_ENDED && e->seq > certified->seq &&
            id_equal(e->object, certified->object) &&
            e->object_version == certified->object_version)
            return true;
    }
    return false;
}

/* One that is not there any more has nothing left to end. */
static enum status end_one(struct ledger_tx *ltx, const struct practice *practice,
                           struct keyring *author, struct client_id client,
                           const struct ledger_entry *certified, struct fault *why)
{
    enum status st = ledger_end_delegate(ltx, author, client, (struct person_id){certified->object},
                                         (uint32_t)certified->object_version, fresh(practice), why);

    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* Was it certified for this session? */
static bool is_of_session(const struct ledger_item *item, struct session_id session)
{
    struct certificate certificate;

    return item->entry.action == ACTION_DELEGATE_CERTIFIED && item->is_open &&
           certificate_parse(item->content, &certificate) &&
           certificate.who.purpose == DELEGATE_ROOM &&
           id_equal(certificate.who.session.id, session.id);
}

enum status room_passes_end(struct ledger_tx *ltx, const struct practice *practice,
                            struct keyring *author, const struct client_file *file,
                            struct session_id session, struct fault *why)
{
    struct ledger_list list;
    enum status st = ledger_load(ltx, author, file->client, &list, why);

    for (size_t i = 0; st == HF_OK && i < list.n; i++)
        if (is_of_session(&list.items[i], session) && !has_ended(file, &list.items[i].entry))
            st = end_one(ltx, practice, author, file->client, &list.items[i].entry, why);
    return st;
}
