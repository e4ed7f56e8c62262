/* What happened, in words.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "world.h"

#include "core/visit/told.h"

static struct soap soap_now(void)
{
    struct soap_question question = {.entries = gathering_now().entries,
                                     .client = CLIENT,
                                     .session = SESSION,
                                     .atlas = &world_atlas};
    struct soap soap = {.n_said = 0};
    struct fault why;

    fault_clear(&why);
    CHECK(soap_find(&question, &w.arena, &soap, &why) == HF_OK);
    return soap;
}

static void in_session(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    w.now_s = NOON;
    start_session();
}

static void feeling(struct id128 actor, uint8_t roles, const char *words)
{
    put_entry(false, actor, roles, PROOF_SHARED_DEVICE, ACTION_FEELING_SAID, SESSION,
              KEEP(feeling_said_content, .words = span_of(words)));
}

static void test_soap__the_clients_own_word_is_what_was_said(void)
{
    in_session();
    feeling(CLIENT, ROLE_CLIENT, "lighter");
    CHECK_INT(soap_now().n_said, 1);
    CHECK_TEXT(soap_now().said[0].text, "In their own words: lighter");
}

static void test_soap__nobody_says_a_feeling_for_somebody_else(void)
{
    in_session();
    feeling(ANA, ROLE_PRACTITIONER, "relieved");
    CHECK_INT(soap_now().n_said, 0);
    CHECK_INT(soap_now().n_seen, 0);
}

static void test_soap__a_relayed_good_reads_as_passed_on(void)
{
    in_session();
    put_entry(
        false, ANA, ROLE_PRACTITIONER, PROOF_SHARED_DEVICE, ACTION_SIGNAL, SESSION,
        KEEP(signal_content, .value = SAID_GREEN, .given = {.how = GIVEN_ALOUD, .heard_by = ANA}));
    CHECK_TEXT(soap_now().seen[0].text, "Good, said aloud and passed on.");
}

static void test_soap__silence_reads_as_no_answer(void)
{
    in_session();
    put_entry(false, SERVICE, ROLE_SERVICE, PROOF_MACHINE, ACTION_SIGNAL, SESSION,
              KEEP(signal_content, .value = SAID_RED, .cause = CAUSE_NO_ANSWER));
    CHECK_TEXT(soap_now().seen[0].text, "Pause: the check-in had no answer.");
}

static void test_soap__a_step_has_its_minutes(void)
{
    in_session();
    by_ana(ACTION_STEP_BEGUN, SESSION,
           KEEP(step_begun_content, .number = 1,
                .step = {.region = SPAN("nowhere"), .side = SIDE_LEFT}));
    w.now_s += 601;
    by_ana(ACTION_STEP_ENDED, SESSION, KEEP(step_ended_content, .number = 1));
    CHECK_TEXT(soap_now().seen[0].text, "nowhere, left: 11 min.");
}

static void tension(bool by_the_client)
{
    by_ana(ACTION_TENSION_MARKED, SESSION,
           KEEP(tension_marked_content, .region = SPAN("nowhere"), .side = SIDE_BOTH,
                .when = TENSION_BEFORE, .value = 7, .by_client = by_the_client));
}

static void test_soap__tension_stands_with_whose_number_it_is(void)
{
    in_session();
    tension(true);
    tension(false);
    CHECK_TEXT(soap_now().said[0].text, "nowhere: tension 7 of 10, before.");
    CHECK_INT(soap_now().n_seen, 1);
}

static void test_soap__another_session_is_not_in_it(void)
{
    in_session();
    by_client(PROOF_SHARED_DEVICE, ACTION_FEELING_SAID, OTHER_SESSION,
              KEEP(feeling_said_content, .words = SPAN("sad")));
    CHECK_INT(soap_now().n_said, 0);
}

/* --- receipts -------------------------------------------------------------------------------- */

static void test_receipt__holds_the_exact_words_and_every_field(void)
{
    struct span text = SPAN("");
    struct fault why;

    world_begin();
    const struct entry *e =
        by_client(PROOF_OWN_DEVICE, ACTION_LIMIT, LIMIT_1,
                  KEEP(limit_content, .scope = {.region = SPAN("spine"), .side = SIDE_BOTH},
                       .deny = true, .words = SPAN("Spine: no.")));

    fault_clear(&why);
    CHECK(receipt_text(e, &w.arena, &text, &why) == HF_OK);
    CHECK_TEXT(
        text,
        "Spine: no.\n\nlimit\nsigned: own_device\nscope:\n  region: spine\n  side: B\ndeny: yes\n"
        "words: Spine: no.\n");
}

static void test_receipt__of_what_can_not_be_read_is_none(void)
{
    struct span text = SPAN("x");
    struct fault why;

    world_begin();
    fault_clear(&why);
    CHECK(receipt_text(by_ana(ACTION_LIMIT, LIMIT_1, NULL), &w.arena, &text, &why) == HF_NOT_FOUND);
    CHECK_TEXT(text, "x");
}

static void test_presence__says_what_a_signature_proves(void)
{
    static const struct id128 client = {{1}}, ana = {{2}};
    static const struct {
        uint8_t proof;
        const struct id128 *lent_by; /* NULL: a lasting key */
        enum presence is;
    } rows[] = {
        {PROOF_MACHINE, NULL, PRESENCE_MACHINE},
        {PROOF_SHARED_DEVICE, NULL, PRESENCE_SHARED},
        {PROOF_SHARED_DEVICE, &ana, PRESENCE_WITNESSED},
        {PROOF_SHARED_DEVICE, &client, PRESENCE_PIN},
        {PROOF_OWN_DEVICE, NULL, PRESENCE_OWN_DEVICE},
        {PROOF_OWN_DEVICE, &client, PRESENCE_OWN_DEVICE},
        {PROOF_PASSKEY, NULL, PRESENCE_PASSKEY},
        {PROOF_PASSKEY + 1, NULL, PRESENCE_UNKNOWN},
        {UINT8_MAX, &client, PRESENCE_UNKNOWN},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct entry e = {.actor = client, .proof = rows[i].proof};

        if (rows[i].lent_by != NULL)
            e.lent_by = *rows[i].lent_by;
        CHECK_INT(entry_presence(&e), rows[i].is);
    }
    CHECK_TEXT(presence_word(PRESENCE_WITNESSED), "witnessed");
    CHECK_TEXT(presence_word(PRESENCE_PASSKEY), "passkey");
}

/* --- reasons --------------------------------------------------------------------------------- */

static struct reason_source source_of(const char *region)
{
    struct facts facts = facts_now();
    struct act act = act_on(region, SIDE_BOTH);
    struct reason_source source = {.kind = SOURCE_NONE};
    struct decision d;
    struct fault why;

    fault_clear(&why);
    decide(&facts, &act, NOON, workspace_new(&facts, &w.arena), &d);
    CHECK(d.reason_count > 0);
    CHECK(reason_find_source(&facts, &d.reasons[0], NOON, &w.arena, &source, &why) == HF_OK);
    return source;
}

static void test_reason__a_no_leads_to_its_entry_and_to_the_client(void)
{
    world_begin();
    grant(GRANT_1, "spine", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(
        PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
        KEEP(limit_content, .scope = {.region = SPAN("spine"), .side = SIDE_BOTH}, .deny = true));
    struct reason_source source = source_of("spine");

    CHECK_INT(source.kind, SOURCE_EVENT);
    CHECK_INT(source.seq, w.seq);
    CHECK_INT(source.when_s, w.now_s);
    CHECK_INT(source.whom, WHOM_CLIENT);
    CHECK_TEXT(source.code, "LIMIT:e10");
}

static void test_reason__a_rule_leads_to_its_finding(void)
{
    world_begin();
    grant(GRANT_1, "anus", SIDE_BOTH, PROOF_OWN_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_FINDING_SET, NOBODY,
              KEEP(finding_set_content, .finding = SPAN("surgery"), .state = STATE_ON,
                   .until = {true, NOON + DAY}));
    struct reason_source source = source_of("anus");

    CHECK_INT(source.kind, SOURCE_RULE);
    CHECK_TEXT(source.what, "surgery");
    CHECK_INT(source.until.utc_s, NOON + DAY);
    CHECK_INT(source.whom, WHOM_CLINICIAN);
}

static void test_reason__a_house_rule_leads_to_the_owner(void)
{
    world_begin();
    struct reason_source source = source_of("stoma");

    CHECK_INT(source.kind, SOURCE_HOUSE);
    CHECK_INT(source.whom, WHOM_OWNER);
}

static void test_reason__nothing_said_leads_to_the_client(void)
{
    world_begin();
    CHECK_INT(source_of("spine").kind, SOURCE_NONE);
    CHECK_INT(source_of("spine").whom, WHOM_CLIENT);
}

int main(void)
{
    RUN(test_soap__the_clients_own_word_is_what_was_said);
    RUN(test_soap__nobody_says_a_feeling_for_somebody_else);
    RUN(test_soap__a_relayed_good_reads_as_passed_on);
    RUN(test_soap__silence_reads_as_no_answer);
    RUN(test_soap__a_step_has_its_minutes);
    RUN(test_soap__tension_stands_with_whose_number_it_is);
    RUN(test_soap__another_session_is_not_in_it);
    RUN(test_receipt__holds_the_exact_words_and_every_field);
    RUN(test_receipt__of_what_can_not_be_read_is_none);
    RUN(test_presence__says_what_a_signature_proves);
    RUN(test_reason__a_no_leads_to_its_entry_and_to_the_client);
    RUN(test_reason__a_rule_leads_to_its_finding);
    RUN(test_reason__a_house_rule_leads_to_the_owner);
    RUN(test_reason__nothing_said_leads_to_the_client);
    return tap_end();
}
