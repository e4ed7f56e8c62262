/* test/unit/usecase/test_brake.c - thirty clients in ten minutes, and what it takes to go on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "told.h"

#include "usecase/brake.h"
#include "usecase/consent.h"

enum { CLIENTS = 64, MINUTE_S = 60 };

static struct client_id clients[CLIENTS];

static void add_clients(void)
{
    for (int i = 0; i < CLIENTS; i++) {
        struct add_client in = {.hand = hand_of(h.ana, 1),
                                .name = SPAN("Kim"),
                                .language = SPAN("en"),
                                .contact = {.address = SPAN("kim at example.org")}};

        need(add_client(&h.practice, &h.arena, &in, &clients[i], &h.why), "add");
        arena_rewind(&h.arena, 0);
    }
}

static enum status open_one(int i)
{
    struct client_file file;

    fault_clear(&h.why);
    arena_rewind(&h.arena, 0);
    return view_client(&h.practice, &h.arena, h.ana, clients[i], &file, &h.why);
}

/* How many of [from, to) open. */
static int open_many(int from, int to)
{
    int n = 0;

    for (int i = from; i < to; i++)
        n += open_one(i) == HF_OK;
    return n;
}

static size_t entries_of(uint64_t version)
{
    struct brake_lines lines;
    size_t n = 0;

    arena_rewind(&h.arena, 0);
    need(list_brakes(&h.practice, &h.arena, h.ana, &lines, &h.why), "list");
    for (size_t i = 0; i < lines.n; i++)
        n += lines.at[i].is_explained == (version == LEDGER_EXPLAINED);
    return n;
}

static enum status explain(const char *words)
{
    struct explain_reading in = {hand_of(h.ana, 1), span_of(words)};

    fault_clear(&h.why);
    return explain_reading(&h.practice, &h.arena, &in, &h.why);
}

static void test_brake__adding_clients_is_no_reading(void)
{
    size_t left = 0;

    later_s(LEDGER_BRAKE_MINUTES * MINUTE_S); /* the house was made with a look at its client */
    add_clients();
    need(look_at_brake(&h.practice, &h.arena, h.ana, &left, &h.why), "look");
    CHECK_INT((int)left, LEDGER_BRAKE_CLIENTS);
}

static void test_brake__thirty_open_and_the_next_does_not(void)
{
    CHECK_INT(open_many(0, CLIENTS), LEDGER_BRAKE_CLIENTS);
    CHECK_INT(open_one(LEDGER_BRAKE_CLIENTS), HF_CONFLICT);
    CHECK(keyring_is_braked(h.ana));
    CHECK_INT(open_one(0), HF_OK); /* who is open already goes on */
}

static void test_brake__says_so_in_the_practices_chain_once(void)
{
    CHECK_INT((int)entries_of(LEDGER_BRAKED), 1);
    CHECK_INT((int)entries_of(LEDGER_EXPLAINED), 0);
}

static void test_brake__outlives_a_restart(void)
{
    ledger_free(h.practice.ledger);
    store_free(h.practice.store);
    need(store_open(&store_sqlite, h.db, &h.practice.store, &h.why), "store");
    need(ledger_new(h.practice.vault, &h.practice.ledger, &h.why), "ledger");
    need(ledger_start(h.practice.ledger, h.practice.store, &h.why), "start");
    CHECK_INT(open_one(LEDGER_BRAKE_CLIENTS), HF_CONFLICT);
}

/* Names alone are no record; a smaller yes never waits. */
static void test_brake__holds_up_no_list_and_nothing_that_narrows(void)
{
    struct client_lines lines;
    struct narrow_consent in = {
        .hand = hand_of(h.ana, 1), .client = clients[CLIENTS - 1], .to = NARROW_ALL_NO};

    fault_clear(&h.why);
    CHECK_INT(list_clients(&h.practice, &h.arena, h.ana, SPAN(""), &lines, &h.why), HF_OK);
    CHECK_INT(narrow_consent(&h.practice, &h.arena, &in, &h.why), HF_OK);
    CHECK_INT(open_one(CLIENTS - 1), HF_CONFLICT);
}

static void test_brake__is_no_lock_out_for_a_reason(void)
{
    CHECK_INT(explain("  "), HF_INVALID);
    CHECK_INT(open_one(LEDGER_BRAKE_CLIENTS), HF_CONFLICT);
    CHECK_INT(explain("The health office asks for numbers of the last year."), HF_OK);
    CHECK_INT((int)entries_of(LEDGER_EXPLAINED), 1);
    CHECK_INT(open_many(LEDGER_BRAKE_CLIENTS, CLIENTS), LEDGER_BRAKE_CLIENTS);
    CHECK_INT(open_one(CLIENTS - 1), HF_CONFLICT);
}

static void test_brake__ends_by_time(void)
{
    later_s(LEDGER_BRAKE_MINUTES * MINUTE_S + 1);
    CHECK_INT(open_one(CLIENTS - 1), HF_OK);
}

static void test_brake__clock_that_went_back_does_not_loosen_it(void)
{
    later_s(3600);
    CHECK_INT(open_many(0, LEDGER_BRAKE_CLIENTS), LEDGER_BRAKE_CLIENTS);
    later_s(-86400);
    CHECK_INT(open_one(CLIENTS - 1), HF_CONFLICT);
}

int main(void)
{
    house_make();
    RUN(test_brake__adding_clients_is_no_reading);
    RUN(test_brake__thirty_open_and_the_next_does_not);
    RUN(test_brake__says_so_in_the_practices_chain_once);
    RUN(test_brake__outlives_a_restart);
    RUN(test_brake__holds_up_no_list_and_nothing_that_narrows);
    RUN(test_brake__is_no_lock_out_for_a_reason);
    RUN(test_brake__ends_by_time);
    RUN(test_brake__clock_that_went_back_does_not_loosen_it);
    house_end();
    return tap_end();
}
