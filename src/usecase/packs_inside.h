/* usecase/packs_inside.h - what viewing and taking packs share; for packs_*.c and these two alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PACKS_INSIDE_H
#define HF_USECASE_PACKS_INSIDE_H

#include "usecase/packs.h"

/* A hash over what is in force and what would be: names one change and no other. */
void packs_name_change(const struct practice_file *file, const struct packs_adopted_content *newer,
                       uint8_t ret[32]);

/* Under which name the vault keeps a pack's bytes; never of an empty hash. */
struct id128 packs_shelf_name(struct span hash);

struct packs_in_force {
    struct practice_file file;
    const struct knowledge *knowledge; /* NULL: what was taken is not kept, or can't be read */
};

HF_MUST_USE enum status packs_load_in_force(const struct practice *practice, struct arena *arena,
                                            struct packs_in_force *ret, struct fault *why);

/* The practice with the packs in force, and as if it had the newer ones. */
struct packs_both {
    struct practice older, newer;
    struct person_id reader;
    struct arena *arena;
};

/* What would be other for this client, had the newer ones been taken and every answer been looked
 * at again. HF_INVALID: nothing can be made of the file. */
HF_MUST_USE enum status packs_compare_client(const struct packs_both *both,
                                             const struct client_file *file,
                                             struct packs_client *ret, struct fault *why);

#endif
