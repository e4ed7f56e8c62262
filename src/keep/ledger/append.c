/* keep/ledger/append.c - the one write path: seal, sign, chain.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <string.h>

/* --- the same again -------------------------------------------------------------------------- */

enum { ENTRY_COLUMN = 6 }; /* of its row, the bytes */

/* By its sealed row: one that somebody has written there would say that an act was done. */
enum status request_find(struct ledger_tx *ltx, struct request_id request, struct ledger_entry *ret,
                         struct fault *why)
{
    struct rows rows;
    enum status st =
        row_find(ltx->ledger->vault, ltx->tx, TABLE_ENTRY, "practice = $1 AND request = $2",
                 VALUES(PRACTICE(ltx), value_raw(request.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    if (!entry_parse(rows_bytes(&rows, ENTRY_COLUMN), ret) ||
        !id_equal(ret->request.id, request.id))
        st = fault_set(why, HF_FAILED, "an entry has a wrong shape");
    rows_close(&rows);
    return st;
}

/* A shredded record has no row any more: then the same act is told by its other fields. */
static enum status same_content(struct ledger_tx *ltx, const struct ledger_entry *entry,
                                const struct ledger_write *write, bool *ret, struct fault *why)
{
    struct rows rows;
    uint8_t same[16];
    enum status st = rows_open(ltx->tx,
                               "SELECT same, 1 FROM record WHERE practice = $1 AND seq = $2 UNION "
                               "SELECT bytes, 0 FROM statement WHERE practice = $1 AND seq = $2",
                               VALUES(PRACTICE(ltx), value_int((int64_t)entry->seq)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    row_same(ltx->ledger->vault, entry->request, write->content, write->text_hash, same);
    if (st == HF_OK)
        *ret = span_equal(rows_bytes(&rows, 0),
                          rows_int(&rows, 1) == 1 ? span_at(same, sizeof same) : write->content);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status answer_known(struct ledger_tx *ltx, const struct keyring *author,
                                const struct ledger_write *write, const struct ledger_entry *known,
                                struct ledger_entry *ret, struct fault *why)
{
    bool same = id_equal(known->client.id, write->client.id) && known->action == write->action &&
                id_equal(known->object, write->object) &&
                known->object_version == write->object_version &&
                id_equal(known->actor.id, keyring_who(author)->person.id);
    enum status st = same ? same_content(ltx, known, write, &same, why) : HF_OK;

    if (st == HF_OK && !same)
        return request_conflict(why);
    if (st == HF_OK && ret != NULL)
        *ret = *known;
    return st;
}

/* --- the entry ------------------------------------------------------------------------------- */

static enum status chain(struct ledger_tx *ltx, struct ledger_entry *entry, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT client_seq, hash FROM ledger_entry WHERE practice = $1 AND client = $2 "
                  "ORDER BY client_seq DESC LIMIT 1",
                  VALUES(PRACTICE(ltx), value_raw(entry->client.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    entry->client_seq = st == HF_OK ? (uint64_t)rows_int(&rows, 0) + 1 : 1;
    if (st == HF_OK && !rows_copy(&rows, 1, entry->client_prev, 32))
        st = fault_set(why, HF_FAILED, "an entry's hash has a wrong length");
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static void fill_entry(const struct ledger_tx *ltx, const struct keyring *author,
                       const struct ledger_write *write, const struct head *head,
                       struct ledger_entry *entry)
{
    int64_t now_us =
        ltx->happened_us != 0 ? ltx->happened_us : world_now_us(vault_world(ltx->ledger->vault));

    *entry = (struct ledger_entry){
        .practice = ltx->ledger->practice,
        .practice_keygen = PRACTICE_KEYGEN,
        .seq = head->frontier.size + 1,
        .client = write->client,
        .utc_us = now_us < head->utc_us ? head->utc_us : now_us,
        .clock_flag = now_us < head->utc_us,
        .actor = keyring_who(author)->person,
        .actor_keygen = keyring_who(author)->keygen,
        .proof = keyring_who(author)->proof,
        .action = write->action,
        .object = write->object,
        .object_version = write->object_version,
        .request = write->request,
        .device = write->device,
    };
    memcpy(entry->prev, head->tip, sizeof entry->prev);
    memcpy(entry->text_hash, write->text_hash, sizeof entry->text_hash);
}

/* The root certifies itself with the first entry, so there is nobody to ask yet. */
static enum status check_author(struct ledger_tx *ltx, const struct keyring *author,
                                const struct ledger_entry *entry, struct fault *why)
{
    const struct directory_row *row = NULL;
    uint8_t root[32];

    if (entry->seq == 1 && entry->action == ACTION_KEY_CERTIFIED &&
        vault_root(ltx->ledger->vault, root) &&
        memcmp(root, keyring_who(author)->sign_pub, 32) == 0)
        return HF_OK;
    enum status st = directory_get(ltx, entry->actor, entry->actor_keygen, &row, why);

    if (st != HF_OK)
        return st;
    if (memcmp(row->certificate.who.sign_pub, keyring_who(author)->sign_pub, 32) != 0)
        return fault_set(why, HF_INVALID, "the signer's key is not the certified one");
    if (!vouch_counts(row, entry))
        return fault_set(why, HF_INVALID, "nobody who works with this client vouched for the key");
    return entry_may(row, entry, why);
}

uint8_t direction_of(const struct action *action, const struct ledger_write *write)
{
    return action->direction == DIRECTION_BY_CONTENT ? write->direction : action->direction;
}

static enum status check_mode(const struct ledger_tx *ltx, const struct action *action,
                              const struct ledger_write *write, struct fault *why)
{
    if (direction_of(action, write) == DIRECTION_NARROWS)
        return HF_OK;
    if (waits_for(ltx->ledger, write->client))
        return fault_set(why, HF_BUSY, "a stop of this client waits to be written down first");
    if (ledger_is_narrow_only(ltx->ledger))
        return fault_set(why, HF_FAILED,
                         "this data base is older than the anchor in the secrets folder: only "
                         "stop, revoke and the like are accepted");
    return HF_OK;
}

/* --- content --------------------------------------------------------------------------------- */

uint32_t keygen_about(struct span content)
{
    struct certificate certificate;
    struct about about;

    if (certificate_parse(content, &certificate))
        return certificate.who.keygen;
    return about_parse(content, &about) ? about.keygen : 0;
}

static enum status add_statement(struct ledger_tx *ltx, struct ledger_entry *entry,
                                 struct span content, struct fault *why)
{
    uint8_t blind[32];

    if (content.len == 0)
        return fault_set(why, HF_INVALID, "a statement can't be empty");
    blind_make(blind);
    vault_hmac(blind, content, entry->commitment);
    directory_forget(ltx);
    ltx->own->tended_by = NULL;
    return row_add(ltx->ledger->vault, ltx->tx, TABLE_STATEMENT,
                   VALUES(PRACTICE(ltx), value_int((int64_t)entry->seq),
                          value_int((uint8_t)content.at[0]), value_raw(entry->object.bytes, 16),
                          value_int(keygen_about(content)), value_raw(entry->client.id.bytes, 16),
                          value_raw(blind, sizeof blind), value_bytes(content)),
                   why);
}

enum { WRAP_COLUMNS = 5 };

static void wrap_values(const struct ledger_tx *ltx, uint64_t seq, const struct record_wrap *wrap,
                        struct value ret[WRAP_COLUMNS])
{
    ret[0] = PRACTICE(ltx);
    ret[1] = value_int((int64_t)seq);
    ret[2] = value_raw(wrap->key_id.bytes, 16);
    ret[3] = value_int(wrap->way);
    ret[4] = value_raw(wrap->bytes, wrap->len);
}

static enum status add_wraps(struct ledger_tx *ltx, uint64_t seq, const struct record_wrap *wraps,
                             size_t n, struct fault *why)
{
    struct value values[WRAPS_MOST * WRAP_COLUMNS];

    for (size_t i = 0; i < n; i++)
        wrap_values(ltx, seq, &wraps[i], values + i * WRAP_COLUMNS);
    return row_add_all(ltx->ledger->vault, ltx->tx, TABLE_RECORD_WRAP, values, n, why);
}

enum status record_wrap_add(struct ledger_tx *ltx, uint64_t seq, const struct record_wrap *wrap,
                            struct fault *why)
{
    return add_wraps(ltx, seq, wrap, 1, why);
}

/* A text is one of few: by its plain hash anybody with the log could find which. */
static void blind_text(const uint8_t blind[32], const uint8_t text_hash[32], uint8_t ret[32])
{
    static const char label[] = "holdfast/text/v1";
    static const uint8_t none[32];
    uint8_t message[sizeof label + 32];

    memset(ret, 0, 32);
    if (memcmp(text_hash, none, sizeof none) == 0)
        return;
    memcpy(message, label, sizeof label);
    memcpy(message + sizeof label, text_hash, 32);
    vault_hmac(blind, span_at(message, sizeof message), ret);
}

bool ledger_names_text(const struct ledger_entry *entry, struct span words)
{
    static const uint8_t none[32];
    uint8_t plain[32], blinded[32];

    vault_sha256(words, plain);
    blind_text(entry->blind, plain, blinded);
    return memcmp(entry->blind, none, sizeof none) != 0 &&
           memcmp(blinded, entry->text_hash, sizeof blinded) == 0;
}

static enum status store_record(struct ledger_tx *ltx, const struct ledger_entry *entry,
                                const struct record_place *place,
                                const struct record_sealed *sealed, struct span content,
                                const uint8_t text_hash[32], struct fault *why)
{
    uint8_t same[16];

    row_same(ltx->ledger->vault, entry->request, content, text_hash, same);
    enum status st = row_add(
        ltx->ledger->vault, ltx->tx, TABLE_RECORD,
        VALUES(PRACTICE(ltx), value_int((int64_t)entry->seq), value_raw(place->record.id.bytes, 16),
               value_raw(place->client.id.bytes, 16), value_int(place->compartment),
               value_int(place->epoch), value_raw(same, sizeof same), value_bytes(sealed->frame)),
        why);

    return st == HF_OK ? add_wraps(ltx, entry->seq, sealed->wraps, sealed->n, why) : st;
}

static enum status add_record(struct ledger_tx *ltx, struct keyring *author,
                              struct ledger_entry *entry, uint8_t compartment, struct span content,
                              struct fault *why)
{
    struct record_sealed sealed;
    uint8_t(*live)[32] = NULL, text_hash[32];
    size_t n = 0;
    enum status st =
        recipients_live(ltx, entry->client, compartment, entry->utc_us, &live, &n, why);

    if (st != HF_OK)
        return st;
    struct record_place place = {
        .client = entry->client,
        .compartment = compartment,
        .epoch = keyring_epoch(author, entry->client, compartment),
        .record.id = world_id(vault_world(ltx->ledger->vault)),
        .version = entry->object_version,
        .author = entry->actor,
    };

    n = n < WRAPS_MOST ? n : WRAPS_MOST - 1; /* ledger_certify_delegate keeps below it */
    st = record_seal(author, &place, content, (const uint8_t(*)[32])live, n, ltx->arena, &sealed,
                     why);
    if (st != HF_OK)
        return st;
    memcpy(entry->commitment, sealed.commitment, sizeof entry->commitment);
    memcpy(text_hash, entry->text_hash, sizeof text_hash);
    blind_text(sealed.blind, text_hash, entry->text_hash);
    vault_wipe(sealed.blind, sizeof sealed.blind);
    return store_record(ltx, entry, &place, &sealed, content, text_hash, why);
}

/* --- putting it together --------------------------------------------------------------------- */

static enum status store_entry(struct ledger_tx *ltx, const struct keyring *author,
                               struct ledger_entry *entry, struct fault *why)
{
    uint8_t bytes[LEDGER_ENTRY_BYTES];

    entry_write(entry, bytes);
    keyring_sign(author, span_at(bytes, ENTRY_SIGNED), entry->signature);
    entry_write(entry, bytes);
    entry_hash(bytes, entry->hash);
    return row_add(
        ltx->ledger->vault, ltx->tx, TABLE_ENTRY,
        VALUES(PRACTICE(ltx), value_int((int64_t)entry->seq), value_raw(entry->client.id.bytes, 16),
               value_int((int64_t)entry->client_seq), value_raw(entry->request.id.bytes, 16),
               value_raw(entry->hash, 32), value_raw(bytes, sizeof bytes)),
        why);
}

static enum status move_head(struct ledger_tx *ltx, struct head *head,
                             const struct ledger_entry *entry, bool anchors, struct fault *why)
{
    memcpy(head->tip, entry->hash, sizeof head->tip);
    head->utc_us = entry->utc_us;
    frontier_add(&head->frontier, entry->hash);
    ltx->size = head->frontier.size;
    memcpy(ltx->tip, entry->hash, sizeof ltx->tip);
    enum status st = head_write(ltx, head, why);

    return st == HF_OK ? checkpoint_if_due(ltx, head, anchors, why) : st;
}

static enum status append(struct ledger_tx *ltx, struct keyring *author,
                          const struct ledger_write *write, const struct action *action,
                          struct ledger_entry *entry, struct fault *why)
{
    struct head head;
    enum status st = HF_OK;

    if (action->compartment != COMPARTMENT_OPEN) /* before the head: renewing keys writes, too */
        st = keys_tend_once(ltx, author, write->client, action->compartment, why);
    if (st == HF_OK)
        st = head_read(ltx, &head, why);
    if (st == HF_OK)
        st = check_mode(ltx, action, write,
                        why); /* the head may have told that it is an older one */
    if (st != HF_OK)
        return st;
    fill_entry(ltx, author, write, &head, entry);
    st = check_author(ltx, author, entry, why);
    if (st == HF_OK)
        st = chain(ltx, entry, why);
    if (st == HF_OK)
        st = action->compartment == COMPARTMENT_OPEN
                 ? add_statement(ltx, entry, write->content, why)
                 : add_record(ltx, author, entry, action->compartment, write->content, why);
    if (st == HF_OK)
        st = store_entry(ltx, author, entry, why);
    if (st == HF_OK)
        st = ends_add(ltx, entry, why);
    /* What narrows moves the anchor too: no older copy without it is ever taken for the newest. */
    bool anchors = action->is_consent_act || direction_of(action, write) == DIRECTION_NARROWS;

    return st == HF_OK ? move_head(ltx, &head, entry, anchors, why) : st;
}

enum status ledger_append(struct ledger_tx *ltx, struct keyring *author,
                          const struct ledger_write *write, struct ledger_entry *ret,
                          struct fault *why)
{
    const struct action *action = action_find(write->action);
    struct ledger_entry entry;

    if (action == NULL)
        return fault_set(why, HF_INVALID, "action %d is not in the register", write->action);
    if (write->content.len > LEDGER_CONTENT_MOST || id_is_zero(write->request.id))
        return fault_set(why, HF_INVALID, "content too long, or a request without an id");
    enum status st = request_find(ltx, write->request, &entry, why);

    if (st == HF_OK)
        return answer_known(ltx, author, write, &entry, ret, why);
    if (st == HF_NOT_FOUND)
        st = append(ltx, author, write, action, &entry, why);
    if (st == HF_OK && ret != NULL)
        *ret = entry;
    return st;
}

enum status statement_append(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                             uint16_t action, struct id128 object, uint64_t version,
                             struct request_id request, struct span bytes, struct ledger_entry *ret,
                             struct fault *why)
{
    struct ledger_write write = {
        .client = client,
        .action = action,
        .object = object,
        .object_version = version,
        .request = request,
        .content = bytes,
    };

    return ledger_append(ltx, author, &write, ret, why);
}
