/* usecase/practice_file.c - one pass over the practice's chain; a table says which action does
 * what.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/practice_file.h"

#include "core/visit/raise.h"

#include <string.h>

enum { US_PER_S = 1000000 };

static struct entry entry_of(const struct ledger_item *item, const void *content)
{
    const struct ledger_entry *e = &item->entry;

    return (struct entry){
        .seq = (int64_t)e->seq,
        .utc_us = e->utc_us,
        .actor = e->actor.id,
        .roles = item->roles,
        .proof = e->proof,
        .lent_by = item->lent_by.id,
        .device = e->device,
        .action = e->action,
        .object = e->object,
        .object_version = (int64_t)e->object_version,
        .content = content,
    };
}

static enum status decode(const struct ledger_item *item, struct arena *arena, const void **ret,
                          struct fault *why)
{
    struct fault inner;

    *ret = NULL;
    if (!item->is_open || action_is_statement(item->entry.action))
        return HF_OK;
    fault_clear(&inner);
    if (content_decode(item->entry.action, item->content, arena, ret, &inner) != HF_OK)
        return fault_set(why, HF_FAILED, "the content of entry %ld can't be read (%s)",
                         (long)item->entry.seq, inner.text);
    return HF_OK;
}

/* Puts `list` behind what stands in `chain` already. */
static enum status take_list(const struct ledger_list *list, struct arena *arena,
                             struct file_chain *chain, struct fault *why)
{
    size_t had = chain->count, n = had + list->n;
    struct file_entry *at = arena_array(arena, struct file_entry, n);
    struct entry *entries = arena_array(arena, struct entry, n);
    int64_t *narrowed = arena_array(arena, int64_t, n);
    enum status st = HF_OK;

    if (at == NULL || entries == NULL || narrowed == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (had > 0) {
        memcpy(at, chain->at, had * sizeof *at);
        memcpy(entries, chain->entries.at, had * sizeof *entries);
        memcpy(narrowed, chain->entries.narrowed, had * sizeof *narrowed);
    }
    for (size_t i = 0; st == HF_OK && i < list->n; i++) {
        at[had + i].entry = &list->items[i].entry;
        st = decode(&list->items[i], arena, &at[had + i].content, why);
        entries[had + i] = entry_of(&list->items[i], at[had + i].content);
    }
    if (st != HF_OK)
        return st;
    raise_mark(entries, had, n, narrowed);
    *chain = (struct file_chain){at, n, {entries, n, narrowed}};
    return HF_OK;
}

static enum status take_all(const struct ledger_list *list, struct arena *arena,
                            struct file_chain *ret, struct fault *why)
{
    struct file_chain chain = {.count = 0};
    enum status st = take_list(list, arena, &chain, why);

    if (st == HF_OK)
        *ret = chain;
    return st;
}

enum status file_chain_load(struct ledger_tx *ltx, struct keyring *reader, struct client_id client,
                            unsigned compartments, struct file_chain *ret, struct fault *why)
{
    struct ledger_list list;
    enum status st = ledger_load_part(ltx, reader, client, compartments, &list, why);

    return st == HF_OK ? take_all(&list, ltx->arena, ret, why) : st;
}

enum status file_chain_glance(struct ledger_tx *ltx, struct keyring *reader,
                              struct client_id client, struct file_chain *ret, struct fault *why)
{
    struct ledger_list list;
    enum status st = ledger_glance(ltx, reader, client, &list, why);

    return st == HF_OK ? take_all(&list, ltx->arena, ret, why) : st;
}

enum status file_chain_renew(struct ledger_tx *ltx, struct keyring *reader, struct client_id client,
                             unsigned compartments, struct file_chain *chain, struct fault *why)
{
    struct ledger_list list;
    enum status st = ledger_load_after(ltx, reader, client, compartments,
                                       chain->at[chain->count - 1].entry, &list, why);

    return st == HF_OK && list.n > 0 ? take_list(&list, ltx->arena, chain, why) : st;
}

/* --- the fold -------------------------------------------------------------------------------- */

struct fold {
    struct practice_file *file;
    struct practice_person *people;
    struct practice_credential *credentials;
};
typedef void fold_one(struct fold *fold, const struct file_entry *e);

static void fold_founded(struct fold *fold, const struct file_entry *e)
{
    if (fold->file->founded == NULL) /* once: what the first entry says stays for ever */
        fold->file->founded = e->content;
}

static void fold_safety(struct fold *fold, const struct file_entry *e)
{
    fold->file->safety = e->content;
}

static void fold_policy(struct fold *fold, const struct file_entry *e)
{
    fold->file->policy = e->content;
}

static void fold_packs(struct fold *fold, const struct file_entry *e)
{
    fold->file->packs = e->content;
}

static struct practice_person *person_of(struct fold *fold, struct person_id id)
{
    for (size_t i = 0; i < fold->file->n_people; i++)
        if (id_equal(fold->people[i].id.id, id.id))
            return &fold->people[i];
    struct practice_person *person = &fold->people[fold->file->n_people++];

    person->id = id;
    return person;
}

static void fold_person(struct fold *fold, const struct file_entry *e)
{
    const struct person_named_content *said = e->content;
    struct practice_person *person = person_of(fold, (struct person_id){said->person});

    person->name = said->name;
    person->roles = said->roles;
    person->has_left = said->state == STATE_OFF;
}

/* Said by nobody but herself; before she is named there is nobody to say it of. */
static void fold_recovery(struct fold *fold, const struct file_entry *e)
{
    const struct recovery_kept_content *said = e->content;

    for (size_t i = 0; i < fold->file->n_people; i++)
        if (id_equal(fold->people[i].id.id, e->entry->actor.id))
            fold->people[i].has_recovery = said->state == STATE_ON;
}

static struct practice_credential *credential_of(struct fold *fold, struct id128 id)
{
    for (size_t i = 0; i < fold->file->n_credentials; i++)
        if (id_equal(fold->credentials[i].id, id))
            return &fold->credentials[i];
    return NULL;
}

static void fold_stated(struct fold *fold, const struct file_entry *e)
{
    if (credential_of(fold, e->entry->object) != NULL)
        return; /* a statement is made once; another one gets another id */
    fold->credentials[fold->file->n_credentials++] = (struct practice_credential){
        .id = e->entry->object,
        .said = e->content,
        .stated_by = e->entry->actor,
        .stated_s = e->entry->utc_us / US_PER_S,
    };
}

static void fold_certified(struct fold *fold, const struct file_entry *e)
{
    const struct credential_certified_content *said = e->content;
    struct practice_credential *c = credential_of(fold, said->credential);

    /* Nobody certifies what is about themselves. */
    if (c == NULL || id_equal(e->entry->actor.id, c->said->practitioner))
        return;
    c->certified = said;
    c->certified_by = e->entry->actor;
    c->certified_s = e->entry->utc_us / US_PER_S;
}

static void fold_revoked(struct fold *fold, const struct file_entry *e)
{
    const struct credential_revoked_content *said = e->content;
    struct practice_credential *c = credential_of(fold, said->credential);

    if (c != NULL && c->revoked_s == 0)
        c->revoked_s = e->entry->utc_us / US_PER_S;
}

static const struct {
    uint16_t action;
    fold_one *one;
} folds[] = {
    {ACTION_PRACTICE_FOUNDED, fold_founded},   {ACTION_SAFETY_SET, fold_safety},
    {ACTION_POLICY_SET, fold_policy},          {ACTION_PACKS_ADOPTED, fold_packs},
    {ACTION_PERSON_NAMED, fold_person},        {ACTION_RECOVERY_KEPT, fold_recovery},
    {ACTION_CREDENTIAL_STATED, fold_stated},   {ACTION_CREDENTIAL_CERTIFIED, fold_certified},
    {ACTION_CREDENTIAL_REVOKED, fold_revoked},
};

static void fold_entry(struct fold *fold, const struct file_entry *e)
{
    if (e->content == NULL)
        return;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        if (folds[i].action == e->entry->action)
            folds[i].one(fold, e);
}

static size_t count_of(struct file_chain chain, uint16_t action)
{
    size_t n = 0;

    for (size_t i = 0; i < chain.count; i++)
        n += chain.at[i].entry->action == action;
    return n;
}

static enum status fold_chain(struct practice_file *file, struct arena *arena, struct fault *why)
{
    struct fold fold = {
        .file = file,
        .people =
            arena_array(arena, struct practice_person, count_of(file->chain, ACTION_PERSON_NAMED)),
        .credentials = arena_array(arena, struct practice_credential,
                                   count_of(file->chain, ACTION_CREDENTIAL_STATED)),
    };

    if (fold.people == NULL || fold.credentials == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < file->chain.count; i++)
        fold_entry(&fold, &file->chain.at[i]);
    file->people = fold.people;
    file->credentials = fold.credentials;
    return HF_OK;
}

enum status practice_file_load(struct ledger_tx *ltx, const struct practice *practice,
                               struct practice_file *ret, struct fault *why)
{
    struct practice_file file = {0};
    struct keyring *service;
    enum status st = vault_service_open(practice->vault, &service, why);

    if (st != HF_OK)
        return st;
    st = file_chain_load(ltx, service, (struct client_id){{{0}}}, ~0U, &file.chain, why);
    keyring_close(service);
    if (st == HF_OK)
        st = fold_chain(&file, ltx->arena, why);
    if (st == HF_OK)
        *ret = file;
    return st;
}

const struct practice_person *practice_file_person(const struct practice_file *file,
                                                   struct person_id person)
{
    for (size_t i = 0; i < file->n_people; i++)
        if (id_equal(file->people[i].id.id, person.id))
            return &file->people[i];
    return NULL;
}

const struct practice_credential *practice_file_credential(const struct practice_file *file,
                                                           struct id128 credential)
{
    for (size_t i = 0; i < file->n_credentials; i++)
        if (id_equal(file->credentials[i].id, credential))
            return &file->credentials[i];
    return NULL;
}

static bool stands(const struct practice_credential *c, int64_t now_s)
{
    return c->revoked_s == 0 && (!c->said->until.known || now_s < c->said->until.utc_s);
}

bool practice_file_may_work(const struct practice_file *file, struct person_id person,
                            int64_t now_s)
{
    for (size_t i = 0; i < file->n_credentials; i++)
        if (stands(&file->credentials[i], now_s) &&
            id_equal(file->credentials[i].said->practitioner, person.id))
            return true;
    return false;
}

static bool is_here(const struct practice_file *file, struct id128 person)
{
    const struct practice_person *of = practice_file_person(file, (struct person_id){person});

    return of == NULL || !of->has_left;
}

static bool has_credential(const struct practice_file *file, int64_t now_s)
{
    for (size_t i = 0; i < file->n_credentials; i++)
        if (stands(&file->credentials[i], now_s) &&
            is_here(file, file->credentials[i].said->practitioner))
            return true;
    return false;
}

unsigned practice_file_lacks(const struct practice_file *file, int64_t now_s)
{
    const struct safety_set_content *safety = file->safety;
    unsigned lacks = 0;

    if (safety == NULL || safety->emergency_line.len == 0)
        lacks |= LACK_EMERGENCY_LINE;
    if (safety == NULL || safety->concern_contact.len == 0)
        lacks |= LACK_CONCERN_CONTACT;
    if (!has_credential(file, now_s))
        lacks |= LACK_CREDENTIAL;
    if (file->packs == NULL)
        lacks |= LACK_PACKS;
    return lacks;
}
