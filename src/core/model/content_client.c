/* core/model/content_client.c - layouts: a client: who, how to reach, answers, measures, what was
 * asked of the record.
 *
 * A published row never changes; a later version gets a row and a struct of its own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content_fields.h"

/* KEEP IN ORDER: words of contents (content.h) */
static const char *const age_words[] = {"", "stated", "document seen", "in doubt"};
static const char *const review_words[] = {"", "accepted", "stricter", "talk first"};
static const char *const occasion_words[] = {"", "between", "before", "after"};
static const char *const organ_words[] = {"", "yes", "no", "unsure", "skip", "talk"};
static const char *const receipt_words[] = {"", "none", "on screen", "file", "paper"};
static const char *const channel_words[] = {"",       "mail",     "phone", "text message",
                                            "letter", "in person"};
static const char *const wish_words[] = {"", "erase", "correct", "copy"};
static const char *const outcome_words[] = {"", "done", "partly", "not done"};

static const struct content_field place_said_fields[] = {
    TEXT(place_said, region, ID_WORD),
    WORD(place_said, side, side_words),
};
static ROW_OF(place_said);

static const struct content_field organ_said_fields[] = {
    TEXT(organ_said, organ, ID_WORD),
    WORD(organ_said, side, side_words),
    WORD(organ_said, answer, organ_words),
};
static ROW_OF(organ_said);

static const struct content_field review_said_fields[] = {
    TEXT(review_said, finding, ID_WORD),
    WORD(review_said, verdict, review_words),
    TEXT(review_said, note, LINE),
};
static ROW_OF(review_said);

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

static const struct content_field record_copied_fields[] = {
    I64(copied_content, entries),
    I64(copied_content, upto),
    BYTES(copied_content, sums, 32),
};

static const struct content_layout client_layouts[] = {
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
    LAYOUT(MEASURE_ANSWERED, measure_answered, measure_answered_content),
    LAYOUT(ALARM_RAISED, alarm_raised, alarm_raised_content),
    LAYOUT(ALARM_SEEN, alarm_seen, alarm_seen_content),
    LAYOUT(RECORD_ASKED, record_asked, record_asked_content),
    LAYOUT(RECORD_ANSWERED, record_answered, record_answered_content),
    LAYOUT(RECORD_COPIED, record_copied, copied_content),
};
GROUP(client);
