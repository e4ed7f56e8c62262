/* usecase/view_consent.c - the proposal as rows, one for each place, beside what was said so far.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/raise.h"
#include "knowledge/knowledge.h"
#include "usecase/consent.h"

enum { WORDS_MOST = 16 };

static const struct span asked_word = SPAN_INIT("client:asked");

/* --- limits ---------------------------------------------------------------------------------- */

static bool is_lifted(struct entry_list all, const struct entry *limit)
{
    for (size_t i = 0; i < all.count; i++) {
        const struct lift_content *lift = all.at[i].content;

        if (all.at[i].action == ACTION_LIFT && lift != NULL && all.at[i].seq > limit->seq &&
            id_equal(all.at[i].actor, limit->actor) && id_equal(lift->target, limit->object))
            return true;
    }
    return false;
}

static bool is_limit_here(const struct client_file *file, const struct entry *e, struct span region,
                          uint8_t side, bool asks)
{
    const struct limit_content *said = e->content;

    return e->action == ACTION_LIMIT && said != NULL && id_is_zero(said->session) &&
           !said->until.known && entry_is_by_client(e, file->client.id) &&
           span_equal(said->scope.region, region) && said->scope.side == side &&
           (asks ? !said->deny && words_have(said->conditions, asked_word) : said->deny);
}

const struct entry *consent_standing_limit(const struct client_file *file, struct span region,
                                           uint8_t side, bool asks)
{
    struct entry_list all = file->chain.entries;

    for (size_t i = 0; i < all.count; i++)
        if (is_limit_here(file, &all.at[i], region, side, asks) && !is_lifted(all, &all.at[i]))
            return &all.at[i];
    return NULL;
}

/* --- what stands ----------------------------------------------------------------------------- */

static bool is_same_place(const struct agreed_row *a, struct span region, uint8_t side)
{
    return span_equal(a->region, region) && (a->side == side || a->side == SIDE_BOTH);
}

enum status consent_agreed(const struct practice *practice, const struct client_file *file,
                           struct arena *arena, struct agreed *ret, struct fault *why)
{
    struct client_facts facts;
    enum status st = client_facts_of(practice, file, (struct person_id){{{0}}}, arena, &facts, why);

    if (st == HF_OK)
        st = agreed_find(&facts.facts, practice->knowledge->atlas, facts.now_s, arena, ret, why);
    struct agreed_row *rows =
        st == HF_OK ? arena_array(arena, struct agreed_row, ret->count) : NULL;

    if (st == HF_OK && rows == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; st == HF_OK && i < ret->count; i++) {
        rows[i] = ret->rows[i];
        if (rows[i].answer != CHOICE_YES ||
            consent_standing_limit(file, rows[i].region, (uint8_t)rows[i].side, true) == NULL)
            continue;
        rows[i].answer = CHOICE_ASK;
        ret->yes--;
        ret->ask++;
    }
    if (st == HF_OK)
        ret->rows = rows;
    return st;
}

/* --- rows ------------------------------------------------------------------------------------ */

struct row_making {
    const struct practice *practice;
    struct consent_file *file;
    struct proposal_row *rows;
    struct agreed agreed;
    struct arena *arena;
};

static void add_word(struct words *list, struct span word, struct arena *arena)
{
    struct span *at;

    if (words_have(*list, word) || list->count == WORDS_MOST)
        return;
    at = arena_array(arena, struct span, list->count + 1);
    for (size_t i = 0; at != NULL && i < list->count; i++)
        at[i] = list->at[i];
    if (at == NULL)
        return;
    at[list->count] = word;
    *list = (struct words){at, list->count + 1};
}

static void add_words(struct words *list, struct words more, struct arena *arena)
{
    for (size_t i = 0; i < more.count; i++)
        add_word(list, more.at[i], arena);
}

static bool is_pack_step(const struct pack_step *pack, const struct step_said *step)
{
    return span_equal(pack->act.region, step->region) &&
           span_equal(pack->act.technique, step->technique);
}

/* The conditions under which the ways of working have this step; for a place that none of them
 * has, those that every place of its kind needs. */
static void add_conditions(const struct row_making *m, struct proposal_row *row,
                           const struct step_said *step)
{
    const struct knowledge *know = m->practice->knowledge;
    size_t before = row->conditions.count;

    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        for (uint32_t j = 0; j < know->modalities[i]->n_steps; j++)
            if (is_pack_step(&know->modalities[i]->steps[j], step))
                add_words(&row->conditions, know->modalities[i]->steps[j].conditions, m->arena);
    if (row->conditions.count > before)
        return;
    add_word(&row->conditions, SPAN("draped"), m->arena);
    if (row->needs_device)
        add_word(&row->conditions, SPAN("gloves"), m->arena);
    if (row->access == ACCESS_INTERNAL) {
        add_word(&row->conditions, SPAN("lubricant"), m->arena);
        add_word(&row->conditions, asked_word, m->arena);
    }
}

static bool needs_device(const struct row_making *m, const struct step_said *step)
{
    const struct span access = access_word((enum access)step->access);
    const struct span intent = intent_word((enum intent)step->intent);
    const struct scope_said scope = {.region = step->region,
                                     .side = step->side,
                                     .access = {&access, 1},
                                     .intents = {&intent, 1}};

    return grant_needs_own_device(m->practice->knowledge->atlas, &scope);
}

static void fill_answer(const struct row_making *m, struct proposal_row *row)
{
    for (size_t i = 0; i < m->agreed.count; i++) {
        const struct agreed_row *said = &m->agreed.rows[i];

        if (!is_same_place(said, row->region, row->side))
            continue;
        row->answer = said->answer;
        if (said->answer == CHOICE_YES || said->answer == CHOICE_ASK)
            row->dots_said = plan_dots(said->ceiling);
    }
}

static struct proposal_row *row_of(struct row_making *m, const struct step_said *step)
{
    for (size_t i = 0; i < m->file->n_rows; i++)
        if (span_equal(m->rows[i].region, step->region) && m->rows[i].side == step->side)
            return &m->rows[i];
    struct proposal_row *row = &m->rows[m->file->n_rows++];

    *row = (struct proposal_row){.region = step->region,
                                 .side = step->side,
                                 .access = step->access,
                                 .intent = step->intent,
                                 .reason = step->reason,
                                 .needs_device = needs_device(m, step)};
    row->offers_skin = step->access == ACCESS_EXTERNAL && !row->needs_device;
    fill_answer(m, row);
    return row;
}

/* Steps that can't be done here whatever the client says are not asked about. */
static void add_step(struct row_making *m, size_t i)
{
    const struct step_said *step = &m->file->plan.said->steps.at[i];
    const struct plan_step_check *check = &m->file->plan.checks[i];

    if (!check->is_target || !check->is_offered)
        return;
    struct proposal_row *row = row_of(m, step);
    uint8_t dots = plan_dots(step->pressure);

    row->dots = dots > row->dots ? dots : row->dots;
    add_word(&row->techniques, step->technique, m->arena);
    add_conditions(m, row, step);
}

static enum status make_rows(const struct practice *practice, struct consent_file *file,
                             struct arena *arena, struct fault *why)
{
    const struct step_list *steps = &file->plan.said->steps;
    struct row_making m = {.practice = practice, .file = file, .arena = arena};
    enum status st = consent_agreed(practice, &file->plan.facts.file, arena, &m.agreed, why);

    if (st != HF_OK)
        return st;
    m.rows = arena_array(arena, struct proposal_row, steps->count);
    for (size_t i = 0; m.rows != NULL && i < steps->count; i++)
        add_step(&m, i);
    file->rows = m.rows;
    return arena->spent ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}

/* --- all ------------------------------------------------------------------------------------- */

static void fill_said(const struct practice *practice, struct consent_file *file)
{
    const struct client_file *client = &file->plan.facts.file;
    const struct never_said_content *never =
        file_chain_last(client->chain, ACTION_NEVER_SAID, NULL);
    const struct span root = practice->knowledge->atlas->regions[0].id;

    if (never != NULL)
        file->never = never->words;
    file->practitioner_name =
        client_file_who(client, (struct person_id){file->plan.said->practitioner});
    file->all_no = consent_standing_limit(client, root, SIDE_BOTH, false) != NULL;
    file->in_session = client_file_in_session(client);
    if (client->chain.count > 0)
        file->seen = (int64_t)client->chain.at[client->chain.count - 1].entry->seq;
    file->until_s = gather_grant_end(&file->plan.facts.gathering, file->plan.facts.now_s,
                                     (struct moment){.known = false});
}

enum status consent_of(const struct practice *practice, const struct client_file *file,
                       struct keyring *reader, struct arena *arena, struct consent_file *ret,
                       struct fault *why)
{
    struct consent_file consent = {.own_device = keyring_who(reader)->proof >= PROOF_OWN_DEVICE};
    enum status st =
        plan_of(practice, file, keyring_who(reader)->person, arena, &consent.plan, why);

    if (st != HF_OK)
        return st;
    if (!consent.plan.is_there || !consent.plan.is_proposed)
        return fault_set(why, HF_NOT_FOUND, "nothing is proposed");
    fill_said(practice, &consent);
    st = client_facts_rest(&consent.plan.facts, arena, &consent.is_resting, why);
    if (st == HF_OK)
        st = make_rows(practice, &consent, arena, why);
    if (st == HF_OK)
        *ret = consent;
    return st;
}

struct view_work {
    const struct practice *practice;
    struct keyring *reader;
    struct client_id client;
    struct consent_file *ret;
};

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct view_work *work = arg;
    struct client_file file;
    enum status st = client_file_load(ltx, work->practice, work->reader, work->client, &file, why);

    return st != HF_OK
               ? st
               : consent_of(work->practice, &file, work->reader, ltx->arena, work->ret, why);
}

enum status view_consent(const struct practice *practice, struct arena *arena,
                         struct keyring *reader, struct client_id client, struct consent_file *ret,
                         struct fault *why)
{
    struct view_work work = {practice, reader, client, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}
