/* usecase/aftercare.c - see aftercare.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/aftercare.h"

enum { US_PER_S = 1000000, HOUR_S = 3600, DAY_S = 86400 };

/* Seconds after the end of the session. */
static const struct {
    const char *measure;
    int64_t due_s, until_s;
    int64_t counts_s; /* from when on an answer of unknown kind is taken for this one */
} times[AFTERCARE_COUNT] = {
    [AFTERCARE_DAY] = {"after-day", DAY_S, 7 * DAY_S, 12 * HOUR_S},
    [AFTERCARE_WEEK] = {"after-week", 7 * DAY_S, 28 * DAY_S, 4 * DAY_S},
};

/* The place of the end of the last session; -1: none, or one goes on. One that was held on paper
 * counts from when it was entered: nothing tells for sure when it was. */
static int64_t ended_at(const struct client_file *file)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        uint16_t action = file->chain.at[i - 1].entry->action;

        if (action == ACTION_SESSION_STARTED)
            return -1;
        if (action == ACTION_SESSION_ENDED || action == ACTION_PAPER_SESSION)
            return (int64_t)i - 1;
    }
    return -1;
}

static int64_t utc_s(const struct client_file *file, size_t i)
{
    return file->chain.at[i].entry->utc_us / US_PER_S;
}

static void begin(int64_t ended_s, struct aftercare ret[AFTERCARE_COUNT])
{
    for (size_t k = 0; k < AFTERCARE_COUNT; k++)
        ret[k] = (struct aftercare){.measure = span_of(times[k].measure),
                                    .due_s = ended_s + times[k].due_s,
                                    .until_s = ended_s + times[k].until_s};
}

bool aftercare_of(const struct client_file *file, struct aftercare ret[AFTERCARE_COUNT])
{
    int64_t at = ended_at(file);

    if (at < 0)
        return false;
    begin(utc_s(file, (size_t)at), ret);
    for (size_t i = (size_t)at; i < file->chain.count; i++) {
        const struct measure_answered_content *said = file->chain.at[i].content;

        if (file->chain.at[i].entry->action != ACTION_MEASURE_ANSWERED || said == NULL)
            continue;
        for (size_t k = 0; k < AFTERCARE_COUNT; k++)
            if (span_equal(said->measure, ret[k].measure))
                ret[k].answered_s = utc_s(file, i);
    }
    return true;
}

bool aftercare_waits(const struct aftercare *after, int64_t now_s)
{
    return after->answered_s == 0 && now_s >= after->due_s && now_s < after->until_s;
}

const struct aftercare *aftercare_glance(const struct client_file *file, int64_t now_s,
                                         struct aftercare ret[AFTERCARE_COUNT])
{
    int64_t at = ended_at(file);

    if (at < 0)
        return NULL;
    int64_t ended_s = utc_s(file, (size_t)at);

    begin(ended_s, ret);
    for (size_t i = (size_t)at; i < file->chain.count; i++)
        for (size_t k = 0; k < AFTERCARE_COUNT; k++)
            if (file->chain.at[i].entry->action == ACTION_MEASURE_ANSWERED &&
                utc_s(file, i) >= ended_s + times[k].counts_s)
                ret[k].answered_s = utc_s(file, i);
    for (size_t k = 0; k < AFTERCARE_COUNT; k++)
        if (aftercare_waits(&ret[k], now_s))
            return &ret[k];
    return NULL;
}
