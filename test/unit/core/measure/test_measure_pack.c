/* What the loader of instruments refuses, each in a pack that is otherwise right.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/buf.h"
#include "core/format/json.h"
#include "base/buf.h"
#include "core/format/json.h"
#include "core/model/measure.h"

#include "tap.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[512 << 10];

#define HEAD                                                                                       \
    "{\"resourceType\":\"PlanDefinition\",\"id\":\"m\",\"url\":\"urn:m\",\"version\":\"1\","       \
    "\"date\":\"2026-11-23\",\"status\":\"draft\",\"title\":\"t\",\"description\":\"unreviewed\"," \
    "\"relatedArtifact\":[{\"extension\":[{\"url\":\"urn:holdfast:type\",\"valueString\":"         \
    "\"house\"}],"                                                                                 \
    "\"type\":\"citation\",\"label\":\"S1\",\"citation\":\"c\"}],\"action\":["
#define BEGIN                                                                                      \
    "{\"id\":\"x\",\"title\":\"X\",\"about\":\"a\",\"text\":\"ours\",\"licence\":\"l\","           \
    "\"better\":\"lower\","
#define ITEMS  "\"items\":[{\"count\":3,\"least\":0,\"most\":3}],"
#define SCALES "\"scales\":[{\"id\":\"total\",\"of\":\"1-3\",\"rule\":\"sum\"}],"
#define END    "\"sources\":[\"S1\"],\"mark\":\"K\",\"review\":\"unreviewed\"}"
#define TAIL   "]}"

/* --- plain rows, which are easier to read here, as the resource that is taken ----------------- */

static void write_value(struct json_writer *w, const struct json *value, struct span name,
                        bool is_row);

/* Each member as an extension; what R4 has an element for is left out of a row. */
static void write_members(struct json_writer *w, const struct json *object, bool is_row)
{
    json_begin_list(w);
    for (const struct json *c = json_first(object); c != NULL; c = c->next) {
        bool is_element = span_is(c->name, "id") || span_is(c->name, "title") ||
                          span_is(c->name, "about") || span_is(c->name, "sources");

        if (is_row && is_element)
            continue;
        for (const struct json *v = json_first(c); c->kind == JSON_LIST && v != NULL; v = v->next)
            write_value(w, v, c->name, is_row);
        if (c->kind != JSON_LIST)
            write_value(w, c, c->name, is_row);
    }
    json_end_list(w);
}

static void write_value(struct json_writer *w, const struct json *value, struct span name,
                        bool is_row)
{
    char url[80];

    (void)snprintf(url, sizeof url, "%s%.*s", is_row ? "urn:holdfast:" : "", SPAN_ARGS(name));
    json_begin_object(w);
    json_name(w, SPAN("url"));
    json_put_text(w, span_of(url));
    if (value->kind == JSON_OBJECT) {
        json_name(w, SPAN("extension"));
        write_members(w, value, false);
    } else {
        json_name(w, value->kind == JSON_TEXT     ? SPAN("valueString")
                     : value->kind == JSON_NUMBER ? SPAN("valueInteger")
                                                  : SPAN("valueBoolean"));
        json_put_tree(w, value);
    }
    json_end_object(w);
}

static void write_element(struct json_writer *w, const struct json *row, const char *mine,
                          const char *theirs)
{
    if (json_member(row, mine) == NULL)
        return;
    json_name(w, span_of(theirs));
    json_put_tree(w, json_member(row, mine));
}

static void write_row(struct json_writer *w, const struct json *row)
{
    json_begin_object(w);
    write_element(w, row, "id", "id");
    write_element(w, row, "title", "title");
    write_element(w, row, "about", "description");
    json_name(w, SPAN("extension"));
    write_members(w, row, true);
    json_name(w, SPAN("documentation"));
    json_begin_list(w);
    for (const struct json *c = json_first(json_member(row, "sources")); c != NULL; c = c->next) {
        json_begin_object(w);
        json_name(w, SPAN("label"));
        json_put_text(w, json_text(c));
        json_end_object(w);
    }
    json_end_list(w);
    json_end_object(w);
}

static struct span fold(const char *json)
{
    static alignas(max_align_t) unsigned char room[512 << 10];
    static const struct json_limits limits = {64 << 10, 32, 4000};
    const struct json *root = NULL;
    struct json_writer w;
    struct arena arena;
    struct fault why;
    struct buf out;

    fault_clear(&why);
    arena_init(&arena, room, sizeof room);
    buf_init(&out, &arena, 64 << 10);
    json_writer_init(&w, &out);
    CHECK_INT(json_parse(span_of(json), &limits, &arena, &root, &why), HF_OK);
    json_begin_object(&w);
    for (const struct json *c = json_first(root); c != NULL; c = c->next) {
        json_name(&w, c->name);
        if (!span_is(c->name, "action")) {
            json_put_tree(&w, c);
            continue;
        }
        json_begin_list(&w);
        for (const struct json *row = json_first(c); row != NULL; row = row->next)
            write_row(&w, row);
        json_end_list(&w);
    }
    json_end_object(&w);
    return buf_view(&out);
}

static enum status load(const char *json, const struct measures **ret, struct fault *why)
{
    static struct arena arena;

    fault_clear(why);
    arena_init(&arena, block, sizeof block);
    return measures_load(fold(json), &arena, ret, why);
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
    {"no scale", HEAD BEGIN ITEMS "\"scales\":[]," END TAIL, "scales: is missing"},
    {"an item beyond the last",
     HEAD BEGIN ITEMS "\"scales\":[{\"id\":\"t\",\"of\":\"1-4\",\"rule\":\"sum\"}]," END TAIL,
     "items are numbers of its own"},
    {"items that fall",
     HEAD BEGIN ITEMS "\"scales\":[{\"id\":\"t\",\"of\":\"3,1\",\"rule\":\"sum\"}]," END TAIL,
     "items are numbers of its own"},
    {"an unknown rule",
     HEAD BEGIN ITEMS "\"scales\":[{\"id\":\"t\",\"of\":\"1\",\"rule\":\"max\"}]," END TAIL,
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
    struct span json = fold(HEAD BEGIN ITEMS SCALES END TAIL);
    enum status st = HF_FAILED;

    for (size_t size = 0; st != HF_OK && size < sizeof block; size += 64) {
        const struct measures *pack = NULL;
        struct fault why = {0};
        struct arena arena;

        arena_init(&arena, block, size);
        st = measures_load(json, &arena, &pack, &why);
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
