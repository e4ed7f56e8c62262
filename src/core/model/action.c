/* core/model/action.c - the table itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/action.h"

enum {
    DESK = ROLE_PRACTITIONER | ROLE_OWNER,
    STAFF = DESK | ROLE_CLINICIAN | ROLE_CHAPERONE,
    PEOPLE = STAFF | ROLE_CLIENT,
    ANYBODY = PEOPLE | ROLE_SERVICE,

    NONE = 0, /* delegates */
    ROOM = 1 << DELEGATE_ROOM,
    GIVEN = 1 << DELEGATE_HANDOVER | 1 << DELEGATE_LINK,
    EVERY_PASS = ROOM | GIVEN,
};

/* Columns: number, chain, compartment, signers, delegates, least proof, direction. */
#define ROW(number_, chain_, compartment_, signers_, delegates_, proof_, direction_)               \
    .number = ACTION_##number_, .chain = CHAIN_##chain_,                                           \
    .compartment = COMPARTMENT_##compartment_, .signers = (signers_), .delegates = (delegates_),   \
    .least_proof = PROOF_##proof_, .direction = DIRECTION_##direction_

const struct action actions[] = {
    {ROW(KEY_CERTIFIED, PRACTICE, OPEN, DESK, NONE, OWN_DEVICE, NEUTRAL), .name = "key_certified",
     .meaning = "These keys are this person's, in these roles: the owner vouches for it; for a "
                "client's key a practitioner may."},
    {ROW(KEY_ENDED, PRACTICE, OPEN, PEOPLE, NONE, SHARED_DEVICE, NARROWS), .name = "key_ended",
     .meaning = "From now on these keys sign and receive nothing."},
    {ROW(DELEGATE_CERTIFIED, CLIENT, OPEN, PEOPLE, NONE, SHARED_DEVICE, NEUTRAL),
     .name = "delegate_certified",
     .meaning = "A short-lived key may sign for a person: one client, one purpose, until then."},
    {ROW(DELEGATE_ENDED, CLIENT, OPEN, ANYBODY, EVERY_PASS, MACHINE, NARROWS),
     .name = "delegate_ended",
     .meaning = "A short-lived key signs nothing more; its wraps are deleted."},
    {ROW(EPOCH_OPENED, EITHER, OPEN, ANYBODY, NONE, MACHINE, NEUTRAL), .name = "epoch_opened",
     .meaning = "New keys for compartments, each by its key id."},
    {ROW(ACCESS_GRANTED, EITHER, OPEN, DESK | ROLE_CLIENT, NONE, SHARED_DEVICE, NEUTRAL),
     .name = "access_granted",
     .meaning = "A person may read named compartments, for a purpose and a time."},
    {ROW(ACCESS_ENDED, EITHER, OPEN, ANYBODY, NONE, MACHINE, NARROWS), .name = "access_ended",
     .meaning = "An access has ended; its wraps are deleted."},
    {ROW(RECORD_READ, EITHER, OPEN, ANYBODY, EVERY_PASS, MACHINE, NEUTRAL), .name = "record_read",
     .meaning = "Somebody looked into sealed compartments; one entry for a person and hour."},
    {ROW(EPOCH_CLOSING, EITHER, OPEN, DESK | ROLE_CLIENT, NONE, SHARED_DEVICE, NEUTRAL),
     .name = "epoch_closing",
     .meaning = "Newer keys take the place of these: nothing new is sealed under them."},
    {ROW(EPOCH_REWRAPPED, EITHER, OPEN, DESK | ROLE_CLIENT, NONE, SHARED_DEVICE, NEUTRAL),
     .name = "epoch_rewrapped",
     .meaning = "Every record that closing keys opened is under the newer keys."},
    {ROW(EPOCH_RETIRED, EITHER, OPEN, DESK | ROLE_CLIENT, NONE, SHARED_DEVICE, NEUTRAL),
     .name = "epoch_retired",
     .meaning = "These keys open nothing any more; every wrap of them is deleted."},

    {ROW(PRACTICE_FOUNDED, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, NEUTRAL),
     .name = "practice_founded",
     .meaning = "The practice exists: its name, profile, country, emergency line and outside "
                "concern contact; a demo says so here for ever."},
    {ROW(POLICY_SET, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, BY_CONTENT),
     .name = "policy_set",
     .meaning = "The house's times and ceilings; what is looser than a floor counts as the floor."},
    {ROW(HOUSE_RULE_SET, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, BY_CONTENT),
     .name = "house_rule_set",
     .meaning = "A restriction for everybody in this house is put up or taken down."},
    {ROW(PACKS_ADOPTED, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, BY_CONTENT),
     .name = "packs_adopted",
     .meaning = "The knowledge in force: each pack and the atlas by hash; other bytes deny."},
    {ROW(CREDENTIAL_STATED, PRACTICE, PRACTICE, DESK, NONE, OWN_DEVICE, NEUTRAL),
     .name = "credential_stated",
     .meaning = "A practitioner states what she is trained and allowed to do, with evidence."},
    {ROW(CREDENTIAL_CERTIFIED, PRACTICE, PRACTICE, DESK | ROLE_CLINICIAN, NONE, OWN_DEVICE, RAISES),
     .name = "credential_certified",
     .meaning = "Somebody has seen the evidence of a stated credential, or its register entry."},
    {ROW(CREDENTIAL_REVOKED, PRACTICE, PRACTICE, DESK | ROLE_CLINICIAN, NONE, SHARED_DEVICE,
         NARROWS),
     .name = "credential_revoked", .meaning = "A credential counts no longer."},
    {ROW(READER_NAMED, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, NEUTRAL),
     .name = "reader_named",
     .meaning = "Who reads the alarms of one kind, in which hours, and who stands in."},
    {ROW(PERSON_NAMED, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, NEUTRAL),
     .name = "person_named",
     .meaning = "Somebody of the practice, as clients see her; rights come from the key alone."},
    {ROW(SAFETY_SET, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, NEUTRAL),
     .name = "safety_set",
     .meaning = "Which line to ring in an emergency, and who outside listens to concerns."},
    {ROW(RECOVERY_KEPT, PRACTICE, PRACTICE, STAFF, NONE, OWN_DEVICE, NEUTRAL),
     .name = "recovery_kept",
     .meaning = "The signer typed the recovery code back from paper, or it has become void."},
    {ROW(PROFESSION_SAID, PRACTICE, PRACTICE, DESK, NONE, OWN_DEVICE, NEUTRAL),
     .name = "profession_said",
     .meaning = "A practitioner says under which profession and the law of which place she works, "
                "with the papers that this law asks for."},
    {ROW(PASSKEY_KEPT, PRACTICE, PRACTICE, STAFF, NONE, OWN_DEVICE, NEUTRAL),
     .name = "passkey_kept",
     .meaning =
         "The signer keeps a passkey, which the object names, or ends it (object version 2); "
         "one that no such entry names signs nobody in."},
    {ROW(RULE_REVIEWED, PRACTICE, PRACTICE, ROLE_CLINICIAN, NONE, OWN_DEVICE, NEUTRAL),
     .name = "rule_reviewed",
     .meaning =
         "A clinician of the practice has read a rule that came with the program, and agrees "
         "with it or says what is wrong. It changes nothing that the rule does."},
    {ROW(RULE_TIGHTENED, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, BY_CONTENT),
     .name = "rule_tightened",
     .meaning =
         "A rule for the body that came with the program is made stricter for this practice: a "
         "longer wait, a lower ceiling, or never; or that is taken back. What would be looser than "
         "the rule as it came does nothing. Reviews from before it count no more."},
    {ROW(INSTRUMENT_ADDED, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, NEUTRAL),
     .name = "instrument_added",
     .meaning = "The official text of an instrument, as a form that fits its scoring."},
    {ROW(MEASURE_SWITCHED, PRACTICE, PRACTICE, ROLE_OWNER, NONE, OWN_DEVICE, NEUTRAL),
     .name = "measure_switched",
     .meaning = "An instrument is asked from now, and who reads the answers in which hours; or it "
                "is asked no longer."},
    {ROW(READINESS_SAID, PRACTICE, PRACTICE, DESK, NONE, OWN_DEVICE, NEUTRAL),
     .name = "readiness_said",
     .meaning = "A practitioner has answered whether they are ready to work today: yes to all, or "
                "not; which answer was a no is not kept. Without it no session of theirs begins."},
    {ROW(ENTRIES_COPIED, PRACTICE, PRACTICE, STAFF, NONE, OWN_DEVICE, NEUTRAL),
     .name = "entries_copied",
     .meaning = "The signer took along what they signed here: the entries, and no client's words."},
    {ROW(CLIENT_HANDED_ON, CLIENT, CARE, DESK, NONE, OWN_DEVICE, NEUTRAL),
     .name = "client_handed_on",
     .meaning = "A colleague cares for the client from now on, and the client is told so."},
    {ROW(READING_ASKED, CLIENT, CARE, DESK, NONE, OWN_DEVICE, NEUTRAL), .name = "reading_asked",
     .meaning = "The client is asked to let a colleague read until a day; nothing follows from "
                "asking."},
    {ROW(READING_ANSWERED, CLIENT, CARE, DESK | ROLE_CLIENT, NONE, OWN_DEVICE, NEUTRAL),
     .name = "reading_answered",
     .meaning = "The client's answer to that, or the question is taken back; a yes counts from "
                "the client alone, and opens nothing without the client's own access_granted."},
    {ROW(SUPERVISION_COPIED, CLIENT, CARE, DESK, NONE, OWN_DEVICE, NEUTRAL),
     .name = "supervision_copied",
     .meaning = "A note without name, address and day, read line by line, went out to be talked "
                "over; as it went."},

    {ROW(CLIENT_ADDED, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NEUTRAL), .name = "client_added",
     .meaning = "A client's chain begins, under one practitioner."},
    {ROW(LINK_MADE, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NEUTRAL), .name = "link_made",
     .meaning = "A one-time link for the client's own device, opened with a spoken word."},
    {ROW(RECEIPT_CHOICE, CLIENT, CARE, ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .name = "receipt_choice",
     .meaning = "Whether and how the client wants receipts; one found at home can endanger."},
    {ROW(CORRECTION, CLIENT, CARE, PEOPLE, EVERY_PASS, SHARED_DEVICE, NEUTRAL),
     .name = "correction",
     .meaning = "A dated correction beside an earlier entry, which stays as it was."},

    {ROW(IDENTITY_SET, CLIENT, IDENTITY, DESK | ROLE_CLIENT, GIVEN, SHARED_DEVICE, BY_CONTENT),
     .name = "identity_set",
     .meaning = "The name to use, the pronoun, and how the age was made sure of."},
    {ROW(CONTACT_SET, CLIENT, CONTACT, DESK | ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .name = "contact_set", .meaning = "The safe channel and the neutral words for it."},
    {ROW(INTAKE_DRAFT, CLIENT, CARE, DESK | ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .name = "intake_draft", .meaning = "Answers so far; nothing follows from a draft."},
    {ROW(INTAKE_ANSWERED, CLIENT, CARE, DESK | ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .name = "intake_answered",
     .meaning = "The answers to one version of a questionnaire, as sent."},
    {ROW(ORGANS_SET, CLIENT, CARE, DESK | ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .name = "organs_set", .meaning = "The inventory of organs; none follows from sex or gender."},
    {ROW(NEVER_SAID, CLIENT, CARE, ROLE_CLIENT, GIVEN, SHARED_DEVICE, NARROWS),
     .is_consent_act = true, .name = "never_said",
     .meaning = "What the client never wants: own words, and the regions they name."},

    {ROW(SCREENING_REVIEWED, CLIENT, CARE, DESK | ROLE_CLINICIAN, NONE, SHARED_DEVICE, RAISES),
     .name = "screening_reviewed",
     .meaning = "A person has looked at every finding and says in a sentence what follows."},
    {ROW(FINDING_SET, CLIENT, CARE, ANYBODY, GIVEN, MACHINE, BY_CONTENT), .name = "finding_set",
     .meaning = "Something about the client's health is there, or (by a clinician) is over."},
    {ROW(CLEARANCE_GIVEN, CLIENT, CARE, DESK | ROLE_CLINICIAN, NONE, SHARED_DEVICE, RAISES),
     .name = "clearance_given",
     .meaning = "One rule does not stand in the way for a time; or a letter was seen saying so."},
    {ROW(NOTHING_NEW_SAID, CLIENT, CARE, ROLE_CLIENT, EVERY_PASS, SHARED_DEVICE, RAISES),
     .name = "nothing_new_said",
     .meaning = "Asked before a visit whether anything is new, the client said no."},

    {ROW(PLAN_DRAFTED, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NEUTRAL), .name = "plan_drafted",
     .meaning = "Steps that somebody would like to do; nothing follows from a draft."},
    {ROW(PLAN_AGREED, CLIENT, CARE, DESK | ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .is_consent_act = true, .name = "plan_agreed",
     .meaning = "A plan in which no step was denied at this moment is agreed."},
    {ROW(PLAN_DROPPED, CLIENT, CARE, DESK | ROLE_CLIENT, GIVEN, SHARED_DEVICE, NARROWS),
     .name = "plan_dropped", .meaning = "A plan is no longer wanted; no reason is needed."},
    {ROW(PLAN_PROPOSED, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NEUTRAL), .name = "plan_proposed",
     .meaning = "The client is asked about one version of a plan; nothing follows from asking."},

    {ROW(GRANT, CLIENT, CARE, ROLE_CLIENT, GIVEN, SHARED_DEVICE, RAISES), .sensitive_needs_2 = true,
     .is_consent_act = true, .name = "grant",
     .meaning = "The client says yes: where, how, by whom, up to what, on which conditions."},
    {ROW(LIMIT, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, NARROWS), .is_consent_act = true,
     .name = "limit",
     .meaning = "A no, a lower ceiling or a further condition; anybody may narrow."},
    {ROW(REVOKE, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, NARROWS), .is_consent_act = true,
     .name = "revoke", .meaning = "What was agreed here is agreed no longer, from now."},
    {ROW(MAYBE, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, NARROWS), .is_consent_act = true,
     .name = "maybe", .meaning = "To be talked about first; until then it is a no."},
    {ROW(LIFT, CLIENT, CARE, PEOPLE, GIVEN, SHARED_DEVICE, RAISES), .sensitive_needs_2 = true,
     .is_consent_act = true, .name = "lift", .meaning = "Who set a limit takes it away."},
    {ROW(WAIT_WAIVED, CLIENT, CARE, ROLE_CLIENT, GIVEN, SHARED_DEVICE, BY_CONTENT),
     .sensitive_needs_2 = true, .is_consent_act = true, .name = "wait_waived",
     .meaning = "The client's own wish not to wait before internal work, or its end."},
    {ROW(TERMS_SAID, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NEUTRAL), .name = "terms_said",
     .meaning = "What the practitioner says of a plan before the client is asked: who else is "
                "there, what it costs, what else could help."},
    {ROW(CHECKLIST_ANSWERED, CLIENT, CARE, ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .is_consent_act = true, .name = "checklist_answered",
     .meaning = "What the client was told before agreeing, point by point, and answered; it gives "
                "no leave by itself."},

    {ROW(READING_BRAKED, PRACTICE, PRACTICE, STAFF, NONE, SHARED_DEVICE, NEUTRAL),
     .name = "reading_braked",
     .meaning = "The signer opened more clients in a short time than the brake lets pass (version "
                "1), or says why (version 2), and goes on."},
    {ROW(CLIENT_PASSKEY_KEPT, CLIENT, CARE, ROLE_CLIENT, NONE, OWN_DEVICE, NEUTRAL),
     .name = "client_passkey_kept",
     .meaning = "The client keeps a passkey of their own, which the object names, or ends it "
                "(object version 2); one that no such entry names signs in and confirms nothing."},

    {ROW(SESSION_STARTED, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, RAISES),
     .name = "session_started", .meaning = "A session begins, with these people and one intent."},
    {ROW(SESSION_ENDED, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, NARROWS),
     .name = "session_ended", .meaning = "A session is over; it never resumes."},
    {ROW(SIGNAL, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, BY_CONTENT), .name = "signal",
     .meaning = "Green by the client; yellow, red or stop by anybody."},
    {ROW(CAPACITY, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, BY_CONTENT), .name = "capacity",
     .meaning = "Whether the client can decide today, and what was looked at."},
    {ROW(ATTEST, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, BY_CONTENT), .name = "attest",
     .meaning = "A condition is met, or is met no longer."},
    {ROW(REHEARSAL, CLIENT, CARE, PEOPLE, EVERY_PASS, SHARED_DEVICE, NEUTRAL), .name = "rehearsal",
     .meaning = "The client pressed stop, dressed, and saw it work."},
    {ROW(CHECK_IN_PROMPTED, CLIENT, CARE, ANYBODY, ROOM, MACHINE, NEUTRAL),
     .name = "check_in_prompted", .meaning = "The screen asked quietly: how is this?"},
    {ROW(STEP_BEGUN, CLIENT, CARE, DESK, ROOM, SHARED_DEVICE, NEUTRAL), .name = "step_begun",
     .meaning = "From now on this act is done."},
    {ROW(STEP_ENDED, CLIENT, CARE, ANYBODY, ROOM, MACHINE, NEUTRAL), .name = "step_ended",
     .meaning = "The act is over."},
    {ROW(TENSION_MARKED, CLIENT, CARE, PEOPLE, EVERY_PASS, SHARED_DEVICE, NEUTRAL),
     .name = "tension_marked",
     .meaning = "Tension 0 to 10 at a point, before or after, and who said so."},
    {ROW(FEELING_SAID, CLIENT, CARE, ROLE_CLIENT, EVERY_PASS, SHARED_DEVICE, NEUTRAL),
     .name = "feeling_said",
     .meaning = "What came up, in the client's own word; nobody says it for somebody else."},
    {ROW(OBSERVATION, CLIENT, CARE, PEOPLE, EVERY_PASS, SHARED_DEVICE, NEUTRAL),
     .name = "observation", .meaning = "Something noticed, marked as physical, felt or energetic."},
    {ROW(TODAY_SAID, CLIENT, CARE, ROLE_CLIENT, EVERY_PASS, SHARED_DEVICE, NEUTRAL),
     .is_consent_act = true, .name = "today_said",
     .meaning =
         "What the client said on the day to one step of the plan, as it was shown; it gives "
         "no leave that does not stand already."},

    {ROW(ACT_REFUSED, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, NEUTRAL), .name = "act_refused",
     .meaning = "An act was attempted and refused, with every reason."},
    {ROW(DONE_THOUGH_DENIED, CLIENT, CARE, PEOPLE, EVERY_PASS, SHARED_DEVICE, NEUTRAL),
     .name = "done_though_denied",
     .meaning = "It was done although it was denied; opens an incident at once."},
    {ROW(INCIDENT_NOTED, CLIENT, CARE, ANYBODY, EVERY_PASS, MACHINE, NEUTRAL),
     .name = "incident_noted", .meaning = "Something went wrong, in the words of who notes it."},
    {ROW(SESSION_CLOSED, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NEUTRAL),
     .name = "session_closed",
     .meaning = "The practitioner's record of the session, and: was anything different?"},
    {ROW(CLIENT_CLOSED, CLIENT, CARE, ROLE_CLIENT, EVERY_PASS, SHARED_DEVICE, NEUTRAL),
     .name = "client_closed",
     .meaning = "The client, asked apart: was anything different from what was agreed?"},
    {ROW(NOTE_WRITTEN, CLIENT, NOTES, DESK, NONE, SHARED_DEVICE, NEUTRAL), .name = "note_written",
     .meaning = "The practitioner's own note, which is not on the client's screen."},

    {ROW(PAPER_SESSION, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NARROWS), .is_consent_act = true,
     .name = "paper_session",
     .meaning = "A session that was held without this program, as its paper says; it proves the "
                "signer's word and gives no leave."},
    {ROW(PAPER_CONSENT, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NEUTRAL), .is_consent_act = true,
     .name = "paper_consent",
     .meaning = "A consent on paper was seen; it gives no leave until the client says it here."},

    {ROW(MEASURE_ANSWERED, CLIENT, CARE, ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .name = "measure_answered",
     .meaning = "The client's answers to one version of an instrument, as sent."},
    {ROW(ALARM_RAISED, CLIENT, CARE, ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .name = "alarm_raised",
     .meaning = "An answer led to the safety page; somebody of the practice has to look at it."},
    {ROW(ALARM_SEEN, CLIENT, CARE, STAFF, NONE, SHARED_DEVICE, NEUTRAL), .name = "alarm_seen",
     .meaning = "Somebody of the practice has seen the answer and says what was done."},

    {ROW(RECORDS_ERASED, CLIENT, OPEN, ROLE_OWNER, NONE, OWN_DEVICE, NEUTRAL),
     .is_consent_act = true, .name = "records_erased",
     .meaning = "Contents of this chain are gone for good: which, why, and under which rule."},
    {ROW(ERASED_AGAIN, CLIENT, OPEN, ROLE_SERVICE, NONE, MACHINE, NARROWS), .name = "erased_again",
     .meaning = "A backup brought back what had been erased before; it was erased again."},
    {ROW(RECORD_ASKED, CLIENT, CARE, DESK | ROLE_CLIENT, GIVEN, SHARED_DEVICE, NEUTRAL),
     .is_consent_act = true, .name = "record_asked",
     .meaning = "The client asks that the record be erased, corrected or copied; whoever signs."},
    {ROW(RECORD_ANSWERED, CLIENT, CARE, DESK, NONE, SHARED_DEVICE, NEUTRAL),
     .name = "record_answered",
     .meaning = "What became of something that was asked, and why; its object is the asking's."},
    {ROW(RECORD_COPIED, CLIENT, CARE, DESK | ROLE_CLIENT, NONE, OWN_DEVICE, NEUTRAL),
     .name = "record_copied",
     .meaning = "The whole record went out as a copy for the client: how much, up to which entry."},
    {ROW(OLDER_TAKEN, EITHER, OPEN, ROLE_OWNER | ROLE_SERVICE, NONE, MACHINE, NARROWS),
     .is_consent_act = true, .name = "older_taken",
     .meaning =
         "The practice goes on from an older copy of its records: what was confirmed after it "
         "is missing, and every yes from before this entry is void."},
};

const size_t action_count = sizeof actions / sizeof *actions;

static const struct span compartment_names[] = {
    SPAN_INIT("open"),     SPAN_INIT("practice"), SPAN_INIT("contact"),
    SPAN_INIT("identity"), SPAN_INIT("care"),     SPAN_INIT("notes"),
    SPAN_INIT("safety"),   SPAN_INIT("messages"), SPAN_INIT("billing"),
};

static const struct span direction_names[] = {
    SPAN_INIT("neutral"),
    SPAN_INIT("raises"),
    SPAN_INIT("narrows"),
    SPAN_INIT("by content"),
};

static const struct {
    uint8_t role;
    struct span name;
} role_names[] = {
    {ROLE_CLIENT, SPAN_INIT("client")},       {ROLE_PRACTITIONER, SPAN_INIT("practitioner")},
    {ROLE_OWNER, SPAN_INIT("owner")},         {ROLE_CLINICIAN, SPAN_INIT("clinician")},
    {ROLE_CHAPERONE, SPAN_INIT("chaperone")}, {ROLE_SERVICE, SPAN_INIT("service")},
};

/* The table is in the order of its numbers; asked several times for each entry of a chain. */
const struct action *action_find(uint16_t number)
{
    size_t from = 0, to = action_count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (actions[middle].number < number)
            from = middle + 1;
        else
            to = middle;
    }
    return from < action_count && actions[from].number == number ? &actions[from] : NULL;
}

bool action_is_statement(uint16_t number)
{
    const struct action *action = action_find(number);

    return action != NULL && action->compartment == COMPARTMENT_OPEN;
}

const struct action *action_find_name(struct span name)
{
    for (size_t i = 0; i < action_count; i++)
        if (span_is(name, actions[i].name))
            return &actions[i];
    return NULL;
}

bool action_may_sign(uint16_t number, uint8_t roles, uint8_t proof)
{
    const struct action *action = action_find(number);

    return action != NULL && (action->signers & roles) != 0 && proof >= action->least_proof &&
           proof <= PROOF_PASSKEY;
}

struct span compartment_name(uint8_t compartment)
{
    bool known = compartment < sizeof compartment_names / sizeof *compartment_names;

    return known ? compartment_names[compartment] : SPAN("");
}

struct span direction_name(uint8_t direction)
{
    bool known = direction < sizeof direction_names / sizeof *direction_names;

    return known ? direction_names[direction] : SPAN("");
}

struct span role_name(uint8_t role)
{
    for (size_t i = 0; i < sizeof role_names / sizeof *role_names; i++)
        if (role_names[i].role == role)
            return role_names[i].name;
    return SPAN("");
}
