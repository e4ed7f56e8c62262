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
                                           .words = {S(""), S("Please fill this in.")},
                                           .stops = true});
}

const struct sample samples_keys[] = {{"recovery-kit", recovery_kit},
                                      {"leaving", leaving},
                                      {"leaving-freely", leaving_freely},
                                      {"hand-on", hand_on},
                                      {NULL, NULL}};
