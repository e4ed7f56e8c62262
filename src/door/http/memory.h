/* door/http/memory.h - the room's heap: what outlives an arena. Everything is wiped before it goes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_MEMORY_H
#define HF_DOOR_HTTP_MEMORY_H

#include "base/span.h"

/* Zeroed, aligned for any type, or NULL. Ends by memory_free with the same size. */
void *memory_new(size_t size);
void memory_free(void *at, size_t size); /* NULL is harmless */

/* The same, but pages that are never touched cost nothing; wiped by its user. Ends by
 * memory_unmap. */
void *memory_map(size_t size);
void memory_unmap(void *at, size_t size); /* NULL is harmless */

/* Bytes that arrive in pieces. Zeroed is empty. */
struct memory_block {
    char *at;
    size_t len, room;
};

/* False when the ceiling would be passed or memory is short; what was there stays. */
bool memory_append(struct memory_block *block, struct span bytes, size_t ceiling);
void memory_clear(struct memory_block *block);

#endif
