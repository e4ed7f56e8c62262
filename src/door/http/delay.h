/* door/http/delay.h - after failures the next answer takes longer; nobody is ever locked out.
 *
 * Counts failed tries for a key (an account, a network, everybody together) in a table of fixed
 * size. The wait doubles from one second with every failure beyond the free ones, up to the kind's
 * ceiling, and is halved with every quiet quarter of an hour. Whoever waits out the ceiling is
 * always served: a lock could be used by somebody else to keep a person out.
 * Pure: time is an argument. Not locked: the caller holds one mutex around it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_DELAY_H
#define HF_DOOR_HTTP_DELAY_H

#include <stddef.h>
#include <stdint.h>

enum delay_kind { DELAY_ACCOUNT = 1, DELAY_NETWORK, DELAY_OVERALL };

enum { DELAY_SETS = 512, DELAY_WAYS = 8 };

struct delay_slot {
    uint64_t key; /* 0: empty */
    int64_t last_us;
    uint32_t failures;
};

/* Zeroed is empty. About 100 KiB; lives with the server. */
struct delay {
    struct delay_slot slots[DELAY_SETS][DELAY_WAYS];
};

/* Whose try it is. `account` and `network` are keyed hashes of the name as typed and of
 * http_request.network; unknown names count like known ones, so the wait tells nothing. */
struct delay_who {
    uint64_t account, network;
};

/* Microseconds that the answer to a try made now must take; 0 to the highest ceiling. */
int64_t delay_wait(const struct delay *delay, struct delay_who who, int64_t now_us);

/* Counts a failure against account, network and overall. Full sets forget their mildest slot. */
void delay_fail(struct delay *delay, struct delay_who who, int64_t now_us);

/* After a success the account's failures are forgotten; network and overall remember theirs, or
 * an abuser could wash them off with an account of his own. */
void delay_succeed(struct delay *delay, struct delay_who who);

#endif
