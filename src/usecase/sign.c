/* usecase/sign.c - what all ways in have in common.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/sign.h"

#include "core/model/content.h"

#include <string.h>

static const int64_t minute_us = INT64_C(60) * 1000000;
static const int64_t us_per_s = 1000000;

static bool is_staff(uint8_t roles)
{
    return (roles & ~(unsigned)ROLE_CLIENT) != 0;
}

enum status sign_issue(const struct practice *practice, struct tx *tx,
                       const struct keyring *keyring, struct sign_way way,
                       struct sign_in_reply *ret, struct fault *why)
{
    const struct keyring_who *who = keyring_who(keyring);
    int64_t life_minutes = is_staff(who->roles) ? STAFF_HOURS * 60 : CLIENT_MINUTES;
    int64_t now_us = world_now_us(vault_world(practice->vault));
    struct pass_spec spec = {
        .kind = PASS_SESSION,
        .idle_us = IDLE_MINUTES * minute_us,
        .until_us = now_us + life_minutes * minute_us,
        .proof = is_staff(who->roles) ? way.proof : PROOF_OWN_DEVICE,
        .lock = is_staff(who->roles) ? PASS_LOCKS : PASS_ENDS,
        .proved_us = now_us,
        .device = way.device,
    };

    ret->person = who->person;
    ret->roles = who->roles;
    return pass_issue(practice->vault, tx, keyring, &spec, ret->pass, why);
}

static enum status note_not_kept(const struct practice *practice, struct ledger_tx *ltx,
                                 struct keyring *keyring, struct fault *why)
{
    struct recovery_kept_content content = {STATE_OFF};
    struct ledger_write write = {.action = ACTION_RECOVERY_KEPT,
                                 .object = keyring_who(keyring)->person.id,
                                 .request = {world_id(vault_world(practice->vault))}};
    enum status st =
        content_encode(ACTION_RECOVERY_KEPT, &content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : ledger_append(ltx, keyring, &write, NULL, why);
}

enum status sign_new_recovery(const struct practice *practice, struct ledger_tx *ltx,
                              struct keyring *keyring, struct span login,
                              char ret_code[SLOT_RECOVERY_TEXT], struct fault *why)
{
    enum status st = slot_set_recovery(practice->vault, ltx->tx, keyring, login, ret_code, why);

    return st != HF_OK || ledger_is_narrow_only(practice->ledger)
               ? st
               : note_not_kept(practice, ltx, keyring, why);
}

enum status sign_link(const struct practice *practice, struct tx *tx, const struct keyring *keyring,
                      struct link *ret, struct fault *why)
{
    struct pass_spec spec = {
        .kind = PASS_LINK,
        .until_us =
            world_now_us(vault_world(practice->vault)) + LINK_HOURS * INT64_C(60) * minute_us,
        .proof = PROOF_OWN_DEVICE,
    };

    spoken_word(ret->word);
    spec.word = span_of(ret->word);
    ret->until_s = spec.until_us / us_per_s;
    return pass_issue(practice->vault, tx, keyring, &spec, ret->token, why);
}
