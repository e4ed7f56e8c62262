/* Expressions drawn from the grammar by a fixed seed: each ends in a result or a refusal, and what
 * is known beforehand (the type of the context, an index) changes no answer.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include "tap.h"

#include <stdalign.h>

enum { EXPRESSIONS = 20000, TREES = 400, OF_A_TREE = 25, LONGEST = 4000, LONGEST_TREE = 1 << 16 };

static alignas(max_align_t) unsigned char words_block[4 * LONGEST_TREE], tree_block[1 << 20],
    plain_block[8 << 20], known_block[8 << 20];
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

/* A new expression in the block of words; valid until the next. */
static struct span expression_drawn(void)
{
    struct arena arena;
    struct buf out;

    arena_init(&arena, words_block, sizeof words_block);
    buf_init(&out, &arena, LONGEST);
    put_expression(&out, 3);
    return buf_view(&out);
}

static bool agree_noted(struct span expression)
{
    bool same = agree(expression);

    if (!same)
        printf("# %.*s\n", SPAN_ARGS(expression));
    return same;
}

static void test_generated__what_is_known_changes_no_answer(void)
{
    int answered = 0;

    for (int i = 0; i < EXPRESSIONS; i++) {
        struct span expression = expression_drawn();

        CHECK(agree_noted(expression));
        answered += run(expression, true, &known_arena).status == HF_OK;
    }
    CHECK(answered > EXPRESSIONS / 10);
}

static void test_generated__with_bytes_changed_is_read_or_refused(void)
{
    static const char bytes[] = "()[]{}.,'`%$@|&=~<>+-*/\\\"\n 019aTZ_:#\x01\xc3";

    for (int i = 0; i < EXPRESSIONS; i++) {
        struct span expression = expression_drawn();
        char text_changed[LONGEST];
        size_t len = expression.len < sizeof text_changed ? expression.len : sizeof text_changed;

        memcpy(text_changed, expression.at, len);
        for (uint32_t changes = 1 + draw(3); changes > 0 && len > 0; changes--)
            text_changed[draw((uint32_t)len)] = bytes[draw(sizeof bytes - 1)];
        struct span changed = span_at(text_changed, len - draw(2) % (len + 1));

        arena_init(&known_arena, known_block, sizeof known_block);
        struct outcome outcome = run(changed, true, &known_arena);

        CHECK(outcome.status == HF_OK || outcome.why.at <= (long)changed.len);
    }
}

static void put_json(struct buf *out, uint32_t depth);

static void put_members(struct buf *out, uint32_t depth)
{
    static const char *const names[] = {
        "item",      "answer",       "linkId",       "valueString", "valueCoding", "valueDecimal",
        "valueDate", "_valueDate",   "code",         "system",      "extension",   "valueQuantity",
        "url",       "authored",     "_linkId",      "value",       "contained",   "resourceType",
        "id",        "valueInteger", "valueBoolean",
    };
    uint32_t from = draw(sizeof names / sizeof names[0]), count = draw(6);

    buf_byte(out, '{');
    for (uint32_t i = 0; i < count; i++) {
        put(out, i == 0 ? "\"" : ",\"");
        put(out, names[(from + i * 4) % (sizeof names / sizeof names[0])]);
        put(out, "\":");
        put_json(out, depth - 1);
    }
    buf_byte(out, '}');
}

static void put_json(struct buf *out, uint32_t depth)
{
    static const char *const leaves[] = {
        "1",           "2.50",        "\"a\"", "\"x\"", "true",        "null",  "-7",
        "\"1980-05\"", "\"Patient\"", "1e3",   "\"\"",  "99999999999", "\"u\"", "\"s\""};

    if (depth == 0 || draw(5) == 0) {
        put(out, ONE_OF(leaves));
    } else if (draw(2) == 0) {
        put_members(out, depth);
    } else {
        buf_byte(out, '[');
        for (uint32_t count = draw(4), i = 0; i < count; i++) {
            put(out, i == 0 ? "" : ",");
            put_json(out, depth - 1);
        }
        buf_byte(out, ']');
    }
}

/* Whatever shape the members have, behind a resource's own type. */
static bool draw_tree(void)
{
    struct arena arena;
    struct fault why;
    struct buf out;

    arena_init(&arena, words_block, sizeof words_block);
    arena_init(&tree_arena, tree_block, sizeof tree_block);
    buf_init(&out, &arena, LONGEST_TREE);
    put(&out, "{\"resourceType\":\"QuestionnaireResponse\",\"authored\":");
    put_json(&out, 1);
    put(&out, ",\"item\":");
    put_json(&out, 7);
    put(&out, ",\"contained\":");
    put_json(&out, 4);
    buf_byte(&out, '}');
    fault_clear(&why);
    if (out.failed ||
        json_parse(buf_view(&out), &json_limits_default, &tree_arena, &resource, &why) != HF_OK)
        return false;
    resource_index = fhirpath_index_new(resource, &tree_arena);
    return true;
}

static void test_generated__over_trees_of_any_shape(void)
{
    int drawn = 0;

    for (int i = 0; i < TREES; i++) {
        if (!draw_tree())
            continue;
        drawn++;
        for (int j = 0; j < OF_A_TREE; j++)
            CHECK(agree_noted(expression_drawn()));
    }
    CHECK(drawn > TREES / 4);
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
    RUN(test_generated__with_bytes_changed_is_read_or_refused);
    RUN(test_generated__over_trees_of_any_shape);
    return tap_end();
}
