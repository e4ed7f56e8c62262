/* What was checked, and is over before it is acted upon: a password takes its time, and meanwhile
 * somebody changes it, or ends the sign-in. The linker puts a hand of ours before the slow hash.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"

#include "usecase/prove.h"

#define OLD SPAN("seven quiet linden trees")
#define NEW SPAN("eight quiet linden trees")

int __wrap_crypto_pwhash(unsigned char *, unsigned long long, const char *, unsigned long long,
                         const unsigned char *, unsigned long long, size_t, int);
int __real_crypto_pwhash(unsigned char *, unsigned long long, const char *, unsigned long long,
                         const unsigned char *, unsigned long long, size_t, int);

static struct store *elsewhere; /* another browser's way to the same data base */
static void (*meanwhile)(void); /* once, while a password is hashed */
static int hashes_before;       /* so many are let go by first */
static struct keyring *owner;
static char pass[PASS_TEXT];

int __wrap_crypto_pwhash(unsigned char *ret, unsigned long long len, const char *password,
                         unsigned long long password_len, const unsigned char *salt,
                         unsigned long long passes, size_t memory, int algorithm)
{
    void (*now)(void) = hashes_before > 0 ? NULL : meanwhile;

    if (hashes_before > 0)
        hashes_before--;
    else
        meanwhile = NULL;
    if (now != NULL)
        now();
    return __real_crypto_pwhash(ret, len, password, password_len, salt, passes, memory, algorithm);
}

/* --- what happens meanwhile ------------------------------------------------------------------ */

static enum status set_new(struct tx *tx, void *arg, struct fault *why)
{
    return slot_set_password(hx.practice.vault, tx, owner, SPAN("ana"), arg, why);
}

static void set_to(struct span password)
{
    struct password_chosen chosen;
    struct fault why;

    fault_clear(&why);
    CHECK_INT(password_choose(hx.practice.vault, password, &chosen, &why), HF_OK);
    CHECK_INT(store_transact(elsewhere, STORE_WRITE, set_new, &chosen, &why), HF_OK);
}

static void password_changes(void)
{
    set_to(NEW);
}

static void sign_in_ends(void)
{
    struct practice practice = hx.practice;
    struct fault why;

    fault_clear(&why);
    practice.store = elsewhere;
    CHECK_INT(sign_out(&practice, span_of(pass), &why), HF_OK);
}

static enum status write_something(struct tx *tx, void *arg, struct fault *why)
{
    (void)arg;
    return pass_sweep(hx.practice.vault, tx, why);
}

static int written_meanwhile;

static void somebody_writes(void)
{
    struct fault why;

    fault_clear(&why);
    written_meanwhile +=
        store_transact(elsewhere, STORE_WRITE, write_something, NULL, &why) == HF_OK;
}

static enum status renew_code(struct tx *tx, void *arg, struct fault *why)
{
    return slot_set_recovery(hx.practice.vault, tx, owner, SPAN("ana"), arg, why);
}

static void set_code(char code[SLOT_RECOVERY_TEXT])
{
    struct fault why;

    fault_clear(&why);
    CHECK_INT(store_transact(elsewhere, STORE_WRITE, renew_code, code, &why), HF_OK);
}

static void code_is_renewed(void)
{
    char code[SLOT_RECOVERY_TEXT];

    set_code(code);
}

/* The owner signed in, with the password of before. */
static void begin(void)
{
    struct sign_in in = {.login = SPAN("ana"), .password = OLD};
    struct sign_in_reply done;

    set_to(OLD);
    arena_rewind(&hx.arena, 0);
    fault_clear(&hx.why);
    CHECK_INT(sign_in(&hx.practice, &in, &done, &hx.why), HF_OK);
    memcpy(pass, done.pass, sizeof pass);
}

static size_t sign_ins_of_owner(void)
{
    struct sign_ins list = {.n = 0};

    CHECK_INT(list_sign_ins(&hx.practice, owner, &list, &hx.why), HF_OK);
    return list.n;
}

/* --- the facts ------------------------------------------------------------------------------- */

static void test_sign_in__with_a_password_that_changed_meanwhile_opens_nothing(void)
{
    struct sign_in in = {.login = SPAN("ana"), .password = OLD};
    struct sign_in_reply done;

    begin();
    size_t before = sign_ins_of_owner();

    meanwhile = password_changes;
    CHECK_INT(sign_in(&hx.practice, &in, &done, &hx.why), HF_NOT_FOUND);
    CHECK_INT(sign_ins_of_owner(), before);
}

static void test_prove__with_a_password_that_changed_meanwhile_proves_nothing(void)
{
    struct sign_in_reply done;

    begin();
    struct keyring *mine = house_keyring(pass);
    struct prove in = {.keyring = mine, .pass = span_of(pass), .password = OLD};

    meanwhile = password_changes;
    CHECK_INT(prove(&hx.practice, &in, &done, &hx.why), HF_NOT_FOUND);
    keyring_close(mine);
}

static void test_prove__does_not_bring_back_a_sign_in_that_ended_meanwhile(void)
{
    struct sign_in_reply done;

    begin();
    struct keyring *mine = house_keyring(pass);
    struct prove in = {.keyring = mine, .pass = span_of(pass), .password = OLD};
    size_t before = sign_ins_of_owner();

    meanwhile = sign_in_ends;
    CHECK_INT(prove(&hx.practice, &in, &done, &hx.why), HF_NOT_FOUND);
    CHECK_INT(sign_ins_of_owner(), before - 1);
    keyring_close(mine);
}

static void test_renew_recovery__with_a_password_that_changed_meanwhile_makes_no_code(void)
{
    struct keyring_who who = {.person = hx.owner};
    struct renew_recovery in = {&who, SPAN("ana"), OLD};
    char code[SLOT_RECOVERY_TEXT];

    begin();
    meanwhile = password_changes;
    CHECK_INT(renew_recovery(&hx.practice, &hx.arena, &in, code, &hx.why), HF_NOT_FOUND);
}

static void test_set_login__with_a_password_that_changed_meanwhile_sets_nothing(void)
{
    struct set_login_reply done;
    struct sign_in in = {.login = SPAN("ana"), .password = NEW};
    struct sign_in_reply back;

    begin();
    struct keyring *mine = house_keyring(pass);
    struct set_login login = {.keyring = mine,
                              .pass = span_of(pass),
                              .login = SPAN("ana"),
                              .password = SPAN("nine quiet linden trees"),
                              .practice_name = SPAN("Linden"),
                              .old_login = SPAN("ana"),
                              .old_password = OLD};

    meanwhile = password_changes;
    CHECK_INT(set_login(&hx.practice, &hx.arena, &login, &done, &hx.why), HF_NOT_FOUND);
    fault_clear(&hx.why);
    CHECK_INT(sign_in(&hx.practice, &in, &back, &hx.why), HF_OK);
    keyring_close(mine);
}

static struct recover recovery_by(const char *code)
{
    return (struct recover){.login = SPAN("ana"),
                            .code = span_of(code),
                            .new_password = NEW,
                            .practice_name = SPAN("Linden")};
}

static void test_recover__holds_nobody_up_who_writes(void)
{
    char code[SLOT_RECOVERY_TEXT];
    struct recover_reply done;

    begin();
    set_code(code);
    struct recover in = recovery_by(code);

    written_meanwhile = 0;
    meanwhile = somebody_writes;
    CHECK_INT(recover(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_OK);
    CHECK_INT(written_meanwhile, 1);
}

static void test_recover__with_a_code_that_was_renewed_meanwhile_sets_nothing(void)
{
    char code[SLOT_RECOVERY_TEXT];
    struct recover_reply done;
    struct sign_in old = {.login = SPAN("ana"), .password = OLD};
    struct sign_in_reply back;

    begin();
    set_code(code);
    struct recover in = recovery_by(code);

    meanwhile = code_is_renewed;
    CHECK_INT(recover(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_NOT_FOUND);
    CHECK(meanwhile == NULL);
    fault_clear(&hx.why);
    CHECK_INT(sign_in(&hx.practice, &old, &back, &hx.why), HF_OK);
}

static void test_recover__makes_no_slow_hash_for_a_wrong_code(void)
{
    struct recover_reply done;
    char code[SLOT_RECOVERY_TEXT];

    begin();
    set_code(code);
    struct recover in = recovery_by(code);

    in.login = SPAN("ben");
    meanwhile = somebody_writes;
    CHECK_INT(recover(&hx.practice, &hx.arena, &in, &done, &hx.why), HF_NOT_FOUND);
    CHECK(meanwhile == somebody_writes);
    meanwhile = NULL;
}

static void test_set_login__holds_nobody_up_who_writes(void)
{
    struct set_login_reply done;

    begin();
    struct keyring *mine = house_keyring(pass);
    struct set_login login = {.keyring = mine,
                              .pass = span_of(pass),
                              .login = SPAN("ana"),
                              .password = NEW,
                              .practice_name = SPAN("Linden"),
                              .old_login = SPAN("ana"),
                              .old_password = OLD};

    written_meanwhile = 0;
    hashes_before = 1; /* of the old one */
    meanwhile = somebody_writes;
    CHECK_INT(set_login(&hx.practice, &hx.arena, &login, &done, &hx.why), HF_OK);
    CHECK_INT(written_meanwhile, 1);
    keyring_close(mine);
}

int main(void)
{
    house_make();
    house_found();
    owner = house_keyring(hx.owner_pass);
    if (store_open(&store_sqlite, hx.db, &elsewhere, &hx.why) != HF_OK)
        house_bail("no second way to the data base");
    RUN(test_sign_in__with_a_password_that_changed_meanwhile_opens_nothing);
    RUN(test_prove__with_a_password_that_changed_meanwhile_proves_nothing);
    RUN(test_prove__does_not_bring_back_a_sign_in_that_ended_meanwhile);
    RUN(test_renew_recovery__with_a_password_that_changed_meanwhile_makes_no_code);
    RUN(test_set_login__with_a_password_that_changed_meanwhile_sets_nothing);
    RUN(test_recover__holds_nobody_up_who_writes);
    RUN(test_recover__with_a_code_that_was_renewed_meanwhile_sets_nothing);
    RUN(test_recover__makes_no_slow_hash_for_a_wrong_code);
    RUN(test_set_login__holds_nobody_up_who_writes);
    store_free(elsewhere);
    keyring_close(owner);
    house_end();
    return tap_end();
}
