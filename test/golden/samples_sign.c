/* test/golden/samples_sign.c - the lock screen and where somebody is signed in.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "samples.h"

#include "core/render/pages.h"

static void locked(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_prove(w, &(struct prove_view){.page = sample_public(),
                                       .who = SPAN("Ana K."),
                                       .locked = true,
                                       .has_password = true,
                                       .failed = true,
                                       .wait_s = 2,
                                       .next = SPAN("/clients"),
                                       .draft = SPAN("00ff")});
}

static void proved(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_prove(w,
               &(struct prove_view){.page = sample_public(), .who = SPAN("Robin"), .lost = true});
}

static const struct kept_field_view fields[] = {
    {S("name"), S("Kim"), false},
    {S("note"), S("A sentence that somebody wrote before the screen locked."), true}};

static void kept(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_kept(w, &(struct kept_view){.page = sample_public(),
                                     .path = SPAN("/clients/new"),
                                     .fields = fields,
                                     .n_fields = 2,
                                     .again = SPAN("/clients/new")});
}

static const struct sign_in_line_view lines[] = {{.id = S("6c0rxa"),
                                                  .device = S("Firefox, Linux"),
                                                  .since = S("23 Nov, 09:10"),
                                                  .seen = S("in the last ten minutes"),
                                                  .until = S("23 Nov, 21:10"),
                                                  .here = true},
                                                 {.id = S("7d1sya"),
                                                  .device = S("Chrome, Android"),
                                                  .since = S("23 Nov, 08:02"),
                                                  .seen = S("today"),
                                                  .until = S("23 Nov, 20:02"),
                                                  .locked = true}};

static void sign_ins(struct html *w, const struct kit *kit)
{
    (void)kit;
    struct page_view page = sample_practice("");

    page.ends_s = 540;
    page.closes_s = 36000;
    page.closes_at = SPAN("21:10");
    page.locks = true;
    page_sign_ins(
        w, &(struct sign_ins_view){.page = page, .lines = lines, .n_lines = 2, .can_lock = true});
}

const struct sample samples_sign[] = {
    {"locked", locked}, {"proved", proved}, {"kept", kept}, {"sign-ins", sign_ins}, {NULL, NULL}};
