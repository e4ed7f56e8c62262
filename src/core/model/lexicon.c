/* core/model/lexicon.c - reads the word lists.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/lexicon.h"

#include "core/format/pick.h"

static const struct json_limits limits = {1 << 18, 6, 10000};

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
    static const char *const members[] = {"id",         "url",      "version",  "date",
                                          "status",     "title",    "intents",  "techniques",
                                          "conditions", "pressure", "feelings", NULL};
    const struct json *root = NULL;
    struct lexicon *lexicon = arena_new(arena, struct lexicon);
    struct pick pick;

    if (lexicon == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = json_parse(json, &limits, arena, &root, why);
    if (st != HF_OK)
        return st;
    pick_init(&pick, arena, why);
    pick_only(&pick, root, members);
    *lexicon = (struct lexicon){.version = pick_text(&pick, root, "version"),
                                .intents = load_list(&pick, root, "intents"),
                                .techniques = load_list(&pick, root, "techniques"),
                                .conditions = load_list(&pick, root, "conditions"),
                                .pressure = load_list(&pick, root, "pressure"),
                                .feelings = load_list(&pick, root, "feelings")};
    if (pick.status == HF_OK)
        *ret = lexicon;
    return pick.status;
}

const struct lexicon_word *lexicon_find(struct lexicon_list list, struct span id)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (span_equal(list.at[i].id, id))
            return &list.at[i];
    return NULL;
}
