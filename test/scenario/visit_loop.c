/* Whole visits through the use cases, one after another, until somebody kills it; see
 * kill_visits.py.
 *
 *     visit_loop FOLDER found           makes the practice
 *     visit_loop FOLDER run DAY         visits from that day on; after each part of one it prints
 *                                       "seq hash" of the last entry: all up to it is acknowledged
 *     visit_loop FOLDER check           reads such lines: is each entry still the same? Says
 * "narrow" first where only what narrows is taken
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "meeting.h"
#include "people.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = 600, HASH_TEXT = 65, LINE = 100 };

struct loop {
    char data[PATH], secrets[PATH];
    struct place place;
    struct keyring *owner;
    struct visitor visitor;
    struct meeting meeting;
};

static const struct intake_answer answers[] = {
    {SPAN_INIT("mind_stop"), SPAN_INIT("yes")},
    {SPAN_INIT("organ_anus"), SPAN_INIT("yes")},
    {SPAN_INIT("organ_rectum"), SPAN_INIT("yes")},
};
static const struct client_said said = {.name = "Robin",
                                        .pronoun = "they",
                                        .born = "1990-05-17",
                                        .document = "passport",
                                        .mail = "robin@example.org",
                                        .words = "your appointment",
                                        .answers = answers,
                                        .n_answers = 3,
                                        .sentence = "Nothing stands against it."};
static const struct meeting_said session = {
    .tension = 5, .stops_in = 2, .words = "", .seen = "", .assessment = "Calm.", .plan = "Again."};

_Noreturn static void die(const struct loop *l, const char *what)
{
    fprintf(stderr, "visit_loop: %s: %s\n", what, l->place.why.text);
    exit(1);
}

/* --- what is there --------------------------------------------------------------------------- */

struct at {
    uint64_t seq; /* 0: the last one */
    char hash[HASH_TEXT];
};

static void write_hash(struct span bytes, char ret[HASH_TEXT])
{
    for (size_t i = 0; i < bytes.len && 2 * i + 2 < HASH_TEXT; i++)
        snprintf(ret + 2 * i, 3, "%02x", (unsigned)(unsigned char)bytes.at[i]);
}

static enum status read_at(struct tx *tx, void *arg, struct fault *why)
{
    struct at *at = arg;
    struct rows rows;
    enum status st = rows_open(tx,
                               "SELECT seq, hash FROM ledger_entry WHERE seq = $1 OR $1 = 0 "
                               "ORDER BY seq DESC LIMIT 1",
                               VALUES(value_int((int64_t)at->seq)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK) {
        at->seq = (uint64_t)rows_int(&rows, 0);
        write_hash(rows_bytes(&rows, 1), at->hash);
    }
    rows_close(&rows);
    return st;
}

static void acknowledge(struct loop *l, enum status st, const char *what)
{
    struct at at = {0};

    if (st != HF_OK)
        die(l, what);
    if (store_transact(l->place.practice.store, STORE_READ, read_at, &at, &l->place.why) != HF_OK)
        die(l, "the last entry");
    printf("%" PRIu64 " %s\n", at.seq, at.hash);
    fflush(stdout);
}

static int check(struct loop *l)
{
    char line[LINE];
    int lost = 0, read = 0;

    for (; fgets(line, sizeof line, stdin) != NULL; read++) {
        struct span rest = span_trim(span_of(line));
        struct span first = span_cut(&rest, ' ');
        struct at at = {0};
        int64_t seq = 0;

        if (!span_to_int64(first, &seq))
            die(l, "a line");
        at.seq = (uint64_t)seq;
        fault_clear(&l->place.why);
        lost += store_transact(l->place.practice.store, STORE_READ, read_at, &at, &l->place.why) !=
                    HF_OK ||
                !span_is(rest, at.hash);
    }
    if (ledger_is_narrow_only(l->place.practice.ledger))
        printf("narrow\n");
    printf("%d parts, %d lost\n", read, lost);
    return lost == 0 ? 0 : 1;
}

/* As the server does each minute: an hour's checkpoint moves the anchor, and what is known of the
 * ends is put down. */
static void tend(struct loop *l)
{
    struct place *place = &l->place;

    fault_clear(&place->why);
    arena_rewind(&place->arena, 0);
    if (ledger_tend(place->practice.ledger, place->practice.store, &place->arena, &place->why) !=
        HF_OK)
        die(l, "tending");
}

/* --- visits ---------------------------------------------------------------------------------- */

static void visit(struct loop *l)
{
    struct place *place = &l->place;
    struct visitor *v = &l->visitor;
    struct meeting *m = &l->meeting;

    acknowledge(l, walk_begin(place, l->owner, &said, v), "a client");
    acknowledge(l, walk_draft(place, v), "drafts");
    acknowledge(l, walk_give(place, v), "answers");
    acknowledge(l, walk_review(place, v), "a review");
    acknowledge(l, walk_propose(place, v, "holdfast-grounding"), "a proposal");
    acknowledge(l, walk_consent(place, v, "scalp"), "consent");
    place_later(place, DAY_S);
    acknowledge(l, walk_agree(place, v), "a plan");
    tend(l);
    acknowledge(l, meeting_begin(place, v, &session, m), "a session");
    acknowledge(l, meeting_get_ready(m), "ready");
    acknowledge(l, meeting_step(m, 1), "a step");
    acknowledge(l, meeting_step(m, 2), "a stop");
    acknowledge(l, meeting_close(m), "the note");
    tend(l);
    meeting_end(m);
    walk_end(v);
}

static void sign_in_owner(struct loop *l)
{
    const struct staff_said *owner = &staff_said[STAFF_OWNER];
    struct sign_in in = {.login = span_of(owner->login), .password = span_of(owner->password)};
    struct sign_in_reply reply;

    if (sign_in(&l->place.practice, &in, &reply, &l->place.why) != HF_OK ||
        place_enter(&l->place, reply.pass, &l->owner) != HF_OK)
        die(l, "the owner can't sign in");
}

static void found(struct loop *l)
{
    struct people people;

    if (people_found(&l->place, &people) != HF_OK)
        die(l, "can't found");
    people_clear(&people);
}

int main(int argc, char **argv)
{
    static struct loop l;
    int64_t day = 0;

    if (argc < 3 || (argc > 3 && !span_to_int64(span_of(argv[3]), &day)))
        return 2;
    snprintf(l.data, sizeof l.data, "%s/data", argv[1]);
    snprintf(l.secrets, sizeof l.secrets, "%s/data-secrets", argv[1]);
    struct place_config config = {
        l.data, l.secrets, {1, 64 << 10}, &store_sqlite, INT64_C(1790000000) + day * DAY_S, 0};

    if (place_open(&config, &l.place) != HF_OK)
        die(&l, "can't open");
    if (strcmp(argv[2], "check") == 0)
        return check(&l);
    if (strcmp(argv[2], "found") == 0) {
        found(&l);
        return 0;
    }
    for (sign_in_owner(&l);;)
        visit(&l);
}
