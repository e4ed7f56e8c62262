/* demo/walk.c - see walk.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "walk.h"

#include "usecase/client.h"
#include "usecase/consent.h"
#include "usecase/screening.h"

enum { ANSWERS_MOST = 256, CHOICES_HERE = 64, ENGLISH = 0, DESK = 1, OWN = 3 };

/* --- coming in ------------------------------------------------------------------------------- */

enum status walk_add(struct place *place, struct visitor *visitor)
{
    const struct client_said *said = visitor->said;
    struct add_client in = {
        .hand = place_hand(place, visitor->practitioner, DESK),
        .name = span_of(said->name),
        .pronoun = span_of(said->pronoun),
        .language = SPAN("en"),
        .contact = {.channel = 1,
                    .address = span_of(said->mail),
                    .neutral_words = span_of(said->words)},
    };

    return add_client(&place->practice, &place->arena, &in, &visitor->id, &place->why);
}

static enum status send_link(struct place *place, struct visitor *visitor)
{
    struct make_link in = {place_hand(place, visitor->practitioner, DESK), visitor->id};
    struct link link;
    enum status st = make_link(&place->practice, &place->arena, &in, &link, &place->why);

    if (st != HF_OK)
        return st;
    place_later(place, HOUR_S);
    st = place_open_link(place, &link, &visitor->own);
    vault_wipe(&link, sizeof link);
    return st;
}

static enum status set_password(struct place *place, const struct visitor *visitor)
{
    struct set_login in = {.keyring = visitor->own,
                           .login = span_of(visitor->said->login),
                           .password = span_of(visitor->said->password)};
    struct set_login_reply reply;

    return visitor->said->login == NULL
               ? HF_OK
               : set_login(&place->practice, &place->arena, &in, &reply, &place->why);
}

enum status walk_let_in(struct place *place, struct visitor *visitor)
{
    enum status st = send_link(place, visitor);

    return st == HF_OK ? set_password(place, visitor) : st;
}

enum status walk_begin(struct place *place, struct keyring *practitioner,
                       const struct client_said *said, struct visitor *visitor)
{
    *visitor = (struct visitor){.said = said, .practitioner = practitioner};
    enum status st = walk_add(place, visitor);

    return st == HF_OK ? walk_let_in(place, visitor) : st;
}

void walk_end(struct visitor *visitor)
{
    keyring_close(visitor->own);
    visitor->own = NULL;
}

/* --- what the client answers ----------------------------------------------------------------- */

static struct span answer_said(const struct client_said *said, struct span link_id)
{
    for (size_t i = 0; i < said->n_answers; i++)
        if (span_equal(said->answers[i].link_id, link_id))
            return said->answers[i].raw;
    return SPAN("");
}

static bool offers_no(const struct form_item *item)
{
    for (uint32_t i = 0; i < item->n_options; i++)
        if (span_is(item->options[i].code, "no"))
            return true;
    return false;
}

static struct span answer_to(const struct client_said *said, const struct form_item *item)
{
    struct span raw = answer_said(said, item->link_id);

    if (raw.len == 0 && span_is(item->link_id, "name_to_use"))
        raw = span_of(said->name);
    if (raw.len == 0 && span_is(item->link_id, "pronoun"))
        raw = span_of(said->pronoun);
    if (raw.len == 0 && span_is(item->link_id, "birth_date"))
        raw = span_of(said->born);
    return raw.len == 0 && offers_no(item) ? SPAN("no") : raw;
}

/* What is asked now and was not answered yet. */
static size_t answer_shown(const struct client_said *said, const struct intake *intake,
                           struct intake_answer answers[ANSWERS_MOST])
{
    size_t n = 0;

    for (uint32_t i = 0; i < intake->form->n_items && n < ANSWERS_MOST; i++) {
        struct span raw = answer_to(said, &intake->form->items[i]);

        if (intake->shown[i] && !intake->answers->of[i].given && raw.len > 0)
            answers[n++] = (struct intake_answer){intake->form->items[i].link_id, raw};
    }
    return n;
}

static enum status save(struct place *place, struct visitor *visitor, bool *ret_more)
{
    struct save_intake in = {.hand = place_hand(place, visitor->own, OWN), .client = visitor->id};
    struct intake_answer answers[ANSWERS_MOST];
    struct save_intake_reply reply;
    struct intake intake;
    enum status st = view_intake(&place->practice, &place->arena, visitor->own, visitor->id,
                                 &intake, &place->why);

    if (st != HF_OK)
        return st;
    in.answers = answers;
    in.count = answer_shown(visitor->said, &intake, answers);
    *ret_more = in.count > 0;
    if (in.count == 0)
        return HF_OK;
    st = save_intake(&place->practice, &place->arena, &in, &reply, &place->why);
    if (st == HF_OK && reply.n_wrong > 0)
        return fault_set(&place->why, HF_INVALID, "an answer does not fit its question");
    return st == HF_OK && reply.intake.is_minor
               ? fault_set(&place->why, HF_CONFLICT, "the date of birth says minor")
               : st;
}

enum status walk_give(struct place *place, struct visitor *visitor)
{
    struct answer_intake in = {place_hand(place, visitor->own, OWN), visitor->id};
    struct answer_intake_reply reply;
    enum status st = answer_intake(&place->practice, &place->arena, &in, &reply, &place->why);

    return st == HF_OK && reply.n_missing > 0
               ? fault_set(&place->why, HF_CONFLICT, "%.*s is not answered",
                           SPAN_ARGS(reply.intake.form->items[reply.missing[0]].link_id))
               : st;
}

enum status walk_draft(struct place *place, struct visitor *visitor)
{
    bool more = true;
    enum status st = HF_OK;

    while (more && st == HF_OK) {
        st = save(place, visitor, &more);
        place_later(place, 4 * MINUTE_S);
    }
    return st;
}

enum status walk_intake(struct place *place, struct visitor *visitor)
{
    enum status st = walk_draft(place, visitor);

    return st == HF_OK ? walk_give(place, visitor) : st;
}

/* --- what a person makes of it --------------------------------------------------------------- */

static enum status show_age(struct place *place, struct visitor *visitor)
{
    struct see_age in = {place_hand(place, visitor->practitioner, DESK), visitor->id,
                         span_of(visitor->said->born), span_of(visitor->said->document)};

    return see_age(&place->practice, &place->arena, &in, &place->why);
}

enum status walk_review(struct place *place, struct visitor *visitor)
{
    enum status st = show_age(place, visitor);

    if (st != HF_OK)
        return st;
    place_later(place, 5 * MINUTE_S);
    struct review_screening in = {.hand = place_hand(place, visitor->practitioner, DESK),
                                  .client = visitor->id,
                                  .sentence = span_of(visitor->said->sentence),
                                  .refer_on = visitor->said->refer_on};
    struct review_screening_reply reply;

    st = review_screening(&place->practice, &place->arena, &in, &reply, &place->why);
    return st == HF_OK && reply.lacks != 0
               ? fault_set(&place->why, HF_CONFLICT, "the review lacks %x", reply.lacks)
               : st;
}

/* --- the plan, and the client's word on it --------------------------------------------------- */

static enum status change(struct place *place, struct draft_plan in, struct plan_file *ret)
{
    place_later(place, 2 * MINUTE_S);
    return draft_plan(&place->practice, &place->arena, &in, ret, &place->why);
}

/* Nobody else is there, nothing is for teaching, and everything is told in English. */
static const struct {
    const char *ask, *value;
} terms[] = {
    {"CO04.words", "To settle before anything else."},
    {"CO06.inside", "One gloved finger, water-based lubricant, no tool."},
    {"CO08.sessions", "This one, then we talk again."},
    {"CO08.cost", "85 for an hour, by transfer within two weeks."},
    {"CO12.other", "Only outside, exercises at home, a physician, or waiting."},
    {"CO15.who", "Nora Lind, trained"},
    {"CO18.plan",
     "Outer clothes come off behind the screen while I am out; a sheet covers the rest."},
    {"CO19.talk", "English"},
};

static struct span answer_of(const struct checklist_item *item)
{
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        if (span_is(item->id, terms[i].ask))
            return span_of(terms[i].value);
    if (span_is(item->id, "CO15.offer"))
        return SPAN("declined");
    for (uint32_t i = 0; i < item->ask->n_options; i++)
        if (item->ask->options[i].counts)
            return item->ask->options[i].id;
    return SPAN("yes");
}

static struct checklist_answers answers_of(const struct checklist_state *state, enum ask_who who,
                                           struct checklist_answer at[CHOICES_HERE])
{
    struct checklist_answers answers = {at, 0};

    for (size_t i = 0; i < state->count && answers.count < CHOICES_HERE; i++)
        if (state->items[i].ask->who == who)
            at[answers.count++] =
                (struct checklist_answer){state->items[i].id, answer_of(&state->items[i])};
    return answers;
}

static enum status say_first(struct place *place, struct visitor *visitor, struct plan_file *plan)
{
    struct checklist_answer at[CHOICES_HERE];
    struct say_terms in = {.hand = place_hand(place, visitor->practitioner, DESK),
                           .client = visitor->id,
                           .answers = answers_of(&plan->checklist, ASK_PRACTITIONER, at)};

    place_later(place, 3 * MINUTE_S);
    return say_terms(&place->practice, &place->arena, &in, plan, &place->why);
}

enum status walk_propose(struct place *place, struct visitor *visitor, const char *pack)
{
    struct draft_plan draft = {.hand = place_hand(place, visitor->practitioner, DESK),
                               .client = visitor->id,
                               .change = PLAN_FROM_PACK,
                               .pack = span_of(pack)};
    struct plan_file plan;
    enum status st = change(place, draft, &plan);

    if (st != HF_OK)
        return st;
    st = say_first(place, visitor, &plan);
    if (st != HF_OK)
        return st;
    struct propose_consent in = {place_hand(place, visitor->practitioner, DESK), visitor->id};

    return propose_consent(&place->practice, &place->arena, &in, &place->why);
}

static struct consent_choice choose(const struct proposal_row *row, const char *no_to)
{
    return (struct consent_choice){
        .region = row->region,
        .side = row->side,
        .answer = span_is(row->region, no_to) ? CHOICE_NO : CHOICE_YES,
        .dots = row->dots,
        .on_skin = !row->offers_skin,
        .techniques = row->techniques,
    };
}

enum status walk_consent(struct place *place, struct visitor *visitor, const char *no_to)
{
    struct checklist_answer answers[CHOICES_HERE];
    struct consent_choice choices[CHOICES_HERE];
    struct give_consent in = {.hand = place_hand(place, visitor->own, OWN),
                              .client = visitor->id,
                              .choices = choices,
                              .name = span_of(visitor->said->name),
                              .says_it_oneself = true,
                              .lang = ENGLISH,
                              .until = SPAN("ninety days from today")};
    struct give_consent_reply reply;
    struct consent_file file;
    enum status st = view_consent(&place->practice, &place->arena, visitor->own, visitor->id, &file,
                                  &place->why);

    if (st != HF_OK)
        return st;
    for (; in.count < file.n_rows && in.count < CHOICES_HERE; in.count++)
        choices[in.count] = choose(&file.rows[in.count], no_to);
    in.answers = answers_of(&file.plan.checklist, ASK_CLIENT, answers);
    in.seen = file.seen;
    place_later(place, 10 * MINUTE_S);
    st = give_consent(&place->practice, &place->arena, &in, &reply, &place->why);
    return st == HF_OK && (reply.lacks != 0 || reply.n_wrong != 0)
               ? fault_set(&place->why, HF_CONFLICT, "the consent lacks %x, %zu rows are wrong",
                           reply.lacks, reply.n_wrong)
               : st;
}

/* The number of the first step that can't be agreed, 0 when there is none. */
static size_t first_denied(const struct plan_file *plan)
{
    for (size_t i = 0; plan->is_there && i < plan->said->steps.count; i++)
        if (plan->checks[i].is_denied)
            return i + 1;
    return 0;
}

static enum status leave_out_denied(struct place *place, struct visitor *visitor)
{
    struct draft_plan in = {.hand = place_hand(place, visitor->practitioner, DESK),
                            .client = visitor->id,
                            .change = PLAN_REMOVE};
    struct plan_file plan;
    enum status st = view_plan(&place->practice, &place->arena, visitor->practitioner, visitor->id,
                               &plan, &place->why);

    while (st == HF_OK && (in.number = first_denied(&plan)) != 0) {
        st = change(place, in, &plan);
        in.hand.request = (struct request_id){world_id(&place->world)};
    }
    return st;
}

enum status walk_agree(struct place *place, struct visitor *visitor)
{
    enum status st = leave_out_denied(place, visitor);

    if (st != HF_OK)
        return st;
    struct agree_plan in = {place_hand(place, visitor->own, OWN), visitor->id, ENGLISH};
    struct plan_file plan;

    st = agree_plan(&place->practice, &place->arena, &in, &plan, &place->why);
    return st == HF_OK && !plan.is_agreed
               ? fault_set(&place->why, HF_CONFLICT, "%zu steps can't be agreed", plan.n_denied)
               : st;
}
