/* test/unit/usecase/test_plan.c - from the questions to an agreed plan: what happens, what is
 * refused, and how often an act counts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "told.h"

#include "keep/ledger/export.h"
#include "usecase/client_stage.h"
#include "usecase/consent.h"
#include "usecase/find_receipt.h"
#include "usecase/readers.h"
#include "usecase/screening.h"
#include "usecase/view_me.h"

#include <ctype.h>

enum { ANSWERS_MOST = 400 };

static struct client_file file;

struct load_work {
    struct keyring *reader;
};

static enum status load_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct load_work *work = arg;

    return client_file_load(ltx, &h.practice, work->reader, h.client, &file, why);
}

static void load(void)
{
    struct load_work work = {h.ana};

    fault_clear(&h.why);
    need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, load_inside, &work, &h.why),
         "load");
}

static size_t count_of(uint16_t action)
{
    size_t n = 0;

    load();
    for (size_t i = 0; i < file.chain.count; i++)
        n += file.chain.at[i].entry->action == action;
    return n;
}

static enum stage stage(void)
{
    load();
    return client_stage(&file).stage;
}

/* --- questions ------------------------------------------------------------------------------- */

/* Every choice "no", or what stands here. */
static const struct {
    const char *link_id, *raw;
} special[] = {
    {"birth_date", "1988-05-17"}, {"name_to_use", "Robin"}, {"contact_channel", "email"},
    {"organ_anus", "yes"},        {"organ_rectum", "yes"},  {"organ_penis", "no"},
    {"mind_stop", "yes"},         {"never", "My neck."},
};

static struct span answer_to(const struct form_item *item, const char *skipped)
{
    if (span_is(item->link_id, skipped))
        return SPAN("skip");
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (span_is(item->link_id, special[i].link_id))
            return span_of(special[i].raw);
    return item->kind == FORM_CHOICE ? SPAN("no") : SPAN("");
}

static size_t all_answers(struct intake_answer *answers, const char *skipped)
{
    const struct form *form = h.knowledge.intake;
    size_t n = 0;

    for (uint32_t i = 0; i < form->n_items && n < ANSWERS_MOST; i++)
        if (form->items[i].kind != FORM_GROUP && form->items[i].kind != FORM_DISPLAY)
            answers[n++] =
                (struct intake_answer){form->items[i].link_id, answer_to(&form->items[i], skipped)};
    return n;
}

static enum status save_one(const char *link_id, const char *raw, struct save_intake_reply *ret)
{
    struct intake_answer answer = {span_of(link_id), span_of(raw)};
    struct save_intake in = {hand_of(h.robin, 3), h.client, &answer, 1};

    fault_clear(&h.why);
    return save_intake(&h.practice, &h.arena, &in, ret, &h.why);
}

static void answer_everything(const char *skipped, struct answer_intake *ret)
{
    static struct intake_answer answers[ANSWERS_MOST];
    struct save_intake in = {hand_of(h.robin, 3), h.client, answers, 0};
    struct save_intake_reply saved;
    struct answer_intake_reply given;

    in.count = all_answers(answers, skipped);
    need(save_intake(&h.practice, &h.arena, &in, &saved, &h.why), "save");
    *ret = (struct answer_intake){in.hand, h.client};
    need(answer_intake(&h.practice, &h.arena, ret, &given, &h.why), "answer");
}

static void test_intake_from_one_page(void)
{
    struct intake_answer answer = {SPAN("birth_date"), SPAN("1980-01-01")};
    struct save_intake in = {hand_of(h.robin, 3), h.client, &answer, 1};
    struct save_intake_reply saved;
    size_t before = count_of(ACTION_INTAKE_DRAFT);

    need(save_intake(&h.practice, &h.arena, &in, &saved, &h.why), "save");
    need(save_intake(&h.practice, &h.arena, &in, &saved, &h.why), "save again");
    tap_case("the same answers count once", count_of(ACTION_INTAKE_DRAFT) == before + 1);
    answer.raw = SPAN("1981-01-01");
    need(save_intake(&h.practice, &h.arena, &in, &saved, &h.why), "another");
    answer.raw = SPAN("1980-01-01");
    need(save_intake(&h.practice, &h.arena, &in, &saved, &h.why), "the first one");
    tap_case("another answer from the same page is kept, and the first one once more",
             count_of(ACTION_INTAKE_DRAFT) == before + 3);
}

/* The last part comes with the answers as a whole, in one form: their entries must not meet,
 * however long the chain is. N_ANSWERED of usecase/answer_intake.c is 16. */
static void fill_chain_up_to(size_t count)
{
    static const char *const days[] = {"1980-01-02", "1980-01-01"};
    struct save_intake_reply saved;

    load();
    tap_case("the chain is shorter yet", file.chain.count < count);
    for (size_t i = 0; file.chain.count < count && i < count; i++) {
        need(save_one("birth_date", days[i % 2], &saved), "save");
        load();
    }
    tap_case("and now as long", file.chain.count == count);
}

static void test_intake(void)
{
    struct save_intake_reply saved;
    struct answer_intake_reply given;
    struct answer_intake in = {hand_of(h.robin, 3), h.client};

    need(save_one("birth_date", "2015-01-01", &saved), "save a minor's date");
    tap_case("a date of birth that says minor keeps no answer",
             saved.intake.is_minor && count_of(ACTION_INTAKE_DRAFT) == 0);
    tap_case("the record says that the age is in doubt",
             file.identity->age_evidence == AGE_IN_DOUBT && span_is(file.identity->name, "Robin"));
    tap_case("the lists say held, not plan", client_stage(&file).stage == STAGE_HELD);
    test_intake_from_one_page();
    need(save_one("birth_date", "2098-01-01", &saved), "save");
    tap_case("a birth to come is a slip, not a minor",
             saved.n_wrong == 1 && !saved.intake.is_minor);
    need(save_one("birth_date", "yesterday", &saved), "save");
    tap_case("an answer that does not fit is named", saved.n_wrong == 1);
    need(save_one("inf_any", "yes", &saved), "save");
    tap_case("a yes opens the questions behind it", saved.n_more > 0);
    size_t drafts = count_of(ACTION_INTAKE_DRAFT);

    need(save_one("inf_any", "yes", &saved), "save");
    tap_case("the same answer is kept once", count_of(ACTION_INTAKE_DRAFT) == drafts);
    need(answer_intake(&h.practice, &h.arena, &in, &given, &h.why), "answer");
    tap_case("what is needed is asked for before it is given",
             given.n_missing > 0 && count_of(ACTION_INTAKE_ANSWERED) == 0);
    fill_chain_up_to(16);
    answer_everything("inf_any", &in);
    struct answer_intake other = {hand_of(h.ana, 1), h.client};

    tap_case("nobody answers for the client",
             answer_intake(&h.practice, &h.arena, &other, &given, &h.why) == HF_CONFLICT);
    tap_case("answers are given whole", count_of(ACTION_INTAKE_ANSWERED) == 1 &&
                                            count_of(ACTION_ORGANS_SET) == 1 &&
                                            count_of(ACTION_NEVER_SAID) == 1);
    need(answer_intake(&h.practice, &h.arena, &in, &given, &h.why), "answer again");
    tap_case("given again they count once", count_of(ACTION_INTAKE_ANSWERED) == 1);
}

/* --- screening ------------------------------------------------------------------------------- */

static struct screening_file screened;

static void look_at_answers(void)
{
    fault_clear(&h.why);
    need(view_screening(&h.practice, &h.arena, h.ana, h.client, &screened, &h.why), "screening");
}

static unsigned review_as(struct review_screening *in)
{
    struct review_screening_reply reply;

    fault_clear(&h.why);
    need(review_screening(&h.practice, &h.arena, in, &reply, &h.why), "review");
    return reply.lacks;
}

static void test_screening(void)
{
    struct review_screening in = {.hand = hand_of(h.ana, 1), .client = h.client};
    struct answer_intake again;

    look_at_answers();
    tap_case("what was not answered is an open question", screened.n_open > 0);
    tap_case("a review needs its sentence", (review_as(&in) & REVIEW_NO_SENTENCE) != 0);
    in.sentence = SPAN("Light work is fine.");
    tap_case("open questions keep it open", review_as(&in) == REVIEW_OPEN_QUESTIONS);
    tap_case("and make no finding",
             count_of(ACTION_FINDING_SET) == 0 && count_of(ACTION_SCREENING_REVIEWED) == 0);
    answer_everything("", &again);
    look_at_answers();
    tap_case("the client's answer closes them", screened.n_open == 0);
    in.hand = hand_of(h.ana, 1);
    tap_case("then it can be signed", review_as(&in) == 0 && stage() == STAGE_PLAN);
    tap_case("sent again it counts once",
             review_as(&in) == 0 && count_of(ACTION_SCREENING_REVIEWED) == 1);
}

static enum stage listed_stage(void)
{
    struct client_lines list;

    need(list_clients(&h.practice, &h.arena, h.ana, SPAN(""), &list, &h.why), "list");
    return list.at[0].stage.stage;
}

/* Lists open names alone, so they can't tell a client to be planned from one who was referred. */
static void test_referred(void)
{
    struct review_screening in = {.hand = hand_of(h.ana, 1),
                                  .client = h.client,
                                  .sentence = SPAN("A doctor first."),
                                  .refer_on = true};

    in.refer_on = false;
    tap_case("a client is taken on", review_as(&in) == 0 && stage() == STAGE_PLAN);
    in.refer_on = true;
    tap_case("and referred on from the same page",
             review_as(&in) == 0 && stage() == STAGE_REFERRED);
    in.hand = hand_of(h.ana, 1);

    tap_case("who is referred on is not to be planned",
             review_as(&in) == 0 && stage() == STAGE_REFERRED);
    tap_case("and a list does not say so either", listed_stage() == STAGE_REVIEWED);
    in.hand = hand_of(h.ana, 1);
    in.refer_on = false;
    tap_case("until a review says otherwise", review_as(&in) == 0 && stage() == STAGE_PLAN);
}

static void take_on_everything(struct review_screening *in, struct review_choice *choices)
{
    look_at_answers();
    for (size_t i = 0; i < screened.n_lines; i++)
        choices[in->count++] = (struct review_choice){.finding = screened.lines[i].finding->id,
                                                      .verdict = REVIEW_ACCEPTED};
    in->choices = choices;
}

/* A question that stays unanswered can be taken on; then it holds whatever is answered later. */
static void test_taken_on(void)
{
    static struct review_choice choices[PACK_MAX_ROWS];
    struct review_screening in = {.hand = hand_of(h.ana, 1),
                                  .client = h.client,
                                  .sentence = SPAN("Taken on as if it were so.")};
    struct answer_intake again;

    answer_everything("bl_pressure", &again);
    answer_everything("now_fever", &again);
    take_on_everything(&in, choices);
    size_t findings = screened.n_lines;

    tap_case("an open question can be taken on as a finding", findings > 0 && review_as(&in) == 0);
    tap_case("each becomes one finding", count_of(ACTION_FINDING_SET) == findings);
    answer_everything("", &again);
    look_at_answers();
    tap_case("a later answer does not end it", screened.n_standing == findings);
    struct review_screening last = {.hand = hand_of(h.ana, 1),
                                    .client = h.client,
                                    .sentence = SPAN("Fever is over; a clinician ends it.")};

    tap_case("and the next review neither", review_as(&last) == 0 && screened.n_standing > 0);
}

/* A clinician of the practice, whom the client lets read. */
static struct keyring *meet_clinician(void)
{
    struct add_person add = {hand_of(h.ana, 1), SPAN("Cleo"), ROLE_CLINICIAN};
    struct add_person_reply added;
    struct sign_in_reply reply;

    need(add_person(&h.practice, &h.arena, &add, &added, &h.why), "clinician");
    struct open_link open = {.token = span_of(added.link.token), .word = span_of(added.link.word)};

    need(open_link(&h.practice, &open, &reply, &h.why), "open link");
    struct let_read let = {hand_of(h.robin, 3), added.person};

    need(let_read(&h.practice, &h.arena, &let, &h.why), "let read");
    return open_pass(reply.pass);
}

static enum status end_as(struct keyring *who, struct end_finding *in)
{
    fault_clear(&h.why);
    in->hand = hand_of(who, 1);
    enum status st = end_finding(&h.practice, &h.arena, in, &h.why);

    fault_clear(&h.why);
    return st;
}

static bool stands(struct span finding)
{
    look_at_answers();
    for (size_t i = 0; i < screened.n_standing; i++)
        if (span_equal(screened.standing[i].finding, finding))
            return true;
    return false;
}

static void test_end_finding(void)
{
    struct keyring *cleo = meet_clinician();

    look_at_answers();
    struct end_finding in = {.client = h.client, .finding = screened.standing[0].finding};

    tap_case("a finding ends with a document alone", end_as(cleo, &in) == HF_INVALID);
    in.document = SPAN("Letter of Dr. Weiss, 3 May 2026");
    in.reason = SPAN("No fever for two weeks.");
    tap_case("and by a clinician alone", end_as(h.ana, &in) == HF_INVALID && stands(in.finding));
    tap_case("who says so once",
             end_as(cleo, &in) == HF_OK && !stands(in.finding) && end_as(cleo, &in) == HF_CONFLICT);
    keyring_close(cleo);
}

static void test_age(void)
{
    struct see_age in = {.hand = hand_of(h.ana, 1), .client = h.client, .document = SPAN("")};

    in.born = SPAN("1988-05-17");
    tap_case("without a document nobody is known to be of age",
             see_age(&h.practice, &h.arena, &in, &h.why) == HF_INVALID && !screened.age.is_adult);
    in.document = SPAN("Passport");
    fault_clear(&h.why);
    need(see_age(&h.practice, &h.arena, &in, &h.why), "age");
    need(see_age(&h.practice, &h.arena, &in, &h.why), "age again");
    look_at_answers();
    tap_case("a document that was seen makes an adult sure", screened.age.is_adult);
    size_t seen = count_of(ACTION_IDENTITY_SET);

    in.document = SPAN("Identity card");
    need(see_age(&h.practice, &h.arena, &in, &h.why), "another document");
    tap_case("another document from the same page is another act",
             count_of(ACTION_IDENTITY_SET) == seen + 1);
    need(see_age(&h.practice, &h.arena, &in, &h.why), "the same again");
    tap_case("and once", count_of(ACTION_IDENTITY_SET) == seen + 1);
    struct give_clearance clear = {.hand = hand_of(h.ana, 1), .client = h.client};

    fault_clear(&h.why);
    tap_case("a rule that is none can't be cleared",
             give_clearance(&h.practice, &h.arena, &clear, &h.why) == HF_INVALID);
}

/* --- plan and consent ------------------------------------------------------------------------ */

static struct plan_file plan;

static enum status add_step(const char *region, const char *technique, struct draft_plan *in)
{
    *in = (struct draft_plan){.hand = hand_of(h.ana, 1),
                              .client = h.client,
                              .change = PLAN_ADD,
                              .step = {.region = span_of(region),
                                       .technique = span_of(technique),
                                       .side = SIDE_BOTH,
                                       .intent = INTENT_THERAPEUTIC,
                                       .pressure = 6,
                                       .duration_s = 600}};
    fault_clear(&h.why);
    return draft_plan(&h.practice, &h.arena, in, &plan, &h.why);
}

static enum status agree(struct agree_plan *in)
{
    fault_clear(&h.why);
    return agree_plan(&h.practice, &h.arena, in, &plan, &h.why);
}

static void test_draft(void)
{
    struct agree_plan agreeing = {hand_of(h.ana, 1), h.client, 0};
    struct draft_plan in;

    tap_case("there is nothing to agree to before a draft", agree(&agreeing) == HF_CONFLICT);
    need(add_step("mid_back", "stroke", &in), "add");
    need(draft_plan(&h.practice, &h.arena, &in, &plan, &h.why), "add again");
    tap_case("a step is added once however often it is sent",
             plan.said->steps.count == 1 && count_of(ACTION_PLAN_DRAFTED) == 1);
    tap_case("it waits for the client and for nothing else", plan.checks[0].is_waiting);
    in.step.technique = SPAN("knead");
    need(draft_plan(&h.practice, &h.arena, &in, &plan, &h.why), "another from the same page");
    tap_case("another step from the same page is another act", plan.said->steps.count == 2);
    in = (struct draft_plan){
        .hand = hand_of(h.ana, 1), .client = h.client, .change = PLAN_REMOVE, .number = 2};
    need(draft_plan(&h.practice, &h.arena, &in, &plan, &h.why), "remove");
    tap_case("a place that the client does not have can't be added",
             add_step("glans", "still_hold", &in) == HF_INVALID);
    tap_case("the whole back is no place for a step",
             add_step("back", "stroke", &in) == HF_INVALID);
    need(agree(&agreeing), "try to agree");
    need(agree(&agreeing), "try again");
    tap_case(
        "what nobody said yes to, and was not told, can't be agreed; the try is on record once",
        !plan.is_agreed && count_of(ACTION_ACT_REFUSED) == 2);
}

static struct consent_file asked;

static enum status ask_client(struct keyring *reader)
{
    fault_clear(&h.why);
    return view_consent(&h.practice, &h.arena, reader, h.client, &asked, &h.why);
}

static bool is_no_at(const char *region)
{
    load();
    return consent_standing_limit(&file, span_of(region), SIDE_BOTH, false) != NULL;
}

static struct give_consent_reply kept;

static void give(struct give_consent *in, struct consent_choice choice)
{
    choice.region = SPAN("mid_back");
    choice.side = SIDE_BOTH;
    in->client = h.client;
    in->choices = &choice;
    in->count = 1;
    struct plan_file now = told_plan();

    in->answers = told_answers(&now.checklist, ASK_CLIENT);
    fault_clear(&h.why);
    need(give_consent(&h.practice, &h.arena, in, &kept, &h.why), "consent");
}

static void test_consent(void)
{
    struct propose_consent propose = {hand_of(h.ana, 1), h.client};
    struct give_consent in = {.hand = hand_of(h.robin, 3)};

    tap_case("a draft is not shown to the client", ask_client(h.robin) == HF_NOT_FOUND);
    told_terms();
    need(propose_consent(&h.practice, &h.arena, &propose, &h.why), "propose");
    need(propose_consent(&h.practice, &h.arena, &propose, &h.why), "propose again");
    tap_case("a proposal counts once", count_of(ACTION_PLAN_PROPOSED) == 1);
    need(ask_client(h.robin), "ask");
    tap_case("nothing is decided beforehand", asked.n_rows == 1 && asked.rows[0].answer == 0);
    in.seen = asked.seen;
    give(&in, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
    tap_case("a yes without name and statement is not kept",
             kept.lacks == (CONSENT_NO_NAME | CONSENT_NO_STATEMENT) && count_of(ACTION_GRANT) == 0);
    in.name = SPAN("Robin");
    in.says_it_oneself = true;
    give(&in, (struct consent_choice){.answer = CHOICE_YES});
    tap_case("a yes needs its pressure", kept.rows[0] == CONSENT_ROW_NO_DOTS);
    give(&in, (struct consent_choice){.answer = CHOICE_YES, .dots = 3, .on_skin = true});
    tap_case("a whole yes is kept, with a receipt",
             kept.n_wrong == 0 && kept.yes == 1 && kept.reference[0] != '\0');
    give(&in, (struct consent_choice){.answer = CHOICE_YES, .dots = 3, .on_skin = true});
    tap_case("sent again it counts once", count_of(ACTION_GRANT) == 1 && kept.reference[0] != '\0');
}

/* The hash beside a yes is that of the words that stand in it. */
static void test_words(void)
{
    const struct ledger_entry *entry = NULL;
    uint8_t plain[32];

    load();
    const struct grant_content *grant = file_chain_last(file.chain, ACTION_GRANT, &entry);

    tap_case("the entry names the exact words by their hash",
             ledger_names_text(entry, grant->words) && grant->words.len > 0);
    tap_case("and no others", !ledger_names_text(entry, SPAN("other words")));
    vault_sha256(grant->words, plain);
    tap_case("who has the log alone can't try words out",
             memcmp(plain, entry->text_hash, sizeof plain) != 0);
}

/* The page comes back out of the browser's memory and is sent with another answer. */
static void test_consent_from_one_page(void)
{
    struct give_consent in = {
        .hand = hand_of(h.robin, 3), .name = SPAN("Robin"), .says_it_oneself = true};

    need(ask_client(h.robin), "ask");
    in.seen = asked.seen;
    give(&in, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
    give(&in, (struct consent_choice){.answer = CHOICE_NO});
    tap_case("a no from a page that was a yes before is a no", is_no_at("mid_back"));
    give(&in, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
    tap_case("which that old page does not undo", is_no_at("mid_back"));
    in.hand = hand_of(h.robin, 3);
    need(ask_client(h.robin), "ask");
    in.seen = asked.seen;
    give(&in, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
    tap_case("though a new page does", !is_no_at("mid_back"));
    size_t nevers = count_of(ACTION_NEVER_SAID);

    in.never = SPAN("my feet");
    give(&in, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
    tap_case("what is never to be touched is kept from that page, too",
             count_of(ACTION_NEVER_SAID) == nevers + 1);
}

/* Both pages stand in a tab of their own. */
static void test_consent_from_two_pages(void)
{
    struct give_consent older = {
        .hand = hand_of(h.robin, 3), .name = SPAN("Robin"), .says_it_oneself = true};
    struct give_consent newer = older;

    need(ask_client(h.robin), "ask");
    older.seen = asked.seen;
    give(&older, (struct consent_choice){.answer = CHOICE_NO});
    need(ask_client(h.robin), "ask");
    newer.hand = hand_of(h.robin, 3);
    newer.seen = asked.seen;
    give(&newer, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
    tap_case("a yes of a newer page takes the no back", !is_no_at("mid_back"));
    give(&older, (struct consent_choice){.answer = CHOICE_NO});
    tap_case("the same no once more from its old page is a no", is_no_at("mid_back"));
    size_t limits = count_of(ACTION_LIMIT);

    give(&older, (struct consent_choice){.answer = CHOICE_NO});
    tap_case("and counts once", is_no_at("mid_back") && count_of(ACTION_LIMIT) == limits);
    give(&newer, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
    tap_case("the yes sent again is not told as one that stands",
             kept.lacks == CONSENT_UNSEEN && is_no_at("mid_back"));
    newer.hand = hand_of(h.robin, 3);
    need(ask_client(h.robin), "ask");
    newer.seen = asked.seen;
    give(&newer, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
}

static void change_plan(struct draft_plan *in)
{
    struct propose_consent propose = {hand_of(h.ana, 1), h.client};

    need(draft_plan(&h.practice, &h.arena, in, &plan, &h.why), "change");
    told_terms();
    need(propose_consent(&h.practice, &h.arena, &propose, &h.why), "propose");
}

/* The page stands open while the plan behind it becomes another one. */
static void test_consent_to_what_was_shown(void)
{
    static const struct span knead[] = {SPAN_INIT("knead")};
    struct give_consent in = {
        .hand = hand_of(h.robin, 3), .name = SPAN("Robin"), .says_it_oneself = true};
    struct consent_choice yes = {.answer = CHOICE_YES, .dots = 4, .techniques = {knead, 1}};
    struct draft_plan more, less = {
                                .hand = hand_of(h.ana, 1),
                                .client = h.client,
                                .change = PLAN_REMOVE,
                                .number = 2,
                            };
    size_t grants = count_of(ACTION_GRANT);

    need(ask_client(h.robin), "ask");
    in.seen = asked.seen;
    need(add_step("mid_back", "knead", &more), "add");
    change_plan(&more);
    give(&in, yes);
    tap_case("a yes on the page of another plan is not kept",
             kept.lacks == CONSENT_UNSEEN && count_of(ACTION_GRANT) == grants);
    need(ask_client(h.robin), "ask");
    in.seen = asked.seen;
    give(&in, yes);
    tap_case("on the page of this plan it is",
             kept.lacks == 0 && count_of(ACTION_GRANT) == grants + 1);
    change_plan(&less);
    need(ask_client(h.robin), "ask");
    in.seen = asked.seen;
    in.hand = hand_of(h.robin, 3);
    give(&in, (struct consent_choice){.answer = CHOICE_YES, .dots = 3});
}

static uint8_t agreed_how(void)
{
    uint8_t how = 0;

    load();
    for (size_t i = 0; i < file.chain.count; i++) {
        const struct plan_agreed_content *c = file.chain.at[i].content;

        if (file.chain.at[i].entry->action == ACTION_PLAN_AGREED && c != NULL)
            how = c->given.how;
    }
    return how;
}

static void test_agree(void)
{
    struct agree_plan in = {hand_of(h.ana, 1), h.client, 0};
    uint8_t proof = keyring_who(h.ana)->proof;

    keyring_set_proof(h.ana, PROOF_SHARED_DEVICE);
    need(agree(&in), "agree");
    keyring_set_proof(h.ana, proof);
    tap_case("what was agreed on a shared device says so", agreed_how() == GIVEN_SHARED_DEVICE);
    tap_case("with the client's yes it is agreed", plan.is_agreed && stage() == STAGE_READY);
    need(agree(&in), "agree again");
    tap_case("and once", count_of(ACTION_PLAN_AGREED) == 1);
}

static void view_it(void)
{
    fault_clear(&h.why);
    need(view_plan(&h.practice, &h.arena, h.ana, h.client, &plan, &h.why), "plan");
}

/* A session of the plan, begun and over. */
static void hold_session(void)
{
    struct session_started_content begun = {.plan = plan.plan.id,
                                            .practitioner = keyring_who(h.ana)->person.id,
                                            .intent = INTENT_THERAPEUTIC,
                                            .mode = SESSION_STEPS};
    struct session_ended_content ended = {END_PLANNED};
    struct session_closed_content closed = {.different = HONEST_NO};
    struct id128 session = world_id(&house_world);

    house_write(h.ana, ACTION_SESSION_STARTED, session, &begun);
    tap_case("while it is held it is live", stage() == STAGE_LIVE);
    house_write(h.ana, ACTION_SESSION_ENDED, session, &ended);
    tap_case("when it is over its note waits", stage() == STAGE_CLOSE);
    house_write(h.ana, ACTION_SESSION_CLOSED, session, &closed);
}

static void test_agreed_stands(void)
{
    struct propose_consent propose = {hand_of(h.ana, 1), h.client};
    struct plan_id agreed = plan.plan;

    hold_session();
    tap_case("what was agreed stands for the next session", stage() == STAGE_READY);
    view_it();
    tap_case("and is the present plan still", plan.is_agreed && id_equal(plan.plan.id, agreed.id));
    need(propose_consent(&h.practice, &h.arena, &propose, &h.why), "propose");
    tap_case("asked about anew it waits for the client", stage() == STAGE_CONSENT);
}

static enum status narrow(struct keyring *by, enum narrow_to to, struct narrow_consent *in)
{
    *in = (struct narrow_consent){.hand = hand_of(by, 3),
                                  .client = h.client,
                                  .to = to,
                                  .region = SPAN("mid_back"),
                                  .side = SIDE_BOTH};
    fault_clear(&h.why);
    return narrow_consent(&h.practice, &h.arena, in, &h.why);
}

static void test_narrow(void)
{
    struct reopen_consent reopen = {.client = h.client};
    struct narrow_consent in;
    struct agreed agreed;

    need(narrow(h.robin, NARROW_ASK, &in), "ask");
    load();
    need(consent_agreed(&h.practice, &file, &h.arena, &agreed, &h.why), "agreed");
    tap_case("ask me each time takes nothing more than a tap", agreed.ask == 1 && agreed.yes == 0);
    need(narrow(h.robin, NARROW_ALL_NO, &in), "all no");
    reopen.hand = hand_of(h.ana, 1);
    fault_clear(&h.why);
    tap_case("nobody else takes a no back",
             reopen_consent(&h.practice, &h.arena, &reopen, &h.why) == HF_CONFLICT);
    reopen.hand = hand_of(h.robin, 3);
    fault_clear(&h.why);
    need(reopen_consent(&h.practice, &h.arena, &reopen, &h.why), "reopen");
    view_it();
    tap_case("a no that is taken back makes no yes",
             plan.n_denied == 1 && decision_has(plan.checks[0].decision, REASON_REVOKED));
    need(narrow(h.robin, NARROW_NO, &in), "no");
    size_t limits = count_of(ACTION_LIMIT);

    need(narrow_consent(&h.practice, &h.arena, &in, &h.why), "no again");
    view_it();
    tap_case("a no counts at once, and once",
             plan.n_denied == 1 && count_of(ACTION_LIMIT) == limits);
    need(narrow(h.ana, NARROW_ASK, &in), "by the practitioner");
    tap_case("the practitioner may narrow, too", count_of(ACTION_LIMIT) > limits);
    in.region = SPAN("nowhere");
    in.hand = hand_of(h.robin, 3);
    fault_clear(&h.why);
    tap_case("a place that is none is refused",
             narrow_consent(&h.practice, &h.arena, &in, &h.why) == HF_INVALID);
}

/* A form that does not say what it showed has shown nothing. */
static void test_unseen(void)
{
    struct propose_consent propose = {hand_of(h.ana, 1), h.client};
    struct give_consent in = {
        .hand = hand_of(h.robin, 3), .name = SPAN("Robin"), .says_it_oneself = true};
    struct consent_choice yes = {.answer = CHOICE_YES, .dots = 3, .on_skin = true};
    size_t grants = count_of(ACTION_GRANT);

    need(propose_consent(&h.practice, &h.arena, &propose, &h.why), "propose");
    give(&in, yes);
    tap_case("a yes that does not say what it has seen is not kept after a no",
             kept.lacks == CONSENT_UNSEEN && count_of(ACTION_GRANT) == grants);
    need(ask_client(h.robin), "ask");
    in.seen = asked.seen;
    in.hand = hand_of(h.robin, 3);
    give(&in, yes);
    tap_case("and is once it has", kept.lacks == 0 && count_of(ACTION_GRANT) == grants + 1);
}

/* Every form of one page carries the page's request id; a page that comes back out of the browser's
 * memory, or stands in a second tab, is sent again with another no. */
static void test_narrow_from_one_page(void)
{
    struct reopen_consent reopen = {.hand = hand_of(h.robin, 3), .client = h.client};
    struct narrow_consent in;

    need(narrow(h.robin, NARROW_ASK, &in), "ask");
    in.to = NARROW_NO;
    in.region = SPAN("low_back");
    need(narrow_consent(&h.practice, &h.arena, &in, &h.why), "no");
    tap_case("a second no from the same page counts, too", is_no_at("low_back"));
    in.to = NARROW_ALL_NO;
    need(narrow_consent(&h.practice, &h.arena, &in, &h.why), "all no");
    tap_case("and so does a no to everything", is_no_at("body"));
    need(reopen_consent(&h.practice, &h.arena, &reopen, &h.why), "reopen");
    tap_case("which can be taken back", !is_no_at("body"));
    need(narrow_consent(&h.practice, &h.arena, &in, &h.why), "all no, once more");
    tap_case("and said once more from that old page", is_no_at("body"));
    reopen.hand = hand_of(h.robin, 3);
    need(reopen_consent(&h.practice, &h.arena, &reopen, &h.why), "reopen");
}

/* --- receipts -------------------------------------------------------------------------------- */

static struct me_receipt_whole whole;

static enum status ask_receipt(struct keyring *reader, const char *reference)
{
    fault_clear(&h.why);
    return view_receipt(&h.practice, &h.arena, reader, span_of(reference), &whole, &h.why);
}

static enum status check_receipt(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct span *receipt = arg;
    uint64_t seq = 0;
    enum status st = ledger_receipt_check(ltx, *receipt, &seq, why);

    return st == HF_OK && seq != 0 ? HF_OK : HF_INVALID;
}

static bool receipt_holds(struct span receipt)
{
    return ledger_transact(h.practice.ledger, h.practice.store, &h.arena, check_receipt, &receipt,
                           &h.why) == HF_OK;
}

static enum status choose(bool on_screen)
{
    struct choose_receipts in = {hand_of(h.robin, 2), on_screen};

    fault_clear(&h.why);
    return choose_receipts(&h.practice, &h.arena, &in, &h.why);
}

/* Upper case, without dashes, and with letters that look like digits. */
static bool finds(const char *reference)
{
    char typed[RECEIPT_REFERENCE_TEXT] = "";
    struct found_receipt found;
    size_t n = 0;

    for (size_t i = 0; reference[i] != '\0'; i++)
        if (reference[i] != '-')
            typed[n++] = reference[i] == '0'   ? 'O'
                         : reference[i] == '1' ? 'I'
                                               : (char)toupper((unsigned char)reference[i]);
    fault_clear(&h.why);
    need(find_receipt(&h.practice, &h.arena, span_at(typed, n), &found, &h.why), "find");
    bool is_it = found.presence == PRESENCE_OWN_DEVICE && id_equal(found.client.id, h.client.id);

    typed[0] = typed[0] == 'A' ? 'B' : 'A';
    return is_it &&
           find_receipt(&h.practice, &h.arena, span_at(typed, n), &found, &h.why) == HF_NOT_FOUND &&
           find_receipt(&h.practice, &h.arena, span_at(typed, n - 1), &found, &h.why) == HF_INVALID;
}

static void test_receipts(void)
{
    struct me_file me;

    need(view_me(&h.practice, &h.arena, h.robin, &me, &h.why), "the client's page");
    char reference[RECEIPT_REFERENCE_TEXT];

    memcpy(reference, me.receipts[0].reference, sizeof reference);

    tap_case("each act of consent has a receipt", me.n_receipts > 0);
    need(ask_receipt(h.robin, reference), "a receipt");
    tap_case("it says that an own device signed",
             whole.about.presence == PRESENCE_OWN_DEVICE && whole.about.witness.len == 0);
    tap_case("it says what the act said", span_equal(whole.about.words, me.receipts[0].words) &&
                                              whole.text.len > whole.about.words.len);
    tap_case("it holds, as a file and as text",
             receipt_holds(whole.as_file) && receipt_holds(whole.as_base64));
    tap_case("its number, as people type it, leads back to it", finds(me.receipts[0].reference));
    tap_case("nobody else is shown it", ask_receipt(h.ana, reference) == HF_NOT_FOUND);
    need(choose(false), "hide");
    tap_case("hidden it is not there", ask_receipt(h.robin, reference) == HF_NOT_FOUND);
    need(choose(true), "show");
    tap_case("and is again", ask_receipt(h.robin, reference) == HF_OK);
    reference[0] = reference[0] == '0' ? '1' : '0';
    tap_case("another number is of nothing", ask_receipt(h.robin, reference) == HF_NOT_FOUND);
}

/* --- the shared tablet ----------------------------------------------------------------------- */

static void give_on(struct keyring *tablet, uint8_t answer)
{
    struct consent_choice choice = {
        .region = SPAN("anus_other"), .side = SIDE_BOTH, .answer = answer, .dots = 1};
    struct give_consent in = {.hand = hand_of(tablet, 2),
                              .client = h.client,
                              .choices = &choice,
                              .count = 1,
                              .name = SPAN("Robin"),
                              .says_it_oneself = true};

    fault_clear(&h.why);
    need(give_consent(&h.practice, &h.arena, &in, &kept, &h.why), "consent on the tablet");
}

static void test_tablet(void)
{
    struct hand_over in = {.hand = hand_of(h.ana, 1), .client = h.client, .old_pass = SPAN("")};
    struct propose_consent propose = {hand_of(h.ana, 1), h.client};
    struct sign_in_reply passed;
    struct draft_plan draft;
    struct me_file me;

    need(add_step("anus_other", "still_hold", &draft), "add");
    told_terms();
    need(propose_consent(&h.practice, &h.arena, &propose, &h.why), "propose");
    need(hand_over(&h.practice, &h.arena, &in, &passed, &h.why), "hand over");
    struct keyring *tablet = open_pass(passed.pass);
    size_t grants = count_of(ACTION_GRANT), limits = count_of(ACTION_LIMIT);

    give_on(tablet, CHOICE_YES);
    tap_case("an intimate yes needs the client's own device",
             kept.n_wrong == 1 && count_of(ACTION_GRANT) == grants);
    give_on(tablet, CHOICE_NO);
    tap_case("a no never does", kept.n_wrong == 0 && count_of(ACTION_LIMIT) == limits + 1);
    need(view_me(&h.practice, &h.arena, h.robin, &me, &h.why), "me");
    tap_case("its receipt says on whose word it rests",
             me.receipts[0].presence == PRESENCE_WITNESSED &&
                 span_is(me.receipts[0].witness, "Ana"));
    keyring_close(tablet);
}

int main(void)
{
    house_make();
    test_intake();
    test_screening();
    test_referred();
    test_age();
    test_draft();
    test_consent();
    test_words();
    test_consent_from_one_page();
    test_consent_from_two_pages();
    test_consent_to_what_was_shown();
    test_agree();
    test_agreed_stands();
    test_narrow();
    test_unseen();
    test_narrow_from_one_page();
    test_receipts();
    test_tablet();
    test_taken_on();
    test_end_finding();
    house_end();
    return tap_end();
}
