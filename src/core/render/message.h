/* core/render/message.h - the words of every page: id, version, language, text.
 *
 * Source: pages/text/LANG.msg, compiled into a const table. A text that changes its meaning gets a
 * new version, since a consent names the exact words that were shown (text_hash in the ledger).
 * Texts hold placeholders: "Hello {name}". No markup, ever.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_MESSAGE_H
#define HF_CORE_RENDER_MESSAGE_H

#include "base/buf.h"
#include "core/format/html.h"
#include "core/render/message_ids.h" /* generated: enum message_id { MSG_NONE, MSG_today_title, ... } */

enum message_lang { MESSAGE_EN, MESSAGE_N_LANGS };

struct message {
    struct span id; /* "today.title" */
    int64_t version;
    struct span text; /* with {placeholders} */
};

struct message_arg {
    struct span name;
    struct span text; /* used when `is_number` is false */
    int64_t number;
    bool is_number;
};

/* The message of this id; an unknown language reads as English, an unknown number as MSG_NONE. */
const struct message *message_get(enum message_id id, int lang);

/* By its name, for ids that come as data ("reason.NO_GRANT"); MSG_NONE when there is none. */
enum message_id message_find(struct span id);

/* The text without placeholders filled: for words that have none. */
struct span message_words(enum message_id id, int lang);

/* The text with its placeholders filled; a placeholder without an argument stays as "{name}". */
void message_write(struct buf *out, enum message_id id, int lang, const struct message_arg *args,
                   size_t n_args);

/* The same into a fresh text in the arena; empty when it is spent. */
struct span message_fill(struct arena *arena, enum message_id id, int lang,
                         const struct message_arg *args, size_t n_args);

/* What text_hash is taken of (SHA-256, by the caller above the tideline): the bytes
 * "holdfast/text/v1" 0 lang 0 id 0 version 0 filled text 0. Several messages: one after another. */
void message_write_hashable(struct buf *out, enum message_id id, int lang,
                            const struct message_arg *args, size_t n_args);

/* Called by compiled templates: the filled text, escaped for text and quoted attributes alike. */
void html_message(struct html *w, enum message_id id, const struct message_arg *args,
                  size_t n_args);

static inline struct message_arg message_arg_text(struct span name, struct span text)
{
    return (struct message_arg){.name = name, .text = text};
}

static inline struct message_arg message_arg_number(struct span name, int64_t number)
{
    return (struct message_arg){.name = name, .number = number, .is_number = true};
}

static inline struct message_arg message_arg_count(struct span name, size_t count)
{
    return message_arg_number(name, (int64_t)count);
}

/* message_arg("name", value): value is a struct span, a whole number or a count. */
#define message_arg(name, value)                                                                   \
    _Generic((value), struct span                                                                  \
             : message_arg_text, int64_t                                                           \
             : message_arg_number, size_t                                                          \
             : message_arg_count, int                                                              \
             : message_arg_number)(SPAN(name), (value))

#endif
