/* usecase/packs_inside.h - what viewing and taking packs share; for these two alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PACKS_INSIDE_H
#define HF_USECASE_PACKS_INSIDE_H

#include "usecase/packs.h"

/* A hash over what is in force and what would be: names one change and no other. */
void packs_name_change(const struct practice_file *file, const struct packs_adopted_content *newer,
                       uint8_t ret[32]);

/* Under which name the vault keeps a pack's bytes; never of an empty hash. */
struct id128 packs_shelf_name(struct span hash);

#endif
