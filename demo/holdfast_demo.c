/* demo/holdfast_demo.c - makes a demo practice: invented people, real entries, real signatures.
 *
 *     holdfast-demo --data DIR --secrets DIR [--seed N]
 *
 * Progress goes to stderr; who can sign in, with which password, to stdout.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "story.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_MISUSED = 2, NAME_WIDTH = 8, PASSWORD_WIDTH = 28 };

struct demand {
    const char *data, *secrets;
    int64_t seed;
};

static bool take_option(struct demand *d, const char *name, const char *value)
{
    if (strcmp(name, "--data") == 0)
        d->data = value;
    else if (strcmp(name, "--secrets") == 0)
        d->secrets = value;
    else
        return strcmp(name, "--seed") == 0 && span_to_int64(span_of(value), &d->seed) &&
               d->seed > 0;
    return true;
}

static bool take_arguments(struct demand *d, int argc, char **argv)
{
    for (int i = 1; i < argc; i += 2)
        if (i + 1 == argc || !take_option(d, argv[i], argv[i + 1]))
            return false;
    return d->data != NULL && d->secrets != NULL;
}

static void show_progress(void *arg, int done, int all, const char *what)
{
    (void)arg; /* nothing to remember between two lines */
    fprintf(stderr, "%2d of %d: %s\n", done + 1, all, what);
}

static void tell_login(const char *login, const char *password, const char *what_for)
{
    printf("%-*s  %-*s  %s\n", NAME_WIDTH, login, PASSWORD_WIDTH, password, what_for);
}

static void tell_logins(void)
{
    for (enum staff who = 0; who < STAFF_COUNT; who++)
        tell_login(staff_said[who].login, staff_said[who].password, staff_said[who].what_for);
    for (enum story_client who = 0; who < CLIENT_COUNT; who++) {
        const struct client_said *said = story_client_said(who);

        if (said != NULL)
            tell_login(said->login, said->password, "client; comes back");
    }
}

static enum status make(const struct demand *d, struct place *place)
{
    int64_t now_s = world_now_us(&world_system) / 1000000;
    int64_t days = now_s / DAY_S - STORY_DAYS;
    struct place_config config = {d->data,       d->secrets,   VAULT_COST_FLOOR,
                                  &store_sqlite, days * DAY_S, (uint64_t)d->seed};
    enum status st = place_open(&config, place);

    return st == HF_OK ? story_tell(place, show_progress, NULL) : st;
}

int main(int argc, char **argv)
{
    struct demand demand = {.seed = 1};
    static struct place place;

    if (!take_arguments(&demand, argc, argv)) {
        fputs("usage: holdfast-demo --data DIR --secrets DIR [--seed N]\n", stderr);
        return EXIT_MISUSED;
    }
    enum status st = make(&demand, &place);

    place_close(&place);
    if (st != HF_OK) {
        fprintf(stderr, "holdfast-demo: %s\n", place.why.text);
        return EXIT_FAILED;
    }
    tell_logins();
    return fflush(stdout) == 0 ? EXIT_DONE : EXIT_FAILED;
}
