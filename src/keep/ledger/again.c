/* keep/ledger/again.c - key acts under a request that was used: the same act, or a conflict?
 *
 * Their statements hold fresh keys, so the bytes can't be compared as ledger_append does.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

enum status statement_again(struct ledger_tx *ltx, const struct keyring *author,
                            struct client_id client, uint16_t action, struct id128 object,
                            struct request_id request, struct stated *ret, struct fault *why)
{
    struct ledger_entry known;
    enum status st = request_find(ltx, request, &known, why);

    if (st != HF_OK)
        return st;
    if (known.action != action || !id_equal(known.client.id, client.id) ||
        !id_equal(known.object, object) ||
        !id_equal(known.actor.id, keyring_who(author)->person.id))
        return request_conflict(why);
    st = stated_get(ltx, known.seq, ret, why);
    return st == HF_NOT_FOUND ? fault_set(why, HF_FAILED, "an entry has lost its statement") : st;
}

enum status request_conflict(struct fault *why)
{
    return fault_set(why, HF_CONFLICT, "this request was used for another act");
}
