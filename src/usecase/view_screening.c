/* usecase/view_screening.c - the answers through the rules, beside what is on record already.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/screening.h"

enum { US_PER_S = 1000000 };

/* --- findings on record ---------------------------------------------------------------------- */

/* The last word on a finding; NULL: never said. What can't be opened says nothing here, and
 * decide() denies because of it. */
static const struct finding_set_content *last_word(const struct client_file *file,
                                                   struct span finding,
                                                   const struct ledger_entry **ret_entry)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        const struct file_entry *e = &file->chain.at[i - 1];
        const struct finding_set_content *said = e->content;

        if (e->entry->action != ACTION_FINDING_SET || said == NULL ||
            !span_equal(said->finding, finding))
            continue;
        *ret_entry = e->entry;
        return said;
    }
    return NULL;
}

static bool is_on(const struct finding_set_content *said, int64_t now_s)
{
    return said != NULL && said->state != STATE_OFF &&
           (!said->until.known || now_s < said->until.utc_s);
}

/* On, and for as long as these answers ask for. */
static bool covers(const struct finding_set_content *said, struct moment until, int64_t now_s)
{
    if (!is_on(said, now_s))
        return false;
    return !said->until.known || (until.known && said->until.utc_s >= until.utc_s);
}

static uint8_t verdict_of(const struct screening_reviewed_content *review, struct span finding)
{
    for (size_t i = 0; review != NULL && i < review->findings.count; i++)
        if (span_equal(review->findings.at[i].finding, finding))
            return review->findings.at[i].verdict;
    return 0;
}

static struct screening_line line_of(const struct screening_file *file,
                                     const struct screen_finding *finding)
{
    const struct ledger_entry *entry = NULL;
    const struct finding_set_content *said = last_word(&file->facts.file, finding->id, &entry);
    bool is_set = covers(said, finding->until, file->facts.now_s);

    return (struct screening_line){.finding = finding,
                                   .is_open = finding->cause == CAUSE_UNKNOWN && !is_set,
                                   .is_set = is_set,
                                   .verdict = verdict_of(file->review, finding->id)};
}

static enum status list_lines(struct screening_file *file, struct arena *arena, struct fault *why)
{
    struct screening_line *lines =
        arena_array(arena, struct screening_line, file->result.n_findings);

    if (lines == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (uint32_t i = 0; i < file->result.n_findings; i++) {
        lines[i] = line_of(file, &file->result.findings[i]);
        file->n_open += lines[i].is_open;
    }
    file->lines = lines;
    file->n_lines = file->result.n_findings;
    return HF_OK;
}

static bool is_listed(const struct screening_file *file, struct span finding)
{
    for (size_t i = 0; i < file->n_lines; i++)
        if (span_equal(file->lines[i].finding->id, finding))
            return true;
    return false;
}

/* As decide() sees it for the client's own practitioner: whose word ends a finding depends on who
 * does the work. */
static enum status list_standing(const struct practice *practice, struct screening_file *file,
                                 struct arena *arena, struct fault *why)
{
    const struct client_file *of = &file->facts.file;
    const struct standing_finding *all;
    struct client_facts facts;
    size_t count = 0;
    enum status st = client_facts_of(practice, of, of->practitioner, arena, &facts, why);

    if (st == HF_OK)
        st = standing_find(&facts.facts, file->facts.now_s, arena, &all, &count, why);
    if (st != HF_OK)
        return st;
    struct standing_finding *standing = arena_array(arena, struct standing_finding, count);

    if (standing == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    file->standing = standing;
    for (size_t i = 0; i < count; i++)
        if (!is_listed(file, all[i].finding))
            standing[file->n_standing++] = all[i];
    return HF_OK;
}

/* --- age ------------------------------------------------------------------------------------- */

static void take_identity(struct age_known *age, const struct file_entry *e,
                          struct client_id client)
{
    const struct identity_set_content *said = e->content;

    if (said->age_evidence == AGE_DOCUMENT_SEEN && !id_equal(e->entry->actor.id, client.id)) {
        age->document = said->document.len > 0 ? said->document : SPAN("-");
        age->seen = said->born;
        age->by = e->entry->actor;
        age->when_s = e->entry->utc_us / US_PER_S;
    } else if (said->born.len > 0)
        age->stated = said->born;
}

static struct age_known find_age(const struct client_facts *facts)
{
    struct file_chain chain = facts->file.chain;
    struct age_known age = {.is_adult = facts->facts.adult_at.known &&
                                        facts->facts.adult_at.utc_s <= facts->now_s};

    for (size_t i = 0; i < chain.count; i++)
        if (chain.at[i].entry->action == ACTION_IDENTITY_SET && chain.at[i].content != NULL)
            take_identity(&age, &chain.at[i], facts->file.client);
    return age;
}

/* --- all ------------------------------------------------------------------------------------- */

/* A review counts for the answers before it alone. */
static void find_review(struct screening_file *file, const struct ledger_entry *answered)
{
    const struct ledger_entry *entry = NULL;
    const struct screening_reviewed_content *review =
        file_chain_last(file->facts.file.chain, ACTION_SCREENING_REVIEWED, &entry);

    if (review == NULL || entry->seq < answered->seq)
        return;
    file->review = review;
    file->review_entry = entry;
}

enum status screening_of(const struct practice *practice, const struct client_facts *facts,
                         struct arena *arena, struct screening_file *ret, struct fault *why)
{
    const struct knowledge *know = practice->knowledge;
    struct screening_file file = {.facts = *facts, .age = find_age(facts)};
    struct form_answers *answers = NULL;
    const struct ledger_entry *answered = NULL;
    enum status st = intake_given(practice, &facts->file, arena, &answers, &answered, why);

    if (st == HF_NOT_FOUND) {
        fault_clear(why);
        st = list_standing(practice, &file, arena, why);
        if (st == HF_OK)
            *ret = file;
        return st;
    }
    if (st == HF_OK)
        st = screen(facts->gathering.knowledge->screening, know->atlas, answers, facts->now_s,
                    arena, &file.result, why);
    if (st != HF_OK)
        return st;
    file.is_answered = true;
    file.answers = answers;
    file.answered_s = answered->utc_us / US_PER_S;
    find_review(&file, answered);
    st = list_lines(&file, arena, why);
    if (st == HF_OK)
        st = list_standing(practice, &file, arena, why);
    if (st == HF_OK)
        *ret = file;
    return st;
}

struct view_work {
    const struct practice *practice;
    struct keyring *reader;
    struct client_id client;
    struct screening_file *ret;
};

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct view_work *work = arg;
    struct client_facts facts;
    enum status st = client_facts_load(ltx, work->practice, work->reader, work->client,
                                       keyring_who(work->reader)->person, &facts, why);

    return st == HF_OK ? screening_of(work->practice, &facts, ltx->arena, work->ret, why) : st;
}

enum status view_screening(const struct practice *practice, struct arena *arena,
                           struct keyring *reader, struct client_id client,
                           struct screening_file *ret, struct fault *why)
{
    struct view_work work = {practice, reader, client, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}
