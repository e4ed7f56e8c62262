/* usecase/close_session.c - the note of a session, signed; and corrections to it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/close.h"

#include "base/buf.h"
#include "core/visit/plan.h"
#include "usecase/room_pass.h"
#include "usecase/session_record.h"

/* KEEP IN ORDER: the n of request_nth for each entry of one closing. */
enum { N_CLOSED, N_ENDED, N_DONE, N_INCIDENT, N_NOTE };
enum { SOAP_MOST = 8000, REASONS_MOST = 256 };

struct closing {
    struct ledger_tx *ltx;
    const struct practice *practice;
    const struct close_session *in;
    struct session_record *ret;
};

static enum status record(const struct closing *c, unsigned n, uint16_t action, struct id128 object,
                          const void *content, struct fault *why)
{
    struct to_record what = {action, object, content};

    return client_append(c->ltx, &c->in->hand, n, c->ret->session.known.file.client, &what, 1, NULL,
                         why);
}

/* --- what was done though it was not agreed ----------------------------------------------------
 */

static bool is_same_place(const struct step_said *a, const struct step_said *b)
{
    return span_equal(a->region, b->region) && a->side == b->side;
}

static struct words reasons_then(const struct closing *c)
{
    for (size_t i = c->ret->n_refused; i > 0; i--)
        if (is_same_place(&c->ret->refused[i - 1]->step, c->in->done))
            return c->ret->refused[i - 1]->reasons;
    return (struct words){0};
}

/* Nothing was asked at the time: what decide() says of it now stands beside it. */
static enum status reasons_now(const struct closing *c, struct words *ret, struct fault *why)
{
    const struct session_file *s = &c->ret->session;
    struct workspace *space = workspace_new(&s->known.facts, c->ltx->arena);
    struct act act =
        plan_act(c->in->done, entry_id_word(s->room.practitioner, c->ltx->arena), MODE_PLAN);
    const struct act_refused_content *refusal;
    struct decision decision;

    if (space == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    decide(&s->known.facts, &act, s->now_s, space, &decision);
    enum status st = plan_refusal(ATTEMPT_BEGIN, s->room.practitioner, c->in->done, &decision,
                                  c->ltx->arena, &refusal, why);

    if (st == HF_OK)
        *ret = refusal->reasons;
    return st;
}

static enum status record_done(const struct closing *c, struct fault *why)
{
    struct id128 incident = request_nth(c->in->hand.request, N_INCIDENT).id;
    struct done_though_denied_content done = {.practitioner = c->ret->session.room.practitioner,
                                              .incident = incident,
                                              .words = c->in->different_words};
    struct incident_noted_content noted = {.session = c->in->session.id,
                                           .kind = SPAN("done_though_denied"),
                                           .words = c->in->different_words};
    enum status st = HF_OK;

    if (c->in->done == NULL)
        return HF_OK;
    done.step = *c->in->done;
    done.reasons = reasons_then(c);
    if (done.reasons.count == 0)
        st = reasons_now(c, &done.reasons, why);
    if (st == HF_OK)
        st = record(c, N_DONE, ACTION_DONE_THOUGH_DENIED, c->in->session.id, &done, why);
    return st == HF_OK ? record(c, N_INCIDENT, ACTION_INCIDENT_NOTED, incident, &noted, why) : st;
}

/* --- the note -------------------------------------------------------------------------------- */

static struct span lines(const struct soap_line *at, size_t n, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, SOAP_MOST);
    for (size_t i = 0; i < n && out.len + at[i].text.len + 1 < SOAP_MOST; i++) {
        if (i > 0)
            buf_byte(&out, '\n');
        buf_put(&out, at[i].text);
    }
    return buf_view(&out);
}

static enum status record_closed(const struct closing *c, struct fault *why)
{
    const struct soap *soap = &c->ret->soap;
    struct session_closed_content said = {
        .subjective = lines(soap->said, soap->n_said, c->ltx->arena),
        .objective = lines(soap->seen, soap->n_seen, c->ltx->arena),
        .assessment = c->in->assessment,
        .plan = c->in->plan,
        .different = c->in->different,
        .different_words = c->in->different_words,
    };

    return record(c, N_CLOSED, ACTION_SESSION_CLOSED, c->in->session.id, &said, why);
}

static enum status record_end(const struct closing *c, struct fault *why)
{
    const struct room *room = &c->ret->session.room;
    struct session_ended_content ended = {room->was_stopped ? END_STOPPED : END_PRACTITIONER};

    return room->state == ROOM_ENDED
               ? HF_OK
               : record(c, N_ENDED, ACTION_SESSION_ENDED, c->in->session.id, &ended, why);
}

static enum status record_note(const struct closing *c, struct fault *why)
{
    struct note_written_content note = {c->in->session.id, c->in->private_note};

    return note.words.len == 0
               ? HF_OK
               : record(c, N_NOTE, ACTION_NOTE_WRITTEN, (struct id128){{0}}, &note, why);
}

static enum status record_all(const struct closing *c, struct fault *why)
{
    enum status st = record_end(c, why);

    if (st == HF_OK)
        st = record_done(c, why);
    if (st == HF_OK)
        st = record_note(c, why);
    if (st == HF_OK)
        st = record_closed(c, why);
    return st == HF_OK ? room_passes_end(c->ltx, c->practice, c->in->hand.keyring,
                                         &c->ret->session.known.file, c->in->session, why)
                       : st;
}

static enum status close_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct closing *c = arg;
    struct keyring *keyring = c->in->hand.keyring;
    enum status st = session_record_load(ltx, c->practice, keyring, c->in->session, c->ret, why);

    c->ltx = ltx;
    if (st != HF_OK ||
        client_file_written(&c->ret->session.known.file, c->in->hand.request) != NULL)
        return st;
    if (c->ret->closed != NULL)
        return fault_set(why, HF_CONFLICT, "the note of this session is signed already");
    st = record_all(c, why);
    return st == HF_OK ? session_record_load(ltx, c->practice, keyring, c->in->session, c->ret, why)
                       : st;
}

enum status close_session(const struct practice *practice, struct arena *arena,
                          const struct close_session *in, struct session_record *ret,
                          struct fault *why)
{
    struct closing closing = {.practice = practice, .in = in, .ret = ret};
    bool needs_words = in->different == HONEST_YES || in->done != NULL;

    if (in->different != HONEST_NO && in->different != HONEST_YES)
        return fault_set(why, HF_INVALID, "different");
    if (needs_words && in->different_words.len == 0)
        return fault_set(why, HF_INVALID, "different_words");
    return ledger_transact(practice->ledger, practice->store, arena, close_inside, &closing, why);
}

/* --- corrections ------------------------------------------------------------------------------ */

struct correcting {
    const struct practice *practice;
    const struct correct_record *in;
    struct session_record *ret;
};

static enum status correct_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct correcting *c = arg;
    struct keyring *keyring = c->in->hand.keyring;
    enum status st = session_record_load(ltx, c->practice, keyring, c->in->session, c->ret, why);

    if (st != HF_OK ||
        client_file_written(&c->ret->session.known.file, c->in->hand.request) != NULL)
        return st;
    if (c->ret->closed == NULL)
        return fault_set(why, HF_CONFLICT, "nothing is signed yet: write it into the note");
    struct correction_content said = {(int64_t)c->ret->closed_entry->seq, c->in->words};
    struct to_record what = {ACTION_CORRECTION, c->in->session.id, &said};

    st =
        client_append(ltx, &c->in->hand, 0, c->ret->session.known.file.client, &what, 1, NULL, why);
    return st == HF_OK ? session_record_load(ltx, c->practice, keyring, c->in->session, c->ret, why)
                       : st;
}

enum status correct_record(const struct practice *practice, struct arena *arena,
                           const struct correct_record *in, struct session_record *ret,
                           struct fault *why)
{
    struct correct_record own = *in;
    struct correcting correcting = {practice, &own, ret};

    own.hand.request = request_for(in->hand.request, in->words, 0);
    if (in->words.len == 0)
        return fault_set(why, HF_INVALID, "words");
    return ledger_transact(practice->ledger, practice->store, arena, correct_inside, &correcting,
                           why);
}
