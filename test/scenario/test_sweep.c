/* Every n-th call of the driver fails, and every budget of memory is too small, in the acts that
 * matter most: nothing is half done, and what was "no" is still "no".
 * `--all` (or HOLDFAST_SWEEP=all) takes every n; otherwise the last calls, where acts are written,
 * and a sample of the reading before them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scene.h"

#include "keep/store/faulty.h"
#include "usecase/consent.h"

enum { LAST_CALLS = 40, SAMPLE = 24, BUDGETS = 32, LITTLE = 64 << 10 };

static bool takes_all;

/* --- the acts -------------------------------------------------------------------------------- */

static struct room_passes passes;

static enum status begin_session(void)
{
    struct start_session in = {.hand = place_hand(&sc.place, sc.robin.practitioner, 1),
                               .client = sc.robin.id,
                               .mode = SESSION_STEPS};
    struct start_session_reply reply;
    enum status st = start_session(&sc.place.practice, &sc.place.arena, &in, &reply, &sc.place.why);

    if (st != HF_OK)
        return st;
    sc.meeting = (struct meeting){&sc.place, &sc.robin, &scene_meeting, .session = reply.session};
    passes = reply.passes;
    return reply.check.answer == START_MAY
               ? HF_OK
               : fault_set(&sc.place.why, HF_CONFLICT, "it may not begin");
}

static enum status add(void)
{
    return walk_add(&sc.place, &sc.robin);
}

static enum status answer(void)
{
    return walk_give(&sc.place, &sc.robin);
}

static enum status consent(void)
{
    return walk_consent(&sc.place, &sc.robin, "scalp");
}

static enum status stop(void)
{
    return meeting_press(&sc.meeting, sc.meeting.half, BUTTON_STOP);
}

static enum status sign(void)
{
    return meeting_sign(&sc.meeting);
}

/* --- what comes before each ------------------------------------------------------------------ */

static void before_add(void)
{
    sc.robin =
        (struct visitor){.said = &scene_said, .practitioner = sc.people.keyrings[STAFF_OWNER]};
}

static void before_answer(void)
{
    need(walk_let_in(&sc.place, &sc.robin), "link");
    need(walk_draft(&sc.place, &sc.robin), "drafts");
}

static void before_consent(void)
{
    need(walk_review(&sc.place, &sc.robin), "review");
    need(walk_propose(&sc.place, &sc.robin, "holdfast-grounding"), "proposal");
}

static void before_begin(void)
{
    place_later(&sc.place, DAY_S);
    need(walk_agree(&sc.place, &sc.robin), "plan");
    need(place_ready(&sc.place, sc.robin.practitioner, 1), "ready to work");
}

static void before_stop(void)
{
    need(meeting_enter(&sc.meeting, &passes), "room");
    need(meeting_get_ready(&sc.meeting), "ready");
    need(meeting_step(&sc.meeting, 1), "step");
}

static void nothing_before(void)
{
}

static const struct swept {
    const char *name;
    void (*before)(void);
    enum status (*run)(void);
    int commits; /* of transactions in it, all but the last for reading */
    bool has_another_way;
} acts[] = {
    {"add_client", before_add, add, 1, false},
    {"answer_intake", before_answer, answer, 1, false},
    {"give_consent", before_consent, consent, 2, false},
    {"start_session", before_begin, begin_session, 1, false},
    {"send_signal stop", before_stop, stop, 1, true},
    {"close_session", nothing_before, sign, 1, false},
};

/* --- the driver fails ------------------------------------------------------------------------ */

/* After a commit that failed the store writes no more: a new connection, as a new start would. */
static void come_back(void)
{
    struct store **store = &sc.place.practice.store;

    faulty_arm(FAULTY_CALL, 0);
    if (!store_is_stopped(*store))
        return;
    store_free(*store);
    *store = NULL;
    need(store_open(&store_faulty, sc.place.db, store, &sc.place.why), "no way back");
}

/* A narrowing act has a second way that reads nothing, so that it may be done all the same; then it
 * is there. */
static bool is_whole(const struct swept *act, enum status st, int64_t *rows)
{
    int64_t before = *rows;

    *rows = scene_rows();
    return st == HF_OK ? act->has_another_way && *rows > before : *rows == before;
}

/* An act with a second way makes fewer calls once it was done by it: what then does not fire was
 * done, and ends the sweep. */
static bool fails_whole(const struct swept *act, int n, int64_t *rows, bool *ret_beyond)
{
    faulty_arm(FAULTY_CALL, n);
    enum status st = act->run();
    bool fired = faulty_fired();

    come_back();
    fault_clear(&sc.place.why);
    bool whole = is_whole(act, st, rows);

    *ret_beyond = !fired && act->has_another_way && st == HF_OK;
    if ((!fired && !*ret_beyond) || !whole)
        printf("# %s, call %d: fired %d, status %d\n", act->name, n, (int)fired, (int)st);
    return (fired || *ret_beyond) && whole;
}

static int next_call(int n, int calls)
{
    int first_last = calls - LAST_CALLS, next = n + 1 + calls / SAMPLE;

    if (takes_all || n >= first_last)
        return n + 1;
    return next < first_last ? next : first_last;
}

/* How many calls the act makes: asked of a run whose commit is undone. */
static int count_calls(const struct swept *act)
{
    faulty_arm(FAULTY_COMMIT, act->commits);
    (void)act->run(); /* fails, as it must: see the tests */
    int calls = faulty_calls();

    come_back();
    return calls;
}

static void sweep_calls(const struct swept *act)
{
    int calls = count_calls(act), tried = 0;
    int64_t rows = scene_rows();
    bool good = true, beyond = false;
    char name[160];

    for (int n = 1; n <= calls && !beyond; n = next_call(n, calls), tried++)
        good &= fails_whole(act, n, &rows, &beyond);
    good &= scene_is_whole() && tried > SAMPLE / 2;
    snprintf(name, sizeof name, "%s: whichever call of the driver fails, nothing is half done",
             act->name);
    tap_case(name, good);
    printf("# %d of %d calls\n", tried, calls);
}

/* --- memory is spent ------------------------------------------------------------------------- */

static bool fails_small(const struct swept *act, size_t budget, int64_t rows, bool *ret_done)
{
    size_t size = sc.place.arena.size;

    sc.place.arena.size = budget;
    enum status st = act->run();

    sc.place.arena.size = size;
    sc.place.arena.spent = false;
    (void)place_hand(&sc.place, NULL, 0); /* empties arena and fault */
    *ret_done = st == HF_OK;
    if (st == HF_OK)
        return true;
    bool same = scene_rows() == rows;

    bool says_so = st == HF_FAILED || (act->has_another_way && st == HF_CONFLICT);

    if (!says_so || !same)
        printf("# %s, %zu bytes: status %d, rows %s\n", act->name, budget, (int)st,
               same ? "the same" : "others");
    return says_so && same;
}

/* What an act needs grows with the chain; the peak of a run that is undone tells how far to go. */
static size_t most_memory(const struct swept *act)
{
    sc.place.arena.peak = 0;
    (void)count_calls(act); /* its number does not matter here */
    return sc.place.arena.peak;
}

static void sweep_memory(const struct swept *act)
{
    size_t most = act->has_another_way ? LITTLE : most_memory(act);
    size_t stride = takes_all ? 4096 : most / BUDGETS + 16;
    int64_t rows = scene_rows();
    bool good = true, done = false;
    char name[160];

    for (size_t budget = 0; !done && budget <= most + stride; budget += stride)
        good &= fails_small(act, budget, rows, &done);
    good &= scene_is_whole();
    snprintf(name, sizeof name, "%s: with too little memory it fails and writes nothing",
             act->name);
    tap_case(name, good && done);
}

/* --- what stands afterwards ------------------------------------------------------------------ */

static void test_no_stays_no(void)
{
    struct consent_file file;
    size_t no = 0, yes = 0;

    (void)place_hand(&sc.place, NULL, 0); /* empties arena and fault */
    need(view_consent(&sc.place.practice, &sc.place.arena, sc.robin.own, sc.robin.id, &file,
                      &sc.place.why),
         "the proposal");
    for (size_t i = 0; i < file.n_rows; i++) {
        no += file.rows[i].answer == CHOICE_NO;
        yes += file.rows[i].answer == CHOICE_YES;
    }
    tap_case("after all failures the one no is a no and the others are yes",
             no == 1 && yes == file.n_rows - 1);
}

int main(int argc, char **argv)
{
    const char *wish = getenv("HOLDFAST_SWEEP");

    takes_all =
        (argc > 1 && strcmp(argv[1], "--all") == 0) || (wish != NULL && strcmp(wish, "all") == 0);
    scene_make(&store_faulty);
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        acts[i].before();
        sweep_calls(&acts[i]);
        sweep_memory(&acts[i]); /* ends with the act done */
        if (acts[i].run == consent)
            test_no_stays_no();
    }
    scene_end();
    return tap_end();
}
