/* door/web/rules.h - what the two pages about rules share.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_RULES_H
#define HF_DOOR_WEB_RULES_H

#include "core/render/message.h"
#include "core/render/view_rules.h"
#include "door/web/web.h"
#include "knowledge/knowledge.h"

struct practice_file;
struct house_rule_set_content;

struct rule_tightened_content;

/* A place as a rule names it: "Lower back, inside". */
struct span rules_place(struct arena *arena, const struct knowledge *know, struct scope scope);

/* What the clinicians of the practice said of a rule, and the form for whoever is one. */
HF_MUST_USE enum status rules_fill_reviews(const struct http_request *request,
                                           const struct door *door,
                                           const struct practice_file *file, struct span rule,
                                           struct rule_view *view, struct fault *why);

/* What the practice made stricter in it, and the form for an owner. */
void rule_tighten_fill(const struct http_request *request, const struct door *door,
                       const struct practice_file *file, struct span rule, struct rule_view *view);
/* "At least 90 days. Not now." */
struct span rules_tightened_words(struct arena *arena, const struct rule_tightened_content *said);

/* The page of one rule, or that there is none of that id. */
void rules_show(struct http_request *request, struct http_reply *reply, struct door *door,
                struct span rule, struct rule_view *view);

/* What came with the program, whatever it is. False, and nothing filled, when there is none of that
 * id; so do the three below, each for one kind. */
bool rule_fill(struct arena *arena, const struct knowledge *know, struct span id,
               struct rule_view *view);
/* How well a source is known, in words, by the letter of its mark; "" for no such letter. */
struct span rules_mark_words(char mark);
/* A field of the checklist of consent. */
bool rule_field_fill(struct arena *arena, const struct knowledge *know, struct span id,
                     struct rule_view *view);
/* A rule of decide() itself, by the word of its reason: "NO_GRANT". */
bool rule_code_fill(struct arena *arena, struct span code, struct rule_view *view);
/* A rule that the practice set itself: "own.12", by the place of its entry. */
bool rule_own_fill(struct arena *arena, const struct door *door, const struct practice_file *file,
                   struct span id, struct rule_view *view);

/* The same as a few lines, for where no page may be left: what it says and does, its sources, how
 * well they are known, who has reviewed it. */
size_t rule_brief(struct arena *arena, const struct door *door, const struct practice_file *file,
                  struct span id, const struct words_view **ret);

/* What a rule of the practice says, and where: "Never here", "Tailbone". */
struct span rules_own_words(struct arena *arena, const struct knowledge *know,
                            const struct house_rule_set_content *rule);
struct span rules_own_place(struct arena *arena, const struct knowledge *know,
                            const struct house_rule_set_content *rule);
/* The list of them, and for an owner what a new one can be made of. */
void rules_own_fill(struct arena *arena, const struct door *door, const struct practice_file *file,
                    struct rules_view *view);
void rules_own_choices(struct arena *arena, const struct knowledge *know, struct rules_view *view);

#endif
