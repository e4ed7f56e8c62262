/* core/model/content_consent.c - layouts: plans, and what the client says to them.
 *
 * A published row never changes; a later version gets a row and a struct of its own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content_fields.h"

static const struct content_field field_said_fields[] = {
    TEXT(field_said, ask, ID_WORD),
    TEXT(field_said, value, 1000),
    TEXT(field_said, words, 16000),
};
static ROW_OF(field_said);

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

static const struct content_layout consent_layouts[] = {
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
};
GROUP(consent);
