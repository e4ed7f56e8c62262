/* core/decide/line.c - the wire form of a question and of its answer.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/line.h"

#include "core/decide/folded.h"
#include "core/format/json.h"

static const struct json_limits line_limits = {DECIDE_LINE_MAX, 32, 400000};

static void put_words(struct json_writer *w, struct span name, struct words list)
{
    json_name(w, name);
    json_begin_list(w);
    for (size_t i = 0; i < list.count; i++)
        json_put_text(w, list.at[i]);
    json_end_list(w);
}

/* "CODE" or "CODE:id"; codes and ids are words, so nothing in them needs an escape. */
static void put_reason(struct json_writer *w, const struct reason *reason)
{
    json_put_raw(w, SPAN("\""));
    buf_put(w->out, reason_word(reason));
    buf_put(w->out, reason->id);
    buf_byte(w->out, '"');
}

void decision_write(struct json_writer *w, const struct decision *d)
{
    json_name(w, SPAN("decision"));
    json_put_text(w, verdict_word(d->verdict));
    json_name(w, SPAN("reasons"));
    json_begin_list(w);
    for (size_t i = 0; i < d->reason_count; i++)
        put_reason(w, &d->reasons[i]);
    json_end_list(w);
    put_words(w, SPAN("conditions"), d->conditions);
    put_words(w, SPAN("missing"), d->missing);
    json_name(w, SPAN("ceiling"));
    json_put_int(w, d->ceiling);
    put_words(w, SPAN("basis"), d->basis);
}

/* Bytes of a text with its quotes, at the head of well-formed JSON. */
static size_t text_len(struct span json)
{
    size_t i = 1;

    while (json.at[i] != '"')
        i += json.at[i] == '\\' ? 2 : 1;
    return i + 1;
}

/* Bytes of a list or an object, likewise: up to where as many were closed as opened. */
static size_t nested_len(struct span json)
{
    size_t i = 0, depth = 0;

    do {
        char c = json.at[i];

        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        i += c == '"' ? text_len(span_skip(json, i)) : 1;
    } while (depth > 0);
    return i;
}

static size_t literal_len(struct span json)
{
    size_t i = 0;

    while (json.at[i] >= 'a' && json.at[i] <= 'z')
        i++;
    return i;
}

/* The id as it was given, whatever it is; empty if there is none. */
static struct span id_of(struct span line, const struct json *question)
{
    const struct json *id = json_member(question, "id");

    if (id == NULL)
        return SPAN("");
    struct span rest = span_skip(line, id->at);

    if (id->kind == JSON_NUMBER)
        return span_head(rest, id->text.len);
    if (id->kind == JSON_TEXT)
        return span_head(rest, text_len(rest));
    if (id->kind == JSON_LIST || id->kind == JSON_OBJECT)
        return span_head(rest, nested_len(rest));
    return span_head(rest, literal_len(rest));
}

/* Outside its texts, well-formed JSON holds nothing at or below the space but white space. */
static void put_without_spaces(struct buf *out, struct span json)
{
    for (size_t i = 0, len; i < json.len; i += len) {
        len = json.at[i] == '"' ? text_len(span_skip(json, i)) : 1;
        if ((unsigned char)json.at[i] > ' ')
            buf_put(out, span_head(span_skip(json, i), len));
    }
}

static void begin_line(struct json_writer *w, struct buf *out, struct span id)
{
    json_writer_init(w, out);
    json_begin_object(w);
    if (id.len == 0)
        return;
    json_name(w, SPAN("id"));
    json_put_raw(w, SPAN(""));
    put_without_spaces(out, id);
}

void decide_line_error(struct buf *out, struct span id, const struct fault *why)
{
    struct json_writer w;
    struct fault told = *why;

    if (why->at != HF_NOWHERE) {
        fault_clear(&told);
        (void)fault_set(&told, why->status, "%s, byte %ld", why->text, why->at);
    }
    begin_line(&w, out, id);
    json_name(&w, SPAN("error"));
    json_put_text(&w, span_of(told.text));
    json_end_object(&w);
}

/* S18: a now that is no integer of 64 bits spoils the act. */
static struct act read_act(const struct json *question, int64_t *ret_now_s)
{
    if (json_int64(json_member(question, "now"), ret_now_s))
        return act_read(json_member(question, "act"));
    return (struct act){.pressure = -1};
}

static enum status answer(const struct json *question, const struct named_worlds *named,
                          enum decide_form form, struct arena *arena, struct decision *ret,
                          struct fault *why)
{
    struct facts facts = {.region_count = 0};
    struct workspace *workspace = NULL;
    struct folded *folded = NULL;
    int64_t now_s = 0;

    if (!json_is(question, JSON_OBJECT))
        return fault_at(why, HF_INVALID, 0, "the line is no object");
    struct act act = read_act(question, &now_s);

    if (act_is_whole(&act)) {
        enum status st = facts_read(json_member(question, "facts"), named, arena, &facts, why);

        if (st != HF_OK)
            return st;
        workspace = workspace_new(&facts, arena);
        if (workspace == NULL)
            return fault_set(why, HF_FAILED, "request memory is spent");
        if (form == DECIDE_FOLDED)
            st = folded_of(&facts, now_s, arena, &folded, why);
        if (st != HF_OK)
            return st;
    }
    folded_decide(folded, &facts, &act, now_s, workspace, ret);
    return HF_OK;
}

enum status decide_line(struct span line, const struct named_worlds *named, enum decide_form form,
                        struct arena *arena, struct buf *out)
{
    const struct json *question = NULL;
    struct decision decision;
    struct fault why;

    fault_clear(&why);
    enum status st = json_parse(line, &line_limits, arena, &question, &why);
    struct span id = id_of(line, question);

    if (st == HF_OK)
        st = answer(question, named, form, arena, &decision, &why);
    if (st != HF_OK) {
        decide_line_error(out, id, &why);
    } else {
        struct json_writer w;

        begin_line(&w, out, id);
        decision_write(&w, &decision);
        json_end_object(&w);
    }
    return out->failed ? HF_FAILED : st;
}
