/* core/model/content_practice.c - layouts: what the practice says of itself and its people.
 *
 * A published row never changes; a later version gets a row and a struct of its own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content_fields.h"

/* KEEP IN ORDER: words of contents (content.h) */
static const char *const profile_words[] = {"", "clinical", "bodywork"};
static const char *const reading_words[] = {"", "cover", "second look", "supervision"};
static const char *const rule_verdict_words[] = {"", "agreed", "objected"};

static const struct content_field pack_said_fields[] = {
    TEXT(pack_said, url, 200),
    TEXT(pack_said, version, ID_WORD),
    BYTES(pack_said, hash, 32),
};
static ROW_OF(pack_said);

static const struct content_field practice_founded_fields[] = {
    TEXT(practice_founded_content, name, NAME),
    WORD(practice_founded_content, profile, profile_words),
    TEXT(practice_founded_content, country, 2),
    TEXT(practice_founded_content, language, LANGUAGE),
    TEXT(practice_founded_content, time_zone, ID_WORD),
    TEXT(practice_founded_content, emergency_line, ID_WORD),
    TEXT(practice_founded_content, concern_name, NAME),
    TEXT(practice_founded_content, concern_contact, 200),
    BYTES(practice_founded_content, concern_key, 32),
    BOOL(practice_founded_content, demo),
};

static const struct content_field policy_set_fields[] = {
    I64(policy_set_content, reflect_internal_s),
    I64(policy_set_content, reflect_sensual_s),
    I64(policy_set_content, stop_cooldown_s),
    I64(policy_set_content, checkin_s),
    I64(policy_set_content, checkin_sensitive_s),
    I64(policy_set_content, screening_max_age_s),
    I64(policy_set_content, grant_s),
    U8(policy_set_content, yellow_pressure, 10),
    TEXTS(policy_set_content, clearance_by, 8),
};

static const struct content_field house_rule_set_fields[] = {
    TEXT(house_rule_set_content, rule, ID_WORD),
    WORD(house_rule_set_content, state, state_words),
    RECORD(house_rule_set_content, scope, scope_said),
    BOOL(house_rule_set_content, deny),
    BOOL(house_rule_set_content, has_max_pressure),
    U8(house_rule_set_content, max_pressure, 10),
    TEXTS(house_rule_set_content, conditions, WORDS_MOST),
    TEXT(house_rule_set_content, reason, LINE),
};

static const struct content_field packs_adopted_fields[] = {
    BYTES(packs_adopted_content, atlas_hash, 32),
    LIST(packs_adopted_content, packs, pack, 64),
};

static const struct content_field credential_stated_fields[] = {
    ID(credential_stated_content, practitioner),
    TEXT(credential_stated_content, title, 200),
    TEXT(credential_stated_content, awarded_by, 200),
    TEXT(credential_stated_content, evidence, LINE),
    TEXT(credential_stated_content, register_entry, 200),
    MOMENT(credential_stated_content, register_seen),
    MOMENT(credential_stated_content, from),
    MOMENT(credential_stated_content, until),
    LIST(credential_stated_content, scopes, scope, 64),
};

static const struct content_field profession_said_fields[] = {
    ID(profession_said_content, practitioner),
    TEXT(profession_said_content, profession, ID_WORD),
    TEXT(profession_said_content, place, ID_WORD),
    TEXT(profession_said_content, papers, LINE),
};

static const struct content_field readiness_said_fields[] = {
    TEXT(readiness_said_content, form, ID_WORD),
    WORD(readiness_said_content, state, state_words),
};

static const struct content_field credential_certified_fields[] = {
    ID(credential_certified_content, credential),
    TEXT(credential_certified_content, seen, LINE),
};

static const struct content_field credential_revoked_fields[] = {
    ID(credential_revoked_content, credential),
    TEXT(credential_revoked_content, reason, LINE),
};

static const struct content_field rule_reviewed_fields[] = {
    TEXT(rule_reviewed_content, rule, ID_WORD),
    BYTES(rule_reviewed_content, hash, 32),
    WORD(rule_reviewed_content, verdict, rule_verdict_words),
    TEXT(rule_reviewed_content, words, LINE),
};

static const struct content_field rule_tightened_fields[] = {
    TEXT(rule_tightened_content, rule, ID_WORD),
    WORD(rule_tightened_content, state, state_words),
    U32(rule_tightened_content, days),
    BOOL(rule_tightened_content, deny),
    BOOL(rule_tightened_content, has_max_pressure),
    U8(rule_tightened_content, max_pressure, 10),
    TEXT(rule_tightened_content, reason, LINE),
};

static const struct content_field reader_named_fields[] = {
    TEXT(reader_named_content, alarm, ID_WORD),
    ID(reader_named_content, reader),
    ID(reader_named_content, stand_in),
    TEXT(reader_named_content, hours, 200),
};

static const struct content_field instrument_added_fields[] = {
    TEXT(instrument_added_content, measure, ID_WORD),
    TEXT(instrument_added_content, url, 300),
    TEXT(instrument_added_content, version, 100),
    BYTES(instrument_added_content, form, 120000),
};

static const struct content_field measure_switched_fields[] = {
    TEXT(measure_switched_content, measure, ID_WORD),
    WORD(measure_switched_content, state, state_words),
    ID(measure_switched_content, reader),
    ID(measure_switched_content, stand_in),
    TEXT(measure_switched_content, hours, 200),
    TEXT(measure_switched_content, crisis, 200),
    ID(measure_switched_content, text),
};

static const struct content_field person_named_fields[] = {
    ID(person_named_content, person),
    TEXT(person_named_content, name, NAME),
    U8(person_named_content, roles, 63),
    WORD(person_named_content, state, state_words),
};

static const struct content_field safety_set_fields[] = {
    TEXT(safety_set_content, emergency_line, ID_WORD),
    TEXT(safety_set_content, concern_name, NAME),
    TEXT(safety_set_content, concern_contact, 200),
    BYTES(safety_set_content, concern_key, 32),
};

static const struct content_field reading_braked_fields[] = {
    TEXT(reading_braked_content, words, LINE),
};

static const struct content_field recovery_kept_fields[] = {
    WORD(recovery_kept_content, state, state_words),
};

static const struct content_field passkey_kept_fields[] = {
    WORD(passkey_kept_content, state, state_words),
    WORD(passkey_kept_content, opens, state_words),
};

static const struct content_field entries_copied_fields[] = {
    I64(copied_content, entries),
    I64(copied_content, upto),
    BYTES(copied_content, sums, 32),
};

static const struct content_field client_handed_on_fields[] = {
    ID(client_handed_on_content, to),
    BOOL(client_handed_on_content, stops),
    TEXT(client_handed_on_content, words, LINE),
};

static const struct content_field reading_asked_fields[] = {
    ID(reading_asked_content, reader),        WORD(reading_asked_content, why, reading_words),
    MOMENT(reading_asked_content, until),     BOOL(reading_asked_content, contact),
    TEXT(reading_asked_content, words, LINE),
};

static const struct content_field reading_answered_fields[] = {
    ID(reading_answered_content, asked),
    WORD(reading_answered_content, state, state_words),
};

static const struct content_field supervision_copied_fields[] = {
    ID(supervision_copied_content, session),
    TEXT(supervision_copied_content, text, 16000),
};

static const struct content_layout practice_layouts[] = {
    LAYOUT(PRACTICE_FOUNDED, practice_founded, practice_founded_content),
    LAYOUT(POLICY_SET, policy_set, policy_set_content),
    LAYOUT(HOUSE_RULE_SET, house_rule_set, house_rule_set_content),
    LAYOUT(PACKS_ADOPTED, packs_adopted, packs_adopted_content),
    LAYOUT(CREDENTIAL_STATED, credential_stated, credential_stated_content),
    LAYOUT(CREDENTIAL_CERTIFIED, credential_certified, credential_certified_content),
    LAYOUT(CREDENTIAL_REVOKED, credential_revoked, credential_revoked_content),
    LAYOUT(READER_NAMED, reader_named, reader_named_content),
    LAYOUT(PERSON_NAMED, person_named, person_named_content),
    LAYOUT(SAFETY_SET, safety_set, safety_set_content),
    LAYOUT(RECOVERY_KEPT, recovery_kept, recovery_kept_content),
    LAYOUT(PROFESSION_SAID, profession_said, profession_said_content),
    LAYOUT(READINESS_SAID, readiness_said, readiness_said_content),
    LAYOUT(PASSKEY_KEPT, passkey_kept, passkey_kept_content),
    LAYOUT(CLIENT_PASSKEY_KEPT, passkey_kept, passkey_kept_content),
    LAYOUT(RULE_REVIEWED, rule_reviewed, rule_reviewed_content),
    LAYOUT(RULE_TIGHTENED, rule_tightened, rule_tightened_content),
    LAYOUT(INSTRUMENT_ADDED, instrument_added, instrument_added_content),
    LAYOUT(MEASURE_SWITCHED, measure_switched, measure_switched_content),
    LAYOUT(ENTRIES_COPIED, entries_copied, copied_content),
    LAYOUT(CLIENT_HANDED_ON, client_handed_on, client_handed_on_content),
    LAYOUT(READING_ASKED, reading_asked, reading_asked_content),
    LAYOUT(READING_ANSWERED, reading_answered, reading_answered_content),
    LAYOUT(READING_BRAKED, reading_braked, reading_braked_content),
    LAYOUT(SUPERVISION_COPIED, supervision_copied, supervision_copied_content),
};
GROUP(practice);
