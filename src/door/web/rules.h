/* door/web/rules.h - what the two pages about rules share.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_RULES_H
#define HF_DOOR_WEB_RULES_H

#include "core/render/message.h"
#include "core/render/view_rules.h"
#include "door/web/web.h"
#include "knowledge/knowledge.h"

/* A place as a rule names it: "Lower back, inside". */
struct span rules_place(const struct http_request *request, const struct knowledge *know,
                        struct scope scope);

/* What the clinicians of the practice said of a rule, and the form for whoever is one. */
HF_MUST_USE enum status rules_fill_reviews(const struct http_request *request,
                                           const struct door *door, struct span rule,
                                           struct rule_view *view, struct fault *why);

/* The page of one rule; false, and nothing written, where there is none of that id. */
bool rules_show(struct http_request *request, struct http_reply *reply, struct door *door,
                struct span rule, struct rule_view *view);

/* A field of the checklist of consent. False when there is none of that id. */
bool rule_field_fill(const struct http_request *request, const struct knowledge *know,
                     struct span id, struct rule_view *view);

#endif
