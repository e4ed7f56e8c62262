/* test/unit/usecase/test_readiness.c - no session begins before the practitioner said that they are
 * ready to work; a no stands.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

enum { HOUR_S = 3600 };

/* What a beginning is answered now, by whatever was said before. */
static enum start_answer beginning(void)
{
    struct start_session in = {
        .hand = hand_of(h.ana, 1), .client = h.client, .mode = SESSION_STEPS};
    struct start_session_reply reply;

    fault_clear(&h.why);
    need(start_session(&h.practice, &h.arena, &in, &reply, &h.why), "start");
    return reply.check.answer;
}

static struct readiness_known known_of(struct practice_file *file, const struct form *form,
                                       struct person_id person)
{
    fault_clear(&h.why);
    need(view_practice(&h.practice, &h.arena, file, &h.why), "view the practice");
    return practice_file_readiness(file, form, person, practice_now_s(&h.practice));
}

static struct readiness_known anas(void)
{
    struct practice_file file;

    return known_of(&file, h.practice.knowledge->readiness, keyring_who(h.ana)->person);
}

static void test_silence(void)
{
    tap_case("nobody has said anything yet", anas().is == READY_UNSAID);
    tap_case("without an answer no session begins", beginning() == START_UNREADY);
    tap_case("a question that is left empty is refused",
             say_ready_to_work(h.ana, SPAN("")) == HF_INVALID);
    tap_case("and by its name", span_is(span_of(h.why.text), "free"));
    tap_case("and nothing of it was kept", anas().is == READY_UNSAID);
}

static void test_yes(void)
{
    struct practice_file file;
    struct form other = *h.practice.knowledge->readiness;

    need(say_ready_to_work(h.ana, SPAN("yes")), "yes");
    tap_case("a yes to each is a yes", anas().is == READY_YES);
    tap_case("a yes is nobody else's",
             known_of(&file, &other, (struct person_id){h.client.id}).is == READY_UNSAID);
    other.version = SPAN("9.0.0");
    tap_case("a yes to other questions does not count",
             known_of(&file, &other, keyring_who(h.ana)->person).is == READY_UNSAID);
    later_s(READINESS_HOURS * HOUR_S - 1);
    tap_case("it holds for a working day", anas().is == READY_YES);
    later_s(1);
    tap_case("and no second longer", anas().is == READY_UNSAID);
    tap_case("then a session asks again", beginning() == START_UNREADY);
}

static void test_no(void)
{
    need(say_ready_to_work(h.ana, SPAN("yes")), "yes");
    need(say_ready_to_work(h.ana, SPAN("no")), "no");
    tap_case("one no among the answers is a no, over a yes of before", anas().is == READY_NO);
    tap_case("and no session begins", beginning() == START_NOT_READY);
    tap_case("a yes over it is refused", say_ready_to_work(h.ana, SPAN("yes")) == HF_CONFLICT);
    later_s(READINESS_HOURS * HOUR_S - 1);
    tap_case("the no stands for twelve hours", beginning() == START_NOT_READY);
    later_s(1);
    tap_case("then it is asked again", beginning() == START_UNREADY);
}

static void test_clock(void)
{
    later_s(2 * HOUR_S); /* clear of the no of before */
    need(say_ready_to_work(h.ana, SPAN("yes")), "yes");
    later_s(-HOUR_S);
    tap_case("a yes from later than now does not count", anas().is == READY_UNSAID);
    later_s(HOUR_S);
    need(say_ready_to_work(h.ana, SPAN("no")), "no");
    later_s(-HOUR_S);
    tap_case("a no does", anas().is == READY_NO);
    later_s((READINESS_HOURS + 1) * HOUR_S);
}

static void test_begins(void)
{
    need(say_ready_to_work(h.ana, SPAN("yes")), "yes");
    tap_case("with a yes to each the agreed plan begins", beginning() == START_MAY);
}

int main(void)
{
    house_make();
    visit_prepare();
    test_silence();
    test_yes();
    test_no();
    test_clock();
    test_begins();
    house_end();
    return tap_end();
}
