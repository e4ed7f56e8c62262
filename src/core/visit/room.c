/* core/visit/room.c - the fold of one session.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/room.h"

#include "core/visit/asked.h"
#include "core/visit/plan.h"

struct folding {
    const struct gathering *in;
    const struct entry *now;
    struct room *room;
};

/* --- one entry ------------------------------------------------------------------------------- */

static void on_started(struct folding *f, const void *content)
{
    const struct session_started_content *c = content;

    f->room->started_s = entry_utc_s(f->now);
    if (c == NULL)
        return;
    f->room->plan = c->plan;
    f->room->practitioner = c->practitioner;
    f->room->intent = c->intent;
    f->room->mode = c->mode;
    f->room->client_device = c->client_device;
}

static void on_ended(struct folding *f, const void *content)
{
    (void)content;
    f->room->ended_s = f->room->stopped_s != 0 ? f->room->stopped_s : entry_utc_s(f->now);
    f->room->has_step = false;
}

static enum signal signal_of(const struct signal_content *c)
{
    static const enum signal signals[] = {SIGNAL_STOP, SIGNAL_GREEN, SIGNAL_YELLOW, SIGNAL_RED,
                                          SIGNAL_STOP};

    return c == NULL || c->value > SAID_STOP ? SIGNAL_STOP : signals[c->value];
}

/* Silence and a lost device are the client's light; so is a yes that was passed on. */
static bool is_clients_light(const struct folding *f, const struct signal_content *c)
{
    return entry_is_by_client(f->now, f->in->client) || c->cause == CAUSE_NO_ANSWER ||
           c->cause == CAUSE_DEVICE_LOST;
}

static bool is_unseen(const struct folding *f, int64_t seen)
{
    size_t place = (size_t)(f->now - f->in->entries.at);

    return raise_is_unseen((struct entry_list){f->in->entries.at, place, f->in->entries.narrowed},
                           seen);
}

/* A Good of the client takes back the practitioner's caution too: it has been answered. */
static void on_good(struct folding *f, const struct signal_content *c)
{
    bool relayed = raise_is_relayed(f->now, &c->given);

    if ((!entry_is_by_client(f->now, f->in->client) && !relayed) || is_unseen(f, c->given.seen) ||
        f->room->was_stopped)
        return;
    f->room->client = (struct room_light){.signal = SIGNAL_GREEN,
                                          .at_s = entry_utc_s(f->now),
                                          .cause = c->cause,
                                          .is_relayed = relayed};
    f->room->desk.signal = SIGNAL_GREEN;
    f->room->desk.at_s = entry_utc_s(f->now);
    f->room->by_silence = false;
    f->room->prompts = 0;
    f->room->paused_s = 0;
}

static void on_caution(struct folding *f, const struct signal_content *c, enum signal signal)
{
    struct room_light *light =
        c == NULL || !is_clients_light(f, c) ? &f->room->desk : &f->room->client;

    if (signal < light->signal)
        return;
    if (signal == SIGNAL_RED) /* only a Good breaks a silence, not a further pause */
        f->room->by_silence |= c != NULL && c->cause == CAUSE_NO_ANSWER;
    if (signal == SIGNAL_STOP)
        f->room->by_silence = c != NULL && c->cause == CAUSE_NO_ANSWER;
    if (signal == SIGNAL_RED && f->room->paused_s == 0)
        f->room->paused_s = entry_utc_s(f->now);
    if (signal == SIGNAL_STOP && f->room->stopped_s == 0 && f->room->ended_s == 0)
        f->room->stopped_s = entry_utc_s(f->now);
    f->room->was_stopped |= signal == SIGNAL_STOP;
    *light = (struct room_light){
        .signal = signal, .at_s = entry_utc_s(f->now), .cause = c == NULL ? 0 : c->cause};
}

static void on_signal(struct folding *f, const void *content)
{
    const struct signal_content *c = content;
    enum signal signal = signal_of(c);

    if (signal == SIGNAL_GREEN)
        on_good(f, c);
    else
        on_caution(f, c, signal);
}

static void on_prompted(struct folding *f, const void *content)
{
    (void)content;
    f->room->prompts++;
}

static void on_rehearsal(struct folding *f, const void *content)
{
    const struct rehearsal_content *c = content;

    f->room->is_rehearsed |= c != NULL && c->worked;
}

static void on_step_begun(struct folding *f, const void *content)
{
    const struct step_begun_content *c = content;

    if (c == NULL)
        return;
    f->room->has_step = true;
    f->room->step_number = c->number;
    f->room->step = c->step;
    f->room->is_inside = c->step.access == ACCESS_INTERNAL;
    f->room->step_began_s = entry_utc_s(f->now);
    f->room->tension_before = f->room->tension_now = -1;
}

static void on_step_ended(struct folding *f, const void *content)
{
    (void)content;
    f->room->has_step = false;
}

static void on_tension(struct folding *f, const void *content)
{
    const struct tension_marked_content *c = content;

    if (c == NULL || !f->room->has_step || !span_equal(c->region, f->room->step.region))
        return;
    if (c->when == TENSION_BEFORE)
        f->room->tension_before = c->value;
    else
        f->room->tension_now = c->value;
}

static const struct {
    uint16_t action;
    void (*take)(struct folding *f, const void *content);
} steps[] = {
    {ACTION_SESSION_STARTED, on_started}, {ACTION_SESSION_ENDED, on_ended},
    {ACTION_SIGNAL, on_signal},           {ACTION_CHECK_IN_PROMPTED, on_prompted},
    {ACTION_REHEARSAL, on_rehearsal},     {ACTION_STEP_BEGUN, on_step_begun},
    {ACTION_STEP_ENDED, on_step_ended},   {ACTION_TENSION_MARKED, on_tension},
};

static void take_entry(struct folding *f)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].action == f->now->action)
            steps[i].take(f, f->now->content);
}

/* --- the whole ------------------------------------------------------------------------------- */

static bool is_last_session(const struct gathering *in, struct id128 session)
{
    for (size_t i = in->entries.count; i > 0; i--)
        if (in->entries.at[i - 1].action == ACTION_SESSION_STARTED)
            return id_equal(in->entries.at[i - 1].object, session);
    return false;
}

static enum room_phase state_of(const struct room *room, const struct live_state *live, bool last)
{
    static const enum room_phase states[] = {ROOM_BEFORE, ROOM_GOOD, ROOM_STILL, ROOM_PAUSED,
                                             ROOM_STOPPED};

    if (room->started_s == 0)
        return ROOM_NONE;
    if (room->ended_s != 0 || !last)
        return ROOM_ENDED;
    if (room->was_stopped)
        return ROOM_STOPPED;
    return live->open ? states[live->signal] : ROOM_NONE;
}

/* Itself, or anything below it: a step on a larger region is as sensitive as its most intimate
 * part. What the atlas does not know is. */
static bool is_intimate_somewhere(const struct facts *facts, struct span region)
{
    int32_t place = facts_place_of(facts, region);

    if (place == FACTS_NO_PLACE)
        return true;
    for (size_t i = 0; i < facts->region_count; i++) {
        int32_t up = (int32_t)i;

        while (up != FACTS_NO_PLACE && up != place)
            up = facts->regions[up].parent_place;
        if (up == place && facts->regions[i].is_intimate)
            return true;
    }
    return false;
}

static bool is_sensitive(const struct facts *facts, const struct step_said *step)
{
    return step->access != ACCESS_EXTERNAL || step->intent != INTENT_THERAPEUTIC ||
           is_intimate_somewhere(facts, step->region);
}

static void set_check_in(struct room *room, const struct facts *facts,
                         const struct live_state *live)
{
    bool sensitive = room->has_step && is_sensitive(facts, &room->step);

    room->good_lasts_s = sensitive ? facts->policy.checkin_sensitive_s : facts->policy.checkin_s;
    if ((room->state == ROOM_GOOD || room->state == ROOM_STILL) && live->green_at.known)
        room->check_in_s = live->green_at.utc_s + room->good_lasts_s;
}

static struct words copy_words(struct words list, struct arena *arena)
{
    struct span *at = arena_array(arena, struct span, list.count);

    for (size_t i = 0; at != NULL && i < list.count; i++)
        at[i] = list.at[i];
    return (struct words){at, at == NULL ? 0 : list.count};
}

/* What decide() says of the step at hand, now. */
static enum status ask_step(struct room *room, const struct facts *facts, int64_t now_s,
                            struct arena *arena, struct fault *why)
{
    struct workspace *space = workspace_new(facts, arena);
    struct act act = plan_act(&room->step, entry_id_word(room->practitioner, arena), MODE_LIVE);
    struct asked_facts asked;
    struct decision d;

    if (space == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = asked_begin(facts, arena, &asked, why);

    if (st != HF_OK)
        return st;
    decide(asked_for(&asked, &room->step, arena), &act, now_s, space, &d);
    room->verdict = d.verdict;
    room->ceiling = d.ceiling;
    room->conditions = copy_words(d.conditions, arena);
    room->missing = copy_words(d.missing, arena);
    return HF_OK;
}

static void fold_entries(const struct gathering *in, struct room *room)
{
    for (size_t i = 0; i < in->entries.count; i++) {
        struct folding f = {in, &in->entries.at[i], room};

        room->seen = f.now->seq;
        if (id_equal(f.now->object, room->session))
            take_entry(&f);
    }
}

enum status room_fold(const struct gathering *in, const struct facts *facts, struct id128 session,
                      int64_t now_s, struct arena *arena, struct room *ret, struct fault *why)
{
    struct room room = {.session = session,
                        .tension_before = -1,
                        .tension_now = -1,
                        .is_clock_behind = in->is_clock_behind};
    struct live_state live;
    enum status st = live_init(&live, facts, 0, arena, why);

    if (st != HF_OK)
        return st;
    live_fold(&live, facts, now_s);
    fold_entries(in, &room);
    room.state = state_of(&room, &live, is_last_session(in, session));
    room.light = room.state == ROOM_NONE || room.state == ROOM_ENDED ? SIGNAL_NONE : live.signal;
    room.capacity = live.capacity;
    room.attested = copy_words((struct words){live.attested, live.attested_count}, arena);
    set_check_in(&room, facts, &live);
    if (room.has_step)
        st = ask_step(&room, facts, now_s, arena, why);
    if (st != HF_OK)
        return st;
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret = room;
    return HF_OK;
}
