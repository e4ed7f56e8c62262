/* door/web/house.h - what every frame shows of the practice, kept ready.
 *
 * An immutable picture; a new one takes its place after an act of the house. Old ones live until
 * the end, since any thread may still be writing a page from them: a few KiB for each change.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_HOUSE_H
#define HF_DOOR_WEB_HOUSE_H

#include "door/web/web.h"

struct house_person {
    struct person_id id;
    struct span name;
    uint8_t roles;
    bool has_recovery;   /* typed her recovery code back */
    bool has_credential; /* one that stood when this picture was taken */
    bool has_profession; /* has said under which profession and law they work */
};

struct house {
    bool is_founded, is_demo;
    uint8_t profile; /* enum profile */
    struct span name, country, emergency, concern_name, concern_contact;
    const struct house_person *people; /* who has not left */
    size_t n_people;
    unsigned lacks; /* enum practice_lack */
    int64_t founded_s;
    const struct house *older;
};

/* The current picture; never NULL. */
const struct house *house_of(const struct door_shared *shared);

/* Reads the practice's chain and puts up a new picture. */
HF_MUST_USE enum status house_renew(struct door_shared *shared, const struct practice *practice,
                                    struct arena *arena, struct fault *why);

/* Ends all pictures, once no thread runs any more. */
void house_clear(struct door_shared *shared);

/* NULL for somebody who is not of the practice. */
const struct house_person *house_person_of(const struct house *house, struct person_id person);
/* "" for somebody who is not of the practice. */
struct span house_name_of(const struct house *house, struct person_id person);

#endif
