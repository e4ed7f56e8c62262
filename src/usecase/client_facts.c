/* usecase/client_facts.c - see client_facts.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client_facts.h"

#include "core/decide/live.h"
#include "core/visit/tighten.h"
#include "knowledge/knowledge.h"
#include "usecase/packs.h"

static const struct carried_packs *carried_knowledge(const struct practice *practice,
                                                     struct entry_list said, struct arena *arena)
{
    const struct knowledge *knowledge = practice->knowledge;
    struct carried_packs *packs = arena_new(arena, struct carried_packs);
    struct packs_adopted_content content;

    if (packs == NULL || !packs_said(knowledge, arena, &content))
        return NULL;
    *packs = (struct carried_packs){.atlas = knowledge->atlas,
                                    .screening = tighten(knowledge->screening, said, arena),
                                    .policy = knowledge->policy,
                                    .law = knowledge->law,
                                    .measures = knowledge->measures,
                                    .atlas_hash = content.atlas_hash,
                                    .packs = content.packs};
    return packs->screening == NULL ? NULL : packs;
}

enum status client_facts_of(const struct practice *practice, const struct client_file *file,
                            struct person_id practitioner, struct arena *arena,
                            struct client_facts *ret, struct fault *why)
{
    struct client_facts facts = {
        .file = *file,
        .gathering = {.client = file->client.id,
                      .practitioner = practitioner.id,
                      .practice = file->practice.chain.entries,
                      .entries = file->chain.entries,
                      .knowledge = carried_knowledge(practice, file->practice.chain.entries, arena),
                      .is_older_copy = ledger_is_narrow_only(practice->ledger)},
        .practitioner = entry_id_word(practitioner.id, arena),
    };

    if (facts.gathering.knowledge == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    facts.now_s =
        gather_now_s(&facts.gathering, practice_now_s(practice), &facts.gathering.is_clock_behind);
    enum status st = facts_gather(&facts.gathering, arena, &facts.facts, why);

    if (st == HF_OK)
        *ret = facts;
    return st;
}

enum status client_facts_load(struct ledger_tx *ltx, const struct practice *practice,
                              struct keyring *reader, struct client_id client,
                              struct person_id practitioner, struct client_facts *ret,
                              struct fault *why)
{
    struct client_file file;
    enum status st = client_file_load(ltx, practice, reader, client, &file, why);

    return st == HF_OK ? client_facts_of(practice, &file, practitioner, ltx->arena, ret, why) : st;
}

const struct ledger_entry *client_file_written(const struct client_file *file,
                                               struct request_id request)
{
    for (size_t i = 0; i < file->chain.count; i++)
        if (id_equal(file->chain.at[i].entry->request.id, request.id))
            return file->chain.at[i].entry;
    return NULL;
}

enum status client_facts_rest(const struct client_facts *known, struct arena *arena, bool *ret,
                              struct fault *why)
{
    const struct facts *facts = &known->facts;
    struct live_state live;
    enum status st = live_init(&live, facts, 0, arena, why);

    if (st != HF_OK)
        return st;
    live_fold(&live, facts, known->now_s);
    *ret = live.signal == SIGNAL_RED || live.capacity == CAPACITY_IMPAIRED ||
           (live.signal == SIGNAL_STOP &&
            known->now_s < live.stop_at_s + facts->policy.stop_cooldown_s);
    return HF_OK;
}

bool client_file_in_session(const struct client_file *file)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        uint16_t action = file->chain.at[i - 1].entry->action;

        if (action == ACTION_SESSION_STARTED || action == ACTION_SESSION_ENDED)
            return action == ACTION_SESSION_STARTED;
    }
    return false;
}

enum status client_append(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                          struct client_id client, const struct to_record *record, uint64_t version,
                          struct ledger_entry *ret, struct fault *why)
{
    struct ledger_write write = {
        .client = client,
        .action = record->action,
        .object = record->object,
        .object_version = version,
        .direction = (uint8_t)content_direction(record->action, record->content),
    };
    enum status st =
        content_encode(record->action, record->content, ltx->arena, &write.content, why);

    if (id_is_zero(write.object))
        write.object = request_nth(hand->request, n).id;
    return st == HF_OK ? hand_append(ltx, hand, n, write, ret, why) : st;
}
