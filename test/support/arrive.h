/* test/support/arrive.h - somebody of the practice gets both ways in, as the pages would have it: a
 * login of one's own, and the recovery code typed back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SUPPORT_ARRIVE_H
#define HF_TEST_SUPPORT_ARRIVE_H

#include "usecase/practice.h"

#include <string.h>

struct arrive {
    struct hand hand;  /* of who arrives */
    const char *login; /* NULL: there is a login, only `code` is typed back */
    const char *code;
    const char *pass; /* "": none is at hand, none comes back */
};

/* `ret`: the pass that goes on, or "". */
static inline enum status arrive(const struct practice *practice, struct arena *arena,
                                 const struct arrive *in, char ret[PASS_TEXT], struct fault *why)
{
    struct set_login login = {.keyring = in->hand.keyring,
                              .pass = span_of(in->pass),
                              .login = span_of(in->login == NULL ? "" : in->login),
                              .password = SPAN("a kettle, two cups and rain"),
                              .practice_name = SPAN(""),
                              .wants_recovery = true};
    struct set_login_reply done = {.recovery = ""};
    struct note_recovery note = {in->hand, span_of(in->code)};
    enum status st = in->login == NULL ? HF_OK : set_login(practice, arena, &login, &done, why);

    if (st == HF_OK && in->login != NULL)
        note.code = span_of(done.recovery);
    if (st == HF_OK)
        st = note_recovery(practice, arena, &note, why);
    memcpy(ret, done.signed_in.pass, PASS_TEXT);
    return st;
}

#endif
