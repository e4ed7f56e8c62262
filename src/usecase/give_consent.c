/* usecase/give_consent.c - choices become entries, narrowing first.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/buf.h"
#include "core/render/message.h"
#include "core/visit/told.h"
#include "knowledge/knowledge.h"
#include "usecase/give.h"

enum { N_CHECKLIST, N_NEVER, N_FIRST, TEXT_MOST = 8000, US_PER_S = 1000000 };

/* --- act ------------------------------------------------------------------------------------- */

static struct given_said given_of(const struct give_work *work)
{
    bool own = work->ret->file.own_device;

    return (struct given_said){.how = own ? GIVEN_OWN_DEVICE : GIVEN_SHARED_DEVICE,
                               .seen = work->seen};
}

/* The statement and the typed name stand below the words of each yes. */
static struct span signed_words(const struct give_work *work, struct span words,
                                struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    buf_put(&out, words);
    buf_byte(&out, '\n');
    buf_put(&out, message_words(MSG_consent_statement, work->in->lang));
    buf_byte(&out, ' ');
    buf_put(&out, span_trim(work->in->name));
    return buf_view(&out);
}

static struct to_record with_given(const struct give_work *work, struct to_record record,
                                   struct arena *arena)
{
    struct lift_content *lift = arena_new(arena, struct lift_content);

    if (record.action != ACTION_LIFT || lift == NULL)
        return record;
    *lift = *(const struct lift_content *)record.content;
    lift->given = given_of(work);
    record.content = lift;
    return record;
}

static struct to_record with_signature(const struct give_work *work, struct to_record record,
                                       struct arena *arena)
{
    struct grant_content *grant = arena_new(arena, struct grant_content);

    if (record.action != ACTION_GRANT || grant == NULL)
        return with_given(work, record, arena);
    *grant = *(const struct grant_content *)record.content;
    grant->given = given_of(work);
    grant->words = signed_words(work, grant->words, arena);
    record.content = grant;
    return record;
}

/* Whoever sent the page has seen what this page itself narrows: a no beside a yes must not undo the
 * yes (core/visit/raise). A page that did not say what it had seen stays unknown. */
static enum status append(struct ledger_tx *ltx, struct give_work *work, unsigned n,
                          struct to_record record, struct ledger_entry *ret, struct fault *why)
{
    const struct entry said = {.action = record.action, .content = record.content};
    struct span words = told_words(&said);
    struct hand hand = work->in->hand;

    if (words.len > 0)
        vault_sha256(words, hand.text_hash);
    uint8_t proof = confirm_begin(work, record.action);
    enum status st = client_append(ltx, &hand, n, work->in->client, &record, 1, ret, why);

    keyring_set_proof(hand.keyring, proof);
    if (st == HF_OK && work->seen > 0)
        work->seen = (int64_t)ret->seq;
    return st;
}

static enum status keep_never(struct ledger_tx *ltx, struct give_work *work, struct fault *why)
{
    struct ledger_entry entry;
    struct never_said_content content = {.words = span_trim(work->in->never)};
    struct to_record record = {ACTION_NEVER_SAID, work->in->client.id, &content};

    if (content.words.len == 0 || span_equal(content.words, work->ret->file.never))
        return HF_OK;
    return append(ltx, work, N_NEVER, record, &entry, why);
}

/* --- the checklist ---------------------------------------------------------------------------- */

/* With anything wrong only what stands in the way is kept, as a no is; the rest is asked again. */
static bool is_kept(const struct give_work *work, const struct checklist_item *now)
{
    const struct checklist_item *before =
        checklist_item_find(&work->ret->file.plan.checklist, now->id);
    bool is_whole = work->ret->n_wrong == 0 && work->ret->lacks == 0;

    return now->ask->who == ASK_CLIENT && now->value.len > 0 &&
           ask_option_is(now->ask, now->value) && (is_whole || !now->is_met) &&
           (before == NULL || !span_equal(before->value, now->value));
}

static enum status keep_checklist(struct ledger_tx *ltx, struct give_work *work, struct fault *why)
{
    const struct checklist_state *state = &work->ret->checklist;
    struct field_said *fields = arena_array(ltx->arena, struct field_said, state->count);
    struct checklist_answered_content said = {
        .plan = work->ret->file.plan.plan.id,
        .version = work->practice->knowledge->checklist->head.version,
        .given = given_of(work),
        .language = SPAN("en")};
    struct to_record what = {ACTION_CHECKLIST_ANSWERED, said.plan, &said};
    struct ledger_entry entry;

    if (fields == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < state->count; i++)
        if (is_kept(work, &state->items[i]))
            fields[said.fields.count++] = (struct field_said){
                state->items[i].id, state->items[i].value, state->items[i].words};
    said.fields.at = fields;
    return said.fields.count == 0 ? HF_OK : append(ltx, work, N_CHECKLIST, what, &entry, why);
}

/* A plain yes takes the client's own "ask me each time" back, as it takes a no back. */
static enum status lift_asks(struct ledger_tx *ltx, struct give_work *work,
                             const struct choice *choices, size_t count, unsigned *n,
                             struct fault *why)
{
    struct ledger_entry entry;
    enum status st = HF_OK;

    for (size_t i = 0; i < count && st == HF_OK; i++) {
        const struct entry *limit = consent_standing_limit(
            &work->ret->file.plan.facts.file, choices[i].region, choices[i].side, true);
        struct lift_content content = {.given = given_of(work), .language = SPAN("en")};
        struct to_record record = {.action = ACTION_LIFT, .content = &content};

        if (choices[i].answer != CHOICE_YES || limit == NULL)
            continue;
        content.target = limit->object;
        st = append(ltx, work, (*n)++, record, &entry, why);
    }
    return st;
}

static enum status write_receipt(struct ledger_tx *ltx, const struct give_work *work, uint64_t seq,
                                 struct fault *why)
{
    struct ledger_receipt receipt;
    enum status st = ledger_receipt(ltx, seq, &receipt, why);

    for (size_t i = 0; st == HF_OK && i < RECEIPT_REFERENCE_TEXT; i++)
        work->ret->reference[i] = receipt.reference[i];
    return st;
}

static enum status record_all(struct ledger_tx *ltx, struct give_work *work,
                              const struct chosen *chosen, unsigned *n, struct fault *why)
{
    struct ledger_entry entry = {.seq = 0};
    enum status st = HF_OK;

    for (size_t i = 0; i < chosen->record.count && st == HF_OK; i++)
        st = append(ltx, work, (*n)++, with_signature(work, chosen->record.at[i], ltx->arena),
                    &entry, why);
    return st == HF_OK && entry.seq > 0 ? write_receipt(ltx, work, entry.seq, why) : st;
}

static void count_choices(struct give_work *work, const struct choice *choices, size_t count)
{
    size_t *const counts[] = {NULL, &work->ret->yes, &work->ret->ask, &work->ret->no,
                              &work->ret->talk};

    for (size_t i = 0; i < count; i++)
        if (choices[i].answer >= CHOICE_YES && choices[i].answer <= CHOICE_TALK)
            ++*counts[choices[i].answer];
}

struct choosing give_choosing(const struct give_work *work, const struct choice *choices,
                              size_t count)
{
    const struct consent_file *file = &work->ret->file;

    return (struct choosing){.in = &file->plan.facts.gathering,
                             .practitioner = file->plan.said->practitioner,
                             .practitioner_name = file->practitioner_name,
                             .choices = choices,
                             .count = count,
                             .given = given_of(work),
                             .proof = keyring_who(work->in->hand.keyring)->proof,
                             .language = SPAN("en"),
                             .lang = work->in->lang,
                             .now_s = file->plan.facts.now_s,
                             .until = work->in->until};
}

static enum status keep_choices(struct ledger_tx *ltx, struct give_work *work, struct fault *why)
{
    const struct consent_file *file = &work->ret->file;
    struct choice *choices = arena_array(ltx->arena, struct choice, file->n_rows);
    unsigned n = N_FIRST;

    if (choices == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    struct choosing choosing =
        give_choosing(work, choices, give_collect(work, choices, ltx->arena));
    struct chosen chosen;
    enum status st = choice_record(&choosing, ltx->arena, &chosen, why);

    if (st == HF_OK)
        st = record_all(ltx, work, &chosen, &n, why);
    if (st == HF_OK)
        st = lift_asks(ltx, work, choices, choosing.count, &n, why);
    count_choices(work, choices, choosing.count);
    work->ret->text = st == HF_OK ? chosen.text : SPAN("");
    return st;
}

/* What this very form wrote before, or NULL. `ret_last`: the seq of the last entry of it. */
static const struct ledger_entry *written(const struct give_work *work, uint64_t *ret_last)
{
    const struct client_file *file = &work->ret->file.plan.facts.file;
    const struct ledger_entry *first = NULL, *entry = NULL;

    for (unsigned n = N_CHECKLIST; n <= N_FIRST || entry != NULL; n++) {
        entry = client_file_written(file, request_nth(work->own->hand.request, n));
        if (entry == NULL)
            continue;
        first = n <= N_FIRST ? entry : first;
        *ret_last = entry->seq > *ret_last ? entry->seq : *ret_last;
    }
    return first;
}

/* Was more or less said since, on another page? */
static bool is_changed_since(const struct file_chain *chain, uint64_t seq)
{
    static const uint16_t changes[] = {ACTION_GRANT, ACTION_LIMIT, ACTION_REVOKE,
                                       ACTION_MAYBE, ACTION_LIFT,  ACTION_NEVER_SAID};

    for (size_t i = chain->count; i > 0 && chain->at[i - 1].entry->seq > seq; i--)
        for (size_t k = 0; k < sizeof changes / sizeof *changes; k++)
            if (chain->at[i - 1].entry->action == changes[k])
                return true;
    return false;
}

/* The same form again: what it did the first time stands. Not if something else was said since: a
 * no is a no then once more, and a yes has to be seen anew. NULL: it is an act of its own. */
static const struct ledger_entry *find_before(struct give_work *work)
{
    const struct file_chain *chain = &work->ret->file.plan.facts.file.chain;
    struct request_id *request = &work->own->hand.request;
    uint64_t last = 0;
    const struct ledger_entry *before = written(work, &last);

    if (before == NULL || !is_changed_since(chain, last))
        return before;
    *request = request_for(*request, SPAN("once more"), (unsigned)chain->count);
    return NULL;
}

static void tell_again(struct give_work *work, struct arena *arena)
{
    const struct consent_file *file = &work->ret->file;
    struct choice *choices = arena_array(arena, struct choice, file->n_rows);

    work->ret->n_wrong = 0;
    work->ret->lacks = 0;
    if (choices != NULL)
        count_choices(work, choices, give_collect(work, choices, arena));
}

static enum status give_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct give_work *work = arg;
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, work->in->hand.keyring, work->in->client, &file, why);

    *work->ret = (struct give_consent_reply){.n_wrong = 0};
    work->seen = work->in->seen;
    if (st == HF_OK)
        st = consent_of(work->practice, &file, work->in->hand.keyring, ltx->arena, &work->ret->file,
                        why);
    if (st == HF_OK)
        st = give_judge(work, ltx->arena, why);
    if (st != HF_OK)
        return st;
    const struct ledger_entry *before = find_before(work);

    work->ret->when_s =
        before == NULL ? work->ret->file.plan.facts.now_s : before->utc_us / US_PER_S;
    if (before != NULL) {
        tell_again(work, ltx->arena);
        return write_receipt(ltx, work, before->seq, why);
    }
    st = confirm_judge(ltx, work, why);
    if (st == HF_OK)
        st = keep_never(ltx, work, why);
    if (st == HF_OK)
        st = keep_checklist(ltx, work, why);
    if (st == HF_OK)
        st = keep_choices(ltx, work, why);
    work->ret->seen = work->seen;
    return st;
}

static struct request_id with_choice(struct request_id request, const struct consent_choice *c)
{
    unsigned what = (unsigned)c->side << 24 | (unsigned)c->answer << 16 | (unsigned)c->dots << 8;

    request = request_for(request, c->region, what | c->on_skin);
    for (size_t i = 0; i < c->techniques.count; i++)
        request = request_for(request, c->techniques.at[i], 0);
    return request;
}

/* Other answers from the same page are another act: a no must not be lost to a yes of before. */
static struct request_id own_request(const struct give_consent *in)
{
    struct request_id request = request_for(in->hand.request, in->never, in->says_it_oneself);

    request = request_for(request, in->name, 0);
    if (in->is_unsigned) /* with the PIN, the same page is another act */
        request = request_for(request, SPAN("unsigned"), 0);
    for (size_t i = 0; i < in->count; i++)
        request = with_choice(request, &in->choices[i]);
    for (size_t i = 0; i < in->answers.count; i++) {
        request = request_for(request, in->answers.at[i].id, 0);
        request = request_for(request, in->answers.at[i].value, 0);
    }
    return request;
}

enum status give_consent(const struct practice *practice, struct arena *arena,
                         const struct give_consent *in, struct give_consent_reply *ret,
                         struct fault *why)
{
    struct give_consent own = *in;
    struct give_work work = {practice, &own, &own, ret, 0, false};

    own.hand.request = own_request(in);
    return ledger_transact(practice->ledger, practice->store, arena, give_inside, &work, why);
}
