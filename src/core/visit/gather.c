/* core/visit/gather.c - facts from records; the parts are in gather_*.c.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/gather.h"

#include "base/date.h"
#include "core/visit/gather_inside.h"

enum { ADULT_YEARS = 18, CLOCK_SLIP_S = 10 };

struct words gather_words(struct words list)
{
    for (size_t i = 0; i < list.count; i++)
        if (!fact_is_word(list.at[i]) && !span_is(list.at[i], "*"))
            return (struct words){NULL, 0};
    return list;
}

struct scope gather_scope(const struct scope_said *said)
{
    return (struct scope){.region = fact_is_word(said->region) ? said->region : SPAN(""),
                          .side = (enum side)said->side,
                          .techniques = gather_words(said->techniques),
                          .access = gather_words(said->access),
                          .intents = gather_words(said->intents),
                          .practitioners = gather_words(said->practitioners)};
}

int64_t gather_seq_of(struct span id)
{
    int64_t seq = 0;
    struct span rest = span_skip(id, 1);

    if (!span_starts(id, SPAN("e")) || !span_to_int64(span_cut(&rest, '.'), &seq) || seq < 1)
        return 0;
    return seq;
}

const struct practice_founded_content *gather_practice(struct entry_list practice)
{
    for (size_t i = 0; i < practice.count; i++)
        if (practice.at[i].action == ACTION_PRACTICE_FOUNDED)
            return practice.at[i].content;
    return NULL;
}

/* --- now ------------------------------------------------------------------------------------- */

static int64_t later_than(struct entry_list list, int64_t at_s)
{
    int64_t last_s = list.count == 0 ? at_s : entry_utc_s(&list.at[list.count - 1]);

    return last_s > at_s ? last_s : at_s;
}

int64_t gather_now_s(const struct gathering *in, int64_t clock_s, bool *ret_is_behind)
{
    int64_t now_s = later_than(in->entries, later_than(in->practice, clock_s));

    *ret_is_behind = now_s - clock_s > CLOCK_SLIP_S;
    return now_s;
}

/* --- age ------------------------------------------------------------------------------------- */

/* The later of what was written down and what the date of birth says. */
static struct moment adult_by_document(const struct identity_set_content *c)
{
    struct moment adult = c->adult_at;
    struct date born;

    if (!date_parse(c->born, &born))
        return adult;
    int64_t at = date_to_days(date_add_years(born, ADULT_YEARS)) * HF_SECONDS_PER_DAY;

    if (!adult.known || adult.utc_s < at)
        adult = (struct moment){.known = true, .utc_s = at};
    return adult;
}

/* Only a document that somebody of the practice has seen makes an age sure; any doubt, and any
 * identity that can't be read, makes it unsure again. */
struct moment gather_adult_at(const struct gathering *in)
{
    struct moment adult = {.known = false};

    for (size_t i = 0; i < in->entries.count; i++) {
        const struct entry *e = &in->entries.at[i];
        const struct identity_set_content *c = e->content;

        if (e->action != ACTION_IDENTITY_SET)
            continue;
        if (c == NULL || c->age_evidence == AGE_IN_DOUBT)
            adult = (struct moment){.known = false};
        else if (c->age_evidence == AGE_DOCUMENT_SEEN &&
                 (e->roles & (ROLE_PRACTITIONER | ROLE_OWNER)) != 0 &&
                 !id_equal(e->actor, in->client))
            adult = adult_by_document(c);
    }
    return adult;
}

/* --- knowledge ------------------------------------------------------------------------------- */

static const struct packs_adopted_content *last_adopted(struct entry_list practice)
{
    const struct packs_adopted_content *adopted = NULL;

    for (size_t i = 0; i < practice.count; i++) {
        const struct entry *e = &practice.at[i];

        if (e->action == ACTION_PACKS_ADOPTED && action_may_sign(e->action, e->roles, e->proof))
            adopted = e->content;
    }
    return adopted;
}

static struct span hash_in(const struct packs_adopted_content *adopted, const char *url)
{
    for (size_t i = 0; adopted != NULL && i < adopted->packs.count; i++)
        if (span_is(adopted->packs.at[i].url, url))
            return adopted->packs.at[i].hash;
    return SPAN("");
}

/* What was adopted and can't be read may have been anything. */
static bool screens_alike(const struct packs_adopted_content *a,
                          const struct packs_adopted_content *b)
{
    static const char *const files[] = {"packs/screening.json", "packs/intake.json"};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!span_equal(hash_in(a, files[i]), hash_in(b, files[i])))
            return false;
    return a != NULL && b != NULL;
}

int64_t gather_rules_since(struct entry_list practice)
{
    const struct packs_adopted_content *before = NULL;
    int64_t since = 0;

    for (size_t i = 0; i < practice.count; i++) {
        const struct entry *e = &practice.at[i];

        if (!action_may_sign(e->action, e->roles, e->proof))
            continue;
        if (e->action == ACTION_RULE_TIGHTENED || e->action == ACTION_OLDER_TAKEN)
            since = e->seq;
        if (e->action != ACTION_PACKS_ADOPTED)
            continue;
        if (!screens_alike(before, e->content))
            since = e->seq;
        before = e->content;
    }
    return since;
}

static bool has_pack(const struct packs_adopted_content *adopted, const struct pack_said *pack)
{
    for (size_t i = 0; i < adopted->packs.count; i++)
        if (span_equal(adopted->packs.at[i].url, pack->url) && pack->hash.len > 0 &&
            span_equal(adopted->packs.at[i].hash, pack->hash))
            return true;
    return false;
}

/* What the house said less by, and nobody can read: it may have been anything. */
static bool is_unreadable_word(const struct entry *e)
{
    static const uint16_t words[] = {ACTION_POLICY_SET, ACTION_HOUSE_RULE_SET,
                                     ACTION_CREDENTIAL_REVOKED, ACTION_PROFESSION_SAID};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (e->action == words[i] && e->content == NULL)
            return true;
    return false;
}

bool gather_reads_the_house(const struct gathering *in)
{
    for (size_t i = 0; i < in->practice.count; i++)
        if (is_unreadable_word(&in->practice.at[i]))
            return false;
    return true;
}

bool gather_knows_the_adopted(const struct gathering *in)
{
    const struct packs_adopted_content *adopted = last_adopted(in->practice);
    const struct carried_packs *k = in->knowledge;

    if (adopted == NULL || k->atlas_hash.len == 0 || k->packs.count == 0 ||
        !span_equal(adopted->atlas_hash, k->atlas_hash))
        return false;
    for (size_t i = 0; i < k->packs.count; i++)
        if (!has_pack(adopted, &k->packs.at[i]))
            return false;
    return true;
}

/* --- all ------------------------------------------------------------------------------------- */

/* A copy: facts_check fills the places of scopes, and knowledge is shared. */
static enum status copy_rules(const struct screening *screening, struct arena *arena,
                              struct facts *facts, struct fault *why)
{
    facts->rule_count = screening->n_rules;
    facts->rules = arena_array(arena, struct rule, screening->n_rules);
    if (facts->rules == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < facts->rule_count; i++)
        facts->rules[i] = screening->rules[i];
    return HF_OK;
}

static enum status gather_world(const struct gathering *in, struct arena *arena,
                                struct facts *facts, struct fault *why)
{
    facts->client = entry_id_word(in->client, arena);
    facts->adult_at = gather_adult_at(in);
    facts->regions = atlas_world(in->knowledge->atlas, arena);
    facts->region_count = in->knowledge->atlas->n_regions;
    if (facts->regions == NULL || arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    return copy_rules(in->knowledge->screening, arena, facts, why);
}

enum status facts_gather(const struct gathering *in, struct arena *arena, struct facts *ret,
                         struct fault *why)
{
    struct facts facts = {.region_count = 0};
    enum status st = gather_world(in, arena, &facts, why);

    if (st == HF_OK)
        st = gather_policy(in, arena, &facts.policy, why);
    if (st == HF_OK)
        st = gather_law(in, arena, &facts.policy, why);
    if (st == HF_OK)
        st = gather_practitioners(in, arena, &facts, why);
    if (st == HF_OK)
        st = gather_events(in, arena, &facts, why);
    if (st == HF_OK)
        st = facts_check(&facts, arena, why);
    if (st == HF_OK)
        *ret = facts;
    return st;
}
