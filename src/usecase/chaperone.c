/* usecase/chaperone.c - see chaperone.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/chaperone.h"

#include "core/render/message.h"
#include "usecase/room_work.h"

/* --- who is wanted --------------------------------------------------------------------------- */

struct words chaperone_wanted(const struct checklist_state *checklist, struct arena *arena)
{
    const struct checklist_item *wants = checklist_item_find(checklist, SPAN("CO15.offer"));

    return wants == NULL || !span_is(wants->value, "accepted")
               ? (struct words){0}
               : checklist_present(checklist, arena);
}

struct limit_content chaperone_limit(const struct atlas *atlas, struct session_id session,
                                     struct arena *arena)
{
    struct span *condition = arena_new(arena, struct span);

    if (condition != NULL)
        *condition = CONDITION_CHAPERONE;
    return (struct limit_content){
        .scope = {.region = atlas->regions[0].id, .side = SIDE_BOTH},
        .deny = condition == NULL, /* what can't be asked for is a no */
        .conditions = {condition, condition == NULL ? 0 : 1},
        .session = session.id,
    };
}

struct words chaperone_agreed(const struct session_file *now)
{
    const struct entry *e =
        entry_find_last(now->known.gathering.entries, ACTION_SESSION_STARTED, now->room.session);
    const struct session_started_content *said = e == NULL ? NULL : e->content;

    return said == NULL ? (struct words){0} : said->present;
}

/* "Uta M., trained" is Uta M.; "Utamaro" is not Uta. */
static bool is_called(struct span line, struct span name)
{
    if (name.len == 0 || !span_starts(line, name))
        return false;
    struct span rest = span_skip(line, name.len);
    char next = rest.len == 0 ? '\0' : rest.at[0];

    return next == '\0' || next == ' ' || next == ',' || next == ';' || next == '(' || next == ':';
}

static bool is_agreed(const struct session_file *now, struct person_id person)
{
    const struct practice_person *who = practice_file_person(&now->known.file.practice, person);
    struct words agreed = chaperone_agreed(now);

    for (size_t i = 0; who != NULL && i < agreed.count; i++)
        if (is_called(agreed.at[i], who->name))
            return true;
    return false;
}

/* --- being there ----------------------------------------------------------------------------- */

struct confirm_work {
    const struct practice *practice;
    const struct confirm_chaperone *in;
    struct keyring *keyring; /* the chaperone's */
    enum chaperone_answer *answer;
};

/* Slow: in a transaction that holds nobody up. */
static enum status open_password(struct tx *tx, void *arg, struct fault *why)
{
    struct confirm_work *work = arg;

    return keyring_open_password(work->practice->vault, tx, work->in->login, work->in->password,
                                 &work->keyring, why);
}

/* Nobody is both: the hands of the session, or whoever judges it, are not there for the client
 * alone. */
static bool is_chaperone(const struct keyring_who *who)
{
    const unsigned others = ROLE_CLIENT | ROLE_PRACTITIONER | ROLE_CLINICIAN;

    return (who->roles & ROLE_CHAPERONE) != 0 && (who->roles & others) == 0;
}

static enum chaperone_answer judge(const struct room_doing *doing, const struct keyring *keyring)
{
    const struct session_file *now = &doing->ret->now;

    if (!room_goes_on(doing))
        return CHAPERONE_OVER;
    if (!is_chaperone(keyring_who(keyring)))
        return CHAPERONE_IS_NONE;
    if (!is_agreed(now, keyring_who(keyring)->person))
        return CHAPERONE_NOT_AGREED;
    return raise_is_unseen(now->known.gathering.entries, doing->in->seen) ? CHAPERONE_UNSEEN
                                                                          : CHAPERONE_THERE;
}

/* Signed by the chaperone's own key, whoever's screen it is. */
static enum status record_there(struct room_doing *doing, struct keyring *keyring,
                                struct fault *why)
{
    struct attest_content said = {.condition = CONDITION_CHAPERONE,
                                  .state = STATE_ON,
                                  .given = {.how = GIVEN_SHARED_DEVICE, .seen = doing->in->seen},
                                  .device_utc_us = doing->in->device_utc_us};
    struct to_record what = {ACTION_ATTEST, doing->in->session.id, &said};
    struct hand hand = doing->in->hand;

    hand.keyring = keyring;
    return client_append(doing->ltx, &hand, doing->n++, doing->ret->now.known.file.client, &what, 1,
                         NULL, why);
}

static enum status be_there(struct room_doing *doing, struct fault *why)
{
    const struct confirm_work *work = doing->what;

    *work->answer = judge(doing, work->keyring);
    return *work->answer == CHAPERONE_THERE ? record_there(doing, work->keyring, why) : HF_OK;
}

enum status confirm_chaperone(const struct practice *practice, struct arena *arena,
                              const struct confirm_chaperone *in, enum chaperone_answer *ret,
                              struct fault *why)
{
    struct confirm_work work = {.practice = practice, .in = in, .answer = ret};
    struct room_request own = room_request_for(&in->request, CONDITION_CHAPERONE, STATE_ON);
    struct room_reply reply;

    *ret = CHAPERONE_UNKNOWN;
    enum status st = store_transact(practice->store, STORE_READ, open_password, &work, why);

    if (st == HF_NOT_FOUND)
        return HF_OK;
    *ret = CHAPERONE_THERE; /* also when the same request came before */
    if (st == HF_OK)
        st = room_do(practice, arena, &own, be_there, &work, &reply, why);
    keyring_close(work.keyring);
    return st;
}

/* --- a companion without an account ---------------------------------------------------------- */

struct companion_work {
    const struct confirm_companion *in;
    enum chaperone_answer *answer;
};

/* The line by which the client agreed to somebody of this name; "" for none. */
static struct span agreed_line(const struct session_file *now, struct span name)
{
    struct words agreed = chaperone_agreed(now);

    for (size_t i = 0; i < agreed.count; i++)
        if (is_called(agreed.at[i], name))
            return agreed.at[i];
    return SPAN("");
}

/* Whoever signs in here says it with an own key: the hands of the session hide behind no name. */
static bool has_account(const struct session_file *now, struct span line)
{
    const struct practice_file *house = &now->known.file.practice;

    for (size_t i = 0; i < house->n_people; i++)
        if (!house->people[i].has_left && is_called(line, house->people[i].name))
            return true;
    return false;
}

static enum chaperone_answer judge_companion(const struct room_doing *doing,
                                             const struct confirm_companion *in)
{
    const struct session_file *now = &doing->ret->now;
    struct span line = agreed_line(now, in->name);

    if (!room_goes_on(doing))
        return CHAPERONE_OVER;
    if (in->name.len == 0 || !in->is_so)
        return CHAPERONE_UNSAID;
    if (line.len == 0)
        return CHAPERONE_NOT_AGREED;
    if (has_account(now, line))
        return CHAPERONE_KNOWN;
    return raise_is_unseen(now->known.gathering.entries, doing->in->seen) ? CHAPERONE_UNSEEN
                                                                          : CHAPERONE_THERE;
}

/* First by which name, then that they are there. */
static enum status record_companion(struct room_doing *doing, struct span name, struct fault *why)
{
    const struct message_arg args[] = {message_arg("name", name)};
    struct observation_content who = {
        .frame = OBSERVED_PHYSICAL,
        .words =
            message_fill(doing->ltx->arena, MSG_chaperone_companion_words, MESSAGE_EN, args, 1)};
    struct attest_content said = {.condition = CONDITION_CHAPERONE,
                                  .state = STATE_ON,
                                  .given = room_given(doing, doing->ret->now.room.client_device
                                                                 ? GIVEN_OWN_DEVICE
                                                                 : GIVEN_SHARED_DEVICE),
                                  .device_utc_us = doing->in->device_utc_us};
    enum status st = room_record(doing, ACTION_OBSERVATION, doing->in->session.id, &who, why);

    return st == HF_OK ? room_record(doing, ACTION_ATTEST, doing->in->session.id, &said, why) : st;
}

static enum status bring(struct room_doing *doing, struct fault *why)
{
    const struct companion_work *work = doing->what;

    if (!room_is_clients_hand(doing))
        return fault_set(why, HF_INVALID, "only the client says that a companion is there");
    *work->answer = judge_companion(doing, work->in);
    return *work->answer == CHAPERONE_THERE ? record_companion(doing, work->in->name, why) : HF_OK;
}

enum status confirm_companion(const struct practice *practice, struct arena *arena,
                              const struct confirm_companion *in, enum chaperone_answer *ret,
                              struct fault *why)
{
    struct companion_work work = {in, ret};
    struct room_request own = room_request_for(&in->request, in->name, STATE_ON);
    struct room_reply reply;

    *ret = CHAPERONE_THERE; /* also when the same request came before */
    return room_do(practice, arena, &own, bring, &work, &reply, why);
}

/* --- leaving --------------------------------------------------------------------------------- */

static enum status record_gone(struct room_doing *doing, struct fault *why)
{
    struct attest_content said = {.condition = CONDITION_CHAPERONE,
                                  .state = STATE_OFF,
                                  .given = room_given(doing, GIVEN_SHARED_DEVICE),
                                  .device_utc_us = doing->in->device_utc_us};
    struct step_ended_content ended = {doing->ret->now.room.step_number};
    enum status st = room_record(doing, ACTION_ATTEST, doing->in->session.id, &said, why);

    if (st == HF_OK && doing->ret->now.room.has_step)
        st = room_record(doing, ACTION_STEP_ENDED, doing->in->session.id, &ended, why);
    return st;
}

static enum status go(struct room_doing *doing, struct fault *why)
{
    struct signal_content pause = {.value = SAID_RED,
                                   .cause = CAUSE_BUTTON,
                                   .given = room_given(doing, GIVEN_SHARED_DEVICE),
                                   .device_utc_us = doing->in->device_utc_us};
    enum status st = room_record(doing, ACTION_SIGNAL, doing->in->session.id, &pause, why);

    return st == HF_OK ? record_gone(doing, why) : st;
}

enum status chaperone_left(const struct practice *practice, struct arena *arena,
                           const struct room_request *in, struct room_reply *ret, struct fault *why)
{
    struct room_request own = room_request_for(in, CONDITION_CHAPERONE, STATE_OFF);

    own.narrows = true;
    return room_do(practice, arena, &own, go, NULL, ret, why);
}
