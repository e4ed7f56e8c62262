/* Expressions drawn from the grammar by a fixed seed: each ends in a result or a refusal, and what
 * is known beforehand (the type of the context, an index) changes no answer.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include "tap.h"

#include <stdalign.h>

enum { EXPRESSIONS = 30000, LONGEST = 4000 };

static alignas(max_align_t) unsigned char tree_block[1 << 20], plain_block[8 << 20],
    known_block[8 << 20];
static struct arena tree_arena, plain_arena, known_arena;
static const struct json *resource;
static const struct fhirpath_index *resource_index;
static uint64_t state;

static const char text[] =
    "{\"resourceType\":\"QuestionnaireResponse\",\"authored\":\"2026-11-23T10:00:00Z\",\"item\":["
    "{\"linkId\":\"a\",\"answer\":[{\"valueInteger\":3}]},{\"linkId\":\"b\",\"answer\":["
    "{\"valueDecimal\":1.50},{\"valueCoding\":{\"system\":\"s\",\"code\":\"x\"}}]},"
    "{\"linkId\":\"c\",\"item\":[{\"linkId\":\"d\",\"answer\":[{\"valueDate\":\"1980-05\","
    "\"_valueDate\":{\"extension\":[{\"url\":\"u\",\"valueString\":\"v\"}]}},{\"valueQuantity\":"
    "{\"value\":5.0,\"code\":\"mg\"}},{\"valueTime\":\"10:30:00\"}]},{\"linkId\":\"a\",\"answer\":["
    "{\"valueBoolean\":true,\"item\":[{\"linkId\":\"e\",\"answer\":[{\"valueString\":\"w\"}]}]}]}]}"
    ","
    "{\"linkId\":\"a\",\"answer\":[{\"valueInteger\":3}]}]}";

static uint32_t draw(uint32_t below)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(state >> 33) % below;
}

static const char *one_of(const char *const *words, uint32_t count)
{
    return words[draw(count)];
}

#define ONE_OF(words) one_of((words), sizeof(words) / sizeof((words)[0]))

static void put(struct buf *out, const char *words)
{
    buf_put(out, span_of(words));
}

static void put_expression(struct buf *out, uint32_t depth);

static void put_literal(struct buf *out)
{
    static const char *const words[] = {
        "1",
        "0",
        "2.50",
        "'a'",
        "'x'",
        "true",
        "{}",
        "3 'mg'",
        "@1980-05",
        "2 weeks",
        "@T10:30",
        "today()",
        "$this",
        "%resource",
        "item",
        "%context",
        "linkId",
        "answer",
        "@2026-11-23T10:00:00Z",
        "-7",
        "now()",
    };

    put(out, ONE_OF(words));
}

static void put_path(struct buf *out)
{
    static const char *const words[] = {
        "item",      "repeat(item)",     "descendants()", "item.answer",
        "item.item", "children()",       "item[1]",       "repeat(item).answer",
        "authored",  "item.answer.item", "(item)",        "%resource.repeat(item | answer.item)",
    };

    put(out, ONE_OF(words));
}

static void put_call(struct buf *out, uint32_t depth)
{
    static const char *const plain[] = {
        ".first()",
        ".exists()",
        ".count()",
        ".value",
        ".linkId",
        ".toString()",
        ".not()",
        ".distinct()",
        ".where(linkId = 'a')",
        ".type().name",
        ".children()",
        ".ofType(Coding)",
        ".sum()",
        ".where(linkId = 'e').answer",
        ".isDistinct()",
        ".hasValue()",
        ".as(Quantity)",
        ".is(string)",
        ".sort()",
        ".length()",
        ".toDecimal()",
        ".tail()",
        ".extension('u')",
        ".abs()",
        ".lowBoundary()",
        ".min()",
        ".code",
        ".exists(code = 'x' and system = 's')",
    };
    static const char *const with[] = {".where(",  ".select(",    ".exists(",    ".all(",
                                       ".repeat(", ".union(",     ".intersect(", ".combine(",
                                       ".skip(",   ".iif(true, ", ".sort(",      ".subsetOf("};

    if (draw(3) > 0 || depth == 0) {
        put(out, ONE_OF(plain));
        return;
    }
    put(out, ONE_OF(with));
    put_expression(out, depth - 1);
    buf_byte(out, ')');
}

static void put_operator(struct buf *out)
{
    static const char *const words[] = {" + ",       " - ",   " * ",  " / ",   " & ",  " = ",
                                        " != ",      " ~ ",   " !~ ", " < ",   " <= ", " > ",
                                        " >= ",      " | ",   " in ", " and ", " or ", " xor ",
                                        " implies ", " div ", " mod "};

    put(out, ONE_OF(words));
}

static void put_expression(struct buf *out, uint32_t depth)
{
    if (draw(3) == 0)
        put_literal(out);
    else
        put_path(out);
    for (uint32_t calls = draw(4); calls > 0; calls--)
        put_call(out, depth);
    if (depth > 0 && draw(3) == 0) {
        put_operator(out);
        put_expression(out, depth - 1);
    }
}

struct outcome {
    enum status status;
    struct fhirpath_list list;
    struct fault why;
};

static struct outcome run(struct span expression, bool known, struct arena *arena)
{
    struct span type = known ? SPAN("QuestionnaireResponse") : SPAN("");
    const struct fhirpath_options options = {.context_type = type, .resource_type = type};
    const struct fhirpath_world world = {.context = fhirpath_of_node(resource, SPAN("")),
                                         .resource = resource,
                                         .index = known ? resource_index : NULL,
                                         .now_us = 1795435200000000,
                                         .steps = 100000};
    const struct fhirpath_program *program = NULL;
    struct outcome outcome = {0};

    fault_clear(&outcome.why);
    outcome.status = fhirpath_compile(expression, &options, arena, &program, &outcome.why);
    if (outcome.status == HF_OK)
        outcome.status = fhirpath_evaluate(program, &world, arena, &outcome.list, &outcome.why);
    return outcome;
}

static struct span text_of(struct fhirpath_list list, struct arena *arena)
{
    struct json_writer w;
    struct buf out;

    buf_init(&out, arena, 1 << 20);
    json_writer_init(&w, &out);
    json_begin_list(&w);
    for (uint32_t i = 0; i < list.count; i++)
        fhirpath_write_json(&w, &list.at[i]);
    json_end_list(&w);
    return buf_view(&out);
}

/* What is known may refuse earlier; it may not answer otherwise. */
static bool agree(struct span expression)
{
    arena_init(&plain_arena, plain_block, sizeof plain_block);
    arena_init(&known_arena, known_block, sizeof known_block);
    struct outcome plain = run(expression, false, &plain_arena);
    struct outcome known = run(expression, true, &known_arena);

    if (plain.status == HF_FAILED || known.status == HF_FAILED)
        return plain.status == known.status;
    if (known.status != HF_OK)
        return known.why.at >= 0 &&
               (plain.status != HF_OK || fhirpath_phase_of(&known.why) == FHIRPATH_SEMANTIC);
    return plain.status == HF_OK &&
           span_equal(text_of(plain.list, &plain_arena), text_of(known.list, &known_arena));
}

static void test_generated__what_is_known_changes_no_answer(void)
{
    static alignas(max_align_t) unsigned char words[LONGEST * 4];
    struct arena arena;
    int answered = 0;

    for (int i = 0; i < EXPRESSIONS; i++) {
        struct buf out;

        arena_init(&arena, words, sizeof words);
        buf_init(&out, &arena, LONGEST);
        put_expression(&out, 3);
        struct span expression = buf_view(&out);
        bool same = agree(expression);

        if (!same)
            printf("# %.*s\n", SPAN_ARGS(expression));
        CHECK(same);
        answered += run(expression, true, &known_arena).status == HF_OK;
    }
    CHECK(answered > EXPRESSIONS / 10);
}

int main(void)
{
    struct fault why;

    state = 20261123;
    arena_init(&tree_arena, tree_block, sizeof tree_block);
    if (json_parse(span_of(text), &json_limits_default, &tree_arena, &resource, &why) != HF_OK)
        return 1;
    resource_index = fhirpath_index_new(resource, &tree_arena);
    RUN(test_generated__what_is_known_changes_no_answer);
    return tap_end();
}
