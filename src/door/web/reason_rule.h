/* door/web/reason_rule.h - from a reason, as decide() gave it and entries keep it, to its rule.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_REASON_RULE_H
#define HF_DOOR_WEB_REASON_RULE_H

#include "core/render/reasons.h"
#include "door/web/web.h"
#include "knowledge/knowledge.h"

/* Which page tells of it, as /rules/{rule} names it: a row of the table of conditions, a rule for
 * everybody, a law, a field of the checklist, a rule of this practice ("own.12"), and where no row
 * stands behind it the reason's own word ("NO_GRANT"). Never "". */
struct span reason_rule(const struct knowledge *know, struct span reason);

/* A reason in words; what it is about is looked up where a row says so. */
struct refusal_view reason_told(const struct door *door, struct arena *arena, struct span reason,
                                const struct reason_context *context);

/* "/rules/CI12", or with a client "/c/{client}/rules/CI12": with what it does to that plan. */
struct span reason_address(struct arena *arena, struct span rule, const struct client_id *client);

/* The client whose plan whoever asks may see beside a rule; NULL for all others of the staff. */
const struct client_id *reason_plan_of(const struct http_request *request,
                                       const struct client_id *client);

#endif
