/* test/unit/knowledge/test_differ.c - one change of a pack, and what it is called.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/differ.h"

#include "carried/carried.h"

#include "tap.h"

#include <stdalign.h>
#include <string.h>

static alignas(max_align_t) unsigned char shipped_block[KNOWLEDGE_BYTES],
    other_block[KNOWLEDGE_BYTES];
static struct knowledge shipped;

struct change {
    const char *file, *from, *to; /* the first `from` of the file becomes `to` */
    enum differ_kind kind;
    const char *id;
};

#define INTEGER(name, value) "\"" name "\", \"valueInteger\": " value
#define TEXT(name, value)    "\"" name "\", \"valueString\": \"" value "\""
#define YES(name)            "\"" name "\", \"valueBoolean\": true"
#define NO(name)             "\"" name "\", \"valueBoolean\": false"

static const struct change changes[] = {
    {"packs/screening.json", TEXT("urn:holdfast:level", "C"), TEXT("urn:holdfast:level", "A"),
     DIFFER_STRICTER, ""},
    {"packs/screening.json", TEXT("urn:holdfast:level", "A"), TEXT("urn:holdfast:level", "W"),
     DIFFER_LOOSER, "RF01"},
    {"packs/screening.json", INTEGER("days", "7"), INTEGER("days", "9"), DIFFER_STRICTER, ""},
    {"packs/screening.json", INTEGER("days", "7"), INTEGER("days", "5"), DIFFER_LOOSER, ""},
    {"packs/screening.json", NO("urn:holdfast:reconsent"), YES("urn:holdfast:reconsent"),
     DIFFER_STRICTER, ""},
    {"packs/screening.json", YES("urn:holdfast:reconsent"), NO("urn:holdfast:reconsent"),
     DIFFER_LOOSER, "RF01"},
    {"packs/screening.json", "'now_fever').answer.value.where(code in ('yes'",
     "'now_fever').answer.value.where(code in ('no' | 'yes'", DIFFER_CHANGED, "CI01"},
    {"packs/screening.json", TEXT("urn:holdfast:review", "unreviewed"),
     TEXT("urn:holdfast:review", "reviewed"), DIFFER_WORDS, "RF01"},
    {"packs/screening.json", "\"title\": \"Back or leg pain", "\"title\": \"Leg or back pain",
     DIFFER_WORDS, "RF01"},
    {"packs/policy.json", INTEGER("shipped", "72000"), INTEGER("shipped", "86400"), DIFFER_STRICTER,
     "stop_cooldown_s"},
    {"packs/policy.json", INTEGER("shipped", "72000"), INTEGER("shipped", "50000"), DIFFER_LOOSER,
     "stop_cooldown_s"},
    {"packs/policy.json", INTEGER("shipped", "1200"), INTEGER("shipped", "1100"), DIFFER_STRICTER,
     "checkin_s"},
    {"packs/policy.json", INTEGER("urn:holdfast:maxPressure", "4"),
     INTEGER("urn:holdfast:maxPressure", "2"), DIFFER_STRICTER, "CI72.throat"},
    {"packs/policy.json", INTEGER("urn:holdfast:maxPressure", "4"),
     INTEGER("urn:holdfast:maxPressure", "6"), DIFFER_LOOSER, "CI72.throat"},
    {"packs/policy.json", TEXT("urn:holdfast:region", "throat"),
     TEXT("urn:holdfast:region", "nape"), DIFFER_CHANGED, "CI72.throat"},
    {"packs/scope.json", "{\"url\": " TEXT("urn:holdfast:allows", "perineum") "}, ", "",
     DIFFER_STRICTER, "SP01"},
    {"packs/scope.json", "{\"url\": " TEXT("urn:holdfast:denies", "breast") "}, ", "",
     DIFFER_LOOSER, "SP01"},
    {"packs/scope.json", TEXT("urn:holdfast:mark", "V (inference U)"),
     TEXT("urn:holdfast:mark", "V"), DIFFER_LOOSER, "SP03"},
    {"packs/scope.json", TEXT("regions", "gluteal_cleft"), TEXT("regions", "anus"), DIFFER_CHANGED,
     "cleft"},
    {"packs/scope.json", TEXT("urn:holdfast:checked_on", "2026-11-23"),
     TEXT("urn:holdfast:checked_on", "2026-11-24"), DIFFER_WORDS, "SP01"},
    {"packs/atlas.json", "\"definition\": \"Includes the forehead",
     "\"definition\": \"Takes in the forehead", DIFFER_WORDS, "scalp"},
    {"packs/grounding.json", "\"value\": 5", "\"value\": 6", DIFFER_CHANGED, ""},
    {"packs/words.json", "\"valueInteger\": 8", "\"valueInteger\": 7", DIFFER_CHANGED, ""},
};

static enum status find_changed(void *arg, const char *name, struct span *ret, struct fault *why)
{
    static char bytes[1 << 20];
    const struct change *c = arg;
    const struct carried *file = carried_find(span_of(name));

    if (file == NULL)
        return fault_set(why, HF_NOT_FOUND, "nothing of this name");
    *ret = file->bytes;
    if (strcmp(name, c->file) != 0)
        return HF_OK;
    const char *at = strstr(file->bytes.at, c->from); /* NULL would be a stale row: it crashes */
    int len = snprintf(bytes, sizeof bytes, "%.*s%s%s", (int)(at - file->bytes.at), file->bytes.at,
                       c->to, at + strlen(c->from));

    *ret = span_at(bytes, (size_t)len);
    return HF_OK;
}

static bool is_told(const struct differ *differ, enum differ_kind kind, const char *id)
{
    bool told = differ->count == 1 && differ->of[kind] == 1 && differ->at[0].kind == kind;

    return told && (id[0] == '\0' || span_is(differ->at[0].id, id));
}

static const enum differ_kind backwards[DIFFER_KINDS] = {
    [DIFFER_WORDS] = DIFFER_WORDS,
    [DIFFER_STRICTER] = DIFFER_LOOSER,
    [DIFFER_LOOSER] = DIFFER_STRICTER,
    [DIFFER_CHANGED] = DIFFER_CHANGED,
};

static void try_change(const struct change *c)
{
    struct knowledge other = {0};
    struct differ there = {0}, back = {0};
    struct fault why = {0};
    struct arena arena;
    char name[300];

    arena_init(&arena, other_block, sizeof other_block);
    enum status st = knowledge_load_from(find_changed, (void *)(uintptr_t)c, &arena, &other, &why);
    if (st == HF_OK)
        st = knowledge_differ(&shipped, &other, &arena, &there, &why);
    if (st == HF_OK)
        st = knowledge_differ(&other, &shipped, &arena, &back, &why);
    snprintf(name, sizeof name, "%s: %s in %s", differ_word(c->kind), c->to[0] ? c->to : "a gap",
             c->file);
    bool ok =
        st == HF_OK && is_told(&there, c->kind, c->id) && is_told(&back, backwards[c->kind], c->id);
    tap_case(name, ok);
    if (!ok)
        printf("# %s; %zu lines\n", why.text, there.count);
}

static void test_differ__the_same_packs_do_not(void)
{
    struct differ differ;
    struct fault why = {0};
    struct arena arena;

    arena_init(&arena, other_block, sizeof other_block);
    CHECK_INT(knowledge_differ(&shipped, &shipped, &arena, &differ, &why), HF_OK);
    CHECK_INT((long long)differ.count, 0);
}

static void test_differ__survives_a_lack_of_memory(void)
{
    struct differ differ;
    struct fault why = {0};
    struct arena arena;

    arena_init(&arena, other_block, 64);
    CHECK_INT(knowledge_differ(&shipped, &shipped, &arena, &differ, &why), HF_FAILED);
}

int main(void)
{
    struct arena arena;
    struct fault why = {0};

    arena_init(&arena, shipped_block, sizeof shipped_block);
    if (knowledge_load(&arena, &shipped, &why) != HF_OK) {
        printf("Bail out! %s\n", why.text);
        return 1;
    }
    RUN(test_differ__the_same_packs_do_not);
    RUN(test_differ__survives_a_lack_of_memory);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        try_change(&changes[i]);
    return tap_end();
}
