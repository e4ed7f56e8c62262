/* test/storm/crowd.h - everybody who can stand before the door: two clients with an own device, a
 * handed-over tablet, three of the practice, a room's two halves, passes that are over, and people
 * of another practice. Each with words in the records that nobody else may ever be shown.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_STORM_CROWD_H
#define HF_TEST_STORM_CROWD_H

#include "arrive.h"
#include "visit.h"

#include "door/http/memory.h"
#include "door/web/house.h"
#include "usecase/room_pass.h"

enum who {
    NOBODY,
    ROBIN,     /* a client on an own device, with a session begun */
    TABLET,    /* handed over to Robin */
    KIM,       /* another client on an own device */
    ANA,       /* owner and practitioner of both */
    BEN,       /* a practitioner who has to do with neither */
    CLINICIAN, /* has to do with neither */
    DESK,      /* the room's tablet, practitioner's half */
    HALF,      /* the client's half of it */
    EXPIRED,
    ENDED,
    OTHER_OWNER, /* of another practice */
    OTHER_CLIENT,
    WHO_COUNT,
};
static const char *const who_names[WHO_COUNT] = {
    "nobody",
    "Robin",
    "the tablet",
    "Kim",
    "Ana",
    "Ben",
    "the clinician",
    "the room's desk",
    "the room's client",
    "an expired pass",
    "an ended pass",
    "another practice's owner",
    "another practice's client",
};

/* Words that stand in the records, and who may be shown them, as bits 1 << who. */
static const struct canary {
    const char *word;
    unsigned may;
} canaries[] = {
    {"QuillRobin", 1u << ROBIN | 1u << TABLET | 1u << ANA | 1u << DESK | 1u << HALF},
    {"SedgeRobin", 1u << ROBIN | 1u << TABLET | 1u << ANA}, /* the way to reach them */
    {"TarnKim", 1u << KIM | 1u << ANA},
    {"FernNote", 1u << ANA}, /* the practitioner's own note */
    {"MossOther", 0},
};
enum { CANARIES = sizeof canaries / sizeof *canaries };

static struct crowd {
    char passes[WHO_COUNT][PASS_TEXT];
    struct keyring *ben, *clinician, *kim, *tablet;
    struct client_id kim_id;
    struct id128 foreign_client, foreign_session;
} crowd;

/* --- passes ---------------------------------------------------------------------------------- */

struct issue_work {
    const struct keyring *keyring;
    struct pass_spec spec;
    char *ret;
};

static enum status issue_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct issue_work *work = arg;

    return pass_issue(h.practice.vault, tx, work->keyring, &work->spec, work->ret, why);
}

static void issue(enum who who, const struct keyring *keyring, enum pass_kind kind, int64_t life_s)
{
    struct issue_work work = {keyring,
                              {.kind = kind,
                               .until_us = house_now_us + life_s * 1000000,
                               .proof = keyring_who(keyring)->proof,
                               .proved_us = kind == PASS_SESSION ? house_now_us : 0},
                              crowd.passes[who]};

    need(store_transact(h.practice.store, STORE_WRITE, issue_inside, &work, &h.why), "pass");
}

static bool is_alive(enum who who)
{
    struct keyring *keyring = crowd.passes[who][0] == '\0' ? NULL : open_pass(crowd.passes[who]);
    bool alive = keyring != NULL;

    keyring_close(keyring);
    return alive;
}

/* --- people ---------------------------------------------------------------------------------- */

static struct keyring *enter_by(const struct link *link)
{
    struct open_link open = {.token = span_of(link->token), .word = span_of(link->word)};
    struct sign_in_reply reply;

    need(open_link(&h.practice, &open, &reply, &h.why), "open link");
    return open_pass(reply.pass);
}

static struct keyring *client_keys(struct client_id client)
{
    struct make_link make = {.hand = hand_of(h.ana, 1), .client = client};
    struct link link;

    need(make_link(&h.practice, &h.arena, &make, &link, &h.why), "link");
    return enter_by(&link);
}

static struct keyring *colleague(const char *name, uint8_t roles)
{
    struct add_person in = {hand_of(h.ana, 1), span_of(name), roles};
    struct add_person_reply reply;

    need(add_person(&h.practice, &h.arena, &in, &reply, &h.why), "colleague");
    struct keyring *own = enter_by(&reply.link);
    struct arrive in_full = {hand_of(own, 1), name, NULL, ""};
    char pass[PASS_TEXT];

    need(arrive(&h.practice, &h.arena, &in_full, pass, &h.why), "login");
    return own;
}

static struct client_id another_client(const char *name)
{
    struct add_client in = {.hand = hand_of(h.ana, 1),
                            .name = span_of(name),
                            .language = SPAN("en"),
                            .contact = {.channel = 1,
                                        .address = SPAN("TarnKim at example.org"),
                                        .neutral_words = SPAN("Friday")}};
    struct client_id client;

    need(add_client(&h.practice, &h.arena, &in, &client, &h.why), "client");
    return client;
}

static void hand_the_tablet_over(void)
{
    struct hand_over in = {.hand = hand_of(h.ana, 1), .client = h.client};
    struct sign_in_reply reply;

    need(hand_over(&h.practice, &h.arena, &in, &reply, &h.why), "tablet");
    memcpy(crowd.passes[TABLET], reply.pass, PASS_TEXT);
}

/* --- what they said -------------------------------------------------------------------------- */

static void say_canaries(void)
{
    struct contact_set_content contact = {
        .channel = 1, .address = SPAN("SedgeRobin at example.org"), .neutral_words = SPAN("hello")};
    struct identity_set_content name = {.name = SPAN("QuillRobin"),
                                        .born = SPAN("1990-01-01"),
                                        .adult_at = {true, 1200000000},
                                        .age_evidence = AGE_DOCUMENT_SEEN};
    struct note_written_content note = {v.session.id, SPAN("FernNote")};

    house_write(h.ana, ACTION_CONTACT_SET, h.client.id, &contact);
    house_write(h.ana, ACTION_IDENTITY_SET, h.client.id, &name);
    house_write(h.ana, ACTION_NOTE_WRITTEN, new_id(), &note);
}

/* A session of the practice's tablet, its two passes kept. */
static void begin_session(void)
{
    struct start_session_reply begun;

    need(start(false, &begun), "start");
    if (begun.check.answer != START_MAY) {
        printf("Bail out! no session: %d\n", (int)begun.check.answer);
        exit(1);
    }
    v.session = begun.session;
    memcpy(crowd.passes[DESK], begun.passes.desk, PASS_TEXT);
    memcpy(crowd.passes[HALF], begun.passes.client, PASS_TEXT);
}

/* --- everybody ------------------------------------------------------------------------------- */

static void another_practice_passes_by(void)
{
    house_make();
    struct identity_set_content name = {.name = SPAN("MossOther")};

    house_write(h.ana, ACTION_IDENTITY_SET, h.client.id, &name);
    issue(OTHER_OWNER, h.ana, PASS_SESSION, DAY_S);
    issue(OTHER_CLIENT, h.robin, PASS_SESSION, DAY_S);
    crowd.foreign_client = h.client.id;
    crowd.foreign_session = new_id();
    house_end();
    memset(&h, 0, sizeof h);
}

static struct keyring **keys_of(enum who who)
{
    struct keyring **const keys[DESK] = {[ROBIN] = &h.robin,
                                         [KIM] = &crowd.kim,
                                         [ANA] = &h.ana,
                                         [BEN] = &crowd.ben,
                                         [CLINICIAN] = &crowd.clinician};

    return keys[who];
}

/* Whoever is gone comes back: signed in again, or, when a newer link has ended the client's keys,
 * by a link. A session that is over stays over. */
static void revive(enum who who)
{
    if (who == NOBODY || who >= DESK || is_alive(who))
        return;
    if (who == TABLET) {
        hand_the_tablet_over();
        return;
    }
    issue(who, *keys_of(who), PASS_SESSION, DAY_S);
    if (is_alive(who) || (who != ROBIN && who != KIM))
        return;
    keyring_close(*keys_of(who));
    *keys_of(who) = client_keys(who == ROBIN ? h.client : crowd.kim_id);
    issue(who, *keys_of(who), PASS_SESSION, DAY_S);
}

static void gather_crowd(void)
{
    another_practice_passes_by();
    house_make();
    visit_prepare();
    begin_session();
    say_canaries();
    crowd.kim_id = another_client("TarnKim");
    crowd.kim = client_keys(crowd.kim_id);
    crowd.ben = colleague("Ben", ROLE_PRACTITIONER);
    crowd.clinician = colleague("Dr. Okafor", ROLE_CLINICIAN);
    issue(EXPIRED, h.ana, PASS_SESSION, 1);
    issue(ENDED, h.ana, PASS_SESSION, DAY_S);
    need(sign_out(&h.practice, span_of(crowd.passes[ENDED]), &h.why), "sign out");
    later_s(2);
    for (int who = 0; who < WHO_COUNT; who++)
        revive((enum who)who);
    if (!is_alive(DESK) || !is_alive(HALF) || is_alive(EXPIRED) || is_alive(ENDED)) {
        printf("Bail out! the crowd is not the one that was meant\n");
        exit(1);
    }
}

static void crowd_goes_home(void)
{
    keyring_close(crowd.ben);
    keyring_close(crowd.clinician);
    keyring_close(crowd.kim);
    visit_end();
    house_end();
}

#endif
