/* usecase/measure_history.c - answers as they lie in the record, and the alarms among them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/rise.h"
#include "usecase/measures.h"

enum { US_PER_S = 1000000, HOUR_S = 3600 };

static const struct file_entry *of_object(const struct client_file *file, uint16_t action,
                                          struct id128 object)
{
    for (size_t i = 0; i < file->chain.count; i++)
        if (file->chain.at[i].entry->action == action &&
            id_equal(file->chain.at[i].entry->object, object))
            return &file->chain.at[i];
    return NULL;
}

size_t measure_open_alarms(const struct client_file *file)
{
    size_t n = 0;

    for (size_t i = 0; i < file->chain.count; i++) {
        const struct ledger_entry *e = file->chain.at[i].entry;

        n += e->action == ACTION_ALARM_RAISED &&
             of_object(file, ACTION_ALARM_SEEN, e->object) == NULL;
    }
    return n;
}

/* Of the last word on it; zero: nobody. */
static struct id128 stand_in_of(const struct practice_file *practice, struct span measure)
{
    struct id128 stand_in = {{0}};

    for (size_t i = 0; i < practice->chain.count; i++) {
        const struct measure_switched_content *said = practice->chain.at[i].content;

        if (practice->chain.at[i].entry->action == ACTION_MEASURE_SWITCHED && said != NULL &&
            span_equal(said->measure, measure))
            stand_in = said->stand_in;
    }
    return stand_in;
}

static bool is_told(const struct practice *practice, const struct client_file *file,
                    const struct file_entry *alarm, struct person_id person)
{
    const struct alarm_raised_content *said = alarm->content;

    if (said == NULL || said->item > 0 || id_equal(said->reader, person.id) ||
        id_equal(stand_in_of(&file->practice, said->measure), person.id))
        return true;
    const struct practice_person *reader =
        practice_file_person(&file->practice, (struct person_id){said->reader});

    return reader == NULL || reader->has_left ||
           practice_now_s(practice) >=
               alarm->entry->utc_us / US_PER_S + (int64_t)ALARM_ALONE_HOURS * HOUR_S;
}

size_t measure_alarms_for(const struct practice *practice, const struct client_file *file,
                          struct person_id person)
{
    size_t n = 0;

    for (size_t i = 0; i < file->chain.count; i++) {
        const struct file_entry *e = &file->chain.at[i];

        n += e->entry->action == ACTION_ALARM_RAISED &&
             of_object(file, ACTION_ALARM_SEEN, e->entry->object) == NULL &&
             is_told(practice, file, e, person);
    }
    return n;
}

static bool read_answer(const struct client_file *file, const struct measure *measure,
                        const struct file_entry *e, struct measure_answer *ret)
{
    const struct measure_answered_content *said = e->content;
    const struct file_entry *raised = of_object(file, ACTION_ALARM_RAISED, e->entry->object);
    const struct file_entry *seen = of_object(file, ACTION_ALARM_SEEN, e->entry->object);
    struct fault why;

    if (said == NULL || !span_equal(said->measure, measure->id))
        return false;
    *ret = (struct measure_answer){.id = e->entry->object,
                                   .utc_s = e->entry->utc_us / US_PER_S,
                                   .said = said,
                                   .raised = raised == NULL ? NULL : raised->content,
                                   .seen = seen == NULL ? NULL : seen->content};
    if (seen != NULL)
        ret->seen_by = seen->entry->actor;
    fault_clear(&why);
    rise_values(measure, said->values, ret->answers);
    return measure_score(measure, ret->answers, &ret->result, &why) == HF_OK;
}

enum status measure_history(const struct client_file *file, const struct measure *measure,
                            struct arena *arena, const struct measure_answer **ret,
                            size_t *ret_count, struct fault *why)
{
    size_t count = 0, n = 0;

    for (size_t i = 0; i < file->chain.count; i++)
        count += file->chain.at[i].entry->action == ACTION_MEASURE_ANSWERED;
    struct measure_answer *at = arena_array(arena, struct measure_answer, count);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < file->chain.count; i++)
        if (file->chain.at[i].entry->action == ACTION_MEASURE_ANSWERED &&
            read_answer(file, measure, &file->chain.at[i], &at[n]))
            n++;
    *ret = at;
    *ret_count = n;
    return HF_OK;
}

/* --- seen ------------------------------------------------------------------------------------ */

struct see_work {
    const struct practice *practice;
    const struct see_alarm *in;
};

static enum status see_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct see_work *work = arg;
    const struct see_alarm *in = work->in;
    struct alarm_seen_content content = {.words = span_trim(in->words)};
    struct to_record record = {ACTION_ALARM_SEEN, in->answer, &content};
    struct client_file file;
    enum status st =
        client_file_load(ltx, work->practice, in->hand.keyring, in->client, &file, why);

    if (st != HF_OK || client_file_written(&file, in->hand.request) != NULL)
        return st;
    if (of_object(&file, ACTION_ALARM_RAISED, in->answer) == NULL ||
        of_object(&file, ACTION_ALARM_SEEN, in->answer) != NULL)
        return fault_set(why, HF_CONFLICT, "there is no such alarm, or somebody has seen it");
    return client_append(ltx, &in->hand, 0, in->client, &record, 1, NULL, why);
}

enum status see_alarm(const struct practice *practice, struct arena *arena,
                      const struct see_alarm *in, struct fault *why)
{
    struct see_alarm own = *in;
    struct see_work work = {practice, &own};

    if (span_trim(in->words).len == 0)
        return fault_set(why, HF_INVALID, "words");
    own.hand.request = request_for(in->hand.request, in->words, 0);
    return ledger_transact(practice->ledger, practice->store, arena, see_inside, &work, why);
}
