/* base/arena.h - the memory of one request: one block with a budget, given back as a whole.
 *
 * The block is made above the tideline (door/ or a test) and handed down. Nothing in it is freed
 * one by one; secrets never live here. `spent` is sticky: allocate freely, check once at the end.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_ARENA_H
#define HF_BASE_ARENA_H

#include "base/span.h"

struct arena {
    unsigned char *block;
    size_t used, size;
    size_t peak; /* highest `used` ever seen: what a wipe must reach */
    bool spent;  /* one request for memory could not be met */
};

/* `block` is borrowed for the arena's life and must be aligned for any type. */
void arena_init(struct arena *arena, void *block, size_t size);

/* `count` times `size` zeroed bytes aligned for any type, or NULL and `spent`. Zero bytes are a
 * valid pointer. Never wraps: a product beyond the budget is `spent`. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

#define arena_new(arena, type)          ((type *)arena_alloc((arena), 1, sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

/* A copy, with a NUL after it that is not counted; the empty span when spent. */
struct span arena_copy(struct arena *arena, struct span s);

/* All that was allocated after the mark is given back. */
size_t arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, size_t mark);

/* The last allocation, `at`, keeps its first `bytes`; the rest is given back. */
void arena_trim(struct arena *arena, const void *at, size_t bytes);

/* All that is left, as an arena of its own. Nothing is taken from `arena` until arena_return, after
 * which what `lent` gave is gone. */
void arena_lend(const struct arena *arena, struct arena *ret_lent);
void arena_return(struct arena *arena, const struct arena *lent);

/* Overwrites every byte that was ever used and empties the arena. */
void arena_wipe(struct arena *arena);

#endif
