/* test/unit/usecase/test_packs.c - a newer version of the packs: what it would change for a client,
 * that it acts only once the owner took it, and that nobody is worked on by it unseen.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "room_house.h"

#include "usecase/packs.h"
#include "usecase/plan.h"
#include "usecase/screening.h"

#include <string.h>

enum { FILE_MOST = 1 << 20, ANSWERS_MOST = 400 };

/* --- another version ------------------------------------------------------------------------- */

/* The first `from` of the file becomes `to`. */
struct edit {
    const char *file, *from, *to;
};

struct version {
    struct knowledge knowledge;
    struct arena arena;
    const struct edit *edits;
    size_t count;
};

static struct span edited(const struct version *v, struct span bytes, const struct edit *edit)
{
    const char *at = strstr(bytes.at, edit->from); /* NULL would be a stale edit: it crashes */
    char *out = malloc(FILE_MOST);
    int len = snprintf(out, FILE_MOST, "%.*s%s%s", (int)(at - bytes.at), bytes.at, edit->to,
                       at + strlen(edit->from));
    struct span kept =
        arena_copy((struct arena *)(uintptr_t)&v->arena, span_at(out, (size_t)len + 1));

    free(out);
    return span_at(kept.at, kept.len - 1);
}

static enum status find_edited(void *arg, const char *name, struct span *ret, struct fault *why)
{
    const struct version *v = arg;

    (void)why;
    for (size_t i = 0; i < h.knowledge.n_files; i++)
        if (span_is(h.knowledge.files[i].name, name))
            *ret = h.knowledge.files[i].bytes;
    for (size_t i = 0; i < v->count; i++)
        if (strcmp(v->edits[i].file, name) == 0)
            *ret = edited(v, *ret, &v->edits[i]);
    return HF_OK;
}

static void make_version(struct version *v, const struct edit *edits, size_t count)
{
    *v = (struct version){.edits = edits, .count = count};
    make_arena(&v->arena, KNOWLEDGE_BYTES + 4 * FILE_MOST);
    fault_clear(&h.why);
    need(knowledge_load_from(find_edited, v, &v->arena, &v->knowledge, &h.why), "another version");
    for (size_t i = 0; i < v->knowledge.n_files; i++) {
        uint8_t *hash = arena_array(&v->arena, uint8_t, 32);

        vault_sha256(v->knowledge.files[i].bytes, hash);
        v->knowledge.files[i].hash = span_at(hash, 32);
    }
}

#define HOUSE_DENY(region)                                                                         \
    "\"action\": [\n{\"id\": \"test.new\", \"extension\": [{\"url\": \"urn:holdfast:region\", "    \
    "\"valueString\": \"" region "\"}, {\"url\": \"urn:holdfast:deny\", \"valueBoolean\": true}, " \
    "{\"url\": \"urn:holdfast:when\", \"valueString\": \"always\"}], \"description\": \"New.\"},"

static const struct edit denies[] = {
    {"packs/policy.json", "\"action\": [", HOUSE_DENY("mid_back")}};
/* Fever: now whoever answers no has it, too. */
static const struct edit finds[] = {
    {"packs/screening.json", "'now_fever').answer.value.where(code in ('yes' | 'unknown'))",
     "'now_fever').answer.value.where(code in ('yes' | 'no' | 'unknown'))"}};
static const struct edit screens[] = {{"packs/screening.json",
                                       "\"urn:holdfast:reconsent\", \"valueBoolean\": false",
                                       "\"urn:holdfast:reconsent\", \"valueBoolean\": true"}};
static struct version denying, screening, finding;

/* --- a client with a plan and a yes ------------------------------------------------------------
 */

static void give_answers(void)
{
    static struct intake_answer answers[ANSWERS_MOST];
    const struct form *form = h.knowledge.intake;
    struct save_intake in = {hand_of(h.robin, 3), h.client, answers, 0};
    struct answer_intake all = {in.hand, h.client};
    struct save_intake_reply saved;
    struct answer_intake_reply given;

    for (uint32_t i = 0; i < form->n_items && in.count < ANSWERS_MOST; i++) {
        const struct form_item *item = &form->items[i];
        struct span raw = span_is(item->link_id, "birth_date")        ? SPAN("1988-05-17")
                          : span_is(item->link_id, "name_to_use")     ? SPAN("Robin")
                          : span_is(item->link_id, "contact_channel") ? SPAN("email")
                          : item->kind == FORM_CHOICE                 ? SPAN("no")
                                                                      : SPAN("");

        if (item->kind != FORM_GROUP && item->kind != FORM_DISPLAY)
            answers[in.count++] = (struct intake_answer){item->link_id, raw};
    }
    need(save_intake(&h.practice, &h.arena, &in, &saved, &h.why), "save");
    need(answer_intake(&h.practice, &h.arena, &all, &given, &h.why), "answer");
}

static void be_adult(void)
{
    struct see_age in = {hand_of(h.ana, 1), h.client, SPAN("1988-05-17"), SPAN("passport")};

    need(see_age(&h.practice, &h.arena, &in, &h.why), "age");
}

static void review(const struct practice *practice)
{
    struct review_screening in = {.hand = hand_of(h.ana, 1),
                                  .client = h.client,
                                  .sentence = SPAN("Nothing stands against it.")};
    struct review_screening_reply reply;

    need(review_screening(practice, &h.arena, &in, &reply, &h.why), "review");
    if (reply.lacks != 0)
        need(HF_FAILED, "the review lacks something");
}

static void say_yes(const char *region)
{
    const struct span ana = entry_id_word(keyring_who(h.ana)->person.id, &h.arena);
    struct grant_content said = {.scope = {.region = span_of(region),
                                           .side = SIDE_BOTH,
                                           .techniques = stars,
                                           .access = external_only,
                                           .intents = therapeutic_only,
                                           .practitioners = {&ana, 1}},
                                 .max_pressure = 6,
                                 .given = {.how = GIVEN_OWN_DEVICE}};

    house_write(h.robin, ACTION_GRANT, fresh().id, &said);
}

static void draft(const char *region)
{
    struct draft_plan in = {.hand = hand_of(h.ana, 1),
                            .client = h.client,
                            .change = PLAN_ADD,
                            .step = {.region = span_of(region),
                                     .side = SIDE_BOTH,
                                     .technique = SPAN("stroke"),
                                     .intent = INTENT_THERAPEUTIC,
                                     .pressure = 4,
                                     .duration_s = 300}};
    struct plan_file plan;

    need(draft_plan(&h.practice, &h.arena, &in, &plan, &h.why), "draft");
}

static const struct decision *step(const struct practice *practice, size_t number)
{
    static struct plan_file plan;

    fault_clear(&h.why);
    need(view_plan(practice, &h.arena, h.ana, h.client, &plan, &h.why), "plan");
    return plan.checks[number - 1].decision;
}

/* --- what is told ---------------------------------------------------------------------------- */

static struct packs_change change;

static void look(struct keyring *reader, const struct knowledge *newer)
{
    fault_clear(&h.why);
    need(view_packs(&h.practice, &h.arena, reader, newer, &change, &h.why), "view");
}

static bool has_hit(size_t number, const char *region)
{
    for (size_t i = 0; change.n_clients == 1 && i < change.clients[0].n_hits; i++)
        if (change.clients[0].hits[i].step == number &&
            span_is(change.clients[0].hits[i].region, region) &&
            span_is(change.clients[0].hits[i].rule, "test.new"))
            return true;
    return false;
}

static void test_packs__those_of_the_founding_are_in_force(void)
{
    look(h.ana, &h.knowledge);
    CHECK(change.is_taken && change.n_clients == 0 && change.taken_s > 0);
    CHECK(decision_has(step(&h.practice, 1), REASON_UNKNOWN_EVENT) == false);
}

static void test_packs__a_new_deny_is_told_with_the_step_and_the_yes_that_it_hits(void)
{
    look(h.ana, &denying.knowledge);
    CHECK(!change.is_taken && change.has_older && !change.ends_reviews);
    CHECK_INT(change.differ.count, 1);
    CHECK_INT(change.differ.of[DIFFER_ADDED], 1);
    CHECK_INT(change.n_looked_at, 1);
    CHECK(has_hit(1, "mid_back"));
    CHECK(has_hit(0, "mid_back"));
    CHECK(!has_hit(2, "low_back"));
}

static void test_packs__without_a_reader_no_client_is_looked_at(void)
{
    look(NULL, &denying.knowledge);
    CHECK(change.n_looked_at == 0 && change.n_clients == 0 && change.differ.count == 1);
}

static void test_packs__other_screening_rules_end_the_reviews(void)
{
    look(h.ana, &screening.knowledge);
    CHECK(change.ends_reviews);
    CHECK_INT(change.differ.count, 1);
    CHECK_INT(change.differ.of[DIFFER_STRICTER], 1);
}

static void test_packs__a_finding_that_the_answers_make_now_is_told_with_what_it_hits(void)
{
    look(h.ana, &finding.knowledge);
    CHECK_INT(change.differ.of[DIFFER_CHANGED], 1);
    CHECK_INT((long long)change.n_clients, 1);
    CHECK_INT((long long)change.clients[0].n_found, 1);
    CHECK(span_is(change.clients[0].found[0].finding, "CI01"));
    CHECK(!change.clients[0].found[0].is_open);
    CHECK_INT((long long)change.clients[0].n_gone, 0);
    CHECK_INT((long long)change.clients[0].n_hits, 3); /* two steps and a yes */
}

static void test_packs__looking_changes_nothing(void)
{
    look(h.ana, &h.knowledge);
    CHECK(change.is_taken);
    CHECK(!decision_has(step(&h.practice, 1), REASON_HOUSE));
}

/* --- before and after it is taken ------------------------------------------------------------ */

static struct practice practice_of(const struct version *v)
{
    struct practice practice = h.practice;

    practice.knowledge = &v->knowledge;
    return practice;
}

static void test_packs__a_program_with_others_denies_until_they_are_taken(void)
{
    struct practice newer = practice_of(&denying);

    CHECK(decision_has(step(&newer, 1), REASON_UNKNOWN_EVENT));
    CHECK(decision_has(step(&newer, 2), REASON_UNKNOWN_EVENT));
}

static enum status take(const struct version *v, struct keyring *who, const uint8_t shown[32])
{
    struct practice newer = practice_of(v);
    struct take_packs in = {.hand = hand_of(who, 1)};

    memcpy(in.shown, shown, sizeof in.shown);
    fault_clear(&h.why);
    return take_packs(&newer, &h.arena, &in, &h.why);
}

static void test_packs__what_was_not_shown_is_not_taken(void)
{
    look(h.ana, &screening.knowledge);
    CHECK_INT(take(&denying, h.ana, change.shown), HF_CONFLICT);
    look(h.ana, &h.knowledge);
    CHECK(change.is_taken);
}

static void test_packs__nobody_but_an_owner_takes_them(void)
{
    look(h.ana, &denying.knowledge);
    CHECK(take(&denying, h.robin, change.shown) != HF_OK);
    look(h.ana, &h.knowledge);
    CHECK(change.is_taken);
}

static size_t count_taken(void)
{
    struct practice_file file;

    need(view_practice(&h.practice, &h.arena, &file, &h.why), "practice");
    size_t n = 0;
    for (size_t i = 0; i < file.chain.count; i++)
        n += file.chain.at[i].entry->action == ACTION_PACKS_ADOPTED;
    return n;
}

static void test_packs__taken_they_act_and_the_others_do_no_more(void)
{
    struct practice newer = practice_of(&denying);

    look(h.ana, &denying.knowledge);
    CHECK_INT(take(&denying, h.ana, change.shown), HF_OK);
    CHECK_INT(take(&denying, h.ana, change.shown), HF_OK);
    CHECK_INT((long long)count_taken(), 2);
    CHECK(decision_has(step(&newer, 1), REASON_HOUSE));
    CHECK(!decision_has(step(&newer, 2), REASON_HOUSE));
    CHECK(!decision_has(step(&newer, 2), REASON_UNKNOWN_EVENT));
    CHECK(!decision_has(step(&newer, 2), REASON_SCREENING_MISSING));
    CHECK(decision_has(step(&h.practice, 2), REASON_UNKNOWN_EVENT));
}

static void test_packs__the_way_back_is_told_from_the_kept_ones(void)
{
    look(h.ana, &h.knowledge);
    CHECK(!change.is_taken && change.has_older);
    CHECK_INT(change.differ.of[DIFFER_REMOVED], 1);
    CHECK_INT(take((const struct version *)&(struct version){.knowledge = h.knowledge}, h.ana,
                   change.shown),
              HF_OK);
    CHECK(!decision_has(step(&h.practice, 1), REASON_HOUSE));
}

static void test_packs__other_screening_rules_ask_for_another_review(void)
{
    struct practice newer = practice_of(&screening);

    look(h.ana, &screening.knowledge);
    CHECK_INT(take(&screening, h.ana, change.shown), HF_OK);
    CHECK(decision_has(step(&newer, 2), REASON_SCREENING_MISSING));
    review(&newer);
    CHECK(!decision_has(step(&newer, 2), REASON_SCREENING_MISSING));
}

/* --- reviews of single rules ------------------------------------------------------------------ */

static struct keyring *meet_clinician(void)
{
    struct add_person add = {hand_of(h.ana, 1), SPAN("Cleo"), ROLE_CLINICIAN};
    struct add_person_reply added;
    struct sign_in_reply reply;

    need(add_person(&h.practice, &h.arena, &add, &added, &h.why), "clinician");
    struct open_link open = {.token = span_of(added.link.token), .word = span_of(added.link.word)};

    need(open_link(&h.practice, &open, &reply, &h.why), "open link");
    return open_pass(reply.pass);
}

static enum status say(struct keyring *who, const char *rule, uint8_t verdict, const char *words)
{
    struct review_rule in = {hand_of(who, 1), span_of(rule), span_of(words), verdict};

    fault_clear(&h.why);
    return review_rule(&h.practice, &h.arena, &in, &h.why);
}

static const struct rule_review *said;
static struct practice_file house;

static size_t reviews_of(const char *rule, const struct knowledge *knowledge)
{
    fault_clear(&h.why);
    need(view_practice(&h.practice, &h.arena, &house, &h.why), "practice");
    return rule_reviews(&house, knowledge, span_of(rule), &h.arena, &said);
}

static struct keyring *cleo;

static void test_review__a_clinicians_word_stands_beside_the_rule(void)
{
    CHECK_INT((long long)reviews_of("CI01", &h.knowledge), 0);
    CHECK_INT(say(cleo, "CI01", RULE_AGREED, ""), HF_OK);
    CHECK_INT((long long)reviews_of("CI01", &h.knowledge), 1);
    CHECK(said[0].said->verdict == RULE_AGREED && !said[0].is_of_earlier);
    CHECK(id_equal(said[0].by.id, keyring_who(cleo)->person.id) && said[0].at_s > 0);
    CHECK_INT((long long)reviews_of("CI02", &h.knowledge), 0);
    CHECK_INT((long long)rules_agreed(&house, &h.knowledge, &h.arena), 1);
}

static void test_review__the_last_word_of_a_clinician_counts(void)
{
    CHECK_INT(say(cleo, "CI01", RULE_OBJECTED, "Not below 37.5."), HF_OK);
    CHECK_INT((long long)reviews_of("CI01", &h.knowledge), 1);
    CHECK(said[0].said->verdict == RULE_OBJECTED &&
          span_is(said[0].said->words, "Not below 37.5."));
    CHECK_INT((long long)rules_agreed(&house, &h.knowledge, &h.arena), 0);
}

static void test_review__two_words_from_one_page_are_two_words(void)
{
    struct review_rule in = {hand_of(cleo, 1), SPAN("CI02"), SPAN(""), RULE_AGREED};

    need(review_rule(&h.practice, &h.arena, &in, &h.why), "agree");
    in.verdict = RULE_OBJECTED;
    in.words = SPAN("On second thoughts, no.");
    need(review_rule(&h.practice, &h.arena, &in, &h.why), "object");
    CHECK_INT((long long)reviews_of("CI02", &h.knowledge), 1);
    CHECK(said[0].said->verdict == RULE_OBJECTED);
}

static void test_review__of_an_earlier_version_says_so_and_is_not_counted(void)
{
    CHECK_INT(say(cleo, "CI72.groin", RULE_AGREED, "Light touch is right."), HF_OK);
    CHECK_INT((long long)reviews_of("CI72.groin", &denying.knowledge), 1);
    CHECK(said[0].is_of_earlier);
    CHECK_INT((long long)rules_agreed(&house, &denying.knowledge, &h.arena), 0);
    CHECK_INT((long long)rules_agreed(&house, &h.knowledge, &h.arena), 1);
}

static void test_review__needs_a_rule_a_verdict_and_a_reason_for_a_no(void)
{
    CHECK_INT(say(cleo, "CI999", RULE_AGREED, ""), HF_INVALID);
    CHECK_INT(say(cleo, "SP01", RULE_AGREED, "A lawyer's, not mine."), HF_INVALID);
    CHECK_INT(say(cleo, "CI03", 0, ""), HF_INVALID);
    CHECK_INT(say(cleo, "CI03", RULE_OBJECTED, ""), HF_INVALID);
    CHECK_INT((long long)reviews_of("CI03", &h.knowledge), 0);
}

static void test_review__is_a_clinicians_alone(void)
{
    CHECK(say(h.ana, "CI03", RULE_AGREED, "") != HF_OK);
    CHECK(say(h.robin, "CI03", RULE_AGREED, "") != HF_OK);
    CHECK_INT((long long)reviews_of("CI03", &h.knowledge), 0);
}

int main(void)
{
    house_make();
    make_version(&denying, denies, 1);
    make_version(&screening, screens, 1);
    make_version(&finding, finds, 1);
    give_answers();
    be_adult();
    review(&h.practice);
    draft("mid_back");
    draft("low_back");
    say_yes("mid_back");
    RUN(test_packs__those_of_the_founding_are_in_force);
    RUN(test_packs__a_new_deny_is_told_with_the_step_and_the_yes_that_it_hits);
    RUN(test_packs__without_a_reader_no_client_is_looked_at);
    RUN(test_packs__other_screening_rules_end_the_reviews);
    RUN(test_packs__a_finding_that_the_answers_make_now_is_told_with_what_it_hits);
    RUN(test_packs__looking_changes_nothing);
    RUN(test_packs__a_program_with_others_denies_until_they_are_taken);
    RUN(test_packs__what_was_not_shown_is_not_taken);
    RUN(test_packs__nobody_but_an_owner_takes_them);
    RUN(test_packs__taken_they_act_and_the_others_do_no_more);
    RUN(test_packs__the_way_back_is_told_from_the_kept_ones);
    RUN(test_packs__other_screening_rules_ask_for_another_review);
    cleo = meet_clinician();
    RUN(test_review__a_clinicians_word_stands_beside_the_rule);
    RUN(test_review__the_last_word_of_a_clinician_counts);
    RUN(test_review__two_words_from_one_page_are_two_words);
    RUN(test_review__of_an_earlier_version_says_so_and_is_not_counted);
    RUN(test_review__needs_a_rule_a_verdict_and_a_reason_for_a_no);
    RUN(test_review__is_a_clinicians_alone);
    keyring_close(cleo);
    house_end();
    free(denying.arena.block);
    free(screening.arena.block);
    free(finding.arena.block);
    return tap_end();
}
