/* core/model/content_fields.h - how a row of a layout is written, for the files that hold rows.
 *
 * A member of another type than the codec will read does not compile.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_CONTENT_FIELDS_H
#define HF_CORE_MODEL_CONTENT_FIELDS_H

#include "core/model/content.h"

/* The layouts of one part of a practice's life. */
struct content_group {
    const struct content_layout *at;
    size_t count;
};
extern const struct content_group content_practice;
extern const struct content_group content_client;
extern const struct content_group content_consent;
extern const struct content_group content_session;

/* offsetof, and a compile error if the member is of another type than the codec will read. */
#define AT(type, member, want)                                                                     \
    (uint32_t)(                                                                                    \
        offsetof(struct type, member) +                                                            \
        0 * sizeof(char[__builtin_types_compatible_p(__typeof__(((struct type *)0)->member), want) \
                            ? 1                                                                    \
                            : -1]))
#define COUNT(array) (sizeof(array) / sizeof *(array))

#define U8(t, m, most)                                                                             \
    {                                                                                              \
        .name = #m, .kind = CONTENT_U8, .offset = AT(t, m, uint8_t), .limit = (most)               \
    }
#define U32(t, m)                                                                                  \
    {                                                                                              \
        .name = #m, .kind = CONTENT_U32, .offset = AT(t, m, uint32_t)                              \
    }
#define I64(t, m)                                                                                  \
    {                                                                                              \
        .name = #m, .kind = CONTENT_I64, .offset = AT(t, m, int64_t)                               \
    }
#define BOOL(t, m)                                                                                 \
    {                                                                                              \
        .name = #m, .kind = CONTENT_BOOL, .offset = AT(t, m, bool)                                 \
    }
#define ID(t, m)                                                                                   \
    {                                                                                              \
        .name = #m, .kind = CONTENT_ID, .offset = AT(t, m, struct id128)                           \
    }
#define MOMENT(t, m)                                                                               \
    {                                                                                              \
        .name = #m, .kind = CONTENT_MOMENT, .offset = AT(t, m, struct moment)                      \
    }
#define TEXT(t, m, most)                                                                           \
    {                                                                                              \
        .name = #m, .kind = CONTENT_TEXT, .offset = AT(t, m, struct span), .limit = (most)         \
    }
#define BYTES(t, m, most)                                                                          \
    {                                                                                              \
        .name = #m, .kind = CONTENT_BYTES, .offset = AT(t, m, struct span), .limit = (most)        \
    }
#define TEXTS(t, m, most)                                                                          \
    {                                                                                              \
        .name = #m, .kind = CONTENT_TEXTS, .offset = AT(t, m, struct words), .limit = (most)       \
    }
#define WORD(t, m, names)                                                                          \
    {                                                                                              \
        .name = #m, .kind = CONTENT_WORD, .offset = AT(t, m, uint8_t), .limit = COUNT(names) - 1,  \
        .words = (names)                                                                           \
    }
#define RECORD(t, m, of)                                                                           \
    {                                                                                              \
        .name = #m, .kind = CONTENT_RECORD, .offset = AT(t, m, struct of), .row = &of##_row        \
    }
#define LIST(t, m, of, most)                                                                       \
    {                                                                                              \
        .name = #m, .kind = CONTENT_LIST, .offset = AT(t, m, struct of##_list), .limit = (most),   \
        .row = &of##_said_row                                                                      \
    }

#define ROW_OF(of)                                                                                 \
    const struct content_layout of##_row = {.name = #of,                                           \
                                            .fields = of##_fields,                                 \
                                            .count = COUNT(of##_fields),                           \
                                            .size = sizeof(struct of)}

#define LAYOUT(number, fields_, type)                                                              \
    {                                                                                              \
        .action = ACTION_##number, .name = #type, .fields = fields_##_fields,                      \
        .count = COUNT(fields_##_fields), .size = sizeof(struct type)                              \
    }
#define GROUP(name)                                                                                \
    const struct content_group content_##name = {name##_layouts, COUNT(name##_layouts)}

enum { WORDS_MOST = 64, NAME = 120, LINE = 400, PARAGRAPH = 4000, ID_WORD = 64, LANGUAGE = 35 };

/* --- what several files say ------------------------------------------------------------------ */

/* KEEP IN ORDER: words of contents (content.h) */
static const char *const how_words[] = {"",      "own device",   "shared device", "agreed sign",
                                        "aloud", "seen on paper"};
static const char *const state_words[] = {"", "on", "off"};
/* KEEP IN ORDER: sides, accesses, intents (facts.h), organ answers (atlas.h) */
static const char *const side_words[] = {"", "L", "R", "B"};
static const char *const access_words[] = {"", "external", "internal"};
static const char *const intent_words[] = {"", "therapeutic", "sensual"};

extern const struct content_layout scope_said_row;
extern const struct content_layout given_said_row;
extern const struct content_layout step_said_row;

#endif
