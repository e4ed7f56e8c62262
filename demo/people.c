/* demo/people.c - see people.h. Nobody here is or was anybody.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "people.h"

#include "usecase/practice.h"
#include "usecase/training.h"

static const char practice_name[] = "Lantern House (demo)";

enum { EXPIRED_AFTER_S = 50 * DAY_S };

const struct staff_said staff_said[STAFF_COUNT] = {
    [STAFF_OWNER] = {"Miriam Aalto", "miriam", "slow rivers carry boats",
                     ROLE_OWNER | ROLE_PRACTITIONER, "Massage, with internal anal work",
                     "Diploma MA-2019-114, seen with the course's own list",
                     1U << TRAINING_BODY | 1U << TRAINING_INTIMATE | 1U << TRAINING_ANAL, 0, 0,
                     STAFF_CLINICIAN, "owner and practitioner; external and internal anal work"},
    [STAFF_EXTERNAL] = {"Jonas Weil", "jonas", "seven grey herons waiting", ROLE_PRACTITIONER,
                        "Massage", "Certificate 0417 of 2021", 1U << TRAINING_BODY, 0, 0,
                        STAFF_OWNER, "practitioner; external work only"},
    [STAFF_EXPIRED] = {"Teresa Lind", "teresa", "windows open towards may", ROLE_PRACTITIONER,
                       "Massage", "Certificate 1188 of 2018, renewed every three years",
                       1U << TRAINING_BODY, 0, EXPIRED_AFTER_S, STAFF_OWNER,
                       "practitioner; her credential has expired"},
    [STAFF_CLINICIAN] = {"Samir Haddad", "samir", "paper lamps over water", ROLE_CLINICIAN, NULL,
                         NULL, 0, 0, 0, STAFF_OWNER, "clinician from outside; gives clearances"},
};

/* --- coming in ------------------------------------------------------------------------------- */

/* Nobody writes these codes down; Today would ask for it for ever. */
static enum status keep_code(struct place *place, struct keyring *keyring, const char *code)
{
    struct note_recovery in = {place_hand(place, keyring, 1), span_of(code)};

    return note_recovery(&place->practice, &place->arena, &in, &place->why);
}

static enum status found(struct place *place, struct keyring **ret)
{
    const struct staff_said *owner = &staff_said[STAFF_OWNER];
    struct found_practice in = {
        .profile = PROFILE_BODYWORK,
        .name = span_of(practice_name),
        .country = SPAN("de"),
        .language = SPAN("en"),
        .time_zone = SPAN("Europe/Berlin"),
        .owner_name = span_of(owner->name),
        .login = span_of(owner->login),
        .password = span_of(owner->password),
        .demo = true,
        .request = place_hand(place, NULL, 1).request,
    };
    struct found_practice_reply reply;
    enum status st = found_practice(&place->practice, &place->arena, &in, &reply, &place->why);

    if (st != HF_OK)
        return st;
    st = place_enter(place, reply.signed_in.pass, ret);
    if (st == HF_OK)
        st = keep_code(place, *ret, reply.recovery);
    vault_wipe(&reply, sizeof reply);
    return st;
}

static enum status set_password(struct place *place, const struct staff_said *said,
                                struct keyring *keyring)
{
    struct set_login in = {.keyring = keyring,
                           .login = span_of(said->login),
                           .password = span_of(said->password),
                           .practice_name = span_of(practice_name),
                           .wants_recovery = true};
    struct set_login_reply reply;
    enum status st = set_login(&place->practice, &place->arena, &in, &reply, &place->why);

    if (st != HF_OK)
        return st;
    st = keep_code(place, keyring, reply.recovery);
    vault_wipe(&reply, sizeof reply);
    return st;
}

static enum status let_in(struct place *place, struct people *people, enum staff who)
{
    const struct staff_said *said = &staff_said[who];
    struct add_person in = {place_hand(place, people->keyrings[STAFF_OWNER], 1),
                            span_of(said->name), said->roles};
    struct add_person_reply reply;
    enum status st = add_person(&place->practice, &place->arena, &in, &reply, &place->why);

    if (st != HF_OK)
        return st;
    place_later(place, HOUR_S);
    st = place_open_link(place, &reply.link, &people->keyrings[who]);
    vault_wipe(&reply, sizeof reply);
    return st == HF_OK ? set_password(place, said, people->keyrings[who]) : st;
}

/* --- what each is trained for ---------------------------------------------------------------- */

static struct moment moment_after(int64_t founded_s, int64_t seconds)
{
    return (struct moment){seconds != 0, seconds == 0 ? 0 : founded_s + seconds};
}

static enum status say_under_which_law(struct place *place, struct keyring *keyring)
{
    struct say_profession in = {
        .hand = place_hand(place, keyring, 1),
        .profession = SPAN("heilpraktiker"),
        .place = SPAN("DE"),
        .papers = SPAN("Permission as a Heilpraktiker, seen by Uta Brandt before the opening")};

    return say_profession(&place->practice, &place->arena, &in, &place->why);
}

static enum status state(struct place *place, struct keyring *keyring,
                         const struct staff_said *said, int64_t founded_s, struct id128 *ret)
{
    struct state_credential in = {
        .hand = place_hand(place, keyring, 1),
        .said = {.title = span_of(said->title),
                 .evidence = span_of(said->evidence),
                 .from = moment_after(founded_s, said->from_s),
                 .until = moment_after(founded_s, said->until_s)},
    };
    enum status st = training_scopes(&place->knowledge, said->trainings, &place->arena,
                                     &in.said.scopes, &place->why);

    return st == HF_OK ? state_credential(&place->practice, &place->arena, &in, ret, &place->why)
                       : st;
}

static enum status certify(struct place *place, struct keyring *keyring, struct id128 credential)
{
    struct certify_credential in = {place_hand(place, keyring, 1), credential,
                                    SPAN("The original paper")};

    return certify_credential(&place->practice, &place->arena, &in, &place->why);
}

static enum status be_trained(struct place *place, struct people *people, enum staff who,
                              int64_t founded_s)
{
    const struct staff_said *said = &staff_said[who];
    struct id128 credential;

    if (said->title == NULL)
        return HF_OK;
    enum status st = say_under_which_law(place, people->keyrings[who]);

    if (st == HF_OK)
        st = state(place, people->keyrings[who], said, founded_s, &credential);
    place_later(place, 20 * MINUTE_S);
    return st == HF_OK ? certify(place, people->keyrings[said->certified_by], credential) : st;
}

static enum status be_safe(struct place *place, struct keyring *owner)
{
    struct set_safety in = {place_hand(place, owner, 1), SPAN("112"), SPAN("Uta Brandt"),
                            SPAN("concern@example.org")};

    return set_safety(&place->practice, &place->arena, &in, &place->why);
}

enum status people_found(struct place *place, struct people *people)
{
    int64_t founded_s = place_now_s(place);

    *people = (struct people){{NULL}};
    enum status st = found(place, &people->keyrings[STAFF_OWNER]);

    if (st == HF_OK)
        st = be_safe(place, people->keyrings[STAFF_OWNER]);
    for (enum staff who = STAFF_OWNER + 1; st == HF_OK && who < STAFF_COUNT; who++)
        st = let_in(place, people, who);
    for (enum staff who = 0; st == HF_OK && who < STAFF_COUNT; who++)
        st = be_trained(place, people, who, founded_s);
    return st;
}

void people_clear(struct people *people)
{
    for (enum staff who = 0; who < STAFF_COUNT; who++)
        keyring_close(people->keyrings[who]);
    *people = (struct people){{NULL}};
}
