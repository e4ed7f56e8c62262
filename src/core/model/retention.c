/* core/model/retention.c - see retention.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/retention.h"

#include "core/model/action.h"
#include "core/model/pack_inside.h"

enum { YEAR_S = 366 * 86400, PLACES_MOST = 64 };
enum {
    CONSENT_FIRST = 180,
    CONSENT_LAST = 199
}; /* action.h: all that was agreed or refused, and how it was signed */

/* What stays when a client is forgotten as far as the law lets them be; all else is the record. */
static const uint16_t core[] = {
    ACTION_CLIENT_HANDED_ON, ACTION_CLIENT_ADDED,    ACTION_RECEIPT_CHOICE,
    ACTION_IDENTITY_SET,     ACTION_NEVER_SAID,      ACTION_PLAN_AGREED,
    ACTION_SESSION_STARTED,  ACTION_SESSION_ENDED,   ACTION_SIGNAL,
    ACTION_TODAY_SAID,       ACTION_INCIDENT_NOTED,  ACTION_DONE_THOUGH_DENIED,
    ACTION_PAPER_SESSION,    ACTION_PAPER_CONSENT,   ACTION_CLIENT_CLOSED,
    ACTION_RECORD_ASKED,     ACTION_RECORD_ANSWERED, ACTION_RECORD_COPIED,
};

enum retention_class retention_class_of(uint16_t action)
{
    if (action_is_statement(action))
        return RETENTION_STATEMENT;
    if (action >= CONSENT_FIRST && action <= CONSENT_LAST)
        return RETENTION_CORE;
    for (size_t i = 0; i < sizeof core / sizeof *core; i++)
        if (core[i] == action)
            return RETENTION_CORE;
    return RETENTION_RECORD;
}

/* --- loading --------------------------------------------------------------------------------- */

struct loading {
    struct arena *arena;
    struct span row;
    bool failed;
};

static struct span text_of(struct loading *l, const struct json *json, const char *name)
{
    const struct json *value = json_member(json, name);

    l->failed = l->failed || !json_is(value, JSON_TEXT) || json_text(value).len == 0;
    return json_text(value);
}

static int64_t number_of(struct loading *l, const struct json *json, const char *name, int64_t most)
{
    int64_t n = -1;

    if (!json_int64(json_member(json, name), &n) || n < 0 || n > most)
        l->failed = true;
    return n;
}

static void load_row(struct loading *l, const struct json *json, struct retention_row *row)
{
    struct span working = text_of(l, json, "working");

    l->row = text_of(l, json, "id");
    l->failed = l->failed || (!span_is(working, "clinical") && !span_is(working, "bodywork")) ||
                l->row.len > 32;
    *row = (struct retention_row){
        .id = l->row,
        .place = text_of(l, json, "place"),
        .is_clinical = span_is(working, "clinical"),
        .record_years = number_of(l, json, "record_years", RETENTION_YEARS_MOST),
        .core_years = number_of(l, json, "core_years", RETENTION_YEARS_MOST),
        .asked_first = json_bool(json_member(json, "asked_first")),
        .says = text_of(l, json, "says"),
        .source = text_of(l, json, "source"),
        .checked_on = text_of(l, json, "checked_on"),
        .review = text_of(l, json, "review"),
    };
    /* The core is the last to go. */
    l->failed = l->failed || (row->core_years > 0 && row->core_years < row->record_years);
}

static void load_answer(struct loading *l, const struct json *json, struct retention_answer *answer)
{
    const struct json *places = json_member(json, "places");
    uint32_t n = places == NULL || places->count > PLACES_MOST ? 0 : places->count;
    struct span *at = arena_array(l->arena, struct span, n);

    l->row = text_of(l, json, "id");
    *answer = (struct retention_answer){
        .id = l->row,
        .days = number_of(l, json, "days", 366),
        .places = at,
        .says = text_of(l, json, "says"),
        .source = text_of(l, json, "source"),
        .checked_on = text_of(l, json, "checked_on"),
        .review = text_of(l, json, "review"),
    };
    for (const struct json *c = json_first(places); c != NULL && at != NULL && n > 0; c = c->next)
        at[answer->n_places++] = json_text(c);
    l->failed = l->failed || n == 0 || answer->days == 0;
}

static void load_rows(struct loading *l, const struct json *root, struct retention *ret)
{
    const struct json *list = json_member(root, "rows");
    uint32_t n = list == NULL || list->count > RETENTION_ROWS_MOST ? 0 : list->count;
    struct retention_row *rows = arena_array(l->arena, struct retention_row, n);

    l->failed = l->failed || n == 0;
    for (const struct json *c = json_first(list); c != NULL && rows != NULL && n > 0 && !l->failed;
         c = c->next) {
        load_row(l, c, &rows[ret->n_rows]);
        l->failed = l->failed || retention_find(ret, rows[ret->n_rows].place,
                                                rows[ret->n_rows].is_clinical) != NULL;
        ret->rows = rows;
        ret->n_rows++;
    }
}

static void load_answers(struct loading *l, const struct json *root, struct retention *ret)
{
    const struct json *list = json_member(root, "answers");
    uint32_t n = list == NULL || list->count > RETENTION_ROWS_MOST ? 0 : list->count;
    struct retention_answer *answers = arena_array(l->arena, struct retention_answer, n);

    for (const struct json *c = json_first(list);
         c != NULL && answers != NULL && n > 0 && !l->failed; c = c->next)
        load_answer(l, c, &answers[ret->n_answers++]);
    ret->answers = answers;
}

static const char *const list_names[] = {"places", NULL};
static const struct pack_element head_elements[] = {{"description", "note"}, {NULL, NULL}};
static const struct pack_element row_elements[] = {
    {"code", "id"}, {"definition", "says"}, {NULL, NULL}};
static const struct pack_shape shape = {"CodeSystem", NULL,       head_elements,
                                        row_elements, list_names, false};

enum status retention_load(struct span json, struct arena *arena, const struct retention **ret,
                           struct fault *why)
{
    struct packing p = {.atlas = NULL};
    const struct json *root = packing_begin(&p, json, &shape, arena, why);
    struct loading l = {.arena = arena, .row = SPAN("the file")};
    struct retention *made = pick_alloc(&p.pick, 1, sizeof *made);

    if (made == NULL)
        return p.pick.status;
    (void)packing_head(&p, root); /* checked; nobody asks it for its title */
    (void)packing_mark(&p, root);
    made->version = text_of(&l, root, "version");
    made->note = text_of(&l, root, "note");
    load_rows(&l, root, made);
    load_answers(&l, root, made);
    if (p.pick.status != HF_OK)
        return p.pick.status;
    if (arena->spent)
        return fault_set(why, HF_FAILED, "no memory for the retention rules");
    if (l.failed)
        return fault_set(why, HF_INVALID, "%.*s is not a whole row, or given twice", (int)l.row.len,
                         l.row.at);
    *ret = made;
    return HF_OK;
}

/* --- asking ---------------------------------------------------------------------------------- */

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
}

static bool is_place(struct span a, struct span b)
{
    return a.len == 2 && b.len == 2 && upper(a.at[0]) == upper(b.at[0]) &&
           upper(a.at[1]) == upper(b.at[1]);
}

const struct retention_row *retention_find(const struct retention *retention, struct span place,
                                           bool is_clinical)
{
    for (size_t i = 0; i < retention->n_rows; i++)
        if (is_place(retention->rows[i].place, place) &&
            retention->rows[i].is_clinical == is_clinical)
            return &retention->rows[i];
    return NULL;
}

const struct retention_answer *retention_answer_find(const struct retention *retention,
                                                     struct span place)
{
    for (size_t i = 0; i < retention->n_answers; i++)
        for (size_t k = 0; k < retention->answers[i].n_places; k++)
            if (is_place(retention->answers[i].places[k], place))
                return &retention->answers[i];
    return NULL;
}

int64_t retention_until(const struct retention_row *row, enum retention_class of, int64_t last_s)
{
    int64_t years = row == NULL ? 0 : of == RETENTION_CORE ? row->core_years : row->record_years;

    return years == 0 ? 0 : last_s + years * YEAR_S;
}

bool retention_may_go(const struct retention_row *row, enum retention_class of, bool asked,
                      int64_t last_s, int64_t now_s)
{
    int64_t until_s = retention_until(row, of, last_s);
    bool is_over = until_s != 0 && now_s >= until_s;

    if (of == RETENTION_STATEMENT)
        return false;
    if (is_over || of == RETENTION_CORE)
        return is_over;
    return asked && (until_s == 0 || row->asked_first);
}
