/* Replays test/cases/screen/table.txt: each row of conditions against what the table of conditions
 * says of it. The grammar stands in that file.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "somebody.h"

enum { PROBES = 44, SETS_MOST = 40, LINES_MOST = 200, ASKS_MOST = 4 };
#define EVERY ((UINT64_C(1) << PROBES) - 1)

/* --- places ---------------------------------------------------------------------------------- */

struct probe {
    const char *name, *region, *technique;
    enum side side;
    enum access access;
};

/* One place of each kind that the rules tell apart. */
static const struct probe probes[] = {
    {"head", "scalp", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"throat", "throat", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"nape", "nape", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"larm", "upper_arm", "still_hold", SIDE_LEFT, ACCESS_EXTERNAL},
    {"rarm", "upper_arm", "still_hold", SIDE_RIGHT, ACCESS_EXTERNAL},
    {"lchest", "upper_chest", "still_hold", SIDE_LEFT, ACCESS_EXTERNAL},
    {"rchest", "upper_chest", "still_hold", SIDE_RIGHT, ACCESS_EXTERNAL},
    {"topbelly", "upper_abdomen", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"belly", "lower_abdomen_other", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"scar", "csection_scar", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"lback", "mid_back", "still_hold", SIDE_LEFT, ACCESS_EXTERNAL},
    {"rback", "mid_back", "still_hold", SIDE_RIGHT, ACCESS_EXTERNAL},
    {"sacrum", "sacrum", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"lhip", "hip_side", "still_hold", SIDE_LEFT, ACCESS_EXTERNAL},
    {"rhip", "hip_side", "still_hold", SIDE_RIGHT, ACCESS_EXTERNAL},
    {"hipfront", "hip_front", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"groin", "groin", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"buttock", "buttock_upper", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"cleft", "gluteal_cleft", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"coccyx", "coccyx", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"lleg", "calf", "still_hold", SIDE_LEFT, ACCESS_EXTERNAL},
    {"rleg", "calf", "still_hold", SIDE_RIGHT, ACCESS_EXTERNAL},
    {"mons", "mons_pubis", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"perineum", "perineum_other", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"rub", "perineum_other", "press", SIDE_BOTH, ACCESS_EXTERNAL},
    {"penis", "penis_other", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"anus", "anus_other", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"vulva", "labia_majora", "still_hold", SIDE_BOTH, ACCESS_EXTERNAL},
    {"vagina", "vagina_other", "still_hold", SIDE_BOTH, ACCESS_INTERNAL},
    {"neovagina", "neovagina_other", "still_hold", SIDE_BOTH, ACCESS_INTERNAL},
    {"neoprostate", "prostate_neovaginal", "still_hold", SIDE_BOTH, ACCESS_INTERNAL},
    {"canal", "anal_canal_other", "still_hold", SIDE_BOTH, ACCESS_INTERNAL},
    {"front", "rectum_other", "still_hold", SIDE_BOTH, ACCESS_INTERNAL},
    {"floor", "puborectalis_rectal", "still_hold", SIDE_BOTH, ACCESS_INTERNAL},
    {"prostate", "prostate", "still_hold", SIDE_BOTH, ACCESS_INTERNAL},
    {"mouth", "mouth_floor_oral", "still_hold", SIDE_BOTH, ACCESS_INTERNAL},
};
enum { N_PROBES = sizeof probes / sizeof *probes };

/* A name of the file for several places, or the places of one answer of a set. */
struct named_places {
    struct span set, name; /* set: "" for a name */
    struct span words;
};

static struct named_places named[SETS_MOST];
static size_t n_named;
static size_t stale; /* names that nobody knows */

static uint64_t places_of(struct span words);

static uint64_t place_of(struct span name)
{
    for (size_t i = 0; i < N_PROBES; i++)
        if (span_is(name, probes[i].name))
            return UINT64_C(1) << i;
    for (size_t i = 0; i < n_named; i++)
        if (named[i].set.len == 0 && span_equal(named[i].name, name))
            return places_of(named[i].words);
    stale++;
    return 0;
}

static uint64_t places_of(struct span words)
{
    uint64_t places = 0;

    while (words.len > 0)
        places |= place_of(span_cut(&words, ' '));
    return places;
}

/* --- what the rules of a finding do there ---------------------------------------------------- */

static bool is_among(struct words list, const char *word)
{
    return list.count == 0 || words_have(list, span_of(word));
}

static bool covers(const struct scope *scope, const struct probe *probe)
{
    bool sides = scope->side == SIDE_BOTH || probe->side == SIDE_BOTH || scope->side == probe->side;

    return sides && is_among(scope->techniques, probe->technique) &&
           is_among(scope->intents, "therapeutic") &&
           is_among(scope->access, probe->access == ACCESS_INTERNAL ? "internal" : "external") &&
           atlas_is_below(know.atlas, atlas_find(know.atlas, span_of(probe->region)),
                          atlas_find(know.atlas, scope->region));
}

struct doing {
    uint64_t bars, caps, needs;
    int64_t pressure;
    bool letter, renews;
};

static uint64_t covered(const struct scope *scope)
{
    uint64_t places = 0;

    for (size_t i = 0; i < N_PROBES; i++)
        places |= (uint64_t)covers(scope, &probes[i]) << i;
    return places;
}

static struct doing doing_of(const struct screen_finding *finding, struct span condition)
{
    struct doing is = {.pressure = 10};

    for (size_t i = 0; i < finding->rules.count; i++) {
        const struct rule *rule = screening_rule(know.screening, finding->rules.at[i]);
        uint64_t places = covered(&rule->scope);

        is.letter |= rule->effect.deny && rule->clearable;
        is.renews |= rule->reconsent;
        is.bars |= rule->effect.deny ? places : 0;
        is.caps |= rule->effect.has_max_pressure ? places : 0;
        if (rule->effect.has_max_pressure)
            is.pressure = rule->effect.max_pressure;
        if (rule->effect.conditions.count == 1 && words_have(rule->effect.conditions, condition))
            is.needs |= places;
        else if (rule->effect.conditions.count > 0)
            is.needs = EVERY; /* another condition than the table's */
    }
    return is;
}

/* --- one line -------------------------------------------------------------------------------- */

struct line {
    struct span row, level, mark;
    struct span asks[ASKS_MOST];
    size_t n_asks;
    bool waits, from_answer, by_records;
    int64_t years; /* "until N years after QUESTION"; 0: none */
    int64_t days;
    struct span from, where, set, condition;
    struct doing does;
};

static int64_t number_of(struct span text)
{
    int64_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n = 10 * n + (text.at[i] - '0');
    return n;
}

static void read_wait(struct line *line, struct span rest)
{
    line->waits = true;
    line->days = number_of(span_cut(&rest, ' '));
    line->from_answer = span_is(rest, "from the answer");
    (void)span_cut(&rest, ' ');
    line->from = line->from_answer ? SPAN("") : rest;
}

/* "18 years after birth_date" */
static void read_age(struct line *line, struct span rest)
{
    line->years = number_of(span_cut(&rest, ' '));
    (void)span_cut(&rest, ' ');
    (void)span_cut(&rest, ' ');
    line->from = rest;
}

static void read_clause(struct line *line, struct span rest)
{
    struct span word = span_cut(&rest, ' ');

    if (span_is(word, "ask"))
        while (rest.len > 0 && line->n_asks < ASKS_MOST)
            line->asks[line->n_asks++] = span_cut(&rest, ' ');
    else if (span_is(word, "wait"))
        read_wait(line, rest);
    else if (span_is(word, "until"))
        read_age(line, rest);
    else if (span_is(word, "at")) {
        line->where = span_cut(&rest, ' ');
        line->set = rest;
    } else if (span_is(word, "bars"))
        line->does.bars = places_of(rest);
    else if (span_is(word, "caps")) {
        line->does.pressure = number_of(span_cut(&rest, ' '));
        line->does.caps = places_of(rest);
    } else if (span_is(word, "needs")) {
        line->condition = span_cut(&rest, ' ');
        line->does.needs = places_of(rest);
    } else if (span_is(word, "by-records"))
        line->by_records = true;
    else if (span_is(word, "letter"))
        line->does.letter = true;
    else if (span_is(word, "renews"))
        line->does.renews = true;
    else
        stale++;
}

static struct line read_line(struct span text)
{
    struct span head = span_cut(&text, ';');
    struct line line = {.does.pressure = 10};

    line.row = span_cut(&head, ' ');
    line.level = span_cut(&head, ' ');
    line.mark = head;
    while (text.len > 0)
        read_clause(&line, span_trim(span_cut(&text, ';')));
    return line;
}

/* --- cases ----------------------------------------------------------------------------------- */

static struct form_answers *answers;
static int64_t now_s;

static void begin(void)
{
    arena_init(&arena, case_block, sizeof case_block);
    answers = somebody_healthy();
    now_s = TODAY * HF_SECONDS_PER_DAY + NOON;
}

static void say(struct span ask)
{
    struct span answer = ask, question = span_cut(&answer, '=');

    stale += !somebody_says(answers, question, answer);
}

static void say_nothing(struct span ask)
{
    say(ask); /* opens the way to the question */
    stale += !somebody_says(answers, span_cut(&ask, '='), SPAN(""));
}

static const struct screen_finding *finding_now(struct span id)
{
    static struct screen_result result;
    struct fault why = {0};

    if (screen(know.screening, know.atlas, answers, now_s, &arena, &result, &why) != HF_OK)
        return NULL;
    for (uint32_t i = 0; i < result.n_findings; i++)
        if (span_equal(result.findings[i].id, id))
            return &result.findings[i];
    return NULL;
}

static void tell(const struct line *line, const char *what, struct span more, bool passed)
{
    char name[200];

    snprintf(name, sizeof name, "%.*s %s %.*s", SPAN_ARGS(line->row), what, SPAN_ARGS(more));
    tap_case(name, passed);
}

static bool does_as(const struct screen_finding *finding, const struct line *line, uint64_t within)
{
    struct doing is = doing_of(finding, line->condition);
    const struct doing *want = &line->does;
    uint64_t bars = want->bars != 0 ? within & EVERY : 0;

    if (within == EVERY)
        bars = want->bars;
    return is.bars == bars &&
           is.caps == (want->caps != 0 && within != EVERY ? within : want->caps) &&
           is.needs == want->needs && is.pressure == want->pressure && is.letter == want->letter &&
           is.renews == want->renews;
}

static void check_words(const struct line *line)
{
    static const char *const levels[] = {"n/a", "W", "C", "A"};
    const struct pack_row *row = screening_find(know.screening, line->row);
    bool same = row != NULL && line->mark.len == 1 && "?VSKU"[row->mark] == line->mark.at[0];

    if (same && span_is(line->level, "W/C"))
        same = row->level == LEVEL_ADAPT && row->strict == LEVEL_CLEAR;
    else if (same)
        same = span_is(line->level, levels[row->level]) &&
               (row->level == row->strict || row->level == LEVEL_NONE);
    tell(line, "has level and mark", line->level, same);
}

static void check_answer(const struct line *line, struct span ask)
{
    begin();
    say(ask);
    const struct screen_finding *finding = finding_now(line->row);
    bool on = finding != NULL && finding->cause == CAUSE_ANSWER;

    if (on && line->from_answer)
        on =
            finding->until.known && finding->until.utc_s == now_s + line->days * HF_SECONDS_PER_DAY;
    else if (on && !span_starts(ask, SPAN("birth_date")))
        on = !finding->until.known; /* open, or its date is not known */
    tell(line, "acts when", ask, on && does_as(finding, line, EVERY));
}

static void check_silence(const struct line *line, struct span ask, const char *answer)
{
    struct span question = ask, codes = span_cut(&question, '=');

    question = codes;
    begin();
    say_nothing(ask);
    if (answer[0] != '\0')
        stale += !put(answers, question, span_of(answer));
    const struct screen_finding *finding = finding_now(line->row);
    tell(line, answer[0] == '\0' ? "acts without an answer to" : "acts on a wish to talk about",
         question, finding != NULL && finding->cause == CAUSE_UNKNOWN && !finding->until.known);
}

static void check_calm(const struct line *line)
{
    begin();
    tell(line, "does not act for", SPAN("somebody well"), finding_now(line->row) == NULL);
}

/* --- waits ----------------------------------------------------------------------------------- */

static void say_date(struct span question, int64_t day)
{
    struct date date = date_from_days(day);
    char text[40];

    snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    stale += !put(answers, question, span_of(text));
}

static bool acts_after(const struct line *line, int64_t days)
{
    begin();
    say(line->asks[0]);
    say_date(line->from, TODAY - days);
    return finding_now(line->row) != NULL;
}

static void check_wait(const struct line *line)
{
    if (!line->waits)
        return;
    tell(line, "acts on the last day after", line->from, acts_after(line, line->days));
    tell(line, "is over the day after, by", line->from, !acts_after(line, line->days + 1));
    tell(line, "acts from the first day of", line->from, acts_after(line, 0));
}

/* --- places ---------------------------------------------------------------------------------- */

static void check_place(const struct line *line, const struct named_places *place)
{
    struct span ids[3] = {line->row, SPAN("."), place->name};
    char id[80];

    begin();
    say(line->asks[0]);
    stale += !put(answers, line->where, place->name);
    snprintf(id, sizeof id, "%.*s.%.*s", SPAN_ARGS(ids[0]), SPAN_ARGS(ids[2]));
    const struct screen_finding *finding = finding_now(span_of(id));
    tell(line, "is kept to", place->name,
         finding != NULL && does_as(finding, line, places_of(place->words)));
}

/* Its rules as decide() takes them, without anybody's answers. */
static void check_by_records(const struct line *line)
{
    const struct pack_row *row = screening_find(know.screening, line->row);
    struct span ids[N_PROBES];
    struct screen_finding finding = {.row = row, .rules = {ids, 0}};

    for (uint32_t i = 0; i < know.screening->n_rules && finding.rules.count < N_PROBES; i++)
        if (span_equal(know.screening->rules[i].finding, line->row))
            ids[finding.rules.count++] = know.screening->rules[i].id;
    tell(line, "is made by records", SPAN(""), row != NULL && row->made_by.len > 0);
    tell(line, "bars what the table says", SPAN(""), does_as(&finding, line, EVERY));
}

/* A birthday ends it: the day before is too early by a day. */
static void check_age(const struct line *line)
{
    const struct pack_row *row = screening_find(know.screening, line->row);
    struct date then = date_add_years(date_of(TODAY * HF_SECONDS_PER_DAY), -(int)line->years);
    int64_t birthday = date_to_days(then);

    begin();
    say_date(row->wait.from, birthday + 1);
    tell(line, "acts on the day before a birthday,", row->wait.from,
         finding_now(line->row) != NULL);
    begin();
    say_date(row->wait.from, birthday);
    tell(line, "is over on the birthday,", row->wait.from, finding_now(line->row) == NULL);
}

/* No row has a wait that its line does not try on both sides. */
static void check_has_edges(const struct line *line)
{
    const struct pack_row *row = screening_find(know.screening, line->row);
    bool has_age = row != NULL && row->wait.years > 0;

    tell(line, "is tried where it answers, is calm, is silent, and at each edge", SPAN(""),
         row != NULL && (line->n_asks > 0 || line->by_records) &&
             line->n_asks == (line->by_records ? 0 : row->n_asks) && has_age == (line->years > 0) &&
             (has_age || row->wait.given == line->waits) && span_equal(row->wait.from, line->from));
    if (has_age)
        check_age(line);
}

static void check_line(const struct line *line)
{
    check_words(line);
    check_has_edges(line);
    if (line->by_records)
        check_by_records(line);
    for (size_t i = 0; i < line->n_asks; i++) {
        check_answer(line, line->asks[i]);
        check_silence(line, line->asks[i], "");
        if (!span_starts(line->asks[i], SPAN("birth_date")))
            check_silence(line, line->asks[i], FORM_TALK);
    }
    check_calm(line);
    if (line->from.len > 0)
        check_wait(line);
    for (size_t i = 0; line->set.len > 0 && i < n_named; i++)
        if (span_equal(named[i].set, line->set))
            check_place(line, &named[i]);
}

/* --- the file -------------------------------------------------------------------------------- */

static void name_places(struct span text, bool is_set)
{
    struct named_places *one = &named[n_named++];

    *one = (struct named_places){.set = is_set ? span_cut(&text, ' ') : SPAN("")};
    one->name = span_cut(&text, ' ');
    (void)span_cut(&text, ' '); /* "=" */
    one->words = text;
}

static void run_line(struct span text, size_t *rows)
{
    struct span rest = text, word = span_cut(&rest, ' ');

    if (span_is(word, "places") || span_is(word, "set")) {
        name_places(rest, span_is(word, "set"));
        return;
    }
    struct line line = read_line(text);
    check_line(&line);
    (*rows)++;
}

int main(int argc, char **argv)
{
    static char bytes[1 << 16];
    FILE *in = argc > 1 ? fopen(argv[1], "rb") : NULL;
    size_t rows = 0;

    if (in == NULL || !load_packs())
        return 1;
    struct span rest = span_at(bytes, fread(bytes, 1, sizeof bytes, in));
    fclose(in);
    while (rest.len > 0) {
        struct span text = span_trim(span_cut(&rest, '\n'));

        if (text.len > 0 && text.at[0] != '#')
            run_line(text, &rows);
    }
    tap_case("every row of the pack has its line", rows == know.screening->n_rows);
    tap_case("the file says nothing that nobody knows", stale == 0);
    return tap_end();
}
