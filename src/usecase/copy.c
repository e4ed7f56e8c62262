/* usecase/copy.c - gathers what a copy is made of, and signs that it goes out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy_inside.h"

#include "core/visit/agreed.h"
#include "keep/ledger/access.h"
#include "keep/ledger/export.h"
#include "knowledge/knowledge.h"
#include "usecase/client_facts.h"
#include "usecase/view_me.h"

#include <string.h>

enum { US_PER_S = 1000000, TIME_MOST = 32 };
/* The practitioner's own notes are nobody's to hand out here: their keys are not used at all. */
enum { COPIED = COMPARTMENTS_OF_CLIENT & ~COMPARTMENT_BIT(COMPARTMENT_NOTES) };

/* --- small words ----------------------------------------------------------------------------- */

static void put_two(struct buf *out, int n)
{
    buf_byte(out, (char)('0' + n / 10 % 10));
    buf_byte(out, (char)('0' + n % 10));
}

static struct span time_text(int64_t utc_us, const char *between, bool seconds, const char *after,
                             struct arena *arena)
{
    struct time_of_day t = time_of(utc_us / US_PER_S);
    char day[10];
    struct buf out;

    buf_init(&out, arena, TIME_MOST);
    date_write(date_of(utc_us / US_PER_S), day);
    buf_put(&out, span_at(day, sizeof day));
    buf_put(&out, span_of(between));
    put_two(&out, t.hour);
    buf_byte(&out, ':');
    put_two(&out, t.minute);
    if (seconds) {
        buf_byte(&out, ':');
        put_two(&out, t.second);
    }
    buf_put(&out, span_of(after));
    return buf_view(&out);
}

struct span copy_time(int64_t utc_us, struct arena *arena)
{
    return time_text(utc_us, " ", false, " UTC", arena);
}

struct span copy_instant(int64_t utc_us, struct arena *arena)
{
    return time_text(utc_us, "T", true, "Z", arena);
}

struct span copy_id(struct id128 id, struct arena *arena)
{
    char text[HF_ID_TEXT];

    id_write(id, text);
    return arena_copy(arena, span_at(text, sizeof text));
}

/* --- lines ----------------------------------------------------------------------------------- */

static const struct {
    uint16_t first, last;
    uint8_t group;
} groups[] = {
    {1, 31, COPY_KEYS},        {32, 59, COPY_PRACTICE},   {60, 119, COPY_CARE},
    {120, 125, COPY_WHO},      {126, 159, COPY_HEALTH},   {160, 179, COPY_PLANS},
    {180, 199, COPY_CONSENT},  {200, 229, COPY_SESSIONS}, {230, 259, COPY_AFTER},
    {260, 269, COPY_MEASURES}, {270, 299, COPY_ASKED},
};

static uint8_t group_of(uint16_t action)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (groups[i].first <= action && action <= groups[i].last)
            return groups[i].group;
    return COPY_KEYS;
}

static bool order_lines(struct copy *copy, struct arena *arena)
{
    uint32_t *order = arena_array(arena, uint32_t, copy->n);
    size_t n = 0;

    for (unsigned group = 0; order != NULL && group < COPY_GROUPS; group++)
        for (size_t i = 0; i < copy->n; i++)
            if (copy->lines[i].group == group)
                order[n++] = (uint32_t)i;
    copy->by_group = order;
    return order != NULL;
}

static size_t pick(const struct copy *copy, bool (*fits)(const struct copy_line *line),
                   uint32_t **ret, struct arena *arena)
{
    size_t n = 0;

    *ret = arena_array(arena, uint32_t, copy->n);
    for (size_t i = 0; *ret != NULL && i < copy->n; i++)
        if (fits(&copy->lines[i]))
            (*ret)[n++] = (uint32_t)i;
    return n;
}

/* A no holds until it is surely over. */
static bool is_no_that_stands(const struct copy_line *line, int64_t now_s)
{
    const struct limit_content *no = line->content;

    return line->entry.action == ACTION_LIMIT && no != NULL && id_is_zero(no->session) &&
           (!no->until.known || now_s < no->until.utc_s);
}

/* Which yes holds now: what can't be told does not. */
static void mark_standing(struct copy *copy, struct arena *arena)
{
    const struct knowledge *known = copy->practice->knowledge;
    struct client_facts facts;
    struct agreed agreed = {.count = 0};
    struct fault why;

    fault_clear(&why);
    for (size_t k = 0; k < copy->n; k++)
        copy->lines[k].stands = is_no_that_stands(&copy->lines[k], copy->now_s);
    if (client_facts_of(copy->practice, &copy->file, (struct person_id){{{0}}}, arena, &facts,
                        &why) != HF_OK ||
        agreed_find(&facts.facts, known->atlas, facts.now_s, arena, &agreed, &why) != HF_OK)
        return;
    for (size_t i = 0; i < agreed.count; i++)
        for (size_t k = 0; k < copy->n; k++)
            copy->lines[k].stands |=
                gather_seq_of(agreed.rows[i].event) == (int64_t)copy->lines[k].entry.seq;
}

/* The items know what was erased, the file what is said. */
static bool take_lines(struct copy *copy, const struct ledger_list *list, struct arena *arena)
{
    const struct file_chain *chain = &copy->file.chain;

    copy->lines = arena_array(arena, struct copy_line, chain->count);
    for (size_t i = 0; copy->lines != NULL && i < chain->count && i < list->n; i++) {
        struct copy_line *line = &copy->lines[copy->n++];

        *line = (struct copy_line){
            .entry = *chain->at[i].entry,
            .told = &chain->entries.at[i],
            .content = chain->at[i].content,
            .group = group_of(chain->at[i].entry->action),
            .is_erased = list->items[i].is_erased,
        };
        copy->erased += line->is_erased;
        copy->sealed +=
            line->content == NULL && !line->is_erased && !action_is_statement(line->entry.action);
    }
    return copy->lines != NULL;
}

/* --- the whole record ------------------------------------------------------------------------ */

struct gathering_copy {
    const struct copy_record *in;
    struct copy *copy;
};

static bool is_answered(const struct file_chain *chain, struct id128 asked)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->at[i].entry->action == ACTION_RECORD_ANSWERED &&
            id_equal(chain->at[i].entry->object, asked))
            return true;
    return false;
}

static bool wants_copy(const struct file_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const struct record_asked_content *said = chain->at[i].content;

        if (chain->at[i].entry->action == ACTION_RECORD_ASKED && said != NULL &&
            said->wish == WISH_COPY && !is_answered(chain, chain->at[i].entry->object))
            return true;
    }
    return false;
}

static struct span receipt_name(const struct ledger_receipt *receipt, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, 64);
    buf_lit(&out, "proof/receipt-");
    buf_put(&out, span_of(receipt->reference));
    buf_lit(&out, ".bin");
    return buf_view(&out);
}

static bool is_receipted(const struct copy *copy, const struct copy_line *line)
{
    const struct action *action = action_find(line->entry.action);

    return action != NULL && action->is_consent_act && !line->is_erased &&
           id_equal(line->entry.actor.id, copy->person.id);
}

/* The latest of the client's own acts. Who chose to have none finds none here either. */
static enum status take_receipts(struct ledger_tx *ltx, struct copy *copy, struct fault *why)
{
    enum status st = HF_OK;

    if (receipts_are_hidden(&copy->file))
        return HF_OK;
    for (size_t i = copy->n; st == HF_OK && i > 0 && copy->n_receipts < COPY_RECEIPTS_MOST; i--) {
        struct ledger_receipt receipt;

        if (!is_receipted(copy, &copy->lines[i - 1]))
            continue;
        st = ledger_receipt(ltx, copy->lines[i - 1].entry.seq, &receipt, why);
        if (st != HF_OK)
            break;
        copy->receipts[copy->n_receipts] =
            arena_copy(ltx->arena, span_at(receipt.bytes, receipt.len));
        copy->receipt_names[copy->n_receipts++] = receipt_name(&receipt, ltx->arena);
    }
    return st;
}

static enum status take_proof(struct ledger_tx *ltx, struct copy *copy, struct fault *why)
{
    struct vault_anchor where;
    enum status st = ledger_checkpoint(ltx, true, why); /* so that each hash in it is under one */

    if (st == HF_OK)
        st = ledger_where(ltx, &where, why);
    if (st != HF_OK)
        return st;
    copy->upto = where.size;
    return ledger_proof(ltx, copy->is_whole ? PROOF_OF_CLIENT : PROOF_OF_SIGNER, copy->person.id,
                        &copy->proof, why);
}

static enum status spent(struct fault *why)
{
    return fault_set(why, HF_FAILED, "request memory is spent");
}

static enum status gather_record(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct gathering_copy *g = arg;
    struct copy *copy = g->copy;
    struct keyring *reader = g->in->hand.keyring;
    struct practice_file house;
    struct ledger_list list;
    enum status st = practice_file_load(ltx, copy->practice, &house, why);

    copy->n = copy->erased = copy->sealed = copy->n_receipts = 0;
    if (st == HF_OK)
        st = client_file_beside(ltx, &house, reader, g->in->client, COPIED, &copy->file, why);
    if (st == HF_OK)
        st = ledger_load_part(ltx, reader, g->in->client, 0, &list, why);
    if (st != HF_OK)
        return st;
    if (!id_equal(keyring_who(reader)->person.id, copy->person.id) &&
        !wants_copy(&copy->file.chain))
        return fault_set(why, HF_CONFLICT, "nobody asked for a copy");
    copy->name = client_file_name(&copy->file);
    if (!take_lines(copy, &list, ltx->arena))
        return spent(why);
    mark_standing(copy, ltx->arena);
    st = take_receipts(ltx, copy, why);
    return st == HF_OK ? take_proof(ltx, copy, why) : st;
}

/* --- what somebody signed -------------------------------------------------------------------- */

/* Words of their own about themselves; whatever else they signed tells of others. */
static bool is_own_word(const struct copy *copy, const struct file_entry *e)
{
    const struct credential_stated_content *stated = e->content;

    if (e->content == NULL || !id_equal(e->entry->actor.id, copy->person.id))
        return false;
    if (e->entry->action == ACTION_CREDENTIAL_STATED)
        return id_equal(stated->practitioner, copy->person.id);
    return e->entry->action == ACTION_PROFESSION_SAID || e->entry->action == ACTION_RULE_REVIEWED;
}

static const struct file_entry *own_word(const struct copy *copy, uint64_t seq)
{
    const struct file_chain *chain = &copy->file.practice.chain;

    for (size_t i = 0; i < chain->count; i++)
        if (chain->at[i].entry->seq == seq && is_own_word(copy, &chain->at[i]))
            return &chain->at[i];
    return NULL;
}

static void take_signed(struct copy *copy, const struct ledger_entry *entry)
{
    const struct file_entry *word =
        id_is_zero(entry->client.id) ? own_word(copy, entry->seq) : NULL;

    copy->lines[copy->n++] = (struct copy_line){
        .entry = word == NULL ? *entry : *word->entry,
        .content = word == NULL ? NULL : word->content,
        .group = group_of(entry->action),
    };
}

static enum status gather_entries(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct copy *copy = arg;
    struct ledger_entry *mine = NULL;
    size_t n = 0;
    enum status st = practice_file_load(ltx, copy->practice, &copy->file.practice, why);

    copy->n = 0;
    if (st == HF_OK)
        st = ledger_signed_by(ltx, copy->person, &mine, &n, why);
    if (st != HF_OK)
        return st;
    copy->name = client_file_who(&copy->file, copy->person);
    copy->lines = arena_array(ltx->arena, struct copy_line, n);
    if (copy->lines == NULL)
        return spent(why);
    for (size_t i = 0; i < n; i++)
        take_signed(copy, &mine[i]);
    return take_proof(ltx, copy, why);
}

/* --- the parcel ------------------------------------------------------------------------------ */

static void add_fhir(struct copy *copy)
{
    if (copy->n_forms > 0)
        parcel_add(&copy->parcel,
                   (struct parcel_file){.name = SPAN("fhir/questionnaire-responses.json"),
                                        .of = copy,
                                        .pieces = copy->n_forms + 2,
                                        .put = copy_put_forms});
    if (copy->n_consents > 0)
        parcel_add(&copy->parcel, (struct parcel_file){.name = SPAN("fhir/consents.json"),
                                                       .of = copy,
                                                       .pieces = copy->n_consents + 2,
                                                       .put = copy_put_consents});
}

static const char how[] =
    "How to check this copy\n"
    "\n"
    "1. Has a file changed? In this folder:  sha256sum -c SHA256SUMS\n"
    "\n"
    "2. Are the entries as they were signed? With the program holdfast-verify, which needs no\n"
    "   network and nothing of the practice:  holdfast-verify proof/ledger.bin "
    "proof/receipt-*.bin\n"
    "   It prints the practice's root key. The same key is on the owner's paper.\n"
    "\n"
    "3. Is a content the one that was signed? In record.json each entry has \"sealed\", the bytes\n"
    "   in base64, and \"blind\" in hex. HMAC-SHA-256 of those bytes under that blind is the\n"
    "   commitment that stands in the signed entry, at its offset 207. The layouts are in\n"
    "   docs/formats.md of Holdfast.\n"
    "\n"
    "Of other people's entries proof/ledger.bin holds the hash alone.\n";

static void fill_parcel(struct copy *copy, struct arena *arena)
{
    copy->how = span_at(how, sizeof how - 1);
    parcel_init(&copy->parcel, arena, SPAN("holdfast-copy"), copy->now_s);
    parcel_add(&copy->parcel, (struct parcel_file){.name = SPAN("index.html"),
                                                   .of = copy,
                                                   .pieces = copy_page_pieces(copy),
                                                   .put = copy_put_page});
    parcel_add(&copy->parcel, (struct parcel_file){.name = SPAN("record.json"),
                                                   .of = copy,
                                                   .pieces = copy->n + 2,
                                                   .put = copy_put_json});
    add_fhir(copy);
    parcel_add_bytes(&copy->parcel, SPAN("proof/ledger.bin"), &copy->proof);
    for (size_t i = 0; i < copy->n_receipts; i++)
        parcel_add_bytes(&copy->parcel, copy->receipt_names[i], &copy->receipts[i]);
    parcel_add_bytes(&copy->parcel, SPAN("proof/README.txt"), &copy->how);
}

/* A form that can't be read any more is in record.json alone. */
static size_t keep_readable(const struct copy *copy, uint32_t *at, size_t n, struct arena *arena)
{
    size_t kept = 0, mark = arena_mark(arena);

    for (size_t i = 0; i < n; i++) {
        if (copy_response(copy, &copy->lines[at[i]], arena).len > 0)
            at[kept++] = at[i];
        arena_rewind(arena, mark);
    }
    return kept;
}

static enum status pack(struct copy *copy, struct arena *arena, struct fault *why)
{
    uint32_t *forms, *consents;

    if (!order_lines(copy, arena))
        return spent(why);
    copy->n_forms = pick(copy, copy_is_form, &forms, arena);
    copy->n_consents = pick(copy, copy_is_consent, &consents, arena);
    if (forms == NULL || consents == NULL)
        return spent(why);
    copy->n_forms = keep_readable(copy, forms, copy->n_forms, arena);
    copy->forms = forms;
    copy->consents = consents;
    fill_parcel(copy, arena);
    return parcel_measure(&copy->parcel, why);
}

/* --- the entry ------------------------------------------------------------------------------- */

struct signing {
    const struct hand *hand;
    const struct copy *copy;
};

/* By what goes out: the same copy made again is the same act. */
static enum status sign_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct signing *s = arg;
    const struct copy *copy = s->copy;
    struct copied_content content = {.entries = (int64_t)copy->n,
                                     .upto = (int64_t)copy->upto,
                                     .sums = span_at(copy->parcel.sums_hash, 32)};
    struct hand hand = *s->hand;
    struct client_id client = {copy->is_whole ? copy->person.id : (struct id128){{0}}};
    struct to_record record = {copy->is_whole ? ACTION_RECORD_COPIED : ACTION_ENTRIES_COPIED,
                               copy->person.id, &content};

    hand.request = request_for(hand.request, content.sums, 0);
    return client_append(ltx, &hand, 0, client, &record, 1, NULL, why);
}

static enum status make(const struct practice *practice, struct arena *arena,
                        const struct hand *hand, ledger_work *gather, void *arg, struct copy *copy,
                        struct fault *why)
{
    struct signing signing = {hand, copy};
    enum status st = keyring_who(hand->keyring)->kind == KEYRING_USER
                         ? HF_OK
                         : fault_set(why, HF_INVALID, "a copy goes to nobody's pass");

    if (st == HF_OK)
        st = ledger_transact(practice->ledger, practice->store, arena, gather, arg, why);
    if (st == HF_OK)
        st = pack(copy, arena, why);
    return st == HF_OK ? ledger_transact(practice->ledger, practice->store, arena, sign_inside,
                                         &signing, why)
                       : st;
}

enum status copy_record(const struct practice *practice, struct arena *arena,
                        const struct copy_record *in, struct copy **ret, struct fault *why)
{
    struct copy *copy = arena_new(arena, struct copy);
    struct gathering_copy g = {in, copy};

    if (copy == NULL)
        return spent(why);
    copy->practice = practice;
    copy->is_whole = true;
    copy->person.id = in->client.id;
    copy->now_s = practice_now_s(practice);
    enum status st = make(practice, arena, &in->hand, gather_record, &g, copy, why);

    if (st == HF_OK)
        *ret = copy;
    return st;
}

enum status copy_entries(const struct practice *practice, struct arena *arena,
                         const struct hand *hand, struct copy **ret, struct fault *why)
{
    struct copy *copy = arena_new(arena, struct copy);

    if (copy == NULL)
        return spent(why);
    copy->practice = practice;
    copy->person = keyring_who(hand->keyring)->person;
    copy->now_s = practice_now_s(practice);
    enum status st = make(practice, arena, hand, gather_entries, copy, copy, why);

    if (st == HF_OK)
        *ret = copy;
    return st;
}

struct parcel *copy_parcel(struct copy *copy)
{
    return &copy->parcel;
}
