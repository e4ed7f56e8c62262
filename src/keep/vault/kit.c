/* keep/vault/kit.c - the service's keys without the pepper.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/kit.h"

#include "keep/vault/vault_inside.h"

#include <sodium.h>
#include <stddef.h>
#include <string.h>

enum { PEPPER_DIGITS = 52 };

/* KEEP IN ORDER: docs/formats.md, Backups */
struct kit {
    uint8_t sign_seed[32], box_secret[32], row_key[32], pepper_check[32];
    uint8_t practice[PRACTICE_FILE];
};

static const char note_file[] = "backup";
static const char note_label[] = "holdfast/backup-note/v1";

struct note {
    char label[sizeof note_label];
    uint8_t recipient[32], number[8], manifest[32];
};

_Static_assert(sizeof(struct kit) == KIT_BYTES, "no padding");

static void pepper_check(const uint8_t pepper[KEY_BYTES], uint8_t ret[32])
{
    keyed_hash(pepper, "holdfast/pepper-check/v1", SPAN(""), ret, 32);
}

void kit_write(const struct vault *vault, uint8_t ret[KIT_BYTES])
{
    struct kit kit;

    memcpy(kit.sign_seed, vault->keys->sign_seed, KEY_BYTES);
    memcpy(kit.box_secret, vault->keys->box_secret, KEY_BYTES);
    memcpy(kit.row_key, vault->keys->row_key, KEY_BYTES);
    pepper_check(vault->keys->pepper, kit.pepper_check);
    practice_file_write(vault, kit.practice);
    memcpy(ret, &kit, sizeof kit);
    sodium_memzero(&kit, sizeof kit);
}

struct practice_id kit_practice(const uint8_t kit[KIT_BYTES])
{
    struct practice_id practice;

    memcpy(practice.id.bytes, kit + offsetof(struct kit, practice), 16);
    return practice;
}

void kit_service_key(const uint8_t kit[KIT_BYTES], uint8_t ret_sign_pub[32])
{
    uint8_t secret[crypto_sign_SECRETKEYBYTES];

    crypto_sign_seed_keypair(ret_sign_pub, secret, kit + offsetof(struct kit, sign_seed));
    sodium_memzero(secret, sizeof secret);
}

struct filling {
    const struct kit *kit;
    struct span pepper;
};

static bool read_pepper(struct span text, const struct kit *kit, uint8_t ret[KEY_BYTES])
{
    uint8_t bits[KEY_BYTES + 1], check[32];
    bool whole =
        base32_read(&text, PEPPER_DIGITS, bits) && bits[KEY_BYTES] == 0 && span_trim(text).len == 0;

    memcpy(ret, bits, KEY_BYTES);
    pepper_check(ret, check);
    sodium_memzero(bits, sizeof bits);
    return whole && sodium_memcmp(check, kit->pepper_check, sizeof check) == 0;
}

static enum status fill(struct vault *vault, void *arg, struct fault *why)
{
    const struct filling *in = arg;

    if (!read_pepper(in->pepper, in->kit, vault->keys->pepper))
        return fault_set(why, HF_INVALID,
                         "that is not this practice's pepper: 13 groups of four, as printed");
    memcpy(vault->keys->sign_seed, in->kit->sign_seed, KEY_BYTES);
    memcpy(vault->keys->box_secret, in->kit->box_secret, KEY_BYTES);
    memcpy(vault->keys->row_key, in->kit->row_key, KEY_BYTES);
    practice_file_read(vault, in->kit->practice);
    return HF_OK;
}

enum status kit_restore(const struct vault_config *config, const uint8_t kit[KIT_BYTES],
                        struct span pepper, struct vault **ret, struct fault *why)
{
    struct kit fields;
    struct filling in = {&fields, pepper};

    memcpy(&fields, kit, sizeof fields);
    enum status st = vault_found_with(config, fill, &in, ret, why);

    sodium_memzero(&fields, sizeof fields);
    return st;
}

/* --- the note -------------------------------------------------------------------------------- */

static void write_number(uint64_t number, uint8_t ret[8])
{
    for (int i = 0; i < 8; i++)
        ret[i] = (uint8_t)(number >> (8 * i));
}

static uint64_t read_number(const uint8_t at[8])
{
    uint64_t number = 0;

    for (int i = 7; i >= 0; i--)
        number = number << 8 | at[i];
    return number;
}

enum status kit_note_read(const struct vault *vault, struct kit_note *ret, struct fault *why)
{
    struct note file;
    struct fault quiet = {.status = HF_OK};
    enum status st = file_read(vault->path, note_file, &file, sizeof file, &quiet);

    *ret = (struct kit_note){.has_key = st == HF_OK};
    if (st == HF_NOT_FOUND)
        return HF_OK;
    if (st != HF_OK || memcmp(file.label, note_label, sizeof note_label) != 0)
        return fault_set(why, HF_INVALID, "the backup note in the secrets folder can't be read");
    memcpy(ret->recipient, file.recipient, sizeof ret->recipient);
    memcpy(ret->manifest, file.manifest, sizeof ret->manifest);
    ret->number = read_number(file.number);
    return HF_OK;
}

enum status kit_note_write(struct vault *vault, const struct kit_note *note, struct fault *why)
{
    struct note file;

    memcpy(file.label, note_label, sizeof note_label);
    memcpy(file.recipient, note->recipient, sizeof file.recipient);
    memcpy(file.manifest, note->manifest, sizeof file.manifest);
    write_number(note->number, file.number);
    return file_write(vault->path, note_file, &file, sizeof file, why);
}

/* --- the last drill -------------------------------------------------------------------------- */

static const char drill_file[] = "drill";
static const char drill_label[] = "holdfast/drill/v1";

struct drill {
    char label[sizeof drill_label];
    uint8_t done_us[8], number[8], made_us[8];
};

enum status kit_drill_read(const struct vault *vault, struct kit_drill *ret, struct fault *why)
{
    struct drill file;
    struct fault quiet = {.status = HF_OK};
    enum status st = file_read(vault->path, drill_file, &file, sizeof file, &quiet);

    if (st != HF_NOT_FOUND &&
        (st != HF_OK || memcmp(file.label, drill_label, sizeof drill_label) != 0))
        return fault_set(why, HF_INVALID, "the file \"drill\" in the secrets folder can't be read");
    *ret = (struct kit_drill){.done_us = 0};
    if (st == HF_OK)
        *ret = (struct kit_drill){(int64_t)read_number(file.done_us), read_number(file.number),
                                  (int64_t)read_number(file.made_us)};
    return HF_OK;
}

enum status kit_drill_write(struct vault *vault, const struct kit_drill *drill, struct fault *why)
{
    struct drill file;

    memcpy(file.label, drill_label, sizeof drill_label);
    write_number((uint64_t)drill->done_us, file.done_us);
    write_number(drill->number, file.number);
    write_number((uint64_t)drill->made_us, file.made_us);
    return file_write(vault->path, drill_file, &file, sizeof file, why);
}

/* --- what was erased ------------------------------------------------------------------------- */

static const char erased_file[] = "erased";

enum status kit_erased_read(const struct vault *vault, struct arena *arena, struct span *ret,
                            struct fault *why)
{
    return file_read_all(vault->path, erased_file, KIT_ERASED_MOST, arena, ret, why);
}

enum status kit_erased_write(struct vault *vault, struct span bytes, struct fault *why)
{
    return file_write(vault->path, erased_file, bytes.at, bytes.len, why);
}
