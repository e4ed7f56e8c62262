/* The practice goes on from an older copy: the visit begins where it is asked, and nothing of
 * before lets anybody touch.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "keep/ledger/older.h"
#include "keep/vault/vault_inside.h"

static enum status say_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct ledger_older said;

    return ledger_say_older(ltx, arg, OLDER_ACCEPTED, 0, &said, why);
}

static void go_on_from_older(void)
{
    need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, say_inside, h.ana, &h.why),
         "older");
}

static bool begins(void)
{
    struct start_session_reply begun;

    return start(false, &begun) == HF_OK && begun.check.answer == START_MAY;
}

static void review_again(void)
{
    struct screening_reviewed_content reviewed = {.sentence = SPAN("Nothing stands against it.")};

    house_write(h.ana, ACTION_SCREENING_REVIEWED, h.client.id, &reviewed);
}

static struct start_check check_now(void)
{
    struct start_check check = {.answer = START_MAY};

    need(check_start(&h.practice, &h.arena, h.ana, h.client, &check, &h.why), "check");
    return check;
}

/* Has the first step this reason? */
static bool is_for(const struct start_check *check, const char *id)
{
    const struct decision *d = &check->check.steps[0];

    for (size_t i = 0; check->check.count > 0 && i < d->reason_count; i++)
        if (d->reasons[i].code == REASON_UNKNOWN_EVENT && span_is(d->reasons[i].id, id))
            return true;
    return false;
}

static void is_an_older_copy(bool is)
{
    atomic_store(&h.practice.vault->older, is);
}

static void test_reason(void)
{
    is_an_older_copy(true);
    struct start_check check = check_now();

    tap_case("on an older copy nothing begins", check.answer == START_DENIED);
    tap_case("because it is one", is_for(&check, GATHER_OLDER_COPY));
    tap_case("and not because of newer rules", !is_for(&check, GATHER_RULES_MISSING));
    is_an_older_copy(false);
    check = check_now();
    tap_case("on the newest only readiness is asked for", check.answer == START_UNREADY);
}

int main(void)
{
    house_make();
    visit_prepare();
    test_reason();
    go_on_from_older();
    tap_case("what was ready is not ready any more", !begins());
    agree_to("back");
    tap_case("a new yes alone lets nothing begin: its answers were reviewed before", !begins());
    review_again();
    tap_case("nor with a review, by a plan that was agreed before", !begins());
    agree_plan_of("low_back", "mid_back");
    tap_case("asked, reviewed and agreed anew it begins", begins());
    house_end();
    return tap_end();
}
