/* core/render/message.c - finding and filling the words of pages.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message_inside.h"

static const struct message *const tables[MESSAGE_N_LANGS] = {[MESSAGE_EN] = messages_en};

static const struct span lang_names[MESSAGE_N_LANGS] = {[MESSAGE_EN] = SPAN_INIT("en")};

static int known_lang(int lang)
{
    return lang >= 0 && lang < MESSAGE_N_LANGS ? lang : MESSAGE_EN;
}

const struct message *message_get(enum message_id id, int lang)
{
    bool known = (int)id > 0 && id < MSG_COUNT;

    return &tables[known_lang(lang)][known ? id : MSG_NONE];
}

enum message_id message_find(struct span id)
{
    size_t low = 1, high = MSG_COUNT;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = span_compare(messages_en[mid].id, id);

        if (order == 0)
            return (enum message_id)mid;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return MSG_NONE;
}

struct span message_words(enum message_id id, int lang)
{
    return message_get(id, lang)->text;
}

/* What to do with a piece of the filled text: into a buf as it is, or into HTML. */
struct sink {
    struct buf *plain;
    struct html *html;
};

static void sink_text(struct sink sink, struct span text)
{
    if (sink.html != NULL)
        html_attr(sink.html, text);
    else
        buf_put(sink.plain, text);
}

static void sink_arg(struct sink sink, const struct message_arg *arg)
{
    if (!arg->is_number)
        sink_text(sink, arg->text);
    else
        buf_int(sink.html != NULL ? sink.html->out : sink.plain, arg->number);
}

static const struct message_arg *arg_find(const struct message_arg *args, size_t n_args,
                                          struct span name)
{
    for (size_t i = 0; i < n_args; i++)
        if (span_equal(args[i].name, name))
            return &args[i];
    return NULL;
}

/* "With {who}." said of Ana K. has one dot, and a question keeps its mark alone. */
static struct span after_value(struct span text, const struct message_arg *arg)
{
    char last = arg->is_number || arg->text.len == 0 ? ' ' : arg->text.at[arg->text.len - 1];
    bool is_ended = last == '.' || last == '?' || last == '!';

    return is_ended && text.len > 0 && text.at[0] == '.' ? span_skip(text, 1) : text;
}

/* The catalogue was checked when it was compiled: every { has its }. */
static void fill(struct sink sink, struct span text, const struct message_arg *args, size_t n_args)
{
    while (text.len > 0) {
        struct span before = span_cut(&text, '{');

        sink_text(sink, before);
        if (text.len == 0)
            return;
        struct span name = span_cut(&text, '}');
        const struct message_arg *arg = arg_find(args, n_args, name);
        if (arg != NULL) {
            sink_arg(sink, arg);
            text = after_value(text, arg);
            continue;
        }
        sink_text(sink, SPAN("{"));
        sink_text(sink, name);
        sink_text(sink, SPAN("}"));
    }
}

void message_write(struct buf *out, enum message_id id, int lang, const struct message_arg *args,
                   size_t n_args)
{
    fill((struct sink){.plain = out}, message_words(id, lang), args, n_args);
}

struct span message_fill(struct arena *arena, enum message_id id, int lang,
                         const struct message_arg *args, size_t n_args)
{
    enum { LONGEST = 64 << 10 };
    struct buf buf;

    buf_init(&buf, arena, LONGEST);
    message_write(&buf, id, lang, args, n_args);
    return buf.failed ? SPAN("") : buf_view(&buf);
}

void message_write_hashable(struct buf *out, enum message_id id, int lang,
                            const struct message_arg *args, size_t n_args)
{
    const struct message *message = message_get(id, lang);

    buf_lit(out, "holdfast/text/v1");
    buf_byte(out, '\0');
    buf_put(out, lang_names[known_lang(lang)]);
    buf_byte(out, '\0');
    buf_put(out, message->id);
    buf_byte(out, '\0');
    buf_int(out, message->version);
    buf_byte(out, '\0');
    message_write(out, id, lang, args, n_args);
    buf_byte(out, '\0');
}

void html_message(struct html *w, enum message_id id, const struct message_arg *args, size_t n_args)
{
    fill((struct sink){.html = w}, message_words(id, w->lang), args, n_args);
}
