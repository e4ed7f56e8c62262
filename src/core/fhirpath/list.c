/* core/fhirpath/list.c - lists in the arena of an evaluation.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

#include <string.h>

static const struct fhirpath_value yes = {.kind = FHIRPATH_BOOLEAN, .boolean = true};
static const struct fhirpath_value no = {.kind = FHIRPATH_BOOLEAN, .boolean = false};

struct fhirpath_value *list_room(struct machine *m, size_t count)
{
    return arena_array(m->arena, struct fhirpath_value, count);
}

enum status list_set(struct machine *m, struct fhirpath_value value, struct fhirpath_list *io)
{
    struct fhirpath_value *at = list_room(m, 1);

    if (at == NULL)
        return machine_spent(m);
    *at = value;
    *io = (struct fhirpath_list){at, 1};
    return HF_OK;
}

enum status list_set_boolean(bool value, struct fhirpath_list *io)
{
    *io = (struct fhirpath_list){value ? &yes : &no, 1};
    return HF_OK;
}

enum status list_set_empty(struct fhirpath_list *io)
{
    *io = (struct fhirpath_list){0};
    return HF_OK;
}

enum status list_set_integer(struct machine *m, int64_t value, struct fhirpath_list *io)
{
    return list_set(m, fhirpath_of_integer(value), io);
}

enum status list_set_string(struct machine *m, struct span value, struct fhirpath_list *io)
{
    if (m->arena->spent)
        return machine_spent(m);
    return list_set(m, fhirpath_of_string(value), io);
}

enum status list_set_decimal(struct machine *m, struct decimal value, struct fhirpath_list *io)
{
    struct decimal *at = arena_new(m->arena, struct decimal);

    if (at == NULL)
        return machine_spent(m);
    *at = value;
    return list_set(m, (struct fhirpath_value){.kind = FHIRPATH_DECIMAL, .decimal = at}, io);
}

enum status list_set_temporal(struct machine *m, struct temporal value, struct fhirpath_list *io)
{
    static const uint8_t kinds[] = {[TEMPORAL_DATE] = FHIRPATH_DATE,
                                    [TEMPORAL_DATE_TIME] = FHIRPATH_DATETIME,
                                    [TEMPORAL_TIME] = FHIRPATH_TIME};
    struct temporal *at = arena_new(m->arena, struct temporal);

    if (at == NULL)
        return machine_spent(m);
    *at = value;
    return list_set(m, (struct fhirpath_value){.kind = kinds[value.kind], .temporal = at}, io);
}

enum status list_set_quantity(struct machine *m, struct quantity value, struct fhirpath_list *io)
{
    struct quantity *at = arena_new(m->arena, struct quantity);

    if (at == NULL)
        return machine_spent(m);
    *at = value;
    return list_set(m, (struct fhirpath_value){.kind = FHIRPATH_QUANTITY, .quantity = at}, io);
}

static bool grow(struct growing_list *g, uint32_t least)
{
    uint32_t room = g->room == 0 ? least : g->room < 4 ? 8 : g->room * 2;

    if (room < least)
        room = least;
    struct fhirpath_value *at = list_room(g->m, room);

    if (at == NULL) {
        g->spent = true;
        return false;
    }
    if (g->count > 0)
        memcpy(at, g->at, g->count * sizeof at[0]);
    g->at = at;
    g->room = room;
    return true;
}

void growing_reserve(struct growing_list *g, uint32_t count)
{
    if (count > g->room - g->count)
        grow(g, g->count + count);
}

void growing_add(struct growing_list *g, struct fhirpath_value value)
{
    if (g->count == g->room && !grow(g, g->count + 1))
        return;
    g->at[g->count++] = value;
}

void growing_add_all(struct growing_list *g, struct fhirpath_list list)
{
    if (list.count > g->room - g->count && !grow(g, g->count + list.count))
        return;
    if (list.count > 0)
        memcpy(g->at + g->count, list.at, list.count * sizeof list.at[0]);
    g->count += list.count;
}

enum status growing_done(const struct growing_list *g, struct fhirpath_list *io)
{
    if (g->spent)
        return machine_spent(g->m);
    *io = (struct fhirpath_list){g->at, g->count};
    return HF_OK;
}
