/* core/fhirpath/line.c - a line of `holdfast fhirpath --jsonl`.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/line.h"

#include "core/fhirpath/fhirpath.h"

#include <string.h>

enum { VARIABLES_MAX = 64 };

static const struct json_limits line_limits = {FHIRPATH_LINE_MAX, 32, 200000};

/* What a line says, and what is made of it. */
struct line {
    const struct json *id, *resource, *expression, *vars, *strict;
    struct fhirpath_variable variables[VARIABLES_MAX];
    struct fhirpath_list values[VARIABLES_MAX];
    size_t count;
};

static enum status refuse(const struct json *at, struct fault *why, const char *text)
{
    return fault_at(why, HF_INVALID, at->at, "syntax: %s", text);
}

static enum status read_members(const struct json *object, struct line *line, struct fault *why)
{
    const struct {
        const char *name;
        const struct json **ret;
    } members[] = {{"id", &line->id},
                   {"resource", &line->resource},
                   {"expression", &line->expression},
                   {"vars", &line->vars},
                   {"strict", &line->strict}};

    if (!json_is(object, JSON_OBJECT))
        return refuse(object, why, "a line is an object");
    for (const struct json *c = json_first(object); c != NULL; c = c->next) {
        size_t i = 0;

        while (i < sizeof members / sizeof members[0] && !span_is(c->name, members[i].name))
            i++;
        if (i == sizeof members / sizeof members[0])
            return refuse(c, why, "a member that is not known");
        *members[i].ret = c;
    }
    if (!json_is(line->expression, JSON_TEXT))
        return refuse(object, why, "a line has an expression");
    return HF_OK;
}

/* A list becomes many items, null none. */
static enum status read_value(const struct json *node, struct arena *arena,
                              struct fhirpath_list *ret, struct fault *why)
{
    bool list = node->kind == JSON_LIST;
    uint32_t count = list ? node->count : node->kind != JSON_NULL, i = 0;
    struct fhirpath_value *at = arena_array(arena, struct fhirpath_value, count);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "budget: memory for the line is spent");
    if (!list && count == 1)
        at[0] = fhirpath_of_node(node, SPAN(""));
    for (const struct json *c = list ? node->child : NULL; c != NULL; c = c->next)
        at[i++] = fhirpath_of_node(c, SPAN(""));
    *ret = (struct fhirpath_list){at, count};
    return HF_OK;
}

static enum status read_variables(struct line *line, struct arena *arena, struct fault *why)
{
    if (line->vars != NULL && line->vars->kind != JSON_OBJECT)
        return refuse(line->vars, why, "vars is an object");
    for (const struct json *c = json_first(line->vars); c != NULL; c = c->next) {
        if (line->count == VARIABLES_MAX)
            return refuse(c, why, "too many variables");
        enum status st = read_value(c, arena, &line->values[line->count], why);

        if (st != HF_OK)
            return st;
        line->variables[line->count++] = (struct fhirpath_variable){.name = c->name, .many = true};
    }
    return HF_OK;
}

static enum status evaluate(const struct line *line, struct fhirpath_now now, struct arena *arena,
                            struct fhirpath_list *ret, struct fault *why)
{
    struct span type = json_text(json_member(line->resource, "resourceType"));
    const struct fhirpath_options options = {.strict = json_bool(line->strict),
                                             .context_type = type,
                                             .resource_type = type,
                                             .variables = line->variables,
                                             .variable_count = line->count};
    struct fhirpath_world world = {.resource = line->resource,
                                   .variables = line->values,
                                   .now_us = now.utc_us,
                                   .offset_minutes = now.offset_minutes};
    const struct fhirpath_program *program = NULL;

    if (line->resource != NULL)
        world.context = fhirpath_of_node(line->resource, SPAN(""));
    enum status st = fhirpath_compile(line->expression->text, &options, arena, &program, why);

    return st != HF_OK ? st : fhirpath_evaluate(program, &world, arena, ret, why);
}

static enum status answer(struct span text, struct fhirpath_now now, struct arena *arena,
                          struct line *line, struct fhirpath_list *ret, struct fault *why)
{
    const struct json *object = NULL;
    struct fault input;

    fault_clear(&input);
    if (json_parse(text, &line_limits, arena, &object, &input) != HF_OK)
        return fault_at(why, HF_INVALID, input.at < 0 ? 0 : (size_t)input.at, "syntax: %s",
                        input.text);
    enum status st = read_members(object, line, why);

    if (st == HF_OK)
        st = read_variables(line, arena, why);
    return st != HF_OK ? st : evaluate(line, now, arena, ret, why);
}

static void put_id(struct json_writer *w, const struct json *id)
{
    if (id == NULL)
        return;
    json_name(w, SPAN("id"));
    if (id->kind == JSON_NUMBER)
        json_put_raw(w, id->text);
    else
        json_put_text(w, json_text(id));
}

static void put_result(struct json_writer *w, struct fhirpath_list list)
{
    json_name(w, SPAN("result"));
    json_begin_list(w);
    for (uint32_t i = 0; i < list.count; i++)
        fhirpath_write_json(w, &list.at[i]);
    json_end_list(w);
}

/* The phase stands in front of the fault's text; here it has a member of its own. */
static void put_error(struct json_writer *w, const struct fault *why)
{
    static const char *const names[] = {"syntax", "semantic", "execution", "budget"};
    struct span text = span_of(why->text), phase = span_of(names[fhirpath_phase_of(why)]);

    if (span_starts(text, phase))
        text = span_trim(span_skip(text, phase.len + 1));
    json_name(w, SPAN("error"));
    json_begin_object(w);
    json_name(w, SPAN("phase"));
    json_put_text(w, phase);
    json_name(w, SPAN("at"));
    if (why->at < 0)
        json_put_null(w);
    else
        json_put_int(w, why->at);
    json_name(w, SPAN("text"));
    json_put_text(w, text);
    json_end_object(w);
}

enum status fhirpath_line(struct span text, struct fhirpath_now now, struct arena *arena,
                          struct buf *out)
{
    struct line line = {0};
    struct fhirpath_list list = {0};
    struct json_writer w;
    struct fault why;

    fault_clear(&why);
    enum status st = answer(text, now, arena, &line, &list, &why);

    json_writer_init(&w, out);
    json_begin_object(&w);
    put_id(&w, line.id);
    if (st == HF_OK)
        put_result(&w, list);
    else
        put_error(&w, &why);
    json_end_object(&w);
    if (out->failed)
        return HF_FAILED;
    return st == HF_OK ? HF_OK : HF_INVALID;
}
