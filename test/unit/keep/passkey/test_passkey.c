/* Passkeys as a browser hands them over, made with keys of our own: what holds, and what is
 * refused.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "maker.h"

static char block[1 << 20];
static struct arena arena;
static struct fault why;
static struct maker makers[3];

static void again(void)
{
    fault_clear(&why);
    arena_rewind(&arena, 0);
}

static enum status read_it(const struct made *made, struct passkey *ret)
{
    again();
    return passkey_read(&made->ask, span_of(made->client), span_bytes(&made->object), &arena, ret,
                        &why);
}

static enum status check_it(const struct made *made, const struct passkey *passkey)
{
    struct passkey_answer answer = {span_of(made->client), span_bytes(&made->data),
                                    span_bytes(&made->signature)};
    uint32_t count;

    again();
    return passkey_check(&made->ask, passkey, &answer, &arena, &count, &why);
}

static struct passkey enrolled(const struct maker *maker)
{
    struct made made = made_ask(1);
    struct passkey passkey = {.id_len = 0};

    make_credential(&made, maker, MAKER_UP_UV);
    if (read_it(&made, &passkey) != HF_OK)
        printf("# %s\n", why.text);
    return passkey;
}

/* --- registration ---------------------------------------------------------------------------- */

static void test_read__takes_the_three_kinds_of_keys_that_browsers_make(void)
{
    static const int algorithms[] = {MAKER_ES256, MAKER_EDDSA, MAKER_RS256};

    for (size_t i = 0; i < 3; i++) {
        struct passkey passkey = enrolled(&makers[i]);

        CHECK_INT(passkey.algorithm, algorithms[i]);
        CHECK_INT(passkey.id_len, 32);
        CHECK(memcmp(passkey.id, makers[i].id, 32) == 0);
    }
}

static void test_read__wants_a_verified_person(void)
{
    static const int flags[] = {0x00, 0x01, 0x04};

    for (size_t i = 0; i < 3; i++) {
        struct made made = made_ask(1);
        struct passkey passkey;

        make_credential(&made, &makers[0], flags[i]);
        CHECK_INT(read_it(&made, &passkey), HF_INVALID);
    }
}

static void test_read__refuses_an_answer_of_another_kind(void)
{
    struct made made = made_ask(1);
    struct passkey passkey;

    make_credential(&made, &makers[0], MAKER_UP_UV);
    make_client(&made, "webauthn.get", MAKER_ORIGIN, "");
    CHECK_INT(read_it(&made, &passkey), HF_INVALID);
}

static void test_read__refuses_every_cut_object(void)
{
    struct made made = made_ask(1);
    struct passkey passkey;

    make_credential(&made, &makers[0], MAKER_UP_UV);
    size_t whole = made.object.len;
    bool refused = true;

    for (made.object.len = 0; made.object.len < whole; made.object.len++)
        refused = refused && read_it(&made, &passkey) == HF_INVALID;
    CHECK(refused);
}

static void test_read__refuses_what_stands_behind_the_object(void)
{
    struct made made = made_ask(1);
    struct passkey passkey;

    make_credential(&made, &makers[0], MAKER_UP_UV);
    add_byte(&made.object, 0);
    CHECK_INT(read_it(&made, &passkey), HF_INVALID);
}

/* Lengths that promise gigabytes, nesting without end, an indefinite map, a doubled key. */
static void test_read__refuses_cbor_that_promises_more_than_is_there(void)
{
    static const struct span objects[] = {
        SPAN_INIT("\xbb\x00\xff\xff\xff\xff\xff\xff\xff"),
        SPAN_INIT("\x9a\x7f\xff\xff\xff"),
        SPAN_INIT("\x5b\x7f\xff\xff\xff\xff\xff\xff\xff"),
        SPAN_INIT("\xbf\xff"),
        SPAN_INIT("\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x00"),
        SPAN_INIT("\xa3\x63"
                  "fmt\x64none\x63"
                  "fmt\x64none\x68"
                  "authData\x40"),
        SPAN_INIT(""),
        SPAN_INIT("\xc0\x00"),
    };

    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        struct made made = made_ask(1);
        struct passkey passkey;

        make_client(&made, "webauthn.create", MAKER_ORIGIN, "");
        add(&made.object, objects[i].at, objects[i].len);
        CHECK_INT(read_it(&made, &passkey), HF_INVALID);
    }
}

static void test_read__refuses_a_key_that_promises_more_than_is_there(void)
{
    struct made made = made_ask(1);
    struct passkey passkey;

    make_credential(&made, &makers[0], MAKER_UP_UV);
    made.data.len = 37 + 16 + 2 + 32; /* up to the key */
    add(&made.data, "\xbb\x00\xff\xff\xff\xff\xff\xff\xff", 9);
    make_object(&made);
    CHECK_INT(read_it(&made, &passkey), HF_INVALID);
}

/* --- use ------------------------------------------------------------------------------------- */

static void test_check__takes_what_the_same_key_signed(void)
{
    for (size_t i = 0; i < 3; i++) {
        struct passkey passkey = enrolled(&makers[i]);
        struct made made = made_ask(9);

        make_answer(&made, &makers[i], 1);
        CHECK_INT(check_it(&made, &passkey), HF_OK);
    }
}

static void test_check__refuses_another_persons_key(void)
{
    struct maker thief = maker_new(MAKER_ES256);
    struct passkey passkey = enrolled(&makers[0]);
    struct made made = made_ask(9);

    make_answer(&made, &thief, 1);
    CHECK_INT(check_it(&made, &passkey), HF_INVALID);
    EVP_PKEY_free(thief.key);
}

static void test_check__refuses_a_key_of_another_algorithm(void)
{
    struct passkey passkey = enrolled(&makers[0]);
    struct made made = made_ask(9);

    make_answer(&made, &makers[0], 1);
    passkey.algorithm = MAKER_EDDSA;
    CHECK_INT(check_it(&made, &passkey), HF_INVALID);
    passkey.algorithm = 0;
    CHECK_INT(check_it(&made, &passkey), HF_INVALID);
}

/* A stolen answer is worth nothing: the next question is another one. */
static void test_check__refuses_the_answer_to_another_question(void)
{
    struct passkey passkey = enrolled(&makers[0]);
    struct made made = made_ask(9);

    make_answer(&made, &makers[0], 1);
    made.ask.challenge[31] ^= 1;
    CHECK_INT(check_it(&made, &passkey), HF_INVALID);
}

static void test_check__refuses_every_flipped_byte(void)
{
    struct passkey passkey = enrolled(&makers[0]);
    struct made made = made_ask(9);
    bool refused = true;

    make_answer(&made, &makers[0], 1);
    for (size_t i = 0; i < made.data.len; i++) {
        made.data.at[i] ^= 1;
        refused = refused && check_it(&made, &passkey) == HF_INVALID;
        made.data.at[i] ^= 1;
    }
    for (size_t i = 0; i < strlen(made.client); i++) {
        made.client[i] ^= 1;
        refused = refused && check_it(&made, &passkey) == HF_INVALID;
        made.client[i] ^= 1;
    }
    for (size_t i = 0; i < made.signature.len; i++) {
        made.signature.at[i] ^= 1;
        refused = refused && check_it(&made, &passkey) == HF_INVALID;
        made.signature.at[i] ^= 1;
    }
    CHECK(refused);
    CHECK_INT(check_it(&made, &passkey), HF_OK);
}

static void test_check__refuses_another_site_and_another_origin(void)
{
    static const char *const origins[] = {
        "http://practice.example",      "https://practice.example:8443",
        "https://practice.example.",    "https://evil.example",
        "https://practice.example/",    "null",
        "https://sub.practice.example",
    };
    struct passkey passkey = enrolled(&makers[0]);
    struct made made = made_ask(9);

    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        make_answer(&made, &makers[0], 1);
        make_client(&made, "webauthn.get", origins[i], "");
        make_signature(&made, &makers[0]);
        CHECK_INT(check_it(&made, &passkey), HF_INVALID);
    }
    make_answer(&made, &makers[0], 1);
    make_data(&made, "evil.example", MAKER_UP_UV, 1);
    make_signature(&made, &makers[0]);
    CHECK_INT(check_it(&made, &passkey), HF_INVALID);
}

static void test_check__refuses_a_frame_of_another_site(void)
{
    struct passkey passkey = enrolled(&makers[0]);
    struct made made = made_ask(9);

    make_answer(&made, &makers[0], 1);
    make_client(&made, "webauthn.get", MAKER_ORIGIN, ",\"crossOrigin\":true");
    make_signature(&made, &makers[0]);
    CHECK_INT(check_it(&made, &passkey), HF_INVALID);
    make_client(&made, "webauthn.get", MAKER_ORIGIN, ",\"crossOrigin\":false");
    make_signature(&made, &makers[0]);
    CHECK_INT(check_it(&made, &passkey), HF_OK);
}

static void test_check__refuses_the_answer_of_a_registration(void)
{
    struct passkey passkey = enrolled(&makers[0]);
    struct made made = made_ask(9);

    make_answer(&made, &makers[0], 1);
    make_client(&made, "webauthn.create", MAKER_ORIGIN, "");
    make_signature(&made, &makers[0]);
    CHECK_INT(check_it(&made, &passkey), HF_INVALID);
}

static void test_check__wants_a_verified_person(void)
{
    struct passkey passkey = enrolled(&makers[0]);
    struct made made = made_ask(9);
    static const int flags[] = {0x00, 0x01, 0x04};

    for (size_t i = 0; i < 3; i++) {
        make_answer(&made, &makers[0], 1);
        make_data(&made, MAKER_SITE, flags[i], 1);
        make_signature(&made, &makers[0]);
        CHECK_INT(check_it(&made, &passkey), HF_INVALID);
    }
}

static void test_check__wants_a_count_that_grows_or_none_at_all(void)
{
    static const struct {
        uint32_t kept, said;
        enum status want;
    } rows[] = {{0, 0, HF_OK},      {0, 1, HF_OK},      {1, 2, HF_OK},
                {1, 1, HF_INVALID}, {2, 1, HF_INVALID}, {1, 0, HF_INVALID}};
    struct passkey passkey = enrolled(&makers[0]);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made made = made_ask(9);

        make_answer(&made, &makers[0], rows[i].said);
        passkey.count = rows[i].kept;
        CHECK_INT(check_it(&made, &passkey), rows[i].want);
    }
}

int main(void)
{
    arena_init(&arena, block, sizeof block);
    makers[0] = maker_new(MAKER_ES256);
    makers[1] = maker_new(MAKER_EDDSA);
    makers[2] = maker_new(MAKER_RS256);
    RUN(test_read__takes_the_three_kinds_of_keys_that_browsers_make);
    RUN(test_read__wants_a_verified_person);
    RUN(test_read__refuses_an_answer_of_another_kind);
    RUN(test_read__refuses_every_cut_object);
    RUN(test_read__refuses_what_stands_behind_the_object);
    RUN(test_read__refuses_cbor_that_promises_more_than_is_there);
    RUN(test_read__refuses_a_key_that_promises_more_than_is_there);
    RUN(test_check__takes_what_the_same_key_signed);
    RUN(test_check__refuses_another_persons_key);
    RUN(test_check__refuses_a_key_of_another_algorithm);
    RUN(test_check__refuses_the_answer_to_another_question);
    RUN(test_check__refuses_every_flipped_byte);
    RUN(test_check__refuses_another_site_and_another_origin);
    RUN(test_check__refuses_a_frame_of_another_site);
    RUN(test_check__refuses_the_answer_of_a_registration);
    RUN(test_check__wants_a_verified_person);
    RUN(test_check__wants_a_count_that_grows_or_none_at_all);
    for (size_t i = 0; i < 3; i++)
        EVP_PKEY_free(makers[i].key);
    return tap_end();
}
