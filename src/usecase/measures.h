/* usecase/measures.h - instruments at work: an official text taken in, asking switched on and off,
 * answers given, and what becomes of them.
 *
 * Nothing is asked that nobody reads: an instrument is switched on with a reader and hours, and
 * offered to those clients alone whose record that reader may open. What answers put on is a
 * finding like any other: only a clinician ends it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_MEASURES_H
#define HF_USECASE_MEASURES_H

#include "core/measure/score.h"
#include "usecase/client_facts.h"

struct measure_match; /* core/measure/slot.h */

/* --- the practice ---------------------------------------------------------------------------- */

enum { INSTRUMENT_MOST = 120000 }; /* bytes of an official text */

/* Why a text was not taken: the question (linkId), or a place in the form, and what is wrong. */
struct instrument_reason {
    struct span where, text;
};

/* The text of an instrument as a FHIR R4 Questionnaire. Not the instrument, or not readable: no
 * fault but a reply that is not `is_added`, with every reason. */
struct add_instrument {
    struct hand hand;
    struct span json;
    struct span measure; /* id; "": by the codes that the form carries */
};
struct add_instrument_reply {
    bool is_added;
    const struct measure *measure;     /* NULL: not known which */
    const struct measure_match *match; /* where is_added, and the same in plain words: */
    uint32_t n_items;
    bool is_proven;                 /* each item is known by its code */
    const struct span *alarm_texts; /* one for each alarm of the measure */
    const struct instrument_reason *reasons;
    size_t n_reasons;
};
HF_MUST_USE enum status add_instrument(const struct practice *practice, struct arena *arena,
                                       const struct add_instrument *in,
                                       struct add_instrument_reply *ret, struct fault *why);

/* HF_INVALID names the field: measure (of our own words, or unknown), text (none was added),
 * reader, stand_in (nobody of the practice who reads records), hours, crisis. */
struct switch_measure {
    struct hand hand;
    struct span measure;
    bool on;
    bool each_own; /* the reader is each client's own practitioner */
    struct person_id reader, stand_in;
    struct span hours, crisis; /* crisis: wanted where an answer can lead to one */
};
HF_MUST_USE enum status switch_measure(const struct practice *practice, struct arena *arena,
                                       const struct switch_measure *in, struct fault *why);

/* As the practice's chain has it. */
struct measure_state {
    bool is_ours; /* carried, and always asked */
    bool is_on;
    const struct instrument_added_content *text; /* the one that asks, else the newest; or NULL */
    struct id128 text_id;
    int64_t text_s;
    const struct measure_switched_content *said; /* the last word; NULL: none */
};
struct measure_state measure_state_of(const struct practice *practice,
                                      const struct practice_file *file,
                                      const struct measure *measure);

/* Has it an answer that leads to a crisis line? */
bool measure_may_lead_to_crisis(const struct measure *measure);

/* --- one client ------------------------------------------------------------------------------ */

/* One instrument as it is asked of one client. */
struct asked {
    const struct measure_match *match;
    struct id128 text; /* zero: carried */
    struct span url, version;
    struct person_id reader; /* zero: nobody at present (of our own words only) */
    struct span hours, crisis;
};
/* HF_NOT_FOUND: it is not asked of this client. */
HF_MUST_USE enum status measure_asked(const struct practice *practice,
                                      const struct client_file *file, struct span measure,
                                      struct arena *arena, struct asked *ret, struct fault *why);

/* Would it be asked? Without reading its text. */
bool measure_is_asked(const struct practice *practice, const struct client_file *file,
                      const struct measure *measure);

/* One set of answers. */
struct measure_answer {
    struct id128 id;
    int64_t utc_s;
    const struct measure_answered_content *said;
    int64_t answers[MEASURE_MAX_ITEMS];
    struct measure_result result;
    const struct alarm_raised_content *raised; /* NULL: it led nowhere */
    const struct alarm_seen_content *seen;     /* NULL: nobody has said so yet */
    struct person_id seen_by;
};
/* All of one instrument, oldest first; what can't be read is left out. HF_FAILED: the arena is
 * spent. */
HF_MUST_USE enum status measure_history(const struct client_file *file,
                                        const struct measure *measure, struct arena *arena,
                                        const struct measure_answer **ret, size_t *ret_count,
                                        struct fault *why);

/* Answers that led to the safety page and that nobody has said they saw; known without opening
 * anything. */
size_t measure_open_alarms(const struct client_file *file);

/* Those of them that this person is told of now. An answer of danger is told to everybody who may
 * open the record, and so is an alarm that can't be read. A rise is told to whoever was named to
 * read it and to the stand-in, and to everybody else once ALARM_ALONE_HOURS have passed (the hours
 * that the client was told are words for people), or at once when nobody was named or the reader
 * has left. Works on a glance, too. */
enum { ALARM_ALONE_HOURS = 24 };
size_t measure_alarms_for(const struct practice *practice, const struct client_file *file,
                          struct person_id person);

/* HF_CONFLICT: not the client's own hand. HF_NOT_FOUND: not asked. HF_INVALID: the response does
 * not fit its form. */
struct answer_measure {
    struct hand hand;
    struct client_id client;
    struct span measure;
    struct span response; /* completed */
};
struct answer_measure_reply {
    bool is_empty; /* nothing was answered, so nothing was written */
    bool is_alarm;
    uint32_t item; /* that led to it */
};
HF_MUST_USE enum status answer_measure(const struct practice *practice, struct arena *arena,
                                       const struct answer_measure *in,
                                       struct answer_measure_reply *ret, struct fault *why);

/* HF_INVALID: no words. HF_CONFLICT: there is no such alarm, or it was seen already. */
struct see_alarm {
    struct hand hand;
    struct client_id client;
    struct id128 answer;
    struct span words;
};
HF_MUST_USE enum status see_alarm(const struct practice *practice, struct arena *arena,
                                  const struct see_alarm *in, struct fault *why);

#endif
