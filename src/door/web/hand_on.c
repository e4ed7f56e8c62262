/* door/web/hand_on.c - a client is handed on to a colleague.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/hand_on.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/act.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "usecase/client.h"

static void fill_people(struct arena *arena, const struct client_file *file, struct span chosen,
                        struct hand_on_view *view)
{
    const struct practice_file *house = &file->practice;
    struct choice_view *at = arena_array(arena, struct choice_view, house->n_people);

    for (size_t i = 0; at != NULL && i < house->n_people; i++) {
        struct span id = web_id(arena, house->people[i].id.id);

        if (hand_on_may(file, house->people[i].id))
            at[view->n_people++] = (struct choice_view){
                .value = id, .label = house->people[i].name, .chosen = span_equal(id, chosen)};
    }
    view->people = at;
}

/* Only the one who cares for a client finds this page. */
static enum status show(struct exchange *x, struct hand_on_view *view)
{
    struct client_file file;
    enum status st = view_client(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st == HF_OK && !id_equal(file.practitioner.id, keyring_who(x->keyring)->person.id))
        st = fault_set(&x->why, HF_NOT_FOUND, "somebody else cares for this client");
    if (st != HF_OK)
        return st;
    view->client = overview_head(x->arena, &file);
    fill_people(x->arena, &file, web_value(x->request, "to"), view);
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view->page);

    page_hand_on(&w, view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    struct hand_on_view view = {.to_error = SPAN("")};

    return show(x, &view);
}
WEB_LOOK(on_get, look);

/* Who is not to be read is zero, which is nobody: refused by the use case. */
static struct hand_on sent(const struct exchange *x)
{
    struct hand_on in = {
        .hand = x->hand, .client = x->client, .words = web_value(x->request, "words")};

    (void)id_parse(web_value(x->request, "to"), &in.to.id);
    return in;
}

static enum status again(struct exchange *x)
{
    const struct hand_on in = sent(x);
    struct hand_on_view view = {.words = web_field(x->request, "words")};

    if (id_is_zero(in.to.id))
        view.to_error = web_words("form.choose");
    else
        view.words.error = web_words(view.words.value.len == 0 ? "form.missing" : "form.long");
    return show(x, &view);
}

static enum status give(struct exchange *x)
{
    const struct hand_on in = sent(x);

    return hand_on(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(on_post, .act = give, .then = "/clients", .again = again);

static const struct http_route hand_on_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/hand-on", RIGHT_PRACTITIONER, on_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/hand-on", RIGHT_PRACTITIONER, on_post, WEB_FRESH),
};
WEB_TABLE(hand_on);
