/* core/model/content_table.c - the rows that several files use, and every layout of them all.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content_fields.h"

static const struct content_field scope_said_fields[] = {
    TEXT(scope_said, region, ID_WORD),         WORD(scope_said, side, side_words),
    TEXTS(scope_said, techniques, WORDS_MOST), TEXTS(scope_said, access, WORDS_MOST),
    TEXTS(scope_said, intents, WORDS_MOST),    TEXTS(scope_said, practitioners, WORDS_MOST),
};
ROW_OF(scope_said);

static const struct content_field given_said_fields[] = {
    WORD(given_said, how, how_words),
    ID(given_said, heard_by),
    I64(given_said, seen),
};
ROW_OF(given_said);

static const struct content_field step_said_fields[] = {
    TEXT(step_said, region, ID_WORD),
    TEXT(step_said, technique, ID_WORD),
    WORD(step_said, side, side_words),
    WORD(step_said, access, access_words),
    WORD(step_said, intent, intent_words),
    U8(step_said, pressure, 10),
    U32(step_said, duration_s),
    TEXT(step_said, reason, LINE),
};
ROW_OF(step_said);

static const struct content_group *const groups[] = {
    &content_practice,
    &content_client,
    &content_consent,
    &content_session,
};

const struct content_layout *content_layout_nth(size_t n)
{
    for (size_t i = 0; i < COUNT(groups); i++) {
        if (n < groups[i]->count)
            return &groups[i]->at[n];
        n -= groups[i]->count;
    }
    return NULL;
}

const struct content_layout *content_layout_of(uint16_t action)
{
    for (size_t i = 0; i < COUNT(groups); i++)
        for (size_t k = 0; k < groups[i]->count; k++)
            if (groups[i]->at[k].action == action)
                return &groups[i]->at[k];
    return NULL;
}
