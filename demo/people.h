/* demo/people.h - the house of the demo: the practice, who works in it, what each is trained for.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DEMO_PEOPLE_H
#define HF_DEMO_PEOPLE_H

#include "place.h"

/* KEEP IN ORDER: the table in people.c. */
enum staff { STAFF_OWNER, STAFF_EXTERNAL, STAFF_EXPIRED, STAFF_CLINICIAN, STAFF_COUNT };

struct staff_said {
    const char *name, *login, *password;
    uint8_t roles;     /* enum role */
    const char *title; /* of the credential; NULL: none */
    const char *evidence;
    unsigned trainings;      /* bits 1 << enum training */
    int64_t from_s, until_s; /* counted from the founding; 0: open */
    enum staff certified_by;
    const char *what_for; /* one line for whoever looks at the demo */
};

extern const struct staff_said staff_said[STAFF_COUNT];

struct people {
    struct keyring *keyrings[STAFF_COUNT]; /* closed by people_clear */
};

/* Founds the practice, marked as a demo for ever, lets everybody in, states and certifies what they
 * are trained for. people_clear is due whatever the status is. */
HF_MUST_USE enum status people_found(struct place *place, struct people *people);
void people_clear(struct people *people);

#endif
