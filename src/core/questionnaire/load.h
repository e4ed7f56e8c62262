/* core/questionnaire/load.h - inside the room: what the parts of the loader share.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_LOAD_H
#define HF_CORE_QUESTIONNAIRE_LOAD_H

#include "core/questionnaire/questionnaire.h"

struct loading {
    enum load_mode mode;
    struct arena *arena;
    struct report *report;
    struct questionnaire *form; /* what is loaded so far */
    struct question *items;
    uint32_t n_items, room_items;
    struct question_expression *expressions;
    uint32_t n_expressions, room_expressions;
    const struct json *contained, *value_sets; /* lists, or NULL */
};

/* ERROR under strict; WARNING where it may be left out for import. */
enum issue_severity load_severity(const struct loading *l);

/* Zeroed; NULL when the arena is spent (sticky: checked at the end). */
#define load_array(l, type, count) arena_array((l)->arena, type, (count))

/* A text, a number, a truth of a member; what is of another kind is a finding of its own, made by
 * structure_check, and reads as absent here. */
bool load_flag(const struct json *object, const char *name);

/* --- the parts ------------------------------------------------------------------------------- */

/* The form's own members and extensions; the value sets that it contains. */
void load_head(struct loading *l, const struct json *root, const struct place *place);

void load_items(struct loading *l, const struct json *list, uint32_t parent, uint32_t json_depth,
                const struct place *place);

/* Options, or those of the value set that is named; initial values and units likewise. */
void load_options(struct loading *l, const struct json *json, struct question *question,
                  const struct place *place);
void load_units(struct loading *l, const struct json *extensions, struct question *question);
void load_value_sets(struct loading *l);

/* enableWhen of all items: once every linkId is known. */
void load_gates(struct loading *l, const struct place *root);

/* Every extension of an item, an option, the form: taken, left out or refused, by the table. */
void load_item_extensions(struct loading *l, const struct json *json, uint32_t question,
                          const struct place *place);
void load_form_extensions(struct loading *l, const struct json *json, const struct place *place);
void load_option_extensions(struct loading *l, const struct json *json,
                            struct question_option *option, const struct place *place);

/* Compiles what the extensions brought, finds what each reads, and the order; circles are
 * refused. */
void load_expressions(struct loading *l);
void load_dependencies(struct loading *l);

/* Members that R4 does not know, lists where one value stands and the other way round, in the
 * whole tree of a resource. */
void structure_check(const struct json *resource, struct report *report,
                     enum issue_severity severity, const struct place *place);

#endif
