/* test/attack/pins.c - PINs before the attack, and what each opens afterwards.
 *
 *     pin signs WHOSE CLIENT proof P    this PIN signs for this client, and claims this
 *     pin reads WHOSE CLIENT N          its key opens the n-th sealed entry
 *     pin try CLIENT N                  so many wrong ones are still free
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ground.h"

#include "usecase/client_file.h"
#include "usecase/pin.h"

#include <string.h>

static const char robin_before[] = "402917", robin_now[] = "730586", kim_now[] = "615284";
static const char wrong[] = "918273";

/* --- before the attack ----------------------------------------------------------------------- */

static void choose(struct ground *g, struct keyring *own, const char *name, const char *pin)
{
    struct set_pin in = {place_hand(&g->place, own, 3), span_of(pin)};

    ground_need(g, set_pin(&g->place.practice, &g->place.arena, &in, &g->place.why), "a PIN");
    ground_keep(g, "pin", name, pin, "");
}

static void mistype(struct ground *g, struct keyring *tablet)
{
    struct try_pin in = {place_hand(&g->place, tablet, 2), span_of(wrong)};
    struct try_pin_reply reply;

    ground_need(g, try_pin(&g->place.practice, &g->place.arena, &in, &reply, &g->place.why), "try");
    if (reply.signer != NULL)
        ground_die(g, "a wrong PIN opens");
}

/* Robin's first PIN ends by five wrong tries; of the second, two are spent. */
void ground_make_pins(struct ground *g, struct keyring *robin, struct keyring *kim,
                      struct keyring *tablet)
{
    choose(g, kim, "kim", kim_now);
    choose(g, robin, "robin-before", robin_before);
    ground_moment(g, "pin");
    for (int i = 1; i < PIN_TRIES; i++)
        mistype(g, tablet);
    ground_moment(g, "worn");
    mistype(g, tablet);
    ground_moment(g, "fifth");
    choose(g, robin, "robin", robin_now);
    ground_moment(g, "anew");
    mistype(g, tablet);
    mistype(g, tablet);
}

/* --- after it -------------------------------------------------------------------------------- */

struct pin_looking {
    struct ground *g;
    const struct ground_key *pin, *client;
    struct client_id id;
    struct keyring *signer;
    int tries;
};

static void say_refused(const struct pin_looking *l, enum status st, const char *what)
{
    printf("# pin %s for %s, %s: %d %s\n", l->pin->name, l->client->name, what, (int)st,
           l->g->place.why.text);
}

/* Given up, whatever comes of it: nothing is spent by looking. */
static enum status open_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct pin_looking *l = arg;
    struct delegate_scope scope = {.person = {l->id.id},
                                   .roles = ROLE_CLIENT,
                                   .client = l->id,
                                   .purpose = DELEGATE_HANDOVER,
                                   .most_proof = PROOF_SHARED_DEVICE};
    struct pin_state state;
    struct pin_typed typed;
    struct vault *vault = l->g->place.practice.vault;
    enum status st = pin_prepare(vault, tx, scope.person, span_of(l->pin->value), &typed, why);

    if (st == HF_OK)
        st = pin_open(vault, tx, &scope, &typed, &l->signer, &state, why);
    pin_forget(&typed);
    return st == HF_OK ? HF_CONFLICT : st;
}

static enum status sign_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct pin_looking *l = arg;
    struct feeling_said_content said = {.words = SPAN("well")};
    struct to_record what = {ACTION_FEELING_SAID, l->id.id, &said};
    struct hand hand = place_hand(&l->g->place, l->signer, 2);
    enum status st = client_append(ltx, &hand, 0, l->id, &what, 1, NULL, why);

    return st == HF_OK ? HF_CONFLICT : st;
}

static void sign_as(struct pin_looking *l, uint8_t proof)
{
    struct place *place = &l->g->place;

    (void)place_hand(place, NULL, 0); /* empties arena and fault */
    keyring_set_proof(l->signer, proof);
    enum status st = ledger_transact(place->practice.ledger, place->practice.store, &place->arena,
                                     sign_inside, l, &place->why);

    if (st == HF_CONFLICT)
        printf("pin signs %s %s proof %d\n", l->pin->name, l->client->name, proof);
    else
        say_refused(l, st, "signing");
}

static enum status load_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct pin_looking *l = arg;
    struct ledger_list list;
    enum status st = ledger_load(ltx, l->signer, l->id, &list, why);

    for (size_t i = 0; st == HF_OK && i < list.n; i++)
        if (list.items[i].is_open && list.items[i].compartment != COMPARTMENT_OPEN)
            printf("pin reads %s %s %d\n", l->pin->name, l->client->name,
                   (int)list.items[i].entry.client_seq);
    return st;
}

static void read_by(struct pin_looking *l)
{
    struct place *place = &l->g->place;

    (void)place_hand(place, NULL, 0);
    enum status st = ledger_transact(place->practice.ledger, place->practice.store, &place->arena,
                                     load_inside, l, &place->why);

    if (st != HF_OK)
        say_refused(l, st, "reading");
}

static void try_for(struct pin_looking *l)
{
    struct place *place = &l->g->place;

    (void)place_hand(place, NULL, 0);
    l->signer = NULL;
    enum status st =
        store_transact(place->practice.store, STORE_WRITE, open_inside, l, &place->why);

    if (st != HF_CONFLICT) {
        say_refused(l, st, "opening");
        return;
    }
    for (uint8_t proof = PROOF_SHARED_DEVICE; proof <= PROOF_PASSKEY; proof++)
        sign_as(l, proof);
    read_by(l);
    keyring_close(l->signer);
}

static enum status count_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct pin_looking *l = arg;
    struct pin_state state = {.is_there = false};
    enum status st =
        pin_look(l->g->place.practice.vault, tx, (struct person_id){l->id.id}, &state, why);

    l->tries = state.is_there ? PIN_TRIES - state.tries : 0;
    return st;
}

static void count_for(struct pin_looking *l)
{
    struct place *place = &l->g->place;

    (void)place_hand(place, NULL, 0);
    l->tries = 0;
    enum status st =
        store_transact(place->practice.store, STORE_READ, count_inside, l, &place->why);

    if (st != HF_OK)
        printf("# tries of %s: %d %s\n", l->client->name, (int)st, place->why.text);
    for (int i = 1; i <= l->tries; i++)
        printf("pin try %s %d\n", l->client->name, i);
}

static void look_at_client(struct pin_looking *l)
{
    struct ground *g = l->g;

    if (!id_parse(span_of(l->client->value), &l->id.id))
        ground_die(g, "no client");
    count_for(l);
    for (size_t i = 0; i < g->n_keys; i++) {
        l->pin = &g->keys[i];
        if (strcmp(l->pin->kind, "pin") == 0)
            try_for(l);
    }
}

void ground_look_at_pins(struct ground *g)
{
    for (size_t i = 0; i < g->n_keys; i++) {
        struct pin_looking l = {.g = g, .client = &g->keys[i]};

        if (strcmp(l.client->kind, "client") == 0)
            look_at_client(&l);
    }
}
