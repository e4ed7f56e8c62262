/* test/golden/samples_gone.c - pages about what is kept, what may go, what is gone and what is
 * missing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_client.h"
#include "core/render/view_desk.h"
#include "core/render/view_erasure.h"
#include "core/render/view_setup.h"
#include "samples.h"

static const struct words_view ways[] = {{S("Signed in just now: 1")},
                                         {S("A PIN for signing on the tablet")}};
static const struct words_view holders[] = {{S("The client, since 2 Sep 2026")},
                                            {S("Miriam Adler, since 2 Sep 2026")}};
static const struct everything_asked_view asked[] = {{.id = S("4q9"),
                                                      .what = S("Erase what can be erased"),
                                                      .words = S("I have moved away."),
                                                      .when = S("20 Nov 2026"),
                                                      .due = S("20 Dec 2026"),
                                                      .by_client = true,
                                                      .is_open = true,
                                                      .is_erasure = true}};
static const struct everything_erased_view erased[] = {
    {.when = S("Mon 5 Oct, 14:02"), .who = S("Miriam Adler"), .seq = 712, .count = 4}};

static struct everything_view whole(void)
{
    return (struct everything_view){.client = {S("6c0rxa"), S("Robin"), S("they")},
                                    .core = {.here = 12, .until = S("31 Dec 2036")},
                                    .record = {.here = 31, .erased = 4},
                                    .law = SPAN("Ten years after the treatment."),
                                    .source = SPAN("Section 630f"),
                                    .checked = SPAN("2026-11-20"),
                                    .answer_days = 30,
                                    .holders = holders,
                                    .n_holders = 2,
                                    .ways = ways,
                                    .n_ways = 2,
                                    .asked = asked,
                                    .n_asked = 1,
                                    .erased = erased,
                                    .n_erased = 1};
}

static void everything_own(struct html *w, const struct kit *kit)
{
    struct everything_view view = whole();

    (void)kit;
    view.page = sample_client();
    view.own = true;
    view.may_copy = true;
    page_everything(w, &view);
}

static void everything_desk(struct html *w, const struct kit *kit)
{
    struct everything_view view = whole();

    (void)kit;
    view.page = sample_practice("clients");
    view.is_owner = true;
    view.may_go = 31;
    view.backup = SPAN("Sun 4 Oct, 03:00");
    view.backup_holds = true;
    page_everything(w, &view);
}

static const struct due_wish_view wishes[] = {
    {.id = S("6c0rxa"), .name = S("Robin"), .asked = S("20 Nov 2026"), .may_go = 31, .stays = 12},
    {.id = S("9k2mmp"), .asked = S("21 Nov 2026"), .may_go = 8, .stays = 5},
    {.id = S("1b7d0x"), .asked = S("22 Nov 2026"), .may_go = 3, .is_working = true}};
static const struct due_line_view lines[] = {
    {S("3f8cc1"), S("Elias"), S("2 Feb 2015"), S("31 Dec 2025"), 40, 0}};

static void due(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_due(w, &(struct due_view){.page = sample_practice("setup"),
                                   .wishes = wishes,
                                   .n_wishes = 3,
                                   .law = SPAN("Ten years after the treatment."),
                                   .source = SPAN("Section 630f"),
                                   .checked = SPAN("2026-11-20"),
                                   .lines = lines,
                                   .n_lines = 1,
                                   .contents = 40,
                                   .seen = SPAN("00ff")});
}

static void me_older(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_me(w, &(struct me_view){.page = sample_client(),
                                 .name = SPAN("Robin"),
                                 .older = SPAN("On 3 Nov 2026 the practice went on from an older "
                                               "copy of its records."),
                                 .own_device = true});
}

static void client_older(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_client(w, &(struct client_view){.page = sample_practice("clients"),
                                         .client = {S("6c0rxa"), S("Robin"), S("they")},
                                         .older = SPAN("On 3 Nov 2026 the practice went on from "
                                                       "an older copy of its records."),
                                         .stage = STAGE_CONSENT});
}

static void older(struct html *w, const struct kit *kit)
{
    struct page_view page = sample_practice("setup");

    (void)kit;
    page.older = true;
    page_older(
        w,
        &(struct older_view){
            .page = page, .is_older = true, .here = 812, .missing = 14, .lost = 1, .records = 9});
}

static void older_refused(struct html *w, const struct kit *kit)
{
    (void)kit;
    page_error(w, &(struct error_view){.page = sample_public(), .code = 500, .is_older = true});
}

const struct sample samples_gone[] = {{"older", older},
                                      {"older-refused", older_refused},
                                      {"everything-own", everything_own},
                                      {"everything-desk", everything_desk},
                                      {"due", due},
                                      {"me-older", me_older},
                                      {"client-older", client_older},
                                      {NULL, NULL}};
