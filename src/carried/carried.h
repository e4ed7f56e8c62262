/* carried/carried.h - the files that the program carries: packs, drawings, style sheets, texts.
 *
 * One program is one file: nothing is looked up beside it at run time. The table is made at build
 * time by tools/embed from the lists in packs/meson.build and pages/assets/meson.build.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CARRIED_CARRIED_H
#define HF_CARRIED_CARRIED_H

#include "base/span.h"

struct carried {
    struct span name;         /* path below the source root: "packs/atlas.json" */
    struct span bytes;        /* as in the file; a NUL follows and is not counted */
    unsigned char sha256[32]; /* of the bytes: the name under which an owner signs a pack */
};

extern const struct carried carried_files[]; /* sorted by name, as bytes */
extern const size_t carried_count;

/* NULL when nothing of that name is carried. */
const struct carried *carried_find(struct span name);

#endif
