/* test/unit/usecase/test_paper.c - what was on paper, entered afterwards: it proves the
 * practitioner's word, narrows at once, and widens nothing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "base/date.h"
#include "usecase/aftercare.h"
#include "usecase/paper.h"

static bool done[PLAN_STEPS_MOST], no[PLAN_STEPS_MOST];

/* Today by the calendar of the machine's world. */
static struct span day_after(int64_t days)
{
    static char text[10];

    date_write(date_from_days(practice_now_s(&h.practice) / DAY_S + days), text);
    return span_at(text, sizeof text);
}

/* The paper of a session of yesterday in which the first line was done and nothing was wrong. */
static struct enter_session plain(void)
{
    for (size_t i = 0; i < PLAN_STEPS_MOST; i++)
        done[i] = no[i] = false;
    done[0] = true;
    return (struct enter_session){.hand = hand_of(h.ana, 1),
                                  .client = h.client,
                                  .day = day_after(-1),
                                  .began = SPAN("14:05"),
                                  .ended = SPAN("15:00"),
                                  .done = done,
                                  .no = no,
                                  .n_steps = PLAN_STEPS_MOST,
                                  .stopped = PAPER_STOP_NO,
                                  .client_different = HONEST_NO,
                                  .desk_different = HONEST_NO};
}

static enum status put(struct enter_session in)
{
    fault_clear(&h.why);
    return enter_session(&h.practice, &h.arena, &in, &h.why);
}

static bool lacks(struct enter_session in, const char *field)
{
    return put(in) == HF_INVALID && span_is(span_of(h.why.text), field);
}

static struct client_file file_now(void)
{
    return told_plan().facts.file;
}

static size_t count_of(uint16_t action)
{
    struct client_file file = file_now();
    size_t n = 0;

    for (size_t i = 0; i < file.chain.count; i++)
        n += file.chain.at[i].entry->action == action;
    return n;
}

static void test_what_is_not_said_is_asked(void)
{
    struct enter_session in = plain();

    in.day = SPAN("");
    tap_case("without a day it is refused, by the name of the field", lacks(in, "day"));
    in.day = day_after(2);
    tap_case("a day that is still to come is none", lacks(in, "day"));
    in = plain();
    in.stopped = PAPER_STOP_UNSAID;
    tap_case("whether it was stopped has to be said", lacks(in, "stopped"));
    in = plain();
    in.client_different = 0;
    tap_case("and what the client said of it", lacks(in, "client_different"));
    in = plain();
    in.desk_different = HONEST_RATHER_NOT_SAY;
    tap_case("the practitioner can't rather not say", lacks(in, "different"));
    in = plain();
    in.client_different = HONEST_YES;
    tap_case("what was different wants words", lacks(in, "different_words"));
    tap_case("and nothing of it was kept", count_of(ACTION_PAPER_SESSION) == 0);
}

static void test_a_plain_one(void)
{
    struct enter_session in = plain();
    struct aftercare after[AFTERCARE_COUNT];

    need(put(in), "enter");
    need(put(in), "the same form again");
    tap_case("the same form counts once", count_of(ACTION_PAPER_SESSION) == 1);
    struct client_file file = file_now();
    const struct ledger_entry *e = NULL;
    const struct paper_session_content *said =
        file_chain_last(file.chain, ACTION_PAPER_SESSION, &e);

    tap_case("it is signed by who entered it, never by the client",
             id_equal(e->actor.id, keyring_who(h.ana)->person.id));
    tap_case("what was done stands in it", said->done.count == 1 && !said->stopped);
    tap_case("what was agreed and done is no incident", count_of(ACTION_INCIDENT_NOTED) == 0);
    tap_case("the client is asked how it was, from when it was entered",
             aftercare_of(&file, after) &&
                 aftercare_waits(&after[AFTERCARE_DAY], practice_now_s(&h.practice) + DAY_S));
    tap_case("it stays agreed", told_plan().may_agree);
}

static void test_a_yes_from_paper_opens_nothing(void)
{
    struct enter_consent in = {.hand = hand_of(h.ana, 1),
                               .client = h.client,
                               .day = day_after(-30),
                               .words = SPAN("Belly and back, firm."),
                               .kept = SPAN("Locked away")};
    size_t grants = count_of(ACTION_GRANT);

    need(enter_consent(&h.practice, &h.arena, &in, &h.why), "consent");
    need(enter_consent(&h.practice, &h.arena, &in, &h.why), "the same again");
    tap_case("a consent on paper is kept once", count_of(ACTION_PAPER_CONSENT) == 1);
    tap_case("and is no grant", count_of(ACTION_GRANT) == grants);
    struct client_file file = file_now();

    tap_case("it is shown until the client says it here",
             span_is(paper_consent_waits(&file)->words, "Belly and back, firm."));
    agree_to("upper_arm");
    file = file_now();
    tap_case("and no longer", paper_consent_waits(&file) == NULL);
    in.words = SPAN("");
    tap_case("without words there is nothing to keep",
             enter_consent(&h.practice, &h.arena, &in, &h.why) == HF_INVALID);
}

static void test_a_no_on_paper_counts_at_once(void)
{
    struct enter_session in = plain();

    no[1] = true;
    need(put(in), "enter");
    struct plan_file plan = told_plan();

    tap_case("where the client said no the yes has ended", plan.checks[1].is_denied);
    tap_case("elsewhere it stands", !plan.checks[0].is_denied);
    tap_case("it is no limit that the practitioner could lift", count_of(ACTION_LIMIT) == 0);
    in = plain();
    done[1] = true;
    need(put(in), "enter");
    tap_case("what was done though it is denied opens an incident",
             count_of(ACTION_DONE_THOUGH_DENIED) == 1 && count_of(ACTION_INCIDENT_NOTED) == 1);
}

static void test_different_is_an_incident(void)
{
    struct enter_session in = plain();
    size_t before = count_of(ACTION_INCIDENT_NOTED);

    in.client_different = HONEST_YES;
    in.different_words = SPAN("My shoulder, too.");
    need(put(in), "enter");
    tap_case("what the client says was different is an incident",
             count_of(ACTION_INCIDENT_NOTED) == before + 1);
}

static void test_a_stop_on_paper(void)
{
    struct enter_session in = plain();
    struct start_session_reply reply;

    in.stopped = PAPER_STOP_YES;
    in.stopped_at = 1;
    in.day = day_after(-3); /* long ago, as the paper says */
    need(put(in), "enter");
    need(start(false, &reply), "start");
    tap_case("a stop on paper rests from when it was entered, not from the paper's day",
             reply.check.answer == START_RESTING);
    later_s(DAY_S);
    tap_case("and leaves a question at its place", told_plan().checks[0].is_denied);
}

static void test_not_while_one_is_open(void)
{
    struct start_session_reply begun;

    agree_to("back");
    need(start(false, &begun), "start");
    enter(&begun);
    tap_case("while a session is open here none is entered from paper",
             begun.check.answer == START_MAY && put(plain()) == HF_CONFLICT);
}

int main(void)
{
    house_make();
    visit_prepare();
    test_what_is_not_said_is_asked();
    test_a_plain_one();
    test_a_yes_from_paper_opens_nothing();
    test_a_no_on_paper_counts_at_once();
    test_different_is_an_incident();
    test_a_stop_on_paper();
    test_not_while_one_is_open();
    visit_end();
    house_end();
    return tap_end();
}
