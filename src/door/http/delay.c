/* door/http/delay.c - counting failures in a table that can't grow.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/delay.h"

#define SECOND_US  INT64_C(1000000)
#define QUARTER_US (900 * SECOND_US)

static const struct {
    uint32_t free_failures; /* a slip of the fingers costs nothing */
    int64_t ceiling_us;
} kinds[] = {
    [DELAY_ACCOUNT] = {3, 16 * SECOND_US},
    [DELAY_NETWORK] = {10, 30 * SECOND_US},
    [DELAY_OVERALL] = {100, 4 * SECOND_US},
};

enum { OVERALL_KEY = 1 };

/* Kinds must not meet in the table, nor a key be 0. Both factors are odd; the second
 * is 2^64 / golden ratio. */
static uint64_t slot_key(enum delay_kind kind, uint64_t key)
{
    uint64_t apart = (uint64_t)kind * UINT64_C(0xd6e8feb86659fd93);
    uint64_t mixed = (key ^ apart) * UINT64_C(0x9e3779b97f4a7c15);

    return mixed == 0 ? 1 : mixed;
}

static size_t set_of(uint64_t key)
{
    return (size_t)(key >> 32) % DELAY_SETS;
}

/* Failures that still count: halved with each quiet quarter of an hour. A clock that went back
 * forgives nothing. */
static uint32_t failures_now(const struct delay_slot *slot, int64_t now_us)
{
    int64_t quarters = now_us > slot->last_us ? (now_us - slot->last_us) / QUARTER_US : 0;

    return quarters > 31 ? 0 : slot->failures >> quarters;
}

static const struct delay_slot *find(const struct delay *delay, uint64_t key)
{
    const struct delay_slot *set = delay->slots[set_of(key)];

    for (size_t i = 0; i < DELAY_WAYS; i++) {
        if (set[i].key == key)
            return &set[i];
    }
    return NULL;
}

static int64_t wait_for(const struct delay *delay, enum delay_kind kind, uint64_t raw_key,
                        int64_t now_us)
{
    const struct delay_slot *slot = find(delay, slot_key(kind, raw_key));
    uint32_t failures = slot == NULL ? 0 : failures_now(slot, now_us);

    if (failures <= kinds[kind].free_failures)
        return 0;
    uint32_t doublings = failures - kinds[kind].free_failures - 1;
    int64_t wait = doublings >= 16 ? kinds[kind].ceiling_us : SECOND_US << doublings;
    return wait < kinds[kind].ceiling_us ? wait : kinds[kind].ceiling_us;
}

static int64_t longer(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

int64_t delay_wait(const struct delay *delay, struct delay_who who, int64_t now_us)
{
    int64_t account = wait_for(delay, DELAY_ACCOUNT, who.account, now_us);
    int64_t network = wait_for(delay, DELAY_NETWORK, who.network, now_us);
    int64_t overall = wait_for(delay, DELAY_OVERALL, OVERALL_KEY, now_us);

    return longer(account, longer(network, overall));
}

/* The slot of this key, or the one in its set that is missed least. */
static struct delay_slot *claim(struct delay *delay, uint64_t key, int64_t now_us)
{
    struct delay_slot *set = delay->slots[set_of(key)], *mildest = &set[0];

    for (size_t i = 0; i < DELAY_WAYS; i++) {
        if (set[i].key == key)
            return &set[i];
        if (failures_now(&set[i], now_us) < failures_now(mildest, now_us))
            mildest = &set[i];
    }
    *mildest = (struct delay_slot){.key = key, .last_us = now_us};
    return mildest;
}

static void count(struct delay *delay, enum delay_kind kind, uint64_t raw_key, int64_t now_us)
{
    struct delay_slot *slot = claim(delay, slot_key(kind, raw_key), now_us);
    uint32_t failures = failures_now(slot, now_us);

    slot->failures = failures < UINT32_MAX ? failures + 1 : failures;
    slot->last_us = longer(now_us, slot->last_us);
}

void delay_fail(struct delay *delay, struct delay_who who, int64_t now_us)
{
    count(delay, DELAY_ACCOUNT, who.account, now_us);
    count(delay, DELAY_NETWORK, who.network, now_us);
    count(delay, DELAY_OVERALL, OVERALL_KEY, now_us);
}

void delay_succeed(struct delay *delay, struct delay_who who)
{
    uint64_t key = slot_key(DELAY_ACCOUNT, who.account);
    struct delay_slot *set = delay->slots[set_of(key)];

    for (size_t i = 0; i < DELAY_WAYS; i++) {
        if (set[i].key == key)
            set[i] = (struct delay_slot){.key = 0};
    }
}
