/* core/questionnaire/report.c - a list of findings and the OperationOutcome that tells it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/report.h"

#include "base/utf8.h"
#include "core/format/json.h"

#include <stdarg.h>

static const struct span severity_words[] = {
    [ISSUE_INFORMATION] = SPAN_INIT("information"),
    [ISSUE_WARNING] = SPAN_INIT("warning"),
    [ISSUE_ERROR] = SPAN_INIT("error"),
};

/* KEEP IN ORDER: issue codes. */
static const struct span code_words[] = {
    [ISSUE_STRUCTURE] = SPAN_INIT("structure"),
    [ISSUE_REQUIRED] = SPAN_INIT("required"),
    [ISSUE_VALUE] = SPAN_INIT("value"),
    [ISSUE_INVARIANT] = SPAN_INIT("invariant"),
    [ISSUE_NOT_FOUND] = SPAN_INIT("not-found"),
    [ISSUE_CODE_INVALID] = SPAN_INIT("code-invalid"),
    [ISSUE_BUSINESS_RULE] = SPAN_INIT("business-rule"),
    [ISSUE_NOT_SUPPORTED] = SPAN_INIT("not-supported"),
    [ISSUE_INCOMPLETE] = SPAN_INIT("incomplete"),
    [ISSUE_TOO_LONG] = SPAN_INIT("too-long"),
    [ISSUE_TOO_COSTLY] = SPAN_INIT("too-costly"),
};

enum { OUTCOME_CEILING = 1 << 20 };

void report_init(struct report *report, struct arena *arena)
{
    *report = (struct report){.arena = arena};
}

static void count(struct report *report, enum issue_severity severity)
{
    report->count++;
    report->errors += severity == ISSUE_ERROR;
    report->warnings += severity == ISSUE_WARNING;
}

static void hang(struct report *report, struct issue *issue)
{
    if (report->last == NULL)
        report->first = issue;
    else
        report->last->next = issue;
    report->last = issue;
}

static void keep(struct report *report, const struct issue *found)
{
    struct issue *issue = arena_new(report->arena, struct issue);

    if (issue == NULL)
        return;
    *issue = *found;
    hang(report, issue);
}

/* Formatted as faults are, so cut at their length: never inside a character. */
static struct span format_text(struct arena *arena, const char *format, va_list *args)
    __attribute__((format(printf, 2, 0)));
static struct span format_text(struct arena *arena, const char *format, va_list *args)
{
    struct fault line;

    fault_clear(&line);
    (void)fault_set_list(&line, HF_INVALID, format, args); /* its answer is its argument */
    struct span text = span_of(line.text);

    return arena_copy(arena, span_head(text, utf8_check(text)));
}

void report_add(struct report *report, enum issue_severity severity, enum issue_code code,
                const struct place *where, struct span link_id, const char *format, ...)
{
    va_list args;

    count(report, severity);
    if (report->count > REPORT_MAX_ISSUES) {
        report->left_off++;
        return;
    }
    va_start(args, format);
    struct issue issue = {.severity = severity,
                          .code = code,
                          .where = place_write(where, report->arena),
                          .link_id = link_id,
                          .text = format_text(report->arena, format, &args)};

    va_end(args);
    keep(report, &issue);
}

/* --- places ---------------------------------------------------------------------------------- */

static void put_place(struct buf *out, const struct place *place)
{
    if (place->up != NULL) {
        put_place(out, place->up);
        buf_byte(out, '.');
    }
    buf_put(out, span_of(place->name));
    if (place->index < 0)
        return;
    buf_byte(out, '[');
    buf_int(out, place->index);
    buf_byte(out, ']');
}

struct span place_write(const struct place *place, struct arena *arena)
{
    struct buf out;

    if (place == NULL)
        return SPAN("");
    buf_init(&out, arena, REPORT_MAX_WHERE);
    put_place(&out, place);
    return buf_view(&out);
}

/* --- as FHIR --------------------------------------------------------------------------------- */

struct span issue_severity_word(enum issue_severity severity)
{
    return severity_words[severity];
}

struct span issue_code_word(enum issue_code code)
{
    return code_words[code];
}

static void put_member(struct json_writer *w, struct span name, struct span text)
{
    json_name(w, name);
    json_put_text(w, text);
}

static void put_issue(struct json_writer *w, struct span severity, struct span code,
                      struct span text, struct span where)
{
    json_begin_object(w);
    put_member(w, SPAN("severity"), severity);
    put_member(w, SPAN("code"), code);
    json_name(w, SPAN("details"));
    json_begin_object(w);
    put_member(w, SPAN("text"), text);
    json_end_object(w);
    if (where.len > 0) {
        json_name(w, SPAN("expression"));
        json_begin_list(w);
        json_put_text(w, where);
        json_end_list(w);
    }
    json_end_object(w);
}

static void put_issues(struct json_writer *w, const struct report *report)
{
    for (const struct issue *i = report->first; i != NULL; i = i->next)
        put_issue(w, severity_words[i->severity], code_words[i->code], i->text, i->where);
    if (report->left_off > 0)
        put_issue(w, SPAN("warning"), SPAN("too-costly"),
                  SPAN("There is more than this: mend what stands above first."), SPAN(""));
    if (report->count == 0)
        put_issue(w, SPAN("information"), SPAN("informational"), SPAN("Nothing to mend."),
                  SPAN(""));
}

enum status report_write_outcome(const struct report *report, struct arena *arena, struct span *ret,
                                 struct fault *why)
{
    struct json_writer w;
    struct buf out;

    buf_init(&out, arena, OUTCOME_CEILING);
    json_writer_init(&w, &out);
    json_begin_object(&w);
    put_member(&w, SPAN("resourceType"), SPAN("OperationOutcome"));
    json_name(&w, SPAN("issue"));
    json_begin_list(&w);
    put_issues(&w, report);
    json_end_list(&w);
    json_end_object(&w);
    return buf_done(&out, ret, why);
}
