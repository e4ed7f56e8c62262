/* One word typed into every field of every use case: it lies open in no file of the data folder or
 * of the secrets folder, while the store is open (its log beside it) and after it was closed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define _GNU_SOURCE
#include "scene.h"

#include "usecase/client.h"
#include "usecase/consent.h"
#include "usecase/practice.h"
#include "usecase/screening.h"
#include "usecase/training.h"

#include <dirent.h>

#define CANARY "zimtstern4711"
static const struct span canary = SPAN_INIT(CANARY);

/* --- looking --------------------------------------------------------------------------------- */

static size_t files_read;

static bool file_holds(const char *path, struct span word)
{
    FILE *file = fopen(path, "rb");
    static char bytes[16 << 20];

    if (file == NULL)
        return false;
    size_t n = fread(bytes, 1, sizeof bytes, file);

    fclose(file);
    files_read += n > 0;
    return memmem(bytes, n, word.at, word.len) != NULL;
}

static size_t count_files_with(const char *folder, struct span word)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    char path[400];
    size_t n = 0;

    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_type == DT_REG && file_holds(path, word)) {
            printf("# %s\n", path);
            n++;
        }
    }
    if (dir != NULL)
        closedir(dir);
    return n;
}

static void look(const char *when)
{
    char name[120];

    files_read = 0;
    size_t n = count_files_with(sc.data, canary) + count_files_with(sc.secrets, canary);

    snprintf(name, sizeof name, "%s no file holds what was typed", when);
    tap_case(name, n == 0 && files_read >= 2);
}

/* --- typing ---------------------------------------------------------------------------------- */

static const struct intake_answer answers[] = {
    SCENE_ANSWER("mind_stop", "yes"),
    SCENE_ANSWER("organ_anus", "yes"),
    SCENE_ANSWER("organ_rectum", "yes"),
    SCENE_ANSWER("contact_channel", "email"),
    SCENE_ANSWER("contact_detail", CANARY "@example.org"),
    SCENE_ANSWER("contact_words", CANARY),
    SCENE_ANSWER("never", CANARY),
    SCENE_ANSWER("reason", CANARY),
    SCENE_ANSWER("helps", CANARY),
    SCENE_ANSWER("avoid", CANARY),
    SCENE_ANSWER("hard_moment", CANARY),
};
static const struct client_said said = {
    .name = CANARY,
    .pronoun = CANARY,
    .born = "1990-05-17",
    .document = CANARY,
    .mail = CANARY "@example.org",
    .words = CANARY,
    .login = CANARY,
    .password = CANARY " and more of it",
    .answers = answers,
    .n_answers = sizeof answers / sizeof *answers,
    .sentence = CANARY,
};
static const struct meeting_said meeting = {.less_in = 1,
                                            .tension = 5,
                                            .words = CANARY,
                                            .seen = CANARY,
                                            .assessment = CANARY,
                                            .plan = CANARY};

static struct hand desk(void)
{
    return place_hand(&sc.place, sc.people.keyrings[STAFF_OWNER], 1);
}

static void type_about_the_house(void)
{
    struct practice *practice = &sc.place.practice;
    struct arena *arena = &sc.place.arena;
    struct fault *why = &sc.place.why;
    struct set_safety safety = {desk(), canary, canary, canary};

    need(set_safety(practice, arena, &safety, why), "safety");
    struct add_person person = {desk(), canary, ROLE_PRACTITIONER};
    struct add_person_reply added;

    need(add_person(practice, arena, &person, &added, why), "a person");
    struct state_credential state = {
        .hand = desk(),
        .said = {
            .title = canary, .awarded_by = canary, .evidence = canary, .register_entry = canary}};
    struct id128 credential;

    need(training_scopes(&sc.place.knowledge, 1U << TRAINING_BODY, arena, &state.said.scopes, why),
         "scopes");
    need(state_credential(practice, arena, &state, &credential, why), "a credential");
    struct certify_credential certify = {
        place_hand(&sc.place, sc.people.keyrings[STAFF_CLINICIAN], 1), credential, canary};

    need(certify_credential(practice, arena, &certify, why), "a certificate");
    struct end_credential end = {desk(), credential, canary};

    need(end_credential(practice, arena, &end, why), "its end");
}

static void type_a_letter(void)
{
    const struct screening *screening = sc.place.knowledge.screening;
    uint32_t i = 0;

    while (i + 1 < screening->n_rules && !screening->rules[i].clearable)
        i++;
    int64_t now_s = place_now_s(&sc.place);
    struct give_clearance in = {desk(),
                                sc.robin.id,
                                {.rule = screening->rules[i].id,
                                 .from = {true, now_s},
                                 .until = {true, now_s + 30 * DAY_S},
                                 .letter_by = canary,
                                 .letter_date = SPAN("2026-09-01"),
                                 .note = canary}};

    need(give_clearance(&sc.place.practice, &sc.place.arena, &in, &sc.place.why), "a letter");
}

static void type_to_the_client_and_back(void)
{
    need(walk_begin(&sc.place, sc.people.keyrings[STAFF_OWNER], &said, &sc.robin), "a client");
    need(walk_intake(&sc.place, &sc.robin), "answers");
    need(walk_review(&sc.place, &sc.robin), "a review");
    type_a_letter();
    need(walk_propose(&sc.place, &sc.robin, "holdfast-grounding"), "a proposal");
    need(walk_consent(&sc.place, &sc.robin, "scalp"), "consent");
    need(walk_agree(&sc.place, &sc.robin), "a plan");
}

static void type_in_the_room(void)
{
    struct meeting *m = &sc.meeting;

    need(meeting_begin(&sc.place, &sc.robin, &meeting, m), "a session");
    need(meeting_get_ready(m), "ready");
    need(meeting_step(m, 1), "a step");
    struct send_signal in = {.request = {.hand = place_hand(&sc.place, m->desk, 2),
                                         .session = m->session,
                                         .seen = m->seen},
                             .button = BUTTON_HOLD_STILL,
                             .how = GIVEN_SIGN,
                             .sign = canary};

    need(send_signal(&sc.place.practice, &sc.place.arena, &in, &m->reply, &sc.place.why), "a sign");
    m->seen = m->reply.now.room.seen;
}

static void type_at_the_end(void)
{
    struct meeting *m = &sc.meeting;
    struct practice *practice = &sc.place.practice;
    struct client_closes closes = {.request = {.hand = place_hand(&sc.place, m->half, 2),
                                               .session = m->session,
                                               .seen = m->seen},
                                   .different = HONEST_YES,
                                   .different_words = canary,
                                   .own_word = canary};

    need(client_closes(practice, &sc.place.arena, &closes, &m->reply, &sc.place.why), "an answer");
    struct step_said done = {.region = SPAN("scalp"),
                             .technique = SPAN("still_hold"),
                             .side = SIDE_BOTH,
                             .access = ACCESS_EXTERNAL,
                             .intent = INTENT_THERAPEUTIC,
                             .pressure = 2,
                             .duration_s = 60,
                             .reason = canary};
    struct close_session close = {.hand = desk(),
                                  .session = m->session,
                                  .assessment = canary,
                                  .plan = canary,
                                  .private_note = canary,
                                  .different = HONEST_YES,
                                  .different_words = canary,
                                  .done = &done};
    struct session_record record;

    need(close_session(practice, &sc.place.arena, &close, &record, &sc.place.why), "the note");
    struct correct_record correct = {desk(), m->session, canary};

    need(correct_record(practice, &sc.place.arena, &correct, &record, &sc.place.why),
         "a correction");
}

static void say_words_of_both(void)
{
    struct meeting *m = &sc.meeting;
    struct keyring *const by[] = {m->desk, m->half};

    for (int i = 0; i < 2; i++) {
        struct say_words in = {.request = {.hand = place_hand(&sc.place, by[i], 2),
                                           .session = m->session,
                                           .seen = m->seen},
                               .words = canary};

        need(say_words(&sc.place.practice, &sc.place.arena, &in, &m->reply, &sc.place.why),
             "words");
        m->seen = m->reply.now.room.seen;
    }
}

/* It is there for whoever may read it: else nothing would be shown by its absence. */
static void test_reader_finds_it(void)
{
    struct client_file file;

    (void)desk(); /* empties arena and fault */
    need(view_client(&sc.place.practice, &sc.place.arena, sc.people.keyrings[STAFF_OWNER],
                     sc.robin.id, &file, &sc.place.why),
         "the file");
    CHECK_SPAN(client_file_name(&file), canary);
}

static void test_search_finds_what_lies_open(void)
{
    char path[80];

    snprintf(path, sizeof path, "%s/open", sc.data);
    FILE *file = fopen(path, "w");

    CHECK(file != NULL && fputs("some " CANARY " here", file) >= 0 && fclose(file) == 0);
    CHECK_INT(count_files_with(sc.data, canary), 1);
    CHECK_INT(unlink(path), 0);
}

int main(void)
{
    scene_make(&store_sqlite);
    type_about_the_house();
    type_to_the_client_and_back();
    type_in_the_room();
    say_words_of_both();
    type_at_the_end();
    RUN(test_reader_finds_it);
    RUN(test_search_finds_what_lies_open);
    look("while the practice is open");
    tap_case("the whole check finds nothing", scene_is_whole());
    place_close(&sc.place);
    look("after it was closed");
    scene_end();
    return tap_end();
}
