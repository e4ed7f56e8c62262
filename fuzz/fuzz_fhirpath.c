/* fuzz/fuzz_fhirpath.c - an expression, then a newline, then a resource (or a fixed one): a result
 * or a refusal with its place, within the budgets, and the same twice.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include <assert.h>
#include <stdalign.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[8 << 20], result_block[8 << 20];

static const char fixed[] =
    "{\"resourceType\":\"QuestionnaireResponse\",\"authored\":\"2026-11-23T10:00:00Z\",\"item\":["
    "{\"linkId\":\"a\",\"answer\":[{\"valueInteger\":3}]},{\"linkId\":\"b\",\"answer\":["
    "{\"valueDecimal\":1.50},{\"valueCoding\":{\"system\":\"s\",\"code\":\"x\"}}]},"
    "{\"linkId\":\"c\",\"item\":[{\"linkId\":\"d\",\"answer\":[{\"valueDate\":\"1980-05\","
    "\"_valueDate\":{\"extension\":[{\"url\":\"u\",\"valueString\":\"v\"}]}},{\"valueQuantity\":"
    "{\"value\":5.0,\"code\":\"mg\"}},{\"valueTime\":\"10:30:00\"}]}]}]}";

static struct span text_of(struct fhirpath_list list, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, 1 << 20);
    for (uint32_t i = 0; i < list.count; i++)
        fhirpath_write_text(&out, &list.at[i]);
    return buf_view(&out);
}

static void check_fault(const struct fault *why, size_t len)
{
    assert(why->status == HF_INVALID || why->status == HF_FAILED);
    assert(why->at <= (long)len);
    if (why->status == HF_INVALID)
        assert(fhirpath_phase_of(why) != FHIRPATH_BUDGET || strncmp(why->text, "budget", 6) == 0);
}

/* With and without the index: the same. */
static void evaluate(const struct fhirpath_program *program, struct fhirpath_world *world,
                     struct arena *arena, size_t len)
{
    struct fhirpath_list first = {0}, second = {0};
    struct fault why, again;
    struct arena results;

    fault_clear(&why);
    fault_clear(&again);
    enum status st = fhirpath_evaluate(program, world, arena, &first, &why);

    world->index = fhirpath_index_new(world->resource, arena);
    arena_init(&results, result_block, sizeof result_block);
    enum status st2 = fhirpath_evaluate(program, world, &results, &second, &again);

    if (st == HF_OK && st2 == HF_OK)
        assert(first.count == second.count &&
               span_equal(text_of(first, arena), text_of(second, &results)));
    if (st != HF_OK)
        check_fault(&why, len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct json_limits limits = {16384, 32, 4096};
    struct span rest = span_at(data, size), expression = span_cut(&rest, '\n');
    const struct json *resource = NULL;
    const struct fhirpath_program *program = NULL;
    struct fault why;
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    if (json_parse(rest.len > 0 ? rest : span_of(fixed), &limits, &arena, &resource, &why) != HF_OK)
        return 0;
    struct span type = json_text(json_member(resource, "resourceType"));
    const struct fhirpath_options options = {
        .strict = size % 2 == 1, .context_type = type, .resource_type = type};
    struct fhirpath_world world = {
        .resource = resource, .now_us = 1795435200000000, .steps = 20000};

    world.context = fhirpath_of_node(resource, SPAN(""));
    fault_clear(&why);
    if (fhirpath_compile(expression, &options, &arena, &program, &why) == HF_OK)
        evaluate(program, &world, &arena, expression.len);
    else
        check_fault(&why, expression.len);
    return 0;
}
