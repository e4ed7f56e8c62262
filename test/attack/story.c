/* test/attack/story.c - what happens before the attack: each no, each end, each change of a secret
 * has a moment before it whose copy an attacker has kept.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ground.h"

#include "usecase/client.h"
#include "usecase/consent.h"
#include "usecase/practice.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PROPOSED = 64 };

static const struct intake_answer answers[] = {
    {SPAN_INIT("mind_stop"), SPAN_INIT("yes")},
    {SPAN_INIT("organ_anus"), SPAN_INIT("yes")},
    {SPAN_INIT("organ_rectum"), SPAN_INIT("yes")},
};
static const struct client_said robin_said = {.name = "Robin",
                                              .pronoun = "they",
                                              .born = "1990-05-17",
                                              .document = "passport",
                                              .mail = "robin@example.org",
                                              .words = "your appointment",
                                              .login = "robin",
                                              .password = "amber leaves on the stairs",
                                              .answers = answers,
                                              .n_answers = 3,
                                              .sentence = "Nothing stands against it."};
static const struct client_said kim_said = {.name = "Kim",
                                            .pronoun = "she",
                                            .born = "1985-02-03",
                                            .document = "identity card",
                                            .mail = "kim@example.org",
                                            .words = "friday",
                                            .login = "kim",
                                            .password = "quiet harbour in october",
                                            .answers = answers,
                                            .n_answers = 3,
                                            .sentence = "Nothing stands against it."};
static const struct meeting_said meeting_said = {
    .tension = 5, .words = "", .seen = "", .assessment = "Calm.", .plan = "Again."};

struct story {
    struct ground *g;
    struct people people;
    struct visitor robin, kim;
    struct meeting meeting;
    char region[GROUND_WORD]; /* one that Robin says no to */
};

/* --- keeping --------------------------------------------------------------------------------- */

void ground_keep(struct ground *g, const char *kind, const char *name, const char *value,
                 const char *word)
{
    struct ground_key *key = &g->keys[g->n_keys++];

    if (g->n_keys > GROUND_KNOWN)
        ground_die(g, "too many keys");
    snprintf(key->kind, sizeof key->kind, "%s", kind);
    snprintf(key->name, sizeof key->name, "%s", name);
    snprintf(key->value, sizeof key->value, "%s", value);
    snprintf(key->word, sizeof key->word, "%s", word);
}

static void keep_id(struct ground *g, const char *kind, const char *name, struct id128 id)
{
    char text[HF_ID_TEXT + 1] = "";

    id_write(id, text);
    ground_keep(g, kind, name, text, "");
}

/* Between two transactions, with the journal beside it. */
void ground_moment(struct ground *g, const char *name)
{
    char command[4 * GROUND_PATH];

    snprintf(command, sizeof command, "mkdir -p %s/moments/%s && cp %s/practice.db* %s/moments/%s",
             g->folder, name, g->data, g->folder, name);
    if (system(command) != 0)
        ground_die(g, "can't keep a moment");
}

/* --- what happens ---------------------------------------------------------------------------- */

static struct hand owner_hand(struct story *s)
{
    return place_hand(&s->g->place, s->people.keyrings[STAFF_OWNER], 1);
}

static void come_with(struct story *s, const struct client_said *said, struct visitor *visitor)
{
    struct ground *g = s->g;
    struct place *place = &g->place;

    ground_need(g, walk_begin(place, s->people.keyrings[STAFF_OWNER], said, visitor), "begin");
    ground_need(g, walk_intake(place, visitor), "intake");
    ground_need(g, walk_review(place, visitor), "review");
    ground_need(g, walk_propose(place, visitor, "holdfast-grounding"), "proposal");
    ground_need(g, walk_consent(place, visitor, ""), "consent");
    keep_id(g, "client", said->name, visitor->id.id);
}

static void sign_in_as(struct story *s, const char *name, const char *login, const char *password)
{
    struct sign_in in = {.login = span_of(login), .password = span_of(password)};
    struct sign_in_reply reply;

    ground_need(s->g, sign_in(&s->g->place.practice, &in, &reply, &s->g->place.why), name);
    ground_keep(s->g, "pass", name, reply.pass, "");
}

static void sign_out_of(struct ground *g, const char *name)
{
    for (size_t i = 0; i < g->n_keys; i++)
        if (strcmp(g->keys[i].name, name) == 0)
            ground_need(g, sign_out(&g->place.practice, span_of(g->keys[i].value), &g->place.why),
                        name);
}

static void hold_session(struct story *s)
{
    struct ground *g = s->g;
    struct place *place = &g->place;
    struct meeting *m = &s->meeting;

    ground_need(g, place_ready(place, owner_hand(s).keyring, 1), "ready to work");
    struct start_session in = {.hand = owner_hand(s), .client = s->robin.id, .mode = SESSION_STEPS};
    struct start_session_reply begun;

    *m = (struct meeting){.place = place, .visitor = &s->robin, .said = &meeting_said};
    ground_need(g, start_session(&place->practice, &place->arena, &in, &begun, &place->why),
                "session");
    if (begun.check.answer != START_MAY)
        ground_die(g, "no session may begin");
    m->session = begun.session;
    ground_keep(g, "pass", "desk", begun.passes.desk, "");
    ground_keep(g, "pass", "half", begun.passes.client, "");
    ground_need(g, meeting_enter(m, &begun.passes), "the room");
    ground_need(g, meeting_get_ready(m), "ready");
    ground_need(g, meeting_step(m, 1), "a step");
    ground_moment(g, "going");
    ground_need(g, meeting_press(m, m->half, BUTTON_STOP), "a stop");
    ground_moment(g, "stopped");
    ground_need(g, meeting_close(m), "the note");
    meeting_end(m);
}

static void say_no_to_one(struct story *s)
{
    struct place *place = &s->g->place;
    struct consent_file file;

    ground_need(s->g,
                view_consent(&place->practice, &place->arena, s->robin.own, s->robin.id, &file,
                             &place->why),
                "the proposal");
    snprintf(s->region, sizeof s->region, "%.*s", SPAN_ARGS(file.rows[0].region));
    struct narrow_consent in = {.hand = place_hand(place, s->robin.own, 3),
                                .client = s->robin.id,
                                .to = NARROW_NO,
                                .region = span_of(s->region),
                                .side = SIDE_BOTH};

    ground_need(s->g, narrow_consent(&place->practice, &place->arena, &in, &place->why), "a no");
}

static void say_no_to_all(struct story *s)
{
    struct place *place = &s->g->place;
    struct narrow_consent in = {
        .hand = place_hand(place, s->kim.own, 3), .client = s->kim.id, .to = NARROW_ALL_NO};

    ground_need(s->g, narrow_consent(&place->practice, &place->arena, &in, &place->why), "all no");
}

static void forbid_in_house(struct story *s)
{
    struct place *place = &s->g->place;
    struct set_house_rule in = {
        .hand = owner_hand(s), .region = SPAN("face"), .reason = SPAN("Not here.")};

    ground_need(s->g, set_house_rule(&place->practice, &place->arena, &in, &place->why),
                "a house rule");
}

static void end_training(struct story *s)
{
    struct place *place = &s->g->place;
    struct practice_file file;

    (void)owner_hand(s); /* empties arena and fault */
    ground_need(s->g, view_practice(&place->practice, &place->arena, &file, &place->why), "house");
    struct id128 credential = {{0}};

    for (size_t i = 0; i < file.chain.count; i++)
        if (file.chain.at[i].entry->action == ACTION_CREDENTIAL_STATED &&
            id_equal(file.chain.at[i].entry->actor.id,
                     keyring_who(s->people.keyrings[STAFF_EXTERNAL])->person.id))
            credential = file.chain.at[i].entry->object;
    struct end_credential in = {owner_hand(s), credential, SPAN("The course was not held.")};

    ground_need(s->g, end_credential(&place->practice, &place->arena, &in, &place->why),
                "an ended credential");
}

static void leave(struct story *s)
{
    struct place *place = &s->g->place;
    struct person_left in = {.hand = owner_hand(s),
                             .person = keyring_who(s->people.keyrings[STAFF_EXTERNAL])->person};

    ground_need(s->g, person_left(&place->practice, &place->arena, &in, &place->why), "leaving");
}

static void change_password(struct story *s, struct keyring *whose, const char *login,
                            const char *before, const char *after)
{
    struct place *place = &s->g->place;
    struct set_login in = {.keyring = whose,
                           .login = span_of(login),
                           .password = span_of(after),
                           .old_login = span_of(login),
                           .old_password = span_of(before)};
    struct set_login_reply reply;

    (void)owner_hand(s); /* empties arena and fault */
    ground_need(s->g, set_login(&place->practice, &place->arena, &in, &reply, &place->why),
                "another password");
}

/* The first code is kept as a thief would; the second takes its place. */
static void renew_code(struct story *s, struct keyring *whose, const char *login,
                       const char *password)
{
    struct place *place = &s->g->place;
    struct renew_recovery in = {keyring_who(whose), span_of(login), span_of(password)};
    char code[2][SLOT_RECOVERY_TEXT];

    for (int i = 0; i < 2; i++) {
        (void)owner_hand(s);
        ground_need(s->g,
                    renew_recovery(&place->practice, &place->arena, &in, code[i], &place->why),
                    "another code");
        if (i == 0)
            ground_moment(s->g, "code");
    }
    ground_keep(s->g, "code", login, code[0], "");
}

static void hand_the_tablet_over(struct story *s)
{
    struct ground *g = s->g;
    struct place *place = &g->place;
    struct hand_over in = {.hand = owner_hand(s), .client = s->robin.id};
    struct sign_in_reply reply;
    struct keyring *tablet = NULL;

    ground_need(g, hand_over(&place->practice, &place->arena, &in, &reply, &place->why), "tablet");
    ground_keep(g, "pass", "tablet", reply.pass, "");
    ground_need(g, place_enter(place, reply.pass, &tablet), "the tablet's keys");
    ground_moment(g, "tablet");
    ground_make_pins(g, s->robin.own, s->kim.own, tablet);
    struct take_back back = {place_hand(place, tablet, 2), span_of(reply.pass)};

    ground_need(g, take_back(&place->practice, &place->arena, &back, &place->why), "back");
    keyring_close(tablet);
}

static void use_a_link(struct story *s)
{
    struct ground *g = s->g;
    struct place *place = &g->place;
    struct make_link in = {owner_hand(s), s->kim.id};
    struct link link;

    keyring_close(s->kim.own);
    s->kim.own = NULL;
    ground_need(g, make_link(&place->practice, &place->arena, &in, &link, &place->why), "a link");
    ground_keep(g, "link", "kim", link.token, link.word);
    ground_moment(g, "link");
    ground_need(g, place_open_link(place, &link, &s->kim.own), "the link");
}

/* KEEP IN ORDER: the moments of test_attacks.py. */
void ground_make(struct ground *g)
{
    static struct story s;
    const struct staff_said *teresa = &staff_said[STAFF_EXPIRED];
    struct place *place = &g->place;

    s.g = g;
    ground_need(g, people_found(place, &s.people), "people");
    come_with(&s, &robin_said, &s.robin);
    come_with(&s, &kim_said, &s.kim);
    use_a_link(&s);
    place_later(place, DAY_S);
    ground_need(g, walk_agree(place, &s.robin), "Robin's plan");
    ground_need(g, walk_agree(place, &s.kim), "Kim's plan");
    hold_session(&s);
    place_later(place, 8 * DAY_S);
    sign_in_as(&s, "jonas", "jonas", staff_said[STAFF_EXTERNAL].password);
    sign_in_as(&s, "ended", "miriam", staff_said[STAFF_OWNER].password);
    hand_the_tablet_over(&s);
    ground_moment(g, "yes");
    say_no_to_one(&s);
    ground_moment(g, "one");
    say_no_to_all(&s);
    forbid_in_house(&s);
    ground_moment(g, "house");
    end_training(&s);
    ground_moment(g, "trained");
    leave(&s);
    change_password(&s, s.robin.own, "robin", robin_said.password, "eleven boats at low tide");
    renew_code(&s, s.people.keyrings[STAFF_EXPIRED], "teresa", teresa->password);
    sign_out_of(g, "ended");
    sign_in_as(&s, "owner", "miriam", staff_said[STAFF_OWNER].password);
    sign_in_as(&s, "teresa", "teresa", teresa->password);
    sign_in_as(&s, "robin", "robin", "eleven boats at low tide");
    char now[GROUND_WORD];

    snprintf(now, sizeof now, "%" PRId64, place_now_s(place));
    ground_keep(g, "now", "now", now, "");
    walk_end(&s.robin);
    walk_end(&s.kim);
    people_clear(&s.people);
}
