/* core/model/content_session.c - layouts: a session, from its beginning to its note.
 *
 * A published row never changes; a later version gets a row and a struct of its own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content_fields.h"

/* KEEP IN ORDER: words of contents (content.h) */
static const char *const signal_words[] = {"", "green", "yellow", "red", "stop"};
static const char *const cause_words[] = {"",       "button", "words", "no answer", "device lost",
                                          "freeze", "clock"};
static const char *const today_words[] = {"", "yes", "ask", "no", "talk"};
static const char *const capacity_words[] = {"", "ok", "impaired", "unsure"};
static const char *const observed_words[] = {"", "physical", "felt", "energetic"};
static const char *const honest_words[] = {"", "no", "yes", "rather not say"};
static const char *const attempt_words[] = {"", "agree", "start", "begin"};
static const char *const when_words[] = {"", "before", "during", "after"};
static const char *const mode_words[] = {"", "steps", "envelope"};
static const char *const end_words[] = {"",        "as planned", "client's wish", "practitioner",
                                        "stopped", "silence"};
static const char *const frame_words[] = {"", "outlet", "introitus", "anal"};
static const char *const route_words[] = {"", "external", "vaginal", "rectal"};
static const char *const layer_words[] = {"", "outer", "middle", "deep", "wall"};

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

static const struct content_field paper_session_fields[] = {
    ID(paper_session_content, plan),
    ID(paper_session_content, practitioner),
    WORD(paper_session_content, intent, intent_words),
    MOMENT(paper_session_content, day),
    TEXT(paper_session_content, began, LINE),
    TEXT(paper_session_content, ended, LINE),
    TEXT(paper_session_content, present, LINE),
    LIST(paper_session_content, done, step, 32),
    BOOL(paper_session_content, stopped),
    WORD(paper_session_content, client_different, honest_words),
    WORD(paper_session_content, desk_different, honest_words),
    TEXT(paper_session_content, different_words, PARAGRAPH),
    TEXT(paper_session_content, words, PARAGRAPH),
    TEXT(paper_session_content, kept, LINE),
};

static const struct content_field paper_consent_fields[] = {
    MOMENT(paper_consent_content, day),
    TEXT(paper_consent_content, words, PARAGRAPH),
    TEXT(paper_consent_content, kept, LINE),
};

static const struct content_layout session_layouts[] = {
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
    LAYOUT(PAPER_SESSION, paper_session, paper_session_content),
    LAYOUT(PAPER_CONSENT, paper_consent, paper_consent_content),
};
GROUP(session);
