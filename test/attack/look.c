/* test/attack/look.c - what everybody can do, see and is told, as lines.
 *
 *     opens password NAME | pass NAME roles R proof P | link NAME | code NAME
 *     reads WHO CLIENT seq HASH     a sealed entry that opens, and what it says
 *     may CLIENT BY REGION TECHNIQUE    decide() does not deny it
 *     pin ...                           (pins.c)
 *
 * What does not hold is a line that begins with "#".
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ground.h"

#include "core/decide/decide.h"
#include "usecase/client_facts.h"

#include <string.h>

enum { READERS_MOST = 16 };

static const struct login {
    const char *name, *login, *password;
} logins[] = {
    {"owner", "miriam", "slow rivers carry boats"},
    {"left", "jonas", "seven grey herons waiting"},
    {"colleague", "teresa", "windows open towards may"},
    {"robin", "robin", "eleven boats at low tide"},
    {"robin-before", "robin", "amber leaves on the stairs"},
    {"kim", "kim", "quiet harbour in october"},
};

struct reader {
    const char *way, *name;
    struct keyring *keyring;
};
struct looking {
    struct ground *g;
    struct reader readers[READERS_MOST];
    size_t n;
};

static void add_reader(struct looking *l, const char *way, const char *name, struct keyring *keys)
{
    const struct keyring_who *who = keyring_who(keys);

    printf("opens %s %s roles %d proof %d\n", way, name, who->roles, who->proof);
    if (l->n == READERS_MOST)
        ground_die(l->g, "too many open");
    l->readers[l->n++] = (struct reader){way, name, keys};
}

static void say_refused(const struct ground *g, enum status st, const char *way, const char *name)
{
    printf("# %s %s: %d %s\n", way, name, (int)st, g->place.why.text);
}

/* --- ways in --------------------------------------------------------------------------------- */

static void try_pass(struct looking *l, const char *way, const char *name, const char *pass)
{
    struct keyring *keys = NULL;
    enum status st;

    fault_clear(&l->g->place.why);
    st = place_enter(&l->g->place, pass, &keys);
    if (st == HF_OK)
        add_reader(l, way, name, keys);
    else
        say_refused(l->g, st, way, name);
}

static void try_login(struct looking *l, const struct login *login)
{
    struct sign_in in = {.login = span_of(login->login), .password = span_of(login->password)};
    struct sign_in_reply reply;

    fault_clear(&l->g->place.why);
    enum status st = sign_in(&l->g->place.practice, &in, &reply, &l->g->place.why);

    if (st == HF_OK)
        try_pass(l, "password", login->name, reply.pass);
    else
        say_refused(l->g, st, "password", login->name);
}

static void try_link(struct looking *l, const struct ground_key *key)
{
    struct open_link in = {.token = span_of(key->value), .word = span_of(key->word)};
    struct sign_in_reply reply;

    fault_clear(&l->g->place.why);
    enum status st = open_link(&l->g->place.practice, &in, &reply, &l->g->place.why);

    if (st == HF_OK)
        try_pass(l, "link", key->name, reply.pass);
    else
        say_refused(l->g, st, "link", key->name);
}

/* Spends nothing: the transaction is given up. */
struct trying {
    struct looking *l;
    const struct ground_key *key;
};

static enum status try_code_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct trying *t = arg;
    struct keyring *keys = NULL;
    enum status st = keyring_open_recovery(t->l->g->place.practice.vault, tx, span_of(t->key->name),
                                           span_of(t->key->value), &keys, why);

    if (st != HF_OK)
        return st;
    add_reader(t->l, "code", t->key->name, keys);
    return HF_CONFLICT;
}

static void try_code(struct looking *l, const struct ground_key *key)
{
    struct trying trying = {l, key};
    enum status st = store_transact(l->g->place.practice.store, STORE_WRITE, try_code_inside,
                                    &trying, &l->g->place.why);

    if (st != HF_CONFLICT)
        say_refused(l->g, st, "code", key->name);
}

static void try_keys(struct looking *l)
{
    for (size_t i = 0; i < sizeof logins / sizeof *logins; i++)
        try_login(l, &logins[i]);
    for (size_t i = 0; i < l->g->n_keys; i++) {
        const struct ground_key *key = &l->g->keys[i];

        if (strcmp(key->kind, "pass") == 0)
            try_pass(l, "pass", key->name, key->value);
        if (strcmp(key->kind, "link") == 0)
            try_link(l, key);
        if (strcmp(key->kind, "code") == 0)
            try_code(l, key);
    }
}

/* --- what they read -------------------------------------------------------------------------- */

struct reading {
    struct keyring *keyring;
    struct client_id client;
    struct ledger_list list;
    struct client_facts facts;
    const struct ground *g;
};

static enum status load_list(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct reading *r = arg;

    return ledger_load(ltx, r->keyring, r->client, &r->list, why);
}

static void say_items(const struct reader *reader, const char *client, const struct reading *r)
{
    for (size_t i = 0; i < r->list.n; i++) {
        const struct ledger_item *item = &r->list.items[i];
        uint8_t hash[32];

        if (!item->is_open || item->compartment == COMPARTMENT_OPEN)
            continue;
        vault_sha256(item->content, hash);
        printf("reads %s %s %s %d %02x%02x%02x%02x\n", reader->way, reader->name, client,
               (int)item->entry.client_seq, hash[0], hash[1], hash[2], hash[3]);
    }
}

static void read_as(struct ground *g, const struct reader *reader, const struct ground_key *client)
{
    struct reading r = {.keyring = reader->keyring, .g = g};
    struct practice *practice = &g->place.practice;

    (void)place_hand(&g->place, NULL, 0); /* empties arena and fault */
    if (!id_parse(span_of(client->value), &r.client.id))
        ground_die(g, "no client");
    enum status st = ledger_transact(practice->ledger, practice->store, &g->place.arena, load_list,
                                     &r, &g->place.why);

    if (st == HF_OK)
        say_items(reader, client->name, &r);
    else
        say_refused(g, st, reader->name, client->name);
}

/* --- what may be done ------------------------------------------------------------------------ */

static enum status load_facts(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct reading *r = arg;

    return client_facts_load(ltx, &r->g->place.practice, r->keyring, r->client,
                             keyring_who(r->keyring)->person, &r->facts, why);
}

static void say_acts(const struct reading *r, const char *client, struct arena *arena)
{
    static const char *const techniques[] = {"still_hold", "stroke"};
    const struct client_facts *f = &r->facts;
    struct workspace *workspace = workspace_new(&f->facts, arena);
    const struct atlas *atlas = r->g->place.knowledge.atlas;

    for (size_t i = 0; workspace != NULL && i < 2 * (size_t)atlas->n_regions; i++) {
        const struct atlas_region *region = &atlas->regions[i / 2];
        struct act act = {.practitioner = f->practitioner,
                          .region = region->id,
                          .technique = span_of(techniques[i % 2]),
                          .side = SIDE_BOTH,
                          .access = region->internal ? ACCESS_INTERNAL : ACCESS_EXTERNAL,
                          .intent = INTENT_THERAPEUTIC,
                          .mode = MODE_PLAN,
                          .pressure = 1,
                          .duration_s = 60};
        struct decision decision;

        decide(&f->facts, &act, f->now_s, workspace, &decision);
        if (decision.verdict != VERDICT_DENY)
            printf("may %s %.*s %s\n", client, SPAN_ARGS(region->id), techniques[i % 2]);
    }
}

static void decide_as(struct ground *g, const struct reader *reader,
                      const struct ground_key *client)
{
    struct reading r = {.keyring = reader->keyring, .g = g};
    struct practice *practice = &g->place.practice;

    (void)place_hand(&g->place, NULL, 0);
    if (!id_parse(span_of(client->value), &r.client.id))
        ground_die(g, "no client");
    enum status st = ledger_transact(practice->ledger, practice->store, &g->place.arena, load_facts,
                                     &r, &g->place.why);

    if (st == HF_OK)
        say_acts(&r, client->name, &g->place.arena);
    else
        say_refused(g, st, "facts", client->name);
}

void ground_look(struct ground *g)
{
    struct looking l = {.g = g, .n = 0};

    try_keys(&l);
    for (size_t i = 0; i < l.n; i++) {
        for (size_t k = 0; k < g->n_keys; k++)
            if (strcmp(g->keys[k].kind, "client") == 0) {
                read_as(g, &l.readers[i], &g->keys[k]);
                if ((keyring_who(l.readers[i].keyring)->roles & ROLE_OWNER) != 0)
                    decide_as(g, &l.readers[i], &g->keys[k]);
            }
        keyring_close(l.readers[i].keyring);
    }
    ground_look_at_pins(g);
    if (ledger_is_narrow_only(g->place.practice.ledger))
        printf("# narrow only\n");
}
