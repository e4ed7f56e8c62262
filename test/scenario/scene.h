/* test/scenario/scene.h - a house, a client and a room for scenarios: made through the use cases by
 * the demo's own feet, in a folder that goes away.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SCENARIO_SCENE_H
#define HF_TEST_SCENARIO_SCENE_H

#include "tap.h"

#include "keep/vault/row.h"
#include "meeting.h"
#include "people.h"

#include <stdlib.h>
#include <unistd.h>

static struct scene {
    char folder[40], data[60], secrets[60];
    struct place place;
    struct people people;
    struct visitor robin;
    struct meeting meeting;
} sc;

#define SCENE_ANSWER(link, words)                                                                  \
    {                                                                                              \
        SPAN_INIT(link), SPAN_INIT(words)                                                          \
    }
static const struct intake_answer scene_answers[] = {
    SCENE_ANSWER("mind_stop", "yes"),
    SCENE_ANSWER("organ_anus", "yes"),
    SCENE_ANSWER("organ_rectum", "yes"),
};
static const struct client_said scene_said = {
    .name = "Robin",
    .pronoun = "they",
    .born = "1990-05-17",
    .document = "passport",
    .mail = "robin@example.org",
    .words = "your appointment",
    .answers = scene_answers,
    .n_answers = 3,
    .sentence = "Nothing stands against it.",
};
static const struct meeting_said scene_meeting = {
    .tension = 5, .words = "", .seen = "", .assessment = "Calm.", .plan = "Again."};

static inline void scene_bail(const char *what)
{
    printf("Bail out! %s: %s\n", what, sc.place.why.text);
    exit(1);
}

static inline void need(enum status st, const char *what)
{
    if (st != HF_OK)
        scene_bail(what);
}

static inline void scene_make(const struct store_driver *driver)
{
    snprintf(sc.folder, sizeof sc.folder, "/tmp/holdfast-scene-XXXXXX");
    if (mkdtemp(sc.folder) == NULL)
        scene_bail("no folder");
    snprintf(sc.data, sizeof sc.data, "%s/data", sc.folder);
    snprintf(sc.secrets, sizeof sc.secrets, "%s/secrets", sc.folder);
    struct place_config config = {.data = sc.data,
                                  .secrets = sc.secrets,
                                  .cost = {1, 64 << 10}, /* cheap on purpose */
                                  .driver = driver,
                                  .now_s = INT64_C(1790000000)};

    need(place_open(&config, &sc.place), "no place");
    need(people_found(&sc.place, &sc.people), "nobody is here");
}

static inline void scene_end(void)
{
    char command[80];

    meeting_end(&sc.meeting);
    walk_end(&sc.robin);
    people_clear(&sc.people);
    place_close(&sc.place);
    snprintf(command, sizeof command, "rm -rf %s", sc.folder);
    if (system(command) != 0)
        printf("# %s stays behind\n", sc.folder);
}

/* Robin is known, has answered, was reviewed and is asked about a session of the whole body. */
static inline void scene_robin_is_asked(void)
{
    struct keyring *owner = sc.people.keyrings[STAFF_OWNER];

    need(walk_begin(&sc.place, owner, &scene_said, &sc.robin), "Robin can't begin");
    need(walk_intake(&sc.place, &sc.robin), "no answers");
    need(walk_review(&sc.place, &sc.robin), "no review");
    need(walk_propose(&sc.place, &sc.robin, "holdfast-grounding"), "no proposal");
}

static inline void scene_robin_comes(void)
{
    need(walk_consent(&sc.place, &sc.robin, ""), "no consent");
    place_later(&sc.place, DAY_S);
    need(walk_agree(&sc.place, &sc.robin), "no plan");
}

/* On the practice's tablet, ready, with a first Good. */
static inline void scene_session_begins(void)
{
    need(meeting_begin(&sc.place, &sc.robin, &scene_meeting, &sc.meeting), "no session");
    need(meeting_get_ready(&sc.meeting), "not ready");
}

/* --- what is there --------------------------------------------------------------------------- */

struct scene_count {
    int64_t rows;
};

static enum status scene_count_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct scene_count *count = arg;

    count->rows = 0;
    for (int table = 0; table < TABLES; table++) {
        struct rows rows;
        char sql[80];

        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", row_tables[table].name);
        enum status st = rows_open(tx, sql, NULL, 0, &rows, why);

        if (st != HF_OK)
            return st;
        st = rows_next(&rows, why);
        count->rows += rows_int(&rows, 0);
        rows_close(&rows);
        if (st != HF_OK)
            return st;
    }
    return HF_OK;
}

/* Rows of all tables together. */
static inline int64_t scene_rows(void)
{
    struct scene_count count;

    need(store_transact(sc.place.practice.store, STORE_READ, scene_count_inside, &count,
                        &sc.place.why),
         "no count");
    return count.rows;
}

static void scene_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    (void)arg; /* the report counts */
    printf("# %s %" PRIu64 ": %s\n", table, seq, text);
}

/* Does the whole check find nothing? */
static inline bool scene_is_whole(void)
{
    struct ledger_report report = {.finding = scene_finding};
    struct practice *practice = &sc.place.practice;

    (void)place_hand(&sc.place, NULL, 0); /* empties arena and fault */
    return ledger_verify(practice->ledger, practice->store, &sc.place.arena, &report,
                         &sc.place.why) == HF_OK &&
           report.findings == 0;
}

#endif
