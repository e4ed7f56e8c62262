/* usecase/answer_measure.c - answers by the client's own hand: kept whole, added up, and led to the
 * safety page at once where one says so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/slot.h"
#include "core/questionnaire/validate.h"
#include "core/visit/rise.h"
#include "knowledge/knowledge.h"
#include "usecase/measures.h"
#include "usecase/readers.h"

#include "base/buf.h"

enum { US_PER_S = 1000000, DAY_S = 86400, SOURCE_MOST = 400 };

/* --- who reads ------------------------------------------------------------------------------- */

static bool reads(const struct practice *practice, const struct client_file *file,
                  struct person_id person)
{
    const struct practice_person *of = practice_file_person(&file->practice, person);
    bool own = id_equal(file->practitioner.id, person.id);

    return of != NULL && !of->has_left &&
           (own || readers_has(file, person, practice_now_s(practice), NULL));
}

static struct person_id own_practitioner(const struct practice *practice,
                                         const struct client_file *file)
{
    return reads(practice, file, file->practitioner) ? file->practitioner
                                                     : (struct person_id){{{0}}};
}

/* The named reader, else the stand-in: the first who may open this record. Zero: nobody. */
static struct person_id reader_of(const struct practice *practice, const struct client_file *file,
                                  const struct measure_switched_content *said)
{
    if (said == NULL || id_is_zero(said->reader))
        return own_practitioner(practice, file);
    if (reads(practice, file, (struct person_id){said->reader}))
        return (struct person_id){said->reader};
    if (reads(practice, file, (struct person_id){said->stand_in}))
        return (struct person_id){said->stand_in};
    return (struct person_id){{{0}}};
}

/* --- what is asked --------------------------------------------------------------------------- */

bool measure_is_asked(const struct practice *practice, const struct client_file *file,
                      const struct measure *measure)
{
    struct measure_state state = measure_state_of(practice, &file->practice, measure);

    return state.is_ours || (state.is_on && !id_is_zero(reader_of(practice, file, state.said).id));
}

static enum status match_text(const struct measure *measure,
                              const struct instrument_added_content *text, struct arena *arena,
                              struct asked *ret, struct fault *why)
{
    struct measure_match *match = arena_new(arena, struct measure_match);
    const struct questionnaire *form = NULL;
    struct report report;

    if (match == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    report_init(&report, arena);
    enum status st = questionnaire_load(text->form, LOAD_LENIENT, NULL, arena, &report, &form, why);

    if (st == HF_OK)
        st = measure_match(measure, form, arena, &report, match, why);
    ret->match = match;
    ret->url = text->url;
    ret->version = text->version;
    return st;
}

enum status measure_asked(const struct practice *practice, const struct client_file *file,
                          struct span measure, struct arena *arena, struct asked *ret,
                          struct fault *why)
{
    const struct measure *of = measures_find(practice->knowledge->measures, measure);

    if (of == NULL || !measure_is_asked(practice, file, of))
        return fault_set(why, HF_NOT_FOUND, "this is not asked");
    struct measure_state state = measure_state_of(practice, &file->practice, of);
    const struct measure_match *ours = knowledge_asked(practice->knowledge, measure);
    struct asked asked = {.reader = reader_of(practice, file, ours != NULL ? NULL : state.said)};
    enum status st = HF_OK;

    if (ours != NULL) {
        asked.match = ours;
        asked.url = ours->form->url;
        asked.version = ours->form->version;
    } else {
        asked.text = state.text_id;
        asked.hours = state.said->hours;
        asked.crisis = state.said->crisis;
        st = match_text(of, state.text, arena, &asked, why);
    }
    if (st == HF_OK)
        *ret = asked;
    return st;
}

/* --- findings -------------------------------------------------------------------------------- */

struct answer_work {
    const struct practice *practice;
    const struct answer_measure *in;
    struct answer_measure_reply *ret;
    struct client_file file;
    struct asked asked;
    int64_t answers[MEASURE_MAX_ITEMS];
    struct measure_result result;
    unsigned n;       /* entries of this request so far */
    struct words set; /* findings that it has put on */
};

static enum status append(struct ledger_tx *ltx, struct answer_work *work, uint16_t action,
                          struct id128 object, const void *content, struct fault *why)
{
    struct to_record record = {action, object, content};

    return client_append(ltx, &work->in->hand, work->n++, work->in->client, &record, 1, NULL, why);
}

static struct moment end_of(const struct answer_work *work, const struct pack_row *row)
{
    if (!row->wait.given || row->wait.from.len > 0)
        return (struct moment){.known = false};
    return (struct moment){true, practice_now_s(work->practice) + row->wait.seconds};
}

static enum status set_finding(struct ledger_tx *ltx, struct answer_work *work, struct span finding,
                               struct span source, struct fault *why)
{
    const struct pack_row *row = screening_find(work->practice->knowledge->screening, finding);
    struct span *room = arena_array(ltx->arena, struct span, work->set.count + 1);
    struct finding_set_content content = {.finding = finding, .state = STATE_ON, .source = source};

    if (row == NULL || room == NULL)
        return fault_set(why, HF_FAILED, "no such finding, or request memory is spent");
    if (words_have(work->set, finding))
        return HF_OK;
    for (size_t i = 0; i < work->set.count; i++)
        room[i] = work->set.at[i];
    room[work->set.count] = finding;
    work->set = (struct words){room, work->set.count + 1};
    content.until = end_of(work, row);
    return append(ltx, work, ACTION_FINDING_SET, work->in->client.id, &content, why);
}

static enum status set_findings(struct ledger_tx *ltx, struct answer_work *work,
                                struct words findings, uint32_t item, struct fault *why)
{
    struct buf source;
    enum status st = HF_OK;

    buf_init(&source, ltx->arena, SOURCE_MOST);
    buf_put(&source, work->asked.match->measure->title);
    if (item > 0) {
        buf_lit(&source, ", question ");
        buf_int(&source, (int64_t)item);
    }
    for (size_t i = 0; i < findings.count && st == HF_OK; i++)
        st = set_finding(ltx, work, findings.at[i], buf_view(&source), why);
    return st;
}

static enum status set_by_alarms(struct ledger_tx *ltx, struct answer_work *work, struct fault *why)
{
    const struct measure *m = work->asked.match->measure;
    enum status st = HF_OK;

    for (uint32_t i = 0; i < m->n_alarms && st == HF_OK; i++) {
        int64_t n = work->answers[m->alarms[i].item - 1];

        if (n != MEASURE_MISSING && n >= m->alarms[i].from)
            st = set_findings(ltx, work, m->alarms[i].findings, m->alarms[i].item, why);
    }
    return st;
}

static enum status set_by_cuts(struct ledger_tx *ltx, struct answer_work *work, struct fault *why)
{
    const struct measure *m = work->asked.match->measure;
    enum status st = HF_OK;

    for (uint32_t i = 0; i < m->n_cuts && st == HF_OK; i++)
        if (measure_may_meet(m, &m->cuts[i], work->answers))
            st = set_findings(ltx, work, m->cuts[i].findings, 0, why);
    return st;
}

/* --- the answer ------------------------------------------------------------------------------ */

static struct id128 last_session(const struct client_file *file, int64_t *ret_ended_s)
{
    struct id128 session = {{0}};

    *ret_ended_s = 0;
    for (size_t i = 0; i < file->chain.count; i++) {
        const struct ledger_entry *e = file->chain.at[i].entry;

        if (e->action == ACTION_SESSION_STARTED)
            session = e->object;
        if (e->action == ACTION_SESSION_ENDED)
            *ret_ended_s = e->utc_us / US_PER_S;
    }
    return session;
}

static uint8_t occasion_of(const struct answer_work *work, int64_t ended_s)
{
    int64_t now_s = practice_now_s(work->practice);

    if (ended_s == 0)
        return OCCASION_BEFORE;
    return now_s < ended_s + (int64_t)8 * DAY_S ? OCCASION_AFTER : OCCASION_BETWEEN;
}

static enum status write_answer(struct ledger_tx *ltx, struct answer_work *work,
                                struct measure_answered_content *ret, struct fault *why)
{
    const struct measure *m = work->asked.match->measure;
    char *values = arena_alloc(ltx->arena, m->n_items, 1);
    int64_t ended_s;
    struct measure_answered_content content = {
        .measure = m->id,
        .text = work->asked.text,
        .url = work->asked.url,
        .version = work->asked.version,
        .session = last_session(&work->file, &ended_s),
        .occasion = occasion_of(work, ended_s),
        .response = work->in->response,
    };

    if (values == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (uint32_t i = 0; i < m->n_items; i++)
        values[i] = (char)(unsigned char)(work->answers[i] == MEASURE_MISSING ? VALUE_NOT_GIVEN
                                                                              : work->answers[i]);
    content.values = span_at(values, m->n_items);
    *ret = content;
    return append(ltx, work, ACTION_MEASURE_ANSWERED, work->in->hand.request.id, &content, why);
}

/* The same reading of the record as makes the finding: who is held is also told of. */
static bool rises(const struct answer_work *work, const struct measure_answered_content *said)
{
    struct rise rise;

    rise_begin(&rise, work->practice->knowledge->measures, work->file.client.id,
               work->file.practitioner.id);
    for (size_t i = 0; i < work->file.chain.entries.count; i++)
        (void)rise_step(&rise, &work->file.chain.entries.at[i]);
    return rise_of(&rise, said) != 0;
}

static enum status write_alarm(struct ledger_tx *ltx, struct answer_work *work,
                               const struct measure_answered_content *said, struct fault *why)
{
    struct alarm_raised_content content = {.measure = work->asked.match->measure->id,
                                           .item = (uint8_t)work->result.alarm_item,
                                           .reader = work->asked.reader.id};

    if (work->result.alarm_item == 0 && !rises(work, said))
        return HF_OK;
    return append(ltx, work, ACTION_ALARM_RAISED, work->in->hand.request.id, &content, why);
}

static enum status read_response(struct ledger_tx *ltx, struct answer_work *work, struct fault *why)
{
    struct response *response = NULL;
    struct report report;

    report_init(&report, ltx->arena);
    enum status st =
        response_read(work->in->response, work->asked.match->form, ltx->arena, &response, why);

    if (st == HF_OK)
        st = response_validate(response, NULL, ltx->arena, &report, why);
    if (st != HF_OK)
        return st;
    if (report.errors > 0 || !span_is(response->status, "completed"))
        return fault_set(why, HF_INVALID, "these answers do not fit their form");
    work->ret->is_empty = response->n_answers == 0;
    measure_answers(work->asked.match, response, work->answers);
    return measure_score(work->asked.match->measure, work->answers, &work->result, why);
}

static enum status answer_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct answer_work *work = arg;
    struct measure_answered_content said;

    work->n = 0;
    work->set = (struct words){NULL, 0};
    enum status st = client_file_load(ltx, work->practice, work->in->hand.keyring, work->in->client,
                                      &work->file, why);

    if (st == HF_OK)
        st = measure_asked(work->practice, &work->file, work->in->measure, ltx->arena, &work->asked,
                           why);
    if (st == HF_OK)
        st = read_response(ltx, work, why);
    if (st != HF_OK)
        return st;
    work->ret->is_alarm = work->result.alarm;
    work->ret->item = work->result.alarm_item;
    if (work->ret->is_empty || client_file_written(&work->file, work->in->hand.request) != NULL)
        return HF_OK;
    st = write_answer(ltx, work, &said, why);
    if (st == HF_OK)
        st = write_alarm(ltx, work, &said, why);
    if (st == HF_OK)
        st = set_by_alarms(ltx, work, why);
    return st == HF_OK ? set_by_cuts(ltx, work, why) : st;
}

enum status answer_measure(const struct practice *practice, struct arena *arena,
                           const struct answer_measure *in, struct answer_measure_reply *ret,
                           struct fault *why)
{
    struct answer_measure own = *in;
    struct answer_measure_reply reply = {.is_empty = false};
    struct answer_work work = {.practice = practice, .in = &own, .ret = &reply};

    if (!id_equal(keyring_who(in->hand.keyring)->person.id, in->client.id))
        return fault_set(why, HF_CONFLICT, "answers are given by the client's own hand");
    own.hand.request = request_for(in->hand.request, in->response, 0);
    enum status st =
        ledger_transact(practice->ledger, practice->store, arena, answer_inside, &work, why);

    if (st == HF_OK)
        *ret = reply;
    return st;
}
