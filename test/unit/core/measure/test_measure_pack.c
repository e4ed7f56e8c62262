/* What the loader of instruments refuses, each in a pack that is otherwise right.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/measure.h"

#include "tap.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[256 << 10];

#define HEAD                                                                                       \
    "{\"id\":\"m\",\"url\":\"urn:m\",\"version\":\"1\",\"date\":\"2026-11-23\",\"status\":"        \
    "\"draft\","                                                                                   \
    "\"title\":\"t\",\"sources\":[{\"id\":\"S1\",\"citation\":\"c\",\"type\":\"house\"}],"         \
    "\"measures\":["
#define BEGIN                                                                                      \
    "{\"id\":\"x\",\"title\":\"X\",\"about\":\"a\",\"text\":\"ours\",\"licence\":\"l\","           \
    "\"better\":\"lower\","
#define ITEMS  "\"items\":[{\"count\":3,\"least\":0,\"most\":3}],"
#define SCALES "\"scales\":[{\"id\":\"total\",\"items\":\"1-3\",\"rule\":\"sum\"}],"
#define END    "\"sources\":[\"S1\"],\"mark\":\"K\",\"review\":\"unreviewed\"}"
#define TAIL   "]}"

static enum status load(const char *json, const struct measures **ret, struct fault *why)
{
    static struct arena arena;

    fault_clear(why);
    arena_init(&arena, block, sizeof block);
    return measures_load(span_of(json), &arena, ret, why);
}

struct refusal {
    const char *name, *json, *words;
};

static const struct refusal refusals[] = {
    {"a row without a source", HEAD BEGIN ITEMS SCALES "\"mark\":\"K\",\"review\":\"r\"}" TAIL,
     "has no source"},
    {"a row without a mark", HEAD BEGIN ITEMS SCALES "\"sources\":[\"S1\"],\"review\":\"r\"}" TAIL,
     "has no mark"},
    {"a measure given twice", HEAD BEGIN ITEMS SCALES END "," BEGIN ITEMS SCALES END TAIL,
     "given twice"},
    {"an unknown member", HEAD BEGIN ITEMS SCALES "\"sentence\":\"never\"," END TAIL,
     "member not known here: sentence"},
    {"no scale", HEAD BEGIN ITEMS "\"scales\":[]," END TAIL, "needs 1 to 12 scales"},
    {"an item beyond the last",
     HEAD BEGIN ITEMS "\"scales\":[{\"id\":\"t\",\"items\":\"1-4\",\"rule\":\"sum\"}]," END TAIL,
     "items are numbers of its own"},
    {"items that fall",
     HEAD BEGIN ITEMS "\"scales\":[{\"id\":\"t\",\"items\":\"3,1\",\"rule\":\"sum\"}]," END TAIL,
     "items are numbers of its own"},
    {"an unknown rule",
     HEAD BEGIN ITEMS "\"scales\":[{\"id\":\"t\",\"items\":\"1\",\"rule\":\"max\"}]," END TAIL,
     "rule is sum or mean"},
    {"a scale that adds a later one",
     HEAD BEGIN ITEMS "\"scales\":[{\"id\":\"t\",\"adds\":[\"u\"]}]," END TAIL,
     "adds a scale that does not stand before it"},
    {"a range without room",
     HEAD BEGIN "\"items\":[{\"count\":1,\"least\":1,\"most\":1}]," SCALES END TAIL,
     "an empty range"},
    {"more items than there may be",
     HEAD BEGIN "\"items\":[{\"count\":64,\"least\":0,\"most\":1},{\"count\":1,\"least\":0,"
                "\"most\":1}]," SCALES END TAIL,
     "more than 64 items"},
    {"an item reversed twice", HEAD BEGIN ITEMS SCALES "\"reverse\":[2,2]," END TAIL,
     "reverses no item, or one twice"},
    {"a reversed item that is none", HEAD BEGIN ITEMS SCALES "\"reverse\":[0]," END TAIL,
     "reverses no item, or one twice"},
    {"bands that fall",
     HEAD BEGIN ITEMS SCALES
     "\"bands\":[{\"scale\":\"total\",\"from\":\"5\"},{\"scale\":\"total\",\"from\":\"5\"}]," END
         TAIL,
     "bands of a scale rise"},
    {"a band of another scale",
     HEAD BEGIN ITEMS SCALES "\"bands\":[{\"scale\":\"other\",\"from\":\"5\"}]," END TAIL,
     "names a scale"},
    {"a value that is no number",
     HEAD BEGIN ITEMS SCALES "\"bands\":[{\"scale\":\"total\",\"from\":\"5.125\"}]," END TAIL,
     "a value is digits"},
    {"a cut without a side",
     HEAD BEGIN ITEMS SCALES
     "\"cuts\":[{\"scale\":\"total\",\"side\":\"over\",\"at\":\"5\"}]," END TAIL,
     "side is"},
    {"a change of nothing",
     HEAD BEGIN ITEMS SCALES
     "\"changes\":[{\"scale\":\"total\",\"kind\":\"noise\",\"way\":\"both\",\"points\":\"0\","
     "\"sources\":[\"S1\"],\"mark\":\"K\"}]," END TAIL,
     "a change of nothing"},
    {"a change without a source",
     HEAD BEGIN ITEMS SCALES
     "\"changes\":[{\"scale\":\"total\",\"kind\":\"noise\",\"way\":\"both\",\"points\":\"1\","
     "\"mark\":\"K\"}]," END TAIL,
     "has no source"},
    {"a change where the measure is not for change",
     HEAD BEGIN
     "\"not_for_change\":true," ITEMS SCALES
     "\"changes\":[{\"scale\":\"total\",\"kind\":\"noise\",\"way\":\"both\",\"points\":\"1\","
     "\"sources\":[\"S1\"],\"mark\":\"K\"}]," END TAIL,
     "is not for change"},
    {"codes for some of the items", HEAD BEGIN ITEMS SCALES "\"codes\":[\"1-8\"]," END TAIL,
     "codes are one for each item"},
    {"an alarm on no item",
     HEAD BEGIN ITEMS SCALES "\"alarms\":[{\"item\":4,\"from\":1}]," END TAIL, "item"},
};

static void test_measures_load__takes_a_pack_that_is_right(void)
{
    const struct measures *pack = NULL;
    struct fault why;

    CHECK_INT(load(HEAD BEGIN ITEMS SCALES END TAIL, &pack, &why), HF_OK);
    CHECK(pack != NULL && pack->count == 1 && pack->at[0].n_items == 3);
}

static void test_measures_load__survives_every_small_budget(void)
{
    const char *json = HEAD BEGIN ITEMS SCALES END TAIL;
    enum status st = HF_FAILED;

    for (size_t size = 0; st != HF_OK && size < sizeof block; size += 64) {
        const struct measures *pack = NULL;
        struct fault why = {0};
        struct arena arena;

        arena_init(&arena, block, size);
        st = measures_load(span_of(json), &arena, &pack, &why);
        CHECK(st == HF_OK || (st == HF_FAILED && pack == NULL));
    }
    CHECK_INT(st, HF_OK);
}

int main(void)
{
    RUN(test_measures_load__takes_a_pack_that_is_right);
    RUN(test_measures_load__survives_every_small_budget);
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const struct measures *pack = NULL;
        struct fault why;
        enum status st = load(refusals[i].json, &pack, &why);
        bool passed =
            st == HF_INVALID && pack == NULL && strstr(why.text, refusals[i].words) != NULL;

        if (!passed)
            printf("# status %d: %s\n", (int)st, why.text);
        tap_case(refusals[i].name, passed);
    }
    return tap_end();
}
