/* verify/verify.c - the walk over an export, entry by entry, and its checkpoints.
 * Layout: docs/formats.md, Export.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRY = 336, SIGNED = 272, CHECKPOINT = 156, CHECKPOINT_SIGNED = 92, PROOF_MOST = 3 };
enum {
    HEAD = 19 + 16 + 32 + 8 + 8,
    ROW_HASH = 0,
    ROW_WHOLE = 1,
    SIZE_MOST = 1 << 24,
    STATEMENT_MOST = 1 << 20
};
enum { PRACTICE_KEYGEN = 1 };

static const char export_label[] = "holdfast/export/v1";
static const char proof_label[] = "holdfast/export/v2";
static const char entry_label[] = "holdfast/ledger/v1";
static const char checkpoint_label[] = "holdfast/checkpoint/v1";

/* --- bytes --- */

uint64_t number_at(const uint8_t *bytes, size_t len)
{
    uint64_t n = 0;

    for (size_t i = len; i > 0; i--)
        n = n << 8 | bytes[i - 1];
    return n;
}

bool is_zero(const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* One chain's end so far. */
struct chain_end {
    bool is_used;
    uint8_t client[ID], hash[HASH];
    uint64_t client_seq;
};

struct cursor {
    const uint8_t *at;
    size_t left;
};

/* NULL: there are fewer. */
static const uint8_t *cut(struct cursor *cursor, size_t len)
{
    const uint8_t *at = cursor->at;

    if (len > cursor->left)
        return NULL;
    cursor->at += len;
    cursor->left -= len;
    return at;
}

/* --- saying --- */

static void tell(struct exported *export, const char *kind, uint64_t number, const char *refused)
{
    export->refused += refused != NULL;
    if (export->say != NULL)
        export->say(export->arg, kind, number, refused);
}

static bool goes_on(const struct exported *export)
{
    return export->refused == 0 || !export->stops_at_first;
}

/* --- one entry --- */

static struct entry entry_at(const uint8_t *b)
{
    return (struct entry){
        .bytes = b,
        .seq = number_at(b + 39, 8),
        .client = b + 47,
        .client_seq = number_at(b + 63, 8),
        .utc_us = (int64_t)number_at(b + 135, 8),
        .actor = b + 144,
        .actor_keygen = (uint32_t)number_at(b + 160, 4),
        .proof = b[164],
        .action = (uint16_t)number_at(b + 165, 2),
        .object = b + 167,
        .object_version = number_at(b + 183, 8),
        .commitment = b + 207,
        .signature = b + SIGNED,
    };
}

static bool entry_cut(struct cursor *cursor, struct entry *ret)
{
    const uint8_t *bytes = cut(cursor, ENTRY), *length = cut(cursor, 4);

    if (bytes == NULL || length == NULL)
        return false;
    *ret = entry_at(bytes);
    ret->statement_len = number_at(length, 4);
    if (ret->statement_len == 0)
        return true;
    ret->blind = cut(cursor, HASH);
    ret->statement = ret->statement_len <= STATEMENT_MOST ? cut(cursor, ret->statement_len) : NULL;
    return ret->blind != NULL && ret->statement != NULL;
}

static bool leaf_hash(const uint8_t bytes[ENTRY], uint8_t ret[HASH])
{
    uint8_t leaf[1 + ENTRY] = {0};

    memcpy(leaf + 1, bytes, ENTRY);
    return sha256(leaf, sizeof leaf, ret);
}

/* Open addressing; there are more places than entries. */
static struct chain_end *chain_of(const struct exported *export, const uint8_t client[ID])
{
    size_t place = (size_t)number_at(client, 8) & (export->n_chains - 1);

    while (export->chains[place].is_used && memcmp(export->chains[place].client, client, ID) != 0)
        place = (place + 1) & (export->n_chains - 1);
    memcpy(export->chains[place].client, client, ID);
    return &export->chains[place];
}

static const char *check_shape(const struct exported *export, const struct entry *e)
{
    const uint8_t *b = e->bytes;

    if (memcmp(b, entry_label, sizeof entry_label) != 0 || b[143] > 1 || e->proof > PROOF_MOST)
        return "it has a wrong shape";
    if (memcmp(b + 19, export->practice, ID) != 0 || number_at(b + 35, 4) != PRACTICE_KEYGEN)
        return "it is of another practice";
    return NULL;
}

/* In a proof only the chain of whose it is has to be whole. */
static bool is_loose(const struct exported *export, const struct entry *e)
{
    return export->is_proof &&
           (is_zero(export->whose, ID) || memcmp(e->client, export->whose, ID) != 0);
}

static const char *check_place(const struct exported *export, const struct entry *e,
                               const struct chain_end *chain)
{
    if (e->seq != export->entries + 1)
        return "it stands at a wrong place: an entry is missing, or was added";
    if (memcmp(e->bytes + 71, export->tip, HASH) != 0)
        return "the entry before it is not the one that it names";
    if ((!is_loose(export, e) || e->client_seq <= chain->client_seq + 1) &&
        (e->client_seq != chain->client_seq + 1 || memcmp(e->bytes + 103, chain->hash, HASH) != 0))
        return "the entry before it in its chain is not the one that it names";
    if (e->utc_us < export->utc_us)
        return "its time runs backwards";
    return NULL;
}

/* The root certifies itself, so its key is there when it is asked for. */
static const char *check_signature(const struct exported *export, const struct entry *e)
{
    const struct key *key = key_find(export, e->actor, e->actor_keygen);

    if (key == NULL)
        return "nobody has certified the signer's key";
    if (!export->holds(key->sign_pub, e->bytes, SIGNED, e->signature))
        return "its signature does not hold";
    return key_may(key, e);
}

/* What it states is taken in last: a certificate whose signature does not hold certifies nobody.
 * The first entry alone is signed by what it states. */
static const char *check_entry(struct exported *export, const struct entry *e,
                               const struct chain_end *chain)
{
    const char *refused = check_shape(export, e);

    if (refused == NULL)
        refused = check_place(export, e, chain);
    if (refused == NULL && e->seq == 1)
        refused = statement_take(export, e);
    if (refused == NULL)
        refused = check_signature(export, e);
    if (refused == NULL && e->seq != 1)
        refused = statement_take(export, e);
    return refused;
}

/* What an entry that holds says is gone, told of each. */
static void tell_erased(struct exported *export, const struct entry *by)
{
    for (uint64_t i = 1; i < by->seq; i++) {
        if (export->at[i - 1] == NULL)
            continue;
        struct entry e = entry_at(export->at[i - 1]);

        if (is_erased_by(&e, by)) {
            export->erased++;
            tell(export, "erasure of the content of entry", i, NULL);
        }
    }
}

static bool take_entry(struct exported *export, const struct entry *e)
{
    struct chain_end *chain = chain_of(export, e->client);
    const char *refused = check_entry(export, e, chain);
    uint8_t *leaf = export->leaves[export->entries];

    export->at[export->entries++] = e->bytes;
    tell(export, "entry", export->entries, refused);
    if (refused == NULL && is_erasure(e))
        tell_erased(export, e);
    if (!leaf_hash(e->bytes, leaf))
        return false;
    memcpy(export->tip, leaf, HASH);
    memcpy(chain->hash, leaf, HASH);
    chain->is_used = true;
    chain->client_seq = e->client_seq;
    export->utc_us = e->utc_us;
    return true;
}

/* --- checkpoints --- */

const char *checkpoint_verify(const struct exported *export, const uint8_t b[CHECKPOINT])
{
    static const uint8_t service[ID];
    const struct key *key = key_find(export, service, (uint32_t)number_at(b + 87, 4));

    if (memcmp(b, checkpoint_label, sizeof checkpoint_label) != 0 || b[91] != 0)
        return "it has a wrong shape";
    if (memcmp(b + 23, export->practice, ID) != 0)
        return "it is of another practice";
    if (key == NULL || key->kind != KEY_SERVICE)
        return "its key is not certified in this ledger";
    if (!export->holds(key->sign_pub, b, CHECKPOINT_SIGNED, b + CHECKPOINT_SIGNED))
        return "its signature does not hold";
    return NULL;
}

static const char *check_root(struct exported *export, const uint8_t b[CHECKPOINT])
{
    uint64_t size = number_at(b + 39, 8);
    uint8_t root[HASH];

    if (size > export->size)
        return "it covers more entries than there are: the tail was cut";
    if (!tree_root_on(&export->tree, (const uint8_t(*)[HASH]) export->leaves, size, root) ||
        memcmp(root, b + 47, HASH) != 0)
        return "the ledger is not the one that it was signed over";
    return NULL;
}

static void take_checkpoint(struct exported *export, const uint8_t b[CHECKPOINT])
{
    const char *refused = checkpoint_verify(export, b);

    if (refused == NULL)
        refused = check_root(export, b);
    export->checkpoints++;
    tell(export, "checkpoint", number_at(b + 39, 8), refused);
}

/* --- the whole --- */

static const char *take_head(struct exported *export, struct cursor *cursor,
                             uint64_t *ret_checkpoints)
{
    const uint8_t *head = cut(cursor, HEAD);

    export->is_proof = head != NULL && memcmp(head, proof_label, sizeof proof_label) == 0;
    const uint8_t *whose = export->is_proof ? cut(cursor, ID) : NULL;

    if (head == NULL || (whose == NULL && memcmp(head, export_label, sizeof export_label) != 0))
        return "this is no exported ledger";
    if (whose != NULL)
        memcpy(export->whose, whose, ID);
    memcpy(export->practice, head + 19, ID);
    memcpy(export->root_key, head + 35, PUBLIC_KEY);
    export->size = number_at(head + 67, 8);
    *ret_checkpoints = number_at(head + 75, 8);
    if (export->size > SIZE_MOST ||
        export->size > cursor->left / (export->is_proof ? 1 + HASH : ENTRY) ||
        *ret_checkpoints > cursor->left / CHECKPOINT)
        return "the export is shorter than its head says";
    return NULL;
}

static bool make_room(struct exported *export)
{
    export->n_chains = 2;
    while (export->n_chains < 2 * (export->size + 1))
        export->n_chains *= 2;
    export->leaves = calloc(export->size + 1, HASH);
    export->at = calloc(export->size + 1, sizeof *export->at);
    export->chains = calloc(export->n_chains, sizeof *export->chains);
    return export->leaves != NULL && export->at != NULL && export->chains != NULL;
}

/* Somebody else's: it has its place in the tree, and what it says is not here. */
static bool take_hash(struct exported *export, const uint8_t *hash)
{
    if (hash == NULL)
        return false;
    memcpy(export->leaves[export->entries++], hash, HASH);
    memcpy(export->tip, hash, HASH);
    export->hidden++;
    return true;
}

static const char *take_row(struct exported *export, struct cursor *cursor)
{
    const uint8_t *kind = export->is_proof ? cut(cursor, 1) : NULL;
    struct entry entry;

    if (kind != NULL && *kind == ROW_HASH)
        return take_hash(export, cut(cursor, HASH)) ? NULL : "the export ends within an entry";
    if ((export->is_proof && (kind == NULL || *kind != ROW_WHOLE)) || !entry_cut(cursor, &entry))
        return "the export ends within an entry";
    return take_entry(export, &entry) ? NULL : "no hash could be computed";
}

static const char *take_entries(struct exported *export, struct cursor *cursor)
{
    const char *wrong = NULL;

    while (wrong == NULL && export->entries < export->size && goes_on(export))
        wrong = take_row(export, cursor);
    return wrong;
}

const char *export_verify(struct exported *export, const uint8_t *bytes, size_t len)
{
    struct cursor cursor = {bytes, len};
    uint64_t checkpoints = 0;
    const char *wrong = take_head(export, &cursor, &checkpoints);

    export->tree = (struct tree){.n = 0};
    if (wrong == NULL && !make_room(export))
        return "not enough memory for this export";
    if (wrong == NULL)
        wrong = take_entries(export, &cursor);
    if (wrong == NULL && goes_on(export) && export->is_proof && !is_zero(export->whose, ID) &&
        !chain_of(export, export->whose)->is_used)
        tell(export, "chain of", 0, "no entry of whom it is for is here");
    for (; wrong == NULL && export->checkpoints < checkpoints && goes_on(export);) {
        const uint8_t *b = cut(&cursor, CHECKPOINT);

        if (b == NULL)
            return "the export ends within a checkpoint";
        take_checkpoint(export, b);
    }
    if (wrong == NULL && cursor.left != 0 && goes_on(export))
        return "something stands behind the end of the export";
    return wrong;
}

void export_clear(struct exported *export)
{
    keys_clear(export);
    free(export->leaves);
    free(export->at);
    free(export->chains);
}
