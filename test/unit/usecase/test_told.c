/* test/unit/usecase/test_told.c - the checklist of consent: nothing is proposed, agreed or begun
 * while a hard field of it is open, whoever asks, and a no in it is never lost.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "usecase/consent.h"

/* --- one answer changed ----------------------------------------------------------------------- */

static struct checklist_answers with(struct checklist_answers all, const char *id,
                                     const char *value)
{
    struct checklist_answer *at = arena_array(&h.arena, struct checklist_answer, TOLD_MOST);
    size_t n = 0;

    for (size_t i = 0; i < all.count; i++)
        if (!span_is(all.at[i].id, id))
            at[n++] = all.at[i];
    at[n++] = (struct checklist_answer){span_of(id), span_of(value)};
    return (struct checklist_answers){at, n};
}

static enum status terms_with(const char *id, const char *value)
{
    struct plan_file plan = told_plan();
    struct say_terms in = {.hand = hand_of(h.ana, 1),
                           .client = h.client,
                           .answers =
                               with(told_answers(&plan.checklist, ASK_PRACTITIONER), id, value)};

    fault_clear(&h.why);
    return say_terms(&h.practice, &h.arena, &in, &plan, &h.why);
}

static enum status propose(void)
{
    struct propose_consent in = {hand_of(h.ana, 1), h.client};

    fault_clear(&h.why);
    return propose_consent(&h.practice, &h.arena, &in, &h.why);
}

static struct give_consent_reply kept;

/* A yes to the one place of the plan, with these answers. */
static void say_yes(struct checklist_answers answers)
{
    struct consent_choice yes = {.region = SPAN("low_back"),
                                 .side = SIDE_BOTH,
                                 .answer = CHOICE_YES,
                                 .dots = 2,
                                 .on_skin = true};
    struct give_consent in = {.hand = hand_of(h.robin, 3),
                              .client = h.client,
                              .choices = &yes,
                              .count = 1,
                              .answers = answers,
                              .name = SPAN("Robin"),
                              .says_it_oneself = true};
    struct consent_file asked;

    fault_clear(&h.why);
    need(view_consent(&h.practice, &h.arena, h.robin, h.client, &asked, &h.why), "ask");
    in.seen = asked.seen;
    need(give_consent(&h.practice, &h.arena, &in, &kept, &h.why), "consent");
}

static struct checklist_answers all_told(void)
{
    struct plan_file plan = told_plan();

    return told_answers(&plan.checklist, ASK_CLIENT);
}

static bool is_open(const char *field)
{
    struct plan_file plan = told_plan();

    for (size_t i = 0; i < plan.checklist.count; i++)
        if (span_is(plan.checklist.items[i].field->id, field) &&
            plan.checklist.items[i].is_required && !plan.checklist.items[i].is_met)
            return true;
    return false;
}

/* --- before the client is asked ----------------------------------------------------------------
 */

static void draft(const char *region, const char *technique)
{
    struct draft_plan in = {.hand = hand_of(h.ana, 1),
                            .client = h.client,
                            .change = PLAN_ADD,
                            .step = {.region = span_of(region),
                                     .technique = span_of(technique),
                                     .side = SIDE_BOTH,
                                     .intent = INTENT_THERAPEUTIC,
                                     .pressure = 4,
                                     .duration_s = 600,
                                     .reason = SPAN("A sore back.")}};
    struct plan_file plan;

    need(draft_plan(&h.practice, &h.arena, &in, &plan, &h.why), "draft");
}

static void test_proposing(void)
{
    draft("low_back", "stroke");
    tap_case("a plan of which nothing was said can't be proposed", propose() == HF_CONFLICT);
    tap_case("an option that is none is refused", terms_with("CO29.use", "maybe") == HF_INVALID);
    need(terms_with("CO08.cost", ""), "without the cost");
    tap_case("without its cost neither", is_open("CO08") && propose() == HF_CONFLICT);
    need(terms_with("CO27.own", ""), "without the statement");
    tap_case("nor without the practitioner's own statement", propose() == HF_CONFLICT);
    need(terms_with("CO19.need", "yes"), "with an interpreter");
    tap_case("an interpreter who is needed has to be named",
             is_open("CO19") && propose() == HF_CONFLICT);
    need(terms_with("CO19.kin", "kin"), "family");
    told_terms();
    tap_case("whole, it is proposed", propose() == HF_OK);
}

static void test_kin(void)
{
    need(terms_with("CO19.need", "yes"), "with an interpreter");
    need(terms_with("CO19.need", "yes"), "now with its questions");
    tap_case("a professional one may interpret", propose() == HF_OK);
    struct plan_file plan = told_plan();
    struct say_terms in = {.hand = hand_of(h.ana, 1), .client = h.client};

    in.answers = with(with(told_answers(&plan.checklist, ASK_PRACTITIONER), "CO19.need", "yes"),
                      "CO19.kin", "kin");
    need(say_terms(&h.practice, &h.arena, &in, &plan, &h.why), "family");
    tap_case("family may not", propose() == HF_CONFLICT);
    told_terms();
}

/* --- what the client answers -------------------------------------------------------------------
 */

static size_t grants(void)
{
    struct plan_file plan = told_plan();
    size_t n = 0;

    for (size_t i = 0; i < plan.facts.file.chain.count; i++)
        n += plan.facts.file.chain.at[i].entry->action == ACTION_GRANT;
    return n;
}

/* Each hard question of the client, left open alone. */
static void test_each_is_needed(void)
{
    struct checklist_answers all = all_told();
    bool each = all.count > 5;

    for (size_t i = 0; i < all.count; i++) {
        struct checklist_answer *at = arena_array(&h.arena, struct checklist_answer, all.count);
        size_t n = 0;

        for (size_t j = 0; j < all.count; j++)
            if (j != i)
                at[n++] = all.at[j];
        say_yes((struct checklist_answers){at, n});
        each &= (kept.lacks & CONSENT_CHECKLIST) != 0 && grants() == 0;
        if (!each)
            printf("# not needed: %.*s\n", SPAN_ARGS(all.at[i].id));
    }
    tap_case("no yes is kept while a single question is open", each);
}

static void test_language(void)
{
    say_yes(with(all_told(), "CO19.understood", "no"));
    tap_case("who does not understand the language gives no consent",
             (kept.lacks & CONSENT_CHECKLIST) != 0 && grants() == 0);
    say_yes(with(all_told(), "CO19.understood", "interpreted"));
    tap_case("nor through an interpreter whom nobody named",
             (kept.lacks & CONSENT_CHECKLIST) != 0 && grants() == 0);
}

static enum status agree(struct plan_file *ret)
{
    struct agree_plan in = {hand_of(h.ana, 1), h.client, 0};

    fault_clear(&h.why);
    return agree_plan(&h.practice, &h.arena, &in, ret, &h.why);
}

static void test_whole(void)
{
    struct plan_file plan;

    say_yes(all_told());
    tap_case("a whole checklist lets a yes be kept", kept.lacks == 0 && grants() == 1);
    need(agree(&plan), "agree");
    tap_case("and the plan be agreed", plan.is_agreed);
    tap_case("and is not asked again", told_plan().checklist.lacks_client == 0);
}

/* --- what changes afterwards --------------------------------------------------------------------
 */

static enum start_answer answer_now(void)
{
    struct start_session_reply begun;

    need(start(false, &begun), "start");
    return begun.check.answer;
}

static size_t refusals_of(const char *reason)
{
    struct plan_file plan = told_plan();
    size_t n = 0;

    for (size_t i = 0; i < plan.facts.file.chain.count; i++) {
        const struct act_refused_content *c = plan.facts.file.chain.at[i].content;

        n += plan.facts.file.chain.at[i].entry->action == ACTION_ACT_REFUSED && c != NULL &&
             words_have(c->reasons, span_of(reason));
    }
    return n;
}

static void test_cost_changes(void)
{
    need(terms_with("CO08.cost", "Twice as much."), "another cost");
    tap_case("another cost is asked again", is_open("CO08"));
    tap_case("and until then no session begins", answer_now() == START_UNTOLD);
    tap_case("the refusal is on record with its field", refusals_of("CHECKLIST:CO08") == 1);
    (void)answer_now();
    tap_case("once", refusals_of("CHECKLIST:CO08") == 1);
    say_yes(all_told());
    tap_case("answered again it may begin", !is_open("CO08"));
}

static void test_teaching(void)
{
    need(terms_with("CO29.use", "yes"), "for teaching");
    tap_case("teaching that the client was not asked about bars the session",
             is_open("CO29") && answer_now() == START_UNTOLD);
    say_yes(with(all_told(), "CO29.agree", "no"));
    tap_case("and a no to it is kept though the page was not whole",
             (kept.lacks & CONSENT_CHECKLIST) != 0 && is_open("CO29"));
    tap_case("so that it bars the session still", answer_now() == START_UNTOLD);
    told_terms();
    tap_case("without teaching the session is as before", !is_open("CO29"));
}

static void test_others(void)
{
    struct plan_file plan;

    need(terms_with("CO03.others", "somebody"), "somebody");
    tap_case("who else is there has a name", is_open("CO03"));
    plan = told_plan();
    struct say_terms in = {.hand = hand_of(h.ana, 1), .client = h.client};

    in.answers =
        with(with(told_answers(&plan.checklist, ASK_PRACTITIONER), "CO03.others", "somebody"),
             "CO03.names", "Uta, chaperone\nOle, trainee");
    need(say_terms(&h.practice, &h.arena, &in, &plan, &h.why), "two names");
    tap_case("each of whom the client is asked about", plan.checklist.lacks_client == 2);
    say_yes(with(all_told(), "CO03.agree/2", "no"));
    tap_case("a no to one of them bars the session", answer_now() == START_UNTOLD);
    say_yes(all_told());
    struct start_session_reply begun;

    need(start(false, &begun), "start");
    tap_case("with a yes to both it begins", begun.check.answer == START_MAY);
    enter(&begun);
    struct plan_file after = told_plan();
    const struct session_started_content *said =
        file_chain_last(after.facts.file.chain, ACTION_SESSION_STARTED, NULL);

    tap_case("and their names stand in it",
             said->present.count == 2 && span_is(said->present.at[1], "Ole, trainee"));
}

/* --- after a stop ------------------------------------------------------------------------------
 */

static void stop_and_end(void)
{
    need(look(), "look");
    rehearse();
    need(press_as(v.half, BUTTON_STOP), "stop");
    struct room_request end = ask_as(v.desk);

    need(end_session(&h.practice, &h.arena, &end, &v.reply, &h.why), "end");
}

/* S8: a yes waits until the stop has had its rest, and is possible then. */
static void test_rest(void)
{
    struct plan_file plan;
    size_t before = grants();

    stop_and_end();
    say_yes(all_told());
    tap_case("after a stop a yes waits, and the page says so",
             kept.rows[0] == CONSENT_ROW_RESTING && grants() == before);
    tap_case("and no session begins", answer_now() == START_RESTING);
    later_s(20 * 3600 + 60);
    tap_case("what was agreed before is asked again, for the stop took it",
             answer_now() == START_DENIED);
    say_yes(all_told());
    tap_case("a night later the client may say yes again",
             kept.rows[0] == CONSENT_ROW_OK && kept.lacks == 0 && grants() == before + 1);
    need(agree(&plan), "agree");
    tap_case("and is not shut out for ever", answer_now() == START_MAY);
}

int main(void)
{
    house_make();
    be_adult();
    test_proposing();
    test_kin();
    test_each_is_needed();
    test_language();
    test_whole();
    test_cost_changes();
    test_teaching();
    test_others();
    test_rest();
    visit_end();
    house_end();
    return tap_end();
}
