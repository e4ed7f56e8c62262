/* core/questionnaire/report.h - everything that was found about a form or a response, not only the
 * first fault: what, where and why, and the same as a FHIR OperationOutcome.
 *
 * A text names questions, limits and members; it never repeats what a person answered.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_REPORT_H
#define HF_CORE_QUESTIONNAIRE_REPORT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

enum { REPORT_MAX_ISSUES = 200, REPORT_MAX_WHERE = 400 };

/* R4 issue-severity; `fatal` is not used: what can't be read at all is a fault. */
enum issue_severity { ISSUE_INFORMATION, ISSUE_WARNING, ISSUE_ERROR };

/* The R4 issue-types that are used here. KEEP IN ORDER: issue codes. */
enum issue_code {
    ISSUE_STRUCTURE,
    ISSUE_REQUIRED,
    ISSUE_VALUE,
    ISSUE_INVARIANT,
    ISSUE_NOT_FOUND,
    ISSUE_CODE_INVALID,
    ISSUE_BUSINESS_RULE,
    ISSUE_NOT_SUPPORTED,
    ISSUE_INCOMPLETE,
    ISSUE_TOO_LONG,
    ISSUE_TOO_COSTLY,
};

struct issue {
    enum issue_severity severity;
    enum issue_code code;
    struct span where;   /* "Questionnaire.item[0].type": a FHIRPath */
    struct span link_id; /* of the question, or "" */
    struct span text;
    const struct issue *next;
};

struct report {
    struct arena *arena;
    const struct issue *first; /* in the order of finding */
    struct issue *last;
    uint32_t count, errors, warnings; /* of all that were found, kept or not */
    uint32_t left_off;                /* found beyond REPORT_MAX_ISSUES: counted, not kept */
};

/* One step of a path: a member, or the n-th element of one. Lives on the stack of who walks. */
struct place {
    const struct place *up; /* NULL at the root */
    const char *name;       /* "Questionnaire", "item"; NUL-terminated */
    int index;              /* -1: no index */
};

void report_init(struct report *report, struct arena *arena);

/* `format` as in fault_set, cut at HF_FAULT_TEXT. A spent arena counts the issue all the same. */
void report_add(struct report *report, enum issue_severity severity, enum issue_code code,
                const struct place *where, struct span link_id, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* "Questionnaire.item[0].answerOption[2]", at most REPORT_MAX_WHERE bytes, cut at the end. */
struct span place_write(const struct place *place, struct arena *arena);

/* "error", "code-invalid": as FHIR spells them. */
struct span issue_severity_word(enum issue_severity severity);
struct span issue_code_word(enum issue_code code);

/* An R4 OperationOutcome; one issue "informational: all ok" when there is none. HF_FAILED when the
 * arena is spent. */
HF_MUST_USE enum status report_write_outcome(const struct report *report, struct arena *arena,
                                             struct span *ret, struct fault *why);

#endif
