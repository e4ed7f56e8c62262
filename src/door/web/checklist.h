/* door/web/checklist.h - the checklist of consent on pages: questions out, answers in.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_CHECKLIST_H
#define HF_DOOR_WEB_CHECKLIST_H

#include "core/render/view_checklist.h"
#include "core/visit/checklist.h"
#include "door/web/web.h"
#include "knowledge/knowledge.h"

struct checklist_asks {
    const struct told_view *at;
    size_t n;
};

struct checklist_lacks {
    const struct lack_view *at;
    size_t n;
};

/* Every question to `who`; with `tell`, what is missing says so beside its question. */
struct checklist_asks checklist_asks_of(const struct http_request *request,
                                        const struct checklist_state *state, enum ask_who who,
                                        bool tell);

/* The fields that are open for `who`, once each. */
struct checklist_lacks checklist_lacks_of(const struct http_request *request,
                                          const struct checklist_state *state, enum ask_who who);

/* What was sent to the client's questions of this state. A tick that is taken away is a "no". */
struct checklist_answers checklist_sent(const struct http_request *request,
                                        const struct checklist_state *state);

/* The same for every question to the practitioner, asked now or not. */
struct checklist_answers checklist_terms_sent(const struct http_request *request,
                                              const struct checklist *pack);

#endif
