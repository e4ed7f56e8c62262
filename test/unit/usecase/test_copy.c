/* A whole record to take along: what is in it, what is not, and who may. One fact per line.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "house.h"

#include "usecase/client_facts.h"
#include "usecase/copy.h"
#include "usecase/erasure.h"

enum { ZIP_MOST = 4 << 20 };

static struct {
    struct keyring *owner, *robin, *sam;
    struct client_id client, other;
    char zip[ZIP_MOST];
    size_t len;
} t;

struct noting {
    struct keyring *by;
    struct client_id client;
    uint16_t action;
    const void *content;
};

static enum status note_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct noting *in = arg;
    struct to_record record = {in->action, {{0}}, in->content};
    struct hand hand = house_hand(in->by);

    return client_append(ltx, &hand, 0, in->client, &record, 1, NULL, why);
}

static void write_down(struct keyring *by, struct client_id client, uint16_t action,
                       const void *content)
{
    struct noting in = {by, client, action, content};

    fault_clear(&hx.why);
    if (ledger_transact(hx.practice.ledger, hx.practice.store, &hx.arena, note_inside, &in,
                        &hx.why) != HF_OK)
        house_bail("not written");
}

/* A string of its own in every kind of place. */
static void fill_record(struct keyring *own, struct client_id client, const char *never,
                        const char *grant, const char *correction, const char *note)
{
    struct never_said_content no = {.words = span_of(never)};
    struct grant_content yes = {.scope = {.region = SPAN("*")},
                                .given = {.how = GIVEN_OWN_DEVICE},
                                .language = SPAN("en"),
                                .words = span_of(grant)};
    struct correction_content wrong = {.words = span_of(correction)};
    struct note_written_content secret = {.words = span_of(note)};

    write_down(own, client, ACTION_NEVER_SAID, &no);
    write_down(own, client, ACTION_GRANT, &yes);
    write_down(t.owner, client, ACTION_CORRECTION, &wrong);
    write_down(t.owner, client, ACTION_NOTE_WRITTEN, &secret);
}

static void setup(void)
{
    house_clock_us = INT64_C(1790000000) * 1000000;
    house_make();
    house_found();
    t.owner = house_keyring(hx.owner_pass);
    house_ready(t.owner);
    t.client = house_client(t.owner, "Robinia-name");
    t.other = house_client(t.owner, "Samara-name");
    t.robin = house_client_keyring(t.owner, t.client);
    t.sam = house_client_keyring(t.owner, t.other);
    fill_record(t.robin, t.client, "canary-never", "canary-grant", "canary-correction",
                "canary-note");
    fill_record(t.sam, t.other, "foreign-never", "foreign-grant", "foreign-correction",
                "foreign-note");
}

/* --- the archive ----------------------------------------------------------------------------- */

static bool take(struct copy *copy)
{
    struct parcel *parcel = copy_parcel(copy);
    struct span piece;

    t.len = 0;
    while (parcel_next(parcel, &piece)) {
        if (piece.len > sizeof t.zip - t.len)
            return false;
        memcpy(t.zip + t.len, piece.at, piece.len);
        t.len += piece.len;
    }
    return t.len == parcel->size;
}

static bool has(const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i + len <= t.len; i++)
        if (memcmp(t.zip + i, text, len) == 0)
            return true;
    return false;
}

static enum status copy_as(struct keyring *by, struct client_id client)
{
    struct copy_record in = {house_hand(by), client};
    struct copy *copy = NULL;

    fault_clear(&hx.why);
    enum status st = copy_record(&hx.practice, &hx.arena, &in, &copy, &hx.why);

    if (st == HF_OK && !take(copy))
        house_bail("an archive of another length");
    arena_wipe(&hx.arena);
    return st;
}

static enum status entries_as(struct keyring *by)
{
    struct hand hand = house_hand(by);
    struct copy *copy = NULL;

    fault_clear(&hx.why);
    enum status st = copy_entries(&hx.practice, &hx.arena, &hand, &copy, &hx.why);

    if (st == HF_OK && !take(copy))
        house_bail("an archive of another length");
    arena_wipe(&hx.arena);
    return st;
}

static bool has_nobody_else(void)
{
    static const char *const others[] = {"Samara-name", "foreign-never", "foreign-grant",
                                         "foreign-correction", "foreign-note"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (has(others[i]))
            return false;
    return true;
}

static bool has_everything_of_robin(void)
{
    return has("Robinia-name") && has("canary-never") && has("canary-grant") &&
           has("canary-correction") && has("robin@example.org");
}

static int copies_noted(void)
{
    struct whereabouts w;
    int n = 0;

    if (view_whereabouts(&hx.practice, &hx.arena, t.robin, t.client, &w, &hx.why) != HF_OK)
        return -1;
    for (size_t i = 0; i < w.file.chain.count; i++)
        n += w.file.chain.at[i].entry->action == ACTION_RECORD_COPIED;
    return n;
}

static void tell(void *arg, const char *table, uint64_t seq, const char *text)
{
    (void)arg;
    printf("# %s %lu: %s\n", table, (unsigned long)seq, text);
}

static bool is_green(void)
{
    struct ledger_report report = {.finding = tell};

    fault_clear(&hx.why);
    return ledger_verify(hx.practice.ledger, hx.practice.store, &hx.arena, &report, &hx.why) ==
               HF_OK &&
           report.findings == 0;
}

/* --- facts ----------------------------------------------------------------------------------- */

static void test_client(void)
{
    tap_case("a client takes everything along", copy_as(t.robin, t.client) == HF_OK);
    tap_case("every word of theirs is in it", has_everything_of_robin());
    tap_case("no word of another client is", has_nobody_else());
    tap_case("the practitioner's own note is not", !has("canary-note"));
    tap_case("a yes is in it as FHIR", has("\"resourceType\":\"Consent\""));
    tap_case("it was written down", copies_noted() == 1);
    tap_case("a second copy tells of the first",
             copy_as(t.robin, t.client) == HF_OK && has("record_copied") && copies_noted() == 2);
    tap_case("nobody takes another client's", copy_as(t.robin, t.other) == HF_NOT_FOUND);
}

static void test_practice(void)
{
    struct ask_record ask = {house_hand(t.robin), t.client, WISH_COPY, SPAN("")};

    tap_case("the practice makes none that nobody asked for",
             copy_as(t.owner, t.client) == HF_CONFLICT && copies_noted() == 2);
    tap_case("the client asks", ask_record(&hx.practice, &hx.arena, &ask, &hx.why) == HF_OK);
    tap_case("then the practice makes it", copy_as(t.owner, t.client) == HF_OK);
    tap_case("with the same words in it", has_everything_of_robin() && has_nobody_else());
    tap_case("its own notes are not, though it could read them", !has("canary-note"));
    tap_case("the client sees that it was made", copies_noted() == 3);
    tap_case("for nobody else", copy_as(t.owner, t.other) == HF_CONFLICT);
}

static void test_entries(void)
{
    tap_case("whoever works here takes what they signed", entries_as(t.owner) == HF_OK);
    tap_case("the entries are in it", has("never_said") == false && has("client_added") &&
                                          has("correction") && has("note_written"));
    tap_case("and what they said of themselves", has("Certificate 4711"));
    tap_case("no client's word is", !has("canary-correction") && !has("canary-note") &&
                                        !has("Robinia-name") && has_nobody_else());
    tap_case("the ledger holds", is_green());
}

int main(void)
{
    setup();
    test_client();
    test_practice();
    test_entries();
    keyring_close(t.owner);
    keyring_close(t.robin);
    keyring_close(t.sam);
    house_end();
    return tap_end();
}
