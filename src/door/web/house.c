/* door/web/house.c - copies what frames need out of the practice's file.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/house.h"

#include "door/http/memory.h"
#include "usecase/packs.h"
#include "usecase/practice.h"

enum { HOUSE_BYTES = 64 * 1024, US_PER_S = 1000000 };

static const struct house empty_house;

const struct house *house_of(const struct door_shared *shared)
{
    const struct house *house = shared->house;

    return house == NULL ? &empty_house : house;
}

static void copy_people(struct house *house, const struct practice_file *file, int64_t now_s,
                        struct arena *arena)
{
    struct house_person *people = arena_array(arena, struct house_person, file->n_people);

    for (size_t i = 0; i < file->n_people && people != NULL; i++) {
        const struct practice_person *from = &file->people[i];

        if (!from->has_left)
            people[house->n_people++] =
                (struct house_person){from->id,
                                      arena_copy(arena, from->name),
                                      from->roles,
                                      from->has_recovery,
                                      practice_file_may_work(file, from->id, now_s),
                                      practice_file_profession(file, from->id) != NULL};
    }
    house->people = people;
}

static void copy(struct house *house, const struct practice_file *file, int64_t now_s,
                 struct arena *arena)
{
    house->is_founded = file->founded != NULL;
    if (file->founded != NULL) {
        house->is_demo = file->founded->demo;
        house->founded_s = file->chain.at[0].entry->utc_us / US_PER_S;
        house->profile = file->founded->profile;
        house->name = arena_copy(arena, file->founded->name);
        house->country = arena_copy(arena, file->founded->country);
    }
    if (file->safety != NULL) {
        house->emergency = arena_copy(arena, file->safety->emergency_line);
        house->concern_name = arena_copy(arena, file->safety->concern_name);
        house->concern_contact = arena_copy(arena, file->safety->concern_contact);
    }
    copy_people(house, file, now_s, arena);
}

static void put_up(struct door_shared *shared, struct house *house)
{
    pthread_mutex_lock(&shared->lock);
    house->older = shared->house;
    shared->house = house;
    if (house->is_founded)
        shared->setup_token[0] = '\0';
    pthread_mutex_unlock(&shared->lock);
}

enum status house_renew(struct door_shared *shared, const struct practice *practice,
                        struct arena *arena, struct fault *why)
{
    struct practice_file file;
    struct arena own;
    enum status st = view_practice(practice, arena, &file, why);

    if (st != HF_OK)
        return st;
    void *block = memory_new(HOUSE_BYTES);

    arena_init(&own, block, block == NULL ? 0 : HOUSE_BYTES);
    struct house *house = arena_new(&own, struct house);

    if (house != NULL)
        copy(house, &file, practice_now_s(practice), &own);
    if (own.spent) {
        memory_free(block, HOUSE_BYTES);
        return fault_set(why, HF_FAILED, "there is no memory for the practice's picture");
    }
    house->lacks = practice_file_lacks(&file, practice_now_s(practice));
    if (!packs_are_taken(&file, practice->knowledge, arena))
        house->lacks |= LACK_PACKS;
    put_up(shared, house);
    return HF_OK;
}

void house_clear(struct door_shared *shared)
{
    const struct house *house = shared->house;

    shared->house = NULL;
    while (house != NULL) {
        const struct house *older = house->older;

        memory_free((void *)(uintptr_t)house, HOUSE_BYTES); /* the block begins with it */
        house = older;
    }
}

const struct house_person *house_person_of(const struct house *house, struct person_id person)
{
    for (size_t i = 0; i < house->n_people; i++)
        if (id_equal(house->people[i].id.id, person.id))
            return &house->people[i];
    return NULL;
}

struct span house_name_of(const struct house *house, struct person_id person)
{
    const struct house_person *of = house_person_of(house, person);

    return of == NULL ? SPAN("") : of->name;
}
