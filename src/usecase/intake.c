/* usecase/intake.c - answers out of the record, and one part of them into it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/intake.h"

#include "core/screen/screen.h"
#include "knowledge/knowledge.h"

enum { US_PER_S = 1000000 };

/* --- what is there --------------------------------------------------------------------------- */

/* The last one of these actions whose content this reader can open. */
static const struct file_entry *last_answers(const struct client_file *file, bool drafts)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        const struct file_entry *e = &file->chain.at[i - 1];
        bool fits = e->entry->action == ACTION_INTAKE_ANSWERED ||
                    (drafts && e->entry->action == ACTION_INTAKE_DRAFT);

        if (fits && e->content != NULL)
            return e;
    }
    return NULL;
}

static enum status read_answers(const struct form *form, const struct file_entry *e,
                                struct arena *arena, struct form_answers **ret, struct fault *why)
{
    const struct intake_content *said = e->content;
    uint32_t dropped = 0; /* answers to an older version's questions: they count as missing */

    return form_answers_decode(said->answers, form, arena, ret, &dropped, why);
}

enum status intake_given(const struct practice *practice, const struct client_file *file,
                         struct arena *arena, struct form_answers **ret,
                         const struct ledger_entry **entry, struct fault *why)
{
    const struct file_entry *e = last_answers(file, false);

    if (e == NULL)
        return fault_set(why, HF_NOT_FOUND, "no answers were given");
    if (entry != NULL)
        *entry = e->entry;
    return read_answers(practice->knowledge->intake, e, arena, ret, why);
}

static bool gate_is_open(const struct form_answers *answers, const bool *shown,
                         const struct form_gate *gate)
{
    const struct form_answer *answer = &answers->of[gate->question];
    bool is_boolean = answers->form->items[gate->question].kind == FORM_BOOLEAN;

    if (!shown[gate->question] || !answer->given)
        return false;
    return is_boolean ? answer->yes == gate->yes : span_equal(answer->text, gate->code);
}

static bool is_shown(const struct form_answers *answers, const bool *shown, uint32_t at)
{
    const struct form_item *item = &answers->form->items[at];
    uint32_t open = 0;

    if (item->parent != FORM_NONE && !shown[item->parent])
        return false;
    for (uint32_t i = 0; i < item->n_gates; i++)
        open += gate_is_open(answers, shown, &item->gates[i]);
    return item->n_gates == 0 || (item->all_gates ? open == item->n_gates : open > 0);
}

/* Gates name earlier items only, so one pass is enough. */
static const bool *find_shown(const struct form_answers *answers, struct arena *arena)
{
    bool *shown = arena_array(arena, bool, answers->form->n_items);

    for (uint32_t i = 0; shown != NULL && i < answers->form->n_items; i++)
        shown[i] = is_shown(answers, shown, i);
    return shown;
}

static bool says_minor(const struct form_answers *answers, int64_t now_s)
{
    struct date born;

    return form_answer_date(answers, "birth_date", &born) && now_s < screen_adult_at(born);
}

enum status intake_of(const struct practice *practice, const struct client_file *file,
                      struct arena *arena, struct intake *ret, struct fault *why)
{
    const struct form *form = practice->knowledge->intake;
    const struct file_entry *e = last_answers(file, true);
    struct intake intake = {.file = *file, .form = form, .is_begun = e != NULL};
    enum status st = HF_OK;

    if (e == NULL)
        intake.answers = form_answers_new(arena, form);
    else
        st = read_answers(form, e, arena, &intake.answers, why);
    if (st != HF_OK)
        return st;
    if (intake.answers != NULL)
        intake.shown = find_shown(intake.answers, arena);
    if (intake.shown == NULL || arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    intake.saved_s = e == NULL ? 0 : e->entry->utc_us / US_PER_S;
    intake.is_answered = e != NULL && e->entry->action == ACTION_INTAKE_ANSWERED;
    intake.is_minor = says_minor(intake.answers, practice_now_s(practice));
    *ret = intake;
    return HF_OK;
}

struct view_work {
    const struct practice *practice;
    struct keyring *reader;
    struct client_id client;
    struct intake *ret;
};

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct view_work *work = arg;
    struct client_file file;
    enum status st = client_file_load(ltx, work->practice, work->reader, work->client, &file, why);

    return st == HF_OK ? intake_of(work->practice, &file, ltx->arena, work->ret, why) : st;
}

enum status view_intake(const struct practice *practice, struct arena *arena,
                        struct keyring *reader, struct client_id client, struct intake *ret,
                        struct fault *why)
{
    struct view_work work = {practice, reader, client, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}

/* --- one part -------------------------------------------------------------------------------- */

struct save_work {
    const struct practice *practice;
    const struct save_intake *in;
    struct save_intake_reply *ret;
};

/* HF_INVALID is an answer that does not fit; a name that is no question is nobody's concern. */
static enum status take_answer(struct save_intake_reply *reply, bool *wrong,
                               const struct intake_answer *answer, struct arena *arena,
                               struct fault *why)
{
    struct fault inner;

    fault_clear(&inner);
    enum status st =
        form_answer_read(reply->intake.answers, answer->link_id, answer->raw, arena, &inner);

    if (st == HF_INVALID) {
        uint32_t at = form_find(reply->intake.form, answer->link_id);

        reply->n_wrong += !wrong[at];
        wrong[at] = true;
    }
    return st == HF_FAILED ? fault_set(why, st, "%s", inner.text) : HF_OK;
}

/* A birth that is still to come is a slip of the finger, never a minor's. */
static void drop_birth_to_come(struct save_intake_reply *reply, bool *wrong, int64_t now_s)
{
    uint32_t at = form_find(reply->intake.form, SPAN("birth_date"));
    struct date born;

    if (at == FORM_NONE || !form_answer_date(reply->intake.answers, "birth_date", &born) ||
        date_to_days(born) * HF_SECONDS_PER_DAY <= now_s)
        return;
    reply->intake.answers->of[at].given = false;
    reply->n_wrong += !wrong[at];
    wrong[at] = true;
}

static enum status take_answers(const struct save_intake *in, struct save_intake_reply *reply,
                                int64_t now_s, struct arena *arena, struct fault *why)
{
    bool *wrong = arena_array(arena, bool, reply->intake.form->n_items);
    enum status st = HF_OK;

    if (wrong == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < in->count && st == HF_OK; i++)
        st = take_answer(reply, wrong, &in->answers[i], arena, why);
    drop_birth_to_come(reply, wrong, now_s);
    reply->wrong = wrong;
    return st;
}

static size_t count_more(const struct intake *intake, const bool *before)
{
    size_t n = 0;

    for (uint32_t i = 0; i < intake->form->n_items; i++)
        n += intake->shown[i] && !before[i] && !intake->answers->of[i].given &&
             intake->form->items[i].kind != FORM_GROUP &&
             intake->form->items[i].kind != FORM_DISPLAY;
    return n;
}

/* The n of request_nth: another for each state of the chain, and clear of those of answer_intake,
 * which may come with the same form. */
static unsigned nth_of(const struct intake *intake)
{
    return (1u << 30) + (unsigned)intake->file.chain.count;
}

/* The age is in doubt until somebody has seen a document; the name stays, answers are not kept. */
static enum status note_minor(struct ledger_tx *ltx, const struct save_work *work,
                              struct fault *why)
{
    const struct identity_set_content *known = work->ret->intake.file.identity;
    struct identity_set_content identity = {.age_evidence = AGE_IN_DOUBT};
    struct to_record record = {ACTION_IDENTITY_SET, work->in->client.id, &identity};

    if (known != NULL && known->age_evidence == AGE_IN_DOUBT)
        return HF_OK;
    if (known != NULL) {
        identity.name = known->name;
        identity.pronoun = known->pronoun;
    }
    return client_append(ltx, &work->in->hand, nth_of(&work->ret->intake), work->in->client,
                         &record, 1, NULL, why);
}

/* What is kept already is not kept again; anything else is, from whichever page it comes: an answer
 * about health must not be lost to a request id that was used. */
static enum status keep_draft(struct ledger_tx *ltx, const struct save_work *work,
                              struct span before, struct fault *why)
{
    const struct intake *intake = &work->ret->intake;
    struct intake_content content = {intake->form->id, intake->form->version, SPAN("")};
    struct to_record record = {ACTION_INTAKE_DRAFT, work->in->client.id, &content};
    enum status st = form_answers_encode(intake->answers, ltx->arena, &content.answers, why);

    if (st != HF_OK || span_equal(before, content.answers))
        return st;
    return client_append(ltx, &work->in->hand, nth_of(intake), work->in->client, &record, 1, NULL,
                         why);
}

static enum status act_on_part(struct ledger_tx *ltx, struct save_work *work, struct span before,
                               const bool *shown_before, struct fault *why)
{
    struct intake *intake = &work->ret->intake;

    intake->shown = find_shown(intake->answers, ltx->arena);
    if (intake->shown == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    intake->is_minor = says_minor(intake->answers, practice_now_s(work->practice));
    work->ret->n_more = count_more(intake, shown_before);
    return intake->is_minor ? note_minor(ltx, work, why) : keep_draft(ltx, work, before, why);
}

static enum status save_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct save_work *work = arg;
    struct view_work view = {work->practice, work->in->hand.keyring, work->in->client,
                             &work->ret->intake};
    struct span before = SPAN("");

    *work->ret = (struct save_intake_reply){.n_wrong = 0};
    enum status st = view_inside(ltx, &view, why);

    if (st == HF_OK)
        st = form_answers_encode(work->ret->intake.answers, ltx->arena, &before, why);
    if (st != HF_OK)
        return st;
    const bool *shown = work->ret->intake.shown;

    st = take_answers(work->in, work->ret, practice_now_s(work->practice), ltx->arena, why);
    return st == HF_OK ? act_on_part(ltx, work, before, shown, why) : st;
}

enum status save_intake(const struct practice *practice, struct arena *arena,
                        const struct save_intake *in, struct save_intake_reply *ret,
                        struct fault *why)
{
    struct save_work work = {practice, in, ret};

    return ledger_transact(practice->ledger, practice->store, arena, save_inside, &work, why);
}
