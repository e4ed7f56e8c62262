/* test/golden/samples_keys.c - who has which keys: papers, leaving, handing on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "samples.h"

#include "core/render/pages.h"

static const struct recovery_group_view groups[] = {{1, S("7KQ4")}, {2, S("X0PM")}, {3, S("29TA")}};

static void recovery_kit(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_setup_recovery(w, &(struct setup_recovery_view){
                               .page = sample_practice("setup"),
                               .code = SPAN("7KQ4-X0PM-29TA"),
                               .groups = groups,
                               .n_groups = 3,
                               .first = 2,
                               .second = 3,
                               .pepper = SPAN("0D4K-7XQ2"),
                               .words = SPAN("acorn birch comet ember gold lark robin tea"),
                               .name = SPAN("Linden"),
                               .again = true,
                               .is_kit = true,
                           });
}

static void account(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_account(w, &(struct account_view){
                        .page = sample_practice(""), .is_owner = true, .has_login = true});
}

static void account_client(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_account(w, &(struct account_view){.page = sample_client(), .is_client = true});
}

static void account_client_has(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_account(
        w, &(struct account_view){.page = sample_client(), .is_client = true, .has_login = true});
}

static void leaving(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_leaving(w, &(struct leaving_view){.page = sample_practice("setup"),
                                           .id = SPAN("6c0rxa"),
                                           .name = SPAN("Ben"),
                                           .again = true,
                                           .n_clients = 7,
                                           .n_alone = 2});
}

static void leaving_freely(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_leaving(w, &(struct leaving_view){.page = sample_practice("setup"),
                                           .id = SPAN("6c0rxa"),
                                           .name = SPAN("Ben"),
                                           .n_clients = 3});
}

static const struct choice_view colleagues[] = {{S("11"), S("Ben"), S(""), false},
                                                {S("22"), S("Dora"), S(""), true}};

static void hand_on(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_hand_on(w, &(struct hand_on_view){.page = sample_practice("clients"),
                                           .client = {S("6c0rxa"), S("Robin"), S("they")},
                                           .people = colleagues,
                                           .n_people = 2,
                                           .words = {S(""), S("Please fill this in.")}});
}

static const struct choice_view whys[] = {
    {S("cover"), S("To stand in while the practitioner is away."), S(""), true}};

static const struct shared_view shared[] = {
    {S("33"), S("Ana K."), S("Ben"), S("To stand in while the practitioner is away."),
     S("3 December 2026"), S("I am away until then."), true, SHARED_WORD_WAITS},
    {S("44"), S("Ana K."), S("Cleo"), S("For a second look at a question of health."),
     S("1 December 2026"), S("About the scar."), false, SHARED_WORD_READS}};

static void share(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_share(w, &(struct share_view){.page = sample_practice("clients"),
                                       .client = {S("6c0rxa"), S("Robin"), S("they")},
                                       .shared = shared,
                                       .n_shared = 2,
                                       .people = colleagues,
                                       .n_people = 2,
                                       .whys = whys,
                                       .n_whys = 1,
                                       .days = {S("100"), S("A number from 1 to 90.")},
                                       .contact = true,
                                       .may_ask = true});
}

static void supervise(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_supervise(w, &(struct supervise_view){
                          .page = sample_practice("clients"),
                          .client = {S("6c0rxa"), S("Robin"), S("they")},
                          .session = SPAN("7d1"),
                          .number = 3,
                          .weeks = 5,
                          .text = {S("[name] said that Robin slept well."), S("A name is in it.")},
                          .read_error = SPAN("Please confirm.")});
}

static void supervise_copy(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_supervise(w, &(struct supervise_view){.page = sample_practice("clients"),
                                               .client = {S("6c0rxa"), S(""), S("")},
                                               .session = SPAN("7d1"),
                                               .number = 3,
                                               .weeks = 5,
                                               .text = {S("They slept well."), S("")},
                                               .done = true});
}

static void me_asked(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_me(w, &(struct me_view){.page = sample_client(),
                                 .name = SPAN("Robin"),
                                 .own_device = true,
                                 .asks = shared,
                                 .n_asks = 1,
                                 .shared = shared + 1,
                                 .n_shared = 1});
}

static void me_left(struct html *w, const struct kit *kit)
{
    static const struct reader_view readers[] = {{S("6c0rxa"), S("Ana K."), false, S("")},
                                                 {S("7d1sya"), S("Cleo"), true, S("23 December")}};

    (void)kit;
    page_me(w, &(struct me_view){.page = sample_client(),
                                 .name = SPAN("Robin"),
                                 .own_device = true,
                                 .left = SPAN("Ben"),
                                 .readers = readers,
                                 .n_readers = 2});
}

const struct sample samples_keys[] = {{"recovery-kit", recovery_kit},
                                      {"account", account},
                                      {"account-client", account_client},
                                      {"account-client-has", account_client_has},
                                      {"leaving", leaving},
                                      {"leaving-freely", leaving_freely},
                                      {"hand-on", hand_on},
                                      {"share", share},
                                      {"me-asked", me_asked},
                                      {"me-left", me_left},
                                      {"supervise", supervise},
                                      {"supervise-copy", supervise_copy},
                                      {NULL, NULL}};
