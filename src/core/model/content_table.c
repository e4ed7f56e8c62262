/* core/model/content_table.c - every layout as a table: the one place where bytes are laid out.
 *
 * A published row never changes; a later version gets a row and a struct of its own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content.h"

/* offsetof, and a compile error if the member is of another type than the codec will read. */
#define AT(type, member, want)                                                                     \
    (uint32_t)(                                                                                    \
        offsetof(struct type, member) +                                                            \
        0 * sizeof(char[__builtin_types_compatible_p(__typeof__(((struct type *)0)->member), want) \
                            ? 1                                                                    \
                            : -1]))
#define COUNT(array) (sizeof(array) / sizeof *(array))

#define U8(t, m, most)                                                                             \
    {                                                                                              \
        .name = #m, .kind = CONTENT_U8, .offset = AT(t, m, uint8_t), .limit = (most)               \
    }
#define U32(t, m)                                                                                  \
    {                                                                                              \
        .name = #m, .kind = CONTENT_U32, .offset = AT(t, m, uint32_t)                              \
    }
#define I64(t, m)                                                                                  \
    {                                                                                              \
        .name = #m, .kind = CONTENT_I64, .offset = AT(t, m, int64_t)                               \
    }
#define BOOL(t, m)                                                                                 \
    {                                                                                              \
        .name = #m, .kind = CONTENT_BOOL, .offset = AT(t, m, bool)                                 \
    }
#define ID(t, m)                                                                                   \
    {                                                                                              \
        .name = #m, .kind = CONTENT_ID, .offset = AT(t, m, struct id128)                           \
    }
#define MOMENT(t, m)                                                                               \
    {                                                                                              \
        .name = #m, .kind = CONTENT_MOMENT, .offset = AT(t, m, struct moment)                      \
    }
#define TEXT(t, m, most)                                                                           \
    {                                                                                              \
        .name = #m, .kind = CONTENT_TEXT, .offset = AT(t, m, struct span), .limit = (most)         \
    }
#define BYTES(t, m, most)                                                                          \
    {                                                                                              \
        .name = #m, .kind = CONTENT_BYTES, .offset = AT(t, m, struct span), .limit = (most)        \
    }
#define TEXTS(t, m, most)                                                                          \
    {                                                                                              \
        .name = #m, .kind = CONTENT_TEXTS, .offset = AT(t, m, struct words), .limit = (most)       \
    }
#define WORD(t, m, names)                                                                          \
    {                                                                                              \
        .name = #m, .kind = CONTENT_WORD, .offset = AT(t, m, uint8_t), .limit = COUNT(names) - 1,  \
        .words = (names)                                                                           \
    }
#define RECORD(t, m, of)                                                                           \
    {                                                                                              \
        .name = #m, .kind = CONTENT_RECORD, .offset = AT(t, m, struct of), .row = &of##_row        \
    }
#define LIST(t, m, of, most)                                                                       \
    {                                                                                              \
        .name = #m, .kind = CONTENT_LIST, .offset = AT(t, m, struct of##_list), .limit = (most),   \
        .row = &of##_said_row                                                                      \
    }

enum { WORDS_MOST = 64, NAME = 120, LINE = 400, PARAGRAPH = 4000, ID_WORD = 64, LANGUAGE = 35 };

/* KEEP IN ORDER: words of contents (content.h) */
static const char *const profile_words[] = {"", "clinical", "bodywork"};
static const char *const how_words[] = {"",      "own device",   "shared device", "agreed sign",
                                        "aloud", "seen on paper"};
static const char *const signal_words[] = {"", "green", "yellow", "red", "stop"};
static const char *const cause_words[] = {"",          "button",      "words",
                                          "no answer", "device lost", "freeze"};
static const char *const state_words[] = {"", "on", "off"};
static const char *const reading_words[] = {"", "cover", "second look", "supervision"};
static const char *const today_words[] = {"", "yes", "ask", "no", "talk"};
static const char *const capacity_words[] = {"", "ok", "impaired", "unsure"};
static const char *const age_words[] = {"", "stated", "document seen", "in doubt"};
static const char *const review_words[] = {"", "accepted", "stricter", "talk first"};
static const char *const rule_verdict_words[] = {"", "agreed", "objected"};
static const char *const observed_words[] = {"", "physical", "felt", "energetic"};
static const char *const honest_words[] = {"", "no", "yes", "rather not say"};
static const char *const occasion_words[] = {"", "between", "before", "after"};
static const char *const attempt_words[] = {"", "agree", "start", "begin"};
static const char *const when_words[] = {"", "before", "during", "after"};
static const char *const mode_words[] = {"", "steps", "envelope"};
static const char *const end_words[] = {"",        "as planned", "client's wish", "practitioner",
                                        "stopped", "silence"};
static const char *const organ_words[] = {"", "yes", "no", "unsure", "skip", "talk"};
static const char *const receipt_words[] = {"", "none", "on screen", "file", "paper"};
static const char *const channel_words[] = {"",       "mail",     "phone", "text message",
                                            "letter", "in person"};
static const char *const wish_words[] = {"", "erase", "correct", "copy"};
static const char *const outcome_words[] = {"", "done", "partly", "not done"};
static const char *const frame_words[] = {"", "outlet", "introitus", "anal"};
static const char *const route_words[] = {"", "external", "vaginal", "rectal"};
static const char *const layer_words[] = {"", "outer", "middle", "deep", "wall"};
/* KEEP IN ORDER: sides, accesses, intents (facts.h), organ answers (atlas.h) */
static const char *const side_words[] = {"", "L", "R", "B"};
static const char *const access_words[] = {"", "external", "internal"};
static const char *const intent_words[] = {"", "therapeutic", "sensual"};

#define ROW_OF(of)                                                                                 \
    static const struct content_layout of##_row = {.name = #of,                                    \
                                                   .fields = of##_fields,                          \
                                                   .count = COUNT(of##_fields),                    \
                                                   .size = sizeof(struct of)}

static const struct content_field scope_said_fields[] = {
    TEXT(scope_said, region, ID_WORD),         WORD(scope_said, side, side_words),
    TEXTS(scope_said, techniques, WORDS_MOST), TEXTS(scope_said, access, WORDS_MOST),
    TEXTS(scope_said, intents, WORDS_MOST),    TEXTS(scope_said, practitioners, WORDS_MOST),
};
ROW_OF(scope_said);

static const struct content_field given_said_fields[] = {
    WORD(given_said, how, how_words),
    ID(given_said, heard_by),
    I64(given_said, seen),
};
ROW_OF(given_said);

static const struct content_field step_said_fields[] = {
    TEXT(step_said, region, ID_WORD),
    TEXT(step_said, technique, ID_WORD),
    WORD(step_said, side, side_words),
    WORD(step_said, access, access_words),
    WORD(step_said, intent, intent_words),
    U8(step_said, pressure, 10),
    U32(step_said, duration_s),
    TEXT(step_said, reason, LINE),
};
ROW_OF(step_said);

static const struct content_field place_said_fields[] = {
    TEXT(place_said, region, ID_WORD),
    WORD(place_said, side, side_words),
};
ROW_OF(place_said);

static const struct content_field pack_said_fields[] = {
    TEXT(pack_said, url, 200),
    TEXT(pack_said, version, ID_WORD),
    BYTES(pack_said, hash, 32),
};
ROW_OF(pack_said);

static const struct content_field organ_said_fields[] = {
    TEXT(organ_said, organ, ID_WORD),
    WORD(organ_said, side, side_words),
    WORD(organ_said, answer, organ_words),
};
ROW_OF(organ_said);

static const struct content_field review_said_fields[] = {
    TEXT(review_said, finding, ID_WORD),
    WORD(review_said, verdict, review_words),
    TEXT(review_said, note, LINE),
};
ROW_OF(review_said);

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

static const struct content_field recovery_kept_fields[] = {
    WORD(recovery_kept_content, state, state_words),
};

static const struct content_field passkey_kept_fields[] = {
    WORD(passkey_kept_content, state, state_words),
    WORD(passkey_kept_content, opens, state_words),
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

static const struct content_field client_added_fields[] = {
    ID(client_added_content, practitioner),
    TEXT(client_added_content, language, LANGUAGE),
};

static const struct content_field link_made_fields[] = {
    TEXT(link_made_content, purpose, ID_WORD),
    MOMENT(link_made_content, until),
};

static const struct content_field receipt_choice_fields[] = {
    WORD(receipt_choice_content, choice, receipt_words),
};

static const struct content_field correction_fields[] = {
    I64(correction_content, corrects),
    TEXT(correction_content, words, PARAGRAPH),
};

static const struct content_field identity_set_fields[] = {
    TEXT(identity_set_content, name, NAME),
    TEXT(identity_set_content, pronoun, 60),
    TEXT(identity_set_content, born, 10),
    MOMENT(identity_set_content, adult_at),
    WORD(identity_set_content, age_evidence, age_words),
    TEXT(identity_set_content, document, NAME),
};

static const struct content_field contact_set_fields[] = {
    WORD(contact_set_content, channel, channel_words), TEXT(contact_set_content, address, 200),
    TEXT(contact_set_content, neutral_words, 200),     TEXT(contact_set_content, hours, 200),
    BOOL(contact_set_content, may_leave_word),
};

static const struct content_field intake_fields[] = {
    TEXT(intake_content, questionnaire, 200),
    TEXT(intake_content, version, ID_WORD),
    BYTES(intake_content, answers, 65536),
};

static const struct content_field organs_set_fields[] = {
    LIST(organs_set_content, organs, organ, 64),
};

static const struct content_field never_said_fields[] = {
    TEXT(never_said_content, words, PARAGRAPH),
    LIST(never_said_content, places, place, 256),
};

static const struct content_field screening_reviewed_fields[] = {
    LIST(screening_reviewed_content, findings, review, 200),
    TEXT(screening_reviewed_content, sentence, PARAGRAPH),
    BOOL(screening_reviewed_content, refer_on),
};

static const struct content_field finding_set_fields[] = {
    TEXT(finding_set_content, finding, ID_WORD), WORD(finding_set_content, state, state_words),
    MOMENT(finding_set_content, until),          TEXT(finding_set_content, source, LINE),
    BOOL(finding_set_content, from_answers),
};

static const struct content_field clearance_given_fields[] = {
    TEXT(clearance_given_content, rule, ID_WORD),   MOMENT(clearance_given_content, from),
    MOMENT(clearance_given_content, until),         TEXT(clearance_given_content, letter_by, 200),
    TEXT(clearance_given_content, letter_date, 10), BOOL(clearance_given_content, letter_kept),
    TEXT(clearance_given_content, note, LINE),
};

static const struct content_field nothing_new_said_fields[] = {
    TEXT(nothing_new_said_content, question, LINE),
};

static const struct content_field plan_drafted_fields[] = {
    TEXT(plan_drafted_content, title, NAME),          ID(plan_drafted_content, practitioner),
    WORD(plan_drafted_content, intent, intent_words), MOMENT(plan_drafted_content, planned_for),
    LIST(plan_drafted_content, steps, step, 100),
};

static const struct content_field plan_agreed_fields[] = {
    ID(plan_agreed_content, plan),
    I64(plan_agreed_content, version),
    RECORD(plan_agreed_content, given, given_said),
    TEXT(plan_agreed_content, language, LANGUAGE),
    TEXT(plan_agreed_content, words, 16000),
};

static const struct content_field plan_dropped_fields[] = {
    ID(plan_dropped_content, plan),
};

static const struct content_field plan_proposed_fields[] = {
    ID(plan_proposed_content, plan),
    I64(plan_proposed_content, version),
};

static const struct content_field grant_fields[] = {
    RECORD(grant_content, scope, scope_said),
    U8(grant_content, max_pressure, 10),
    MOMENT(grant_content, from),
    MOMENT(grant_content, until),
    TEXTS(grant_content, conditions, WORDS_MOST),
    TEXTS(grant_content, replaces, WORDS_MOST),
    RECORD(grant_content, given, given_said),
    TEXT(grant_content, language, LANGUAGE),
    TEXT(grant_content, words, PARAGRAPH),
    TEXT(grant_content, reason, LINE),
};

static const struct content_field limit_fields[] = {
    RECORD(limit_content, scope, scope_said),
    BOOL(limit_content, deny),
    BOOL(limit_content, has_max_pressure),
    U8(limit_content, max_pressure, 10),
    TEXTS(limit_content, conditions, WORDS_MOST),
    MOMENT(limit_content, from),
    MOMENT(limit_content, until),
    ID(limit_content, session),
    I64(limit_content, device_utc_us),
    TEXT(limit_content, language, LANGUAGE),
    TEXT(limit_content, words, PARAGRAPH),
};

static const struct content_field revoke_fields[] = {
    RECORD(revoke_content, scope, scope_said),
    I64(revoke_content, device_utc_us),
    TEXT(revoke_content, language, LANGUAGE),
    TEXT(revoke_content, words, PARAGRAPH),
};

static const struct content_field lift_fields[] = {
    ID(lift_content, target),
    RECORD(lift_content, given, given_said),
    TEXT(lift_content, language, LANGUAGE),
    TEXT(lift_content, words, PARAGRAPH),
};

static const struct content_field wait_waived_fields[] = {
    WORD(wait_waived_content, state, state_words),
    RECORD(wait_waived_content, given, given_said),
    TEXT(wait_waived_content, language, LANGUAGE),
    TEXT(wait_waived_content, words, PARAGRAPH),
};

static const struct content_field field_said_fields[] = {
    TEXT(field_said, ask, ID_WORD),
    TEXT(field_said, value, 1000),
    TEXT(field_said, words, 16000),
};
ROW_OF(field_said);

static const struct content_field terms_said_fields[] = {
    ID(terms_said_content, plan),
    TEXT(terms_said_content, version, ID_WORD),
    LIST(terms_said_content, fields, field, 64),
};

static const struct content_field checklist_answered_fields[] = {
    ID(checklist_answered_content, plan),
    TEXT(checklist_answered_content, version, ID_WORD),
    LIST(checklist_answered_content, fields, field, 64),
    RECORD(checklist_answered_content, given, given_said),
    TEXT(checklist_answered_content, language, LANGUAGE),
};

static const struct content_field session_started_fields[] = {
    ID(session_started_content, plan),
    ID(session_started_content, practitioner),
    WORD(session_started_content, intent, intent_words),
    WORD(session_started_content, mode, mode_words),
    BOOL(session_started_content, client_device),
    TEXTS(session_started_content, present, 8),
};

static const struct content_field session_ended_fields[] = {
    WORD(session_ended_content, how, end_words),
};

static const struct content_field signal_fields[] = {
    WORD(signal_content, value, signal_words), WORD(signal_content, cause, cause_words),
    RECORD(signal_content, given, given_said), TEXT(signal_content, sign, LINE),
    I64(signal_content, device_utc_us),
};

static const struct content_field capacity_fields[] = {
    WORD(capacity_content, value, capacity_words),
    TEXT(capacity_content, looked_at, LINE),
};

static const struct content_field attest_fields[] = {
    TEXT(attest_content, condition, ID_WORD),
    WORD(attest_content, state, state_words),
    RECORD(attest_content, given, given_said),
    I64(attest_content, device_utc_us),
};

static const struct content_field rehearsal_fields[] = {
    BOOL(rehearsal_content, worked),
    BOOL(rehearsal_content, own_device),
};

static const struct content_field check_in_prompted_fields[] = {
    U8(check_in_prompted_content, number, 255),
};

static const struct content_field step_begun_fields[] = {
    U32(step_begun_content, number),
    RECORD(step_begun_content, step, step_said),
};

static const struct content_field step_ended_fields[] = {
    U32(step_ended_content, number),
};

static const struct content_field today_said_fields[] = {
    U32(today_said_content, number),
    RECORD(today_said_content, step, step_said),
    WORD(today_said_content, answer, today_words),
    TEXT(today_said_content, language, LANGUAGE),
    TEXT(today_said_content, words, PARAGRAPH),
    RECORD(today_said_content, given, given_said),
};

static const struct content_field tension_marked_fields[] = {
    TEXT(tension_marked_content, region, ID_WORD),
    WORD(tension_marked_content, side, side_words),
    WORD(tension_marked_content, when, when_words),
    U8(tension_marked_content, value, 10),
    BOOL(tension_marked_content, by_client),
    WORD(tension_marked_content, frame, frame_words),
    WORD(tension_marked_content, route, route_words),
    U8(tension_marked_content, hour, 12),
    WORD(tension_marked_content, layer, layer_words),
};

static const struct content_field feeling_said_fields[] = {
    TEXT(feeling_said_content, words, PARAGRAPH),
    TEXTS(feeling_said_content, chosen, 16),
};

static const struct content_field observation_fields[] = {
    WORD(observation_content, frame, observed_words),
    TEXT(observation_content, region, ID_WORD),
    WORD(observation_content, side, side_words),
    TEXT(observation_content, words, PARAGRAPH),
};

static const struct content_field act_refused_fields[] = {
    WORD(act_refused_content, attempt, attempt_words),
    ID(act_refused_content, practitioner),
    RECORD(act_refused_content, step, step_said),
    TEXTS(act_refused_content, reasons, 256),
};

static const struct content_field done_though_denied_fields[] = {
    ID(done_though_denied_content, practitioner),
    ID(done_though_denied_content, incident),
    RECORD(done_though_denied_content, step, step_said),
    TEXTS(done_though_denied_content, reasons, 256),
    TEXT(done_though_denied_content, words, PARAGRAPH),
};

static const struct content_field incident_noted_fields[] = {
    ID(incident_noted_content, session),
    TEXT(incident_noted_content, kind, ID_WORD),
    TEXT(incident_noted_content, words, PARAGRAPH),
};

static const struct content_field session_closed_fields[] = {
    TEXT(session_closed_content, subjective, 8000),
    TEXT(session_closed_content, objective, 8000),
    TEXT(session_closed_content, assessment, 8000),
    TEXT(session_closed_content, plan, 8000),
    WORD(session_closed_content, different, honest_words),
    TEXT(session_closed_content, different_words, PARAGRAPH),
};

static const struct content_field client_closed_fields[] = {
    WORD(client_closed_content, different, honest_words),
    TEXT(client_closed_content, different_words, PARAGRAPH),
};

static const struct content_field note_written_fields[] = {
    ID(note_written_content, session),
    TEXT(note_written_content, words, 16000),
};

static const struct content_field measure_answered_fields[] = {
    TEXT(measure_answered_content, measure, ID_WORD),
    ID(measure_answered_content, text),
    TEXT(measure_answered_content, url, 300),
    TEXT(measure_answered_content, version, 100),
    ID(measure_answered_content, session),
    WORD(measure_answered_content, occasion, occasion_words),
    BYTES(measure_answered_content, values, 64),
    TEXT(measure_answered_content, response, 60000),
};

static const struct content_field alarm_raised_fields[] = {
    TEXT(alarm_raised_content, measure, ID_WORD),
    U8(alarm_raised_content, item, 64),
    ID(alarm_raised_content, reader),
};

static const struct content_field alarm_seen_fields[] = {
    TEXT(alarm_seen_content, words, PARAGRAPH),
};

static const struct content_field record_asked_fields[] = {
    WORD(record_asked_content, wish, wish_words),
    WORD(record_asked_content, how, how_words),
    TEXT(record_asked_content, words, PARAGRAPH),
};

static const struct content_field record_answered_fields[] = {
    WORD(record_answered_content, outcome, outcome_words),
    TEXT(record_answered_content, words, PARAGRAPH),
};

#define LAYOUT(number, fields_, type)                                                              \
    {                                                                                              \
        .action = ACTION_##number, .name = #type, .fields = fields_##_fields,                      \
        .count = COUNT(fields_##_fields), .size = sizeof(struct type)                              \
    }

const struct content_layout content_layouts[] = {
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
    LAYOUT(PASSKEY_KEPT, passkey_kept, passkey_kept_content),
    LAYOUT(RULE_REVIEWED, rule_reviewed, rule_reviewed_content),
    LAYOUT(INSTRUMENT_ADDED, instrument_added, instrument_added_content),
    LAYOUT(MEASURE_SWITCHED, measure_switched, measure_switched_content),
    LAYOUT(CLIENT_HANDED_ON, client_handed_on, client_handed_on_content),
    LAYOUT(READING_ASKED, reading_asked, reading_asked_content),
    LAYOUT(READING_ANSWERED, reading_answered, reading_answered_content),
    LAYOUT(SUPERVISION_COPIED, supervision_copied, supervision_copied_content),
    LAYOUT(CLIENT_ADDED, client_added, client_added_content),
    LAYOUT(LINK_MADE, link_made, link_made_content),
    LAYOUT(RECEIPT_CHOICE, receipt_choice, receipt_choice_content),
    LAYOUT(CORRECTION, correction, correction_content),
    LAYOUT(IDENTITY_SET, identity_set, identity_set_content),
    LAYOUT(CONTACT_SET, contact_set, contact_set_content),
    LAYOUT(INTAKE_DRAFT, intake, intake_content),
    LAYOUT(INTAKE_ANSWERED, intake, intake_content),
    LAYOUT(ORGANS_SET, organs_set, organs_set_content),
    LAYOUT(NEVER_SAID, never_said, never_said_content),
    LAYOUT(SCREENING_REVIEWED, screening_reviewed, screening_reviewed_content),
    LAYOUT(FINDING_SET, finding_set, finding_set_content),
    LAYOUT(CLEARANCE_GIVEN, clearance_given, clearance_given_content),
    LAYOUT(NOTHING_NEW_SAID, nothing_new_said, nothing_new_said_content),
    LAYOUT(PLAN_DRAFTED, plan_drafted, plan_drafted_content),
    LAYOUT(PLAN_AGREED, plan_agreed, plan_agreed_content),
    LAYOUT(PLAN_DROPPED, plan_dropped, plan_dropped_content),
    LAYOUT(PLAN_PROPOSED, plan_proposed, plan_proposed_content),
    LAYOUT(GRANT, grant, grant_content),
    LAYOUT(LIMIT, limit, limit_content),
    LAYOUT(REVOKE, revoke, revoke_content),
    LAYOUT(MAYBE, revoke, revoke_content),
    LAYOUT(LIFT, lift, lift_content),
    LAYOUT(WAIT_WAIVED, wait_waived, wait_waived_content),
    LAYOUT(TERMS_SAID, terms_said, terms_said_content),
    LAYOUT(CHECKLIST_ANSWERED, checklist_answered, checklist_answered_content),
    LAYOUT(SESSION_STARTED, session_started, session_started_content),
    LAYOUT(SESSION_ENDED, session_ended, session_ended_content),
    LAYOUT(SIGNAL, signal, signal_content),
    LAYOUT(CAPACITY, capacity, capacity_content),
    LAYOUT(ATTEST, attest, attest_content),
    LAYOUT(REHEARSAL, rehearsal, rehearsal_content),
    LAYOUT(CHECK_IN_PROMPTED, check_in_prompted, check_in_prompted_content),
    LAYOUT(STEP_BEGUN, step_begun, step_begun_content),
    LAYOUT(STEP_ENDED, step_ended, step_ended_content),
    LAYOUT(TENSION_MARKED, tension_marked, tension_marked_content),
    LAYOUT(FEELING_SAID, feeling_said, feeling_said_content),
    LAYOUT(OBSERVATION, observation, observation_content),
    LAYOUT(TODAY_SAID, today_said, today_said_content),
    LAYOUT(ACT_REFUSED, act_refused, act_refused_content),
    LAYOUT(DONE_THOUGH_DENIED, done_though_denied, done_though_denied_content),
    LAYOUT(INCIDENT_NOTED, incident_noted, incident_noted_content),
    LAYOUT(SESSION_CLOSED, session_closed, session_closed_content),
    LAYOUT(CLIENT_CLOSED, client_closed, client_closed_content),
    LAYOUT(NOTE_WRITTEN, note_written, note_written_content),
    LAYOUT(MEASURE_ANSWERED, measure_answered, measure_answered_content),
    LAYOUT(ALARM_RAISED, alarm_raised, alarm_raised_content),
    LAYOUT(ALARM_SEEN, alarm_seen, alarm_seen_content),
    LAYOUT(RECORD_ASKED, record_asked, record_asked_content),
    LAYOUT(RECORD_ANSWERED, record_answered, record_answered_content),
};

const size_t content_layout_count = COUNT(content_layouts);

const struct content_layout *content_layout_of(uint16_t action)
{
    for (size_t i = 0; i < content_layout_count; i++)
        if (content_layouts[i].action == action)
            return &content_layouts[i];
    return NULL;
}
