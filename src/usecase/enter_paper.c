/* usecase/enter_paper.c - see paper.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/paper.h"

#include "base/date.h"
#include "core/render/message.h"
#include "core/visit/told.h"
#include "knowledge/knowledge.h"

/* KEEP IN ORDER: the n of request_nth for each entry of one entering; one for each step from the
 * last three on. */
enum {
    N_SESSION,
    N_MAYBE,
    N_INCIDENT,
    N_NO,
    N_DONE = N_NO + PLAN_STEPS_MOST,
    N_DENIED = N_DONE + PLAN_STEPS_MOST
};
enum { DAY_S = 86400 };

struct entering {
    struct ledger_tx *ltx;
    const struct practice *practice;
    const struct enter_session *in;
    struct plan_file plan;
    struct client_file file;
};

/* --- what is entered ------------------------------------------------------------------------- */

/* A day of the last year, by the calendar; tomorrow begins earlier elsewhere. */
static bool read_day(const struct practice *practice, struct span text, struct moment *ret)
{
    int64_t today = practice_now_s(practice) / DAY_S;
    struct date date;

    if (!date_parse(text, &date) || !date_is_real(date))
        return false;
    int64_t day = date_to_days(date);

    *ret = (struct moment){.known = true, .utc_s = day * DAY_S};
    return day <= today + 1 && day >= today - PAPER_DAYS_MOST;
}

static enum status record(const struct entering *e, unsigned n, uint16_t action,
                          struct id128 object, const void *content, struct fault *why)
{
    struct to_record what = {action, object, content};

    return client_append(e->ltx, &e->in->hand, n, e->in->client, &what, 1, NULL, why);
}

static bool is_step(const struct entering *e, const bool *of, size_t i)
{
    return of != NULL && i < e->in->n_steps && of[i];
}

static size_t step_count(const struct entering *e)
{
    return e->plan.is_there ? e->plan.said->steps.count : 0;
}

static struct step_list done_of(const struct entering *e)
{
    struct step_said *at = arena_array(e->ltx->arena, struct step_said, step_count(e));
    size_t n = 0;

    for (size_t i = 0; at != NULL && i < step_count(e); i++)
        if (is_step(e, e->in->done, i))
            at[n++] = e->plan.said->steps.at[i];
    return (struct step_list){at, n};
}

static enum status record_session(const struct entering *e, struct fault *why)
{
    const struct enter_session *in = e->in;
    struct paper_session_content said = {.plan = e->plan.plan.id,
                                         .practitioner = keyring_who(in->hand.keyring)->person.id,
                                         .intent = INTENT_UNKNOWN,
                                         .began = in->began,
                                         .ended = in->ended,
                                         .present = in->present,
                                         .done = done_of(e),
                                         .stopped = in->stopped == PAPER_STOP_YES,
                                         .client_different = in->client_different,
                                         .desk_different = in->desk_different,
                                         .different_words = in->different_words,
                                         .words = in->words,
                                         .kept = in->kept};

    if (e->plan.is_there)
        said.intent = e->plan.said->intent;
    if (!read_day(e->practice, in->day, &said.day))
        return fault_set(why, HF_INVALID, "day");
    return record(e, N_SESSION, ACTION_PAPER_SESSION, in->hand.request.id, &said, why);
}

/* --- what narrows ---------------------------------------------------------------------------- */

static struct scope_said place_of(const struct entering *e, size_t step)
{
    if (step >= step_count(e))
        return (struct scope_said){.region = SPAN("")}; /* nobody knows where: the whole body */
    const struct step_said *said = &e->plan.said->steps.at[step];

    return (struct scope_said){.region = said->region, .side = said->side};
}

/* As every stop of a client does: next time begins with a question there. */
static enum status record_stop(const struct entering *e, struct fault *why)
{
    size_t at = e->in->stopped_at;
    struct revoke_content maybe = {.scope = place_of(e, at == 0 ? SIZE_MAX : at - 1)};

    return e->in->stopped == PAPER_STOP_YES
               ? record(e, N_MAYBE, ACTION_MAYBE, (struct id128){{0}}, &maybe, why)
               : HF_OK;
}

/* No limit: whoever set one could lift it again, and this is the client's no. */
static enum status record_no(const struct entering *e, size_t step, struct fault *why)
{
    struct revoke_content no = {.scope = place_of(e, step), .language = SPAN("en")};
    const struct message_arg args[] = {
        message_arg("where", told_place(e->practice->knowledge->atlas, no.scope.region,
                                        no.scope.side, MESSAGE_EN, e->ltx->arena))};

    no.words = message_fill(e->ltx->arena, MSG_onpaper_no_words, MESSAGE_EN, args, 1);
    return record(e, N_NO + (unsigned)step, ACTION_REVOKE, (struct id128){{0}}, &no, why);
}

/* Permission is not fact: what decide() says of it now stands beside it. */
static enum status record_denied(const struct entering *e, size_t step, struct fault *why)
{
    struct id128 incident = request_nth(e->in->hand.request, N_DENIED + (unsigned)step).id;
    struct done_though_denied_content done = {.practitioner =
                                                  keyring_who(e->in->hand.keyring)->person.id,
                                              .incident = incident,
                                              .step = e->plan.said->steps.at[step],
                                              .words = e->in->different_words};
    struct incident_noted_content noted = {.session = e->in->hand.request.id,
                                           .kind = SPAN("done_though_denied"),
                                           .words = e->in->different_words};
    const struct act_refused_content *refusal;
    enum status st = plan_refusal(ATTEMPT_BEGIN, done.practitioner, &done.step,
                                  e->plan.checks[step].decision, e->ltx->arena, &refusal, why);

    if (st != HF_OK)
        return st;
    done.reasons = refusal->reasons;
    st = record(e, N_DONE + (unsigned)step, ACTION_DONE_THOUGH_DENIED, e->in->hand.request.id,
                &done, why);
    return st == HF_OK
               ? record(e, N_DENIED + (unsigned)step, ACTION_INCIDENT_NOTED, incident, &noted, why)
               : st;
}

static enum status record_step(const struct entering *e, size_t step, struct fault *why)
{
    enum status st = HF_OK;

    if (is_step(e, e->in->done, step) && e->plan.checks[step].is_denied)
        st = record_denied(e, step, why);
    return st == HF_OK && is_step(e, e->in->no, step) ? record_no(e, step, why) : st;
}

static bool was_different(const struct enter_session *in)
{
    return in->client_different == HONEST_YES || in->desk_different == HONEST_YES;
}

static enum status record_different(const struct entering *e, struct fault *why)
{
    struct incident_noted_content noted = {.session = e->in->hand.request.id,
                                           .kind = SPAN("different"),
                                           .words = e->in->different_words};

    return was_different(e->in)
               ? record(e, N_INCIDENT, ACTION_INCIDENT_NOTED, (struct id128){{0}}, &noted, why)
               : HF_OK;
}

static enum status enter_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct entering *e = arg;
    struct keyring *hand = e->in->hand.keyring;
    enum status st = client_file_load(ltx, e->practice, hand, e->in->client, &e->file, why);

    e->ltx = ltx;
    if (st == HF_OK)
        st = plan_of(e->practice, &e->file, keyring_who(hand)->person, ltx->arena, &e->plan, why);
    if (st != HF_OK || client_file_written(&e->file, e->in->hand.request) != NULL)
        return st;
    if (client_file_in_session(&e->file))
        return fault_set(why, HF_CONFLICT, "a session is open here");
    st = record_session(e, why);
    for (size_t i = 0; st == HF_OK && i < step_count(e); i++)
        st = record_step(e, i, why);
    if (st == HF_OK)
        st = record_stop(e, why);
    return st == HF_OK ? record_different(e, why) : st;
}

static const char *what_is_missing(const struct enter_session *in)
{
    if (in->stopped != PAPER_STOP_NO && in->stopped != PAPER_STOP_YES)
        return "stopped";
    if (in->client_different < HONEST_NO || in->client_different > HONEST_RATHER_NOT_SAY)
        return "client_different";
    if (in->desk_different != HONEST_NO && in->desk_different != HONEST_YES)
        return "different";
    return was_different(in) && in->different_words.len == 0 ? "different_words" : NULL;
}

/* A page that comes back out of the browser's memory and says more is another act. */
static struct request_id request_of(const struct enter_session *in)
{
    size_t n = in->n_steps;
    struct request_id request = request_for(in->hand.request, in->day, in->stopped);

    request = request_for(request, in->different_words, in->client_different);
    request = request_for(request, in->words, in->desk_different);
    request = request_for(request, in->began, (unsigned)in->stopped_at);
    request = request_for(request, in->ended, (unsigned)n);
    if (in->done != NULL)
        request = request_for(request, span_at((const char *)in->done, n * sizeof(bool)), 0);
    if (in->no != NULL)
        request = request_for(request, span_at((const char *)in->no, n * sizeof(bool)), 1);
    return request;
}

enum status enter_session(const struct practice *practice, struct arena *arena,
                          const struct enter_session *in, struct fault *why)
{
    struct enter_session own = *in;
    struct entering e = {.practice = practice, .in = &own};
    const char *missing = what_is_missing(in);
    struct moment day;

    if (!read_day(practice, in->day, &day))
        return fault_set(why, HF_INVALID, "day");
    if (missing != NULL)
        return fault_set(why, HF_INVALID, "%s", missing);
    own.hand.request = request_of(in);
    return ledger_transact(practice->ledger, practice->store, arena, enter_inside, &e, why);
}

/* --- a consent ------------------------------------------------------------------------------- */

struct seeing {
    const struct practice *practice;
    const struct enter_consent *in;
    struct hand hand;
    struct paper_consent_content said;
};

static enum status see_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct seeing *s = arg;
    struct client_file file;
    struct to_record what = {ACTION_PAPER_CONSENT, s->hand.request.id, &s->said};
    enum status st = client_file_load(ltx, s->practice, s->hand.keyring, s->in->client, &file, why);

    if (st != HF_OK || client_file_written(&file, s->hand.request) != NULL)
        return st;
    return client_append(ltx, &s->hand, 0, s->in->client, &what, 1, NULL, why);
}

enum status enter_consent(const struct practice *practice, struct arena *arena,
                          const struct enter_consent *in, struct fault *why)
{
    struct seeing s = {practice, in, in->hand, {.words = in->words, .kept = in->kept}};

    if (!read_day(practice, in->day, &s.said.day))
        return fault_set(why, HF_INVALID, "consent_day");
    if (in->words.len == 0)
        return fault_set(why, HF_INVALID, "consent_words");
    s.hand.request = request_for(in->hand.request, in->words, ACTION_PAPER_CONSENT);
    return ledger_transact(practice->ledger, practice->store, arena, see_inside, &s, why);
}

const struct paper_consent_content *paper_consent_waits(const struct client_file *file)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        uint16_t action = file->chain.at[i - 1].entry->action;

        if (action == ACTION_GRANT)
            return NULL;
        if (action == ACTION_PAPER_CONSENT)
            return file->chain.at[i - 1].content;
    }
    return NULL;
}
