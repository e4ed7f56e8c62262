/* base/arena.c - a bump pointer with a ceiling.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <string.h>

void arena_init(struct arena *arena, void *block, size_t size)
{
    assert((uintptr_t)block % alignof(max_align_t) == 0);
    *arena = (struct arena){.block = block, .size = size};
}

static size_t round_up(size_t n)
{
    size_t grain = alignof(max_align_t);

    return (n + grain - 1) / grain * grain;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    size_t left = arena->size - arena->used;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > left || round_up(bytes) > left) {
        arena->spent = true;
        return NULL;
    }
    unsigned char *at = arena->block + arena->used;

    arena->used += round_up(bytes);
    if (arena->used > arena->peak)
        arena->peak = arena->used;
    return memset(at, 0, bytes);
}

struct span arena_copy(struct arena *arena, struct span s)
{
    char *at = arena_alloc(arena, s.len + 1, 1);

    if (at == NULL)
        return SPAN("");
    if (s.len > 0)
        memcpy(at, s.at, s.len);
    return span_at(at, s.len);
}

size_t arena_mark(const struct arena *arena)
{
    return arena->used;
}

void arena_rewind(struct arena *arena, size_t mark)
{
    assert(mark <= arena->used);
    arena->used = mark;
}

void arena_trim(struct arena *arena, const void *at, size_t bytes)
{
    size_t start = (size_t)((const unsigned char *)at - arena->block);

    assert(start + round_up(bytes) <= arena->used);
    arena->used = start + round_up(bytes);
}

void arena_lend(const struct arena *arena, struct arena *ret)
{
    arena_init(ret, arena->block + arena->used, arena->size - arena->used);
}

void arena_return(struct arena *arena, const struct arena *lent)
{
    size_t peak = arena->used + lent->peak;

    assert(lent->block == arena->block + arena->used);
    arena->peak = peak > arena->peak ? peak : arena->peak;
}

void arena_wipe(struct arena *arena)
{
    memset(arena->block, 0, arena->peak);
    /* Tells the compiler that the zeros are looked at, or it may leave them out. */
    __asm__ __volatile__("" : : "r"(arena->block) : "memory");
    arena->used = arena->peak = 0;
    arena->spent = false;
}
