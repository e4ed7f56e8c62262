/* usecase/start_session.c - a session begins, from an agreed plan only; and the way into it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/chaperone.h"
#include "usecase/plan.h"
#include "usecase/room_pass.h"
#include "usecase/room_work.h"

/* --- gather ---------------------------------------------------------------------------------- */

struct starting {
    struct start_check check;
    struct client_facts known;
    int64_t now_s;
    bool is_resting;
};

static bool is_last(const struct entry_list *entries, const struct entry *e)
{
    return entry_find_last(*entries, e->action, e->object) == e;
}

/* The practice went on from an older copy since: what was agreed before is asked anew. */
static bool is_before_older(const struct entry_list *entries, const struct entry *agreed)
{
    for (const struct entry *e = agreed; e < entries->at + entries->count; e++)
        if (e->action == ACTION_OLDER_TAKEN)
            return true;
    return false;
}

/* The plan that was agreed last, unless its words have changed since or it was dropped. */
static void find_plan(struct starting *s)
{
    const struct entry_list *entries = &s->known.gathering.entries;
    const struct plan_agreed_content *agreed = NULL;
    const struct entry *at = NULL;

    for (size_t i = 0; i < entries->count; i++)
        if (entries->at[i].action == ACTION_PLAN_AGREED && entries->at[i].content != NULL)
            at = &entries->at[i];
    if (at == NULL || !is_last(entries, at) || is_before_older(entries, at))
        return;
    agreed = at->content;
    const struct entry *drafted = entry_find_last(*entries, ACTION_PLAN_DRAFTED, agreed->plan);
    const struct entry *dropped = entry_find_last(*entries, ACTION_PLAN_DROPPED, agreed->plan);

    if (drafted == NULL || drafted->seq > at->seq || (dropped != NULL && dropped->seq > at->seq))
        return;
    s->check.plan_id = agreed->plan;
    s->check.plan = drafted->content;
}

/* A session that has not ended; zero: none. */
static struct session_id open_session(const struct entry_list *entries)
{
    for (size_t i = entries->count; i > 0; i--) {
        const struct entry *e = &entries->at[i - 1];

        if (e->action != ACTION_SESSION_STARTED)
            continue;
        if (entry_find_last(*entries, ACTION_SESSION_ENDED, e->object) == NULL)
            return (struct session_id){e->object};
        break;
    }
    return (struct session_id){{{0}}};
}

/* "Something is new": the client's words and the end that follows them, later than any review. */
static bool something_is_new(const struct entry_list *entries, struct id128 client)
{
    bool is_new = false;

    for (size_t i = 1; i < entries->count; i++) {
        const struct entry *said = &entries->at[i - 1], *ended = &entries->at[i];

        if (ended->action == ACTION_SCREENING_REVIEWED)
            is_new = false;
        if (ended->action == ACTION_SESSION_ENDED && said->action == ACTION_OBSERVATION &&
            entry_is_by_client(said, client) && entry_is_by_client(ended, client))
            is_new = true;
    }
    return is_new;
}

/* --- decide ---------------------------------------------------------------------------------- */

static enum start_answer answer_of(struct starting *s, const struct keyring_who *who)
{
    const struct entry_list *entries = &s->known.gathering.entries;

    s->check.open = open_session(entries);
    if (!id_is_zero(s->check.open.id))
        return START_OPEN;
    if (s->check.plan == NULL)
        return START_NO_PLAN;
    if (!id_equal(s->check.plan->practitioner, who->person.id))
        return START_NOT_YOURS;
    if (s->is_resting)
        return START_RESTING;
    if (something_is_new(entries, s->check.file.client.id))
        return START_SOMETHING_NEW;
    if (!s->check.check.may_agree)
        return START_DENIED;
    if (s->check.checklist.lacks_desk + s->check.checklist.lacks_client > 0)
        return START_UNTOLD;
    return s->check.ready.is == READY_YES  ? START_MAY
           : s->check.ready.is == READY_NO ? START_NOT_READY
                                           : START_UNREADY;
}

static enum status decide_start(struct ledger_tx *ltx, const struct practice *practice,
                                struct keyring *reader, struct client_id client, struct starting *s,
                                struct fault *why)
{
    struct person_id practitioner = keyring_who(reader)->person;
    enum status st = client_file_load(ltx, practice, reader, client, &s->check.file, why);

    if (st == HF_OK)
        st = client_facts_of(practice, &s->check.file, practitioner, ltx->arena, &s->known, why);
    if (st != HF_OK)
        return st;
    s->now_s = s->known.now_s;
    find_plan(s);
    s->check.ready = practice_file_readiness(
        &s->check.file.practice, practice->knowledge->readiness, practitioner, s->now_s);
    st = client_facts_rest(&s->known, ltx->arena, &s->is_resting, why);
    if (st == HF_OK && s->check.plan != NULL)
        st = plan_check(&s->known.facts, s->check.plan, s->now_s, ltx->arena, &s->check.check, why);
    if (st == HF_OK && s->check.plan != NULL)
        st = plan_checklist(practice, &s->check.file, s->check.plan_id, s->check.plan,
                            (struct checklist_answers){NULL, 0}, ltx->arena, &s->check.checklist,
                            why);
    s->check.answer = answer_of(s, keyring_who(reader));
    return st;
}

struct check_work {
    const struct practice *practice;
    struct keyring *reader;
    struct client_id client;
    struct start_check *ret;
};

static enum status check_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct check_work *work = arg;
    struct starting s = {.now_s = 0};
    enum status st = decide_start(ltx, work->practice, work->reader, work->client, &s, why);

    if (st == HF_OK)
        *work->ret = s.check;
    return st;
}

enum status check_start(const struct practice *practice, struct arena *arena,
                        struct keyring *reader, struct client_id client, struct start_check *ret,
                        struct fault *why)
{
    struct check_work work = {practice, reader, client, ret};

    return ledger_transact(practice->ledger, practice->store, arena, check_inside, &work, why);
}

/* --- act ------------------------------------------------------------------------------------- */

struct start_work {
    const struct practice *practice;
    const struct start_session *in;
    struct start_session_reply *ret;
};

/* Every denied step once, with all its reasons. */
static enum status record_refusals(struct ledger_tx *ltx, const struct start_work *work,
                                   const struct starting *s, struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < s->check.check.count; i++) {
        const struct act_refused_content *refusal = NULL;

        if (s->check.check.steps[i].verdict != VERDICT_DENY)
            continue;
        st = plan_refusal(ATTEMPT_START, s->check.plan->practitioner, &s->check.plan->steps.at[i],
                          &s->check.check.steps[i], ltx->arena, &refusal, why);
        struct to_record what = {ACTION_ACT_REFUSED, s->check.plan_id, refusal};

        if (st == HF_OK &&
            !plan_refusal_is_known(s->known.gathering.entries, s->check.plan_id, refusal))
            st = client_append(ltx, &work->in->hand, (unsigned)i, work->in->client, &what, 1, NULL,
                               why);
    }
    return st == HF_OK
               ? plan_refuse_checklist(ltx, &work->in->hand, work->in->client,
                                       (struct plan_id){s->check.plan_id}, ATTEMPT_START,
                                       s->check.plan, &s->check.checklist, &s->check.file, why)
               : st;
}

/* CO15: who wants one is touched only while one is there. */
static enum status ask_for_chaperone(struct ledger_tx *ltx, const struct start_work *work,
                                     struct fault *why)
{
    const struct start_session *in = work->in;
    struct limit_content limit = chaperone_limit(
        work->practice->knowledge->atlas, (struct session_id){in->hand.request.id}, ltx->arena);
    struct to_record what = {ACTION_LIMIT, world_id(vault_world(work->practice->vault)), &limit};

    return client_append(ltx, &in->hand, 1, in->client, &what, 1, NULL, why);
}

static enum status record_start(struct ledger_tx *ltx, const struct start_work *work,
                                const struct starting *s, struct fault *why)
{
    const struct start_session *in = work->in;
    struct session_started_content said = {.plan = s->check.plan_id,
                                           .practitioner = s->check.plan->practitioner,
                                           .intent = s->check.plan->intent,
                                           .mode = in->mode,
                                           .client_device = in->client_device,
                                           .present =
                                               checklist_present(&s->check.checklist, ltx->arena)};
    struct to_record what = {ACTION_SESSION_STARTED, in->hand.request.id, &said};
    enum status st = client_append(ltx, &in->hand, 0, in->client, &what, 1, NULL, why);

    return st == HF_OK && chaperone_wanted(&s->check.checklist, ltx->arena).count > 0
               ? ask_for_chaperone(ltx, work, why)
               : st;
}

static enum status give_passes(struct ledger_tx *ltx, const struct start_work *work,
                               struct fault *why)
{
    const struct start_session *in = work->in;

    work->ret->session = (struct session_id){in->hand.request.id};
    enum status st =
        room_passes_issue(ltx, work->practice, in->hand.keyring, in->client, work->ret->session,
                          in->client_device, &work->ret->passes, why);

    /* From now on this tablet shows the session and nothing else. */
    return st == HF_OK ? pass_end(work->practice->vault, ltx->tx, in->old_pass, why) : st;
}

static enum status start_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct start_work *work = arg;
    struct starting s = {.now_s = 0};
    enum status st =
        decide_start(ltx, work->practice, work->in->hand.keyring, work->in->client, &s, why);

    if (st != HF_OK)
        return st;
    bool again =
        s.check.answer == START_OPEN && id_equal(s.check.open.id, work->in->hand.request.id);

    *work->ret = (struct start_session_reply){.check = s.check};
    if (again)
        work->ret->check.answer = START_MAY;
    else if (s.check.answer == START_DENIED || s.check.answer == START_UNTOLD)
        return record_refusals(ltx, work, &s, why);
    else if (s.check.answer != START_MAY)
        return HF_OK;
    if (!again)
        st = record_start(ltx, work, &s, why);
    return st == HF_OK ? give_passes(ltx, work, why) : st;
}

enum status start_session(const struct practice *practice, struct arena *arena,
                          const struct start_session *in, struct start_session_reply *ret,
                          struct fault *why)
{
    struct start_work work = {practice, in, ret};

    if (in->mode != SESSION_STEPS && in->mode != SESSION_ENVELOPE)
        return fault_set(why, HF_INVALID, "mode");
    return ledger_transact(practice->ledger, practice->store, arena, start_inside, &work, why);
}

/* --- the way in ------------------------------------------------------------------------------ */

struct enter_work {
    const struct practice *practice;
    const struct enter_room *in;
    struct room_passes *ret;
};

static enum status enter_as_client(struct ledger_tx *ltx, const struct enter_work *work,
                                   const struct session_file *s, struct fault *why)
{
    struct room_pass pass = {.person = {s->known.file.client.id},
                             .role = ROLE_CLIENT,
                             .proof = PROOF_OWN_DEVICE,
                             .client = s->known.file.client,
                             .session = work->in->session};

    if (!s->room.client_device)
        return fault_set(why, HF_CONFLICT, "this session is held on the practice's tablet alone");
    work->ret->desk[0] = '\0';
    return room_pass_issue(ltx, work->practice, work->in->hand.keyring, &pass, work->ret->client,
                           why);
}

static enum status enter_as_practitioner(struct ledger_tx *ltx, const struct enter_work *work,
                                         const struct session_file *s, struct fault *why)
{
    struct keyring *keyring = work->in->hand.keyring;

    if (!id_equal(keyring_who(keyring)->person.id, s->room.practitioner))
        return fault_set(why, HF_NOT_FOUND, "another practitioner's session");
    return room_passes_issue(ltx, work->practice, keyring, s->known.file.client, work->in->session,
                             s->room.client_device, work->ret, why);
}

static enum status enter_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct enter_work *work = arg;
    struct keyring *keyring = work->in->hand.keyring;
    struct session_file s;
    struct client_id client;
    enum status st = session_client(ltx, keyring, work->in->session, &client, why);

    if (st == HF_OK)
        st = session_file_load(ltx, work->practice, keyring, client, work->in->session, &s, why);
    if (st != HF_OK)
        return st;
    if (s.room.state == ROOM_ENDED)
        return fault_set(why, HF_CONFLICT, "this session is over");
    st = id_equal(keyring_who(keyring)->person.id, client.id)
             ? enter_as_client(ltx, work, &s, why)
             : enter_as_practitioner(ltx, work, &s, why);
    return st == HF_OK ? pass_end(work->practice->vault, ltx->tx, work->in->old_pass, why) : st;
}

enum status enter_room(const struct practice *practice, struct arena *arena,
                       const struct enter_room *in, struct room_passes *ret, struct fault *why)
{
    struct enter_work work = {practice, in, ret};

    if (keyring_who(in->hand.keyring)->kind != KEYRING_USER)
        return fault_set(why, HF_INVALID, "only who is signed in opens a room");
    return ledger_transact(practice->ledger, practice->store, arena, enter_inside, &work, why);
}
