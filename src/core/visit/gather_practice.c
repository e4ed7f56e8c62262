/* core/visit/gather_practice.c - policy within its floors, and the rules of the house.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/gather_inside.h"

#include <string.h>

enum { DAYS = 86400, GRANT_SHIPPED_S = 90 * DAYS, GRANT_MOST_S = 180 * DAYS };

static enum status spent(struct fault *why)
{
    return fault_set(why, HF_FAILED, "request memory is spent");
}

static bool is_signed_by_owner(const struct entry *e)
{
    return e->content != NULL && (e->roles & ROLE_OWNER) != 0 &&
           action_may_sign(e->action, e->roles, e->proof);
}

/* --- policy ---------------------------------------------------------------------------------- */

static const struct policy_set_content *last_policy(struct entry_list practice)
{
    const struct policy_set_content *last = NULL;

    for (size_t i = 0; i < practice.count; i++)
        if (practice.at[i].action == ACTION_POLICY_SET && is_signed_by_owner(&practice.at[i]))
            last = practice.at[i].content;
    return last;
}

/* What is looser than the floor counts as the floor; what the pack does not know can't be set. */
static int64_t within_floor(const struct house_policy *pack, const char *id, int64_t wanted,
                            int64_t shipped)
{
    const struct policy_value *value = policy_find(pack, span_of(id));

    if (value == NULL)
        return shipped;
    return policy_may_be(value, wanted) ? wanted : value->floor;
}

static void apply_numbers(const struct house_policy *pack, const struct policy_set_content *set,
                          struct policy *p)
{
    const struct {
        const char *id;
        int64_t wanted;
        int64_t *value;
    } rows[] = {
        {"reflect_internal_s", set->reflect_internal_s, &p->reflect_internal_s},
        {"reflect_sensual_s", set->reflect_sensual_s, &p->reflect_sensual_s},
        {"stop_cooldown_s", set->stop_cooldown_s, &p->stop_cooldown_s},
        {"checkin_s", set->checkin_s, &p->checkin_s},
        {"checkin_sensitive_s", set->checkin_sensitive_s, &p->checkin_sensitive_s},
        {"screening_max_age_s", set->screening_max_age_s, &p->screening_max_age_s},
        {"yellow_pressure", set->yellow_pressure, &p->yellow_pressure},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        *rows[i].value = within_floor(pack, rows[i].id, rows[i].wanted, *rows[i].value);
}

/* Only these two may clear; any other word is left out. */
static enum status apply_clearance_by(const struct policy_set_content *set, struct arena *arena,
                                      struct policy *p, struct fault *why)
{
    struct span *roles = arena_array(arena, struct span, set->clearance_by.count);
    size_t n = 0;

    if (roles == NULL)
        return spent(why);
    for (size_t i = 0; i < set->clearance_by.count; i++) {
        struct span role = set->clearance_by.at[i];

        if (span_is(role, "clinician") || span_is(role, "practitioner"))
            roles[n++] = role;
    }
    p->clearance_by = (struct words){roles, n};
    return HF_OK;
}

/* --- what the client's own past says -----------------------------------------------------------
 */

static bool waives_the_wait(const struct gathering *in)
{
    bool waived = false;

    for (size_t i = 0; i < in->entries.count; i++) {
        const struct entry *e = &in->entries.at[i];
        const struct wait_waived_content *c = e->content;

        if (e->action != ACTION_WAIT_WAIVED)
            continue;
        waived = c != NULL && c->state == STATE_ON && e->proof >= PROOF_OWN_DEVICE &&
                 entry_is_by_client(e, in->client);
    }
    return waived;
}

/* Less than the floor only with the client's own recorded wish, and only where the house asks for
 * no more than the floor. */
static void apply_wish(const struct gathering *in, struct policy *p)
{
    const struct policy_value *value =
        policy_find(in->knowledge->policy, SPAN("reflect_internal_s"));

    if (value != NULL && p->reflect_internal_s <= value->floor && waives_the_wait(in))
        p->reflect_internal_s = value->with_wish;
}

/* The session of a step is its entry's object: was there one before the last session that began? */
static bool had_internal_session(const struct gathering *in)
{
    struct id128 last = {{0}};

    for (size_t i = 0; i < in->entries.count; i++)
        if (in->entries.at[i].action == ACTION_SESSION_STARTED)
            last = in->entries.at[i].object;
    for (size_t i = 0; i < in->entries.count; i++) {
        const struct entry *e = &in->entries.at[i];
        const struct step_begun_content *c = e->content;

        if (e->action == ACTION_STEP_BEGUN && c != NULL && c->step.access == ACCESS_INTERNAL &&
            !id_equal(e->object, last))
            return true;
    }
    return false;
}

static void apply_first_internal(const struct gathering *in, struct policy *p)
{
    const struct policy_value *value =
        policy_find(in->knowledge->policy, SPAN("checkin_first_internal_s"));

    if (value != NULL && value->shipped < p->checkin_sensitive_s && !had_internal_session(in))
        p->checkin_sensitive_s = value->shipped;
}

/* Statements 9, 10: where more is at stake nobody is asked less often, or a part of an act could be
 * too late where the whole is not. */
static void apply_shorter_silence(struct policy *p)
{
    if (p->checkin_sensitive_s > p->checkin_s)
        p->checkin_sensitive_s = p->checkin_s;
}

/* Who is listed; a list that would grow too long for the decision is a list of everybody. */
static struct words everybody(struct span *served)
{
    served[0] = SPAN("*");
    return (struct words){served, 1};
}

/* A session that was not sensual, begun here or held on paper: who did the work. One that can't be
 * read may have been with anybody. False: none. */
static bool is_served_by(const struct entry *e, struct arena *arena, struct span *ret)
{
    const struct session_started_content *begun = e->content;
    const struct paper_session_content *held = e->content;

    if (e->action != ACTION_SESSION_STARTED && e->action != ACTION_PAPER_SESSION)
        return false;
    bool here = e->action == ACTION_SESSION_STARTED;

    *ret = SPAN("*");
    if (e->content == NULL)
        return true;
    if ((here ? begun->intent : held->intent) == INTENT_SENSUAL)
        return false;
    *ret = entry_id_word(here ? begun->practitioner : held->practitioner, arena);
    return true;
}

/* Practitioners with whom this client had a session that was not sensual. */
static enum status gather_served(const struct gathering *in, struct arena *arena, struct words *ret,
                                 struct fault *why)
{
    struct span *served = arena_array(arena, struct span, in->entries.count + 1);
    struct words list = {served, 0};

    for (size_t i = 0; served != NULL && i < in->entries.count; i++) {
        struct span id;

        if (!is_served_by(&in->entries.at[i], arena, &id))
            continue;
        if (span_is(id, "*") || list.count == FACTS_MAX_WORDS) {
            list = everybody(served);
            break;
        }
        if (!words_have(list, id))
            served[list.count++] = id;
    }
    *ret = list;
    return served == NULL || arena->spent ? spent(why) : HF_OK;
}

/* --- house rules ----------------------------------------------------------------------------- */

/* The last word on that rule: later entries of the same name replace it. */
static bool is_last_word(struct entry_list practice, size_t at)
{
    const struct house_rule_set_content *c = practice.at[at].content;

    for (size_t i = at + 1; i < practice.count; i++) {
        const struct house_rule_set_content *later = practice.at[i].content;

        if (practice.at[i].action == ACTION_HOUSE_RULE_SET && is_signed_by_owner(&practice.at[i]) &&
            span_equal(later->rule, c->rule))
            return false;
    }
    return true;
}

static struct span seq_word(const char *prefix, int64_t seq, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, FACTS_WORD_MAX);
    buf_put(&out, span_of(prefix));
    buf_int(&out, seq);
    return buf_view(&out);
}

static struct rule house_rule_of(const struct entry *e, struct arena *arena)
{
    const struct house_rule_set_content *c = e->content;

    return (struct rule){.id = seq_word("own.", e->seq, arena),
                         .scope = gather_scope(&c->scope),
                         .effect = {.deny = c->deny,
                                    .has_max_pressure = c->has_max_pressure,
                                    .max_pressure = c->max_pressure,
                                    .conditions = gather_words(c->conditions)}};
}

/* The house's own rules stand beside the shipped ones, which nobody can take down. */
static enum status add_own_rules(const struct gathering *in, struct arena *arena, struct policy *p,
                                 struct fault *why)
{
    struct entry_list practice = in->practice;
    struct rule *rules = arena_array(arena, struct rule, p->house_count + practice.count);
    size_t n = p->house_count;

    if (rules == NULL)
        return spent(why);
    if (n > 0)
        memcpy(rules, p->house, n * sizeof *rules);
    for (size_t i = 0; i < practice.count; i++) {
        const struct house_rule_set_content *c = practice.at[i].content;

        if (practice.at[i].action == ACTION_HOUSE_RULE_SET && is_signed_by_owner(&practice.at[i]) &&
            c->state != STATE_OFF && is_last_word(practice, i))
            rules[n++] = house_rule_of(&practice.at[i], arena);
    }
    p->house = rules;
    p->house_count = n;
    return arena->spent ? spent(why) : HF_OK;
}

enum status gather_policy(const struct gathering *in, struct arena *arena, struct policy *ret,
                          struct fault *why)
{
    const struct practice_founded_content *founded = gather_practice(in->practice);
    const struct policy_set_content *set = last_policy(in->practice);
    bool clinical = founded == NULL || founded->profile != PROFILE_BODYWORK;
    struct words served = {NULL, 0};
    struct policy p = {.house_count = 0};
    enum status st = gather_served(in, arena, &served, why);

    if (st == HF_OK)
        st = policy_facts(in->knowledge->policy, clinical, served, arena, &p, why);
    if (st == HF_OK && set != NULL)
        st = apply_clearance_by(set, arena, &p, why);
    if (st == HF_OK && set != NULL)
        apply_numbers(in->knowledge->policy, set, &p);
    if (st == HF_OK)
        st = add_own_rules(in, arena, &p, why);
    if (st != HF_OK)
        return st;
    apply_wish(in, &p);
    apply_first_internal(in, &p);
    apply_shorter_silence(&p);
    *ret = p;
    return HF_OK;
}

int64_t gather_grant_end(const struct gathering *in, int64_t at_s, struct moment until)
{
    const struct policy_set_content *set = last_policy(in->practice);
    int64_t lasts = set == NULL || set->grant_s <= 0 ? GRANT_SHIPPED_S : set->grant_s;
    int64_t end = at_s + (lasts < GRANT_MOST_S ? lasts : GRANT_MOST_S);

    return until.known && until.utc_s < end ? until.utc_s : end;
}
