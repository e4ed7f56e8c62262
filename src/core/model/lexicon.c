/* core/model/lexicon.c - reads the word lists.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/lexicon.h"

#include "core/model/pack_inside.h"

static const char *const list_names[] = {"sources", NULL};
static const struct pack_element head_elements[] = {{NULL, NULL}};
static const struct pack_element row_elements[] = {
    {"code", "id"}, {"display", "name"}, {"definition", "help"}, {NULL, NULL}};
static const struct pack_shape shape = {"CodeSystem", NULL,       head_elements,
                                        row_elements, list_names, false};

static void load_word(struct pick *pick, const struct json *row, struct lexicon_word *word)
{
    static const char *const members[] = {"id",       "name",     "help", "pressure",
                                          "attested", "internal", NULL};

    pick_only(pick, row, members);
    *word = (struct lexicon_word){.id = pick_text(pick, row, "id"),
                                  .name = pick_text(pick, row, "name"),
                                  .help = pick_text_if(pick, row, "help"),
                                  .by = pick_text_if(pick, row, "attested"),
                                  .internal = pick_bool_if(pick, row, "internal")};
    if (json_member(row, "pressure") != NULL)
        word->pressure = pick_int(pick, row, "pressure", 0, 10);
    if (!pick_is_word(word->id))
        pick_refuse(pick, row, "id", "is no word of 1 to 64 characters");
}

static void refuse_twin(struct pick *pick, const struct json *row, struct lexicon_list list,
                        const struct lexicon_word *word)
{
    if (pick->status == HF_OK && lexicon_find(list, word->id) != word)
        pick_refuse(pick, row, "id", "is given twice");
}

static struct lexicon_list load_list(struct pick *pick, const struct json *root, const char *name)
{
    const struct json *list = pick_list(pick, root, name);
    uint32_t count = list != NULL ? list->count : 0, n = 0;

    if (count > LEXICON_MAX_WORDS)
        pick_refuse(pick, list, name, "has too many words");
    struct lexicon_word *words = pick_alloc(pick, count, sizeof *words);
    for (const struct json *c = json_first(list); c != NULL && words != NULL; c = c->next) {
        load_word(pick, c, &words[n++]);
        refuse_twin(pick, c, (struct lexicon_list){words, n}, &words[n - 1]);
    }
    return (struct lexicon_list){words, words != NULL ? count : 0};
}

enum status lexicon_load(struct span json, struct arena *arena, const struct lexicon **ret,
                         struct fault *why)
{
    static const char *const members[] = {
        "id",      "url",     "version",    "date",       "status",   "title",    "mark", "review",
        "sources", "intents", "techniques", "conditions", "pressure", "feelings", NULL};
    struct packing p = {.atlas = NULL};
    const struct json *root = packing_begin(&p, json, &shape, arena, why);
    struct lexicon *lexicon = pick_alloc(&p.pick, 1, sizeof *lexicon);

    if (lexicon == NULL)
        return p.pick.status;
    pick_only(&p.pick, root, members);
    packing_common(&p, root);
    *lexicon = (struct lexicon){.version = pick_text(&p.pick, root, "version"),
                                .intents = load_list(&p.pick, root, "intents"),
                                .techniques = load_list(&p.pick, root, "techniques"),
                                .conditions = load_list(&p.pick, root, "conditions"),
                                .pressure = load_list(&p.pick, root, "pressure"),
                                .feelings = load_list(&p.pick, root, "feelings")};
    if (p.pick.status == HF_OK)
        *ret = lexicon;
    return p.pick.status;
}

const struct lexicon_word *lexicon_find(struct lexicon_list list, struct span id)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (span_equal(list.at[i].id, id))
            return &list.at[i];
    return NULL;
}
