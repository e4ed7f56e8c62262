/* core/visit/soap.c - one line for each thing that was tapped.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/told.h"

#include "core/render/message.h"
#include "core/visit/raise.h"

enum { LINE_MOST = 8192, SECONDS_PER_MINUTE = 60 };

struct telling {
    const struct soap_question *q;
    struct arena *arena;
    const struct entry *now;
    struct soap_line *said, *seen;
    size_t n_said, n_seen;
};

/* --- words ----------------------------------------------------------------------------------- */

static struct span region_name(const struct atlas *atlas, struct span region)
{
    uint32_t place = atlas_find(atlas, region);

    return place == ATLAS_NONE ? region : atlas->regions[place].plain.en;
}

struct span told_place(const struct atlas *atlas, struct span region, uint8_t side, int lang,
                       struct arena *arena)
{
    struct buf out;

    if (side != SIDE_LEFT && side != SIDE_RIGHT)
        return region_name(atlas, region);
    buf_init(&out, arena, LINE_MOST);
    buf_put(&out, region_name(atlas, region));
    buf_lit(&out, ", ");
    buf_put(&out, message_words(side == SIDE_LEFT ? MSG_side_left : MSG_side_right, lang));
    return buf_view(&out);
}

static struct soap_line line_of(const struct telling *t, enum message_id id,
                                const struct message_arg *args, size_t n)
{
    return (struct soap_line){.at_s = entry_utc_s(t->now),
                              .seq = t->now->seq,
                              .text = message_fill(t->arena, id, t->q->lang, args, n)};
}

static void see(struct telling *t, enum message_id id, const struct message_arg *args, size_t n)
{
    t->seen[t->n_seen++] = line_of(t, id, args, n);
}

static void say(struct telling *t, enum message_id id, const struct message_arg *args, size_t n)
{
    t->said[t->n_said++] = line_of(t, id, args, n);
}

static struct span place_of(const struct telling *t, struct span region, uint8_t side)
{
    return told_place(t->q->atlas, region, side, t->q->lang, t->arena);
}

/* --- each action ----------------------------------------------------------------------------- */

static enum message_id good_words(const struct telling *t, const struct signal_content *c)
{
    if (!raise_is_relayed(t->now, &c->given))
        return MSG_soap_line_good;
    return c->given.how == GIVEN_SIGN ? MSG_soap_line_good_sign : MSG_soap_line_good_aloud;
}

static enum message_id pause_words(const struct signal_content *c)
{
    if (c->cause == CAUSE_CLOCK)
        return MSG_soap_line_pause_clock;
    return c->cause == CAUSE_NO_ANSWER ? MSG_soap_line_pause_silence : MSG_soap_line_pause;
}

static enum message_id signal_words(const struct telling *t, const struct signal_content *c)
{
    bool silence = c->cause == CAUSE_NO_ANSWER;

    if (c->value == SAID_GREEN)
        return good_words(t, c);
    if (c->value == SAID_YELLOW)
        return MSG_soap_line_still;
    if (c->value == SAID_RED)
        return pause_words(c);
    if (c->cause == CAUSE_FREEZE)
        return MSG_soap_line_stop_freeze;
    return silence ? MSG_soap_line_stop_silence : MSG_soap_line_stop;
}

static void tell_signal(struct telling *t, const void *content)
{
    see(t, signal_words(t, content), NULL, 0);
}

static void tell_less(struct telling *t, const void *content)
{
    const struct limit_content *c = content;
    const struct message_arg args[] = {
        message_arg("where", place_of(t, c->scope.region, c->scope.side))};

    if (!id_equal(c->session, t->q->session))
        return;
    if (words_have(c->conditions, SPAN("chaperone")))
        see(t, MSG_soap_line_chaperone, NULL, 0);
    else
        see(t, MSG_soap_line_less, args, 1);
}

static enum message_id phase_words(uint8_t when)
{
    if (when == TENSION_BEFORE)
        return MSG_soap_phase_before;
    return when == TENSION_AFTER ? MSG_soap_phase_after : MSG_soap_phase_during;
}

static void tell_tension(struct telling *t, const void *content)
{
    const struct tension_marked_content *c = content;
    const struct message_arg args[] = {
        message_arg("where", place_of(t, c->region, c->side)), message_arg("n", (int64_t)c->value),
        message_arg("phase", message_words(phase_words(c->when), t->q->lang))};

    if (c->by_client)
        say(t, MSG_soap_line_tension, args, 3);
    else
        see(t, MSG_soap_line_tension, args, 3);
}

static struct span joined(struct words list, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, LINE_MOST);
    for (size_t i = 0; i < list.count; i++) {
        if (i > 0)
            buf_lit(&out, ", ");
        buf_put(&out, list.at[i]);
    }
    return buf_view(&out);
}

/* The client's own word comes first, then what was chosen from the list. */
static void tell_feeling(struct telling *t, const void *content)
{
    const struct feeling_said_content *c = content;
    const struct message_arg own[] = {message_arg("words", c->words)};
    const struct message_arg chosen[] = {message_arg("words", joined(c->chosen, t->arena))};

    if (!entry_is_by_client(t->now, t->q->client))
        return; /* nobody says it for somebody else */
    if (c->words.len > 0)
        say(t, MSG_soap_line_feeling, own, 1);
    if (c->chosen.count > 0)
        say(t, MSG_soap_chosen, chosen, 1);
}

static void tell_observation(struct telling *t, const void *content)
{
    static const enum message_id frames[] = {MSG_soap_line_felt, MSG_soap_line_physical,
                                             MSG_soap_line_felt, MSG_soap_line_energetic};
    const struct observation_content *c = content;
    const struct message_arg args[] = {message_arg("words", c->words)};
    uint8_t frame = c->frame <= OBSERVED_ENERGETIC ? c->frame : 0;

    if (entry_is_by_client(t->now, t->q->client))
        say(t, frames[frame], args, 1);
    else
        see(t, frames[frame], args, 1);
}

/* Until its own end, the next step, or the end of the session. */
static int64_t step_end_s(const struct telling *t)
{
    const struct entry *end = t->q->entries.at + t->q->entries.count;

    for (const struct entry *e = t->now + 1; e < end; e++)
        if (id_equal(e->object, t->q->session) &&
            (e->action == ACTION_STEP_ENDED || e->action == ACTION_STEP_BEGUN ||
             e->action == ACTION_SESSION_ENDED))
            return entry_utc_s(e);
    return entry_utc_s(t->now);
}

static void tell_step(struct telling *t, const void *content)
{
    const struct step_begun_content *c = content;
    int64_t lasted_s = step_end_s(t) - entry_utc_s(t->now);
    int64_t minutes = (lasted_s + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
    const struct message_arg args[] = {
        message_arg("where", place_of(t, c->step.region, c->step.side)), message_arg("n", minutes)};

    see(t, MSG_soap_line_step, args, 2);
}

static void tell_refused(struct telling *t, const void *content)
{
    const struct act_refused_content *c = content;
    const struct message_arg args[] = {
        message_arg("where", place_of(t, c->step.region, c->step.side))};

    see(t, MSG_soap_line_refused, args, 1);
}

static void tell_denied(struct telling *t, const void *content)
{
    const struct done_though_denied_content *c = content;
    const struct message_arg args[] = {
        message_arg("where", place_of(t, c->step.region, c->step.side))};

    see(t, MSG_soap_line_denied, args, 1);
}

static const struct {
    uint16_t action;
    void (*tell)(struct telling *t, const void *content);
} tellers[] = {
    {ACTION_SIGNAL, tell_signal},
    {ACTION_TENSION_MARKED, tell_tension},
    {ACTION_FEELING_SAID, tell_feeling},
    {ACTION_OBSERVATION, tell_observation},
    {ACTION_STEP_BEGUN, tell_step},
    {ACTION_ACT_REFUSED, tell_refused},
    {ACTION_DONE_THOUGH_DENIED, tell_denied},
};

static void tell_entry(struct telling *t)
{
    if (t->now->content == NULL)
        return;
    if (t->now->action == ACTION_LIMIT)
        tell_less(t, t->now->content);
    if (!id_equal(t->now->object, t->q->session))
        return;
    for (size_t i = 0; i < sizeof tellers / sizeof *tellers; i++)
        if (tellers[i].action == t->now->action)
            tellers[i].tell(t, t->now->content);
}

enum status soap_find(const struct soap_question *question, struct arena *arena, struct soap *ret,
                      struct fault *why)
{
    struct telling t = {.q = question, .arena = arena};
    size_t most = 2 * question->entries.count; /* an entry says at most two things */

    t.said = arena_array(arena, struct soap_line, most);
    t.seen = arena_array(arena, struct soap_line, most);
    if (t.said == NULL || t.seen == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < question->entries.count; i++) {
        t.now = &question->entries.at[i];
        tell_entry(&t);
    }
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret = (struct soap){t.said, t.seen, t.n_said, t.n_seen};
    return HF_OK;
}
