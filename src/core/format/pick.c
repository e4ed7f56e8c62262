/* core/format/pick.c - one kind test per member, one fault for all of them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/format/pick.h"

#include <string.h>

enum { MAX_WORD = 64 };

void pick_init(struct pick *pick, struct arena *arena, struct fault *why)
{
    *pick = (struct pick){.arena = arena, .why = why, .status = HF_OK};
}

void pick_refuse(struct pick *pick, const struct json *at, const char *name, const char *what)
{
    if (pick->status != HF_OK)
        return;
    pick->status = HF_INVALID;
    if (at != NULL)
        (void)fault_at(pick->why, HF_INVALID, at->at, "%s: %s", name, what); /* status is kept */
    else
        (void)fault_set(pick->why, HF_INVALID, "%s: %s", name, what); /* status is kept */
}

static bool is_named(struct span name, const char *const names[])
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (span_is(name, names[i]))
            return true;
    return false;
}

static void refuse_member(struct pick *pick, const struct json *member)
{
    if (pick->status != HF_OK)
        return;
    pick->status = fault_at(pick->why, HF_INVALID, member->at, "member not known here: %.*s",
                            SPAN_ARGS(span_head(member->name, 60)));
}

void pick_only(struct pick *pick, const struct json *object, const char *const names[])
{
    if (!json_is(object, JSON_OBJECT))
        pick_refuse(pick, object, "value", "must be an object");
    else
        for (const struct json *m = json_first(object); m != NULL; m = m->next)
            if (!is_named(m->name, names))
                refuse_member(pick, m);
}

static const struct json *pick_kind(struct pick *pick, const struct json *object, const char *name,
                                    enum json_kind kind, const char *what)
{
    const struct json *value = json_member(object, name);

    if (json_is(value, kind))
        return value;
    pick_refuse(pick, value != NULL ? value : object, name, value != NULL ? what : "is missing");
    return NULL;
}

struct span pick_text(struct pick *pick, const struct json *object, const char *name)
{
    const struct json *value = pick_kind(pick, object, name, JSON_TEXT, "must be a text");

    if (value != NULL && value->text.len == 0)
        pick_refuse(pick, value, name, "is empty");
    return json_text(value);
}

const struct json *pick_list(struct pick *pick, const struct json *object, const char *name)
{
    return pick_kind(pick, object, name, JSON_LIST, "must be a list");
}

const struct json *pick_object(struct pick *pick, const struct json *object, const char *name)
{
    return pick_kind(pick, object, name, JSON_OBJECT, "must be an object");
}

int64_t pick_int(struct pick *pick, const struct json *object, const char *name, int64_t least,
                 int64_t most)
{
    const struct json *value = pick_kind(pick, object, name, JSON_NUMBER, "must be a number");
    int64_t n = least;

    if (value != NULL && (!json_int64(value, &n) || n < least || n > most))
        pick_refuse(pick, value, name, "is no whole number, or outside its range");
    return n;
}

static bool is_absent(const struct json *object, const char *name)
{
    const struct json *value = json_member(object, name);

    return value == NULL || value->kind == JSON_NULL;
}

struct span pick_text_if(struct pick *pick, const struct json *object, const char *name)
{
    return is_absent(object, name) ? SPAN("") : pick_text(pick, object, name);
}

bool pick_bool_if(struct pick *pick, const struct json *object, const char *name)
{
    const struct json *value = json_member(object, name);

    if (value != NULL && value->kind != JSON_TRUE && value->kind != JSON_FALSE)
        pick_refuse(pick, value, name, "must be true or false");
    return json_bool(value);
}

const struct json *pick_list_if(struct pick *pick, const struct json *object, const char *name)
{
    return json_member(object, name) == NULL ? NULL : pick_list(pick, object, name);
}

struct span *pick_texts_if(struct pick *pick, const struct json *object, const char *name,
                           uint32_t most, uint32_t *ret_count)
{
    const struct json *list = pick_list_if(pick, object, name);
    uint32_t count = list != NULL ? list->count : 0;

    if (count > most)
        pick_refuse(pick, list, name, "has too many entries");
    struct span *texts = pick_alloc(pick, count, sizeof *texts);
    uint32_t n = 0;
    for (const struct json *c = json_first(list); c != NULL && texts != NULL; c = c->next) {
        if (!json_is(c, JSON_TEXT) || c->text.len == 0)
            pick_refuse(pick, c, name, "must hold texts that are not empty");
        texts[n++] = json_text(c);
    }
    *ret_count = texts != NULL ? count : 0;
    return texts;
}

void *pick_alloc(struct pick *pick, size_t count, size_t size)
{
    if (pick->status != HF_OK)
        return NULL;
    void *memory = arena_alloc(pick->arena, count, size);
    if (memory == NULL)
        pick->status = fault_set(pick->why, HF_FAILED, "request memory is spent");
    return memory;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           memchr("_.:/-", c, 5) != NULL;
}

bool pick_is_word(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_word_byte(text.at[i]))
            return false;
    return text.len > 0 && text.len <= MAX_WORD;
}
