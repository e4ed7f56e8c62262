/* door/web/consent.c - the proposal in words, and what the client says to it (wireframe C).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/consent.h"

#include "carried/carried.h"
#include "core/render/map.h"
#include "core/render/pages.h"
#include "core/render/view_client.h"
#include "core/visit/told.h"
#include "door/web/act.h"
#include "door/web/me_consent.h"
#include "door/web/checklist.h"
#include "door/web/confirm.h"
#include "door/web/places.h"
#include "door/web/paper.h"
#include "door/web/routes.h"
#include "door/web/signing.h"
#include "knowledge/knowledge.h"
#include "usecase/view_me.h"

enum { NAME_MOST = FACTS_WORD_MAX + 8, TECHNIQUES_MOST = 32 };

/* --- what was sent --------------------------------------------------------------------------- */

static struct span field_name(const struct http_request *request, const char *prefix,
                              struct span key)
{
    struct buf name;

    buf_init(&name, request->arena, NAME_MOST);
    buf_put(&name, span_of(prefix));
    buf_put(&name, key);
    return name.failed ? SPAN("") : buf_view(&name);
}

static struct span sent(const struct http_request *request, const char *prefix, struct span key)
{
    struct span name = field_name(request, prefix, key);

    for (size_t i = 0; i < request->form.count; i++)
        if (span_equal(request->form.at[i].name, name))
            return request->form.at[i].value;
    return SPAN("");
}

static struct words all_sent(const struct http_request *request, const char *prefix,
                             struct span key)
{
    struct span name = field_name(request, prefix, key);
    struct span *at = arena_array(request->arena, struct span, TECHNIQUES_MOST);
    size_t n = 0;

    for (size_t i = 0; at != NULL && i < request->form.count && n < TECHNIQUES_MOST; i++)
        if (span_equal(request->form.at[i].name, name))
            at[n++] = request->form.at[i].value;
    return (struct words){at, n};
}

/* KEEP IN ORDER: enum answer, which is enum choice_answer. */
static const char *const answer_words[] = {"", "yes", "ask", "no", "talk"};

static uint8_t answer_of(struct span word)
{
    for (uint8_t i = 1; i < sizeof answer_words / sizeof *answer_words; i++)
        if (span_is(word, answer_words[i]))
            return i;
    return CHOICE_NONE;
}

static struct consent_choice choice_of(const struct http_request *request,
                                       const struct proposal_row *row)
{
    struct span key = places_key(request->arena, row->region, row->side);
    struct consent_choice choice = {.region = row->region,
                                    .side = row->side,
                                    .answer = answer_of(sent(request, "r.", key)),
                                    .on_skin = span_is(sent(request, "c.", key), "skin"),
                                    .techniques = all_sent(request, "t.", key)};
    int64_t dots = 0;

    if (span_to_int64(sent(request, "p.", key), &dots) && dots > 0 && dots <= PLAN_DOTS)
        choice.dots = (uint8_t)dots;
    return choice;
}

/* --- the page -------------------------------------------------------------------------------- */

/* KEEP IN ORDER: enum consent_row_fault. */
static const char *const row_errors[] = {"",
                                         "error.technique",
                                         "error.pressure",
                                         "error.own_device",
                                         "consent.in_session",
                                         "consent.resting"};

struct page_making {
    const struct http_request *request;
    const struct knowledge *know;
    const struct consent_file *file;
    const struct give_consent_reply *given; /* NULL: nothing was sent */
};

static void fill_techniques(const struct page_making *m, const struct proposal_row *row,
                            struct words chosen, struct consent_row_view *view)
{
    struct choice_view *at = arena_array(m->request->arena, struct choice_view, TECHNIQUES_MOST);

    if (row->techniques.count < 2)
        return; /* one way: the answer to the place is the answer to it */
    for (size_t i = 0; at != NULL && i < row->techniques.count; i++) {
        const struct lexicon_word *way =
            lexicon_find(m->know->lexicon->techniques, row->techniques.at[i]);

        if (way != NULL)
            at[view->n_techniques++] = (struct choice_view){
                .value = way->id, .label = way->name, .chosen = words_have(chosen, way->id)};
    }
    view->techniques = at;
}

/* "Kneading. Slow, even strokes with the flat hand. With gloves." */
static struct span how_words(const struct page_making *m, const struct proposal_row *row)
{
    struct buf out;

    buf_init(&out, m->request->arena, 2000);
    for (size_t i = 0; i < row->techniques.count; i++) {
        const struct lexicon_word *way =
            lexicon_find(m->know->lexicon->techniques, row->techniques.at[i]);

        if (way == NULL)
            continue;
        buf_put(&out, out.len > 0 ? SPAN(" ") : SPAN(""));
        buf_put(&out, way->name);
        buf_lit(&out, ": ");
        buf_put(&out, way->help);
    }
    for (size_t i = 0; i < row->conditions.count; i++) {
        const struct lexicon_word *word =
            lexicon_find(m->know->lexicon->conditions, row->conditions.at[i]);

        if (word == NULL)
            continue;
        buf_lit(&out, " ");
        buf_put(&out, word->name);
        buf_lit(&out, ".");
    }
    return buf_view(&out);
}

/* As it was just sent; before that, as the client said it earlier. */
static struct consent_row_view row_view(const struct page_making *m, size_t i)
{
    const struct proposal_row *row = &m->file->rows[i];
    struct consent_choice said = {.answer = row->answer, .dots = row->dots_said};
    struct consent_row_view view = {
        .key = places_key(m->request->arena, row->region, row->side),
        .name = told_place(m->know->atlas, row->region, row->side, MESSAGE_EN, m->request->arena),
        .how = how_words(m, row),
        .why = row->reason,
        .dots_proposed = row->dots,
        .offers_skin = row->offers_skin,
        .own_device = row->needs_device,
    };

    if (m->given != NULL) {
        said = choice_of(m->request, row);
        view.error = web_words(row_errors[m->given->rows[i]]);
        view.skin = span_is(sent(m->request, "c.", view.key), "skin");
        view.clothing = span_is(sent(m->request, "c.", view.key), "clothing");
    }
    view.answer = (enum answer)said.answer;
    view.dots = said.dots;
    fill_techniques(m, row, said.techniques, &view);
    return view;
}

static void fill_map(const struct page_making *m, const struct consent_row_view *all, size_t count,
                     struct consent_view *view)
{
    const struct carried *body = carried_find(SPAN("pages/assets/body.svg"));
    struct map_mark *marks = arena_array(m->request->arena, struct map_mark, count);
    struct map_view map = {.atlas = m->know->atlas, .marks = marks};

    for (size_t i = 0; marks != NULL && i < count; i++)
        marks[map.n_marks++] = (struct map_mark){.region = m->file->rows[i].region,
                                                 .side = (enum side)m->file->rows[i].side,
                                                 .answer = all[i].answer,
                                                 .key = all[i].key,
                                                 .name = all[i].name};
    if (body != NULL)
        view->map = map_markup(m->request->arena, MESSAGE_EN, body->bytes, &map);
}

static void fill_rows(const struct page_making *m, struct consent_view *view)
{
    size_t count = m->file->n_rows;
    struct arena *arena = m->request->arena;
    struct consent_row_view *all = arena_array(arena, struct consent_row_view, count);
    struct consent_row_view *rows = arena_array(arena, struct consent_row_view, count);
    struct consent_row_view *inside = arena_array(arena, struct consent_row_view, count);

    if (all == NULL || rows == NULL || inside == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        all[i] = row_view(m, i);
        if (m->file->rows[i].access == ACCESS_INTERNAL) {
            inside[view->n_inside++] = all[i];
            view->inside_open |= all[i].answer != ANSWER_NONE || all[i].error.len > 0;
        } else
            rows[view->n_rows++] = all[i];
    }
    view->rows = rows;
    view->inside = inside;
    fill_map(m, all, count, view);
}

static void fill_told(const struct page_making *m, struct consent_view *view)
{
    bool tell = m->given != NULL && (m->given->lacks & CONSENT_CHECKLIST) != 0;
    struct checklist_asks asks = checklist_asks_of(
        m->request, m->given != NULL ? &m->given->checklist : &m->file->plan.checklist, ASK_CLIENT,
        tell);

    view->told = asks.at;
    view->n_told = asks.n;
}

static const char *notice_of(const struct give_consent_reply *given)
{
    if ((given->lacks & CONSENT_UNSEEN) != 0)
        return "consent.changed";
    if ((given->lacks & CONSENT_UNCONFIRMED) != 0)
        return "confirm.failed";
    return given->lacks == CONSENT_CHECKLIST && given->n_wrong == 0 ? "consent.told_missing"
                                                                    : "consent.kept_no";
}

static enum status show(struct exchange *x, const struct consent_file *file,
                        const struct give_consent_reply *given, const struct signing *signing)
{
    struct page_making m = {x->request, x->practice->knowledge, file, given};
    struct consent_view view = {
        .practitioner = file->practitioner_name,
        .on_paper = paper_waits(x->arena, &file->plan.facts.file),
        .never = {.value = file->never},
        .seen = file->seen,
        .in_session = file->in_session,
        .is_resting = file->is_resting && !file->in_session,
        .all_no = file->all_no,
        .on_own_device = file->own_device,
        .until = web_date(x->arena, file->until_s),
    };

    enum status st = signing_fill(x, &file->plan.facts.file, &view);

    if (st == HF_OK)
        st = confirm_offer(x, &view);

    if (st != HF_OK)
        return st;
    fill_rows(&m, &view);
    fill_told(&m, &view);
    struct html w = web_open(x, PAGE_CLIENT, "me", &view.page);

    if (given != NULL) {
        view.never.value = web_value(x->request, "never");
        view.name = web_field(x->request, "name");
        if ((given->lacks & CONSENT_NO_NAME) != 0)
            view.name.error = web_words("form.missing");
        if ((given->lacks & CONSENT_NO_STATEMENT) != 0)
            view.agree_error = web_words("error.agree");
        if ((given->lacks & CONSENT_UNSIGNED) != 0)
            view.pin_error = signing->error;
        view.page.notice = web_words(notice_of(given));
    }
    page_consent(&w, &view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    struct consent_file file;
    enum status st = view_consent(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st == HF_OK)
        return show(x, &file, NULL, NULL);
    if (st != HF_NOT_FOUND)
        return st;
    web_go_to(x->reply, "/me"); /* nothing is proposed: what was said stands there */
    return HF_OK;
}
WEB_LOOK(consent_get, look);

/* --- the answers ----------------------------------------------------------------------------- */

static enum status give(struct exchange *x, const struct signing *signing,
                        struct give_consent_reply *ret)
{
    struct consent_file file;
    struct passkey_use use = {.id = SPAN("")};
    struct give_consent in = {.hand = x->hand,
                              .client = x->client,
                              .never = web_value(x->request, "never"),
                              .name = web_value(x->request, "name"),
                              .says_it_oneself = span_is(web_value(x->request, "agree"), "1"),
                              .is_unsigned = signing->is_unsigned,
                              .lang = MESSAGE_EN};
    enum status st = view_consent(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st != HF_OK)
        return st;
    in.hand.signer = signing->signer;
    struct consent_choice *choices = arena_array(x->arena, struct consent_choice, file.n_rows);

    for (size_t i = 0; choices != NULL && i < file.n_rows; i++)
        choices[in.count++] = choice_of(x->request, &file.rows[i]);
    in.choices = choices;
    in.answers = checklist_sent(x->request, &file.plan.checklist);
    in.until = web_date(x->arena, file.until_s);
    (void)span_to_int64(web_value(x->request, "seen"), &in.seen); /* 0: not known */
    confirm_take(x, &use, &in.confirm);
    return give_consent(x->practice, x->arena, &in, ret, &x->why);
}

/* What lacks is no failure: what is a no is kept already. */
static enum status answer(struct exchange *x)
{
    struct give_consent_reply given;
    struct signing signing;

    if (span_is(web_value(x->request, "go"), "none")) {
        x->then = "/me?done=1";
        return me_consent_none(x);
    }
    enum status st = signing_take(x, &signing);

    if (st == HF_OK)
        st = give(x, &signing, &given);
    signing_end(&signing);
    if (st != HF_OK || (given.n_wrong == 0 && given.lacks == 0))
        return st;
    x->then = NULL;
    if (given.lacks == CONSENT_UNCONFIRMED && confirm_is_first(x))
        return confirm_show(x, &given);
    x->again = true;
    return show(x, &given.file, &given, &signing);
}
WEB_FORM(consent_post, .act = answer, .then = "/me/consent/saved");

/* What stands now, and the receipt of what was said last: a page of its own, so that going back and
 * forth sends nothing twice. */
static void show_saved(struct exchange *x, const struct me_file *me, const struct agreed *agreed)
{
    struct consent_saved_view view = {
        .count = {(int64_t)agreed->yes, (int64_t)agreed->ask, (int64_t)agreed->no,
                  (int64_t)agreed->talk},
        .hand_back = web_subject(x->request)->who.kind == KEYRING_DELEGATE,
    };
    struct html w = web_open(x, PAGE_CLIENT, "me", &view.page);

    if (me->n_receipts > 0) {
        view.when = web_when(x->arena, me->receipts[0].utc_s);
        view.reference =
            receipts_are_hidden(&me->client) ? SPAN("") : span_of(me->receipts[0].reference);
    }
    page_consent_saved(&w, &view);
}

static enum status look_saved(struct exchange *x)
{
    struct agreed agreed;
    struct me_file me;
    enum status st = view_me(x->practice, x->arena, x->keyring, &me, &x->why);

    if (st == HF_OK)
        st = consent_agreed(x->practice, &me.client, x->arena, &agreed, &x->why);
    if (st == HF_OK)
        show_saved(x, &me, &agreed);
    return st;
}
WEB_LOOK(saved_get, look_saved);

static const struct http_route consent_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/me/consent", RIGHT_CLIENT, consent_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/consent", RIGHT_CLIENT, consent_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/me/consent/saved", RIGHT_CLIENT, saved_get, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(consent);
