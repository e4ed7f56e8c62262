/* usecase/readiness.h - is the practitioner ready to work today? They answer it themselves.
 *
 * Silence refuses: without a yes to every question of packs/readiness.json no session of theirs
 * begins, with anybody. A no stands for READINESS_HOURS, whatever is said later; so does a yes.
 * Which answer was a no is not written down, so that saying it costs as little as it can.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_READINESS_H
#define HF_USECASE_READINESS_H

#include "core/form/answers.h"
#include "usecase/practice_file.h"

enum { READINESS_HOURS = 12 }; /* a working day; a house value */

enum readiness { READY_UNSAID, READY_NO, READY_YES };

struct readiness_known {
    enum readiness is;
    int64_t until_s; /* of a no or a yes */
};

/* What the practice's chain says of this person, for the questions of `form`. */
struct readiness_known practice_file_readiness(const struct practice_file *file,
                                               const struct form *form, struct person_id person,
                                               int64_t now_s);

struct say_readiness {
    struct hand hand;
    const struct form_answers *answers; /* of knowledge->readiness */
};
/* HF_INVALID: a question has no answer; nothing is written. HF_CONFLICT: a no stands. */
HF_MUST_USE enum status say_readiness(const struct practice *practice, struct arena *arena,
                                      const struct say_readiness *in, struct readiness_known *ret,
                                      struct fault *why);

#endif
