/* usecase/pin.h - a client's PIN for signing on the practice's tablet.
 *
 * The client chooses it with their own keys, on their own device. It opens a key that their own
 * key has certified for hand-over, that reads nothing, and that proves a shared device and no more:
 * an entry signed by it shows that somebody knew the PIN. Five wrong tries end it, with an entry;
 * the other ways of signing remain.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PIN_H
#define HF_USECASE_PIN_H

#include "keep/vault/pin.h"
#include "usecase/usecase.h"

enum { PIN_DAYS = 365 };

/* HF_INVALID: pin_flaw, or not by the client's own keys. Replaces an earlier one, whose key ends.
 */
struct set_pin {
    struct hand hand;
    struct span pin;
};
HF_MUST_USE enum status set_pin(const struct practice *practice, struct arena *arena,
                                const struct set_pin *in, struct fault *why);

/* By the client's own keys; one that is not there is fine. */
HF_MUST_USE enum status end_pin(const struct practice *practice, struct arena *arena,
                                const struct hand *hand, struct fault *why);

/* Of the person of this keyring: the client's own, or a delegate of it. */
HF_MUST_USE enum status look_at_pin(const struct practice *practice, const struct keyring *keyring,
                                    struct pin_state *ret, struct fault *why);

/* On a handed-over tablet. `ret->signer` signs for the client; NULL: wrong, or there is none.
 * The caller closes it. */
struct try_pin {
    struct hand hand; /* of the tablet */
    struct span pin;
};
struct try_pin_reply {
    struct keyring *signer;
    struct pin_state state; /* after this try */
};
HF_MUST_USE enum status try_pin(const struct practice *practice, struct arena *arena,
                                const struct try_pin *in, struct try_pin_reply *ret,
                                struct fault *why);

#endif
