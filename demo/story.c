/* demo/story.c - see story.h. Nobody here is or was anybody; nothing of it is advice.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "story.h"

#include "meeting.h"

#include "base/date.h"

#include <string.h>

/* --- who comes ------------------------------------------------------------------------------- */

#define ANSWER(link, words)                                                                        \
    {                                                                                              \
        SPAN_INIT(link), SPAN_INIT(words)                                                          \
    }

static const struct intake_answer robin_says[] = {
    ANSWER("mind_stop", "yes"),
    ANSWER("contact_channel", "email"),
    ANSWER("contact_detail", "robin@example.org"),
    ANSWER("contact_words", "your appointment"),
    ANSWER("never", "Nobody stands behind my head without saying so."),
    ANSWER("reason", "Tension in the pelvic floor after years of sitting."),
    ANSWER("helps", "Hearing what comes next."),
    ANSWER("organ_penis", "yes"),
    ANSWER("organ_scrotum", "yes"),
    ANSWER("organ_testis", "yes"),
    ANSWER("organ_testis_side", "both"),
    ANSWER("organ_prostate", "yes"),
    ANSWER("organ_anus", "yes"),
    ANSWER("organ_rectum", "yes"),
};
static const struct intake_answer noor_says[] = {
    ANSWER("mind_stop", "yes"),
    ANSWER("contact_channel", "email"),
    ANSWER("contact_detail", "noor@example.org"),
    ANSWER("reason", "Pain when sitting."),
    ANSWER("organ_vulva", "yes"),
    ANSWER("organ_vagina", "yes"),
    ANSWER("organ_cervix", "yes"),
    ANSWER("organ_uterus", "yes"),
    ANSWER("organ_anus", "yes"),
    ANSWER("organ_rectum", "yes"),
    ANSWER("rf_rectal_bleed", "yes"),
};
static const struct intake_answer elias_says[] = {
    ANSWER("mind_stop", "yes"),
    ANSWER("contact_channel", "message"),
    ANSWER("contact_detail", "+49 30 000000"),
    ANSWER("hard_moment", "I go quiet. Please stop, say my name and wait."),
    ANSWER("organ_anus", "yes"),
    ANSWER("organ_rectum", "yes"),
};

#define ANSWERS(list) (list), sizeof(list) / sizeof *(list)

static const struct client_said clients[CLIENT_COUNT] = {
    [CLIENT_RETURNING] = {"Robin Vale", "they", "1987-03-09", "passport", "robin@example.org",
                          "your appointment", "robin", "amber leaves on the stairs",
                          ANSWERS(robin_says),
                          "Nothing in the answers stands against slow work; asked about sitting "
                          "and breath.",
                          false},
    [CLIENT_RED_FLAG] = {"Noor Hadi", "she", "1979-11-21", "identity card", "noor@example.org",
                         "your booking", NULL, NULL, ANSWERS(noor_says),
                         "Bleeding has to be looked at by a doctor first; told her so and whom to "
                         "call.",
                         true},
    [CLIENT_STOPPED] = {"Elias Storm", "he", "1994-06-30", "identity card", "elias@example.org",
                        "your appointment", NULL, NULL, ANSWERS(elias_says),
                        "Nothing stands against it; goes quiet when it is too much, so I ask "
                        "often.",
                        false},
    [CLIENT_MINOR] = {"Kim Jansen", "they", NULL, NULL, "kim@example.org", "your question", NULL,
                      NULL, NULL, 0, "", false},
};

const struct client_said *story_client_said(enum story_client who)
{
    return clients[who].login == NULL ? NULL : &clients[who];
}

/* --- what happens ---------------------------------------------------------------------------- */

struct telling {
    struct place *place;
    int64_t began_s;
    struct people people;
    struct visitor visitors[CLIENT_COUNT];
    char minor_born[11];
    struct client_said minor;
};

struct happening;
typedef enum status happen(struct telling *t, const struct happening *h);

struct happening {
    int day, hour;
    happen *happen;
    enum story_client who;
    const char *pack, *no_to; /* of a proposal and its answer */
    struct meeting_said meeting;
    const char *what;
};

static enum status begins(struct telling *t, const struct happening *h)
{
    enum staff with = h->who == CLIENT_STOPPED ? STAFF_EXTERNAL : STAFF_OWNER;
    const struct client_said *said = h->who == CLIENT_MINOR ? &t->minor : &clients[h->who];
    struct visitor *visitor = &t->visitors[h->who];
    enum status st = walk_begin(t->place, t->people.keyrings[with], said, visitor);

    return st == HF_OK ? walk_intake(t->place, visitor) : st;
}

/* Seventeen next month, whenever the story is told. */
static enum status is_refused(struct telling *t, const struct happening *h)
{
    struct date born = date_add_years(date_of(place_now_s(t->place) + 30 * DAY_S), -17);

    date_write(born, t->minor_born);
    t->minor = clients[CLIENT_MINOR];
    t->minor.born = t->minor_born;
    enum status st = begins(t, h);

    return st == HF_CONFLICT ? HF_OK
                             : fault_set(&t->place->why, HF_FAILED, "a minor was not refused");
}

static enum status is_reviewed(struct telling *t, const struct happening *h)
{
    return walk_review(t->place, &t->visitors[h->who]);
}

static enum status is_asked(struct telling *t, const struct happening *h)
{
    struct visitor *visitor = &t->visitors[h->who];
    enum status st = walk_propose(t->place, visitor, h->pack);

    place_later(t->place, 6 * HOUR_S);
    return st == HF_OK ? walk_consent(t->place, visitor, h->no_to) : st;
}

static enum status comes(struct telling *t, const struct happening *h)
{
    struct visitor *visitor = &t->visitors[h->who];
    enum status st = walk_agree(t->place, visitor);

    place_later(t->place, 10 * MINUTE_S);
    return st == HF_OK ? meeting_hold(t->place, visitor, &h->meeting) : st;
}

static enum status agrees(struct telling *t, const struct happening *h)
{
    enum status st = is_asked(t, h);

    place_later(t->place, HOUR_S);
    return st == HF_OK ? walk_agree(t->place, &t->visitors[h->who]) : st;
}

static const char grounding[] = "holdfast-grounding", anal[] = "holdfast-anal-massage";

/* In the order of time. */
static const struct happening happenings[] = {
    {.day = 1, .hour = 9, .happen = begins, .who = CLIENT_RETURNING, .what = "Robin is new"},
    {.day = 2, .hour = 9, .happen = is_reviewed, .who = CLIENT_RETURNING, .what = "a review"},
    {2, 10, is_asked, CLIENT_RETURNING, grounding, "scalp", {0}, "a first proposal"},
    {4,
     9,
     comes,
     CLIENT_RETURNING,
     NULL,
     NULL,
     {.tension = 6,
      .words = "Quieter than I thought it would be.",
      .seen = "Breath slows when the hand rests.",
      .assessment = "Guarded at the shoulders, softer at the end.",
      .plan = "A little longer on the back; talk about the pelvic floor."},
     "Robin, first session"},
    {.day = 8, .hour = 9, .happen = begins, .who = CLIENT_STOPPED, .what = "Elias is new"},
    {.day = 9, .hour = 9, .happen = is_reviewed, .who = CLIENT_STOPPED, .what = "a review"},
    {9, 10, is_asked, CLIENT_STOPPED, grounding, "", {0}, "a proposal"},
    {11,
     9,
     comes,
     CLIENT_STOPPED,
     NULL,
     NULL,
     {.own_device = true,
      .less_in = 2,
      .tension = 7,
      .words = "Lighter was right.",
      .seen = "Shoulders stay high.",
      .assessment = "Wary; light pressure suits him.",
      .plan = "Ask more often, begin at the feet."},
     "Elias, first session"},
    {17, 9, is_asked, CLIENT_STOPPED, grounding, "", {0}, "a proposal"},
    {18,
     9,
     comes,
     CLIENT_STOPPED,
     NULL,
     NULL,
     {.own_device = true,
      .tension = 6,
      .words = "The feet were good.",
      .seen = "Looks at the door less often.",
      .assessment = "Settles sooner.",
      .plan = "The same, and no hurry."},
     "Elias, second session"},
    {24, 9, is_asked, CLIENT_STOPPED, grounding, "", {0}, "a proposal"},
    {25,
     9,
     comes,
     CLIENT_STOPPED,
     NULL,
     NULL,
     {.own_device = true,
      .stops_in = 3,
      .tension = 8,
      .words = "",
      .seen = "",
      .assessment = "Stopped by himself, which went well.",
      .plan = "Nothing until he says so."},
     "Elias stops"},
    {.day = 30, .hour = 9, .happen = begins, .who = CLIENT_RED_FLAG, .what = "Noor is new"},
    {.day = 31, .hour = 9, .happen = is_reviewed, .who = CLIENT_RED_FLAG, .what = "a red flag"},
    {31, 11, is_asked, CLIENT_RETURNING, grounding, "", {0}, "a proposal"},
    {32,
     9,
     comes,
     CLIENT_RETURNING,
     NULL,
     NULL,
     {.own_device = true,
      .tension = 5,
      .words = "I could have slept.",
      .seen = "Long pauses between breaths.",
      .assessment = "At ease.",
      .plan = "Has read about internal work and wants to decide at home."},
     "Robin, second session"},
    {.day = 40, .hour = 9, .happen = is_refused, .who = CLIENT_MINOR, .what = "a minor is refused"},
    {43, 9, is_asked, CLIENT_RETURNING, anal, "", {0}, "a proposal with internal work"},
    {46,
     9,
     comes,
     CLIENT_RETURNING,
     NULL,
     NULL,
     {.own_device = true,
      .tension = 6,
      .words = "Being asked each time made it possible.",
      .seen = "Holds the breath at first, then lets go.",
      .assessment = "High tone behind; no pain beyond four of ten.",
      .plan = "The same once more in two weeks."},
     "Robin, first internal session"},
    {59, 9, is_asked, CLIENT_RETURNING, anal, "", {0}, "a proposal"},
    {61,
     9,
     comes,
     CLIENT_RETURNING,
     NULL,
     NULL,
     {.own_device = true,
      .less_in = 10,
      .tension = 4,
      .words = "Less was enough.",
      .seen = "Softens by itself.",
      .assessment = "Tone lower than two weeks ago.",
      .plan = "External work next."},
     "Robin, second internal session"},
    {79, 9, is_asked, CLIENT_RETURNING, grounding, "", {0}, "a proposal"},
    {81,
     9,
     comes,
     CLIENT_RETURNING,
     NULL,
     NULL,
     {.tension = 3,
      .words = "Good to come back to this.",
      .seen = "Quiet from the beginning.",
      .assessment = "Steady.",
      .plan = "Once more this week, then a break."},
     "Robin, fifth session"},
    {82, 9, agrees, CLIENT_RETURNING, grounding, "", {0}, "a plan for today"},
};

enum { HAPPENINGS = sizeof happenings / sizeof *happenings };

/* A few minutes of difference, by the seed: nobody's days begin on the stroke. */
static enum status tell_one(struct telling *t, const struct happening *h)
{
    int64_t at_s = t->began_s + h->day * (int64_t)DAY_S + h->hour * (int64_t)HOUR_S;

    place_until(t->place, at_s + (int64_t)place_throw(t->place, 20) * MINUTE_S);
    return h->happen(t, h);
}

static void end_telling(struct telling *t)
{
    for (enum story_client who = 0; who < CLIENT_COUNT; who++)
        walk_end(&t->visitors[who]);
    people_clear(&t->people);
}

enum status story_tell(struct place *place, story_progress *progress, void *arg)
{
    struct telling t = {.place = place, .began_s = place_now_s(place)};

    progress(arg, 0, HAPPENINGS + 1, "the practice is founded");
    enum status st = people_found(place, &t.people);

    for (int i = 0; i < HAPPENINGS && st == HF_OK; i++) {
        progress(arg, i + 1, HAPPENINGS + 1, happenings[i].what);
        st = tell_one(&t, &happenings[i]);
    }
    end_telling(&t);
    return st;
}
