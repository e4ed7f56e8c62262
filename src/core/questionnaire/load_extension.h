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

#endif
