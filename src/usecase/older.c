/* usecase/older.c - see older.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/older.h"

static bool is_owner(const struct keyring *keyring)
{
    return (keyring_who(keyring)->roles & ROLE_OWNER) != 0;
}

enum status view_older(const struct practice *practice, struct arena *arena, struct keyring *reader,
                       struct ledger_older *ret, struct fault *why)
{
    return is_owner(reader) ? ledger_look_older(practice->ledger, practice->store, arena, ret, why)
                            : fault_set(why, HF_INVALID, "owner");
}

enum status take_older(const struct practice *practice, struct arena *arena,
                       const struct hand *hand, struct ledger_older *ret, struct fault *why)
{
    return is_owner(hand->keyring) ? ledger_accept_older(practice->ledger, practice->store, arena,
                                                         hand->keyring, ret, why)
                                   : fault_set(why, HF_INVALID, "owner");
}
