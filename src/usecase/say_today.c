/* usecase/say_today.c - is this all right today? What is said here only narrows.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "usecase/plan.h"
#include "usecase/room_work.h"

#define ASKED SPAN("client:asked")

enum { N_REFUSED = 1 << 15 }; /* beyond the entries of a form that was taken */

/* --- what was said --------------------------------------------------------------------------- */

static bool list_is(struct words list, struct span word)
{
    return list.count == 1 && span_equal(list.at[0], word);
}

static bool is_of_step(const struct scope_said *scope, const struct step_said *step)
{
    return span_equal(scope->region, step->region) && scope->side == step->side &&
           list_is(scope->techniques, step->technique) &&
           list_is(scope->access, access_word((enum access)step->access));
}

static bool is_at_or_below(const struct facts *facts, int32_t place, int32_t above)
{
    while (place != FACTS_NO_PLACE && place != above)
        place = facts->regions[place].parent_place;
    return place == above;
}

static bool holds_something_intimate(const struct facts *facts, int32_t place)
{
    for (size_t i = 0; i < facts->region_count; i++)
        if (facts->regions[i].is_intimate && is_at_or_below(facts, (int32_t)i, place))
            return true;
    return false;
}

/* A place is named with what lies below it; inside the body only by itself, and what is intimate
 * only by something intimate (S4). */
static bool is_named(const struct facts *facts, const struct step_said *step,
                     const struct step_said *said)
{
    int32_t place = facts_place_of(facts, step->region);
    int32_t above = facts_place_of(facts, said->region);

    if (step->access != ACCESS_EXTERNAL || place == FACTS_NO_PLACE || above == FACTS_NO_PLACE)
        return span_equal(step->region, said->region);
    if (place == above || !is_at_or_below(facts, place, above))
        return place == above;
    return facts->regions[above].is_intimate || !holds_something_intimate(facts, place);
}

static bool is_same_touch(const struct session_file *s, const struct step_said *step,
                          const struct step_said *said)
{
    return is_named(&s->known.facts, step, said) && span_equal(step->technique, said->technique) &&
           step->access == said->access;
}

static bool is_within(uint8_t side, uint8_t said)
{
    return side == said || said == SIDE_BOTH;
}

static enum today limit_says(const struct limit_content *c, struct id128 session,
                             const struct step_said *step)
{
    if (c == NULL || !id_equal(c->session, session) || !is_of_step(&c->scope, step))
        return TODAY_UNSAID;
    if (c->deny)
        return TODAY_NO;
    return words_have(c->conditions, ASKED) ? TODAY_ASK : TODAY_UNSAID;
}

/* The client's own answer; nobody else's counts. */
static enum today answer_to(const struct session_file *s, const struct entry *e,
                            const struct step_said *step)
{
    const struct today_said_content *c = e->content;

    if (e->action != ACTION_TODAY_SAID || c == NULL || !id_equal(e->object, s->room.session) ||
        !entry_is_by_client(e, s->known.file.client.id) || !is_same_touch(s, step, &c->step) ||
        !is_within(step->side, c->step.side))
        return TODAY_UNSAID;
    return (enum today)c->answer;
}

static enum today entry_says(const struct session_file *s, const struct entry *e,
                             const struct step_said *step)
{
    const struct revoke_content *c = e->content;

    if (e->action == ACTION_TODAY_SAID)
        return answer_to(s, e, step);
    if (e->action == ACTION_LIMIT)
        return limit_says(e->content, s->room.session, step);
    return e->action == ACTION_MAYBE && c != NULL && is_of_step(&c->scope, step) ? TODAY_TALK
                                                                                 : TODAY_UNSAID;
}

/* KEEP IN ORDER: enum today. The more careful answer stands. */
static const uint8_t carefulness[] = {0, 1, 2, 4, 3};

static size_t place_of_start(const struct entry_list *entries, struct id128 session)
{
    for (size_t i = entries->count; i > 0; i--)
        if (entries->at[i - 1].action == ACTION_SESSION_STARTED &&
            id_equal(entries->at[i - 1].object, session))
            return i;
    return entries->count;
}

static enum today step_said_today(const struct session_file *s, const struct step_said *step)
{
    const struct entry_list *entries = &s->known.gathering.entries;
    enum today said = TODAY_UNSAID;

    for (size_t i = place_of_start(entries, s->room.session); i < entries->count; i++) {
        enum today next = entry_says(s, &entries->at[i], step);

        if (carefulness[next] > carefulness[said])
            said = next;
    }
    return said;
}

bool today_covers(const struct session_file *file, const struct step_said *step)
{
    enum today said = step_said_today(file, step);

    return said == TODAY_YES || said == TODAY_ASK;
}

enum status today_said(const struct session_file *file, struct arena *arena, const enum today **ret,
                       struct fault *why)
{
    size_t count = file->plan == NULL ? 0 : file->plan->steps.count;
    enum today *said = arena_array(arena, enum today, count);

    if (said == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < count; i++)
        said[i] = step_said_today(file, &file->plan->steps.at[i]);
    *ret = said;
    return HF_OK;
}

/* --- saying it ------------------------------------------------------------------------------- */

struct span today_words(const struct practice *practice, const struct step_said *step,
                        size_t number, int lang, struct arena *arena)
{
    return plan_step_words(practice, step, number, lang, arena);
}

struct span today_signed_words(const struct practice *practice, const struct step_said *step,
                               size_t number, enum today answer, int lang, struct arena *arena)
{
    /* KEEP IN ORDER: enum today. */
    static const enum message_id answers[] = {MSG_answer_none, MSG_answer_yes, MSG_answer_ask,
                                              MSG_answer_no, MSG_answer_talk};
    const struct message_arg args[] = {
        message_arg("step", today_words(practice, step, number, lang, arena)),
        message_arg("answer", message_words(answers[answer], lang))};

    return message_fill(arena, MSG_todayyes_line, lang, args, 2);
}

static struct words one_word(struct arena *arena, struct span word)
{
    struct span *at = arena_array(arena, struct span, 1);

    if (at == NULL)
        return (struct words){0};
    at[0] = word;
    return (struct words){at, 1};
}

static struct scope_said scope_of(const struct step_said *step, struct arena *arena)
{
    return (struct scope_said){.region = step->region,
                               .side = step->side,
                               .techniques = one_word(arena, step->technique),
                               .access = one_word(arena, access_word((enum access)step->access))};
}

static enum status narrow(struct room_doing *doing, const struct step_said *step, enum today answer,
                          struct fault *why)
{
    struct arena *arena = doing->ltx->arena;
    struct scope_said scope = scope_of(step, arena);
    struct limit_content limit = {.scope = scope,
                                  .deny = answer != TODAY_ASK,
                                  .session = doing->in->session.id,
                                  .device_utc_us = doing->in->device_utc_us};
    struct revoke_content maybe = {.scope = scope, .device_utc_us = doing->in->device_utc_us};
    struct id128 own = {{0}};

    if (answer == TODAY_YES)
        return HF_OK;
    if (answer == TODAY_TALK)
        return room_record(doing, ACTION_MAYBE, own, &maybe, why);
    if (answer == TODAY_ASK)
        limit.conditions = one_word(arena, ASKED);
    return room_record(doing, ACTION_LIMIT, own, &limit, why);
}

static uint8_t device_given(const struct room_doing *doing)
{
    return doing->in->hand.device == 3 ? GIVEN_OWN_DEVICE : GIVEN_SHARED_DEVICE;
}

static enum status say_step(struct room_doing *doing, size_t i, struct fault *why)
{
    const struct say_today *in = doing->what;
    const struct step_said *step = &doing->ret->now.plan->steps.at[i];
    struct today_said_content said = {.number = (uint32_t)i + 1,
                                      .step = *step,
                                      .answer = (uint8_t)in->answers[i],
                                      .language = SPAN("en"),
                                      .given = room_given(doing, device_given(doing))};
    enum status st = HF_OK;

    said.words = today_signed_words(doing->practice, step, i + 1, in->answers[i], in->lang,
                                    doing->ltx->arena);
    if (in->answers[i] != TODAY_UNSAID)
        st = room_record_words(doing, ACTION_TODAY_SAID, doing->in->session.id, &said, said.words,
                               why);
    return st == HF_OK ? narrow(doing, step, in->answers[i], why) : st;
}

/* What is less than a yes counts though the yes beside it is asked again. Under ids of its own, for
 * the form as a whole was not taken. */
static enum status say_less(struct room_doing *doing, struct fault *why)
{
    const struct say_today *in = doing->what;
    enum status st = HF_OK;

    doing->n = N_REFUSED;
    for (size_t i = 0; st == HF_OK && i < in->n_answers; i++) {
        if (in->answers[i] == TODAY_NO || in->answers[i] == TODAY_TALK)
            st = say_step(doing, i, why);
        else if (in->answers[i] == TODAY_ASK)
            st = narrow(doing, &doing->ret->now.plan->steps.at[i], TODAY_ASK, why);
    }
    return st;
}

static bool has_a_yes(const struct say_today *in)
{
    for (size_t i = 0; i < in->n_answers; i++)
        if (in->answers[i] == TODAY_YES || in->answers[i] == TODAY_ASK)
            return true;
    return false;
}

static bool is_unseen(const struct room_doing *doing)
{
    if (!raise_is_unseen(doing->ret->now.known.gathering.entries, doing->in->seen))
        return false;
    doing->ret->answer = ROOM_REFUSED;
    doing->ret->raise = RAISE_UNSEEN;
    return true;
}

static enum status say(struct room_doing *doing, struct fault *why)
{
    const struct say_today *in = doing->what;
    const struct session_file *now = &doing->ret->now;
    size_t count = now->plan == NULL ? 0 : now->plan->steps.count;
    enum status st = HF_OK;

    if (!room_is_clients_hand(doing))
        return fault_set(why, HF_INVALID, "only the client says what is all right today");
    if (in->n_answers != count)
        return fault_set(why, HF_INVALID, "another plan than the one that was shown");
    if (!room_goes_on(doing)) {
        doing->ret->answer = ROOM_OVER;
        return HF_OK;
    }
    if (has_a_yes(in) && is_unseen(doing))
        return say_less(doing, why);
    for (size_t i = 0; st == HF_OK && i < count; i++)
        st = say_step(doing, i, why);
    return st;
}

enum status say_today(const struct practice *practice, struct arena *arena,
                      const struct say_today *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = in->request;

    for (size_t i = 0; i < in->n_answers;
         i++) /* other answers from the same page are another act */
        own = room_request_for(&own, SPAN("today"), (unsigned)in->answers[i]);
    return room_do(practice, arena, &own, say, in, ret, why);
}

/* --- ready ----------------------------------------------------------------------------------- */

static enum status say_condition(struct room_doing *doing, struct span condition,
                                 enum message_id shown, struct fault *why)
{
    const struct say_ready *in = doing->what;
    struct attest_content said = {
        .condition = condition,
        .state = STATE_ON,
        .given = room_given(doing, device_given(doing)),
    };

    return room_record_words(doing, ACTION_ATTEST, doing->in->session.id, &said,
                             message_words(shown, in->lang), why);
}

/* The words wait for a person, and the session ends before it has begun (start_session looks for
 * exactly this pair). */
static enum status say_new(struct room_doing *doing, const struct say_ready *in, struct fault *why)
{
    struct observation_content said = {.frame = OBSERVED_FELT, .words = in->words};
    struct session_ended_content ended = {END_CLIENT_WISH};
    enum status st = room_record(doing, ACTION_OBSERVATION, doing->in->session.id, &said, why);

    return st == HF_OK
               ? room_record(doing, ACTION_SESSION_ENDED, doing->in->session.id, &ended, why)
               : st;
}

static enum status be_ready(struct room_doing *doing, struct fault *why)
{
    const struct say_ready *in = doing->what;
    struct nothing_new_said_content nothing_new = {
        message_words(MSG_todayyes_nothing_new, in->lang)};
    enum status st = say_condition(doing, SPAN("client:read_back"), MSG_todayyes_right, why);

    if (st == HF_OK)
        st = say_condition(doing, SPAN("client:ready"), MSG_todayyes_ready, why);
    return st == HF_OK ? room_record_words(doing, ACTION_NOTHING_NEW_SAID, doing->in->session.id,
                                           &nothing_new, nothing_new.question, why)
                       : st;
}

static enum status ready(struct room_doing *doing, struct fault *why)
{
    const struct say_ready *in = doing->what;

    if (!room_is_clients_hand(doing))
        return fault_set(why, HF_INVALID, "only the client is ready");
    if (!room_goes_on(doing)) {
        doing->ret->answer = ROOM_OVER;
        return HF_OK;
    }
    if (in->something_new)
        return say_new(doing, in, why);
    return is_unseen(doing) ? HF_OK : be_ready(doing, why);
}

enum status say_ready(const struct practice *practice, struct arena *arena,
                      const struct say_ready *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = room_request_for(&in->request, in->words, in->something_new ? 2 : 1);

    return room_do(practice, arena, &own, ready, in, ret, why);
}
