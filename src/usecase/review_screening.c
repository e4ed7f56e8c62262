/* usecase/review_screening.c - findings first, then the review that names them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/screening.h"

struct review_work {
    const struct practice *practice;
    const struct review_screening *in;
    struct review_screening_reply *ret;
    unsigned n; /* entries of this request so far; 0 is the review itself */
};

/* --- decide ---------------------------------------------------------------------------------- */

static const struct review_choice *choice_of(const struct review_screening *in, struct span finding)
{
    for (size_t i = 0; i < in->count; i++)
        if (span_equal(in->choices[i].finding, finding))
            return &in->choices[i];
    return NULL;
}

/* Never looser: what an answer made counts as accepted unless she is stricter. */
static uint8_t verdict_of(const struct review_screening *in, const struct screening_line *line)
{
    const struct review_choice *choice = choice_of(in, line->finding->id);
    uint8_t verdict = choice == NULL ? 0 : choice->verdict;

    if (verdict == REVIEW_ACCEPTED || verdict == REVIEW_STRICTER)
        return verdict;
    if (verdict == REVIEW_TALK || line->is_open)
        return REVIEW_TALK;
    return REVIEW_ACCEPTED;
}

static size_t count_open(const struct review_work *work)
{
    const struct screening_file *file = &work->ret->file;
    size_t n = 0;

    for (size_t i = 0; i < file->n_lines; i++)
        n += verdict_of(work->in, &file->lines[i]) == REVIEW_TALK;
    return n;
}

static unsigned find_lacks(const struct review_work *work)
{
    unsigned lacks = 0;

    if (!work->ret->file.is_answered)
        return REVIEW_NO_ANSWERS;
    if (span_trim(work->in->sentence).len == 0)
        lacks |= REVIEW_NO_SENTENCE;
    if (!work->in->refer_on && count_open(work) > 0)
        lacks |= REVIEW_OPEN_QUESTIONS;
    return lacks;
}

/* --- act ------------------------------------------------------------------------------------- */

static enum status append(struct ledger_tx *ltx, struct review_work *work, uint16_t action,
                          struct id128 object, const void *content, struct fault *why)
{
    struct to_record record = {action, object, content};

    return client_append(ltx, &work->in->hand, ++work->n, work->in->client, &record, 1, NULL, why);
}

static enum status set_finding(struct ledger_tx *ltx, struct review_work *work,
                               const struct screening_line *line, struct fault *why)
{
    const struct screen_finding *finding = line->finding;
    struct finding_set_content content = {.finding = finding->id,
                                          .state = STATE_ON,
                                          .until = finding->until,
                                          .source = finding->row->id,
                                          .from_answers = finding->cause == CAUSE_ANSWER};

    if (line->is_set)
        return HF_OK;
    return append(ltx, work, ACTION_FINDING_SET, work->in->client.id, &content, why);
}

static const struct rule *rule_of(const struct screening *screening, struct span id)
{
    for (uint32_t i = 0; i < screening->n_rules; i++)
        if (span_equal(screening->rules[i].id, id))
            return &screening->rules[i];
    return NULL;
}

/* Stricter: the practitioner's own no for every place of the rule; she may lift it herself. */
static enum status leave_out(struct ledger_tx *ltx, struct review_work *work,
                             const struct screening_line *line, struct fault *why)
{
    const struct words rules = line->finding->rules;
    enum status st = HF_OK;

    for (size_t i = 0; i < rules.count && st == HF_OK; i++) {
        const struct rule *rule = rule_of(work->practice->knowledge->screening, rules.at[i]);
        struct limit_content limit = {.deny = true, .words = line->finding->row->practitioner};

        if (rule == NULL)
            continue;
        limit.scope =
            (struct scope_said){.region = rule->scope.region, .side = (uint8_t)rule->scope.side};
        st = append(ltx, work, ACTION_LIMIT, (struct id128){{0}}, &limit, why);
    }
    return st;
}

static enum status act_on_line(struct ledger_tx *ltx, struct review_work *work,
                               const struct screening_line *line, struct review_list *reviewed,
                               struct review_said *room, struct fault *why)
{
    const struct review_choice *choice = choice_of(work->in, line->finding->id);
    uint8_t verdict = verdict_of(work->in, line);

    if (line->is_open && verdict == REVIEW_TALK)
        return HF_OK; /* nobody said so yet: nothing is written down about it */
    room[reviewed->count++] =
        (struct review_said){line->finding->id, verdict, choice == NULL ? SPAN("") : choice->note};
    enum status st = set_finding(ltx, work, line, why);

    if (st == HF_OK && verdict == REVIEW_STRICTER && line->verdict != REVIEW_STRICTER)
        st = leave_out(ltx, work, line, why);
    return st;
}

static enum status sign_off(struct ledger_tx *ltx, struct review_work *work, struct fault *why)
{
    const struct screening_file *file = &work->ret->file;
    struct review_said *room = arena_array(ltx->arena, struct review_said, file->n_lines);
    struct screening_reviewed_content content = {.findings = {room, 0},
                                                 .sentence = span_trim(work->in->sentence),
                                                 .refer_on = work->in->refer_on};
    struct to_record record = {ACTION_SCREENING_REVIEWED, work->in->client.id, &content};
    enum status st = HF_OK;

    if (room == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < file->n_lines && st == HF_OK; i++)
        st = act_on_line(ltx, work, &file->lines[i], &content.findings, room, why);
    if (st != HF_OK)
        return st;
    return client_append(ltx, &work->in->hand, 0, work->in->client, &record, 1, NULL, why);
}

static enum status review_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct review_work *work = arg;
    struct client_facts facts;
    struct keyring *reader = work->in->hand.keyring;

    work->n = 0;
    work->ret->lacks = 0;
    enum status st = client_facts_load(ltx, work->practice, reader, work->in->client,
                                       keyring_who(reader)->person, &facts, why);

    if (st == HF_OK)
        st = screening_of(work->practice, &facts, ltx->arena, &work->ret->file, why);
    if (st != HF_OK || client_file_written(&facts.file, work->in->hand.request) != NULL)
        return st;
    work->ret->lacks = find_lacks(work);
    return work->ret->lacks == 0 ? sign_off(ltx, work, why) : HF_OK;
}

enum status review_screening(const struct practice *practice, struct arena *arena,
                             const struct review_screening *in, struct review_screening_reply *ret,
                             struct fault *why)
{
    struct review_screening own = *in;
    struct review_work work = {practice, &own, ret, 0};

    /* Referred on from the page that was taken on before is another act, and so are other choices.
     */
    own.hand.request = request_for(in->hand.request, in->sentence, in->refer_on);
    return ledger_transact(practice->ledger, practice->store, arena, review_inside, &work, why);
}
