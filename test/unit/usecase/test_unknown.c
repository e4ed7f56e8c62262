/* test/unit/usecase/test_unknown.c - what a way in costs tells nobody whether a name is known.
 *
 * Counted, not timed: how often Argon2id runs, and with which cost. The linker puts the counter
 * before libsodium's own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "told.h"

#include "usecase/pin.h"
#include "usecase/prove.h"

#include <sodium.h>

/* --- the counter ----------------------------------------------------------------------------- */

struct cost {
    int runs;
    unsigned long long passes, len;
    size_t memory;
};
static struct cost cost;

int __real_crypto_pwhash(unsigned char *out, unsigned long long out_len, const char *typed,
                         unsigned long long typed_len, const unsigned char *salt,
                         unsigned long long passes, size_t memory, int algorithm);
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_len, const char *typed,
                         unsigned long long typed_len, const unsigned char *salt,
                         unsigned long long passes, size_t memory, int algorithm);

int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_len, const char *typed,
                         unsigned long long typed_len, const unsigned char *salt,
                         unsigned long long passes, size_t memory, int algorithm)
{
    cost.runs++;
    cost.passes += passes;
    cost.memory += memory;
    cost.len += out_len;
    return __real_crypto_pwhash(out, out_len, typed, typed_len, salt, passes, memory, algorithm);
}

static bool is_same(struct cost a, struct cost b)
{
    return a.runs == b.runs && a.passes == b.passes && a.memory == b.memory && a.len == b.len;
}

/* --- somebody who has left ------------------------------------------------------------------- */

static const char good[] = "ferry umbrella lantern 7";

static enum status end_ana(struct tx *tx, void *arg, struct fault *why)
{
    (void)arg;
    return slot_end_person(h.practice.vault, tx, keyring_who(h.ana)->person, why);
}

/* --- the doors ------------------------------------------------------------------------------- */

typedef enum status way(const char *name, const char *secret);

static enum status by_password(const char *name, const char *secret)
{
    struct sign_in in = {.login = span_of(name), .password = span_of(secret)};
    struct sign_in_reply done;

    return sign_in(&h.practice, &in, &done, &h.why);
}

static enum status by_code(const char *name, const char *secret)
{
    struct recover in = {.login = span_of(name),
                         .code = span_of(secret),
                         .new_password = SPAN("heron under the wet willow")};
    struct recover_reply done;

    return recover(&h.practice, &h.arena, &in, &done, &h.why);
}

static enum status by_renewal(const char *name, const char *secret)
{
    struct renew_recovery in = {keyring_who(h.ana), span_of(name), span_of(secret)};
    char code[SLOT_RECOVERY_TEXT];

    return renew_recovery(&h.practice, &h.arena, &in, code, &h.why);
}

static struct cost cost_of(way *door, const char *name, const char *secret, enum status want)
{
    cost = (struct cost){.runs = 0};
    fault_clear(&h.why);
    CHECK_INT(door(name, secret), want);
    return cost;
}

static const char a_code[] = "0000-0000-0000-0000-0000-0000-0000-0000-XXXX";

static void test_unknown__name_costs_what_a_wrong_password_does(void)
{
    struct cost right = cost_of(by_password, "ana", good, HF_OK);
    struct cost wrong = cost_of(by_password, "ana", "ferry umbrella lantern 8", HF_NOT_FOUND);
    struct cost unknown = cost_of(by_password, "nobody", good, HF_NOT_FOUND);
    struct cost empty = cost_of(by_password, "", "", HF_NOT_FOUND);

    CHECK_INT(right.runs, 1);
    CHECK(is_same(right, wrong) && is_same(right, unknown) && is_same(right, empty));
}

static void test_unknown__name_costs_what_a_wrong_code_does(void)
{
    CHECK(is_same(cost_of(by_code, "ana", a_code, HF_NOT_FOUND),
                  cost_of(by_code, "nobody", a_code, HF_NOT_FOUND)));
}

static void test_unknown__name_for_a_new_code_costs_the_same(void)
{
    CHECK(is_same(cost_of(by_renewal, "ana", "ferry umbrella lantern 8", HF_NOT_FOUND),
                  cost_of(by_renewal, "nobody", "ferry umbrella lantern 8", HF_NOT_FOUND)));
}

static struct cost pin_cost(struct keyring *tablet, struct span pin)
{
    struct try_pin in = {hand_of(tablet, 2), pin};
    struct try_pin_reply tried;

    cost = (struct cost){.runs = 0};
    fault_clear(&h.why);
    CHECK_INT(try_pin(&h.practice, &h.arena, &in, &tried, &h.why), HF_OK);
    keyring_close(tried.signer);
    return cost;
}

static void test_unknown__pin_costs_what_a_wrong_one_does(void)
{
    struct hand_over over = {.hand = hand_of(h.ana, 1), .client = h.client, .old_pass = SPAN("")};
    struct set_pin set = {hand_of(h.robin, 3), SPAN("402917")};
    struct sign_in_reply passed;

    need(hand_over(&h.practice, &h.arena, &over, &passed, &h.why), "hand over");
    struct keyring *tablet = open_pass(passed.pass);
    struct cost none = pin_cost(tablet, SPAN("402917"));

    need(set_pin(&h.practice, &h.arena, &set, &h.why), "set");
    struct cost right = pin_cost(tablet, SPAN("402917")), wrong = pin_cost(tablet, SPAN("402918"));

    CHECK_INT(right.runs, 1);
    CHECK(is_same(none, right) && is_same(right, wrong));
    keyring_close(tablet);
}

/* The same person may have a password, or none: the lock screen costs the same. */
static void test_unknown__unlocking_costs_the_same_without_a_password(void)
{
    struct prove in = {h.ana, SPAN(""), SPAN("ferry umbrella lantern 8")};
    struct prove client = {h.robin, SPAN(""), SPAN("ferry umbrella lantern 8")};
    struct sign_in_reply done;

    cost = (struct cost){.runs = 0};
    CHECK_INT(prove(&h.practice, &in, &done, &h.why), HF_NOT_FOUND);
    struct cost wrong = cost;

    cost = (struct cost){.runs = 0};
    CHECK_INT(prove(&h.practice, &client, &done, &h.why), HF_NOT_FOUND);
    CHECK_INT(wrong.runs, 1);
    CHECK(is_same(wrong, cost));
}

static void test_unknown__account_that_ended_costs_what_a_stranger_does(void)
{
    struct cost unknown = cost_of(by_password, "nobody", good, HF_NOT_FOUND);

    need(store_transact(h.practice.store, STORE_WRITE, end_ana, NULL, &h.why), "end");
    CHECK(is_same(cost_of(by_password, "ana", good, HF_NOT_FOUND), unknown));
    CHECK(is_same(cost_of(by_code, "ana", a_code, HF_NOT_FOUND),
                  cost_of(by_code, "nobody", a_code, HF_NOT_FOUND)));
}

int main(void)
{
    house_make();
    RUN(test_unknown__name_costs_what_a_wrong_password_does);
    RUN(test_unknown__name_costs_what_a_wrong_code_does);
    RUN(test_unknown__name_for_a_new_code_costs_the_same);
    RUN(test_unknown__pin_costs_what_a_wrong_one_does);
    RUN(test_unknown__unlocking_costs_the_same_without_a_password);
    RUN(test_unknown__account_that_ended_costs_what_a_stranger_does);
    house_end();
    return tap_end();
}
