/* usecase/answer_intake.c - the questionnaire is given: answers, organs, name, channel, nevers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/screen/screen.h"
#include "knowledge/knowledge.h"
#include "usecase/intake.h"

/* KEEP IN ORDER: the n of request_nth. They begin above those of save_intake, which may come with
 * the same form. */
enum { N_ANSWERED = 16, N_ORGANS, N_IDENTITY, N_CONTACT, N_NEVER };

struct answer_work {
    const struct practice *practice;
    const struct answer_intake *in;
    struct answer_intake_reply *ret;
};

static enum status append(struct ledger_tx *ltx, const struct answer_work *work, unsigned n,
                          uint16_t action, const void *content, struct fault *why)
{
    struct to_record record = {action, work->in->client.id, content};

    return client_append(ltx, &work->in->hand, n, work->in->client, &record, 1, NULL, why);
}

static enum status write_answers(struct ledger_tx *ltx, const struct answer_work *work,
                                 struct fault *why)
{
    const struct intake *intake = &work->ret->intake;
    struct intake_content content = {intake->form->id, intake->form->version, SPAN("")};
    enum status st = form_answers_encode(intake->answers, ltx->arena, &content.answers, why);

    return st != HF_OK ? st : append(ltx, work, N_ANSWERED, ACTION_INTAKE_ANSWERED, &content, why);
}

/* --- organs ---------------------------------------------------------------------------------- */

/* Only the pair that is asked with a side says one; every other organ has none. */
static uint8_t organ_side(const struct form_answers *answers, const struct atlas_organ *organ)
{
    struct span side = form_answer_text(answers, "organ_testis_side");

    if (!organ->sides)
        return SIDE_UNKNOWN;
    if (span_is(side, "left"))
        return SIDE_LEFT;
    if (span_is(side, "right"))
        return SIDE_RIGHT;
    return span_is(side, "both") ? SIDE_BOTH : SIDE_UNKNOWN;
}

static enum status write_organs(struct ledger_tx *ltx, const struct answer_work *work,
                                struct fault *why)
{
    const struct knowledge *know = work->practice->knowledge;
    struct form_answers *answers = work->ret->intake.answers;
    struct organ_said *organs = arena_array(ltx->arena, struct organ_said, know->atlas->n_organs);
    struct organs_set_content content = {{organs, know->atlas->n_organs}};
    struct screen_result result;
    enum status st = screen(know->screening, know->atlas, answers, practice_now_s(work->practice),
                            ltx->arena, &result, why);

    if (st != HF_OK)
        return st;
    if (organs == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (uint32_t i = 0; i < know->atlas->n_organs; i++)
        organs[i] = (struct organ_said){know->atlas->organs[i].key,
                                        organ_side(answers, &know->atlas->organs[i]),
                                        (uint8_t)result.organs[i]};
    return append(ltx, work, N_ORGANS, ACTION_ORGANS_SET, &content, why);
}

/* --- who, and how to reach them -------------------------------------------------------------- */

static enum status write_identity(struct ledger_tx *ltx, const struct answer_work *work,
                                  struct fault *why)
{
    const struct form_answers *answers = work->ret->intake.answers;
    struct identity_set_content content = {
        .name = form_answer_text(answers, "name_to_use"),
        .pronoun = form_answer_text(answers, "pronoun"),
        .age_evidence = AGE_STATED,
    };
    char born[10];
    struct date date;

    if (form_answer_date(answers, "birth_date", &date)) {
        date_write(date, born);
        content.born = span_at(born, sizeof born);
        content.adult_at = (struct moment){true, screen_adult_at(date)};
    }
    return append(ltx, work, N_IDENTITY, ACTION_IDENTITY_SET, &content, why);
}

/* contact_set_content.channel */
static const struct {
    const char *code;
    uint8_t channel;
} channels[] = {{"email", 1}, {"phone", 2}, {"message", 3}, {"nothing", 5}};

static uint8_t channel_of(struct span code)
{
    for (size_t i = 0; i < sizeof channels / sizeof *channels; i++)
        if (span_is(code, channels[i].code))
            return channels[i].channel;
    return 0;
}

/* A word may be left only where nobody else could see or hear it. */
static enum status write_contact(struct ledger_tx *ltx, const struct answer_work *work,
                                 struct fault *why)
{
    const struct form_answers *answers = work->ret->intake.answers;
    struct contact_set_content content = {
        .channel = channel_of(form_answer_text(answers, "contact_channel")),
        .address = form_answer_text(answers, "contact_detail"),
        .neutral_words = form_answer_text(answers, "contact_words"),
        .may_leave_word = span_is(form_answer_text(answers, "contact_safe"), "no"),
    };

    if (content.channel == 0)
        return HF_OK; /* not said: the channel that the practice knew stays */
    return append(ltx, work, N_CONTACT, ACTION_CONTACT_SET, &content, why);
}

static enum status write_never(struct ledger_tx *ltx, const struct answer_work *work,
                               struct fault *why)
{
    const struct intake *intake = &work->ret->intake;
    struct never_said_content content = {.words = form_answer_text(intake->answers, "never")};
    const struct never_said_content *last =
        file_chain_last(intake->file.chain, ACTION_NEVER_SAID, NULL);

    if (content.words.len == 0 || (last != NULL && span_equal(last->words, content.words)))
        return HF_OK;
    return append(ltx, work, N_NEVER, ACTION_NEVER_SAID, &content, why);
}

/* --- all ------------------------------------------------------------------------------------- */

static enum status give(struct ledger_tx *ltx, const struct answer_work *work, struct fault *why)
{
    enum status st = write_answers(ltx, work, why);

    if (st == HF_OK)
        st = write_organs(ltx, work, why);
    if (st == HF_OK)
        st = write_identity(ltx, work, why);
    if (st == HF_OK)
        st = write_contact(ltx, work, why);
    return st == HF_OK ? write_never(ltx, work, why) : st;
}

static enum status answer_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct answer_work *work = arg;
    struct answer_intake_reply reply = {.n_missing = 0};
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, work->in->hand.keyring, work->in->client, &file, why);

    if (st == HF_OK)
        st = intake_of(work->practice, &file, ltx->arena, &reply.intake, why);
    if (st == HF_OK)
        st = form_check(reply.intake.answers, ltx->arena, &reply.missing, &reply.n_missing, why);
    if (st != HF_OK)
        return st;
    *work->ret = reply;
    if (reply.n_missing > 0 || reply.intake.is_minor || reply.intake.is_answered)
        return HF_OK;
    return give(ltx, work, why);
}

enum status answer_intake(const struct practice *practice, struct arena *arena,
                          const struct answer_intake *in, struct answer_intake_reply *ret,
                          struct fault *why)
{
    struct answer_work work = {practice, in, ret};

    if (!id_equal(keyring_who(in->hand.keyring)->person.id, in->client.id))
        return fault_set(why, HF_CONFLICT, "answers are given by the client's own hand");
    return ledger_transact(practice->ledger, practice->store, arena, answer_inside, &work, why);
}
