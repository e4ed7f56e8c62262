/* fuzz/fuzz_decide.c - a line of `holdfast decide`: whatever it is, one whole answer, never a
 * permit out of nothing.
 *
 * The world "w" can be named, so that short lines reach deep.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/line.h"
#include "core/format/json.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BLOCK = 8 << 20, ANSWER = 1 << 20, LONGEST = 1 << 16 };

static const char world_text[] =
    "[{\"id\":\"b\",\"parent\":null,\"paired\":false,\"intimate\":false},"
    "{\"id\":\"a\",\"parent\":\"b\",\"paired\":true,\"intimate\":false},"
    "{\"id\":\"i\",\"parent\":\"b\",\"paired\":false,\"intimate\":true}]";

static alignas(max_align_t) unsigned char world_block[1 << 14], line_block[BLOCK];
static alignas(max_align_t) unsigned char answer_blocks[2][ANSWER], tree_block[BLOCK];

static enum status answer(struct span line, enum decide_form form, struct span *ret)
{
    const struct json *regions = NULL;
    struct arena world, lines, answers;
    struct fault why;
    struct buf out;

    fault_clear(&why);
    arena_init(&world, world_block, sizeof world_block);
    arena_init(&lines, line_block, sizeof line_block);
    arena_init(&answers, answer_blocks[form], ANSWER);
    buf_init(&out, &answers, ANSWER);
    enum status st = json_parse(span_of(world_text), &json_limits_default, &world, &regions, &why);

    assert(st == HF_OK);
    const struct named_world named = {SPAN("w"), regions};

    st = decide_line(line, &(struct named_worlds){&named, 1}, form, &lines, &out);
    assert(out.failed ? st == HF_FAILED : st == HF_OK || st == HF_INVALID || st == HF_FAILED);
    *ret = buf_view(&out);
    return st;
}

/* S19: deny if any reason, else conditional if anything is missing; a plan is never a permit. */
static void check_decision(const struct json *got, const struct json *question)
{
    struct span verdict = json_text(json_member(got, "decision"));
    bool plan = span_is(json_text(json_member(json_member(question, "act"), "mode")), "plan");
    bool denied = json_member(got, "reasons")->count > 0;
    bool waits = json_member(got, "missing")->count > 0;

    assert(span_is(verdict, denied ? "deny" : waits ? "conditional" : "permit"));
    assert(!plan || !span_is(verdict, "permit"));
    /* A grant and a credential; one word where they were given the same id. */
    assert(denied || json_member(got, "basis")->count >= 1);
}

static void check_answer(struct span line, struct span text, enum status status)
{
    const struct json_limits wide = {ANSWER, 33, 400000};
    const struct json *got = NULL, *question = NULL;
    struct arena arena;
    struct fault why;

    fault_clear(&why);
    arena_init(&arena, tree_block, sizeof tree_block);
    enum status st = json_parse(text, &wide, &arena, &got, &why);

    assert(st == HF_OK);
    assert((json_member(got, "error") != NULL) == (status != HF_OK));
    if (status != HF_OK)
        return;
    st = json_parse(line, &wide, &arena, &question, &why);
    assert(st == HF_OK);
    check_decision(got, question);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span line = span_at(data, size), once, again;

    if (size > LONGEST)
        return 0;
    enum status st = answer(line, DECIDE_PLAIN, &once);

    if (st == HF_FAILED)
        return 0;
    check_answer(line, once, st);
    enum status folded = answer(line, DECIDE_FOLDED, &again); /* takes more memory */

    assert(folded == HF_FAILED || (folded == st && span_equal(once, again)));
    return 0;
}
