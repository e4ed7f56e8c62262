/* core/visit/gather_events.c - the client's chain as events of the decision, in the order of
 * record.
 *
 * One row of `makers` for each action that bears on the decision; every other action of the
 * register says nothing here. Narrowing is believed from anybody; raising only from whom it is due.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/asked.h"
#include "core/visit/gather_inside.h"
#include "core/visit/raise.h"
#include "core/visit/rise.h"

#include <string.h>

struct maker {
    const struct gathering *in;
    struct arena *arena;
    struct span client; /* as a word */
    struct event *events;
    size_t count, room;
    const struct entry *now; /* the entry at hand */
    size_t place;            /* its index in the chain */
    int parts;               /* events it has made */
    struct rise rise;
    struct span step;   /* asked_word of the step at hand; "": none, or not readable */
    size_t begun;       /* events that there were when it began */
    size_t asked_first; /* before this event no yes to being asked can still stand */
};

/* --- making events --------------------------------------------------------------------------- */

/* Few entries make more than one event, so that the first room mostly lasts. */
static bool make_room(struct maker *m)
{
    size_t room = m->room == 0 ? m->in->entries.count + 64 : m->room * 2;

    if (m->count < m->room)
        return true;
    struct event *events = arena_array(m->arena, struct event, room);

    if (events == NULL)
        return false;
    if (m->count > 0)
        memcpy(events, m->events, m->count * sizeof *events);
    m->events = events;
    m->room = room;
    return true;
}

/* "e41"; the second and later events of one entry are "e41.1", "e41.2" */
static struct span event_id(struct arena *arena, int64_t seq, int part)
{
    struct buf out;

    buf_init(&out, arena, FACTS_WORD_MAX);
    buf_byte(&out, 'e');
    buf_int(&out, seq);
    if (part > 0) {
        buf_byte(&out, '.');
        buf_int(&out, part);
    }
    return buf_view(&out);
}

/* The role in which somebody speaks. A clinician is another person than the practitioner of the
 * act: whoever holds both is a practitioner there. */
static struct span role_of(const struct maker *m, const struct entry *e)
{
    bool does_the_act = id_equal(e->actor, m->in->practitioner);

    if (entry_is_by_client(e, m->in->client))
        return SPAN("client");
    if ((e->roles & ROLE_CLINICIAN) != 0 && !does_the_act)
        return SPAN("clinician");
    if ((e->roles & ROLE_PRACTITIONER) != 0)
        return SPAN("practitioner");
    if ((e->roles & ROLE_CHAPERONE) != 0)
        return SPAN("chaperone");
    if ((e->roles & ROLE_OWNER) != 0)
        return SPAN("owner");
    return (e->roles & ROLE_SERVICE) != 0 ? SPAN("service") : SPAN("other");
}

/* A further event of the entry at hand, to be filled; NULL when memory is spent. */
static struct event *add(struct maker *m, enum event_kind kind)
{
    if (!make_room(m))
        return NULL;
    struct event *event = &m->events[m->count++];

    *event = (struct event){.id = event_id(m->arena, m->now->seq, m->parts++),
                            .at_s = entry_utc_s(m->now),
                            .kind = kind,
                            .by = {role_of(m, m->now), entry_id_word(m->now->actor, m->arena)}};
    return event;
}

/* With subject and value, for those that need no more. */
static void add_said(struct maker *m, enum event_kind kind, struct span subject, struct span value)
{
    struct event *event = add(m, kind);

    if (event == NULL)
        return;
    event->subject = subject;
    event->value = value;
}

static struct entry_list before(const struct maker *m)
{
    return (struct entry_list){m->in->entries.at, m->place, m->in->entries.narrowed};
}

static bool is_due(const struct maker *m)
{
    return action_may_sign(m->now->action, m->now->roles, m->now->proof);
}

static bool is_by_client(const struct maker *m)
{
    return entry_is_by_client(m->now, m->in->client);
}

/* --- consent --------------------------------------------------------------------------------- */

/* The client's own key, present enough for what it reaches, having seen what was narrowed. */
static bool is_signed(const struct maker *m, bool needs_device, const struct given_said *given)
{
    return is_due(m) && is_by_client(m) && (!needs_device || m->now->proof >= PROOF_OWN_DEVICE) &&
           !(given->seen > 0 && raise_is_unseen(before(m), given->seen));
}

/* Event ids of the grants that this one takes the place of; what is not there is left out. */
static struct words replaced_ids(struct maker *m, struct words objects)
{
    struct span *ids = arena_array(m->arena, struct span, objects.count);
    size_t n = 0;

    for (size_t i = 0; ids != NULL && i < objects.count; i++) {
        struct id128 object;

        if (!id_parse(objects.at[i], &object))
            continue;
        const struct entry *e = entry_find_last(before(m), ACTION_GRANT, object);

        if (e != NULL)
            ids[n++] = event_id(m->arena, e->seq, 0);
    }
    return (struct words){ids, n};
}

static void make_grant(struct maker *m, const void *content)
{
    const struct grant_content *c = content;
    struct event *event = add(m, EVENT_GRANT);
    bool needs_device = grant_needs_own_device(m->in->knowledge->atlas, &c->scope);

    if (event == NULL)
        return;
    event->scope = gather_scope(&c->scope);
    event->effect = (struct effect){.has_max_pressure = true,
                                    .max_pressure = c->max_pressure,
                                    .conditions = gather_words(c->conditions)};
    event->from = c->from;
    event->until =
        (struct moment){.known = true, .utc_s = gather_grant_end(m->in, event->at_s, c->until)};
    event->replaces = replaced_ids(m, c->replaces);
    /* A condition that can't be read can't be met: the grant then is no grant. */
    event->is_signed = is_signed(m, needs_device, &c->given) &&
                       event->effect.conditions.count == c->conditions.count;
}

static struct moment session_end(const struct maker *m, struct id128 session)
{
    const struct entry *e = entry_find_last(m->in->entries, ACTION_SESSION_ENDED, session);

    return e == NULL ? (struct moment){.known = false}
                     : (struct moment){.known = true, .utc_s = entry_utc_s(e)};
}

static void make_limit(struct maker *m, const void *content)
{
    const struct limit_content *c = content;
    struct event *event = add(m, EVENT_LIMIT);

    if (event == NULL)
        return;
    event->scope = gather_scope(&c->scope);
    event->effect = (struct effect){.deny = c->deny,
                                    .has_max_pressure = c->has_max_pressure,
                                    .max_pressure = c->max_pressure,
                                    .conditions = gather_words(c->conditions)};
    event->from = c->from;
    event->until = id_is_zero(c->session) ? c->until : session_end(m, c->session);
}

static void make_revoke(struct maker *m, const void *content)
{
    const struct revoke_content *c = content;
    struct event *event = add(m, m->now->action == ACTION_MAYBE ? EVENT_MAYBE : EVENT_REVOKE);

    if (event != NULL)
        event->scope = gather_scope(&c->scope);
}

static void make_never(struct maker *m, const void *content)
{
    const struct never_said_content *c = content;

    for (size_t i = 0; i < c->places.count; i++) {
        struct event *event = add(m, EVENT_LIMIT);

        if (event == NULL)
            return;
        event->scope = gather_scope(
            &(struct scope_said){.region = c->places.at[i].region, .side = c->places.at[i].side});
        event->effect.deny = true;
    }
}

/* What a lift takes away: a limit, or every place of "anything you never want". */
static const struct entry *lifted_entry(const struct maker *m, struct id128 target)
{
    const struct entry *e = entry_find_last(before(m), ACTION_LIMIT, target);

    return e != NULL ? e : entry_find_last(before(m), ACTION_NEVER_SAID, target);
}

static bool lift_needs_device(const struct maker *m, const struct entry *target)
{
    const struct limit_content *limit = target->content;

    return target->action != ACTION_LIMIT || limit == NULL ||
           grant_needs_own_device(m->in->knowledge->atlas, &limit->scope);
}

static size_t parts_of(const struct entry *target)
{
    const struct never_said_content *never = target->content;

    return target->action == ACTION_NEVER_SAID && never != NULL ? never->places.count : 1;
}

/* Statement 7: the client, and a practitioner for a limit of their own (S10). A limit of anybody
 * else stays until it ends. */
static bool may_lift(const struct maker *m)
{
    struct span role = role_of(m, m->now);

    return span_is(role, "client") || span_is(role, "practitioner");
}

static void make_lift(struct maker *m, const void *content)
{
    const struct lift_content *c = content;
    const struct entry *target = lifted_entry(m, c->target);

    if (target == NULL || !is_due(m) || !may_lift(m))
        return;
    bool is_ours = is_signed(m, lift_needs_device(m, target), &c->given);

    for (size_t part = 0; part < parts_of(target); part++) {
        struct event *event = add(m, EVENT_LIFT);

        if (event == NULL)
            return;
        event->subject = event_id(m->arena, target->seq, (int)part);
        event->is_signed = is_ours;
    }
}

/* What was taken back in the part that is missing is not known: no yes of before may be one. The
 * scope of nothing is everything (S5). Reviews go by gather_rules_since. */
static void make_older(struct maker *m, const void *content)
{
    (void)content; /* a statement of keep/ledger */
    add(m, EVENT_REVOKE);
}

/* --- health ---------------------------------------------------------------------------------- */

static void make_finding(struct maker *m, const void *content)
{
    const struct finding_set_content *c = content;
    struct event *event = add(m, EVENT_FINDING);

    if (event == NULL)
        return;
    event->subject = fact_is_word(c->finding) ? c->finding : SPAN("unreadable");
    event->value = c->state == STATE_OFF && is_due(m) ? SPAN("off") : SPAN("on");
    event->until = c->until;
    (void)rise_step(&m->rise, m->now);
}

/* A practitioner's clearance is a letter seen: by whom, of which day, until when. */
static bool is_letter(const struct clearance_given_content *c)
{
    return c->letter_by.len > 0 && c->letter_date.len > 0 && c->until.known;
}

static void make_clearance(struct maker *m, const void *content)
{
    const struct clearance_given_content *c = content;
    bool by_clinician = span_is(role_of(m, m->now), "clinician");

    if (!is_due(m) || !fact_is_word(c->rule) || !(by_clinician || is_letter(c)))
        return;
    struct event *event = add(m, EVENT_CLEARANCE);

    if (event == NULL)
        return;
    event->subject = c->rule;
    event->from = c->from;
    event->until = c->until;
}

/* New answers wait for a person: no review from before them counts. */
static bool answers_came_later(const struct maker *m)
{
    for (size_t i = m->place + 1; i < m->in->entries.count; i++)
        if (m->in->entries.at[i].action == ACTION_INTAKE_ANSWERED)
            return true;
    return false;
}

/* Rules that the owner took since ask these answers something else: whoever signed the review saw
 * other findings than they make now. */
static bool rules_came_later(const struct maker *m)
{
    return gather_rules_since(m->in->practice) > m->now->seq;
}

static bool was_ever_set(const struct maker *m, struct span finding)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->events[i].kind == EVENT_FINDING && span_equal(m->events[i].subject, finding))
            return true;
    return false;
}

/* A finding that was reviewed but never set is there all the same. */
static void add_reviewed_findings(struct maker *m, const struct review_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct span finding = findings->at[i].finding;

        if (!fact_is_word(finding))
            finding = SPAN("unreadable");
        if (!was_ever_set(m, finding))
            add_said(m, EVENT_FINDING, finding, SPAN("on"));
    }
}

static void make_review(struct maker *m, const void *content)
{
    const struct screening_reviewed_content *c = content;

    add_reviewed_findings(m, &c->findings);
    if (is_due(m) && !c->refer_on && !answers_came_later(m) && !rules_came_later(m))
        add(m, EVENT_SCREENING);
}

/* "Anything new?" - "No." renews a review and never takes its place. */
static void make_nothing_new(struct maker *m, const void *content)
{
    bool reviewed = false;

    (void)content; /* that it was asked and answered is all there is to it */
    for (size_t i = 0; i < m->count; i++)
        reviewed |= m->events[i].kind == EVENT_SCREENING;
    if (reviewed && is_due(m) && is_by_client(m) && !answers_came_later(m) && !rules_came_later(m))
        add(m, EVENT_SCREENING);
}

/* Worse answers hold by themselves: nobody has to remember to set a finding, and nobody can forget
 * it. Each is a finding like any other, which only a clinician ends (S11). */
static void make_measured(struct maker *m, const void *content)
{
    uint32_t held = rise_step(&m->rise, m->now);

    (void)content;
    if (m->in->knowledge->measures == NULL)
        add(m, EVENT_UNKNOWN);
    for (uint32_t i = 0; i < m->rise.count; i++)
        for (size_t j = 0; (held >> i & 1) != 0 && j < m->rise.at[i].hold->findings.count; j++)
            add_said(m, EVENT_FINDING, m->rise.at[i].hold->findings.at[j], SPAN("on"));
}

/* --- session --------------------------------------------------------------------------------- */

static void make_started(struct maker *m, const void *content)
{
    (void)content;
    (void)rise_step(&m->rise, m->now);
    if (is_due(m))
        add(m, EVENT_SESSION_START);
}

static void make_ended(struct maker *m, const void *content)
{
    (void)content;
    add(m, EVENT_SESSION_END);
}

static void speak_for_client(struct maker *m, struct event *event)
{
    event->by = (struct party){SPAN("client"), m->client};
}

/* The client's own act on a screen that knew of every narrowing, or one that was relayed. */
static bool raises_for_client(const struct maker *m, const struct given_said *given, bool may_relay)
{
    return (is_by_client(m) || (may_relay && raise_is_relayed(m->now, given))) &&
           !raise_is_unseen(before(m), given->seen);
}

static void make_signal(struct maker *m, const void *content)
{
    static const char *const words[] = {"stop", "green", "yellow", "red", "stop"};
    const struct signal_content *c = content;

    if (c->value == SAID_GREEN && !raises_for_client(m, &c->given, true))
        return;
    struct event *event = add(m, EVENT_SIGNAL);

    if (event == NULL)
        return;
    event->value = span_of(c->value <= SAID_STOP ? words[c->value] : words[0]);
    if (c->value == SAID_GREEN)
        speak_for_client(m, event);
}

/* From when it was entered: what a paper says of its own day shortens no rest. */
static void make_paper_session(struct maker *m, const void *content)
{
    const struct paper_session_content *c = content;

    if (c->stopped)
        add_said(m, EVENT_SIGNAL, SPAN(""), SPAN("stop"));
}

static void make_capacity(struct maker *m, const void *content)
{
    const struct capacity_content *c = content;

    add_said(m, EVENT_CAPACITY, SPAN(""), c->value == JUDGED_OK ? SPAN("ok") : SPAN("impaired"));
}

/* Did the client name somebody to be there, before this session began? */
static bool has_named_company(const struct maker *m)
{
    const struct entry *e = entry_find_last(before(m), ACTION_SESSION_STARTED, m->now->object);
    const struct session_started_content *c = e == NULL ? NULL : e->content;

    return c != NULL && c->present.count > 0;
}

/* A companion without keys of their own, whom the client named before: the client alone says that
 * they are here. */
static bool is_companion(const struct maker *m, const struct attest_content *c)
{
    return c->state == STATE_ON && span_is(c->condition, "chaperone") && is_by_client(m);
}

/* Ready and read back come only from the client's own side; being asked may be said aloud. A yes
 * that names no place is a yes to nothing. */
static void make_attest(struct maker *m, const void *content)
{
    const struct attest_content *c = content;
    bool company = is_companion(m, c);
    bool is_clients = span_starts(c->condition, SPAN("client:"));
    bool may_relay = asked_is_word(c->condition);
    bool on = c->state == STATE_ON;

    if (!fact_is_word(c->condition) || (on && span_equal(c->condition, CONDITION_ASKED)) ||
        (on && is_clients && !raises_for_client(m, &c->given, may_relay)) ||
        (company && (!raises_for_client(m, &c->given, false) || !has_named_company(m))))
        return;
    struct event *event = add(m, EVENT_ATTEST);

    if (event == NULL)
        return;
    event->subject = c->condition;
    event->value = on ? SPAN("on") : SPAN("off");
    if (on && is_clients)
        speak_for_client(m, event);
    if (company)
        event->by = (struct party){SPAN("chaperone"), SPAN("companion")};
}

static void make_step_begun(struct maker *m, const void *content)
{
    const struct step_begun_content *c = content;

    m->step = c == NULL ? SPAN("") : asked_word(&c->step, m->arena);
    m->begun = m->count;
}

/* "Ask each time": the end of a step is the end of the yes to its place, and of every yes from
 * before it. What was asked during it, about what comes next, stands for that. */
static void make_step_ended(struct maker *m, const void *content)
{
    size_t count = m->count, before = m->step.len == 0 ? count : m->begun;

    (void)content;
    for (size_t i = m->asked_first; i < count; i++) {
        struct span asked = m->events[i].subject;

        if (m->events[i].kind == EVENT_ATTEST && asked_is_word(asked) &&
            (i < before || span_equal(asked, m->step)))
            add_said(m, EVENT_ATTEST, asked, SPAN("off"));
    }
    m->asked_first = before;
    m->step = SPAN("");
}

static void make_rehearsal(struct maker *m, const void *content)
{
    (void)content;
    add(m, EVENT_REHEARSAL);
}

/* --- the chain ------------------------------------------------------------------------------- */

static const struct {
    uint16_t action;
    void (*make)(struct maker *m, const void *content);
    bool needs_content; /* without it the entry denies: nobody knows what it said */
} makers[] = {
    {ACTION_NEVER_SAID, make_never, true},
    {ACTION_SCREENING_REVIEWED, make_review, true},
    {ACTION_FINDING_SET, make_finding, true},
    {ACTION_CLEARANCE_GIVEN, make_clearance, true},
    {ACTION_NOTHING_NEW_SAID, make_nothing_new, false},
    {ACTION_GRANT, make_grant, true},
    {ACTION_LIMIT, make_limit, true},
    {ACTION_REVOKE, make_revoke, true},
    {ACTION_MAYBE, make_revoke, true},
    {ACTION_LIFT, make_lift, true},
    {ACTION_SESSION_STARTED, make_started, false},
    {ACTION_SESSION_ENDED, make_ended, false},
    {ACTION_SIGNAL, make_signal, true},
    {ACTION_CAPACITY, make_capacity, true},
    {ACTION_ATTEST, make_attest, true},
    {ACTION_REHEARSAL, make_rehearsal, false},
    {ACTION_STEP_BEGUN, make_step_begun, false},
    {ACTION_STEP_ENDED, make_step_ended, false},
    {ACTION_MEASURE_ANSWERED, make_measured, false},
    {ACTION_OLDER_TAKEN, make_older, false},
    {ACTION_PAPER_SESSION, make_paper_session, true},
};

static void make_entry(struct maker *m, const struct entry *e)
{
    if (action_find(e->action) == NULL) {
        add(m, EVENT_UNKNOWN);
        return;
    }
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        if (makers[i].action != e->action)
            continue;
        if (makers[i].needs_content && e->content == NULL)
            add(m, EVENT_UNKNOWN);
        else
            makers[i].make(m, e->content);
    }
}

/* Before everything else, and known at every moment. */
static void add_unknown(struct maker *m, bool is_so, struct span id)
{
    if (!is_so || !make_room(m))
        return;
    m->events[m->count++] = (struct event){.id = id,
                                           .at_s = INT64_MIN,
                                           .kind = EVENT_UNKNOWN,
                                           .by = {SPAN("service"), SPAN("service")}};
}

enum status gather_events(const struct gathering *in, struct arena *arena, struct facts *ret,
                          struct fault *why)
{
    struct maker m = {.in = in, .arena = arena, .client = ret->client};

    rise_begin(&m.rise, in->knowledge->measures, in->client, in->practitioner);
    add_unknown(&m, !gather_knows_the_adopted(in), SPAN(GATHER_RULES_MISSING));
    add_unknown(&m, !gather_reads_the_house(in), SPAN(GATHER_UNREADABLE));
    add_unknown(&m, in->is_clock_behind, SPAN(GATHER_CLOCK_BEHIND));
    for (m.place = 0; m.place < in->entries.count; m.place++) {
        m.now = &in->entries.at[m.place];
        m.parts = 0;
        make_entry(&m, m.now);
    }
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    ret->events = m.events;
    ret->event_count = m.count;
    return HF_OK;
}
