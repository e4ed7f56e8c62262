/* usecase/profession.c - under which profession, and the law of which place, somebody works.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/practice.h"

struct profession_work {
    const struct practice *practice;
    const struct say_profession *in;
};

/* "de" and "DE-BY" are of one country. */
static bool is_of_country(struct span place, struct span country)
{
    return place.len >= 2 && country.len == 2 && (place.at[0] | 0x20) == (country.at[0] | 0x20) &&
           (place.at[1] | 0x20) == (country.at[1] | 0x20);
}

bool profession_place_fits(const struct law *law, struct span place, struct span country)
{
    bool known = false;

    for (size_t i = 0; i < law->places.count; i++)
        known |= is_of_country(law->places.at[i].id, country);
    return known ? is_of_country(place, country) : span_is(place, "XX");
}

const struct profession_said_content *practice_file_profession(const struct practice_file *file,
                                                               struct person_id person)
{
    const struct profession_said_content *last = NULL;

    for (size_t i = 0; i < file->chain.count; i++) {
        const struct profession_said_content *c = file->chain.at[i].content;

        if (file->chain.at[i].entry->action == ACTION_PROFESSION_SAID && c != NULL &&
            id_equal(c->practitioner, person.id))
            last = c;
    }
    return last;
}

static enum status say_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct profession_work *work = arg;
    const struct say_profession *in = work->in;
    struct profession_said_content content = {keyring_who(in->hand.keyring)->person.id,
                                              in->profession, in->place, in->papers};
    struct ledger_write write = {.action = ACTION_PROFESSION_SAID, .object_version = 1};
    struct practice_file *file = arena_new(ltx->arena, struct practice_file);
    enum status st = file == NULL ? fault_set(why, HF_FAILED, "request memory is spent")
                                  : practice_file_load(ltx, work->practice, file, why);

    if (st == HF_OK &&
        (file->founded == NULL ||
         !profession_place_fits(work->practice->knowledge->law, in->place, file->founded->country)))
        st = fault_set(why, HF_INVALID, "place");
    if (st == HF_OK)
        st = content_encode(ACTION_PROFESSION_SAID, &content, ltx->arena, &write.content, why);
    return st != HF_OK ? st : hand_append(ltx, &in->hand, 0, write, NULL, why);
}

enum status say_profession(const struct practice *practice, struct arena *arena,
                           const struct say_profession *in, struct fault *why)
{
    struct profession_work work = {practice, in};
    const struct law *law = practice->knowledge->law;

    if (law_word_find(law->professions, in->profession) == NULL)
        return fault_set(why, HF_INVALID, "profession");
    if (law_word_find(law->places, in->place) == NULL)
        return fault_set(why, HF_INVALID, "place");
    return ledger_transact(practice->ledger, practice->store, arena, say_inside, &work, why);
}
