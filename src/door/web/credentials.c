/* door/web/credentials.c - what the people of the practice are trained for.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/act.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "knowledge/knowledge.h"
#include "usecase/practice.h"
#include "usecase/training.h"

#include "base/date.h"

/* --- showing --------------------------------------------------------------------------------- */

static struct span training_name(struct arena *arena, int i)
{
    struct buf id;

    buf_init(&id, arena, 40);
    buf_lit(&id, "training.");
    buf_put(&id, span_of(training_words[i]));
    return message_words(message_find(buf_view(&id)), MESSAGE_EN);
}

static struct span scope_in_words(struct arena *arena, unsigned trainings)
{
    struct buf out;

    buf_init(&out, arena, 400);
    for (int i = 0; i < TRAINING_COUNT; i++) {
        if ((trainings & 1U << i) == 0)
            continue;
        if (out.len > 0)
            buf_lit(&out, "; ");
        buf_put(&out, training_name(arena, i));
    }
    return buf_view(&out);
}

static struct span register_line(struct arena *arena, const struct credential_stated_content *said)
{
    if (said->register_entry.len == 0 || !said->register_seen.known)
        return SPAN("");
    const struct message_arg args[] = {
        message_arg("entry", said->register_entry),
        message_arg("day", web_calendar(arena, said->register_seen.utc_s)),
    };

    return message_fill(arena, MSG_credential_register_line, MESSAGE_EN, args, 2);
}

static struct credential_view view_of(const struct http_request *request, const struct door *door,
                                      const struct practice_credential *c)
{
    const struct house *house = house_of(door->shared);
    const struct keyring_who *who = &web_subject(request)->who;
    struct arena *arena = request->arena;
    struct person_id whose = {c->said->practitioner};
    bool stands = c->revoked_s == 0;
    bool expired =
        stands && c->said->until.known && c->said->until.utc_s <= practice_now_s(&door->practice);
    bool own = id_equal(whose.id, who->person.id);

    return (struct credential_view){
        .id = web_id(arena, c->id),
        .what = c->said->title,
        .who = house_name_of(house, whose),
        .scope = scope_in_words(arena, training_of(door->practice.knowledge, c->said->scopes)),
        .evidence = c->said->evidence,
        .registered = register_line(arena, c->said),
        .until = c->said->until.known ? web_calendar(arena, c->said->until.utc_s) : SPAN(""),
        .certified = stands && !id_is_zero(c->certified_by.id),
        .by = house_name_of(house, c->certified_by),
        .ended = !stands,
        .expired = expired,
        .may_certify = stands && !expired && !own && id_is_zero(c->certified_by.id),
        .may_end = stands && (own || (who->roles & ROLE_OWNER) != 0),
    };
}

static void fill_scopes(const struct http_request *request, const struct door *door,
                        struct setup_credentials_view *view, unsigned chosen)
{
    struct choice_view *at = arena_array(request->arena, struct choice_view, TRAINING_COUNT);
    bool clinical = house_of(door->shared)->profile == PROFILE_CLINICAL;

    for (int i = 0; i < TRAINING_COUNT && at != NULL; i++) {
        if (clinical && i == TRAINING_SENSUAL)
            continue; /* no sensual words anywhere in a clinical practice */
        at[view->n_scopes++] = (struct choice_view){
            .value = span_of(training_words[i]),
            .label = training_name(request->arena, i),
            .hint = i == TRAINING_BODY ? web_words("training.body_hint") : SPAN(""),
            .chosen = (chosen & 1U << i) != 0,
        };
    }
    view->scopes = at;
}

/* --- the profession -------------------------------------------------------------------------- */

static struct span said_line(const struct http_request *request, const struct law *law,
                             const struct profession_said_content *said)
{
    if (said == NULL)
        return SPAN("");
    const struct law_word *profession = law_word_find(law->professions, said->profession);
    const struct law_word *place = law_word_find(law->places, said->place);
    const struct message_arg args[] = {
        message_arg("what", profession == NULL ? said->profession : profession->name),
        message_arg("where", place == NULL ? said->place : place->name),
        message_arg("papers",
                    said->papers.len == 0 ? web_words("profession.no_papers") : said->papers)};

    return message_fill(request->arena, MSG_profession_said, MESSAGE_EN, args, 3);
}

static const struct choice_view *choices_of(const struct http_request *request,
                                            struct law_words words, const struct law *law,
                                            struct span country, struct span chosen, size_t *ret)
{
    struct choice_view *at = arena_array(request->arena, struct choice_view, words.count);

    for (size_t i = 0; at != NULL && i < words.count; i++)
        if (country.len == 0 || profession_place_fits(law, words.at[i].id, country))
            at[(*ret)++] = (struct choice_view){.value = words.at[i].id,
                                                .label = words.at[i].name,
                                                .chosen = span_equal(words.at[i].id, chosen)};
    return at;
}

static void fill_profession(const struct http_request *request, const struct door *door,
                            const struct practice_file *file, struct setup_credentials_view *view)
{
    const struct law *law = door->practice.knowledge->law;
    struct span country = file->founded == NULL ? SPAN("zz") : file->founded->country;

    view->said =
        said_line(request, law, practice_file_profession(file, web_subject(request)->who.person));
    view->professions = choices_of(request, law->professions, law, SPAN(""), view->profession.value,
                                   &view->n_professions);
    view->places =
        choices_of(request, law->places, law, country, view->place.value, &view->n_places);
}

static bool is_setting_up(const struct http_request *request)
{
    return span_starts(request->path, SPAN("/setup/"));
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct setup_credentials_view *view, unsigned chosen, bool again)
{
    struct practice_file file;
    struct fault why;

    fault_clear(&why);
    enum status st = view_practice(&door->practice, request->arena, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct credential_view *at =
        arena_array(request->arena, struct credential_view, file.n_credentials);

    for (size_t i = 0; i < file.n_credentials && at != NULL; i++)
        at[view->n_credentials++] = view_of(request, door, &file.credentials[i]);
    view->credentials = at;
    view->setting_up = is_setting_up(request);
    view->only_reads = (web_subject(request)->who.roles & ROLE_PRACTITIONER) == 0;
    view->action = view->setting_up ? SPAN("/setup/credentials") : SPAN("/credentials");
    fill_scopes(request, door, view, chosen);
    fill_profession(request, door, &file, view);
    web_page(request, door, PAGE_PRACTICE, "setup", &view->page);
    struct html w = again ? web_html_again(reply) : web_html(reply);

    page_setup_credentials(&w, view);
}

static void credentials_get(struct http_request *request, struct http_reply *reply,
                            struct door *door)
{
    struct setup_credentials_view view = {0};

    show(request, reply, door, &view, 0, false);
}

/* --- stating --------------------------------------------------------------------------------- */

static unsigned ticked(const struct http_request *request)
{
    unsigned bits = 0;

    for (size_t i = 0; i < request->form.count; i++)
        if (span_is(request->form.at[i].name, "scope"))
            bits |= training_bit(request->form.at[i].value);
    return bits;
}

/* An empty field is an open end; a day counts from its beginning in UTC. */
static struct moment read_day(struct field_view *field)
{
    struct date date;

    if (field->value.len == 0)
        return (struct moment){0};
    if (!date_parse(field->value, &date)) {
        field->error = web_words("form.date");
        return (struct moment){0};
    }
    return (struct moment){true, date_to_days(date) * HF_SECONDS_PER_DAY};
}

/* A register counts only with the day somebody looked, and that day can't be still to come. */
static void read_register(struct setup_credentials_view *view, int64_t now_s,
                          struct credential_stated_content *said)
{
    said->register_entry = view->registered.value;
    said->register_seen = read_day(&view->looked_up);
    if (said->register_entry.len > 0 && view->looked_up.value.len == 0)
        view->looked_up.error = web_words("form.missing");
    if (said->register_entry.len == 0 && view->looked_up.value.len > 0)
        view->registered.error = web_words("form.missing");
    if (said->register_seen.known && said->register_seen.utc_s > now_s)
        view->looked_up.error = web_words("form.future");
}

static bool is_whole(struct setup_credentials_view *view, struct credential_stated_content *said,
                     unsigned trainings)
{
    said->title = view->what.value;
    said->evidence = view->evidence.value;
    said->from = read_day(&view->issued);
    said->until = read_day(&view->until);
    if (said->title.len == 0)
        view->what.error = web_words("form.missing");
    if (said->evidence.len == 0)
        view->evidence.error = web_words("form.missing");
    if (said->from.known && said->until.known && said->until.utc_s <= said->from.utc_s)
        view->until.error = web_words("form.order");
    if ((trainings & ~(1U << TRAINING_SENSUAL)) == 0)
        view->scope_error = web_words("training.none");
    return view->what.error.len + view->evidence.error.len + view->issued.error.len +
               view->until.error.len + view->scope_error.len + view->registered.error.len +
               view->looked_up.error.len ==
           0;
}

static enum status state(struct http_request *request, struct door *door,
                         struct state_credential *in, unsigned trainings, struct fault *why)
{
    struct id128 id;
    enum status st = web_hand(request, &in->hand, why);

    if (house_of(door->shared)->profile == PROFILE_CLINICAL)
        trainings &= ~(1U << TRAINING_SENSUAL);
    if (st == HF_OK)
        st = training_scopes(door->practice.knowledge, trainings, request->arena, &in->said.scopes,
                             why);
    if (st == HF_OK)
        st = state_credential(&door->practice, request->arena, in, &id, why);
    return st == HF_OK ? house_renew(door->shared, &door->practice, request->arena, why) : st;
}

static void credentials_post(struct http_request *request, struct http_reply *reply,
                             struct door *door)
{
    struct setup_credentials_view view = {
        .what = web_field(request, "what"),
        .evidence = web_field(request, "evidence"),
        .issued = web_field(request, "issued"),
        .until = web_field(request, "until"),
        .registered = web_field(request, "register"),
        .looked_up = web_field(request, "looked_up"),
    };
    struct state_credential in = {0};
    unsigned trainings = ticked(request);
    struct fault why;

    if (is_setting_up(request) && span_is(web_value(request, "go"), "next") &&
        view.what.value.len == 0) {
        web_go_to(reply, "/setup/check");
        return;
    }
    read_register(&view, practice_now_s(&door->practice), &in.said);
    if (!is_whole(&view, &in.said, trainings)) {
        show(request, reply, door, &view, trainings, true);
        return;
    }
    fault_clear(&why);
    enum status st = state(request, door, &in, trainings, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (is_setting_up(request))
        web_go_to(reply, span_is(web_value(request, "go"), "next") ? "/setup/check"
                                                                   : "/setup/credentials");
    else
        web_go_to(reply, "/credentials");
}

static void profession_post(struct http_request *request, struct http_reply *reply,
                            struct door *door)
{
    struct setup_credentials_view view = {.profession = web_field(request, "profession"),
                                          .place = web_field(request, "place"),
                                          .papers = web_field(request, "papers")};
    struct say_profession in = {.profession = view.profession.value,
                                .place = view.place.value,
                                .papers = view.papers.value};
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = say_profession(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        st = house_renew(door->shared, &door->practice, request->arena, &why);
    if (st == HF_INVALID && span_is(span_of(why.text), "profession"))
        view.profession.error = web_words("form.choose");
    else if (st == HF_INVALID && span_is(span_of(why.text), "place"))
        view.place.error = web_words("form.choose");
    if (view.profession.error.len + view.place.error.len > 0)
        show(request, reply, door, &view, 0, true);
    else if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        web_go_to(reply, span_is(web_value(request, "back"), "setup") ? "/setup/credentials"
                                                                      : "/credentials");
}

/* --- certifying and ending ------------------------------------------------------------------- */

static enum status certify(struct exchange *x)
{
    struct certify_credential in = {.hand = x->hand, .seen = web_value(x->request, "seen")};
    enum status st = web_param_id(x->request, "credential", &in.credential);

    return st == HF_OK ? certify_credential(x->practice, x->arena, &in, &x->why) : st;
}

static enum status end(struct exchange *x)
{
    struct end_credential in = {.hand = x->hand, .reason = web_value(x->request, "reason")};
    enum status st = web_param_id(x->request, "credential", &in.credential);

    return st == HF_OK ? end_credential(x->practice, x->arena, &in, &x->why) : st;
}

WEB_FORM(certify_post, .act = certify, .then = "/credentials", .done = web_house_renew);
WEB_FORM(end_post, .act = end, .then = "/credentials", .done = web_house_renew);

static const struct http_route credentials_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/setup/credentials", RIGHT_PRACTITIONER, credentials_get,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/setup/credentials", RIGHT_PRACTITIONER, credentials_post,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/credentials/profession", RIGHT_PRACTITIONER, profession_post,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/credentials", RIGHT_STAFF, credentials_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/credentials", RIGHT_PRACTITIONER, credentials_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/credentials/{credential}/certify", RIGHT_STAFF, certify_post,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/credentials/{credential}/end", RIGHT_STAFF, end_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(credentials);
