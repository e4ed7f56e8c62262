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

static const struct passkey_line_view keys[] = {
    {S("6c0rxa"), S("Firefox, Linux"), S("23 November 2026"), true},
    {S("7d1sya"), S("Chrome, Android"), S("20 November 2026"), false}};

static void passkeys(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_passkeys(w, &(struct passkeys_view){.page = sample_practice(""),
                                             .lines = keys,
                                             .n_lines = 2,
                                             .works_here = true,
                                             .has_login = true,
                                             .failed = true});
}

static void passkeys_not_here(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_passkeys(w, &(struct passkeys_view){.page = sample_practice("")});
}

static const struct passkey_ask_view ask = {S("00ff"), S("11ee"), S("practice.example"), S("22dd"),
                                            S("")};

static void passkey_make(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_passkey_step(w, &(struct passkey_step_view){.page = sample_practice(""),
                                                     .step = 1,
                                                     .ask = ask,
                                                     .practice = SPAN("Linden Rooms"),
                                                     .name = SPAN("Ana K."),
                                                     .user = SPAN("33cc")});
}

static void passkey_try(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_passkey_step(
        w, &(struct passkey_step_view){
               .page = sample_practice(""), .step = 2, .ask = ask, .draft = SPAN("44bb")});
}

static const struct confirm_line_view confirmed[] = {
    {S("You said yes: middle of the back, stroking, outside, up to 3 of 5 dots.")},
    {S("I say this myself, and I can take it back at any time. Robin")}};
static const struct confirm_field_view typed[] = {{S("r.mid_back"), S("yes")},
                                                  {S("name"), S("Robin")}};

static void confirm(struct html *w, const struct kit *kit)
{
    struct passkey_ask_view act = ask;

    (void)kit;
    act.nonce = SPAN("77dd");
    page_confirm(w, &(struct confirm_view){.page = sample_client(),
                                           .lines = confirmed,
                                           .n_lines = 2,
                                           .fields = typed,
                                           .n_fields = 2,
                                           .seen = 12,
                                           .ask = act});
}

static void passkeys_client(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_passkeys(w, &(struct passkeys_view){.page = sample_client(),
                                             .lines = keys,
                                             .n_lines = 1,
                                             .works_here = true,
                                             .has_login = true,
                                             .is_client = true});
}

static void passkey_more(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_passkey_more(w,
                      &(struct passkey_more_view){.page = sample_public(), .ticket = SPAN("55aa")});
}

static void signin_passkey(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_signin(w, &(struct signin_view){
                       .page = sample_public(), .may_passkey = true, .passkey_failed = true});
}

const struct sample samples_sign[] = {{"locked", locked},
                                      {"proved", proved},
                                      {"kept", kept},
                                      {"sign-ins", sign_ins},
                                      {"passkeys", passkeys},
                                      {"passkeys-not-here", passkeys_not_here},
                                      {"passkey-make", passkey_make},
                                      {"passkey-try", passkey_try},
                                      {"passkeys-client", passkeys_client},
                                      {"confirm", confirm},
                                      {"passkey-more", passkey_more},
                                      {"signin-passkey", signin_passkey},
                                      {NULL, NULL}};
