/* Whose word it is that keys are a client's: keys that somebody else had certified in a client's
 * name are refused, and what they have signed all the same counts for nothing and is named.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "someone.h"

#include "keep/ledger/ledger_inside.h"

static const int64_t hour_us = INT64_C(60) * 60 * 1000000;

static void new_client(void)
{
    fx.client.id = world_id(&test_world);
    CHECK_INT(act(do_open, fx.owner), HF_OK);
    CHECK_INT(write_as(fx.owner, ACTION_PLAN_DRAFTED, "what is kept"), HF_OK);
}

static enum status do_end_access(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct person_id *person = arg;

    return ledger_end_grant(ltx, fx.owner, fx.client, *person, fresh_request(), why);
}

static enum status end_access(struct person_id person)
{
    return act(do_end_access, &person);
}

/* The program itself writes no certificate of a client's keys by somebody who does not work there.
 */
static void test_keys__of_a_client_are_certified_by_who_works_with_them_alone(void)
{
    new_client();
    struct someone rogue = someone_new(ROLE_PRACTITIONER), guest = someone_new(ROLE_PRACTITIONER);
    struct someone posed = {{fx.client.id}, 1, ROLE_CLIENT, rogue.keyring, NULL};

    CHECK_INT(act(make_someone, &posed), HF_INVALID);
    keyring_close(posed.keyring);
    posed.keyring = NULL;
    CHECK_INT(give(fx.owner, guest.person, GRANT_COVER, 0), HF_OK);
    posed.by = guest.keyring;
    CHECK_INT(act(make_someone, &posed), HF_INVALID);
    keyring_close(posed.keyring);
    keyring_close(guest.keyring);
    keyring_close(rogue.keyring);
}

struct lending {
    struct keyring *by, *delegate;
};

static enum status do_lend(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct lending *in = arg;
    struct delegate_scope scope = {.person = {fx.client.id},
                                   .roles = ROLE_CLIENT,
                                   .client = fx.client,
                                   .purpose = DELEGATE_HANDOVER,
                                   .most_proof = PROOF_SHARED_DEVICE,
                                   .until_us = test_now_us + hour_us};
    enum status st = delegate_make(fx.vault, &scope, &in->delegate, why);

    return st == HF_OK
               ? ledger_certify_delegate(ltx, in->by, in->delegate,
                                         COMPARTMENT_BIT(COMPARTMENT_CARE), fresh_request(), why)
               : st;
}

static void test_keys__of_a_tablet_are_certified_by_who_works_with_the_client_alone(void)
{
    new_client();
    struct someone rogue = someone_new(ROLE_PRACTITIONER), left = someone_new(ROLE_PRACTITIONER);
    struct lending by_rogue = {rogue.keyring, NULL}, by_left = {left.keyring, NULL},
                   after = {left.keyring, NULL};

    CHECK_INT(act(do_lend, &by_rogue), HF_INVALID);
    CHECK_INT(give(fx.owner, left.person, GRANT_CARE, 0), HF_OK);
    CHECK_INT(act(do_lend, &by_left), HF_OK);
    CHECK_INT(write_as(by_left.delegate, ACTION_GRANT, "the client's own yes"), HF_OK);
    CHECK_INT(end_access(left.person), HF_OK);
    CHECK_INT(act(do_lend, &after), HF_INVALID);
    keyring_close(by_rogue.delegate);
    keyring_close(by_left.delegate);
    keyring_close(after.delegate);
    keyring_close(left.keyring);
    keyring_close(rogue.keyring);
}

/* --- what another program wrote -------------------------------------------------------------- */

/* With her own keys a practitioner may sign anything, by a program that asks nothing. */
static enum status plant_keys(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct someone *in = arg;
    uint8_t bytes[CERTIFICATE_BYTES];
    enum status st =
        user_make(fx.vault, ltx->tx, in->person, in->keygen, in->roles, &in->keyring, why);

    if (st != HF_OK)
        return st;
    struct certificate certificate = {.kind = STATEMENT_USER,
                                      .practice = vault_practice(fx.vault),
                                      .who = *keyring_who(in->keyring),
                                      .from_us = test_now_us};
    certificate_write(&certificate, bytes);
    struct ledger_write write = {.action = ACTION_KEY_CERTIFIED,
                                 .object = in->person.id,
                                 .object_version = in->keygen,
                                 .request = fresh_request(),
                                 .content = span_at(bytes, sizeof bytes)};

    return ledger_append(ltx, in->by, &write, NULL, why);
}

static struct someone pose(struct client_id client, struct keyring *by)
{
    struct someone posed = {{client.id}, 1, ROLE_CLIENT, by, NULL};

    CHECK_INT(act(plant_keys, &posed), HF_OK);
    return posed;
}

static void test_keys__made_in_a_clients_name_sign_open_and_give_nothing(void)
{
    new_client();
    struct someone rogue = someone_new(ROLE_PRACTITIONER);
    struct someone posed = pose(fx.client, rogue.keyring);

    CHECK_INT(write_as(posed.keyring, ACTION_GRANT, "a yes that nobody gave"), HF_INVALID);
    CHECK(act(do_open, posed.keyring) != HF_OK);
    CHECK(give(posed.keyring, rogue.person, GRANT_CARE, 0) != HF_OK);
    CHECK(give(fx.owner, posed.person, GRANT_OWN, 0) != HF_OK);
    CHECK(act(do_open, rogue.keyring) != HF_OK);
    CHECK(write_as(fx.owner, ACTION_PLAN_DRAFTED, "after it") == HF_OK);
    CHECK_INT((int)count_open(rogue.keyring), 0);
    CHECK_INT((int)count_open(posed.keyring), 0);
    CHECK_INT((int)count_open(fx.owner), 2);
    keyring_close(posed.keyring);
    keyring_close(rogue.keyring);
}

/* An entry like the newest of the chain, in another's name, signed with the keys that were made in
 * it: the head goes along, as if the program had written it. */
struct forging {
    struct keyring *author;
    struct client_id client;
    uint64_t seq;
};

static enum status newest_of(struct ledger_tx *ltx, struct client_id client,
                             struct ledger_entry *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx,
                               "SELECT bytes FROM ledger_entry WHERE client = $1 "
                               "ORDER BY client_seq DESC LIMIT 1",
                               VALUES(value_raw(client.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK && !entry_parse(rows_bytes(&rows, 0), ret))
        st = HF_FAILED;
    rows_close(&rows);
    return st;
}

static void rename_entry(struct ledger_tx *ltx, const struct forging *in, const struct head *head,
                         struct ledger_entry *e, uint8_t bytes[LEDGER_ENTRY_BYTES])
{
    struct about about = {STATEMENT_READ, 0, ltx->ledger->practice,
                          keyring_who(in->author)->person};
    uint8_t content[ABOUT_BYTES], blind[32] = {7};

    about_write(&about, content);
    vault_hmac(blind, span_at(content, sizeof content), e->commitment);
    memcpy(e->client_prev, e->hash, 32);
    memcpy(e->prev, head->tip, 32);
    e->client_seq++;
    e->seq = head->frontier.size + 1;
    e->utc_us = head->utc_us;
    e->actor = about.person;
    e->actor_keygen = keyring_who(in->author)->keygen;
    e->action = ACTION_RECORD_READ;
    e->object = about.person.id;
    e->object_version = LEDGER_READ;
    e->request = fresh_request();
    memset(e->text_hash, 0, sizeof e->text_hash);
    entry_write(e, bytes);
    keyring_sign(in->author, span_at(bytes, ENTRY_SIGNED), e->signature);
    entry_write(e, bytes);
    entry_hash(bytes, e->hash);
}

static enum status store_forged(struct ledger_tx *ltx, const struct ledger_entry *e,
                                const uint8_t bytes[LEDGER_ENTRY_BYTES], struct fault *why)
{
    struct about about = {STATEMENT_READ, 0, ltx->ledger->practice, e->actor};
    uint8_t content[ABOUT_BYTES], blind[32] = {7};

    about_write(&about, content);
    enum status st = row_add(
        fx.vault, ltx->tx, TABLE_STATEMENT,
        VALUES(PRACTICE(ltx), value_int((int64_t)e->seq), value_int(STATEMENT_READ),
               value_raw(e->object.bytes, 16), value_int(0), value_raw(e->client.id.bytes, 16),
               value_raw(blind, sizeof blind), value_raw(content, sizeof content)),
        why);

    return st != HF_OK ? st
                       : row_add(fx.vault, ltx->tx, TABLE_ENTRY,
                                 VALUES(PRACTICE(ltx), value_int((int64_t)e->seq),
                                        value_raw(e->client.id.bytes, 16),
                                        value_int((int64_t)e->client_seq),
                                        value_raw(e->request.id.bytes, 16), value_raw(e->hash, 32),
                                        value_raw(bytes, LEDGER_ENTRY_BYTES)),
                                 why);
}

static enum status do_forge(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct forging *in = arg;
    uint8_t bytes[LEDGER_ENTRY_BYTES];
    struct ledger_entry e;
    struct head head;
    enum status st = head_read(ltx, &head, why);

    if (st == HF_OK)
        st = newest_of(ltx, in->client, &e, why);
    if (st != HF_OK)
        return st;
    rename_entry(ltx, in, &head, &e, bytes);
    in->seq = e.seq;
    st = store_forged(ltx, &e, bytes, why);
    if (st == HF_OK)
        st = ends_add(ltx, &e, why);
    memcpy(head.tip, e.hash, 32);
    frontier_add(&head.frontier, e.hash);
    ltx->size = head.frontier.size;
    memcpy(ltx->tip, e.hash, 32);
    return st == HF_OK ? head_write(ltx, &head, why) : st;
}

struct looking {
    uint64_t seq;
    size_t n, met; /* entries in the list; those of `seq` */
};

static enum status do_look(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct looking *in = arg;
    struct ledger_list list;
    enum status st = ledger_load(ltx, fx.owner, fx.client, &list, why);

    for (size_t i = 0; st == HF_OK && i < list.n; i++)
        in->met += list.items[i].entry.seq == in->seq;
    in->n = st == HF_OK ? list.n : 0;
    return st;
}

struct named {
    uint64_t certified, forged; /* entries */
    bool met_certified, met_forged;
    int others;
};

static void take_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    struct named *in = arg;
    bool is_this = strstr(text, "does not work with them") != NULL;

    (void)table;
    in->met_certified = in->met_certified || (is_this && seq == in->certified);
    in->met_forged = in->met_forged || (is_this && seq == in->forged);
    in->others += !is_this;
}

static void test_keys__what_was_signed_by_a_clients_forged_keys_is_left_out_and_named(void)
{
    new_client();
    struct someone rogue = someone_new(ROLE_PRACTITIONER);
    struct someone posed = pose(fx.client, rogue.keyring);
    struct forging forging = {posed.keyring, fx.client, 0};

    CHECK_INT(act(do_forge, &forging), HF_OK);
    struct looking looking = {forging.seq, 0, 0};

    CHECK_INT(act(do_look, &looking), HF_OK);
    CHECK(looking.n > 2);
    CHECK_INT((int)looking.met, 0);
    CHECK_INT(write_as(fx.owner, ACTION_PLAN_DRAFTED, "it goes on"), HF_OK);
    CHECK_INT((int)count_open(fx.owner), 2);
    struct named named = {forging.seq - 1, forging.seq, false, false, 0};
    struct ledger_report report = {.finding = take_finding, .arg = &named};

    CHECK_INT(ledger_verify(fx.ledger, fx.store, &fx.arena, &report, &fx.why), HF_OK);
    CHECK(named.met_certified && named.met_forged);
    CHECK_INT(named.others, 0);
    keyring_close(posed.keyring);
    keyring_close(rogue.keyring);
}

int main(void)
{
    fixture_make(&store_sqlite);
    RUN(test_keys__of_a_client_are_certified_by_who_works_with_them_alone);
    RUN(test_keys__of_a_tablet_are_certified_by_who_works_with_the_client_alone);
    RUN(test_keys__made_in_a_clients_name_sign_open_and_give_nothing);
    RUN(test_keys__what_was_signed_by_a_clients_forged_keys_is_left_out_and_named);
    fixture_end();
    return tap_end();
}
