/* core/questionnaire/validate_head.c - what a response says of itself: its status, its form, when.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/validate_head.h"

#include "core/questionnaire/load.h"
#include "core/questionnaire/validate.h"

struct heading {
    const struct response *response;
    const struct questionnaire *form;
    struct report *report;
};

/* --- the head -------------------------------------------------------------------------------- */

static bool is_status(struct span status)
{
    static const char *const words[] = {"in-progress", "completed", "amended", "entered-in-error",
                                        "stopped"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (span_is(status, words[i]))
            return true;
    return false;
}

static void check_status(const struct heading *c, const struct place *root)
{
    const struct place place = {root, "status", -1};

    if (!is_status(c->response->status))
        report_add(c->report, ISSUE_ERROR, ISSUE_REQUIRED, &place, SPAN(""),
                   "The status must be in-progress, completed, amended, entered-in-error or "
                   "stopped.");
}

/* url|version: another form's answers mean nothing here, another version's may. */
static void check_form(const struct heading *c, const struct place *root)
{
    const struct place place = {root, "questionnaire", -1};
    struct span version = c->response->questionnaire, url = span_cut(&version, '|');

    if (url.len == 0)
        report_add(c->report, ISSUE_WARNING, ISSUE_REQUIRED, &place, SPAN(""),
                   "The response does not name the form that it answers.");
    else if (url.at[0] == '#')
        return;
    else if (!span_equal(url, c->form->url))
        report_add(c->report, ISSUE_ERROR, ISSUE_NOT_FOUND, &place, SPAN(""),
                   "The response names another form than the one it is held against.");
    else if (version.len > 0 && !span_equal(version, c->form->version))
        report_add(c->report, ISSUE_WARNING, ISSUE_BUSINESS_RULE, &place, SPAN(""),
                   "The response names version %.*s of the form; this is %.*s.",
                   SPAN_ARGS(span_head(version, 40)), SPAN_ARGS(span_head(c->form->version, 40)));
}

static void check_form_status(const struct heading *c, const struct place *root)
{
    const struct place place = {root, "questionnaire", -1};

    if (span_is(c->form->status, "retired"))
        report_add(c->report, ISSUE_WARNING, ISSUE_BUSINESS_RULE, &place, SPAN(""),
                   "The form is retired.");
    if (span_is(c->form->status, "draft"))
        report_add(c->report, ISSUE_INFORMATION, ISSUE_BUSINESS_RULE, &place, SPAN(""),
                   "The form is a draft.");
}

static bool is_outside(const struct heading *c)
{
    const struct json text[] = {{.kind = JSON_TEXT, .text = c->response->authored},
                                {.kind = JSON_TEXT, .text = c->form->begins},
                                {.kind = JSON_TEXT, .text = c->form->ends}};
    const struct fhir_value authored = {VALUE_DATE_TIME, &text[0]};
    int order;

    return (value_order(authored, (struct fhir_value){VALUE_DATE_TIME, &text[1]}, &order) &&
            order < 0) ||
           (value_order(authored, (struct fhir_value){VALUE_DATE_TIME, &text[2]}, &order) &&
            order > 0);
}

static void check_authored(const struct heading *c, const struct place *root)
{
    const struct place place = {root, "authored", -1};

    if (is_outside(c))
        report_add(c->report, ISSUE_WARNING, ISSUE_BUSINESS_RULE, &place, SPAN(""),
                   "The response was written when the form was not in use.");
}

void validate_head(const struct response *response, struct report *report, const struct place *root)
{
    const struct heading c = {response, response->form, report};

    check_status(&c, root);
    check_form(&c, root);
    check_form_status(&c, root);
    check_authored(&c, root);
}

void response_validate_alone(const struct json *tree, struct report *report)
{
    const struct place root = {.name = "QuestionnaireResponse", .index = -1};
    const struct place place = {&root, "questionnaire", -1};
    const struct response response = {.status = json_text(json_member(tree, "status"))};
    const struct heading c = {&response, NULL, report};

    structure_check(tree, report, ISSUE_ERROR, &root);
    check_status(&c, &root);
    report_add(report, ISSUE_WARNING, ISSUE_NOT_FOUND, &place, SPAN(""),
               "The form is not at hand: only the shape of the response was checked.");
}
