/* The shipped packs: what they hold, and what is damaged is refused by name.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"

#include "carried/carried.h"

#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>

static alignas(max_align_t) unsigned char block[KNOWLEDGE_BYTES];
static alignas(max_align_t) unsigned char damage_block[2 << 20];
static struct arena arena;
static struct knowledge know;

static void load_shipped(void)
{
    struct fault why = {0};

    arena_init(&arena, block, sizeof block);
    CHECK_INT(knowledge_load(&arena, &know, &why), HF_OK);
}

/* --- every row ------------------------------------------------------------------------------- */

static void test_screening__every_row_argues_its_clearance_and_is_unreviewed(void)
{
    for (uint32_t i = 0; i < know.screening->n_rows; i++) {
        CHECK(know.screening->rows[i].clearable_why.len > 0);
        CHECK(know.screening->rows[i].reconsent_why.len > 0);
        CHECK_TEXT(know.screening->rows[i].review, "unreviewed");
    }
}

static void test_screening__what_was_not_read_acts_one_level_stricter(void)
{
    const struct pack_row *row = screening_find(know.screening, SPAN("CI20"));

    CHECK(row->mark == MARK_UNCERTAIN && row->level == LEVEL_CLEAR);
    CHECK(row->applies == LEVEL_STOP && !row->clearable && row->effect.deny);
}

static void test_screening__a_letter_ends_the_hold_and_the_adaptation_stays(void)
{
    const struct pack_row *row = screening_find(know.screening, SPAN("CI19"));
    const struct rule *hold = screening_rule(know.screening, SPAN("CI19/1"));
    const struct rule *stays = screening_rule(know.screening, SPAN("CI19/1/stays"));

    CHECK(row->mark == MARK_SECOND && row->level == LEVEL_ADAPT && row->applies == LEVEL_CLEAR);
    CHECK(hold->effect.deny && !hold->effect.has_max_pressure && hold->clearable);
    CHECK(!stays->effect.deny && stays->effect.max_pressure == 6 && !stays->clearable);
}

static void test_screening__of_two_levels_the_stricter_acts(void)
{
    const struct pack_row *read = screening_find(know.screening, SPAN("CI41"));
    const struct pack_row *not_read = screening_find(know.screening, SPAN("CI58"));

    CHECK(read->mark == MARK_READ && read->applies == LEVEL_CLEAR && read->clearable);
    CHECK(not_read->mark == MARK_SECOND && not_read->applies == LEVEL_CLEAR);
}

static void test_screening__a_place_leads_back_to_its_row(void)
{
    CHECK_TEXT(screening_row_of(know.screening, SPAN("CI12.arms"))->id, "CI12");
    CHECK_TEXT(screening_row_of(know.screening, SPAN("CI42.scar.arms"))->id, "CI42.scar");
    CHECK(screening_row_of(know.screening, SPAN("XX.arms")) == NULL);
}

static bool reaches(const char *row, const char *region)
{
    uint32_t wanted = atlas_find(know.atlas, span_of(region));

    for (uint32_t i = 0; i < know.screening->n_rules; i++) {
        const struct rule *rule = &know.screening->rules[i];

        if (span_is(rule->finding, row) &&
            atlas_is_below(know.atlas, wanted, atlas_find(know.atlas, rule->scope.region)))
            return true;
    }
    return false;
}

static void test_screening__a_prostate_rule_reaches_both_routes_and_the_perineum(void)
{
    CHECK(reaches("CI32", "prostate"));
    CHECK(reaches("CI32", "prostate_neovaginal"));
    CHECK(reaches("CI32", "perineum"));
    CHECK(!reaches("CI32", "levator_ani_rectal"));
}

static void test_screening__a_vaginal_rule_reaches_the_neovagina(void)
{
    CHECK(reaches("CI30", "vagina") && reaches("CI30", "neovagina"));
    CHECK(!reaches("CI30", "rectum"));
}

static void test_screening__a_rectal_rule_reaches_what_lies_behind_the_way_in(void)
{
    CHECK(reaches("CI34", "prostate") && reaches("CI34", "coccyx_rectal"));
}

static void test_atlas__has_the_cells_that_were_counted(void)
{
    CHECK_INT(know.atlas->n_regions, 133);
    CHECK_INT(atlas_cells(know.atlas), 168);
}

static void test_atlas__passes_the_check_of_the_facts(void)
{
    struct facts facts = {.regions = know.world,
                          .region_count = know.atlas->n_regions,
                          .rules = know.screening->rules,
                          .rule_count = know.screening->n_rules,
                          .client = SPAN("c")};
    struct fault why = {0};

    CHECK_INT(policy_facts(know.policy, true, (struct words){0}, &arena, &facts.policy, &why),
              HF_OK);
    CHECK_INT(facts_check(&facts, &arena, &why), HF_OK);
    CHECK_TEXT(span_of(why.text), "");
}

static void test_atlas__offers_nothing_that_is_never_a_target(void)
{
    enum organ_answer all[ATLAS_MAX_ORGANS];

    for (size_t i = 0; i < ATLAS_MAX_ORGANS; i++)
        all[i] = ORGAN_YES;
    for (uint32_t i = 0; i < know.atlas->n_regions; i++)
        CHECK(atlas_is_offered(know.atlas, all, i) == !know.atlas->regions[i].never);
}

static void test_atlas__a_step_names_a_leaf_and_its_own_access(void)
{
    uint32_t rectum = atlas_find(know.atlas, SPAN("rectum"));
    uint32_t other = atlas_find(know.atlas, SPAN("rectum_other"));

    CHECK(!atlas_is_target(know.atlas, rectum, ACCESS_INTERNAL));
    CHECK(atlas_is_target(know.atlas, other, ACCESS_INTERNAL));
    CHECK(!atlas_is_target(know.atlas, other, ACCESS_EXTERNAL));
}

static void test_policy__may_be_tightened_and_not_loosened(void)
{
    const struct policy_value *cooldown = policy_find(know.policy, SPAN("stop_cooldown_s"));
    const struct policy_value *checkin = policy_find(know.policy, SPAN("checkin_s"));

    CHECK(policy_may_be(cooldown, 12 * 3600) && !policy_may_be(cooldown, 12 * 3600 - 1));
    CHECK(policy_may_be(checkin, 30 * 60) && !policy_may_be(checkin, 30 * 60 + 1));
    CHECK(!policy_may_be(checkin, -1));
}

static void test_policy__ships_the_values_of_the_semantics(void)
{
    struct policy p;
    struct fault why = {0};

    CHECK_INT(policy_facts(know.policy, false, (struct words){0}, &arena, &p, &why), HF_OK);
    CHECK_INT(p.reflect_internal_s, 86400);
    CHECK_INT(p.reflect_sensual_s, 86400);
    CHECK_INT(p.stop_cooldown_s, 72000);
    CHECK_INT(p.checkin_s, 1200);
    CHECK_INT(p.checkin_sensitive_s, 300);
    CHECK_INT(p.yellow_pressure, 3);
    CHECK_INT(p.screening_max_age_s, 30 * 86400);
    CHECK_INT(p.house_count, 11);
}

static void test_policy__bars_the_sensual_after_therapeutic_work(void)
{
    struct span ana = SPAN("ana");
    struct words served = {&ana, 1};
    struct policy p;
    struct fault why = {0};

    CHECK_INT(policy_facts(know.policy, false, served, &arena, &p, &why), HF_OK);
    CHECK_INT(p.house_count, 12);
    CHECK(words_have(p.house[11].scope.practitioners, ana));
    CHECK(words_have(p.house[11].scope.intents, SPAN("sensual")) && p.house[11].effect.deny);
}

/* --- what is lawful where -------------------------------------------------------------------- */

static const struct lawful_case {
    const char *profession, *place;
    bool has_papers;
    const char *region;
    enum intent intent;
    bool lawful;
    const char *row; /* that says so */
} lawful_cases[] = {
    {"", "", false, "mid_back", INTENT_THERAPEUTIC, true, "SP28"},
    {"", "", false, "perineum_other", INTENT_THERAPEUTIC, false, "SP28"},
    {"", "", true, "vagina_other", INTENT_THERAPEUTIC, false, "SP28"},
    {"massage_therapist", "US-WA", false, "perineum_other", INTENT_THERAPEUTIC, false, "SP01"},
    {"massage_therapist", "US-WA", true, "perineum_other", INTENT_THERAPEUTIC, true, "SP01"},
    {"massage_therapist", "US-WA", true, "gluteal_cleft", INTENT_THERAPEUTIC, true, "SP01"},
    {"massage_therapist", "US-WA", false, "gluteal_cleft", INTENT_THERAPEUTIC, false, "SP01"},
    {"massage_therapist", "US-WA", true, "anus_other", INTENT_THERAPEUTIC, false, "SP01"},
    {"massage_therapist", "US-OR", true, "rectum_other", INTENT_THERAPEUTIC, true, "SP02"},
    {"massage_therapist", "US-OR", true, "prostate", INTENT_THERAPEUTIC, false, "SP02"},
    {"massage_therapist", "US-TX", true, "gluteal_cleft", INTENT_THERAPEUTIC, false, "SP03"},
    {"massage_therapist", "US-XX", true, "rectum_other", INTENT_THERAPEUTIC, false, "SP28"},
    {"physiotherapist", "US-XX", false, "vagina_other", INTENT_THERAPEUTIC, false, "SP09"},
    {"physiotherapist", "US-XX", true, "vagina_other", INTENT_THERAPEUTIC, true, "SP09"},
    {"physician", "US-NY", false, "prostate", INTENT_THERAPEUTIC, true, "SP10"},
    {"physician", "GB", false, "penis_other", INTENT_THERAPEUTIC, true, "SP20"},
    {"physiotherapist", "GB", false, "vagina_other", INTENT_THERAPEUTIC, true, "SP18"},
    {"physiotherapist", "GB", false, "perineal_body", INTENT_THERAPEUTIC, true, "SP18"},
    {"physiotherapist", "GB", false, "prostate", INTENT_THERAPEUTIC, false, "SP18"},
    {"physiotherapist", "GB", false, "clitoris", INTENT_THERAPEUTIC, false, "SP18"},
    {"physiotherapist", "GB", false, "hand", INTENT_SENSUAL, false, "SP18"},
    {"massage_therapist", "GB", true, "anus_other", INTENT_THERAPEUTIC, false, "SP19"},
    {"physiotherapist", "DE", false, "rectum_other", INTENT_THERAPEUTIC, false, "SP23"},
    {"heilpraktiker", "DE", true, "prostate", INTENT_THERAPEUTIC, true, "SP24"},
    {"heilpraktiker", "DE", true, "hand", INTENT_SENSUAL, false, "SP26"},
    {"massage_therapist", "DE", true, "rectum_other", INTENT_THERAPEUTIC, false, "SP28"},
    {"massage_therapist", "DE", true, "hand", INTENT_SENSUAL, false, "SP26"},
    {"bodyworker", "DE", false, "hand", INTENT_SENSUAL, false, "SP25"},
    {"bodyworker", "DE", true, "penis_other", INTENT_SENSUAL, true, "SP25"},
    {"bodyworker", "US-CA", true, "penis_other", INTENT_SENSUAL, false, "SP11"},
    {"sexological_bodyworker", "AU", true, "penis_other", INTENT_THERAPEUTIC, false, "SP28"},
    {"massage_therapist", "XX", false, "mouth_floor_oral", INTENT_THERAPEUTIC, false, "SP28"},
};

static void check_lawful(const struct lawful_case *c)
{
    const struct law_case who = {span_of(c->profession), span_of(c->place), c->has_papers};
    struct law_answer answer =
        law_judge(know.law, &who, atlas_find(know.atlas, span_of(c->region)), c->intent);
    char name[200];

    snprintf(name, sizeof name, "%s in %s%s: %s (%s) is %s", c->profession, c->place,
             c->has_papers ? " with papers" : "", c->region, intent_word(c->intent).at,
             c->lawful ? "lawful" : "not lawful");
    bool passed = answer.lawful == c->lawful && span_is(answer.row->id, c->row);
    tap_case(name, passed);
    if (!passed)
        printf("# said: %d by %.*s\n", answer.lawful, SPAN_ARGS(answer.row->id));
}

static void test_law__every_row_is_unreviewed_and_was_compared_on_a_day(void)
{
    for (size_t i = 0; i < know.law->n_rows; i++) {
        CHECK_TEXT(know.law->rows[i].review, "unreviewed");
        CHECK_INT(know.law->rows[i].checked_on.len, 10);
    }
}

/* Only the program's own word on it: docs/consent.md says where, and a test holds that page. */
static void test_checklist__every_hard_field_is_enforced_and_none_reviewed(void)
{
    CHECK_INT(know.checklist->n_fields, 37);
    for (uint32_t i = 0; i < know.checklist->n_fields; i++) {
        const struct checklist_field *field = &know.checklist->fields[i];

        CHECK(!field->is_hard || span_is(field->enforced, "always"));
        CHECK_TEXT(field->review, "unreviewed");
    }
}

static void test_checklist__teaching_is_a_question_of_its_own(void)
{
    const struct checklist_ask *ask = checklist_ask_find(know.checklist, SPAN("CO29.agree"));

    CHECK(ask->who == ASK_CLIENT && ask->kind == ASK_CHOICE && ask->n_options == 2);
    CHECK(!ask_option_find(ask, SPAN("no"))->counts && ask->tells.count == 0);
    CHECK_INT(know.checklist->fields[ask->field].n_asks, 2);
}

static void test_lexicon__five_dots_are_2_4_6_8_10(void)
{
    CHECK_INT(know.lexicon->pressure.count, 5);
    for (uint32_t i = 0; i < know.lexicon->pressure.count; i++)
        CHECK_INT(know.lexicon->pressure.at[i].pressure, 2 * (i + 1));
}

static bool is_sensitive_question(const struct form_item *item)
{
    return item->kind == FORM_CHOICE && !span_starts(item->link_id, SPAN("contact_")) &&
           !span_is(item->link_id, "chaperone");
}

static void test_intake__every_sensitive_question_takes_silence_and_a_talk(void)
{
    for (uint32_t i = 0; i < know.intake->n_items; i++) {
        const struct form_item *item = &know.intake->items[i];

        if (!is_sensitive_question(item))
            continue;
        CHECK(form_option_find(item, SPAN(FORM_SKIP)) != NULL);
        CHECK(form_option_find(item, SPAN(FORM_TALK)) != NULL);
    }
}

static void test_intake__every_part_says_why_how_long_and_who_reads_it(void)
{
    struct form_part part;

    for (uint32_t n = 0; form_part(know.intake, n, &part); n++)
        CHECK(part.why.len > 0 && part.minutes.len > 0 && part.reader.len > 0);
}

static void test_modality__grounding_is_fit_for_a_first_visit(void)
{
    CHECK(know.modalities[0]->first_visit);
    for (size_t i = 1; i < KNOWLEDGE_MODALITIES; i++)
        CHECK(!know.modalities[i]->first_visit);
}

static const struct modality *way(const char *id)
{
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        if (span_is(know.modalities[i]->head.id, id))
            return know.modalities[i];
    return NULL;
}

static size_t count_of(const struct pack_step *steps, size_t count, const char *region,
                       enum intent intent)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        n += span_is(steps[i].act.region, region) && steps[i].act.intent == intent;
    return n;
}

static void test_modality__lingam_massage_composes_the_prostate_in_its_own_intent(void)
{
    const struct modality *lingam = way("holdfast-lingam-massage");
    size_t count;
    const struct pack_step *steps =
        modality_steps(lingam, know.modalities, KNOWLEDGE_MODALITIES, &arena, &count);

    CHECK(count_of(steps, count, "prostate", INTENT_SENSUAL) == 2);
    CHECK(count_of(steps, count, "prostate", INTENT_THERAPEUTIC) == 0);
    CHECK_TEXT(steps[0].id, "arrive");
    CHECK_TEXT(steps[count - 1].id, "close");
}

static void test_modality__words_of_tradition_are_for_the_bodywork_profile(void)
{
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++) {
        const struct span id = know.modalities[i]->head.id;

        CHECK(know.modalities[i]->bodywork_only == (span_is(id, "holdfast-lingam-massage") ||
                                                    span_is(id, "holdfast-dearmouring-massage")));
    }
}

static void test_modality__a_hand_inside_never_begins_firm(void)
{
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        for (uint32_t j = 0; j < know.modalities[i]->n_steps; j++) {
            const struct act *act = &know.modalities[i]->steps[j].act;

            CHECK(act->access != ACCESS_INTERNAL || act->pressure <= 4);
        }
}

/* --- damage ---------------------------------------------------------------------------------- */

struct damage {
    const char *file, *from, *to; /* the first `from` of the file becomes `to` */
    const char *fault;            /* what the fault must say */
};

static struct span damaged(const struct carried *file, const struct damage *d)
{
    static char bytes[1 << 20];
    const char *at = strstr(file->bytes.at, d->from); /* NULL would be a stale row: it crashes */
    struct span before = span_at(file->bytes.at, (size_t)(at - file->bytes.at));
    int len =
        snprintf(bytes, sizeof bytes, "%.*s%s%s", SPAN_ARGS(before), d->to, at + strlen(d->from));

    return span_at(bytes, (size_t)len);
}

static enum status find_damaged(void *arg, const char *name, struct span *ret, struct fault *why)
{
    const struct damage *d = arg;
    const struct carried *file = carried_find(span_of(name));

    if (file == NULL)
        return fault_set(why, HF_NOT_FOUND, "nothing of this name");
    *ret = strcmp(name, d->file) == 0 ? damaged(file, d) : file->bytes;
    return HF_OK;
}

static const struct damage damages[] = {
    {"packs/atlas.json", "\"code\": \"scalp\"", "\"code\": \"head\"", "head: given twice"},
    {"packs/atlas.json", "\"code\": \"scalp\"", "\"code\": \"Scalp\"", "lower snake case"},
    {"packs/atlas.json", "\"parent\", \"valueCode\": \"head\"",
     "\"parent\", \"valueCode\": \"nose\"", "scalp: names a region"},
    {"packs/atlas.json", "{\"code\": \"parent\", \"valueCode\": \"head\"}, ", "", "one root"},
    {"packs/atlas.json", "\"paired\", \"valueBoolean\": false",
     "\"paired\", \"valueBoolean\": true", "body: only a leaf is paired"},
    {"packs/atlas.json", "{\"code\": \"intimate\", \"valueBoolean\": false}, ", "",
     "body: says whether"},
    {"packs/atlas.json", "{\"code\": \"never\", \"valueBoolean\": false}, ", "",
     "body: says whether"},
    {"packs/atlas.json", "{\"code\": \"access\", \"valueCode\": \"internal\"}",
     "{\"code\": \"access\", \"valueCode\": \"oral\"}", "body: access"},
    {"packs/atlas.json", "\"organ\", \"valueCode\": \"vulva\"",
     "\"organ\", \"valueCode\": \"gills\"", "organ not known"},
    {"packs/atlas.json", "{\"code\": \"organ\", \"valueCode\": \"cervix\"}",
     "{\"code\": \"law\", \"valueCode\": \"cervix\"}", "each names one"},
    {"packs/atlas.json", "{\"code\": \"way_in\", \"valueCode\": \"mouth\"}, ", "",
     "way_in must be above"},
    {"packs/atlas.json", "\"code\": \"svg\", \"valueString\"",
     "\"code\": \"svgs\", \"valueString\"", "member not known here: svgs"},
    {"packs/atlas.json", "\"CodeSystem\"", "\"ValueSet\"", "is not the resource"},
    {"packs/atlas.json", "\"language\": \"de\", \"value\"", "\"language\": \"fr\", \"value\"",
     "member not known here: fr"},
    {"packs/atlas.json", "\"language\": \"de\", \"value\"", "\"language\": \"es\", \"value\"",
     "body: has an extension twice"},
    {"packs/atlas.json", "{\"url\": \"urn:holdfast:mark\", \"valueString\": \"U\"},", "",
     "has no mark"},
    {"packs/atlas.json", "urn:holdfast:review", "urn:holdfast:revue",
     "does not say who has reviewed it"},
    {"packs/uberon.json", "\"code\": \"scalp\"", "\"code\": \"wig\"", "wig: names a region"},
    {"packs/uberon.json", "\"code\": \"scalp\"", "\"code\": \"head\"", "head: given twice"},
    {"packs/uberon.json", "UBERON:0000033", "UBERON:x", "head: a class is"},
    {"packs/uberon.json", "\"relatedto\"", "\"equal\"", "head: names the nearest"},
    {"packs/uberon.json", "\"copyright\"", "\"copyleft\"", "member not known here: copyleft"},
    {"packs/organs.json", "\"code\": \"vagina\"", "\"code\": \"vulva\"", "vulva: given twice"},
    {"packs/organs.json", "\"valueCode\": \"penis\"", "\"valueCode\": \"stoma\"", "foreskin"},
    {"packs/words.json", "\"code\": \"knead\"", "\"code\": \"stroke\"", "given twice"},
    {"packs/words.json", "\"valueInteger\": 6", "\"valueInteger\": 11", "outside its range"},
    {"packs/consent.json", "\"urn:holdfast:enforced\", \"valueString\": \"always\"",
     "\"urn:holdfast:enforced\", \"valueString\": \"part\"", "CO01: hard, and not always enforced"},
    {"packs/consent.json", "\"id\": \"CO02\"", "\"id\": \"CO01\"", "CO01: id must be a word"},
    {"packs/consent.json", "\"id\", \"valueString\": \"CO03.names\"",
     "\"id\", \"valueString\": \"CO08.names\"", "CO08.names: id"},
    {"packs/consent.json",
     "\"ask\", \"valueString\": \"CO03.others\"}, {\"url\": \"is\", \"valueString\": \"somebody\"",
     "\"ask\", \"valueString\": \"CO03.others\"}, {\"url\": \"is\", \"valueString\": \"everybody\"",
     "CO03.names: leans on an answer"},
    {"packs/consent.json", "\"each\", \"valueString\": \"CO03.names\"",
     "\"each\", \"valueString\": \"CO03.others\"", "CO03.agree: asks of each line"},
    {"packs/consent.json", "\"tells\", \"valueString\": \"reasons\"",
     "\"tells\", \"valueString\": \"rumours\"", "CO04.told: tells what nobody says"},
    {"packs/consent.json",
     "\"counts\", \"valueBoolean\": true}]}, {\"url\": \"options\", \"extension\": [{\"url\": "
     "\"id\", \"valueString\": \"no\"}",
     "\"counts\", \"valueBoolean\": false}]}, {\"url\": \"options\", \"extension\": [{\"url\": "
     "\"id\", \"valueString\": \"no\"}",
     "CO03.agree: no option counts"},
    {"packs/consent.json", "\"kind\", \"valueString\": \"choice\"",
     "\"kind\", \"valueString\": \"text\"", "CO03.others: a choice"},
    {"packs/consent.json", "\"who\", \"valueString\": \"client\"",
     "\"who\", \"valueString\": \"anybody\"", "CO03.agree: who"},
    {"packs/consent.json", "\"about\", \"valueString\": \"benefit\"",
     "\"about\", \"valueString\": \"risk\"", "lines: something has to be said"},
    {"packs/consent.json", "\"sources\", \"valueString\": \"G1\"",
     "\"sources\", \"valueString\": \"NOBODY\"", "a line: names a source"},
    {"packs/screening.json", "made_by\", \"valueString\": \"measures\"",
     "made_by\", \"valueString\": \"nobody\"", "RISE.pcl-5: made_by"},
    {"packs/measures.json", "\"findings\", \"valueString\": \"RISE.gad-7\"",
     "\"findings\", \"valueString\": \"RISE.phq-9\"", "RISE.gad-7: no hold"},
    {"packs/measures.json", "\"findings\", \"valueString\": \"RISE.gad-7\"",
     "\"findings\", \"valueString\": \"CI96\"", "gad-7: a finding"},
    {"packs/grounding.json", "\"about\", \"valueString\": \"benefit\"",
     "\"about\", \"valueString\": \"luck\"", "a claim: is about none"},
    {"packs/screening.json", "urn:holdfast:mark\", \"valueString\": \"V\"",
     "urn:holdfast:mark\", \"valueString\": \"X\"", "RF01: has no mark"},
    {"packs/screening.json", ", {\"url\": \"urn:holdfast:mark\", \"valueString\": \"V\"}", "",
     "RF01: has no mark"},
    {"packs/screening.json",
     "[{\"type\": \"citation\", \"label\": \"BMJBP1\"}, {\"type\": \"citation\", \"label\": "
     "\"GIRFT1\"}, {\"type\": \"citation\", \"label\": \"LOTH1\"}]",
     "[]", "RF01: has no source"},
    {"packs/screening.json", "[{\"type\": \"citation\", \"label\": \"BMJBP1\"}",
     "[{\"type\": \"citation\", \"label\": \"NOBODY\"}", "RF01: names a source"},
    {"packs/screening.json", "basis\", \"valueString\": \"guideline\"",
     "basis\", \"valueString\": \"rumour\"", "basis"},
    {"packs/screening.json", "level\", \"valueString\": \"A\"", "level\", \"valueString\": \"B\"",
     "RF01: level"},
    {"packs/screening.json", "'rf_saddle'", "'rf_shoulder'", "RF01: asks what the form does not"},
    {"packs/screening.json", "'yes'", "'skip'",
     "RF01: asks what the form does not, or counts a careful answer"},
    {"packs/screening.json", "'yes'", "'yess'", "RF01: asks what the form does not"},
    {"packs/screening.json", "repeat(item)", "repeat(items)", "RF01: its condition, at"},
    {"packs/screening.json", "%resource.repeat", "%resourse.repeat", "RF01: its condition, at"},
    {"packs/screening.json", ".exists()", ".exist()", "RF01: its condition, at"},
    {"packs/screening.json", "%resource.repeat(item)", "%resource.item",
     "RF01: silence would clear it"},
    {"packs/screening.json", "'yes' | 'unknown'", "'yes'", "RF01: silence would clear it"},
    {"packs/screening.json", ".exists() or", ".exists() and",
     "RF07: silence about one of its questions would clear it"},
    {"packs/screening.json", "code in ('yes' | 'unknown')", "code != 'no' or code = 'yes'",
     "RF01: its condition reads an answer otherwise than it names it"},
    {"packs/screening.json", "exists()\"", "exists() or true\"",
     "RF01: would be on where nothing is asked"},
    {"packs/screening.json", ".where(linkId", "/* '*/.where(linkId", "RF01: its condition has an"},
    {"packs/screening.json", "\"PlanDefinition\"", "\"ActivityDefinition\"", "is not the resource"},
    {"packs/screening.json", "urn:holdfast:level", "urn:holdfast:levels",
     "member not known here: levels"},
    {"packs/screening.json", "urn:holdfast:group", "urn:holdfast:level",
     "RF01: has an extension twice"},
    {"packs/screening.json", "\"urn:holdfast:level\", ",
     "\"urn:holdfast:level\", \"valueInteger\": 1, ", "RF01: an extension or property has"},
    {"packs/screening.json", "text/fhirpath", "text/cql", "RF01: its condition is of"},
    {"packs/screening.json", "{\"url\": \"years\", \"valueInteger\": 18}",
     "{\"url\": \"years\", \"valueInteger\": 18}, {\"url\": \"days\", \"valueInteger\": 1}",
     "CI89: years are counted"},
    {"packs/screening.json", "\"id\": \"RF02\"", "\"id\": \"RF01\"", "RF01: given twice"},
    {"packs/screening.json", "scope\", \"valueString\": \"ALL\"",
     "scope\", \"valueString\": \"NONE\"", "RF01: names a scope"},
    {"packs/screening.json", ", {\"url\": \"urn:holdfast:scope\", \"valueString\": \"ALL\"}", "",
     "RF01: says nowhere"},
    {"packs/screening.json", "\"deny\", \"valueBoolean\": true",
     "\"deny\", \"valueBoolean\": false", "RF01: an effect"},
    {"packs/screening.json", "\"pr_psa_date\"", "\"pr_psa\"", "CI33: waits"},
    {"packs/screening.json", "\"days\", \"valueInteger\": 14", "\"days\", \"valueInteger\": -1",
     "days"},
    {"packs/screening.json", "{\"url\": \"urn:holdfast:reconsent\", \"valueBoolean\": true}, ", "",
     "RF01: says whether"},
    {"packs/screening.json", "\"urn:holdfast:clear_by\"", "\"urn:holdfast:disagreement\"",
     "clear_by names who"},
    {"packs/screening.json", "\"set\", \"valueString\": \"limbs\"",
     "\"set\", \"valueString\": \"fins\"", "CI17: names"},
    {"packs/policy.json", "\"shipped\", \"valueInteger\": 72000",
     "\"shipped\", \"valueInteger\": 3600", "stop_cooldown_s: is shipped beyond its own floor"},
    {"packs/policy.json", "\"url\": \"urn:holdfast:region\", \"valueString\": \"cervix\"",
     "\"url\": \"urn:holdfast:region\", \"valueString\": \"vagina\"",
     "cervix: is never a target and has no house deny"},
    {"packs/policy.json", "\"url\": \"id\", \"valueString\": \"checkin_s\"",
     "\"url\": \"id\", \"valueString\": \"checkout_s\"", "a value that decide() needs is missing"},
    {"packs/grounding.json", "\"url\": \"urn:holdfast:region\", \"valueString\": \"spine_upper\"",
     "\"url\": \"urn:holdfast:region\", \"valueString\": \"buttock_upper\"",
     "arrive: a first visit"},
    {"packs/grounding.json", "\"url\": \"urn:holdfast:region\", \"valueString\": \"spine_upper\"",
     "\"url\": \"urn:holdfast:region\", \"valueString\": \"back\"", "arrive: region is no leaf"},
    {"packs/grounding.json", "\"url\": \"mark\", \"valueString\": \"V\"",
     "\"url\": \"mark\", \"valueString\": \"\"", "a claim: has no mark"},
    {"packs/grounding.json", "\"url\": \"grade\", \"valueString\": \"limited\"",
     "\"url\": \"grade\", \"valueString\": \"proven\"", "grade"},
    {"packs/grounding.json", "\"system\": \"http://unitsofmeasure.org\", \"code\": \"min\"",
     "\"system\": \"http://unitsofmeasure.org\", \"code\": \"h\"", "arrive: is not in minutes"},
    {"packs/anal-massage.json", "\"url\": \"urn:holdfast:technique\", \"valueString\": \"sweep\"",
     "\"url\": \"urn:holdfast:technique\", \"valueString\": \"stroke\"",
     "floor: technique is not for inside"},
    {"packs/anal-massage.json",
     "{\"url\": \"urn:holdfast:conditions\", \"valueString\": \"gloves\"}, {\"url\": "
     "\"urn:holdfast:conditions\", \"valueString\": \"lubricant\"}",
     "{\"url\": \"urn:holdfast:conditions\", \"valueString\": \"lubricant\"}",
     "canal: an internal step needs gloves"},
    {"packs/anal-massage.json", "pressure\", \"valueInteger\": 6",
     "pressure\", \"valueInteger\": 10", "harder than its technique"},
    {"packs/anal-massage.json",
     "\"url\": \"urn:holdfast:region\", \"valueString\": \"puborectalis_rectal\"",
     "\"url\": \"urn:holdfast:region\", \"valueString\": \"bladder\"",
     "floor: region is no leaf, never a target"},
    {"packs/lingam-massage.json",
     "{\"url\": \"urn:holdfast:profile\", \"valueString\": \"bodywork\"},", "",
     "a sensual step is for the bodywork profile"},
    {"packs/lingam-massage.json", "holdfast-prostate-massage", "holdfast-nobody",
     "composes what is not there"},
    {"packs/lingam-massage.json", "holdfast-prostate-massage", "holdfast-dearmouring-massage",
     "can't be a part"},
    {"packs/scope.json",
     "\"url\": \"urn:holdfast:professions\", \"valueString\": \"massage_therapist\"",
     "\"url\": \"urn:holdfast:professions\", \"valueString\": \"barber\"",
     "SP01: names a profession"},
    {"packs/scope.json", "\"url\": \"urn:holdfast:place\", \"valueString\": \"US-WA\"",
     "\"url\": \"urn:holdfast:place\", \"valueString\": \"US-ZZ\"", "SP01: names a place"},
    {"packs/scope.json", "\"url\": \"urn:holdfast:allows\", \"valueString\": \"perineum\"",
     "\"url\": \"urn:holdfast:allows\", \"valueString\": \"elbow\"", "SP01: names regions"},
    {"packs/scope.json", "\"url\": \"regions\", \"valueString\": \"gluteal_cleft\"",
     "\"url\": \"regions\", \"valueString\": \"wing\"", "cleft: names a region"},
    {"packs/scope.json", "\"citation\": \"NCGS 90-623\"", "\"label\": \"NCGS\"",
     "member not known here: sources"},
    {"packs/retention.json", "\"code\": \"core_years\", \"valueInteger\": 10",
     "\"code\": \"core_years\", \"valueInteger\": 9", "DE-record is not a whole row"},
    {"packs/retention.json", "\"code\": \"place\", \"valueString\": \"NL\"",
     "\"code\": \"place\", \"valueString\": \"DE\"",
     "NL-record is not a whole row, or given twice"},
    {"packs/retention.json", "\"code\": \"days\", \"valueInteger\": 30",
     "\"code\": \"days\", \"valueInteger\": 0", "EU-answer is not a whole row"},
    {"packs/learn.json", "\"code\": \"page\", \"valueString\": \"work\"",
     "\"code\": \"page\", \"valueString\": \"play\"", "work.1: stands on a page"},
    {"packs/learn.json", "\"valueString\": \"limited\"", "\"valueString\": \"certain\"",
     "grade is none of the six"},
    {"packs/learn.json", "\"code\": \"sources\", \"valueString\": \"NIDDK1\"",
     "\"code\": \"sources\", \"valueString\": \"NOBODY\"", "a source that the pack does not"},
    {"packs/learn.json", "\"valueString\": \"way:anal-massage\"",
     "\"valueString\": \"way:no-massage\"", "L01: there is no way:no-massage"},
    {"packs/learn.json", "\"valueString\": \"rule:CI87\"", "\"valueString\": \"CI87\"",
     "L04: a place is KIND:NAME"},
    {"packs/learn.json", "\"valueString\": \"L06\"", "\"valueString\": \"L05\"",
     "L06: no statement covers it"},
    {"packs/learn.json", "\"valueString\": \"bodywork\"", "\"valueString\": \"clinical\"",
     "profile is bodywork or not said"},
    {"packs/intake.json", "\"type\": \"text\"", "\"type\": \"quantity\"", "que-10"},
    {"packs/intake.json", "\"linkId\": \"organ_cervix\"", "\"linkId\": \"organ_gills\"",
     "cervix: the form does not ask"},
};

static void try_damage(const struct damage *d)
{
    struct knowledge broken;
    struct arena scratch;
    struct fault why = {0};
    char name[200];

    arena_init(&scratch, block, sizeof block);
    enum status st =
        knowledge_load_from(find_damaged, (void *)(uintptr_t)d, &scratch, &broken, &why);
    if (st == HF_OK)
        st = knowledge_load_learn(find_damaged, (void *)(uintptr_t)d, &scratch, &broken, &why);
    bool passed = st == HF_INVALID && strstr(why.text, d->fault) != NULL;
    snprintf(name, sizeof name, "refused: %s with %s", d->file, d->to[0] != '\0' ? d->to : "a gap");
    for (char *c = name; *c != '\0'; c++)
        *c = *c == '#' ? ' ' : *c;
    tap_case(name, passed);
    if (!passed)
        printf("# said: %s\n", why.text);
}

static void test_knowledge__survives_every_lack_of_memory(void)
{
    enum status st = HF_FAILED;
    struct knowledge loaded = {0};

    size_t budget = 0;

    for (; st != HF_OK && budget < sizeof block; budget += 65536) {
        struct arena scratch;
        struct fault why = {0};

        arena_init(&scratch, block, budget);
        st = knowledge_load(&scratch, &loaded, &why);
        CHECK(st == HF_OK || (st == HF_FAILED && loaded.atlas == NULL));
    }
    CHECK_INT(st, HF_OK);
    CHECK(budget <= KNOWLEDGE_BYTES / 2); /* room to grow before anybody is surprised */
    printf("# the shipped packs take %zu KiB\n", budget / 1024);
}

static enum status find_small(void *arg, const char *name, struct span *ret, struct fault *why)
{
    (void)name;
    (void)why;
    *ret = *(const struct span *)arg;
    return HF_OK;
}

static void test_knowledge__of_nothing_is_refused(void)
{
    static const char *const texts[] = {"", "{}", "[]", "null", "[{}]", "{\"rows\":[]}"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct span text = span_of(texts[i]);
        struct knowledge loaded;
        struct arena scratch;
        struct fault why = {0};

        arena_init(&scratch, damage_block, sizeof damage_block);
        CHECK_INT(knowledge_load_from(find_small, &text, &scratch, &loaded, &why), HF_INVALID);
    }
}

int main(void)
{
    RUN(load_shipped);
    if (tap_failed_checks > 0)
        return tap_end();
    RUN(test_screening__every_row_argues_its_clearance_and_is_unreviewed);
    RUN(test_screening__what_was_not_read_acts_one_level_stricter);
    RUN(test_screening__a_letter_ends_the_hold_and_the_adaptation_stays);
    RUN(test_screening__of_two_levels_the_stricter_acts);
    RUN(test_screening__a_place_leads_back_to_its_row);
    RUN(test_screening__a_prostate_rule_reaches_both_routes_and_the_perineum);
    RUN(test_screening__a_vaginal_rule_reaches_the_neovagina);
    RUN(test_screening__a_rectal_rule_reaches_what_lies_behind_the_way_in);
    RUN(test_atlas__has_the_cells_that_were_counted);
    RUN(test_atlas__passes_the_check_of_the_facts);
    RUN(test_atlas__offers_nothing_that_is_never_a_target);
    RUN(test_atlas__a_step_names_a_leaf_and_its_own_access);
    RUN(test_policy__may_be_tightened_and_not_loosened);
    RUN(test_policy__ships_the_values_of_the_semantics);
    RUN(test_policy__bars_the_sensual_after_therapeutic_work);
    RUN(test_law__every_row_is_unreviewed_and_was_compared_on_a_day);
    for (size_t i = 0; i < sizeof lawful_cases / sizeof *lawful_cases; i++)
        check_lawful(&lawful_cases[i]);
    RUN(test_checklist__every_hard_field_is_enforced_and_none_reviewed);
    RUN(test_checklist__teaching_is_a_question_of_its_own);
    RUN(test_lexicon__five_dots_are_2_4_6_8_10);
    RUN(test_intake__every_sensitive_question_takes_silence_and_a_talk);
    RUN(test_intake__every_part_says_why_how_long_and_who_reads_it);
    RUN(test_modality__grounding_is_fit_for_a_first_visit);
    RUN(test_modality__lingam_massage_composes_the_prostate_in_its_own_intent);
    RUN(test_modality__words_of_tradition_are_for_the_bodywork_profile);
    RUN(test_modality__a_hand_inside_never_begins_firm);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++)
        try_damage(&damages[i]);
    RUN(test_knowledge__survives_every_lack_of_memory);
    RUN(test_knowledge__of_nothing_is_refused);
    return tap_end();
}
