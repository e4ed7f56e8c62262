/* core/questionnaire/load_head.c - what a form says of itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load.h"

#include <string.h>

static const struct place *below(struct place *place, const struct place *up, const char *name)
{
    *place = (struct place){up, name, -1};
    return place;
}

static void check_status(struct loading *l, const struct json *root, const struct place *up)
{
    static const char *const words[] = {"draft", "active", "retired", "unknown"};
    struct place place;

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (span_is(l->form->status, words[i]))
            return;
    report_add(l->report, load_severity(l), ISSUE_REQUIRED, below(&place, up, "status"), SPAN(""),
               json_member(root, "status") == NULL
                   ? "The form has no status: draft, active, retired or unknown."
                   : "The status is none: draft, active, retired or unknown.");
}

static void check_url(struct loading *l, const struct place *up)
{
    struct place place;

    if (l->form->url.len == 0)
        report_add(l->report, ISSUE_WARNING, ISSUE_BUSINESS_RULE, below(&place, up, "url"),
                   SPAN(""), "The form has no url: a response can't name the form it answers.");
    else if (memchr(l->form->url.at, '|', l->form->url.len) != NULL)
        report_add(l->report, ISSUE_ERROR, ISSUE_VALUE, below(&place, up, "url"), SPAN(""),
                   "The url must not hold a |: what follows one is a version.");
}

/* A modifier changes what everything else means: one that is not known can't be passed over. */
static void check_modifiers(struct loading *l, const struct json *root, const struct place *up)
{
    struct place place;

    for (const struct json *c = json_first(json_member(root, "modifierExtension")); c != NULL;
         c = c->next)
        report_add(l->report, ISSUE_ERROR, ISSUE_NOT_SUPPORTED,
                   below(&place, up, "modifierExtension"), SPAN(""),
                   "The modifier extension %.*s is not known here.",
                   SPAN_ARGS(json_text(json_member(c, "url"))));
}

static void check_rules(struct loading *l, const struct json *root, const struct place *up)
{
    struct place place;

    if (json_member(root, "implicitRules") != NULL)
        report_add(l->report, ISSUE_ERROR, ISSUE_NOT_SUPPORTED, below(&place, up, "implicitRules"),
                   SPAN(""), "The form stands under rules that are not known here.");
    if (json_first(json_member(root, "item")) == NULL)
        report_add(l->report, ISSUE_WARNING, ISSUE_INCOMPLETE, below(&place, up, "item"), SPAN(""),
                   "The form asks nothing: it has no items.");
}

void load_head(struct loading *l, const struct json *root, const struct place *place)
{
    struct questionnaire *form = l->form;
    const struct json *period = json_member(root, "effectivePeriod");

    form->json = root;
    form->id = json_text(json_member(root, "id"));
    form->url = json_text(json_member(root, "url"));
    form->version = json_text(json_member(root, "version"));
    form->title = json_text(json_member(root, "title"));
    form->status = json_text(json_member(root, "status"));
    form->begins = json_text(json_member(period, "start"));
    form->ends = json_text(json_member(period, "end"));
    check_status(l, root, place);
    check_url(l, place);
    check_modifiers(l, root, place);
    check_rules(l, root, place);
    load_value_sets(l);
    load_form_extensions(l, root, place);
}
