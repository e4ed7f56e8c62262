/* usecase/packs_imagine.c - one client's file as if newer packs had been taken, and what would be
 * other then: findings, steps of the plan, and each yes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/agreed.h"
#include "usecase/packs_inside.h"
#include "usecase/plan.h"
#include "usecase/screening.h"

#include <string.h>

enum { US_PER_S = 1000000, STILL_S = 60 };

/* --- as if it were taken -------------------------------------------------------------------------
 */

struct imagining {
    const struct packs_both *both;
    struct arena *arena;
    struct fault *why;
    struct packs_client *client;
    struct client_file file;  /* as it is */
    struct client_file as_if; /* taken, and the answers reviewed by the newer rules */
    size_t room;              /* for hits */
    struct packs_hit *hits;
};

/* A chain with room for `more` entries behind it. */
static bool widen(struct file_chain *chain, size_t more, struct arena *arena)
{
    struct file_entry *at = arena_array(arena, struct file_entry, chain->count + more);
    struct entry *entries = arena_array(arena, struct entry, chain->count + more);

    if (at == NULL || entries == NULL)
        return false;
    memcpy(at, chain->at, chain->count * sizeof *at);
    memcpy(entries, chain->entries.at, chain->count * sizeof *entries);
    *chain = (struct file_chain){at, chain->count, {entries, chain->count, NULL}};
    return true;
}

/* Behind everything that is there, by somebody who may. */
static void imagine(const struct imagining *im, struct file_chain *chain, uint16_t action,
                    uint8_t roles, const void *content)
{
    struct ledger_entry *made = arena_new(im->arena, struct ledger_entry);
    struct file_entry *at = (struct file_entry *)(uintptr_t)chain->at;
    struct entry *entries = (struct entry *)(uintptr_t)chain->entries.at;

    bool is_first = action == ACTION_PACKS_ADOPTED; /* before what is reviewed by it */

    if (made == NULL)
        return;
    *made = (struct ledger_entry){.seq = UINT32_MAX + (is_first ? 0 : 1 + (uint64_t)chain->count),
                                  .utc_us = practice_now_s(&im->both->newer) * US_PER_S,
                                  .actor = im->both->reader,
                                  .action = action,
                                  .object = im->file.client.id};
    at[chain->count] = (struct file_entry){made, content};
    entries[chain->count] = (struct entry){.seq = (int64_t)made->seq,
                                           .utc_us = made->utc_us,
                                           .actor = made->actor.id,
                                           .roles = roles,
                                           .proof = PROOF_OWN_DEVICE,
                                           .device = 1,
                                           .action = action,
                                           .object = made->object,
                                           .object_version = 1,
                                           .content = content};
    chain->entries.count = ++chain->count;
}

static bool imagine_taken(struct imagining *im)
{
    struct packs_adopted_content *taken = arena_new(im->arena, struct packs_adopted_content);

    im->as_if = im->file;
    if (taken == NULL || !packs_said(im->both->newer.knowledge, im->arena, taken) ||
        !widen(&im->as_if.practice.chain, 1, im->arena))
        return false;
    imagine(im, &im->as_if.practice.chain, ACTION_PACKS_ADOPTED, ROLE_OWNER, taken);
    im->as_if.practice.packs = taken;
    return true;
}

/* Each finding set, those by silence too: until the question is asked, they hold. */
static bool imagine_review(struct imagining *im, const struct screening_file *screening)
{
    static const struct screening_reviewed_content reviewed = {.sentence = SPAN_INIT("-")};
    struct file_chain *chain = &im->as_if.chain;

    if (!widen(chain, screening->n_lines + 1, im->arena))
        return false;
    for (size_t i = 0; i < screening->n_lines; i++) {
        const struct screen_finding *finding = screening->lines[i].finding;
        struct finding_set_content *set = arena_new(im->arena, struct finding_set_content);

        if (set == NULL)
            return false;
        *set = (struct finding_set_content){.finding = finding->id,
                                            .state = STATE_ON,
                                            .until = finding->until,
                                            .source = finding->row->id};
        if (!screening->lines[i].is_set)
            imagine(im, chain, ACTION_FINDING_SET, ROLE_PRACTITIONER, set);
    }
    if (screening->is_answered)
        imagine(im, chain, ACTION_SCREENING_REVIEWED, ROLE_PRACTITIONER, &reviewed);
    return true;
}

/* --- findings ------------------------------------------------------------------------------------
 */

static const struct screening_line *line_of(const struct screening_file *file, struct span finding)
{
    for (size_t i = 0; i < file->n_lines; i++)
        if (span_equal(file->lines[i].finding->id, finding))
            return &file->lines[i];
    return NULL;
}

static size_t list_only(struct imagining *im, const struct screening_file *in,
                        const struct screening_file *not_in, const struct packs_found **ret)
{
    struct packs_found *found = arena_array(im->arena, struct packs_found, in->n_lines + 1);
    size_t n = 0;

    for (size_t i = 0; found != NULL && i < in->n_lines; i++) {
        const struct screening_line *line = &in->lines[i];

        if (line_of(not_in, line->finding->id) == NULL)
            found[n++] = (struct packs_found){line->finding->id, line->finding->row->practitioner,
                                              line->is_open};
    }
    *ret = found;
    return n;
}

static enum status screen_by(struct imagining *im, const struct practice *practice,
                             const struct client_file *file, struct screening_file *ret)
{
    struct client_facts facts;
    enum status st = client_facts_of(practice, file, im->both->reader, im->arena, &facts, im->why);

    return st == HF_OK ? screening_of(practice, &facts, im->arena, ret, im->why) : st;
}

static enum status compare_findings(struct imagining *im)
{
    struct screening_file older, newer;
    enum status st = screen_by(im, &im->both->older, &im->file, &older);

    if (st == HF_OK)
        st = screen_by(im, &im->both->newer, &im->as_if, &newer);
    if (st != HF_OK)
        return st;
    im->client->n_found = list_only(im, &newer, &older, &im->client->found);
    im->client->n_gone = list_only(im, &older, &newer, &im->client->gone);
    return imagine_review(im, &newer) ? HF_OK
                                      : fault_set(im->why, HF_FAILED, "request memory is spent");
}

/* --- steps and agreements ------------------------------------------------------------------------
 */

static bool is_a_rule(const struct reason *reason)
{
    static const bool by_rule[REASON_COUNT] = {
        [REASON_CONTRA] = true,    [REASON_HOUSE] = true,          [REASON_PREDATES] = true,
        [REASON_PRESSURE] = true,  [REASON_UNKNOWN_REGION] = true, [REASON_UNKNOWN_FINDING] = true,
        [REASON_REFLECTION] = true};

    return by_rule[reason->code];
}

static bool has_reason(const struct decision *d, const struct reason *reason)
{
    for (size_t i = 0; i < d->reason_count; i++)
        if (d->reasons[i].code == reason->code && span_equal(d->reasons[i].id, reason->id))
            return true;
    return false;
}

/* The first reason of a rule that only the newer version gives. */
static const struct reason *new_reason(const struct decision *older, const struct decision *newer)
{
    for (size_t i = 0; i < newer->reason_count; i++)
        if (is_a_rule(&newer->reasons[i]) && !has_reason(older, &newer->reasons[i]))
            return &newer->reasons[i];
    return NULL;
}

static void add_hit(struct imagining *im, struct packs_hit hit, const struct decision *older,
                    const struct decision *newer)
{
    const struct reason *reason = new_reason(older, newer);

    if (reason == NULL || im->client->n_hits == im->room)
        return;
    hit.rule = arena_copy(im->arena, reason->id);
    hit.is_asked_again = reason->code == REASON_PREDATES;
    im->hits[im->client->n_hits++] = hit;
}

static enum status compare_steps(struct imagining *im)
{
    struct plan_file older, newer;
    enum status st =
        plan_of(&im->both->older, &im->file, im->both->reader, im->arena, &older, im->why);

    if (st == HF_OK)
        st = plan_of(&im->both->newer, &im->as_if, im->both->reader, im->arena, &newer, im->why);
    for (size_t i = 0; st == HF_OK && newer.is_there && i < newer.said->steps.count; i++) {
        const struct step_said *step = &newer.said->steps.at[i];

        add_hit(im, (struct packs_hit){step->region, step->side, i + 1, false, SPAN("")},
                older.checks[i].decision, newer.checks[i].decision);
    }
    return st;
}

/* A hand at rest there, by whoever it was given to. */
static struct act still_hand(const struct agreed_row *row, struct span practitioner)
{
    return (struct act){.practitioner =
                            row->practitioners.count > 0 ? row->practitioners.at[0] : practitioner,
                        .region = row->region,
                        .technique = SPAN("still_hold"),
                        .side = row->side,
                        .access = row->access,
                        .intent = INTENT_THERAPEUTIC,
                        .mode = MODE_PLAN,
                        .duration_s = STILL_S};
}

static void compare_agreed(struct imagining *im, const struct agreed *agreed,
                           const struct client_facts *older, const struct client_facts *newer)
{
    struct workspace *old_space = workspace_new(&older->facts, im->arena);
    struct workspace *new_space = workspace_new(&newer->facts, im->arena);

    for (size_t i = 0; old_space != NULL && new_space != NULL && i < agreed->count; i++) {
        const struct agreed_row *row = &agreed->rows[i];
        struct act act = still_hand(row, older->practitioner);
        struct decision was, is;

        if (row->answer != CHOICE_YES && row->answer != CHOICE_ASK)
            continue;
        decide(&older->facts, &act, older->now_s, old_space, &was);
        decide(&newer->facts, &act, newer->now_s, new_space, &is);
        add_hit(im, (struct packs_hit){row->region, (uint8_t)row->side, 0, false, SPAN("")}, &was,
                &is);
    }
}

static enum status compare_yes(struct imagining *im)
{
    struct client_facts older, newer;
    struct agreed agreed;
    enum status st =
        client_facts_of(&im->both->older, &im->file, im->both->reader, im->arena, &older, im->why);

    if (st == HF_OK)
        st = client_facts_of(&im->both->newer, &im->as_if, im->both->reader, im->arena, &newer,
                             im->why);
    if (st == HF_OK)
        st = agreed_find(&older.facts, im->both->older.knowledge->atlas, older.now_s, im->arena,
                         &agreed, im->why);
    if (st == HF_OK)
        compare_agreed(im, &agreed, &older, &newer);
    return st;
}

/* --- the client ----------------------------------------------------------------------------------
 */

enum status packs_compare_client(const struct packs_both *both, const struct client_file *file,
                                 struct packs_client *ret, struct fault *why)
{
    size_t room = PLAN_STEPS_MOST + 2 * both->older.knowledge->atlas->n_regions;
    struct imagining im = {.both = both,
                           .arena = both->arena,
                           .why = why,
                           .client = ret,
                           .file = *file,
                           .room = room,
                           .hits = arena_array(both->arena, struct packs_hit, room)};

    *ret = (struct packs_client){
        .client = file->client, .name = client_file_name(file), .hits = im.hits};
    if (im.hits == NULL || !imagine_taken(&im))
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = compare_findings(&im);

    if (st == HF_OK)
        st = compare_steps(&im);
    return st == HF_OK ? compare_yes(&im) : st;
}
