/* core/model/atlas.c - reads the tree and refuses one that breaks a rule of packs/README.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/atlas.h"

#include "core/model/pack_inside.h"

#include <string.h>

enum { MAX_ID = 32, MAX_NOTE = 240 };

static const char *const region_list_names[] = {"sources", "access", "svg", "law", NULL};
static const struct pack_element region_head[] = {{"copyright", "copyright"}, {NULL, NULL}};
static const struct pack_element region_row[] = {
    {"code", "id"}, {"definition", "note"}, {NULL, NULL}};
static const struct pack_shape region_shape = {"CodeSystem", "regions",         region_head,
                                               region_row,   region_list_names, true};

static const char *const organ_list_names[] = {"sources", NULL};
static const struct pack_element organ_head[] = {{NULL, NULL}};
static const struct pack_element organ_row[] = {
    {"code", "key"}, {"definition", "note"}, {NULL, NULL}};
static const struct pack_shape organ_shape = {"CodeSystem",     NULL, organ_head, organ_row,
                                              organ_list_names, true};

struct loading {
    struct pick pick;
    struct atlas *atlas;
    struct atlas_region *regions;
    struct atlas_organ *organs;
};

/* The fault names the row, since an offset in a file of rows tells a person little. */
static void refuse(struct loading *l, struct span row, const char *what)
{
    if (l->pick.status == HF_OK)
        l->pick.status =
            fault_set(l->pick.why, HF_INVALID, "%.*s: %s", SPAN_ARGS(span_head(row, MAX_ID)), what);
}

static void require(struct loading *l, bool holds, struct span row, const char *what)
{
    if (!holds)
        refuse(l, row, what);
}

static struct atlas_text load_text(struct pick *pick, const struct json *row, const char *name)
{
    static const char *const members[] = {"en", "de", "es", NULL};
    const struct json *text = pick_object(pick, row, name);

    if (text == NULL)
        return (struct atlas_text){0};
    pick_only(pick, text, members);
    return (struct atlas_text){.en = pick_text(pick, text, "en"),
                               .de = pick_text(pick, text, "de"),
                               .es = pick_text(pick, text, "es")};
}

static struct words load_words(struct pick *pick, const struct json *row, const char *name)
{
    uint32_t count = 0;
    const struct span *texts = pick_texts_if(pick, row, name, ATLAS_MAX_LIST, &count);

    return (struct words){texts, count};
}

/* --- organs ---------------------------------------------------------------------------------- */

static void load_organ(struct loading *l, const struct json *row, struct atlas_organ *organ)
{
    static const char *const members[] = {"key",   "name",        "question", "help",
                                          "sides", "asked_after", "note",     NULL};

    pick_only(&l->pick, row, members);
    *organ = (struct atlas_organ){.key = pick_text(&l->pick, row, "key"),
                                  .name = load_text(&l->pick, row, "name"),
                                  .question = load_text(&l->pick, row, "question"),
                                  .help = load_text(&l->pick, row, "help"),
                                  .sides = pick_bool_if(&l->pick, row, "sides"),
                                  .note = pick_text_if(&l->pick, row, "note")};
    struct span after = pick_text_if(&l->pick, row, "asked_after");
    organ->asked_after = atlas_organ_find(l->atlas, after);
    require(l, pick_is_word(organ->key) && organ->key.len <= MAX_ID, organ->key, "no word");
    require(l, atlas_organ_find(l->atlas, organ->key) == ATLAS_NONE, organ->key, "given twice");
    require(l, after.len == 0 || organ->asked_after != ATLAS_NONE, organ->key,
            "asked_after must stand earlier");
}

static void load_organs(struct loading *l, const struct json *root)
{
    static const char *const members[] = {"id",      "url",    "version", "date",    "status",
                                          "title",   "mark",   "review",  "sources", "intro",
                                          "answers", "organs", NULL};

    pick_only(&l->pick, root, members);
    (void)load_text(&l->pick, root, "intro"); /* shown from the intake's own words */
    const struct json *list = pick_list(&l->pick, root, "organs");
    uint32_t count = list != NULL ? list->count : 0;
    require(l, count > 0 && count <= ATLAS_MAX_ORGANS, SPAN("organs"), "1 to 32 of them");
    l->organs = pick_alloc(&l->pick, count, sizeof *l->organs);
    l->atlas->organs = l->organs;
    for (const struct json *c = json_first(list); c != NULL && l->pick.status == HF_OK;
         c = c->next) {
        load_organ(l, c, &l->organs[l->atlas->n_organs]);
        l->atlas->n_organs++;
    }
}

/* --- regions --------------------------------------------------------------------------------- */

static bool is_id_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_id(struct span id)
{
    for (size_t i = 0; i < id.len; i++)
        if (!is_id_byte(id.at[i]))
            return false;
    return id.len > 0 && id.len <= MAX_ID;
}

static void load_access(struct loading *l, const struct json *row, struct atlas_region *region)
{
    struct words access = load_words(&l->pick, row, "access");

    for (size_t i = 0; i < access.count; i++) {
        region->external |= access_of(access.at[i]) == ACCESS_EXTERNAL;
        region->internal |= access_of(access.at[i]) == ACCESS_INTERNAL;
        require(l, access_of(access.at[i]) != ACCESS_UNKNOWN, region->id, "access not known");
    }
    require(l, region->external || region->internal, region->id, "needs an access");
}

/* A reference by id to a row that stands earlier, or null. */
static uint32_t load_earlier(struct loading *l, const struct json *row, const char *name,
                             struct span id)
{
    struct span other = pick_text_if(&l->pick, row, name);
    uint32_t at = atlas_find(l->atlas, other);

    require(l, other.len == 0 || at != ATLAS_NONE, id, "names a region that stands nowhere above");
    return at;
}

/* A row that does not say it would be read as not intimate. */
static void load_said(struct loading *l, const struct json *row, const struct atlas_region *region)
{
    static const char *const said[] = {"paired", "intimate", "never"};

    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        require(l, json_member(row, said[i]) != NULL, region->id,
                "says whether it is paired, intimate, and never a target");
}

static void load_region(struct loading *l, const struct json *row, struct atlas_region *region)
{
    static const char *const members[] = {"id",       "parent", "name",   "plain",  "paired",
                                          "intimate", "never",  "access", "way_in", "organ",
                                          "svg",      "law",    "note",   NULL};

    pick_only(&l->pick, row, members);
    region->id = pick_text(&l->pick, row, "id");
    require(l, is_id(region->id), region->id, "ids are lower snake case of at most 32");
    require(l, atlas_find(l->atlas, region->id) == ATLAS_NONE, region->id, "given twice");
    region->parent = load_earlier(l, row, "parent", region->id);
    region->way_in = load_earlier(l, row, "way_in", region->id);
    region->name = load_text(&l->pick, row, "name");
    region->plain = load_text(&l->pick, row, "plain");
    load_said(l, row, region);
    region->paired = pick_bool_if(&l->pick, row, "paired");
    region->intimate = pick_bool_if(&l->pick, row, "intimate");
    region->never = pick_bool_if(&l->pick, row, "never");
    load_access(l, row, region);
    struct span organ = pick_text_if(&l->pick, row, "organ");
    region->organ = atlas_organ_find(l->atlas, organ);
    require(l, organ.len == 0 || region->organ != ATLAS_NONE, region->id, "organ not known");
    region->svg = load_words(&l->pick, row, "svg");
    region->law = load_words(&l->pick, row, "law");
    region->note = json_text(json_member(row, "note"));
    require(l, region->note.len <= MAX_NOTE, region->id, "note is too long");
}

static void load_regions(struct loading *l, const struct json *root)
{
    static const char *const members[] = {"id",      "url",       "version", "date",
                                          "status",  "title",     "mark",    "review",
                                          "sources", "copyright", "regions", NULL};
    const struct json *list = pick_list(&l->pick, root, "regions");
    uint32_t count = list != NULL ? list->count : 0;

    pick_only(&l->pick, root, members);
    require(l, count > 0 && count <= ATLAS_MAX_REGIONS, SPAN("atlas"), "1 to 512 of them");
    l->regions = pick_alloc(&l->pick, count, sizeof *l->regions);
    l->atlas->regions = l->regions;
    for (const struct json *c = json_first(list); c != NULL && l->pick.status == HF_OK;
         c = c->next) {
        load_region(l, c, &l->regions[l->atlas->n_regions]);
        l->regions[l->atlas->n_regions].is_leaf = true;
        uint32_t parent = l->regions[l->atlas->n_regions++].parent;
        if (parent != ATLAS_NONE)
            l->regions[parent].is_leaf = false;
    }
}

/* --- rules of the whole ---------------------------------------------------------------------- */

static void check_below(struct loading *l, const struct atlas_region *r,
                        const struct atlas_region *parent)
{
    require(l, r->intimate || !parent->intimate, r->id, "intimate is inherited");
    require(l, r->never || !parent->never, r->id, "never is inherited");
    require(l, r->organ != ATLAS_NONE || parent->organ == ATLAS_NONE, r->id,
            "below a region that needs an organ, each names one");
    require(l, !r->external || parent->external, r->id, "external below what is only internal");
    require(l, !r->internal || parent->internal, r->id, "internal below what is only external");
    for (size_t i = 0; i < parent->law.count; i++)
        require(l, words_have(r->law, parent->law.at[i]), r->id, "law tags are inherited");
}

static bool is_only_internal(const struct atlas_region *r)
{
    return r->internal && !r->external;
}

static void check_way_in(struct loading *l, uint32_t at)
{
    const struct atlas_region *r = &l->regions[at];

    if (!is_only_internal(r)) {
        require(l, r->way_in == ATLAS_NONE, r->id, "way_in is for internal regions");
        return;
    }
    require(l, r->intimate, r->id, "internal is intimate");
    require(l,
            r->way_in != ATLAS_NONE && r->way_in != at && atlas_is_below(l->atlas, at, r->way_in),
            r->id, "way_in must be above the region");
}

/* A parent that claims an access nobody below it has would widen a list that is folded. */
static bool has_below(const struct atlas *atlas, uint32_t parent, bool internal)
{
    for (uint32_t i = parent + 1; i < atlas->n_regions; i++)
        if (atlas->regions[i].parent == parent &&
            (internal ? atlas->regions[i].internal : atlas->regions[i].external))
            return true;
    return false;
}

static void check_access(struct loading *l, uint32_t at)
{
    const struct atlas_region *r = &l->regions[at];

    if (r->is_leaf)
        require(l, r->external != r->internal, r->id, "a leaf has one access");
    else
        require(l,
                has_below(l->atlas, at, false) == r->external &&
                    has_below(l->atlas, at, true) == r->internal,
                r->id, "access of a parent is the union of its children");
}

static void check_all(struct loading *l)
{
    for (uint32_t i = 0; i < l->atlas->n_regions && l->pick.status == HF_OK; i++) {
        const struct atlas_region *r = &l->regions[i];

        require(l, (r->parent == ATLAS_NONE) == (i == 0), r->id, "one root, and it stands first");
        require(l, r->is_leaf || !r->paired, r->id, "only a leaf is paired");
        check_access(l, i);
        check_way_in(l, i);
        if (r->parent != ATLAS_NONE)
            check_below(l, r, &l->regions[r->parent]);
    }
}

/* The rows, with the fault of reading them in the pick. */
static const struct json *begin(struct loading *l, struct span json, const struct pack_shape *shape,
                                struct arena *arena, struct fault *why)
{
    struct packing p = {.atlas = NULL};
    const struct json *root = packing_begin(&p, json, shape, arena, why);

    packing_common(&p, root);
    l->pick = p.pick;
    return root;
}

enum status atlas_load(struct span regions, struct span organs, struct arena *arena,
                       const struct atlas **ret, struct fault *why)
{
    struct loading l = {.atlas = arena_new(arena, struct atlas)};

    if (l.atlas == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    load_organs(&l, begin(&l, organs, &organ_shape, arena, why));
    if (l.pick.status == HF_OK)
        load_regions(&l, begin(&l, regions, &region_shape, arena, why));
    check_all(&l);
    if (l.pick.status == HF_OK)
        *ret = l.atlas;
    return l.pick.status;
}

/* --- looking --------------------------------------------------------------------------------- */

uint32_t atlas_find(const struct atlas *atlas, struct span region)
{
    for (uint32_t i = 0; i < atlas->n_regions; i++)
        if (span_equal(atlas->regions[i].id, region))
            return i;
    return ATLAS_NONE;
}

uint32_t atlas_organ_find(const struct atlas *atlas, struct span key)
{
    for (uint32_t i = 0; i < atlas->n_organs; i++)
        if (span_equal(atlas->organs[i].key, key))
            return i;
    return ATLAS_NONE;
}

bool atlas_is_below(const struct atlas *atlas, uint32_t region, uint32_t above)
{
    while (region != ATLAS_NONE && region != above)
        region = atlas->regions[region].parent;
    return region == above && above != ATLAS_NONE;
}

bool atlas_is_target(const struct atlas *atlas, uint32_t region, enum access access)
{
    const struct atlas_region *r = &atlas->regions[region];

    if (!r->is_leaf || r->never)
        return false;
    return access == (r->internal ? ACCESS_INTERNAL : ACCESS_EXTERNAL);
}

bool atlas_is_offered(const struct atlas *atlas, const enum organ_answer *answers, uint32_t region)
{
    for (; region != ATLAS_NONE; region = atlas->regions[region].parent) {
        const struct atlas_region *r = &atlas->regions[region];

        if (r->never || (r->organ != ATLAS_NONE && answers[r->organ] != ORGAN_YES))
            return false;
    }
    return true;
}

uint32_t atlas_cells(const struct atlas *atlas)
{
    uint32_t cells = 0;

    for (uint32_t i = 0; i < atlas->n_regions; i++)
        cells += atlas->regions[i].is_leaf ? 1 + atlas->regions[i].paired : 0;
    return cells;
}

struct region *atlas_world(const struct atlas *atlas, struct arena *arena)
{
    struct region *world = arena_array(arena, struct region, atlas->n_regions);

    for (uint32_t i = 0; world != NULL && i < atlas->n_regions; i++) {
        const struct atlas_region *r = &atlas->regions[i];

        world[i] = (struct region){.id = r->id, .paired = r->paired, .intimate = r->intimate};
        if (r->parent != ATLAS_NONE)
            world[i].parent = atlas->regions[r->parent].id;
    }
    return world;
}
