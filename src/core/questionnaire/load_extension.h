/* core/questionnaire/load_extension.h - inside the room: one extension and where it stands.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_LOAD_EXTENSION_H
#define HF_CORE_QUESTIONNAIRE_LOAD_EXTENSION_H

#include "core/questionnaire/load.h"

struct extension_load {
    struct loading *l;
    struct question *question;      /* NULL: of the form or of an option */
    struct question_option *option; /* NULL: of the form or of an item */
    const struct json *json;
    const struct extension_row *row;
    struct span link_id;
    const struct place *place;
};

struct extension_row {
    const char *url, *name;
    int levels; /* where it may stand: FORM, ITEM, OPTION, added up */
    void (*take)(struct extension_load *in);
};

/* Each takes its extension into the item, the option or the form, or says why not. */
void load_take_min_occurs(struct extension_load *in);
void load_take_max_occurs(struct extension_load *in);
void load_take_min_length(struct extension_load *in);
void load_take_max_decimals(struct extension_load *in);
void load_take_max_size(struct extension_load *in);
void load_take_least(struct extension_load *in);
void load_take_most(struct extension_load *in);
void load_take_regex(struct extension_load *in);
void load_take_hidden(struct extension_load *in);
void load_take_control(struct extension_load *in);
void load_take_placeholder(struct extension_load *in);
void load_take_disabled(struct extension_load *in);
void load_take_prefix(struct extension_load *in);
void load_take_exclusive(struct extension_load *in);
void load_take_mime_type(struct extension_load *in);
void load_take_target(struct extension_load *in);
void load_take_unit(struct extension_load *in);
void load_take_unit_set(struct extension_load *in);
void load_take_variable(struct extension_load *in);
void load_take_initial(struct extension_load *in);
void load_take_calculated(struct extension_load *in);
void load_take_enabled(struct extension_load *in);
void load_take_enabled_text(struct extension_load *in);
void load_take_constraint(struct extension_load *in);
void load_take_launch(struct extension_load *in);
void load_leave(struct extension_load *in);
void load_show(struct extension_load *in);
void load_refuse_query(struct extension_load *in);
void load_refuse_map(struct extension_load *in);
void load_refuse_cql(struct extension_load *in);
void load_refuse_expression(struct extension_load *in);
void load_refuse_adaptive(struct extension_load *in);

/* The list with one more place at its end; NULL when the arena is spent. */
struct span *load_grow(struct extension_load *in, const struct span *list, uint32_t n);

#endif
