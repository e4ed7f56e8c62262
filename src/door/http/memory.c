/* door/http/memory.c - the only file of this room that asks the system for memory.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { FIRST_ROOM = 4096 };

void *memory_new(size_t size)
{
    return calloc(1, size == 0 ? 1 : size);
}

void memory_free(void *at, size_t size)
{
    if (at == NULL)
        return;
    explicit_bzero(at, size);
    free(at);
}

void *memory_map(size_t size)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, -1, 0);

    return at == MAP_FAILED ? NULL : at;
}

void memory_unmap(void *at, size_t size)
{
    if (at != NULL)
        munmap(at, size);
}

/* Not realloc: that leaves unwiped copies behind. */
static bool grow(struct memory_block *block, size_t needed, size_t ceiling)
{
    size_t room = block->room == 0 ? FIRST_ROOM : block->room;

    while (room < needed)
        room *= 2;
    if (room > ceiling)
        room = ceiling;
    char *at = memory_new(room);
    if (at == NULL)
        return false;
    if (block->len > 0)
        memcpy(at, block->at, block->len);
    memory_free(block->at, block->room);
    block->at = at;
    block->room = room;
    return true;
}

bool memory_append(struct memory_block *block, struct span bytes, size_t ceiling)
{
    if (bytes.len == 0)
        return true;
    if (block->len > ceiling || bytes.len > ceiling - block->len)
        return false;
    if (block->len + bytes.len > block->room && !grow(block, block->len + bytes.len, ceiling))
        return false;
    memcpy(block->at + block->len, bytes.at, bytes.len);
    block->len += bytes.len;
    return true;
}

void memory_clear(struct memory_block *block)
{
    memory_free(block->at, block->room);
    *block = (struct memory_block){.at = NULL};
}
