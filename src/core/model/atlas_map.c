/* core/model/atlas_map.c - a ConceptMap from the atlas to another vocabulary: checked, then left.
 *
 * No decision asks for a class of another vocabulary; whoever exports does. Here it is held to the
 * atlas, so that a map of another version can't be carried beside it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/pack_inside.h"

static const char *const list_names[] = {"sources", NULL};
static const struct pack_element head_elements[] = {{"copyright", "copyright"}, {NULL, NULL}};
static const struct pack_element row_elements[] = {
    {"code", "id"}, {"target", "target"}, {NULL, NULL}};
static const struct pack_shape shape = {"ConceptMap", "elements", head_elements,
                                        row_elements, list_names, false};

/* UBERON:0000033: a word and digits. */
static bool is_class(struct span code)
{
    struct span system = span_cut(&code, ':');

    for (size_t i = 0; i < code.len; i++)
        if (code.at[i] < '0' || code.at[i] > '9')
            return false;
    return pick_is_word(system) && code.len > 0;
}

static void check_target(struct packing *p, const struct json *element)
{
    static const char *const members[] = {"code", "equivalence", NULL};
    const struct json *list = pick_list(&p->pick, element, "target");

    packing_require(p, list != NULL && list->count == 1, "needs one class");
    if (p->pick.status != HF_OK)
        return;
    pick_only(&p->pick, list->child, members);
    packing_require(p, is_class(pick_text(&p->pick, list->child, "code")),
                    "a class is a name, a colon and digits");
    packing_require(p, span_is(pick_text(&p->pick, list->child, "equivalence"), "relatedto"),
                    "names the nearest class, and does not say more");
}

static void check_element(struct packing *p, const struct json *element, bool *has)
{
    static const char *const members[] = {"id", "target", NULL};

    p->row = pick_text(&p->pick, element, "id");
    pick_only(&p->pick, element, members);
    uint32_t at = atlas_find(p->atlas, p->row);
    packing_require(p, at != ATLAS_NONE, "names a region that the atlas does not have");
    packing_require(p, at == ATLAS_NONE || !has[at], "given twice");
    if (p->pick.status != HF_OK)
        return;
    has[at] = true;
    check_target(p, element);
}

enum status atlas_map_check(struct span json, const struct atlas *atlas, struct arena *arena,
                            struct fault *why)
{
    static const char *const members[] = {"id",      "url",       "version",  "date",
                                          "status",  "title",     "mark",     "review",
                                          "sources", "copyright", "elements", NULL};
    struct packing p = {.atlas = atlas};
    const struct json *root = packing_begin(&p, json, &shape, arena, why);

    pick_only(&p.pick, root, members);
    packing_common(&p, root);
    (void)pick_text(&p.pick, root, "copyright"); /* whose classes they are has to be said */
    const struct json *list = pick_list(&p.pick, root, "elements");
    bool *has = pick_alloc(&p.pick, atlas->n_regions, sizeof *has);
    for (const struct json *c = json_first(list); c != NULL && p.pick.status == HF_OK; c = c->next)
        check_element(&p, c, has);
    return p.pick.status;
}
