/* core/model/learn.c - reads packs/learn.json.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/learn.h"

#include "core/model/pack_inside.h"

static const char *const list_names[] = {"sources", "covers", "places", NULL};
static const struct pack_element head_elements[] = {{NULL, NULL}};
static const struct pack_element row_elements[] = {
    {"code", "id"}, {"display", "name"}, {"definition", "help"}, {NULL, NULL}};
static const struct pack_shape shape = {"CodeSystem", NULL,       head_elements,
                                        row_elements, list_names, false};

static bool bodywork_only(struct packing *p, const struct json *row)
{
    struct span profile = pick_text_if(&p->pick, row, "profile");

    packing_require(p, profile.len == 0 || span_is(profile, "bodywork"),
                    "profile is bodywork or not said");
    return profile.len > 0;
}

static void load_page(struct packing *p, const struct json *row, struct learn_page *page)
{
    static const char *const members[] = {"id",           "name",    "help", "drawing",
                                          "drawing_says", "profile", NULL};

    pick_only(&p->pick, row, members);
    p->row = pick_text(&p->pick, row, "id");
    *page = (struct learn_page){.id = p->row,
                                .title = pick_text(&p->pick, row, "name"),
                                .lead = pick_text(&p->pick, row, "help"),
                                .drawing = pick_text_if(&p->pick, row, "drawing"),
                                .drawing_says = pick_text_if(&p->pick, row, "drawing_says"),
                                .bodywork_only = bodywork_only(p, row)};
    packing_require(p, pick_is_word(page->id), "id must be a word of 1 to 64 characters");
    packing_require(p, (page->drawing.len > 0) == (page->drawing_says.len > 0),
                    "a drawing has its words, and words their drawing");
}

static struct span load_grade(struct packing *p, const struct json *row)
{
    static const char *const grades[] = {"good",        "limited", "none", "against",
                                         "traditional", "plain",   NULL};
    struct span grade = pick_text(&p->pick, row, "grade");
    bool known = false;

    for (size_t i = 0; grades[i] != NULL; i++)
        known |= span_is(grade, grades[i]);
    packing_require(p, known, "grade is none of the six");
    return grade;
}

static void load_statement(struct packing *p, const struct json *row, struct learn_statement *s)
{
    static const char *const members[] = {"id",      "help", "page",    "grade", "covers",
                                          "sources", "mark", "profile", NULL};

    pick_only(&p->pick, row, members);
    p->row = pick_text(&p->pick, row, "id");
    *s = (struct learn_statement){.id = p->row,
                                  .page = pick_text(&p->pick, row, "page"),
                                  .text = pick_text(&p->pick, row, "help"),
                                  .grade = load_grade(p, row),
                                  .covers = packing_words(p, row, "covers", NULL),
                                  .sources = packing_cites(p, row),
                                  .mark = packing_mark(p, row),
                                  .bodywork_only = bodywork_only(p, row)};
}

static void load_home(struct packing *p, const struct json *row, struct learn_home *home)
{
    static const char *const members[] = {"id", "help", "places", NULL};

    pick_only(&p->pick, row, members);
    p->row = pick_text(&p->pick, row, "id");
    *home = (struct learn_home){.id = p->row,
                                .what = pick_text(&p->pick, row, "help"),
                                .places = packing_words(p, row, "places", NULL)};
    packing_require(p, home->places.count > 0, "has no place");
    for (size_t i = 0; i < home->places.count; i++)
        packing_require(p, learn_place_name(home->places.at[i]).len > 0, "a place is KIND:NAME");
}

/* A list of at most that many rows; NULL with the fault in the pick. */
static const struct json *rows_of(struct packing *p, const struct json *root, const char *name,
                                  uint32_t most)
{
    const struct json *list = pick_list(&p->pick, root, name);

    p->row = span_of(name);
    packing_require(p, list == NULL || list->count <= most, "too many rows");
    return p->pick.status == HF_OK ? list : NULL;
}

static void load_pages(struct packing *p, const struct json *root, struct learn *learn)
{
    const struct json *list = rows_of(p, root, "pages", LEARN_MAX_PAGES);
    struct learn_page *at = pick_alloc(&p->pick, list == NULL ? 0 : list->count, sizeof *at);

    learn->pages = at;
    for (const struct json *c = json_first(list); c != NULL && at != NULL; c = c->next) {
        load_page(p, c, &at[learn->n_pages]);
        packing_require(p, learn_page_find(learn, at[learn->n_pages].id, false) == NULL,
                        "page given twice");
        learn->n_pages++;
    }
}

static void load_statements(struct packing *p, const struct json *root, struct learn *learn)
{
    const struct json *list = rows_of(p, root, "statements", LEARN_MAX_STATEMENTS);
    struct learn_statement *at = pick_alloc(&p->pick, list == NULL ? 0 : list->count, sizeof *at);

    learn->statements = at;
    for (const struct json *c = json_first(list); c != NULL && at != NULL; c = c->next) {
        load_statement(p, c, &at[learn->n_statements]);
        packing_require(p, learn_page_find(learn, at[learn->n_statements].page, false) != NULL,
                        "stands on a page that is not there");
        learn->n_statements++;
    }
}

static void load_homes(struct packing *p, const struct json *root, struct learn *learn)
{
    const struct json *list = rows_of(p, root, "homes", LEARN_MAX_HOMES);
    struct learn_home *at = pick_alloc(&p->pick, list == NULL ? 0 : list->count, sizeof *at);

    learn->homes = at;
    for (const struct json *c = json_first(list); c != NULL && at != NULL; c = c->next)
        load_home(p, c, &at[learn->n_homes++]);
}

/* --- whole ----------------------------------------------------------------------------------- */

static bool is_covered(const struct learn *learn, struct span home)
{
    for (uint32_t i = 0; i < learn->n_statements; i++)
        for (size_t k = 0; k < learn->statements[i].covers.count; k++)
            if (span_equal(learn->statements[i].covers.at[k], home))
                return true;
    return false;
}

static bool has_statements(const struct learn *learn, const struct learn_page *page)
{
    for (uint32_t i = 0; i < learn->n_statements; i++)
        if (span_equal(learn->statements[i].page, page->id) &&
            (page->bodywork_only || !learn->statements[i].bodywork_only))
            return true;
    return false;
}

static void check_whole(struct packing *p, const struct learn *learn)
{
    for (uint32_t i = 0; i < learn->n_pages; i++) {
        p->row = learn->pages[i].id;
        packing_require(p, has_statements(learn, &learn->pages[i]), "a page that says nothing");
    }
    for (uint32_t i = 0; i < learn->n_homes; i++) {
        p->row = learn->homes[i].id;
        packing_require(p, is_covered(learn, learn->homes[i].id), "no statement covers it");
    }
}

enum status learn_load(struct span json, struct arena *arena, const struct learn **ret,
                       struct fault *why)
{
    static const char *const members[] = {"id",         "url",   "version", "date",    "status",
                                          "title",      "mark",  "review",  "sources", "pages",
                                          "statements", "homes", NULL};
    struct packing p = {.atlas = NULL};
    const struct json *root = packing_begin(&p, json, &shape, arena, why);
    struct learn *learn = pick_alloc(&p.pick, 1, sizeof *learn);

    if (learn == NULL)
        return p.pick.status;
    pick_only(&p.pick, root, members);
    packing_common(&p, root);
    *learn = (struct learn){.head = packing_head(&p, root), .sources = p.sources};
    load_pages(&p, root, learn);
    load_statements(&p, root, learn);
    load_homes(&p, root, learn);
    check_whole(&p, learn);
    if (p.pick.status == HF_OK)
        *ret = learn;
    return p.pick.status;
}

/* --- asking ---------------------------------------------------------------------------------- */

const struct learn_page *learn_page_find(const struct learn *learn, struct span id,
                                         bool is_clinical)
{
    for (uint32_t i = 0; i < learn->n_pages; i++)
        if (span_equal(learn->pages[i].id, id))
            return is_clinical && learn->pages[i].bodywork_only ? NULL : &learn->pages[i];
    return NULL;
}

static size_t colon_of(struct span place)
{
    size_t at = 0;

    while (at < place.len && place.at[at] != ':')
        at++;
    return at;
}

struct span learn_place_kind(struct span place)
{
    size_t at = colon_of(place);

    return at == place.len ? SPAN("") : span_head(place, at);
}

struct span learn_place_name(struct span place)
{
    size_t at = colon_of(place);

    return at == place.len ? SPAN("") : span_skip(place, at + 1);
}
