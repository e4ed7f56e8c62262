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
    struct erase_client in = {.hand = house_hand(by), .client = t.client};

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
    tap_case("and by which ways somebody can come in: the link that was opened",
             t.w.ways.sessions == 1 && t.w.ways.links == 0 && !t.w.ways.has_password &&
                 !t.w.ways.has_pin && t.w.ways.passkeys == 0 && t.w.ways.tablets == 0);
    struct make_link link = {.hand = house_hand(t.owner), .client = t.client};
    struct link made;

    fault_clear(&hx.why);
    tap_case("a new link shows, and ended what was open",
             make_link(&hx.practice, &hx.arena, &link, &made, &hx.why) == HF_OK &&
                 look_as(t.owner) == HF_OK && t.w.ways.links == 1 && t.w.ways.sessions == 0);
    end();
}

static struct erasure_receipt found_receipt;

static enum status last_seq(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct vault_anchor where;
    enum status st = ledger_where(ltx, &where, why);

    if (st == HF_OK)
        *(uint64_t *)arg = where.size;
    return st;
}

/* Of the last erasure; how many contents it took. */
static uint64_t in_receipt(struct erasure_receipt *ret)
{
    uint64_t seq = 0;

    fault_clear(&hx.why);
    if (ledger_transact(hx.practice.ledger, hx.practice.store, &hx.arena, last_seq, &seq,
                        &hx.why) != HF_OK)
        return 0;
    for (; seq > 0; seq--)
        if (view_erasure_receipt(&hx.practice, &hx.arena, t.owner, t.client, seq, &found_receipt,
                                 &hx.why) == HF_OK)
            break;
    *ret = found_receipt;
    return found_receipt.count;
}

static enum status count_left(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct ledger_list list;
    enum status st = ledger_load_part(ltx, t.owner, t.client, 0, &list, why);

    for (size_t i = 0; st == HF_OK && i < list.n; i++)
        *(size_t *)arg += list.items[i].compartment != COMPARTMENT_OPEN && !list.items[i].is_erased;
    return st;
}

/* Sealed contents of the client, whether or not anybody can open them. */
static size_t left(void)
{
    size_t n = 0;

    fault_clear(&hx.why);
    return ledger_transact(hx.practice.ledger, hx.practice.store, &hx.arena, count_left, &n,
                           &hx.why) == HF_OK
               ? n
               : SIZE_MAX;
}

/* Everything may go: then nothing stays, not even an answer that would keep the keys alive. */
static void test_wish_when_time_is_over(void)
{
    setup(PROFILE_CLINICAL, SPAN("de"));
    note("one");
    house_clock_us += 11 * year_us;
    tap_case("asked for when its time is over, too",
             ask(t.robin, WISH_ERASE) == HF_OK && look_as(t.owner) == HF_OK && t.w.is_wished);
    struct erase_client in = {.hand = house_hand(t.owner), .client = t.client};
    struct erasure_receipt receipt;

    tap_case("it goes whole", erase_client(&hx.practice, &hx.arena, &in, &hx.why) == HF_OK &&
                                  look_as(t.owner) == HF_NOT_FOUND);
    tap_case("and nothing sealed is left, not even an answer", left() == 0);
    tap_case("the same form again is done already",
             erase_client(&hx.practice, &hx.arena, &in, &hx.why) == HF_OK);
    tap_case("nobody can sign in as the client any more", look_as(t.robin) != HF_OK);
    tap_case("the ledger holds", is_green(in_receipt(&receipt)));
    tap_case("the owner has the receipt for the client",
             receipt.count > 0 && receipt.as_file.len > 200 && receipt.reference.len == 24);
    end();
}

static void test_compartment(void)
{
    setup(PROFILE_BODYWORK, SPAN("XX"));
    note("one");
    struct erase_client in = {house_hand(t.owner), t.client, COMPARTMENT_NOTES};

    tap_case("asked for", ask(t.robin, WISH_ERASE) == HF_OK && look_as(t.owner) == HF_OK &&
                              t.w.compartments[COMPARTMENT_NOTES].may_go == 1);
    size_t care = t.w.compartments[COMPARTMENT_CARE].here;

    tap_case("one compartment goes alone",
             erase_client(&hx.practice, &hx.arena, &in, &hx.why) == HF_OK &&
                 look_as(t.owner) == HF_OK && t.w.compartments[COMPARTMENT_NOTES].here == 0 &&
                 t.w.compartments[COMPARTMENT_CARE].here == care);
    tap_case("the wish is open still", t.w.is_wished);
    in.hand = house_hand(t.owner);
    in.compartment = COMPARTMENT_IDENTITY;
    tap_case("what must stay stays, whatever the form says",
             erase_client(&hx.practice, &hx.arena, &in, &hx.why) == HF_CONFLICT);
    in.compartment = WHEREABOUTS_COMPARTMENTS;
    tap_case("no other number is one",
             erase_client(&hx.practice, &hx.arena, &in, &hx.why) == HF_INVALID);
    tap_case("and the ledger holds", is_green(1));
    end();
}

static bool due_as(struct keyring *reader, struct due_list *ret)
{
    fault_clear(&hx.why);
    return view_due(&hx.practice, &hx.arena, reader, ret, &hx.why) == HF_OK;
}

/* The client of a colleague: the owner holds no key to the record. */
static void setup_closed(void)
{
    setup(PROFILE_BODYWORK, SPAN("XX"));
    keyring_close(t.robin);
    t.colleague = house_colleague(t.owner, "Jonas", ROLE_PRACTITIONER);
    t.client = house_client(t.colleague, "Ursel");
    t.robin = house_client_keyring(t.colleague, t.client);
}

static void test_closed(void)
{
    struct due_list due;

    setup_closed();
    tap_case("an owner without keys reads nothing", look_as(t.owner) == HF_NOT_FOUND);
    tap_case("and erases nothing that nobody asked for", erase_as(t.owner) == HF_CONFLICT);
    tap_case("a wish for a copy is none to erase", ask(t.robin, WISH_COPY) == HF_OK &&
                                                       erase_as(t.owner) == HF_CONFLICT &&
                                                       due_as(t.owner, &due) && due.n_wishes == 0);
    tap_case("a wish to erase is told to the owner, without the name",
             ask(t.robin, WISH_ERASE) == HF_OK && due_as(t.owner, &due) && due.n_wishes == 1 &&
                 id_equal(due.wishes[0].client.id, t.client.id) && due.wishes[0].name.len == 0 &&
                 due.wishes[0].may_go > 0 && due.wishes[0].may_go < due.wishes[0].here);
    tap_case("it is not part of what is due by its time", due.n == 0);
    look_as(t.colleague);
    size_t core = t.w.parts[RETENTION_CORE].here, record = t.w.parts[RETENTION_RECORD].here;

    tap_case("a practitioner who is no owner can't sign it", erase_as(t.colleague) == HF_INVALID);
    tap_case("the owner signs it without reading", erase_as(t.owner) == HF_OK);
    tap_case("the record is gone, and the core stays as the row says",
             look_as(t.colleague) == HF_OK && t.w.parts[RETENTION_RECORD].here == 0 &&
                 t.w.parts[RETENTION_CORE].here >= core);
    tap_case("the client reads what became of it",
             look_as(t.robin) == HF_OK && !t.w.is_wished && t.w.asked[0].answer != NULL &&
                 t.w.asked[0].answer->outcome == OUTCOME_PARTLY);
    tap_case("and it is not told a second time", due_as(t.owner, &due) && due.n_wishes == 0);
    tap_case("the ledger holds without them", is_green(record));
    keyring_close(t.colleague);
    end();
}

static void test_due(void)
{
    struct due_list due;

    setup(PROFILE_CLINICAL, SPAN("de"));
    note("one");
    tap_case("nothing is due early", due_as(t.owner, &due) && due.n == 0 && due.row != NULL);
    house_clock_us += 11 * year_us;
    struct client_id young = house_client(t.owner, "Young");

    tap_case("after its time one client is, and not the younger one",
             due_as(t.owner, &due) && due.n == 1 && id_equal(due.lines[0].client.id, t.client.id) &&
                 !id_equal(due.lines[0].client.id, young.id) &&
                 span_is(due.lines[0].name, "Robin") && due.lines[0].may_go == due.lines[0].here);
    tap_case("a client is told nothing", !due_as(t.robin, &due) && due_as(t.owner, &due));
    uint8_t other[32] = {0};
    struct erase_due in = {house_hand(t.owner), span_at(other, 32)};
    size_t contents = due.contents;

    tap_case("a signature for another list erases nothing",
             erase_due(&hx.practice, &hx.arena, &in, &hx.why) == HF_CONFLICT &&
                 due_as(t.owner, &due) && due.contents == contents);
    in.seen = span_at(due.sum, 32);
    fault_clear(&hx.why);
    tap_case("one signature erases the list",
             erase_due(&hx.practice, &hx.arena, &in, &hx.why) == HF_OK);
    tap_case("sent again it is done", erase_due(&hx.practice, &hx.arena, &in, &hx.why) == HF_OK);
    tap_case("nothing is due any more", due_as(t.owner, &due) && due.n == 0);
    tap_case("its client's record is closed to all", look_as(t.owner) == HF_NOT_FOUND);
    tap_case("the ledger holds, and tells of each", is_green(contents));
    end();
}

int main(void)
{
    test_unknown_rule();
    test_law_keeps();
    test_wish_first();
    test_asking();
    test_wish_when_time_is_over();
    test_compartment();
    test_closed();
    test_due();
    return tap_end();
}
