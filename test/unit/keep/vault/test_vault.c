/* The vault: what opens, what does not, and what is refused.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "practice.h"

#include "keep/vault/record.h"
#include "keep/vault/vault_inside.h"

static const char good[] = "heron under the wet willow";

/* --- frames ---------------------------------------------------------------------------------- */

static struct seal_place somewhere(void)
{
    return (struct seal_place){.practice = {{{1}}}, .table = SEAL_RECORD, .version = 7};
}

static void test_seal_open__wants_key_place_and_every_byte(void)
{
    uint8_t key[32] = {1}, other[32] = {2}, frame[5 + SEAL_EXTRA], plain[5];
    struct seal_place place = somewhere(), elsewhere = somewhere();

    elsewhere.epoch = 2;
    seal_frame(key, &place, SPAN("hello"), frame);
    CHECK(seal_open(key, &place, span_at(frame, sizeof frame), plain));
    CHECK_SPAN(span_at(plain, 5), SPAN("hello"));
    CHECK(!seal_open(other, &place, span_at(frame, sizeof frame), plain));
    CHECK(!seal_open(key, &elsewhere, span_at(frame, sizeof frame), plain));
    for (size_t i = 0; i < sizeof frame; i++) {
        frame[i] ^= 1;
        CHECK(!seal_open(key, &place, span_at(frame, sizeof frame), plain));
        frame[i] ^= 1;
    }
    for (size_t len = 0; len < sizeof frame; len++)
        CHECK(!seal_open(key, &place, span_at(frame, len), plain));
}

/* Poly1305 alone would let one frame open under two keys; the commitment and the key id do not. */
static void test_seal_open__frame_relabelled_for_a_second_key_stays_shut(void)
{
    uint8_t key[32] = {1}, second[32] = {2}, frame[5 + SEAL_EXTRA], plain[5];
    struct seal_place place = somewhere();
    struct key_id id = key_id_of(second);

    seal_frame(key, &place, SPAN("hello"), frame);
    memcpy(frame + 2, id.bytes, sizeof id.bytes);
    CHECK(!seal_open(second, &place, span_at(frame, sizeof frame), plain));
}

static void test_seal_frame__never_makes_the_same_nonce_twice(void)
{
    uint8_t key[32] = {1}, a[5 + SEAL_EXTRA], b[5 + SEAL_EXTRA];
    struct seal_place place = somewhere();

    seal_frame(key, &place, SPAN("hello"), a);
    seal_frame(key, &place, SPAN("hello"), b);
    CHECK(memcmp(a + 18, b + 18, 24) != 0);
}

static void test_pad_size__has_five_steps_then_at_most_12_percent(void)
{
    CHECK_INT(pad_size(0), 1024);
    CHECK_INT(pad_size(1024), 1024);
    CHECK_INT(pad_size(1025), 2048);
    CHECK_INT(pad_size(16384), 16384);
    for (size_t len = 16385; len < 3000000; len += 777) {
        CHECK(pad_size(len) >= len);
        CHECK(pad_size(len) - len <= len / 8);
    }
}

/* --- secrets folder -------------------------------------------------------------------------- */

static void test_vault_open__refuses_a_folder_open_to_others_or_inside_the_data(void)
{
    struct vault_config config = fixture_config();
    struct vault *vault = NULL;
    char inside[100];

    chmod(fx.secrets, 0750);
    CHECK(vault_open(&config, &vault, &fx.why) == HF_INVALID);
    chmod(fx.secrets, 0700);
    snprintf(inside, sizeof inside, "%s/secrets", fx.data);
    config.secrets_path = inside;
    CHECK(vault_found(&config, &vault, &fx.why) == HF_INVALID);
    rmdir(inside);
    config.secrets_path = fx.folder; /* around it is no better */
    CHECK(vault_open(&config, &vault, &fx.why) == HF_INVALID);
    config.secrets_path = "/nowhere/at/all";
    CHECK(vault_open(&config, &vault, &fx.why) == HF_NOT_FOUND);
    CHECK(vault == NULL);
}

static void test_vault_found__never_writes_over_secrets(void)
{
    struct vault_config config = fixture_config();
    struct vault *vault = NULL;

    CHECK(vault_found(&config, &vault, &fx.why) == HF_CONFLICT);
    CHECK(vault_open(&config, &vault, &fx.why) == HF_OK);
    CHECK(id_equal(vault_practice(vault).id, vault_practice(fx.vault).id));
    vault_free(vault);
}

static void test_vault_anchor__never_goes_back(void)
{
    struct vault_anchor anchor = {.size = 1000}, read = {.size = 0};

    CHECK(vault_anchor_write(fx.vault, &anchor, &fx.why) == HF_OK);
    anchor.size = 999;
    CHECK(vault_anchor_write(fx.vault, &anchor, &fx.why) == HF_OK);
    CHECK(vault_anchor_read(fx.vault, &read, &fx.why) == HF_OK);
    CHECK_INT(read.size, 1000);
}

/* --- slots ----------------------------------------------------------------------------------- */

struct opening {
    const char *login, *secret;
    char code[SLOT_RECOVERY_TEXT];
    struct keyring *keyring;
};

static enum status set_slots(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct opening *in = arg;
    struct password_chosen chosen;
    enum status st = password_choose(fx.vault, span_of(in->secret), &chosen, why);

    if (st == HF_OK)
        st = slot_set_password(fx.vault, ltx->tx, fx.owner, span_of(in->login), &chosen, why);
    return st == HF_OK
               ? slot_set_recovery(fx.vault, ltx->tx, fx.owner, span_of(in->login), in->code, why)
               : st;
}

/* A slow hash is made where nobody who writes waits for it. */
static enum status looking(store_work *work, void *arg)
{
    fault_clear(&fx.why);
    return store_transact(fx.store, STORE_READ, work, arg, &fx.why);
}

static enum status with_password(struct tx *tx, void *arg, struct fault *why)
{
    struct opening *in = arg;

    return keyring_open_password(fx.vault, tx, span_of(in->login), span_of(in->secret),
                                 &in->keyring, why);
}

static enum status with_nothing(struct tx *tx, void *arg, struct fault *why)
{
    struct opening *in = arg;

    return keyring_open_password(fx.vault, tx, span_of(in->login), (struct span){0}, &in->keyring,
                                 why);
}

static enum status with_code(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct opening *in = arg;

    return keyring_open_recovery(fx.vault, ltx->tx, span_of(in->login), span_of(in->code),
                                 &in->keyring, why);
}

static bool is_owner(struct keyring *keyring)
{
    bool same = keyring != NULL &&
                id_equal(keyring_who(keyring)->person.id, keyring_who(fx.owner)->person.id);

    keyring_close(keyring);
    return same;
}

static void test_password__opens_with_name_in_any_case_and_nothing_else(void)
{
    struct opening in = {.login = "Ada ", .secret = good};

    CHECK(act(set_slots, &in) == HF_OK);
    in.login = " ada";
    CHECK(looking(with_password, &in) == HF_OK);
    CHECK(is_owner(in.keyring));
    in.secret = "heron under the wet willoW";
    CHECK(looking(with_password, &in) == HF_NOT_FOUND);
    CHECK(looking(with_nothing, &in) == HF_NOT_FOUND);
    in = (struct opening){.login = "nobody", .secret = good};
    CHECK(looking(with_password, &in) == HF_NOT_FOUND);
}

static void test_recovery__opens_once_also_as_people_type_it(void)
{
    struct opening in = {.login = "ada", .secret = good};

    CHECK(act(set_slots, &in) == HF_OK);
    CHECK_INT(strlen(in.code), SLOT_RECOVERY_TEXT - 1);
    for (char *c = in.code; *c != '\0'; c++)
        *c = *c == '0' ? 'O' : *c == '1' ? 'l' : *c == '-' ? ' ' : *c;
    CHECK(slot_recovery_is_code(span_of(in.code)));
    CHECK(act(with_code, &in) == HF_OK);
    CHECK(is_owner(in.keyring));
    CHECK(act(with_code, &in) == HF_NOT_FOUND);
    in.code[3] = in.code[3] == 'x' ? 'y' : 'x';
    CHECK(!slot_recovery_is_code(span_of(in.code)));
}

static void test_password_check__refuses_what_is_tried_first(void)
{
    static const char *const bad[] = {"short",          "aaaaaaaaaaaaaaaa", "abcabcabcabcabc",
                                      "password1234",   "qwertyuiop12",     "Willow House 1",
                                      "ada.example123", "0123456789abc",    "Holdfast2026!"};

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct fault why;

        fault_clear(&why);
        CHECK(password_check(span_of(bad[i]), SPAN("Willow House"), SPAN("ada.example"), &why) ==
              HF_INVALID);
        CHECK(why.text[0] != '\0');
    }
    CHECK(password_check(span_of(good), SPAN("Willow House"), SPAN("ada"), &fx.why) == HF_OK);
}

/* --- passes ---------------------------------------------------------------------------------- */

struct passing {
    struct pass_spec spec;
    const char *word;
    unsigned kinds;
    char token[PASS_TEXT];
    struct keyring *keyring;
    enum status opened;
};

static enum status issue(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct passing *in = arg;

    return pass_issue(fx.vault, ltx->tx, fx.owner, &in->spec, in->token, why);
}

/* The work itself is fine whatever the pass says: wrong words must be counted. */
static enum status open_it(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct passing *in = arg;

    in->opened = keyring_open_pass(fx.vault, ltx->tx, span_of(in->token), span_of(in->word),
                                   in->kinds, &in->keyring, why);
    return in->opened == HF_NOT_FOUND ? HF_OK : in->opened;
}

static bool opens(struct passing *in)
{
    in->keyring = NULL;
    CHECK(act(open_it, in) == HF_OK);
    return in->opened == HF_OK && is_owner(in->keyring);
}

static struct passing issued(enum pass_kind kind, const char *word)
{
    struct passing in = {
        .spec = {.kind = kind,
                 .idle_us = 600 * INT64_C(1000000),
                 .until_us = test_now_us + 3600 * INT64_C(1000000),
                 .proof = PROOF_OWN_DEVICE,
                 .word = span_of(word)},
        .word = word,
        .kinds = kind,
    };

    CHECK(act(issue, &in) == HF_OK);
    return in;
}

static void test_pass__session_opens_again_until_idle(void)
{
    struct passing in = issued(PASS_SESSION, "");

    CHECK(opens(&in));
    test_now_us += 500 * INT64_C(1000000);
    CHECK(opens(&in));
    test_now_us += 500 * INT64_C(1000000);
    CHECK(opens(&in));
    in.kinds = PASS_LINK | PASS_ROOM;
    CHECK(!opens(&in));
    in.kinds = PASS_SESSION;
    test_now_us += 601 * INT64_C(1000000);
    CHECK(!opens(&in));
}

static void test_pass__is_idle_where_the_clock_went_back(void)
{
    struct passing in = issued(PASS_SESSION, "");

    test_now_us -= 4 * INT64_C(1000000);
    CHECK(opens(&in)); /* a clock that was set right */
    test_now_us -= 2 * INT64_C(1000000);
    CHECK(!opens(&in));
    test_now_us += 6 * INT64_C(1000000);
    CHECK(opens(&in));
}

static enum status sweep(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    (void)arg;
    return pass_sweep(fx.vault, ltx->tx, why);
}

/* Left alone for three hours, and then the clock is set to just after it was seen. */
static void test_pass__that_was_idle_is_opened_by_no_clock_that_is_set_back(void)
{
    struct passing locks = issued(PASS_SESSION, ""), ends = issued(PASS_SESSION, "");
    int64_t seen_us = test_now_us;

    locks.spec.lock = PASS_LOCKS;
    locks.spec.until_us = ends.spec.until_us += 10 * 3600 * INT64_C(1000000);
    CHECK(act(issue, &locks) == HF_OK && act(issue, &ends) == HF_OK);
    test_now_us += 3 * 3600 * INT64_C(1000000);
    CHECK(act(sweep, NULL) == HF_OK);
    test_now_us = seen_us + 60 * INT64_C(1000000);
    CHECK(!opens(&locks) && !opens(&ends));
    atomic_store(&fx.vault->furthest_us, 0); /* a program that was started anew */
    CHECK(!opens(&locks) && !opens(&ends));
    locks.kinds |= PASS_LOCKED;
    CHECK(opens(&locks));
}

/* Nobody swept meanwhile; what is signed in afterwards goes on. */
static void test_pass__is_shut_by_a_clock_behind_what_was_seen(void)
{
    struct passing before = issued(PASS_SESSION, ""), other;
    int64_t seen_us = test_now_us;

    test_now_us += 300 * INT64_C(1000000);
    other = issued(PASS_SESSION, "");
    CHECK(opens(&other));
    test_now_us = seen_us + 60 * INT64_C(1000000);
    CHECK(!opens(&before));
    struct passing after = issued(PASS_SESSION, "");

    CHECK(opens(&after) && !opens(&before));
    CHECK(act(sweep, NULL) == HF_OK);
    CHECK(opens(&after) && !opens(&before));
    test_now_us = seen_us + 300 * INT64_C(1000000);
    CHECK(opens(&after) && !opens(&before) && !opens(&other));
}

static enum status open_reading(struct tx *tx, void *arg, struct fault *why)
{
    struct passing *in = arg;
    struct keyring *keyring = NULL;
    enum status st = keyring_open_pass(fx.vault, tx, span_of(in->token), span_of(in->word),
                                       in->kinds, &keyring, why);

    keyring_close(keyring);
    return st;
}

static bool opens_reading(struct passing *in)
{
    fault_clear(&fx.why);
    return store_transact(fx.store, STORE_READ, open_reading, in, &fx.why) == HF_OK;
}

static void test_pass__where_nothing_can_be_written_sessions_open_and_links_do_not(void)
{
    struct passing session = issued(PASS_SESSION, ""), link = issued(PASS_LINK, "otter");

    test_now_us += 500 * INT64_C(1000000);
    CHECK(opens_reading(&session));
    CHECK(!opens_reading(&link));
    CHECK(opens(&link));
    test_now_us += 101 * INT64_C(1000000);
    CHECK(!opens(&session)); /* and its idle time did not start anew */
}

static void test_pass__link_wants_its_word_and_opens_once(void)
{
    struct passing in = issued(PASS_LINK, "heron");

    in.word = "otter";
    CHECK(!opens(&in));
    in.word = "Heron ";
    CHECK(opens(&in));
    CHECK(!opens(&in));
}

static void test_pass__five_wrong_words_end_a_link(void)
{
    struct passing in = issued(PASS_LINK, "heron");

    in.word = "otter";
    for (int i = 0; i < PASS_MOST_TRIES; i++)
        CHECK(!opens(&in));
    in.word = "heron";
    CHECK(!opens(&in));
}

static void test_pass__any_other_token_opens_nothing(void)
{
    struct passing in = issued(PASS_SESSION, "");

    for (int i = 0; i < PASS_TEXT - 1; i++) {
        char kept = in.token[i];

        in.token[i] = kept == '2' ? '3' : '2';
        CHECK(!opens(&in));
        in.token[i] = kept;
    }
    CHECK(!opens(&(struct passing){.word = "", .kinds = 15, .token = "too short"}));
}

/* --- keys of clients ------------------------------------------------------------------------- */

static void test_record_seal__refuses_a_key_that_no_signed_entry_names(void)
{
    struct epoch_key key;
    struct client_id client = {world_id(&test_world)};
    struct record_sealed sealed;
    struct record_place place = {.client = client, .compartment = 4, .epoch = 1};

    CHECK(epoch_make(fx.owner, client, 4, 1, &key, &fx.why) == HF_OK);
    CHECK(record_seal(fx.owner, &place, SPAN("x"), NULL, 0, &fx.arena, &sealed, &fx.why) ==
          HF_INVALID);
    CHECK(epoch_admit(fx.owner, &key, &fx.why) == HF_OK);
    CHECK(record_seal(fx.owner, &place, SPAN("x"), NULL, 0, &fx.arena, &sealed, &fx.why) == HF_OK);
}

static void test_fingerprint_words__are_eight(void)
{
    char text[FINGERPRINT_TEXT];
    int spaces = 0;

    fingerprint_words(keyring_who(fx.owner)->sign_pub, text);
    for (const char *c = text; *c != '\0'; c++)
        spaces += *c == ' ';
    CHECK_INT(spaces, 7);
}

static void test_shelf__opens_under_its_name_alone_and_holds_no_word(void)
{
    struct span text = SPAN("what the house keeps");
    struct id128 name = {{1}}, other = {{2}};
    uint8_t frame[64 + VAULT_SHELF_EXTRA] = {0}, back[64] = {0};
    struct span sealed = span_at(frame, text.len + VAULT_SHELF_EXTRA);

    vault_shelve(fx.vault, name, text, frame);
    CHECK(memmem(frame, sealed.len, "house", 5) == NULL);
    CHECK(vault_unshelve(fx.vault, name, sealed, back) && memcmp(back, text.at, text.len) == 0);
    CHECK(!vault_unshelve(fx.vault, other, sealed, back));
    CHECK(!vault_unshelve(fx.vault, name, span_head(sealed, VAULT_SHELF_EXTRA - 1), back));
    frame[sealed.len - 1] ^= 1;
    CHECK(!vault_unshelve(fx.vault, name, sealed, back));
}

static enum status with_password_of(struct tx *tx, void *arg, struct fault *why)
{
    struct opening *in = arg;

    return keyring_open_password_of(fx.vault, tx, keyring_who(fx.owner)->person,
                                    span_of(in->secret), &in->keyring, why);
}

static enum status change_rows(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const char *const *sql = arg;
    enum status st = HF_OK;

    for (; st == HF_OK && *sql != NULL; sql++)
        st = store_run(ltx->tx, *sql, NULL, 0, why);
    return st;
}

/* Last of all: from now on the vault knows that somebody else writes here. */
static void test_password__of_before_opens_nothing_though_its_row_is_put_back(void)
{
    const char *keep[] = {"CREATE TABLE kept AS SELECT * FROM slot", NULL};
    const char *put_back[] = {"DELETE FROM slot", "INSERT INTO slot SELECT * FROM kept", NULL};
    struct opening before = {.login = "ada", .secret = good};
    struct opening now = {.login = "ada", .secret = "otter beside the grey harbor"};

    CHECK(act(set_slots, &before) == HF_OK);
    CHECK(act(change_rows, keep) == HF_OK);
    CHECK(act(set_slots, &now) == HF_OK);
    CHECK(looking(with_password_of, &now) == HF_OK);
    CHECK(is_owner(now.keyring));
    CHECK(act(change_rows, put_back) == HF_OK);
    CHECK(looking(with_password_of, &before) == HF_NOT_FOUND);
    CHECK(looking(with_password, &before) == HF_NOT_FOUND);
}

int main(void)
{
    fixture_make(&store_sqlite);
    RUN(test_seal_open__wants_key_place_and_every_byte);
    RUN(test_seal_open__frame_relabelled_for_a_second_key_stays_shut);
    RUN(test_seal_frame__never_makes_the_same_nonce_twice);
    RUN(test_pad_size__has_five_steps_then_at_most_12_percent);
    RUN(test_vault_open__refuses_a_folder_open_to_others_or_inside_the_data);
    RUN(test_vault_found__never_writes_over_secrets);
    RUN(test_password__opens_with_name_in_any_case_and_nothing_else);
    RUN(test_recovery__opens_once_also_as_people_type_it);
    RUN(test_password_check__refuses_what_is_tried_first);
    RUN(test_pass__session_opens_again_until_idle);
    RUN(test_pass__is_idle_where_the_clock_went_back);
    RUN(test_pass__that_was_idle_is_opened_by_no_clock_that_is_set_back);
    RUN(test_pass__is_shut_by_a_clock_behind_what_was_seen);
    RUN(test_pass__where_nothing_can_be_written_sessions_open_and_links_do_not);
    RUN(test_pass__link_wants_its_word_and_opens_once);
    RUN(test_pass__five_wrong_words_end_a_link);
    RUN(test_pass__any_other_token_opens_nothing);
    RUN(test_record_seal__refuses_a_key_that_no_signed_entry_names);
    RUN(test_shelf__opens_under_its_name_alone_and_holds_no_word);
    RUN(test_fingerprint_words__are_eight);
    RUN(test_vault_anchor__never_goes_back);
    RUN(test_password__of_before_opens_nothing_though_its_row_is_put_back);
    fixture_end();
    return tap_end();
}
