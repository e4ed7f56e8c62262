/* Replays test/cases/packs/law.txt: every place, profession and intent, with papers and without,
 * against what the table of laws says. The grammar stands in that file.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "../core/screen/somebody.h"

enum { NAMES_MOST = 32, LINES_MOST = 128 };

/* --- places ---------------------------------------------------------------------------------- */

/* One region of each kind that the laws tell apart. */
static const struct {
    const char *name, *region;
} probes[] = {
    {"hand", "hand"},
    {"back", "mid_back"},
    {"buttock", "buttock_upper"},
    {"breast", "breast_other"},
    {"nipple", "nipple"},
    {"mouth", "mouth_floor_oral"},
    {"mons", "mons_pubis"},
    {"cleft", "gluteal_cleft"},
    {"perineum", "perineum_other"},
    {"body", "perineal_body"},
    {"labia", "labia_majora"},
    {"inner", "labia_minora"},
    {"clitoris", "clitoris"},
    {"vestibule", "vestibule_other"},
    {"penis", "penis_other"},
    {"scrotum", "scrotum"},
    {"vagina", "vagina_other"},
    {"neovagina", "neovagina_other"},
    {"anus", "anus_other"},
    {"rectum", "rectum_other"},
    {"prostate", "prostate"},
    {"neoprostate", "prostate_neovaginal"},
};
enum { N_PROBES = sizeof probes / sizeof *probes };

struct name {
    struct span name, words;
};
static struct name names[NAMES_MOST];
static size_t n_names, stale;

static uint64_t places_of(struct span words);

static uint64_t place_of(struct span word)
{
    for (size_t i = 0; i < N_PROBES; i++)
        if (span_is(word, probes[i].name))
            return UINT64_C(1) << i;
    for (size_t i = 0; i < n_names; i++)
        if (span_equal(names[i].name, word))
            return places_of(names[i].words);
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

/* --- lines ----------------------------------------------------------------------------------- */

struct line {
    struct span row, place, professions, intent;
    uint64_t without, with_papers; /* what is lawful */
    bool used;
};
static struct line lines[LINES_MOST];
static size_t n_lines;

static void read_line(struct span text)
{
    struct line line = {.used = false};
    struct span head = span_cut(&text, ':'), without = span_cut(&text, ';');

    line.row = span_cut(&head, ' ');
    line.place = span_cut(&head, ' ');
    line.professions = span_cut(&head, ' ');
    line.intent = head;
    line.without = places_of(span_trim(without));
    line.with_papers = line.without | places_of(span_trim(text));
    lines[n_lines++] = line;
}

static bool names_profession(struct span list, struct span profession)
{
    while (list.len > 0)
        if (span_equal(span_cut(&list, ','), profession))
            return true;
    return false;
}

/* "any" after all that name the place. */
static struct line *line_for(struct span place, struct span profession, struct span intent)
{
    for (size_t i = 0; i < n_lines; i++)
        if ((span_equal(lines[i].place, place) || span_is(lines[i].place, "any")) &&
            names_profession(lines[i].professions, profession) &&
            span_equal(lines[i].intent, intent)) {
            lines[i].used = true;
            return &lines[i];
        }
    return NULL;
}

/* --- cases ----------------------------------------------------------------------------------- */

static uint64_t lawful(const struct law_case *who, enum intent intent, bool *ret_has_row)
{
    uint64_t places = 0;

    for (size_t i = 0; i < N_PROBES; i++) {
        uint32_t region = atlas_find(know.atlas, span_of(probes[i].region));

        stale += region == ATLAS_NONE;
        if (region == ATLAS_NONE)
            continue;
        struct law_answer answer = law_judge(know.law, who, region, intent);

        *ret_has_row &= answer.row != NULL && answer.row->source.len > 0;
        places |= (uint64_t)answer.lawful << i;
    }
    return places;
}

static void tell_places(uint64_t places)
{
    for (size_t i = 0; i < N_PROBES; i++)
        if ((places >> i & 1) != 0)
            printf(" %s", probes[i].name);
}

static void check_case(struct span place, struct span profession, enum intent intent, bool papers)
{
    struct span word = intent == INTENT_SENSUAL ? SPAN("sensual") : SPAN("therapeutic");
    const struct line *line = line_for(place, profession, word);
    uint64_t want = line == NULL ? 0 : papers ? line->with_papers : line->without;
    const struct law_case who = {profession, place, papers};
    bool has_row = true;
    uint64_t is = lawful(&who, intent, &has_row);
    char name[160];

    snprintf(name, sizeof name, "%.*s in %.*s, %.*s, %s papers", SPAN_ARGS(profession),
             SPAN_ARGS(place), SPAN_ARGS(word), papers ? "with" : "without");
    tap_case(name, is == want && has_row);
    if (is == want)
        return;
    printf("# said:");
    tell_places(is);
    printf("\n");
}

static void check_place(struct span place)
{
    for (size_t i = 0; i < know.law->professions.count; i++)
        for (int intent = INTENT_THERAPEUTIC; intent <= INTENT_SENSUAL; intent++)
            for (int papers = 0; papers < 2; papers++)
                check_case(place, know.law->professions.at[i].id, (enum intent)intent, papers == 1);
}

/* --- rows ------------------------------------------------------------------------------------ */

static bool says(struct words list, struct span text)
{
    size_t n = 0;

    for (; text.len > 0; n++)
        if (!words_have(list, span_cut(&text, ',')))
            return false;
    return n == list.count;
}

static bool says_places(const struct law_row *row, struct span text)
{
    struct span place = span_cut(&text, ',');

    return span_equal(row->place, place) && says(row->also_places, text);
}

static uint64_t named_by(struct words sets)
{
    uint64_t places = 0;

    for (size_t i = 0; i < N_PROBES; i++)
        for (size_t j = 0; j < know.law->n_sets; j++)
            if (words_have(sets, know.law->sets[j].name) &&
                know.law->sets[j].has[atlas_find(know.atlas, span_of(probes[i].region))])
                places |= UINT64_C(1) << i;
    return places;
}

static void tell_row(struct span id, const char *what, bool passed)
{
    char name[80];

    snprintf(name, sizeof name, "%.*s %s", SPAN_ARGS(id), what);
    tap_case(name, passed);
}

static void tell_named(struct span id, const char *what, struct words sets, struct span text)
{
    uint64_t is = named_by(sets), want = places_of(span_trim(text));

    tell_row(id, what, is == want);
    if (is == want)
        return;
    printf("# said:");
    tell_places(is);
    printf("\n");
}

/* "SP01 US-WA massage_therapist therapeutic paper V 2026-11-23; cleft perineum; anus" */
static void check_row(struct span text)
{
    struct span head = span_cut(&text, ';'), allows = span_cut(&text, ';');
    struct span id = span_cut(&head, ' ');
    const struct law_row *row = law_find(know.law, id);

    if (row == NULL) {
        tell_row(id, "is there", false);
        return;
    }
    tell_row(id, "is of its places", says_places(row, span_cut(&head, ' ')));
    tell_row(id, "is about its professions", says(row->professions, span_cut(&head, ' ')));
    tell_row(id, "is about its intents", says(row->intents, span_cut(&head, ' ')));
    tell_row(id, "asks for a paper, or for none",
             span_is(span_cut(&head, ' '), row->paper.len > 0 ? "paper" : "free"));
    tell_row(id, "was compared on its day", span_equal(span_cut(&head, ' '), row->checked_on));
    tell_row(id, "has its mark", span_equal(head, row->mark));
    tell_named(id, "allows its places", row->allows, allows);
    tell_named(id, "bars its places", row->bars, text);
}

static void run_line(struct span text, size_t *n_rows)
{
    struct span rest = text, word = span_cut(&rest, ' ');

    if (span_is(word, "places")) {
        struct name *one = &names[n_names++];

        one->name = span_cut(&rest, ' ');
        (void)span_cut(&rest, ' '); /* "=" */
        one->words = rest;
    } else if (span_is(word, "row")) {
        check_row(rest);
        (*n_rows)++;
    } else
        read_line(text);
}

int main(int argc, char **argv)
{
    static char bytes[1 << 16];
    FILE *in = argc > 1 ? fopen(argv[1], "rb") : NULL;
    size_t n_rows = 0;

    if (in == NULL || !load_packs())
        return 1;
    struct span rest = span_at(bytes, fread(bytes, 1, sizeof bytes, in));
    fclose(in);
    while (rest.len > 0) {
        struct span text = span_trim(span_cut(&rest, '\n'));

        if (text.len > 0 && text.at[0] != '#')
            run_line(text, &n_rows);
    }
    tap_case("every row of the pack has its line", n_rows == know.law->n_rows);
    for (size_t i = 0; i < know.law->places.count; i++)
        check_place(know.law->places.at[i].id);
    for (size_t i = 0; i < n_lines; i++)
        stale += !lines[i].used;
    tap_case("the file says nothing that nobody knows", stale == 0);
    return tap_end();
}
