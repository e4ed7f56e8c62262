/* core/model/retention.h - how long what must be kept, where: packs/retention.json.
 *
 * Two kinds of content. The *core* says that there was work and that it was agreed: dates, consent
 * statements, who the person is, what was asked of the record. All else is the *record*. What has
 * no row is read the careful way: the core has no known end, and the record goes when the client
 * asks. Nobody here is a lawyer, and every row says so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_RETENTION_H
#define HF_CORE_MODEL_RETENTION_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"

enum { RETENTION_ROWS_MOST = 128, RETENTION_YEARS_MOST = 100, RETENTION_ANSWER_DAYS = 30 };

struct retention_row {
    struct span id, place;
    bool is_clinical;     /* else of bodywork */
    int64_t record_years; /* after the last work; 0: no law known that keeps it */
    int64_t core_years;   /* 0: no end known */
    bool asked_first;     /* the client's wish comes before record_years */
    struct span says, source, checked_on, review;
};

struct retention_answer {
    struct span id, says, source, checked_on, review;
    const struct span *places;
    size_t n_places;
    int64_t days;
};

struct retention {
    struct span version, note;
    const struct retention_row *rows;
    size_t n_rows;
    const struct retention_answer *answers;
    size_t n_answers;
};

/* HF_INVALID names the row. Texts are borrowed from `json` where they need no unescaping. */
HF_MUST_USE enum status retention_load(struct span json, struct arena *arena,
                                       const struct retention **ret, struct fault *why);

/* NULL: no row for this place and way of working. `place`: two letters, as the founder gave it. */
const struct retention_row *retention_find(const struct retention *retention, struct span place,
                                           bool is_clinical);
/* NULL: no law known; RETENTION_ANSWER_DAYS count all the same. */
const struct retention_answer *retention_answer_find(const struct retention *retention,
                                                     struct span place);

/* What a content is, by its action. STATEMENT: public, never erased. */
enum retention_class { RETENTION_STATEMENT, RETENTION_CORE, RETENTION_RECORD, RETENTION_CLASSES };
enum retention_class retention_class_of(uint16_t action);

/* May this content go now? `asked`: the client asked for it. `last_s`: of the last work. */
bool retention_may_go(const struct retention_row *row, enum retention_class of, bool asked,
                      int64_t last_s, int64_t now_s);
/* Until when it must stay; 0: no end known; never later than it may go. */
int64_t retention_until(const struct retention_row *row, enum retention_class of, int64_t last_s);

#endif
