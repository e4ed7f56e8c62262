/* test/unit/usecase/test_clock.c - the clock of the machine goes back: nothing that was said since
 * is lost, and nobody goes on by a Good of which nobody knows how old it is.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "usecase/plan.h"

enum { HALF_AN_HOUR = 1800 };

/* --- outside of a session --------------------------------------------------------------------- */

static enum verdict plan_now(struct client_facts *known)
{
    struct client_facts *facts = known;
    struct step_said step = stroke_of("low_back");
    struct workspace *space = workspace_new(&facts->facts, &h.arena);
    struct act act = plan_act(&step, facts->practitioner, MODE_PLAN);
    struct decision decision;

    decide(&facts->facts, &act, facts->now_s, space, &decision);
    return decision.verdict;
}

static enum verdict verdict;

static enum status ask_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct client_facts known;
    enum status st =
        client_facts_load(ltx, &h.practice, arg, h.client, keyring_who(arg)->person, &known, why);

    if (st == HF_OK)
        verdict = plan_now(&known);
    return st;
}

static bool is_denied(void)
{
    need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, ask_inside, h.ana, &h.why),
         "ask");
    return verdict == VERDICT_DENY;
}

static void test_revoke(void)
{
    struct revoke_content said = {.scope = yes_to("back")};

    visit_prepare();
    later_s(60);
    tap_case("what was agreed to is not denied", !is_denied());
    house_write(h.ana, ACTION_OBSERVATION, new_id(),
                &(struct observation_content){.words = SPAN("All well.")});
    later_s(-2);
    house_write(h.robin, ACTION_REVOKE, new_id(), &said);
    tap_case("what is taken back by a clock that slipped is taken back", is_denied());
    later_s(-HALF_AN_HOUR);
    tap_case("and stays so when the clock goes far back", is_denied());
}

/* --- in a session ------------------------------------------------------------------------------
 */

static enum room_phase state(void)
{
    need(look(), "look");
    return v.reply.now.room.state;
}

static bool is_refused_for(const char *reason)
{
    return v.reply.answer == ROOM_REFUSED && v.reply.refusal != NULL &&
           words_have(v.reply.refusal->reasons, span_of(reason));
}

static void test_slip(void)
{
    need(step_to(1), "step");
    later_s(-2);
    tap_case("a clock that slips by seconds ends nothing", state() == ROOM_GOOD);
    need(press_as(v.half, BUTTON_PAUSE), "pause");
    tap_case("and a pause is one at once", state() == ROOM_PAUSED);
    later_s(2);
    need(press_as(v.half, BUTTON_GOOD), "good");
}

/* The pause is written down with a time that the clock will reach again only later. */
static void test_pause(void)
{
    later_s(60);
    need(press_as(v.half, BUTTON_GOOD), "good");
    later_s(HALF_AN_HOUR / 2);
    need(press_as(v.half, BUTTON_PAUSE), "pause");
    later_s(-HALF_AN_HOUR / 2 + 10);
    tap_case("a pause stays one when the clock goes back before it", state() == ROOM_PAUSED);
    need(step_to(2), "step");
    tap_case("no step begins then, and the reason is named",
             is_refused_for("UNKNOWN_EVENT:clock_behind"));
    need(press_as(v.half, BUTTON_GOOD), "good");
    tap_case("nor does a Good count", v.reply.answer == ROOM_REFUSED && state() == ROOM_PAUSED);
    later_s(HALF_AN_HOUR / 2);
    need(press_as(v.half, BUTTON_GOOD), "good");
    tap_case("once the clock is there again the client's Good goes on", state() == ROOM_GOOD);
}

static void test_running(void)
{
    later_s(-HALF_AN_HOUR);
    tap_case("a room that goes on is paused when the clock goes far back", state() == ROOM_PAUSED);
    need(press_as(v.half, BUTTON_STOP), "stop");
    tap_case("and a stop stops it", v.reply.answer == ROOM_TAKEN && v.reply.now.room.was_stopped);
}

int main(void)
{
    house_make();
    test_revoke();
    later_s(DAY_S);
    visit_begin();
    get_going();
    test_slip();
    test_pause();
    test_running();
    visit_end();
    house_end();
    return tap_end();
}
