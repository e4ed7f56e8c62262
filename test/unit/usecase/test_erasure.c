/* Everything of one person: what may go, by whom, and what stays until when. One fact per line.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"

#include "keep/ledger/erase.h"
#include "usecase/client_facts.h"
#include "usecase/erasure.h"

static const int64_t year_us = INT64_C(366) * 86400 * 1000000;

static struct {
    struct keyring *owner, *colleague, *robin;
    struct client_id client;
    struct whereabouts w;
} t;

static void setup(uint8_t profile, struct span country)
{
    struct found_practice in = house_founding();
    struct found_practice_reply done;

    house_clock_us = INT64_C(1790000000) * 1000000;
    house_make();
    in.profile = profile;
    in.country = country;
    if (found_practice(&hx.practice, &hx.arena, &in, &done, &hx.why) != HF_OK)
        house_bail("not founded");
    memcpy(hx.owner_pass, done.signed_in.pass, sizeof hx.owner_pass);
    t.owner = house_keyring(hx.owner_pass);
    house_ready(t.owner);
    t.client = house_client(t.owner, "Robin");
    t.robin = house_client_keyring(t.owner, t.client);
}

static void end(void)
{
    keyring_close(t.owner);
    keyring_close(t.robin);
    house_end();
}

struct noting {
    const char *words;
};

static enum status note_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct noting *in = arg;
    struct note_written_content content = {.words = span_of(in->words)};
    struct to_record record = {ACTION_NOTE_WRITTEN, t.client.id, &content};
    struct hand hand = house_hand(t.owner);

    return client_append(ltx, &hand, 0, t.client, &record, 1, NULL, why);
}

static void note(const char *words)
{
    struct noting in = {words};

    fault_clear(&hx.why);
    if (ledger_transact(hx.practice.ledger, hx.practice.store, &hx.arena, note_inside, &in,
                        &hx.why) != HF_OK)
        house_bail("no note");
}

static enum status look_as(struct keyring *reader)
{
    fault_clear(&hx.why);
    return view_whereabouts(&hx.practice, &hx.arena, reader, t.client, &t.w, &hx.why);
}

static enum status ask(struct keyring *by, enum record_wish wish)
{
    struct ask_record in = {house_hand(by), t.client, wish, SPAN("please")};

    fault_clear(&hx.why);
    return ask_record(&hx.practice, &hx.arena, &in, &hx.why);
}

static enum status erase_as(struct keyring *by)
{
    struct erase_client in = {house_hand(by), t.client};

    fault_clear(&hx.why);
    return erase_client(&hx.practice, &hx.arena, &in, &hx.why);
}

static bool is_green(uint64_t erased)
{
    struct ledger_report report = {.finding = NULL};
    size_t mark = arena_mark(&hx.arena);

    fault_clear(&hx.why);
    enum status st =
        ledger_verify(hx.practice.ledger, hx.practice.store, &hx.arena, &report, &hx.why);

    arena_rewind(&hx.arena, mark);
    return st == HF_OK && report.findings == 0 && report.erased == erased;
}

/* --- facts ----------------------------------------------------------------------------------- */

static void test_unknown_rule(void)
{
    setup(PROFILE_BODYWORK, SPAN("XX"));
    note("one");
    note("two");
    tap_case("nothing goes while nobody asked", look_as(t.owner) == HF_OK && t.w.row == NULL &&
                                                    t.w.parts[RETENTION_RECORD].may_go == 0 &&
                                                    erase_as(t.owner) == HF_CONFLICT);
    tap_case("the client asks on an own device", ask(t.robin, WISH_ERASE) == HF_OK);
    tap_case("the practice sees it, with its day",
             look_as(t.owner) == HF_OK && t.w.is_wished && t.w.n_asked == 1 &&
                 t.w.asked[0].by_client &&
                 t.w.asked[0].due_s == t.w.asked[0].at_s + RETENTION_ANSWER_DAYS * 86400 &&
                 asked_due_s(&hx.practice, &t.w.file) == t.w.asked[0].due_s);
    size_t record = t.w.parts[RETENTION_RECORD].here, core = t.w.parts[RETENTION_CORE].here;

    tap_case("then the record may go and the core may not",
             record >= 2 && core > 0 && t.w.parts[RETENTION_RECORD].may_go == record &&
                 t.w.parts[RETENTION_CORE].may_go == 0 && t.w.parts[RETENTION_CORE].until_s == 0);
    tap_case("the client does not erase alone", erase_as(t.robin) == HF_INVALID);
    tap_case("an owner signs, and it is gone", erase_as(t.owner) == HF_OK &&
                                                   look_as(t.owner) == HF_OK &&
                                                   t.w.parts[RETENTION_RECORD].here == 0 &&
                                                   t.w.parts[RETENTION_RECORD].erased == record);
    tap_case("what stays is told as part of the answer",
             t.w.asked[0].answer != NULL && t.w.asked[0].answer->outcome == OUTCOME_PARTLY &&
                 !t.w.is_wished && asked_due_s(&hx.practice, &t.w.file) == 0);
    tap_case("the erasure says how many, and who",
             t.w.n_erasures == 1 && t.w.erasures[0].count == record &&
                 id_equal(t.w.erasures[0].by.id, keyring_who(t.owner)->person.id));
    tap_case("the ledger holds and counts them", is_green(record));
    tap_case("the client still sees the core", look_as(t.robin) == HF_OK &&
                                                   t.w.parts[RETENTION_CORE].here >= core &&
                                                   span_is(client_file_name(&t.w.file), "Robin"));
    tap_case("a second time there is nothing", erase_as(t.owner) == HF_CONFLICT);
    end();
}

static void test_law_keeps(void)
{
    setup(PROFILE_CLINICAL, SPAN("de"));
    note("one");
    tap_case("asked for, but kept by law",
             ask(t.robin, WISH_ERASE) == HF_OK && look_as(t.owner) == HF_OK && t.w.row != NULL &&
                 t.w.parts[RETENTION_RECORD].may_go == 0 && erase_as(t.owner) == HF_CONFLICT);
    struct answer_record no = {house_hand(t.owner), t.client, t.w.asked[0].id, OUTCOME_NOT,
                               SPAN("")};

    fault_clear(&hx.why);
    tap_case("a no needs its reason",
             answer_record(&hx.practice, &hx.arena, &no, &hx.why) == HF_INVALID);
    no.words = SPAN("The law keeps it ten years.");
    fault_clear(&hx.why);
    tap_case("which the client reads",
             answer_record(&hx.practice, &hx.arena, &no, &hx.why) == HF_OK &&
                 look_as(t.robin) == HF_OK && t.w.asked[0].answer->outcome == OUTCOME_NOT &&
                 t.w.asked[0].answer->words.len > 0);
    house_clock_us += 9 * year_us;
    tap_case("after nine years it stays",
             look_as(t.owner) == HF_OK && t.w.parts[RETENTION_CORE].may_go == 0);
    house_clock_us += 2 * year_us;
    tap_case("after eleven it is due, and nothing has gone by itself",
             look_as(t.owner) == HF_OK && t.w.parts[RETENTION_CORE].may_go > 0 &&
                 t.w.parts[RETENTION_CORE].erased == 0);
    tap_case("one signature of an owner erases all of it", erase_as(t.owner) == HF_OK);
    tap_case("then nobody finds the client any more", look_as(t.owner) == HF_NOT_FOUND);
    tap_case("and the ledger holds",
             hx.why.status != HF_FAILED &&
                 is_green(t.w.parts[RETENTION_CORE].may_go + t.w.parts[RETENTION_RECORD].may_go));
    end();
}

static void test_wish_first(void)
{
    setup(PROFILE_CLINICAL, SPAN("NL"));
    note("one");
    tap_case("where the wish comes first, the record goes when asked",
             ask(t.owner, WISH_ERASE) == HF_OK && look_as(t.owner) == HF_OK &&
                 !t.w.asked[0].by_client && t.w.parts[RETENTION_RECORD].may_go > 0 &&
                 t.w.parts[RETENTION_CORE].may_go == 0 && erase_as(t.owner) == HF_OK);
    end();
}

static void test_asking(void)
{
    setup(PROFILE_BODYWORK, SPAN("DE"));
    struct ask_record in = {house_hand(t.robin), t.client, WISH_CORRECT, SPAN("")};

    fault_clear(&hx.why);
    tap_case("a correction says what is wrong",
             ask_record(&hx.practice, &hx.arena, &in, &hx.why) == HF_INVALID);
    in.words = SPAN("It was the left side.");
    fault_clear(&hx.why);
    tap_case("sent twice it is asked once",
             ask_record(&hx.practice, &hx.arena, &in, &hx.why) == HF_OK &&
                 ask_record(&hx.practice, &hx.arena, &in, &hx.why) == HF_OK &&
                 look_as(t.robin) == HF_OK && t.w.n_asked == 1);
    tap_case("no wish is no asking", ask(t.robin, WISH_UNSAID) == HF_INVALID);
    tap_case("the client sees who holds keys", t.w.n_holders >= 2);
    end();
}

int main(void)
{
    test_unknown_rule();
    test_law_keeps();
    test_wish_first();
    test_asking();
    return tap_end();
}
