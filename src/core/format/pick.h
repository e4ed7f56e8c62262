/* core/format/pick.h - takes the members of a JSON object by name and kind; the first fault wins.
 *
 * Sticky: after one fault every further pick answers with nothing, and the loader asks `status`
 * once at the end. A fault names the member and the offset. What the loader did not ask for is
 * refused by `pick_only`, so that a misspelt member can't be overlooked.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FORMAT_PICK_H
#define HF_CORE_FORMAT_PICK_H

#include "core/format/json.h"

struct pick {
    struct arena *arena;
    struct fault *why;
    enum status status; /* HF_OK until the first fault */
};

void pick_init(struct pick *pick, struct arena *arena, struct fault *why);

/* Records the fault unless one stands: HF_INVALID at the value, or nowhere when it is NULL. */
void pick_refuse(struct pick *pick, const struct json *at, const char *name, const char *what);

/* Refuses members whose name is not in `names`, which ends with NULL; and what is no object. */
void pick_only(struct pick *pick, const struct json *object, const char *const names[]);

/* Required, and not empty. */
struct span pick_text(struct pick *pick, const struct json *object, const char *name);
const struct json *pick_list(struct pick *pick, const struct json *object, const char *name);
const struct json *pick_object(struct pick *pick, const struct json *object, const char *name);
int64_t pick_int(struct pick *pick, const struct json *object, const char *name, int64_t least,
                 int64_t most);

/* Absent (or null, for texts) is "", false, NULL; present it must be of the kind. */
struct span pick_text_if(struct pick *pick, const struct json *object, const char *name);
bool pick_bool_if(struct pick *pick, const struct json *object, const char *name);
const struct json *pick_list_if(struct pick *pick, const struct json *object, const char *name);

/* The texts of a list member, absent = none; every one not empty. Lives in the arena. */
struct span *pick_texts_if(struct pick *pick, const struct json *object, const char *name,
                           uint32_t most, uint32_t *ret_count);

/* `count` zeroed elements, or NULL with HF_FAILED when the arena is spent. */
void *pick_alloc(struct pick *pick, size_t count, size_t size);

/* 1 to 64 characters of A-Z a-z 0-9 _ . : / - : an id or a word as decide() takes them. */
bool pick_is_word(struct span text);

#endif
